"""A message taken apart before something of it is mentioned: openers, orders, what is ruled out, days and numbers."""

from __future__ import annotations

import pytest

from assistant import Advisor
from assistant.agent.builtin.draft_grammar import in_grammar
from assistant.agent.builtin.draft_mention import loosely_mentioned, mentioned
from tests.agent.talks import noted, talk, text_of

PLAIN = "Request to Dr. Kim, IM in Boston, 4 weeks hands-on, I apply IM 2027, I am Ana Ruiz"
REQUEST = f"{PLAIN}. Mention that I led rounds"


@pytest.mark.parametrize(("said", "told"), [
    ("good. can you add my AAMC id is 15223344", "that my AAMC ID is 15223344"),
    ("perfect but say that i still want continue the project with him",
     "that I still want to continue the project with you"),
    ("i want mention that i did 14 NIHSS in stroke alerts", "that I did 14 NIHSS in stroke alerts"),
    ("I want she knows I'm interested in primary care, and no mention of visa",
     "that I am interested in primary care"),
    ("please let her know that i'm free on Mondays", "that I am free on Mondays"),
    ("mention calls but not fasting", "the calls"),
    ("mention mrs. the diabetic patient where i found the ulcer, and that i did the group visit in spanish",
     "the diabetic patient where I found the ulcer; that I did the group visit in Spanish"),
    ("include the ERAS letter id 8841220 and that she can upload from 1 july",
     "that you can upload from 1 July; that the ERAS Letter ID is 8841220"),
    ("tell her i loved the resus shifts & i am sorry i missed the last one because fever",
     "that I loved the resus shifts; that I am sorry I missed the last one because of fever"),
    ("mention also that my step2 came out 239, attached new CV",
     "that my Step 2 score is 239; that I attach my new CV"),
    ("she might not remember me, i was the one who took care of the twins and she gave me a book",
     "that I was the one who took care of the twins and you gave me a book"),
    ("add that i got the interview?? no wait i havent applied lol. add that i passed the exam",
     "that I passed the exam"),
    # look-alikes
    ("mention that he never minded my questions", "that you never minded my questions"),
    ("mention that i was not late but early every day", "that I was not late but early every day"),
    ("mention the ward where I said nothing and not one word was heard", None),
    ("say that i will let him know if i match", "that I will let you know if I match"),
    ("mention that I want to continue", "that I want to continue"),
    ("mention the good teaching", "the good teaching"),
])  # fmt: skip
def test_only_the_thing_itself_is_mentioned(said: str, told: str | None) -> None:
    found = mentioned(said) or loosely_mentioned(said)
    assert found == told or (told is None and found)


@pytest.mark.parametrize("said", [
    "write request to dr green, no mention of visa", "could you turn this in a text message? she gave me her number",
    "mention nothing about my attempts", "don't say i am img",
])  # fmt: skip
def test_what_is_ruled_out_or_a_reason_is_no_mention(said: str) -> None:
    assert mentioned(said) is None


@pytest.mark.parametrize(("said", "mended"), [
    ("that I will say you about match", "that I will tell you about the Match"),
    ("that I want to thanks you for the chance", "thank you for the chance"),
    ("that I would like you compare me with others", "that I would like you to compare me with others"),
    ("how you teach me joint injection", "how you taught me joint injection"),
    ("that I did 12 thoracentesis", "that I did 12 thoracenteses"),
    ("that we presented at the M&M conference", "that we presented at the M&M conference"),
    ("that I want the match to go well", "that I want the match to go well"),
])  # fmt: skip
def test_small_grammar_is_mended(said: str, mended: str) -> None:
    assert in_grammar(said) == mended


@pytest.mark.parametrize(("wish", "day"), [
    ("i want say deadline is end of august", "2027-08-31"), ("the deadline is end of august, put it in", "2027-08-31"),
    ("also say in it the date september 3 and not other date", "2027-09-03"),
    ("mention our paper on clozapine and that I need it until September 5", "2027-09-05"),
    ("he will be in sabbatical from august so need all before july 25. put that", "2027-07-25"),
])  # fmt: skip
def test_a_day_goes_to_the_line_of_the_deadline(advisor: Advisor, wish: str, day: str) -> None:
    *_, reply = talk(advisor, PLAIN, wish)
    month, number = ("August", 31) if "-08-" in day else ("September", int(day[-2:])) if "-09-" in day else ("July", 25)
    assert noted(reply)["deadline"] == day and f"by {month} {number}, 2027" in text_of(reply)
    assert text_of(reply).count(f"{number}") == 1 and "mention that I need" not in text_of(reply)


def test_a_number_stands_below_the_name(advisor: Advisor) -> None:
    *_, reply, after = talk(advisor, REQUEST, "and put my phone 407-555-0182 below my name", "shorter")
    assert text_of(reply).endswith("Ana Ruiz\n407-555-0182") and "recall my phone" not in text_of(reply)
    assert text_of(after).endswith("407-555-0182")


def test_an_id_goes_into_the_case_and_stands_once(advisor: Advisor) -> None:
    first = "Dr. Green, neurologist in Boston, 4 weeks hands on, she agreed. Neurology 2027. Write the packet note"
    _, reply = talk(advisor, first, "good. add my aamc id is 15223344 and that i can meet any day")
    assert noted(reply)["aamc_id"] == "15223344" and text_of(reply).count("15223344") == 1
    assert "I can meet any day" in text_of(reply)


def test_what_the_text_says_by_itself_is_not_said_twice(advisor: Advisor) -> None:
    *_, room, waived = talk(
        advisor, REQUEST, "i will also give him chance to say no, add it",
        "my programs are categorical and advanced anesthesia. mention i will waive my right to see",
    )  # fmt: skip
    assert "chance" not in text_of(room) and "That is in it" in room.answer
    assert text_of(waived).count("waive") == 1


def test_a_mention_of_another_ones_skills_is_the_applicants(advisor: Advisor) -> None:
    first = (
        "I advise students in Georgia. One of mine, Nino Beridze, applies for neurology and did a 4 week clerkship with "
        "Dr. Paul Sandoval in Atlanta. She wants to ask him for letter. Can you draft the request for her to send?"
    )
    *_, reply = talk(advisor, first, "Please have it mention her stroke unit work and her three languages")
    assert "my stroke unit work and my three languages" in text_of(reply)
