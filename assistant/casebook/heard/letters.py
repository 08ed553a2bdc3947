"""What was heard of the letters: whose words they are, and the values that are still unknown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from assistant.casebook.attach import put_specialty
from assistant.casebook.besides import CLINIC_TOO
from assistant.casebook.closeness import is_often
from assistant.casebook.dates import DateReading, nearest_past
from assistant.casebook.days_apart import is_apart
from assistant.casebook.heard.meaning import is_no_asking, names_setting
from assistant.casebook.heard.moves import NEWS, PATHS, drop_empty, is_of_other, take_back
from assistant.casebook.heard.owners import add_writers, join_names, owners
from assistant.casebook.heard.person import is_settled, said
from assistant.casebook.heard.spans import Heard, amounts_in, country_in, dates_in, specialty_in, weeks_of, words_in
from assistant.casebook.heard.unsaid import with_its_name
from assistant.casebook.lengths import put_weeks
from assistant.casebook.model import letter_path
from assistant.casebook.news_days import is_day_of_news
from assistant.casebook.not_removed import is_weighed
from assistant.casebook.own_degree import own_degree_in
from assistant.casebook.own_work import tells_own_work
from assistant.casebook.people import gender_of
from assistant.casebook.sides import side_of_day
from assistant.casebook.spells import day_counted
from assistant.casebook.statuses import is_no_refusal, is_not_theirs, is_own_answer, is_past, is_told_apart, refuses
from assistant.casebook.turn import Turn
from assistant.casebook.uploads import is_no_upload, sounds_like_one
from assistant.casebook.when import set_date

SURE = 0.65
SURE_TO_REMOVE = 0.7
_NOT_WRITTEN = frozenset({"long"})  # what time it is, and of what, the rules of `together` read
_ENDS = ("experience.start", "experience.end")
_DAYS_OF_NEWS = frozenset({"asked_on", "uploaded_on"})
_STATUS = ("idea", "asked", "agreed", "declined", "uploaded")
_SURE_OF_NEWS = 0.95
_SURE_TO_MOVE = 0.9
_YEAR = 365
_REACH_OF_ASKING = 12  # words around a day in which stands that it is the one of asking
_OF_THE_WRITER = frozenset({"acad", "lead", "prof", "spec", "site"})
_REACH = 3  # words before a title in which a negation denies it
_GROUPS = {name: f"fact:{path}" for name, path in PATHS.items()}


def hear_letters(turn: Turn, heard: Sequence[Heard]) -> None:
    """Write what is still unknown of letters that the case holds."""
    settled = {change.field for change in turn.draft.changes}  # by the rules
    join_names(turn, heard)
    add_writers(turn, heard)
    told = [
        (found, letters, sure) for found, letters, sure in owners(turn, heard)
        if found.sure >= SURE and letters and not (is_settled(turn, found) or _is_unsaid(turn, found))
        and not _is_of_other_gender(turn, found, letters)
    ]  # fmt: skip
    told = [(_as_said(turn, found), with_its_name(turn, found) or letters, sure) for found, letters, sure in told]
    for found, letters, sure in told:
        if sure >= _SURE_TO_MOVE:
            take_back(turn, found, letters)
    if turn.draft.removes:
        told = [item for item in told if not _is_of_who_went(item[0])]
    for found, letters, _ in sorted(told, key=lambda item: item[0].field in _DAYS_OF_NEWS):  # a day needs its news
        for letter in () if is_of_other(turn, found, letters) else letters:
            if not any(first <= found.first < last and letter == name for first, last, name in turn.not_of):
                _write(turn, letter, found, settled)
    drop_empty(turn)


def _write(turn: Turn, letter: str, found: Heard, settled: set[str]) -> None:
    if found.field == "remove":
        if found.sure >= SURE_TO_REMOVE and not turn.draft.removes:
            turn.draft.remove_letter(letter, said(turn, found))
    elif found.field in PATHS and not _is_open(turn, letter, found, settled):
        if (write := _WRITERS.get(found.field)) is not None:
            write(turn, letter, found)
        elif found.field not in _NOT_WRITTEN:
            _write_value(turn, letter_path(letter, PATHS[found.field]), found, settled)


def _is_open(turn: Turn, letter: str, found: Heard, settled: set[str]) -> bool:
    """The rules ask about the field, or have taken its value back; or it is the title of nobody by name."""
    path = letter_path(letter, PATHS[found.field])
    paths = {path, *(letter_path(letter, end) for end in _ENDS if path.endswith(_ENDS))}
    asked = any(question.field in paths and not question.assumed for question in turn.draft.questions)
    cleared = path in settled and any(c.op == "clear" and c.field == path for c in turn.draft.changes)
    return asked or cleared or (found.field == "acad" and turn.draft.is_unnamed(letter))


def _write_value(turn: Turn, path: str, found: Heard, settled: set[str]) -> None:
    value: object = found.value == "true" if found.value in {"true", "false"} else found.value
    if turn.draft.get(path) is None or (found.field in NEWS and _is_news(turn, path, found, settled)):
        turn.draft.set(path, value, said(turn, found))


def _is_of_who_went(found: Heard) -> bool:
    """ "drop Rafiq, he said no", "take out Merrill, he does not know me": of the one who was taken out."""
    return found.field in NEWS or (found.field == "knows" and found.value == "false")


def _as_said(turn: Turn, found: Heard) -> Heard:
    """ "she knows me super well": no attitude."""
    knows = _GROUPS["knows"]
    close = any(m.value is True and m.group == knows for m in turn.message.inside(found.first, found.last, knows))
    return replace(found, field="knows", value="true") if found.field == "attitude" and close else found


def _is_unsaid(turn: Turn, found: Heard) -> bool:
    """The words tell no such thing; "a rotation online" does not tell that nobody worked together."""
    negative = {turn.text(at) for at in range(found.first, found.last)} & turn.book.cues["negation"]
    if found.field == "setting" and found.value == "none" and not negative:
        return True
    if found.field == "setting" and not names_setting(turn, found):
        return True
    if found.value == "phd_researcher" and own_degree_in(turn, found.first - 1, found.last):
        return True
    if found.field == "spec" and tells_own_work(turn, found.first, found.last):
        return True
    return _is_said_otherwise(turn, found) or _is_denied(turn, found)


def _is_denied(turn: Turn, found: Heard) -> bool:
    """ "is not a program director", "he was my professor": no title of the writer."""
    before = {turn.text(at) for at in range(max(0, found.first - _REACH), found.first)}
    if found.field in {"lead", "prof", "acad", "site", "spec"} and before & turn.book.cues["negation"]:
        return True
    words = {turn.text(at) for at in range(max(0, found.first - 2), found.last)}
    if found.field == "lead" and words & turn.book.lists["addressing"]:
        return True  # "a letter with Dear Program Director"
    denied = bool(words & turn.book.cues["negation"])  # "nothing in the portal"
    place = (found.first, found.last)
    if found.value == "uploaded" and (denied or is_no_upload(turn, *place) or not sounds_like_one(turn, *place)):
        return True
    if is_no_asking(turn, found):
        return True
    if found.field == "knows" and found.value == "false" and is_often(turn, *place):
        return True
    if found.value in {"agreed", "declined"} and _is_no_answer(turn, found):
        return True
    if found.field in {"start", "end"} and _is_of_answer(turn, found):
        return True
    if found.field in _TOLD_OF and not _TOLD_OF[found.field](turn, found):
        return True
    if found.value == "declined" and (is_no_refusal(turn, *place) or turn.text(found.last - 1) == "yet"):
        return True
    if found.field == "remove" and (refuses(turn, *place) or is_weighed(turn, found.first)):
        return True
    if found.value == "declined" and words & turn.book.lists["heard_modals"]:
        return True  # "a version where she can also say no"
    return found.field == "acad" and turn.text(found.first - 1) in {"my", "our"}


def _is_of_other_gender(turn: Turn, found: Heard, letters: Sequence[str]) -> bool:
    """ "He is full professor", behind "Dr. Gerald Ostrander. Other one is Dr. Fatima Zaheer": not said of her."""
    if found.field not in _OF_THE_WRITER or turn.message.person is not None:
        return False  # "she waits for his answer" may be the applicant
    said = list(turn.message.inside(max(0, found.first - _REACH), found.first, "cue:he", "cue:she"))
    told = {gender_of(turn, letter) for letter in letters} - {""}
    return bool(said) and bool(told) and said[-1].group.removeprefix("cue:") not in told


def _is_said_otherwise(turn: Turn, found: Heard) -> bool:
    """ "I think he doesn't want to write it": a saying of another value, or of none, is told by these words."""
    said = [m for m in turn.message.sayings if m.first < found.last and found.first < m.last]
    if any(m.value == "research" for m in turn.message.inside(found.first, found.last, _GROUPS["setting"])):
        said = [m for m in said if m.value != CLINIC_TOO]  # "every week I go to his clinic with the research"
    if found.value == "agreed" and _hesitates_near(turn, found):
        return True
    return any(m.group == _GROUPS.get(found.field) and str(m.value).casefold() != found.value for m in said)


def _hesitates_near(turn: Turn, found: Heard) -> bool:
    """ "I'll see what I can do", he said: no yes, whatever verb it was said with."""
    near = range(found.first - _REACH_OF_ASKING, found.last + _REACH_OF_ASKING)
    return any(m.value == "hesitant" and (m.first in near or m.last in near) for m in turn.message.sayings)


def _is_no_answer(turn: Turn, found: Heard) -> bool:
    """The applicant's own words, a refusal denied, or praise."""
    own = any(is_own_answer(turn, at) for at in range(found.first, found.last))
    if found.value == "declined" and any(is_not_theirs(turn, at) for at in range(found.first, found.last)):
        return True
    before = {turn.text(at) for at in range(max(0, found.first - 2), found.first)}
    refused = found.value == "declined" and turn.text(found.first) in turn.book.lists["refusing"]
    if refused and before & turn.book.cues["negation"]:
        return True  # "she did not say no"
    return own or (found.value == "agreed" and (_is_praise(turn, found) or _is_able(turn, found)))


