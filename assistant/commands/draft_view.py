"""Drafts, outlines, packets and overlaps on screen: first what goes to the writer, then what to know about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from assistant.audit.wording import texts
from assistant.commands.options import legible
from assistant.drafting import Draft, Outline, Overlap, PacketFiles
from assistant.drafting.case import question

_INDENT = (0, 0, 0, 2)
_OWN_FILES = frozenset({"cv", "personal_statement"})


def show_draft(console: Console, draft: Draft, letter: str, written: Path | None, link: str | None) -> None:
    """Print a draft with its blanks, notes and facts; `written` is the file that holds it too."""
    kind = f"{draft.kind} {draft.stage}" if draft.stage else draft.kind
    console.print(Text(_say("draft_title", kind=kind, letter=letter), style="dim"), soft_wrap=True)
    if draft.to:
        _plain(console, _say("to", to=draft.to))
    _plain(console, _say("subject", subject=draft.subject))
    console.print()
    for line in legible(draft.body).split("\n"):
        _plain(console, line)
    console.print()
    _list(console, "blanks_title", [_say("fill_in", field=b.field, question=b.question) for b in draft.blanks])
    _list(console, "notes_title", draft.notes)
    console.print(Text(_say("facts", facts=list(draft.facts)), style="dim"))
    if link:
        _plain(console, _say("mailto", link=link))
    if written:
        _plain(console, _say("written", file=written.name))


def show_outline(console: Console, outline: Outline, letter: str, written: Path | None) -> None:
    """Print an outline; `written` is the Word file that holds it too."""
    console.print(Text(_say("outline_title", letter=letter), style="dim"), soft_wrap=True)
    for area, bullets in groupby(outline.bullets, key=lambda bullet: bullet.area):
        console.print(Text(legible(area[:1].upper() + area[1:]), style="bold"))
        for bullet in bullets:
            _bullet(console, bullet.text)
    console.print()
    _list(console, "questions_title", outline.questions)
    _list(console, "left_apart_title", [_overlap(item) for item in outline.overlaps])
    _list(console, "why_title", [outline.why])
    console.print(Text(_say("facts", facts=list(outline.facts)), style="dim"))
    if written:
        _plain(console, _say("outline_written", file=written.name))


def show_packet(console: Console, packet: PacketFiles, written: Path) -> None:
    """Print what the packet holds and lacks."""
    _plain(console, _say("packet_title", file=written.name, count=len(packet.files)))
    for file in packet.files:
        console.print(Padding(Text(file.name), _INDENT, expand=False))
    lines = [
        _say(f"missing_{field}") if field in _OWN_FILES else _say("fill_in", field=field, question=question(field))
        for field in packet.missing
    ]
    _list(console, "missing_title", lines)
    _list(console, "notes_title", packet.notes)


def show_overlaps(console: Console, found: Sequence[Overlap], files: int) -> None:
    """Print each run of words that two files share."""
    if not found:
        _plain(console, _say("overlaps_none", count=files))
        return
    _plain(console, _say("overlaps_title", count=len(found)))
    for item in found:
        _bullet(console, _overlap(item))


def _overlap(item: Overlap) -> str:
    return _say("overlap", first=item.first, second=item.second, words=str(item.words), text=item.text)


def _list(console: Console, title: str, lines: Iterable[str]) -> None:
    held = list(lines)
    if held:
        console.print(Rule(_say(title), align="left", style="dim"))
        for line in held:
            _bullet(console, line)


def _bullet(console: Console, line: str) -> None:
    console.print(Padding(Text(f"- {legible(line)}"), _INDENT, expand=False))


def _plain(console: Console, line: str) -> None:
    """A line that is copied from the screen: as long as it is, without breaks of ours."""
    console.print(Text(legible(line)), soft_wrap=True)


def _say(name: str, **values: Any) -> str:
    return legible(texts("terminal/draft.yaml")[name].fill(values))
