"""What shapes a draft: circumstances told with the wish, and changes asked for once it is there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from rapidfuzz.distance import OSA

from assistant.agent.builtin.draft_cues import Clauses, clause_has, raw_pattern, read_clauses
from assistant.agent.builtin.draft_mention import BETWEEN, and_also, mentioned, without_named
from assistant.drafting.wording import telling_words

MOST_WORDS = 14  # of a clause that changes a draft without a word such as "make"
_SPELLED = 2  # letters by which a name is the same, spelled right
_BEFORE_MENTION = re.compile(r"^(.{3,40}?) (?:and|but|also|plus) (?:also )?(?=mention|add|include|say|put|tell)")
_ALSO_MENTIONS = re.compile(r"\b(?:and|but|also|then) (?:also |rather |instead )?(?=mention|add|include|say|put|tell)")
_FLAGS = ("shorter", "formal", "warmer", "casual", "secretary")
_ASKING_FLAGS = ("months_ago", "barely_known", "home_mentor")
_CALLED = r"(?i:ms|mrs|mr|miss)\.?\s+[A-Za-z][\w'-]+(?:\s[A-Z][\w'-]+)?"  # "Mrs. Delphine Oakes"
_NAMED = rf"({_CALLED}|[A-Z][\w'-]+(?:\s[A-Z][\w'-]+)?)"
_SECRETARY = (
    r"\b(?i:se[ck]r[ea]t[aeiy]?r[yi]|assist[ae]nt|co-?ordinat[oe]r|manager|recepti?onist|admin|front office|front desk)"
)
_OF_WHOM = (
    r"(?:\s+(?i:of)\s+(?i:the|my|his|her|our|dr\.?|prof\.?)\s+"
    r"(?i:department\s+)?(?i:chair\w*|chief|head|director|department|office|clinic|program\w*|doctor|professor|\w+))?"
)
_ROLE = re.compile(rf"{_SECRETARY}\b{_OF_WHOM}")
_SECRETARY_NAME = re.compile(rf"{_SECRETARY}(?:'s)?{_OF_WHOM}[,:(]?\s+(?:name\s+)?(?:(?:is|called|named)\s+)?{_NAMED}")
_HER_NAME = re.compile(
    rf"{_SECRETARY}\b[^.!?]{{0,60}}?\b(?i:name is|named|called|name's|name)\s+{_NAMED}|"
    rf"\b{_NAMED},? (?i:(?:is )?(?:(?:at|in) )?(?:his|her|the|dr\.? \w+'s)) {_SECRETARY}\b"
)
_COURTESY = re.compile(rf"\b{_CALLED}")
_MENTIONING = ("", "praise")  # what is not done, where the facts beside it may be mentioned
_AAMC_ID = re.compile(r"\baamc\b[^\d\n]{0,20}(\d{6,9})\b", re.IGNORECASE)
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def names_secretary(raw: str) -> bool:
    """Whether a secretary is named: a name that is no writer's."""
    return _secretary_name(raw) is not None


def _secretary_name(raw: str) -> str | None:
    """ "His secretary Ms. Lee", "her secretary answers, her name is Donna", "Donna, her secretary"."""
    if found := _SECRETARY_NAME.search(raw):
        return found[1]
    found = _HER_NAME.search(raw)
    return (found[1] or found[2]) if found else None


def without_secretary(raw: str) -> str:
    """The message without the name of a secretary, who is no writer of the case."""
    raw = raw_pattern("goes_through").sub("", raw)
    named = _secretary_name(raw) if raw_pattern("passes_on").search(raw) else None
    return _ROLE.sub("", raw.replace(named, "")) if named else raw


def circumstances(clauses: Clauses, kind: str) -> dict[str, Any]:
    """The options that a message's own words set, such as a writer who may have forgotten."""
    found: dict[str, Any] = {name: True for name in _FLAGS if clauses.has(name)}
    if kind == "signal" and clauses.has("time_over"):
        found["over"] = True
    if kind == "request":
        clauses_of_writer = clauses.without("own_forgetting")
        found |= {name: True for name in _ASKING_FLAGS if clauses_of_writer.has(name)}
        if clauses.has("second_request") or (clauses.has("no_answer") and not clauses.has("agreed", "secretary")):
            found["second_request"] = True
    return found | (secretary_of(clauses.raw) if found.get("secretary") else {})


