"""Questions that are known by their words: answered from the right facts, with the applicant's own dates beside them."""

from __future__ import annotations

import re
from datetime import date

import pytest

from assistant import Advisor, Reply
from assistant.agent.builtin.parts import Told
from assistant.agent.builtin.topics import reason_of, topic_of
from assistant.knowledge import load_knowledge
from assistant.yamlfile import read_yaml
from tests.agent.talks import noted, talk

CASE = "applying IM 2027. dr hany IM attending US 6 weeks agreed"
PLANNED = "applying IM 2027. dr hany IM attending US 6 weeks agreed. dr sol IM attending US 8 weeks, only an idea"
NGUYEN = Told(names=("Nguyen",))


def facts_of(reply: Reply) -> set[str]:
    return {fact for citation in reply.citations for fact in citation.facts}


def drafted(reply: Reply) -> bool:
    return any(tool.name == "draft_email" for tool in reply.tools)


@pytest.mark.parametrize(
    "question",
    [
        "hany is silent what i do",
        "no answer from hany, wait or ask other doctor?",
        "how long i wait for hany",
        "dr hany hasnt answered my email 3 weeks what do i do",
        "and if he still not upload end of august",
        "what if hany never uploads",
        "remind him when",
    ],
)
def test_a_silent_writer_is_answered_with_the_reminders_dates(advisor: Advisor, question: str) -> None:
    reply = talk(advisor, CASE, question)[-1]
    assert reply.status == "answered" and not drafted(reply) and not noted(reply)
    for day in ("2027-07-21", "2027-08-04", "2027-08-18", "2027-08-25", "2027-09-01"):
        assert day in reply.answer
    assert "there is time" not in reply.answer


def test_who_could_write_in_place_of_the_silent_one_is_named(advisor: Advisor) -> None:
    reply = talk(advisor, PLANNED, "hany still silent should i drop him")[-1]
    assert "Dr. Sol" in reply.answer and not reply.answer.startswith("Yes")
    assert "reluctance" in reply.answer and "kind reply to a no" not in reply.answer


def test_after_the_deadline_the_backup_is_for_today(advisor: Advisor) -> None:
    reply = talk(advisor, PLANNED, "hany is silent what i do", today=date(2027, 9, 5))[-1]
    assert "Today: the deadline has passed" in reply.answer and "2027-07-21" not in reply.answer


def test_without_a_case_the_guide_gives_the_weeks(advisor: Advisor) -> None:
    reply = talk(advisor, "what if hassan never upload")[-1]
    assert "4 to 6 weeks before the deadline" in reply.answer and reply.status == "answered"


@pytest.mark.parametrize("order", ["dr hany didnt answer my mail, please write a reminder", "write him a reminder"])
def test_an_order_for_a_reminder_is_still_written(advisor: Advisor, order: str) -> None:
    assert drafted(talk(advisor, CASE, order)[-1])


@pytest.mark.parametrize(
    "question",
    [
        "what if the program does not answer my email",
        "what should i write if he does not answer",
        "dr lee is not answering, can i sign it myself?",
        "i have not uploaded my transcript, is it bad",
        "should i be silent in rounds",
    ],
)
def test_other_silences_are_no_silent_writer(question: str) -> None:
    topic = topic_of(question, Told())
    assert topic is None or topic.own != "silence"


@pytest.mark.parametrize(
    ("question", "days"),
    [
        ("my attending dr nguyen (IM, 4 wks, rotation july 5 to july 30 in brooklyn) when do i ask him", "2027-07-19 until 2027-07-30"),
        ("rotation with dr nguyen december 6 to december 31 IM brooklyn. when do i ask him", "December 20 until December 31"),
        ("rotation with dr nguyen IM is 2027-08-02 to 2027-09-24, when should i ask him", "2027-09-11 until 2027-09-24"),
        ("rotation with dr nguyen IM is 2027-06-01 to 2027-06-28, when should i ask him", "ask now"),
    ],
)  # fmt: skip
def test_when_to_ask_is_told_by_the_rotations_dates(advisor: Advisor, question: str, days: str) -> None:
    reply = talk(advisor, question)[-1]
    assert days in reply.answer and "RULING-5" in facts_of(reply) and "ASK-1" in facts_of(reply)


def test_when_to_ask_without_dates_is_the_guides_rule(advisor: Advisor) -> None:
    reply = talk(advisor, "observership july 2027 4 weeks. when should i ask")[-1]
    assert reply.status == "answered" and "week 3 to 4" in reply.answer


def test_too_late_is_judged_by_the_deadline(advisor: Advisor) -> None:
    told = "dr lee IM attending US, 4 weeks, not asked yet. applying IM 2027"
    early, late = (
        talk(advisor, told, "is it too late to ask her", today=day)[-1].answer
        for day in (date(2027, 6, 28), date(2027, 8, 28))
    )
    assert "Not too late" in early and "9 weeks" in early
    assert "ask today" in late


