"""Values that the rules wrote to another letter than the one that the words are heard to be said of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from assistant.casebook.heard.spans import Heard
from assistant.casebook.model import letter_path, split_path
from assistant.casebook.people import named
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
    for change in list(turn.draft.changes):
        name, path = split_path(change.field)
        if change.op != "set" or name is None or path != PATHS[found.field] or name in letters:
            continue
        if turn.draft.get(letter_path(name, "writer.name")) is None:
            continue  # "and some nephrologist from Tampa": somebody new, whom the rules told apart
        same = _overlaps(turn, found, change.words) and shared[path, change.words] == 1
        if same and turn.draft.words.get(change.field) == change.words:
            turn.draft.clear(change.field, words)
            if path == "writer.specialty":
                turn.draft.clear(letter_path(name, "writer.subspecialty"), words)


def _overlaps(turn: Turn, found: Heard, words: str) -> bool:
    """Words that stand once in the message stand where something was heard."""
    text, tokens = turn.message.text, turn.message.tokens
    start = text.find(words)
    once = start >= 0 and text.find(words, start + 1) < 0
    return once and start < tokens[found.last - 1].end and tokens[found.first].start < start + len(words)


def take_home(turn: Turn, told: Sequence[Heard], heard: Sequence[Heard]) -> None:
    """Clear the country of a writer whom the rules gave the applicant's own, where more is told of oneself."""
    if not any(found.field in _OF_ONESELF for found in heard):
        return
    for words in (turn.words(found.first, found.last) for found in told if found.sure >= _SURE_OF_HOME):
        for change in list(turn.draft.changes):
            name, path = split_path(change.field)
            once = turn.message.text.count(words) == 1
            if change.op == "set" and name and path == "writer.country" and change.words == words and once:
                turn.draft.clear(change.field, words)


def take_target(turn: Turn, told: Sequence[Heard]) -> None:
    """Give a writer back the specialty that the rules changed to one that the applicant applies to."""
    for found in (found for found in told if found.sure >= _SURE_OF_TARGET):
        for change in list(turn.draft.changes):
            name, path = split_path(change.field)
            if change.op != "set" or not name or path != "writer.specialty" or not _overlaps(turn, found, change.words):
                continue
            before = next((value for held, value in turn.draft.before if held == change.field), None)
            if before is None:
                turn.draft.clear(change.field, change.words)
            else:
                turn.draft.set(change.field, before, change.words)


def forget_others(turn: Turn, others: Sequence[Heard]) -> None:
    """Take back what the rules read in words that are told of somebody else's case."""
    surely = [found for found in others if found.sure >= _SURE_OF_OTHERS]
    for change in list(turn.draft.changes):
        if not any(_overlaps(turn, found, change.words) for found in surely):
            continue
        name, path = split_path(change.field)
        if change.op == "add_letter" and turn.draft.letter(str(change.value)) is not None:
            turn.draft.remove_letter(str(change.value), change.words)
        elif change.op == "set" and (name is None or turn.draft.letter(name) is not None):
            before = next((value for held, value in turn.draft.before if held == change.field), None)
            if before is None:
                turn.draft.clear(change.field, change.words)
            elif path != "targets" or isinstance(before, list):
                turn.draft.set(change.field, before, change.words)


def drop_empty(turn: Turn) -> None:
    """Take out letters of this message of which nothing is left."""
    fresh = {change.value: change.words for change in turn.draft.changes if change.op == "add_letter"}
    cleared = {split_path(change.field)[0] for change in turn.draft.changes if change.op == "clear"}
    for name in fresh.keys() & cleared:
        letter = turn.draft.letter(str(name))
        if letter is not None and not any(_holds(value) for key, value in letter.items() if key != "id"):
            turn.draft.remove_letter(str(name), fresh[name])


def _holds(value: object) -> bool:
    return any(_holds(item) for item in value.values()) if isinstance(value, dict) else value is not None