def revision_of(
    clauses: Clauses, options: Mapping[str, Any], not_done: str
) -> tuple[dict[str, Any], tuple[str, ...]] | None:
    """The options as a message changes them, and what it changed; None where it changes nothing."""
    changed, names = dict(options), []
    for clause in clauses.texts:
        rest = _beside_mention(clause) if clause_has(clause, "mentions") else clause
        reason = clauses.has("bare_removal") and clause_has(rest, "bare_reason")  # "remove it, too personal"
        if clause_has(rest, "mentions", "take_out") or reason or not _may_change(rest):
            continue
        found = _changes(rest)
        if "warmer" in found and not (changed.get("formal") or clause_has(rest, "casual")):
            found = [name for name in found if name != "less_formal"]  # warm words are no lighter ones
        for name in found:
            names.append(name)
            _apply(changed, "casual" if _eases(name, changed, rest) else name)
    names += _mentions_changed(clauses, changed, not_done, others=bool(names))
    if changed.get("secretary"):
        changed |= _named_again(changed, secretary_of(clauses.raw)) if clauses.has("secretary") else {}
    if not names and clauses.has("again") and len(clauses.whole.split()) <= MOST_WORDS:
        names = ["again"]
    if changed.get("office"):  # it goes to the office as it is
        names = ["office" if name == "secretary" else name for name in names]
    return (changed, tuple(dict.fromkeys(names))) if names else None


def _eases(name: str, options: Mapping[str, Any], clause: str) -> bool:
    """ "Too formal, make it casual", of a text that is plain already: an easy tone."""
    return name == "less_formal" and not options.get("formal") and clause_has(clause, "casual")


def _beside_mention(clause: str) -> str:
    """ "More short and mention echo": what stands before the order to mention something, or the whole."""
    found = _BEFORE_MENTION.match(clause)
    return found[1] if found else clause


def _mentions_changed(clauses: Clauses, options: dict[str, Any], not_done: str, *, others: bool) -> list[str]:
    """What is mentioned, changed in the options: taken out, replaced or added to; the names of these changes."""
    held, out = str(options.get("mention") or ""), _taken_out(clauses)
    orders = clauses.has("mentions") or raw_pattern("dictated").search(clauses.raw)
    told = mentioned(clauses.raw) if orders and not_done in _MENTIONING else None
    if told and out and telling_words(told) & telling_words(out):
        told = None  # "without the part that you praised me": named to go
    kept = without_named(held, out) if held and out else held
    taken = clauses.has("take_out") and not others
    if kept == held and taken and held and points_back(clauses):
        kept = ""
    names = ["take_out"] if kept != held else []
    if told and any(clause_has(c, "orders_out") for c in clauses.texts) and not names and out:
        names = ["as_is"]
    if not names and taken and not told:
        named = held or any(clause_has(c, "take_out") and clause_has(c, "a_part") for c in clauses.texts)
        return ["as_is"] if named else []
    own_id = told or (clauses.has("mentions") and not not_done)
    added = and_also(_own_id(clauses.raw), told) if own_id else None
    options.pop("mention", None)
    if now := and_also(kept or None, added):
        options["mention"] = now
    return [*names, *(["mention"] if added else [])]


def points_back(clauses: Clauses) -> bool:
    """ "Take that out again, too personal": no thing is named, so that what was mentioned last is meant."""
    return all(clause_has(clause, "names_nothing") for clause in clauses.texts)


def only_named(
    clauses: Clauses, options: Mapping[str, Any], *, of_asked: bool
) -> tuple[dict[str, Any], tuple[str, ...]] | None:
    """ "Only the journal club then": the options with that alone of what is mentioned; None where it is none of it.

    Args:
        clauses: the message.
        options: those of the text that is there.
        of_asked: of what was asked for just now some was declined, so that "only" says what of that is wanted.
    """
    found, held = raw_pattern("only_this").match(clauses.raw), str(options.get("mention") or "")
    if found is None or not held:
        return None
    parts = held.split(BETWEEN)
    kept = [part for part in parts if telling_words(found[1]) & telling_words(part)]
    if not kept:
        return None
    if of_asked or kept == parts:
        return dict(options), ("is_in",)
    return {**options, "mention": BETWEEN.join(kept)}, ("take_out",)


