"""A kind of stay that is said once for several: "my core rotations: Dr. Roy and Dr. Lee", "an elective with Dr. Mills
and another one with Dr. Park"."""

from __future__ import annotations

from itertools import pairwise

from assistant.casebook.model import letter_path
from assistant.casebook.people import named
from assistant.casebook.reading import Mention
from assistant.casebook.text import Sentence
from assistant.casebook.turn import Turn

_SETTING, _WORK = "fact:experience.setting", "cue:work_under"
_ONE = frozenset({"one", "elective", "rotation", "externship", "observership", "clerkship"})


def share_stays(turn: Turn) -> None:
    """Write the setting that heads a sentence to those named in it of whom none is told."""
    for sentence in turn.message.sentences:
        names = list(turn.message.inside(sentence.first, sentence.last, "name"))
        if sentence.mark == "?" or not names:
            continue
        head = next(turn.message.inside(sentence.first, names[0].first, _SETTING, _WORK), None)
        several = head is not None and turn.text(head.last - 1) in turn.book.lists["plural_stays"]
        for at, name in enumerate(names):
            if head is not None and (several or (at and _is_another_one(turn, names[at - 1], name))):
                _write(turn, head, name, sentence)


def _is_another_one(turn: Turn, before: Mention, name: Mention) -> bool:
    """ "and another one in Chicago with Dr. Park", "a second elective w/ Dr. Park"."""
    told = [turn.text(at) for at in range(before.last, name.first)]
    return any(one in {"another", "second", "other"} and two in _ONE for one, two in pairwise(told))


def _write(turn: Turn, head: Mention, name: Mention, sentence: Sentence) -> None:
    letters = named(turn, name.value)
    path = letter_path(letters[0], "experience.setting") if len(letters) == 1 else ""
    fresh = bool(path) and letters[0] in turn.draft.added() and turn.draft.get(path) is None
    doctor = fresh and turn.draft.get(letter_path(letters[0], "writer.profession")) in {None, "physician"}
    asked = any(question.field == path for question in turn.draft.questions)
    denied = turn.negated(head, sentence.first)
    if doctor and not (asked or denied):
        turn.draft.set(path, head.value, turn.said(head))
