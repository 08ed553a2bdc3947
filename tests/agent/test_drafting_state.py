"""Where a talk stands: what a text lacked is told later, the time together is over, a writer has no time."""

from __future__ import annotations

import pytest

from assistant import Advisor
from evals.drafting_talk import written
from tests.agent.talks import noted, talk, text_of

SIGNAL = "signal of interest to Dr. Cho, IM 2027, I am Ina Popa, observership with her"
NO_TIME = "I know how full your days are"
KNOWS = "knows my work better"


@pytest.mark.parametrize(("told", "holds"), [
    ("IM", "Internal Medicine"), ("2027", "in 2027"), ("September 1", "September 1, 2027"), ("family medicine", "Family"),
    ("by Aug 20", "August 20, 2027"),
])  # fmt: skip
def test_what_a_text_lacks_goes_into_it_even_after_something_else(advisor: Advisor, told: str, holds: str) -> None:
    *_, at_once = talk(advisor, "need email to dr kim to ask for a letter", told)
    assert holds in text_of(at_once) and "With what you told me" in at_once.answer
    *_, later = talk(advisor, "need email to dr kim to ask for a letter", "letter", told)
    assert holds in text_of(later)


def test_a_day_alone_is_the_deadline_only_where_the_text_lacks_it(advisor: Advisor) -> None:
    *_, reminder = talk(advisor, "reminder for Dr. Ali Hassan. neurology. he promised in april", "September 1")
    assert noted(reminder)["deadline"] == "2027-09-01" and "September 1, 2027" in text_of(reminder)
    *_, other = talk(advisor, "reminder for Dr. Ali Hassan, he promised in april. deadline aug 20", "September 1")
    assert "deadline" not in noted(other)


@pytest.mark.parametrize("told", [
    "the observership is OVER since May. please write it for after.", "my observership with her finished last week",
    'But observership is finished already in May, why it says "how am I doing so far"? Please correct.',
    "i finished the rotation in april", "I completed my observership there, past tense please",
])  # fmt: skip
def test_an_early_word_after_the_time_together_asks_how_it_was(advisor: Advisor, told: str) -> None:
    first, after, formal = talk(advisor, SIGNAL, told, "more formal")
    assert "How am I doing so far" in text_of(first) and "How did I do" in text_of(after)
    assert "by the end of my" not in text_of(after) and "How did I do" in text_of(formal)


@pytest.mark.parametrize("told", ["it is not over yet", "when my rotation is over I will ask her", "more formal"])
def test_an_early_word_stays_one_while_it_lasts(advisor: Advisor, told: str) -> None:
    talk_so_far = talk(advisor, SIGNAL, told, "shorter")
    assert "How am I doing so far" in text_of(talk_so_far[-1])


def test_it_is_told_with_the_wish(advisor: Advisor) -> None:
    [reply] = talk(
        advisor, "I have done one month of observership with Dr. Kowalski. I want to tell her early that I hope to ask "
        "for a letter later, write a short signal",
    )  # fmt: skip
    assert "How did I do" in text_of(reply)


def test_what_is_rather_said_is_shown_as_words(advisor: Advisor) -> None:
    *_, said = talk(advisor, SIGNAL, "and instead of email I will say it to her after rounds. how?")
    assert "to say in your own way" in said.answer and "Subject:" not in said.answer
    *_, script = talk(advisor, "request to dr kim, IM 2027", "instead of email I will ask him after rounds. how?")
    assert script.tools[-1].args["kind"] == "script"


@pytest.mark.parametrize(("wish", "faded"), [
    ("shorter, I'll forget all this when I'm nervous", False), ("before I forget: make it shorter", False),
    ("make it shorter, he may have forgotten me", True), ("i think she forgot me, shorter", True),
])  # fmt: skip
def test_only_the_writers_forgetting_is_told(advisor: Advisor, wish: str, faded: bool) -> None:
    *_, reply = talk(advisor, "request to dr mora, IM 2027", wish)
    assert ("It has been a while" in text_of(reply)) is faded


@pytest.mark.parametrize("told", [
    "Dr. Ferrara. he told me he's too busy this year", "Dr. Ode said she has no time for letters this season",
    "dr ode declined, too many letters already she said", "Dr. Ode said no because she is swamped",
])  # fmt: skip
def test_a_no_for_lack_of_time_is_answered_as_one(advisor: Advisor, told: str) -> None:
    *_, reply = talk(advisor, told, "reply to that please, short")
    assert written(reply)[0] == "gracious-decline" and NO_TIME in text_of(reply) and KNOWS not in text_of(reply)


def test_another_no_is_answered_as_before(advisor: Advisor) -> None:
    [reply] = talk(advisor, "Dr. Ode said she does not know me well enough. reply please")
    assert KNOWS in text_of(reply) and NO_TIME not in text_of(reply)
