"""What must hold of every draft for any case."""

from __future__ import annotations

import email
import email.policy
from datetime import date
from urllib.parse import parse_qs, urlsplit

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.domain import Applicant
from assistant.drafting import KINDS, DraftOptions, check_draft, draft, draft_to_eml, draft_to_mailto
from assistant.drafting.case import LetterCase
from assistant.drafting.checks import case_texts
from assistant.errors import InputError
from tests.drafting.people import any_case, lines

TODAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))
NAMED = ("CV", "personal statement", "letter request", "strong letter", "deadline", "what you taught me", "busy", "name")
OPTIONS = st.builds(
    DraftOptions,
    shorter=st.booleans(),
    formal=st.booleans(),
    warmer=st.booleans(),
    mention=st.none() | lines.filter(lambda text: len(text) < 100),
    months_ago=st.none() | st.booleans(),
    second_request=st.none() | st.booleans(),
    barely_known=st.none() | st.booleans(),
    secretary=st.booleans(),
    without=st.lists(st.sampled_from(NAMED), max_size=3).map(tuple),
)


@settings(deadline=None)
@given(applicant=any_case(), kind=st.sampled_from(KINDS), today=TODAYS, options=OPTIONS)
def test_any_draft_keeps_every_promise(applicant: Applicant, kind: str, today: date, options: DraftOptions) -> None:
    try:
        made = draft(kind, applicant, "smith", today, options=options)
    except InputError as error:
        assert len(error.faults) == 1
        assert "fits, got" in str(error) or "hesitates" in str(error)
        return
    faults = check_draft(made, applicant, "smith", today, options=options)
    assert not [fault for fault in faults if not fault.startswith("body: must have")]  # long names make long bodies
    text = f"{made.subject}\n{made.body}"
    own = " ".join(case_texts(LetterCase(applicant, applicant.letter("smith"), today, options)))
    for trace in ("{{", "{%", "{#", "None", "Value(", "Undefined", "<assistant"):
        assert trace not in text or trace in own
    for trace in ("{{", "{%", "{#"):
        assert trace not in text
    assert "\n" not in made.subject
    assert "\r" not in text
    assert made.notes == tuple(dict.fromkeys(made.notes))
    assert draft(kind, applicant, "smith", today, options=options) == made


@settings(deadline=None)
@given(applicant=any_case(), kind=st.sampled_from([kind for kind in KINDS if kind != "script"]), today=TODAYS)
def test_no_header_can_be_injected(applicant: Applicant, kind: str, today: date) -> None:
    try:
        made = draft(kind, applicant, "smith", today)
        data = draft_to_eml(made)
    except InputError:
        return
    message = email.message_from_bytes(data, policy=email.policy.default)
    allowed = {"X-Unsent", "From", "To", "Subject", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"}
    assert set(message.keys()) <= allowed
    assert len(message.keys()) == len(set(message.keys()))
    assert str(message["Subject"]).split() == made.subject.split()
    assert message.get_content().replace("\r\n", "\n").rstrip("\n") == made.body
    recipients = [address.addr_spec for address in message["To"].addresses] if message["To"] else []
    assert recipients == ([made.to] if made.to else [])
    link = urlsplit(draft_to_mailto(made))
    query = parse_qs(link.query, keep_blank_values=True, strict_parsing=True)
    assert set(query) == {"subject", "body"}
    assert query["body"] == [made.body.replace("\n", "\r\n")]
