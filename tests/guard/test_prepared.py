"""What was worked out of the wordings at fit time is what would be read now."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.guard import prepared
from assistant.guard.marks import sentence_marks
from assistant.guard.meaning import embed_all
from assistant.guard.model import load_model
from assistant.guard.signs import SIGNS
from assistant.guard.wordings import all_wordings
from assistant.knowledge import load_knowledge

SAMPLE = tuple(load_knowledge().facts)[::9]


def test_every_wording_is_prepared() -> None:
    rows = prepared.load_prepared()
    missing = [
        one.text
        for fact in load_knowledge().facts
        for one in all_wordings(fact)
        if rows.row(load_knowledge().quote(fact), one.text) is None
    ]
    assert not missing, "run python -m evals.guard_prepare"


@pytest.mark.parametrize("fact", SAMPLE)
def test_marks_and_vectors_are_what_the_text_gives(fact: str) -> None:
    found = all_wordings(fact)
    for one in found:
        assert one.marks == {mark for sentence in one.sentences for mark in sentence_marks(sentence)}
    anew = embed_all([" ".join(one.sentences) for one in found])
    np.testing.assert_allclose(anew, np.array([one.vector for one in found]), atol=1e-5)


def test_a_text_that_was_not_there_has_no_row() -> None:
    assert prepared.load_prepared().row("A fact.", "A wording that nobody wrote.") is None


def test_the_trees_are_walked_together_as_each_alone() -> None:
    model = load_model()
    values = [0.1 * (place % 7) for place in range(len(SIGNS))]
    score = model.intercept
    for nodes in model.trees:
        sign, threshold, left, right, value = nodes[0]
        while sign >= 0:
            sign, threshold, left, right, value = nodes[left if values[sign] <= threshold else right]
        score += value
    assert model.chance(values) == pytest.approx(1 / (1 + np.exp(-score)))
