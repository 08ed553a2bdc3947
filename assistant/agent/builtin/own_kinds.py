"""Which kind of question about the own letters a message is by its words, and when it is none after all."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from assistant.agent.builtin.cues import has_cue
from assistant.agent.builtin.draft_cues import read_clauses
from assistant.agent.builtin.draft_learned import ASKS_WORDS, LearnedWish
from assistant.agent.builtin.draft_letter import letters_named, writers_names
from assistant.agent.builtin.draft_ordered import orders
from assistant.agent.builtin.own_letters import Kind, OwnAsk, orders_text
from assistant.agent.builtin.parts import asks, sentences
from assistant.casebook import CaseUpdate
from assistant.retrieval.asked import NONE
from assistant.retrieval.normalise import normalise
from assistant.retrieval.search import Searcher
from assistant.retrieval.wishes import masked_names

# Probabilities, tuned on hands of the bank that were not taught.
SURE = 0.45  # from which the learned reading is heard where no rule knows the words
CERTAIN = 0.7  # ... and where a rule knows them as a question to the guide
PLAIN = 0.95  # ... and where words in it sound like an order for a text: "what did you note about Stein"
OF_THE_CASE = 0.65  # of all kinds together, from which the message asks something of the own letters
GENERAL = 0.9  # of no kind, from which a question that names no writer asks the guide
LOOK = "look"  # such a question: the case is looked at, or the letter that is named
WISHED = 0.6  # share of that, from which the likeliest wish for a text says that the message rather wants one
_LEAST_LOOKED = 5  # words
_STORY = 20  # words from which what is asked in a single sentence may be all that is asked
ONE: Mapping[str, Kind] = {"verdict": "verdict", "swap": "verdict", "kind_of": "kind_of"}
_OF_A_LETTER = frozenset({"verdict", "kind_of", LOOK})  # kinds that a plain telling of a writer looks like
_WEIGHS = re.compile(
    r"\b(?:or|keep|drop|use|take|skip|count|counts|worth|good|useless|usable|useful|value|enough)\b", re.IGNORECASE
)  # fmt: skip
_TELLS = re.compile(r"\bwho(?:m)? (?:did|have|do) (?:you|u) (?:tell|told)\b", re.IGNORECASE)
# "Do I ask him again", "ask her anyway?", "ask or leave", "would you do that?": whether to, and no order.
DOUBT = re.compile(
    r"\b(?:do|should|shall|shud|must) i (?:still |really |then |just |even |also )*"
    r"(?:ask|push|chase|contact|remind|approach|nudge)\b[^.?!,;]*"
    r"|\bwould (?:you|u) (?:do|use|take|keep|choose) (?:that|this|it|him|her|them)\b"
    r"|\bask(?: \w+){0,3} (?:or (?:not|leave|no|forget|skip|find|another|wait)\b|anyway\b)[^.?!,;]*", re.IGNORECASE
)  # fmt: skip


def likeliest(text: str, update: CaseUpdate | None, searcher: Searcher) -> tuple[str, float]:
    """The kind of question about the own letters that a message looks like most, with its probability.

    A story with a question in it is what that question is. Without letters it is none.
    """
    if update is None or not update.case.get("letters"):
        return NONE, 0.0
    masked = masked_names(text, writers_names(update.case))
    found, parts = _best(searcher, masked), sentences(masked)
    story = found[0] == NONE and len(normalise(masked).split()) >= _STORY
    if story or (update.changes and _of_own(found) < CERTAIN and len(parts) > 1):
        asked = [part for part in parts if asks(part)]
        found = max((_best(searcher, part) for part in asked), key=_of_own, default=found) if asked else found
    return found if found[0] != NONE else (NONE, 0.0)


def _best(searcher: Searcher, text: str) -> tuple[str, float]:
    """The likeliest kind; where many are a little likely and none is, that the own letters are meant says enough."""
    shares = dict(searcher.asked(text))
    kind = max(shares, key=lambda name: shares[name], default=NONE)
    others = sum(share for name, share in shares.items() if name not in {NONE, "read_back"})
    brief = len(normalise(text).split()) < _LEAST_LOOKED  # "and for psychiatry?" goes on with the question before
    if kind != "read_back" and shares.get(kind, 0.0) < SURE and others >= OF_THE_CASE and not brief:
        return LOOK, others
    return kind, shares.get(kind, 0.0)


def _of_own(found: tuple[str, float]) -> float:
    return 0.0 if found[0] == NONE else found[1]


def asks_nothing(text: str, kind: str, share: float, update: CaseUpdate | None, *, drafted: bool) -> bool:
    """Whether a message that looks like a question of the case only tells: "Hanley is a PhD", or asks of programs."""
    if not asks(text) and (drafted or share < CERTAIN or bool(update and update.changes)):
        return True
    if kind == "read_back":
        return _TELLS.search(text) is not None
    if kind in _OF_A_LETTER:
        return not (asks(text) or _WEIGHS.search(text)) or has_cue("of_programs", text)
    return (share < CERTAIN and bool(update and update.added)) or has_cue("of_programs", text)


def misread(
    own: OwnAsk | None, kind: str, share: float, text: str, update: CaseUpdate | None, searcher: Searcher
) -> bool:
    """Whether a rule took for a verdict of one writer, whom nobody named, what surely asks something else.

    "I have one US letter only, is it worth to apply" asks of the set, and "is a letter in Chinese ok" of none told.
    """
    if own is not None and own.kind in {"avoid", "set"} and has_cue("of_programs", text):
        return True
    meant = update is not None and (letters_named(text, update) or has_cue("of_a_person_spoken", text))
    if own is None or update is None or own.kind not in ONE.values() or meant:
        return own is not None and own.kind == "avoid" and kind == "enough" and share >= CERTAIN
    general = asks_general(text, update.case, searcher) >= GENERAL
    return general or (share >= CERTAIN and kind not in ONE and kind != LOOK)


def asks_general(text: str, case: Mapping[str, Any], searcher: Searcher) -> float:
    """How likely it is that a message asks nothing of the letters of a case."""
    return dict(searcher.asked(masked_names(text, writers_names(case)))).get(NONE, 0.0)


def wants_words(text: str, leaning: LearnedWish, share: float, *, drafted: bool) -> bool:
    """Whether a message rather wants a text; one without a word of order, as "she declined, who then?", does not."""
    text = DOUBT.sub(" ", text)
    clauses = read_clauses(text).ordering()
    if share < PLAIN and orders_text(text):
        return True
    if clauses.has(*ASKS_WORDS) and (share < PLAIN or clauses.kinds()):
        return True
    # What is surely a question of the case wants a text only where it names one: "can i let him know by mail".
    ordered = bool(clauses.kinds()) if share >= PLAIN and asks(text) else drafted or orders(clauses)
    return ordered and leaning.likeliest_wish(drafted=drafted) >= share * WISHED
