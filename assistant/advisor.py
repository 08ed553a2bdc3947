"""The conversation as a library: a session and a message in, a Reply out. The page, the terminal and evals use it."""

from __future__ import annotations

import itertools
import re
import threading
import time
import unicodedata
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from langchain_core.messages import AIMessage, BaseMessage, ToolMessage
from threadpoolctl import threadpool_limits

from assistant.agent.builtin.model import BuiltinChatModel
from assistant.agent.builtin.word import fixed
from assistant.agent.cite import Numbering
from assistant.agent.compose import compose_reply
from assistant.agent.connection import ModelCheck, check_model
from assistant.agent.context import TurnContext
from assistant.agent.language import LanguageTurn
from assistant.agent.language_models import LanguageModel, LanguageModels
from assistant.agent.loop import RECURSION_LIMIT, make_agent, turn_input
from assistant.agent.models import allowed_models, what_is_sent
from assistant.casebook import understand_case
from assistant.casebook.apply import checked
from assistant.compiled import COMPILED
from assistant.conversations import ConversationStore, Turn, open_store
from assistant.domain import dump_applicant, parse_applicant
from assistant.errors import InputError, VouchError
from assistant.knowledge import Knowledge, load_knowledge
from assistant.memory import give_back, share_arenas
from assistant.reply import Reply
from assistant.retrieval.index import open_index
from assistant.retrieval.retriever import GuideRetriever
from assistant.retrieval.search import Searcher
from assistant.retrieval.sentences import expect
from assistant.settings import Settings, load_settings

LONGEST_MESSAGE = 20_000  # characters; some six pages
LONGEST_SESSION = 200
TURNS_KEPT = 50  # after which the memory that they freed is given back
Progress = Callable[[str, float], None]
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Event:
    """A step of a turn as it happens: a tool that is called, a piece of the answer, or at last the reply."""

    kind: Literal["tool", "text", "reply"]
    text: str = ""
    reply: Reply | None = None


@dataclass(frozen=True, slots=True)
class _Engine:
    """What is loaded once: knowledge, index, conversations and the agent."""

    knowledge: Knowledge
    retriever: GuideRetriever
    store: ConversationStore
    agent: Any
    builtin: BuiltinChatModel


