"""Questions about the own letters are answered from the audit, and others as they were."""

from __future__ import annotations

import pytest

from assistant import Advisor, Reply
from tests.agent.talks import noted, talk

FIVE = (
    "applying internal medicine 2027. dr smith IM attending US hands on 8 weeks, dr kim cardiologist US hands on 4 "
    "weeks, dr sharma IM india hands on 12 weeks my professor knows me well, dr lee family medicine US 4 weeks hands "
    "on, dr park nephrologist US observership 3 weeks"
)  # fmt: skip
TWO_FIELDS = FIVE.replace("internal medicine 2027", "IM and FM, sept 2027")
TEHRAN = "radiology. dr paul IM attending la 4 weeks hands on. dr hosseini radiologist tehran"


def after(advisor: Advisor, told: str, asked: str) -> Reply:
    return talk(advisor, told, asked)[-1]


@pytest.mark.parametrize("asked", [
    "which 4 should i send", "so final which 4", "which four for an IM program", "who goes where",
    "which one should i leave out",
])  # fmt: skip
def test_which_letters_to_send_is_the_audits_set(advisor: Advisor, asked: str) -> None:
    reply = after(advisor, FIVE, asked)
    assert reply.status == "answered" and not noted(reply)
    assert [tool.name for tool in reply.tools] == ["audit_letters"]
    assert "For Internal Medicine, send these four:" in reply.answer
    sent, _, left = reply.answer.partition("Left out:")
    chosen = reply.tools[0].result["sets"][0]["letters"]
    assert all(f"Dr. {name.title()}:" in sent for name in chosen)
    assert all(f"Dr. {item['letter'].title()}:" in left for item in reply.tools[0].result["sets"][0]["left_out"])


def test_a_program_that_takes_fewer_gets_the_best_of_them(advisor: Advisor) -> None:
    reply = after(advisor, FIVE, "program says 3 letters only. which 3")
    assert "where only three can go, send these three:" in reply.answer
    assert reply.answer.index("Dr. Smith") < reply.answer.index("Dr. Kim")
    assert "Only three can go there" in reply.answer


def test_each_target_gets_its_set_or_the_named_one_alone(advisor: Advisor) -> None:
    both = after(advisor, TWO_FIELDS, "which letters for IM and which for FM").answer
    assert "For Internal Medicine, send" in both and "For Family Medicine, send" in both
    assert "US faculty in Family Medicine" in both.partition("For Family Medicine, send")[0]
    one = after(advisor, TWO_FIELDS, "which 4 for FM")
    assert "For Family Medicine, send" in one.answer and "For Internal Medicine, send" not in one.answer
    assert not noted(one)


def test_what_else_is_asked_beside_it_is_answered_too(advisor: Advisor) -> None:
    reply = after(advisor, FIVE, "which 4 should i send and when do i remind my writers")
    assert "send these four" in reply.answer and "before the deadline" in reply.answer


@pytest.mark.parametrize(("asked", "first", "second"), [
    ("is kim better or sharma", "Kim", "Sharma"),
    ("should i put sharma before kim", "Kim", "Sharma"),
    ("who is stronger lee or park", "Park", "Lee"),
])  # fmt: skip
def test_two_writers_are_compared_by_the_ranking(advisor: Advisor, asked: str, first: str, second: str) -> None:
    answer = after(advisor, FIVE, asked).answer
    assert f"the ranking places Dr. {first} before Dr. {second}" in answer
    assert "not the persons" in answer and "stronger doctor" not in answer


def test_two_writers_of_one_group_are_told_apart_by_what_the_guide_goes_by(advisor: Advisor) -> None:
    answer = after(advisor, FIVE, "kim or park, who is better?").answer
    assert "both stand in the same group" in answer and "by the hands-on work" in answer
    assert "Hands-on work is to be preferred to an observership" in answer


def test_a_writer_told_in_the_question_is_noted_and_compared(advisor: Advisor) -> None:
    reply = after(advisor, "i am from pakistan, applying IM 2027. dr siddiqui attending IM chicago hands on 4 weeks",
                  "should i ask siddiqui or my home prof dr Rashid lahore")  # fmt: skip
    assert noted(reply)["letters[rashid].writer.country"] == "PK"
    assert "too little is known of Prof. Rashid" in reply.answer and "Dr. Siddiqui: US faculty" in reply.answer
    assert "with Prof. Rashid" in reply.answer  # the one question is about them


