"""A denied pause is none, whatever length stands before it."""

from __future__ import annotations

import pytest
from conversation import case_after


@pytest.mark.parametrize("message", [
    "I am a GP, 11 years in practice, no gap. I apply to family medicine",
    "6 years as a hospitalist, no gaps, applying internal medicine", "worked 4 years in Lagos; no gap at all",
])
def test_a_length_before_a_denied_gap_is_no_gap(message: str) -> None:
    assert case_after([message])["clinical_gap_months"] == 0


@pytest.mark.parametrize(("message", "months"), [
    ("11 years in practice, then a gap of 2 years", 24), ("no gap before 2020, since then a gap of 18 months", 18),
])
def test_a_gap_that_is_told_stays_one(message: str, months: int) -> None:
    assert case_after([message])["clinical_gap_months"] == months
