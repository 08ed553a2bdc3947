"""Cases for the tests of drafting: a full one, an empty one, and a strategy for any."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

from hypothesis import strategies as st

from assistant.domain import Applicant, parse_applicant

TODAY = date(2027, 7, 21)
NOTES = {
    "cases": ["65-year-old man with new heart failure, followed from admission to discharge"],
    "presentations": ["DKA at noon conference"],
    "feedback": ["Lead with the assessment; from the next week my presentations opened with it"],
    "responsibilities": ["Six patients a day, pre-rounding and notes"],
    "strengths": ["calm with families"],
}
SMITH: dict[str, Any] = {
    "id": "smith",
    "writer": {
        "name": "John Smith",
        "title": "Dr.",
        "email": "j.smith@example.edu",
        "profession": "physician",
        "specialty": "internal_medicine",
        "subspecialty": "cardiology",
        "country": "US",
    },
    "experience": {
        "setting": "hands_on",
        "site": "academic",
        "start": "2027-03-01",
        "end": "2027-04-25",
        "directly_observed": True,
    },
    "status": "idea",
    "waived": True,
    "notes": NOTES,
}
APPLICANT: dict[str, Any] = {
    "name": "Amina Rahman",
    "email": "amina@example.org",
    "aamc_id": "12345678",
    "application_year": 2027,
    "home_country": "PK",
    "targets": ["internal_medicine"],
    "letters": [SMITH],
}


def merged(base: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """`base` with nested changes laid over it; a change to `...` takes the field out."""
    result = copy.deepcopy(base)
    for key, value in changes.items():
        if value is ...:
            result.pop(key, None)
        elif isinstance(value, dict) and isinstance(result.get(key), dict):
            result[key] = merged(result[key], value)
        else:
            result[key] = value
    return result


def case(letter: dict[str, Any] | None = None, **fields: Any) -> Applicant:
    """The full case with changes to its letter and to the applicant."""
    return parse_applicant(merged(APPLICANT, {"letters": [merged(SMITH, letter or {})], **fields}))


EMPTY = {"targets": ["family_medicine"], "letters": [{"id": "smith"}]}
NASTY = [
    "Ann\r\nBcc: evil@example.org",
    "{{ 7*7 }}",
    "{% raw %}",
    "<script>alert(1)</script>",
    "**bold** [x](y)",
    "None",
    "____",
    "محمد بن علي",
    "Nguyễn Thị Ánh",
    "李明",
    "\u202eevil",
    "O'Brien-Smith, MD",
    "a" * 300,
    "Subject: x",
    "{# x #}",
    "N/A",
]
_printable = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=60)
lines = st.one_of(st.sampled_from(NASTY), _printable.filter(lambda text: bool(text.strip())))
days = st.dates(date(2025, 1, 1), date(2028, 12, 31)).map(date.isoformat)
TARGETS = [
    "internal_medicine",
    "family_medicine",
    "physical_medicine_rehabilitation",
    "obstetrics_gynecology",
    "emergency_medicine",
    "otolaryngology",
    "ophthalmology",
    "urology",
    "general_surgery",
]


def _maybe(values: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=values)


def _ordered(experience: dict[str, Any]) -> dict[str, Any]:
    if "start" in experience and "end" in experience and experience["start"] > experience["end"]:
        experience["start"], experience["end"] = experience["end"], experience["start"]
    return experience


_yes_no = st.booleans()
letters = _maybe(
    {
        "writer": _maybe(
            {
                "name": lines,
                "title": st.sampled_from(["Dr.", "Prof.", "{{ x }}"]),
                "email": st.emails(domains=st.just("example.org")),
                "profession": st.sampled_from(["physician", "phd_researcher", "nurse"]),
                "specialty": st.sampled_from(["cardiology", "general_surgery", "family_medicine"]),
                "leadership": st.sampled_from(["program_director", "department_chair"]),
                "country": st.sampled_from(["US", "PK", "GB"]),
                "family_friend": _yes_no,
            }
        ),
        "experience": _maybe(
            {
                "setting": st.sampled_from(
                    ["hands_on", "observership", "shadowing", "research", "research_and_clinic", "none"]
                ),
                "start": days,
                "end": days,
                "knows_me_well": _yes_no,
                "directly_observed": _yes_no,
            }
        ).map(_ordered),
        "attitude": st.sampled_from(["supportive", "hesitant"]),
        "waived": _yes_no,
        "asked_on": days,
        "status": st.sampled_from(["idea", "asked", "agreed", "declined", "uploaded"]),
        "notes": _maybe({name: st.lists(lines, max_size=3) for name in NOTES}),
    }
)
applicants = _maybe(
    {
        "name": lines,
        "email": st.emails(domains=st.just("example.org")),
        "aamc_id": lines,
        "application_year": st.integers(2026, 2029),
        "deadline": days,
        "home_country": st.sampled_from(["PK", "US", "IN"]),
        "switched_from": st.just("general_surgery"),
        "graduation_year": st.integers(2005, 2027),
        "exam_failures": st.integers(0, 3),
        "clinical_gap_months": st.integers(0, 40),
    }
)


@st.composite
def any_case(draw: st.DrawFn) -> Applicant:
    """Any applicant with one letter, `smith`, whatever is unknown or odd about them."""
    targets = draw(st.lists(st.sampled_from(TARGETS), min_size=1, max_size=2, unique=True))
    return parse_applicant({**draw(applicants), "targets": targets, "letters": [{**draw(letters), "id": "smith"}]})
