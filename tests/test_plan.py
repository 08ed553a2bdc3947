"""The dated plan and its calendar."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from assistant.audit import audit
from assistant.calendar_export import event_uid, to_calendar
from assistant.domain import Applicant, parse_applicant
from assistant.plan import describe, plan
from tests.audit.letters import applicant_from
from tests.domain.strategies import DAYS, applicants

FOUR_WEEKS = {"weeks": None, "start": "2027-03-01", "end": "2027-03-28"}
EIGHT_WEEKS = {"weeks": None, "start": "2027-03-01", "end": "2027-04-25"}


def steps(today: str, *letters: dict, **applicant) -> list[tuple]:
    case = applicant_from({**applicant, "letters": [{"like": "us", "id": "a", **letter} for letter in letters]})
    return [
        (step.on.isoformat(), step.until and step.until.isoformat(), step.action, step.stage)
        for step in plan(case, date.fromisoformat(today)).steps
    ]


FOLLOW_UPS = [
    ("2027-07-21", "2027-08-04", "follow-up", 1),
    ("2027-08-18", "2027-08-24", "follow-up", 2),
    ("2027-08-25", "2027-09-01", "follow-up", 3),
    ("2027-09-01", None, "deadline", None),
]


def test_an_idea_is_asked_on_the_first_day_of_its_window_then_followed_up() -> None:
    ask = ("2027-04-12", "2027-04-25", "ask", None)
    assert steps("2027-03-01", {"status": "idea", "experience": EIGHT_WEEKS}) == [ask, *FOLLOW_UPS]
    ask = ("2027-03-15", "2027-03-28", "ask", None)
    assert steps("2027-03-01", {"status": "idea", "experience": FOUR_WEEKS}) == [ask, *FOLLOW_UPS]


def test_an_open_window_and_an_overdue_ask_are_dated_today() -> None:
    idea = {"status": "idea", "experience": EIGHT_WEEKS}
    assert steps("2027-04-20", idea)[0] == ("2027-04-20", "2027-04-25", "ask", None)
    assert steps("2027-05-20", idea)[0] == ("2027-05-20", None, "ask", None)


def test_the_packet_goes_out_today_once_agreed() -> None:
    assert steps("2027-05-20", {"status": "agreed"}) == [("2027-05-20", None, "packet", None), *FOLLOW_UPS]


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2027-07-20", FOLLOW_UPS),
        ("2027-07-21", FOLLOW_UPS),
        ("2027-08-04", [("2027-08-04", "2027-08-04", "follow-up", 1), *FOLLOW_UPS[1:]]),
        ("2027-08-05", FOLLOW_UPS[1:]),
        ("2027-08-24", [("2027-08-24", "2027-08-24", "follow-up", 2), *FOLLOW_UPS[2:]]),
        ("2027-08-25", FOLLOW_UPS[2:]),
        ("2027-09-01", [("2027-09-01", "2027-09-01", "follow-up", 3), FOLLOW_UPS[3]]),
        ("2027-09-02", [("2027-09-02", None, "backup", None)]),
    ],
)
def test_follow_ups_move_with_their_windows(today: str, expected: list) -> None:
    assert steps(today, {"status": "asked"}) == expected


def test_nobody_is_reminded_within_a_week_of_being_asked() -> None:
    first = steps("2027-07-20", {"status": "asked", "asked_on": "2027-07-18"})[0]
    assert first == ("2027-07-26", "2027-08-04", "follow-up", 1)


def test_a_late_letter_has_a_backup_step_that_names_whom_to_ask() -> None:
    late = {"like": "us", "id": "late", "status": "asked", "writer": {"name": "Ann Late"}}
    spare = {"like": "us", "id": "spare", "status": "idea", "writer": {"name": "Bo Spare"}}
    case, today = applicant_from({"letters": [late, spare]}), date(2027, 9, 2)
    backups = [step for step in plan(case, today).steps if step.action == "backup"]
    assert [(step.letter, step.on) for step in backups] == [("late", today), ("spare", today)]
    assert "best first: Bo Spare." in describe(backups[0], case).detail
    assert "best first" not in describe(backups[1], case).detail


def test_thanks_the_day_after_the_upload_and_not_later() -> None:
    uploaded = {"status": "uploaded", "uploaded_on": "2027-08-10"}
    deadline = FOLLOW_UPS[-1]
    assert steps("2027-08-10", uploaded) == [("2027-08-11", None, "thank-you", None), deadline]
    assert steps("2027-08-11", uploaded) == [("2027-08-11", None, "thank-you", None), deadline]
    assert steps("2027-08-12", uploaded) == [deadline]


def test_letters_that_are_not_usable_have_no_steps() -> None:
    for letter in ({"status": "declined"}, {"attitude": "hesitant"}, {"recommends_for": ["psychiatry"]}):
        assert steps("2027-03-01", {"status": "asked", **letter}) == [FOLLOW_UPS[-1]]


def test_without_letters_the_deadline_stands_alone() -> None:
    assert steps("2027-03-01") == [FOLLOW_UPS[-1]]
    assert steps("2027-09-02") == []
    assert len(plan(applicant_from({}), date(2027, 3, 1)).steps) == 1


def test_without_a_deadline_there_is_one_question_and_nothing_dated_from_it() -> None:
    case = applicant_from(
        {
            "application_year": None,
            "letters": [
                {"like": "us", "id": "a", "status": "asked"},
                {"like": "us", "id": "b", "status": "agreed"},
                {"like": "us", "id": "c", "status": None},
            ],
        }
    )
    found = plan(case, date(2027, 3, 1))
    assert [step.action for step in found.steps] == ["packet"] and len(found.questions) == 1
    assert "application_year" in found.questions[0]


def test_an_unknown_status_and_an_unknown_rotation_are_asked() -> None:
    case = applicant_from(
        {"letters": [{"like": "us", "id": "a", "status": None}, {"like": "us", "id": "b", "status": "idea"}]}
    )
    questions = plan(case, date(2027, 3, 1)).questions
    assert len(questions) == 2 and "status" in questions[0] and "start" in questions[1]


@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(applicants(), DAYS)
def test_nothing_is_dated_in_the_past_and_the_report_holds_the_same_steps(applicant: Applicant, today: date) -> None:
    found = plan(applicant, today)
    assert found.steps == audit(applicant, today).next
    assert all(step.on >= today and (step.until is None or step.until >= step.on) for step in found.steps)
    assert [step.on for step in found.steps] == sorted(step.on for step in found.steps)
    for step in found.steps:
        words = describe(step, applicant)
        assert words.title and words.detail and "{" not in words.title + words.detail


@pytest.mark.parametrize("today", [date.min, date.max])
def test_the_ends_of_the_calendar_do_no_harm(today: date) -> None:
    case = applicant_from({"letters": [{"like": "us", "id": "a", "status": "agreed", "experience": FOUR_WEEKS}]})
    assert plan(case, today).steps and audit(case, today).targets
    assert Calendar.from_ical(to_calendar(plan(case, today), case, today)).walk("VEVENT")


def awkward() -> Applicant:
    return parse_applicant(
        {
            "targets": ["IM"],
            "application_year": 2027,
            "aamc_id": "1",
            "letters": [
                {
                    "id": "a",
                    "writer": {"name": "Smith; Jones, \\ 李雷 " + "x" * 90, "title": "Dr."},
                    "status": "asked",
                }
            ],
        }
    )


def content_lines(data: bytes) -> list[tuple[str, str]]:
    """Name (with parameters) and value of each content line, read by RFC 5545, section 3.1, alone."""
    assert data.endswith(b"\r\n") and b"\n" not in data.replace(b"\r\n", b"") and b"\r" not in data.replace(b"\r\n", b"")
    lines = data.removesuffix(b"\r\n").split(b"\r\n")
    assert all(len(line) <= 75 and line.decode("utf-8") for line in lines)  # no letter is cut in two
    whole = b"\r\n".join(lines).replace(b"\r\n ", b"").decode("utf-8").split("\r\n")
    return [(name, value) for name, _, value in (line.partition(":") for line in whole)]


def text_of(value: str) -> str:
    """What an escaped text value says (RFC 5545, section 3.3.11); an unescaped separator is an error."""
    assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", value)
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def test_the_calendar_obeys_the_standard_line_by_line() -> None:
    case, today = awkward(), date(2027, 7, 21)
    found = plan(case, today)
    lines = content_lines(to_calendar(found, case, today))
    names = [name for name, _ in lines]
    assert lines[0] == ("BEGIN", "VCALENDAR") and lines[-1] == ("END", "VCALENDAR")
    assert ("VERSION", "2.0") in lines and ("METHOD", "PUBLISH") in lines and names.count("PRODID") == 1
    events = "\n".join(":".join(line) for line in lines).split("BEGIN:VEVENT")[1:]
    assert len(events) == len(found.steps) == 4
    for event, step in zip(events, found.steps, strict=True):
        own, alarm = event.split("BEGIN:VALARM")
        given = dict(line.split(":", 1) for line in own.strip().split("\n"))
        assert given["DTSTART;VALUE=DATE"] == f"{step.on:%Y%m%d}" and given["DTSTAMP"] == "20270721T000000Z"
        assert re.fullmatch(r"[0-9a-f-]{36}@vouch\.invalid", given["UID"]) and int(given["SEQUENCE"]) > 0
        assert text_of(given["SUMMARY"]) == describe(step, case).title
        assert text_of(given["DESCRIPTION"]) == describe(step, case).detail
        trigger = "PT9H" if step.on == today else "-PT15H"  # nine in the morning: of the day itself, or before it
        assert "\nACTION:DISPLAY\n" in alarm and f"\nTRIGGER:{trigger}\n" in alarm and "\nDESCRIPTION:" in alarm


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(applicants(), DAYS, st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=120))
def test_any_name_keeps_to_the_standard_and_no_two_events_are_one(applicant: Applicant, today: date, name: str) -> None:
    letters = tuple(
        letter.model_copy(update={"writer": letter.writer.model_copy(update={"name": name.strip() or "x"})})
        for letter in applicant.letters or ()
    )
    case = applicant.model_copy(update={"letters": letters})
    found = plan(case, today)
    lines = content_lines(to_calendar(found, case, today))
    assert [text_of(value) for key, value in lines if key == "SUMMARY"] == [describe(s, case).title for s in found.steps]
    uids = [value for key, value in lines if key == "UID"]
    assert len(uids) == len(set(uids)) == len(found.steps)


def test_the_events_stay_the_same_when_more_of_the_applicant_is_told() -> None:
    case, today = applicant_from({"name": "Amina Rahman", "letters": [{"like": "us", "id": "a"}]}), date(2027, 3, 1)
    told = case.model_copy(update={"aamc_id": "12345678", "email": "amina@example.org", "home_country": "PK"})
    step = plan(case, today).steps[0]
    assert event_uid(step, case) == event_uid(step, told)
    assert event_uid(step, case) != event_uid(step, case.model_copy(update={"name": "Bo Li"}))
    assert "Amina" not in event_uid(step, case)


def test_the_calendar_can_be_read_is_folded_and_escaped() -> None:
    case, today = awkward(), date(2027, 3, 1)
    data = to_calendar(plan(case, today), case, today)
    assert data == to_calendar(plan(case, today), case, today)
    lines = data.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines) and b"\n" not in b"".join(lines)
    events = Calendar.from_ical(data).walk("VEVENT")
    assert len(events) == 4 and case.letter("a").writer_label in str(events[0]["summary"])
    for event in events:
        assert event["uid"] and event["dtstamp"] and event["dtend"].dt - event["dtstart"].dt == timedelta(days=1)
        assert [alarm["action"] for alarm in event.walk("VALARM")] == ["DISPLAY"]


def test_a_new_export_updates_the_same_events() -> None:
    case, moved = awkward(), awkward().model_copy(update={"deadline": date(2027, 9, 10)})
    old = Calendar.from_ical(to_calendar(plan(case, date(2027, 3, 1)), case, date(2027, 3, 1))).walk("VEVENT")
    new = Calendar.from_ical(to_calendar(plan(moved, date(2027, 3, 2)), moved, date(2027, 3, 2))).walk("VEVENT")
    assert [event["uid"] for event in old] == [event["uid"] for event in new]
    assert len({event["uid"] for event in old}) == len(old)
    assert all(
        a["sequence"] < b["sequence"] and a["dtstart"].dt < b["dtstart"].dt for a, b in zip(old, new, strict=True)
    )
