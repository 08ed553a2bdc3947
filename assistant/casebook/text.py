"""A message as words with their places, and its sentences; nothing is changed, so that words can be quoted."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence, Set
from dataclasses import dataclass

LONGEST_MESSAGE = 20_000
_TOKEN = re.compile(r"[\U0001F1E6-\U0001F1FF]{2}|\d+(?:\.\d+)?|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*|\n|[^\w\s]|_")
_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,200}>")
_QUOTED = re.compile(r"(?m)^[ \t]*(?:>[ \t]?)+")
_FLAG, _FLAG_A = 2, 0x1F1E6  # a flag is two signs, each for a letter of the country's code
_FRAMES = {0xFE0F: " ", 0x20E3: " "}
_SENTENCE_END = frozenset(".!?;\n")
_GLUE = frozenset("-/&'’")
_SAINTS = frozenset({"st", "ft", "mt", "assoc", "asst"})  # "St. Louis", "Ft. Worth"
_NUMBERED = frozenset({"of", "one", "two", "three", "four", "five", "six"})  # what "no." numbers


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or sign; `text` is folded (small letters, no accents, no apostrophes), `raw` as written."""

    text: str
    raw: str
    start: int
    end: int
    kind: str  # word, number, sign

    @property
    def capital(self) -> bool:
        """The word is written with a capital."""
        return self.raw[:1].isupper()


def joined(tokens: Sequence[Token], first: int, last: int, text: str) -> Token:
    """Tokens from `first` to before `last` as one word that is read as `text`."""
    raw = " ".join(token.raw for token in tokens[first:last])
    return Token(text, raw, tokens[first].start, tokens[last - 1].end, "word")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens `first` to `last` (exclusive) and the sign that ends them."""

    first: int
    last: int
    mark: str


def fold(word: str) -> str:
    """Small letters without accents and apostrophes."""
    plain = word.lower() if word.isascii() else unicodedata.normalize("NFKD", word.casefold())
    if plain.isalnum() and plain.isascii():
        return plain
    return "".join(letter for letter in plain if letter.isalnum())


def flag_word(flag: str) -> str:
    """The word that stands for a country's flag: "flagbr"."""
    return "flag" + "".join(chr(ord(sign) - _FLAG_A + ord("a")) for sign in flag)


def without_markup(text: str) -> str:
    """The text with blanks for tags, for the ">" of quoted mail and for what frames a figure; the rest stays put."""
    for pattern in (_TAG, _QUOTED):
        text = pattern.sub(lambda found: " " * len(found.group()), text)
    return text.translate(_FRAMES)


def tokenize(text: str) -> list[Token]:
    """The tokens of a message, in order."""
    tokens = []
    for found in _TOKEN.finditer(text):
        raw = found.group()
        flag = len(raw) == _FLAG and not raw[0].isalnum()
        kind = "number" if raw[0].isdigit() and raw[0].isascii() else "word" if raw[0].isalpha() or flag else "sign"
        folded = flag_word(raw) if flag else raw if kind != "word" else fold(raw)
        tokens.append(Token(folded or raw, raw, found.start(), found.end(), kind if folded else "sign"))
    return tokens


def token_range(tokens: Sequence[Token], start: int, end: int) -> tuple[int, int]:
    """The tokens, first and last (exclusive), that some characters are part of; (0, 0) where there are none."""
    first = bisect_right(tokens, start, key=lambda token: token.end)
    last = bisect_left(tokens, end, key=lambda token: token.start)
    return (first, last) if first < last else (0, 0)


def next_words(tokens: Sequence[Token]) -> list[int]:
    """For each token the index of the word that a phrase may go on with, or -1 at a boundary."""
    following = [-1] * len(tokens)
    for index in range(len(tokens)):
        at = index + 1
        while at < len(tokens) and tokens[at].kind == "sign":
            joined = at + 1 < len(tokens) and tokens[at].end == tokens[at + 1].start
            dot = tokens[at].raw == "." and joined and tokens[at - 1].end == tokens[at].start
            saint = tokens[at].raw == "." and at == index + 1 and tokens[index].text in _SAINTS
            if tokens[at].raw not in _GLUE and not dot and not saint:
                break
            at += 1
        while 0 < at < len(tokens) and tokens[at].text == tokens[index].text and tokens[at].kind == "word":
            at += 1  # "very very well"
        if at < len(tokens) and tokens[at].kind != "sign":
            following[index] = at
    return following


def sentences(tokens: Sequence[Token], abbreviations: frozenset[str], blocked: Set[int]) -> list[Sentence]:
    """Split at full stops, question marks, semicolons and line ends; not after a title such as "Dr."."""
    found: list[Sentence] = []
    first = depth = 0
    for index, token in enumerate(tokens):
        depth = 0 if token.raw == "\n" else max(0, depth + (token.raw == "(") - (token.raw == ")"))
        if token.raw not in _SENTENCE_END or index in blocked or (token.raw in {";", "!"} and depth):
            continue
        if token.raw == "." and not _is_full_stop(tokens, index, first, abbreviations):
            continue
        if index > first:
            found.append(Sentence(first, index, token.raw))
        elif found and token.raw == "?":
            found[-1] = Sentence(found[-1].first, found[-1].last, "?")
        first = index + 1
    if first < len(tokens):
        found.append(Sentence(first, len(tokens), ""))
    return found


def _is_full_stop(tokens: Sequence[Token], index: int, first: int, abbreviations: frozenset[str]) -> bool:
    if index == first:
        return True
    before = tokens[index - 1]
    touching = index + 1 < len(tokens) and tokens[index + 1].start == tokens[index].end
    if touching and tokens[index + 1].kind != "sign":
        # "U.S", "M.D", "e.g" and addresses; a hurried "agreed.then" is a full stop
        return len(before.text) > 2 and before.text not in abbreviations and tokens[index + 1].kind == "word"
    if before.text in abbreviations:
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        # "said no. orr agreed"; but "no. 2", "no. two" and "no. of weeks"
        return before.text == "no" and after is not None and after.kind == "word" and after.text not in _NUMBERED
    joined = index >= 2 and tokens[index - 2].raw == "-"  # "sub-I."
    single = len(before.text) == 1 and before.kind == "word" and before.capital and not joined
    list_number = before.kind == "number" and index - 1 == first
    return not single and not list_number


def is_shouting(text: str) -> bool:
    """True when capitals say nothing, as a message is all in capitals or all in small letters."""
    letters = [letter for letter in text if letter.isalpha()]
    capitals = sum(letter.isupper() for letter in letters)
    return not capitals or capitals > 0.8 * len(letters)
