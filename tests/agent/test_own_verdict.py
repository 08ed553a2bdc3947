"""One letter is weighed first and in one line, writers are asked by the rotation's dates, and nobody is reminded who
was not asked."""

from __future__ import annotations

import pytest

from assistant import Advisor, Reply
from tests.agent.talks import noted, talk

NEUROLOGY = (
    "neurology 2027, from Turkey. Prof. Demir neurologist Istanbul hands on 4 years, uploaded. Dr. Holloway neurologist "
    "Cleveland research fellowship 1 year, uploaded. Dr. Patel IM attending in New Jersey 4 weeks externship, not asked "
    "yet"
)  # fmt: skip
PSYCHIATRY = (
    "psychiatry 2027 from Colombia. Dr Whitlock psychiatrist US observership 8 weeks agreed. Dr Pena psychiatrist "
    "Colombia hands on 104 weeks. Dr Stein PhD psychologist Boston research 1 year"
)  # fmt: skip
PEDIATRICS = "pediatrics 2027. Dr Lima pediatrician Miami, hands on, from june 14 2027 to july 23 2027, not asked yet"


def after(advisor: Advisor, told: str, *asked: str) -> Reply:
    return talk(advisor, told, *asked)[-1]


def tools(reply: Reply) -> list[str]:
    return [tool.name for tool in reply.tools]


@pytest.mark.parametrize(("told", "asked", "first"), [
    (NEUROLOGY, "is Patel's letter ok or not?", "As an extra, yes: Dr. Patel"),
    (NEUROLOGY, "is dr demir letter strong or weak", "Yes, the letter of Prof. Demir is worth having"),
    (NEUROLOGY, "what about the research one", "Usable as an addition, never as a clinical letter: with Dr. Holloway"),
    (NEUROLOGY, "should i drop Holloway", "You need not: it can stay as an addition"),
    (PSYCHIATRY, "is research letter of psychologist ok for psychiatry or weak?", "Usable as an addition, never as a"),
    (PSYCHIATRY, "is Whitlock letter good for psychiatry?", "Usable, yet weak: with Dr. Whitlock it was an observ"),
    (PEDIATRICS, "is lima letter good", "Yes, the letter of Dr. Lima is of the strongest kinds"),
    ("IM 2027. Dr Shaw IM US shadowing 3 weeks. Dr Lee IM US hands on 6 weeks", "is Shaw ok or not ok?",
     "Better not use the letter of Dr. Shaw"),
])  # fmt: skip
def test_one_letter_is_judged_in_the_first_line(advisor: Advisor, told: str, asked: str, first: str) -> None:
    reply = after(advisor, told, asked)
    assert reply.answer.startswith(first) and tools(reply) == ["audit_letters"]


def test_whether_a_letter_is_research_or_clinical(advisor: Advisor) -> None:
    research = after(advisor, NEUROLOGY, "is Holloway letter research letter or clinical letter?").answer
    assert research.startswith("A research letter")
    clinical = after(advisor, NEUROLOGY, "is Patel's a research or clinical letter?").answer
    assert clinical.startswith("A clinical letter: with Dr. Patel it was hands on")


def test_to_ask_or_to_find_another_is_both(advisor: Advisor) -> None:
    reply = after(advisor, NEUROLOGY, "should i ask Patel or find neurologist instead?")
    assert "Ask Dr. Patel now all the same" in reply.answer and "US Neurology physician" in reply.answer


@pytest.mark.parametrize("asked", ["which from them I should not use?", "which letters should i never send"])
def test_which_not_to_use(advisor: Advisor, asked: str) -> None:
    told = "IM 2027. Dr Shaw IM US shadowing 3 weeks. Dr Lee IM US hands on 6 weeks"
    answer = after(advisor, told, asked).answer
    assert answer.startswith("Better not use:") and "Dr. Shaw" in answer and "The other one is fine to send: Dr. Lee." in answer
    assert after(advisor, NEUROLOGY, asked).answer.startswith("None of them must be avoided")


def test_of_whom_too_little_is_known_is_not_said_to_go(advisor: Advisor) -> None:
    told = "IM 2027. Dr Shaw IM US shadowing 3 weeks. Dr Lee IM US hands on 6 weeks. Dr Adams"
    answer = after(advisor, told, "which from them I should not use?").answer
    assert "fine to send: Dr. Lee.\n" in answer and "Too little is known yet of Dr. Adams" in answer


def test_two_set_against_each_other_are_compared_also_beside_the_weakest(advisor: Advisor) -> None:
    answer = after(advisor, NEUROLOGY, "Demir is more strong than Patel? and which is weakest").answer
    assert answer.startswith("For Neurology the ranking places Prof. Demir before Dr. Patel")


def test_a_reminder_is_not_too_late_before_the_deadline(advisor: Advisor) -> None:
    reply = after(advisor, PSYCHIATRY, "it is too late now to remind Whitlock?")
    assert reply.answer.startswith("No, not while the deadline lies ahead.")
    assert "the first reminder to Dr. Whitlock" in reply.answer and "draft_email" not in tools(reply)


