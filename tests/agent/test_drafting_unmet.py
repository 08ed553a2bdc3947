"""What goes out of a text, what is mentioned in it, and what is not: nothing is claimed that the text does not show."""

from __future__ import annotations

import pytest

from assistant import Advisor
from assistant.agent.builtin.draft_mention import loosely_mentioned, mentioned
from evals.drafting_talk import written
from tests.agent.talks import noted, talk, text_of

REQUEST = "Request to Dr. Kim, IM in Boston, 4 weeks hands-on, I apply IM 2027, I am Ana Ruiz. Mention that I led rounds"
PLAIN = "Request to Dr. Kim, IM in Boston, 4 weeks hands-on, I apply IM 2027, I am Ana Ruiz"


@pytest.mark.parametrize(("wish", "gone"), [
    ("no need to mention the CV etc, I already gave him all that", "CV"),
    ("don't mention my CV", "CV"), ("drop the question about the email", "Which e-mail"),
    ("drop the thing about which email in eras", "Which e-mail"),
    ("remove the part concerning the email for ERAS since he already told me that", "Which e-mail"),
    ("only the sentence with the summary goes out", "summary"),
    ("the line about the personal statement is still there", "personal statement"),
    ("please skip the personal statement stuff", "personal statement"),
])  # fmt: skip
def test_what_is_named_goes_and_the_own_memory_stays(advisor: Advisor, wish: str, gone: str) -> None:
    first, out = talk(advisor, REQUEST, wish)
    assert gone in text_of(first) and gone not in text_of(out)
    assert "I led rounds" in text_of(out) and "I took out" in out.answer and not noted(out)


@pytest.mark.parametrize("wish", [
    "leave out the waiver", "please without the part on hospital parking", "remove the gym", "take the weather out",
    'You have not removed the sentence "I was in the gym".',
])  # fmt: skip
def test_what_is_not_in_it_takes_nothing_else_with_it(advisor: Advisor, wish: str) -> None:
    first, kept = talk(advisor, REQUEST, wish)
    assert text_of(kept) == text_of(first) and "nothing out" in kept.answer and "Without it" not in kept.answer


@pytest.mark.parametrize("wish", ["take that out again", "remove it, too personal", "no, without that please"])
def test_what_was_mentioned_last_goes_where_nothing_is_named(advisor: Advisor, wish: str) -> None:
    *_, out = talk(advisor, REQUEST, wish)
    assert "led rounds" not in text_of(out) and "Without it." in out.answer


def test_what_is_to_stay_comes_back_and_the_other_goes(advisor: Advisor) -> None:
    *_, back = talk(advisor, REQUEST, "take that out", "the rounds must stay, only the CV sentence goes out")
    assert "I led rounds" in text_of(back) and "CV" not in text_of(back)
    formal, before = talk(advisor, REQUEST, "more formal", "undo")[1:]
    assert "Dear Dr. Kim:" in text_of(formal) and "Dear Dr. Kim," in text_of(before)


def test_only_one_of_two_is_kept(advisor: Advisor) -> None:
    *_, only = talk(advisor, REQUEST, "also mention that I got 260 in step 2", "ok only the step score then")
    assert "260" in text_of(only) and "led rounds" not in text_of(only)


def test_a_word_of_bullet_points_takes_no_writer_out(advisor: Advisor) -> None:
    first = "Bullet points for Dr. Reyes, surgeon in Manila. I assisted in 120 cases in 2 years, nurses liked me"
    *_, out, gone = talk(advisor, first, "take out nurses", "remove Dr. Reyes")
    assert not noted(out) and "120 cases" in out.answer and "I find nothing" in out.answer
    assert "letters[reyes]" in noted(gone)


@pytest.mark.parametrize(("said", "told"), [
    ("mention to him that he supervised my thesis", "that you supervised my thesis"),
    ("Also remind her the patient of DKA we managed in March", "the patient with DKA we managed in March"),
    ("also add my new number +1 602 555 0147", "that my new number is +1 602 555 0147"),
    ("could you add that I'd be glad to come back in spring", "that I would be glad to come back in spring"),
    ("she taught me shared decisions with like older patients so put that",
     "that you taught me shared decisions with older patients"),
    ("he taught her how to stay calm", "that you taught me how to stay calm"),
    ("mention the journal club, not the lunch", "the journal club"),
    ("mention the clinic but not the complication", "the clinic"),
    ("add that we treated a man with sickle cell, haha", "that we treated a man with sickle cell"),
    ("please say also that I got 260 in step 2, and that I was his best student", "that I got 260 in Step 2"),
    ("I presented a journal club and he invited me for lunch. Use the journal club not the lunch",
     "that I presented a journal club"),
    ("add that you will let me know, you know, by Monday", "that you will let me know by Monday"),
])  # fmt: skip
def test_a_mention_reads_as_a_sentence(said: str, told: str) -> None:
    assert (mentioned(said) or loosely_mentioned(said)) == told


