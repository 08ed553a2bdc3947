"""A turn with a language model: its calls, its answer through the gate, and the built-in model where it fails."""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from langchain_core.messages import AIMessage, AnyMessage, BaseMessage, HumanMessage, ToolMessage

from assistant.agent.builtin.case_talk import CaseTalk
from assistant.agent.builtin.case_words import question_text
from assistant.agent.builtin.model import NOTE, BuiltinChatModel
from assistant.agent.builtin.understand import Understanding
from assistant.agent.call import Completion, Deadline, call_model
from assistant.agent.chain import chain_messages
from assistant.agent.context import TurnContext
from assistant.agent.evidence import Evidence
from assistant.agent.fault import ENDPOINT_KINDS, Fault
from assistant.agent.gate import Gate
from assistant.agent.instructions import conversation, instructions, refused_calls, sendable
from assistant.agent.judge import Judge
from assistant.agent.language_models import LanguageModel
from assistant.agent.limits import MODEL_CALLS, TOOL_CALLS
from assistant.agent.models import what_is_sent, words
from assistant.agent.repair import repaired
from assistant.templates import digest

SAME_CALLS = 2  # times that one call may be made in a turn
RESERVE = 1.0  # seconds of the turn's budget that are kept for the built-in model
LEAST_FOR_REPAIR = 2.0  # seconds that must be left
# Taken by the built-in model, whatever is configured; and so is all that is written for a letter's writer.
POLICY_ACTS = frozenset({"decline", "distress", "delete"})
POLICY_TALK = frozenset({"identity", "capability", "privacy"})  # what Vouch says of itself must be true
_QUESTION = re.compile(r"\?[\"'*_)]*\s*$")


