"""How long somebody worked with a writer, in weeks.

Weeks are taken from weeks and days, and from the months and years of a stay: 1 month is 4, a year 52, and it is said
which number was taken; "one and a half months" is asked.
"""

from __future__ import annotations

from itertools import pairwise

from assistant.casebook.model import letter_path
from assistant.casebook.reading import Amount, Mention
from assistant.casebook.together import is_long, is_restated, is_stay, is_time_together, knows_only
from assistant.casebook.turn import Turn

_WEEK, _LEAST_WEEKS = 7, 4  # days of a week, and whole weeks of any month
_DAYS_OF_MONTH = 30.4
_WEEKS_OF_YEAR, _MONTHS_OF_YEAR = 52, 12
_MOST_WEEKS = 1500
_NEAR = 5  # tokens behind a length that say what it was


def read_lengths(turn: Turn, letter: str, spans: list[tuple[int, int]]) -> bool:
    """Lengths in some token ranges, written to a letter or asked about; True when there were any."""
    lengths = [m for first, last in spans for m in turn.free(first, last, "amount") if _is_length(turn, m, first)]
    lengths = [m for m in lengths if not _is_off(turn, m)] or lengths
    path = letter_path(letter, "experience.weeks")
    exact = [m for m in lengths if isinstance(m.value.unit, int)]
    if exact and (parts := _in_parts(turn, spans)):
        put_weeks(turn, letter, parts[0], parts[1])
        return True
    if exact:
        sizes = {round(m.value.low * m.value.unit / _WEEK, 2) for m in exact} | {
            round(m.value.high * m.value.unit / _WEEK, 2) for m in exact
        }
        words = turn.words(exact[0].first, exact[-1].last)
        if len(sizes) > 1:
            turn.draft.told = True
            turn.draft.ask(path, "how_many_weeks", words, tuple(f"{size:g}" for size in sorted(sizes)))
        else:
            put_weeks(turn, letter, sizes.pop(), words)
        return True
    return _read_years(turn, letter, lengths, spans) or _read_months(turn, letter, lengths, spans)


def _in_parts(turn: Turn, spans: list[tuple[int, int]]) -> tuple[float, str] | None:
    """ "first 2 weeks observer, then hands on 2 weeks": the parts of one stay, as their sum, and their words."""
    for first, last in spans:
        parts = [m for m in turn.free(first, last, "amount") if m.value.low == m.value.high and m.value.unit == _WEEK]
        then = any(
            turn.text(at) in turn.book.lists["goes_on_then"]
            for one, other in pairwise(parts) for at in range(one.last, other.first)
        )  # fmt: skip
        named = turn.message.has(parts[0].first, parts[-1].last, "name") if parts else True
        if len(parts) == len(("first", "second")) and then and not named:
            return sum(part.value.low for part in parts), turn.words(parts[0].first, parts[-1].last)
    return None


def exact_weeks(amount: Amount) -> float | None:
    """A length of a unit with an exact number of days, in weeks as the case holds them; None for months and years."""
    return round(amount.low * amount.unit / _WEEK, 2) if isinstance(amount.unit, int) else None


def counted_weeks(amount: Amount) -> float | None:
    """A length in weeks, months and years as they are counted: 26 of "6 months"; None where two numbers are told."""
    if amount.low != amount.high:
        return None
    if amount.unit == "year":
        return amount.low * _WEEKS_OF_YEAR
    if amount.unit == "month":
        return int(amount.low * _WEEKS_OF_YEAR / _MONTHS_OF_YEAR)
    return exact_weeks(amount)


def _read_years(turn: Turn, letter: str, lengths: list[Mention], spans: list[tuple[int, int]]) -> bool:
    """ "1 year with him", "hands on 3 years"; "my boss for 3 years" tells no weeks, unless these were asked for."""
    path = letter_path(letter, "experience.weeks")
    years = [m for m in lengths if m.value.unit == "year" or _is_one_year(m)]
    if len(years) != 1 or len(lengths) > 1 or years[0].value.low != years[0].value.high:
        return False
    count = 1 if _is_one_year(years[0]) else years[0].value.low
    again = is_restated(turn, years[0].first)  # "Samira was 2 years, not 1"
    told = count == 1 or turn.asked == path or again or _is_long_stay(turn, letter, years[0], spans)
    if told and (again or turn.draft.get(path) is None):
        put_weeks_at(turn, path, count * _WEEKS_OF_YEAR, turn.said(years[0]))
        if count > 1:
            turn.draft.ask(path, "assumed_weeks", turn.said(years[0]), (f"{count * _WEEKS_OF_YEAR:g}",))
    return told


def _is_long_stay(turn: Turn, letter: str, amount: Mention, spans: list[tuple[int, int]]) -> bool:
    """ "residency 3 years under her": time together of which it is told what it was; "knows me 4 years" is none."""
    setting = turn.draft.get(letter_path(letter, "experience.setting"))
    together = any(is_time_together(turn, amount.first, amount.last, first) for first, _ in spans)
    return setting not in {None, "none"} and together and not knows_only(turn, amount.first)


