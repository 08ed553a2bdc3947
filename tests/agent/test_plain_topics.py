"""Plain questions about letters in general, and worries about asking: answered as asked, not as a verdict of a writer."""

from __future__ import annotations

import pytest

from assistant import Advisor
from assistant.agent.builtin.parts import Told
from assistant.agent.builtin.topics import topic_of
from tests.agent.talks import talk

CASE = "applying psychiatry 2027. dr hany psychiatrist US 6 weeks hands on agreed. dr sol psychiatrist US 8 weeks"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("how can i find out if he will write strong without offending him?", "comfortable writing a strong letter"),
        ("how many home letters is too much?", "Too many non-US letters"),
        ("is letter from free clinic good", "not by the kind of clinic"),
        ("do US programs value UK letters more than indian letters", "outside the US"),
        ("can i send more than four to the program if i've five", "No: four at most"),
        ("what type of letters do psych programs want? do they want clinical ones", "saw your patient care directly"),
        ("dr hany gave me his letter on paper signed. can i use that?", "Not by your own hand"),
        ("do psych programs like one IM letter", "the additional letter can come"),
        ("how many US letters i need and do i have it", "at least 2 US clinical letters"),
        ("dr hany refused, should i beg him again?", "No: thank them kindly"),
        ("i am scared dr hany forgot me. how do i ask after so long", "help them remember"),
        ("can i reuse them or need new", "can be imported"),
    ],
)
def test_a_plain_question_is_answered_as_asked(advisor: Advisor, question: str, said: str) -> None:
    reply = talk(advisor, CASE, question)[-1]
    assert reply.status == "answered" and said in reply.answer.replace("**", "")


@pytest.mark.parametrize(
    "message",
    [
        "how do i upload the letter myself by logging in as my attending?",
        "he hesitated, push him! what words?",
        "is it ok to reuse a neuro letter for my psych specialty",
        "is dr hany good",
        "will the interviewer have my printed letters before her?",
    ],
)
def test_look_alikes_are_no_plain_topic(message: str) -> None:
    found = topic_of(message, Told(names=("Hany",)), of_case=True)
    assert found is None or not found.firm


def test_a_fact_put_right_is_no_invention_after_an_outline(advisor: Advisor) -> None:
    late = "dr sol was 10 weeks not 8 i forgot to say. rank my writers"
    reply = talk(advisor, CASE, "make an outline for dr hany", late)[-1]
    assert reply.status == "answered" and "10" in str(reply.profile)
