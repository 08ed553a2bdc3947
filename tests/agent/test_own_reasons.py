"""The reason that a question about a letter gives is answered, a stranger stands back, and nothing is promised early."""

from __future__ import annotations

import pytest

from assistant import Advisor, Reply
from tests.agent.talks import noted, talk

FOUR = (
    "internal medicine, from Bangladesh. dr Angela Ruiz IM US hands on 8 weeks, ended june 11 2027. dr Peter Novak "
    "gastroenterologist US observership 3 weeks. dr Farhana Islam IM dhaka, hands on 1 year, knows me well. Dr Tom "
    "Brennan, IM attending US hands on 4 weeks, hardly remembers me"
)  # fmt: skip
OPEN = (
    "internal medicine 2027, from Syria. Prof. Klaus Brandt internist in Leipzig, agreed. Dr Paul Jennings IM St Louis "
    "hands on 4 weeks from july 20 2027. Dr Huda Nasser IM in Dearborn"
)  # fmt: skip


def after(advisor: Advisor, told: str, *asked: str) -> Reply:
    return talk(advisor, told, *asked)[-1]


@pytest.mark.parametrize(("asked", "first"), [
    ("ruiz is no longer working at that clinic, does her letter still count", "It still counts: a letter goes by"),
    ("dr ruiz moved to another hospital. is her letter good still?", "It still counts: a letter goes by"),
    ("dr islam has retired. is her letter good still?", "It still counts: nothing in the guide speaks against"),
    ("is the letter of novak good, it was online only", "Only a little: from afar"),
    ("is the letter of ruiz ok, the rotation was by zoom", "Only a little: from afar"),
    ("novak charged me 2000 dollars, is the letter ok?", "A fee for the rotation does not make the letter bought"),
    ("is ruiz's letter good, she is famous", "A name alone does not help"),
    ("is the ruiz letter too old?", "No, that is recent: Dr. Angela Ruiz saw you until 2027-06-11"),
    ("is the letter of novak too old?", "It is not void"),
    ("is islam's letter ok in bengali with translation?", "The guide says nothing of the language"),
    ("is ruiz's letter ok, she is only assistant professor?", "It does not matter much"),
    ("i saw ruiz only twice a week, is her letter still good?", "It weakens the letter"),
    ("is islam's letter good, it was not from a rotation", "It need not be a rotation"),
])  # fmt: skip
def test_the_reason_that_is_asked_about_is_answered_first(advisor: Advisor, asked: str, first: str) -> None:
    assert after(advisor, FOUR, asked).answer.startswith(first)


@pytest.mark.parametrize(("asked", "first"), [
    ("is the letter of ruiz good?", "Yes, the letter of Dr. Angela Ruiz is of the strongest kinds"),
    ("is brennan's letter good?", "Rather not: Dr. Tom Brennan is US faculty in your specialty, who does not know you"),
    ("would a letter from islam hurt me?", "No, it does not hurt: faculty outside the US"),
    ("is novak's letter ok?", "Usable, yet weak"),
])  # fmt: skip
def test_without_a_reason_the_letter_is_judged(advisor: Advisor, asked: str, first: str) -> None:
    assert after(advisor, FOUR, asked).answer.startswith(first)


def test_a_stranger_and_a_short_look_stand_back(advisor: Advisor) -> None:
    ranked = after(advisor, FOUR, "rank my letters").answer
    places = [ranked.index(f"Dr. {name}:") for name in ("Angela Ruiz", "Farhana Islam", "Peter Novak", "Tom Brennan")]
    assert places == sorted(places) and "yet from an observership" in ranked
    pair = after(advisor, FOUR, "is novak better than islam?").answer
    assert pair.startswith("Dr. Farhana Islam before Dr. Peter Novak, for Internal Medicine: by the kind of writer")
    last = after(advisor, FOUR, "which letter is weakest").answer
    assert "The order, best first: Dr. Angela Ruiz, Dr. Farhana Islam, Dr. Peter Novak, Dr. Tom Brennan." in last


def test_the_case_without_one_letter(advisor: Advisor) -> None:
    answer = after(advisor, FOUR, "if i drop brennan is the rest enough?").answer
    assert answer.startswith("Without Dr. Tom Brennan:") and "not enough yet, 1 of the four places is free" in answer
    assert "These can go: Dr. Angela Ruiz, Dr. Farhana Islam, Dr. Peter Novak." in answer


def test_what_is_open_is_judged_on_a_condition_and_nothing_is_ready(advisor: Advisor) -> None:
    replies = talk(advisor, OPEN, "is brandt's letter good", "is that enough?")
    told, judged, enough = (reply.answer for reply in replies)
    assert "2 more are still open, as too little is known" in told and ": ready" not in told
    assert "if the work there was hands-on, it is a letter from outside the US in your field" in judged
    assert "The time with Dr. Paul Jennings still lies ahead" in enough and "Next: ask Dr. Huda Nasser" in enough


