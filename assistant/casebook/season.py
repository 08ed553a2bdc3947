"""When the applicant applies: the year in whose September the application goes out."""

from __future__ import annotations

from assistant.casebook.named_season import is_calendar_year, set_season
from assistant.casebook.reading import Mention
from assistant.casebook.stance import Clause
from assistant.casebook.turn import Turn

_SEASON = frozenset({"cycle", "season"})
_NEAR = 8  # tokens between "deadline" and its day


def read_year(turn: Turn, clause: Clause) -> None:
    """The September in which the application goes out, where it can be told."""
    message, first, last = turn.message, clause.first, clause.last
    if message.has(first, last, "cue:he", "cue:she") and not message.has(first, last, "cue:first_person"):
        return
    if message.has(first, last, "cue:match") and _september_said(turn, clause):
        return  # "2027 match application (sept 2027)"
    if _match_year(turn, clause) or _relative_year(turn, clause) or _same_year(turn, clause):
        return
    for cue in message.inside(first, last, "cue:year_apply"):
        if _month_said(turn, clause, cue):
            return
        own = turn.text(cue.first - 1) in turn.book.cues["first_person"]  # "year 2027 I apply"
        for index in (*range(cue.last, min(cue.last + 7, last)), cue.first - 1, *([cue.first - 2] if own else [])):
            year = turn.year_at(index) if first <= index < last and not is_denied(turn, index) else None
            between = message.has(
                min(cue.last, index), max(cue.first, index), "cue:grad", "cue:match", "name", "cue:deadline"
            )
            if year is None or between or year < turn.today.year - 1:
                continue
            _set_stated_year(turn, clause, cue, index, year)
            return
    _september(turn, clause)


def _match_year(turn: Turn, clause: Clause) -> bool:
    """ "Match 2028", "start residency in July 2028": the application goes out in the September before."""
    message, first, last = turn.message, clause.first, clause.last
    for cue in message.inside(first, last, "cue:match", "cue:start_residency"):
        for index in (*range(cue.last, min(cue.last + 4, last)), cue.first - 1):
            year = year_said(turn, index) if first <= index < last else None
            if year is not None and _september_in_short(turn, clause, year):
                return True
            if year is not None and ask_of_match(turn, year, turn.said(cue)):
                return True
            if year is not None and year >= turn.today.year:
                turn.draft.set(
                    "application_year", year - 1, turn.words(min(cue.first, index), max(cue.last, index + 1))
                )
                return True
    return False


def ask_of_match(turn: Turn, year: int, words: str) -> bool:
    """ "the 2027 match", said when it is over: asked, since this year's September may be meant; True when it is."""
    over = year == turn.today.year and turn.today.month >= turn.book.limits["season_opens"]
    if over and not any(question.field == "application_year" for question in turn.draft.questions):
        turn.draft.told = True
        turn.draft.ask("application_year", "year_or_match", words, (str(year - 1), str(year)))
    return over


def _same_year(turn: Turn, clause: Clause) -> bool:
    """ "hands-on in April 2027. Applying the same year": the one year that the message told before."""
    cue = next(turn.message.inside(clause.first, clause.last, "cue:same_year"), None)
    if cue is None or not turn.message.has(clause.first, clause.last, "cue:year_apply"):
        return False
    days = [m.value for m in turn.message.inside(0, cue.first, "date")]
    told = {day.year or (day.certain.year if day.certain else None) for day in days} - {None}
    year = told.pop() if len(told) == 1 else None
    if year is not None and year >= turn.today.year:
        turn.draft.set("application_year", year, turn.words(clause.first, clause.last))
    return year is not None


def _month_said(turn: Turn, clause: Clause, cue: Mention) -> bool:
    """A month that is told with the application says its year."""
    month = _month_beside(turn, clause, cue)
    if (short := _short_year(turn, cue)) is not None:
        turn.draft.set("application_year", short, turn.words(cue.first - 2, cue.last))
        return True
    if month is not None:
        turn.used.add(month)
        words = turn.words(min(cue.first, month.first), max(cue.last, month.last))
        turn.draft.set("application_year", month.value.year, words)
    return month is not None


def _short_year(turn: Turn, cue: Mention) -> int | None:
    """ "Sept 27 cycle": no day, but the year of an application."""
    day = next((m for m in turn.message.inside(max(0, cue.first - 3), cue.first, "date") if m.last == cue.first), None)
    named = turn.text(cue.first) in {"cycle", "season", "application"}
    if day is None or not named or day.value.year or day.value.month != turn.book.limits["september"]:
        return None
    year = 2000 + int(day.value.day)
    if not turn.today.year <= year <= turn.today.year + 3:
        return None
    turn.used.add(day)
    return year


