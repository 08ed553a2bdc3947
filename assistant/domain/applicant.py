"""The case: an applicant, the letters, each writer and what the writer saw. Frozen; None means unknown.

Shapes follow the applicant file (YAML or JSON). Every field but `targets` may be left out; nothing is filled in.
`letters` None is unknown, an empty tuple is a known zero; the same holds for `recommends_for`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from math import ceil
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from assistant.domain.fields import (
    LIST_LIMIT,
    AcademicTitle,
    Attitude,
    Count,
    CountryCode,
    Day,
    Email,
    Leadership,
    Line,
    Months,
    NumberText,
    Passage,
    Profession,
    Setting,
    Site,
    Slug,
    SpecialtyId,
    Status,
    SubspecialtyId,
    TargetId,
    Weeks,
    Year,
    YesNo,
    choice_reader,
    read_list,
)
from assistant.domain.vocabulary import find_specialty, nearest
from assistant.errors import InputError

DAYS_PER_WEEK = 7
WEEKS_TOLERANCE = 1
CONTRADICTION = "contradiction"
_AT_MOST = Field(max_length=LIST_LIMIT)


def _mapping_or_nothing(value: Any) -> Any:
    return {} if value is None else value


def _list_or_nothing(value: Any) -> Any:
    return () if value is None else read_list(value)


def _without_repeats(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def weeks_between(start: date, end: date) -> float:
    """Length of a rotation in weeks, first and last day included, not rounded."""
    return ((end - start).days + 1) / DAYS_PER_WEEK


def _moved(day: date | None, weeks: float | None, direction: int) -> date | None:
    """The other end of a rotation of so many weeks, both days included; None where that cannot be told."""
    if day is None or weeks is None or weeks <= 0:
        return None
    return day + direction * timedelta(days=ceil(round(weeks * DAYS_PER_WEEK, 6)) - 1)


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, hide_input_in_errors=True)


class Writer(_Part):
    """Who writes. A subspecialty named as `specialty` is stored as the parent with its subspecialty."""

    name: Line | None = None
    title: Line | None = Field(default=None, description="how to address the writer, such as Dr. or Prof.")
    email: Email | None = None
    profession: Annotated[Profession, BeforeValidator(choice_reader(Profession))] | None = None
    specialty: SpecialtyId | None = None
    subspecialty: SubspecialtyId | None = None
    academic_title: Annotated[AcademicTitle, BeforeValidator(choice_reader(AcademicTitle))] | None = None
    leadership: Annotated[Leadership, BeforeValidator(choice_reader(Leadership))] | None = None
    country: CountryCode | None = Field(default=None, description="ISO 3166 alpha-2 code, or the country's name")
    family_friend: YesNo | None = None

    @model_validator(mode="before")
    @classmethod
    def _subspecialty_named_as_specialty(cls, data: Any) -> Any:
        if isinstance(data, Mapping) and isinstance(data.get("specialty"), str) and data.get("subspecialty") is None:
            found = find_specialty(data["specialty"])
            if found and found.subspecialty:
                return {**data, "specialty": found.specialty, "subspecialty": found.subspecialty}
        return data


class Experience(_Part):
    """What the writer saw: setting, site, days, and how closely."""

    setting: Annotated[Setting, BeforeValidator(choice_reader(Setting))] | None = None
    site: Annotated[Site, BeforeValidator(choice_reader(Site))] | None = None
    start: Day | None = None
    end: Day | None = None
    weeks: Weeks | None = Field(default=None, description="derived from start and end where absent")
    directly_observed: YesNo | None = None
    longitudinal: YesNo | None = None
    knows_me_well: YesNo | None = None
    in_discussions: YesNo | None = Field(default=None, description="took part in discussions (observerships)")

    @property
    def length_weeks(self) -> float | None:
        """Weeks as given, else from the dates (last day included, not rounded), else None."""
        if self.weeks is not None:
            return self.weeks
        return weeks_between(self.start, self.end) if self.start and self.end else None

    @property
    def first_day(self) -> date | None:
        """The first day as given, else from the last one and the weeks, else None."""
        return self.start or _moved(self.end, self.weeks, -1)

    @property
    def last_day(self) -> date | None:
        """The last day as given, else from the first one and the weeks, else None."""
        return self.end or _moved(self.start, self.weeks, 1)

    @model_validator(mode="after")
    def _dates_agree(self) -> Experience:
        if self.start and self.end:
            if self.end < self.start:
                raise PydanticCustomError(CONTRADICTION, "end: must not be before start")
            if self.weeks is not None and abs(self.weeks - weeks_between(self.start, self.end)) > WEEKS_TOLERANCE:
                raise PydanticCustomError(CONTRADICTION, "weeks: must agree with start and end to within a week")
        return self


Specialties = Annotated[
    tuple[SpecialtyId, ...], _AT_MOST, BeforeValidator(read_list), AfterValidator(_without_repeats)
]
Passages = Annotated[tuple[Passage, ...], _AT_MOST, BeforeValidator(_list_or_nothing)]


class Notes(_Part):
    """Facts for the packet and the outline, each a passage in the applicant's words."""

    cases: Passages = ()
    presentations: Passages = ()
    feedback: Passages = ()
    responsibilities: Passages = ()
    strengths: Passages = ()


