"""No wish and no order about a text moves a letter's status, and a plain denial takes back what was noted."""

from __future__ import annotations

import pytest

from assistant import Advisor
from evals.drafting_talk import written
from tests.agent.talks import noted, talk

NOVAK = "letters[novak].status"


@pytest.mark.parametrize(("first", "wish"), [
    ("Dr. Novak agreed.", "Kindly give me polite mail for Dr. Novak so that she upload."),
    ("Dr. Novak agreed.", "Please write Dr. Novak again so the letter gets uploaded"),
    ("Dr. Novak agreed.", "remind him to get it in ERAS"),
    ("Dr. Novak agreed. write a reminder", "drop the thing about which email in eras"),
    ("Dr. Novak agreed. write a reminder", "leave out that his letter is in eras"),
    ("I am on week 2 of 6 with Dr. Novak.", "write a short note to tell her I'd like a letter in the future"),
])  # fmt: skip
def test_what_is_only_wished_tells_no_status(advisor: Advisor, first: str, wish: str) -> None:
    _, reply = talk(advisor, first, wish)
    assert noted(reply).get(NOVAK) not in {"uploaded", "declined"}
    assert written(reply)[0] not in {"thank-you", "gracious-decline"}


@pytest.mark.parametrize(("first", "told", "status"), [
    ("Dr. Novak declined.", "he never declined", None),
    ("Dr. Novak declined.", "it's wrong, he has not refused", None),
    ("Dr. Novak declined.", "no, he did not decline! he said yes", "agreed"),
    ("Dr. Novak uploaded his letter.", "sorry I was wrong, he hasn't uploaded anything", None),
    ("Dr. Novak uploaded his letter.", "no no it's not uploaded, I said he agreed", "agreed"),
    ("Dr. Novak uploaded his letter.", "I never said it is uploaded", None),
    ("Dr. Novak agreed.", "he didn't agree yet", None),
])  # fmt: skip
def test_a_plain_denial_takes_a_status_back(advisor: Advisor, first: str, told: str, status: str | None) -> None:
    _, reply = talk(advisor, first, told)
    assert noted(reply)[NOVAK] == status
    assert written(reply)[0] not in {"thank-you", "gracious-decline"}


@pytest.mark.parametrize(("first", "wish", "kind"), [
    ("Dr. Novak uploaded his letter.", "no, her letter is not in ERAS. write a reminder", "follow-up"),
    ("Dr. Novak declined. write a reply",
     "he didnt decline!! I wanted to decline. he said yes in may. just a gentle reminder pls", "follow-up"),
    ("Dr. Novak declined. write a reply", "wait, she has not refused. send the packet note", "packet"),
])  # fmt: skip
def test_behind_a_denial_the_text_that_is_asked_for_is_written(
    advisor: Advisor, first: str, wish: str, kind: str
) -> None:
    _, reply = talk(advisor, first, wish)
    assert written(reply)[0] == kind


@pytest.mark.parametrize(("told", "status"), [
    ("Dr. Novak uploaded it yesterday, write her a thank you", "uploaded"),
    ("Dr. Novak's letter is in ERAS", "uploaded"),
    ("Dr. Novak declined, he is too busy", "declined"),
    ("Dr. Novak sent it to ERAS so that I can relax", "uploaded"),
])  # fmt: skip
def test_what_is_told_is_still_noted(advisor: Advisor, told: str, status: str) -> None:
    _, reply = talk(advisor, "Dr. Novak agreed.", told)
    assert noted(reply)[NOVAK] == status


@pytest.mark.parametrize("wish", [
    "how do i tell dr novak that i dont need his letter anymore?",
    "I'd like to decline his letter, how do I write that",
    "I have to say no to Dr. Novak",
    "decline gracefully to dr novak, say i have found enough letters",
    "I don't want his letter any more because I have four. write him something",
])  # fmt: skip
def test_the_applicants_own_no_is_kind_and_tells_of_no_refusal(advisor: Advisor, wish: str) -> None:
    _, reply, after = talk(advisor, "Dr. Novak agreed.", wish, "maybe i keep him. can u instead do a polite nudge")
    assert "I have all the letters that I need now" in reply.answer and "honest" not in reply.answer
    assert noted(reply).get(NOVAK) in {None, "agreed"} and written(after)[0] == "follow-up"


@pytest.mark.parametrize("said", ["I got declined by Dr. Novak", "I was refused by Dr. Novak", "I think Dr. Novak declined"])
def test_a_no_by_the_writer_is_the_writers(advisor: Advisor, said: str) -> None:
    *_, reply = talk(advisor, "Dr. Novak was asked.", said)
    assert noted(reply)[NOVAK] == "declined"
