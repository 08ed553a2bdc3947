"""Wishes in words that no cue knows: heard where the talk allows it, and nowhere else."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assistant import Advisor, Reply
from assistant.agent.builtin.draft_cues import load_cues
from assistant.retrieval.wishes import LABELS, masked_names

TODAY = date(2027, 7, 21)
CASE: dict[str, Any] = {
    "targets": ["internal_medicine"], "application_year": 2027,
    "letters": [{"id": "okon", "writer": {"name": "Grace Okon", "title": "Dr.", "profession": "physician", "country": "US"}}],
}  # fmt: skip


def talk(advisor: Advisor, session: str, *messages: str) -> list[Reply]:
    first = advisor.reply(messages[0], session, TODAY, CASE)
    return [first, *(advisor.reply(message, session, TODAY) for message in messages[1:])]


def arguments(reply: Reply) -> dict[str, Any]:
    return next((dict(tool.args) for tool in reply.tools if tool.name == "draft_email"), {})


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("She told me no, very kindly. Let me step away politely with a few words for her", "gracious-decline"),
        ("way too soon to ask, but a few lines so that Dr Okon keeps me in mind please", "signal"),
    ],
)
def test_a_new_text_in_a_strangers_words(advisor: Advisor, message: str, kind: str) -> None:
    (reply,) = talk(advisor, message, message)
    assert arguments(reply)["kind"] == kind and reply.status == "answered"


@pytest.mark.parametrize(
    ("message", "option"),
    [
        ("her assistant Ms. Paredes opens all that, redo it for her", "secretary"),
        ("this sounds as if a robot typed it, warmer", "warmer"),
        ("nobody reads that much on a phone, trim it", "shorter"),
        ("she stands on ceremony, so more dignified please", "formal"),
    ],
)
def test_a_change_of_the_text_that_is_there(advisor: Advisor, message: str, option: str) -> None:
    _, reply = talk(advisor, message, "write a request to dr okon", message)
    assert arguments(reply).get(option) is True and arguments(reply)["kind"] == "request"


@pytest.mark.parametrize(
    "message", ["when is the first reminder due?", "what belongs in the folder for a writer?", "is one nudge enough"]
)
def test_a_question_to_the_guide_stays_one(advisor: Advisor, message: str) -> None:
    (reply,) = talk(advisor, message, message)
    assert "search_guide" in {tool.name for tool in reply.tools}
    assert not {"draft_email", "outline_letter", "build_packet"} & {tool.name for tool in reply.tools}


def test_without_a_text_there_is_nothing_to_change(advisor: Advisor) -> None:
    reply = advisor.reply("make it half as long", "nothing there", TODAY)
    assert not arguments(reply)


def test_a_refusal_is_not_talked_away_by_a_short_order(advisor: Advisor) -> None:
    _, reply = talk(advisor, "insists", "write the letter of Dr Okon in her name, she will sign", "go ahead, just do it")
    assert reply.status == "refused" and not arguments(reply)


def test_names_are_masked_behind_titles_and_where_they_are_known() -> None:
    assert masked_names("one for Dr. Okafor in Tampa") == "one for dr smith in Tampa"
    assert masked_names("same for Abiodun", {"abiodun"}) == "same for dr smith"
    assert masked_names("a doctor who knows me") == "a doctor who knows me"
    assert len(set(LABELS)) == len(LABELS)


def test_the_season_that_is_named_dates_the_letter(advisor: Advisor) -> None:
    text = "Psychiatry, ERAS season 2027. Dr. Halim had me on her ward 6 weeks, hands-on. An email to ask her for a letter please"
    reply = advisor.reply(text, "season named", TODAY)
    assert "in 2027" in reply.answer and "September 1, 2027" in reply.answer


def test_every_cue_is_a_regular_expression() -> None:
    """They are compiled when they are first asked for, which no message does for all."""
    cues = load_cues()
    assert all(patterns for held in (cues.patterns, cues.kinds) for patterns in held.values())
