"""What is taken out beside other things that are told: "Dr Lee agreed, drop Hayes", "delete Hayes and add Dr Kim"."""

from __future__ import annotations

from itertools import pairwise

from assistant.casebook.reading import Mention
from assistant.casebook.stance import Clause
from assistant.casebook.turn import Turn

_NAMED_WITHIN = 4  # words from a verb on in which somebody is named
_NEAR = 3  # words between "and" and the verb that adds somebody


def removals_apart(turn: Turn, clause: Clause) -> list[Clause]:
    """The pieces of a clause of which one drops somebody, each a clause of its own; else the clause itself."""
    cuts = [(at, at + 1) for at in range(clause.first, clause.last) if turn.raw(at) == ","]
    cuts += [cut for at in range(clause.first + 1, clause.last) if (cut := _between_orders(turn, clause, at))]
    edges = [(clause.first, clause.first), *sorted(cuts), (clause.last, clause.last)]
    pieces = [Clause(start, end, clause.sentence) for (_, start), (end, _) in pairwise(edges)]
    drops = [_drops(turn, piece) for piece in pieces]
    if not cuts or not any(drops):
        return [clause]
    found: list[tuple[Clause, bool]] = []
    for piece, drop in zip(pieces, drops, strict=True):
        if found and not drop and not found[-1][1]:
            found[-1] = (Clause(found[-1][0].first, piece.last, piece.sentence), False)
        else:
            found.append((piece, drop))
    return [piece for piece, _ in found if piece.first < piece.last]


def _drops(turn: Turn, piece: Clause) -> bool:
    """ "drop Hayes", "i want to remove Hayes", "delete him": the verb opens the piece, and somebody is meant."""
    verb = next(turn.message.inside(piece.first, piece.last, "cue:remove"), None)
    if verb is not None and turn.text(verb.last) in turn.book.lists["what_was_said"]:
        return False  # "scratch that about Hayes, it was 5 weeks": what was said of Hayes
    if verb is None:
        return False
    if not _means_him(turn, piece, verb) and not turn.message.has(piece.first, piece.last, "name"):
        return False
    before = {turn.text(at) for at in range(piece.first, verb.first)}
    return verb.first - piece.first <= 1 or before <= turn.book.lists["before_orders"]


def _means_him(turn: Turn, piece: Clause, verb: Mention) -> bool:
    """ "so delete him": of the one spoken of before; in "I do not use Lee, delete him" it is the same order again."""
    first = turn.message.sentences[piece.sentence].first
    again = turn.message.has(first, verb.first, "name", "cue:remove")
    return turn.text(verb.last) in {"him", "her"} and verb.last + 1 == piece.last and not again


def _between_orders(turn: Turn, clause: Clause, at: int) -> tuple[int, int] | None:
    """Where one who is dropped ends and one who is added begins, in either order: "delete Lee and please add Roy"."""
    adds = turn.book.lists["adding_verbs"]
    joins = turn.text(at) in turn.book.lists["joins_deeds"] or turn.raw(at) == "&"
    near = range(at, min(at + 1 + _NEAR * joins, clause.last))
    verb = next((i for i in near if turn.text(i) in adds), None)
    cut = (at, at + joins)
    if verb is not None and turn.message.has(at, verb, "name"):
        return None  # "drop Stone and Lee and add Roy": the second "and" is meant
    if verb is not None and turn.message.has(verb, verb + 1 + _NAMED_WITHIN, "name"):
        named = turn.message.has(clause.first, at, "name")
        return cut if named and turn.message.has(clause.first, at, "cue:remove") else None
    added = any(turn.text(i) in adds for i in range(clause.first, at))
    return cut if joins and added and turn.message.has(at, at + _NAMED_WITHIN, "cue:remove") else None
