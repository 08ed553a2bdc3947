"""Names of writers as the learned reading hears them: also those that no title, capital or list marks."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import TYPE_CHECKING

from assistant.casebook.heard.tagging import Span
from assistant.casebook.lexicon import Lexicon
from assistant.casebook.text import Token, fold, token_range

if TYPE_CHECKING:
    from assistant.casebook.reading import Message

SURE = 0.65
_MOST_WORDS = 5
_SHORT = 3  # letters of what may stand before a title: "PD Dr. Vollmer"
_DASHES = frozenset({"-", "–", "—"})
_DESCRIBES = frozenset({"specialty", "role", "country"})
Places = dict[int, int]


def heard_names(message: Message, spans: Sequence[Span], book: Lexicon) -> Places:
    """First and last (exclusive) tokens of the names of writers, where the reading is sure."""
    places: Places = {}
    for span in spans:
        if span.field == "name" and span.sure >= SURE:
            first, last = token_range(message.tokens, span.start, span.end)
            numbers = (at for at in range(first, last) if message.tokens[at].kind == "number")
            last = _before_field(message, first, next(numbers, last), book)  # "dr lindqvist 03/05/27"
            if last > first and message.blocked.isdisjoint(range(first, last)) and not _is_saint(message, first):
                places.update(_one_by_one(message, first, last, book))
    return places


def _before_field(message: Message, first: int, last: int, book: Lexicon) -> int:
    """ "Dr. Leonard Abiodun - Neurology": behind a dash that joins no words stands what describes the writer."""
    tokens = message.tokens
    for at in range(first + 1, last - 1):
        if tokens[at].raw == "." and len(tokens[at - 1].text) > _SHORT and tokens[at - 1].text not in book.titles:
            return at  # "Dr Yaw Owusu. Owusu agreed"
        dash = tokens[at].raw in _DASHES and tokens[at - 1].end < tokens[at].start
        if dash and {found.group for found in book.find(tokens, message.following, at + 1)} & _DESCRIBES:
            return at
    return last


def _one_by_one(message: Message, first: int, last: int, book: Lexicon) -> Places:
    """ "dr cohen dr levy dr katz": each title begins another name; "PD Dr. Vollmer" is one."""
    starts, names = [first], False
    for at in range(first, last):
        token = message.tokens[at]
        if token.text in book.lists["short_titles"] and names:
            starts.append(at)
        names = token.kind == "word" and token.text not in book.titles and len(token.text) > _SHORT
    return dict(zip(starts, [*starts[1:], last], strict=True))


def _is_saint(message: Message, first: int) -> bool:
    """ "St. Mary hospital": whom a place is named after."""
    before = [token.text for token in message.tokens[max(0, first - 2) : first] if token.kind == "word"]
    return before[-1:] in (["st"], ["saint"])


def title_and_words(
    message: Message, first: int, last: int, book: Lexicon, known: Set[str]
) -> tuple[str, list[Token]] | None:
    """The title and the words of a heard name; None where a name in it is known already, which the rules read."""
    title, words = "", list[Token]()
    for token in message.tokens[first:last]:
        degree = token.text in book.lists["degree_words"] or token.text in book.names["degrees"]
        if token.text in book.titles and not (words and degree):
            printed = book.titles[token.text]
            title, words = title if title == "Prof." else printed or title, []  # "PD Dr. med. Vollmer"
        elif token.kind != "word" or degree or (not words and token.text in book.lists["naming_verbs"]):
            continue  # "se llama Debra Stokes RN"
        elif words and not token.capital and (token.text in book.stop or _ends(message, token, words, book)):
            break  # "dr whitfield attg peds", "Dr Selamawit Bekele amanuel hosp"
        else:
            words.append(token)
    bare = len(words) == 1 and not title and bool(known)  # it may be a short form of a name that is known
    if not title and words and words[-1].text in book.lists["honorifics"]:
        return None  # "mehmet hoca agreed": the rules know words of respect
    if not 0 < len(words) <= _MOST_WORDS or len(words[-1].text) < 2 or bare:
        return None
    if any(_is_known(word, known) or (word.text in book.stop and not word.capital) for word in words):
        return None
    return title, words


def _is_known(word: Token, known: Set[str]) -> bool:
    """A surname, or a first name, that the case holds or the message told before."""
    plain = fold(word.raw.removesuffix("'s").removesuffix("’s"))
    return plain in known or f"+{plain}" in known


def _ends(message: Message, word: Token, words: Sequence[Token], book: Lexicon) -> bool:
    """A small word that belongs to no name, unless a hyphen joins it: "Ji-hoon"; behind two words, a place."""
    joined = message.text[words[-1].end : word.start] == "-"
    place = len(words) > 1 and any(entry.group == "country" for entry in book.phrases.meaning([word.text]))
    if place and not joined:
        return True  # "dr fatoumata diallo conakry IM"
    return words[0].capital and not joined and word.text not in book.names["particles"]
