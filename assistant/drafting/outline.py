"""The outline for a writer who asked for a draft: bullet points with facts and examples, never a letter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from assistant.domain import Applicant, Letter
from assistant.drafting.case import LetterCase
from assistant.drafting.rules import load_rules
from assistant.drafting.sameness import Overlap, runs_of, sameness
from assistant.drafting.wording import as_sentence, cut, in_words, shown_value
from assistant.errors import InputError
from assistant.templates import render

# The four areas of FAQ-9, and the notes that hold examples for each.
AREAS = {
    "clinical reasoning": "cases",
    "professionalism": "responsibilities",
    "communication": "presentations",
    "improvement over time": "feedback",
}
FACTS = (
    "FAQ-7", "FAQ-8", "FAQ-9", "FAQ-10", "FAQ-11", "WHY-4", "WHY-5", "WHY-6", "WHY-7", "WHY-8",
    "RULING-10", "OFF-FORGERY", "PUB-SAMENESS",
)  # fmt: skip
QUESTION = "question"
_SETTLED = frozenset({"declined", "uploaded"})
_FIRST_PERSON = re.compile(r"\b(I|I'm|I’m|I've|I’ve|I'd|I’d|[Mm]e|[Mm]y|[Mm]ine|[Mm]yself|[Ww]e|[Oo]ur|[Oo]urs)\b")
_LEADING_I = re.compile(r"^I (?=[a-z])")


@dataclass(frozen=True, slots=True)
class Bullet:
    """One point: its area, its text, and where it comes from: a field of the case, `question`, or `writer`."""

    area: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Outline:
    """Bullets for the writer, questions for the applicant, why these are bullets; `title` names whom it is about."""

    title: str
    bullets: tuple[Bullet, ...]
    questions: tuple[str, ...]
    why: str
    facts: tuple[str, ...] = FACTS

    def to_dict(self) -> dict[str, Any]:
        """The JSON document `outline` of the contract."""
        return {
            "bullets": [{"area": item.area, "text": item.text, "from": item.source} for item in self.bullets],
            "questions": list(self.questions), "why": self.why, "facts": list(self.facts),
        }


@dataclass(slots=True)
class _Area:
    """One area while it is gathered. `shared` and `praise` are the paths of notes that were left out, and why."""

    name: str
    question: str
    ask: str
    items: list[Mapping[str, str]] = field(default_factory=list)
    shared: list[str] = field(default_factory=list)
    praise: list[str] = field(default_factory=list)
    change_told: bool = False


def outline(applicant: Applicant, letter_id: str, today: date | None = None) -> Outline:
    """Bullet points for one letter, from its notes; no note that another letter's outline holds, no superlatives.

    Raises:
        InputError: no such letter (the nearest is named), or one that is declined or uploaded already.
    """
    letter = applicant.letter(letter_id)
    case = LetterCase(applicant, letter, today or date.max)
    if case.status in _SETTLED:
        raise InputError(f"letter: {letter.id} is {case.status}: choose one that is still to be written")
    own = _notes(letter)
    taken = _taken_notes(applicant, letter, own)
    variant = sorted(item.id for item in applicant.letters or ()).index(letter.id)
    seen = letter.experience
    days = [
        (path, in_words(day), which)
        for path, day, which in (("experience.start", seen.start, "first"), ("experience.end", seen.end, "last")) if day
    ]
    text = render(
        "outline.j2", days=days, setting=seen.setting if seen.setting != "none" else "",
        observed=seen.directly_observed is True, writer=case.writer_label or "the writer",
        areas=[_gather(name, own, taken, variant) for name in AREAS],
        strengths=[cut(line, 12) for note in letter.notes.strengths if (line := shown_value(note))],
    )  # fmt: skip
    return _parse(text, _title(case))


def outline_texts(made: Outline) -> str:
    """The applicant's own part of an outline, for the sameness check: bullets from the notes, one a paragraph."""
    return "\n\n".join(item.text for item in made.bullets if item.source.startswith("notes."))


