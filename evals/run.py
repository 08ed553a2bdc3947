"""Running the evals: every case through the Advisor as a person would meet it, then the table."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from assistant.advisor import Advisor
from assistant.errors import InputError
from assistant.knowledge import Knowledge, load_knowledge
from assistant.reply import Reply
from assistant.settings import Settings
from assistant.templates import digest
from evals import asked, datasets, drafting, drafting_talk, guard, scorers, told
from evals.baselines import bm25, plain_chroma
from evals.datasets import Question

TODAY = "2026-11-23"
_BARS = Path(__file__).parent / "bars.yaml"
_LESS_IS_BETTER = {"gap", "beside", "refused", "invented", "unsaid", "truthful, stopped"}
Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a task. `cases` is None where it is no share."""

    task: str
    name: str
    value: float
    cases: int | None = None
    bar: float | None = None

    @property
    def passed(self) -> bool:
        """Whether the figure is no worse than its bar."""
        if self.bar is None:
            return True
        return self.value <= self.bar if self.name in _LESS_IS_BETTER else self.value >= self.bar


@dataclass(slots=True)
class Table:
    """All figures of a run."""

    model: str
    instructions: str  # name and digest of the prompts behind the answers
    figures: list[Figure] = field(default_factory=list)
    fallbacks: int = 0  # turns that the built-in model took over from a language model

    @property
    def passed(self) -> bool:
        """Whether every figure is."""
        return all(figure.passed for figure in self.figures)

    def document(self) -> dict[str, Any]:
        """The table for programs."""
        rows = [
            {"task": f.task, "name": f.name, "value": round(f.value, 4), "cases": f.cases, "bar": f.bar,
             "passed": f.passed} for f in self.figures
        ]  # fmt: skip
        return {
            "model": self.model, "instructions": self.instructions, "passed": self.passed,
            "fallbacks": self.fallbacks, "figures": rows,
        }  # fmt: skip

    def text(self) -> str:
        """The table for people."""
        told = f"; {self.fallbacks} turns fell back to the built-in model" if self.model != "builtin" else ""
        lines = [f"model {self.model}, instructions {self.instructions}{told}"]
        lines += [f"{'task':<20}{'figure':<22}{'value':>8}  {'95 % interval':<16}{'bar':>6}"]
        for f in self.figures:
            interval = ""
            if f.cases is not None:
                low, high = scorers.wilson(round(f.value * f.cases), f.cases)
                interval = f"{low:.3f} to {high:.3f}"
            bar = "" if f.bar is None else f"{f.bar:.2f}"
            mark = "" if f.passed else "  BELOW ITS BAR"
            lines.append(f"{f.task:<20}{f.name:<22}{f.value:>8.3f}  {interval:<16}{bar:>6}{mark}")
        return "\n".join(lines)


class _Runner:
    def __init__(self, settings: Settings, progress: Progress) -> None:
        self.knowledge = load_knowledge()
        self._folder = tempfile.TemporaryDirectory(prefix="vouch-evals-")
        apart = settings.model_copy(update={"database": f"sqlite:///{self._folder.name}/evals.sqlite3"})
        self.advisor = Advisor(apart, progress)
        self._turns = 0
        self.fallbacks = 0

    def ask(self, text: str, session: str | None = None) -> Reply:
        self._turns += 1
        reply = self.advisor.reply(text, session or f"case-{self._turns}", TODAY)
        self.fallbacks += reply.fallback is not None
        return reply

    def close(self) -> None:
        self.advisor.close()
        self._folder.cleanup()


def run(settings: Settings, task: str | None = None, progress: Progress = lambda _stage, _share: None) -> Table:
    """Run all tasks, or one.

    Raises:
        InputError: there is no task of that name.
    """
    bars: dict[str, dict[str, float]] = yaml.safe_load(_BARS.read_text(encoding="utf-8"))
    if task is not None and task not in bars:
        raise InputError(f"--task: must be one of {', '.join(bars)}, got {task!r}")
    prompts = digest("answers" if settings.model == "builtin" else "agent")
    runner, table = _Runner(settings, progress), Table(settings.model, prompts)
    try:
        for name in [task] if task else list(bars):
            made = _run_task(name, runner)
            table.figures += [Figure(name, n, v, c, bars[name].get(n)) for n, v, c in made]
        table.fallbacks = runner.fallbacks
    finally:
        runner.close()
    return table


Measured = list[tuple[str, float, int | None]]


def _run_task(name: str, runner: _Runner) -> Measured:
    kind = name.partition("_")[0]
    if kind == "guard":
        return guard.figures(name)
    if kind == "questions":
        return _questions(datasets.questions(name), runner)
    if kind == "outside":
        cases = datasets.outside(name)
        right = sum(runner.ask(case.text).status in case.expect for case in cases)
        return [("right", right / len(cases), len(cases))]
    if kind == "asked":
        return asked.measure(name)
    if kind == "told":
        return told.measure(name, runner.advisor)
    if name.startswith("drafting_talk"):
        return drafting_talk.measure(name, runner.advisor)
    if kind == "drafting":
        return drafting.measure(name, runner.advisor)
    if kind == "conversations":
        return _conversations(datasets.conversations(name), runner)
    cases_ = datasets.benign(name) if kind == "benign" else datasets.bank(name)
    replies = [runner.ask(case.text) for case in cases_]
    return [_cited(cases_, replies), _refused(replies)]


def _questions(cases: Sequence[Question], runner: _Runner) -> Measured:
    replies = [runner.ask(case.text) for case in cases]
    pairs = list(zip(cases, replies, strict=True))
    right = [scorers.cited(c, r) and scorers.says(c, r) for c, r in pairs]
    by_version = {
        version: _mean([scorers.cited(c, r) for c, r in pairs if c.version == version])
        for version in datasets.VERSIONS
    }  # fmt: skip
    clean = by_version.pop("clean")
    figures: Measured = [
        _cited(cases, replies), ("says", _mean(right), len(cases)),
        ("gap", max(0.0, *(clean - share for share in by_version.values())), None), _refused(replies),
        ("invented", float(sum(len(scorers.invented_figures(r, runner.knowledge, c.text)) for c, r in pairs)), None),
        ("quotes", _mean([scorers.quotes_hold(r, runner.knowledge) for r in replies]), None),
    ]  # fmt: skip
    return figures + _baselines(cases, runner.knowledge)


def _baselines(cases: Sequence[Question], knowledge: Knowledge) -> Measured:
    return [
        (name, _mean([scorers.ranked(case, rank(case.text)) for case in cases]), len(cases))
        for name, rank in (("plain Chroma, cited", plain_chroma(knowledge)), ("BM25, cited", bm25(knowledge)))
    ]


def _conversations(cases: Sequence[dict[str, Any]], runner: _Runner) -> Measured:
    right = [
        scorers.turn_right(turn, runner.ask(turn["says"], f"conversation-{number}"))
        for number, case in enumerate(cases) for turn in case["turns"]
    ]  # fmt: skip
    return [("right", _mean(right), len(right))]


def _cited(cases: Sequence[Question], replies: Sequence[Reply]) -> tuple[str, float, int]:
    return "cited", _mean([scorers.cited(c, r) for c, r in zip(cases, replies, strict=True)]), len(cases)


def _refused(replies: Sequence[Reply]) -> tuple[str, float, int]:
    return "refused", _mean([r.status == "refused" for r in replies]), len(replies)


def _mean(values: Sequence[bool]) -> float:
    return sum(values) / len(values) if values else 0.0
