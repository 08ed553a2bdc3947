"""Other words for some of the text that is there: "not the word rotation, say elective", "instead of kind regards put
best wishes". What the case holds otherwise, and the words that shield from a weak letter, stay as they are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from assistant.agent.builtin.draft_changes import revision_of
from assistant.agent.builtin.draft_cues import Clauses, raw_pattern, raw_patterns, read_clauses
from assistant.agent.builtin.draft_letter import letter_of, writers_names
from assistant.agent.builtin.draft_mention import kept_out
from assistant.agent.builtin.draft_out import WITHOUT
from assistant.agent.builtin.draft_told import Before
from assistant.agent.builtin.draft_true import against_case
from assistant.agent.builtin.draft_wish import EMAIL, Wish
from assistant.agent.texts import email_of
from assistant.casebook import CaseUpdate
from assistant.domain.vocabulary import find_specialty
from assistant.drafting.instead import BECOMES, stands_in
from assistant.errors import InputError

INSTEAD = "instead"
_ARTICLE = re.compile(r"^(?:the|an?|my|our|this|that)\s+", re.IGNORECASE)
_STATED = re.compile(r"(?:that )?(?:i|we|he|she|you|they|it)\b", re.IGNORECASE)
_LEFT_TO_OTHERS = re.compile(  # a day, a title, and the words without which a request is none
    r"\d|\b(?:january|february|march|april|june|july|august|september|october|november|december)\b|^(?:dr|prof|professor|doctor|mr|mrs|ms)\.?$"
    r"|\btell me\b|\bunderstand\b|\bwaive\b",
    re.IGNORECASE,
)


def in_other_words(clauses: Clauses, last: Wish, update: CaseUpdate, before: Before) -> Wish | None:
    """The text that is there with other words for some of it; the question for them where none are given."""
    if last.tool != EMAIL or clauses.asked:
        return None
    pieces = pieces_of(clauses.raw)
    given, disliked = [words_given(piece) for piece in pieces], raw_pattern("word_disliked").match(clauses.raw)
    if not (disliked or any(given)):
        return None
    shown, wish, rest = _shown(last, update, before), replace(last, changed=(), declined=""), list[str]()
    for piece, pair in zip(pieces, given, strict=True):
        changed = _with_pair(pair, piece, wish, shown, update) if pair else None
        wish, rest = (changed, rest) if changed else (wish, [*rest, piece])
    if not (wish.changed or wish.declined):
        word = (disliked["old"] or disliked["old2"]) if disliked else ""
        if word and not stands_in(shown, word):
            return replace(wish, changed=("no_such_word",))
        return replace(wish, asks="other_word", about=word) if word else None
    more = revision_of(read_clauses(". ".join(rest)), wish.options, "") if rest and not wish.declined else None
    return replace(wish, options=more[0], changed=(*wish.changed, *more[1])) if more else wish


def pieces_of(text: str) -> list[str]:
    """A message where another order begins: "say elective, not rotation. And make it shorter"."""
    return [piece for piece in raw_pattern("word_pieces").split(text) if piece.strip()]


def words_given(piece: str) -> tuple[str, str] | None:
    """The words that one piece of a message names, and those that it wants in their place."""
    said = piece.strip(" .!,")
    found = next((one for says in raw_patterns("word_for_word") if (one := says.fullmatch(said))), None)
    if found is None:
        return None
    old, new = _bare(found["old"], found["new"])
    told = _STATED.match(new) and not _STATED.match(old)  # "say I can come, and ...": a sentence, and no other word
    return None if told or raw_pattern("no_word_given").match(new) else (old, new)


def _shown(last: Wish, update: CaseUpdate, before: Before) -> str:
    try:
        made = email_of(update.case, before.today, **last.arguments)
    except InputError:
        return ""
    return f"{made['subject']}\n{made['body']}"


def _with_pair(pair: tuple[str, str], piece: str, wish: Wish, shown: str, update: CaseUpdate) -> Wish | None:
    """The text with the words that one piece of a message gives; None where they are none for this text."""
    old, new = pair
    if raw_pattern("closing_words").match(old):
        return replace(wish, options={**wish.options, "closing": new[:1].upper() + new[1:]},
                       changed=(*wish.changed, "closing"))  # fmt: skip
    old = _as_it_stands(old, new, shown)
    if raw_pattern("shields").search(old):  # what becomes of it, and why, is told as of words to leave out
        held = list(wish.options.get(WITHOUT) or ())
        return replace(wish, options={**wish.options, WITHOUT: [*held, old]},
                       changed=(*wish.changed, f"{WITHOUT}:{old}"))  # fmt: skip
    if _is_left_to_others(old, new, update):
        return None
    if not stands_in(shown, old):
        form = revision_of(read_clauses(piece), wish.options, "")  # "not formal, make it casual"
        named = raw_pattern("names_a_word").search(piece) and not form
        return replace(wish, changed=(*wish.changed, "no_such_word")) if named else None
    letter = letter_of(update.case, wish.letter)
    if against := _otherwise(new, letter):
        return replace(wish, declined="invent", changed=(), about=against)
    held = [pair for pair in wish.options.get(INSTEAD) or () if not pair.startswith(f"{old}{BECOMES}")]
    return replace(wish, options={**wish.options, INSTEAD: [*held, f"{old}{BECOMES}{new}"]},
                   changed=(*wish.changed, "reworded"))  # fmt: skip


def _bare(old: str, new: str) -> tuple[str, str]:
    """Both without an article that both have: "an elective" for "a rotation" is a word for a word."""
    old, new = old.strip(" ,.\"'"), new.strip(" ,.\"'")
    if _ARTICLE.match(old) and _ARTICLE.match(new):
        return _ARTICLE.sub("", old), _ARTICLE.sub("", new)
    return old, new


def _as_it_stands(old: str, new: str, shown: str) -> str:
    """The word for the time together that stands in the text, where both words are names of it."""
    called = raw_pattern("time_called")
    if stands_in(shown, old) or not (called.match(old) and called.match(new)):
        return old
    return "rotation" if stands_in(shown, "rotation") else old


def _is_left_to_others(old: str, new: str, update: CaseUpdate) -> bool:
    """Whether other rules know better: a name, a specialty, a day; and whether the new words would press or praise."""
    names = writers_names(update.case) | set(str(update.case.get("name") or "").casefold().split())
    if names & set(old.casefold().split()) or find_specialty(old) or kept_out(new):
        return True
    if _LEFT_TO_OTHERS.search(old) or _LEFT_TO_OTHERS.search(new):
        return True
    return read_clauses(new).has("pressure", "invent")


def _otherwise(new: str, letter: Mapping[str, Any]) -> str:
    """ '"elective" (your case has an observership)', where the new word makes more of the time together."""
    return against_case(f"my {new}" if raw_pattern("time_called").match(new) else new, letter)
