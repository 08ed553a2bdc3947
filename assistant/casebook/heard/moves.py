"""Values that the rules read in words that are heard to tell something else: of another writer, oneself, or others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.casebook.heard.spans import Heard, place_of
from assistant.casebook.model import Change, letter_path, split_path
from assistant.casebook.people import named
from assistant.casebook.references import fits
from assistant.casebook.turn import Turn

PATHS = {
    "spec": "writer.specialty", "country": "writer.country", "weeks": "experience.weeks", "start": "experience.start",
    "end": "experience.end", "asked_on": "asked_on", "uploaded_on": "uploaded_on",
    "observed": "experience.directly_observed", "knows": "experience.knows_me_well", "long": "experience.longitudinal",
    "discussed": "experience.in_discussions", "waived": "waived", "template": "template",
    "friend": "writer.family_friend", "prof": "writer.profession", "acad": "writer.academic_title",
    "lead": "writer.leadership", "site": "experience.site", "setting": "experience.setting", "status": "status",
    "attitude": "attitude",
}  # fmt: skip
NEWS = frozenset({"status", "attitude", "waived"})  # what may have changed since it was told before
_SURE = 0.75
_SURE_OF_HOME = 0.95
_SURE_OF_TARGET = 0.9
_SURE_OF_OTHERS = 0.85
_OF_ONESELF = frozenset({"target", "grad", "year", "fails", "own_name"})


def take_back(turn: Turn, found: Heard, letters: Sequence[str]) -> None:
    """Clear what these same words told of another letter in this message, where it names the writer."""
    here = {name for mention in turn.message.mentions if mention.group == "name" for name in named(turn, mention.value)}
    if found.sure < _SURE or found.field not in PATHS or not here >= set(letters):
        return
    words = turn.words(found.first, found.last)
    shared = Counter((split_path(c.field)[1], c.words) for c in turn.draft.changes if c.op == "set")
    for name, change in list(_written(turn, found, PATHS[found.field])):
        # "and some nephrologist from Tampa" is somebody new, whom the rules told apart
        inside = turn.message.inside(found.first, found.last, "name")  # "said "sure", fernanda yes" holds her own yes
        told_apart = any(name in named(turn, person.value) for person in inside)
        told_apart = told_apart or name in letters or turn.draft.is_unnamed(name) or _named_beside(turn, name, letters)
        # "he said yes. also I have Dr. Khalid": "he" is the one of before
        told_apart = told_apart or (name in turn.draft.before_ids and _named_later(turn, found, letters))
        told_apart = told_apart or _called_by_field(turn, found, name)
        once = shared[PATHS[found.field], change.words] == 1
        if once and not told_apart and turn.draft.words.get(change.field) == change.words:
            turn.draft.clear(change.field, words)
            if found.field == "spec":
                turn.draft.clear(letter_path(name, "writer.subspecialty"), words)


def _named_beside(turn: Turn, name: str, letters: Sequence[str]) -> bool:
    """ "Mendez and Lin are observerships": who is named in one row with those heard, and "and" is all between them."""
    people = [mention for mention in turn.message.mentions if mention.group == "name"]
    joins = turn.book.lists["between_names"]
    for left, right in pairwise(people):
        between = range(left.last, right.first)
        row = between and all(turn.text(at) in joins or turn.raw(at) in {",", "&", "+", "/"} for at in between)
        if row and name in named(turn, left.value) and set(named(turn, right.value)) & set(letters):
            return True
    return False


def _called_by_field(turn: Turn, found: Heard, name: str) -> bool:
    """ "Dr. Fahmy agreed, surgeon not yet asked": the field before the news is that of the other writer."""
    marks = turn.message.inside(max(0, found.first - 1), found.first, "specialty")
    return found.field in NEWS and any(fits(turn, name, mark) for mark in marks)


def _named_later(turn: Turn, found: Heard, letters: Sequence[str]) -> bool:
    """ "the observer was 10 weeks. And Dr Karimi has retired": who is named in a later sentence only."""
    here = next((s for s in turn.message.sentences if s.first <= found.first < s.last), None)
    people = [m for m in turn.message.mentions if m.group == "name" and set(named(turn, m.value)) & set(letters)]
    return here is not None and bool(people) and all(person.first >= here.last for person in people)


def take_home(turn: Turn, told: Sequence[Heard], heard: Sequence[Heard]) -> None:
    """Clear the country of a writer whom the rules gave the applicant's own, where more is told of oneself."""
    if any(found.field in _OF_ONESELF for found in heard):
        for found in (found for found in told if found.sure >= _SURE_OF_HOME):
            for _, change in list(_written(turn, found, "writer.country")):
                if change.words == turn.words(found.first, found.last):
                    turn.draft.clear(change.field, change.words)


def take_target(turn: Turn, told: Sequence[Heard]) -> None:
    """Give a writer back the specialty that the rules changed to one that the applicant applies to."""
    new = any(change.field == "targets" for change in turn.draft.changes)
    known = [] if new else turn.draft.get("targets") or []
    for found in (found for found in told if found.sure >= _SURE_OF_TARGET):
        for name, change in list(_written(turn, found, "writer.specialty")):
            if name in turn.draft.before_ids or change.value not in known:  # told before, it is said of the newcomer
                turn.draft.restore(change.field, change.words)


def forget_others(turn: Turn, others: Sequence[Heard]) -> None:
    """Take back what the rules read in words that are told of somebody else's case."""
    surely = [found for found in others if found.sure >= _SURE_OF_OTHERS]
    for change in list(turn.draft.changes):
        name, _ = split_path(change.field)
        if not any(_overlaps(turn, found, change.words) for found in surely):
            continue
        if change.op == "add_letter" and turn.draft.letter(str(change.value)) is not None:
            turn.draft.remove_letter(str(change.value), change.words)
        elif change.op == "set" and (name is None or turn.draft.letter(name) is not None):
            turn.draft.restore(change.field, change.words)


def drop_empty(turn: Turn) -> None:
    """Take out letters of this message of which nothing is left."""
    cleared = {split_path(change.field)[0] for change in turn.draft.changes if change.op == "clear"}
    for name, words in turn.draft.added().items():
        letter = turn.draft.letter(name) if name in cleared else None
        if letter is not None and not any(_holds(value) for key, value in letter.items() if key != "id"):
            turn.draft.remove_letter(name, words)


def is_of_other(turn: Turn, found: Heard, letters: Sequence[str]) -> bool:
    """The rules gave the news in these words to another letter: "my boss in Cairo refused" is of nobody in Boston."""
    changes = _written(turn, found, PATHS.get(found.field, ""))
    given = {name for name, change in changes if turn.draft.get(change.field) == change.value}
    if found.field not in NEWS or not set(letters) <= set(turn.draft.before_ids):
        # of those told of just now, the rules may have made two of one
        return bool(given) and given.isdisjoint(letters) and _named_later(turn, found, letters)
    return len(letters) == 1 and bool(given) and letters[0] not in given


def _written(turn: Turn, found: Heard, path: str) -> Iterator[tuple[str, Change]]:
    """The changes by which these words were written to a field of a letter."""
    for change in turn.draft.changes:
        name, field = split_path(change.field)
        if change.op == "set" and name and field == path and _overlaps(turn, found, change.words):
            yield name, change


def _overlaps(turn: Turn, found: Heard, words: str) -> bool:
    """Words that stand once in the message stand where something was heard."""
    place = place_of(turn, words)
    return place is not None and place[0] < found.last and found.first < place[1]


def _holds(value: object) -> bool:
    return any(_holds(item) for item in value.values()) if isinstance(value, dict) else value is not None
