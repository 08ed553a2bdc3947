"""The answer to a question that offered choices: which letter, which day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assistant.casebook.dates import is_range, make_date
from assistant.casebook.model import letter_path, split_path
from assistant.casebook.people import named
from assistant.casebook.reading import Mention
from assistant.casebook.references import references
from assistant.casebook.stance import Clause
from assistant.casebook.turn import Turn
from assistant.casebook.when import set_date

_SHORT_ANSWER = 12  # words up to which a message is read as the answer to what was asked
_GOES_ON = frozenset({"and", "also", "plus"})
_TELLS_ELSE = ("date", "country", "amount", "specialty", "name")
_NEAR = 6  # tokens between the words for an order of day and month and what they are about


def whole(turn: Turn) -> Clause:
    """All stating clauses of the message as one."""
    return Clause(turn.clauses[0].first, turn.clauses[-1].last, turn.clauses[0].sentence)


def word_count(turn: Turn) -> int:
    """How many words and numbers the message has."""
    return sum(token.kind != "sign" for token in turn.message.tokens)


def tells_else(turn: Turn) -> bool:
    """ "No, it started this June" puts a value right and says nothing of what was asked; "no, and drop Kim" does."""
    clause = whole(turn)
    told = turn.message.has(clause.first, clause.last, *_TELLS_ELSE)
    words = {turn.text(at) for at in range(clause.first, clause.last)}
    if _GOES_ON & {turn.text(clause.first + 1), turn.text(clause.first + 2)}:
        return False
    return told and words.isdisjoint(turn.book.lists["of_the_waiver"])


def read_date_answer(turn: Turn, path: str, clause: Clause) -> bool:
    """A day as the answer, or the choice between the days that were offered; True when nothing else is left."""
    pending = _pending_dates(turn, path)
    mention = next(turn.free(clause.first, clause.last, "date"), None)
    if mention is None:
        chosen = (
            _ordinal_choice(turn, clause, pending)
            or _by_month(turn, clause, pending)
            or _by_year(turn, clause, pending)
        )
        if chosen is None:
            return False
        turn.draft.set(path, chosen.isoformat(), turn.words(clause.first, clause.last))
        return True
    reading = mention.value
    turn.used.add(mention)
    _read_other_end(turn, path, clause, pending)
    match = [d for d in pending if (d.day, d.month) == (reading.day, reading.month)]
    if not reading.readings and reading.year is None and match:
        turn.draft.set(path, match[0].isoformat(), turn.said(mention))
    else:
        past = True if path.endswith("_on") else None
        set_date(turn, path, reading, turn.said(mention), past=past)
    return word_count(turn) <= 5


def _read_other_end(turn: Turn, path: str, clause: Clause, pending: list[date]) -> None:
    """ "june 7 to july 2" as the answer about the start tells the end too."""
    other = next(turn.free(clause.first, clause.last, "date"), None)
    if other is None or not path.endswith("experience.start"):
        return
    turn.used.add(other)
    reading = other.value
    year = pending[0].year if pending else None
    exact = make_date(year, reading.month, reading.day) if year and reading.day and not reading.readings else None
    end = path.removesuffix("start") + "end"
    if exact is not None:
        turn.draft.set(end, exact.isoformat(), turn.said(other))
    else:
        set_date(turn, end, reading, turn.said(other))


def _pending_dates(turn: Turn, path: str) -> list[date]:
    held = turn.draft.pending
    choices = held.get("choices") if held.get("field") == path else None
    found = []
    for choice in choices if isinstance(choices, list) else []:
        try:
            found.append(date.fromisoformat(str(choice)))
        except ValueError:
            continue
    return found


def _ordinal_choice(turn: Turn, clause: Clause, pending: list[date]) -> date | None:
    for number, group in enumerate(("cue:first_one", "cue:second_one")):
        if turn.message.has(clause.first, clause.last, group) and number < len(pending):
            return pending[number]
    return None


def _by_month(turn: Turn, clause: Clause, pending: list[date]) -> date | None:
    months = {turn.book.months.get(turn.text(index)) for index in range(clause.first, clause.last)} - {None}
    chosen = [day for day in pending if day.month in months]
    return chosen[0] if len(chosen) == 1 else None


def _by_year(turn: Turn, clause: Clause, pending: list[date]) -> date | None:
    years = {turn.year_at(index) for index in range(clause.first, clause.last)} - {None}
    chosen = [day for day in pending if day.year in years]
    return chosen[0] if len(chosen) == 1 else None


def read_day_order(turn: Turn) -> None:
    """ "day first", "mm/dd": every date that was left open is settled by it."""
    for place, group in enumerate(("cue:month_first", "cue:day_first")):
        cue = next(turn.message.inside(0, len(turn.message.tokens), group), None)
        if cue is not None:
            _settle_days(turn, cue, place)
        for path, days in dict(turn.draft.choices).items() if cue is not None else ():
            if len(days) == 2 and cue is not None and days[0][:4] == days[1][:4]:
                turn.draft.set(path, days[place], turn.said(cue))
                several = len(list(turn.message.inside(0, len(turn.message.tokens), "date"))) > 1  # "April 5 to May 2"
                turn.asked = None if turn.asked == path and not several else turn.asked


def read_days_chosen(turn: Turn) -> None:
    """ "San Antonio I began the 2 of March": one of the days between which an earlier date was left open."""
    for path, days in dict(turn.draft.choices).items():
        short = turn.asked == path and word_count(turn) <= _SHORT_ANSWER
        if short or turn.draft.get(path) is not None:
            continue
        offered = [date.fromisoformat(day) for day in days]
        for mention in list(turn.free(0, len(turn.message.tokens), "date")):
            reading = mention.value
            day = next((one for one in offered if (one.day, one.month) == (reading.day, reading.month)), None)
            alone = not _is_of_stretch(turn, mention)
            if day is not None and not reading.readings and alone and _is_said_of(turn, path, mention):
                turn.used.add(mention)
                turn.draft.set(path, day.isoformat(), turn.said(mention))
                break


def _is_of_stretch(turn: Turn, day: Mention) -> bool:
    """ "apr 12 to may 7": an end of a stretch, which is read as a whole."""
    others = (m for m in turn.message.inside(0, len(turn.message.tokens), "date") if m is not day)
    pairs = (sorted((day.value, other.value), key=lambda reading: reading.start) for other in others)
    return any(is_range(turn.message.text, *pair) for pair in pairs)


def _is_said_of(turn: Turn, path: str, day: Mention) -> bool:
    """No other date was left open between these days, and the sentence names no other letter."""
    sentence = next((s for s in turn.message.sentences if s.first <= day.first < s.last), None)
    if sentence is None or turn.message.has(sentence.first, sentence.last, "fact:status"):
        return False
    said = f"-{day.value.month:02d}-{day.value.day:02d}"
    alike = [other for other, days in turn.draft.choices.items() if any(one.endswith(said) for one in days)]
    names = turn.message.inside(sentence.first, sentence.last, "name")
    return alike == [path] and all(named(turn, name.value) == [split_path(path)[0]] for name in names)


def _settle_days(turn: Turn, cue: Mention, place: int) -> None:
    """ "05/04/2027 (in french we put the day first)": the days of this very message; French is no place then."""
    for at, mention in enumerate(turn.message.mentions):
        if mention.group == "date" and len(mention.value.readings) == len(("month first", "day first")):
            chosen = (mention.value.readings[place],)
            turn.message.mentions[at] = replace(mention, value=replace(mention.value, readings=chosen))
        elif mention.group == "country" and _is_of_order(turn, cue, mention):
            turn.used.add(mention)
            turn.apart.append((mention.first, mention.last))


def _is_of_order(turn: Turn, cue: Mention, place: Mention) -> bool:
    """ "we write day first in Tunisia", "in french we put the day first": where days are written so."""
    between = range(min(cue.last, place.last), max(cue.first, place.first))
    if len(between) > _NEAR or any(turn.raw(at) in {".", ";", "\n", "?"} for at in between):
        return False
    inside = cue.first <= place.first < cue.last
    whose = inside or place.value[2] in {"people", "us"}
    led = turn.text(place.first - 1) in {"in", "like", "at", "from", "as"}
    return whose or (led and not any(turn.message.tokens[at].kind == "sign" for at in between))


def read_which(turn: Turn) -> bool:
    """Which letter was meant: the facts kept aside are written to it."""
    pending, clause = turn.draft.pending, whole(turn)
    changes = pending.get("changes")
    if not isinstance(changes, list):
        return False
    letters = _letters_said(turn, clause)
    if len(letters) != 1 or turn.message.has(clause.first, clause.last, "fact:", "amount", "date"):
        return False  # nobody, several, or something new is told
    for change in changes:
        if not (isinstance(change, list) and len(change) == 3 and isinstance(change[0], str)):
            continue
        name, value, words = change
        if not name:
            turn.draft.remove_letter(letters[0], str(words))
            break
        turn.draft.set(letter_path(letters[0], name), value, turn.words(clause.first, clause.last))
    turn.draft.pending = {}
    return word_count(turn) <= 4


def _letters_said(turn: Turn, clause: Clause) -> list[str]:
    for mention in turn.free(clause.first, clause.last, "name"):
        return named(turn, mention.value)
    people = references(turn, clause)
    if people:
        return people[0].letters
    if turn.message.has(clause.first, clause.last, "cue:both", "cue:all_letters"):
        return []
    return [name for name in turn.draft.ids() if name in turn.message.text.casefold().replace(" ", "_").split(",")]
