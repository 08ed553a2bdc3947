"""The agent loop with a scripted chat model: limits, repairs, and what a tool call looks like from outside."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from langchain_core.language_models import BaseChatModel, GenericFakeChatModel
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage
from langgraph.checkpoint.memory import InMemorySaver

from assistant.agent.context import TurnContext
from assistant.agent.limits import MODEL_CALLS, TOOL_CALLS
from assistant.agent.loop import KEPT_TURNS, MOST_TURNS, RECURSION_LIMIT, make_agent, turn_input
from assistant.agent.tools import TOOLS
from assistant.knowledge import load_knowledge
from assistant.retrieval.index import open_index
from assistant.retrieval.retriever import GuideRetriever
from assistant.retrieval.search import Searcher
from assistant.settings import Settings

CONFIG: dict[str, Any] = {"configurable": {"thread_id": "one"}, "recursion_limit": RECURSION_LIMIT}


class Scripted(GenericFakeChatModel):
    """LangChain's own fake chat model, with tools bound by name as the built-in one has them."""

    def bind_tools(self, tools: Sequence[Any], **kwargs: Any) -> BaseChatModel:
        return self


def calls(count: int, mark: str = "call", name: str = "search_guide") -> AIMessage:
    made = [{"name": name, "args": {"query": f"how many letters of recommendation do I need? {n}"}, "id": f"{mark}-{n}"} for n in range(count)]
    return AIMessage(content="", tool_calls=made)


@pytest.fixture(scope="module")
def context(built_home: Path) -> TurnContext:
    knowledge = load_knowledge()
    searcher = Searcher(open_index(Settings(home=built_home), knowledge), knowledge)
    return TurnContext("one", date(2026, 11, 23), GuideRetriever(searcher=searcher, knowledge=knowledge))


def turn(messages: Iterator[AIMessage], context: TurnContext, saver: InMemorySaver, text: str) -> list[BaseMessage]:
    """One turn; all messages of the conversation after it."""
    agent = make_agent(Scripted(messages=messages), saver)
    state = agent.invoke(turn_input(saver, CONFIG, text), CONFIG, context=context, durability="sync")
    return list(state["messages"])


def test_a_tool_call_is_run_and_its_result_goes_back_to_the_model(context: TurnContext) -> None:
    script = iter([calls(1), AIMessage(content="Four. [[NUM-2]]")])
    _, asked, result, said = turn(script, context, InMemorySaver(), "how many?")
    assert isinstance(asked, AIMessage) and isinstance(result, ToolMessage) and said.content == "Four. [[NUM-2]]"
    passages = json.loads(str(result.content))["passages"]
    assert passages and all(load_knowledge().quote(f["id"]) == f["text"] for p in passages for f in p["facts"])


def test_a_model_that_never_stops_calling_is_stopped(context: TurnContext) -> None:
    asked = []

    def endless() -> Iterator[AIMessage]:
        while True:
            asked.append(1)
            yield calls(1, f"round-{len(asked)}")

    messages = turn(endless(), context, InMemorySaver(), "go round in circles")
    assert len(asked) == MODEL_CALLS
    assert isinstance(messages[-1], AIMessage) and not messages[-1].tool_calls


def test_the_limit_counts_one_turn_and_not_the_conversation(context: TurnContext) -> None:
    saver = InMemorySaver()
    for number in range(MODEL_CALLS + 2):
        script = iter([calls(1, f"turn-{number}"), AIMessage(content=f"answer {number}")])
        assert turn(script, context, saver, f"question {number}")[-1].content == f"answer {number}"


@pytest.mark.parametrize(("wanted", "run"), [(TOOL_CALLS, TOOL_CALLS), (TOOL_CALLS + 1, TOOL_CALLS), (500, TOOL_CALLS)])
def test_a_flood_of_tool_calls_is_cut(context: TurnContext, wanted: int, run: int) -> None:
    messages = turn(iter([calls(wanted), AIMessage(content="done")]), context, InMemorySaver(), "flood")
    results = [message for message in messages if isinstance(message, ToolMessage)]
    assert len(results) == run and messages[-1].content == "done"
    (asking,) = [message for message in messages if isinstance(message, AIMessage) and message.tool_calls]
    assert [call["id"] for call in asking.tool_calls] == [result.tool_call_id for result in results]


@pytest.mark.parametrize("name", ["no_such_tool", "search_guide"])
def test_an_unknown_tool_or_wrong_arguments_are_answered_and_the_turn_goes_on(context: TurnContext, name: str) -> None:
    wrong = AIMessage(content="", tool_calls=[{"name": name, "args": {"nonsense": 1}, "id": "x"}])
    messages = turn(iter([wrong, AIMessage(content="sorry")]), context, InMemorySaver(), "try")
    result = messages[-2]
    assert isinstance(result, ToolMessage) and result.status == "error" and messages[-1].content == "sorry"


def test_a_tool_call_that_a_killed_turn_left_open_is_answered_before_the_next(context: TurnContext) -> None:
    saver = InMemorySaver()
    agent = make_agent(Scripted(messages=iter([])), saver)
    left = [HumanMessage("first"), calls(2, "open"), ToolMessage("{}", tool_call_id="open-0", name="search_guide")]
    agent.update_state(CONFIG, {"messages": left})
    messages = turn(iter([AIMessage(content="here again")]), context, saver, "second")
    assert [type(message) for message in messages] == [
        HumanMessage, AIMessage, ToolMessage, ToolMessage, HumanMessage, AIMessage,
    ]  # fmt: skip
    assert {m.tool_call_id for m in messages if isinstance(m, ToolMessage)} == {"open-0", "open-1"}
    assert any("interrupted" in str(message.content) for message in messages[2:4])
    assert [m.content for m in messages if isinstance(m, HumanMessage)] == ["first", "second"]


def test_a_question_that_a_killed_turn_never_answered_is_kept(context: TurnContext) -> None:
    saver = InMemorySaver()
    make_agent(Scripted(messages=iter([])), saver).update_state(CONFIG, {"messages": [HumanMessage("unanswered")]})
    messages = turn(iter([AIMessage(content="yes")]), context, saver, "still there?")
    assert [message.content for message in messages] == ["unanswered", "still there?", "yes"]


def test_history_is_trimmed_by_whole_turns(context: TurnContext) -> None:
    saver = InMemorySaver()
    longest = 0
    for number in range(MOST_TURNS * 3):
        script = iter([calls(2, f"turn-{number}"), AIMessage(content=f"answer {number}")])
        messages = turn(script, context, saver, f"question {number}")
        asked = [message.content for message in messages if isinstance(message, HumanMessage)]
        assert isinstance(messages[0], HumanMessage)
        assert asked == [f"question {n}" for n in range(number + 1 - len(asked), number + 1)]
        assert len(asked) >= min(number + 1, KEPT_TURNS)
        longest = max(longest, len(asked))
    assert longest == MOST_TURNS + 1


def test_every_tool_and_parameter_is_described() -> None:
    for tool in TOOLS:
        shown = tool.tool_call_schema.model_json_schema()
        assert len(tool.description.split()) >= 5, tool.name
        for name, parameter in shown["properties"].items():
            assert len(parameter.get("description", "").split()) >= 3, f"{tool.name}.{name}"
        assert "runtime" not in shown["properties"]
