"""The unsent e-mail file and the link."""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace

import pytest

from assistant.drafting import draft, draft_to_eml, draft_to_mailto
from assistant.errors import InputError
from tests.drafting.people import TODAY, case


def test_eml_opens_as_an_unsent_draft_with_names_in_any_script() -> None:
    made = draft("request", case({"writer": {"name": "Иван, Петров"}}, name="李明"), "smith", TODAY)
    message = email.message_from_bytes(draft_to_eml(made), policy=email.policy.default)
    assert message["X-Unsent"] == "1"
    assert message["Date"] is None
    assert message["To"].addresses[0].display_name == "Dr. Иван, Петров"
    assert message["From"].addresses[0].display_name == "李明"
    assert "李明" in message.get_content()


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Chen Wei-Lin", "Chen"), ("Wei-Lin Chen", "Chen"), ("Park Ji-hoon", "Park"), ("Choi Hyun-Woo", "Choi"),
        ("Zhang Wei", "Zhang"), ("Robert Fields", "Fields"), ("Mary Chen-Lin", "Chen-Lin"),
        ("Kim Smith-Jones", "Smith-Jones"),
    ],
)  # fmt: skip
def test_writer_is_greeted_by_the_family_name(name: str, called: str) -> None:
    made = draft("request", case({"writer": {"name": name}}), "smith", TODAY)
    assert f"Dear Dr. {called},\n" in made.body


def test_address_of_another_script_survives() -> None:
    made = draft("request", case({"writer": {"email": "врач@пример.рф"}}), "smith", TODAY)
    assert "врач@пример.рф".encode() in draft_to_eml(made)


def test_unknown_address_leaves_the_header_out() -> None:
    made = draft("request", case({"writer": {"email": ...}}), "smith", TODAY)
    assert b"To:" not in draft_to_eml(made)
    assert draft_to_mailto(made).startswith("mailto:?subject=")
    assert any("no e-mail address of the writer" in note for note in made.notes)


def test_mailto_encodes_what_could_add_a_recipient() -> None:
    made = replace(draft("request", case(), "smith", TODAY), subject="Hi&bcc=evil@example.org", to="a?b&c@example.org")
    link = draft_to_mailto(made)
    assert link.startswith("mailto:a%3Fb%26c@example.org?subject=Hi%26bcc%3Devil%40example.org&body=Dear%20")
    assert "%0D%0A" in link


def test_script_is_said_and_not_sent() -> None:
    made = draft("script", case(), "smith", TODAY)
    for make in (draft_to_eml, draft_to_mailto):
        with pytest.raises(InputError, match="in person"):
            make(made)


def test_address_that_no_header_takes_is_bad_input() -> None:
    made = draft("request", case({"writer": {"email": "a..b[@example.org"}}), "smith", TODAY)
    with pytest.raises(InputError, match=r"writer\.email"):
        draft_to_eml(made)