@pytest.mark.parametrize("asked", [
    "who of the three is most weak for neurology?", "you not answer. weakest of Demir, Holloway, Patel?",
    "which one is the less strong",
])  # fmt: skip
def test_the_weakest_is_named(advisor: Advisor, asked: str) -> None:
    reply = after(advisor, NEUROLOGY, asked)
    assert reply.answer.startswith("Last in the ranking stands Dr. Holloway") and "draft_email" not in tools(reply)


def test_the_weakest_and_strongest_of_those_named(advisor: Advisor) -> None:
    weak = after(advisor, NEUROLOGY, "weakest of Demir and Patel?").answer
    assert weak.startswith("Last in the ranking stands Dr. Patel")
    strong = after(advisor, NEUROLOGY, "which of this three is the more strong??").answer
    assert strong.startswith("First in the ranking stands Prof. Demir") and "Next comes Dr. Patel" in strong


def test_with_one_letter_placed_no_weakest_is_named(advisor: Advisor) -> None:
    told = "neurology 2027. Dr Holloway neurologist Cleveland hands on 6 weeks. Dr Adams"
    assert after(advisor, told, "which is weakest now").answer.startswith("I cannot tell yet")


def test_who_helps_for_a_gap(advisor: Advisor) -> None:
    told = "FM 2027. Dr Mansour IM Cairo hands on from 2019-01-01 to 2022-06-30. Dr Tull FM Texas hands on 4 weeks"
    one = after(advisor, told, "can Mansour help for my gap?").answer
    assert one.startswith("Dr. Mansour can speak of you until 2022-06-30, not of the time after it")
    which = after(advisor, told, "which of my writers can help for my gap?").answer
    assert "letters from recent supervisors are crucial" in which and "never predict" not in which


def test_home_work_against_an_observership_of_eight_weeks(advisor: Advisor) -> None:
    answer = after(advisor, PSYCHIATRY, "is Whitlock better than Pena? she only see me observing").answer
    assert "Hands-on work is to be preferred to an observership" in answer and "1 to 2 weeks" not in answer


@pytest.mark.parametrize("asked", [
    "when should I ask Dr Lima?", "when i ask her", "so when i must ask her? which week", "tell me date to ask Lima",
])  # fmt: skip
def test_the_days_for_asking_come_from_the_rotation(advisor: Advisor, asked: str) -> None:
    reply = after(advisor, PEDIATRICS, asked)
    assert "ask Dr. Lima from 2027-07-10 until 2027-07-23" in reply.answer
    assert "Reminder" not in reply.answer and "draft_email" not in tools(reply)


def test_a_writer_told_with_the_question_is_meant(advisor: Advisor) -> None:
    asked = "ok new: Dr Odom FM Detroit, hands on 4 weeks, start 5 july end 30 july. when i ask her"
    reply = after(advisor, PEDIATRICS, asked)
    assert "ask Dr. Odom from 2027-07-19 until 2027-07-30" in reply.answer and noted(reply)


def test_who_was_asked_or_has_no_dates(advisor: Advisor) -> None:
    assert "has agreed already" in after(advisor, PSYCHIATRY, "when do i ask Whitlock?").answer
    assert "Ask Dr. Pena now if your time together is over" in after(advisor, PSYCHIATRY, "when i ask Pena").answer


@pytest.mark.parametrize("asked", ["what to do this week?", "what should i do now", "what do i do next"])
def test_who_was_not_asked_is_asked_and_not_reminded_first(advisor: Advisor, asked: str) -> None:
    answer = after(advisor, NEUROLOGY, asked).answer
    assert "2027-06-28: Ask Dr. Patel for a letter" in answer
    assert answer.index("Ask Dr. Patel") < answer.index("Reminder 1 to Dr. Patel")
    unknown = after(advisor, PSYCHIATRY, asked).answer
    assert "Ask Dr. Pena for a letter, unless you have asked already" in unknown and "Ask Dr. Whitlock" not in unknown


def test_beside_a_fact_too_nobody_is_reminded_who_was_not_asked(advisor: Advisor) -> None:
    answer = talk(advisor, NEUROLOGY)[-1].answer
    assert "Ask Dr. Patel for a letter" in answer and "Reminder" not in answer


def test_a_chair_and_a_standardized_letter_by_the_specialty(advisor: Advisor) -> None:
    surgery, emergency = "general surgery 2027. Dr Kim surgeon US", "emergency medicine 2027. Dr Kim IM US"
    chair = after(advisor, surgery, "do i need chair letter")
    assert chair.answer.startswith("No, none is required, yet") and "SPEC-4" in chair.citations[0].facts
    assert after(advisor, PSYCHIATRY, "do i need a chair letter").answer.startswith("No, the guide does not require one")
    assert after(advisor, emergency, "do i need sloe?").answer.startswith("Yes.")
    assert after(advisor, PSYCHIATRY, "do i need sloe?").answer.startswith("No, nothing that I hold asks for one")


@pytest.mark.parametrize("asked", [
    "is it ok to ask Pena by email?", "how many weeks is good", "is he a nice doctor?", "when do i remind Whitlock",
    "write a request for Pena", "is it good to waive",
])  # fmt: skip
def test_other_questions_are_no_verdict(advisor: Advisor, asked: str) -> None:
    answer = after(advisor, PSYCHIATRY, asked).answer
    assert not answer.startswith(("Usable", "Yes, the letter", "As an extra", "Better not use", "Ask Dr. Pena now"))
