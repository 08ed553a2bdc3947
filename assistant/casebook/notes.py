"""Words for the packet of a letter that are kept as they are, and the writer's address."""

from __future__ import annotations

from assistant.casebook.deeds import has_deeds, leaves_letter_to_me
from assistant.casebook.model import letter_path
from assistant.casebook.reading import Mention
from assistant.casebook.surnames import family_name
from assistant.casebook.text import fold
from assistant.casebook.turn import Turn

_READ_AS_DEEDS = frozenset({"fact:notes.presentations", "fact:notes.cases", "fact:notes.feedback"})
_SHORT_NAME = 2  # letters of a surname that may stand in any address


def write_notes_and_email(turn: Turn, letter: str, spans: list[tuple[int, int]]) -> bool:
    """Write the notes and the e-mail address said in some token ranges; True when there were any."""
    wrote = False
    for first, last in spans:
        for mention in turn.free(first, last, "email"):
            address = turn.said(mention).rstrip(".")
            turn.draft.set(letter_path(_whose(turn, letter, address), "writer.email"), address, turn.said(mention))
            wrote = True
        notes = [m for m in turn.free(first, last, "fact:") if m.group.startswith("fact:notes.")]
        for place, mention in enumerate(notes):
            later = [other.first for other in notes[place + 1 :] if other.group != mention.group]
            covered = any(other.group == mention.group for other in notes[:place])
            if not covered:
                wrote = _keep_note(turn, letter, mention, min([last, *later])) or wrote
    return wrote


def _whose(turn: Turn, letter: str, address: str) -> str:
    """The letter whose writer's surname stands in an address; else the one spoken of."""
    local = fold(address.partition("@")[0])
    names = {name: turn.draft.get(letter_path(name, "writer.name")) for name in turn.draft.ids()}
    owners = [name for name, held in names.items() if isinstance(held, str) and _stands_in(family_name(held), local)]
    return owners[0] if len(owners) == 1 else letter


def _stands_in(surname: str, local: str) -> bool:
    return len(fold(surname)) > _SHORT_NAME and fold(surname) in local


def _keep_note(turn: Turn, letter: str, mention: Mention, last: int) -> bool:
    """The words from the cue to the end of the clause, kept as they are."""
    if turn.negated(mention, max(0, mention.first - 3)):
        return False
    if mention.group in _READ_AS_DEEDS and has_deeds(turn):
        return False
    path = letter_path(letter, mention.group.removeprefix("fact:"))
    start = mention.first + (1 if turn.text(mention.first) == "i" else 0)
    words = turn.words(start, last).strip(" ,.-").removesuffix(" and").strip(" ,")
    held = turn.draft.get(path)
    notes = [item for item in held if isinstance(item, str)] if isinstance(held, list) else []
    if words and words not in notes and not (mention.group in _READ_AS_DEEDS and leaves_letter_to_me(words)):
        turn.draft.set(path, [*notes, words], words)
    return True
