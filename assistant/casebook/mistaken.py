"""What was said by mistake: "Russo was hands on, I called it observing by mistake", "by mistake I said Cleveland"."""

from __future__ import annotations

from itertools import pairwise

from assistant.casebook.people import named
from assistant.casebook.text import Sentence
from assistant.casebook.turn import Turn

_THEY = frozenset({"he", "she", "they"})
_NEAR = 3  # tokens between the subject, the verb and "by mistake"


def set_apart_mistakes(turn: Turn) -> None:
    """What is said to have been a mistake is not told; the message is about the case all the same."""
    for sentence in turn.message.sentences:
        verb = _stating(turn, sentence)
        if verb is None or not _is_mistaken(turn, sentence, verb):
            continue
        end = next((at for at in range(verb, sentence.last) if turn.raw(at) in {",", ";", "("}), sentence.last)
        told = [m for m in turn.message.inside(verb, end) if m.group != "name"]
        if not told:
            continue
        turn.used.update(told)
        turn.apart.append((verb, end))
        known = any(named(turn, m.value) for m in turn.message.inside(sentence.first, sentence.last, "name"))
        turn.draft.told = turn.draft.told or known


def _stating(turn: Turn, sentence: Sentence) -> int | None:
    """ "I said", "I have written", "he called": the verb of saying."""
    for at in range(sentence.first + 1, sentence.last):
        if turn.text(at) in turn.book.lists["mistaken_verbs"]:
            before = {turn.text(place) for place in range(max(sentence.first, at - _NEAR), at)}
            if before & (turn.book.lists["oneself"] | _THEY):
                return at
    return None


def _is_mistaken(turn: Turn, sentence: Sentence, verb: int) -> bool:
    """ "by mistake" before or behind the words that were said, in their own piece of the sentence."""
    first = next((at for at in range(verb, sentence.first, -1) if turn.raw(at - 1) in {",", ";"}), sentence.first)
    end = next((at for at in range(verb, sentence.last) if turn.raw(at) in {",", ";"}), sentence.last)
    words = [turn.text(at) for at in range(first, end)]
    by = any(one in {"by", "in"} and other in turn.book.lists["mistakes"] for one, other in pairwise(words))
    return by or not turn.book.lists["wrongly"].isdisjoint(words)
