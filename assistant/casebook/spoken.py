"""What was dictated: years and days ("twenty twenty seven", "april eleventh") as one token, names without capitals."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from typing import TYPE_CHECKING

from assistant.casebook.lexicon import Lexicon
from assistant.casebook.text import Token

if TYPE_CHECKING:
    from assistant.casebook.reading import Message

_FIRST, _LAST = 1980, 2039
_LEAST_SPELLED = 3  # letters of a name that was spelled out
_SHORT_DAYS = {"day": "today", "morrow": "tomorrow", "moro": "tomorrow", "night": "tonight", "nite": "tonight"}
_UNITS, _TENS = range(1, 10), range(20, 100, 10)


def with_years(tokens: Sequence[Token], numbers: Mapping[str, int]) -> list[Token]:
    """The tokens with each spoken year as one number of four figures."""
    return _joined(tokens, lambda at: _year(tokens, at, numbers))


def with_days(tokens: Sequence[Token], months: Mapping[str, int], ordinals: Sequence[str]) -> list[Token]:
    """The tokens with each spoken day of a month as one number: "april eleventh", "the first of may"."""
    return _joined(tokens, lambda at: _day_of_month(tokens, at, months, ordinals))


def with_short_days(tokens: Sequence[Token], behind: Set[str]) -> list[Token]:
    """ "uploaded 2day!!", "asked 2day and": the day as one word, where "2day elective" is a length."""
    found: list[Token] = []
    for at, token in enumerate(tokens):
        before = tokens[at - 1] if at else None
        day = _SHORT_DAYS.get(token.text, "") if before and before.raw == "2" and before.end == token.start else ""
        ends = at + 1 == len(tokens) or tokens[at + 1].kind == "sign" or tokens[at + 1].text in behind
        if day and ends and before:
            found[-1] = Token(day, before.raw + token.raw, before.start, token.end, "word")
        else:
            found.append(token)
    return found


def _joined(tokens: Sequence[Token], read: Callable[[int], tuple[int | None, int]]) -> list[Token]:
    """The tokens with each number that `read` finds at a place, and where it ends, as one token."""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        number, last = read(at)
        if number is None:
            found.append(tokens[at])
            at += 1
            continue
        found.append(Token(str(number), str(number), tokens[at].start, tokens[last - 1].end, "number"))
        at = last
    return found


def _day_of_month(
    tokens: Sequence[Token], at: int, months: Mapping[str, int], ordinals: Sequence[str]
) -> tuple[int | None, int]:
    day, last = _day(tokens, at, ordinals)
    before = tokens[at - 1 - (at > 1 and tokens[at - 1].text == "the")].text if at else ""  # "april the nineteenth"
    behind = [token.text for token in tokens[last : last + 2]]
    beside = before in months or (behind[:1] == ["of"] and behind[1:] and behind[1] in months)
    return (day, last) if day and beside else (None, at)


def _day(tokens: Sequence[Token], at: int, ordinals: Sequence[str]) -> tuple[int, int]:
    tens = {"twenty": 20, "thirty": 30}.get(tokens[at].text, 0)
    place = at + (tens > 0)
    word = tokens[place].text if place < len(tokens) else ""
    rest = ordinals.index(word) + 1 if word in ordinals else 30 if word == "thirtieth" and not tens else 0
    return (tens + rest, place + 1) if rest and (not tens or rest in _UNITS) else (0, at)


def without_numbering(tokens: Sequence[Token]) -> list[Token]:
    """ "1/ Vietnam 2/ grad 2020 3/ FM": the numbers of a list in one line, as signs between its entries."""
    places = [
        at for at in range(len(tokens) - 2)
        if tokens[at].kind == "number" and tokens[at + 1].raw == "/" and tokens[at + 2].kind == "word"
        and tokens[at + 1].end < tokens[at + 2].start
    ]  # fmt: skip
    if [tokens[at].raw for at in places] != [str(number + 1) for number in range(len(places))] or len(places) < 2:
        return list(tokens)
    found = list(tokens)
    for at in places:
        for sign in (at, at + 1):
            found[sign] = Token(";", ";", tokens[sign].start, tokens[sign].end, "sign")
    return found


def written(text: str, tokens: Sequence[Token]) -> str:
    """The text with spoken numbers as figures, at the ends of their words, so that places stay."""
    for token in tokens:
        if token.kind == "number" and len(token.raw) < token.end - token.start:
            text = text[: token.start] + token.raw.rjust(token.end - token.start) + text[token.end :]
    return text


def _year(tokens: Sequence[Token], at: int, numbers: Mapping[str, int]) -> tuple[int | None, int]:
    opening = [token.text for token in tokens[at : at + 3]]
    if opening[:2] == ["two", "thousand"]:
        start = at + 2 + (opening[2:] == ["and"])
        century = 2000
    elif opening[:1] in (["twenty"], ["nineteen"]):
        start, century = at + 1, 2000 if opening[0] == "twenty" else 1900
    else:
        return None, at
    rest, last = _below_hundred(tokens, start, numbers)
    year = century + rest
    told = last > start and _FIRST <= year <= _LAST and (rest > max(_UNITS) or opening[:2] == ["two", "thousand"])
    return (year, last) if told else (None, at)


def _below_hundred(tokens: Sequence[Token], at: int, numbers: Mapping[str, int]) -> tuple[int, int]:
    hyphen = tokens[at + 1 : at + 2] and tokens[at + 1].raw == "-" and tokens[at + 1].start == tokens[at].end
    places = [at, at + 1 + bool(hyphen)]  # "twenty-seven"
    said = [numbers.get(tokens[place].text, 0) for place in places if place < len(tokens)]
    if len(said) > 1 and said[0] in _TENS and said[1] in _UNITS and tokens[places[1]].kind == "word":
        return said[0] + said[1], places[1] + 1
    fits = said and said[0] and tokens[at].kind == "word" and len(tokens[at].text) > 2
    return (said[0], at + 1) if fits else (0, at)


def spelled_out(tokens: Sequence[Token], at: int) -> int:
    """ "doctor price p r i c e": the token after the letters that spell the word at a token; `at` without them."""
    end = at + 1 + len(tokens[at].text)
    letters = "".join(token.text for token in tokens[at + 1 : end] if len(token.text) == 1)
    return end if letters == tokens[at].text and len(letters) >= _LEAST_SPELLED else at


def dictated(message: Message, index: int, at: int, book: Lexicon) -> bool:
    """ "the first is doctor okafor he is": in a message without capitals, a word that means nothing else."""
    tokens = message.tokens
    before = tokens[index - 1].text if index else ""
    word, end = tokens[at].text, at + 1
    given = word in book.given_names and not book.alone(word)  # "linda" is a part of Loma Linda too
    plain = given or (word not in book.words and word not in book.stop and len(word) >= _LEAST_SPELLED)
    if end < len(tokens) and tokens[end].kind == "word" and _may_follow(tokens[end].text, book, given=given):
        end += 1  # "doctor hany fouad he is"
    after = tokens[end].text if end < len(tokens) else ""
    described = end < len(tokens) and any(
        found.group in {"specialty", "role"} for found in book.find(tokens, message.following, end)
    )
    placed = index > 0 and any(e.group == "country" for e in book.phrases.meaning([before]))
    opens = not before or placed or tokens[index - 1].kind == "sign" or before in book.lists["before_dictated"]
    return message.shouting and plain and opens and (described or not after or after in book.lists["after_dictated"])


def _may_follow(word: str, book: Lexicon, *, given: bool) -> bool:
    """The word can be the surname behind a first name that was dictated."""
    means = book.alone(word) if given else word in book.words
    return not means and word not in book.stop and word not in book.lists["after_dictated"]


def is_called(message: Message, index: int, book: Lexicon) -> bool:
    """ "his name is david lindholm": a name without title or capitals begins at a token."""
    before = [token.text for token in message.tokens[max(0, index - 3) : index]]
    return len(before) > 2 and before[1:] == ["name", "is"] and before[0] in book.lists["name_owners"]
