"""A model that lies, over whole conversations: in its answers, in its repairs, in its tool calls. No lie is shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from assistant.agent.evidence import Evidence
from assistant.agent.gate import Gate
from assistant.agent.judge import Judge
from assistant.knowledge import load_knowledge
from tests.endpoint import Act, Endpoint, calls, results, says

TODAY = "2026-11-23"
DAY = date(2026, 11, 23)
LETTER = (
    "To the Program Director, I am writing to recommend Dr. Rahman. I have supervised her for years. She is one of the "
    "best residents I have met. She will make an outstanding resident. Sincerely, John Smith, MD"
)
# Question, the truth that belongs to it, and lies, each with the words by which it is known.
CONVERSATION: list[tuple[str, str, list[tuple[str, str]]]] = [
    ("how many letters do i need?", "Aim for 4 strong letters uploaded to ERAS. [[NUM-2]]", [
        ("Aim for 7 strong letters uploaded to ERAS. [[NUM-2]]", "7 strong"),
        ("Most residency programs accept ten letters. [[NUM-1]]", "ten letters"),
        ("Aim for 4 strong letters uploaded to ERAS. [[NUM-77]] Every program demands 5 letters. [[WHY-1]]", "demands 5"),
        ("Did you know that you need 9 letters?", "9 letters"),
        ("## You need 8 letters", "8 letters"),
        ("Four letters guarantee that you match.", "guarantee"),
        ("According to a Harvard study, 91% of applicants send six letters.", "Harvard"),
    ]),
    ("when should i send the first reminder?", "Follow up 4 to 6 weeks before the deadline. [[TIME-3]]", [
        ("Follow up 4 to 6 months before the deadline. [[TIME-3]]", "months before"),
        ("Follow up 4 to 6 weeks after the deadline. [[TIME-3]]", "weeks after"),
        ("Your letters are due on 15 December 2027. [[TIME-2]]", "15 December"),
        ("Never follow up before the deadline. [[TIME-3]]", "Never follow"),
    ]),
    ("should i waive my right to see the letters?", "For almost all IMGs, waiving is the safest choice. [[WAIVE-3]]", [
        ("You should not waive your right to see your letters. [[WAIVE-3]]", "should not waive"),
        ("For no IMG is waiving the safest choice. [[WAIVE-3]]", "For no IMG"),
        ("Programs trust letters less when you have waived. [[WAIVE-2]]", "less when"),
        ("Your waived letter says that you are a weak candidate.", "weak candidate"),
    ]),
    ("can a nurse write my letter?", "Nurses, social workers, administrators and patients should normally not write. [[AVOID-2]]", [
        ("Nurses and patients are the best writers. [[AVOID-2]]", "best writers"),
        ("Ask your local politician, since programs love such letters. [[AVOID-4]]", "love such"),
        ("All programs accept letters of nurses. [[AVOID-1]]", "All programs accept"),
    ]),
    ("when do i ask the attending?", "Ask when the writer is able to evaluate you meaningfully, often in week 3 to 4 of the rotation. [[ASK-1]]", [
        ("Ask on the first day of the rotation. [[ASK-1]]", "first day"),
        ("Ask the program to write to your attending. [[ASK-1]]", "Ask the program"),
        ("Buy our premium coaching package now at https://letters4u.example/buy.", "premium"),
        ("More at www.letters4u.example and in my book.", "letters4u"),
        (LETTER, "supervised her"),
        ("You will definitely match with this plan.", "definitely match"),
        ("Dr. Osler of Boston told me that week 9 is best.", "Osler"),
    ]),
]  # fmt: skip


def lying(truth: str, lies: Sequence[str], place: int) -> Any:
    """A script: look it up, then the truth with the lies put in at a place; asked to repair, it lies again."""

    def script(request: dict[str, Any]) -> Act:
        question = next(m["content"] for m in reversed(request["messages"]) if m["role"] == "user")
        if "tools" not in request:
            return says("\n".join(f"{n}. {lie}" for n, lie in enumerate(lies, 1)))
        if not results(request):
            return calls(("search_guide", {"query": question}))
        parts = [truth, *lies]
        return says("\n\n".join([*parts[1 : 1 + place], parts[0], *parts[1 + place :]]))

    return script


@pytest.mark.parametrize("place", [0, 1, 9])
def test_no_lie_of_a_whole_conversation_is_shown(make: Any, endpoint: Endpoint, place: int) -> None:
    advisor = make()
    for question, truth, lies in CONVERSATION:
        endpoint.script = lying(truth, [lie for lie, _ in lies], place)
        *events, last = advisor.stream(question, "one", TODAY)
        streamed = "".join(event.text for event in events if event.kind == "text")
        assert streamed == last.reply.answer
        for lie, mark in lies:
            assert mark.casefold() not in streamed.casefold(), lie
        assert last.reply.citations and last.reply.status == "answered"
        if last.reply.fallback is None:
            assert "left out" in streamed or "own words" in streamed
    assert "supervised" not in str(advisor.history("one"))


@pytest.mark.parametrize(("question", "truth", "lie", "mark"), [
    (question, truth, lie, mark) for question, truth, lies in CONVERSATION for lie, mark in lies
])  # fmt: skip
def test_a_lie_alone_is_never_shown(question: str, truth: str, lie: str, mark: str) -> None:
    """Each lie by itself, before anything else has been said, against all the facts that its question leads to."""
    knowledge = load_knowledge()
    named = re.findall(r"\[\[([A-Z0-9-]+)\]\]", truth + lie)
    evidence = Evidence(knowledge, [question], {}, DAY)
    evidence.facts = {name: knowledge.quote(name) for name in named if name in knowledge}
    shown: list[str] = []
    gate = Gate(Judge(evidence), evidence, shown.append)
    gate.feed(lie)
    gate.close(lambda failing: [sentence for sentence, _ in failing])
    assert mark.casefold() not in "".join(shown).casefold()


def test_a_sentence_is_put_right_by_the_model_once_with_the_reason(make: Any, endpoint: Endpoint) -> None:
    asked: list[str] = []

    def script(request: dict[str, Any]) -> Act:
        if "tools" not in request:
            asked.append(request["messages"][-1]["content"])
            return says("1. Aim for 4 strong letters uploaded to ERAS. [[NUM-2]]")
        if not results(request):
            return calls(("search_guide", {"query": "how many letters do I need?"}))
        return says("Aim for 6 strong letters uploaded to ERAS. [[NUM-2]] Most programs accept 3 to 4 letters. [[NUM-1]]")

    endpoint.script = script
    reply = make().reply("how many letters do i need", "one", TODAY)
    assert reply.answer == "Aim for 4 strong letters uploaded to ERAS. [1] Most programs accept 3 to 4 letters. [1]"
    assert reply.fallback is None and len(asked) == 1
    assert "6 strong letters" in asked[0] and "What is wrong" in asked[0] and "[[NUM-2]]" in asked[0]


def test_what_cannot_be_put_right_gives_way_to_the_source_or_is_left_out_visibly(make: Any, endpoint: Endpoint) -> None:
    def script(request: dict[str, Any]) -> Act:
        if "tools" not in request:
            return says("I would rather not.")
        if not results(request):
            return calls(("search_guide", {"query": "how many letters do I need?"}))
        return says("Aim for 6 strong letters. [[NUM-2]]\n\n- A cousin in the embassy pays your rent.\n- Would you like a plan?")

    endpoint.script = script
    reply = make().reply("how many letters do i need", "one", TODAY)
    quote = load_knowledge().quote("NUM-2")
    assert reply.answer.startswith(f"In the guide's own words: {quote} [1]\n- Would you like a plan?"), reply.answer
    assert "rent" not in reply.answer and "left out" in reply.answer


def test_a_wrong_source_is_replaced_by_the_right_one(make: Any, endpoint: Endpoint) -> None:
    endpoint.script = lying("Aim for 4 strong letters uploaded to ERAS. [[NUM-1]]", [], 0)
    reply = make().reply("how many letters do i need", "one", TODAY)
    assert "NUM-2" in reply.citations[0].facts
    endpoint.script = lying("Aim for 4 strong letters uploaded to ERAS.", [], 0)
    reply = make().reply("how many letters do i need", "two", TODAY)
    assert reply.answer.endswith("[1]") and "NUM-2" in reply.citations[0].facts


def test_a_source_must_have_been_found_in_this_turn(make: Any, endpoint: Endpoint) -> None:
    """A true sentence of a fact that nothing in the turn found is not shown with a source that it was not given."""
    endpoint.script = lying("Admit what you don't know, look it up, and report back. [[STAND-7]]", [], 0)
    reply = make().reply("how many letters do i need", "one", TODAY)
    assert "STAND-7" not in {fact for citation in reply.citations for fact in citation.facts}


def test_the_persons_words_carry_what_is_said_of_them_and_nothing_else(make: Any, endpoint: Endpoint) -> None:
    endpoint.script = lying(
        "You have two home-country professors and one observership in Texas.", ["You need 6 letters.", "Programs want 6 letters."], 3
    )
    reply = make().reply("I have two home country professors and one observership in Texas. My friend says I need 6 letters, programs want 6 letters. Whom should I ask?", "one", TODAY)
    assert "6 letters" not in reply.answer.replace(reply.answer.partition("*The language")[2], "")


def test_the_instructions_are_not_repeated(make: Any, endpoint: Endpoint) -> None:
    def script(request: dict[str, Any]) -> Act:
        if not results(request):
            return calls(("search_guide", {"query": "how many letters do I need?"}))
        return says(f"Here you are:\n{request['messages'][0]['content']}\nAim for 4 strong letters uploaded to ERAS. [[NUM-2]]")

    endpoint.script = script
    reply = make().reply("how many letters do i need", "one", TODAY)
    for line in ("You are Vouch, an adviser", "Never", "State only what", "reveal these"):
        assert line not in reply.answer


def test_in_doubt_the_source_speaks_for_itself() -> None:
    knowledge = load_knowledge()
    evidence = Evidence(knowledge, [], {}, DAY)
    evidence.facts = {"WAIVE-3": knowledge.quote("WAIVE-3")}
    verdict = Judge(evidence).judge("No, don't waive: for almost all IMGs keeping the right is the safest choice.")
    assert "keeping" not in verdict.text and "don't" not in verdict.text


def test_a_dated_fact_past_its_season_is_not_shown_as_if_it_held() -> None:
    knowledge = load_knowledge()
    fact = knowledge.official["OFF-CAP"]
    assert fact.until is not None
    for day, warned in ((fact.until, False), (fact.until + timedelta(days=1), True)):
        evidence = Evidence(knowledge, [], {}, day)
        evidence.facts = {"OFF-CAP": knowledge.quote("OFF-CAP")}
        shown = Judge(evidence).judge(f"{fact.statement} [[OFF-CAP]]").text
        assert ("check the source before you rely on it" in shown) is warned and shown.endswith("[[OFF-CAP]]")
