"""Which letter of the case a draft is about: the one that the message names, else the one that the kind fits."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from rapidfuzz.distance import OSA

from assistant.agent.builtin.draft_cues import clause_has, raw_pattern, read_clauses
from assistant.agent.builtin.draft_wish import EMAIL, PACKET, Wish
from assistant.casebook import CaseUpdate
from assistant.casebook.model import split_path
from assistant.places import data_root
from assistant.retrieval.normalise import normalise
from assistant.yamlfile import read_yaml

Letters = Sequence[Mapping[str, Any]]
_LEAST_LETTERS = 5  # of a name whose misspelling by one letter is understood
_STEM = 7  # letters by which "cardiologist" and "cardiology" are the same
_COMMON = frozenset("the and of for dr prof professor letter writer medicine general my from in at an".split())
_STATUSES: dict[str, tuple[str | None, ...]] = {
    "signal": ("idea", None), "request": ("idea", None), "script": ("idea", None), "packet": ("agreed",),
    "follow-up": ("asked", "agreed"), "thank-you": ("uploaded", "agreed"), "gracious-decline": ("declined",),
    PACKET: ("agreed",),
}  # fmt: skip
_SPEAKING = frozenset("in into speak speaks speaking spoke spoken fluent my using".split())
_SPOKEN = frozenset("speaking speakers patients families family visit visits interpreter language group".split())
_TOWARDS = frozenset("to for by ask asking email mail write tell remind thank message text".split())
_PRONOUNS = {"he": frozenset({"he", "him", "his"}), "she": frozenset({"she", "her", "hers"})}
_COUNTRIES = Path("knowledge") / "lexicon" / "countries.yaml"
_AMERICAN = ("american", "states")
_PROFESSOR = re.compile(
    r"\b(?:the|my|our|that|to|with|for) (?:\w+ )?prof(?:essor)?\b"
    r"(?=[.,;!?:]|$| (?:first|now|then|please|pls|too|also|in|at|from)\b)",
    re.IGNORECASE,
)
_CLOSED = frozenset({"declined", "uploaded"})


def open_letters(case: Mapping[str, Any]) -> Letters:
    """The letters of a case of which anything is known."""
    letters = case.get("letters") or []
    return [item for item in letters if item.keys() != {"id"} or not item["id"].startswith("letter_")]


def letter_of(case: Mapping[str, Any], ident: str | None) -> Mapping[str, Any]:
    """The letter of a case that has this id; empty where none has."""
    return next((item for item in case.get("letters") or () if item["id"] == ident), {})


def writers_names(case: Mapping[str, Any]) -> frozenset[str]:
    """Words of the writers' names, as a message is read."""
    return frozenset(name for item in open_letters(case) for name in _names(item) if item.get("writer", {}).get("name"))


def named_letter(text: str, update: CaseUpdate) -> str:
    """Id of the letter that the message names, by the writer's name or by what only one writer is; else ""."""
    letters = open_letters(update.case)
    words = normalise(text).split()
    by_name = [item for item in letters if _says(words, _names(item))]
    if len(by_name) > 1:  # "write to Park that Wilson agreed": to the first who is addressed
        by_name = [item for item in by_name if _addressed(words, _names(item))][:1]
    if by_name:
        return str(by_name[0]["id"])
    if update.added:
        return update.added[0]
    told = {split_path(change.field)[0] for change in update.changes} - {None}
    if len(told) == 1:
        return told.pop() or ""
    professors = [item for item in letters if str(item.get("writer", {}).get("title")).startswith("Prof")]
    if len(professors) == 1 and len(letters) > 1 and _PROFESSOR.search(text):
        return str(professors[0]["id"])
    if in_order := _in_order(" ".join(words), letters):
        return in_order
    spelled = " ".join(read_clauses(text).texts).split()  # "the lung doctor" is the pulmonologist there
    stems = {word[:_STEM] for word in (*_without_languages(words), *_without_languages(spelled))} - _COMMON
    by_role = [str(item["id"]) for item in letters if stems & _roles(item, update.case)]
    return by_role[0] if len(by_role) == 1 else ""