def _is_able(turn: Turn, found: Heard) -> bool:
    """ "she can write but her English is not good": nobody has said that she will."""
    words = [turn.text(at) for at in range(found.first, found.last)]
    said = {turn.text(at) for at in range(found.first - _REACH, found.last)}
    told = said & (turn.book.lists["saying_verbs"] | turn.book.lists["asking_told"])
    return any(pair in (("can", "write"), ("could", "write")) for pair in pairwise(words)) and not told


def _is_praise(turn: Turn, found: Heard) -> bool:
    """ "Murray said my ECG reading is good": what was said of the applicant, and no answer."""
    verb = next((at for at in range(found.first, found.last) if turn.text(at) in turn.book.lists["saying_verbs"]), None)
    if verb is None:
        return False
    at = verb + 1
    while turn.text(at) in {"me", "that", "to", "once", "always"}:
        at += 1
    letter = turn.message.has(at, at + _REACH + 1, "cue:letter")
    return turn.text(at) == "my" and not letter


def _is_of_answer(turn: Turn, found: Heard) -> bool:
    """ "agreed on July 14": no day of an experience."""
    replied = list(turn.message.inside(max(0, found.first - _REACH), found.first, "fact:status"))
    return bool(replied) and replied[-1].value in {"agreed", "declined"} and turn.text(found.first - 1) in {"on", "in"}


