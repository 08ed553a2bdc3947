"""What a message tells for the bullet points: notes of the letter, in the person's own words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from assistant.agent.builtin.draft_cues import Clauses, clause_has, raw_pattern
from assistant.agent.builtin.draft_grammar import in_the_past
from assistant.agent.builtin.draft_letter import letter_of
from assistant.agent.builtin.draft_mention import as_a_name
from assistant.agent.builtin.draft_told import MOST_WORDS_KEPT, Before, applied
from assistant.casebook import CaseUpdate
from assistant.casebook.model import Change, letter_path, split_path
from assistant.domain.vocabulary import find_specialty
from assistant.drafting.remarks import of_work
from assistant.drafting.rules import load_rules
from assistant.retrieval.normalise import normalise

_SAYS = re.compile(r"(?:that )?(?:I|we|he|she|my)\b", re.IGNORECASE)
_THAT = re.compile(r"^(?:and )?that (?=\w+ \w)", re.IGNORECASE)
_OWN = re.compile(r"^(?:that )?(?:i|we) (?=\w)", re.IGNORECASE)
_RESPONSIBILITIES = "responsibilities"
_AREAS = (("feedback", "note_of_feedback"), ("presentations", "note_of_talk"), ("cases", "note_of_case"))
# "Don't put that", "I never gave that talk, take it out", "put it in a form".
_NOTHING_TOLD = ("not_to_put", "point_denied", "form_of_points")
_DONE = {"written": "wrote", "run": "ran", "done": "did"}  # the past of a deed "by me"
_PLURAL = re.compile(r"\b(?:points|bullets)\b", re.IGNORECASE)
_POINTS = re.compile(r"\b(?:bullet ?points?|bullets|points|outline|key facts)\b", re.IGNORECASE)
_SPEAKS = re.compile(r"^(speak|interpret|translate) (?=[A-Za-z])", re.IGNORECASE)  # ... and still do
_LEAST_DEEDS = 2  # in a row that are a list
_STEM, _SHARED = 5, 2  # letters by which two words are the same, and how many such words two notes of one thing share
_PIECE = re.compile(r"[.,;!?\n]+\s*(?:and\s+)?")


def noted(clauses: Clauses, update: CaseUpdate, before: Before, letter: str) -> CaseUpdate:
    """The update with what is to be added to the bullet points as notes of the letter."""
    meant = letter_of(update.case, letter)
    if not meant or any(raw_pattern(name).search(clauses.raw) for name in _NOTHING_TOLD):
        return update
    bullet, opened = raw_pattern("adds_bullet").match(clauses.raw), opening_of_list(clauses.raw)
    if opened and bullet and not _PLURAL.search(bullet[0]):
        opened = None  # "one more point: ..." is one
    if opened:  # each of its items is a point, whatever the casebook made of them
        meant = letter_of(before.case, letter) or {"notes": {}}
    held: Mapping[str, Any] = meant.get("notes", {})
    start = raw_pattern("summary_start").search(clauses.raw) or raw_pattern("mention_start").search(clauses.raw)
    if opened:
        told = listed(clauses.raw[opened.end() :])
    elif bullet:
        told = raw_pattern("joins_notes").split(clauses.raw[bullet.end() :])
    elif start and start[0] and clauses.has("mentions", "area_named", "into_summary"):
        told = raw_pattern("joins_notes").split(clauses.raw[start.end() :])
    else:
        told = facts_in(raw_pattern("correct_start").sub("", clauses.raw))
    areas = _parted({area: [str(note) for note in texts] for area, texts in held.items() if isinstance(texts, list)})
    for words in told:
        text = _as_note(raw_pattern("mention_end").sub("", _without_order(words)))
        if text := of_work(text, _RESPONSIBILITIES):
            _put(areas, text, rights=clauses.has("sets_right"))
    added = {area: texts for area, texts in areas.items() if texts != held.get(area)}
    changes = [
        Change("set", letter_path(letter, f"notes.{area}"), texts, clauses.raw[:MOST_WORDS_KEPT])
        for area, texts in added.items()
    ]
    told_else = [change for change in update.changes if split_path(change.field)[1] != "template"]  # one of the notes
    told_else = [change for change in told_else if not is_country_in(change, told)]
    if opened:
        told_else = [change for change in told_else if not _of_the_list(change, letter, clauses.raw[: opened.end()])]
    return applied(update, [*told_else, *changes], before) if changes else update


def opening_of_list(raw: str) -> re.Match[str] | None:
    """ "The bullets: ...", "here: ...": the words that a list of points stands behind."""
    return raw_pattern("opens_list").match(raw) or raw_pattern("opens_here").match(raw)


def _done(found: re.Match[str]) -> str:
    """ "HS registry built by me" is "built HS registry"."""
    return f"{_DONE.get(found['verb'], found['verb'])} {found['thing']}"


def _of_the_list(change: Change, letter: str, head: str) -> bool:
    """Whether a change was read in the list: a note of the letter, or "summaries in Russian" as somebody's country."""
    whose, name = split_path(change.field)
    read = (whose == letter and name.startswith("notes.")) or name in {"writer.country", "home_country"}
    return read and (not change.words or change.words not in head)


