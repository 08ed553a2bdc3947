"""Questions and wishes of other matters, which their words alone give away: read from lexicon/other_matters.yaml.

The search finds something for nearly all of them: "the e-mail of Dr. Rao" becomes a text to Dr. Rao, and a personal
statement a letter that must not be written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.agent.builtin.cues import has_cue
from assistant.agent.builtin.forbidden import forbidden_wish
from assistant.agent.builtin.own_letters import OwnAsk
from assistant.agent.builtin.parts import asks, requests
from assistant.agent.builtin.signs import clauses_of, read_rules
from assistant.agent.builtin.understand import Understanding

_FILE, _UNTOLD, _NO_REFUSAL = "other_matters", "untold", "no_refusal"
_ORDERS = "orders"
_FIRST = frozenset({"distress", "delete"})
_HIDDEN = frozenset({"injection", "language"})


def other_matter(text: str, *, declined: bool = False) -> str:
    """The kind of answer that a message of another matter calls for, as in replies.yaml; "" where it is of none.

    Args:
        declined: what it resembles is declined, to which only some matters give no ground.
    """
    plain, wished = clauses_of(text), asks(text) or requests(text)
    rules = (rule for rule in read_rules(_FILE) if wished or _ORDERS in rule.flags)
    return next((r.kind for r in rules if (not declined or _NO_REFUSAL in r.flags) and r.holds(plain)), "")


def tells_nothing(text: str) -> bool:
    """Whether what a message names belongs to its question alone: "give me the phone of Dr. Rao"."""
    plain = clauses_of(text)
    return any(_UNTOLD in rule.flags and rule.holds(plain) for rule in read_rules(_FILE)) and bool(other_matter(text))


def set_apart(
    text: str, own: OwnAsk | None, meant: Understanding, case: Mapping[str, Any], notes: Sequence[Mapping[str, Any]]
) -> tuple[OwnAsk | None, Understanding]:
    """What a message asks and means, where it is after all a forbidden wish, of another matter, or of no one text.

    Args:
        case: the case with what the message tells.
        notes: those on the turns before.
    """
    if meant.act in _FIRST or meant.kind in _HIDDEN:
        return own, meant
    if forbidden := forbidden_wish(text, honest=False):
        heard_otherwise = own is not None or meant.act in {"tell", "clarify"}
        return (None, Understanding("decline", kind=forbidden)) if heard_otherwise else (own, meant)
    if not notes and not case.get("letters") and has_cue("bare_order_of_text", text):
        return None, Understanding("clarify", kind="which_text", only_asks=True)
    if notes and "draft" in notes[-1] and requests(text):
        return own, meant  # "say also that I am on a J-1": of the text that is there
    if matter := other_matter(text, declined=meant.act == "decline"):
        return None, Understanding("abstain", kind=matter, only_asks=True)
    return own, meant
