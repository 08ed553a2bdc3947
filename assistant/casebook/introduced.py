"""The applicant's own name as people introduce themselves: "Am Patience from Kampala", "Narine is my name", "soy Ana".

A place that stands with the name is the applicant's own: "Maha Qureshi, Karachi, IM applicant".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from assistant.casebook.heard.tagging import load_kinds
from assistant.casebook.home import country_behind, set_home
from assistant.casebook.lexicon import read_lexicon
from assistant.casebook.own_names import part_end, set_name
from assistant.casebook.reading import Mention
from assistant.casebook.turn import Turn
from assistant.casebook.vocabulary import known_words

_MOST_NAMES, _LEAST_LETTERS = 4, 3
_MEANS = ("country", "specialty", "role", "amount", "date")
_OF_WRITERS = ("name", "role", "cue:letter", "cue:he", "cue:she", "fact:")
_OPENS = frozenset({",", "(", "-", "–", "/", "|", ":"})
_DESCRIBES = re.compile(r"(?:less|ed|ing|ist|ian|ful|ous|able|ible|sick|ly)$")
_FEELS = re.compile(r"(?:less|ful|sick|broken|able|ible)$")  # "I'm Heartbroken", with a capital too
_HOLE = re.compile("<(greeting|start|from)>")


@dataclass(frozen=True, slots=True)
class _Way:
    """A way of saying who one is; the words around the name, and what must be true of it."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    words: int = 1
    small: bool = False
    place: bool = False
    people: bool = False
    opens: bool = False


def read_introduction(turn: Turn) -> None:
    """The name, and the home country told with it, where the message introduces the person."""
    held = turn.draft.get("name")
    if turn.message.person is not None and turn.message.person.fresh:
        _read_home(turn, _behind_filed(turn))
        return
    for way in _ways():
        if way.opens and (turn.draft.ids() or turn.draft.before_ids):
            continue
        for at, end, behind in _places(turn, way):
            told = turn.words(at, end)
            if held is None:
                set_name(turn, at, at, end)
                turn.used.update(turn.message.inside(at - 1, at, "specialty"))  # "im jhun"
            elif str(held).casefold() != told.casefold():
                continue
            _read_home(turn, behind)
            return


def _places(turn: Turn, way: _Way) -> Iterator[tuple[int, int, int]]:
    """First and last (exclusive) tokens of names that are told in a way, and the token behind what follows them."""
    text, tokens = turn.message.text, turn.message.tokens
    for found in way.before.finditer(text):
        at = next((index for index, token in enumerate(tokens) if token.start >= found.end()), len(tokens))
        end = _name_end(turn, at, small=way.small)
        follows = way.after.match(text, tokens[end - 1].end) if end > at else None
        if follows is None or _words(turn, at, end) < way.words:
            continue
        behind = next((index for index, token in enumerate(tokens) if token.start >= follows.end()), len(tokens))
        place = _home_at(turn, behind)
        if (way.place and place is None) or (way.people and not _is_people(place)):
            continue
        if way.words > 1 and _is_school(turn, at, behind):
            continue
        if (way.opens or not way.place) and not _is_of_oneself(turn, way, at, end):
            continue
        yield at, end, behind


def _name_end(turn: Turn, at: int, *, small: bool) -> int:
    end, parts = at, 0
    while end < len(turn.message.tokens) and parts < _MOST_NAMES and _may_be_name(turn, end, small=small):
        end, parts = part_end(turn, end), parts + 1
    return end


def _words(turn: Turn, at: int, end: int) -> int:
    return sum(turn.message.tokens[index].kind == "word" for index in range(at, end))


def _may_be_name(turn: Turn, index: int, *, small: bool) -> bool:
    """A word that means nothing else; in small letters only one that no applicant uses for anything."""
    token, book = turn.message.tokens[index], turn.book
    if token.kind != "word" or index in turn.message.blocked or token.text in book.lists["no_names"]:
        return False
    if token.raw[-2:] in {"'s", "’s"} or (token.raw.isupper() and not turn.message.shouting):
        return False  # "Omar's file", "IMG"
    given = token.text in book.given_names and not any(e.group in _MEANS for e in book.phrases.meaning([token.text]))
    known = token.text in book.stop or token.text in book.cues["not_name"] or book.alone(token.text)
    if given or (token.capital and not known):
        return given or token.capital
    return small and not known and _is_strange(turn, index)


