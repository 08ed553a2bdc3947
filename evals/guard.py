"""How many lies the guard stops and how many truths it lets through, by kind of error, with 95 % intervals.

Run `python -m evals.guard`: the set that the guard was built on, then the held-out one.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from assistant.guard import check_grounding
from assistant.knowledge import Knowledge, load_knowledge
from evals.scorers import wilson

DATASETS = Path(__file__).parent / "datasets"
SETS = (
    "guard_dev", "guard_heldout", "guard_strangers_heldout", "guard_recent", "guard_apart", "guard_autumn",
    "guard_winter", "guard_spring", "guard_summer",
)  # fmt: skip
TRUTHFUL, NOTHING = "truthful", "nothing"
TYPED = ("number", "duration", "date", "polarity", "quantifier", "citation", "name", "invented")
LOOSE = ("order", "role", "overclaim", "condition")
BAR_TYPED, BAR_LOOSE, BAR_TRUTHFUL, BAR_MS = 0.95, 0.80, 0.05, 5.0
Evidence = list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Case:
    """One answer, its evidence and what was planted in it."""

    kind: str
    text: str
    evidence: Evidence


@dataclass(slots=True)
class Tally:
    """Cases of one kind: how many the guard stopped, of how many."""

    stopped: int = 0
    total: int = 0

    @property
    def rate(self) -> float:
        """The share that was stopped."""
        return self.stopped / self.total if self.total else 0.0

    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval of the rate."""
        return wilson(self.stopped, self.total)


@dataclass(slots=True)
class Score:
    """The figures of one data set."""

    name: str
    by_kind: dict[str, Tally] = field(default_factory=dict)
    milliseconds: float = 0.0

    def together(self, kinds: tuple[str, ...]) -> Tally:
        """The kinds as one."""
        found = [self.by_kind[kind] for kind in kinds if kind in self.by_kind]
        return Tally(sum(one.stopped for one in found), sum(one.total for one in found))

    def passes(self) -> bool:
        """True where every bar is met."""
        return (
            self.together(TYPED).rate >= BAR_TYPED
            and self.together(LOOSE).rate >= BAR_LOOSE
            and self.together((TRUTHFUL,)).rate <= BAR_TRUTHFUL
            and self.milliseconds <= BAR_MS
        )


def load_cases(name: str) -> Iterator[Case]:
    """The cases of a set, with the knowledge files' own words as evidence."""
    knowledge = load_knowledge()
    for entry in yaml.safe_load((DATASETS / f"{name}.yaml").read_text(encoding="utf-8")):
        given = entry.get("ids") or entry.get("evidence") or []
        evidence = [item for one in given if (item := _evidence(one, knowledge)) is not None]
        for kind, texts in entry.items():
            if kind not in {"ids", "evidence"}:
                yield from (Case(kind, text, evidence) for text in texts)


def _evidence(given: Any, knowledge: Knowledge) -> dict[str, str] | None:
    if isinstance(given, dict):
        return given
    return {"id": given, "text": knowledge.quote(given)} if given in knowledge else None


def score(name: str) -> Score:
    """Run the guard over one set."""
    result = Score(name)
    cases = list(load_cases(name))
    check_grounding("The guard reads its tables on first use.", [{"id": "x", "text": "x"}])
    start, sentences = time.perf_counter(), 0
    for case in cases:
        claims = check_grounding(case.text, case.evidence)
        sentences += len(claims)
        tally = result.by_kind.setdefault(case.kind, Tally())
        tally.total += 1
        tally.stopped += any(not claim.supported for claim in claims)
    result.milliseconds = 1000 * (time.perf_counter() - start) / max(1, sentences)
    return result


def figures(name: str) -> list[tuple[str, float, int | None]]:
    """The figures of one set for the table of all evals: (name, share stopped, cases)."""
    result = score(name)
    together = {"errors of bar 95 %": TYPED, "errors of bar 80 %": LOOSE, "truthful, stopped": (TRUTHFUL,)}
    rows = [(label, result.together(kinds)) for label, kinds in together.items()]
    rows += [(kind, result.by_kind[kind]) for kind in (*TYPED, *LOOSE) if kind in result.by_kind]
    return [(label, tally.rate, tally.total) for label, tally in rows]


def _line(name: str, tally: Tally) -> str:
    low, high = tally.interval()
    return f"  {name:22} {tally.stopped:4}/{tally.total:<4} {tally.rate:6.1%}  [{low:5.1%}, {high:6.1%}]"


def _report(result: Score) -> None:
    print(f"{result.name}: stopped, of all, 95 % interval")
    for kind in sorted(result.by_kind):
        print(_line(kind, result.by_kind[kind]))
    print(_line("typed, bar 95 %", result.together(TYPED)))
    print(_line("loose, bar 80 %", result.together(LOOSE)))
    print(_line("truthful, bar <= 5 %", result.together((TRUTHFUL,))))
    print(f"  {result.milliseconds:.2f} ms a sentence (bar {BAR_MS:.0f})\n")


def main(arguments: list[str] | None = None) -> int:
    """Print the figures; 1 where the held-out set misses a bar."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON document instead of the table")
    options = parser.parse_args(arguments)
    results = [score(name) for name in SETS]
    if options.json:
        rows = [
            {"set": one.name, "ms": one.milliseconds, "passes": one.passes(),
             "kinds": {kind: [tally.stopped, tally.total] for kind, tally in one.by_kind.items()}}
            for one in results
        ]
        print(json.dumps(rows, indent=1))
    else:
        for result in results:
            _report(result)
    return 0 if all(one.passes() for one in results if one.name == "guard_heldout") else 1


if __name__ == "__main__":
    sys.exit(main())
