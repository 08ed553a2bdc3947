"""A writer's answer in one word: "Dr Ito is ok, Dr Roy is a no, Lund still thinking"."""

from __future__ import annotations

from assistant.casebook.model import letter_path
from assistant.casebook.people import named
from assistant.casebook.reading import Mention
from assistant.casebook.statuses import is_past
from assistant.casebook.turn import Turn

_ANSWERS = {"agreed": "short_yes", "declined": "short_no", "asked": "short_doubt"}
_JOINS = frozenset({"and", "&", "but", ","})
_OF_ANOTHER = ("fact:waived", "fact:experience.", "fact:writer.", "cue:fail", "amount")  # of which "yes" may be said


def read_short_answers(turn: Turn) -> None:
    """Write the status that such words tell of letters that have none told in this message."""
    tokens = turn.message.tokens
    told = {change.field for change in turn.draft.changes if change.op == "set" and change.field.endswith("].status")}
    for sentence in turn.message.sentences:
        asks = any(tokens[at].raw == "?" for at in range(sentence.first, min(sentence.last + 1, len(tokens))))
        if asks or turn.message.has(sentence.first, sentence.last, *_OF_ANOTHER):
            continue
        for name in turn.message.inside(sentence.first, sentence.last, "name"):
            answer = _answer(turn, name)
            opens = name.first == sentence.first or turn.raw(name.first - 1) in {*_JOINS, "-", "\n"}
            if answer is None or not opens:
                continue
            for letter in _row(turn, name, sentence.first):
                path = letter_path(letter, "status")
                held = str(turn.draft.get(path) or "")
                if path not in told and not is_past(turn, held, answer[0], name.first, answer[1]):
                    turn.draft.set(path, answer[0], turn.words(name.first, answer[1]))


def _answer(turn: Turn, name: Mention) -> tuple[str, int] | None:
    """The status behind a name, where nothing else is said of it, and the token behind the word."""
    at = name.last
    told = turn.text(at) in turn.book.lists["being"] or turn.raw(at) in {":", "=", "-"}
    at += told
    for status, words in _ANSWERS.items():
        article = told and turn.text(at) == "a" and status != "asked"
        last = at + article
        while turn.text(last) in turn.book.lists[words]:
            last += 1
        alone = last == at + 1 and turn.text(at) in turn.book.lists["only_if_said"]
        plain = last > at + article and (told or not alone)
        if plain and (last >= len(turn.message.tokens) or _ends(turn, last)):
            return status, last
    return None


def _ends(turn: Turn, at: int) -> bool:
    """The piece ends: a sign, or "and" before another name."""
    closes = turn.message.tokens[at].kind == "sign" and turn.raw(at) not in {"-", "/", "?", ":", "("}
    return closes or (turn.text(at) in {"and", "but"} and turn.message.has(at + 1, at + 2, "name"))


def _row(turn: Turn, name: Mention, first: int) -> list[str]:
    """The letter of a name, and of those that "and" joins to it: "Ito and Roy are ok"."""
    before = [m for m in turn.message.inside(first, name.first, "name") if turn.text(m.last) in {"and", "n"}]
    joined = [m for m in before if m.last + 1 == name.first]
    held = [named(turn, m.value) for m in (*joined, name)]
    return [one[0] for one in held] if all(len(one) == 1 for one in held) else []
