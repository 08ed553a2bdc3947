"""The one agent loop: LangChain's agent around any chat model, with its limits and repairs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeGuard

from langchain.agents import create_agent
from langchain.agents.middleware import AgentMiddleware, AgentState, ModelRequest, ModelResponse
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AnyMessage, BaseMessage, HumanMessage, RemoveMessage, ToolMessage
from langgraph.graph.message import REMOVE_ALL_MESSAGES

from assistant.agent.builtin.model import BuiltinChatModel
from assistant.agent.context import TurnContext
from assistant.agent.language import LanguageTurn
from assistant.agent.limits import MODEL_CALLS, TOOL_CALLS
from assistant.agent.tools import TOOLS

RECURSION_LIMIT = 40
KEPT_TURNS, MOST_TURNS = 7, 10  # of a conversation in the model's view: past the most, it is cut to those kept
INTERRUPTED = '{"error": "interrupted before it had a result"}'


class TurnLimits(AgentMiddleware[AgentState[Any], TurnContext, Any]):
    """Cuts a turn that goes round in circles, and a message with a flood of tool calls.

    It wraps the model instead of standing beside it as a step of its own: each step costs a checkpoint.
    """

    def wrap_model_call(
        self, request: ModelRequest[TurnContext], handler: Callable[[ModelRequest[TurnContext]], ModelResponse[Any]]
    ) -> ModelResponse[Any] | AIMessage:
        """Call the model unless the turn's calls are used up; drop tool calls beyond the most."""
        context = request.runtime.context
        language: LanguageTurn | None = context.language if context is not None else None
        if language is not None:
            if (said := language.step(request.messages, context, request.runtime.stream_writer)) is not None:
                return said
            request = request.override(messages=language.own(request.messages))
        if _calls_of_this_turn(request.messages) >= MODEL_CALLS:
            return AIMessage(content="")
        if isinstance(request.model, BuiltinChatModel):
            # The case reaches a language model through its instructions; the built-in one takes it as data.
            request = request.override(model_settings={**request.model_settings, "situation": context.situation()})
        response = handler(request)
        if language is not None:
            response.result = [language.finished(m) if _is_answer(m) else m for m in response.result]
        for message in response.result:
            if isinstance(message, AIMessage) and len(message.tool_calls) > TOOL_CALLS:
                message.tool_calls = message.tool_calls[:TOOL_CALLS]
        return response


def _is_answer(message: BaseMessage) -> TypeGuard[AIMessage]:
    return isinstance(message, AIMessage) and not message.tool_calls


def _calls_of_this_turn(messages: list[AnyMessage]) -> int:
    calls = 0
    for message in reversed(messages):
        if isinstance(message, HumanMessage):
            return calls
        calls += isinstance(message, AIMessage)
    return calls


def make_agent(model: BaseChatModel, checkpointer: Any, system_prompt: str | None = None) -> Any:
    """A compiled agent; a turn is `stream(turn_input(...), durability=..., context=TurnContext(...))`.

    A language model's turn is to be saved at each step ("sync"), the built-in one's at its end ("exit").
    """
    return create_agent(
        model, list(TOOLS), system_prompt=system_prompt, checkpointer=checkpointer, context_schema=TurnContext,
        middleware=[TurnLimits()],
    )  # fmt: skip


def turn_input(checkpointer: Any, config: dict[str, Any], text: str) -> dict[str, list[BaseMessage]]:
    """The person's message as input of the agent, with what a killed turn left open repaired.

    An unanswered tool call would make every later call of an OpenAI-compatible endpoint fail; and old messages are
    let go, because each checkpoint holds them all.
    """
    saved = checkpointer.get_tuple(config)
    messages: list[BaseMessage] = list(saved.checkpoint["channel_values"].get("messages", [])) if saved else []
    mended = _trimmed(_answered(messages))
    human = HumanMessage(text)
    if mended == messages:
        return {"messages": [human]}
    return {"messages": [RemoveMessage(id=REMOVE_ALL_MESSAGES), *mended, human]}


def _answered(messages: list[BaseMessage]) -> list[BaseMessage]:
    mended: list[BaseMessage] = []
    for number, message in enumerate(messages):
        mended.append(message)
        if not isinstance(message, AIMessage):
            continue
        answered = set()
        for later in messages[number + 1 :]:
            if not isinstance(later, ToolMessage):
                break
            answered.add(later.tool_call_id)
        mended += [
            ToolMessage(content=INTERRUPTED, tool_call_id=call["id"] or "", name=call["name"])
            for call in message.tool_calls if call["id"] not in answered
        ]  # fmt: skip
    return mended


def _trimmed(messages: list[BaseMessage]) -> list[BaseMessage]:
    """The messages of the last turns; the record of the conversation keeps them all."""
    turns = [number for number, message in enumerate(messages) if isinstance(message, HumanMessage)]
    return messages if len(turns) <= MOST_TURNS else messages[turns[-KEPT_TURNS] :]
