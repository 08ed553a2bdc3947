"""Names of writers in a message: after a title, after "letter from", or a surname that is known already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.casebook.heard.names import Places, title_and_words
from assistant.casebook.known_names import known_name
from assistant.casebook.lexicon import Lexicon
from assistant.casebook.listed_names import (
    at_a_place,
    follows_role,
    is_called_by_role,
    is_listed,
    listed_names,
    then_described,
)
from assistant.casebook.name_titles import honoured_to, is_one_given, past_degrees, printed_word, ranked
from assistant.casebook.ordinary_names import is_city_surname, whole_surname
from assistant.casebook.signatures import signed
from assistant.casebook.small_surnames import is_small_surname
from assistant.casebook.spelling import corrected
from assistant.casebook.spoken import dictated, is_called, spelled_out
from assistant.casebook.surnames import family_place
from assistant.casebook.text import Token, fold
from assistant.casebook.writer_name import WriterName

if TYPE_CHECKING:
    from assistant.casebook.reading import Message

_MOST_WORDS = 4
_PAIR = 2


def find_names(
    message: Message, book: Lexicon, surnames: frozenset[str], heard: Places
) -> Iterator[tuple[WriterName, int, int]]:
    """Each name with its tokens (first, last exclusive), in order. `heard`: those of the learned reading."""
    tokens = message.tokens
    known = set(surnames)
    listed, own = listed_names(message, book), signed(message.text, tokens, book)
    index = 0
    while index < len(tokens):
        if index in own:
            index = own[index]
            continue
        found = None
        applicant = " " in tokens[index].raw  # words for whom another one speaks, read as "I"
        if index not in message.blocked and tokens[index].kind == "word" and not applicant:
            found = (
                _heard(message, index, heard, book, known)
                or _titled(message, index, book)
                or _listed(message, index, listed, book)
                or _bare(message, index, book)
                or known_name(tokens, index, known, book)
                or _honoured(message, index, book)
            )
        if found is None:
            index += 1
            continue
        name, last = found
        known.add(fold(name.surname))
        known.update("+" + fold(word) for word in name.given.split()[:1])
        rank = ranked(tokens, index, book)
        if rank is not None and rank[0] < last:
            yield replace(name, title=rank[1]), rank[0], last  # "Assoc. Prof. Tekin": a rank, and no title
        else:
            yield name, index, last
        if tokens[index].text in book.lists["plural_titles"]:
            for also, first, end in _under_one_title(message, last, name.title, book):
                known.add(fold(also.surname))
                yield also, first, end
                last = end
        index = last


def _heard(
    message: Message, index: int, heard: Places, book: Lexicon, known: set[str]
) -> tuple[WriterName, int] | None:
    if index not in heard:
        return None
    told = title_and_words(message, index, heard[index], book, known)
    if told is None:
        return None
    title, words = told
    behind = next(at for at in range(index, heard[index] + 1) if message.tokens[at].start == words[-1].start) + 1
    whole, last = whole_surname(message, words, behind, book, heard[index]) if title else (words, behind)
    dated = last < heard[index] and message.tokens[last].text in book.months  # "Dr. Park jan-feb 2026"
    degree = last < heard[index] and message.tokens[last].text in book.lists["telling_degrees"]  # "Cora Boyle MD"
    further = _is_further_word if words[0].capital else is_small_surname
    if title and len(words) == 1 and further(message, last, words, book):
        return _split(title, [*words, message.tokens[last]], message.text, book), last + 1
    last = last if dated or degree or len(whole) < len(words) else max(last, heard[index])
    return _split(title, whole, message.text, book), last


def _is_further_word(message: Message, at: int, words: Sequence[Token], book: Lexicon) -> bool:
    """The "Mehmood" of "Tariq Mehmood head": it has a capital, and means nothing."""
    if at + 1 >= len(message.tokens) or at in message.blocked or len(message.tokens[at + 1].raw) <= _PAIR:
        return False  # "dr arden walked me": no Maine
    token = message.tokens[at]
    plain = token.kind == "word" and len(token.text) > _PAIR and token.text not in book.stop
    plain = plain and token.capital is words[0].capital and not token.raw.isupper()
    plain = plain and token.text not in book.words and corrected(token.text, book, places=False) == token.text
    known = any(True for _ in book.find(message.tokens, message.following, at))  # "Prof Tariq Karachi"
    return plain and not known


def _listed(message: Message, index: int, listed: dict[int, int], book: Lexicon) -> tuple[WriterName, int] | None:
    if index not in listed:
        return None
    words = [token for token in message.tokens[index : listed[index]] if token.kind == "word"]
    return _split("", words, message.text, book), listed[index]


def _under_one_title(message: Message, at: int, title: str, book: Lexicon) -> Iterator[tuple[WriterName, int, int]]:
    """ "Drs Farida Contractor, Hugh Lindqvist & Samir Goyal": the title holds for all who are listed."""
    tokens = message.tokens
    while at + 1 < len(tokens) and (tokens[at].raw in {",", "&", "/", "+"} or tokens[at].text == "and"):
        first = at + 1 + (tokens[at + 1].text == "and")
        words, last = _name_words(message, first, book, trusted=True) if first < len(tokens) else ([], first)
        if not words or not words[0].capital:
            return
        yield _split(title, words, message.text, book), first, last
        at = last


def _titled(message: Message, index: int, book: Lexicon) -> tuple[WriterName, int] | None:
    tokens = message.tokens
    title, at = "", index
    after = tokens[index + 1].text if index + 1 < len(tokens) else ""
    if tokens[index].text in book.lists["titles_and_kin"]:
        before = tokens[index - 1].text if index else ""
        if not tokens[index].capital or before in book.lists["kin_owned"] or message.shouting:
            return None  # "my father Adel"
    if tokens[index].text in {"doctor", "doc"} and after in book.lists["short_titles"]:
        return None  # "my family doctor Dr. Shah": the name begins with "Dr."
    while (
        at < len(tokens)
        and tokens[at].text in book.titles
        and not (title and tokens[at].text in book.lists["callings"])
    ):
        printed = book.titles[tokens[at].text]
        title = title if title == "Prof." else printed or title
        at += 1
        if at < len(tokens) and tokens[at].raw == "." and tokens[at - 1].text not in book.lists["whole_titles"]:
            at += 1
        at = past_degrees(tokens, at, book)
    if at == index or at >= len(tokens):
        return None
    plural = tokens[index].text == "drs" and index and tokens[index - 1].text in book.lists["plural_owners"]
    if plural and not tokens[at].capital:
        return None  # "my drs have to upload again"
    spelled = spelled_out(tokens, at)
    trusted = tokens[index].text in book.lists["short_titles"] or spelled > at or dictated(message, index, at, book)
    trusted = trusted or _is_called_so(message, index, at, book)
    words, last = _name_words(message, at, book, trusted=trusted)
    if words:
        words, last = whole_surname(message, words, last, book)
    return (_split(title, words, message.text, book), max(last, spelled)) if words else None


def _is_called_so(message: Message, index: int, at: int, book: Lexicon) -> bool:
    """ "pastor adewale → he will write": a word in small letters that means nothing, between a calling and a sign."""
    token, behind = message.tokens[at], message.tokens[at + 1 : at + 2]
    calling = book.names["title_professions"].get(book.titles.get(message.tokens[index].text, "")) is not None
    plain = not token.capital and token.kind == "word" and len(token.text) > _PAIR and token.text not in book.words
    ends = not behind or behind[0].kind == "sign" or behind[0].text in book.lists["after_whole_name"]
    return calling and plain and ends and token.text not in book.stop


def _name_words(message: Message, at: int, book: Lexicon, *, trusted: bool) -> tuple[list[Token], int]:
    """The words of a name from a token on. `trusted`: the title before it is enough, no capital is needed."""
    tokens, words, last = message.tokens, list[Token](), at
    while at < len(tokens) and len(words) < _MOST_WORDS:
        token = tokens[at]
        dotted = at + 1 < len(tokens) and tokens[at + 1].raw == "." and tokens[at + 1].start == token.end
        initial = len(token.text) == 1 and token.kind == "word" and (token.capital or (trusted and dotted))
        if (
            token.kind != "word"
            or at in message.blocked
            or not (initial or _may_be_name(message, at, words, book, trusted))
        ):
            break
        words.append(token)
        at += 1
        last = at
        if (
            at + 1 < len(tokens)
            and (tokens[at].raw == "-" or (tokens[at].raw == "." and initial))
            and tokens[at].start == tokens[at - 1].end
            and tokens[at + 1].kind == "word"
        ):
            if tokens[at].raw == "-" and tokens[at + 1].start != tokens[at].end:
                break
            at += 1
    while words and (words[-1].text in _particles(book) or len(words[-1].text) == 1) and len(words) > 1:
        words.pop()
        last -= 1
    return ([], last) if len(words) == 1 and len(words[0].text) < 2 else (words, last)


def _particles(book: Lexicon) -> frozenset[str]:
    return frozenset(book.names["particles"])


def _may_be_name(message: Message, at: int, words: Sequence[Token], book: Lexicon, trusted: bool) -> bool:
    token = message.tokens[at]
    if words and message.text[words[-1].end : token.start] == "-" and token.kind == "word":
        return words[-1].capital or trusted  # "Ji-hoon", "dr pei-shan kuo"
    joined = message.text[token.end : token.end + 1] == "-" and message.text[token.end + 1 : token.end + 2].isalpha()
    if token.text in _particles(book) and (
        joined or (at + 1 < len(message.tokens) and message.tokens[at + 1].kind == "word")
    ):
        return (
            token.text not in book.lists["doubtful_particles"]
            or token.capital
            or (bool(words) and words[-1].text == "de")
        )
    if token.text in book.lists["institutions"]:
        return False
    if words and not token.capital and corrected(token.text, book, places=False) != token.text:
        return False  # "dr gomez cardiolgist": a misspelt word that means something
    if words and trusted and _is_surname_here(message, at, words, book):
        return True
    if trusted and not words and token.capital and not message.shouting and token.text in book.lists["surnames_too"]:
        return not (
            message.tokens[at + 1 : at + 2] and message.tokens[at + 1].kind == "number"
        )  # "Dr. May", not a date
    after = message.tokens[at + 1] if at + 1 < len(message.tokens) else None
    month = token.text in book.months and not (token.capital and after is not None and after.capital)
    if token.text in book.stop or month or len(token.text) < 2:
        return False
    groups = {entry.group for entry in book.phrases.meaning([token.text])}
    if "specialty" in groups or "role" in groups or token.text in book.units or token.text in book.numbers:
        return False
    place = "country" in groups
    initials = all(len(word.text) == 1 for word in words)
    if initials or words[-1].text in _particles(book):
        return (trusted and (not place or token.capital or is_city_surname(message, at, book))) or (
            token.capital and not place
        )
    return _may_go_on(message, token, words, book, groups)


def _is_surname_here(message: Message, at: int, words: Sequence[Token], book: Lexicon) -> bool:
    """A word after a first name that must be the surname, by its capital or since it means nothing else."""
    token, after = message.tokens[at], message.tokens[at + 1] if at + 1 < len(message.tokens) else None
    if (
        not is_one_given(words, message.text)
        or len(token.text) < 3
        or token.kind != "word"
        or words[0].capital is not token.capital
    ):
        return False
    if {token.text, words[0].text} <= book.given_names and token.capital:
        return True  # "Ana Sofia"
    if not token.capital or message.shouting:
        return is_small_surname(message, at, words, book)
    us = any(e.group == "country" and e.value[0] == "US" for e in book.phrases.meaning([token.text]))
    us = us and not then_described(message, at, book)
    ends = after is None or after.kind == "sign" or then_described(message, at, book)
    return ends and words[0].text in book.given_names and not us and not token.raw.isupper()


def _may_go_on(message: Message, token: Token, words: Sequence[Token], book: Lexicon, groups: set[str]) -> bool:
    """The word may be a further word of a name that has begun."""
    if "country" in groups or groups & {"offshore"} or any(group.startswith("fact:") for group in groups):
        return False
    if message.shouting:
        return words[-1].text in book.given_names and token.text not in book.words
    return token.capital or (
        not words[0].capital and words[-1].text in book.given_names and token.text not in book.words
    )


def _split(title: str, words: Sequence[Token], text: str, book: Lexicon) -> WriterName:
    printed = [
        # "Seo-hyun" keeps its small letter
        word.raw if place and _hyphenated(words, place, text) and words[0].capital else printed_word(word, book, text)
        for place, word in enumerate(words)
    ]
    cut = len(words) - 1
    while cut > 0 and (words[cut - 1].text in _particles(book) or _hyphenated(words, cut, text)):
        cut -= 1
    surname = printed[cut]
    for place in range(cut + 1, len(words)):
        surname += ("-" if _hyphenated(words, place, text) else " ") + printed[place]
    given = printed[0] if cut else ""
    for place in range(1, cut):
        given += ("-" if _hyphenated(words, place, text) else " ") + printed[place]
    whole = f"{given} {surname}".strip()
    parts = whole.split()
    # "Nguyen Van Hung": "van" is no particle there
    family = family_place(parts)
    if family is None or not (cut == len(words) - 1 or len(parts) == _PAIR or family == (0, 1)):
        return WriterName(title, given, surname)
    first, last = family
    return WriterName(title, " ".join([*parts[:first], *parts[last:]]), " ".join(parts[first:last]), printed=whole)


def _hyphenated(words: Sequence[Token], place: int, text: str) -> bool:
    """A hyphen alone stands between two words of a name."""
    return text[words[place - 1].end : words[place].start] == "-"


def _bare(message: Message, index: int, book: Lexicon) -> tuple[WriterName, int] | None:
    """Two or more capitalised words after "from" or at the head of a list line; any words after "his name is"."""
    if is_called(message, index, book):
        words, last = _name_words(message, index, book, trusted=True)
        plain = all(word.text not in book.words or word.text in book.given_names for word in words)
        return (_split("", words, message.text, book), last) if words and plain else None
    if message.shouting and is_called_by_role(message, index, book):
        return _split("", [message.tokens[index]], message.text, book), index + 1
    if message.shouting or not index:
        return None
    listed = is_listed(message, index, book)
    role = follows_role(message, index, book)
    before = message.tokens[index - 1].text
    if not (listed or role) and (before not in book.lists["before_bare_name"] or at_a_place(message, index, book)):
        return None
    phrases = book.find(message.tokens, message.following, index)
    if any(found.group in {"country", "offshore", "specialty", "role"} for found in phrases):
        return None
    words, last = _name_words(message, index, book, trusted=False)
    enough = len(words) >= (1 if listed else 2)
    fits = enough and all(word.capital and not book.alone(word.text) and not word.raw.isupper() for word in words)
    fits = fits and not (last < len(message.tokens) and message.tokens[last].text in book.lists["institutions"])
    return (_split("", words, message.text, book), last) if fits else None


def _honoured(message: Message, index: int, book: Lexicon) -> tuple[WriterName, int] | None:
    """ "Mehmet hoca", "Ayse abla from Izmir": a name by the word of respect behind it."""
    last = honoured_to(message, index, book)
    if last == index:
        return None
    return _split("", message.tokens[index:last], message.text, book), last + 1