def test_a_full_set_is_ready_only_when_all_are_promised(advisor: Advisor) -> None:
    told = FOUR.replace(", hardly remembers me", "")
    assert "**Internal Medicine: enough, once all are promised.**" in after(advisor, told).answer
    assert after(advisor, told, "is that enough?").answer.startswith("**Internal Medicine: enough, once all of them")
    assert "full in number, not yet strong" in after(advisor, FOUR, "is that enough?").answer


@pytest.mark.parametrize(("asked", "said"), [
    ("is ruiz enough as my main letter or should i find one more", "**Internal Medicine: full in number"),
    ("what is still missing and when should i have all done?", "All of them should be in by 2027-09-01"),
])  # fmt: skip
def test_a_question_in_two_parts_is_answered_in_both(advisor: Advisor, asked: str, said: str) -> None:
    assert said in after(advisor, FOUR, asked).answer


def test_each_specialty_and_a_preliminary_year(advisor: Advisor) -> None:
    told = "radiology 2027. Dr Dunn IM US hands on 4 weeks. Dr Mitchell radiologist US hands on 4 weeks"
    both = after(advisor, told, "which letters for radiology and which for prelim medicine").answer
    assert "For Radiology, send" in both and "For Internal Medicine, send" in both
    open_year = after(advisor, told, "which letters for radiology and which for the prelim").answer
    assert "For the preliminary year I need its specialty" in open_year
    assert "preliminary" not in after(advisor, told, "which letters for radiology").answer


SILENT = "psychiatry from Brazil. Dr Steinberg psychiatrist US hands on 4 weeks, agreed. Dr Baptiste FM US hands on 4 weeks, asked"


def test_a_silent_request_is_asked_again_and_a_promise_reminded(advisor: Advisor) -> None:
    asked = after(advisor, SILENT, "baptiste is silent for 3 weeks, should i ask again or find another?").answer
    assert "Ask Dr. Baptiste once more now" in asked and "4 to 6 weeks before" not in asked
    promised = after(advisor, SILENT, "steinberg is silent for 3 weeks, should i ask again or find another?").answer
    assert "2027-07-21 to 2027-08-04: the first reminder to Dr. Steinberg" in promised
    assert "so I take the coming September" in promised and "once more now" not in promised


def test_dates_without_a_year_go_by_the_coming_september(advisor: Advisor) -> None:
    reply = after(advisor, SILENT, "what do i do this week")
    assert "so I take the coming September" in reply.answer and "2027-09-01: Deadline" in reply.answer
    assert "application_year" not in noted(reply)
    known = after(advisor, SILENT.replace("psychiatry", "psychiatry 2027"), "what do i do this week").answer
    assert "so I take the coming September" not in known


def test_who_is_over_is_asked_now(advisor: Advisor) -> None:
    over = after(advisor, FOUR, "when do i ask islam? we finished 2 months ago").answer
    assert over.startswith("Ask Dr. Farhana Islam now: your time together is over")
    assert after(advisor, FOUR, "is it too late to ask ruiz?").answer.startswith("Not too late: ask now.")


def test_what_was_done_is_not_asked_at_every_turn(advisor: Advisor) -> None:
    told, *later = talk(advisor, "IM 2027. Prof Brandt internist Leipzig, not asked yet", "is that enough?", "so who is best?")
    assert told.answer.endswith("only shadowing, or research?")
    assert not any(reply.answer.endswith("only shadowing, or research?") for reply in later)


NEURO = (
    "Neurology, from Ukraine. professor Bondarenko neurologist in Kharkiv, hands on 5 years. Dr. Amy Kowalczyk, "
    "neurology, Cleveland, observership 8 weeks"
)  # fmt: skip


@pytest.mark.parametrize(("turns", "first"), [
    (("Kowalczyk was not observership, it was hands on, same 8 weeks", "does that change your advice?"), "Yes, it chan"),
    (("Bondarenko is uploaded", "does that change anything?"), "No: your letters stand as before."),
    (("Kowalczyk was hands on, not observership. does this change your ranking?",), "Yes, it changes this:"),
])  # fmt: skip
def test_what_the_last_fact_changes_is_said(advisor: Advisor, turns: tuple[str, ...], first: str) -> None:
    assert after(advisor, NEURO, *turns).answer.startswith(first)


def test_a_question_of_change_in_general_is_none_of_the_case(advisor: Advisor) -> None:
    answer = after(advisor, NEURO, "Bondarenko is uploaded", "can a writer change the letter after upload?").answer
    assert "stand as before" not in answer
