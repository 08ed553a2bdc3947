"""One letter of a case, as drafts need it: values ready to be shown, blanks for what is unknown, and what applies."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from assistant.audit.avoidance import avoided_by
from assistant.audit.case import deadline_of, writer_fields
from assistant.audit.figures import load_figures
from assistant.domain import Applicant, Letter
from assistant.domain.vocabulary import counted_as, specialty_label
from assistant.drafting.kinds import MARKER, Blank, DraftOptions
from assistant.drafting.recall import Recalled, recalled, speaks_of_another
from assistant.drafting.rules import load_rules
from assistant.drafting.wording import (
    as_sentence,
    cut,
    in_words,
    salutation_name,
    shown_value,
    specialties,
    told_in,
)
from assistant.knowledge import load_knowledge
from assistant.templates import render

LEADERS = frozenset({"program_director", "department_chair"})
DOCTORS = frozenset({"physician", "phd_researcher"})
# A remembered detail is looked for in this order: what the writer said, what was done together, what was done.
MEMORY_ORDER = (
    ("feedback", "feedback"), ("cases", "case"), ("presentations", "presentation"), ("responsibilities", "work"),
)  # fmt: skip


@dataclass(slots=True)
class Record:
    """What a draft turned out to hold while it was rendered: fields used and blanks left, each in order of use."""

    used: list[str] = field(default_factory=list)
    blanks: list[Blank] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Value:
    """A value of the case in a template. Rendering it notes its use; an unknown one renders as the marker."""

    name: str
    text: str | None
    record: Record

    def __str__(self) -> str:
        if self.text is None:
            self.record.blanks.append(Blank(self.name, question(self.name)))
            return MARKER
        if self.name not in self.record.used:
            self.record.used.append(self.name)
        return self.text

    def __bool__(self) -> bool:
        return self.text is not None


def question(name: str) -> str:
    """What to ask the applicant for an unknown field."""
    return render("emails/questions.j2", field=name)


@dataclass(frozen=True, slots=True)
class Memory:
    """A detail that a draft recalls: its field, kind, and text as a sentence (None: the case has none)."""

    field: str
    kind: str
    text: str | None
    shortened: bool = False

    @property
    def told_well(self) -> bool:
        """Whether the note became part of a sentence to the writer."""
        return "_" in self.kind

    @property
    def is_unturned(self) -> bool:
        """Whether the note would be told to the writer as of somebody else: "he liked me"."""
        return not self.told_well and speaks_of_another(self.kind, self.text or "")


def _memory(name: str, kind: str, note: str, shortened: bool) -> Memory:
    """A note as a sentence of the draft recalls it; "said", "thing" and "deed" name how the sentence goes on."""
    said = Recalled("own", note) if kind == "told" else recalled(kind, note)
    return Memory(name, kind if said.form == "own" else f"{kind}_{said.form}", as_sentence(said.text), shortened)


@dataclass(frozen=True)
class LetterCase:
    """A letter with its applicant on a day. All properties are derived; unknown stays None."""

    applicant: Applicant
    letter: Letter
    today: date
    options: DraftOptions = field(default_factory=DraftOptions)

    @cached_property
    def deadline(self) -> date | None:
        """The day by which the letter is hoped for (TIME-2, RULING-6)."""
        return deadline_of(self.applicant)

    @cached_property
    def days_to_deadline(self) -> int | None:
        """Days from the deadline to today: negative before it."""
        return (self.today - self.deadline).days if self.deadline else None

    @cached_property
    def targets(self) -> str | None:
        """The targets as a letter may name them (FAQ-4); None while no target is known."""
        return specialties(self.applicant.targets)

    @cached_property
    def noun(self) -> str:
        """What the time with the writer is called: rotation, observership, research, or plain time."""
        seen = self.letter.experience
        long = seen.weeks is not None and seen.weeks >= load_rules().limits["long_known_weeks"]
        rotated = seen.setting == "hands_on" and not long  # years as a resident are no rotation
        named = rotated or seen.setting != "hands_on"
        return render("emails/setting.j2", setting=(seen.setting if named else None) or "none")

    @cached_property
    def services(self) -> tuple[str, ...]:
        """Where letters for the targets are uploaded, in the order of the targets."""
        known, elsewhere = load_knowledge().specialties, load_rules().letter_services
        names = [known[target].service for target in self.applicant.targets]
        return tuple(dict.fromkeys(elsewhere.get(name, name) for name in names))

    @property
    def through_eras(self) -> bool:
        """Whether letters are uploaded to ERAS, so that facts of its portal apply; so while no target is known."""
        return "ERAS" in self.services or not self.services

    @cached_property
    def writer_name(self) -> str | None:
        """The name as the case has it."""
        return shown_value(self.letter.writer.name)

    @cached_property
    def writer_label(self) -> str | None:
        """Title and whole name."""
        name, title = self.writer_name, shown_value(self.letter.writer.title)
        if not name:
            return None
        doctor = "Dr. " if not title and self.is_doctor and not name.casefold().startswith(("dr", "prof")) else ""
        if title and not name.casefold().startswith(title.casefold()):
            return f"{title} {name}"
        return doctor + name

    @property
    def is_doctor(self) -> bool:
        """Whether the writer is a doctor by profession, and so greeted as one."""
        return self.letter.writer.profession in DOCTORS

    @cached_property
    def greeting_title(self) -> str:
        """The title to greet with while the name is unknown."""
        return shown_value(self.letter.writer.title) or ("Dr." if self.is_doctor else "")

    @cached_property
    def greeting_name(self) -> str | None:
        """As the writer likes to be called; else title and surname, or title and whole name."""
        if wished := shown_value(self.options.greeting):
            return wished
        name = self.writer_name
        if not name:
            return None
        title = shown_value(self.letter.writer.title)
        if title and name.casefold().startswith(title.casefold()):
            title = None
        return salutation_name(name, title, doctor=self.is_doctor)

    @cached_property
    def status(self) -> str | None:
        """The letter's status; days that are past tell of it where it says less: uploaded, or asked."""
        given, uploaded = self.letter.status, self.letter.uploaded_on
        if given != "declined" and uploaded and uploaded <= self.today:
            return "uploaded"
        return "asked" if given in {None, "idea"} and self.asked_on else given

    @cached_property
    def asked_on(self) -> date | None:
        """The day of the first request; None where it is unknown, or cannot be as it lies ahead."""
        day = self.letter.asked_on
        return day if day and day <= self.today else None

    @cached_property
    def ended(self) -> bool:
        """Whether the time with the writer is over."""
        end = self.letter.experience.last_day
        if end is None and self.options.over is not None:
            return self.options.over and not self.nothing_yet
        return not self.never_taught and end is not None and end < self.today

    @cached_property
    def not_begun(self) -> bool:
        """Whether the time with the writer still lies ahead."""
        start = self.letter.experience.first_day
        return start > self.today if start else self.options.begins is not None

    @property
    def begins(self) -> str:
        """When the time with the writer begins, where that lies ahead: "on August 2, 2027", "in August"."""
        start = self.letter.experience.first_day
        return f"on {in_words(start)}" if start and self.not_begun else shown_value(self.options.begins) or ""

    @cached_property
    def nothing_yet(self) -> bool:
        """Whether they have worked on nothing together so far: then there is no teaching, work or time to speak of."""
        return self.never_taught or self.not_begun

    @cached_property
    def months_ago(self) -> bool:
        """Whether the writer may have forgotten: the time together ended long ago."""
        if self.nothing_yet:
            return False
        if self.options.months_ago is not None:
            return self.options.months_ago
        end, limit = self.letter.experience.last_day, load_rules().limits["months_ago_days"]
        return end is not None and (self.today - end).days >= limit

    @property
    def long_known(self) -> bool:
        """Whether the writer has known the applicant for long or well: such a one forgets nothing."""
        seen = self.letter.experience
        long = seen.weeks is not None and seen.weeks >= load_rules().limits["long_known_weeks"]
        return long or seen.longitudinal is True or seen.knows_me_well is True

    @cached_property
    def second_request(self) -> bool:
        """Whether the writer has been asked before."""
        if self.options.second_request is not None:
            return self.options.second_request
        return self.status == "asked"

    @cached_property
    def home_mentor(self) -> bool:
        """Whether the writer is from the applicant's home country (USHC-3)."""
        if self.options.home_mentor is not None:
            return self.options.home_mentor
        country, home = self.letter.writer.country, self.applicant.home_country
        return country is not None and country == home and country != "US"

    @cached_property
    def barely_known(self) -> bool:
        """Whether a program director or chair does not know the applicant (RULING-9)."""
        if self.options.barely_known is not None:
            return self.options.barely_known
        known = self.letter.experience.knows_me_well
        return self.letter.writer.leadership in LEADERS and (known is False or self.never_taught)

    @property
    def never_taught(self) -> bool:
        """Whether the case says that they have not worked together: then there is no teaching to thank for."""
        seen = self.letter.experience
        return seen.setting == "none" and not seen.knows_me_well and not seen.longitudinal

    @cached_property
    def former_field(self) -> str | None:
        """The field that the applicant left, where the writer is of it and it is no target (ALIGN-4)."""
        old = self.applicant.switched_from
        if old is None or counted_as(old) not in writer_fields(self.letter):
            return None
        return None if old in self.applicant.targets else specialty_label(old)

    @cached_property
    def conditions(self) -> frozenset[str]:
        """What applies to this letter, by the names that knowledge/drafting.yaml uses under `when`."""
        figures, applicant, seen = load_figures(), self.applicant, self.letter.experience
        year, graduated = applicant.application_year, applicant.graduation_year
        older = year is not None and graduated is not None and year - graduated >= figures.older_graduation_years
        exams = bool(applicant.exam_failures) or applicant.low_score is True
        gap = (applicant.clinical_gap_months or 0) >= figures.clinical_gap_months
        research = seen.setting == "research" or self.letter.writer.profession == "phd_researcher"
        found = {
            "always": True,
            "several_targets": len(applicant.targets) > 1,
            "research_writer": research,
            "home_writer": self.home_mentor,
            "former_field_writer": self.former_field is not None,
            "older_graduate": older and not research,
            "exam_history": exams and not research,
            "clinical_gap": gap and not research,
            "red_flag": older or exams or gap,
            "us_writer": self.letter.writer.country == "US",
            "not_for_time": not (self.options.no_time or self.options.hardship),
        }
        return frozenset(name for name, holds in found.items() if holds)

    @cached_property
    def advised_against(self) -> tuple[str, ...]:
        """The critical writer-* rules that fire (tier 9)."""
        return avoided_by(self.letter)

    @cached_property
    def memories(self) -> list[Memory]:
        """Details that a draft may recall, whole and plainly told ones first; a blank where the case has none."""
        found = self._recalled[0]
        ordered = sorted(found, key=lambda memory: (memory.shortened, not memory.told_well))
        return ordered or [Memory("notes.feedback", "admired" if self.nothing_yet else "blank", None)]

    @property
    def improvement_left_out(self) -> bool:
        """Whether a note was passed over because it says only that the applicant improved (RULING-10)."""
        return self._recalled[1]

    @property
    def unturned_left_out(self) -> bool:
        """Whether a note was passed over because it speaks of the writer to a third person, and could not be turned."""
        return self._recalled[2]

    @cached_property
    def _recalled(self) -> tuple[list[Memory], bool, bool]:
        """Details from the notes; before any work together, only what the writer said."""
        rules, found, left_out, unturned = load_rules(), list[Memory](), False, False
        for name, kind in (("feedback", "told"),) if self.nothing_yet else MEMORY_ORDER:
            for index, note in enumerate(getattr(self.letter.notes, name)[: rules.limits["notes_looked_at"]]):
                start = note[: rules.limits["note_characters"]]
                line = shown_value(start)
                if line and rules.bare_improvement.search(line):
                    left_out = True
                elif line:
                    text = cut(line, rules.limits["remembered_words"])
                    shortened = text != line or start != note
                    memory = _memory(f"notes.{name}[{index}]", kind, text, shortened)
                    if memory.is_unturned:
                        unturned = True
                    elif not told_in(self.options.mention or "", memory.text or ""):  # else it is there already
                        found.append(memory)
        return found, left_out, unturned

    def date_text(self, day: date | None) -> str | None:
        """A day in words; None stays None."""
        return in_words(day) if day else None