def _is_one_year(amount: Mention) -> bool:
    """ "twelve months"."""
    return bool(amount.value.unit == "month" and amount.value.low == amount.value.high == _MONTHS_OF_YEAR)


def _read_months(turn: Turn, letter: str, lengths: list[Mention], spans: list[tuple[int, int]]) -> bool:
    """ "1 month", "2 months clerkship": nothing hangs on the exact week of a stay, so they are counted, which is said.

    Months that are not clearly those of the stay are asked.
    """
    months = [m for m in lengths if m.value.unit == "month"]
    if not months:
        return False
    turn.draft.told = True
    path = letter_path(letter, "experience.weeks")
    low, high, words = months[0].value.low, months[0].value.high, turn.said(months[0])
    dated = all(turn.draft.get(letter_path(letter, f"experience.{end}")) is not None for end in ("start", "end"))
    again = is_restated(turn, months[0].first)  # "Raman was 6 months", of whom ten were told
    stay = _is_long_stay(turn, letter, months[0], spans)
    long = is_long(months[0]) and turn.draft.get(letter_path(letter, "experience.longitudinal"))
    if long and not (again or stay) and turn.asked != path:
        return True
    if again and turn.draft.get(path) is not None and not dated:
        turn.draft.clear(path, words)
    plain = low == int(low) and len(lengths) == 1 and not dated and turn.draft.get(path) is None
    together = plain and (stay or any(is_stay(turn, months[0].first, months[0].last, first) for first, _ in spans))
    if (turn.asked == path or together) and low == high:
        weeks = int(low * _WEEKS_OF_YEAR / _MONTHS_OF_YEAR)
        put_weeks_at(turn, path, weeks, words)
        turn.draft.ask(path, "assumed_weeks", words, (str(weeks),))
    elif not dated:
        least, most = int(low * _LEAST_WEEKS), int(high * _DAYS_OF_MONTH / _WEEK + 0.5)
        turn.draft.ask(path, "how_many_weeks", words, tuple(str(n) for n in dict.fromkeys((least, most))))
    return True


def _is_row_of_lengths(turn: Turn, at: int) -> bool:
    """ "first 4 weeks, second 8 weeks": the next length is that of the next letter."""
    at += turn.raw(at) in {",", ";"}
    at += turn.text(at) in {"and", "then"}
    several = len(turn.draft.ids()) > 1
    return several and turn.text(at) == "second" and any(True for _ in turn.message.at(at + 1, "amount"))


def _is_off(turn: Turn, amount: Mention) -> bool:
    """ "two weeks were vacation", "one week she was away": time that does not count."""
    if turn.text(amount.first - 1) in turn.book.lists["lengthened"]:
        return True  # "it was 8 weeks, because I extended two weeks"
    near = range(amount.last, amount.last + _NEAR)
    end = next((at for at in near if turn.raw(at) in {",", ".", ";", ""} or turn.number_at(at)), near.stop)
    return any(turn.text(at) in turn.book.lists["time_off"] for at in range(amount.last, end))


def put_weeks(turn: Turn, letter: str, weeks: float, words: str) -> None:
    """Write weeks to a letter, whole where they are whole."""
    put_weeks_at(turn, letter_path(letter, "experience.weeks"), weeks, words)


def put_weeks_at(turn: Turn, path: str, weeks: float, words: str) -> None:
    """Write weeks to a field, whole where they are whole."""
    if 0 <= weeks < _MOST_WEEKS:
        turn.draft.set(path, int(weeks) if weeks == int(weeks) else weeks, words)


def _is_length(turn: Turn, amount: Mention, first: int) -> bool:
    before, after = turn.text(amount.first - 1), turn.text(amount.last)
    known = {turn.text(at) for at in range(max(0, amount.first - _NEAR), amount.first)}
    if known & {"people", "students", "everyone", "anyone", "somebody", "someone"}:
        return False  # "I don't write for people whom I know just a month"
    with_him = after in turn.book.lists["time_prepositions"]
    if before == "been" and turn.text(amount.first - 2) in {"its", "has", "it"} and not with_him:
        return False  # "it's been 2 months", since something
    if (
        amount.first > first
        and before in turn.book.lists["not_length_before"]
        and not (before in {"in", "since"} and amount.value.unit == _WEEK)
        and not (before == "first" and _is_row_of_lengths(turn, amount.last))
    ):
        return False
    if after in turn.book.lists["not_length_after"] and not (
        after == "from" and turn.message.has(amount.last, amount.last + 6, "date")
    ):
        return False
    # "3 days a week" says how often
    frequency = after in {"a", "per", "each", "every"} and turn.text(amount.last + 1) in turn.book.units
    often = turn.text(amount.first) in {"a", "an"} and turn.text(amount.first - 1) in turn.book.units
    return not frequency and not often
