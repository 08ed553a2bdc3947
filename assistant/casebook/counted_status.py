"""What heads a list of letters by their number is said of each: "2 letters uploaded: Dr. Abe, and Dr. Cole"."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.casebook.model import letter_path
from assistant.casebook.people import named
from assistant.casebook.reading import Mention
from assistant.casebook.statuses import status_said
from assistant.casebook.turn import Turn

_MOST = 6  # letters that are listed so
_REACH = 6  # words between the number and the status
_LEAST = 2


@dataclass(frozen=True, slots=True)
class CountedStatus:
    """A status that is said of so many letters, and the names behind it."""

    value: str
    words: str
    names: tuple[Mention, ...]


def take_counted_statuses(turn: Turn) -> list[CountedStatus]:
    """The statuses that head a list of as many names; they are said of nobody else."""
    found = []
    for said in list(turn.free(0, len(turn.message.tokens), "fact:status")):
        count = _count_before(turn, said)
        names = _names_behind(turn, said) if count else []
        value = status_said(turn, said.value, said, negative=turn.negated(said, max(0, said.first - _REACH)))
        if count and count == len(names) and value is not None:
            turn.used.add(said)
            found.append(CountedStatus(value, turn.said(said), tuple(names)))
    return found


def write_counted_statuses(turn: Turn, counted: list[CountedStatus]) -> None:
    """Write each to the letters that were named behind it, save where the list tells another one."""
    told = {change.field for change in turn.draft.changes if change.op == "set"}
    for status in counted:
        letters = [named(turn, mention.value) for mention in status.names]
        for name in (held[0] for held in letters if len(held) == 1):
            path = letter_path(name, "status")
            if path not in told:
                turn.draft.set(path, status.value, status.words)


def _count_before(turn: Turn, said: Mention) -> int:
    """The number of "2 US letters are uploaded", "the other two up"; 0 where there is none."""
    fillers = turn.book.lists["between_count_and_status"]
    for at in range(said.first - 1, max(-1, said.first - _REACH), -1):
        number = turn.number_at(at)
        if number is not None and _LEAST <= number <= _MOST:
            return number
        if turn.text(at) not in fillers and not turn.message.has(at, at + 1, "cue:letter"):
            return 0
    return 0


def _names_behind(turn: Turn, said: Mention) -> list[Mention]:
    """The names behind it in its sentence, or where that names none, in the next one."""
    for sentence in turn.message.sentences:
        if sentence.last > said.last or sentence.first >= said.last:
            names = list(turn.message.inside(max(sentence.first, said.last), sentence.last, "name"))
            if names or sentence.first >= said.last:
                return names
    return []
