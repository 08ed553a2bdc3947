"""The letter packet on the page: the applicant's own files, what the packet holds and lacks, and the packet itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import gradio as gr
from gradio.components import Component

from assistant.audit.wording import texts
from assistant.errors import InputError
from assistant.extra import ROLES
from assistant.web.blanks import ASKED, Blanks
from assistant.web.desk import CaseView, Desk, Updates
from assistant.web.drafts import Writing, letter_key, note_for_page
from assistant.web.own_files import OwnFiles, own_files
from assistant.web.refusals import told_refusal
from assistant.web.texts import html_block

if TYPE_CHECKING:
    from assistant.drafting import Draft, PacketFiles


class PacketPart:
    """Holds the uploads, the button, and what came of it. Once made, the packet stays in step with case and note."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._own, self._blanks = desk, OwnFiles(desk), Blanks(desk)

    def build(self) -> None:
        """Place the part here."""
        self._own.build()
        self.make = gr.Button("Make the packet", variant="primary", size="sm", elem_classes="vouch-small")
        self.result = gr.Markdown(latex_delimiters=[], elem_classes="vouch-html")
        self._blanks.build("vouch-packet-blanks")
        self.made = gr.Textbox(visible=False)  # the letter whose packet is shown; none before it is made

    @property
    def parts(self) -> list[Any]:
        """What an event may update."""
        return [self.make, self.result, self.made, *self._own.parts, *self._blanks.parts]

    def connect(self, tie: Callable[..., None], shown: Component, letter: Component, seen: Sequence[Component]) -> None:
        """Tie the events; `seen` is what stands on the page, as `Writing.read` takes it, and then `made`."""
        tie(self.make.click, self.asked, shown, *seen, outputs=self.parts)
        self._own.connect(tie, shown, seen, outputs=self.parts, after=self.asked)
        self._blanks.connect(tie, shown, letter)

    def asked(self, request: gr.Request, kept: Any, *seen: Any) -> Updates:
        """The packet was asked for."""
        view, writing = self._desk.view(kept, request), Writing.read(seen[:-1])
        return self.show(view, writing, letter_key(view, writing.letter))

    def show(self, view: CaseView, writing: Writing, made: str) -> Updates:
        """The packet as it is by now, where it was made for the letter at hand."""
        known = {**self._own.show(view), self.make: gr.Button(visible=True)}
        try:
            note = _cover_note(self._desk, view, writing)
        except InputError as error:  # said above already, so it is no second alarm
            why = html_block("web/quiet.j2", text=" ".join(told_refusal(error, view, writing.letter)))
            nothing = {self.make: gr.Button(visible=False), self.result: why, self.made: ""}
            return {**known, **nothing, **self._blanks.ask([], fresh=True)}
        if made != letter_key(view, writing.letter):
            hint = html_block("web/quiet.j2", text=_say("packet_hint"))
            return {**known, self.result: hint, self.made: "", **self._blanks.ask([], fresh=True)}
        packet = _packet(self._desk, view, writing.letter, note)
        shown = self._told(packet, writing, self.offer(view, writing))
        return {**known, self.result: shown, self.made: made, **self._blanks.ask(packet.missing)}

    def offer(self, view: CaseView, writing: Writing) -> str:
        """The address of the packet: it holds the note and the case as they are when it is followed."""
        from assistant.drafting import packet_zip

        def archive() -> bytes:
            now = self._desk.again(view)
            note = _cover_note(self._desk, now, writing)
            return packet_zip(_packet(self._desk, now, writing.letter, note), now.today)

        return self._desk.link(view, "packet.zip", archive, f"{view.tab}/{writing.letter}")

    def _told(self, packet: PacketFiles, writing: Writing, href: str) -> str:
        own = [_say(role) for role in ROLES if role in packet.missing]
        asked = {*ASKED, *ROLES}
        told = [note_for_page(note) for note in packet.notes]
        return html_block(
            "web/packet.j2", files=[file.name for file in packet.files], href=href, label=_say("zip"),
            cover=_say("cover_above" if writing.kind == "packet" else "cover_own"),
            absent=_say("absent", files=own) if own else "", notes=told,
            missing_title=_say("missing"), missing=_questions([item for item in packet.missing if item not in asked]),
        )  # fmt: skip


def _questions(fields: Sequence[str]) -> list[str]:
    from assistant.drafting.case import question

    return [question(field) for field in fields]


def _cover_note(desk: Desk, view: CaseView, writing: Writing) -> Draft:
    """The note with the packet as it stands on the page; where another kind stands there, as Vouch writes it.

    Raises:
        InputError: no such letter, or one that needs no packet.
    """
    note = writing if writing.kind == "packet" else Writing(writing.letter, "packet")
    return note.shown(note.made(desk, view)).draft


def _packet(desk: Desk, view: CaseView, letter: str, note: Draft) -> PacketFiles:
    from assistant.drafting import build_packet

    return build_packet(desk.known(view), letter, view.today, own_files(desk, view), note)


def _say(name: str, **values: Any) -> str:
    return texts("web/write.yaml")[name].fill(values)
