"""What to do about one writer, and questions in few words: silence, leave, steps, a chair who hardly knows one."""

from __future__ import annotations

import pytest

from assistant import Advisor
from tests.agent.talks import noted, talk

CASE = (
    "I apply internal medicine for 2027. 6 weeks hands-on elective in Chicago with Dr. Anne Keller, internist, in april "
    "2027, she agreed",
    "4 weeks hands-on in Boston with Dr. Peter Lowe, internist, in may 2027, asked him on june 8, no answer. at home in "
    "India Prof Ravi Menon, internist, hands-on 2 years until 2025, not asked",
)
SILENCE = "Silence is not yet a no"


def answer(advisor: Advisor, *asked: str) -> str:
    return talk(advisor, *CASE, *asked)[-1].answer


@pytest.mark.parametrize(("asked", "first"), [
    ("what would you tell her to do about lowe, she's getting nervous", SILENCE),
    ("lowe ignores me, what would you advise me to do there", SILENCE),
    ("no, keller was 5 weeks and her letter isnt waived. what should i do about lowe", SILENCE),
    ("keller goes on maternity leave in august, anything i must do?", "Act now: send Dr. Anne Keller the packet"),
    ("keller was 5 weeks. she will be away from july i just heard. need to do something?", "Act now: send Dr. Anne"),
    ("menon leaves the hospital in august, anything to do before", "Settle it before Prof. Ravi Menon is away"),
    ("my old teacher Dr Samir Haddad in aleppo does not pick up the phone. is it worth to chase him?", "One more kind"),
    ("i made mistake, keller was 5 weeks and lowe 3. also menon got retired, does it hurt?", "It still counts: nothing"),
    ("keller is pregnant and off from august, do i hurry her", "Act now: send Dr. Anne Keller the packet"),
    ("suppose lowe never answers, am i still fine", "In the place of Dr. Peter Lowe, best first: Prof. Ravi Menon"),
    ("any point in writing to lowe a third time", SILENCE),
    ("i will be away in august, when should i ask menon", "Ask Prof. Ravi Menon now"),
    ("is keller's letter good?", "Yes, the letter of Dr. Anne Keller"),
    ("what to do about menon", "Yes, the letter of Prof. Ravi Menon"),
])  # fmt: skip
def test_what_is_to_be_done_about_one_writer(advisor: Advisor, asked: str, first: str) -> None:
    assert answer(advisor, asked).startswith(first)


@pytest.mark.parametrize("asked", [
    "also dr Anil Kapoor, dermatologist in delhi, 4 weeks. ok like that or leave him out",
    "plus one dermatologist from delhi dr Anil Kapoor, 12 weeks. good or stop at three",
])  # fmt: skip
def test_two_ways_set_against_each_other_are_a_question(advisor: Advisor, asked: str) -> None:
    reply = talk(advisor, *CASE, asked)[-1]
    assert reply.answer.startswith("Hardly: Dr. Anil Kapoor works outside the US and in another specialty")
    assert noted(reply)["letters[kapoor].writer.specialty"] == "dermatology"


@pytest.mark.parametrize("asked", ["what do first and when", "ok and which i do first this week??"])
def test_what_comes_first_is_told_without_later_reminders(advisor: Advisor, asked: str) -> None:
    said = answer(advisor, asked)
    assert "Send Dr. Anne Keller the letter packet" in said and "Ask Prof. Ravi Menon" in said
    assert "Reminder" not in said and "2027-09-01: Deadline" in said
    assert "Reminder 2" in answer(advisor, "show me the whole plan with dates")


@pytest.mark.parametrize(("asked", "first"), [
    ("Dr. Mary Stone, program director, i met her once at a dinner. friends say a PD letter is a must, true for me?",
     "No: none is required"),
    ("a letter out of austria, do they take it in america or is it only us ones that count", "Yes, as an addition"),
    ("no US experience at all because my visa was late, what i can do", "Build on what you have"),
    ("and which sort, with whom", "A hands-on one in person"),
    ("if yes what kind of rotation and from who i ask", "A hands-on one in person"),
])  # fmt: skip
def test_questions_in_own_words(advisor: Advisor, asked: str, first: str) -> None:
    assert answer(advisor, "should i do another rotation?", asked).startswith(first)


def test_a_second_question_is_answered_once(advisor: Advisor) -> None:
    said = answer(advisor, "which three should i send and is that enough")
    assert said.count("Prof. Ravi Menon:") == 1 and "These can go" not in said and "**Internal Medicine: not" in said
    both = answer(advisor, "who should i ask first and is it ok i ask both at the same time")
    assert both.startswith("The next to ask is Prof. Ravi Menon") and "nobody waits for another" in both
    enough = answer(advisor, "do i have enough or do i need one more rotation before september")
    assert enough.startswith("**Internal Medicine: not enough yet") and "begin by 2027-08-04" in enough


def test_one_letter_that_is_good_enough_is_no_question_of_all(advisor: Advisor) -> None:
    assert "places" not in answer(advisor, "is menon's letter good enough?")


@pytest.mark.parametrize("weighed", ["lowe not answering, i think to drop him. correct?", "am thinking to drop lowe, right?"])
def test_a_letter_that_is_weighed_stays(advisor: Advisor, weighed: str) -> None:
    assert not noted(talk(advisor, *CASE, weighed)[-1])
    assert "letters[lowe]" in noted(talk(advisor, *CASE, "drop lowe please")[-1])


def test_from_afar_nothing_is_promised_for_hands_on_work(advisor: Advisor) -> None:
    told = "there is an online rotation with dr Michelle Tran, internist in california, 4 weeks, starts 5 july. worth it?"
    said = answer(advisor, told)
    assert said.startswith("Only a little: from afar Dr. Michelle Tran") and "strongest kinds" not in said
