"""How a writer likes to be called: said of a text's form, and so nothing that the case is to hold or to be asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.agent.builtin.draft_cues import clause_has, raw_pattern, read_clauses
from assistant.agent.builtin.draft_last import last_draft
from assistant.agent.builtin.draft_letter import letter_spoken_of, open_letters
from assistant.agent.builtin.draft_settled import DraftTurn
from assistant.agent.builtin.draft_wish import EMAIL
from assistant.casebook import CaseUpdate
from assistant.retrieval.normalise import normalise

CALLED = "called"  # in the memory of a talk: greetings by the letters' ids
_TITLES = {"dr": "Dr.", "doctor": "Dr.", "prof": "Prof.", "professor": "Professor", "mr": "Mr.", "mrs": "Mrs.",
           "ms": "Ms.", "miss": "Miss"}  # fmt: skip


def called_in(raw: str, case: Mapping[str, Any]) -> tuple[str, str]:
    """How a writer is to be greeted, and the message without those words; "" and the message where it says none.

    "She prefers Dr. Kim", with no word of calling, means another writer where Kim is one's surname.
    """
    for found in raw_pattern("called").finditer(raw):
        name = next(group for group in found.groups() if group)
        last = normalise(name).split()[-1]
        if not raw_pattern("says_calling").search(found[0]) and last in {"", *_surnames(case)}:
            continue
        if raw_pattern("no_name").fullmatch(last):
            continue
        return _shown(name), f"{raw[: found.start()]} {raw[found.end() :]}".strip(" ,.;!")
    return "", raw


def remembering(greeting: str, text: str, update: CaseUpdate, old: Mapping[str, Any], drafted: str) -> CaseUpdate:
    """The update that remembers greetings: those of old, and the one of this message for the writer who is meant.

    Args:
        greeting: the one of this message, or "".
        text: the message without it.
        update: what the message tells of the case.
        old: the memory of the talk before.
        drafted: id of the letter of the last draft, or "".
    """
    kept = dict(old.get(CALLED) or {})
    if greeting and (meant := letter_spoken_of(text, update, drafted)):
        kept[meant] = greeting
    return replace(update, memory={**update.memory, CALLED: kept}) if kept else update


def greeted(
    turn: DraftTurn | None, greeting: str, text: str, update: CaseUpdate, notes: Sequence[Mapping[str, Any]]
) -> DraftTurn | None:
    """The turn with the greeting that its writer likes; a message of no more than that changes the last draft."""
    last = last_draft(notes)
    held = update.memory.get(CALLED) or {}
    if greeting and last and last.tool == EMAIL and clause_has(" ".join(read_clauses(text).texts), "says_no_more"):
        turn = DraftTurn(replace(last, changed=(), declined=""), (), update, tells=True)
    fresh = greeting and greeting not in held.values()  # of the first text, whose writer it alone tells
    if turn is None or turn.wish.tool != EMAIL or not (turn.wish.letter in held or (fresh and turn.wish.letter)):
        return turn
    wish = turn.wish
    held = held if wish.letter in held else {wish.letter: greeting}
    options = {**wish.options, "greeting": held[wish.letter]}
    revises = greeting and last and last.letter == wish.letter and last.kind == wish.kind
    changed = (*wish.changed, "greeting") if revises else wish.changed
    return replace(turn, wish=replace(wish, options=options, changed=changed))


def _surnames(case: Mapping[str, Any]) -> list[str]:
    names = [normalise(str(item.get("writer", {}).get("name") or "")).split() for item in open_letters(case)]
    return [name[-1] for name in names if name]


def _shown(name: str) -> str:
    """ "dr sue" as it stands in a letter: Dr. Sue."""
    words = name.replace(".", " ").strip("'’ ").split()
    title = _TITLES.get(words[0].casefold()) if len(words) > 1 else None
    rest = [word if word[:1].isupper() else word.capitalize() for word in (words[1:] if title else words)]
    return " ".join([title, *rest] if title else rest)
