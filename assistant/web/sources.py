"""The sources panel: a row of numbered chips under the latest answer, and beside it the passage that was chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import gradio as gr
from gradio.components import Component

from assistant.web.texts import PageTexts, html_block, shortened

if TYPE_CHECKING:
    from assistant.conversations import Turn

MOST_CHIPS = 12  # the built-in model cites eight passages at most
_LONGEST_TITLE, _LONGEST_QUESTION = 44, 90
Updates = dict[Component, Any]


class SourcesPanel:
    """Holds the chips and the passage. The two stand in different places, so each has its own builder."""

    def __init__(self, texts: PageTexts) -> None:
        self._texts = texts
        self.chips: list[gr.Button] = []

    def build_chips(self) -> None:
        """Place the row of chips here."""
        with gr.Row(elem_id="vouch-chips"):
            self.chips += [gr.Button(visible=False, size="sm", elem_classes="vouch-chip") for _ in range(MOST_CHIPS)]

    def build_passage(self) -> None:
        """Place the passage here."""
        texts = self._texts.sources
        # Not gr.HTML: it compiles its template in the browser, which the Content-Security-Policy forbids.
        self.passage = gr.Markdown(
            html_block("web/unsourced.j2", text=texts["start"], question=""), latex_delimiters=[],
            elem_id="vouch-passage",
        )  # fmt: skip

    @property
    def parts(self) -> list[Component]:
        """What `show` and `clear` may update."""
        return [self.passage, *self.chips]

    def clear(self, text: str = "start") -> Updates:
        """No answer is chosen; the panel shows the named text of the page instead."""
        passage = html_block("web/unsourced.j2", text=self._texts.sources[text], question="")
        return {self.passage: passage, **self._chips([], 0)}

    def show(self, turns: Sequence[Turn], answer: int, chosen: int = 0) -> Updates:
        """Open citation number `chosen` (from 0) of the answer at place `answer` in the record."""
        reply = turns[answer].reply or {}
        citations = reply.get("citations", [])[:MOST_CHIPS]
        asked = next((turn.text for turn in reversed(turns[:answer]) if turn.role == "user"), "")
        question = shortened(asked, _LONGEST_QUESTION)
        if chosen < len(citations):
            cited = citations[chosen]
            layer = self._texts.layers.get(cited["layer"], cited["layer"])
            passage = html_block("web/source.j2", cited=cited, layer=layer, question=question)
        else:
            why = self._texts.sources["abstained" if reply.get("status") == "abstained" else "none"]
            passage = html_block("web/unsourced.j2", text=why, question=question)
        return {self.passage: passage, **self._chips(citations, chosen)}

    def _chips(self, citations: Sequence[dict[str, Any]], chosen: int) -> Updates:
        updates: Updates = {}
        for place, chip in enumerate(self.chips):
            if place < len(citations):
                label = f"{citations[place]['n']} · {shortened(citations[place]['title'], _LONGEST_TITLE)}"
                updates[chip] = gr.Button(
                    value=label, visible=True, variant="primary" if place == chosen else "secondary"
                )
            else:
                updates[chip] = gr.Button(visible=False)
        return updates
