"""Two writers set apart by an "or", an option beside another, a second question, and what changes nothing of these."""

from __future__ import annotations

import pytest

from assistant.advisor import Advisor

TODAY = "2027-06-28"
CASE = (
    "I apply to internal medicine in September 2027. Dr. Ann Lund, internist in Ohio, hands on 6 weeks, not asked yet. "
    "Dr. Joe Park, internist in Cairo, observership 8 weeks, not asked yet. "
    "My family doctor in Texas, hands on 8 weeks, not asked yet."
)


@pytest.fixture
def told(advisor: Advisor, request: pytest.FixtureRequest) -> Advisor:
    """A talk in which three letters were told."""
    advisor.reply(CASE, request.node.name, TODAY)
    return advisor


@pytest.mark.parametrize("message", [
    "rather lund or park for the first slot?", "would you go with park or lund", "would you take the Cairo one or lund",
    "lund or the cairo one as my third letter?",
])
def test_writers_around_an_or_are_weighed(told: Advisor, request: pytest.FixtureRequest, message: str) -> None:
    answer = told.reply(message, request.node.name, TODAY).answer
    assert "Dr. Ann Lund before Dr. Joe Park" in answer.split("\n")[0]
    assert "This weighs the letters" in answer


@pytest.mark.parametrize("message", ["lund or find somebody new?", "should i ask lund or another us doctor?"])
def test_a_writer_or_a_new_one_leads_with_what_to_do(
    told: Advisor, request: pytest.FixtureRequest, message: str
) -> None:
    assert told.reply(message, request.node.name, TODAY).answer.startswith(
        "Ask Dr. Ann Lund now all the same, and look for another beside. The letter of Dr. Ann Lund"
    )


@pytest.mark.parametrize("message", [
    "second option is tele rotation online with dr. Brown 4 weeks in july. which you would take",
    "i also got an online rotation with Dr. Brown, 4 weeks. which one should i choose?",
])
def test_an_online_option_stands_behind_work_in_person(
    advisor: Advisor, request: pytest.FixtureRequest, message: str
) -> None:
    advisor.reply("I apply to internal medicine.", request.node.name, TODAY)
    advisor.reply("I got 4 weeks hands-on with Dr. Singh, internist in Brooklyn, from 19 July", request.node.name, TODAY)
    answer = advisor.reply(message, request.node.name, TODAY).answer
    assert answer.startswith("Take the time with Dr. Singh, in person: from afar Dr. Brown")


@pytest.mark.parametrize(("message", "first", "second"), [
    ("which one is weakest and should i use the family doctor one?", "Last in the ranking", "As an extra, yes"),
    ("so which three and is lund's letter old?", "**For Internal Medicine", "the guide names no age"),
    ("which three should i send? and is lund enough for IM?", "**For Internal Medicine", "Yes, the letter of Dr. Ann"),
])
def test_a_second_question_about_one_letter_is_answered_too(
    told: Advisor, request: pytest.FixtureRequest, message: str, first: str, second: str
) -> None:
    answer = told.reply(message, request.node.name, TODAY).answer
    assert answer.startswith(first) and second in answer and "family_doctor" not in answer


@pytest.mark.parametrize("message", ["who go replace lund?", "who can take the place of lund"])
def test_who_replaces_a_writer_names_the_next_ones(
    told: Advisor, request: pytest.FixtureRequest, message: str
) -> None:
    answer = told.reply(message, request.node.name, TODAY).answer
    assert answer.startswith("In the place of Dr. Ann Lund, best first: ")
    assert "Dr. Joe Park" in answer.split("\n")[0]


@pytest.mark.parametrize("message", ["which three should i send to the programs", "which one is weakest and why"])
def test_one_question_stays_one(told: Advisor, request: pytest.FixtureRequest, message: str) -> None:
    answer = told.reply(message, request.node.name, TODAY).answer
    assert "Yes, the letter of" not in answer and "As an extra, yes" not in answer


@pytest.mark.parametrize("message", ["i have 3 letters in mind, applying pediatrics", "i want peds. i got 2 US letters"])
def test_of_letters_that_are_only_counted_the_writers_are_asked_for(
    advisor: Advisor, request: pytest.FixtureRequest, message: str
) -> None:
    assert "Dr." not in advisor.reply(message, request.node.name, TODAY).answer
    answer = advisor.reply("what is missing", request.node.name, TODAY).answer
    assert "In which country" not in answer
