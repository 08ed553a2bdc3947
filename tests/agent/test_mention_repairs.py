"""Learner's English in what is mentioned, as it reads in a text."""

from __future__ import annotations

import pytest

from assistant.agent.builtin.draft_mention import mentioned


@pytest.mark.parametrize(("message", "said"), [
    ("mention that the talk about burn-out helped me really", "that the talk about burn-out really helped me"),
    ("mention that she helped me also with interviews", "that you also helped me with interviews"),
    ("say that i scrubbed in 31 cases with him", "that I scrubbed in on 31 cases with you"),
    ("mention the poster i showed at CAP meeting", "the poster I showed at the CAP meeting"),
    ("mention that i scrubbed in with him", "that I scrubbed in with you"),
])  # fmt: skip
def test_it_reads_well(message: str, said: str) -> None:
    assert mentioned(message) == said
