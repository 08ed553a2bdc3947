"""The whole case as one file, down and up again. A wrong file shows its faults and changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import gradio as gr
import yaml
from gradio.components import Component

from assistant.audit.wording import texts
from assistant.domain import dump_applicant, read_applicant
from assistant.errors import InputError
from assistant.web.desk import CaseView, Desk, Updates
from assistant.web.texts import html_block

NAME = "case.yaml"
_WIDTH = 100
_MOST_FAULTS = 20


class CaseFile:
    """Holds the link, the upload, and what came of it."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._words = desk, texts("web/letters.yaml")

    def build(self) -> None:
        """Place the row here."""
        with gr.Row(elem_classes="vouch-line vouch-casefile"):
            gr.Markdown(self._words["file"].fill({}), elem_classes="vouch-caption")
            self.link = gr.Markdown(visible=False, elem_classes="vouch-html")
            self.upload = gr.UploadButton(
                "Load a case file", file_types=[".yaml", ".yml", ".json"], type="filepath", size="sm",
                elem_classes="vouch-small", scale=0, min_width=140,
            )  # fmt: skip
        self.note = gr.Markdown(visible=False, elem_classes="vouch-html")

    @property
    def parts(self) -> list[Any]:
        """What an event may update."""
        return [self.link, self.note]

    def connect(self, tie: Callable[..., None], shown: Component) -> None:
        """Tie the upload."""
        tie(self.upload.upload, self.loaded, shown, self.upload, outputs=self.parts, case=True, again=True)

    def show(self, view: CaseView) -> Updates:
        """The link to the case as it is when it is followed."""
        href = self._desk.link(view, NAME, lambda: self._bytes(view))
        files = [{"href": href, "label": "Download", "download": True}]
        return {self.link: gr.Markdown(html_block("web/link.j2", files=files), visible=bool(view.case))}

    def loaded(self, kept: Any, file: str | None, request: gr.Request) -> Updates:
        """A file was brought: it takes the place of the case, or its faults are shown."""
        view = self._desk.view(kept, request)
        try:
            case = dump_applicant(read_applicant(file or "", view.today))
            self._desk.change(view, lambda _: case)
        except InputError as error:
            title, lines = self._words["faults"].fill({}), list(error.faults[:_MOST_FAULTS])
            told = html_block("web/faults.j2", title=title, lines=lines)
            return {self.note: gr.Markdown(told, visible=True)}
        finally:
            discard(file)
        said = self._words["loaded"].fill({"count": len(case.get("letters", ()))})
        return {self.note: gr.Markdown(html_block("web/said.j2", text=said), visible=True)}

    def _bytes(self, view: CaseView) -> bytes:
        case = self._desk.again(view).case
        return yaml.safe_dump(dict(case), sort_keys=False, allow_unicode=True, width=_WIDTH).encode()


def discard(file: str | None) -> None:
    """Delete an uploaded file as soon as it was read."""
    if file:
        with suppress(OSError):
            Path(file).unlink()
            Path(file).parent.rmdir()
