"""A tone that a message rules out itself: "but not in a pity way", "time and not pressure".

Its words look like what is not done to a writer and are the opposite, so they are taken out before anything is weighed.
A message that is about the tone alone ("less begging please") stays as it is.
"""

from __future__ import annotations

import re

from assistant.agent.builtin.draft_cues import raw_pattern

_LEAST_WORDS = 3  # of what is left, for it to be an order of its own


def without_denied_tone(text: str) -> str:
    """The message without the foul tone that it denies, where it orders something beside it.

    "Write something that gives her time and not pressure" is "write something that gives her time".
    """
    if raw_pattern("denied_tone").search(text) is None:
        return text
    kept = raw_pattern("denied_tone").sub(_unless_said, text).strip(" ,;-")
    ordered = raw_pattern("orders_something").search(kept)
    return kept if ordered and len(kept.split()) >= _LEAST_WORDS else text


def _unless_said(found: re.Match[str]) -> str:
    """ "Tell her there is no pressure": what the writer is to be told stays."""
    before = found.string[: found.start()]
    return found[0] if raw_pattern("tone_is_told").search(before) else " "
