"""Orders about a text that is there: heard for what they are, and what is said of the text is true of it."""

from __future__ import annotations

import pytest

from assistant import Advisor
from evals.drafting_talk import written
from tests.agent.talks import noted, talk

REQUEST = "request for dr pratt, internal medicine, application 2027"


@pytest.mark.parametrize(("said", "mention"), [
    ("put in the script also that i made the sign-out sheet for team", "that I made the sign-out sheet for team"),
    ("Can you put in the email that i was chief intern", "that I was chief intern"),
    ("the DKA case is not in the note", "the DKA case"),
    ("also i liked how she explain hyponatremia", "that I liked how you explained hyponatremia"),
    ("write: I hope to work with you again in the fall.", "that I hope to work with you again in the fall"),
])  # fmt: skip
def test_an_honest_addition_is_no_invention(advisor: Advisor, said: str, mention: str) -> None:
    _, turn = talk(advisor, REQUEST, said)
    assert turn.status == "answered"
    assert turn.tools[-1].args.get("mention") == mention


def test_what_did_not_happen_is_still_left_out(advisor: Advisor) -> None:
    _, turn = talk(advisor, REQUEST, "could you say that i won the resident teaching award but i did not")
    assert "award" not in written(turn)[1] and turn.status == "refused"


@pytest.mark.parametrize("said", [
    "write reminder to dr Rao neurology, agreed, deadline sept 1",
    "I beg your pardon, write a reminder to dr Rao, she agreed",
])  # fmt: skip
def test_a_plain_order_is_not_called_pressure(advisor: Advisor, said: str) -> None:
    [turn] = talk(advisor, said)
    assert written(turn)[0] == "follow-up" and "press, shame or mislead" not in turn.answer


def test_a_writer_told_that_another_agreed_is_pressed(advisor: Advisor) -> None:
    _, turn = talk(advisor, REQUEST, "write him that dr Stone already agreed")
    assert "press, shame or mislead" in turn.answer and "already agreed" not in written(turn)[1]


def test_a_sentence_that_sounds_angry_is_named_without_being_pressure(advisor: Advisor) -> None:
    _, turn = talk(advisor, REQUEST, 'take out "whatever you decide" it sounds like i am angry')
    assert "whatever you decide" not in written(turn)[1] and "press, shame or mislead" not in turn.answer


@pytest.mark.parametrize("said", ["put that i want apply neurology in september 2027", "i apply neurology 2027"])
def test_what_the_case_lacks_fills_the_blanks_and_is_no_mention(advisor: Advisor, said: str) -> None:
    _, turn = talk(advisor, "request for dr pratt, she taught me ekg", said)
    text = written(turn)[1]
    assert "residency in Neurology in 2027" in text and "taught me EKG" in text
    assert "mention that I want" not in text


@pytest.mark.parametrize(("said", "stage"), [("and reminder number 2", 2), ("reminder 3 please", 3), ("and 3", 3)])
def test_a_reminder_is_called_by_its_number(advisor: Advisor, said: str, stage: int) -> None:
    _, turn = talk(advisor, "write reminder to dr Rao, she agreed, deadline sept 1", said)
    assert turn.tools[-1].args.get("stage") == stage


def test_a_number_of_weeks_is_no_stage(advisor: Advisor) -> None:
    _, turn = talk(advisor, "write reminder to dr Rao, she agreed, deadline sept 1", "reminder 2 weeks before, is it ok?")
    assert not any(tool.args.get("stage") == 2 for tool in turn.tools)


def test_a_note_for_the_secretary_and_not_for_him_goes_through_the_secretary(advisor: Advisor) -> None:
    _, turn = talk(advisor, REQUEST, "it goes to the secretary, not to him")
    assert turn.tools[-1].args.get("secretary") and "Straight to the writer" not in turn.answer


def test_a_script_becomes_an_email_with_its_new_day(advisor: Advisor) -> None:
    _, _, turn = talk(
        advisor, REQUEST, "i ask in person, write the script", "give me same as email with deadline september 5"
    )
    kind, text = written(turn)
    assert kind == "request" and "September 5, 2027" in text


def test_another_language_is_not_written(advisor: Advisor) -> None:
    _, turn = talk(advisor, REQUEST, "in arabic please, he not speak good english")
    assert "English only" in turn.answer and written(turn)[0] == "request"


def test_a_language_that_was_spoken_is_mentioned(advisor: Advisor) -> None:
    _, turn = talk(advisor, REQUEST, "mention that i interviewed patients in spanish")
    assert "interviewed patients in Spanish" in written(turn)[1] or "in spanish" in written(turn)[1]


