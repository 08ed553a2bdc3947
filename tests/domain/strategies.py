"""Hypothesis strategies for cases: any letter, any applicant, any JSON value; all in the applicant file's format."""

from datetime import date
from typing import Any, get_args

from hypothesis import strategies as st

from assistant.domain import Applicant, parse_applicant
from assistant.domain import fields as kinds
from assistant.knowledge import load_knowledge

SPECIALTIES = sorted(load_knowledge().specialties)
SUBSPECIALTIES = sorted(load_knowledge().subspecialties)
DAYS = st.dates(date(2026, 1, 1), date(2028, 6, 30))
COMMON = st.sampled_from(
    [
        *("internal_medicine", "family_medicine", "general_surgery", "urology", "neurology", "dermatology"),
        *("radiology", "interventional_radiology"),
    ]
)
COUNTRIES = st.sampled_from(["US", "US", "CA", "GB", "PK", "IN"])


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """A value, or None for unknown."""
    return st.none() | strategy


def _words(kind: Any) -> st.SearchStrategy[Any]:
    return maybe(st.sampled_from(get_args(kind)))


def writers() -> st.SearchStrategy[dict[str, Any]]:
    professions = st.just("physician") | _words(kinds.Profession)
    return st.fixed_dictionaries(
        {
            "name": maybe(st.sampled_from(["John Smith", "Ana Núñez", "李雷", "O'Brien"])),
            "profession": professions,
            "specialty": maybe(COMMON),
            "subspecialty": maybe(st.sampled_from(SUBSPECIALTIES[:6])),
            "academic_title": _words(kinds.AcademicTitle),
            "leadership": _words(kinds.Leadership),
            "country": maybe(COUNTRIES),
            "family_friend": st.sampled_from([None, None, False, True]),
        }
    )


@st.composite
def experiences(draw: st.DrawFn) -> dict[str, Any]:
    found = draw(
        st.fixed_dictionaries(
            {
                "setting": _words(kinds.Setting),
                "site": _words(kinds.Site),
                "weeks": maybe(st.integers(0, 30)),
                **dict.fromkeys(
                    ("directly_observed", "longitudinal", "knows_me_well", "in_discussions"), maybe(st.booleans())
                ),
            }
        )
    )
    if draw(st.booleans()):
        start, length = draw(DAYS), draw(st.integers(0, 120))
        end = date.fromordinal(start.toordinal() + length)
        found |= {"start": start.isoformat(), "end": end.isoformat(), "weeks": None}
    return found


@st.composite
def letters(draw: st.DrawFn, letter_id: str = "x") -> dict[str, Any]:
    """One letter of the applicant file."""
    status = draw(_words(kinds.Status))
    return {
        "id": letter_id,
        "writer": draw(writers()),
        "experience": draw(experiences()),
        "status": status,
        "attitude": draw(st.sampled_from([None, "supportive", "supportive", "hesitant"])),
        "waived": draw(maybe(st.booleans())),
        "recommends_for": draw(maybe(st.lists(COMMON, max_size=2, unique=True))),
        "template": draw(maybe(st.booleans())),
        "asked_on": draw(maybe(DAYS.map(str))),
        "uploaded_on": draw(maybe(DAYS.map(str))) if status == "uploaded" else None,
    }


@st.composite
def case_files(draw: st.DrawFn, most: int = 7) -> dict[str, Any]:
    """A whole applicant file as plain values."""
    count = draw(maybe(st.integers(0, most)))
    return {
        "name": draw(maybe(st.just("Amina Rahman"))),
        "targets": draw(st.lists(COMMON, min_size=1, max_size=3, unique=True)),
        "application_year": draw(maybe(st.just(2027))),
        "deadline": draw(maybe(DAYS.map(str))),
        "home_country": draw(maybe(COUNTRIES)),
        "switched_from": draw(maybe(COMMON)),
        "graduation_year": draw(maybe(st.integers(2000, 2027))),
        "exam_failures": draw(maybe(st.integers(0, 3))),
        "low_score": draw(maybe(st.booleans())),
        "clinical_gap_months": draw(maybe(st.integers(0, 30))),
        "letters": None if count is None else [draw(letters(f"l{number}")) for number in range(count)],
    }


def applicants(most: int = 7) -> st.SearchStrategy[Applicant]:
    """A whole case, parsed."""
    return case_files(most).map(parse_applicant)


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["targets", "letters", "writer", "experience", "weeks", "id", "notes", "start"])
            | st.text(max_size=8),
            inner,
            max_size=5,
        )
    ),
    max_leaves=25,
)