@pytest.mark.parametrize(("wish", "holds"), [
    ("could you add that I'd be glad to come back in spring", "I would be glad to come back in spring."),
    ("add that I hope to see him at the ACP meeting", "I hope to see you at the ACP meeting."),
    ("put that I attach my CV", "I attach my CV."), ("add my new number +1 602 555 0147", "My new number is +1 602"),
])  # fmt: skip
def test_what_is_no_memory_is_no_recollection(advisor: Advisor, wish: str, holds: str) -> None:
    *_, reply = talk(advisor, PLAIN, wish)
    assert holds in text_of(reply) and "recall" not in text_of(reply)
    assert text_of(reply).count("CV") == 1


@pytest.mark.parametrize("wish", ['can you say "Internal Medicine and/or Neurology"', "mention it nicely"])
def test_what_makes_no_sentence_is_said_not_to_be_put(advisor: Advisor, wish: str) -> None:
    first, reply = talk(advisor, REQUEST, wish)
    assert text_of(reply) == text_of(first) and "I did not put in" in reply.answer


def test_a_fact_beside_praise_is_mentioned_and_the_praise_is_not(advisor: Advisor) -> None:
    *_, reply = talk(advisor, PLAIN, "please say also that I got 260 in step 2, and that I was his best student")
    assert "260" in text_of(reply) and "best" not in text_of(reply) and "praise of yourself" in reply.answer


def test_both_a_form_and_a_mention_and_a_name_are_met(advisor: Advisor) -> None:
    *_, formal = talk(advisor, PLAIN, "make it somewhat more formal, and mention that I hope to see him at ACP")
    assert "Dear Dr. Kim:" in text_of(formal) and "ACP" in text_of(formal)
    *_, named = talk(
        advisor, "Reply to Dr. Feldman who said no to my letter",
        "I'm Yuki Tanaka, radiology. Could you put that I learned a lot about chest CT reading from him",
    )
    assert "Yuki Tanaka" in text_of(named) and "chest CT" in text_of(named)


def test_a_first_line_and_a_number_of_sentences_that_are_not_met_are_told(advisor: Advisor) -> None:
    *_, opened, own, few = talk(
        advisor, REQUEST, 'perfect but can you start with "I hope this email finds you well"',
        'begin with "Greetings from sunny Lahore to you"', "4 sentences max please",
    )
    assert "I hope you are well." in text_of(opened) and "opens with good wishes" in opened.answer
    assert "Lahore" not in text_of(own) and "yours to put in by hand" in own.answer
    assert "You asked for 4" not in few.answer and "I led rounds" in text_of(few)


def test_what_gives_way_is_told(advisor: Advisor) -> None:
    *_, reply = talk(
        advisor, REQUEST, "also mention that we wrote up the rare case of a young man with thyroid storm for the ward talk",
        "also mention that you trusted me with the family meetings and with the teaching of the two third year students",
    )
    assert "I led rounds" in text_of(reply) or 'left out "I led rounds"' in reply.answer


@pytest.mark.parametrize(("wish", "gone"), [
    ("delete the rounds", "rounds"), ("no rounds please, rather the home visits", "rounds"),
])  # fmt: skip
def test_a_thing_that_is_mentioned_is_deleted_and_no_talk(advisor: Advisor, wish: str, gone: str) -> None:
    *_, out = talk(advisor, REQUEST, wish)
    assert gone not in text_of(out) and "gave way" not in out.answer and not noted(out)
    *_, case = talk(advisor, "request to Dr. Lee, IM 2027. mention the catatonia case", "delete the catatonia case")
    assert "catatonia" not in text_of(case) and "whole conversation" not in case.answer


def test_it_comes_back_under_its_name_and_names_nobody(advisor: Advisor) -> None:
    first = "request to Dr. Hart, FM 2027. mention that he let me lead a clinic"
    *_, back, own = talk(advisor, first, "remove the clinic", "put the clinic back", "rather the home visits instead")
    assert "lead a clinic" in text_of(back) and not noted(back)
    assert not noted(own)


def test_a_fact_of_oneself_is_no_recollection(advisor: Advisor) -> None:
    *_, reply = talk(advisor, PLAIN, "Also my AAMC ID is ready and will be in the request.")
    assert "My AAMC ID is ready" in text_of(reply) and "recall" not in text_of(reply)


def test_bullet_points_hold_no_order_and_nothing_that_is_not_to_be_put(advisor: Advisor) -> None:
    first = "Bullet points for Dr. Silva, IM in Boston, hands on 4 weeks. I followed 6 patients"
    *_, put, held, off = talk(
        advisor, first, "also put I was punctual", "add that I held the retractor lol",
        "actually I never placed lines alone, dont write that",
    )
    assert "Was punctual" in put.answer and "Also put" not in put.answer
    assert "retractor" in held.answer and "lol" not in held.answer
    assert "placed lines" not in off.answer and "I put nothing of that in" in off.answer and not noted(off)


@pytest.mark.parametrize("wish", [
    "how do i tell dr whitmore that i dont need his letter anymore? he already said yes",
    "write dr whitmore that i no longer need the letter, he said yes",
])  # fmt: skip
def test_a_letter_that_is_not_needed_is_declined_kindly(advisor: Advisor, wish: str) -> None:
    reply, nudge = talk(advisor, wish, "maybe i keep him. can u instead do a polite nudge")
    assert "I have all the letters that I need now" in reply.answer and reply.status == "answered"
    assert "declined" not in noted(reply).values() and written(nudge)[0] == "follow-up"