def _without_languages(words: Sequence[str]) -> list[str]:
    """ "The visit in Spanish", "Spanish speaking patients": a language, and no writer of that country."""
    around = zip(["", *words], words, [*words[1:], ""], strict=False)
    return [
        word for before, word, behind in around
        if not ((before in _SPEAKING or behind in _SPOKEN) and raw_pattern("spoken_language").search(word))
    ]  # fmt: skip


def names_writer(text: str, letter: str, case: Mapping[str, Any]) -> bool:
    """Whether a message names the writer of a letter, by the name, as a doctor or by what the writer is."""
    held, words = letter_of(case, letter), normalise(text).split()
    stems = {word[:_STEM] for word in words} - _COMMON
    spelled = " ".join(read_clauses(text).texts)
    called = clause_has(spelled, "names_a_writer")
    return not held or called or _says(words, _names(held)) or bool(stems & _roles(held, case))


def letters_named(text: str, update: CaseUpdate) -> tuple[str, ...]:
    """Ids of the letters whose writers the message names, in its order; where it names one at most, another by role."""
    words, letters = normalise(text).split(), open_letters(update.case)
    called = [(str(item["id"]), _names(item)) for item in letters]
    found = [ident for word in words for ident, names in called if _says([word], names)]
    if len(set(found)) <= 1:
        stems = {word[:_STEM] for word in words} - _COMMON
        others = [item for item in letters if item["id"] not in found]
        by_role = [str(item["id"]) for item in others if stems & _roles(item, update.case)]
        found += by_role if len(by_role) == 1 else []
    return tuple(dict.fromkeys(found))


def letter_spoken_of(text: str, update: CaseUpdate, drafted: str = "") -> str:
    """Id of the letter that is spoken of: the one named, that of the last draft, the one of late, or the only one.

    "" where it is none of the case, and the case has not just one.
    """
    ids = [str(item["id"]) for item in open_letters(update.case)]
    meant = named_letter(text, update) or drafted or str(update.memory.get("focus") or "")
    return meant if meant in ids else ids[0] if len(ids) == 1 else ""


def other_letter(text: str, update: CaseUpdate, last: str) -> str:
    """ "The other one", after a draft: the one writer beside the last one who is still open; else ""."""
    if not last or not clause_has(" ".join(read_clauses(text).texts), "the_other"):
        return ""
    others = [item for item in open_letters(update.case) if item["id"] != last]
    still = [item for item in others if item.get("status") not in _CLOSED]
    found = others if len(others) == 1 else still
    return str(found[0]["id"]) if len(found) == 1 else ""


def _in_order(text: str, letters: Letters) -> str:
    """ "The first one", "the second doctor": in the order in which they were told."""
    for place, cue in enumerate(("the_first", "the_second", "the_third")):
        if place < len(letters) and len(letters) > 1 and clause_has(text, cue):
            return str(letters[place]["id"])
    return ""


def choose_letter(wish: Wish, text: str, update: CaseUpdate, last: Wish | None) -> tuple[str, tuple[str, ...]]:
    """The letter's id, or "" and the ids to choose from; "" and none where the case has no letters."""
    letters = open_letters(update.case)
    ids = [str(item["id"]) for item in letters]
    if wish.letter in ids:
        return wish.letter, ()
    if len(ids) <= 1:
        return (ids[0] if ids else ""), ()
    fitting, focus = _fitting(wish, letters), str(update.memory.get("focus"))
    if last and last.letter in ids and read_clauses(text).has("another"):
        return last.letter, ()  # "a reminder instead"
    if wish.unsaid and focus in ids:
        return focus, ()
    if clause_has(" ".join(read_clauses(text).texts), "pronoun"):
        meant = [ident for ident in of_gender(text, update) if ident in (fitting or ids)]
        if len(meant) == 1 and not (last and last.letter in ids):
            return meant[0], ()  # "email to ask him", of one man and one woman
        for known in (focus, last.letter if last else ""):
            if known in ids and (known in fitting or len(fitting) != 1):
                return known, ()
    if len(fitting) == 1:
        return fitting[0], ()
    if last and last.letter in (fitting or ids):
        return last.letter, ()
    return "", tuple(fitting or ids)


