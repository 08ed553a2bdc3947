"""The panels beside the chat, in tabs: the sources of an answer, the case, and what is worked out from it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from functools import wraps
from typing import Any

import gradio as gr
from gradio.components import Component

from assistant.extra import ROLES
from assistant.web.audit import AuditPanel
from assistant.web.casefile import CaseFile
from assistant.web.desk import CaseView, Desk, Updates
from assistant.web.engine import complain
from assistant.web.identity import Identity
from assistant.web.letters import LettersPanel
from assistant.web.model import ModelPanel
from assistant.web.plan import PlanPanel
from assistant.web.programs import KEPT, ProgramsPanel
from assistant.web.sources import SourcesPanel
from assistant.web.write import WritePanel

SOURCES = "sources"
Tie = Callable[..., None]


class Panels:
    """Holds the tabs. After everything that may have changed the case, `show` shows it anew."""

    def __init__(self, desk: Desk, sources: SourcesPanel, model: ModelPanel) -> None:
        self._desk, self.model = desk, model
        self.letters, self.file = LettersPanel(desk), CaseFile(desk)
        self.audit, self.plan = AuditPanel(), PlanPanel(desk)
        self.programs, self.write = ProgramsPanel(desk), WritePanel(desk)
        names = desk.texts.panels
        self.stamp = gr.Textbox(visible=False)  # of the case that the panels show
        with gr.Tabs(selected=SOURCES, overflow_behavior="wrap", elem_id="vouch-tabs") as self.tabs:
            with gr.Tab(names[SOURCES], id=SOURCES):
                sources.build_passage()
            with gr.Tab(names["letters"], id="letters"):
                self.letters.build()
                self.file.build()
            with gr.Tab(names["audit"], id="audit"):
                self.audit.build()
            with gr.Tab(names["plan"], id="plan"):
                self.plan.build()
            with gr.Tab(names["programs"], id="programs"):
                self.programs.build()
            with gr.Tab(names["write"], id="write"):
                self.write.build()
            if model.is_offered:
                with gr.Tab(names["model"], id="model"):
                    model.build()

    @property
    def parts(self) -> list[Any]:
        """What `show` may update."""
        panels = (self.letters, self.file, self.audit, self.plan, self.programs, self.write, self.model)
        return [self.stamp, *(part for panel in panels for part in panel.parts)]

    def seen(self, shown: Component) -> list[Component]:
        """What `show` must know of the page."""
        return [shown, self.stamp, *self.letters.seen, *self.write.seen]

    def connect(self, tie: Tie, shown: Component) -> None:
        """Tie the events of the panels."""

        def tie_kindly(event: Callable[..., Any], function: Callable[..., Updates], *inputs: Any, **more: Any) -> None:
            tie(event, self._kindly(function), *inputs, outputs=[*more.pop("outputs"), self.tabs], **more)

        self.letters.connect(tie_kindly, shown)
        self.file.connect(tie_kindly, shown)
        self.programs.connect(tie_kindly, shown)
        self.write.connect(tie_kindly, shown)
        self.model.connect(tie_kindly, shown)

    def _kindly(self, function: Callable[..., Updates]) -> Callable[..., Updates]:
        """A fault of ours is one line for the person and one in the terminal; nothing on the page changes."""

        @wraps(function)
        def kind(*values: Any, **more: Any) -> Updates:
            try:
                return function(*values, **more)
            except Exception as error:  # a person reads a line, never a traceback
                complain(error)
                gr.Warning(self._desk.texts.errors["case"])
                return {self.tabs: gr.skip()}

        return kind

    def show(self, view: CaseView, stamp: str, about: str, letter: str, open_id: str, *writing: Any) -> Updates:
        """The case as it is now, in every panel; nothing where they show it already, as after most turns."""
        now = self._stamp(view)
        if now == stamp:
            return {self.stamp: now}
        return {
            self.stamp: now,
            **self.letters.show(view, about, letter, open_id), **self.file.show(view), **self.audit.show(view),
            **self.plan.show(view), **self.programs.show(view), **self.write.show(view, *writing),
            **self.model.show(view),
        }  # fmt: skip

    def _stamp(self, view: CaseView) -> str:
        conversation, programs = view.owner and view.owner.conversation, bool(self._desk.kept(view, KEPT))
        shown = json.dumps([conversation, view.case, view.today.isoformat(), programs])
        return hashlib.blake2b(shown.encode(), digest_size=16).hexdigest()

    def has_files(self, view: CaseView) -> bool:
        """Whether files of the applicant's own are kept with the conversation."""
        return any(self._desk.kept(view, name) for name in (KEPT, *ROLES))

    def forget(self, owner: Identity) -> None:
        """Let go of everything that the panels keep of a conversation."""
        self._desk.downloads.withdraw(owner)
