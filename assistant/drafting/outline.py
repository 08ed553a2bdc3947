"""The outline for a writer who asked for a draft: bullet points with facts and examples, never a letter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from assistant.domain import Applicant, Letter
from assistant.drafting.case import LetterCase
from assistant.drafting.deeds_told import deeds_in
from assistant.drafting.own_words import AREAS
from assistant.drafting.rules import load_rules
from assistant.drafting.sameness import Overlap, runs_of, sameness, shared_places
from assistant.drafting.wording import as_sentence, cut, in_words, shown_value
from assistant.errors import InputError
from assistant.templates import render

FACTS = (
    "FAQ-7", "FAQ-8", "FAQ-9", "FAQ-10", "FAQ-11", "WHY-4", "WHY-5", "WHY-6", "WHY-7", "WHY-8",
    "RULING-10", "OFF-FORGERY", "PUB-SAMENESS",
)  # fmt: skip
QUESTION = "question"
_SETTLED = frozenset({"declined", "uploaded"})
# The applicant's own voice, in any letter case; "i.v." and "i.e." are none.
_I = r"\bI\b(?!\.\w)"
_FIRST_PERSON = re.compile(
    rf"{_I}|\b(?:me|my|mine|myself|we|our|ours|ourselves|ive|im(?= (?:a|an|the|not|so|in|very)\b))\b|\b(?-i:us)\b",
    re.IGNORECASE,
)
_LEADING_I = re.compile(r"^I (?!(?:am|have|can|could|will|would|do|and|or)\b)(?=[a-z])", re.IGNORECASE)
_ANY_I = re.compile(_I, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Bullet:
    """One point: its area, its text, and where it comes from: a field of the case, `question`, or `writer`."""

    area: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Outline:
    """Bullets for the writer, questions for the applicant, why these are bullets; `title` names whom it is about.

    `overlaps` are the runs for which something was left out: an outline for another writer has them already.
    `asked_of` holds the field that each question quotes, empty where it quotes none.
    """

    title: str
    bullets: tuple[Bullet, ...]
    questions: tuple[str, ...]
    why: str
    facts: tuple[str, ...] = FACTS
    overlaps: tuple[Overlap, ...] = ()
    asked_of: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The JSON document `outline` of the contract."""
        return {
            "bullets": [{"area": item.area, "text": item.text, "from": item.source} for item in self.bullets],
            "questions": list(self.questions),
            "why": self.why,
            "facts": list(self.facts),
        }


@dataclass(slots=True)
class _Area:
    """One area while it is gathered. `shared`, `praise`, `letter_talk`: the paths of notes left out, by the reason."""

    name: str
    question: str
    ask: str
    items: list[Mapping[str, str]] = field(default_factory=list)
    shared: list[str] = field(default_factory=list)
    praise: list[str] = field(default_factory=list)
    letter_talk: list[str] = field(default_factory=list)
    change_told: bool = False


def outline(applicant: Applicant, letter_id: str, today: date | None = None) -> Outline:
    """Bullet points for one letter, from its notes: no superlatives, and no run of words that another letter's has.

    Raises:
        InputError: no such letter (the nearest is named), or one that is declined or uploaded already.
    """
    letter = applicant.letter(letter_id)
    case = LetterCase(applicant, letter, today or date.max)
    if case.status in _SETTLED:
        raise InputError(f"letter: {letter.id} is {case.status}: choose one that is still to be written")
    made = {name: (one, whole) for name, one, whole in _outlines(applicant, case.today) if name <= letter.id}
    one, whole = made.pop(letter.id)
    earlier = {name: one for name, (one, _) in made.items()}
    return replace(one, overlaps=tuple(_overlaps(whole, letter.id, earlier))) if whole else one


def outline_texts(made: Outline) -> str:
    """All that an outline prints, from top to bottom, save why these are bullets: for the sameness check."""
    return _joined(_printed(made))


def compare_outlines(applicant: Applicant) -> tuple[Overlap, ...]:
    """Runs of eight words shared by outlines of an applicant's open letters; none, unless a rule here is broken."""
    settled = {item.id for item in applicant.letters or () if LetterCase(applicant, item, date.max).status in _SETTLED}
    made = {name: outline_texts(one) for name, one, _ in _outlines(applicant, date.max) if name not in settled}
    return sameness(made)


