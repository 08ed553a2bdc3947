"""Words for the packet of a letter that are kept as they are, and the writer's address."""

from __future__ import annotations

from assistant.casebook.model import letter_path
from assistant.casebook.reading import Mention
from assistant.casebook.turn import Turn


def write_notes_and_email(turn: Turn, letter: str, spans: list[tuple[int, int]]) -> bool:
    """Write the notes and the e-mail address said in some token ranges; True when there were any."""
    wrote = False
    for first, last in spans:
        for mention in turn.free(first, last, "email"):
            turn.draft.set(letter_path(letter, "writer.email"), turn.said(mention).rstrip("."), turn.said(mention))
            wrote = True
        notes = [m for m in turn.free(first, last, "fact:") if m.group.startswith("fact:notes.")]
        for place, mention in enumerate(notes):
            later = [other.first for other in notes[place + 1 :] if other.group != mention.group]
            covered = any(other.group == mention.group for other in notes[:place])
            if not covered:
                wrote = _keep_note(turn, letter, mention, min([last, *later])) or wrote
    return wrote


def _keep_note(turn: Turn, letter: str, mention: Mention, last: int) -> bool:
    """The words from the cue to the end of the clause, kept as they are."""
    if turn.negated(mention, max(0, mention.first - 3)):
        return False
    path = letter_path(letter, mention.group.removeprefix("fact:"))
    start = mention.first + (1 if turn.text(mention.first) == "i" else 0)
    words = turn.words(start, last).strip(" ,.-").removesuffix(" and").strip(" ,")
    held = turn.draft.get(path)
    notes = [item for item in held if isinstance(item, str)] if isinstance(held, list) else []
    if words and words not in notes:
        turn.draft.set(path, [*notes, words], words)
    return True