def compare_outlines(applicant: Applicant) -> tuple[Overlap, ...]:
    """Runs of eight words shared by outlines of an applicant's open letters; none, unless a rule here is broken."""
    cases = (LetterCase(applicant, item, date.max) for item in applicant.letters or ())
    ids = [case.letter.id for case in cases if case.status not in _SETTLED]
    return sameness({name: outline_texts(outline(applicant, name)) for name in ids})


def _title(case: LetterCase) -> str:
    name = shown_value(case.applicant.name)
    return render("outline_title.j2", applicant=name or "", targets=case.targets or "", writer=case.writer_label or "")


@dataclass(frozen=True, slots=True)
class _Note:
    """A note as a bullet: its area and path; `text` None where it holds praise and no fact."""

    area: str
    path: str
    text: str | None
    change_told: bool


def _notes(letter: Letter) -> list[_Note]:
    """The notes of a letter as bullets; notes that cannot be shown are left out."""
    rules, found = load_rules(), []
    for area, notes in AREAS.items():
        for index, note in enumerate(getattr(letter.notes, notes)):
            line = shown_value(note)
            if line:
                words = cut(line, rules.limits["outline_note_words"])
                told = bool(rules.change_told.search(words))
                praise = rules.superlatives.search(words) or rules.bare_improvement.search(words)
                text = None if praise else _bullet(area, words, told=told)
                found.append(_Note(area, f"notes.{notes}[{index}]", text, told))
    return found


def _taken_notes(applicant: Applicant, letter: Letter, own: list[_Note]) -> frozenset[str]:
    """Paths of the notes that share a run with one of a letter whose id comes before: its outline has them."""
    earlier = (
        note.text for other in applicant.letters or () if other.id < letter.id for note in _notes(other) if note.text
    )
    runs = runs_of("\n\n".join(earlier))
    return frozenset(note.path for note in own if note.text and not runs.isdisjoint(runs_of(note.text)))


def _gather(name: str, own: list[_Note], taken: frozenset[str], variant: int) -> _Area:
    most = load_rules().limits["outline_notes_an_area"]
    question, ask = (render("outline_questions.j2", area=name, variant=number) for number in (variant, -1))
    area = _Area(name, question, ask)
    for note in (item for item in own if item.area == name):
        if note.text is None:
            area.praise.append(note.path)
        elif note.path in taken:
            area.shared.append(note.path)
        elif len(area.items) < most and note.text not in (item["text"] for item in area.items):
            area.change_told = area.change_told or note.change_told
            area.items.append({"from": note.path, "text": note.text})
    return area


def _bullet(area: str, text: str, *, told: bool) -> str:
    """A note as a bullet: no voice of its own, so that words in the first person stand as a quotation."""
    without = _LEADING_I.sub("", text)
    quoted = bool(_FIRST_PERSON.search(without))
    plain = text if quoted else without[:1].upper() + without[1:] if without != text else text
    return render("outline_bullet.j2", area=area, text=as_sentence(plain), quoted=quoted, told=told)


def _parse(text: str, title: str) -> Outline:
    """The rendered lines as an outline; each begins with what it is, so that no value can pass for another line."""
    area, why = "", ""
    bullets: list[Bullet] = []
    questions: list[str] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        mark, rest = line[:2], line[2:]
        if mark == "# ":
            area = rest
        elif mark == "- ":
            source, _, words = rest.partition(" | ")
            bullets.append(Bullet(area, words, source))
        elif mark == "? ":
            questions.append(rest)
        elif mark == "= ":
            why = rest
    return Outline(title, tuple(bullets), tuple(questions), why)


def questions_of(made: Outline) -> Iterable[Bullet]:
    """The bullets that still ask for an example."""
    return (item for item in made.bullets if item.source == QUESTION)
