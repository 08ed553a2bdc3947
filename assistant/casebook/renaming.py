"""A writer's name put right by words around it: "his name is Dr. Wen, I wrote Liu", "change Dr. Liu to Dr. Wen"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from assistant.casebook.lexicon import read_lexicon
from assistant.casebook.model import letter_path
from assistant.casebook.people import is_misspelt, named
from assistant.casebook.reading import Mention
from assistant.casebook.respelling import is_family_name, is_nearly, is_no_doctor, nearly_held, put_right
from assistant.casebook.stance import Clause
from assistant.casebook.surnames import given_names
from assistant.casebook.talk import Talk
from assistant.casebook.text import fold
from assistant.casebook.turn import Turn
from assistant.casebook.writer_name import WriterName

_MOST_WORDS = 30  # of a message that is about a name
_OWN_MAIL = re.compile(
    r"\b(?:i|have|already) sent\b[^.!?]*\be?-?mail|\bin my (?:last |first )?(?:e-?mail|mail|request|message)",
    re.IGNORECASE,
)
_SLIP = re.compile(r"\b(?:wrong|mistake|accident|accidentally|typo|misspelled|misspelt|called)\b", re.IGNORECASE)
_PLACES = ("country", "specialty", "role")
_PARTS = ("fill", "wrote", "surely", "tail", "letters", "polite")  # <tail> holds <letters>
_OLD, _NEW = "<old>", "<new>"


def read_renaming(turn: Turn, talk: Talk) -> None:
    """Rename the letter whose name the message puts right; the words that say so are read as nothing else."""
    tokens = turn.message.tokens
    if not turn.draft.ids() or len(tokens) > _MOST_WORDS or any(token.raw == "?" for token in tokens):
        return
    people = list(turn.message.inside(0, len(tokens), "name"))
    if _is_of_own_mail(turn):
        turn.used.update(mention for mention in people if not named(turn, mention.value))
        turn.draft.told = True
        return
    held = {letter for mention in people for letter in named(turn, mention.value)}
    spoken = held.pop() if len(held) == 1 else talk.current[0] if not held and len(talk.current) == 1 else None
    for name, first, last in _candidates(turn, people):
        wrong = _whose(turn, name, spoken, people)
        near = wrong is not None and is_nearly(turn, wrong, name)
        place = _says(turn, people, (first, last), near=near)
        if wrong is None or place is None or wrong not in turn.draft.before_ids or is_no_doctor(turn, wrong, name):
            continue
        _rename(turn, talk, wrong, name, place)
        return


def _whose(turn: Turn, name: WriterName, spoken: str | None, people: list[Mention]) -> str | None:
    """The letter spoken of; "he is Hansen with e" names Hanson, though the last question was of another writer."""
    close = nearly_held(turn, name)
    named_here = any(named(turn, mention.value) for mention in people)
    other = spoken is not None and close is not None and not named_here and not is_nearly(turn, spoken, name)
    return close if other or spoken is None else spoken


def _is_of_own_mail(turn: Turn) -> bool:
    """ "i sent the mail with wrong name, i wrote Dr. Amy": a slip in what went out, while the name here is right."""
    text = turn.message.text
    return _OWN_MAIL.search(text) is not None and _SLIP.search(text) is not None


def _rename(turn: Turn, talk: Talk, wrong: str, name: WriterName, place: tuple[int, int]) -> None:
    words = turn.words(*place)
    spelt = not name.given and is_nearly(turn, wrong, name)  # "typo, Beemer" of Todd Beamer
    family = spelt or is_family_name(turn, Clause(0, len(turn.message.tokens), 0))
    letter = put_right(turn, wrong, name, words, family_only=family)
    turn.used.update(turn.message.inside(*place, "name"))
    turn.clauses = [rest for clause in turn.clauses for rest in _without(clause, place)]
    talk.current, talk.fresh = [letter], True


def _candidates(turn: Turn, people: list[Mention]) -> Iterator[tuple[WriterName, int, int]]:
    """The names that no letter has: said as such, or a word with a capital inside the sentence, or nearly a name."""
    for mention in people:
        if is_misspelt(turn, mention.value) or not named(turn, mention.value):
            yield _in_full(mention.value, people), mention.first, mention.last
    taken = {at for mention in people for at in range(mention.first, mention.last)}
    for at, token in enumerate(turn.message.tokens):
        plain = at and token.kind == "word" and token.capital and len(token.text) > 1
        known = token.text in turn.book.stop or at in taken or turn.message.has(at, at + 1, *_PLACES)
        name = WriterName("", "", token.raw if token.capital else token.raw.capitalize())
        near = nearly_held(turn, name) if token.kind == "word" and token.text not in turn.book.words else None
        given = _given_before(turn, near, at) if near is not None else ""
        if (plain or near is not None) and not known:
            yield replace(name, given=given), at - bool(given), at + 1


def _in_full(name: WriterName, people: list[Mention]) -> WriterName:
    """The "Michael" of "it is Dr. Brannan with a, Michael Brannan"."""
    whole = (m.value for m in people if m.value.given and fold(m.value.surname) == fold(name.surname))
    return name if name.given else replace(name, given=next(whole, name).given)


def _given_before(turn: Turn, letter: str, at: int) -> str:
    """The "Helen" of "It's Helen Choi with i", after Helen Cho."""
    held = str(turn.draft.get(letter_path(letter, "writer.name")))
    return next((name for name in given_names(held) if fold(name) == turn.text(at - 1)), "")


def _says(turn: Turn, people: list[Mention], new: tuple[int, int], *, near: bool) -> tuple[int, int] | None:
    """First and last (exclusive) tokens of the words that put a name right. `near`: the new one is nearly the old."""
    words, starts, at = list[str](), list[int](), 0
    while at < len(turn.message.tokens):
        old = next((m for m in people if m.first == at and m.first != new[0] and _is_held(turn, m)), None)
        token = turn.message.tokens[at]
        if at == new[0] or old is not None:
            words.append(_OLD if old is not None else _NEW)
            starts.append(at)
            at = old.last if old is not None else new[1]
            continue
        if token.kind != "sign":
            words.append(token.text)
            starts.append(at)
        at += 1
    text = " ".join(words)
    for found in (match for way in _ways(near=near) for match in way.finditer(text)):
        first, last = (len(text[:end].split()) for end in found.span())
        ends = starts[last] if last < len(starts) else len(turn.message.tokens)
        if ends == len(turn.message.tokens) or turn.message.tokens[ends - 1].kind == "sign":
            return starts[first], ends
    return None


def _is_held(turn: Turn, person: Mention) -> bool:
    return bool(named(turn, person.value)) and not is_misspelt(turn, person.value)


def _without(clause: Clause, place: tuple[int, int]) -> list[Clause]:
    """What is left of a clause before and behind some of its tokens."""
    first, last = place
    if clause.last <= first or clause.first >= last:
        return [clause]
    ends = ((clause.first, first), (last, clause.last))
    return [Clause(start, end, clause.sentence) for start, end in ends if start < end]


@lru_cache(maxsize=2)
def _ways(*, near: bool) -> tuple[re.Pattern[str], ...]:
    book = read_lexicon("renaming")
    ways = [*book["ways"], *book["nearly"]] if near else book["ways"]
    for part in _PARTS:
        ways = [way.replace(f"<{part}>", str(book[part])) for way in ways]
    return tuple(re.compile(way) for way in ways)
