"""Whether a letter can still come in time: "rotation in august, too late?", "is it the time now", "now or wait"."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from pydantic import ValidationError

from assistant.agent.builtin.case_words import applicant_of, writer_in_words
from assistant.agent.builtin.cues import has_cue
from assistant.agent.builtin.draft_letter import letter_of, letter_spoken_of, letters_named, open_letters
from assistant.agent.builtin.own_dates import word_when
from assistant.agent.builtin.own_flags import own_texts
from assistant.agent.builtin.own_letters import OwnAsk, letters_meant, orders_text
from assistant.agent.builtin.own_order import is_ahead
from assistant.agent.builtin.own_season import in_season, own_deadline, season_assumed
from assistant.agent.builtin.parts import Told, asks, sentences
from assistant.agent.builtin.word import said_fact
from assistant.audit.figures import DAYS_PER_WEEK, load_figures
from assistant.audit.schedule import asking_days
from assistant.casebook import CaseUpdate
from assistant.domain import Experience
from assistant.plan import backup_writers
from assistant.retrieval.normalise import normalise

_WAITED_FOR = frozenset({"asked", "agreed", "uploaded", "declined"})
_TIGHT_STAGE = 2  # of the reminders: a stay that ends after that day leaves no room for them
_MONTHS = {name.lower(): number for names in (calendar.month_name, calendar.month_abbr)
           for number, name in enumerate(names) if number}  # fmt: skip
_AHEAD = re.compile(
    rf"\b(?:in|during|through|from|start\w*|begin\w*|next|this|of|to) (?:the )?(?:{'|'.join(_MONTHS)})\b"
    rf"(?: (?:and|to|till|until|through) (?:{'|'.join(_MONTHS)})\b)?"
)
_DUE = re.compile(r"\b(?:for|by|before|until|till) (?:the )?(?:september|sept|sep)\b")


@dataclass(frozen=True, slots=True)
class _Stay:
    """A time with a writer that lies ahead: its last day, at the latest, and the first day for asking, where known."""

    what: str
    end: date
    first: date | None
    exact: bool


def asked_in_time(text: str, update: CaseUpdate, today: date) -> OwnAsk | None:
    """The letter whose time is asked about; none in it where it is a new one: "is it late for one more US letter"."""
    asked = " ".join(part for part in sentences(text) if asks(part)) or text
    plain = Told.by(update).masked(asked)
    if orders_text(text) or not update.case.get("letters"):
        return None
    if has_cue("apply_or_wait", plain) or _of_rotation(plain):
        return OwnAsk("in_time")
    if has_cue("in_time_not", plain):
        return None
    if has_cue("asks_in_time", plain):
        return _coming(asked, text, update, today)
    if not has_cue("asks_if_now", plain):
        return None
    letter = _spoken_of(text if letters_named(text, update) else asked, update)
    meant = [letter] if letter else [str(item["id"]) for item in open_letters(update.case)]
    still = tuple(name for name in meant if letter_of(update.case, name).get("status") not in _WAITED_FOR)
    return OwnAsk("when", still) if still else None


def _of_rotation(asked: str) -> bool:
    """Whether a new rotation is thought of: "should I do one more in August"."""
    return has_cue("asks_for_rotation", asked) and not has_cue("asks_for_rotation_not", asked)


def _coming(asked: str, text: str, update: CaseUpdate, today: date) -> OwnAsk | None:
    """The letter that is to come, or a new one; None where the letter that is meant is of a time that is over."""
    new = has_cue("new_letter", asked) and not letters_named(asked, update)
    told = update.added[0] if len(update.added) == 1 else ""
    letter = "" if new else _spoken_of(asked, update) or told
    if letter:
        ahead = is_ahead(letter_of(update.case, letter), today) or _month(letter, text, update, today)
        return OwnAsk("in_time", (letter,)) if ahead else None
    return OwnAsk("in_time") if new else None


def _spoken_of(asked: str, update: CaseUpdate) -> str:
    """The letter that a question names or means by "he" or "it"; of a short one, that which is spoken of."""
    letters = letters_meant(asked, update)
    return letters[0] if len(letters) == 1 else "" if letters else letter_spoken_of("", update)


def _month(letter: str, text: str, update: CaseUpdate, today: date) -> date | None:
    """The last day of the month that is told of a stay without its days: "another rotation in august"."""
    held = letter_of(update.case, letter).get("experience", {})
    if letter and {"start", "end"} & held.keys():
        return None
    waiting = update.memory.get("pending", {}).get("months", {}) if letter else {}
    words = next((str(said) for path, said in waiting.items() if path.startswith(f"letters[{letter}].")), "")
    said = f"in {words}" if words else next((part for part in _parts(text) if not letter or _is_of(part, update)), "")
    found = _AHEAD.search(_DUE.sub(" ", normalise(said)))
    month = _MONTHS.get(found[0].split()[-1], 0) if found else 0
    if not month:
        return None
    year = today.year + (month < today.month)
    return date(year, month, calendar.monthrange(year, month)[1])


def _parts(text: str) -> list[str]:
    return [part for part in sentences(text) if _AHEAD.search(_DUE.sub(" ", normalise(part)))]


def _is_of(part: str, update: CaseUpdate) -> bool:
    """Whether a sentence tells of the letter that the message adds."""
    told = [normalise(change.words) for change in update.changes if change.op == "add_letter"]
    return any(words and words in normalise(part) for words in told)


def word_in_time(own: OwnAsk, text: str, update: CaseUpdate, today: date, report: Mapping[str, Any] | None) -> str:
    """Yes, tight or no in one line with the days it goes by; then what to do about it."""
    stay = None if has_cue("apply_or_wait", text) else _stay(own, text, update, today)
    lines = list(_of_stay(stay, own, update, today) if stay else _of_new(update, today, report))
    first, *rest = [*(list(_worth_it(report)) if report and _of_rotation(text) else []), *lines]
    assumed = season_assumed(update.case, today)
    return "\n\n".join(filter(None, [first, "\n".join(f"- {line}" for line in rest), assumed]))


def word_now(
    own: OwnAsk, text: str, update: CaseUpdate, today: date, timeline: Mapping[str, Any] | None
) -> str:
    """ "When do I ask her", "is it the time now": the days for asking, and that the upload may come later."""
    later = own_texts()["time"]["upload"].text().format(deadline=own_deadline(update.case, today))
    waits = has_cue("asks_if_now", text) and has_cue("of_the_upload", text)
    return "\n\n".join(filter(None, [word_when(own, text, update, today, timeline), later if waits else ""]))


def _stay(own: OwnAsk, text: str, update: CaseUpdate, today: date) -> _Stay | None:
    letter = own.letters[0] if own.letters else ""
    texts = own_texts()["time"]
    who = writer_in_words(letter, update.case) if letter else ""
    if end := _month(letter, text, update, today):
        key = "with" if letter else "rotation"
        return _Stay(texts[key].text().format(who=who, month=f"{end:%B}"), end, None, False)
    try:
        seen = Experience.model_validate(letter_of(update.case, letter).get("experience", {}))
    except ValidationError:
        return None
    weeks = load_figures().rotation_weeks_min
    last = seen.last_day or (seen.first_day and seen.first_day + timedelta(weeks=weeks))
    return _Stay(texts["with"].text().format(who=who), last, asking_days(seen)[0], True) if last else None


def _of_stay(stay: _Stay, own: OwnAsk, update: CaseUpdate, today: date) -> Iterator[str]:
    texts, deadline = own_texts()["time"], own_deadline(update.case, today)
    tight = next(window for window in load_figures().follow_ups if window.stage == _TIGHT_STAGE)
    room = (deadline - stay.end).days
    key = "late" if room < 0 else "tight" if room <= -tight.first else "yes"
    end = texts["exact" if stay.exact else "at_latest"].text().format(end=stay.end.isoformat())
    yield texts[key].text().format(what=stay.what, end=end, deadline=deadline.isoformat())
    who = writer_in_words(own.letters[0], update.case) if own.letters else texts["writer"].text()
    said = texts["ask_on" if stay.first else "ask_early"].text()
    yield said.format(who=who, first=stay.first, end=stay.end.isoformat(), deadline=deadline.isoformat())
    if key != "yes":
        yield f"{said_fact('OFF-LATE-ARRIVAL', today)} {texts['behind'].text()}"
    yield from _others(own, update, today)


def time_left(case: Mapping[str, Any], today: date) -> str:
    """How long is left, and by when a rotation would have to begin."""
    texts, deadline = own_texts()["time"], own_deadline(case, today)
    least = load_figures().rotation_weeks_min
    weeks, latest = (deadline - today).days // DAYS_PER_WEEK, deadline - timedelta(weeks=least)
    key = "over" if deadline < today else "left" if latest > today else "short"
    return texts[key].text().format(weeks=weeks, deadline=deadline.isoformat(), least=least, latest=latest.isoformat())


def _of_new(update: CaseUpdate, today: date, report: Mapping[str, Any] | None) -> Iterator[str]:
    """How long is left, by when a rotation would have to begin, and which letter would help most."""
    yield time_left(update.case, today)
    if report and (addition := report.get("best_addition")):
        yield own_texts()["seeks"]["addition"].text().format(addition=addition["describe"])
    yield from _others(OwnAsk("in_time"), update, today)


def _worth_it(report: Mapping[str, Any]) -> Iterator[str]:
    """Whether one more US rotation would help, by the number of US clinical letters."""
    us, wanted = report["targets"][0]["us_clinical"], load_figures().us_clinical_min
    yield own_texts()["time"]["enough" if us >= wanted else "more"].text().format(us=us)


def _others(own: OwnAsk, update: CaseUpdate, today: date) -> Iterator[str]:
    """Whom to ask already, beside the one who cannot be asked yet."""
    applicant = applicant_of(in_season(update.case, today))
    if applicant is None:
        return
    ready = [
        ident for ident in backup_writers(applicant, today)
        if ident not in own.letters and not is_ahead(letter_of(update.case, ident), today)
    ]  # fmt: skip
    if ready:
        who = ", ".join(writer_in_words(ident, update.case) for ident in ready)
        yield own_texts()["time"]["others"].text().format(who=who)
