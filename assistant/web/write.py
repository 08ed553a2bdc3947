"""The panel "Write": a draft for a letter to read, change, copy and take away; the outline and the packet beside it.

Vouch sends nothing. What a person changed in a draft is kept while the case changes; it lives in the page only.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import gradio as gr
from gradio.components import Component

from assistant.audit.wording import texts
from assistant.errors import InputError
from assistant.web.desk import Case, CaseView, Desk, Updates
from assistant.web.drafts import (
    KIND_CHOICES,
    WrittenDraft,
    draft_files,
    draft_of,
    fill_in,
    fitting_kind,
    outline_html,
    packet_html,
    remembered_draft,
)
from assistant.web.faults import told_faults
from assistant.web.letters import letter_label
from assistant.web.own_files import OwnFiles
from assistant.web.texts import html_block

_MOST_BLANKS = 8
Tie = Callable[..., None]


class WritePanel:
    """Holds the choice of letter and kind, the draft, its blanks, and the files."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._own = desk, OwnFiles(desk)

    def build(self) -> None:
        """Place the panel here."""
        self.empty = gr.Markdown(html_block("web/quiet.j2", text=_say("empty")), elem_classes="vouch-html")
        with gr.Column(visible=False, elem_id="vouch-write") as self.whole:
            self._build_choice()
            self.fault = gr.Markdown(visible=False, elem_classes="vouch-html")
            self._build_draft()
            self._build_blanks()
            self.notes = gr.Markdown(latex_delimiters=[], elem_classes="vouch-html")
            with gr.Accordion(_say("outline"), open=False):
                self.outline = gr.Markdown(latex_delimiters=[], elem_classes="vouch-html")
            with gr.Accordion(_say("packet"), open=False):
                self._own.build()
                self.pack = gr.Button("Make the packet", variant="primary", size="sm", elem_classes="vouch-small")
                self.packet = gr.Markdown(latex_delimiters=[], elem_classes="vouch-html")

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

    def _build_blanks(self) -> None:
        with gr.Column(visible=False, elem_id="vouch-blanks") as self.gaps:
            gr.Markdown(f"#### {_say('blanks')}")
            self.blanks = [gr.Textbox(visible=False, interactive=True, max_lines=4) for _ in range(_MOST_BLANKS)]
            self.fields = gr.Textbox(visible=False)
            self.fill = gr.Button("Keep in my case", variant="primary", size="sm", elem_classes="vouch-small")

    @property
    def parts(self) -> list[Any]:
        """What an event may update."""
        draft = [self.sheet, self.to, self.subject, self.body, self.before, self.stale, self.files, self.notes]
        around = [self.empty, self.whole, self.letters, self.kind, self.letter, self.fault, self.outline, self.packet]
        return [*around, *draft, self.gaps, *self.blanks, self.fields, *self._own.parts]

    @property
    def seen(self) -> list[Component]:
        """What `show` must know of the page."""
        options: list[Component] = [self.shorter, self.formal, self.secretary]
        return [self.letter, self.kind, *options, self.subject, self.body, self.before]

    def connect(self, tie: Tie, shown: Component) -> None:
        """Tie the panel's events."""
        seen, parts = [shown, *self.seen], self.parts
        tie(self.letters.select, self.letter_chosen, *seen, outputs=parts)
        for choice in (self.kind, self.shorter, self.formal, self.secretary):
            tie(choice.input, self.chosen, *seen, outputs=parts, again=True)
        tie(self.anew.click, self.chosen, *seen, outputs=parts)
        for text in (self.subject, self.body):
            tie(text.change, self.edited, *seen, outputs=[self.files], again=True)
        tie(self.pack.click, self.packed, shown, self.letter, outputs=parts)
        self._own.connect(tie, shown, self.letter, outputs=parts, after=self.packed)
        blanks = [shown, self.letter, self.fields, *self.blanks]
        tie(self.fill.click, self.filled, *blanks, outputs=parts, case=True, again=True)

    def show(self, view: CaseView, letter: str, kind: str, *rest: Any) -> Updates:
        """The draft of the letter and kind at hand, from the case as it is now; what was changed by hand stays."""
        *options, subject, body, before = rest
        choices = [(letter_label(item), item["id"]) for item in view.letters]
        if not choices or view.applicant is None:
            text = _say("empty") if not choices else self._desk.texts.errors["target"]
            nothing = gr.Markdown(html_block("web/quiet.j2", text=text), visible=True)
            return {self.empty: nothing, self.whole: gr.Column(visible=False), self.letter: "", self.before: ""}
        known: Updates = {self.empty: gr.Markdown(visible=False), self.whole: gr.Column(visible=True)}
        if letter not in [value for _, value in choices]:
            letter, kind = choices[0][1], fitting_kind(view.letters[0])
            known[self.kind] = kind
        known |= {self.letter: letter, self.letters: gr.Dropdown(choices=choices, value=letter)}
        known |= self._own.show(view)
        return {**known, **self._drafted(view, letter, kind, options, subject, body, before)}

    def letter_chosen(
        self, request: gr.Request, event: gr.SelectData, kept: Any, _letter: str, kind: str, *rest: Any
    ) -> Updates:
        """Another letter was chosen: a fresh draft for it."""
        found = [item for item in self._desk.view(kept, request).letters if item["id"] == event.value]
        kind = fitting_kind(found[0]) if found else kind
        return {**self.chosen(request, kept, str(event.value), kind, *rest), self.kind: kind}

    def chosen(self, request: gr.Request, kept: Any, letter: str, kind: str, *rest: Any) -> Updates:
        """Another kind or manner was chosen: a fresh draft."""
        return self.show(self._desk.view(kept, request), letter, kind, *rest[:-3], "", "", "")

    def edited(self, request: gr.Request, kept: Any, letter: str, kind: str, *rest: Any) -> Updates:
        """The draft was changed by hand: the files hold what stands there now."""
        view = self._desk.view(kept, request)
        *options, subject, body, _ = rest
        made = draft_of(self._desk.known(view), letter, kind, options, view.today)
        return {self.files: draft_files(self._desk, view, made.rewritten(subject, body))}

    def packed(self, kept: Any, letter: str, request: gr.Request) -> Updates:
        """The packet was asked for."""
        view = self._desk.view(kept, request)
        try:
            html, lacking = packet_html(self._desk, view, letter)
        except InputError as error:
            return {self.packet: self._told(error, view)}
        return {self.packet: html, **self._asking(lacking)}

    def filled(self, request: gr.Request, kept: Any, letter: str, fields: str, *given: Any) -> Updates:
        """Blanks were filled in: what was typed goes to the case, and from there into the draft."""
        view = self._desk.view(kept, request)

        def change(case: Case) -> Case:
            return fill_in(case, letter, fields, given)

        try:
            self._desk.change(view, change)
        except InputError as error:
            return {self.fault: gr.Markdown(self._told(error, view), visible=True)}
        return {self.fault: gr.Markdown(visible=False)}

    def _drafted(
        self, view: CaseView, letter: str, kind: str, options: list[Any], subject: str, body: str, before: str
    ) -> Updates:
        hidden = {self.stale: gr.Row(visible=False), self.gaps: gr.Column(visible=False)}
        outline = {self.outline: outline_html(self._desk, view, letter), self.packet: _packet_hint()}
        try:
            made = draft_of(self._desk.known(view), letter, kind, options, view.today)
        except InputError as error:
            told = gr.Markdown(self._told(error, view), visible=True)
            return {**hidden, **outline, self.fault: told, self.sheet: gr.Column(visible=False), self.before: ""}
        shown = {self.fault: gr.Markdown(visible=False), self.sheet: gr.Column(visible=True), **outline}
        known = remembered_draft(before)
        by_hand = known.get("of") == made.key and (known.get("subject"), known.get("body")) != (subject, body)
        if by_hand:
            stale = (known.get("subject"), known.get("body")) != (made.draft.subject, made.draft.body)
            kept = made.rewritten(subject, body)
            text = {self.stale: gr.Row(visible=stale), self.files: draft_files(self._desk, view, kept)}
        else:
            text = {
                **hidden, self.subject: made.draft.subject, self.body: made.draft.body, self.before: made.memory(),
                self.files: draft_files(self._desk, view, made),
            }  # fmt: skip
        return {**shown, **text, **self._around(made)}

    def _around(self, made: WrittenDraft) -> Updates:
        return {self.to: made.to_html(), self.notes: made.notes_html(), **self._asking(made.blanks())}

    def _asking(self, blanks: Sequence[tuple[str, str]]) -> Updates:
        blanks = blanks[:_MOST_BLANKS]
        updates: Updates = {self.fields: " ".join(path for path, _ in blanks)}
        updates[self.gaps] = gr.Column(visible=bool(blanks))
        for place, slot in enumerate(self.blanks):
            known = place < len(blanks)
            updates[slot] = gr.Textbox(label=blanks[place][1] if known else "", value="", visible=known)
        return updates

    def _told(self, error: InputError, view: CaseView) -> str:
        return html_block("web/faults.j2", title=_say("faults"), lines=told_faults(error, view.case))


def _packet_hint() -> str:
    return html_block("web/quiet.j2", text=_say("packet_hint"))


def _say(name: str) -> str:
    return texts("web/write.yaml")[name].fill({})
