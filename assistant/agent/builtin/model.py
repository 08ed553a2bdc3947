"""The built-in chat model: it understands, picks tools and words answers by rules, and drives the same loop as any
language model does. It keeps no state: the past is read from the messages."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage, HumanMessage, ToolMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from langchain_core.runnables import Runnable
from langchain_core.tools import BaseTool
from pydantic import ConfigDict, PrivateAttr

from assistant.agent.builtin.asides import CLOSED
from assistant.agent.builtin.case_fresh import SEEN, just_said, lines_of, seen_lines
from assistant.agent.builtin.case_read import word_read_back
from assistant.agent.builtin.case_talk import CaseTalk, to_ask, unless_asked_often
from assistant.agent.builtin.case_words import word_case
from assistant.agent.builtin.draft_kept import keeps
from assistant.agent.builtin.draft_offer import OFFER
from assistant.agent.builtin.draft_settled import DraftTurn
from assistant.agent.builtin.draft_words import word_draft, word_noted, word_offer
from assistant.agent.builtin.hearing import SPOKEN, Heard, Listener, today_of
from assistant.agent.builtin.own_change import standing, word_change
from assistant.agent.builtin.own_dates import fitted_topic, own_dates
from assistant.agent.builtin.own_signed import signed_note
from assistant.agent.builtin.own_words import word_own
from assistant.agent.builtin.topics import REMINDING
from assistant.agent.builtin.understand import Understanding
from assistant.agent.builtin.word import fixed, word_search, word_topic
from assistant.knowledge import Knowledge
from assistant.retrieval.search import Searcher

_CITED = re.compile(r"\[\[([A-Z0-9-]+)\]\]")
_OF_A_WRITER = frozenset({"called", "promised", "away"})  # replies to what a writer said or likes
MOST_SAID = 4  # facts of an answer that are kept in mind for a "why?" after it
NOTE = "vouch"  # where a message carries its status, so that nothing has to be read back from prose


class BuiltinChatModel(BaseChatModel):
    """Deterministic: the same messages give the same answer."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    searcher: Searcher
    knowledge: Knowledge
    _listener: Listener = PrivateAttr()

    def model_post_init(self, context: Any) -> None:
        """Begin to listen."""
        super().model_post_init(context)
        self._listener = Listener(self.searcher)

    @property
    def _llm_type(self) -> str:
        return "builtin"

    def bind_tools(
        self, tools: Sequence[dict[str, Any] | type | Callable[..., Any] | BaseTool], *,
        tool_choice: str | None = None, **kwargs: Any,
    ) -> Runnable[Any, AIMessage]:
        """The model knows the tools by name; what is bound is the situation of the turn."""
        return self.bind(**kwargs) if kwargs else self

    def _generate(
        self, messages: list[BaseMessage], stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None, **kwargs: Any,
    ) -> ChatResult:
        return ChatResult(generations=[ChatGeneration(message=self._answer(messages, kwargs.get("situation")))])

    def _stream(
        self, messages: list[BaseMessage], stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None, **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        whole = self._answer(messages, kwargs.get("situation"))
        words = str(whole.content).split(" ")
        for number, word in enumerate(words):
            last = number == len(words) - 1
            piece = AIMessageChunk(
                content=word if last else word + " ",
                additional_kwargs=whole.additional_kwargs if last else {},
                tool_call_chunks=[
                    {"name": c["name"], "args": _json(c["args"]), "id": c["id"], "index": i, "type": "tool_call_chunk"}
                    for i, c in enumerate(whole.tool_calls)
                ] if last else [],
            )  # fmt: skip
            yield ChatGenerationChunk(message=piece)

    def _answer(self, messages: Sequence[BaseMessage], situation: Mapping[str, Any] | None) -> AIMessage:
        asked = max((n for n, m in enumerate(messages) if isinstance(m, HumanMessage)), default=-1)
        if asked < 0:
            return _say("clarify", fixed("clarify", "empty"))
        heard = self.hear(messages[: asked + 1], situation)
        results = [m for m in messages[asked + 1 :] if isinstance(m, ToolMessage)]
        answer = self._answered(heard, results, today_of(situation))
        if not answer.tool_calls:
            answer = self._furthered(answer, heard, results, today_of(situation))
        if not heard.kept or answer.tool_calls:
            return answer
        said = {"content": f"{fixed('delete', 'goes_on')}\n\n{answer.content}"}
        return answer.model_copy(update=said)

    def _answered(self, heard: Heard, results: Sequence[ToolMessage], today: date) -> AIMessage:
        """The next step of the turn: tool calls, or the answer in words."""
        if writing := heard.writing:
            return _write(writing, results)
        meant, talk = heard.meant, heard.talk
        called = {str(message.name) for message in results}
        for round_of_calls in _rounds(heard):
            missing = [call for call in round_of_calls if call[0] not in called]
            if missing:
                return _call(missing)
        found = [str(m.content) for m in results if m.name == "search_guide"]
        known = self._known(heard, results, today)
        if meant.kind in _OF_A_WRITER and heard.update:
            told = word_noted(heard.update)
            said = "\n\n".join(filter(None, [told, fixed("smalltalk", meant.kind)]))
            return _say("answered", said, memory=dict(heard.update.memory))
        if talk is None or not talk.is_of_case:
            return _offering(self._worded(meant, found, known, heard.update.case if heard.update else None), heard)
        return _offering(self._worded_case(heard, talk, found, results, today, known), heard)

    def _furthered(
        self, answer: AIMessage, heard: Heard, results: Sequence[ToolMessage], today: date
    ) -> AIMessage:
        """The answer, with those to the further questions of the message behind it."""
        said = str(answer.content)
        for part in heard.further:
            text = self._known(part, results, today) or self._of_own(part, results, today)
            if text and text.partition("\n")[0] not in said:
                said = f"{said}\n\n{text}"
        note = answer.additional_kwargs[NOTE]
        spoken = {SPOKEN: heard.spoken} if heard.spoken else {}
        return AIMessage(content=said, additional_kwargs={NOTE: {**note, **spoken, **signed_note(heard.update)}})

    @staticmethod
    def _of_own(part: Heard, results: Sequence[ToolMessage], today: date) -> str:
        """The answer to a further question about the own letters: of one letter its verdict in a line or two."""
        if part.talk is None or part.own is None:
            return ""
        answer = word_own(part.talk, _read(results), today)
        return answer.partition("\n\n")[0] if part.own.kind in {"verdict", "kind_of"} else answer

    def _known(self, heard: Heard, results: Sequence[ToolMessage], today: date) -> str:
        """The answer to a question that is known by its words, with the applicant's own dates; else empty."""
        if heard.meant.topic is None or heard.plan_alone:
            return ""
        plan = next((json.loads(str(m.content)) for m in results if m.name == "plan_timeline"), None)
        dates = own_dates(heard.meant.topic.own, heard.text, heard.update, today, plan) if heard.update else []
        topic = heard.meant.topic.for_target(heard.update.case if heard.update else {})
        topic = fitted_topic(topic, heard.text, heard.update) if heard.update else topic
        return word_topic(topic, heard.text, self.knowledge, today, dates)

    def hear(self, messages: Sequence[BaseMessage], situation: Mapping[str, Any] | None) -> Heard:
        """What the last message wants and tells, in the light of those before it."""
        return self._listener.hear(str(messages[-1].content), _notes(messages[:-1]), situation)

    def _worded_case(
        self, heard: Heard, talk: CaseTalk, found: Sequence[str], results: Sequence[ToolMessage], today: date,
        known: str,
    ) -> AIMessage:
        meant = heard.meant
        read = _read(results)
        if talk.shows:
            return _say("answered", word_read_back(talk.update), memory=dict(talk.update.memory))
        if known and meant.topic and meant.topic.own == REMINDING:  # the dates stand there already
            read.pop("plan_timeline", None)
        guide = known
        if found and not known:
            guide = word_search(found, meant.queries, self.knowledge, meant.one_situation, declined=True)
        case = talk.update.case
        stands = standing(read.get("audit_letters"), case, changed=bool(talk.update.changes))
        change = "" if meant.topic else word_change(heard.text, stands, heard.notes, case)
        guide = "\n\n".join(filter(None, [change, word_own(talk, read, today), guide]))
        silent = talk.comforts or heard.offer or heard.further
        question = None if silent else unless_asked_often(to_ask(talk), heard.notes)
        beside = talk.has_question and (bool(guide) or not talk.calls_then)
        seen = just_said(heard.notes) if talk.asks_anew else seen_lines(heard.notes)
        told_case = word_case(talk, read, today, question, beside, seen)
        told = talk.update.changes or talk.programs or talk.wants_advice
        status = "answered" if told or read or guide else "clarify"
        if meant.act == "decline":
            status, guide = "refused", "\n\n".join(filter(None, [fixed("refused", meant.kind), guide]))
        elif meant.act == "distress":
            guide = "\n\n".join(filter(None, [fixed("distress"), guide]))
        elif _unanswered(meant, talk):
            status, guide = "abstained", fixed("abstained", meant.kind)
        return _say(
            status, "\n\n".join(filter(None, [guide, told_case])), queries=meant.queries,
            advised=talk.wants_advice and "audit_letters" in read,
            **({"declined": meant.kind} if meant.act == "decline" else {}),
            memory=dict(talk.update.memory), asked=question.field if question else None,
            **{SEEN: lines_of(told_case)}, **stands,
        )  # fmt: skip

    def _worded(
        self, meant: Understanding, results: Sequence[str], known: str = "", case: Mapping[str, Any] | None = None
    ) -> AIMessage:
        declined = meant.act == "decline"
        answer = known
        if meant.queries and not known:
            answer = word_search(results, meant.queries, self.knowledge, meant.one_situation, declined, case)
        match meant.act:
            case "decline":
                parts = [fixed("refused", meant.kind), answer]
                return _say("refused", "\n\n".join(filter(None, parts)), declined=meant.kind, queries=meant.queries)
            case "ask" if answer:
                forecast = fixed("abstained", meant.kind) if meant.kind else ""
                text = "\n\n".join(filter(None, [answer, forecast]))
                return _say("answered", text, queries=meant.queries, root=meant.root)
            case "abstain" | "ask" | "tell":
                return _say("abstained", fixed("abstained", meant.kind or "near_letters"))
            case "clarify":
                return _say("clarify", fixed("clarify", meant.kind))
            case "talk":
                return _say("answered", fixed("smalltalk", meant.kind))
            case "distress":
                return _say("answered", "\n\n".join(filter(None, [fixed("distress"), answer])), queries=meant.queries)
            case "delete":
                status = "clarify" if meant.kind == "ask" else "answered"
                return _say(status, fixed("delete", meant.kind), delete=meant.kind)


def _read(results: Sequence[ToolMessage]) -> dict[str, Any]:
    """The results of the tools but the search, by their names."""
    return {str(m.name): json.loads(str(m.content)) for m in results if m.name != "search_guide"}


def _write(turn: DraftTurn, results: Sequence[ToolMessage]) -> AIMessage:
    """A turn about a draft: what the message tells is noted, then the draft is made, then shown."""
    done = [(str(message.name), json.loads(str(message.content))) for message in results]
    made = dict(reversed(done))  # of two texts of one sort, the first
    for calls in (turn.calls_first, turn.calls_then):
        if missing := [call for call in calls if call[0] not in made]:
            return _call(missing)
    texts = [result for name, result in done if name in {tool for tool, _ in turn.calls_then}]
    status, text = word_draft(turn, made, texts[1:])
    return _say(status, text, **keeps(turn, made))


def _offering(answer: AIMessage, heard: Heard) -> AIMessage:
    """The answer, with a line behind it that offers the text which the talk seems to call for."""
    note = answer.additional_kwargs[NOTE]
    if heard.closes:
        return AIMessage(content=answer.content, additional_kwargs={NOTE: {**note, CLOSED: True}})
    if heard.offer is None or heard.update is None:
        return answer
    said = {**note, OFFER: heard.offer.note()}
    line = word_offer(heard.offer, heard.update.case)
    return AIMessage(content=f"{answer.content}\n\n{line}", additional_kwargs={NOTE: said})


def _unanswered(meant: Understanding, talk: CaseTalk) -> bool:
    """Whether the turn must say that it has no answer; what was told beside a forecast that was wished for is noted."""
    if meant.act != "abstain":
        return False
    of_another = meant.kind == "chances" or meant.only_asks
    return of_another or (talk.has_question and not talk.wants_advice and not talk.wants_plan)


Call = tuple[str, dict[str, Any]]


def _rounds(heard: Heard) -> Iterator[list[Call]]:
    """The tool calls of a turn: what changes the case, and the guide; then what reads the case as it is then."""
    meant, talk = heard.meant, heard.talk
    searches: list[Call] = [] if meant.topic else [("search_guide", {"query": query}) for query in meant.queries]
    planned = heard.wants_dates and not (talk and any(name == "plan_timeline" for name, _ in talk.calls_then))
    dated: list[Call] = [("plan_timeline", {})] if planned else []
    if talk is None:
        yield [*searches, *dated]
    else:
        yield [*talk.calls_first, *(searches if talk.asks_guide else [])]
        yield [*talk.calls_then, *dated]
    for part in heard.further:
        yield [*(part.talk.calls_then if part.talk else ()), *([("plan_timeline", {})] if part.wants_dates else ())]


def _call(calls: Sequence[Call]) -> AIMessage:
    return AIMessage(content="", tool_calls=[
        {"name": name, "args": args, "id": f"{name}-{number}", "type": "tool_call"}
        for number, (name, args) in enumerate(calls)
    ])  # fmt: skip


def _say(status: str, text: str, **notes: Any) -> AIMessage:
    said = list(dict.fromkeys(_CITED.findall(text)))[:MOST_SAID]
    return AIMessage(content=text, additional_kwargs={NOTE: {"status": status, **notes, "said": said}})


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _notes(messages: Sequence[BaseMessage]) -> list[Mapping[str, Any]]:
    """The notes on the model's own messages, oldest first."""
    return [m.additional_kwargs[NOTE] for m in messages if isinstance(m, AIMessage) and NOTE in m.additional_kwargs]
