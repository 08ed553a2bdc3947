"""An answer to a fact that the writer asks for: with the value where it is told, with a blank where it is not."""

from __future__ import annotations

import pytest

from assistant import Advisor
from evals.drafting_talk import written
from tests.agent.talks import talk, text_of

AGREED = "Dr. Okafor agreed to write for me."


@pytest.mark.parametrize("said", [
    "He wants my Step 2 score, it is 251. Answer him please",
    "he asked about my step 2 ck score. i got 251. reply to him",
])  # fmt: skip
def test_the_score_that_is_asked_for_is_told(advisor: Advisor, said: str) -> None:
    (reply,) = talk(advisor, f"{AGREED} {said}")
    assert "My Step 2 score is 251." in text_of(reply) and "____." not in text_of(reply)


@pytest.mark.parametrize("said", [
    "She emailed me some questions, write a reply",
    "He wants to know my visa status and my step 2 score, which is 251. Reply",
    "he asked for my year of graduation, answer him",
])  # fmt: skip
def test_what_is_not_told_stays_blank(advisor: Advisor, said: str) -> None:
    first, filled = talk(advisor, f"{AGREED} {said}", "mention that I need a J-1 visa")
    assert "Here is my answer: ____." in text_of(first) and "251" not in text_of(first)
    assert "I need a J-1 visa." in text_of(filled) and "Here is my answer" not in text_of(filled)


@pytest.mark.parametrize("said", [
    "She asked my step 2 score and I sent it, no reply since. Write a reminder",
    "he asked when I need it, reply to him",
    "Write the cover note, my step 2 score is 251",
])  # fmt: skip
def test_what_asks_for_another_text_gets_that(advisor: Advisor, said: str) -> None:
    (reply,) = talk(advisor, f"{AGREED} {said}")
    assert written(reply)[0] and "My answer to your question" not in text_of(reply)
