"""The kinds of value that a case holds: text, yes or no, day, number, one of a list, specialty, country.

Each reader takes what stood in the file and gives the value, or raises a ValueError that reads `must be ..., got ...`.
Nothing is guessed or rounded; only spelling is made uniform (spaces in a line, names of specialties and countries).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from math import isfinite
from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, WithJsonSchema

from assistant.domain.vocabulary import find_country, find_specialty, nearest, nearest_country, nearest_specialty

LINE_LIMIT, PASSAGE_LIMIT, LIST_LIMIT = 300, 5_000, 200
FIRST_YEAR, LAST_YEAR = 1940, 2100
MOST_WEEKS, MOST_MONTHS, MOST_COUNTED = 2_600, 1_200, 100
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_EMAIL = re.compile(r"[^@\s<>,;:\"()]+@[^@\s<>,;:\"()]+")
_SLUG = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_QUOTED_NUMBER = re.compile(r"\s*-?[0-9]{1,9}(?:\.[0-9]{1,9})?\s*", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_SHOWN = 60
_HUGE_BITS = 128
_YES, _NO = {"yes", "on"}, {"no", "off"}


class PlainWord(str):
    """An unquoted yes, no, on or off of a YAML file: a truth value where one is due, else the word (NO is Norway)."""

    __slots__ = ()


def shown(value: Any) -> str:
    """A value as a fault line shows it: one short line, whatever it is."""
    if isinstance(value, int) and value.bit_length() > _HUGE_BITS:
        return "a number too large to show"
    if isinstance(value, dict | list | tuple):
        return f"a {'mapping' if isinstance(value, dict) else 'list'} of {len(value)}"
    text = repr(str(value)) if isinstance(value, str) else "null" if value is None else str(value)
    text = {"True": "true", "False": "false", "nan": "NaN"}.get(text, text)
    text = "".join(letter if letter.isprintable() else "?" for letter in text)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}… ({len(text)} characters)"


def read_line(value: Any) -> str:
    """Text of one line; runs of spaces and line breaks become one space."""
    return " ".join(_clean(value, LINE_LIMIT).split())


def read_passage(value: Any) -> str:
    """Text that may run over several lines."""
    return _clean(value, PASSAGE_LIMIT).strip()


def _clean(value: Any, limit: int) -> str:
    if not isinstance(value, str):
        raise ValueError(f"must be text, got {shown(value)}; put it in quotes")
    if len(value) > limit:
        raise ValueError(f"must be {limit} characters or fewer, got {len(value)}; shorten it")
    if found := _CONTROL.search(value):
        raise ValueError(f"must be readable text, got the control character U+{ord(found[0]):04X}; take it out")
    if not value.strip():
        raise ValueError("must not be blank; leave the field out if it is unknown")
    return str(value)


def read_number_text(value: Any) -> str:
    """An identification number, kept as text; a bare whole number is taken as its digits."""
    return str(value) if type(value) is int and 0 <= value < 10**20 else read_line(value)


def read_email(value: Any) -> str:
    """One e-mail address."""
    text = read_line(value)
    if not _EMAIL.fullmatch(text):
        raise ValueError(f"must be one e-mail address such as name@example.org, got {shown(text)}")
    return text


def read_slug(value: Any) -> str:
    """A letter's id: lower-case letters, digits, hyphens and underscores."""
    text = read_line(value)
    if not _SLUG.fullmatch(text):
        advice = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:64] or "letter-1"
        raise ValueError(f"must be lower-case letters, digits, - and _, got {shown(text)}; write {advice}")
    return text


def read_yes_no(value: Any) -> bool:
    """True or false; an unquoted yes or no of YAML counts."""
    if isinstance(value, PlainWord):
        return value.casefold() in _YES
    if not isinstance(value, bool):
        raise ValueError(f"must be true or false, got {shown(value)}")
    return value


def read_day(value: Any) -> date:
    """A day written YYYY-MM-DD, between FIRST_YEAR and LAST_YEAR."""
    form = f"must be a date written as 2027-09-01, got {shown(value)}"
    if isinstance(value, date) and not isinstance(value, datetime):
        day = value
    else:
        match = _DAY.fullmatch(value) if isinstance(value, str) else None
        if not match:
            raise ValueError(form)
        try:
            day = date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            raise ValueError(f"{form}, a day that no calendar has") from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f"must be between the years {FIRST_YEAR} and {LAST_YEAR}, got {day.isoformat()}")
    return day


def number_reader(least: int, most: int, *, whole: bool) -> Callable[[Any], int | float]:
    """A reader of numbers from `least` to `most`, both included."""
    kind = "a whole number" if whole else "a number"

    def read(value: Any) -> int | float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not (
            isinstance(value, int) or (isfinite(value) and not whole)
        ):
            raise ValueError(f"must be {kind}, got {shown(value)}{_number_remedy(value, whole)}")
        if value < least:
            raise ValueError(f"must be {least} or more, got {shown(value)}")
        if value > most:
            raise ValueError(f"must be {most} or less, got {shown(value)}")
        return value

    return read


def _number_remedy(value: Any, whole: bool) -> str:
    """What to do about a number that is written as text, or with a fraction where there can be none."""
    if isinstance(value, str) and _QUOTED_NUMBER.fullmatch(value):
        return f"; write {value.strip()} without quotation marks"
    if whole and isinstance(value, float) and value.is_integer():
        return f"; write {value:.0f}"
    return ""


