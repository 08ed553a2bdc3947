"""Work of one's own under a writer: "my boss in Lima", "I was SHO on her ward", "elective with Dr. Mills" was hands-on.

Such words are a weaker sign than a setting by its name: they count only where nothing else is told of it.
"""

from __future__ import annotations

from assistant.casebook.model import letter_path
from assistant.casebook.turn import Turn

_CUE = "cue:work_under"  # as the message is read
_SETTING = "fact:experience.setting"
_DOCTORS = frozenset({None, "physician"})
_NEAR = 16  # tokens beside the words in which stands that the work was no doctor's


def write_work_under(turn: Turn, letter: str, spans: list[tuple[int, int]]) -> bool:
    """Write the hands-on setting that work under a physician tells, where none is known; True when it was."""
    path = letter_path(letter, "experience.setting")
    doctor = turn.draft.get(letter_path(letter, "writer.profession")) in _DOCTORS
    friend = turn.draft.get(letter_path(letter, "writer.family_friend"))
    if turn.draft.get(path) is not None or friend or not doctor:
        return False
    for first, last in spans:
        if turn.message.has(first, last, _SETTING):
            return False  # "my boss in the lab, only research"
        for said in turn.message.inside(first, last, _CUE):
            if not (turn.negated(said, first) or _is_other_work(turn, said.first, said.last)):
                turn.draft.set(path, str(said.value), turn.said(said))
                return True
    return False


def _is_other_work(turn: Turn, first: int, last: int) -> bool:
    """ "my boss at the lab", "I work with her as medical assistant": work, and none of a doctor or student.

    So it is where the sentence before tells it: "My research mentor is a PhD. Dr. Kaplow, I work with her 2 years".
    """
    here = next((at for at, s in enumerate(turn.message.sentences) if s.first <= first < s.last), 0)
    least = turn.message.sentences[max(0, here - 1)].first
    most = turn.message.sentences[here].last
    names = [m.first for m in turn.message.inside(last, most, "name")]
    near = range(max(least, first - _NEAR), min([most, last + _NEAR, *names]))
    assists = any(turn.text(at) == "medical" and turn.text(at + 1) in {"assistant", "scribe"} for at in near)
    return assists or any(turn.text(at) in turn.book.lists["other_work"] for at in near)
