"""The panel "My letters": the case, editable, in step with the chat both ways."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import gradio as gr
from gradio.components import Component

from assistant.audit.wording import texts
from assistant.domain.vocabulary import specialty_label
from assistant.errors import InputError
from assistant.web.desk import Case, CaseView, Desk, Updates
from assistant.web.faults import told_faults
from assistant.web.form import CaseForm
from assistant.web.letter_fields import APPLICANT, LETTER_GROUPS
from assistant.web.texts import html_block, shortened

_LONGEST_LABEL = 90
Tie = Callable[..., None]


class LettersPanel:
    """Holds the list of letters, the form of one letter, and the form about the applicant."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._words = desk, texts("web/letters.yaml")
        self.about, self.letter = CaseForm(), CaseForm()

    def build(self) -> None:
        """Place the panel here."""
        say = self._say
        with gr.Accordion(say("about"), open=False, elem_id="vouch-about"):
            with gr.Row(elem_classes="vouch-grid"):
                self.about.place(APPLICANT)
            self.about.remember()
            self.about_note = gr.Markdown(visible=False)
            self.about_save = gr.Button("Save", variant="primary", size="sm", elem_classes="vouch-small")
        with gr.Row(elem_classes="vouch-line"):
            gr.Markdown(f"### {say('letters_title')}")
            self.add = gr.Button("Add a letter", size="sm", elem_classes="vouch-small", scale=0, min_width=110)
        self.empty = gr.Markdown(html_block("web/quiet.j2", text=say("empty")), elem_classes="vouch-html")
        self.note = gr.Markdown(visible=False)
        # Never an event's input, like the list of conversations: what is chosen comes with the event.
        self.list = gr.Radio(
            [], label=say("letters_title"), show_label=False, container=False, interactive=True, visible=False,
            elem_id="vouch-letters",
        )  # fmt: skip
        with gr.Column(visible=False, elem_id="vouch-letter") as self.sheet:
            self.title = gr.Markdown()
            for name, group in LETTER_GROUPS.items():
                with gr.Accordion(say(f"group_{name}"), open=name != "notes"), gr.Row(elem_classes="vouch-grid"):
                    self.letter.place(group)
            self.letter.remember()
            self.open_id = gr.Textbox(visible=False)
            self.letter_note = gr.Markdown(visible=False)
            with gr.Row(elem_classes="vouch-line"):
                self.save = gr.Button("Save letter", variant="primary", size="sm", elem_classes="vouch-small")
                self.close = gr.Button("Close", size="sm", elem_classes="vouch-small")
                self.remove = gr.Button("Remove", size="sm", elem_classes="vouch-small vouch-risky")
            with gr.Row(visible=False, elem_classes="vouch-line vouch-question") as self.question:
                gr.Markdown(say("remove"))
                self.sure = gr.Button("Remove for good", size="sm", variant="stop", elem_classes="vouch-small")
                self.keep = gr.Button("Keep it", size="sm", elem_classes="vouch-small")

    @property
    def parts(self) -> list[Any]:
        """What an event may update."""
        notes = [self.about_note, self.note, self.letter_note]
        sheet = [self.sheet, self.title, self.open_id, self.remove, self.question]
        forms = [*self.about.components, self.about.before, *self.letter.components, self.letter.before]
        return [*forms, *notes, *sheet, self.empty, self.list]

    @property
    def seen(self) -> list[Component]:
        """What `show` must know of the page: what the forms remember, and which letter is open."""
        return [self.about.before, self.letter.before, self.open_id]

    def connect(self, tie: Tie, shown: Component) -> None:
        """Tie the panel's own events; those that change the case say so to the other panels."""
        seen = [shown, *self.seen]
        saving = {"outputs": self.parts, "case": True, "again": True}
        tie(self.about_save.click, self.about_saved, *seen, *self.about.components, **saving)
        tie(self.save.click, self.letter_saved, *seen, *self.letter.components, **saving)
        tie(self.sure.click, self.letter_removed, *seen, outputs=self.parts, case=True)
        tie(self.list.select, self.letter_chosen, shown, outputs=self.parts)
        tie(self.add.click, self.letter_begun, shown, outputs=self.parts)
        tie(self.close.click, self._closed, outputs=self.parts)
        tie(self.remove.click, lambda: {self.question: gr.Row(visible=True)}, outputs=[self.question])
        tie(self.keep.click, lambda: {self.question: gr.Row(visible=False)}, outputs=[self.question])

    def show(self, view: CaseView, about: str, letter: str, open_id: str, given: Sequence[Any] = ()) -> Updates:
        """The case as it is now; what was typed and not saved stays, where nothing else changed it.

        `given`: what was just saved about the applicant.
        """
        updates = {**self._listed(view, open_id), **self.about.fill(view.case, view.whose, about, given)}
        found = _letter(view, open_id)
        if found is not None:
            of = f"{view.whose}/{open_id}"
            return {**updates, **self.letter.fill(found, of, letter), self.title: self._title(found)}
        return {**self._closed(), **self._quiet(), **updates} if open_id else updates

    @property
    def closing(self) -> list[Any]:
        """What `left` updates."""
        return list(self.left())

    def left(self) -> Updates:
        """The page goes on to another conversation: no letter is open."""
        return {**self._closed(), **self._quiet()}

    def letter_chosen(self, kept: Any, event: gr.SelectData, request: gr.Request) -> Updates:
        """A letter of the list is opened."""
        view = self._desk.view(kept, request)
        return self._opened(view, str(event.value)) if _letter(view, str(event.value)) else self._closed()

    def letter_begun(self, kept: Any, request: gr.Request) -> Updates:
        """An empty form for a new letter; it is no letter before it is saved."""
        view = self._desk.view(kept, request)
        return {**self._opened(view, ""), self.list: gr.Radio(value=None)}

    def about_saved(
        self, request: gr.Request, kept: Any, about: str, letter: str, open_id: str, *given: Any
    ) -> Updates:
        """What the person changed about themselves is taken over, or its faults are shown."""
        view = self._desk.view(kept, request)
        try:
            after = self._desk.change(view, lambda case: self.about.merged(case, given, about))
        except InputError as error:
            return self._faulty(self.about_note, error, view)
        said = {**self._quiet(), self.about_note: self._told("saved")}
        return {**self.show(after, about, letter, open_id, given), **said}

    def letter_saved(
        self, request: gr.Request, kept: Any, about: str, letter: str, open_id: str, *given: Any
    ) -> Updates:
        """What the person changed in a letter is taken over, or its faults are shown."""
        view = self._desk.view(kept, request)

        def change(case: Case) -> Case:
            letters = list(case.get("letters") or ())
            places = [place for place, item in enumerate(letters) if item.get("id") == open_id]
            if open_id and not places:
                raise InputError(self._say("gone"))
            if places:
                letters[places[0]] = self.letter.merged(letters[places[0]], given, letter)
            else:
                letters.append(self.letter.merged({}, given, letter))
            return {**case, "letters": letters}

        try:
            after = self._desk.change(view, change)
        except InputError as error:
            return self._faulty(self.letter_note, error, view)
        before = {item["id"] for item in view.letters}
        added = [item["id"] for item in after.letters if item["id"] not in before]
        now = open_id or (added[-1] if added else "")
        said = {**self._quiet(), self.letter_note: self._told("saved")}
        return {**self._listed(after, now), **self._opened(after, now, given), **said}

    def letter_removed(self, kept: Any, about: str, letter: str, open_id: str, request: gr.Request) -> Updates:
        """The open letter is taken out of the case."""
        view = self._desk.view(kept, request)

        def change(case: Case) -> Case:
            left = [item for item in case.get("letters") or () if item.get("id") != open_id]
            rest = {name: value for name, value in case.items() if name != "letters"}
            return {**rest, "letters": left} if left else rest  # none is left, which is not to say that there is none

        try:
            after = self._desk.change(view, change)
        except InputError as error:
            return self._faulty(self.letter_note, error, view)
        return {**self._closed(), **self._listed(after, open_id), **self._quiet(), self.note: self._told("removed")}

    def _opened(self, view: CaseView, letter_id: str, given: Sequence[Any] = ()) -> Updates:
        found, of = _letter(view, letter_id) or {}, f"{view.whose}/{letter_id}"
        filled = self.letter.fill(found, of, "", given) if given else self.letter.open(found, of)
        return {
            **filled, **self._quiet(), self.open_id: letter_id,
            self.title: self._title(found), self.sheet: gr.Column(visible=True),
            self.remove: gr.Button(visible=bool(letter_id)), self.question: gr.Row(visible=False),
        }  # fmt: skip

    def _closed(self) -> Updates:
        hidden = {self.sheet: gr.update(visible=False), self.question: gr.update(visible=False)}
        return {**hidden, self.open_id: "", self.letter.before: "", self.list: gr.update(value=None)}

    def _listed(self, view: CaseView, open_id: str) -> Updates:
        choices = [(letter_label(item), item["id"]) for item in view.letters]
        # Where no letter was open when this was asked for, one may have been chosen since.
        chosen = open_id if _letter(view, open_id) else None
        updates: dict[str, Any] = {"value": chosen} if open_id else {}
        listed = gr.Radio(choices=choices, visible=bool(choices), **updates)
        return {self.list: listed, self.empty: gr.Markdown(visible=not choices)}

    def _title(self, letter: Mapping[str, Any]) -> str:
        name = self._say("adding") if not letter else writer_name(letter) or self._say("unnamed")
        return html_block("web/letter_title.j2", writer=name)

    def _quiet(self) -> Updates:
        return {note: gr.Markdown(visible=False) for note in (self.about_note, self.letter_note, self.note)}

    def _faulty(self, note: Component, error: InputError, view: CaseView) -> Updates:
        told = html_block("web/faults.j2", title=self._say("faults"), lines=told_faults(error, view.case))
        return {**self._quiet(), note: gr.Markdown(told, visible=True)}

    def _told(self, name: str, **values: Any) -> gr.Markdown:
        return gr.Markdown(html_block("web/said.j2", text=self._words[name].fill(values)), visible=True)

    def _say(self, name: str) -> str:
        return self._words[name].fill({})


def writer_name(letter: Mapping[str, Any]) -> str:
    """Title and name of a letter's writer; empty where the name is unknown."""
    writer = letter.get("writer") or {}
    name = str(writer.get("name") or "")
    title = str(writer.get("title") or "")
    return f"{title} {name}" if name and title and not name.casefold().startswith(title.casefold()) else name


def letter_label(letter: Mapping[str, Any]) -> str:
    """A letter in one short line: writer, specialty, country, kind of experience, status; what is unknown left out."""
    writer, experience = letter.get("writer") or {}, letter.get("experience") or {}
    field = writer.get("subspecialty") or writer.get("specialty")
    words = [str(word or "").replace("_", " ") for word in (experience.get("setting"), letter.get("status"))]
    name = shortened(writer_name(letter) or str(letter["id"]).replace("_", " "), _LONGEST_LABEL)
    parts = [name, specialty_label(field) if field else "", writer.get("country"), *words]
    return " · ".join(part for part in parts if part)


def _letter(view: CaseView, letter_id: str) -> Mapping[str, Any] | None:
    return next((item for item in view.letters if letter_id and item.get("id") == letter_id), None)