def _is_of_asking(turn: Turn, found: Heard) -> bool:
    """The words around tell that something was asked: "she taught me LP on 12 june" does not."""
    first, last = max(0, found.first - _REACH_OF_ASKING), found.last + _REACH_OF_ASKING
    told = {turn.text(at) for at in range(first, last)}
    return turn.message.has(first, last, "fact:status") or not turn.book.lists["asking_told"].isdisjoint(told)


def _is_of_upload(turn: Turn, found: Heard) -> bool:
    """The words around tell of a letter that came in: "on 30 August he told me to wait" does not."""
    first, last = max(0, found.first - _REACH_OF_ASKING), found.last + _REACH_OF_ASKING
    there = any(status.value == "uploaded" for status in turn.message.inside(first, last, "fact:status"))
    words = {turn.text(at) for at in range(first, last)}
    return there or not words.isdisjoint(turn.book.lists["upload_told"])


def _is_news(turn: Turn, path: str, found: Heard, settled: set[str]) -> bool:
    """The rules have not settled the field in this message, or only a step before: "I asked, of course she said"."""
    held, place = turn.draft.get(path), (found.value, found.first, found.last)
    if found.field == "status" and (is_past(turn, str(held), *place) or is_told_apart(turn, path, *place)):
        return False
    if path not in settled:
        return True
    steps = _STATUS.index(found.value) > _STATUS.index(held) if {found.value, held} <= set(_STATUS) else False
    return steps or (found.field == "status" and found.sure >= _SURE_OF_NEWS)


def _specialty(turn: Turn, letter: str, found: Heard) -> None:
    name = specialty_in(turn, found)
    if name is None:
        return
    if turn.draft.get(letter_path(letter, "writer.specialty")) is None:
        put_specialty(turn, letter, name, said(turn, found))
    doctor = turn.draft.get(letter_path(letter, "writer.title")) in {"Dr.", "Prof."}
    if doctor and turn.draft.get(letter_path(letter, "writer.profession")) is None:
        turn.draft.set(letter_path(letter, "writer.profession"), "physician", said(turn, found))


def _country(turn: Turn, letter: str, found: Heard) -> None:
    path, code = letter_path(letter, "writer.country"), country_in(turn, found)
    if turn.draft.get(path) is None and code is not None:
        turn.draft.set(path, code, said(turn, found))


