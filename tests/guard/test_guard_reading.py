"""What the guard reads from a sentence: sentences, quantities, dates."""

from __future__ import annotations

import pytest

from assistant.guard.dates import read_dates
from assistant.guard.quantities import read_quantities
from assistant.guard.sentences import split_sentences


def test_markdown_lists_abbreviations_and_markers() -> None:
    text = "## Head\nAsk Dr. Smith, e.g. in the U.S. wards. [1] Then wait **two weeks**.\n1. Go (NUM-2).\n- See [the page](http://x.y)."
    found = split_sentences(text)
    assert [(s.text, s.marks, s.heading) for s in found] == [
        ("Head", (), True),
        ("Ask Dr. Smith, e.g. in the U.S. wards.", ("1",), False),
        ("Then wait two weeks.", (), False),
        ("Go.", ("NUM-2",), False),
        ("See the page.", (), False),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at least 4 weeks, preferably 6 to 8", [(28, 28, "days", "min"), (42, 56, "days", "exact")]),
        ("Three or four letters", [(3, 4, "letters", "exact")]),
        ("a fortnight before", [(14, 14, "days", "exact")]),
        ("the third or fourth week", [(3, 4, "week number", "exact")]),
        ("no more than four letters", [(4, 4, "letters", "max")]),
        ("two or more clinical letters", [(2, 2, "letters", "min")]),
        ("86% of directors", [(86, 86, "percent", "exact")]),
        ("one way is to ask", []),
        ("Of 13,617 letters", [(13617, 13617, "letters", "exact")]),
        ("a one-page summary", [(1, 1, "pages", "exact")]),
    ],
)
def test_quantities(text: str, expected: list[tuple[float, float, str, str]]) -> None:
    assert [(q.low, q.high, q.unit, q.bound) for q in read_quantities(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 1 June 2026", (2026, 6, 1, "")), ("On June 1, 2026", (2026, 6, 1, "")), ("2026-06-01", (2026, 6, 1, "")),
        ("the first of September", (0, 9, 1, "")), ("early September", (0, 9, 0, "early")),
        ("the end of September", (0, 9, 0, "late")), ("in 2018", (2018, 0, 0, "")),
    ],
)
def test_dates_in_any_order(text: str, expected: tuple[int, int, int, str]) -> None:
    (when, *rest), _ = read_dates(text)
    assert (when.year, when.month, when.day, when.part) == expected
    assert rest == []


def test_may_the_verb_is_no_month() -> None:
    assert read_dates("Letters may arrive")[0] == ()
