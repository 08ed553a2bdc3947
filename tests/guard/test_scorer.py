"""The scorer of the guard's evals: intervals, sets, and a floor under the held-out figures."""

from __future__ import annotations

import pytest

from evals import guard, scorers


@pytest.mark.parametrize(("hits", "total", "low", "high"), [(0, 10, 0.0, 0.278), (10, 10, 0.722, 1.0), (5, 10, 0.237, 0.763)])
def test_wilson(hits: int, total: int, low: float, high: float) -> None:
    assert scorers.wilson(hits, total) == (pytest.approx(low, abs=0.001), pytest.approx(high, abs=0.001))


def test_nothing_counted_says_nothing() -> None:
    assert scorers.wilson(0, 0) == (0.0, 1.0)


@pytest.mark.parametrize(("name", "least"), [("guard_heldout", 200)])
def test_the_sets_are_large_enough(name: str, least: int) -> None:
    kinds = [case.kind for case in guard.load_cases(name)]
    assert kinds.count(guard.TRUTHFUL) >= least
    assert sum(kind not in {guard.TRUTHFUL, guard.NOTHING} for kind in kinds) >= least
    assert (set(guard.TYPED) | set(guard.LOOSE)) - {"citation"} <= set(kinds)


def test_the_held_out_figures_do_not_fall() -> None:
    result = guard.score("guard_heldout")
    assert result.together(guard.TYPED).rate >= 0.91
    assert result.together(guard.LOOSE).rate >= 0.80
    assert result.together((guard.TRUTHFUL,)).rate <= 0.05