class LanguageTurn:
    """One turn. `step` gives the next message, or None where the built-in model is to speak."""

    def __init__(self, model: LanguageModel, builtin: BuiltinChatModel) -> None:
        self._model, self._builtin = model, builtin
        self._deadline = Deadline(time.monotonic() + max(1.0, model.settings.turn_seconds - RESERVE))
        self._gate: Gate | None = None
        self._over = False
        self._fault = ""
        self._skipped = 0  # messages of this turn that are not the built-in model's
        self._seen = 0
        self._corrected = False
        self._wrong_results = 0
        self._same: Counter[str] = Counter()
        self._tokens = (0, 0)

    def step(
        self, messages: Sequence[BaseMessage], context: TurnContext, show: Callable[[str], None]
    ) -> AIMessage | None:
        """The model's next message, or None: from then on the built-in model speaks, and sees `own(messages)`.

        `show` gets each piece of the answer that may be seen at once.
        """
        if self._over:
            return None
        self._show = show
        try:
            if self._gate is None and not self._begin(messages, context):
                self._over = True
                return None
            self._learn(_of_this_turn(messages), context)
            return self._next(messages, context)
        except Fault as fault:
            self._give_up(fault, messages, context)
        except Exception:  # whatever a library makes of a server's answer, the person gets theirs
            self._give_up(Fault("garbled"), messages, context)
        return None

    def own(self, messages: Sequence[AnyMessage]) -> list[AnyMessage]:
        """The conversation as the built-in model sees it: without what the language model did in this turn."""
        start = len(messages) - len(_of_this_turn(messages))
        return [*messages[:start], *messages[start + self._skipped :]]

    def finished(self, message: AIMessage) -> AIMessage:
        """The built-in model's answer, behind what was shown already, with a line on why it is the one that answers."""
        note = dict(message.additional_kwargs.get(NOTE, {}))
        parts = [self._gate.shown if self._gate else "", str(message.content)]
        if self._fault:
            why = words()["fallback"][self._fault].text()
            parts.append(words()["notice"].text().format(model=self._model.endpoint.model, why=why))
            note["fallback"] = self._fault
        elif self._meant.kind == "privacy":
            parts.append(what_is_sent(self._model.settings, self._model.endpoint.name))
        note |= self._used()
        return AIMessage(content="\n\n".join(filter(None, parts)), additional_kwargs={NOTE: note})

    def _begin(self, messages: Sequence[BaseMessage], context: TurnContext) -> bool:
        """Read the message as the built-in model does; False where it is the one to answer."""
        asked = len(messages) - len(_of_this_turn(messages))
        self._text = str(messages[asked - 1].content)
        heard = self._builtin.hear(messages[:asked], context.situation())
        self._meant, self._talk = heard.meant, heard.talk
        if heard.writing is not None or self._is_policy(self._meant, self._talk):
            return False
        if not self._model.breaker.allows():
            self._fault = "resting"
            return False
        question = ""
        if self._talk is not None and self._talk.update.changes:
            context.case = self._talk.update.case
        if self._talk is not None and (asking := self._talk.update.next_question):
            question = question_text(asking, context.case)
        self._system = instructions(context.case, context.today, question)
        context.said = tuple(str(m.content) for m in messages if isinstance(m, HumanMessage))
        self._evidence = Evidence(self._builtin.knowledge, context.said, context.case, context.today)
        self._evidence.noted = context.case != context.before
        waived = any(letter.get("waived") for letter in context.case.get("letters", []))
        self._gate = Gate(Judge(self._evidence, self._system, waived), self._evidence, self._out)
        return True

    def _out(self, piece: str) -> None:
        self._show(piece)

    def _is_policy(self, meant: Understanding, talk: CaseTalk | None) -> bool:
        if meant.act in POLICY_ACTS or (talk is None and meant.act == "talk" and meant.kind in POLICY_TALK):
            return True
        return not self._model.takes_tools and talk is not None and bool(talk.calls_then)

    def _learn(self, now: Sequence[BaseMessage], context: TurnContext) -> None:
        """Take in the results of the tools that were called last."""
        for message in now[self._seen :]:
            if isinstance(message, ToolMessage):
                content = str(message.content)
                self._evidence.add_result(str(message.name), content, context.case)
                self._wrong_results += message.status == "error" or content.startswith('{"error"')
        self._seen = len(now)
        if self._wrong_results > 1:
            raise Fault("arguments")

    def _next(self, messages: Sequence[BaseMessage], context: TurnContext) -> AIMessage:
        assert self._gate is not None  # noqa: S101 - made by _begin
        if sum(isinstance(message, AIMessage) for message in _of_this_turn(messages)) >= MODEL_CALLS:
            raise Fault("loop")
        message = self._asked(messages, context)
        if message.tool_calls:
            self._gate.pause()
            return self._limited(message)
        if not self._evidence.searched:
            self._look_up(context)
        self._gate.close(self._repair)
        for text in self._evidence.drafts:
            self._gate.add(text)
        if not self._gate.tally.kept and self._gate.tally.dropped:
            raise Fault("unsupported")
        if not self._gate.shown.strip():
            raise Fault("empty")
        self._model.breaker.succeeded()
        self._model.slow = 0
        return AIMessage(content=self._gate.shown, additional_kwargs={NOTE: self._note()})

    def _asked(self, messages: Sequence[BaseMessage], context: TurnContext) -> AIMessage:
        """The model's message, its tool calls fit to be run; wrong ones go back to it once, with the reason."""
        if self._model.takes_tools:
            wire = conversation(self._system, messages, self._model.settings.context_tokens)
            try:
                message = self._call(self._model.with_tools, wire, context).message()
            except Fault as fault:
                if fault.kind != "tools":
                    raise
                self._model.takes_tools = False
            else:
                if refused := refused_calls(message):
                    if self._corrected:
                        raise Fault("arguments")
                    self._corrected = True
                    again = [*wire, sendable(message), *refused]
                    message = self._call(self._model.with_tools, again, context).message()
                    if refused_calls(message):
                        raise Fault("arguments")
                return message
        documents = self._look_up(context)
        talk = conversation("", messages, self._model.settings.context_tokens)[1:]
        wire = chain_messages(documents, talk, json.dumps(context.case, ensure_ascii=False))
        return AIMessage(content=self._call(self._model.chat, wire, context).text)

    def _call(self, model: Any, wire: Sequence[BaseMessage], context: TurnContext) -> Completion:
        assert self._gate is not None  # noqa: S101
        gate = self._gate

        def show(piece: str) -> None:
            if not self._evidence.searched:  # the guide may carry an answer that was given without a search
                self._look_up(context)
            gate.feed(piece)
            if self._deadline.left <= 0:  # reading it takes time too
                raise Fault("timeout")

        done = call_model(model, wire, self._deadline, self._model.silence, self._model.secret, show)
        self._tokens = (self._tokens[0] + done.tokens[0], self._tokens[1] + done.tokens[1])
        return done

    def _look_up(self, context: TurnContext) -> list[Any]:
        """Search the guide for the message, as a search of the model's own would have done."""
        documents = [found for query in self._queries() for found in context.retriever.invoke(query)]
        result = {"passages": [{"facts": document.metadata["facts"]} for document in documents]}
        self._evidence.add_result("search_guide", json.dumps(result), context.case)
        return documents

    def _queries(self) -> tuple[str, ...]:
        return self._meant.queries or (self._text,)

    def _limited(self, message: AIMessage) -> AIMessage:
        calls = message.tool_calls[:TOOL_CALLS]
        self._same.update(json.dumps([call["name"], call["args"]], sort_keys=True) for call in calls)
        if self._same and max(self._same.values()) > SAME_CALLS:
            raise Fault("loop")
        return AIMessage(content=message.content, tool_calls=calls)

    def _repair(self, failing: Sequence[tuple[str, str]]) -> Sequence[str]:
        if self._deadline.left < LEAST_FOR_REPAIR:
            return []

        def ask(wire: Sequence[BaseMessage]) -> str:
            done = call_model(
                self._model.chat, wire, self._deadline, self._model.silence, self._model.secret, lambda _: None
            )
            self._tokens = (self._tokens[0] + done.tokens[0], self._tokens[1] + done.tokens[1])
            return done.text

        try:
            return repaired(failing, self._evidence, ask)
        except Fault:
            return []

    def _give_up(self, fault: Fault, messages: Sequence[BaseMessage], context: TurnContext) -> None:
        self._over, self._fault = True, fault.kind
        self._skipped = len(_of_this_turn(messages))
        context.case, context.said = context.before, None
        if self._gate is not None:
            self._gate.discard()
        self._model.slow = self._model.slow + 1 if fault.kind == "timeout" else 0
        if fault.kind in ENDPOINT_KINDS:
            self._model.breaker.failed(fault.retry_after)
        else:
            self._model.breaker.succeeded()

    def _note(self) -> dict[str, Any]:
        assert self._gate is not None  # noqa: S101
        shown, talk = self._gate.shown, self._talk
        note: dict[str, Any] = {"status": self._status(shown), "model": self._model.endpoint.name, **self._used()}
        note["instructions"] = digest("agent")
        if self._meant.queries:
            note["queries"] = self._meant.queries
        if talk is not None:
            note["memory"] = dict(talk.update.memory)
            if talk.update.next_question and _QUESTION.search(shown):
                note["asked"] = talk.update.next_question.field
        return note

    def _status(self, shown: str) -> str:
        assert self._gate is not None  # noqa: S101
        if self._gate.tally.kept or self._meant.act == "talk":
            return "answered"
        if "?" in shown:
            return "clarify"
        return "abstained"

    def _used(self) -> Mapping[str, Any]:
        return {"tokens": self._tokens} if any(self._tokens) else {}


def _of_this_turn(messages: Sequence[BaseMessage]) -> list[BaseMessage]:
    """What came after the person's last message."""
    asked = max((n for n, message in enumerate(messages) if isinstance(message, HumanMessage)), default=-1)
    return list(messages[asked + 1 :])
