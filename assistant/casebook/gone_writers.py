"""Writers who can write no more: "my old boss prof Saad died last year", "Dr Rahman is no more", "lost contact".

A letter of theirs cannot be had, so it is not counted; who is found again is told anew.
"""

from __future__ import annotations

import re

from assistant.casebook.model import letter_path, split_path
from assistant.casebook.surnames import family_name
from assistant.casebook.told_of import letter_told_of
from assistant.casebook.turn import Turn

_MOST_CHARACTERS = 4000
_SENTENCE = re.compile(r"(?<!\bdr)(?<!\bprof)(?<!\bmr)(?<!\bms)[.!?;]\s+|\n+", re.IGNORECASE)
_WHO = r"(?:\w+[ ,]+){0,2}?"  # "Saad Al-Janabi in baghdad died"
_PLACE = r"(?:\s*,)?(?:\s+(?:in|from|of|at)\s+(?:the\s+)?[\w-]+(?:\s+[\w-]+)?,?)?"
_DIED = (
    r"(?:(?:has|had|have|is|was|just|sadly|unfortunately|also|recently|already|who|he|she|now|then)\s+){0,3}"
    r"(?:died|dead|deceased|passed\s*away|passed\s+on|killed|rip\b|r\.i\.p"
    r"|no\s+more\b(?=\s*(?:[,.;!?)]|$|(?:and|but|so|he|she|now|since)\b))"  # not "no more works there"
    r"|no\s+longer\s+(?:alive|with\s+us|in\s+this\s+world))"
)
_HE = rf"(?:^|[,;(]|\b(?:but|and))\W*(?:(?:and|but|so|sadly|unfortunately)\s+)*(?:he|she)\s+{_DIED}"
_LATE = r"(?<!too )(?<!so )(?<!was )(?<!is )\blate\s+(?:dr|prof|professor|doctor)\.?\s+"
_LOST = (
    r"\b(?:(?:have\s+|had\s+)?lost\s+(?:all\s+)?(?:contact|touch|connection)\s+(?:with|of|to)"
    r"|no\s+(?:more\s+|longer\s+)?(?:in\s+)?(?:contact|touch)\s+(?:any\s?more\s+)?with)\s+(?:\w+\.?\s+){0,3}?"
)
_UNREACHED = (
    r"\b(?:cannot|can't|cant|can\s+not|couldn't|could\s+not|unable\s+to)\s+(?:contact|reach|find|trace|locate)\s+"
    r"(?:\w+\.?\s+){0,3}?"
)
_EVER = r"\b[^.!?]{0,25}\bany\s?more\b"
_SUPPOSES = re.compile(r"\b(?:if|when|suppose|in case)\b|^\s*(?:is|did|has)\b", re.IGNORECASE)
# "A patient of dr Lee died": somebody else did.
_OF_ANOTHER = re.compile(r"\b(?:of|with|for|to)\s+(?:my\s+)?(?:dr|prof|professor|doctor)?\.?\s*$", re.IGNORECASE)


def take_out_gone(turn: Turn) -> None:
    """Take out the writers who died or are out of reach; one told in the same message does not come in."""
    text = turn.message.text[:_MOST_CHARACTERS]
    for sentence in _SENTENCE.split(text):
        if found := re.search(_HE, sentence, re.IGNORECASE):
            end = text.find(sentence) + found.end()
            letter = letter_told_of(turn, text, end, end, before_only=True)
            if letter and _called(turn, letter) in text[:end]:  # "he died", of one whom the message does not name: open
                _take_out(turn, letter, found[0])
        for letter in turn.draft.ids():
            called = _called(turn, letter)
            if called and (words := _gone(re.escape(called), sentence)):
                _take_out(turn, letter, words)


def _called(turn: Turn, letter: str) -> str:
    """A writer's family name, or the words that told of one without a name: "my old boss"."""
    name = turn.draft.get(letter_path(letter, "writer.name"))
    told = (c.words for c in turn.draft.changes if c.op == "add_letter" and c.value == letter)
    words = family_name(name) if isinstance(name, str) else next(told, "")
    return re.sub(rf"\s+{_DIED}$", "", words, flags=re.IGNORECASE)  # "my old boss in baghdad died"


def _gone(called: str, sentence: str) -> str:
    """The words that tell that somebody is gone; empty where none do, or where it is only asked."""
    forms = (
        rf"\b{called}\b{_PLACE}\s*[,(]?\s*{_DIED}",
        rf"{_LATE}{_WHO}{called}\b",
        rf"\b{called}\b[^.!?]{{0,60}}[,(]\s*(?:rip|r\.i\.p|deceased)\b",
        rf"{_LOST}{called}\b",
        rf"{_UNREACHED}{called}\b{_EVER}",
    )
    found = next(filter(None, (re.search(form, sentence, re.IGNORECASE) for form in forms)), None)
    if found is None or re.match(r"\s*\?", sentence[found.end() :]):
        return ""
    before = sentence[: found.start()]
    return "" if _SUPPOSES.search(before) or _OF_ANOTHER.search(before) else found[0]


def _take_out(turn: Turn, letter: str, words: str) -> None:
    """A letter of before is removed, and what this message told of it is not noted."""
    fresh = letter in turn.draft.added()
    turn.draft.changes[:] = [
        change for change in turn.draft.changes
        if not (split_path(change.field)[0] == letter or (change.op == "add_letter" and change.value == letter))
    ]  # fmt: skip
    turn.draft.questions[:] = [asks for asks in turn.draft.questions if split_path(asks.field)[0] != letter]
    turn.draft.told = True
    if fresh:
        turn.draft.forget_letters({letter})
    else:
        turn.draft.remove_letter(letter, words)
