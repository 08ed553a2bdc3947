"""The bar over the chat: which conversation is shown, a new one, and deletion with a second question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import gradio as gr
from gradio.components import Component

from assistant.web.texts import PageTexts

Updates = dict[Any, Any]


class ConversationBar:
    """Holds the list of conversations and its buttons."""

    def __init__(self, texts: PageTexts) -> None:
        with gr.Row(elem_id="vouch-bar"):
            # The list is never an event's input: what is chosen comes with the event and is checked against the
            # server's own register, and a page that outlives a restart of the server goes on working.
            self.picker = gr.Dropdown(
                [(texts.untitled, "")], value="", label=texts.picker_label, show_label=False, container=False,
                interactive=True, filterable=False, elem_id="vouch-picker", scale=4, min_width=140,
            )  # fmt: skip
            self.new = gr.Button("New conversation", size="sm", scale=0, min_width=140, elem_id="vouch-new")
            self.delete = gr.Button(
                "Delete my conversation", size="sm", scale=0, min_width=170, elem_id="vouch-delete", visible=False
            )
        with gr.Row(visible=False, elem_id="vouch-confirm") as self.question:
            gr.Markdown(texts.confirm)
            self.sure = gr.Button("Delete for good", size="sm", variant="stop", scale=0, min_width=130)
            self.keep = gr.Button("Keep it", size="sm", scale=0, min_width=90)

    @property
    def parts(self) -> list[Component]:
        """What the updates below touch."""
        return [self.picker, self.delete, self.question]

    def show(self, titles: Sequence[tuple[str, str]], current: str, empty: bool) -> Updates:
        """The list with `current` chosen; an empty conversation has nothing to delete."""
        return {
            self.picker: gr.Dropdown(choices=list(titles), value=current),
            self.delete: gr.Button(visible=not empty), **self.ask(False),
        }  # fmt: skip

    def ask(self, visible: bool) -> Updates:
        """Show or hide the second question."""
        return {self.question: gr.Row(visible=visible)}