def test_the_weakest_is_what_the_audit_finds_gravest_or_ranks_last(advisor: Advisor) -> None:
    point = after(advisor, TEHRAN, "what is my weakest point").answer
    assert "The gravest first:" in point and "you have no letter that can be placed yet; 2 are still open" in point
    letter = after(advisor, FIVE, "what is my weakest letter").answer
    assert "Last in the ranking stands Dr. Lee: US faculty outside your specialty" in letter


@pytest.mark.parametrize("asked", ["who can write about my step 1 fail", "which of them should talk about my fail"])
def test_who_can_speak_to_a_failed_exam_is_who_saw_the_work(advisor: Advisor, asked: str) -> None:
    answer = after(advisor, FIVE, asked).answer
    assert "strong clinical reasoning" in answer and "Don't ask writers to explain everything away" in answer
    assert "1. Dr. Smith" in answer and "Dr. Park" not in answer
    none = after(advisor, "psychiatry 2027. dr osei psychiatrist Ohio 4 weeks observership", asked).answer
    assert "None of the writers told so far is known to fit" in none


def test_this_week_gives_what_is_known_and_asks_for_the_year(advisor: Advisor) -> None:
    answer = after(advisor, TEHRAN, "what do i do this week").answer
    assert "you have no letter that can be placed yet; 2 are still open" in answer
    assert "The one letter that would help most" in answer
    assert answer.endswith("In which year will your application go out?")
    dated = after(advisor, FIVE, "what do i do this week").answer
    assert "2027-09-01: Deadline" in dated and dated.endswith("asked, agreed, declined or uploaded?")


@pytest.mark.parametrize("asked", [
    "is 2018 graduation a problem", "i have 4 yr old graduation is it problem", "yog 2018 problem?",
])  # fmt: skip
@pytest.mark.parametrize("told", [FIVE, "hello"])
def test_an_older_graduation_is_answered_by_the_guide(advisor: Advisor, told: str, asked: str) -> None:
    reply = after(advisor, told, asked)
    assert reply.status == "answered" and "FLAG-1" in reply.citations[0].facts


def test_a_remark_in_mid_talk_is_not_greeted(advisor: Advisor) -> None:
    famous = after(advisor, FIVE, "he is very famous")
    assert "WHY-8" in {fact for citation in famous.citations for fact in citation.facts}
    nice = after(advisor, FIVE, "she was very nice in rotation")
    assert "What did you do together" in nice.answer
    for reply in (famous, nice):
        assert reply.status == "answered" and "Hello!" not in reply.answer


@pytest.mark.parametrize("asked", [
    "should i ask kim and sharma before may", "how many letters do i need", "is kim a good writer or should i wait",
    "when do i remind kim or sharma", "which 4 weeks are best for a rotation",
])  # fmt: skip
def test_other_questions_are_none_about_the_set_or_two_writers(advisor: Advisor, asked: str) -> None:
    answer = after(advisor, FIVE, asked).answer
    assert "send these" not in answer and "not the persons" not in answer


@pytest.mark.parametrize("asked", ["which 4 should i send", "is kim better or sharma", "what is my weakest point"])
def test_before_letters_or_a_specialty_are_told_nothing_is_weighed(advisor: Advisor, asked: str) -> None:
    assert "audit_letters" not in [tool.name for tool in talk(advisor, asked)[-1].tools]
    reply = after(advisor, "i have dr kim cardiologist US 4 weeks hands on and dr sharma IM india", asked)
    assert reply.answer.endswith("Which specialty are you applying to?")


def test_a_greeting_stays_one(advisor: Advisor) -> None:
    assert "I am Vouch" in after(advisor, FIVE, "hello").answer
    assert "I am Vouch" in talk(advisor, "hi there")[-1].answer


def test_no_next_step_asks_for_letters_that_were_told(advisor: Advisor) -> None:
    asked = "how many US letters do i need?"
    assert "Tell me the country of each writer" in talk(advisor, asked)[-1].answer
    assert "Tell me the country of each writer" not in after(advisor, FIVE, asked).answer