class Advisor:
    """Answers messages, session by session. Safe to share between threads.

    The index and the store are opened on first use; `warm()` opens them ahead of it.
    """

    def __init__(self, settings: Settings | None = None, progress: Progress = lambda _stage, _share: None) -> None:
        self.settings = settings or load_settings()
        COMPILED.keep_in(self.settings.home)
        self._progress = progress
        self._opening = threading.Lock()
        self._turns = itertools.count(1)
        self._opened: _Engine | None = None
        self._models = LanguageModels(self.settings)

    def warm(self) -> None:
        """Open index and conversations now, and load what the first message would otherwise wait for.

        Raises:
            VouchError: a folder cannot be written, or a configured service does not answer.
        """
        self._engine().retriever.invoke("hello")
        understand_case("hello", {}, today=date.min)
        COMPILED.save()
        self._models.warm(self.settings.model)

    @property
    def models(self) -> tuple[str, ...]:
        """The models that a person may choose from; the built-in one is always the first."""
        return allowed_models(self.settings)

    def what_is_sent(self, model: str | None = None) -> str:
        """One honest sentence on what is sent where when that model answers; default the configured one."""
        return what_is_sent(self.settings, model or self.settings.model)

    def check_model(self, model: str | None = None) -> ModelCheck:
        """Ask a model's endpoint for a few words now, and say whether it answers and takes tools."""
        return check_model(self.settings, model or self.settings.model)

    def reply(
        self, text: str, session: str = "default", today: date | str | None = None,
        profile: Mapping[str, Any] | None = None, model: str | None = None,
    ) -> Reply:
        """Answer one message.

        Args:
            text: what the person wrote; anything at all.
            session: names the conversation; others are never seen.
            today: the clock, as a date or ISO text; default the real one.
            profile: the case in the applicant format, kept in place of what was known.
            model: one of `models` for this turn; default the configured one.

        Raises:
            InputError: `session`, `today`, `profile` or `model` cannot be used.
            VouchError: a folder or a configured service cannot be used.
        """
        *_, last = self.stream(text, session, today, profile, model)
        assert last.reply is not None  # noqa: S101 - a stream ends with its reply
        return last.reply

    def stream(
        self, text: str, session: str = "default", today: date | str | None = None,
        profile: Mapping[str, Any] | None = None, model: str | None = None,
    ) -> Iterator[Event]:
        """The same turn as events, ending in the Reply. What was shown as text stays."""
        started = time.perf_counter()
        language = self._models.find(model or self.settings.model)
        day, session, case = read_day(today), _checked_session(session), _checked_case(profile)
        engine = self._engine()
        if problem := _unreadable(text):
            yield Event("reply", reply=Reply(status="clarify", answer=fixed("clarify", problem),
                                             profile=engine.store.case(session)))  # fmt: skip
            return
        cleaned = self._models.without_key(clean(text))
        expect(cleaned)
        with engine.store.lock(session):
            if case is not None:
                engine.store.set_case(session, case)
            said = Turn("user", cleaned)
            if engine.store.last(session) != said:  # else the program was stopped before it answered
                engine.store.append(session, said)
            reply = yield from self._turn(engine, cleaned, session, day, language)
            reply = reply.model_copy(update={"elapsed_ms": round((time.perf_counter() - started) * 1000, 1)})
            self._record(engine, session, reply)
        yield Event("reply", reply=reply)

    def history(self, session: str = "default") -> list[Turn]:
        """The server's own record of a conversation."""
        return self._engine().store.history(_checked_session(session))

    def profile(self, session: str = "default") -> dict[str, Any]:
        """The case of a conversation in the applicant format."""
        return self._engine().store.case(_checked_session(session))

    def change_profile(
        self, session: str, change: Callable[[dict[str, Any]], Mapping[str, Any]], today: date | str | None = None
    ) -> dict[str, Any]:
        """Replace the case by what `change` makes of it, and give it back in its canonical form.

        No turn of the conversation runs between the reading and the writing; the next turn uses the new case.

        Raises:
            InputError: what `change` made is no case, one line a fault; nothing is changed.
        """
        store = self._engine().store
        with store.lock(_checked_session(session)):
            case = checked(change(store.case(session)), read_day(today))
            store.set_case(session, case)
        return case

    def kept(self, session: str, name: str) -> bytes | None:
        """A file of the applicant's own that was kept with the conversation, such as the list of programs."""
        return self._engine().store.kept(_checked_session(session), name)

    def keep(self, session: str, name: str, data: bytes | None) -> None:
        """Keep a file with the conversation in place of the one of that name; None lets go of it."""
        store = self._engine().store
        with store.lock(_checked_session(session)):
            store.keep(session, name, data)

    def forget(self, session: str = "default") -> None:
        """Delete a conversation, its case and its files, on disk as well."""
        engine = self._engine()
        with engine.store.lock(_checked_session(session)):
            engine.store.forget(session)

    @property
    def is_open(self) -> bool:
        """Whether index and store have been opened."""
        return self._opened is not None

    def close(self) -> None:
        """Give the store's connections back."""
        if self._opened:
            self._opened.store.close()

    def _engine(self) -> _Engine:
        with self._opening:
            if self._opened is None:
                share_arenas()
                knowledge = load_knowledge()
                searcher = Searcher(open_index(self.settings, knowledge, self._progress), knowledge)
                # The products of a turn are small: a second thread costs more than it brings, on a busy machine most.
                threadpool_limits(1, user_api="blas")
                store = open_store(self.settings)
                model = BuiltinChatModel(searcher=searcher, knowledge=knowledge)
                retriever = GuideRetriever(searcher=searcher, knowledge=knowledge)
                agent = make_agent(model, store.checkpointer)
                self._opened = _Engine(knowledge, retriever, store, agent, model)
            return self._opened

    def _turn(
        self, engine: _Engine, text: str, session: str, today: date, language: LanguageModel | None
    ) -> Generator[Event, None, Reply]:
        case = engine.store.case(session)
        context = TurnContext(session, today, engine.retriever, case)
        config = {"configurable": {"thread_id": session}, "recursion_limit": RECURSION_LIMIT}
        messages: list[BaseMessage] = []
        numbering, shown = Numbering(engine.knowledge), ""
        try:
            given = turn_input(engine.store.checkpointer, config, text)
            for kind, step in _steps(engine, given, config, context, language):
                if kind == "custom":
                    shown += (piece := numbering.text(step))
                    yield Event("text", piece)
                    continue
                for update in step.values():
                    new = (update or {}).get("messages", [])
                    messages += [m for m in new if isinstance(m, AIMessage | ToolMessage)]
                    for call in (c for m in new if isinstance(m, AIMessage) for c in m.tool_calls):
                        yield Event("tool", call["name"])
        except VouchError:
            raise
        except Exception:  # a fault of ours or of a library must not lose the conversation
            answer = "\n\n".join(filter(None, [shown, fixed("failed")]))
            return Reply(status="error", answer=answer, profile=engine.store.case(session))
        if context.case != case:
            engine.store.set_case(session, context.case)
        reply = compose_reply(messages, engine.knowledge, today, engine.store.case(session), self.settings)
        for piece in reply.answer[len(shown) :].splitlines(keepends=True):
            yield Event("text", piece)
        return reply

    def _record(self, engine: _Engine, session: str, reply: Reply) -> None:
        engine.store.append(session, Turn("assistant", reply.answer, reply.model_dump(mode="json")))
        engine.store.prune(session)
        if reply.answer == fixed("delete", "done"):
            engine.store.forget(session)
        if next(self._turns) % TURNS_KEPT == 0:
            give_back()


