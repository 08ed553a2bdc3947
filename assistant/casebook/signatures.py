"""What the applicant signs with: "my signature name is Amina Rahman", "I sign as A. Rahman"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from assistant.casebook.lexicon import Lexicon, read_lexicon
from assistant.casebook.surnames import family_name
from assistant.casebook.text import Token, fold, token_range

if TYPE_CHECKING:
    from assistant.casebook.turn import Turn

_ASKS = re.compile(r"[^.!\n]*\?")


def signed(text: str, tokens: Sequence[Token], book: Lexicon) -> dict[int, int]:
    """First and last (exclusive) tokens of the name, with its title, that a message signs with: no writer's."""
    for way in _ways():
        found = way.search(text)
        if found is None or _ASKS.match(text, found.end()):
            continue  # "can I sign as Dr. Lee?"
        first, last = token_range(tokens, *found.span("whole"))
        small = [token.text for token in tokens[first:last] if token.raw.islower()]
        plain = all(word not in book.words and word not in book.stop for word in small if word not in book.given_names)
        return {first: last} if last > first and (plain or not found["name"].islower()) else {}
    return {}


def read_signature(turn: Turn) -> None:
    """The applicant's name from what they sign with; a fuller one that is held stays."""
    for start, last in signed(turn.message.text, turn.message.tokens, turn.book).items():
        first = next(at for at in range(start, last) if turn.text(at) not in turn.book.titles and turn.raw(at) != ".")
        said, held = turn.words(first, last), turn.draft.get("name")
        turn.draft.told = True
        turn.apart.append((start, last))
        if not (isinstance(held, str) and _is_short_for(said, held)):
            turn.draft.set("name", said if any(c.isupper() for c in said) else said.title(), said)


def _is_short_for(said: str, held: str) -> bool:
    """ "A. Rahman" and "Amina" for Amina Rahman."""
    words, names = ([fold(part) for part in name.replace(".", " ").split()] for name in (said, held))
    alike = all(any(name.startswith(word) for name in names) for word in words)
    whole = len(words) == 1 or fold(family_name(said)) == fold(family_name(held))
    return alike and whole and len(said) <= len(held)


@lru_cache(maxsize=1)
def _ways() -> tuple[re.Pattern[str], ...]:
    book: dict[str, Any] = read_lexicon("signature")
    return tuple(re.compile(way.replace("<name>", book["name"]), re.IGNORECASE) for way in book["ways"])
