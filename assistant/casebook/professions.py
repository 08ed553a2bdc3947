"""A doctor by title with a field of medicine is a physician, unless something else was said of them."""

from __future__ import annotations

import re

from assistant.casebook.draft import Draft
from assistant.casebook.model import letter_path, split_path
from assistant.casebook.text import fold
from assistant.casebook.told_of import letter_told_of
from assistant.casebook.turn import Turn
from assistant.domain.vocabulary import CHARACTER_REFERENCES, NOT_PHYSICIANS

_LEADERS = frozenset({"program_director", "department_chair"})
_CLINICAL = frozenset({"hands_on", "observership", "research_and_clinic"})
_WATCHED = frozenset({"hands_on", "observership", "shadowing"})
_FIELDS = ("writer.specialty", "writer.subspecialty")
_CONSULTANT = re.compile(r"\b(?<!family )(?:consultant|specialist|senior) physician\b", re.IGNORECASE)
_SAY_PHYSICIAN = frozenset({"NG", "GH", "KE", "UG", "ZM", "IN", "PK", "BD", "LK", "NP", "GB", "IE", "MY", "SD"})
# "Kim, ward nurse", "Kim is a nurse", at the beginning of a sentence: who works as what follows.
_AT_START = r"(?:^|[.!?;\n])\s*(?P<name>[A-Z][\w'-]+)(?:,|\s+is|\s+was)\s+(?:(?:an?|the|our|my)\s+)?(?:\w+\s+)?"
_PRONOUNS = ("he", "she", "it")
_SCIENCES = frozenset({"immunology", "genetics"})
_NOT_CLINICAL = frozenset({"research", "none"})


def drop_sciences(draft: Draft) -> None:
    """Take the field of "my PhD mentor (immunology, not clinician)" back: a science, and no field of medicine."""
    for change in [c for c in draft.changes if c.op == "set" and c.field.endswith(_FIELDS)]:
        letter, _ = split_path(change.field)
        researcher = letter is not None and draft.get(letter_path(letter, "writer.profession")) == "phd_researcher"
        if researcher and change.words.casefold() in _SCIENCES:
            draft.restore(change.field, change.words)


def drop_another_s(turn: Turn) -> None:
    """Take the work of "Dr. Novak in Cleveland. Kim, ward nurse, knows me" back: it is Kim's, not the doctor's."""
    for change in [c for c in turn.draft.changes if c.op == "set"]:
        letter, field = split_path(change.field)
        if letter is None or field != "writer.profession" or change.value not in NOT_PHYSICIANS | CHARACTER_REFERENCES:
            continue
        own = {fold(word) for word in str(turn.draft.get(letter_path(letter, "writer.name"))).split()}
        for found in re.finditer(rf"{_AT_START}{re.escape(change.words)}\b", turn.message.text):
            word = fold(found["name"])
            if word not in own and not any(word in turn.book.cues[cue] for cue in _PRONOUNS):
                turn.draft.restore(change.field, change.words)
                break


def read_consultant_physicians(turn: Turn) -> None:
    """ "Dr. Bello, consultant physician, Zaria": an internist, where physicians are called so."""
    for found in _CONSULTANT.finditer(turn.message.text):
        letter = letter_told_of(turn, turn.message.text, *found.span())
        path, place = letter_path(letter, "writer.specialty"), letter_path(letter, "writer.country")
        if letter and turn.draft.get(place) in _SAY_PHYSICIAN and turn.draft.get(path) is None:
            turn.draft.set(path, "internal_medicine", found[0])


def set_physicians(draft: Draft) -> None:
    """Write the profession of "Dr Hayes, cardiology": the title and the field together say it.

    A doctor of research alone may hold a PhD, and a professor may teach a science: those are left open.
    """
    for letter in draft.ids():
        path = letter_path(letter, "writer.profession")
        title = draft.get(letter_path(letter, "writer.title"))
        name = draft.get(letter_path(letter, "writer.name"))
        setting = draft.get(letter_path(letter, "experience.setting"))
        untitled = title is None and name is None and setting in _WATCHED  # "my boss, FM, 80 weeks hands on"
        titled = title in {"Dr.", "Prof."}
        if draft.get(path) is not None or not (titled or untitled) or setting in _NOT_CLINICAL:
            continue
        leads = draft.get(letter_path(letter, "writer.leadership")) in _LEADERS
        field = letter_path(letter, "writer.specialty")
        known = draft.get(field) is not None
        if (known or leads) if title == "Dr." else known if untitled else (known and (leads or setting in _CLINICAL)):
            said = field if known else letter_path(letter, "writer.leadership")
            words = next((c.words for c in reversed(draft.changes) if c.field == said), "")
            if words:
                draft.set(path, "physician", words)
