"""The page: its layout, and what happens when a person does something on it.

Every event reads the conversation from the server's own record. What a browser posts is believed in three things only:
its id, which comes as a cookie; which of its own conversations the tab shows; and the words that were typed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.settings import Settings
from assistant.templates import render
from assistant.web.chat import ChatPanel, answer, first_shown, messages, status
from assistant.web.conversations import ConversationBar
from assistant.web.desk import CaseView, Desk
from assistant.web.downloads import Downloads
from assistant.web.engine import Engine, NotReadyError, complain
from assistant.web.identity import Identity, Register, is_conversation, new_conversation, read_identity, read_key
from assistant.web.model import ModelPanel, header_of, note_of
from assistant.web.panels import Panels
from assistant.web.sources import SourcesPanel
from assistant.web.texts import page_texts, shortened
from assistant.web.turns import Asked, Turns

if TYPE_CHECKING:
    from assistant.conversations import Turn

_AT_ONCE = 8  # turns that are worked on at the same time
_WAITING = 64  # events that may wait for their turn
_CLEAN_EVERY, _CLEAN_OLDER = 600, 3600  # seconds; files that Gradio keeps for a page
_LONGEST_TITLE = 48
Updates = dict[Any, Any]


def page_theme() -> gr.themes.Base:
    """Colours and type. The fonts are the system's own, so none is fetched."""
    return gr.themes.Base(
        primary_hue="teal", neutral_hue="stone", text_size="md", radius_size="lg",
        font=["system-ui", "-apple-system", "Segoe UI", "sans-serif"], font_mono=["ui-monospace", "monospace"],
    )  # fmt: skip


def build_page(settings: Settings, engine: Engine, register: Register, secret: str) -> tuple[gr.Blocks, Downloads]:
    """The page as Gradio blocks, with its queue set up, and the files that it offers."""
    blocks: gr.Blocks
    with gr.Blocks(
        title=page_texts().title, analytics_enabled=False, delete_cache=(_CLEAN_EVERY, _CLEAN_OLDER), fill_width=True
    ) as blocks:
        page = Page(settings, engine, register, secret)
        page.connect(blocks)
    blocks.queue(default_concurrency_limit=_AT_ONCE, max_size=_WAITING, api_open=False)
    return blocks, page.desk.downloads


