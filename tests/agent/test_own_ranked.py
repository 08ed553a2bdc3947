"""Whom talk puts first, what it calls usable, which number is a cap, and that nothing is listed twice in a row."""

from __future__ import annotations

from typing import Any

import pytest

from assistant import Advisor
from tests.agent.talks import talk

BARRED = (
    "internal medicine 2027. Dr Layla Kamal internist in Dubai, my uncle, hands on 8 weeks, agreed. Dr Peter Novak "
    "internist in Ohio, 8 weeks, not asked yet. Dr Shaw internist US shadowing 3 weeks, not asked yet"
)
OPEN = (
    "pediatrics 2027, from Nigeria. Dr Rosenthal pediatrician in Boston hands on 4 weeks agreed. Prof Nwosu "
    "pediatrician in Lagos, agreed, knows me well. Dr Adeyemi surgeon in Nigeria hands on 12 weeks, not asked yet"
)
MENTOR = (
    "internal medicine 2027, from Pakistan. Dr Tahira Mehmood internist in Lahore hands on 104 weeks. Dr Pillai "
    "cardiologist in New York observership 8 weeks. Dr Gul internist US research 52 weeks over a long time"
)
FIELDS = (
    "neurology and internal medicine 2027. Dr Patricia Lowe neurologist US hands on 6 weeks agreed. Dr Hossain "
    "neurologist Bangladesh hands on 52 weeks agreed. Dr Brandt internist US hands on 4 weeks, not asked yet"
)
SIX = (
    "internal medicine 2027. Dr Ann Mckinley internist US hands on 20 weeks, agreed. Dr Lee internist US hands on 8 "
    "weeks, not asked yet. Dr Kim internist US hands on from 2027-08-02 to 2027-08-29, not asked yet. Dr Shaw "
    "internist US shadowing 3 weeks, not asked yet"
)


def after(advisor: Advisor, *messages: str) -> str:
    return talk(advisor, *messages)[-1].answer


@pytest.mark.parametrize("asked", ["which letter is the strongest", "who is first", "rank my letters"])
def test_a_barred_letter_stands_first_nowhere(advisor: Advisor, asked: str) -> None:
    answer = after(advisor, BARRED, asked)
    assert answer.index("Dr. Peter Novak") < answer.index("Dr. Layla Kamal")
    assert "First in the ranking stands Dr. Layla Kamal" not in answer


def test_when_to_ask_a_barred_writer_begins_with_why_not(advisor: Advisor) -> None:
    assert "Better not use the letter of Dr. Shaw" in after(advisor, BARRED, "when do i ask shaw")


@pytest.mark.parametrize("told", ["shaw was so nice to me today", "i saw shaw again today, she asked about my plans"])
def test_no_text_is_offered_for_a_barred_letter(advisor: Advisor, told: str) -> None:
    assert "for Dr. Shaw: just say" not in after(advisor, BARRED, told)


def test_an_open_letter_stands_before_one_without_a_place_and_is_not_called_usable(advisor: Advisor) -> None:
    told, ranked, sent = (reply.answer for reply in talk(advisor, OPEN, "rank my letters", "which 4 should i send"))
    assert "1 usable, 1 US clinical" in told and "1 more is still open" in told
    assert ranked.index("2. Prof. Nwosu (has agreed): no sure place yet: if the work there was hands-on") > 0
    assert "3. Dr. Adeyemi" in ranked
    assert sent.index("And perhaps") < sent.index("Prof. Nwosu")


def test_a_long_mentor_stands_before_a_look_on_and_research_is_called_so(advisor: Advisor) -> None:
    assert after(advisor, MENTOR, "would you put pillai above mehmood").startswith("Dr. Tahira Mehmood before Dr. Pil")
    assert "3. Dr. Gul: a research letter, as an addition" in after(advisor, MENTOR, "rank my letters")


def test_nobody_need_choose_while_there_is_room(advisor: Advisor) -> None:
    assert "there is room for both" in after(advisor, MENTOR, "pillai or mehmood, who is better?")
    assert "there is room for both" not in after(advisor, MENTOR, "one slot left, pillai or mehmood, who is better?")


@pytest.mark.parametrize(("asked", "capped"), [
    ("i have only these 3, which ones should i send", False),
    ("so of the three which ones should i send", False),
    ("one program takes 2 letters only, which ones should i send", True),
    ("which 2 should i send", True),
])  # fmt: skip
def test_a_number_is_a_cap_only_where_it_says_how_many_can_go(advisor: Advisor, asked: str, capped: bool) -> None:
    assert ("where only two can go" in after(advisor, FIELDS, asked)) is capped
    assert "where only three can go" not in after(advisor, FIELDS, asked)


@pytest.mark.parametrize("asked", [
    "can i use same letters for both neuro and im or must be different? how would you split them in my case",
    "which go to neuro and which go to medicine",
])  # fmt: skip
def test_two_fields_get_two_sets_each_with_its_own_letters_first(advisor: Advisor, asked: str) -> None:
    neurology, _, medicine = after(advisor, FIELDS, asked).partition("**For Internal Medicine")
    assert "**For Neurology" in neurology and "3. Dr. Brandt: US faculty in Internal Medicine" in neurology
    assert "1. Dr. Brandt: US faculty in your specialty" in medicine


