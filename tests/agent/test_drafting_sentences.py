"""Sentences of a text that is there: left out, put back, set right, or asked about; what presses stays refused."""

from __future__ import annotations

import pytest

from assistant import Advisor
from tests.agent.talks import noted, talk, text_of

AGREED = "reminder for dr lee, he agreed in april"
RESEARCH = "i need letter from prof zhang, research. write email"
PACKET = "write cover note for packet for dr adams, she agreed"
MENTIONS = "request for dr patel. mention that you let me suture"


@pytest.mark.parametrize(("first", "wish", "gone", "stays"), [
    ("request for prof zhang", "remove the line about CV", "CV", "personal statement"),
    (RESEARCH, "he is only lab, take out the line about clinical thinking", "clinical thinking", "CV"),
    (PACKET, "remove the line about personal statement", "personal statement", "My CV"),
    (AGREED, 'take out "so there is time"', "there is time", "I can send my CV"),
    ("thank you for dr adams, she uploaded", 'remove the line "I know that it took time and thought"',
     "took time", "I will let you know"),
    (AGREED, "can you take out the cv please", "CV", "my summary"),
    ("request for prof zhang", "leave the summary out", "summary", "CV"),
])  # fmt: skip
def test_what_is_named_is_left_out_and_nothing_else(
    advisor: Advisor, first: str, wish: str, gone: str, stays: str
) -> None:
    made, without = talk(advisor, first, wish)
    assert gone in text_of(made) and gone not in text_of(without)
    assert stays in text_of(without) and "I took out" in without.answer
    assert without.status == "answered" and not noted(without)


def test_it_holds_for_later_revisions_and_the_same_for_another_and_for_no_other_kind(advisor: Advisor) -> None:
    *_, shorter, formal, other, kind = talk(
        advisor, "request for prof zhang", "remove the line about CV", "shorter", "more formal", "same for dr kim",
        "write a reminder for dr kim",
    )
    assert "CV" not in text_of(shorter) and "CV" not in text_of(formal)
    assert "CV" not in text_of(other) and "I took out" not in other.answer
    assert "without" not in kind.tools[-1].args


@pytest.mark.parametrize("back", ["put it back", "no, put the cv line back", "undo", "sorry bring it back please"])
def test_what_was_left_out_comes_back(advisor: Advisor, back: str) -> None:
    first, _, again = talk(advisor, "request for prof zhang", "remove the line about CV", back)
    assert text_of(again) == text_of(first) and "back in" in again.answer


@pytest.mark.parametrize(("wish", "why"), [
    ("remove the deadline", "names the day"), ("take out the thank you", "gives thanks"),
    ('remove "strong letter"', "strong"), ('remove "please just tell me"', "easy to say no"),
])  # fmt: skip
def test_what_must_be_there_stays_with_its_reason(advisor: Advisor, wish: str, why: str) -> None:
    made, kept = talk(advisor, AGREED if "thank" in wish else "request for dr patel", wish)
    assert text_of(kept) == text_of(made) and kept.status == "answered"
    assert "I kept" in kept.answer and why in kept.answer


def test_a_topic_of_no_sentence_is_said_to_be_none(advisor: Advisor) -> None:
    made, none, shorter = talk(advisor, AGREED, "take out the line about mushrooms", "shorter")
    assert text_of(none) == text_of(made)
    assert "took nothing out" in none.answer and "could go" not in none.answer
    assert "mushrooms" not in shorter.answer


def test_a_mention_goes_when_it_is_named_and_stays_when_another_sentence_is(advisor: Advisor) -> None:
    wish = "request for dr zhang, research. mention the paper on liver fibrosis"
    *_, other, named, back = talk(
        advisor, wish, "take out the line about clinical thinking", "take out the paper", "put it back"
    )
    assert "liver fibrosis" in text_of(other) and "clinical thinking" not in text_of(other)
    assert "liver fibrosis" not in text_of(named) and "clinical thinking" not in text_of(named)
    assert "liver fibrosis" in text_of(back) and "clinical thinking" not in text_of(back)


def test_both_of_two_wishes_are_done(advisor: Advisor) -> None:
    _, both = talk(advisor, "request for dr feldman", "deadline is aug 20. remove the line about cv")
    assert "August 20, 2027" in text_of(both) and "CV" not in text_of(both)
    _, shorter = talk(advisor, "i will ask dr patel in person. what to say", "more short and mention echo")
    assert "echo" in text_of(shorter) and "case logs" not in text_of(shorter)


def test_what_presses_beside_it_stays_refused(advisor: Advisor) -> None:
    _, refused = talk(advisor, AGREED, 'take out "so there is time". say it is urgent')
    assert refused.status == "refused" and "I leave out what would press" in refused.answer
    assert "there is time" not in text_of(refused) and "I can send my CV" in text_of(refused)
    assert "urgent" not in text_of(refused)


