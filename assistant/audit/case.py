"""A case as the audit sees it: each letter with what can be told about it, each target with its counts.

`LetterView` depends on the letter and the targets, `TargetView` on all letters. Letters stand in the order of their
ids, so that nothing depends on the order in the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from assistant.audit.avoidance import avoided_by
from assistant.audit.figures import Figures, load_figures
from assistant.domain import Applicant, Letter
from assistant.domain.vocabulary import counted_as, parent_of
from assistant.knowledge import load_knowledge

CLINICAL = frozenset({"hands_on", "research_and_clinic", "observership"})
LEADERS = frozenset({"program_director", "department_chair"})
HOME_OF_ERAS = "US"
AVOID = 9


@dataclass(frozen=True, slots=True)
class LetterView:
    """One letter. `us` and `clinical` are None where country or setting is unknown; `weeks` given or from dates."""

    letter: Letter
    id: str
    weeks: float | None
    physician: bool
    us: bool | None
    clinical: bool | None
    fields: frozenset[str]  # the writer's specialty and the subspecialty's parent, as counted; empty: unknown
    recommends: frozenset[str] | None  # as counted; None: unknown
    avoided_by: tuple[str, ...]  # the critical writer-* rules that fire
    declined: bool
    status: str | None
    brief: bool
    tiers: tuple[int, ...]  # every tier from 1 to 8 that the writer qualifies for against `target`
    tier: int
    target: str  # the best-fitting target

    @property
    def us_clinical(self) -> bool:
        """A US physician in a clinical setting; whether usable is asked of the target."""
        return self.physician and bool(self.us) and bool(self.clinical)

    @property
    def leader(self) -> bool:
        """A program director or department chair."""
        return self.letter.writer.leadership in LEADERS

    def in_field(self, counted: str) -> bool:
        """Whether the writer's specialty, or the subspecialty's parent, is the one given."""
        return counted in self.fields

    def usable_for(self, counted: str) -> bool:
        """Not declined, not to be avoided, and recommending for this target or for none by name."""
        return not self.declined and not self.avoided_by and (not self.recommends or counted in self.recommends)


@dataclass(frozen=True, slots=True)
class TargetView:
    """One target with its letters; `maybe_*` hold those that would count if an absent field were known to fit."""

    id: str
    counted: str
    group: str
    usable: tuple[LetterView, ...]
    us_clinical: tuple[LetterView, ...]
    maybe_us_clinical: tuple[LetterView, ...]
    in_specialty: tuple[LetterView, ...]
    maybe_in_specialty: tuple[LetterView, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """What the rules are given. `sets` maps a target to the ids of its letters, once these are chosen."""

    applicant: Applicant
    today: date
    deadline: date | None
    figures: Figures
    letters: tuple[LetterView, ...]
    targets: tuple[TargetView, ...]
    open_letters: tuple[LetterView, ...]  # neither declined nor to be avoided: may have findings beside a critical one
    usable_letters: tuple[LetterView, ...]  # usable for one target at least
    sets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def letters_known(self) -> bool:
        """Whether the case says which letters there are, be it none."""
        return self.applicant.letters is not None

    @property
    def days_to_deadline(self) -> int | None:
        """Days from the deadline to today: negative before it, positive after it, None without one."""
        return (self.today - self.deadline).days if self.deadline else None


def deadline_of(applicant: Applicant) -> date | None:
    """The letters' deadline: as given, else 1 September of the application year (RULING-6), else None."""
    if applicant.deadline or applicant.application_year is None:
        return applicant.deadline
    figures = load_figures()
    return date(applicant.application_year, figures.deadline_month, figures.deadline_day)


def writer_fields(letter: Letter) -> frozenset[str]:
    """The specialties under which a writer counts."""
    writer = letter.writer
    names = [writer.specialty] if writer.specialty else []
    if writer.subspecialty:
        names.append(parent_of(writer.subspecialty))
    return frozenset(counted_as(name) for name in names)


