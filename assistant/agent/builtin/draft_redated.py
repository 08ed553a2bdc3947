"""The days that a message names, and when each of them comes next."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from assistant.agent.builtin.draft_told import DAY, MONTHS


def day_found(raw: str) -> Iterable[re.Match[str]]:
    """The days that a message names: "5 January", "January 5, 2027"."""
    return DAY.finditer(raw)


def next_day(found: re.Match[str], today: date) -> date | None:
    """Such a day, in its year or the next time that it comes; None for one that is over, or is none."""
    month = MONTHS.index((found["month"] or found["month2"]).casefold()) + 1
    told = found["year"] or found["year2"]
    for year in [int(told)] if told else [today.year, today.year + 1]:
        try:
            day = date(year, month, int(found["day"] or found["day2"]))
        except ValueError:
            return None
        if day >= today:
            return day
    return None
