"""Bullet points that are changed by word: one goes by its place, a number gets smaller, there are to be few of them,
and a contact stands below. "Remove the first point", "about 120 patients, not 150", "not more than 5 points"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.agent.builtin.draft_cues import Clauses, clause_has, raw_pattern
from assistant.agent.builtin.draft_letter import letter_of, letter_spoken_of
from assistant.agent.builtin.draft_moves import WANTS_DRAFT
from assistant.agent.builtin.draft_notes import facts_in, is_country_in
from assistant.agent.builtin.draft_out import WITHOUT, points_of, texts_sharing
from assistant.agent.builtin.draft_told import Before, applied
from assistant.agent.builtin.draft_wish import DECLINED, OUTLINE, PACKET, Wish
from assistant.agent.builtin.parts import NUMBER_WORDS
from assistant.casebook import CaseUpdate
from assistant.casebook.model import Change, letter_path, split_path
from assistant.retrieval.normalise import normalise

MOST, CONTACT, ORDER, NO_POINT, HEADINGS = "most", "contact", "order", "no_point", "headings"
FIRST, ENGLISH = "first", "english_only"  # the point that comes first; that no other language is written
_REMEMBERED = 3  # turns in which a declined letter is still talked of
_OF_WORK = ("notes.", "experience.", "template")
_OF_THE_LETTER = frozenset({"status", "attitude", "deadline", "writer.name"})
_OF_DEEDS = frozenset(
    {f"notes.{area}" for area in ("cases", "feedback", "presentations", "responsibilities", "strengths")} | {"template"}
)
_COUNT = re.compile(r"(?:\b(?:about|around|over|some|more than|at least) )?(?<!\w)\d+\+? (?=[a-z])", re.IGNORECASE)
_EACH = re.compile(r" (?:a|per|each) (day|week|month|shift)\b", re.IGNORECASE)
_LEAST_LISTED = 2  # deeds in one breath that are a list of points
_PLACES = {"first": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "4th": 3, "fifth": 4,
           "5th": 4, "last": -1}  # fmt: skip


def points_changed(
    clauses: Clauses, last: Wish, update: CaseUpdate, before: Before
) -> tuple[Wish, CaseUpdate] | None:
    """The bullet points as the message changes them, with what it then tells of the case; None where it does not."""
    if last.tool != OUTLINE or clauses.asked:
        return None
    bare = applied(update, [], before)
    if found := raw_pattern("point_placed").search(clauses.raw):
        return _without_place(last, found["place"].casefold(), bare, before), bare
    if denied := raw_pattern("point_denied").search(clauses.raw) or raw_pattern("point_elsewhere").search(clauses.raw):
        named = _named_by(points_of(last, bare, before), denied["topic"])
        return (_without(last, named[0]), bare) if len(named) == 1 else None
    if fewer := _with_fewer(clauses.raw, last, bare, before) or _without_number(clauses.raw, last, bare, before):
        return replace(last, changed=("facts",), declined=""), fewer
    if raw_pattern("adds_bullet").match(clauses.raw):
        return replace(last, changed=("facts",), declined=""), bare
    options = _form(clauses.raw)
    if first := _first_point(clauses.raw, last, bare, before):
        options[FIRST] = first
    if not options and not _asks_other_form(clauses.raw):
        return None
    return replace(last, options={**last.options, **options}, changed=("form", "facts"), declined=""), update


def _named_by(points: Sequence[str], topic: str) -> list[str]:
    """The points that hold a topic word for word, "QI", else those that share most words with it."""
    whole = re.compile(rf"\b{re.escape(topic.strip())}\b", re.IGNORECASE)
    return [point for point in points if whole.search(point)] or texts_sharing(points, topic)


def points_told(
    clauses: Clauses, last: Wish | None, update: CaseUpdate, notes: Sequence[Mapping[str, Any]]
) -> Wish | None:
    """ "Fine, then the bullet points. I helped in 22 deliveries, ...", where the letter itself was declined before."""
    declined = any(note.get("declined") in DECLINED for note in notes[-_REMEMBERED:])
    letter = letter_spoken_of(clauses.raw, update, last.letter if last else "")
    declined = declined or letter in update.memory.get(WANTS_DRAFT, ())
    if not letter or not (declined or (last and last.tool == OUTLINE)) or clauses.kinds() or clauses.has("is_email"):
        return None
    if declined and raw_pattern("asks_what_else").match(clauses.raw):
        return Wish(OUTLINE, letter=letter)
    if last and last.tool == OUTLINE and raw_pattern("opens_here").match(clauses.raw) and not clauses.asked:
        return replace(last, letter=letter, changed=("facts",), declined="")
    told = [clause for clause in clauses.texts if not raw_pattern("listed_deed").match(clause)]
    if clauses.asked or any(clause_has(clause, "question", "take_out", "the_letter") for clause in told):
        return None
    if any(change.op != "set" or split_path(change.field)[1] in _OF_THE_LETTER for change in update.changes):
        return None  # news of a letter, and no list of deeds
    named = raw_pattern("points_alone").match(clauses.raw)
    deeds = [fact for fact in facts_in(clauses.raw) if raw_pattern("listed_deed").match(fact)]
    of_work = all(
        split_path(change.field)[1].startswith(_OF_WORK) or is_country_in(change, deeds) for change in update.changes
    )
    listed = len(deeds) >= _LEAST_LISTED and of_work and not clauses.has("mentions")
    same = last if last and last.tool == OUTLINE and last.letter == letter else Wish(OUTLINE, letter=letter)
    changed = ("facts",) if same is last and listed else ()
    return replace(same, changed=changed, declined="") if named or listed else None


def with_form(wish: Wish, raw: str, last: Wish | None, update: CaseUpdate, before: Before) -> Wish:
    """The bullet points with how many they may be, which comes first, and what of the message they do not show.

    The form of those that were there before, for the same letter, stays.
    """
    if wish.tool != OUTLINE or wish.declined:
        return wish
    if last and last.tool == OUTLINE and last.letter == wish.letter:
        wish = replace(wish, options={**last.options, **wish.options})
    first = _first_point(raw, wish, update, before)
    wish = replace(wish, options={**wish.options, FIRST: first}) if first else wish
    unmet = [ORDER] if wish.changed and not first and raw_pattern("asks_order").search(raw) else []
    unmet += [ENGLISH] if clause_has(normalise(raw), "into_other_language") else []
    unmet += [HEADINGS] if _asks_other_form(raw) else []
    unmet += [f"{NO_POINT}:{found[0].strip()}" for found in raw_pattern("told_no_work").finditer(raw)]
    return replace(wish, options={**wish.options, **_form(raw)}, unmet=(*wish.unmet, *unmet))


def _first_point(raw: str, wish: Wish, update: CaseUpdate, before: Before) -> str:
    """ "Put compartment syndrome first", "registry before the clinic": the one point that is meant; else ""."""
    found = raw_pattern("point_first").search(raw)
    if found is None:
        return ""
    named = texts_sharing(points_of(wish, update, before), found["topic"] or found["topic2"])
    return named[0] if len(named) == 1 else ""


def _asks_other_form(raw: str) -> bool:
    """ "Put it in a form with four headings": how it is laid out, and no point."""
    return raw_pattern("form_of_points").search(raw) is not None and not raw_pattern("listed_deed").search(raw)


def _form(raw: str) -> dict[str, Any]:
    """The options that a message sets: the most points, and the address below them."""
    options: dict[str, Any] = {}
    if most := raw_pattern("most_points").search(raw):
        count = next(filter(None, most.groups())).casefold()
        options[MOST] = int(NUMBER_WORDS.get(count, count))
    if below := raw_pattern("contact_below").search(raw):
        options[CONTACT] = below["address"].rstrip(".")
    return options


def _without_place(last: Wish, place: str, update: CaseUpdate, before: Before) -> Wish:
    """The bullet points without the one at a place among those that tell something."""
    points, at = points_of(last, update, before), _PLACES[place]
    if not points or at >= len(points):
        return replace(last, changed=(f"{WITHOUT}:{place} point",), declined="")
    return _without(last, points[at])


def _without(last: Wish, point: str) -> Wish:
    held = [*(last.options.get(WITHOUT) or ()), point]
    return replace(last, options={**last.options, WITHOUT: held}, changed=(f"{WITHOUT}:{point}",), declined="")


def _with_fewer(raw: str, last: Wish, update: CaseUpdate, before: Before) -> CaseUpdate | None:
    """The case with a smaller number in a note: what is less than was said stretches nothing."""
    found = raw_pattern("fewer").search(raw)
    new, old = (found["new"] or found["new2"], found["old"] or found["old2"]) if found else ("", "")
    if found is None or int(re.sub(r"\D", "", new)) > int(old):
        return None
    held: Mapping[str, Any] = letter_of(update.case, last.letter).get("notes", {})
    number = re.compile(rf"(?:\b(?:about|around) )?\b{old}\b")
    changes = [
        Change("set", letter_path(last.letter, f"notes.{area}"), [number.sub(new, note) for note in notes], found[0])
        for area, notes in held.items()
        if isinstance(notes, list) and any(number.search(note) for note in notes)
    ]  # fmt: skip
    return applied(update, changes, before) if changes else None


def _without_number(raw: str, last: Wish, update: CaseUpdate, before: Before) -> CaseUpdate | None:
    """ "Drop the number of repairs, he is not sure": the case with that note told without its number."""
    found = raw_pattern("drops_number").search(raw)
    held: Mapping[str, Any] = letter_of(update.case, last.letter).get("notes", {})
    numbered = [note for notes in held.values() if isinstance(notes, list) for note in notes if _COUNT.search(note)]
    topic = found["topic"].strip() if found else ""
    named = texts_sharing(numbered, topic) if topic else numbered
    if found is None or len(named) != 1:
        return None
    plain = _EACH.sub(r" every \1", _COUNT.sub("", named[0], count=1)).strip()
    plain = f"{plain[:1].upper()}{plain[1:]}"
    changes = [
        Change("set", letter_path(last.letter, f"notes.{area}"), [plain if n in named else n for n in notes], found[0])
        for area, notes in held.items()
        if isinstance(notes, list) and named[0] in notes
    ]  # fmt: skip
    return applied(update, changes, before)


def of_held(
    clauses: Clauses, wish: Wish | None, held: Wish, notes: Sequence[Mapping[str, Any]], update: CaseUpdate
) -> Wish | None:
    """The wish; where it is none by itself, one for the bullet points or the packet that are there."""
    if (held.tool == PACKET or held.kind == "packet") and clauses.has("into_summary"):
        return Wish(PACKET, letter=held.letter, changed=("facts",))
    if wish is None and held.tool == OUTLINE and clauses.has("shorter"):
        return replace(held, options={**held.options, "shorter": True}, changed=("shorter",), declined="")
    if wish is None and _adds_fact(clauses, notes, update):
        return replace(held, changed=("facts",), declined="")
    return wish


def _adds_fact(clauses: Clauses, notes: Sequence[Mapping[str, Any]], update: CaseUpdate) -> bool:
    """Whether a message right after bullet points or the packet tells a fact for them and none of the case."""
    made = notes[-1].get("draft", {}) if notes else {}
    own = [change for change in update.changes if split_path(change.field)[1] not in _OF_DEEDS]
    if made.get("tool") not in {OUTLINE, PACKET} or own or clauses.asked or clauses.has("question"):
        return False
    if any(clause_has(clause, "no_more") and not clause_has(clause, "note_fact") for clause in clauses.texts):
        return False
    return any(clause_has(clause, "note_fact") and not clause_has(clause, "of_the_letter") for clause in clauses.texts)