def test_nobody_is_asked_before_the_rotation_allows_it(advisor: Advisor) -> None:
    told = "applying psych 2027. dr kim psych attending in US rotation 2027-08-02 to 2027-08-27, only an idea"
    answer = talk(advisor, told, "is it too late to ask her")[-1].answer
    assert "2027-08-16 until 2027-08-27" in answer and "ask now" not in answer


@pytest.mark.parametrize(
    ("question", "facts"),
    [
        ("what go in the packet", {"PACK-3", "PACK-4", "PACK-5", "PACK-6"}),
        ("can i see letter if i dont waive", {"WAIVE-1"}),
        ("what do i ask my attending to write so it helps", {"PACK-8", "PACK-9"}),
        ("volunteer in red cross boss letter?", {"AVOID-1", "AVOID-4"}),
        ("which portal he uploads", {"OFF-PORTAL"}),
        ("how can dr upload", {"OFF-PORTAL"}),
        ("lee letter is from feb. is the letter too old", {"OFF-FRESH"}),
        ("how long letter valid", {"OFF-FRESH"}),
        ("iran letters do they accept", {"USHC-4"}),
        ("do i need letter from department chair for psych", {"WHO-5"}),
    ],
)
def test_a_question_is_answered_from_its_own_facts(question: str, facts: set[str]) -> None:
    topic = topic_of(question, NGUYEN)
    assert topic is not None and facts <= set(topic.facts)


@pytest.mark.parametrize(
    "question",
    [
        "when do i send the packet",
        "is my graduation too old",
        "how do i upload my letter",
        "do i need chair letter for surgery",
        "can my boss at the hospital write my letter",
        "do programs trust me if i dont waive",
        "he asked me when i ask others",
        "my letter is too old",
    ],
)
def test_what_only_sounds_like_a_topic_is_left_to_the_search(question: str) -> None:
    assert topic_of(question, Told()) is None


@pytest.mark.parametrize(
    ("before", "question", "never"),
    [
        ("research letter from phd ok?", "how can dr upload", "PhD"),
        ("is 3 letters ok", "how long letter valid", "usable letters"),
        ("does research letter count", "iran letters do they accept", "research"),
        ("ophthalmology letters?", "when eras 2028 open", "SF Match"),
        ("is 3 letters ok", "how many weeks", "usable letters"),
    ],
)
def test_a_whole_question_does_not_lean_on_the_one_before(
    advisor: Advisor, before: str, question: str, never: str
) -> None:
    assert never not in talk(advisor, before, question)[-1].answer


def test_a_true_follow_up_still_leans(advisor: Advisor) -> None:
    replies = talk(advisor, "how many lor i need for internal medicine", "and for psychiatry?", "and surgery")
    assert "SPEC-1" in facts_of(replies[1])
    assert facts_of(replies[2]) & {"SPEC-3", "SPEC-4"}


def test_a_season_beyond_all_that_is_known_has_no_dates(advisor: Advisor) -> None:
    reply = talk(advisor, "when eras 2028 open")[-1]
    assert reply.status == "abstained" and "no dates of that season" in reply.answer and not noted(reply)
    assert talk(advisor, "when does eras 2027 open")[-1].status == "answered"


@pytest.mark.parametrize(
    ("question", "why", "facts"),
    [
        ("how many us letters do i need", "why", {"WHY-2"}),
        ("can i use the same letter for 2 specialties", "why not ideal", {"FAQ-3", "ALIGN-1"}),
        ("should i waive", "why?", {"WAIVE-2"}),
        ("can a letter from canada count as us letter", "but why", {"RULING-1"}),
    ],
)
def test_why_gives_the_reason_of_the_answer(advisor: Advisor, question: str, why: str, facts: set[str]) -> None:
    reply = talk(advisor, question, why)[-1]
    assert reply.status == "answered" and facts <= facts_of(reply)


def test_why_with_words_of_its_own_is_no_bare_why() -> None:
    assert reason_of("why do programs hate gaps", ["FAQ-3"]) is None
    assert reason_of("why", []) is None
    assert reason_of("ideal", ["FAQ-3"]) is None


def test_every_topic_and_reason_names_facts_that_there_are() -> None:
    knowledge = load_knowledge()
    lexicon = knowledge.root / "lexicon"
    files = ("topics.yaml", "topics_plain.yaml", "topics_letter.yaml", "topics_general.yaml")
    topics = [entry for file in files for entry in read_yaml(lexicon / file).items()]
    for name, node in topics:
        assert all(fact in knowledge for fact in node["facts"].strings()), name
        assert "say" not in node or not re.search(r"\d", re.sub(r"\[\[.*?\]\]", "", node["say"].text())), name
    for fact, node in read_yaml(lexicon / "reasons.yaml").items():
        assert fact in knowledge and all(reason in knowledge for reason in node.strings()), fact
