"""How well the kind of a question about one's own letters is heard from its words alone."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.agent.builtin.own_kinds import SURE
from assistant.knowledge import load_knowledge
from assistant.retrieval.asked import NONE, read_asked
from assistant.retrieval.index import open_index
from assistant.retrieval.questions import Phrasing
from assistant.retrieval.search import Searcher
from assistant.settings import load_settings
from evals.datasets import FOLDER

Measured = list[tuple[str, float, int | None]]


def measure(name: str) -> Measured:
    """`heard`: of the questions those whose kind is heard; `beside`: of all messages those heard as another kind."""
    cases = list(read_asked(FOLDER / f"{name}.yaml"))
    knowledge = load_knowledge()
    searcher = Searcher(open_index(load_settings(), knowledge), knowledge)
    heard = [_heard(searcher, case.text) for case in cases]
    asked = [kind == case.label for kind, case in zip(heard, cases, strict=True) if case.label != NONE]
    return [
        ("heard", sum(asked) / len(asked), len(asked)),
        ("beside", _beside(heard, cases) / len(cases), len(cases)),
    ]


def _heard(searcher: Searcher, text: str) -> str:
    kind, share = next(iter(searcher.asked(text)), (NONE, 0.0))
    return kind if share >= SURE else NONE


def _beside(heard: Sequence[str], cases: Sequence[Phrasing]) -> int:
    return sum(kind not in {NONE, case.label} for kind, case in zip(heard, cases, strict=True))