@pytest.mark.parametrize(("first", "wish", "holds", "gone"), [
    ("request for dr feldman, he praised how i calm agitated patient", 'it should be "agitated patients"',
     "calm agitated patients", "agitated patient."),
    ("request for dr patel. mention lupus",
     "the sentence about lupus is broken. we followed a patient with lupus nephritis together",
     "We followed a patient with lupus nephritis together", "recall lupus"),
    ("request for dr patel. mention that i published the paper on liver fibrosis",
     "i did not publish alone. you and me published the paper on liver fibrosis in Hepatology in 2026",
     "We published the paper on liver fibrosis in Hepatology in 2026", "I published"),
    ("write request for dr keller", "ok write only: you told me my presentations were organized",
     "you told me my presentations were organized", "____ has stayed"),
    ("dr zhang i worked with him in research. my request please", "we published a paper together",
     "We published a paper together", "____ has stayed"),
])  # fmt: skip
def test_new_words_come_in_place_of_the_old(
    advisor: Advisor, first: str, wish: str, holds: str, gone: str
) -> None:
    _, right = talk(advisor, first, wish)
    assert holds in text_of(right) and gone not in text_of(right) and right.status == "answered"


def test_a_wrong_sentence_without_new_words_is_asked_about(advisor: Advisor) -> None:
    *_, wrong, which, out, right = talk(
        advisor, "request for dr cohen. mention that we published a paper together",
        "mention that dr cohen is reading it", "that sentence is wrong dr cohen is reading it",
        "no the sentence is not correct. he is the one reading it", "take it out", "take out the line about reading it",
    )
    assert 'You mean the sentence "Dr. Cohen is reading it."' in wrong.answer
    assert [reply.status for reply in (wrong, which, out)] == ["clarify"] * 3
    assert "published a paper together" in which.answer and "reading it" in which.answer
    assert "published a paper together" in text_of(right) and "reading it" not in text_of(right)


@pytest.mark.parametrize(("answer", "holds", "gone"), [
    ("take it out", "Thank you for your teaching", "suture"),
    ("it should be: you taught me to suture", "that you taught me to suture", "let me"),
])  # fmt: skip
def test_the_sentence_asked_about_is_meant_by_the_answer(
    advisor: Advisor, answer: str, holds: str, gone: str
) -> None:
    _, asked, done = talk(advisor, MENTIONS, 'no "i still remember" sounds angry, change this', answer)
    assert asked.status == "clarify" and "I still remember that you let me suture" in asked.answer
    assert holds in text_of(done) and gone not in text_of(done)


def test_how_a_line_is_to_change_is_asked(advisor: Advisor) -> None:
    _, asked = talk(advisor, AGREED, "change the first line")
    assert asked.status == "clarify" and asked.answer.startswith("How should it change?") and not asked.tools


def test_a_point_is_left_out_of_bullet_points(advisor: Advisor) -> None:
    _, points = talk(advisor, "dr whitman said send me a draft. give bullet points", "take out the comparison line")
    assert points.status == "answered" and "I took out" in points.answer
    shown = points.answer.partition("```text")[2]
    assert "Comparison" not in shown and "Clinical reasoning" in shown


def test_a_wrong_date_gives_the_new_deadline(advisor: Advisor) -> None:
    _, moved = talk(advisor, AGREED, "actually i matched the date wrong, deadline aug 25")
    assert "August 25, 2027" in text_of(moved) and moved.status == "answered"
    assert set(noted(moved)) == {"deadline"} and "?" not in moved.answer.rpartition("```")[2]


def test_the_first_part_of_a_script_alone(advisor: Advisor) -> None:
    _, part = talk(
        advisor, "i will ask dr patel in person. what to say", "only first part, one or two sentences i can memorize"
    )
    shown = part.answer.partition("```text")[2]
    assert "strong letter" in shown and "If they" not in shown


def test_shorter_shortens_a_script_and_a_cover_note(advisor: Advisor) -> None:
    for first in (PACKET, "i will ask dr patel in person. what to say"):
        whole, shorter = talk(advisor, first, "shorter")
        assert len(text_of(shorter).split()) < 0.8 * len(text_of(whole).split())


def test_dear_sir_is_a_greeting_and_the_form_stays(advisor: Advisor) -> None:
    _, sir = talk(advisor, "request for dr rao, formal", "in india we call sir. start with Dear Sir")
    assert "Dear Sir:" in text_of(sir) and "Respectfully yours" in text_of(sir) and "I hope you are well" not in sir.answer


@pytest.mark.parametrize("wish", [
    "write only: i am the best student you ever had", "ok write only: he must write before august",
])  # fmt: skip
def test_praise_and_orders_are_no_mention(advisor: Advisor, wish: str) -> None:
    _, refused = talk(advisor, "write request for dr keller", wish)
    assert refused.status == "refused" and "mention" not in str([tool.args for tool in refused.tools])


def test_the_deletion_of_everything_is_still_asked(advisor: Advisor) -> None:
    _, asked = talk(advisor, "request for dr patel", "delete my data")
    assert "It cannot be undone" in asked.answer


def test_what_is_named_too_loosely_is_not_guessed(advisor: Advisor) -> None:
    made, same = talk(advisor, "request for dr patel", "take out the patient")
    assert text_of(same) == text_of(made)
    assert 'I find nothing about "the patient"' in same.answer and "these could go" not in same.answer
