"""The panel "Programs": the applicant's own list in, which letters go where out, and down again as CSV.

The list is kept with the conversation, so that the table follows the case, and goes when that is deleted.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import gradio as gr
from gradio.components import Component

from assistant.audit.wording import texts
from assistant.domain import Applicant, Program
from assistant.domain.vocabulary import specialty_label
from assistant.errors import InputError
from assistant.programs import COLUMNS, Assignment, ProgramLetters, assign, parse_programs, read_programs, to_csv
from assistant.web.casefile import discard
from assistant.web.desk import CaseView, Desk, Updates
from assistant.web.texts import html_block

NAME, EMPTY_NAME = "letters-by-program.csv", "programs.csv"
KEPT = "programs.csv"  # its name among the files of a conversation
_MOST_SHOWN, _MOST_FAULTS = 200, 20


class ProgramsPanel:
    """Holds the upload and one piece of HTML."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def build(self) -> None:
        """Place the panel here."""
        with gr.Row(elem_classes="vouch-line"):
            gr.Markdown(html_block("web/quiet.j2", text=_say("intro")), elem_classes="vouch-html vouch-caption")
            self.upload = gr.UploadButton(
                "Load my programs (.csv)", file_types=[".csv", ".tsv", ".txt"], type="filepath", size="sm",
                elem_classes="vouch-small", scale=0,
            )  # fmt: skip
        self.note = gr.Markdown(visible=False, elem_classes="vouch-html")
        self.report = gr.Markdown(latex_delimiters=[], elem_classes="vouch-html", elem_id="vouch-programs")

    @property
    def parts(self) -> list[Any]:
        """What an event may update."""
        return [self.note, self.report]

    def connect(self, tie: Callable[..., None], shown: Component) -> None:
        """Tie the upload."""
        tie(self.upload.upload, self.loaded, shown, self.upload, outputs=self.parts, again=True)

    def show(self, view: CaseView) -> Updates:
        """The assignment of the list at hand to the case as it is now."""
        programs = self._programs(view)
        if not programs:
            href = self._desk.link(view, EMPTY_NAME, lambda: (",".join(COLUMNS) + "\r\n").encode("utf-8-sig"))
            return {self.report: html_block("web/no_programs.j2", text=_say("empty"), href=href, label=_say("header"))}
        if view.applicant is None:
            return {self.report: html_block("web/quiet.j2", text=self._desk.texts.errors["target"])}
        assignment = assign(view.applicant, programs, view.today)
        href = self._desk.link(view, NAME, lambda: self._bytes(view))
        return {self.report: _report(assignment, view.applicant, href)}

    def loaded(self, kept: Any, file: str | None, request: gr.Request) -> Updates:
        """A list was brought: it takes the place of the one before, or its faults are shown."""
        view = self._desk.view(kept, request)
        try:
            read_programs(Path(file or ""))
            self._desk.keep(view, KEPT, Path(file or "").read_bytes())
        except InputError as error:
            told = html_block("web/faults.j2", title=_say("faults"), lines=list(error.faults[:_MOST_FAULTS]))
            return {self.note: gr.Markdown(told, visible=True)}
        finally:
            discard(file)
        return {self.note: gr.Markdown(visible=False), **self.show(view)}

    def _programs(self, view: CaseView) -> tuple[Program, ...]:
        kept = self._desk.kept(view, KEPT)
        with suppress(InputError):  # kept by a version that read more
            return parse_programs(kept) if kept else ()
        return ()

    def _bytes(self, view: CaseView) -> bytes:
        now = self._desk.again(view)
        return to_csv(assign(self._desk.known(now), self._programs(now), now.today))


def _say(name: str, **values: Any) -> str:
    return texts("web/programs.yaml")[name].fill(values)


def _report(assignment: Assignment, applicant: Applicant, href: str) -> str:
    words = texts("web/programs.yaml")
    more = len(assignment.programs) - _MOST_SHOWN
    general = [applicant.letter(letter).writer_label for letter in assignment.general_set]
    return html_block(
        "web/programs.j2", say={name: text.fill({}) for name, text in words.items() if not text.holes}, href=href,
        programs=[_row(item, applicant) for item in assignment.programs[:_MOST_SHOWN]],
        more=_say("more", count=more) if more > 0 else "", general=general, general_why=assignment.general_why,
    )  # fmt: skip


def _row(item: ProgramLetters, applicant: Applicant) -> dict[str, Any]:
    return {
        "rank": item.rank, "program": item.program, "whole": item.met == item.asked,
        "unmet": [line.partition(": ")[2] or line for line in item.unmet],
        "why": item.why,
        "specialty": specialty_label(item.specialty) if item.specialty else "",
        "letters": [applicant.letter(letter).writer_label for letter in item.letters],
        "met": _say("met", met=item.met, asked=item.asked) if item.asked else _say("nothing_asked"),
    }  # fmt: skip