def letters_for_each(wish: Wish, case: Mapping[str, Any]) -> list[str]:
    """Ids of the letters that "one for each" means: those whose status fits what is to be written.

    Where nobody said what that is, each gets what its status calls for.
    """
    if wish.unsaid:
        return [str(item["id"]) for item in open_letters(case) if item.get("status") not in _CLOSED]
    return [str(ident) for ident in _fitting(wish, open_letters(case))]


def _fitting(wish: Wish, letters: Letters) -> list[str]:
    """Letters whose status fits what is to be written; an unknown one fits where none is known to."""
    asked_before = wish.options.get("second_request")
    statuses = ("asked",) if asked_before else _STATUSES.get(wish.kind if wish.tool == EMAIL else wish.tool)
    if statuses is None:
        return [item["id"] for item in letters if item.get("status") not in _CLOSED]
    found = [
        item["id"] for item in letters
        if item.get("status") in statuses
        or (wish.kind == "gracious-decline" and item.get("attitude") == "hesitant")
    ]  # fmt: skip
    if wish.kind == "thank-you" and len(found) > 1:
        found = [item["id"] for item in letters if item.get("status") == "uploaded"] or found
    return found or [item["id"] for item in letters if item.get("status") is None]


def _names(letter: Mapping[str, Any]) -> list[str]:
    name = normalise(str(letter.get("writer", {}).get("name") or "")).split()
    return [word for word in (*name, *str(letter["id"]).split("_")) if len(word) > 1 and word not in _COMMON]


def _says(words: Sequence[str], names: Sequence[str]) -> bool:
    return any(_is_name(word, name) for word in words for name in names)


@lru_cache(maxsize=16384)
def _is_name(word: str, name: str) -> bool:
    """Whether a word is a name, with "'s" or with one letter wrong in a longer one."""
    longer = len(name) >= _LEAST_LETTERS
    return word.removesuffix("'s") == name or (longer and OSA.distance(word, name, score_cutoff=1) <= 1)


def _addressed(words: Sequence[str], names: Sequence[str]) -> bool:
    """Whether a name stands behind "to", "for", "ask" or the like, with or without a title."""
    return any(
        _says(words[at : at + 1], names) and {*words[max(0, at - 2) : at]} & _TOWARDS for at in range(len(words))
    )


def of_gender(text: str, update: CaseUpdate) -> list[str]:
    """Ids of the letters whose writer a pronoun of the message fits, as the talk has shown; empty where it has not."""
    words, told = set(normalise(text).split()), update.memory.get("gender") or {}
    meant = {gender for gender, pronouns in _PRONOUNS.items() if words & pronouns}
    return [str(item["id"]) for item in open_letters(update.case) if len(meant) == 1 and told.get(item["id"]) in meant]


def role_fits(text: str, update: CaseUpdate) -> bool:
    """Whether some writer of the case is what the message calls the one whom it is for."""
    stems = {word[:_STEM] for word in text.split()} - _COMMON
    return any(stems & _roles(item, update.case) for item in open_letters(update.case))


@lru_cache(maxsize=64)
def _of_country(code: str) -> tuple[str, ...]:
    """The words for a country and its people: "india", "indian"."""
    if code == "US":
        return _AMERICAN
    entry = read_yaml(data_root() / _COUNTRIES).value.get(code)
    if not isinstance(entry, Mapping):
        return ()
    return tuple(str(name) for name in (*entry["names"], *entry["people"]) if " " not in str(name))


def _roles(letter: Mapping[str, Any], case: Mapping[str, Any]) -> set[str]:
    """Stems of what the writer is: field, role, setting, and "home" for one of the home country."""
    writer, seen = letter.get("writer", {}), letter.get("experience", {})
    told = [writer.get(name) for name in ("specialty", "subspecialty", "leadership", "academic_title", "profession")]
    text = " ".join(str(value) for value in (*told, seen.get("setting"), seen.get("site")) if value)
    words = re.split(r"[\s_]+", text)
    if writer.get("country") and writer.get("country") == case.get("home_country"):
        words.append("home")
    if country := writer.get("country"):
        words += _of_country(country)
    if "chair" in words:
        words += ["chairman", "chief"]
    return {word[:_STEM] for word in words if len(word) > 3} - _COMMON - {"physici"}
