"""A wish with all that the message and the talk tell of its text: news, time, papers, what is still ahead, deeds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from assistant.agent.builtin.draft_ahead import before_it_begins
from assistant.agent.builtin.draft_attached import with_papers
from assistant.agent.builtin.draft_cues import Clauses
from assistant.agent.builtin.draft_first import with_the_deed, with_time
from assistant.agent.builtin.draft_fit import with_notes, with_time_gone
from assistant.agent.builtin.draft_news import for_its_news
from assistant.agent.builtin.draft_out import of_its_text
from assistant.agent.builtin.draft_wish import Wish
from assistant.casebook import CaseUpdate


def completed(
    wish: Wish, told: Clauses, clauses: Clauses, notes: Sequence[Mapping[str, Any]], update: CaseUpdate, today: date
) -> Wish:
    """The wish as the message tells of it.

    Args:
        told: the message as it was written, whose papers are attached.
        clauses: the message in plain words.
    """
    wish = with_time(for_its_news(wish, update, clauses), clauses, update)
    wish = before_it_begins(with_papers(wish, told), update, today, clauses)
    wish = with_notes(with_the_deed(wish, clauses, update), update.case)
    return of_its_text(with_time_gone(wish, update, today), notes, update)
