"""Harmless words that look like forbidden ones, as they are meant: "I am afraid he thinks I'm pushy" wants no pressure,
"if he cannot I would understand and ask someone else" leaves the writer free, "don't say the word observership" is a
word to leave out. They are put plainly before anything is weighed."""

from __future__ import annotations

import re

from assistant.agent.builtin.draft_cues import raw_pattern

ROOM, ROOM_AND_PLAN = "i leave an easy way out", "i leave an easy way out and have another plan"
_LEAST_WORDS = 3  # of what is left, for it to be an order of its own
_ENDS = ".!?:,;\n"
_SIGNS = re.compile(r"\s*([.,;])(?:\s*[.,;])*")  # those that stood round what is gone


def kindly_meant(text: str) -> str:
    """The message without one's own fear to press, and with plain orders for a free writer and an unused word."""
    return _with_unused_words(_with_room(_without_own_fear(text)))


def not_obliged(text: str) -> str:
    """ "I don't want him to feel obliged, can you put that in": "mention that i leave an easy way out"."""
    return raw_pattern("not_obliged").sub(lambda _: f"mention that {ROOM}", text)


def _without_own_fear(text: str) -> str:
    """ "I am afraid he thinks I'm pushy. Write very politely": "Write very politely"."""
    if raw_pattern("own_fear").search(text) is None:
        return text
    kept = _SIGNS.sub(r"\1", " ".join(raw_pattern("own_fear").sub(" ", text).split())).strip(" ,;.-")
    ordered = raw_pattern("orders_something").search(kept)
    return kept if ordered and len(kept.split()) >= _LEAST_WORDS else text


def _with_room(text: str) -> str:
    """ "Say that if he cannot I would understand": "mention that i leave an easy way out"."""
    if "?" in text or raw_pattern("orders_something").search(text) is None:
        return text
    return raw_pattern("room_for_no").sub(_plain_room, text)


def _plain_room(found: re.Match[str]) -> str:
    before = found.string[: found.start()].rstrip()
    says = ROOM_AND_PLAN if found["else"] or found["else2"] or found["else3"] else ROOM
    begins = "" if not before else " " if before[-1] in _ENDS else ". "
    return f"{begins}mention that {says}"


def _with_unused_words(text: str) -> str:
    """ "Please don't use the word externship": 'leave out "externship"'."""
    return raw_pattern("unused_word").sub(lambda found: f'leave out "{next(filter(None, found.groups()))}"', text)