class Letter(_Part):
    """One letter, wished for, promised or uploaded."""

    id: Slug = Field(default="", description="slug, unique; made from the writer's surname where absent")
    writer: Annotated[Writer, BeforeValidator(_mapping_or_nothing)] = Writer()
    experience: Annotated[Experience, BeforeValidator(_mapping_or_nothing)] = Experience()
    status: Annotated[Status, BeforeValidator(choice_reader(Status))] | None = None
    attitude: Annotated[Attitude, BeforeValidator(choice_reader(Attitude))] | None = None
    waived: YesNo | None = None
    recommends_for: Specialties | None = Field(
        default=None, description="what the letter says it recommends for; empty: it names no specialty"
    )
    template: YesNo | None = Field(default=None, description="known to be a generic or circulating letter")
    asked_on: Day | None = None
    uploaded_on: Day | None = None
    notes: Annotated[Notes, BeforeValidator(_mapping_or_nothing)] = Notes()

    @property
    def writer_label(self) -> str:
        """The writer as the case names them: title and name, or the letter's id where the name is unknown."""
        name = self.writer.name
        if not name:
            return self.id.replace("_", " ")
        title = self.writer.title
        return f"{title} {name}" if title and not name.casefold().startswith(title.casefold()) else name


class Applicant(_Part):
    """The whole case. Shape: the applicant file."""

    name: Line | None = None
    email: Email | None = None
    aamc_id: NumberText | None = None
    application_year: Year | None = Field(
        default=None, description="the year in whose September the application goes out"
    )
    deadline: Day | None = Field(
        default=None, description="letters' ideal deadline; default 1 September of application_year"
    )
    home_country: CountryCode | None = Field(default=None, description="ISO 3166 alpha-2 code, or the country's name")
    targets: Annotated[
        tuple[TargetId, ...], Field(min_length=1, max_length=LIST_LIMIT), BeforeValidator(read_list)
    ] = Field(description="specialties applied to; the first is the primary one")
    switched_from: SpecialtyId | None = None
    graduation_year: Year | None = None
    exam_failures: Count | None = Field(default=None, description="USMLE attempts failed")
    low_score: YesNo | None = None
    clinical_gap_months: Months | None = None
    letters: Annotated[tuple[Letter, ...], _AT_MOST, BeforeValidator(read_list)] | None = Field(
        None, description="absent: unknown; empty: none"
    )

    @model_validator(mode="after")
    def _ids_and_targets_differ(self) -> Applicant:
        ids = [letter.id for letter in self.letters or ()]
        if len(set(ids)) < len(ids) or "" in ids:
            raise PydanticCustomError(CONTRADICTION, "letters: each must have an id of its own")
        if len(set(self.targets)) < len(self.targets):
            raise PydanticCustomError(CONTRADICTION, "targets: each must be named once")
        return self

    @property
    def primary(self) -> str:
        """The first target's id."""
        return self.targets[0]

    def letter(self, letter_id: str) -> Letter:
        """The letter of an id.

        Raises:
            InputError: there is none; the line names the nearest id, or all of them when few.
        """
        ids = [letter.id for letter in self.letters or ()]
        if letter_id in ids:
            return (self.letters or ())[ids.index(letter_id)]
        near = nearest(letter_id, ids)
        known = f"the case has {', '.join(sorted(ids)[:12])}" if ids else "the case has no letters"
        known = f"did you mean {near}?" if near else known
        raise InputError(f"letter: there is none with the id {letter_id[:80]!r}; {known}")