class Page:
    """The panels and their events."""

    def __init__(self, settings: Settings, engine: Engine, register: Register, secret: str) -> None:
        self._engine, self._register, self._texts = engine, register, page_texts()
        self.desk = Desk(engine, register, self._texts, settings)
        self.turns = Turns(engine, self._texts.tools)
        self.shown = gr.BrowserState(None, storage_key="vouch", secret=secret)  # the tab's conversation; see tab.js
        self.answer = gr.State(None)  # place in the record of the answer whose sources are shown; None: the latest
        self.chat, self.sources = ChatPanel(self._texts), SourcesPanel(self._texts)
        badge = gr.Markdown(header_of(settings.model), elem_id="vouch-header")
        with gr.Row(elem_id="vouch-columns"):
            with gr.Column(scale=3, min_width=320, elem_id="vouch-chat"):
                self.bar = ConversationBar(self._texts)
                self.chat.build_log()
                self.sources.build_chips()
                self.chat.build_box()
                line = gr.Markdown(note_of(settings, settings.model), elem_id="vouch-note")
            with gr.Column(scale=2, min_width=300, elem_id="vouch-panels"):
                self.panels = Panels(self.desk, self.sources, ModelPanel(self.desk, settings, badge, line))

    def connect(self, blocks: gr.Blocks) -> None:
        """Tie each thing that a person can do to what happens then."""
        parts = [self.answer, *self.bar.parts, *self.chat.parts, *self.sources.parts]
        quietly: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}

        def tie(
            event: Callable[..., Any], function: Callable[..., Any], *inputs: Any, outputs: list[Any] = parts,
            case: bool = False, again: bool = False,
        ) -> None:  # fmt: skip
            """`case`: it may change which case is shown, or what is in it.

            `again`: what is done twice before the first has its result is done once more afterwards, with what stands
            in the inputs then, as a form that is saved. All else is done each time, in order; see order.js. Gradio's
            own way would drop it, and "always_last" hands on what was chosen first, so it fits inputs only.
            """
            mode: Any = "always_last" if again else "multiple"
            done = event(function, list(inputs), outputs, trigger_mode=mode, **quietly)
            if case:
                looked = [*self.panels.parts, self.bar.delete]
                seen = self.panels.seen(self.shown)
                done.then(self.refreshed, seen, looked, trigger_mode="always_last", **quietly)

        # Gradio writes the mark of a left-out output into a tab's storage. So the conversation at hand is an output of
        # those events only that set it, and they set it each time.
        moving = [self.shown, *parts, *self.panels.letters.closing]
        tie(blocks.load, self.opened, self.shown, outputs=moving, case=True)
        tie(self.bar.new.click, self.begun, self.shown, outputs=moving, case=True)
        tie(self.bar.picker.select, self.picked, self.shown, outputs=moving, case=True)
        tie(self.bar.sure.click, self.deleted, self.shown, outputs=moving, case=True)
        tie(self.chat.box.submit, self.sent, self.chat.box, self.shown, outputs=moving, case=True)
        tie(self.chat.log.example_select, self.example_sent, self.shown, outputs=moving, case=True)
        tie(self.chat.log.select, self.answer_chosen, self.shown)
        tie(self.bar.delete.click, lambda: self.bar.ask(True))
        tie(self.bar.keep.click, lambda: self.bar.ask(False))
        for place, chip in enumerate(self.sources.chips):
            tie(chip.click, self._chip(place), self.shown, self.answer)
        self.panels.connect(tie, self.shown)

    def opened(self, kept: Any, request: gr.Request) -> Iterator[Updates]:
        """The page was opened: show the tab's conversation, in a new tab the browser's latest."""
        identity = self._latest(kept, request)
        if identity is None:
            yield {self.shown: None, self.chat.log: answer(self._texts.errors["lost"])}
            return
        for update in self._latest_only(self._entered(identity), identity, request):
            yield {**self.chat.open_box(), **update}

    def _entered(self, identity: Identity) -> Iterator[Updates | None]:
        """Show a conversation; while it cannot be read yet, how far that is."""
        conversation = identity.conversation
        if not self.turns.line(conversation) and conversation not in self._register.conversations(identity.browser):
            yield {**self._view(identity, []), **self.chat.tell_shown()}
            return
        yield {self.chat.log: status(self._texts.opening)}
        try:
            for percent in self._engine.ready():
                yield {self.chat.log: status(render("web/preparing.j2", percent=percent))}
            line = self.turns.line(conversation)  # sent before a reload, or from another tab
            if not line:
                turns = self._record(identity)
                yield {**self._view(identity, turns), **self.chat.tell_shown(turns)}
        except Exception as error:  # a person reads a line, never a traceback
            yield {self.chat.log: answer(self._told(error)), **self.chat.tell_shown()}
            return
        for asked in line:
            yield from self._followed(asked, identity, lambda asked: self.chat.tell_shown(asked.after))

    def sent(self, text: str, kept: Any, request: gr.Request) -> Iterator[Updates]:
        """A message was sent: show it at once, then the answer sentence by sentence, then the record."""
        identity, key = read_identity(request.cookies, kept), read_key(request.headers)
        if identity is None:  # cookies are forbidden or were deleted
            lost = answer(self._texts.errors["lost"])
            yield {self.shown: kept, self.chat.log: lost, **self.chat.tell(f"refused:{key}")}
            return
        yield from self._latest_only(self._turn(text, key, identity), identity, request)

    def _turn(self, text: str, key: str, identity: Identity) -> Iterator[Updates | None]:
        line = self.turns.ask(text, identity.conversation, self.desk.model(CaseView(identity)), key)
        fates = [] if line else [f"refused:{key}"]  # all are told each time, since a busy page skips updates
        if not line:
            gr.Warning(self._texts.errors["wait"])
            yield self.chat.tell(*fates)
        with suppress(OSError):  # a full disk must not keep anybody from an answer
            self._register.add(identity.browser, identity.conversation)

        def tell(asked: Asked) -> Updates:
            fates.append(f"{'back' if asked.fault == 'setup' else 'over'}:{asked.key}")
            return self.chat.tell(*fates)

        for asked in line or self.turns.line(identity.conversation):
            yield from self._followed(asked, identity, tell)

    def _latest_only(
        self, updates: Iterator[Updates | None], identity: Identity, request: gr.Request
    ) -> Iterator[Updates]:
        """An event of a page that follows answers ends when the page shows another conversation or sends a message."""
        page = identity.browser, request.session_hash
        for conversation, update in self.turns.latest_only(page, identity.conversation, updates):
            yield {self.shown: conversation, **update}

    def _followed(
        self, asked: Asked, identity: Identity, tell: Callable[[Asked], Updates]
    ) -> Iterator[Updates | None]:
        """The log while a message is answered, and then everything that shows the conversation.

        What the tab is told goes with the latter: Gradio repeats an event's last update when the event is complete, and
        one that makes parts visible may be overtaken where it is not the last.
        """
        # The chips of the answer before would stand under the new one with numbers that are not its own.
        yield {self.chat.log: self.turns.log(identity.conversation, asked, asked.latest), **self.sources.clear("wait")}
        for step in asked.steps():
            yield None if step is None else {self.chat.log: self.turns.log(identity.conversation, asked, step)}
        try:
            if asked.fault is None:
                yield {**self._answered(asked, identity), **tell(asked)}
                return
            told = self._texts.errors[asked.fault]
        except Exception as error:  # a person reads a line, never a traceback
            told = self._told(error)
        log = self.turns.log(identity.conversation, asked, answer(told))
        yield {self.chat.log: log, **self.sources.clear(), **tell(asked)}

    def _answered(self, asked: Asked, identity: Identity) -> Updates:
        """Everything that shows the conversation after a turn, with what waits for the next below it."""
        view = self._view(identity, asked.after)
        if asked.is_recorded:
            view[self.chat.log] += self.turns.waiting(identity.conversation, asked)
        else:  # it could not be read, or all was deleted
            log = self.turns.log(identity.conversation, asked, asked.latest)
            view[self.chat.log] = log if asked.after else log[len(messages(asked.before)) :]
        return view

    def example_sent(self, kept: Any, event: gr.SelectData, request: gr.Request) -> Iterator[Updates]:
        """An example was chosen: it is sent like a message."""
        chosen = event.value.get("text") if isinstance(event.value, dict) else event.value
        yield from self.sent(str(chosen or ""), kept, request)

    def answer_chosen(self, kept: Any, event: gr.SelectData, request: gr.Request) -> Updates:
        """A message in the log was chosen: open its sources, for a question those of its answer."""
        turns = self._readable(read_identity(request.cookies, kept))
        place = first_shown(turns) + event.index if isinstance(event.index, int) else len(turns)
        while place < len(turns) and turns[place].role != "assistant":
            place += 1
        if not 0 <= place < len(turns):
            return {self.answer: gr.skip()}
        return {self.answer: place, **self.sources.show(turns, place)}

    def refreshed(self, request: gr.Request, kept: Any, *seen: Any) -> Updates:
        """Show the case as it is now; where there is one, there is something to delete."""
        view = self.desk.view(kept, request)
        can_delete = {self.bar.delete: gr.Button(visible=True)} if view.case or self.panels.has_files(view) else {}
        return {**self.panels.show(view, *seen), **can_delete}

    def begun(self, kept: Any, request: gr.Request) -> Iterator[Updates]:
        """A new conversation."""
        known = read_identity(request.cookies, kept)
        yield from self._moved(Identity(known.browser, new_conversation(known.browser)) if known else None, request)

    def picked(self, kept: Any, event: gr.SelectData, request: gr.Request) -> Iterator[Updates]:
        """Another conversation of this browser was chosen."""
        known = read_identity(request.cookies, kept)
        if known is None or not is_conversation(event.value, known.browser):
            yield {self.shown: kept}
            return
        yield from self._moved(Identity(known.browser, event.value), request)

    def deleted(self, kept: Any, request: gr.Request) -> Iterator[Updates]:
        """Deletion was confirmed."""
        known = read_identity(request.cookies, kept)
        if known is None:
            yield from self._moved(None, request)
            return
        try:
            for _ in self._engine.ready():
                pass
            self._engine.advisor.forget(known.conversation)
            self._register.remove(known.browser, known.conversation)
            self.panels.forget(known)
        except Exception as error:  # a person reads a line, never a traceback
            complain(error)
            gr.Warning(self._texts.errors["delete"])
            yield {self.shown: known.conversation, **self.bar.ask(False)}
            return
        gr.Info(self._texts.deleted)
        yield from self.begun(known.conversation, request)

    def _latest(self, kept: Any, request: gr.Request) -> Identity | None:
        identity = read_identity(request.cookies, kept)
        if identity is None or identity.conversation == kept:
            return identity
        latest = self._register.conversations(identity.browser)[:1]
        return Identity(identity.browser, latest[0]) if latest else identity

    def _moved(self, identity: Identity | None, request: gr.Request) -> Iterator[Updates]:
        """Show another conversation; None: the browser brings no id."""
        if identity is None:
            yield {self.shown: None, self.chat.log: answer(self._texts.errors["lost"])}
            return
        yield {self.shown: identity.conversation, **self.panels.letters.left(), **self.chat.tell("moved")}
        yield from self._latest_only(self._entered(identity), identity, request)

    def _chip(self, place: int) -> Callable[..., Updates]:
        def opened(kept: Any, chosen: Any, request: gr.Request) -> Updates:
            turns = self._readable(read_identity(request.cookies, kept))
            answers = [n for n, turn in enumerate(turns) if turn.role == "assistant"]
            if not answers:
                return {self.answer: gr.skip()}
            answer = chosen if chosen in answers else answers[-1]
            return self.sources.show(turns, answer, place)

        return opened

    def _view(self, identity: Identity, turns: list[Turn]) -> Updates:
        """Everything that shows a conversation."""
        last = max((n for n, turn in enumerate(turns) if turn.role == "assistant"), default=None)
        sources = self.sources.clear() if last is None else self.sources.show(turns, last)
        bar = self.bar.show(self._titles(identity, turns), identity.conversation, empty=not turns)
        return {self.chat.log: messages(turns), self.answer: None, **sources, **bar}

    def _titles(self, identity: Identity, turns: list[Turn]) -> list[tuple[str, str]]:
        """The browser's conversations by their first message; what was deleted elsewhere drops out."""
        found = [(self._title(turns), identity.conversation)]
        with suppress(NotReadyError):  # while it opens, only the conversation at hand is listed
            for other in self._register.conversations(identity.browser):
                kept = self._engine.advisor.history(other)
                if other != identity.conversation and (kept or self._engine.advisor.profile(other)):
                    found.append((self._title(kept) if kept else self._texts.untold, other))
        return found

    def _title(self, turns: list[Turn]) -> str:
        first = next((turn.text for turn in turns if turn.role == "user"), "")
        return shortened(first, _LONGEST_TITLE) or self._texts.untitled

    def _record(self, identity: Identity) -> list[Turn]:
        return self._engine.advisor.history(identity.conversation)

    def _readable(self, identity: Identity | None) -> list[Turn]:
        """The record for a look at it; empty where it cannot be read now."""
        try:
            return [] if identity is None else self._record(identity)
        except NotReadyError:
            return []
        except Exception as error:  # a person reads a line, never a traceback
            complain(error)
            return []

    def _told(self, error: Exception) -> str:
        """What a person reads when something failed; the terminal gets the reason."""
        if isinstance(error, NotReadyError):
            return self._texts.errors["setup"]
        complain(error)
        return self._texts.errors["turn"]