@pytest.mark.parametrize(("asked", "first"), [
    ("do i need another internist", "Yes: from Internal Medicine you have 1 so far"),
    ("should I get one more neurologist letter or is it fine", "You need not: from Neurology you have 2"),
    ("should i do another US rotation in august", "Not for the number: counted among your letters are 2 US"),
    ("what if brandt says no", "Nobody whom you have told me of is left to ask in the place of Dr. Brandt"),
    ("how many in total do i need and who would be my fourth", "Aim for 4 strong letters"),
    ("is brandt good?", "Yes, the letter of Dr. Brandt is of the strongest kinds"),
])  # fmt: skip
def test_one_more_is_answered_first(advisor: Advisor, asked: str, first: str) -> None:
    assert after(advisor, FIELDS, asked).startswith(first)


@pytest.mark.parametrize("asked", ["what is my very first step", "where should i start", "what is the first thing to do"])
def test_a_first_step_is_one_step(advisor: Advisor, asked: str) -> None:
    answer = after(advisor, SIX, asked)
    assert answer.startswith("Start with this one") and "packet" in answer and answer.count("2027-") == 1


def test_whom_to_ask_next_is_said_first_and_the_list_not_twice(advisor: Advisor) -> None:
    first, second = (reply.answer for reply in talk(advisor, SIX, "whom do i ask first", "who next")[1:])
    assert first.startswith("The next to ask is Dr. Lee") and "Ask Dr. Kim" not in first
    assert "1. Dr. Ann Mckinley" in first and "1. Dr. Ann Mckinley" not in second
    assert second.startswith("The next to ask is Dr. Lee") and "The order stays as it was" in second


def test_best_to_worst_is_the_whole_order(advisor: Advisor) -> None:
    assert "1. Dr. Ann Mckinley" in after(advisor, SIX, "order please, best to worst")
    assert "1. Dr. Ann Mckinley" in after(advisor, SIX, "put them in order please")


@pytest.mark.parametrize(("asked", "said"), [
    ("does it matter that lowe letter will be one year old when i apply", "It is not void"),
    ("lowe letter is from last cycle, can i use again or ask her for new one?", "You can: letters of an earlier application can be imported"),
    ("is lowe good if i was only scribe there", "It counts for less"),
    ("is lowe letter ok, she charged me 500 dollars", "A fee for the rotation"),
    ("how does a UK letter count, like US or like home?", "Neither quite"),
])  # fmt: skip
def test_the_reason_that_is_given_is_answered(advisor: Advisor, asked: str, said: str) -> None:
    assert after(advisor, FIELDS, asked).startswith(said)


def test_a_generic_letter_stands_back_and_one_place_is_a_choice(advisor: Advisor) -> None:
    told = (
        "psychiatry 2027. Dr Susan Feldman psychiatrist US hands on 13 weeks agreed. Dr Tran psychiatrist US hands on 8 "
        "weeks, it is the same template for all students. Dr Fournier psychiatrist France hands on"
    )
    ranked = after(advisor, told, "rank my letters")
    assert ranked.index("Dr. Fournier:") < ranked.index("Dr. Tran:")
    one = after(advisor, told, "dr fournier was 4 months sorry. she or feldman if only one place left")
    assert one.startswith("For Psychiatry the ranking places Dr. Susan Feldman before Dr. Fournier")


_SEEN: tuple[dict[str, Any], ...] = (
    {}, {"setting": "hands_on"}, {"setting": "hands_on", "weeks": 1}, {"setting": "hands_on", "weeks": 6},
    {"setting": "observership", "weeks": 2}, {"setting": "observership", "weeks": 8}, {"setting": "none"},
    {"setting": "hands_on", "weeks": 6, "knows_me_well": False}, {"setting": "research", "longitudinal": True},
    {"setting": "hands_on", "longitudinal": True}, {"setting": "shadowing"},
)  # fmt: skip


@pytest.mark.parametrize("country", ["US", "NP"])
@pytest.mark.parametrize("seen", _SEEN, ids=str)
def test_any_two_letters_can_be_set_side_by_side(advisor: Advisor, seen: dict[str, Any], country: str) -> None:
    for number, other in enumerate(_SEEN):
        writer = {"title": "Dr.", "profession": "physician", "specialty": "internal_medicine"}
        case = {"targets": ["internal_medicine"], "application_year": 2027, "letters": [
            {"id": "lee", "writer": {**writer, "name": "Ann Lee", "country": "US"}, "experience": seen},
            {"id": "rao", "writer": {**writer, "name": "Ravi Rao", "country": country}, "experience": other},
            {"id": "kim", "writer": {**writer, "name": "Jo Kim", "country": "US"}, "template": True},
        ]}  # fmt: skip
        for asked in ("lee or rao, who is better?", "kim or rao if only one place is left?"):
            reply = advisor.reply(asked, f"pair {seen} {country} {number} {asked}", "2027-06-28", case)
            assert reply.status in {"answered", "clarify"} and "Rao" in reply.answer, (other, reply.answer)
