"""A language model on the command line: what is sent where, falling back, doctor, and the switch in a conversation."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.command import vouch
from tests.endpoint import Endpoint, searching, serving, unused_address

QUESTION = "how many letters do i need"
TODAY = ("--today", "2026-11-23")
KEY = "sk-planted-0123456789"


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    with serving(searching("Aim for 4 strong letters uploaded to ERAS. [[NUM-2]]")) as made:
        yield made


def test_what_is_sent_is_told_once_and_the_model_answers(home: Path, tmp_path: Path, endpoint: Endpoint) -> None:
    given = {"OPENAI_BASE_URL": endpoint.address, "OPENAI_API_KEY": KEY}
    first, second = (
        vouch("ask", QUESTION, "--model", "openai:made-up", "--json", *TODAY, home=home, folder=tmp_path, more=given)
        for _ in range(2)
    )
    assert (first.returncode, second.returncode) == (0, 0)
    assert len(first.stderr.splitlines()) == 1 and "made-up on this machine (127.0.0.1" in first.stderr
    assert second.stderr == ""
    reply = json.loads(second.stdout)
    assert (reply["model"], reply["fallback"]) == ("openai:made-up", None) and reply["usage"]["input_tokens"] == 100
    assert endpoint.headers[0]["authorization" if "authorization" in endpoint.headers[0] else "Authorization"] == f"Bearer {KEY}"


def test_a_dead_endpoint_gives_an_answer_and_doctor_says_what_to_do(home: Path, tmp_path: Path) -> None:
    given = {"OPENAI_BASE_URL": unused_address(), "VOUCH_MODEL": "openai:made-up", "OPENAI_API_KEY": KEY}
    asked = vouch("ask", QUESTION, *TODAY, home=home, folder=tmp_path, more=given)
    assert asked.returncode == 0 and "could not be reached" in asked.stdout and "letters" in asked.stdout
    looked = vouch("doctor", home=home, folder=tmp_path, more=given)
    assert (looked.returncode, looked.stderr) == (3, "")
    (line,) = [line for line in looked.stdout.splitlines() if line.startswith("FIX ")]
    assert "openai:made-up" in line and "OPENAI_BASE_URL" in line
    assert KEY not in asked.stdout + asked.stderr + looked.stdout


def test_doctor_says_whether_a_model_uses_tools(home: Path, tmp_path: Path, endpoint: Endpoint) -> None:
    given = {"OPENAI_BASE_URL": endpoint.address, "VOUCH_MODELS": "openai:made-up"}
    looked = vouch("doctor", home=home, folder=tmp_path, more=given)
    assert looked.returncode == 0 and "model openai:made-up: made-up at 127.0.0.1" in looked.stdout
    assert "uses the tools" in looked.stdout


@pytest.mark.parametrize("command", [["ask", QUESTION], ["chat"], ["serve"]])
@pytest.mark.parametrize(
    ("model", "says"), [("openai:made-up", "OPENAI_API_KEY: is not set"), ("other:x", "VOUCH_MODEL: must be builtin or openai:NAME")]
)
def test_a_model_that_cannot_be_asked_is_one_line(tmp_path: Path, command: list[str], model: str, says: str) -> None:
    ended = vouch(*command, "--model", model, home=tmp_path / "home", folder=tmp_path)
    assert ended.returncode == 2 and len(ended.stderr.splitlines()) == 1 and says in ended.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_conversation_can_go_back_to_the_built_in_model(home: Path, tmp_path: Path, endpoint: Endpoint) -> None:
    typed = f"/model\n{QUESTION}\n/model openai:none\n/model builtin\n{QUESTION}\n\n".encode()
    given = {"OPENAI_BASE_URL": endpoint.address, "VOUCH_MODEL": "openai:made-up"}
    talked = vouch("chat", *TODAY, home=home, folder=tmp_path, typed=typed, more=given)
    assert talked.returncode == 0, talked.stderr
    assert "Models: builtin, openai:made-up. Now: openai:made-up." in talked.stdout
    assert "There is no model openai:none here" in talked.stdout
    assert "nothing that you write leaves it" in talked.stdout
    assert len(endpoint.requests) == 2  # both of the first question
