"""An applicant whom an adviser brings by name: "I am an adviser. One of our applicants, Dr. Hala Mahmoud, ...".

What the adviser says before it is read as a greeting, and the name as "I"; "today I ask for another one, a Nigerian:
Tunde" brings one as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from assistant.casebook.lexicon import Lexicon, read_lexicon
from assistant.casebook.text import Token, joined

_I, _GREETING = "i", "hello"
_MOST_NAMES = 4
_FAR = 6  # tokens between "another one" and the colon before the name
_PAIR = 2
_ARTICLES = frozenset({"my", "our", "one", "new", "the", "a", "this"})
_INTRODUCES = _ARTICLES | {"of", "mine", "them", "these", "another", "is", "somebody", "someone", "else", ",", ":"}
_ONESELF = frozenset({"i", "im", "iam", "ive", "my"})


def brought(tokens: Sequence[Token], book: Lexicon) -> tuple[list[Token], str] | None:
    """The message as the applicant would tell it, and the applicant's name; None where nobody is brought so."""
    words = _words()
    advises = _advises_at(tokens)
    for first, behind in _introduced(tokens, advises):
        start, titled = _past_titles(tokens, behind)
        end = _name_end(tokens, start, book, titled=titled)
        says = any(token.text in words["applies"] for token in tokens[end:])
        says = says or any(token.text.removesuffix("s") in words["applicants"] for token in tokens[first:behind])
        if end == start or not says or _is_told(tokens, end):
            continue
        name = " ".join(token.raw for token in tokens[start:end]).replace(" - ", "-")
        head = [joined(tokens, 0, first, _GREETING)] if first else []
        between = [token for token in tokens[first:behind] if token.text not in _intro_words()]
        return [*head, *between, joined(tokens, start, end, _I), *tokens[end:]], _printed(name)
    return None


def pronoun_of(tokens: Sequence[Token], name: str, book: Lexicon) -> str:
    """ "he" or "she", by the first name or by who begins a sentence: "She rotated 4 weeks with him"; else ""."""
    given = name.casefold().split()[0]
    if (given in book.women) is not (given in book.men):
        return "she" if given in book.women else "he"
    opens = (token for at, token in enumerate(tokens) if at and tokens[at - 1].raw in {".", "!", "\n", ";"})
    return next((token.text for token in opens if token.text in {"he", "she"}), "")


def _printed(name: str) -> str:
    return name.title() if name.islower() else name


def _is_told(tokens: Sequence[Token], at: int) -> bool:
    """Behind the name somebody tells of themselves: "One of our attendings, Dr. Lang, agreed. I apply IM"."""
    return any(token.text in _ONESELF and token.raw != "IM" for token in tokens[at:])


def _advises_at(tokens: Sequence[Token]) -> int:
    """The token with which the speaker says to be an adviser; behind the last one where nothing says so."""
    words = _words()
    for at, token in enumerate(tokens):
        before = {other.text for other in tokens[max(0, at - 3) : at]}
        noun = token.text in words["advisers"] and (
            before & {"am", "im", "iam", "as"} or [other.text for other in tokens[at + 1 : at + 2]] == ["here"]
        )
        if noun or (token.text in words["advising"] and before & {"i", "we", "im", "iam", "am"}):
            return at
    return len(tokens)


def _introduced(tokens: Sequence[Token], advises: int) -> Iterator[tuple[int, int]]:
    """First and last (exclusive) tokens of the words that bring somebody: "One of our applicants,"."""
    texts, helped = [token.text for token in tokens], _words()["helped"]
    for at in range(len(texts) - 2):
        two = tuple(texts[at : at + _PAIR])
        if two in {("another", "one"), ("somebody", "else"), ("someone", "else"), ("another", "applicant")}:
            asks = advises < at or texts[at - 1] == "for"
            colon = next((place for place in range(at, min(at + _FAR, len(texts))) if tokens[place].raw == ":"), 0)
            if asks and colon:
                yield at, colon + 1
        if advises >= at:
            continue
        if two == ("one", "of") and texts[at + 2] in {"mine", "them", "these"}:
            yield at, at + 3
        elif two == ("one", "of") and any(text.removesuffix("s") in helped for text in texts[at + 3 : at + 4]):
            yield at, at + 4
        elif two == ("this", "one") or (texts[at] in _ARTICLES and two[1] in helped):
            yield at, at + _PAIR


def _past_titles(tokens: Sequence[Token], at: int) -> tuple[int, bool]:
    """The token behind signs, "is called" and titles, and whether a title stands there."""
    titled, words = False, _words()
    while at < len(tokens) and (
        tokens[at].raw in {",", ":", "-", "–", "=", "."} or tokens[at].text in {*words["titles"], *words["calls"]}
    ):
        titled = titled or tokens[at].text in words["titles"]
        at += 1
    return at, titled


def _name_end(tokens: Sequence[Token], start: int, book: Lexicon, *, titled: bool) -> int:
    """Behind the words of a name: with capitals, or any that mean nothing behind a title ("dr omar saleh from")."""
    end = start
    while end < min(len(tokens), start + _MOST_NAMES) and tokens[end].kind == "word":
        token = tokens[end]
        means = token.text in book.stop or (book.alone(token.text) and token.text not in book.given_names)
        if means or not (token.capital or (titled and not tokens[start].capital)):
            break
        end += 1 + 2 * (_is_hyphen(tokens, end + 1))
    return min(end, len(tokens))


def _is_hyphen(tokens: Sequence[Token], at: int) -> bool:
    """The hyphen of "Bello-Sani"."""
    touches = 0 < at < len(tokens) - 1 and tokens[at - 1].end == tokens[at].start
    return touches and tokens[at].raw == "-" and tokens[at].end == tokens[at + 1].start


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    return dict(read_lexicon("spokesman"))


@lru_cache(maxsize=1)
def _intro_words() -> frozenset[str]:
    """Words of the introduction itself, which tell nothing of the applicant: "one of our applicants"."""
    helped = _words()["helped"]
    return _INTRODUCES | frozenset(helped) | frozenset(f"{word}s" for word in helped)
