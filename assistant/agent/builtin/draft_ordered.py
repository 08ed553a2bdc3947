"""Whether a text was ordered: what only tells facts, or asks about the own letters, gets none, whatever it looks like.

"Correction: it was 6 weeks, not 4" and "she uploaded it in May" are noted; the text that may come next is offered.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.agent.builtin.cues import has_cue
from assistant.agent.builtin.draft_cues import Clauses, read_clauses
from assistant.agent.builtin.draft_last import last_draft
from assistant.agent.builtin.draft_letter import writers_names
from assistant.agent.builtin.draft_need import tells_silence
from assistant.agent.builtin.draft_offer import taken
from assistant.agent.builtin.draft_office import OFFICE
from assistant.agent.builtin.draft_queue import called_for
from assistant.agent.builtin.draft_ranked import RANKED
from assistant.agent.builtin.draft_settled import DraftTurn
from assistant.agent.builtin.parts import asks
from assistant.casebook import CaseUpdate

_LATE = 3  # turns for which a text is talked of
# Cues of a clause that orders a text, or asks for its words.
_ORDERS = (
    "asks_points", "bare_points", "asks_files", "asks_text", "names_text", "asks_it", "asks_person", "orders_person",
    "asks_say", "asks_words", "asks_wording", "names_words", "how_to_say", "wants_done", "do_it", "may_write",
    "asks_you", "is_email", "asks_all", "gives_what", "same_for", "orders_freely", "orders_answer", "wants_points",
)  # fmt: skip
_NEWS = "gracious-decline"  # a kind whose word tells what the writer did: "he declined"


def is_unordered(text: str, turn: DraftTurn, update: CaseUpdate, notes: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a message tells facts or asks a question, and no word of it orders the text that it seems to call for."""
    clauses = read_clauses(text, writers_names(update.case))
    if turn.wish.declined or OFFICE in turn.wish.options or answers_news(text, turn):
        return False
    if taken(clauses, notes, update) or called_for(clauses, update, notes):
        return False
    last = last_draft(notes)
    mends = bool(turn.wish.changed or turn.wish.asks) and last is not None and turn.wish.kind == last.kind
    if mends and any("draft" in note for note in notes[-_LATE:]):
        return False  # what is told mends the text that is there, or asks what is wrong with it
    tells = bool(update.changes) or has_cue("sets_right_a_fact", text) or has_cue("shows_plan", text)
    return not orders(clauses) and (tells or asks(text))


def answers_news(text: str, turn: DraftTurn) -> bool:
    """ "She was ill, she uploads by Friday. Answer?": a text that what happened plainly calls for."""
    chosen = RANKED in turn.wish.unmet or tells_silence(read_clauses(text))
    return chosen or any(name.startswith("reply_") for name in turn.wish.changed)


def orders(clauses: Clauses) -> bool:
    """Whether some word of a message orders a text or asks for its words; "he declined" and "please note" do not."""
    clauses = clauses.without("please_note").ordering()
    return clauses.has(*_ORDERS) or bool(set(clauses.kinds()) - {_NEWS})
