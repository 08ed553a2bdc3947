"""The panel "Write": a draft for a letter to read, change, copy and take away; the outline and the packet beside it.

Vouch sends nothing. What a person changed in a draft is kept while the case changes; it lives in the page only.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gradio as gr
from gradio.components import Component

from assistant.audit.wording import texts
from assistant.errors import InputError
from assistant.web.blanks import Blanks
from assistant.web.desk import CaseView, Desk, Updates
from assistant.web.drafts import KIND_CHOICES, Writing, draft_files, fitting_kind, letter_key, outline_html
from assistant.web.letters import letter_label
from assistant.web.packing import PacketPart
from assistant.web.refusals import told_refusal
from assistant.web.texts import html_block

Tie = Callable[..., None]


class WritePanel:
    """Holds the choice of letter and kind, the draft, its blanks, and the files."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._blanks, self._packet = desk, Blanks(desk), PacketPart(desk)

    def build(self) -> None:
        """Place the panel here."""
        self.empty = gr.Markdown(html_block("web/quiet.j2", text=_say("empty")), elem_classes="vouch-html")
        with gr.Column(visible=False, elem_id="vouch-write") as self.whole:
            self._build_choice()
            self.fault = gr.Markdown(visible=False, elem_classes="vouch-html")
            self._build_draft()
            self._blanks.build("vouch-blanks")
            self.notes = gr.Markdown(latex_delimiters=[], elem_classes="vouch-html")
            with gr.Accordion(_say("outline"), open=False):
                self.outline = gr.Markdown(latex_delimiters=[], elem_classes="vouch-html")
            with gr.Accordion(_say("packet"), open=False):
                self._packet.build()

    def _build_choice(self) -> None:
        with gr.Row(elem_classes="vouch-grid"):
            # Never an event's input, like the list of conversations: what is chosen comes with the event.
            self.letters = gr.Dropdown([], label=_say("letter"), interactive=True, filterable=False)
            self.kind = gr.Dropdown(list(KIND_CHOICES), value="request", label=_say("kind"), filterable=False)
        self.letter = gr.Textbox(visible=False)
        with gr.Row(elem_classes="vouch-line"):
            self.shorter = gr.Checkbox(label=_say("shorter"), container=False, min_width=90)
            self.formal = gr.Checkbox(label=_say("formal"), container=False, min_width=90)
            self.secretary = gr.Checkbox(label=_say("secretary"), container=False, min_width=90)

    def _build_draft(self) -> None:
        with gr.Column(elem_classes="vouch-edit") as self.sheet:
            self.to = gr.Markdown(elem_classes="vouch-html")
            self.subject = gr.Textbox(
                label=_say("subject"), lines=1, max_lines=1, interactive=True, buttons=["copy"], elem_id="vouch-subject"
            )
            self.body = gr.Textbox(
                label=_say("text"), lines=10, max_lines=24, interactive=True, buttons=["copy"], elem_id="vouch-body"
            )
            self.before = gr.Textbox(visible=False)
            with gr.Row(visible=False, elem_classes="vouch-line") as self.stale:
                gr.Markdown(_say("stale"), elem_classes="vouch-caption")
                self.anew = gr.Button("Write it anew", size="sm", elem_classes="vouch-small")
            self.files = gr.Markdown(elem_classes="vouch-html")

    @property
    def parts(self) -> list[Any]:
        """What an event may update."""
        draft = [self.sheet, self.to, self.subject, self.body, self.before, self.stale, self.files, self.notes]
        around = [self.empty, self.whole, self.letters, self.kind, self.letter, self.fault, self.outline]
        return [*around, *draft, *self._blanks.parts, *self._packet.parts]

    @property
    def seen(self) -> list[Component]:
        """What `show` must know of the page: what `Writing` reads, and the letter whose packet was made."""
        options: list[Component] = [self.shorter, self.formal, self.secretary]
        return [self.letter, self.kind, *options, self.subject, self.body, self.before, self._packet.made]

    def connect(self, tie: Tie, shown: Component) -> None:
        """Tie the panel's events."""
        seen, parts = [shown, *self.seen], self.parts
        tie(self.letters.select, self.letter_chosen, *seen, outputs=parts)
        for choice in (self.kind, self.shorter, self.formal, self.secretary):
            tie(choice.input, self.chosen, *seen, outputs=parts, again=True)
        tie(self.anew.click, self.chosen, *seen, outputs=parts)
        for text in (self.subject, self.body):
            tie(text.change, self.edited, *seen, outputs=[self.files], again=True)
        self._blanks.connect(tie, shown, self.letter)
        self._packet.connect(tie, shown, self.letter, self.seen)

    def show(self, view: CaseView, *seen: Any) -> Updates:
        """The draft of the letter and kind at hand, from the case as it is now; what was changed by hand stays."""
        return self._shown(view, Writing.read(seen[:-1]), str(seen[-1] or ""))

    def _shown(self, view: CaseView, writing: Writing, made: str) -> Updates:
        choices = [(letter_label(item), item["id"]) for item in view.letters]
        if not choices or view.applicant is None:
            text = _say("empty") if not choices else self._desk.texts.errors["target"]
            nothing = gr.Markdown(html_block("web/quiet.j2", text=text), visible=True)
            return {self.empty: nothing, self.whole: gr.Column(visible=False), self.letter: "", self.before: ""}
        known: Updates = {self.empty: gr.Markdown(visible=False), self.whole: gr.Column(visible=True)}
        if writing.letter not in [value for _, value in choices]:
            writing = writing.afresh(choices[0][1], fitting_kind(view.letters[0]))
            known[self.kind] = writing.kind
        known |= {self.letter: writing.letter, self.letters: gr.Dropdown(choices=choices, value=writing.letter)}
        outline = {self.outline: outline_html(self._desk, view, writing.letter)}
        return {**known, **outline, **self._drafted(view, writing), **self._packet.show(view, writing, made)}

    def letter_chosen(self, request: gr.Request, event: gr.SelectData, kept: Any, *seen: Any) -> Updates:
        """Another letter was chosen: a fresh draft for it."""
        view, writing = self._desk.view(kept, request), Writing.read(seen[:-1])
        found = [item for item in view.letters if item["id"] == event.value]
        writing = writing.afresh(str(event.value), fitting_kind(found[0]) if found else writing.kind)
        return {**self._shown(view, writing, ""), self.kind: writing.kind}

    def chosen(self, request: gr.Request, kept: Any, *seen: Any) -> Updates:
        """Another kind or manner was chosen: a fresh draft."""
        writing = Writing.read(seen[:-1])
        return self._shown(self._desk.view(kept, request), writing.afresh(writing.letter, writing.kind), str(seen[-1]))

    def edited(self, request: gr.Request, kept: Any, *seen: Any) -> Updates:
        """The draft was changed by hand: the files hold what stands there now."""
        view, writing = self._desk.view(kept, request), Writing.read(seen[:-1])
        if seen[-1] == letter_key(view, writing.letter):
            self._packet.offer(view, writing)  # under the address that the page has
        return {self.files: draft_files(self._desk, view, writing.shown(writing.made(self._desk, view)))}

    def _drafted(self, view: CaseView, writing: Writing) -> Updates:
        try:
            made = writing.made(self._desk, view)
        except InputError as error:
            lines = told_refusal(error, view, writing.letter, writing.kind)
            told = gr.Markdown(html_block("web/faults.j2", title=_say("faults"), lines=lines), visible=True)
            hidden = {self.sheet: gr.Column(visible=False), self.notes: "", self.before: ""}
            return {**hidden, self.fault: told, **self._blanks.ask([], fresh=True)}
        shown = writing.shown(made)
        updates: Updates = {
            self.fault: gr.Markdown(visible=False), self.sheet: gr.Column(visible=True), self.to: made.to_html(),
            self.notes: made.notes_html(), self.files: draft_files(self._desk, view, shown),
            **self._blanks.ask(made.lacking(), fresh=not writing.is_of(made.letter)),
        }  # fmt: skip
        if shown is not made:
            return {**updates, self.stale: gr.Row(visible=writing.is_stale(made))}
        text = {self.subject: made.draft.subject, self.body: made.draft.body, self.before: made.memory()}
        return {**updates, **text, self.stale: gr.Row(visible=False)}


def _say(name: str) -> str:
    return texts("web/write.yaml")[name].fill({})
