"""Titles before a name that are more than one word: "Prof. Dr. med. Krug", "Assoc. Prof. Tekin"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.casebook.lexicon import Lexicon
from assistant.casebook.text import Token, fold

if TYPE_CHECKING:
    from assistant.casebook.reading import Message

_JOINED_PREFIX = re.compile(r"^(O['’]|Mc)(\w)(?=\w{2})")
_PAIR = 2
_LEAST = 3  # letters of a name before a word of respect


def past_degrees(tokens: Sequence[Token], at: int, book: Lexicon) -> int:
    """The token after "med." or "rer. nat." behind a title."""
    while (
        at + 2 < len(tokens)
        and tokens[at].text in book.lists["degree_words"]
        and (tokens[at + 1].raw == "." or tokens[at].raw.islower())
    ):
        at += 1 + (tokens[at + 1].raw == ".")
    return at


def ranked(tokens: Sequence[Token], index: int, book: Lexicon) -> tuple[int, str] | None:
    """Of "Assoc. Prof. Dr. Tekin", from "Prof." on: the token after the rank and the title that is left."""
    if book.titles.get(tokens[index].text) != "Prof.":
        return None
    before = index - 1 - (index > 0 and tokens[index - 1].raw == ".")
    if before < 0 or tokens[before].text not in book.lists["rank_words"]:
        return None
    at, title = index, ""
    while at < len(tokens) and (tokens[at].text in book.titles or (at > index and tokens[at].raw == ".")):
        printed = book.titles.get(tokens[at].text, "")
        title = printed if printed not in {"", "Prof."} else title
        at += 1
    return at, title


def rank_before(tokens: Sequence[Token], first: int, book: Lexicon) -> tuple[str, int] | None:
    """The rank of "Assoc. Prof." that ends before a name, and the token where it begins."""
    at = first - 1
    while at > 0 and (tokens[at].raw == "." or tokens[at].text in book.titles):
        at -= 1
    word = tokens[at].text if 0 <= at < first - 1 else ""
    rank = "associate_professor" if word in {"assoc", "associate"} else "assistant_professor"
    return (rank, at) if word in book.lists["rank_words"] - {"adjunct"} else None


def is_one_given(words: Sequence[Token], text: str) -> bool:
    """A first name alone, or two that a hyphen joins: "pei-shan"."""
    return len(words) == 1 or (len(words) == _PAIR and text[words[0].end : words[1].start] == "-")


def printed_word(word: Token, book: Lexicon, text: str) -> str:
    """The word of a name as it is printed: with a capital, without "'s"."""
    raw = word.raw
    if raw[-2:] in {"'s", "’s"}:
        word = Token(fold(raw[:-2]), raw[:-2], word.start, word.end, word.kind)
    if word.raw.islower() or (word.raw.isupper() and len(word.raw) > 1):
        return word.raw if word.text in book.names["particles"] else _capitalised(word.raw)
    return word.raw + "." * (len(word.raw) == 1 and text[word.end : word.end + 1] == ".")


def _capitalised(raw: str) -> str:
    """ "O'Connor", "McKinley" and "Mehmood" from words in letters of one size."""
    return _JOINED_PREFIX.sub(lambda found: found[1].capitalize() + found[2].upper(), raw.capitalize())


def honoured_to(message: Message, index: int, book: Lexicon) -> int:
    """The token of the word of respect behind one or two words of a name; the first token where there is none.

    "Sir" and "madam" speak to somebody as well, so that a name before them must be one, or do something.
    """
    tokens = message.tokens
    last = index + 1
    if last < len(tokens) and tokens[index].capital and tokens[last].capital and _is_unknown(tokens[last], book):
        last += 1
    if last >= len(tokens) or tokens[last].text not in book.lists["honorifics"]:
        return index
    joined = all(message.text[a.end : b.start] == " " for a, b in pairwise(tokens[index : last + 1]))
    before = tokens[index - 1].text if index else ""
    given = tokens[index].text in book.given_names and not book.alone(tokens[index].text)
    if not joined or before in book.lists["honoured_not_after"] or not (given or _is_unknown(tokens[index], book)):
        return index
    if tokens[last].text not in book.lists["also_spoken_to"]:
        return last
    named = tokens[index].capital and not message.shouting
    return last if named and (before in book.lists["before_honoured"] or _acts(message, last + 1, book)) else index


def _acts(message: Message, at: int, book: Lexicon) -> bool:
    """ "Mizan sir agreed", "Priya madam, pediatrician": somebody does something, or is described."""
    if at >= len(message.tokens):
        return False
    found = [p.group for p in book.find(message.tokens, message.following, at + (message.tokens[at].raw == ","))]
    described = message.tokens[at].raw == "," and bool({"specialty", "role"} & set(found))
    return message.tokens[at].text in book.lists["subject_verbs"] or "fact:status" in found or described


def _is_unknown(token: Token, book: Lexicon) -> bool:
    """A word that means nothing: it can be a name."""
    known = token.text in book.words or token.text in book.stop or token.text in book.titles
    return token.kind == "word" and not known and len(token.text) >= _LEAST and token.text != "vouch"
