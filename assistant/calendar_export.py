"""The plan as an iCalendar file (RFC 5545) for Google Calendar, Outlook and Apple Calendar.

Every step is an all-day event whose UID comes from the applicant, the letter and the kind of step, never from the date:
importing a new export moves the events instead of doubling them. Each has an alarm at nine on the morning before, one
that is due already at nine on its own.
"""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from icalendar import Alarm, Calendar, Event

from assistant.domain import Applicant
from assistant.plan import Plan, Step, describe

PRODUCT = "-//Vouch//Letters of recommendation//EN"
_HEAD_BYTES = 300
CALENDAR_NAME = "Letters of recommendation"
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://vouch.invalid/plan")
_SEQUENCE_FROM = date(2000, 1, 1)
_MORNING_BEFORE, _SAME_MORNING = timedelta(hours=-15), timedelta(hours=9)


def to_calendar(plan: Plan, applicant: Applicant, today: date) -> bytes:
    """The bytes of an .ics file; `today` stamps the events, so that the same case and day give the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", CALENDAR_NAME)
    for step in plan.steps:
        calendar.add_component(_event(step, applicant, today))
    return bytes(calendar.to_ical())


def is_export(path: Path) -> bool:
    """Whether a file is empty or an earlier export, so that a new one may take its place."""
    try:
        if not path.is_file():  # to open a pipe would be to wait for it
            return False
        with path.open("rb") as stream:
            head = stream.read(_HEAD_BYTES)
    except (OSError, ValueError):
        return False
    return not head or (head.startswith(b"BEGIN:VCALENDAR") and PRODUCT.encode() in head)


def event_uid(step: Step, applicant: Applicant) -> str:
    """The UID of a step's event: the same in every export of this applicant's plan, and telling nothing about them."""
    owner = applicant.name or applicant.email or applicant.aamc_id or ""  # what is known first stays the owner
    return f"{uuid.uuid5(_NAMESPACE, repr((owner, step.letter, step.action, step.stage)))}@vouch.invalid"


def _event(step: Step, applicant: Applicant, today: date) -> Event:
    words = describe(step, applicant)
    event = Event()
    event.add("uid", event_uid(step, applicant))
    event.add("dtstamp", datetime.combine(today, time(), UTC))
    event.add("sequence", max((today - _SEQUENCE_FROM).days, 0))
    event.add("dtstart", step.on)
    if step.on < date.max:
        event.add("dtend", step.on + timedelta(days=1))
    event.add("summary", words.title)
    event.add("description", words.detail)
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", words.title)
    alarm.add("trigger", _MORNING_BEFORE if step.on > today else _SAME_MORNING)
    event.add_component(alarm)
    return event
