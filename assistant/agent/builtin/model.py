"""The built-in chat model: it understands, picks tools and words answers by rules, and drives the same loop as any
language model does. It keeps no state: the past is read from the messages."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage, HumanMessage, ToolMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from langchain_core.runnables import Runnable
from langchain_core.tools import BaseTool
from pydantic import ConfigDict

from assistant.agent.builtin.case_talk import (
    CaseTalk,
    Situation,
    only_a_season,
    only_of_letters,
    only_removes,
    read_case,
    read_update,
    to_ask,
)
from assistant.agent.builtin.case_words import word_case
from assistant.agent.builtin.counsel import counselled
from assistant.agent.builtin.cues import has_cue
from assistant.agent.builtin.draft_kept import keeps
from assistant.agent.builtin.draft_learned import REFUSED, REFUSED_QUESTION, LearnedWish
from assistant.agent.builtin.draft_letter import writers_names
from assistant.agent.builtin.draft_scope import speaks_of_writer
from assistant.agent.builtin.draft_turn import DraftTurn, read_turn
from assistant.agent.builtin.draft_words import word_draft
from assistant.agent.builtin.follow_up import SHORT, Past, bare_specialty
from assistant.agent.builtin.parts import Told
from assistant.agent.builtin.understand import (
    NOTHING_TOLD,
    REMEMBERED_TURNS,
    Understanding,
    opening,
    understand,
)
from assistant.agent.builtin.word import fixed, word_search
from assistant.casebook import CaseUpdate
from assistant.knowledge import Knowledge
from assistant.retrieval.normalise import normalise
from assistant.retrieval.search import Searcher

NOTE = "vouch"  # where a message carries its status, so that nothing has to be read back from prose


class BuiltinChatModel(BaseChatModel):
    """Deterministic: the same messages give the same answer."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    searcher: Searcher
    knowledge: Knowledge

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
        if writing := heard.writing():
            return _write(writing, results)
        meant, talk = heard.meant, heard.talk()
        called = {str(message.name) for message in results}
        for round_of_calls in _rounds(meant, talk):
            missing = [call for call in round_of_calls if call[0] not in called]
            if missing:
                return _call(missing)
        found = [str(m.content) for m in results if m.name == "search_guide"]
        if talk is None or not talk.is_of_case:
            return self._worded(meant, found)
        return self._worded_case(meant, talk, found, results, _today(situation))

    def hear(self, messages: Sequence[BaseMessage], situation: Mapping[str, Any] | None) -> Heard:
        """What the last message wants and tells, in the light of those before it."""
        text, notes = str(messages[-1].content), _notes(messages[:-1])
        past, known = _past(notes), _situation(situation, notes)
        update = None if known is None or opening(text, past) else self._update(text, known, past)
        rest = text.replace(update.listed, " ") if update and update.listed else text  # a list of programs asks nothing
        meant = Understanding("tell")
        if len(normalise(rest).split()) > 1 or rest == text:
            meant = understand(rest, past, self.searcher, Told.by(update) if update else NOTHING_TOLD)
        sad = meant.act == "distress" and update is not None and only_of_letters(text, update)
        if sad or (meant.act == "decline" and update is not None and only_removes(text, update)):
            meant = Understanding("tell")
        if update is not None and not update.case.get("letters") and _means_own_letters(text, meant):
            meant = Understanding("clarify", kind="own_letters")
        names = writers_names(update.case) if update else frozenset()
        leaning = LearnedWish.of(text, names, self.searcher)
        forbidden = leaning.forbidden(REFUSED_QUESTION if meant.act == "ask" else REFUSED)
        if update and meant.act != "decline" and forbidden and (
            speaks_of_writer(text, update) or any("draft" in note for note in notes[-REMEMBERED_TURNS:])
        ):
            meant = Understanding("decline", kind=forbidden)
        return Heard(text, notes, known, update, counselled(rest, meant, update, self.searcher), leaning)

    def _update(self, text: str, known: Situation, past: Past) -> CaseUpdate:
        """What a message tells of the case; a specialty or a season that belongs to a question tells nothing."""
        update = read_update(text, known)
        leans = bare_specialty(text) and (past.last or known.advised) and known.asked != "targets"
        asked = only_a_season(update, text) and self.searcher.assess(text).is_inside
        return read_update("", known) if leans or asked else update

    def _worded_case(
        self, meant: Understanding, talk: CaseTalk, found: Sequence[str], results: Sequence[ToolMessage], today: date
    ) -> AIMessage:
        question = None if talk.comforts else to_ask(talk)
        read = {str(m.name): json.loads(str(m.content)) for m in results if m.name != "search_guide"}
        guide = word_search(found, meant.queries, self.knowledge, meant.one_situation, declined=True) if found else ""
        case = word_case(
            talk, read, today, question, talk.has_question and (bool(guide) or not talk.calls_then)
        )
        told = talk.update.changes or talk.programs or talk.wants_advice
        status = "answered" if told or read or guide else "clarify"
        if meant.act == "decline":
            status, guide = "refused", "\n\n".join(filter(None, [fixed("refused", meant.kind), guide]))
        elif meant.act == "distress":
            guide = "\n\n".join(filter(None, [fixed("distress"), guide]))
        elif _unanswered(meant, talk):
            status, guide = "abstained", fixed("abstained", meant.kind)
        return _say(
            status, "\n\n".join(filter(None, [guide, case])), queries=meant.queries,
            advised=talk.wants_advice and "audit_letters" in read,
            **({"declined": meant.kind} if meant.act == "decline" else {}),
            memory=dict(talk.update.memory), asked=question.field if question else None,
        )  # fmt: skip

    def _worded(self, meant: Understanding, results: Sequence[str]) -> AIMessage:
        declined = meant.act == "decline"
        answer = ""
        if meant.queries:
            answer = word_search(results, meant.queries, self.knowledge, meant.one_situation, declined)
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


