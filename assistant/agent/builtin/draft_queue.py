"""Several texts in one message, "a reminder for Dr. Oye and a thank-you for Dr. Schmidt": the first is written, the
others wait in the notes of the talk until "next one" or their name calls for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.agent.builtin.draft_aim import TITLED
from assistant.agent.builtin.draft_changes import revision_of
from assistant.agent.builtin.draft_cues import Clauses, clause_has, read_clauses
from assistant.agent.builtin.draft_last import renamed
from assistant.agent.builtin.draft_letter import letters_named, writers_names
from assistant.agent.builtin.draft_mention import and_also, mentioned
from assistant.agent.builtin.draft_talk import email_for, kept_style
from assistant.agent.builtin.draft_told import Before, with_writer
from assistant.agent.builtin.draft_wish import EMAIL, OUTLINE, Wish
from assistant.casebook import CaseUpdate

QUEUE = "queue"  # in the note of a turn: the texts that were asked for and wait
_NO_ORDER = ("question", "text_told", "weighs", "mentions", "dictates")
_LEAST = 2  # texts of a message that make one wait
_MOST_PIECES = 60  # of a message; one in more of them is no list of texts
_MOST_WORDS = 14  # of a message that calls for a text that waits
# The first of them whose words a piece of the message holds is the text that it asks for.
_TEXTS = ("thank-you", "follow-up", "packet", "outline", "signal", "gracious-decline", "script", "request")
_PIECES = re.compile(
    r"[,;!?\n]+\s*|(?<!dr)(?<!prof)\.\s+|\s+(?:and|plus|then|also)\s+(?:also\s+)?", re.IGNORECASE
)


def ordered(
    clauses: Clauses, update: CaseUpdate, before: Before, notes: Sequence[Mapping[str, Any]]
) -> tuple[tuple[Wish, ...], CaseUpdate]:
    """The texts that a message asks for, in its order, with the case that has their writers.

    None where it asks for one text, or for none.
    """
    pieces = [] if clauses.asked and not clauses.has("asks_you") else _PIECES.split(clauses.raw)
    if len(pieces) > _MOST_PIECES:
        return (), update
    named = _with_writers(pieces, update, before)
    held = [*_made(named, notes), *waiting(named, notes)]
    names, found = writers_names(named.case), list[Wish]()
    for piece in pieces:
        said = read_clauses(piece, names)
        if found and found[-1].tool == EMAIL and said.has("mentions"):  # of the text before it
            mention = and_also(str(found[-1].options.get("mention") or "") or None, mentioned(piece))
            options = {**found[-1].options, "mention": mention} if mention else found[-1].options
            found[-1] = replace(found[-1], options=options)
        elif not said.has(*_NO_ORDER):
            found += _of_piece(said, named, held) or _alike(said, named, found)
    texts = {(wish.tool, wish.kind, wish.letter): wish for wish in found}
    several = len({wish.letter for wish in found}) >= _LEAST
    return (tuple(texts.values()), named) if several else ((), update)


def _with_writers(pieces: Sequence[str], update: CaseUpdate, before: Before) -> CaseUpdate:
    """The update with the writers of these texts whom the case lacks: "a reminder to Dr. Wilson"."""
    of_texts = [read_clauses(piece) for piece in pieces if TITLED.search(piece)]
    of_texts = [said for said in of_texts if _kind_in(said) and not said.has(*_NO_ORDER)]
    if len(of_texts) < _LEAST:
        return update
    for said in of_texts:
        update, _ = with_writer(said, update, before, writers_names(update.case))
    return update


def _alike(said: Clauses, update: CaseUpdate, found: Sequence[Wish]) -> list[Wish]:
    """ "Thank-you notes for Hale and Lin": behind a text for one writer, a name alone is the same for another."""
    named = letters_named(said.raw, update)
    names = writers_names(update.case)
    rest = " ".join(word for word in said.whole.split() if word.removesuffix("'s") not in names)
    alone = clause_has(rest, "no_more_than_a_name")
    if not found or not named or not alone:
        return []
    return [replace(found[-1], letter=letter, options=kept_style(found[-1])) for letter in named]


def _of_piece(said: Clauses, update: CaseUpdate, held: Sequence[Wish]) -> list[Wish]:
    """What one piece asks for: a text for each writer whom it names, or another form of one that is there."""
    kind = _kind_in(said)
    named = letters_named(said.raw, update)
    if not kind:
        return []
    if named:
        made = Wish(OUTLINE) if kind == "outline" else email_for(said, "", kind)
        return [replace(made, letter=letter) for letter in named]
    old = next((wish for wish in reversed(held) if _is_kind(wish, kind)), None)
    changed = revision_of(said, old.options, "") if old and old.tool == EMAIL else None
    return [replace(old, options=changed[0], changed=changed[1], declined="")] if old and changed else []


def _kind_in(said: Clauses) -> str:
    return next((name for name in _TEXTS if said.has(f"text_{name.replace('-', '_')}")), "")


def _is_kind(wish: Wish, kind: str) -> bool:
    return wish.tool == OUTLINE if kind == "outline" else wish.tool == EMAIL and wish.kind == kind


def _made(update: CaseUpdate, notes: Sequence[Mapping[str, Any]]) -> Iterator[Wish]:
    """The texts that were written in this talk, the oldest first."""
    for note in notes:
        for made in (note["draft"], *(note.get("beside") or ())) if "draft" in note else ():
            if wish := renamed(Wish.from_note(made), update):
                yield wish


def waiting(update: CaseUpdate, notes: Sequence[Mapping[str, Any]]) -> tuple[Wish, ...]:
    """The texts that wait, under the ids that their letters have now."""
    kept = next((note[QUEUE] for note in reversed(notes) if QUEUE in note), ())
    held = {str(item["id"]) for item in update.case.get("letters") or ()}
    wishes = (renamed(Wish.from_note(one), update) for one in kept)
    return tuple(wish for wish in wishes if wish and wish.letter in held)


def called_for(clauses: Clauses, update: CaseUpdate, notes: Sequence[Mapping[str, Any]]) -> Wish | None:
    """ "Next one", "and the last", "good, the second one for Prof. Ionescu now": the text that waits and is meant."""
    queue = waiting(update, notes)
    if not queue or len(clauses.whole.split()) > _MOST_WORDS or (clauses.asked and not clauses.has("asks_you")):
        return None
    named = letters_named(clauses.raw, update)
    calls = any(clause_has(clause, "calls_next") for clause in clauses.texts)
    kinds = [name for name in _TEXTS if clauses.has(f"text_{name.replace('-', '_')}")]
    fitting = [wish for wish in queue if not named or wish.letter in named]
    fitting = [wish for wish in fitting if not kinds or any(_is_kind(wish, kind) for kind in kinds)]
    orders = clauses.has("calls_text")
    if not fitting or not (calls or (orders and (named or kinds))):
        return None
    return fitting[-1] if clauses.has("calls_last") else fitting[0]


def none_left(clauses: Clauses, last: Wish | None, notes: Sequence[Mapping[str, Any]]) -> Wish | None:
    """ "Next one", where the last of several texts is there."""
    asked_for_more = any(QUEUE in note for note in notes) and any(clause_has(c, "calls_more") for c in clauses.texts)
    return replace(last, changed=("no_next",), declined="") if last and asked_for_more else None


def still_waiting(wish: Wish, queue: Sequence[Wish]) -> tuple[Wish, ...]:
    """The texts that wait when this one is written."""
    return tuple(one for one in queue if (one.tool, one.kind, one.letter) != (wish.tool, wish.kind, wish.letter))
