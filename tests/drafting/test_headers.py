"""Names and subjects in the headers of the e-mail file: exactly one recipient, no header but ours, the name comes back."""

from __future__ import annotations

import email
import email.policy
import re
from email.header import decode_header, make_header
from email.utils import parseaddr

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assistant.drafting import Draft, DraftOptions, draft, draft_to_eml
from assistant.errors import InputError
from tests.drafting.people import TODAY, case

OURS = ["X-Unsent", "From", "To", "Subject", "Content-Type", "Content-Transfer-Encoding", "MIME-Version"]
HIDDEN = "=?utf-8?q?Ann=0D=0ABcc=3A_thief=40evil.example?="
SEVERAL = [
    "Karen O'Leary, thief@evil.example, Professor of Medicine and Chair of Internal Medicine",
    "Margaret Anne Fitzgerald-Montgomery, M.D., Ph.D., F.A.C.P., Professor of Medicine",
    "Chair: Ann Lee; thief@evil.example; Bob Lee <thief@evil.example>; and all of the Department of Medicine",
]
LONG = [
    "محمد بن عبد الله بن عبد الرحمن الأنصاري الخزرجي",
    "Συμεωνίδης-Παπαδόπουλος Κωνσταντίνος",
    "Dr. Ünal Öztürk, M.D., F.A.C.P., Professor of Medicine and Chair of the Department",
]
SHORT = [
    "Ann Lee",
    "李明",
    "Nguyễn Thị Ánh",
    "Иван, Петров",
    "O'Brien-Smith, MD",
    'Ann "Annie" Lee',
    "Ann\\",
    "é (x) <y>",
]
hostile = st.lists(
    st.sampled_from([*SEVERAL, *LONG, *SHORT, HIDDEN, "=?utf-8?q?evil?=", "=?", "?=", "<", ">", ",", ";", ":", '"', "é@x"])
    | st.text(st.characters(codec="utf-8"), min_size=1, max_size=40),
    min_size=1, max_size=6,
).map(" ".join)  # fmt: skip


def made(**changes: str | None) -> Draft:
    plain = {"to": "lee@example.org", "sender_email": "amina@example.org", "to_name": "Ann Lee", "sender_name": "Amina"}
    values = {**plain, **changes}
    return Draft("request", None, values["to"], values.get("subject") or "A letter", "Dear Dr. Lee,", (), (), (), (),
                 values["to_name"], values["sender_name"], values["sender_email"])  # fmt: skip


def read(message: Draft) -> email.message.EmailMessage:
    return email.message_from_bytes(draft_to_eml(message), policy=email.policy.default)


def name_by_rfc(message: Draft, header: str = "To") -> str:
    """The display name as a reader takes it that follows RFC 2047 and RFC 5322 to the letter."""
    raw = email.message_from_bytes(draft_to_eml(message))[header]
    name, _ = parseaddr(re.sub(r"\r\n", "", raw))
    if "<" not in raw:
        return ""
    return name if raw.startswith('"') else str(make_header(decode_header(raw[: raw.rindex("<")].strip())))


@settings(deadline=None, max_examples=200)
@given(name=hostile, subject=hostile)
@example(name=HIDDEN, subject=HIDDEN)
@example(name="李" * 300, subject="李" * 300)
@example(name="a" * 300, subject="a" * 300)
def test_any_name_gives_one_recipient_and_comes_back(name: str, subject: str) -> None:
    letter = made(to_name=name, sender_name=name, subject=subject)
    message, shown = read(letter), re.sub(r"[\x00-\x1f\x7f-\x9f]", "", name)
    assert message.keys() == OURS
    for header, address in (("To", letter.to), ("From", letter.sender_email)):
        assert [found.addr_spec for found in message[header].addresses] == [address]
        assert name_by_rfc(letter, header) == shown or shown.isspace()
        assert "".join(message[header].addresses[0].display_name.split()) == "".join(shown.split())
    plain = " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", subject).split())
    assert message["Subject"] == plain
    head, _, _ = draft_to_eml(letter).partition(b"\r\n\r\n")
    assert all(len(line) <= 76 for line in head.split(b"\r\n") if b"=?" in line)


@pytest.mark.parametrize("name", [HIDDEN, "=?utf-8?q?evil?="])
@pytest.mark.parametrize("who", ["writer", "applicant", "secretary"])
def test_a_name_that_looks_encoded_stays_text(name: str, who: str) -> None:
    chosen = DraftOptions(secretary=True, secretary_name=name, secretary_email="s@example.org")
    options = chosen if who == "secretary" else DraftOptions()
    letter = {"writer": {"name": name, "title": ...}} if who == "writer" else {}
    applicant = case(letter, name=name) if who == "applicant" else case(letter)
    message = read(draft("request", applicant, "smith", TODAY, options=options))
    assert message.keys() == OURS
    header = message["From" if who == "applicant" else "To"]
    shown = header.addresses[0].display_name.replace(" ", "")  # a long word comes in pieces, which this reader parts
    assert shown == (f"Dr.{name}" if who == "writer" else name)


@pytest.mark.parametrize("name", SEVERAL)
def test_a_long_name_with_commas_is_one_recipient(name: str) -> None:
    for letter in (made(to_name=name), made(sender_name=name)):
        message = read(letter)
        addresses = (*message["To"].addresses, *message["From"].addresses)
        assert {found.addr_spec for found in addresses} == {"lee@example.org", "amina@example.org"}
        assert name in {found.display_name for found in addresses}


@pytest.mark.parametrize("name", SHORT)
def test_a_short_name_in_any_script_is_read_exactly(name: str) -> None:
    assert read(made(to_name=name))["To"].addresses[0].display_name == name


@pytest.mark.parametrize("name", LONG)
def test_a_long_name_in_any_script_keeps_its_spaces(name: str) -> None:
    letter = made(to_name=name)
    assert name_by_rfc(letter) == name
    assert read(letter)["To"].addresses[0].display_name.split() == name.split()


@pytest.mark.parametrize("targets", [["internal_medicine"], ["internal_medicine", "family_medicine"]])
def test_the_subject_of_a_packet_begins_on_its_own_line_and_comes_back(targets: list[str]) -> None:
    letter = draft("packet", case({"status": "agreed"}, targets=targets), "smith", TODAY)
    assert b"\r\nSubject: For your letter: my Internal Medicine" in draft_to_eml(letter)
    raw = email.message_from_bytes(draft_to_eml(letter))["Subject"]
    assert str(make_header(decode_header(raw))).replace("\r\n", "") == read(letter)["Subject"] == letter.subject


@pytest.mark.parametrize(
    "address", ["=?utf-8?q?a=0D=0ABcc=3Ax?=@example.org", "a=?utf-8?q?b?=@example.org", "é,b@example.org", "é@x<y"]
)
def test_an_address_that_reads_as_another_is_bad_input(address: str) -> None:
    with pytest.raises(InputError, match="cannot stand in an e-mail header"):
        draft_to_eml(made(to=address))


def test_an_address_of_another_script_has_its_name_beside_it() -> None:
    letter = made(to="врач@пример.рф", to_name="Иван, Петров")
    assert "<врач@пример.рф>".encode() in draft_to_eml(letter)
    assert read(letter)["To"].addresses[0].display_name == "Иван, Петров"
