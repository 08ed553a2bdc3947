"""Removals that were never ordered: "I did not say to remove Whitaker!!", "dont drop him", "put Whitaker back"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from assistant.casebook.draft import Draft
from assistant.casebook.model import letter_path
from assistant.casebook.people import known_surnames
from assistant.casebook.reading import Mention
from assistant.casebook.stance import Clause
from assistant.casebook.text import tokenize
from assistant.casebook.turn import Turn

_NEAREST = 5  # words between "for" and the programs meant, and one
_FARTHEST = 6  # words between "not" and the verb that it denies
_NOT_ORDERED = re.compile(
    r"\b(?:not|never|dont|didnt|why)(?: (?:did|do|have|has|you|i|me|to|say|said|saying|tell"
    r"|told|ask|asked|mean|meant|want|wanted|please))* (?:remov\w+|delet\w+|drop\w*|eras\w+|take out|took out)\b"
    r"|\b(?:put|bring|brought|get|give|add|take|want)\b[^.!?\n]{0,40} back\b|\brestore\b|\bundo\b"
)


def put_back_removed(draft: Draft, text: str) -> None:
    """ "I did not say to remove Whitaker": a letter that the last removal took out comes back as it was."""
    tokens = tokenize(text) if draft.removed else []
    found = _NOT_ORDERED.search(" ".join(token.text for token in tokens))
    if found is None:
        return
    words = {token.text for token in tokens}
    named = [letter for letter in draft.removed if known_surnames([letter]) & words]
    for letter in named or (draft.removed if len(draft.removed) == 1 and _is_plain(text) else []):
        _restore(draft, letter, found.group())
    draft.removed = []


def denied_from(turn: Turn, clause: Clause, verb: Mention) -> int | None:
    """Where "I did not say to drop his date", "dont forget the date", "I forget the date" begin; None for an order."""
    if turn.text(verb.first) == "forget" and turn.text(verb.first - 1) in turn.book.lists["before_lapse"]:
        return verb.first
    weighed = verb.first - 1 - (turn.text(verb.first - 1) in turn.book.lists["before_thought"])
    if turn.text(weighed) == "or" and not turn.message.has(clause.first, weighed, "cue:remove"):
        return weighed  # "keep waiting or forget him?"
    for at in range(verb.first - 1, max(clause.first, verb.first - _FARTHEST) - 1, -1):
        if turn.text(at) in turn.book.lists["denies_order"]:
            return at if turn.text(at - 1) != "why" else None  # "why not drop him"
        if turn.text(at) not in turn.book.lists["before_denied_order"]:
            break
    return thought_of(turn, clause.first, verb.first)


def thought_of(turn: Turn, first: int, verb: int) -> int | None:
    """ "I should drop Nwosu", "they told me to drop him": what others say, or the person weighs, is no order yet."""
    lists, at = turn.book.lists, verb - 1
    if (weighed := _weighed_from(turn, first, verb)) is not None:
        return weighed
    if _for_some_programs(turn, verb):
        return verb
    while at > first and turn.text(at) in lists["before_thought"]:
        at -= 1
    if turn.text(at) in lists["weighs"] and turn.text(at - 1) in lists["who_weighs"]:
        return at
    near = range(at, max(first, at - _FARTHEST) - 1, -1)
    said = next((i for i in near if turn.text(i) in lists["reports"]), None)
    if said is None or turn.text(at) not in lists["weighs"] | lists["reports"]:
        return None
    own = any(turn.text(i) in lists["oneself"] for i in range(max(first, said - 2), said))
    return None if own else at


def _weighed_from(turn: Turn, first: int, verb: int) -> int | None:
    """ "i think to remove Boyd, what you say?", "maybe drop Wu? not sure": from where on somebody is in doubt."""
    sentence = next((s for s in turn.message.sentences if s.first <= verb < s.last), None)
    first = max(first, sentence.first if sentence else 0)
    return next((at for at in range(first, verb) if turn.text(at) in turn.book.lists["in_doubt"]), None)


def _for_some_programs(turn: Turn, verb: int) -> bool:
    """ "leave out Boyd for the cards programs": the set of some programs is chosen, nobody leaves the case."""
    end = next((s.last for s in turn.message.sentences if s.first <= verb < s.last), verb)
    targets = (at for at in range(verb, end) if turn.text(at) in turn.book.lists["of_some_programs"])
    return any(turn.text(at - near) == "for" for at in targets for near in range(1, _NEAREST))


def is_weighed(turn: Turn, first: int) -> bool:
    """ "I should drop Nwosu", "without him, who else could I ask": nobody is taken out by the words from a token on."""
    without = "without" in {turn.text(first), turn.text(first - 1)}
    return without or thought_of(turn, 0, first) is not None


def _is_plain(text: str) -> bool:
    """ "Undo", "bring him back please": an order of few words, which names nobody."""
    return len(text.split()) <= _FARTHEST


def _restore(draft: Draft, letter: Mapping[str, Any], words: str) -> None:
    name = draft.add_letter(str(letter["id"]), words)
    if name is not None:
        draft.focus = name
        for path, value in _leaves(letter):
            draft.set(letter_path(name, path), value, words)


def _leaves(held: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """The values of a letter with their paths."""
    for key, value in held.items():
        if isinstance(value, dict):
            yield from _leaves(value, f"{before}{key}.")
        elif before or key != "id":
            yield f"{before}{key}", value