def choice_reader(kind: Any) -> Callable[[Any], str]:
    """A reader of one of the words of a Literal type."""
    words = get_args(kind)

    def read(value: Any) -> str:
        if isinstance(value, str) and value in words:
            return str(value)
        near = nearest(str(value), words) if isinstance(value, str) else None
        advice = f"; did you mean {near}?" if near else ""
        raise ValueError(f"must be one of {', '.join(words)}, got {shown(value)}{advice}")

    return read


def read_specialty(value: Any) -> str:
    """A specialty's id from any of its names; a subspecialty gives its parent."""
    return _known_specialty(value)[0]


def read_target(value: Any) -> str:
    """A specialty that residency programs are for: a subspecialty is refused, its parent named."""
    specialty, subspecialty = _known_specialty(value)
    if subspecialty:
        raise ValueError(
            f"must be a specialty, got the subspecialty {shown(value)}; did you mean its field, {specialty}?"
        )
    return specialty


def read_subspecialty(value: Any) -> str:
    """A subspecialty's id from any of its names."""
    specialty, subspecialty = _known_specialty(value)
    if not subspecialty:
        raise ValueError(f"must be a subspecialty such as cardiology, got {shown(value)}; write specialty: {specialty}")
    return subspecialty


def _known_specialty(value: Any) -> tuple[str, str | None]:
    text = read_line(value)
    found = find_specialty(text)
    if found is None:
        near = nearest_specialty(text)
        advice = f"did you mean {near}?" if near else "see the list in knowledge/specialties.yaml"
        raise ValueError(f"must be a known specialty, got {shown(text)}; {advice}")
    return found


def read_country(value: Any) -> str:
    """An ISO 3166 alpha-2 code from a code or a country's name."""
    text = read_line(value)
    code = find_country(text)
    if code is None:
        near = nearest_country(text)
        advice = f"did you mean {near}?" if near else "write the code of two letters, such as PK"
        raise ValueError(f"must be a country's ISO 3166 code or name, got {shown(text)}; {advice}")
    return code


def read_list(value: Any) -> tuple[Any, ...]:
    """A list of at most LIST_LIMIT entries."""
    if not isinstance(value, list | tuple):
        raise ValueError(f"must be a list such as [..., ...], got {shown(value)}")
    if len(value) > LIST_LIMIT:
        raise ValueError(f"must hold {LIST_LIMIT} entries or fewer, got {len(value)}; take the others out")
    return tuple(value)


Profession = Literal[
    "physician", "phd_researcher", "nurse", "social_worker", "administrator", "patient", "politician",
    "religious_leader", "business_leader", "other_non_physician",
]
AcademicTitle = Literal["instructor", "assistant_professor", "associate_professor", "professor"]
Leadership = Literal["program_director", "department_chair", "other"]
Setting = Literal["hands_on", "observership", "shadowing", "research", "research_and_clinic", "none"]
Site = Literal["academic", "community_teaching", "busy_community", "private_practice"]
Status = Literal["idea", "asked", "agreed", "declined", "uploaded"]
Attitude = Literal["supportive", "hesitant"]



def _schema(kind: str, **bounds: Any) -> WithJsonSchema:
    return WithJsonSchema({"type": kind, **bounds})


Line = Annotated[str, BeforeValidator(read_line), _schema("string", minLength=1, maxLength=LINE_LIMIT)]
Passage = Annotated[str, BeforeValidator(read_passage), _schema("string", minLength=1, maxLength=PASSAGE_LIMIT)]
NumberText = Annotated[
    str, BeforeValidator(read_number_text),
    WithJsonSchema(
        {"anyOf": [{"type": "string", "minLength": 1, "maxLength": LINE_LIMIT}, {"type": "integer", "minimum": 0}]}
    ),
]
Email = Annotated[str, BeforeValidator(read_email), _schema("string", format="email")]
Slug = Annotated[str, BeforeValidator(read_slug), _schema("string", pattern=f"^{_SLUG.pattern}$")]
YesNo = Annotated[bool, BeforeValidator(read_yes_no)]
Day = Annotated[date, BeforeValidator(read_day)]
Weeks = Annotated[
    int | float, BeforeValidator(number_reader(0, MOST_WEEKS, whole=False)),
    _schema("number", minimum=0, maximum=MOST_WEEKS),
]
Months = Annotated[
    int | float, BeforeValidator(number_reader(0, MOST_MONTHS, whole=False)),
    _schema("number", minimum=0, maximum=MOST_MONTHS),
]
Count = Annotated[
    int, BeforeValidator(number_reader(0, MOST_COUNTED, whole=True)),
    _schema("integer", minimum=0, maximum=MOST_COUNTED),
]
Year = Annotated[
    int, BeforeValidator(number_reader(FIRST_YEAR, LAST_YEAR, whole=True)),
    _schema("integer", minimum=FIRST_YEAR, maximum=LAST_YEAR),
]
_SPECIALTY = _schema("string", minLength=1, examples=["internal_medicine", "IM", "Peds", "ENT"])
SpecialtyId = Annotated[str, BeforeValidator(read_specialty), _SPECIALTY]
TargetId = Annotated[str, BeforeValidator(read_target), _SPECIALTY]
SubspecialtyId = Annotated[
    str, BeforeValidator(read_subspecialty), WithJsonSchema({"type": "string", "examples": ["cardiology"]})
]
CountryCode = Annotated[
    str, BeforeValidator(read_country), WithJsonSchema({"type": "string", "examples": ["US", "UK", "PK", "Pakistan"]})
]
