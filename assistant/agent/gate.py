"""The gate of an answer: a sentence is shown once the guard has let it through, and what is shown stays.

The first sentence that fails holds back those behind it until the answer is over; then the model may put the failing
ones right once, and what still fails gives way to the words of its own source or is left out, visibly.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.agent.evidence import Evidence
from assistant.agent.fault import Fault
from assistant.agent.judge import Judge, Verdict
from assistant.agent.models import words
from assistant.agent.split import Piece, Splitter, without_layout

PARAGRAPH = "\n\n"
MOST_REPEATS = 3  # of one sentence in an answer; beyond, the model goes round in circles
Repair = Callable[[Sequence[tuple[str, str]]], Sequence[str]]  # (sentence, reason) each -> sentences, or empty ones


@dataclass(slots=True)
class Tally:
    """What became of the statements of an answer."""

    kept: int = 0
    repaired: int = 0
    replaced: int = 0
    dropped: int = 0


class Gate:
    """Feed it an answer; it calls `show` with each piece of Markdown that may be seen, `[[ID]]` markers included."""

    def __init__(self, judge: Judge, evidence: Evidence, show: Callable[[str], None]) -> None:
        self._judge, self._evidence, self._show = judge, evidence, show
        self._splitter = Splitter()
        self._held: list[Piece] = []
        self._layout = ""
        self._said: set[str] = set()
        self._repeats: Counter[str] = Counter()
        self.shown = ""
        self.tally = Tally()

    def feed(self, text: str) -> None:
        """The next words of the model."""
        for piece in self._splitter.feed(text):
            self._take(piece)

    def close(self, repair: Repair) -> None:
        """The answer is over: settle what was held back."""
        for piece in self._splitter.close():
            self._take(piece)
        held, self._held = self._held, []
        if not held:
            return
        verdicts = [self._judge.judge(piece.text) for piece in held]
        failing = [(number, verdict) for number, verdict in enumerate(verdicts) if verdict.reason]
        asked = [(held[number].text, verdict.reason) for number, verdict in failing]
        better = dict(zip((number for number, _ in failing), repair(asked), strict=False))
        settled = [self._settle(piece, better.get(number, "")) for number, piece in enumerate(held)]
        if not self.tally.kept and self.tally.dropped:  # no answer any more: nothing of it is worth showing
            return
        for piece, verdict in filter(None, settled):
            self._place(piece, verdict)
        if self.tally.dropped:
            self._out(f"\n\n{words()['dropped'].text()}")

    def add(self, text: str) -> None:
        """Show a text that code made and no model wrote, such as a draft, set apart to be copied."""
        fence = "`" * max([3, *(len(found) + 1 for found in re.findall(r"`{3,}", text))])
        self._out(f"{PARAGRAPH if self.shown else ''}{fence}\n{text}\n{fence}")

    def pause(self) -> None:
        """The model calls a tool: what it said before is settled without a word on what fails."""
        held, self._held = [*self._held, *self._splitter.close()], []
        self._splitter = Splitter()
        for piece in held:
            verdict = self._judge.judge(piece.text)
            if not verdict.reason:
                self._keep(piece, verdict)
        if self.shown:
            self._layout = "\n\n"

    def discard(self) -> None:
        """The answer broke off: what was held back or is not whole is never shown."""
        self._held = []
        self._splitter = Splitter()

    def _take(self, piece: Piece) -> None:
        self._repeats[piece.text] += 1
        if self._repeats[piece.text] > MOST_REPEATS:
            raise Fault("loop")
        if self._held:
            self._held.append(piece)
            return
        verdict = self._judge.judge(piece.text)
        if verdict.reason:
            self._held.append(piece)
        else:
            self._keep(piece, verdict)

    def _settle(self, piece: Piece, better: str) -> tuple[Piece, Verdict] | None:
        verdict = self._judge.judge(piece.text)
        if not verdict.reason:
            return self._count(piece, verdict)
        if better.strip():
            mended = self._judge.judge(without_layout(better))
            if not mended.reason and mended.text:
                self.tally.repaired += 1
                return self._count(piece, mended)
        source = next((name for name in verdict.cited if name not in self._said), None)
        if source is not None and not self._layout_only(piece):
            quote = words()["instead"].text().format(quote=self._evidence.facts[source])
            self.tally.replaced += 1
            return self._count(piece, Verdict(self._judge.marked(quote, [source]), states=True, cited=(source,)))
        self.tally.dropped += 1
        return (piece, Verdict("")) if "\n" in piece.layout else None

    @staticmethod
    def _layout_only(piece: Piece) -> bool:
        return "#" in piece.layout

    def _keep(self, piece: Piece, verdict: Verdict) -> None:
        self._place(*self._count(piece, verdict))

    def _count(self, piece: Piece, verdict: Verdict) -> tuple[Piece, Verdict]:
        self.tally.kept += verdict.states and bool(verdict.text)
        self._said.update(re.findall(r"\[\[([A-Z0-9-]+)\]\]", verdict.text))
        self._judge.accept(verdict.text)
        return piece, verdict

    def _place(self, piece: Piece, verdict: Verdict) -> None:
        """Show a piece; the line break of one that was left out is kept for the next."""
        if not verdict.text:
            self._layout = piece.layout if "\n" in piece.layout and not self._layout else self._layout
            return
        layout = self._layout if self._layout and "\n" not in piece.layout else piece.layout
        self._layout = ""
        self._out(f"{layout}{verdict.text}" if self.shown else f"{layout.lstrip()}{verdict.text}")

    def _out(self, text: str) -> None:
        self.shown += text
        self._show(text)
