"""How a case is shown: countries by their names, one week, where it stands with each writer."""

from __future__ import annotations

from assistant import Advisor
from tests.agent.talks import talk


def test_countries_are_shown_by_their_names_and_one_week_is_one(advisor: Advisor) -> None:
    reply = talk(advisor, "i am from pakistan, applying psychiatry. dr osei psychiatrist Ohio 1 week hands on, "
                          "dr khan psychiatrist lahore 6 weeks hands on")[-1]  # fmt: skip
    assert "home country: Pakistan" in reply.answer
    assert "| Pakistan |" in reply.answer and "| US |" in reply.answer
    assert "1 week |" in reply.answer and "6 weeks |" in reply.answer


def test_the_month_of_a_stay_without_days_is_shown(advisor: Advisor) -> None:
    replies = talk(advisor, "i apply IM. dr osei internist Ohio 6 weeks hands on, it ended in april", "show me my case")
    assert all("hands on 6 weeks, ended in April 2027 |" in reply.answer for reply in replies)


def test_a_year_beside_the_guides_answer_stands_in_the_persons_words_and_as_such(advisor: Advisor) -> None:
    reply = talk(advisor, "i apply this year, how many letters do i need?")[-1]
    assert 'application year, as you told it ("this year")' in reply.answer


def test_who_has_agreed_is_not_to_be_asked(advisor: Advisor) -> None:
    told = "psychiatry. dr osei psychiatrist Ohio 6 weeks hands on{}. rank my letters"
    fresh = talk(advisor, told.format(""))[-1].answer
    assert "Whom to ask, best first" in fresh and "Dr. Osei: US faculty" in fresh
    agreed = talk(advisor, told.format(", agreed"))[-1].answer
    assert "Your writers, best first" in agreed and "Dr. Osei (has agreed): US faculty" in agreed
    assert "Whom to ask" not in agreed
    for answer in (fresh, agreed):
        assert "or, where nobody is left to ask, somebody new" in answer
