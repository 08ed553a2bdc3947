"""Applicants who say what they are by their field: "Radiologist, Novosibirsk, 8 years of work" is no writer."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from assistant.casebook.home import set_home
from assistant.casebook.own_names import opening_end
from assistant.casebook.reading import Mention
from assistant.casebook.stance import Clause
from assistant.casebook.turn import Turn

_FIRST = 3  # sentences in which one says what one is
_OF_WRITERS = ("name", "fact:status", "cue:letter", "cue:he", "cue:she")
_SIGNS = frozenset({",", "(", ")", "-", "–", ".", ";"})


def read_description(turn: Turn) -> None:
    """Take the words that describe the person out of what is told of writers, with the place as the home country."""
    if turn.draft.ids() or turn.draft.before_ids:
        return
    for clause in [clause for clause in turn.clauses if clause.sentence < _FIRST]:
        start = opening_end(turn, clause)
        agent = _agent(turn, start, clause.last)
        if agent is None:
            continue
        end = _described_to(turn, agent.last, clause.last)
        practice = _is_practice(turn, agent.last, end) or _is_at_home(turn, agent.last, end)
        if not practice or turn.message.has(start, clause.last, *_OF_WRITERS):
            continue
        for place in _places(turn, start, end):
            if place.value[0] != "US" and not place.value[0].startswith("?"):
                set_home(turn, place.value[0], turn.said(place))
                break
        turn.used.update(turn.message.inside(start, end, "country", "specialty", "amount"))
        turn.apart.append((start, end))
        rest = [Clause(clause.first, start, clause.sentence), Clause(end, clause.last, clause.sentence)]
        at = turn.clauses.index(clause)
        turn.clauses[at : at + 1] = [piece for piece in rest if piece.first < piece.last]
        return


def _agent(turn: Turn, start: int, last: int) -> Mention | None:
    """The word for a person of a field that opens the sentence, behind a people's name and one's age at most."""
    at = start
    while at < last:
        field = max(turn.message.at(at, "specialty"), key=lambda m: m.last, default=None)
        if field is not None:
            return field if turn.is_agent(field) else None
        step = max(turn.message.at(at, "country", "amount"), key=lambda m: m.last, default=None)
        people = step is not None and (step.group == "amount" or step.value[2] == "people")
        if not people and turn.raw(at) not in _SIGNS:
            return None
        at = step.last if people and step is not None else at + 1
    return None


def _described_to(turn: Turn, at: int, last: int) -> int:
    """The token behind the place, the years of practice and how one came to the field."""
    while at < last:
        step = max(turn.message.at(at, "country", "amount"), key=lambda m: m.last, default=None)
        if step is None and turn.raw(at) not in _SIGNS and turn.text(at) not in turn.book.lists["of_practice"]:
            return at
        at = step.last if step is not None else at + 1
    return last


def _is_practice(turn: Turn, first: int, last: int) -> bool:
    """ "8 years of work", "of formation", "by training"."""
    words = [turn.text(at) for at in range(first, last)]
    years = any(m.value.unit == "year" for m in turn.message.inside(first, last, "amount"))
    formed = any(pair in turn.book.lists["by_training"] for pair in map(" ".join, pairwise(words)))
    return formed or (years and bool(set(words) & turn.book.lists["practice"]))


def _is_at_home(turn: Turn, first: int, last: int) -> bool:
    """ "obgyn specialist in Iran for 4 years", of one who is from there and has told no writer yet."""
    years = [m for m in turn.message.inside(first, last, "amount") if m.value.unit == "year"]
    home = turn.draft.get("home_country") or turn.draft.get("name")
    return bool(years and home) and turn.text(years[0].first - 1) == "for"


def _places(turn: Turn, first: int, last: int) -> Iterator[Mention]:
    """A people's name goes before a town."""
    found = list(turn.message.inside(first, last, "country"))
    yield from sorted(found, key=lambda place: place.value[2] != "people")
