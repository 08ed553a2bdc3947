"""Cases for tests: letters that start from a preset of presets.yaml and change what is tested."""

from pathlib import Path
from typing import Any

import yaml

from assistant.domain import Applicant, parse_applicant

PRESETS = yaml.safe_load((Path(__file__).parent / "presets.yaml").read_text("utf-8"))


def letter(**given: Any) -> dict[str, Any]:
    """A letter of the applicant file: a preset (`like`) with the given fields laid over it."""
    base = PRESETS[given.pop("like")] if "like" in given else {}
    return _laid_over(base, given)


def applicant_from(given: dict[str, Any]) -> Applicant:
    """An applicant for Internal Medicine in September 2027 with the given fields laid over."""
    case = {"targets": ["internal_medicine"], "application_year": 2027, **given}
    if "letters" in case:
        case["letters"] = [letter(**item) for item in case["letters"]]
    return parse_applicant(case)


def _laid_over(base: dict[str, Any], change: dict[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in change.items():
        merged[key] = _laid_over(merged.get(key, {}), value) if isinstance(value, dict) else value
    return merged
