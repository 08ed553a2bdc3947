"""One more call of the model, to put right the sentences of its answer that failed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from langchain_core.messages import BaseMessage, HumanMessage

from assistant.agent.evidence import Evidence
from assistant.templates import render

MOST_SENTENCES = 12  # with more of them wrong, the answer is not worth mending
MOST_CHARACTERS = 6000  # of the sources that go along
_NUMBERED = re.compile(r"^\s*\**(\d{1,2})[.):]\**\s*(.*)$")
_NOTHING = re.compile(r"^[-–—.\s]*$")


def repaired(
    failing: Sequence[tuple[str, str]], evidence: Evidence, ask: Callable[[Sequence[BaseMessage]], str]
) -> list[str]:
    """A new sentence for each failing one, in order; empty where there is none.

    Args:
        failing: sentence and reason each.
        ask: sends messages to the model and gives its text.

    Raises:
        Fault: the endpoint gave no answer.
    """
    if not failing or len(failing) > MOST_SENTENCES:
        return []
    sources, room = [], MOST_CHARACTERS
    for source in evidence.guide():
        room -= len(source["text"])
        if room >= 0:
            sources.append(source)
    prompt = render("agent/repair.j2", sources=sources, sentences=list(failing))
    return _read(ask([HumanMessage(prompt)]), len(failing))


def _read(text: str, count: int) -> list[str]:
    found = [""] * count
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    numbered = [match for line in lines if (match := _NUMBERED.match(line))]
    for match in numbered:
        if 0 < int(match[1]) <= count and not _NOTHING.match(match[2]):
            found[int(match[1]) - 1] = match[2]
    if not numbered and count == 1:
        return [" ".join(lines)]
    return found if numbered else [*lines[:count], *[""] * (count - len(lines))]
