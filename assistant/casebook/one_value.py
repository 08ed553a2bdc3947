"""One value that is taken out of a letter, which itself stays: "drop Whitaker's date", "delete his weeks"."""

from __future__ import annotations

from assistant.casebook.model import letter_path
from assistant.casebook.not_removed import denied_from
from assistant.casebook.people import named
from assistant.casebook.reading import Mention
from assistant.casebook.stance import Clause
from assistant.casebook.talk import Talk
from assistant.casebook.turn import Turn

_START, _END = "experience.start", "experience.end"


def drop_value(turn: Turn, clause: Clause, talk: Talk) -> bool:
    """ "Take away the end date of Whitaker": that value goes, or waits for the one that is told beside it."""
    for cue in turn.message.inside(clause.first, clause.last, "cue:remove", "cue:clear"):
        found = _value_behind(turn, cue, clause.last)
        if found is None or denied_from(turn, clause, cue) is not None:
            continue
        paths, noun = found
        letters = _whose(turn, Clause(cue.first, noun, clause.sentence), clause.last, talk)
        if letters is None:
            continue  # somebody who is not known: no other letter is touched
        turn.draft.told = True
        turn.apart.append((cue.first, noun))  # the learned reading hears the letter go
        if len(letters) > 1:
            words = turn.words(cue.first, noun)
            turn.draft.ask(letter_path("", paths[0]), "which_letter", words, tuple(letters))
        else:
            talk.current, talk.fresh = letters, True
            _clear(turn, letters[0], paths, turn.words(cue.first, noun))
        return True
    return False


def _value_behind(turn: Turn, verb: Mention, last: int) -> tuple[list[str], int] | None:
    """The fields that the object of a verb names, and where it ends; None where it is no value of a letter."""
    described = set[str]()
    at, given = verb.last, turn.book.lists["before_dropped_value"]
    while at < last:
        person = next(turn.message.at(at, "name"), None)
        if person is not None:
            at = person.last
        elif turn.text(at) in turn.book.names["value_fields"] and turn.message.tokens[at].kind == "word":
            return _ends(turn, at, last, described)
        elif turn.text(at) in given or turn.number_at(at) is not None:
            described.add(turn.text(at))
            at += 1
        else:
            return None
    return None


def _ends(turn: Turn, at: int, last: int, described: set[str]) -> tuple[list[str], int] | None:
    """ "his end date": the fields; None where the noun only describes another, as in "the 4 weeks observership"."""
    behind = at + 1
    followed = behind < last and turn.message.tokens[behind].kind == "word"
    if followed and turn.text(behind) not in turn.book.lists["behind_dropped_value"]:
        return None
    field = str(turn.book.names["value_fields"][turn.text(at)])
    if field != "date":
        return [field], behind
    if described & {"start", "starting", "begin", "beginning", "first"}:
        return [_START], behind
    return [_END] if described & {"end", "ending", "last", "final", "finish"} else [_START, _END], behind


def _whose(turn: Turn, said: Clause, last: int, talk: Talk) -> list[str] | None:
    """The letters that the value may be of; None where somebody is named of whom nothing is known."""
    name = next(turn.message.inside(said.first, last, "name"), None)
    if name is not None:
        turn.used.add(name)
        return named(turn, name.value) or None
    if len(talk.current) == 1:
        return list(talk.current)
    return turn.draft.ids() or None


def _clear(turn: Turn, letter: str, paths: list[str], words: str) -> None:
    """Make the values unknown; of two days one that is told anew in this message is left to be replaced."""
    told_anew = len(paths) > 1 and any(True for _ in turn.free(0, len(turn.message.tokens), "date"))
    for path in paths:
        if not told_anew:
            turn.draft.clear(letter_path(letter, path), words)
