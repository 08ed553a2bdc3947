"""How a thing is to be said is no part of it, a remark on it is a thing of its own, and what lies ahead stands at the end."""

from __future__ import annotations

import pytest

from assistant import Advisor
from assistant.agent.builtin.draft_mention import loosely_mentioned, mentioned
from assistant.casebook.deeds import find_deeds
from assistant.drafting.ahead import parted
from assistant.drafting.recall import recalled
from tests.agent.talks import talk, text_of

ASKING = "I am Chau, IM 2027. Dr. Paul Adeyemi in Baltimore, 4 weeks hands-on ended last week, not asked."


@pytest.mark.parametrize(("said", "mention"), [
    ("say that i would love to train there, put it in one line at the end, and shorten it a bit",
     "that I would love to train in your program"),
    ("say that i would love to match there", "that I would love to match in your program"),
    ("mention the ECMO night, at the end please", "the ECMO night"),
    ("add as last sentence that i hope to come back in october", "that I hope to come back in October"),
    ("tell him that i passed step 3, and make everything more formal", "that I passed Step 3"),
    ("mention that at the end of the rotation i ran the clinic", "that at the end of the rotation I ran the clinic"),
    ("mention that i stayed in the lab in the last two weeks", "that I stayed in the lab in the last two weeks"),
    ("mention the case with kawasaki that we saw together, he was happy with my presentation",
     "the case with Kawasaki that we saw together; that you were happy with my presentation"),
    ("mention the man with endocarditis, he was very sick and she let me follow him",
     "the man with endocarditis, he was very sick and she let me follow him"),
    ("mention that i will be doing group notes with her next 2 weeks",
     "that I will be doing group notes with you for the next 2 weeks"),
    ("mention that i saw her next patient alone", "that I saw your next patient alone"),
    ("add that i will be back in his clinic in july with him", "that I will be back in your clinic in July"),
    ("add that i can drop off the forms on thursday and that i would be thrilled to do residency there",
     "that I can drop off the forms on Thursday; that I would be thrilled to do residency in your program"),
    ("mention mrs lopez with the foot ulcer", "Mrs. Lopez with the foot ulcer"),
    ("mention that i waived my right to see it", "that I waive my right to see the letter"),
])  # fmt: skip
def test_what_is_mentioned_is_the_thing_alone(said: str, mention: str) -> None:
    assert mentioned(said) == mention


def test_an_order_behind_what_is_told_is_no_part_of_it() -> None:
    assert loosely_mentioned("her letter id is coming, say that") == "that your letter ID is coming"


def test_both_marks_of_a_quotation_stay() -> None:
    (deed,) = find_deeds("he also told me 'you have good judgment'.")
    assert recalled("feedback", deed.note).text == "told me 'you have good judgment'"


@pytest.mark.parametrize(("mention", "recalled_part", "ahead"), [
    ("our talk on DKA; that I can send my CV this week", "our talk on DKA", "that I can send my CV this week"),
    ("that I ran the clinic; that you can upload it by e-mail", "that I ran the clinic", "that you can upload it by e-mail"),
    ("that I could follow a patient", "that I could follow a patient", ""),
])  # fmt: skip
def test_what_lies_ahead_is_told_from_what_is_recalled(mention: str, recalled_part: str, ahead: str) -> None:
    assert parted(mention) == (recalled_part, ahead)


def test_an_offer_stands_behind_the_request_and_only_once(advisor: Advisor) -> None:
    *_, reply = talk(advisor, ASKING, "write the request", "tell him i can send CV and personal statement same day")
    text = text_of(reply)
    assert text.index("Would you feel comfortable") < text.index("I can send my CV and my personal statement the same day.")
    assert text.count("personal statement") == 1 and "one-page summary" in text and "____ has stayed" not in text