def withdrawn(clauses: Clauses, options: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]] | None:
    """ "Remove the line of the family, is private": the options without what is named there; None where nothing is."""
    held = str(options.get("mention") or "")
    if not held or not clauses.has("take_out") or without_named(held, _taken_out(clauses)) == held:
        return None
    return revision_of(clauses, options, "")


def _taken_out(clauses: Clauses) -> str:
    """ "No, the wedding out": the words of what is to be left out."""
    out = (
        _ALSO_MENTIONS.split(c)[0] for c in clauses.texts if clause_has(c, "take_out") or not clause_has(c, "mentions")
    )
    return " ".join(clause for clause in out if clause_has(clause, "leaves_out"))


def _own_id(raw: str) -> str | None:
    """ "Add my AAMC ID 40112233"."""
    found = _AAMC_ID.search(raw)
    return f"that my AAMC ID is {found[1]}" if found else None


def secretary_of(raw: str) -> dict[str, str]:
    """Name and address of the secretary, as the message gives them."""
    courtesy, address = _COURTESY.search(raw), _ADDRESS.search(raw)
    named = _secretary_name(raw) or (courtesy[0] if courtesy else None)
    return {
        **({"secretary_name": _capitals(named)} if named else {}),
        **({"secretary_email": address[0].rstrip(".")} if address else {}),
    }  # fmt: skip


def _named_again(held: Mapping[str, Any], told: dict[str, str]) -> dict[str, str]:
    """ "The name is Michele with one l", of Michelle Dunn: Michele Dunn, as a name alone spells one of hers."""
    new, old = told.get("secretary_name", ""), str(held.get("secretary_name") or "").split()
    near = [at for at, word in enumerate(old) if OSA.distance(word.casefold(), new.casefold()) <= _SPELLED]
    if len(new.split()) != 1 or len(old) <= 1 or not near:
        return told
    return {**told, "secretary_name": " ".join(new if at == near[0] else word for at, word in enumerate(old))}


def _may_change(clause: str) -> bool:
    of_other = clause_has(clause, "other_text") and not clause_has(clause, "is_email")
    return not of_other and not clause_has(clause, "question") and (
        len(clause.split()) <= MOST_WORDS or clause_has(clause, "makes")
    )  # fmt: skip


def _changes(clause: str) -> list[str]:
    if raw_pattern("word_denied").search(clause):  # "don't use the word humbly"
        return []
    found = [name for name in ("longer", "shorter") if clause_has(clause, name)][:1]
    found += [name for name in ("less_formal", "formal") if clause_has(clause, name)][:1]
    found += [name for name in ("less_warm", "warmer", "plain_tone") if clause_has(clause, name)][:1]
    copied = raw_pattern("by_hand_copy").search(clause) is not None  # "cc his assistant": it still goes to him
    found += [name for name in ("not_secretary", "secretary") if clause_has(clause, name) and not copied][:1]
    of_writer = read_clauses(clause).without("own_forgetting").whole
    return found + [name for name in _ASKING_FLAGS if clause_has(of_writer, name)]


def _capitals(name: str) -> str:
    """A name as it is written: "ms lee" is Ms Lee."""
    return " ".join(word[:1].upper() + word[1:] for word in name.split())


def _apply(options: dict[str, Any], name: str) -> None:
    undone = {
        "longer": "shorter", "less_formal": "formal", "not_secretary": "secretary", "less_warm": "warmer",
        "plain_tone": "warmer",
    }  # fmt: skip
    if name in undone:
        options.pop(undone[name], None)
        if name == "not_secretary":
            options.pop("secretary_name", None)
            options.pop("secretary_email", None)
    else:
        options[name] = True
        if name == "formal":
            options.pop("casual", None)
