"""Who only says who they are gets no passage of the guide that nobody asked for."""

from __future__ import annotations

import pytest

from assistant import Advisor
from tests.agent.talks import talk


@pytest.mark.parametrize(("message", "cited"), [
    ("Hi there, I'm Ioana Dumitrescu, Romanian, finished Cluj in 2021, applying OB/GYN. Married here in Michigan.", False),
    ("salam, i am from iran, graduated 2019, name is Niloofar Ahmadi. im applying psychiatry", False),
    ("im ahmed from egypt, yog 2012, IM, is my graduation too old?", True),
    ("i graduated 2012 and have a gap of 3 years, from egypt", True),
])  # fmt: skip
def test_a_presentation_is_noted_and_no_more(advisor: Advisor, message: str, cited: bool) -> None:
    assert bool(talk(advisor, message)[-1].citations) is cited
