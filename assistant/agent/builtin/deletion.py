"""The question whether everything is to be deleted, and what is said to it: a yes, a no, or a wish of its own."""

from __future__ import annotations

from assistant.agent.builtin.cues import has_cue
from assistant.agent.builtin.draft_cues import raw_pattern
from assistant.retrieval.normalise import normalise

_MOST_OF_A_YES = 5  # words of a yes that does not speak of deleting; "ok write an e-mail for Dr. Keller" is none
_LEAST_OF_A_WISH = 3  # words


def confirms(text: str) -> bool:
    """Whether the answer is a yes, and nothing in it says no: "yes", "ok delete it", but not "ok no, keep it"."""
    if not has_cue("confirm", text) or has_cue("keeps", text):
        return False
    return len(normalise(text).split()) <= _MOST_OF_A_YES or has_cue("says_delete", text)


def goes_on(text: str) -> str:
    """What is wished for beside the no: "no no dont delete!! i want email for dr keller"; "" where nothing is."""
    if confirms(text):
        return ""
    rest = raw_pattern("no_deletion").sub("", text).strip()
    return rest if len(normalise(rest).split()) >= _LEAST_OF_A_WISH else ""
