"""One question answered for several letters: "Waived: Brandes yes, Montrose yes, Lis no"."""

from __future__ import annotations

from assistant.casebook.model import letter_path
from assistant.casebook.people import named
from assistant.casebook.references import references
from assistant.casebook.stance import Clause
from assistant.casebook.turn import Turn

_SIGNS = frozenset({":", "=", "-", "–", ",", "?"})
_REFUSED = {"asked": "idea", "agreed": "declined"}  # what "no" says under such a label


def read_ballot(turn: Turn, clause: Clause) -> bool:
    """Write the answers of such a list; True when the clause is one."""
    at = clause.first
    while at < clause.last and turn.message.tokens[at].kind == "sign":
        at += 1
    label = max(turn.message.at(at, "fact:waived", "fact:status"), key=lambda m: m.last, default=None)
    if label is None or turn.raw(label.last) not in {":", "=", "-", "–"}:
        return False
    answers = list(_answers(turn, Clause(label.last + 1, clause.last, clause.sentence)))
    if not answers or any(said is None for _, said, _ in answers):
        return False
    for letters, said, words in answers:
        for letter in letters:
            if label.group == "fact:waived":
                turn.draft.set(letter_path(letter, "waived"), said, words)
            elif said:
                turn.draft.set(letter_path(letter, "status"), label.value, words)
            elif label.value in _REFUSED:
                turn.draft.set(letter_path(letter, "status"), _REFUSED[label.value], words)
    for mention in turn.free(clause.first, clause.last, "name"):
        turn.used.add(mention)
    return True


def _answers(turn: Turn, clause: Clause) -> list[tuple[list[str], bool | None, str]]:
    """Each letter or row of letters with the word behind it."""
    heads = [(m.first, m.last, named(turn, m.value)) for m in turn.free(clause.first, clause.last, "name")]
    heads += [(p.first, p.last, p.letters) for p in references(turn, clause)]
    heads.sort()
    found: list[tuple[list[str], bool | None, str]] = []
    waiting: list[str] = []
    for place, (first, last, letters) in enumerate(heads):
        end = heads[place + 1][0] if place + 1 < len(heads) else clause.last
        said = [turn.text(at) for at in range(last, end) if turn.raw(at) not in _SIGNS and turn.text(at) != "and"]
        if len(letters) != 1:
            return []
        waiting = [*waiting, *letters]
        if said:
            found.append((waiting, _yes_or_no(turn, said), turn.words(first, end)))
            waiting = []
    return found if not waiting else []


def _yes_or_no(turn: Turn, said: list[str]) -> bool | None:
    words = [word for word in said if word not in {"too", "also", "yet", "already", "for", "sure"}]
    if len(words) != 1 or words[0] not in turn.book.lists["yes_words"] | turn.book.lists["no_words"]:
        return None
    return words[0] in turn.book.lists["yes_words"]
