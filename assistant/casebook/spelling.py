"""Misspelt and shortened words put right: "cardiolgist", "agred", "frm"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA

from assistant.casebook.lexicon import Lexicon
from assistant.casebook.text import Token

_DRAWN_OUT = re.compile(r"(.)\1{2,}")
_LONG_ENOUGH, _VERY_LONG = 6, 9
_LEAST_DOING = 4  # letters of "doing" that no shorter word with its ending has


def corrected(text: str, book: Lexicon, *, places: bool = True) -> str:
    """The known word that a misspelt folded word stands for, or the word itself.

    `places` False leaves the names of places out, which family names are often near to.
    """
    plain = _DRAWN_OUT.sub(r"\1", text)  # "yesss"
    if plain != text and plain in book.words and text not in book.words:
        return plain
    if text in book.spellings:
        return book.spellings[text]
    if text in book.words or text in book.stop or len(text) < _LONG_ENOUGH - 1:
        return text
    known = (book.correctable if places else book.meanings).get(text[0], ())
    return _nearest(text, tuple(known) if len(text) >= _LONG_ENOUGH else tuple(book.verbs.get(text[0], ())))


@lru_cache(maxsize=4096)
def _nearest(text: str, known: tuple[str, ...]) -> str:
    most = 1 if len(text) < _VERY_LONG else 2
    best, distance = text, most + 1
    for word in known:
        if abs(len(word) - len(text)) <= most:
            apart = OSA.distance(text, word, score_cutoff=most)
            # a plural or another form of a longer unknown word is no misspelling
            if apart < distance and not (word.startswith(text) or text.startswith(word)):
                best, distance = word, apart
    return best


def _greets(token: Token, book: Lexicon) -> bool:
    """ "hi", ",": what may stand before "im dr sana" as a talk opens."""
    return token.kind == "sign" or token.text in book.lists["greeting_words"]


def is_i_am(tokens: Sequence[Token], index: int, book: Lexicon, *, shouting: bool) -> bool:
    """ "im" is "I am" and no internal medicine: "im dr sana, pakistani"."""
    token = tokens[index]
    if "'" in token.raw or "’" in token.raw:
        return True
    if token.raw == "IM" and not shouting:
        return False
    follower = tokens[index + 1].text if index + 1 < len(tokens) else ""
    if follower in book.lists["short_titles"] and all(_greets(tokens[at], book) for at in range(index)):
        return True  # "im dr sana, pakistani", "hi, im dr Ayesha Siddiqui"
    people = any(e.group == "country" and e.value[2] == "people" for e in book.phrases.meaning([follower]))
    if people and not (index and tokens[index - 1].text in book.lists["before_im_the_field"]):
        return True
    before = tokens[index - 1] if index else None
    doing = follower.endswith("ing") and len(follower) > _LEAST_DOING and follower not in book.lists["behind_im"]
    if doing and not (before is not None and before.text in book.lists["before_im_the_field"]):
        return True  # "she already knows im applying"
    opens = before is None or before.kind == "sign" or before.text in book.lists["before_i_am"]
    return follower in book.cues["im_follow"] and (opens or token.raw == "Im")
