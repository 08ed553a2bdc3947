"""The answer to what Vouch asked last: "yes", "no", "US", "8", "about 5 weeks", "I don't know"."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from assistant.casebook.attach import put_specialty
from assistant.casebook.choices import read_date_answer, read_which, tells_else, whole, word_count
from assistant.casebook.fields import names_of, specialty_list, year_beside
from assistant.casebook.graduation import is_of_work
from assistant.casebook.home import set_home
from assistant.casebook.lengths import put_weeks
from assistant.casebook.model import letter_path, split_path
from assistant.casebook.month_asked import read_open_month
from assistant.casebook.people import named
from assistant.casebook.places import country_of
from assistant.casebook.reading import Mention
from assistant.casebook.season import year_said
from assistant.casebook.stance import Clause
from assistant.casebook.turn import Turn

_SHORT = 8
_LONGEST_GAP = 600  # months
_YES_NO: dict[str, tuple[Any, Any]] = {
    "experience.directly_observed": (True, False),
    "experience.longitudinal": (True, False),
    "experience.knows_me_well": (True, False),
    "experience.in_discussions": (True, False),
    "writer.family_friend": (True, False),
    "waived": (True, False),
    "template": (True, False),
    "low_score": (True, False),
    "status": ("asked", "idea"),
    "attitude": ("supportive", "hesitant"),
    "exam_failures": (None, 0),
    "clinical_gap_months": (None, 0),
    "letters": (None, []),
}
_DATES = frozenset({"experience.start", "experience.end", "asked_on", "uploaded_on", "deadline"})
_YEARS = frozenset({"graduation_year", "application_year"})
_COUNTRIES = frozenset({"writer.country", "home_country"})
_GOES_ON = frozenset({"and", "also", "plus"})  # "no, and drop Kim"
_SPECIALTIES = frozenset({"writer.specialty", "writer.subspecialty", "recommends_for", "switched_from"})
_KINDS = {
    "experience.weeks": "amount",
    "clinical_gap_months": "amount",
    **dict.fromkeys(_COUNTRIES, "country"),
    **dict.fromkeys(_DATES, "date"),
}  # the kind of mention that answers a question about a field
_OF_THE_LETTER = frozenset({"waived", "template", "low_score"})  # of which no day, place or length tells
_NAMES = frozenset({"writer.name", "name"})
_COUNTS = frozenset({"exam_failures", "clinical_gap_months"})


def read_answer(turn: Turn) -> bool:
    """Take the answer out of the message; True when nothing else is left in it."""
    if turn.asked is None or not turn.clauses:
        return False
    if _read_dont_know(turn, turn.asked):
        return True
    letter, name = split_path(turn.asked)
    if letter == "":
        return read_which(turn)
    if letter is not None and turn.draft.letter(letter) is None:
        return False
    answered = _read_yes_no(turn, turn.asked, name) or _read_value(turn, turn.asked, letter, name)
    return answered and not _more_is_told(turn)


def open_question(turn: Turn) -> str | None:
    """The question that a short message answers: the last one, or an earlier one that is still open and fits better."""
    name = split_path(turn.asked)[1] if turn.asked else ""
    if (
        not turn.clauses
        or word_count(turn) > _SHORT
        or name in _KINDS
        or turn.message.has(0, len(turn.message.tokens), "name")
    ):
        return turn.asked
    first, last = turn.clauses[0].first, turn.clauses[-1].last
    said = {kind for kind in ("amount", "country", "date") if any(True for _ in turn.free(first, last, kind))}
    fitting = [path for path in turn.draft.open if _KINDS.get(split_path(path)[1]) in said and path != turn.asked]
    return fitting[0] if len(said) == 1 and len(fitting) == 1 else turn.asked


def _more_is_told(turn: Turn) -> bool:
    """Words with a meaning of their own that the answer did not take up: "fm, and I am from Jordan"."""
    clause = whole(turn)
    return any(
        True for _ in turn.free(clause.first, clause.last, "country", "name", "amount", "date", "email", "cue:grad")
    )


def _read_dont_know(turn: Turn, path: str) -> bool:
    if word_count(turn) > _SHORT + 2:
        return False
    first = turn.clauses[0].first
    cue = next((m for m in turn.free(first, turn.clauses[-1].last, "cue:dont_know") if m.first - first <= 2), None)
    if cue is not None and turn.message.has(cue.last, turn.clauses[-1].last, "name"):
        return False  # "I forgot that Dr. Lee is the program director"
    if cue is None or turn.message.has(cue.last, turn.clauses[-1].last, "amount", "country", "specialty", "date"):
        return False
    turn.draft.told = True
    if path not in turn.draft.unknown:
        turn.draft.unknown.append(path)
    return True


def _opening(turn: Turn) -> str:
    """ "yes" or "no" when the message begins with it."""
    first = turn.clauses[0].first
    while first < turn.clauses[0].last and turn.message.tokens[first].kind == "sign":
        first += 1
    own = first > 0 and turn.raw(first - 1) == "?" and turn.asked != "exam_failures"
    if own:
        return ""  # "Feld uploaded? no": the answer to a question of their own
    found = list(turn.message.at(first, "cue:yes", "cue:no"))
    if not found:
        return ""
    longest = max(found, key=lambda m: m.last)
    ends = longest.last >= len(turn.message.tokens) or turn.message.tokens[longest.last].kind == "sign"
    subject = turn.text(first) in turn.book.cues["first_person"] or turn.text(first) in {"he", "she"}
    if subject and not (ends or turn.text(longest.last) in {"and", "but"}):
        return ""  # "I have found another one", "he is my supervisor" tell something else
    goes_on = longest.last < len(turn.message.tokens) and turn.text(longest.last) in turn.book.lists["after_mere_ok"]
    if turn.text(first) in turn.book.lists["mere_ok"] and goes_on:
        return ""  # "ok then drop Choi" answers nothing
    # "not waived yet", "right hand man", "no sorry it was 3 weeks": the word goes on into something else
    more = any(m.last > longest.last for m in turn.message.at(first, "fact:", "cue:self_repair"))
    return "" if more or _takes_out(turn, longest) else longest.group.removeprefix("cue:")


def _takes_out(turn: Turn, said: Mention) -> bool:
    """ "No, no, better I take away the director": said to oneself, before an order."""
    goes_on = turn.text(said.last) in _GOES_ON or turn.text(said.last + 1) in _GOES_ON
    return said.group == "cue:no" and not goes_on and turn.message.has(said.last, turn.clauses[-1].last, "cue:remove")


def _read_yes_no(turn: Turn, path: str, name: str) -> bool:
    said = _opening(turn)
    if not said or (said == "no" and name in _OF_THE_LETTER and tells_else(turn)):
        return False
    words = turn.words(turn.clauses[0].first, turn.clauses[-1].last)
    short = word_count(turn) <= 3
    if name == "status" and said == "yes" and word_count(turn) == 1 and turn.draft.get(path) is None:
        turn.draft.told = True
        turn.draft.ask(path, "which_status", words)  # a mere "yes" is none of the five that were named
        return True
    if name in _YES_NO:
        value = _YES_NO[name][0 if said == "yes" else 1]
        held = turn.draft.get(path)
        later = name == "status" and any(
            True for _ in turn.free(turn.clauses[0].first, turn.clauses[-1].last, "fact:status")
        )
        if (
            value is not None
            and not later
            and not (name == "status" and said == "yes" and held in {"agreed", "uploaded"})
        ):
            turn.draft.set(
                path,
                list(value) if isinstance(value, list) else value,
                words if short else turn.words(turn.clauses[0].first, turn.clauses[0].first + 1),
            )
            return short
        if short and value is None:
            turn.draft.told = True
            turn.draft.ask(path, "how_many" if name in _COUNTS else "tell_more", words)
            return True
    if short and said == "no":
        # "no" to "is he in a leading position?": nothing to write, and not to be asked again
        turn.draft.told = True
        turn.draft.unknown.append(path)
        return True
    return False


def _read_value(turn: Turn, path: str, letter: str | None, name: str) -> bool:
    """A bare value: number, place, date, specialty."""
    clause = whole(turn)
    if word_count(turn) > _SHORT + 4 or _of_somebody_else(turn, letter, clause):
        return False
    readers: dict[str, Callable[[], bool]] = {
        "letters": lambda: _read_letter_count(turn, clause),
        "experience.weeks": lambda: letter is not None and _read_weeks(turn, letter, clause),
    }
    readers["targets"] = lambda: _read_targets(turn, clause)
    dated = read_open_month, read_date_answer
    readers.update(dict.fromkeys(_DATES, lambda: any(read(turn, path, clause) for read in dated)))
    readers.update(dict.fromkeys(_YEARS | _COUNTS, lambda: _read_number(turn, path, name, clause)))
    readers.update(dict.fromkeys(_COUNTRIES, lambda: _read_country(turn, path, clause)))
    readers.update(dict.fromkeys(_SPECIALTIES, lambda: _read_specialty(turn, path, letter, name, clause)))
    readers.update(dict.fromkeys(_NAMES, lambda: _read_name(turn, path, clause)))
    return readers[name]() if name in readers else False


def _of_somebody_else(turn: Turn, letter: str | None, clause: Clause) -> bool:
    """Somebody else is named: "Dr Singh, 10/05/2026" is no answer about Dr Grant."""
    if letter is None:
        return False
    return any(named(turn, m.value) != [letter] for m in turn.free(clause.first, clause.last, "name"))


def _read_targets(turn: Turn, clause: Clause) -> bool:
    """The first specialties of a short answer, unless it says more than that ("not psychiatry")."""
    start = next((m.first for m in turn.free(clause.first, clause.last, "specialty")), -1)
    more = turn.message.has(
        clause.first, clause.last, "cue:target", "cue:target_add", "cue:target_drop", "cue:correction", "name", "role"
    )
    if start < 0 or more or any(turn.text(at) in turn.book.cues["negation"] for at in range(clause.first, start)):
        return False
    found = specialty_list(turn, start, clause.last)
    names = names_of(turn, found)
    if not names:
        return False
    turn.draft.set("targets", names, turn.words(start, found[-1].last))
    turn.used.update(found)
    year_beside(turn, found[-1])
    return word_count(turn) <= _SHORT


def _read_number(turn: Turn, path: str, name: str, clause: Clause) -> bool:
    if turn.message.has(clause.first, clause.last, "name", "cue:he", "cue:she"):
        return False
    amounts = [m for m in turn.free(clause.first, clause.last, "amount") if m.value.low == m.value.high]
    if name == "clinical_gap_months" and amounts and amounts[0].value.unit in {"month", "year"}:
        months = amounts[0].value.low * (12 if amounts[0].value.unit == "year" else 1)
        turn.draft.set(path, int(months), turn.said(amounts[0]))
        turn.used.add(amounts[0])
        return True
    numbers = [(index, turn.number_at(index)) for index in range(clause.first, clause.last)]
    found = [(index, value) for index, value in numbers if value is not None]
    if name in _YEARS:
        low, high = (
            (turn.today.year - 1, turn.today.year + 6) if name == "application_year" else (1950, turn.today.year + 6)
        )
        found = [(index, year) for index in range(clause.first, clause.last) if (year := year_said(turn, index))]
        found = [(index, year) for index, year in found if low <= year <= high and turn.text(index - 1) != "since"]
        if name == "graduation_year":
            found = [(index, year) for index, year in found if not is_of_work(turn, index, clause.first)]
        if name == "application_year" and turn.message.has(
            clause.first, clause.last, "cue:match", "cue:start_residency"
        ):
            return False
    elif name == "clinical_gap_months":
        found = [(index, value) for index, value in found if value < _LONGEST_GAP]
    elif name == "exam_failures":
        found = [(index, value) for index, value in found if turn.text(index - 1) != "step" and value < 10]
    if len(found) != 1 or amounts:
        return False
    index, value = found[0]
    turn.draft.set(path, value, turn.words(index, index + 1))
    return word_count(turn) <= _SHORT


def _read_letter_count(turn: Turn, clause: Clause) -> bool:
    """A bare number of letters: as many letters of which nothing is known yet."""
    number = turn.number_at(clause.first)
    if number is None or word_count(turn) > 3 or number > 12 or turn.draft.ids():
        return False
    words = turn.words(clause.first, clause.last)
    if number == 0:
        turn.draft.set("letters", [], words)
    for place in range(number):
        turn.draft.add_letter(f"letter_{place + 1}", words)
    turn.draft.touched.clear()
    return True


def _read_weeks(turn: Turn, letter: str, clause: Clause) -> bool:
    amounts = list(turn.free(clause.first, clause.last, "amount"))
    if amounts:
        return False  # "about 5 weeks" is read like any other sentence, for this letter
    numbers = [
        (index, turn.message.tokens[index])
        for index in range(clause.first, clause.last)
        if turn.number_at(index) is not None
    ]
    if len(numbers) == 2:
        choices = tuple(token.raw for _, token in numbers)
        turn.draft.told = True
        turn.draft.ask(
            letter_path(letter, "experience.weeks"), "how_many_weeks", turn.words(clause.first, clause.last), choices
        )
        return True
    if len(numbers) != 1 or turn.message.has(clause.first, clause.last, "name"):
        return False
    index, token = numbers[0]
    if turn.text(index - 1) in turn.book.lists["before_asked_number"]:
        return False
    value = float(token.raw) if token.kind == "number" else float(turn.number_at(index) or 0)
    if value < 500:
        put_weeks(turn, letter, value, turn.words(index, index + 1))
    return word_count(turn) <= 4


def _read_country(turn: Turn, path: str, clause: Clause) -> bool:
    places = list(turn.free(clause.first, clause.last, "country"))
    home = turn.message.has(clause.first, clause.last, "cue:home")
    if not places and home and isinstance(turn.draft.get("home_country"), str) and path != "home_country":
        turn.draft.set(path, turn.draft.get("home_country"), turn.words(clause.first, clause.last))
        return True
    code, choices, sources = country_of(turn, places)
    if choices:
        turn.draft.told = True
        turn.draft.ask(path, "which_country", turn.said(sources[0]), choices)
    elif code is None or turn.negated(sources[0], clause.first):
        return False
    elif path == "home_country":
        set_home(turn, code, turn.said(sources[0]))
    else:
        turn.draft.set(path, code, turn.said(sources[0]))
    turn.used.update(places)
    return word_count(turn) <= 4


def _read_specialty(turn: Turn, path: str, letter: str | None, name: str, clause: Clause) -> bool:
    found = list(turn.free(clause.first, clause.last, "specialty"))
    if not found or turn.negated(found[0], clause.first):
        return False
    words = turn.words(found[0].first, found[-1].last)
    names = [str(m.value) for m in found]
    if name == "recommends_for":
        turn.draft.set(path, list(dict.fromkeys(turn.book.parent(item) for item in names)), words)
    elif name == "switched_from":
        turn.draft.set(path, turn.book.parent(names[0]), words)
    elif letter is not None:
        subs = [item for item in names if item in turn.book.subspecialties]
        put_specialty(turn, letter, (subs or names)[-1], words)
        if any(turn.is_agent(m) for m in found):
            turn.draft.set(letter_path(letter, "writer.profession"), "physician", words)
    turn.used.update(found)
    return word_count(turn) <= 4


def _read_name(turn: Turn, path: str, clause: Clause) -> bool:
    words = turn.words(clause.first, clause.last).strip(" .,!")
    plain = 1 <= len(words.split()) <= 4 and all(
        turn.message.tokens[i].kind == "word" for i in range(clause.first, clause.last)
    )
    more = word_count(turn) > len(words.split())  # "ouch. what do I answer her": no name
    if any(turn.text(at) in turn.book.lists["no_part_of_name"] for at in range(clause.first, clause.last)):
        return False  # "which portal he uploads"
    if not plain or more or turn.message.has(clause.first, clause.last, "name", "cue:no", "cue:yes", "cue:greeting"):
        return False
    printed = words if not (words.islower() or words.isupper()) else words.title()
    turn.draft.set(path, printed, words)
    return True