def test_what_the_applicant_does_not_have_yet_is_left_out(advisor: Advisor) -> None:
    _, turn = talk(
        advisor, "cover note for the packet to dr Kim, she agreed",
        "i dont have the strengths note and no personal statement yet, remove them",
    )  # fmt: skip
    text = written(turn)[1]
    assert "strengths" not in text and "personal statement" not in text and "My CV" in text


def test_a_text_that_came_out_the_same_claims_no_change(advisor: Advisor) -> None:
    _, _, turn = talk(advisor, REQUEST, "mention the DKA case", "mention the DKA case")
    assert "came out as it was" in turn.answer and "With what you asked" not in turn.answer


def test_words_of_a_text_are_no_writer(advisor: Advisor) -> None:
    _, turn = talk(advisor, "thank you to Dr. Kim, she uploaded it", "too long. 4 lines max, whatsapp")
    assert noted(turn) == {} and turn.tools[-1].args["letter"] == "kim"


def test_a_pronoun_of_the_text_removes_nobody(advisor: Advisor) -> None:
    _, turn = talk(advisor, "bullet points for dr Ruiz, he asked me for a draft", "take out the he was happy")
    assert noted(turn) == {}


def test_what_leans_on_a_sentence_goes_with_it(advisor: Advisor) -> None:
    _, turn = talk(advisor, "early interest note to dr Lee, IM 2027", "delete the sentence about honor to ask letter")
    text = written(turn)[1]
    assert "honored to ask" not in text and "no need to answer" not in text and "feedback" in text


def test_two_facts_of_one_passage_are_one_number(advisor: Advisor) -> None:
    [turn] = talk(advisor, "early interest note to dr Lee, IM 2027")
    assert "[1] [1]" not in turn.answer


def test_the_next_reminder_goes_the_way_of_the_last_one_until_it_is_told_otherwise(advisor: Advisor) -> None:
    *_, second, last, direct = talk(
        advisor, "reminder to Dr. Patel, he agreed, deadline sept 1", "it goes to the secretary Ms Gomez, not to him",
        "now 2nd reminder", "the last reminder too, and sign Farhan Siddiqui", "not to the secretary, directly to him",
    )  # fmt: skip
    assert all("pass this note on to Dr. Patel" in written(turn)[1] for turn in (second, last))
    assert written(last)[1].endswith("Farhan Siddiqui")
    assert "pass this note" not in written(direct)[1]


def test_what_is_not_ready_is_left_out_for_the_next_writer_too(advisor: Advisor) -> None:
    *_, turn = talk(advisor, REQUEST, "take out the line about the CV", "now the same for dr Patel, nephrology")
    text = written(turn)[1]
    assert "Dear Dr. Patel" in text and "my CV" not in text and "personal statement" in text


def test_a_refusal_that_was_a_mistake_is_taken_back(advisor: Advisor) -> None:
    *_, turn = talk(
        advisor, REQUEST, "write him that dr Stone already agreed",
        "Why you say me about pressure? I did not press anyone. And the DKA case is not in the note.",
    )  # fmt: skip
    assert turn.answer.startswith("I misread you") and "the DKA case" in written(turn)[1]


def test_a_question_about_pressure_is_no_complaint(advisor: Advisor) -> None:
    *_, turn = talk(advisor, REQUEST, "why do people say that one should not push a writer?")
    assert "I misread you" not in turn.answer


def test_a_text_that_pleads_for_nothing_says_so_and_what_could_go(advisor: Advisor) -> None:
    *_, turn = talk(advisor, REQUEST, "less begging please, i sound weak", "less begging please")
    assert "nothing in it that pleads" in turn.answer and "could go" in turn.answer


def test_an_accompanying_letter_is_the_cover_note(advisor: Advisor) -> None:
    [turn] = talk(advisor, "Dr. Susan Pratt has already agreed. Please compose the accompanying letter with packet.")
    assert written(turn)[0] == "packet"


def test_a_few_sentences_of_a_script_are_its_beginning(advisor: Advisor) -> None:
    *_, turn = talk(advisor, "script for dr Lee IM 2027", "i get very nervous, only 3 sentences please")
    assert "To begin" in turn.answer and "If they hesitate" not in turn.answer


def test_a_sentence_that_goes_tells_nothing_of_its_writer(advisor: Advisor) -> None:
    *_, turn = talk(
        advisor, "dr Goldberg said no to my letter, what do i answer him",
        'im Ioana Popescu. and take out "i will ask someone who knows my work better"',
    )  # fmt: skip
    assert noted(turn) == {"name": "Ioana Popescu"}


def test_the_text_that_is_there_is_shown_again_with_what_was_changed(advisor: Advisor) -> None:
    *_, turn = talk(advisor, REQUEST, "mention the DKA case", "I do not see the text. Show me the request here, please.")
    assert "the DKA case" in written(turn)[1]