def _steps(
    engine: _Engine, given: Any, config: dict[str, Any], context: TurnContext, language: LanguageModel | None
) -> Iterator[tuple[str, Any]]:
    """The turn's updates of the agent, and with a language model (`custom`) the text that may be shown at once."""
    if language is None:
        # Its tools are quick, and starting a thread for each is not. (A stream of text needs a thread of its own.)
        # A step that is lost is quickly worked out again from the record, so one checkpoint at the end is enough.
        config = {**config, "max_concurrency": 1}
        steps = engine.agent.stream(given, config, context=context, stream_mode="updates", durability="exit")
        yield from (("updates", step) for step in steps)
        return
    context.language = LanguageTurn(language, engine.builtin)
    yield from engine.agent.stream(
        given, config, context=context, stream_mode=["updates", "custom"], durability="sync"
    )


def clean(text: str) -> str:
    """Text that every library below can store: no lone surrogates, no control characters but line ends and tabs."""
    whole = text.encode("utf-8", "replace").decode("utf-8").replace("\r\n", "\n")
    return "".join(c for c in whole if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"}).strip()


def read_day(today: date | str | None) -> date:
    """The day of a turn.

    Raises:
        InputError: the text is no ISO date.
    """
    if today is None:
        return date.today()  # noqa: DTZ011 - the person's own calendar day is meant
    if isinstance(today, datetime):
        return today.date()
    if isinstance(today, date):
        return today
    try:
        if not isinstance(today, str) or not _DAY.fullmatch(today):
            raise ValueError
        return date.fromisoformat(today)
    except ValueError:
        raise InputError(f"today: must be a date such as 2027-01-31, got {today!r}") from None


def _unreadable(text: str) -> str:
    if len(text) > LONGEST_MESSAGE:
        return "too_long"
    return "" if clean(text) else "empty"


def _checked_session(session: str) -> str:
    if not isinstance(session, str) or not 0 < len(session) <= LONGEST_SESSION or not session.isprintable():
        raise InputError(f"session: must be 1 to {LONGEST_SESSION} printable characters, got {str(session)[:20]!r}")
    return session


def _checked_case(profile: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """A given case in its canonical form; an empty one means that nothing is known any more."""
    if profile is None:
        return None
    return dump_applicant(parse_applicant(profile, "profile")) if profile else {}