def _outlines(applicant: Applicant, today: date) -> Iterator[tuple[str, Outline, Outline | None]]:
    """The outline of each letter, by id, without the runs that those before it have.

    Where something was left out for that, the outline with it stands beside.
    """
    runs: set[tuple[str, ...]] = set()
    for variant, letter in enumerate(sorted(applicant.letters or (), key=lambda item: item.id)):
        case, own = LetterCase(applicant, letter, today), _notes(letter, variant)
        told = {note.path: note.text for note in own if note.text} | dict(_strengths(letter))
        shared = {path for path, text in told.items() if not runs.isdisjoint(runs_of(text))}
        made = _make(case, variant, own, shared)
        while found := next(filter(None, (_shared_in(lines, runs) for lines in _forms(made))), None):
            shared.add(found)
            made = _make(case, variant, own, shared)
        yield letter.id, made, _make(case, variant, own, set()) if shared else None
        runs.update(*(runs_of(_joined(lines)) for lines in _forms(made)))


def _overlaps(made: Outline, name: str, earlier: Mapping[str, Outline]) -> Iterator[Overlap]:
    """The runs that an outline shares with earlier ones; of its bullets alone where only those come to one."""
    for form in range(len(_forms(made))):
        texts = {other: _joined(_forms(one)[form]) for other, one in {**earlier, name: made}.items()}
        if found := [overlap for overlap in sameness(texts) if overlap.second == name]:
            yield from found
            return


def _shared_in(lines: Sequence[tuple[str, str]], runs: Set[tuple[str, ...]]) -> str | None:
    """The field of the case that holds most of a shared run in these lines; None where none can be left out."""
    for place in shared_places(_joined(lines), runs):
        held: dict[str, int] = {}
        at = 0
        for text, source in lines:
            common = min(place[1], at + len(text)) - max(place[0], at)
            if common > 0 and source.startswith(("notes.", "experience.")):
                held[source] = common if source.startswith("notes.") else 0  # days go only where no note can
            at += len(text) + 1
        if held:
            return max(held, key=lambda source: (held[source], source))
    return None


def _joined(lines: Iterable[tuple[str, str]]) -> str:
    return "\n".join(text for text, _ in lines)


def _forms(made: Outline) -> tuple[list[tuple[str, str]], ...]:
    """How an outline may be read: as it is printed, its bullets without headings, and the notes alone.

    Short notes may share a run only in what follows what, and a copy may leave the headings out.
    """
    bullets = [(item.text, item.source) for item in made.bullets]
    return list(_printed(made)), bullets, [line for line in bullets if line[1].startswith("notes.")]


def _printed(made: Outline) -> Iterator[tuple[str, str]]:
    """Each line of an outline from top to bottom with the field that it comes from, if it comes from one."""
    yield made.title, ""
    area = ""
    for item in made.bullets:
        if item.area != area:
            area = item.area
            yield area, ""
        yield item.text, item.source
    yield from zip(made.questions, made.asked_of, strict=True)


def _title(case: LetterCase) -> str:
    words, most = (shown_value(case.applicant.name) or "").split(), load_rules().limits["outline_title_words"]
    name = " ".join(words[:most]) + ("…" if len(words) > most else "")
    return render("outline_title.j2", applicant=name, writer=case.writer_label or "")


@dataclass(frozen=True, slots=True)
class _Note:
    """A note as a bullet: its area and path; `text` None where it is left out, for `reason` (a list of its area)."""

    area: str
    path: str
    text: str | None
    change_told: bool
    reason: str = ""


