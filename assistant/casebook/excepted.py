"""Who is named behind "except": "I asked nobody except Stone", "all agreed but Lee"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from assistant.casebook.model import letter_path
from assistant.casebook.people import named
from assistant.casebook.reading import Mention
from assistant.casebook.text import Sentence
from assistant.casebook.turn import Turn

_ASKING = frozenset({"idea", "asked"})
_UNASKED = frozenset({None, "idea", "asked"})


def read_exceptions(turn: Turn) -> None:
    """Write what is said of all letters but some, and of these: "I asked nobody except Stone" tells that Stone was.

    That somebody did not agree yet is no refusal: of those nothing is written.
    """
    for sentence in turn.message.sentences:
        at = _exception(turn, sentence) if sentence.mark != "?" else None
        names, end = _row(turn, at + 1, sentence.last) if at is not None else ([], 0)
        meant = [letter for mention in names for letter in named(turn, mention.value)]
        facts = [
            m for m in turn.free(sentence.first, sentence.last, "fact:status", "fact:waived")
            if at is not None and not at < m.first < end
        ]  # fmt: skip
        everybody, nobody = (_among(turn, sentence, group) for group in ("everybody", "nobody"))
        of_those = at is not None and turn.text(at + 1) in turn.book.lists["those_told"]
        if of_those and facts and (everybody or nobody):
            turn.used.update(facts)  # "I asked nobody except these": those who are told of already
            turn.apart.append((sentence.first, sentence.last))
        if not meant or everybody is nobody:
            continue
        turn.apart.append((sentence.first, max([end, *(m.last for m in facts)])))  # "all are in the US except Lee"
        if len(facts) != 1:
            continue
        if everybody:
            _write_all_but(turn, meant, facts[0])
        elif facts[0].group == "fact:status":
            _write_none_but(turn, meant, facts[0])
        turn.used.update([*names, *facts])


def _write_all_but(turn: Turn, meant: list[str], fact: Mention) -> None:
    """ "all agreed except Stone": of Stone it is not said; one who was not asked is an idea still."""
    others = [name for name in turn.draft.ids() if name not in meant]
    _write(turn, others, fact, fact.value)
    if fact.value == "asked":
        _write(turn, (n for n in meant if turn.draft.get(letter_path(n, "status")) in _UNASKED), fact, "idea")


def _write_none_but(turn: Turn, meant: list[str], fact: Mention) -> None:
    """ "nobody agreed except Stone": Stone did; that the others were not asked is known, where asking is spoken of."""
    asking = fact.value in _ASKING
    _write(turn, meant, fact, "asked" if asking else fact.value)
    others = [name for name in turn.draft.ids() if asking and name not in meant]
    _write(turn, (n for n in others if turn.draft.get(letter_path(n, "status")) in _UNASKED), fact, "idea")


def _write(turn: Turn, letters: Iterable[str], fact: Mention, value: Any) -> None:
    for letter in list(letters):
        turn.draft.set(letter_path(letter, fact.group.removeprefix("fact:")), value, turn.said(fact))


def _among(turn: Turn, sentence: Sentence, kind: str) -> bool:
    """Whether "nobody" or "everybody" is said; "no one" is two words."""
    words = turn.book.lists[kind]
    pairs = (f"{turn.text(at)} {turn.text(at + 1)}" for at in range(sentence.first, sentence.last - 1))
    return any(turn.text(at) in words for at in range(sentence.first, sentence.last)) or any(p in words for p in pairs)


def _exception(turn: Turn, sentence: Sentence) -> int | None:
    """The word that excepts somebody; "but" does so right behind "nobody" and "all", and where only names follow."""
    for at in range(sentence.first, sentence.last):
        before = {turn.text(at - 1), f"{turn.text(at - 2)} {turn.text(at - 1)}"}
        whole = not before.isdisjoint(turn.book.lists["nobody"] | turn.book.lists["everybody"])
        whole = whole or _row(turn, at + 1, sentence.last)[1] == sentence.last
        if turn.text(at) in turn.book.lists["excepting"] or (turn.text(at) == "but" and whole):
            return at
    return None


def _row(turn: Turn, at: int, last: int) -> tuple[list[Mention], int]:
    """The names that stand side by side from a token on, and the token behind them."""
    names: list[Mention] = []
    joins = turn.book.lists["between_names"]
    while at < last:
        name = next(turn.message.at(at, "name"), None)
        if name is None and turn.raw(at) not in {",", "&", "+", "/"} and turn.text(at) not in joins:
            break
        names += [name] if name is not None else []
        at = name.last if name is not None else at + 1
    return names, at