def _is_strange(turn: Turn, index: int) -> bool:
    """A word that is in no vocabulary; in small letters not with the ending of "homesick" and "jobless" either."""
    text = turn.text(index)
    known = text in known_words() or text in turn.book.words
    known = known or (text not in turn.book.given_names and _FEELS.search(text) is not None)
    known = known or not (turn.message.tokens[index].capital or not (text in load_kinds() or _DESCRIBES.search(text)))
    return len(text) >= _LEAST_LETTERS and not known


def _is_of_oneself(turn: Turn, way: _Way, at: int, end: int) -> bool:
    """Nobody else is told of in the sentence, and a single word is a name and nothing else."""
    if _words(turn, at, end) == 1 and not way.place:
        return turn.text(at) in turn.book.given_names or _is_strange(turn, at)
    if not way.opens:
        return True
    sentence = next(s for s in turn.message.sentences if s.first <= at < s.last)
    agents = (turn.is_agent(m) for m in turn.message.inside(sentence.first, sentence.last, "specialty"))
    others = [group for group in _OF_WRITERS if group != "role"]  # "hello doctor, amina from Kano"
    told = turn.message.has(0, at, *others) or turn.message.has(at, sentence.last, *_OF_WRITERS)
    return not (any(agents) or told)


def _is_school(turn: Turn, at: int, behind: int) -> bool:
    """ "Kasr Alainy, Cairo, 2019": words with a place and a year are a school, unless they begin with a first name."""
    place = _home_at(turn, behind)
    year = place is not None and turn.year_at(place.last + 1) is not None
    return year and turn.text(at) not in turn.book.given_names


def _home_at(turn: Turn, at: int) -> Mention | None:
    """A place abroad that begins at a token: a country, a people or a city, with its country where that follows."""
    place = max(turn.message.at(at, "country"), key=lambda m: m.last, default=None) or _small_place(turn, at)
    if place is None or place.value[0] == "US" or place.value[2] in {"code", "free_code", "school"}:
        return None
    return country_behind(turn, place) or place


def _small_place(turn: Turn, at: int) -> Mention | None:
    """ "cebu", which elsewhere needs its capital: behind a name it is the place."""
    meaning = turn.book.phrases.meaning([turn.text(at)])
    value = next((entry.value for entry in meaning if entry.group == "country"), None)
    return Mention("country", value, at, at + 1) if value is not None else None


def _behind_filed(turn: Turn) -> int:
    """The token behind a student's name, signs and "from": "student Youssef Abdelrahman (Egypt, YOG 2023)"."""
    tokens, name = turn.message.tokens, turn.message.person.fresh if turn.message.person else ""
    at = next((index + 1 for index, token in enumerate(tokens) if token.raw.startswith(name)), 0)
    while 0 < at < len(tokens) and (tokens[at].raw in _OPENS or tokens[at].text in turn.book.lists["heard_from"]):
        at += 1
    return at


def _is_people(place: Mention | None) -> bool:
    return place is not None and place.value[2] == "people"


def _read_home(turn: Turn, at: int) -> None:
    """The country of the place that stands with the name; a city of two countries is asked about."""
    place = _home_at(turn, at)
    if place is None:
        return
    turn.used.update(m for m in turn.message.inside(at, place.last, "country"))
    code = str(place.value[0])
    if code.startswith("?"):
        turn.draft.ask("home_country", "which_country", turn.said(place), tuple(code[1:].split(",")))
    else:
        set_home(turn, code, turn.said(place))


@lru_cache(maxsize=1)
def _ways() -> tuple[_Way, ...]:
    book = _book()
    return tuple(
        _Way(
            **{
                **way,
                "before": re.compile(_filled(f"(?:{way['before']})", book), re.IGNORECASE),
                "after": re.compile(_filled(way["after"], book), re.IGNORECASE),
            }
        )
        for way in book["ways"]
    )


def _filled(way: str, book: dict[str, Any]) -> str:
    """The expression with others in the place of `<greeting>`, `<start>` and `<from>`."""
    while _HOLE.search(way):
        way = _HOLE.sub(lambda hole: str(book[hole[1]]), way)
    return way


@lru_cache(maxsize=1)
def _book() -> dict[str, Any]:
    return dict(read_lexicon("introduced"))
