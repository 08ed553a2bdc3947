"""The line of messages of a conversation, without a browser."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any, cast

from assistant.conversations import Turn
from assistant.web.engine import Engine, NotReadyError
from assistant.web.turns import Asked, Turns

PAGE = ("browser", "page")


class Advisor:
    """Answers each message with its own text, once it is let go."""

    def __init__(self) -> None:
        self.go, self.record = threading.Event(), list[Turn]()

    def history(self, _session: str) -> list[Turn]:
        return list(self.record)

    def stream(self, text: str, _session: str, model: str) -> Iterator[Any]:
        assert self.go.wait(60)
        if text == "broken":
            raise RuntimeError(model)
        yield SimpleNamespace(kind="text", text=f"{text}. ", reply=None)
        self.record += [Turn("user", text), Turn("assistant", text)]


def turns_of(advisor: Advisor) -> Turns:
    return Turns(cast(Engine, SimpleNamespace(ready=lambda: iter(()), advisor=advisor)), {"other": "…"})


def wait(asked: Asked) -> None:
    for _ in asked.steps():
        pass


def test_messages_are_answered_one_after_the_other_in_their_order() -> None:
    advisor = Advisor()
    turns = turns_of(advisor)
    for text in ("one", "broken", "three"):
        line = turns.ask(text, "talk", "builtin")
    assert [asked.text for asked in line] == ["one", "broken", "three"]
    assert [message["content"] for message in turns.waiting("talk", line[0])] == ["broken", "three"]
    advisor.go.set()
    for asked in line:
        wait(asked)
    assert [turn.text for turn in advisor.record] == ["one", "one", "three", "three"]
    assert [asked.fault for asked in line] == [None, "turn", None]
    assert [asked.is_recorded for asked in line] == [True, False, True]
    assert line[2].before == advisor.record[:2]


def test_too_many_at_once_are_not_taken_and_another_conversation_is_not_held_up() -> None:
    advisor = Advisor()
    turns = turns_of(advisor)
    taken = [turns.ask(f"{number}", "talk", "builtin") for number in range(7)]
    assert [len(line) for line in taken] == [1, 2, 3, 4, 5, 0, 0]
    assert len(turns.ask("other", "elsewhere", "builtin")) == 1
    advisor.go.set()
    wait(taken[4][-1])
    assert len(turns.ask("again", "talk", "builtin")) == 1


def test_where_nothing_can_be_opened_the_message_says_so() -> None:
    def ready() -> Iterator[int]:
        yield 7
        raise NotReadyError("not ready")

    turns = Turns(cast(Engine, SimpleNamespace(ready=ready)), {"other": "…"})
    (asked,) = turns.ask("one", "talk", "builtin")
    wait(asked)
    assert (asked.fault, asked.over, turns.line("talk")) == ("setup", True, [])


def test_an_older_event_of_a_page_ends_without_showing_what_it_knew() -> None:
    turns = turns_of(Advisor())
    older = turns.latest_only(PAGE, "first", iter(["a", "b"]))
    elsewhere = turns.latest_only(("browser", "other page"), "first", iter(["x", "y"]))
    assert (next(older), next(elsewhere)) == (("first", "a"), ("first", "x"))
    assert list(turns.latest_only(PAGE, "second", iter(["c"]))) == [("second", "c")]
    assert list(older) == [("second", {})]
    assert list(elsewhere) == [("first", "y")]


def test_an_event_whose_last_update_was_under_way_when_a_newer_one_began_ends_with_an_empty_one() -> None:
    """Gradio repeats an event's last update at its end, and the older answer would come over the newer one."""
    turns = turns_of(Advisor())
    older = turns.latest_only(PAGE, "talk", iter(["older"]))
    assert next(older) == ("talk", "older")
    assert list(turns.latest_only(PAGE, "talk", iter(["newer"]))) == [("talk", "newer")]
    assert list(older) == [("talk", {})]


def test_a_message_that_comes_once_more_is_not_taken_again() -> None:
    advisor = Advisor()
    turns = turns_of(advisor)
    (first,) = turns.ask("one", "talk", "builtin", "key")
    assert turns.ask("one", "talk", "builtin", "key") == [first]
    assert len(turns.ask("one", "talk", "builtin", "another key")) == 2
    advisor.go.set()
    wait(turns.line("talk")[-1])
    assert turns.ask("one", "talk", "builtin", "key") == [first]
    assert [turn.text for turn in advisor.record] == ["one"] * 4


def test_a_message_that_was_recorded_and_not_answered_stands_in_the_log_once() -> None:
    advisor = Advisor()
    advisor.record = [Turn("user", "zero"), Turn("assistant", "zero"), Turn("user", "one")]
    advisor.go.set()
    (asked,) = turns_of(advisor).ask("one", "talk", "builtin")
    wait(asked)
    assert [turn.text for turn in asked.before] == ["zero", "zero"]


def test_a_follower_may_leave_while_nothing_comes() -> None:
    advisor = Advisor()
    turns = turns_of(advisor)
    (asked,) = turns.ask("one", "talk", "builtin")
    follower = turns.latest_only(PAGE, "talk", asked.steps())
    assert next(follower) == ("talk", [])
    list(turns.latest_only(PAGE, "elsewhere", iter(["shown"])))
    assert list(follower) == [("elsewhere", {})]
    advisor.go.set()
    wait(asked)
