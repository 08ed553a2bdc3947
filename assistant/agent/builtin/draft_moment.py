"""A turn as the learned choice of a text sees it, and how sure the choice must be to be heard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.agent.builtin.case_talk import Situation
from assistant.agent.builtin.draft_choice import NONE, REFUSED, Moment
from assistant.agent.builtin.draft_cues import Clauses
from assistant.agent.builtin.draft_learned import LearnedWish
from assistant.agent.builtin.draft_letter import letter_spoken_of, open_letters
from assistant.agent.builtin.draft_need import in_window
from assistant.agent.builtin.draft_wish import EMAIL, OUTLINE, PACKET, Wish
from assistant.agent.builtin.parts import asks
from assistant.agent.builtin.understand import Understanding
from assistant.casebook import CaseUpdate
from assistant.casebook.model import split_path

TOOLS = {"outline": OUTLINE, "packet-files": PACKET}
_LABELS = {tool: label for label, tool in TOOLS.items()}
_STAGES = (1, 2, 3)
_LEAST_WORDS = 3  # of a question that can wish for a text where there is none yet
# Probabilities, chosen on talks of hands that were not taught.
ALONE = 0.45  # from which a text is written where the rules write none
TELLS = 0.5  # ... and the message tells something of the case
ASKED = 0.6  # ... and the message asks something
OF_GUIDE = 0.92  # ... the guide has an answer, and no text is there yet
OF_TEXT = 0.7  # ... and the message tells of a text that there is
ALLOWED = 0.5  # ... and the search would decline the message
OFF_TOPIC = 0.75  # ... the message looks like nothing that the guide is about, and no text is there yet
AGAINST = 0.5  # ... where they write another one
NEVER = 2.0
AGREED = 0.6  # of the bank of wishes, from which it bears the rules out
REFUSES = 0.55  # from which the message is declined
REFUSES_QUESTION = 0.7  # ... though the guide has an answer
NO_TEXT = 0.7  # from which none is written where they write one


def least_share(label: str, moment: Moment, clauses: Clauses) -> float:
    """The probability from which the choice is heard beside what the rules do, above 1 for never."""
    if label == NONE:
        return NO_TEXT
    if label == REFUSED:
        return REFUSES_QUESTION if moment.act == "ask" else REFUSES
    agreed = moment.shares.get(moment.made.replace("-", "_"), 0.0) >= AGREED
    unasked = label in {"follow-up", "signal"} and moment.made == "request" and moment.status == "none"
    if {label, moment.made} == {"packet", "packet-files"} or agreed or (unasked and clauses.has("orders_request")):
        return NEVER  # the rules tell the note from the files, and a request from a reminder; and what two say stands
    if not moment.made and clauses.has("fine", "polite_thanks", "no_more", "adds_writer"):
        return NEVER
    if not (moment.made or moment.last) and moment.asked and moment.words < _LEAST_WORDS:
        return NEVER  # "and now?"
    if moment.act == "decline":
        return ALLOWED if label == moment.last and not moment.made else NEVER
    if not moment.made and clauses.has("tells_of_text"):
        return OF_TEXT
    if moment.made:
        return AGAINST
    if moment.act == "ask" and (not moment.last or asks(moment.said)):
        return OF_GUIDE
    if moment.act == "abstain" and not moment.last:
        return OFF_TOPIC
    if moment.asked or moment.question or moment.act == "ask":
        return ASKED
    return TELLS if moment.changes else ALONE


def label_of(wish: Wish | None) -> str:
    """A wish as the choice names it."""
    if wish is None:
        return NONE
    return wish.kind if wish.tool == EMAIL else _LABELS[wish.tool]


def moment_of(
    text: str, meant: Understanding, update: CaseUpdate, known: Situation, leaning: LearnedWish, clauses: Clauses,
    ruled: Wish | None, last: Wish | None, notes: Sequence[Mapping[str, Any]],
) -> Moment:
    """What is known at this turn."""
    letters = {str(item["id"]): item for item in open_letters(update.case)}
    drafted = next((wish.letter for wish in (ruled, last) if wish and wish.letter), "")
    meant_letter = letters.get(letter_spoken_of(text, update, drafted), {})
    news = [str(c.value) for c in update.changes if c.op == "set" and split_path(c.field)[1] == "status"]
    return Moment(
        shares=leaning.shares, said=leaning.said,
        made=label_of(ruled) if ruled else "", changed=ruled.changed if ruled else (),
        last=label_of(last) if last else "", just="draft" in (notes[-1] if notes else {}),
        status=str(meant_letter.get("status") or "none"), attitude=str(meant_letter.get("attitude") or ""),
        news=news[0] if news else "",
        windows=[stage for stage in _STAGES if in_window(stage, update.case, known.today)],
        act=meant.act, kind=str(meant.kind), cues=clauses.kinds(), asked=bool(clauses.asked),
        question=clauses.has("question"), words=len(text.split()), changes=len(update.changes), letters=len(letters),
    )  # fmt: skip
