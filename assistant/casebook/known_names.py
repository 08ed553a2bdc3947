"""Names that the case or the message knows already, said without a title: "stone agreed", "bloomfields letter"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.casebook.lexicon import Lexicon
from assistant.casebook.ordinary_names import is_at_city
from assistant.casebook.text import Token
from assistant.casebook.writer_name import WriterName

_PAIR = 2
_SHORT_NAME = 2  # letters of a surname that counts with a capital only where it is a word too: "Do", "An", but not "Wu"


def known_name(tokens: Sequence[Token], index: int, surnames: set[str], book: Lexicon) -> tuple[WriterName, int] | None:
    """A surname that is known already, with a first name before it where there is one."""
    if is_at_city(tokens, index, book):
        return None
    if tokens[index].raw[-2:] in {"'s", "’s"} and tokens[index].text[:-1] in surnames:
        return WriterName("", "", tokens[index].raw[:-2].capitalize(), known=True), index + 1
    owned = index + 1 < len(tokens) and tokens[index + 1].text in book.cues["letter"]
    if owned and tokens[index].text.endswith("s") and tokens[index].text[:-1] in surnames:
        return WriterName("", "", tokens[index].raw[:-1].capitalize(), known=True), index + 1  # "bloomfields letter"
    if (joined := _with_prefix(tokens, index, surnames)) is not None:
        return joined
    if tokens[index].text in surnames and not _may_be_a_word(tokens[index], book):
        return WriterName("", "", tokens[index].raw.capitalize(), known=True), index + 1
    if (
        "+" + tokens[index].text in surnames
        and (tokens[index].capital or _is_only_a_name(tokens[index], book))
        and not _leads_to_own_name(tokens, index, book)
    ):
        follows = tokens[index + 1] if index + 1 < len(tokens) else None
        whole = follows is not None and follows.text in surnames  # "john smith"
        if not whole and (follows is None or not follows.capital or follows.raw.isupper()):
            return WriterName("", tokens[index].raw, "", known=True), index + 1
    pair = index + 1 < len(tokens) and tokens[index + 1].text in surnames and tokens[index].kind == "word"
    if (
        pair
        and len(tokens[index].text) > 2
        and tokens[index + 1].start - tokens[index].end == 1
        and "+" + tokens[index].text in surnames
    ):
        return WriterName("", tokens[index].raw.capitalize(), tokens[index + 1].raw.capitalize(), known=True), index + 2
    return None


def _with_prefix(tokens: Sequence[Token], index: int, surnames: set[str]) -> tuple[WriterName, int] | None:
    """ "o connor" for O'Connor, "mc kinley" for McKinley."""
    follows = tokens[index + 1] if index + 1 < len(tokens) else None
    if tokens[index].text not in {"o", "mc"} or follows is None:
        return None
    whole = next((name for name in surnames if name.replace("'", "") == tokens[index].text + follows.text), None)
    return (WriterName("", "", whole.capitalize(), known=True), index + 2) if whole else None


def _leads_to_own_name(tokens: Sequence[Token], index: int, book: Lexicon) -> bool:
    """ "my name is Amy", "hi Amy", where "is amy letter good?" asks about a writer."""
    before = tokens[index - 1].text if index else ""
    asks = before == "is" and (index == 1 or tokens[index - 2].kind == "sign")
    return before in book.lists["given_name_not_after"] and not asks


def _may_be_a_word(token: Token, book: Lexicon) -> bool:
    """A short surname in small letters that is a word of its own: "do", "an", "ma", unlike "wu"."""
    ordinary = token.text in book.words or token.text in book.stop or book.alone(token.text)
    return len(token.text) <= _SHORT_NAME and token.raw.islower() and ordinary


def _is_only_a_name(token: Token, book: Lexicon) -> bool:
    """ "denise agreed", "is amy letter good": a first name that is no other word."""
    if token.text in book.words or token.text in book.stop or book.alone(token.text):
        return False
    return len(token.text) > _PAIR * 2 or token.text in book.given_names
