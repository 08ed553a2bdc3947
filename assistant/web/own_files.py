"""The applicant's own CV and personal statement, which go along in the packet. They are kept with the conversation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import gradio as gr
from gradio.components import Component

from assistant.audit.wording import texts
from assistant.errors import InputError
from assistant.extra import ROLES, ExtraFile, extra_fault, extra_kinds, most_bytes, most_megabytes
from assistant.web.casefile import discard
from assistant.web.desk import CaseView, Desk, Updates
from assistant.web.texts import html_block


class OwnFiles:
    """Holds the uploads, and says what goes along."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def build(self) -> None:
        """Place the uploads here."""
        gr.Markdown(_say("own_files", megabytes=most_megabytes()), elem_classes="vouch-caption")
        with gr.Row(elem_classes="vouch-line"):
            self.uploads = {
                role: gr.UploadButton(
                    _say(f"add_{role}"), file_types=list(extra_kinds()), type="filepath", size="sm",
                    elem_classes="vouch-small", scale=0,
                ) for role in ROLES
            }  # fmt: skip
            self.drop = gr.Button(_say("take_out"), size="sm", visible=False, elem_classes="vouch-small")
        self.note = gr.Markdown(visible=False, elem_classes="vouch-html")

    @property
    def parts(self) -> list[Component]:
        """What an event may update."""
        return [self.note, self.drop]

    def connect(
        self, tie: Callable[..., None], shown: Component, seen: Sequence[Component], outputs: list[Any],
        after: Callable[..., Updates],
    ) -> None:  # fmt: skip
        """Tie the uploads; `after` shows the packet with what goes along now, and takes what is `seen`."""

        def changed(request: gr.Request, kept: Any, seen: Sequence[Any], write: Callable[[CaseView], None]) -> Updates:
            try:
                write(self._desk.view(kept, request))
            except InputError as error:
                told = html_block("web/faults.j2", title=_say("own_faults"), lines=list(error.faults))
                return {self.note: gr.Markdown(told, visible=True)}
            return after(request, kept, *seen)

        def adding(role: str) -> Callable[..., Updates]:
            def added(request: gr.Request, kept: Any, file: str | None, *seen: Any) -> Updates:
                return changed(request, kept, seen, lambda view: self._add(view, role, file))

            return added

        def taken_out(request: gr.Request, kept: Any, *seen: Any) -> Updates:
            return changed(request, kept, seen, self._take_out)

        for role, upload in self.uploads.items():
            tie(upload.upload, adding(role), shown, upload, *seen, outputs=outputs, again=True)
        tie(self.drop.click, taken_out, shown, *seen, outputs=outputs)

    def show(self, view: CaseView) -> Updates:
        """Which files go along."""
        names = [_say(f"own_{file.role}", kind=Path(file.name).suffix) for file in own_files(self._desk, view)]
        said = html_block("web/said.j2", text=_say("goes_along", files=names)) if names else ""
        return {self.note: gr.Markdown(said, visible=bool(names)), self.drop: gr.Button(visible=bool(names))}

    def _add(self, view: CaseView, role: str, file: str | None) -> None:
        try:
            self._desk.keep(view, role, _checked(Path(file or "")))
        finally:
            discard(file)

    def _take_out(self, view: CaseView) -> None:
        for role in ROLES:
            self._desk.keep(view, role, None)


def own_files(desk: Desk, view: CaseView) -> list[ExtraFile]:
    """The files that go along."""
    found: list[ExtraFile] = []
    for role in ROLES:
        if kept := desk.kept(view, role):
            suffix, _, data = kept.partition(b"\n")
            found.append(ExtraFile(role, f"{role}{suffix.decode()}", data))
    return found


def _checked(file: Path) -> bytes:
    """The file as it is kept: its suffix on a line of its own, then its bytes.

    Raises:
        InputError: it is of another kind than its name says or than a writer can open, or is empty or too large.
    """
    try:
        data = file.read_bytes()
    except OSError:
        raise InputError(_say("own_unread")) from None
    suffix, name = file.suffix.lower(), file.name[:80]
    if len(data) > most_bytes():
        raise InputError(_say("own_large", file=name, megabytes=most_megabytes()))
    if fault := extra_fault(file.name, data):
        told = {"suffix": suffix} if fault == "other" else {}
        raise InputError(_say(f"own_{fault}", file=name, **told))
    return suffix.encode() + b"\n" + data


def _say(name: str, **values: Any) -> str:
    return texts("web/write.yaml")[name].fill(values)