def _september_in_short(turn: Turn, clause: Clause, year: int) -> bool:
    """ "2027 match cycle I mean apply sept 27": no day, but the same year, as that of the application."""
    for month in turn.free(clause.first, clause.last, "date"):
        told = month.value
        short = told.month == turn.book.limits["september"] and not told.year and told.day == year % 100
        if short and year >= turn.today.year and turn.message.has(clause.first, month.first, "cue:year_apply"):
            turn.used.add(month)
            turn.draft.set("application_year", year, turn.said(month))
            return True
    return False


def _month_beside(turn: Turn, clause: Clause, cue: Mention) -> Mention | None:
    """The month that is told with the application: "applying in Sept 2027", "September 2027 is when I apply"."""
    places = [(cue.last, min(cue.last + 9, clause.last))]
    if any(True for _ in turn.message.at(cue.first - 1, "cue:first_person")):
        places.append((max(clause.first, cue.first - _NEAR), cue.first))
    for first, last in places:
        month = next((m for m in turn.free(first, last, "date") if not m.value.day and m.value.year), None)
        if month is None or month.value.year < turn.today.year - 1:
            continue
        between = min(cue.last, month.last), max(cue.first, month.first)
        if not turn.message.has(*between, "cue:grad", "name", "cue:deadline", "cue:match"):
            return month
    return None


def is_denied(turn: Turn, index: int) -> bool:
    """ "2028, not 2027", "don't put 2028", "2026 is finished": a year that does not hold."""
    if turn.text(index + 1) in {"is", "was"} and turn.text(index + 2) in turn.book.lists["over_now"]:
        return True
    before = (turn.text(index - 1), turn.text(index - 2))
    return bool(set(before) & turn.book.cues["negation"]) and before[0] != ","


def _september(turn: Turn, clause: Clause) -> None:
    """ "Going for IM in the US, September 2027": the month of applications behind what is aimed at."""
    if not any(change.field == "targets" for change in turn.draft.changes):
        return
    if not turn.message.has(clause.first, clause.last, "cue:letter", "name", "cue:match", "cue:start_residency"):
        _september_said(turn, clause)


def _september_said(turn: Turn, clause: Clause) -> bool:
    """The month of applications with its year, where it is not the day of something else."""
    for month in turn.free(clause.first, clause.last, "date"):
        told = month.value
        before = max(clause.first, month.first - 3)
        other = turn.message.has(before, month.first, "cue:grad", "cue:deadline", "cue:started", "cue:ended")
        opens = not told.day and told.month == turn.book.limits["september"]
        if opens and told.year and told.year >= turn.today.year and not other:
            turn.used.add(month)
            turn.draft.set("application_year", told.year, turn.said(month))
            return True
    return False


def _set_stated_year(turn: Turn, clause: Clause, cue: Mention, index: int, year: int) -> None:
    words = turn.words(min(cue.first, index), max(cue.last, index + 1))
    after = turn.text(index + 1)
    if (september := _first_of_two(turn, index)) is not None:
        turn.draft.set("application_year", september, words)
    elif after == "match" and not _is_over(turn, clause, year):
        turn.draft.set("application_year", year - 1, words)
    elif is_calendar_year(turn, index) and after not in _SEASON:
        turn.draft.set("application_year", year, words)
    elif not _is_of_old_letter(turn, clause, year):
        set_season(turn, year, words)


def _is_of_old_letter(turn: Turn, clause: Clause, year: int) -> bool:
    """ "one letter on file, uploaded last year 2026 season": the season of a letter that is there, and over now."""
    there = any(m.value == "uploaded" for m in turn.message.inside(clause.first, clause.last, "fact:status"))
    return year < turn.today.year and there and turn.message.has(clause.first, clause.last, "cue:letter", "name")


def _first_of_two(turn: Turn, index: int) -> int | None:
    """ "2026-2027 cycle": the first of two years is that of the September."""
    for first in (index, index - 2):
        year, second = turn.year_at(first), turn.text(first + 2)
        if year is not None and turn.raw(first + 1) in {"-", "/", "–"} and second.isdigit():
            return year
    return None


def _is_over(turn: Turn, clause: Clause, year: int) -> bool:
    """The match of this year is behind whoever speaks of applying."""
    past = year == turn.today.year and turn.today.month >= turn.book.limits["season_opens"]
    own = turn.message.has(clause.first, clause.last, "cue:first_person", "cue:target")
    return past and (own or turn.asked == "application_year")


