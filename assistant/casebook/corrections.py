"""Corrections: "no, 6 weeks not 4", "drop the Lahore one", "sorry I meant Khan", "Nepal not India"."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from assistant.casebook.attach import put_specialty
from assistant.casebook.corrected_days import mend_day
from assistant.casebook.corrected_weeks import mend_bare, replace_weeks
from assistant.casebook.dates import DateReading, make_date
from assistant.casebook.home import set_home
from assistant.casebook.lengths import exact_weeks, put_weeks
from assistant.casebook.model import Change, letter_path, split_path
from assistant.casebook.people import named
from assistant.casebook.reading import Amount, Mention
from assistant.casebook.removals import remove
from assistant.casebook.respelling import compound, half_right, is_family_name, put_right, respell
from assistant.casebook.season import is_denied
from assistant.casebook.stance import Clause
from assistant.casebook.swaps import swap
from assistant.casebook.talk import Talk
from assistant.casebook.turn import Turn
from assistant.casebook.when import set_date
from assistant.casebook.writer_name import WriterName

_MOST_WEEKS, _FEW = 200, 6
_NEAR_YEARS = 2  # years by which somebody is mistaken
_DAYS = ("_on", "experience.start", "experience.end")  # fields that hold a day


def read_corrections(turn: Turn, clause: Clause, talk: Talk) -> bool:
    """Apply what a clause takes back; True when that settles the clause."""
    if swap(turn, clause) or remove(turn, clause, talk) or _meant(turn, clause, talk) or respell(turn, clause, talk):
        return True
    mend_day(turn, clause)
    _replace_values(turn, clause, talk)
    if _as_is_written(turn, clause) or mend_bare(turn, clause):
        return True
    return correct_last(turn, clause)


# -- "I meant Khan"


def _meant(turn: Turn, clause: Clause, talk: Talk) -> bool:
    denied, kept = _not_that_one(turn, clause, talk)
    cue = next(turn.free(clause.first, clause.last, "cue:meant"), None)
    if cue is None and denied is None:
        return False
    name, words = (None, "") if cue is None else _name_after(turn, cue, clause)
    if kept is not None:
        name, words = kept, turn.words(clause.first, clause.last)
    if name is None:
        return False
    matches = [letter for letter in named(turn, name) if letter != denied]
    wrong = denied or (talk.current[0] if len(talk.current) == 1 else half_right(turn, name))
    if len(matches) == 1 and wrong and matches[0] != wrong:
        _move_facts(turn, wrong, matches[0], words)
        talk.current, talk.fresh = matches, True
        return True
    if matches or wrong is None:
        after = cue.last if cue is not None else clause.first
        goes_on = turn.message.has(after, clause.last, "fact:")
        turn.used -= {m for m in turn.used if goes_on and m.group == "name" and m.first >= after}
        return bool(matches) and not goes_on
    letter = put_right(turn, wrong, name, words, family_only=is_family_name(turn, clause))
    talk.current, talk.fresh = [letter], True
    return True


def _not_that_one(turn: Turn, clause: Clause, talk: Talk) -> tuple[str | None, WriterName | None]:
    """ "Dr Shah not Patel", "not Shah, Sharma": the letter that was wrong, and the name that is right."""
    if turn.message.has(clause.first, clause.last, "fact:", "amount", "specialty", "country"):
        return None, None
    only = list(turn.message.inside(clause.first, clause.last, "name"))
    him = any(turn.text(at) == "not" and turn.text(at + 1) in {"him", "her"} for at in range(clause.first, clause.last))
    if him and len(only) == 1 and len(talk.current) == 1:  # "no not him, selina"
        turn.used.add(only[0])
        return talk.current[0], only[0].value
    for wrong in turn.message.inside(clause.first, clause.last, "name"):
        matches = named(turn, wrong.value)
        before = turn.text(wrong.first - 1)
        instead = before == "of" and turn.text(wrong.first - 2) in {"instead", "place"}
        taken_back = instead or before in {"not", "instead"}
        if not taken_back or len(matches) != 1:
            continue
        others = [m for m in turn.message.inside(clause.first, clause.last, "name") if m is not wrong]
        right = [m for m in others if named(turn, m.value) != matches]
        if len(right) == 1:
            turn.used.update({wrong, right[0]})
            return matches[0], right[0].value
        joined = turn.text(wrong.first - 2) in {"and", ","}  # "Russo and not Ruiz"
        for at in (wrong.first - 2 - joined, wrong.last, wrong.last + 1):
            token = turn.message.tokens[at] if clause.first <= at < clause.last else None
            known = token is None or turn.book.alone(token.text) or token.text in turn.book.stop
            if token is not None and not known and token.kind == "word" and token.capital:
                turn.used.add(wrong)
                return matches[0], WriterName("", "", compound(turn, at))
    return None, None


def _name_after(turn: Turn, cue: Mention, clause: Clause) -> tuple[WriterName | None, str]:
    named_here = next(turn.free(cue.last, clause.last, "name"), None)
    if named_here is not None and named_here.first - cue.last <= 1:
        turn.used.add(named_here)
        return named_here.value, turn.words(cue.first, named_here.last)
    at = cue.last
    pair = turn.message.tokens[at : at + 2]
    if clause.last - at == 2 and all(
        t.kind == "word" and t.capital and t.text not in turn.book.stop and not turn.book.alone(t.text) for t in pair
    ):
        return WriterName("", pair[0].raw, pair[1].raw), turn.words(cue.first, clause.last)
    if clause.last - at != 1 and not (clause.last - at <= 3 and turn.text(at + 1) in {"not", "instead", "sorry", ""}):
        return None, ""
    token = turn.message.tokens[at] if at < clause.last else None
    plain = token is not None and token.kind == "word" and token.text not in turn.book.stop and len(token.text) > 2
    plain = plain and token is not None and not turn.book.alone(token.text)
    if not plain or token is None or any(not m.group.startswith("cue:") for m in turn.message.at(at)):
        return None, ""
    printed = token.raw if token.capital and not token.raw.isupper() else token.raw.capitalize()
    return WriterName("", "", printed), turn.words(cue.first, at + 1)


def _move_facts(turn: Turn, wrong: str, right: str, words: str) -> None:
    """What was just told of one letter was meant for another."""
    told = [c for c in turn.draft.changes if c.op == "set" and split_path(c.field)[0] == wrong]
    for change in told:
        name = split_path(change.field)[1]
        if name.startswith("writer.name") or name == "writer.title":
            continue
        _revert(turn, change)
        turn.draft.set(letter_path(right, name), change.value, change.words)
    if wrong in turn.draft.touched:
        turn.draft.touched.remove(wrong)


def _revert(turn: Turn, change: Change) -> None:
    turn.draft.clear(change.field, change.words)


# -- "X not Y"


def _replace_values(turn: Turn, clause: Clause, talk: Talk) -> None:
    for index in range(clause.first, clause.last):
        if turn.text(index) not in {"not", "instead", "no"} or turn.raw(index + 1) in {",", "."}:
            continue  # "no. 2" is the number of a letter
        if any(first <= index < last for first, last in turn.apart):
            continue  # "Lee 6 weeks not 4, Roy 3 not 5": put right already
        old_at = index + (2 if turn.text(index + 1) in {"of", "be"} else 1)  # "17 may no be 7 may"
        old = _item(turn, clause, old_at, after=True)
        if old is None:
            continue
        new = _item(turn, clause, index, after=False)
        if new is None or type(new[0]) is not type(old[0]):
            new = _item(turn, clause, old[2], after=True, skip=5)
        denies = new is not None and new[2] == index - 1 and turn.text(index - 1) in {"is", "are", "was"}
        if new is None or new[0] == old[0] or denies:  # "he says pathology is not medicine"
            continue
        if turn.message.has(clause.first, index, "cue:target") and not _is_aimed_at(turn, str(old[0])):
            continue  # "applying IM not EM": what is applied to, and of no letter
        words = turn.words(min(old[1], new[1], index), max(old[2], new[2], index))
        theirs = turn.message.has(clause.first, clause.last, "name", "cue:he", "cue:she")
        said = _of_whom(turn, clause, min(old[1], new[1]))
        of_whom = replace(talk, current=said, named=True) if len(said) == 1 else talk
        if _replace(turn, of_whom, (old[0], new[0]), words, theirs=theirs):
            span = min(old[1], new[1]), max(old[2], new[2])
            turn.used.update(turn.free(*span))
            turn.apart.append(span)  # "6 weeks not 4" is said of who held the 4, and of no other


def _of_whom(turn: Turn, clause: Clause, at: int) -> list[str]:
    """The letters named in a clause; of several, the one named last before a token."""
    names = list(turn.message.inside(clause.first, clause.last, "name"))
    before = [m for m in names if m.last <= at]
    return [name for m in (before[-1:] if len(names) > 1 else names) for name in named(turn, m.value)]


def _is_aimed_at(turn: Turn, field: str) -> bool:
    held = turn.draft.get("targets")
    return field in (held or ()) or (held is None and not turn.draft.ids())


def _as_is_written(turn: Turn, clause: Clause) -> bool:
    """ "I wrote 6 weeks with Okafor but my certificate says 8": the number that holds, behind the one held so far."""
    stated = any(turn.text(at) in turn.book.lists["stating"] for at in range(clause.first, clause.last - 1))
    number = turn.number_at(clause.last - 1 - (turn.text(clause.last - 1) in turn.book.units))
    start = turn.message.sentences[clause.sentence].first
    if not stated or not number or number >= _MOST_WEEKS or turn.message.has(clause.first, clause.last, "date"):
        return False
    held = [exact_weeks(m.value) for m in turn.message.inside(start, clause.first or clause.last, "amount")]
    names = [n for m in turn.message.inside(start, clause.last, "name") for n in named(turn, m.value)]
    old = {weeks for weeks in held if weeks is not None}
    meant = [n for n in dict.fromkeys(names) if turn.draft.get(letter_path(n, "experience.weeks")) in old]
    if len(meant) != 1:
        return False
    turn.used.update(turn.free(start, clause.last, "amount"))
    put_weeks(turn, meant[0], float(number), turn.words(start, clause.last))
    return True


Item = tuple[Any, int, int]


def correct_last(turn: Turn, clause: Clause) -> bool:
    """ "sorry 20 months": a bare value after a word of correction replaces the value told in the last message."""
    sentence = turn.message.sentences[clause.sentence]
    behind = turn.message.has(clause.last, sentence.last, "cue:correction") and clause.last - clause.first <= _FEW
    if not (behind or turn.message.has(clause.first, clause.last, "cue:correction")) or turn.draft.changes:
        return False
    words = turn.words(clause.first, clause.last)
    years = _years_said(turn, clause)
    fields = _years_meant(turn, years)
    if (
        len(years) == 1
        and len(fields) == 1
        and not turn.message.has(clause.first, clause.last, "cue:grad", "cue:year_apply", "cue:match")
    ):
        turn.draft.set(fields[0], years[0], words)
        return True
    spans = [
        m
        for m in turn.free(clause.first, clause.last, "amount")
        if m.value.unit in {"month", "year"} and m.value.low == m.value.high
    ]
    if (
        len(spans) == 1
        and "clinical_gap_months" in turn.draft.last
        and not turn.message.has(clause.first, clause.last, "name")
    ):
        months = spans[0].value.low * (12 if spans[0].value.unit == "year" else 1)
        turn.draft.set("clinical_gap_months", int(months), words)
        turn.used.add(spans[0])
        return True
    days = list(turn.free(clause.first, clause.last, "date"))
    dated = [path for path in turn.draft.last if path == "deadline" or path.endswith(_DAYS)]
    if days and _lies_ahead(turn, days[0].value) and all(path.endswith("_on") for path in dated):
        dated = ["deadline"] if turn.draft.get("deadline") else []  # nobody was asked on a day to come
    other = turn.message.has(clause.first, clause.last, "name", "amount", "fact:", "cue:started", "cue:ended")
    if len(days) == 1 and len(dated) == 1 and not other:
        turn.used.add(days[0])
        set_date(turn, dated[0], days[0].value, words)
        return True
    places = list(turn.free(clause.first, clause.last, "country"))
    if (
        "home_country" in turn.draft.last
        and len(places) == 1
        and clause.last - clause.first <= 5
        and not turn.message.has(clause.first, clause.last, "role", "specialty", "fact:", "name")
        and not places[0].value[0].startswith(("?", "US"))  # "no US experience at all" tells of no home
    ):
        set_home(turn, places[0].value[0], turn.said(places[0]))
        turn.used.add(places[0])
        return True
    return False


def _years_meant(turn: Turn, years: list[int]) -> list[str]:
    """The years of the last message that such a year can put right; of two, the one that is nearly the same."""
    fields = [path for path in turn.draft.last if path in {"graduation_year", "application_year"}]
    fields = [path for path in fields if path == "graduation_year" or min(years, default=0) >= turn.today.year]
    return fields if len(fields) == 1 else [path for path in fields if _is_near(turn.draft.get(path), years)]


def _is_near(held: object, years: list[int]) -> bool:
    return isinstance(held, int) and any(0 < abs(held - year) <= _NEAR_YEARS for year in years)


def _years_said(turn: Turn, clause: Clause) -> list[int]:
    """The years of a clause, without one that is denied: "2027 of course, 2026 is finished"."""
    told = (index for index in range(clause.first, clause.last) if turn.text(index - 1) != "since")
    said = (index for index in told if not is_denied(turn, index))
    return [year for index in said if (year := turn.year_at(index))]


def _lies_ahead(turn: Turn, reading: DateReading) -> bool:
    day = reading.certain or make_date(reading.year or turn.today.year, reading.month or 0, reading.day or 0)
    return day is not None and day > turn.today


def _item(turn: Turn, clause: Clause, at: int, *, after: bool, skip: int = 1) -> Item | None:
    """The value that stands at a token (after) or ends there (before): (value, first, last)."""
    found = list(turn.free(clause.first, clause.last, "amount", "country", "specialty"))
    near = [m for m in found if (at <= m.first <= at + skip if after else at - 2 <= m.last <= at)]
    if near:
        mention = near[0] if after else max(near, key=lambda m: m.last)  # "miami 4 weeks not 5"
        value = mention.value if mention.group != "country" else ("country", mention.value[0])
        return value, mention.first, mention.last
    places = range(at, min(at + skip + 1, clause.last)) if after else range(at - 1, max(clause.first - 1, at - 3), -1)
    for index in places:
        number = turn.number_at(index)
        if number is not None:
            unit = 7 if turn.book.units.get(turn.text(index + 1)) in {None, 7} else 0
            value = number if turn.year_at(index) else Amount(number, number, unit or 7)
            return value, index, index + 1
    return None


def _replace(turn: Turn, talk: Talk, values: tuple[Any, Any], words: str, *, theirs: bool) -> bool:
    """Put the new value where the old one stands. `theirs`: a writer is named, so it is not the applicant's."""
    old, new = values
    if isinstance(old, Amount) and isinstance(new, Amount):
        return replace_weeks(turn, talk, old, new, words)
    if isinstance(old, int) and isinstance(new, int):
        return _replace_plain(turn, ("graduation_year", "application_year"), old, new, words)
    if isinstance(old, tuple) and isinstance(new, tuple):
        if turn.draft.get("home_country") == old[1] and not theirs:
            set_home(turn, new[1], words)
            return True
        if talk.named:  # "Rao is in India not USA", whatever others hold
            turn.draft.set(letter_path(talk.current[0], "writer.country"), new[1], words)
            return True
        paths = [letter_path(name, "writer.country") for name in turn.draft.ids()]
        return _replace_plain(turn, tuple(paths), old[1], new[1], words)
    both = isinstance(old, str) and isinstance(new, str)
    return both and _replace_specialty(turn, talk, old, new, words, theirs=theirs)


def _replace_plain(turn: Turn, paths: tuple[str, ...], old: Any, new: Any, words: str) -> bool:
    holders = [path for path in paths if turn.draft.get(path) == old]
    if len(holders) == 1:
        turn.draft.set(holders[0], new, words)
    return len(holders) == 1


def _replace_specialty(turn: Turn, talk: Talk, old: str, new: str, words: str, *, theirs: bool) -> bool:
    draft = turn.draft
    targets = draft.get("targets")
    if not theirs and isinstance(targets, list) and old in targets and new in turn.book.specialties:
        draft.set("targets", list(dict.fromkeys(new if item == old else item for item in targets)), words)
        return True
    holders = [
        name
        for name in draft.ids()
        if old
        in {draft.get(letter_path(name, "writer.specialty")), draft.get(letter_path(name, "writer.subspecialty"))}
    ]
    if len(holders) > 1 or talk.named:
        holders = [name for name in holders if name in talk.current]
    if len(holders) == 1:
        put_specialty(turn, holders[0], new, words)
    return len(holders) == 1
