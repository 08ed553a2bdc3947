"""What the case lacks for a text: a box for each field, right where it is asked for, and from there into the case."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import gradio as gr
from gradio.components import Component

from assistant.audit.wording import texts
from assistant.errors import InputError
from assistant.web.desk import Case, Desk, Updates
from assistant.web.faults import told_faults
from assistant.web.form import text_box
from assistant.web.letter_fields import APPLICANT, LETTER, changed
from assistant.web.texts import html_block

# What a draft or a packet may lack, in the order in which it is asked for.
ASKED = (
    "name", "aamc_id", "application_year", "deadline", "writer.name", "writer.email", "experience.start",
    "experience.end", "notes.responsibilities", "notes.cases", "notes.presentations", "notes.feedback",
    "notes.strengths",
)  # fmt: skip
_FIELDS = {field.path: field for field in (*APPLICANT, *LETTER)}


class Blanks:
    """Holds a box for every field that may be asked for, shows those that are, and keeps in the case what is typed."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._labels = {path: _label(path) for path in ASKED}

    def build(self, elem_id: str) -> None:
        """Place the boxes here."""
        with gr.Column(visible=False, elem_id=elem_id, elem_classes="vouch-blanks") as self.whole:
            gr.Markdown(f"#### {_say('blanks')}")
            self.boxes = {
                path: text_box(_FIELDS[path], label=self._labels[path], visible=False, interactive=True)
                for path in ASKED
            }  # fmt: skip
            # Above the button: there it is in sight of whoever pressed that.
            self.fault = gr.Markdown(visible=False, elem_classes="vouch-html")
            self.keep = gr.Button("Keep in my case", variant="primary", size="sm", elem_classes="vouch-small")

    @property
    def parts(self) -> list[Any]:
        """What an event may update."""
        return [self.whole, self.fault, *self.boxes.values()]

    def connect(self, tie: Callable[..., None], shown: Component, letter: Component) -> None:
        """Tie the button."""
        inputs = [shown, letter, *self.boxes.values()]
        tie(self.keep.click, self.kept, *inputs, outputs=[self.fault], case=True, again=True)

    def ask(self, lacking: Sequence[str], *, fresh: bool = False) -> Updates:
        """Show the boxes of these fields. What is typed in one stays; `fresh`: it was typed for another letter."""
        updates: Updates = {self.fault: gr.Markdown(visible=False)}
        updates[self.whole] = gr.Column(visible=any(path in lacking for path in ASKED))
        for path, box in self.boxes.items():
            asked = path in lacking
            updates[box] = gr.Textbox(visible=True) if asked and not fresh else gr.Textbox(value="", visible=asked)
        return updates

    def kept(self, request: gr.Request, kept: Any, letter: str, *given: Any) -> Updates:
        """What was typed goes to the case, and from there into the text; or its faults are shown."""
        view = self._desk.view(kept, request)
        typed = {path: str(text) for path, text in zip(ASKED, given, strict=True) if str(text or "").strip()}

        def change(case: Case) -> Case:
            return fill_in(case, letter, typed)

        try:
            self._desk.change(view, change)
        except InputError as error:
            lines = told_faults(error, view.case, self._labels)
            told = html_block("web/faults.j2", title=texts("web/letters.yaml")["faults"].fill({}), lines=lines)
            return {self.fault: gr.Markdown(told, visible=True)}
        return {self.fault: gr.Markdown(visible=False)}


def fill_in(case: Mapping[str, Any], letter: str, typed: Mapping[str, str]) -> dict[str, Any]:
    """The case with blanks filled in; `typed` is by the field's path.

    Raises:
        InputError: nothing was typed, or the letter is gone.
    """
    if not typed:
        raise InputError(_say("nothing"))
    result = changed(copy.deepcopy(dict(case)), [field for field in APPLICANT if field.path in typed], typed, {})
    own = [field for field in LETTER if field.path in typed]
    if own:
        letters = list(result.get("letters") or ())
        places = [place for place, item in enumerate(letters) if item.get("id") == letter]
        if not places:
            raise InputError(texts("web/letters.yaml")["gone"].fill({}))
        letters[places[0]] = changed(letters[places[0]], own, typed, {})
        result["letters"] = letters
    return result


def _label(path: str) -> str:
    """What the box is called: as under My letters, save where its group would be needed to understand that."""
    asked = texts("web/write.yaml").get(f"ask_{path}")
    return (asked or texts("web/letters.yaml")[path]).fill({})


def _say(name: str) -> str:
    return texts("web/write.yaml")[name].fill({})