def view_letter(letter: Letter, targets: tuple[str, ...]) -> LetterView:
    """One letter as the audit sees it, with its tier against the best-fitting of `targets` (ids)."""
    figures, writer, seen = load_figures(), letter.writer, letter.experience
    weeks, fields, avoided = seen.length_weeks, writer_fields(letter), avoided_by(letter)
    recommends = None if letter.recommends_for is None else frozenset(map(counted_as, letter.recommends_for))
    us = None if writer.country is None else writer.country == HOME_OF_ERAS
    clinical = None if seen.setting is None else seen.setting in CLINICAL
    declined = letter.status == "declined"
    tiers = {target: _qualifies(letter, fields, weeks, target) for target in targets}

    def fit(target: str) -> tuple[int, bool, bool]:
        counted = counted_as(target)
        return tiers[target][0], counted not in fields, bool(recommends) and counted not in (recommends or ())

    best = min(targets, key=fit)
    brief = bool(us) and weeks is not None and weeks <= figures.brief_weeks and seen.setting != "shadowing"
    return LetterView(
        letter=letter, id=letter.id, weeks=weeks, physician=writer.profession == "physician", us=us, clinical=clinical,
        fields=fields, recommends=recommends, avoided_by=avoided, declined=declined,
        status="uploaded" if letter.status is None and letter.uploaded_on else letter.status,
        brief=brief and not avoided and not declined, tiers=tiers[best],
        tier=AVOID if avoided else tiers[best][0], target=best,
    )


def _qualifies(letter: Letter, fields: frozenset[str], weeks: float | None, target: str) -> tuple[int, ...]:
    """Every tier from 1 to 8 that a writer qualifies for against one target (id), lowest number first."""
    writer, seen, counted = letter.writer, letter.experience, counted_as(target)
    physician, known = writer.profession == "physician", writer.country is not None
    us, clinical = physician and writer.country == HOME_OF_ERAS, seen.setting in CLINICAL
    inside, sub = counted in fields, writer.subspecialty is not None
    long = seen.setting == "research_and_clinic" and weeks is not None and weeks >= load_figures().longitudinal_weeks
    found = [
        us and clinical and inside and not sub,
        us and clinical and writer.leadership in LEADERS and seen.knows_me_well is True,
        us and clinical and inside and sub,
        us and (seen.longitudinal is True or long),
        physician and known and not us and clinical and inside,
        us and clinical and bool(fields) and not inside,
        seen.setting == "research" or writer.profession == "phd_researcher",
        True,
    ]
    return tuple([tier for tier, met in enumerate(found, 1) if met])


def build_case(applicant: Applicant, today: date) -> Case:
    """The case of an applicant on a day."""
    views = sorted(
        (view_letter(letter, applicant.targets) for letter in applicant.letters or ()), key=lambda view: view.id
    )
    targets = tuple(_view_target(target, views) for target in applicant.targets)
    wanted = [target.counted for target in targets]
    return Case(
        applicant, today, deadline_of(applicant), load_figures(), tuple(views), targets,
        open_letters=tuple(view for view in views if not view.declined and not view.avoided_by),
        usable_letters=tuple(view for view in views if any(view.usable_for(counted) for counted in wanted)),
    )


def with_letter(case: Case, view: LetterView) -> Case:
    """The case with one more usable letter, which stands last and belongs to no set."""
    return Case(
        case.applicant, case.today, case.deadline, case.figures, (*case.letters, view),
        tuple(_with_letter(target, view) for target in case.targets),
        (*case.open_letters, view), (*case.usable_letters, view),
    )


def _view_target(target: str, views: list[LetterView]) -> TargetView:
    counted = counted_as(target)
    usable = [view for view in views if view.usable_for(counted)]
    us, inside = [view for view in usable if view.us_clinical], [view for view in usable if _inside(view, counted)]
    return TargetView(
        target, counted, load_knowledge().specialties[target].group, tuple(usable), tuple(us),
        tuple(view for view in usable if _maybe_us(view)), tuple(inside),
        tuple(view for view in usable if _maybe_inside(view, counted)),
    )


def _with_letter(target: TargetView, view: LetterView) -> TargetView:
    us, inside = view.us_clinical, _inside(view, target.counted)
    return TargetView(
        target.id, target.counted, target.group, (*target.usable, view),
        (*target.us_clinical, view) if us else target.us_clinical, target.maybe_us_clinical,
        (*target.in_specialty, view) if inside else target.in_specialty, target.maybe_in_specialty,
    )


def _inside(view: LetterView, counted: str) -> bool:
    return view.physician and bool(view.clinical) and counted in view.fields


def _maybe_us(view: LetterView) -> bool:
    """Not a US clinical letter as far as is known, but an absent field could make it one."""
    return maybe_physician(view) and view.us is not False and view.clinical is not False and not view.us_clinical


def _maybe_inside(view: LetterView, counted: str) -> bool:
    """Not in the specialty as far as is known, but an absent field could make it so."""
    if not maybe_physician(view) or view.clinical is False or _inside(view, counted):
        return False
    return not view.fields or counted in view.fields


def maybe_physician(view: LetterView) -> bool:
    """A physician, or of unknown profession."""
    return view.physician or view.letter.writer.profession is None
