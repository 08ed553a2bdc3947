"""A form over some fields of a case. It remembers what it showed: only what a person changed is taken over."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import gradio as gr
from gradio.components import Component

from assistant.audit.wording import texts
from assistant.web.desk import Updates
from assistant.web.letter_fields import Field, changed, form_values

_MOST_SEEN = 12  # choices that are looked through without typing
_DAYS = frozenset({"deadline", "experience.start", "experience.end", "asked_on", "uploaded_on"})


class CaseForm:
    """The components of some fields. Build it where they shall stand, group by group, then `remember()` once."""

    def __init__(self) -> None:
        self._words = texts("web/letters.yaml")
        self._parts: dict[Field, Component] = {}

    def place(self, fields: Sequence[Field]) -> None:
        """Place the components of some fields here."""
        for field in fields:
            self._parts[field] = self._component(field)

    def remember(self) -> None:
        """Place what the form showed, out of sight. A browser may forge it: it decides only what of its own changes."""
        self.before = gr.Textbox(visible=False)

    @property
    def fields(self) -> list[Field]:
        """The fields in the order of the components."""
        return list(self._parts)

    @property
    def components(self) -> list[Component]:
        """The components in the order of the fields."""
        return list(self._parts.values())

    def fill(self, part: Mapping[str, Any], of: str, before: str, given: Sequence[Any] = ()) -> Updates:
        """Show an applicant or a letter. `of` names it; `before` is what the form remembers.

        While the form shows the same one, a field that did not change meanwhile keeps what was typed and not yet saved.
        A form that was never filled shows nothing. `given`: what was just saved from the form; only what stands
        otherwise in the case is shown, so that what was typed since then stays.
        """
        values = form_values(part, self.fields)
        known = remembered(before)
        shown: Mapping[str, Any] = known["values"]
        if given:
            shown = dict(zip(values, given, strict=True))
        anew = not given and known["of"] not in {"", of}
        updates: Updates = {
            component: values[field.path] for field, component in self._parts.items()
            if anew or shown.get(field.path, field.empty) != values[field.path]
        }  # fmt: skip
        if updates or given or known["of"] != of:
            updates[self.before] = json.dumps({"of": of, "values": values})
        return updates

    def open(self, part: Mapping[str, Any], of: str) -> Updates:
        """Show an applicant or a letter in place of whatever stands in the form."""
        values = form_values(part, self.fields)
        shown: Updates = {component: values[field.path] for field, component in self._parts.items()}
        return {**shown, self.before: json.dumps({"of": of, "values": values})}

    def merged(self, part: Mapping[str, Any], given: Sequence[Any], before: str) -> dict[str, Any]:
        """`part` with what the person changed; `given` are the components' values."""
        paths = [field.path for field in self.fields]
        return changed(part, self.fields, dict(zip(paths, given, strict=True)), remembered(before)["values"])

    def _component(self, field: Field) -> Component:
        label = self._words[field.path].fill({})
        common: dict[str, Any] = {"label": label, "elem_classes": [f"vouch-{field.kind}"], "interactive": True}
        if field.kind in {"line", "number", "lines"}:
            return text_box(field, **common)
        choices = field.choices()
        if field.kind == "several":
            return gr.Dropdown(choices, value=[], multiselect=True, **common)
        unknown = self._words["unknown"].fill({}).capitalize()
        return gr.Dropdown([(unknown, ""), *choices], value="", filterable=len(choices) > _MOST_SEEN, **common)


def text_box(field: Field, **more: Any) -> gr.Textbox:
    """A box for a field that is typed."""
    hint = "day" if field.path in _DAYS else "a_line_each" if field.kind == "lines" else "unknown"
    lines = 2 if field.kind == "lines" else 1
    hinted = texts("web/letters.yaml")[hint].fill({})
    return gr.Textbox(placeholder=hinted, lines=lines, max_lines=4 * lines - 3, **more)


def remembered(before: Any) -> dict[str, Any]:
    """What the form remembers, as `of` and `values`; nothing where a browser sent anything else."""
    try:
        known = json.loads(before)
        if isinstance(known["of"], str) and isinstance(known["values"], dict):
            return {"of": known["of"], "values": known["values"]}
    except (TypeError, ValueError, KeyError, RecursionError):
        pass
    return {"of": "", "values": {}}
