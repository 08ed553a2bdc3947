"""What a text says to its writer: never his name in the third person, no broken English; and who is no writer."""

from __future__ import annotations

import pytest

from assistant import Advisor
from assistant.agent.builtin.draft_grammar import in_grammar
from evals.drafting_talk import written
from tests.agent.talks import noted, talk


@pytest.mark.parametrize(("told", "holds"), [
    ("he teached me motivational interviewing", "you taught me motivational interviewing"),
    ("he teach me motivational interviewing", "you taught me motivational interviewing"),
    ("he learn me how to read ECG", "you taught me how to read ECG"),
])  # fmt: skip
def test_what_was_taught_in_learners_english_fills_the_text(advisor: Advisor, told: str, holds: str) -> None:
    _, turn = talk(advisor, "thank you note for dr gomez, he uploaded my letter", told)
    kind, text = written(turn)
    assert kind == "thank-you" and holds in text


def test_a_case_that_was_told_is_recalled(advisor: Advisor) -> None:
    _, turn = talk(advisor, "request for dr gomez", "we had a patient with DKA and i manage the insulin")
    assert "the patient with DKA" in written(turn)[1] and "Noted" in turn.answer


@pytest.mark.parametrize(("told", "holds"), [
    ("dr keller said my presentations were organized, mention this", "that you said my presentations were organized."),
    ("Dr Keller taught me motivational interviewing, mention this", "that you taught me motivational interviewing."),
])  # fmt: skip
def test_a_writer_is_not_named_to_himself(advisor: Advisor, told: str, holds: str) -> None:
    _, turn = talk(advisor, "write request for dr keller", told)
    assert holds in written(turn)[1] and "mention this" not in written(turn)[1]


def test_another_doctor_keeps_his_name(advisor: Advisor) -> None:
    _, turn = talk(advisor, "write request for dr keller", "mention that dr Marsh was there at my presentation")
    assert "Marsh" in written(turn)[1]


def test_also_stands_behind_nothing(advisor: Advisor) -> None:
    _, turn = talk(advisor, "request for dr keller", "mention you also said my notes were good")
    assert "that you said my notes were good" in written(turn)[1]


@pytest.mark.parametrize(("said", "mended"), [
    ("that I gave presentation", "that I gave a presentation"),
    ("that we publish paper together", "that we published a paper together"),
    ("that I did 30 appendectomy", "that I did 30 appendectomies"),
    ("that I saw 12 patient", "that I saw 12 patients"),
    ("that I gave oral presentation", "that I gave an oral presentation"),
    ("that I gave a presentation on sepsis", "that I gave a presentation on sepsis"),
    ("that we gave presentations", "that we gave presentations"),
    ("that I present every morning", "that I present every morning"),
    ("that I did two case reports", "that I did two case reports"),
    ("that I saw one patient", "that I saw one patient"),
])  # fmt: skip
def test_only_what_has_one_right_form_is_mended(said: str, mended: str) -> None:
    assert in_grammar(said) == mended


def test_the_applicant_is_no_writer(advisor: Advisor) -> None:
    (turn,) = talk(advisor, "applying pediatrics, name is Ana Cruz, i rotated with dr Whitman")
    assert [letter["id"] for letter in turn.profile["letters"]] == ["whitman"] and turn.profile["name"] == "Ana Cruz"
    assert "Dr. Whitman work" in turn.answer


def test_a_letter_of_the_applicant_is_taken_out(advisor: Advisor) -> None:
    _, turn = talk(advisor, "dr bilal ahmed and dr lee write my letters", "bilal ahmed is me not a letter writer")
    assert [letter["id"] for letter in turn.profile["letters"]] == ["lee"] and turn.profile["name"] == "Bilal Ahmed"


def test_a_writer_who_shares_the_surname_stays(advisor: Advisor) -> None:
    (turn,) = talk(advisor, "applying pediatrics, name is Ana Cruz, i rotated with dr Maria Cruz")
    assert [letter["writer"]["name"] for letter in turn.profile["letters"]] == ["Maria Cruz"]


@pytest.mark.parametrize(("first", "then", "holds"), [
    ("dr lee is my writer, note through his secretary mrs green please", "the note to mrs green should be more polite",
     "Dear Mrs. Green,"),
    ("request for dr nguyen through ms brown", "no ms brown is only secretary!! letter is dr nguyen", "Hello Ms. Brown,"),
    ("note to secretary of dr lee for letter", "i dont know the secretary name", "Hello ____,"),
])  # fmt: skip
def test_a_secretary_is_no_writer(advisor: Advisor, first: str, then: str, holds: str) -> None:
    _, turn = talk(advisor, first, then)
    kind, text = written(turn)
    assert kind == "request" and holds in text and len(turn.profile["letters"]) == 1
    assert not {"brown", "green"} & {letter["id"] for letter in turn.profile["letters"]}


def test_straight_to_the_writer_still_is(advisor: Advisor) -> None:
    _, turn = talk(advisor, "note to secretary of dr lee for letter", "no, not the secretary, write directly to him")
    assert "Hello" not in written(turn)[1] and not noted(turn)


def test_a_doctor_with_the_surname_of_a_secretary_stays_a_writer(advisor: Advisor) -> None:
    *_, reply = talk(
        advisor, "I apply to pediatrics in 2027. Dr. Kim in Ohio, 4 weeks. Dr. Lee in Texas, 6 weeks",
        "note to Dr. Lee through his secretary Ms. Kim", "make it more polite",
    )  # fmt: skip
    assert not any("remove_letter" in str(tool.args) for tool in reply.tools)


def test_a_name_told_beside_a_question_is_noted(advisor: Advisor) -> None:
    *_, reply = talk(
        advisor, "I apply to pediatrics in 2027. Dr. Kim in Ohio, 4 weeks, asked",
        "My name is Bilal Ahmed. When should I remind him?",
    )  # fmt: skip
    assert noted(reply)["name"] == "Bilal Ahmed"
