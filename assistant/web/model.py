"""The panel "Model": which model answers, where the operator allows a choice; what is sent where; a connection test.

The choice is a browser's own and outlives a restart: a person who went back to the built-in model stays with it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gradio as gr
from gradio.components import Component

from assistant.agent.models import BUILTIN, allowed_models, what_is_sent
from assistant.audit.wording import texts
from assistant.errors import VouchError
from assistant.settings import Settings
from assistant.templates import render
from assistant.web.desk import CaseView, Desk, Updates
from assistant.web.texts import html_block, page_texts


class ModelPanel:
    """Holds the choice, and keeps the badge of the page and the line under the text box true to it."""

    def __init__(self, desk: Desk, settings: Settings, badge: Component, line: Component) -> None:
        self._desk, self._settings, self._badge, self._line = desk, settings, badge, line
        self._names = allowed_models(settings)

    @property
    def is_offered(self) -> bool:
        """Whether there is anything to choose."""
        return len(self._names) > 1

    def build(self) -> None:
        """Place the panel here."""
        labels = [(_say("builtin") if name == BUILTIN else name, name) for name in self._names]
        self.now = gr.Markdown(elem_classes="vouch-html")
        self.choice = gr.Radio(labels, value=self._settings.model, label=_say("choose"), elem_id="vouch-model")
        self.sent = gr.Markdown(self._sentence(self._settings.model), elem_classes="vouch-html vouch-sent")
        with gr.Row(elem_classes="vouch-line"):
            self.use = gr.Button("Use this model", variant="primary", size="sm", elem_classes="vouch-small")
            self.test = gr.Button("Test the connection", size="sm", elem_classes="vouch-small")
            self.back = gr.Button(_say("back"), size="sm", elem_classes="vouch-small")
        self.tested = gr.Markdown(visible=False, elem_classes="vouch-html")

    @property
    def parts(self) -> list[Any]:
        """What an event may update."""
        return [self.now, self._badge, self._line] if self.is_offered else []

    def connect(self, tie: Callable[..., None], shown: Component) -> None:
        """Tie the panel's events."""
        if not self.is_offered:
            return
        every = [*self.parts, self.choice, self.sent, self.tested]
        tie(self.choice.input, self.looked_at, self.choice, outputs=every, again=True)
        tie(self.use.click, self.used, shown, self.choice, outputs=every)
        tie(self.back.click, self.gone_back, shown, outputs=every)
        tie(self.test.click, self.checked, self.choice, outputs=every, again=True)

    def show(self, view: CaseView) -> Updates:
        """Which model answers this browser now."""
        if not self.is_offered:
            return {}
        name = self._desk.model(view)
        now = _say("now", model=_say("builtin") if name == BUILTIN else name)
        return {
            self.now: html_block("web/quiet.j2", text=now), self._badge: header_of(name),
            self._line: note_of(self._settings, name),
        }  # fmt: skip

    def looked_at(self, name: str) -> Updates:
        """A model was looked at: what would be sent where, before anything is."""
        return {self.sent: self._sentence(name), self.tested: gr.Markdown(visible=False)}

    def used(self, kept: Any, name: str, request: gr.Request) -> Updates:
        """The model was chosen, after its sentence was shown."""
        view = self._desk.view(kept, request)
        self._desk.choose_model(view, name)
        return {**self.show(view), self.choice: name, self.sent: self._sentence(name)}

    def gone_back(self, kept: Any, request: gr.Request) -> Updates:
        """Back to the model that sends nothing anywhere."""
        return {**self.used(kept, BUILTIN, request), self.tested: gr.Markdown(visible=False)}

    def checked(self, name: str) -> Updates:
        """Does the model answer? A made-up question is sent, and nothing of the person's."""
        try:
            found = self._desk.check_model(name)
            ok, message = found.ok, found.message
        except VouchError as error:
            ok, message = False, str(error)
        lines = {"title": _say("tested"), "lines": [message]}
        told = html_block("web/said.j2", text=message) if ok else html_block("web/faults.j2", **lines)
        return {self.tested: gr.Markdown(told, visible=True)}

    def _sentence(self, name: str) -> str:
        try:
            return html_block("web/quiet.j2", text=what_is_sent(self._settings, name))
        except VouchError as error:
            return html_block("web/faults.j2", title=_say("unusable"), lines=[str(error)])


def header_of(model: str) -> str:
    """The head of the page, with the badge of a model."""
    shown = page_texts()
    badge = render("web/badge.j2", model=model)
    return render("web/header.j2", title=shown.title, tagline=shown.tagline, badge=badge)


def note_of(settings: Settings, model: str) -> str:
    """The small print. With a language model it begins with what is sent where; else it says how to use one."""
    note = page_texts().note
    if model != BUILTIN:
        try:
            return f"{what_is_sent(settings, model)} {note}"
        except VouchError:  # the connection test says what is wrong with it
            return note
    if len(allowed_models(settings)) == 1 and (settings.openai_api_key or settings.openai_base_url):
        note += " " + render("web/offer.j2", option="`--model openai:NAME`")
    return note


def _say(name: str, **values: Any) -> str:
    return texts("web/model.yaml")[name].fill(values)
