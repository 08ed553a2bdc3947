"""Questions about the own letters in words that no rule knows, answered from the case; and what asks none."""

from __future__ import annotations

import pytest

from assistant.advisor import Advisor

TODAY = "2027-06-28"
LETTERS = [
    "Dr. Ann Lund, internist in Ohio, hands on 6 weeks, uploaded, waived.",
    "Prof. Anil Rao, internist in Pune, hands on 3 years, agreed.",
    "Dr. Joe Park, internist in Boston, observership 2 weeks, not asked yet.",
    "Susan Dunn, nurse practitioner in Tampa, hands on 4 weeks, not asked yet.",
]


@pytest.fixture
def told(advisor: Advisor, request: pytest.FixtureRequest) -> Advisor:
    """A talk in which four letters were told."""
    advisor.reply("I apply to internal medicine in September 2027. " + " ".join(LETTERS), request.node.name, TODAY)
    return advisor


def _first(told: Advisor, request: pytest.FixtureRequest, message: str) -> str:
    return told.reply(message, request.node.name, TODAY).answer.split("\n")[0]


@pytest.mark.parametrize("message", [
    "so altogether how many have i got that are worth something", "how many places do i still have to fill",
])
def test_how_many_there_are_begins_with_the_count(
    told: Advisor, request: pytest.FixtureRequest, message: str
) -> None:
    assert _first(told, request, message).startswith("You told me of 4 letters (1 uploaded, 1 agreed, 2 not asked yet)")


@pytest.mark.parametrize("message", ["is my collection complete or what is lacking", "do those do or must i get more"])
def test_whether_it_is_enough_begins_with_yes_or_no(
    told: Advisor, request: pytest.FixtureRequest, message: str
) -> None:
    answer = told.reply(message, request.node.name, TODAY).answer
    assert answer.startswith("**Internal Medicine: not enough yet, 1 of the four places is free.** These can go:")
    assert "Next: ask Dr. Joe Park" in answer


@pytest.mark.parametrize("message", [
    "and dunn, does that one count", "Dunn's letter, any use at all?", "can i put dunn in or no",
])
def test_one_letter_gets_its_verdict(told: Advisor, request: pytest.FixtureRequest, message: str) -> None:
    assert _first(told, request, message).startswith("Better not use the letter of Dr. Susan Dunn")


@pytest.mark.parametrize("message", [
    "whom do i talk to now for one more letter", "who would you go for as the next one",
])
def test_who_is_next_gets_the_ranking_and_what_comes_next(
    told: Advisor, request: pytest.FixtureRequest, message: str
) -> None:
    answer = told.reply(message, request.node.name, TODAY).answer
    assert "Your writers, best first:" in answer and "Ask Dr. Joe Park for a letter" in answer


@pytest.mark.parametrize("message", ["rao is quiet. push him now or hold on?", "do i chase Rao already or give him time"])
def test_a_silent_writer_is_a_matter_of_reminders(told: Advisor, request: pytest.FixtureRequest, message: str) -> None:
    reply = told.reply(message, request.node.name, TODAY)
    assert {"TIME-3", "TIME-6"} & {fact for citation in reply.citations for fact in citation.facts}


@pytest.mark.parametrize("message", [
    "how many letters does a program accept", "what is a SLOE", "must every letter be waived",
])
def test_a_question_to_the_guide_stays_one(told: Advisor, request: pytest.FixtureRequest, message: str) -> None:
    reply = told.reply(message, request.node.name, TODAY)
    assert "search_guide" in {tool.name for tool in reply.tools} and not reply.answer.startswith("You told me of")


@pytest.mark.parametrize("message", ["rao agreed by mail yesterday", "4 more weeks with lund in august", "write rao a reminder"])
def test_what_tells_or_orders_is_no_question(told: Advisor, request: pytest.FixtureRequest, message: str) -> None:
    reply = told.reply(message, request.node.name, TODAY)
    assert {"update_profile", "draft_email"} & {tool.name for tool in reply.tools}


def test_a_letter_of_which_nothing_is_known_makes_no_good_set(
    advisor: Advisor, request: pytest.FixtureRequest
) -> None:
    advisor.reply(f"I apply to internal medicine in September 2027. {LETTERS[0]} And Dr. Wen.", request.node.name, TODAY)
    answer = advisor.reply("so is that enough or not", request.node.name, TODAY).answer
    assert "**Internal Medicine: not clear yet, as 1 cannot be placed.**" in answer
    assert "These can go: Dr. Ann Lund (uploaded)." in answer and "Next: ask Dr. Wen" in answer
