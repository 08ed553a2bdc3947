"""Seasons that are called by a year: "ERAS 2027", "2027 cycle", "Pediatrics 2027".

A season bears the year of its match in March, and its applications go out in the September before that. Whoever means
the September itself says so in other words: "in 2027", "September 2027", "the year 2027".
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from assistant.casebook.lexicon import load_lexicon
from assistant.casebook.turn import Turn

_FIELD = "application_year"


def september_of(year: int, today: date, *, bare: bool = False) -> int | None:
    """The year in whose September the applications of a season go out; None where the name may mean either of two.

    The year of a match that is over, or near, means its September. The next season has its name from the month on in
    which it opens; before, and of a later one, either of two Septembers may be meant.

    Args:
        bare: a field and a year with no word for a season, "Pediatrics 2027". Once the applications of this year have
            gone out, whoever asks about letters so means the next ones.
    """
    limits = load_lexicon().limits
    if year <= today.year or (bare and today.month > limits["september"]):
        return year
    near = year == today.year + 1 and today.month >= limits["applications_open"]
    return year - 1 if near else None


def is_calendar_year(turn: Turn, index: int) -> bool:
    """Whether words before a year say that the year itself is meant: "in 2027", "September 2027", "I apply IM 2027"."""
    before = turn.text(index - 1)
    month = any(m.first < index < m.last for m in turn.message.inside(max(0, index - 4), index, "date"))
    if before in turn.book.lists["of_the_calendar"] or month:
        return True
    clause = next((c for c in turn.clauses if c.first <= index < c.last), None)
    said = {turn.text(at) for at in range(clause.first, index)} if clause else set()
    return "apply" in said and before != "for"  # "I apply for 2027" names a season


def names_season(words: Iterable[str]) -> bool:
    """Whether a message, as folded words, has one for a season."""
    return not load_lexicon().lists["season_names"].isdisjoint(words)


def set_season(turn: Turn, year: int, words: str) -> None:
    """The application year of a season that is called by a year; the person hears how it was taken, or is asked."""
    said = (turn.text(at) for at in range(len(turn.message.tokens)))
    september = september_of(year, turn.today, bare=not names_season(said))
    asked = any(question.field == _FIELD for question in turn.draft.questions)
    if september is None:
        turn.draft.told = True
        if not asked and turn.draft.get(_FIELD) not in {year - 1, year}:
            turn.draft.ask(_FIELD, "year_or_match", words, (str(year - 1), str(year)))
        return
    turn.draft.set(_FIELD, september, words)
    if september != year and not asked:
        turn.draft.ask(_FIELD, "assumed_season", words, (str(september),))


def settle_season(turn: Turn) -> None:
    """Take back what was said or asked of a season where other words of the message gave the September itself.

    "I want it before 15 August": the day for the letter is no day of a stay either.
    """
    held = turn.draft.get(_FIELD)
    days = {_FIELD, "deadline"}
    words = [change.words for change in turn.draft.changes if change.field in days and change.op == "set"]
    told = any(change.field == _FIELD for change in turn.draft.changes)
    turn.draft.questions[:] = [
        question for question in turn.draft.questions
        if not (question.text_key == "assumed_season" and question.choices != (str(held),))
        and not (question.text_key == "year_or_match" and told and str(held) in question.choices)
        and not (question.text_key == "which_date_is_it" and any(question.about in said for said in words))
    ]  # fmt: skip