@dataclass(frozen=True, slots=True)
class Heard:
    """A message in the light of those before it: what it wants, and what it tells of the case."""

    text: str
    notes: Sequence[Mapping[str, Any]]
    known: Situation | None
    update: CaseUpdate | None
    meant: Understanding
    leaning: LearnedWish

    def talk(self) -> CaseTalk | None:
        """What it says of the person's own case."""
        return read_case(self.text, self.meant, self.update, self.known) if self.update and self.known else None

    def writing(self) -> DraftTurn | None:
        """What it wants to be written."""
        if self.update is None or self.known is None:
            return None
        return read_turn(self.text, self.meant, self.update, self.notes, self.known, self.leaning)


def _write(turn: DraftTurn, results: Sequence[ToolMessage]) -> AIMessage:
    """A turn about a draft: what the message tells is noted, then the draft is made, then shown."""
    made = {str(message.name): json.loads(str(message.content)) for message in results}
    for calls in (turn.calls_first, turn.calls_then):
        if missing := [call for call in calls if call[0] not in made]:
            return _call(missing)
    status, text = word_draft(turn, made)
    return _say(status, text, **keeps(turn, made))


def _means_own_letters(text: str, meant: Understanding) -> bool:
    """ "are my letters good enough", "who first?": asks about letters that were never told."""
    if not has_cue("my_advice", text) or has_cue("forecast", text):
        return False
    short = len(normalise(text).split()) <= SHORT
    if meant.kind == "waived_view":  # "can you check my letters please"
        return not has_cue("unseen", text)
    return meant.kind == "chances" or (short and meant.kind in {"unclear", "near_letters"})


def _unanswered(meant: Understanding, talk: CaseTalk) -> bool:
    """Whether the turn must say that it has no answer; what was told beside a forecast that was wished for is noted."""
    if meant.act != "abstain":
        return False
    return meant.kind == "chances" or (talk.has_question and not talk.wants_advice and not talk.wants_plan)


Call = tuple[str, dict[str, Any]]


def _rounds(meant: Understanding, talk: CaseTalk | None) -> Iterator[list[Call]]:
    """The tool calls of a turn: what changes the case, and the guide; then what reads the case as it is then."""
    searches: list[Call] = [("search_guide", {"query": query}) for query in meant.queries]
    if talk is None:
        yield searches
        return
    yield [*talk.calls_first, *(searches if talk.asks_guide else [])]
    yield talk.calls_then


def _call(calls: Sequence[Call]) -> AIMessage:
    return AIMessage(content="", tool_calls=[
        {"name": name, "args": args, "id": f"{name}-{number}", "type": "tool_call"}
        for number, (name, args) in enumerate(calls)
    ])  # fmt: skip


def _situation(given: Mapping[str, Any] | None, notes: Sequence[Mapping[str, Any]]) -> Situation | None:
    if given is None:
        return None
    memory: Mapping[str, Any] = next((note["memory"] for note in reversed(notes) if "memory" in note), {})
    asked = next((note["asked"] for note in reversed(notes[-2:]) if "asked" in note), None)  # past a guide question
    advised = bool(notes) and bool(notes[-1].get("advised"))
    on_case = bool(notes) and "memory" in notes[-1]
    return Situation(given["case"], _today(given), asked, memory, advised, on_case)


def _today(given: Mapping[str, Any] | None) -> date:
    return date.fromisoformat(given["today"]) if given else date.min


def _say(status: str, text: str, **notes: Any) -> AIMessage:
    return AIMessage(content=text, additional_kwargs={NOTE: {"status": status, **notes}})


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _notes(messages: Sequence[BaseMessage]) -> list[Mapping[str, Any]]:
    """The notes on the model's own messages, oldest first."""
    return [m.additional_kwargs[NOTE] for m in messages if isinstance(m, AIMessage) and NOTE in m.additional_kwargs]


def _past(notes: Sequence[Mapping[str, Any]]) -> Past:
    """What matters of the turns before."""
    recent = notes[-REMEMBERED_TURNS:]
    return Past(
        queries=tuple(query for note in recent for query in note.get("queries", ())),
        last=tuple(notes[-1].get("queries", ())) if notes else (),
        root=str(notes[-1].get("root", "")) if notes else "",
        declined=tuple(note["declined"] for note in recent if note.get("declined")),
        awaiting_delete=bool(notes) and notes[-1].get("delete") == "ask",
    )