def _weeks(turn: Turn, letter: str, found: Heard) -> None:
    amounts = amounts_in(turn, found)
    weeks = weeks_of(amounts[-1]) if amounts else None
    if weeks is not None and _is_length_of_newcomer(turn, letter, said(turn, found)):
        return
    if weeks is not None and turn.draft.get(letter_path(letter, "experience.weeks")) is None:
        put_weeks(turn, letter, weeks, said(turn, found))


def _is_length_of_newcomer(turn: Turn, letter: str, words: str) -> bool:
    """ "A hospital offered me a 4 week externship with Dr Feinberg": the one told before got none of it."""
    if letter not in turn.draft.before_ids or turn.message.text.count(words) != 1:
        return False
    paths = {letter_path(name, "experience.weeks") for name in turn.draft.added()}
    told = (change.words for change in turn.draft.changes if change.op == "set" and change.field in paths)
    return any(own in words or words in own for own in told)


def _day(turn: Turn, letter: str, found: Heard) -> None:
    path = letter_path(letter, PATHS[found.field])
    near = turn.message.inside(max(0, found.first - _REACH), found.last + _REACH, "date")
    days = [m for m in near if m.first < found.last and found.first < m.last]
    months = any(day.value.spans_months for day in days)
    if is_apart(turn, found.first, *(day.first for day in days)):
        return
    if months or turn.draft.get(path) is not None or any(
        _is_day_of(turn, letter, found.field, turn.said(day)) for day in days
    ):
        return
    readings = dates_in(turn, found)
    if path.endswith("_on"):
        _day_of_news(turn, path, found, readings)
    elif readings and not (path.endswith("end") and _is_start(turn, letter, found)):
        reading = readings[-1 if path.endswith("end") else 0]  # "6 to 31 july"
        past = side_of_day(turn, reading, *_told_beside(turn, found))
        set_date(turn, path, reading, said(turn, found), past=past)


def _is_day_of(turn: Turn, letter: str, field: str, words: str) -> bool:
    """The rules took a day of this message for something else: it is the day of one thing only, and of news ("she has
    uploaded hers on 20 June") the day of one writer."""
    paths = {letter_path(letter, PATHS[name]) for name in ("start", "end", "asked_on", "uploaded_on")}
    if field in _DAYS_OF_NEWS:
        paths |= {letter_path(name, PATHS[field]) for name in turn.draft.ids()}
    once = turn.message.text.count(words) == 1
    return once and any(c.op == "set" and c.field in paths and c.words == words for c in turn.draft.changes)


def _told_beside(turn: Turn, found: Heard) -> tuple[int, int]:
    """The tokens of the clause in which words were heard."""
    clause = next((one for one in turn.clauses if one.first <= found.first < one.last), None)
    return (clause.first, clause.last) if clause else (found.first, found.last)


def _is_start(turn: Turn, letter: str, found: Heard) -> bool:
    """ "8 weeks from april 13": the words already told the first day."""
    start = letter_path(letter, "experience.start")
    told = (change.words for change in turn.draft.changes if change.field == start and change.op == "set")
    return any(said(turn, found) in words or words in said(turn, found) for words in told if words)


def _day_of_news(turn: Turn, path: str, found: Heard, readings: Sequence[DateReading]) -> None:
    """A day that is over: "on 3 May", "this morning", "2 days ago"; one of more than half a year ago is another day."""
    if not is_day_of_news(turn, path, found.first):
        return
    counted = day_counted(turn, found.first, min(found.last + 1, len(turn.message.tokens)))
    words = set(words_in(turn, found))
    if counted is not None:
        turn.draft.set(path, counted[0].isoformat(), counted[1])
    elif readings:
        reading = readings[0]
        bare = not (reading.readings or reading.year) and reading.day
        before = nearest_past(reading.day, reading.month, turn.today) if bare else None
        if not bare or (before is not None and (turn.today - before).days * 2 < _YEAR):
            set_date(turn, path, reading, said(turn, found), past=True)
    elif words & turn.book.lists["heard_today"] and "last" not in words:
        turn.draft.set(path, turn.today.isoformat(), said(turn, found))
    elif "last" in words and "night" in words:
        turn.draft.set(path, (turn.today - timedelta(days=1)).isoformat(), said(turn, found))


_WRITERS: dict[str, Callable[[Turn, str, Heard], None]] = {
    "spec": _specialty, "country": _country, "weeks": _weeks,
    **dict.fromkeys(("start", "end", "asked_on", "uploaded_on"), _day),
}  # fmt: skip
_TOLD_OF: dict[str, Callable[[Turn, Heard], bool]] = {"asked_on": _is_of_asking, "uploaded_on": _is_of_upload}