def _make(case: LetterCase, variant: int, own: Sequence[_Note], shared: Set[str]) -> Outline:
    """The outline of a letter, without the fields in `shared`."""
    letter, seen = case.letter, case.letter.experience
    days = [
        (path, in_words(day), which)
        for path, day, which in (("experience.start", seen.start, "from"), ("experience.end", seen.end, "until"))
        if day and path not in shared
    ]
    strengths = [
        {"from": path, "text": cut(line, load_rules().limits["outline_strength_words"]), "shared": path in shared}
        for path, line in _strengths(letter)
    ]
    setting = seen.setting if seen.setting != "none" and "experience.setting" not in shared else ""
    weeks = 0 if "experience.weeks" in shared else seen.weeks or 0
    text = render(
        "outline.j2", days=days, setting=setting or "", weeks=weeks, observed=seen.directly_observed is True,
        writer=case.writer_label or "the writer", areas=[_gather(name, own, shared, variant) for name in AREAS],
        strengths=strengths, variant=variant,
    )  # fmt: skip
    return _parse(text, _title(case))


def _strengths(letter: Letter) -> Iterator[tuple[str, str]]:
    for index, note in enumerate(letter.notes.strengths):
        if line := shown_value(note):
            yield f"notes.strengths[{index}]", line


def _notes(letter: Letter, variant: int) -> list[_Note]:
    """The notes of a letter as bullets; notes that cannot be shown are left out."""
    rules, found = load_rules(), []
    for area, notes in AREAS.items():
        for index, note in enumerate(getattr(letter.notes, notes)):
            for line in deeds_in(shown_value(note) or ""):
                if not line:
                    continue
                words = cut(line, rules.limits["outline_note_words"])
                told = bool(rules.change_told.search(words))
                reason = _unfit(words)
                text = None if reason else _bullet(area, words, variant, told=told)
                found.append(_Note(_shown_under(area, words), f"notes.{notes}[{index}]", text, told, reason))
    return found


def _shown_under(area: str, words: str) -> str:
    """The area of a note: daily work that tells of a finding, or of what was taught or said, stands there."""
    if AREAS[area] != "responsibilities":
        return area
    return next((name for name, says in load_rules().outline_areas.items() if says.search(words)), area)


def _unfit(words: str) -> str:
    """Why a note cannot be a bullet: it speaks as a letter does, or it praises; empty where it tells a fact."""
    rules = load_rules()
    if rules.letter_talk.search(words):
        return "letter_talk"
    return "praise" if rules.superlatives.search(words) or rules.bare_improvement.search(words) else ""


def _gather(name: str, own: Sequence[_Note], taken: Set[str], variant: int) -> _Area:
    """One area with its bullets, and what was left out of it."""
    most = load_rules().limits["outline_notes_an_area"]
    question, ask = (render("outline_questions.j2", area=name, variant=number) for number in (variant, -1))
    area = _Area(name, question, ask)
    for note in (item for item in own if item.area == name):
        if note.text is None:
            (area.letter_talk if note.reason == "letter_talk" else area.praise).append(note.path)
        elif note.path in taken:
            area.shared.append(note.path)
        elif len(area.items) < most and note.text not in (item["text"] for item in area.items):
            area.change_told = area.change_told or note.change_told
            area.items.append({"from": note.path, "text": note.text})
    return area


def _bullet(area: str, text: str, variant: int, *, told: bool) -> str:
    """A note as a bullet: no voice of its own, so that words in the first person stand as a quotation."""
    without = _LEADING_I.sub("", text)
    quoted = bool(_FIRST_PERSON.search(without))
    plain = _ANY_I.sub("I", text) if quoted else without[:1].upper() + without[1:]
    return render("outline_bullet.j2", area=area, text=as_sentence(plain), quoted=quoted, told=told, variant=variant)


def _parse(text: str, title: str) -> Outline:
    """The rendered lines as an outline; each begins with what it is, so that no value can pass for another line."""
    area, why = "", ""
    bullets: list[Bullet] = []
    questions: list[str] = []
    asked_of: list[str] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        mark, rest = line[:2], line[2:]
        if mark == "# ":
            area = rest
        elif mark == "- ":
            source, _, words = rest.partition(" | ")
            bullets.append(Bullet(area, words, source))
        elif mark == "? ":
            source, _, words = rest.partition(" | ")
            questions.append(words)
            asked_of.append("" if source == "-" else source)
        elif mark == "= ":
            why = rest
    return Outline(title, tuple(bullets), tuple(questions), why, asked_of=tuple(asked_of))


def questions_of(made: Outline) -> Iterable[Bullet]:
    """The bullets that still ask for an example."""
    return (item for item in made.bullets if item.source == QUESTION)
