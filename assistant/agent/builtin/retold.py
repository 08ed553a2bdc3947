"""A message as it is meant: without what it takes back itself, and with the plain words for what it says otherwise."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.agent.builtin.draft_calm import without_denied_tone
from assistant.agent.builtin.draft_cues import MOST_CHARACTERS, raw_pattern
from assistant.agent.builtin.draft_kindly import kindly_meant, not_obliged


def _added(found: re.Match[str]) -> str:
    """ "The audit was 2025 not 2024, add it": the order first, and the year that is right."""
    said = raw_pattern("year_not_year").sub(r"\1 in \2", found[1])
    return f"add that {said}"


_PLAIN: tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...] = (
    ("by_himself", r"\1 by him"), ("his_form", "mention that I hope that it can be"),
    ("his_language", r"mention that I hope that it can be in \1"),
    ("form_first", r"mention that I hope that it can be \1"),
    ("put_right_at_once", r"\1 "), ("told_then_added", _added), ("as_it_was", "add that I "),
    ("asked_in_writing", r"i asked \1 on "),
    ("out_and_in", r"\1 \2. Add that "), ("swaps_words", r'not "\1" but "\2"'), ("beside_the_point", ""),
    ("need_by", ". The deadline is "), ("no_word", r"leave out the word \1"), ("make_known", r"tell \1 that "),
    ("first_names", r"call him \1"), ("i_call", r"i call \1"),
    ("subject_dull", r"change the \1 to "), ("greeting_wrong", "it should be Dear "), ("no_mention", "do not mention "),
    ("waiver_signed", "i waive my right to see the letter"), ("off_the_hook", r"give \1 an easy way out"),
    ("no_regards", ""), ("closes_with", r'\1 with "\2"'),
    ("word_with_reason", r'do not write "\1", say \2'),
    ("word_then_reason", r'do not write "\1", say \2'),
    ("and_waived", ". I waive my right to see the letter"), ("drops_a_line", r"write \1 a note"),
    ("not_called", r"call \1 "), ("half_length", "shorter"), ("why_so", ""), ("i_mean", ""),
    ("out_then_in", r"leave out \1. Add that "),
    ("told_by_sign", r"\1 and that "), ("joined_by_sign", " and "), ("all_call", " "),
)  # fmt: skip
_PIECE = re.compile(r"(?<=[.!?\n])\s+(?=\S)")
_LEAST_WORDS = 3  # of a sentence that is taken back: "no." answers something


def as_meant(text: str) -> str:
    """ "Add that I got the interview?? no wait I haven't applied. Add my score": only the second is ordered."""
    if len(text) > MOST_CHARACTERS:
        return text
    text = kindly_meant(without_denied_tone(_without_taken_back(not_obliged(text))))
    for cue, plain in _PLAIN:
        text = raw_pattern(cue).sub(plain, text)
    return text


def _without_taken_back(text: str) -> str:
    pieces = _PIECE.split(text)
    kept, at = list[str](), 0
    while at < len(pieces):
        rest = pieces[at + 1 :]
        if len(pieces[at].split()) >= _LEAST_WORDS and _goes_on(rest) and _says_no(pieces[at], "taken_back_here"):
            at += 1
        elif _goes_on(rest[1:]) and _says_no(rest[0], "taken_back_next"):
            at += 2
        else:
            kept.append(pieces[at])
            at += 1
    return text if len(kept) == len(pieces) else " ".join(kept)


def _goes_on(pieces: list[str]) -> bool:
    """Whether something else is ordered behind it."""
    return bool(pieces) and raw_pattern("order_goes_on").match(pieces[0]) is not None


def _says_no(piece: str, cue: str) -> bool:
    return raw_pattern(cue).search(piece) is not None