def is_country_in(change: Change, told: Sequence[str]) -> bool:
    """Whether a change was read as a country in what was done: "a case of catatonia" is none in Catania."""
    country = split_path(change.field)[1] in {"writer.country", "home_country"}
    return country and bool(change.words) and any(change.words in words for words in told)


def _as_note(words: str) -> str:
    """ "I build REDCap" as a point: "Built REDCap"."""
    text = in_the_past(_OWN.sub("", _THAT.sub("", words)).strip(" .!,;"))
    text = raw_pattern("done_by_me").sub(_done, text)
    text = _SPEAKS.sub(r"\1s ", text)
    text = raw_pattern("month_name").sub(as_a_name, text)
    return text[:1].upper() + text[1:]


def _parted(areas: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Notes of which each tells one deed: "carried 6 patients, found a missed case" is two of them."""
    parted: dict[str, list[str]] = {}
    for area, notes in areas.items():
        for note in notes:
            pieces = [piece for piece in raw_pattern("joined_deeds").split(note) if not _is_no_work(piece)]
            if len(pieces) == 1 and pieces[0] == note:
                parted.setdefault(area, []).append(_SPEAKS.sub(r"\1s ", note))
            for piece in pieces if pieces[:1] != [note] else ():
                _put(parted, _as_note(piece), rights=False)
    return parted


def _is_no_work(piece: str) -> bool:
    """ "I play chess", and "I do IM", which names a field."""
    field = raw_pattern("field_alone").match(piece.strip())
    return raw_pattern("no_work").search(piece) is not None or bool(field and find_specialty(field["field"]))


def _without_order(words: str) -> str:
    """ "Also put I was punctual" is that I was."""
    plain = raw_pattern("mention_noise").sub("", words)
    told = raw_pattern("loose_start").sub("", plain)
    return told if _SAYS.match(told) else plain


def facts_in(raw: str) -> list[str]:
    """The pieces that tell what was done; what came of one stays with it: "too thin, since then I use a template"."""
    told, pieces = list[str](), _PIECE.split(raw_pattern("before_points").sub("", raw))
    deeds = sum(raw_pattern("listed_deed").match(piece) is not None for piece in pieces)
    wanted = deeds >= _LEAST_DEEDS and raw_pattern("listed_deed").match(pieces[0]) is not None  # a list needs no "I"
    for piece in pieces:
        deed = raw_pattern("listed_deed").match(piece)
        wanted = wanted or _POINTS.search(piece) is not None
        if told and (raw_pattern("came_of_it").search(piece) or raw_pattern("came_of_deed").search(piece)):
            told[-1] += f", {piece.strip()}"
        elif not _is_no_work(piece) and (_is_fact(piece) or (deed and (told or wanted or deed["own"]))):
            told.append(piece[deed.start("own") :] if deed and deed["own"] else piece)
    return told


def listed(raw: str) -> list[str]:
    """The points of a list, each as it stands there: "ECMO family, line infections audit, always there 6am"."""
    pieces = [piece.strip(" .,;-") for piece in raw_pattern("list_joins").split(raw)]
    return [piece for piece in pieces if not (raw_pattern("no_item").search(piece) or _is_no_work(piece))]


def _put(areas: dict[str, list[str]], text: str, *, rights: bool) -> None:
    """Put a note where it belongs: in place of one that it sets right or tells more of, else at the end of its area."""
    said = normalise(text)
    if any(said in normalise(note) and note[:1].isupper() for notes in areas.values() for note in notes):
        return
    old = next(((a, note) for a, notes in areas.items() for note in notes if normalise(note) in said), None)
    if old := old or (_nearest(text, areas) if rights else None):
        area, told = old
        areas[area] = [text if note == told else note for note in areas[area]]
    elif not raw_pattern("own_praise").search(text):
        taught = load_rules().outline_areas["communication"].search(text)  # "a flyer for patients" is no case
        cues = () if raw_pattern("counted_work").match(text) else _AREAS[:2] if taught else _AREAS
        area = next((name for name, cue in cues if raw_pattern(cue).search(text)), _RESPONSIBILITIES)
        areas.setdefault(area, []).append(text)


def _nearest(text: str, held: Mapping[str, Sequence[str]]) -> tuple[str, str] | None:
    """Area and words of the note that a correction is about: the one that shares most words with it, two at least."""
    said = _stems(text)
    notes = [(area, note) for area, texts in held.items() for note in texts]
    best = max(notes, key=lambda item: len(said & _stems(item[1])), default=None)
    return best if best and len(said & _stems(best[1])) >= _SHARED else None


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in normalise(text).split() if len(word) >= _STEM - 1}


def _is_fact(piece: str) -> bool:
    """Whether a piece of the message tells what was done: "12 presentations", "he corrected my neuro exam"."""
    plain = normalise(piece)
    if clause_has(plain, "orders_points", "question", "mends_own") or clause_has(plain, "of_the_letter"):
        return False
    return clause_has(plain, "note_fact")
