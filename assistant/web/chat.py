"""The chat panel: the log, the examples of the empty state, and the text box."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import gradio as gr
from gradio.components import Component

from assistant.web.texts import PageTexts, literal, page_file, plain_markdown

if TYPE_CHECKING:
    from assistant.conversations import Turn

Message = dict[str, Any]
_SENTENCE = re.compile(r".+?(?:[.!?:]\s+|\n+|$)", re.DOTALL)
# A long record is shown from a round place on, so that a new turn seldom moves what stands in the log.
_MOST_SHOWN, _STEP = 200, 100


class ChatPanel:
    """Holds the log and the text box."""

    def __init__(self, texts: PageTexts) -> None:
        self._texts = texts

    def build_log(self) -> None:
        """Place the log here."""
        self.log = gr.Chatbot(
            label=self._texts.log_label, show_label=False, container=False, layout="bubble", height=None,
            sanitize_html=True, allow_tags=False, latex_delimiters=[], buttons=[], group_consecutive_messages=False,
            placeholder=page_file("welcome.md"), examples=[{"text": text} for text in self._texts.examples],
            elem_id="vouch-log",
        )  # fmt: skip

    def build_box(self) -> None:
        """Place the text box here. It opens once the browser's identity is known."""
        self.box = gr.Textbox(
            label=self._texts.box_label, show_label=False, container=False, placeholder=self._texts.box_placeholder,
            lines=1, max_lines=8, submit_btn=True, interactive=False, autofocus=True, elem_id="vouch-box",
        )  # fmt: skip
        # Tells tab.js what became of the messages: a new value for each turn that is over. No event fills the box
        # itself, since an answer that comes late would wipe out what was typed meanwhile.
        self.post = gr.Markdown(visible="hidden", elem_id="vouch-post")

    @property
    def parts(self) -> list[Component]:
        """What an event may update."""
        return [self.log, self.box, self.post]

    def open_box(self) -> dict[Component, Any]:
        """Let the person type."""
        return {self.box: gr.Textbox(interactive=True)}

    def tell(self, *words: str) -> dict[Component, Any]:
        """Tell the tab what became of its messages; see tab.js."""
        return {self.post: " ".join([*words, secrets.token_hex(8)])}

    def tell_shown(self, turns: Sequence[Turn] = ()) -> dict[Component, Any]:
        """Tell the tab that the log shows a record now."""
        return self.tell(f"shown:{sum(turn.role == 'user' for turn in turns[first_shown(turns) :])}")


def person(text: str) -> list[Message]:
    """The person's message, shown as it was typed; none for a blank one."""
    return [{"role": "user", "content": literal(text)}] if text.strip() else []


def answer(text: str) -> list[Message]:
    """An answer of the assistant, in Markdown."""
    return [{"role": "assistant", "content": plain_markdown(text)}]


def status(text: str) -> list[Message]:
    """What the assistant is doing just now, in place of its answer."""
    return answer(f"*{text}*")


def first_shown(turns: Sequence[Turn]) -> int:
    """The place in the record at which the log begins."""
    return max(0, len(turns) - _MOST_SHOWN + _STEP - 1) // _STEP * _STEP if len(turns) > _MOST_SHOWN else 0


def messages(turns: Sequence[Turn]) -> list[Message]:
    """The record as messages of the log."""
    shown = turns[first_shown(turns) :]
    show = {"user": literal, "assistant": plain_markdown}
    return [{"role": turn.role, "content": show[turn.role](turn.text)} for turn in shown]


def sentences(text: str) -> Iterator[str]:
    """`text` in pieces of about a sentence that join to it again."""
    return (match[0] for match in _SENTENCE.finditer(text))