def _relative_year(turn: Turn, clause: Clause) -> bool:
    """ "this cycle", "next september": set when today leaves one reading, asked otherwise."""
    message, year, month = turn.message, turn.today.year, turn.today.month
    opens, september = turn.book.limits["season_opens"], turn.book.limits["september"]
    open_now = opens <= month <= september
    after = month > september
    early = not open_now and not after
    readings: dict[str, tuple[int, ...]] = {
        "cue:this_cycle": (year,) if open_now else (year, year + 1) if after else (year - 1, year),
        "cue:next_cycle": (year + 1,) if open_now or after else (year, year + 1),
        "cue:coming_cycle": (year,) if month <= september else (year + 1,),
        "cue:this_september": (year,) if month <= september else (year, year + 1),
        "cue:next_september": (year + 1,) if after else (year, year + 1),
        "cue:coming_september": (year,) if month <= september else (year + 1,),
        "cue:this_year": (year,) if not after else (year, year + 1),
        "cue:next_year": (year + 1,),
        "cue:this_month": (year,) if month == september else (),
        "cue:next_month": (year,) if month + 1 == september else (),
    }
    for group, years in readings.items():
        for cue in message.inside(clause.first, clause.last, group) if years else ():
            if any(cue.first in range(m.first, m.last) for m in message.inside(0, len(message.tokens), "date")):
                continue
            apart = group in {"cue:this_month", "cue:next_month"} and not _applies_then(turn, cue)
            apart = apart or (group == "cue:this_year" and _is_behind_month(turn, cue))
            if turn.text(cue.first - 1) == "not" or apart:
                continue
            if turn.year_at(cue.last) is not None:
                turn.draft.set("application_year", turn.year_at(cue.last), turn.words(cue.first, cue.last + 1))
                return True
            sure_cue = group in {"cue:this_cycle", "cue:next_cycle", "cue:coming_cycle"}
            words = turn.words(clause.first, clause.last)
            targeted = any(
                change.field == "targets"
                and (message.has(clause.first, clause.last, "cue:target") or change.words in words)
                for change in turn.draft.changes
            )
            told = message.has(clause.first, clause.last, "cue:year_apply") or targeted
            told = told or sure_cue or turn.asked == "application_year" or _is_of_season(turn, cue)
            graduation = message.has(
                max(clause.first, cue.first - 5), cue.first, "cue:grad", "cue:deadline", "name", "cue:started"
            )
            commas = any(message.tokens[at].raw == "," for at in range(max(clause.first, cue.first - 5), cue.first))
            if not told or (graduation and not sure_cue and not (targeted and commas)):
                continue
            if group == "cue:coming_september" and early and turn.text(cue.first - 1) == "next":
                continue
            _set_year(turn, years, turn.said(cue))
            return True
    return False


def _is_behind_month(turn: Turn, cue: Mention) -> bool:
    """ "from January to end of February this year": when somebody worked, unless it is the month of applications."""
    before = cue.first - 1 - (turn.text(cue.first - 1) in {"of", "in"})
    month = turn.book.months.get(turn.text(before)) or turn.book.months.get(turn.text(before - 1))
    return month is not None and month != turn.book.limits["september"]


def _applies_then(turn: Turn, cue: Mention) -> bool:
    """ "I give ERAS this month": right beside the month, with no sign between, stands that one applies."""
    for first, last in ((cue.first - _NEAR, cue.first), (cue.last, cue.last + _NEAR)):
        for apply in turn.message.inside(max(0, first), last, "cue:year_apply"):
            between = range(min(apply.last, cue.last), max(apply.first, cue.first))
            if not any(turn.message.tokens[at].kind == "sign" for at in between):
                return True
    return False


def _is_of_season(turn: Turn, cue: Mention) -> bool:
    """ "cycle: this coming sept": a label says what the time is of."""
    at = cue.first - 1
    while at > 0 and turn.text(at) in {"this", "the", "in"}:
        at -= 1
    return turn.raw(at) in {":", "="} and turn.text(at - 1) in _SEASON | {"apply", "applying", "application"}


def _set_year(turn: Turn, years: tuple[int, ...], words: str) -> None:
    if len(years) == 1:
        turn.draft.set("application_year", years[0], words)
    elif turn.draft.get("application_year") not in years:
        turn.draft.told = True
        turn.draft.ask("application_year", "which_year", words, tuple(str(year) for year in years))


def year_said(turn: Turn, index: int) -> int | None:
    """A year at a token, also the one of "July 2028"."""
    month = next((m for m in turn.message.inside(max(0, index - 4), index + 1, "date") if m.last - 1 == index), None)
    if month is not None and not month.value.day:
        return int(month.value.year) if month.value.year else None
    return turn.year_at(index)
