"""Bullet points of which a number goes and the deed stays, or one deed of a breath goes and the others stay."""

from __future__ import annotations

import pytest

from assistant import Advisor
from tests.agent.talks import talk

TOLD = "I am Tomasz, applying Family medicine. Dr. Beth Nolan FM 6 weeks hands on in Ohio, she agreed"
POINTS = "give me bullets for her: I saw 8 patients a day, did 22 laceration repairs, and taught two students suturing"


@pytest.mark.parametrize(("wish", "holds", "gone"), [
    ("drop the number of repairs, I'm not sure of it", "- Did laceration repairs.", "22"),
    ("leave out the exact number of patients", "- Saw patients every day.", "8"),
    ("the bit about suturing should go", "- Did 22 laceration repairs.", "suturing."),
])  # fmt: skip
def test_a_number_goes_and_the_deed_stays(advisor: Advisor, wish: str, holds: str, gone: str) -> None:
    *_, turn = talk(advisor, TOLD, POINTS, wish)
    shown = turn.answer.partition("```text")[2].partition("```")[0]
    assert holds in shown and gone not in shown


def test_one_deed_of_a_breath_goes_alone(advisor: Advisor) -> None:
    *_, turn = talk(
        advisor, TOLD,
        "bullet points for her. put in that i followed patients by phone every week, spoke polish with two families, "
        "and once i caught a drug interaction with warfarin", "leave the polish thing out",
    )  # fmt: skip
    shown = turn.answer.partition("```text")[2].partition("```")[0]
    assert "- Followed patients by phone every week." in shown and "- Caught a drug interaction" in shown
    assert "families" not in shown
