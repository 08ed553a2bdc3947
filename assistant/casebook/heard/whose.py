"""Whose words some words are, learned from marked tellings: of the writer named before them, of the one named after
them, of all who were told, or of the letter that the talk was about before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.casebook.heard.crf import Labeller
from assistant.casebook.text import Token
from assistant.places import data_root

MODEL = Path("knowledge") / "lexicon" / "whose.crfsuite"
# Words that point at a writer tell nothing themselves: of one told before, a new one, or several new ones.
POINTER, NEWCOMER, NEWCOMERS = "pointer", "newcomer", "newcomers"
# Of the writer pointed at before, or after; of all; of a letter of the talk; of a new one, or of that one again.
BEFORE, AFTER, ALL, TALK, NEW, SAME = "before", "after", "all", "talk", "new", "same"
POINTERS = frozenset({"name", "ref"})
_FAR = (0, 1, 2, 3, 5, 8, 12, 20)
_ENDS = frozenset({".", "!", "?", ";", "\n"})
_LINKS = frozenset({"with", "w", "by", "under", "from", "of", "at", "and", "n", "but", "also", "for", "to", "in"})


@dataclass(frozen=True, slots=True)
class Told:
    """Words of a telling at tokens `first` to `last` (exclusive): a `field`, or words that point at a writer."""

    field: str
    value: str
    first: int
    last: int

    @property
    def points(self) -> bool:
        """A name, or other words for a writer."""
        return self.field in POINTERS


@lru_cache(maxsize=1)
def load_owners() -> Labeller:
    """The project's model, loaded once."""
    return Labeller(data_root() / MODEL)


def told_features(tokens: Sequence[Token], told: Sequence[Told], *, talked: bool) -> list[list[str]]:
    """For each thing told what decides whose it is. `talked`: letters were told before this message."""
    return [_features(tokens, told, place, talked=talked) for place in range(len(told))]


def _features(tokens: Sequence[Token], told: Sequence[Told], place: int, *, talked: bool) -> list[str]:
    here = told[place]
    before = next((t for t in reversed(told[:place]) if t.points), None)
    after = next((t for t in told[place + 1 :] if t.points), None)
    row = ["bias", f"f={here.field}", f"v={here.field}={here.value}", f"talked={talked}"]
    row += [f"w={tokens[at].text}" for at in range(here.first, here.last)]
    row += [f"p{back}={tokens[here.first - back].text}" for back in (1, 2) if here.first >= back]
    row += _side("b", tokens, before, before.last if before else 0, here.first)
    row += _side("a", tokens, after, here.last, after.first if after else len(tokens))
    since = told.index(before) + 1 if before else 0
    same = [t.field for t in told[since:place]]
    if here.field == "name":
        row.append(f"named={_is_named(tokens, here, told[:place])}")
    row.append(f"again={here.field in same}")
    row.append(f"first={not any(t.points for t in told)}")
    row.append(f"previous={told[place - 1].field if place else '-'}")
    row.append(f"following={told[place + 1].field if place + 1 < len(told) else '-'}")
    row.append(f"both={bool(before)}{bool(after)}")
    row.append(f"nobody={not talked and not told[:place]}")
    row.append(f"nobody={not talked and not before}")
    return row


def _side(name: str, tokens: Sequence[Token], pointer: Told | None, first: int, last: int) -> list[str]:
    if pointer is None:
        return [f"{name}:none"]
    between = [tokens[at] for at in range(first, last)]
    far = sum(len(between) > step for step in _FAR)
    row = [f"{name}:{pointer.field}", f"{name}:far={far}"]
    row.append(f"{name}:ends={sum(token.raw in _ENDS for token in between)}")
    row.append(f"{name}:commas={min(3, sum(token.raw == ',' for token in between))}")
    row += [f"{name}:has={token.text}" for token in between if token.text in _LINKS]
    if between:
        row.append(f"{name}:next={between[0].text}" if name == "a" else f"{name}:last={between[-1].text}")
        row.append(f"{name}:edge={between[-1].text}" if name == "a" else f"{name}:begin={between[0].text}")
    return row


def _is_named(tokens: Sequence[Token], here: Told, told: Sequence[Told]) -> bool:
    """A word of the name stands in a name before it."""
    words = {tokens[at].text for item in told if item.field == "name" for at in range(item.first, item.last)}
    return tokens[here.last - 1].text in words
