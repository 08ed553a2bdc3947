"""Replicas that share a PostgreSQL server, and what they say when it goes away."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from assistant import Advisor
from assistant.conversations import open_store
from assistant.errors import ServiceError
from assistant.settings import Settings
from tests.conversations.conftest import Postgres
from tests.talking import TODAY, message

Opener = Callable[[], Advisor]


@pytest.fixture
def settings(built_home: Path, postgres: Postgres) -> Settings:
    return Settings(home=built_home, database=postgres.new_database())


@pytest.fixture
def opener(settings: Settings) -> Iterator[Opener]:
    opened: list[Advisor] = []

    def another() -> Advisor:
        opened.append(Advisor(settings))
        return opened[-1]

    yield another
    for advisor in opened:
        advisor.close()


def run_all(jobs: list[Callable[[], object]]) -> None:
    threads = [threading.Thread(target=job) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_replicas_on_one_conversation_lose_nothing_and_share_its_past(opener: Opener) -> None:
    replicas = [opener(), opener()]

    def talk(number: int) -> None:
        replicas[number % 2].reply(message(number), "one", TODAY)

    run_all([lambda number=number: talk(number) for number in range(24)])  # type: ignore[misc]
    history = replicas[0].history("one")
    assert [turn.role for turn in history] == ["user", "assistant"] * 24
    assert sorted(turn.text for turn in history[::2]) == sorted(message(number) for number in range(24))
    replicas[0].reply("how many letters do i need for internal medicine?", "two", TODAY)
    assert "internal medicine" in replicas[1].reply("and for psychiatry?", "two", TODAY).tools[0].args["query"]
    replicas[1].forget("two")
    assert replicas[0].history("two") == []


def test_more_conversations_at_once_than_there_are_connections(opener: Opener) -> None:
    advisor = opener()
    advisor.warm()
    run_all([lambda n=n: advisor.reply(message(n), f"session {n}", TODAY) for n in range(40)])  # type: ignore[misc]
    statuses = [turn.reply["status"] for n in range(40) for turn in advisor.history(f"session {n}") if turn.reply]
    assert statuses == ["answered"] * 40


def test_replicas_that_start_together_make_the_tables_once(settings: Settings) -> None:
    failures: list[Exception] = []

    def start() -> None:
        try:
            open_store(settings).close()
        except Exception as error:
            failures.append(error)

    run_all([start] * 6)
    assert failures == []


def test_a_server_that_goes_away_is_one_clear_line_and_its_return_is_enough(
    opener: Opener, settings: Settings, postgres: Postgres
) -> None:
    advisor = opener()
    advisor.reply("how many letters do i need for internal medicine?", "one", TODAY)
    postgres.stop()
    try:
        for use in (lambda: advisor.reply("and for psychiatry?", "one", TODAY), lambda: open_store(settings)):
            with pytest.raises(ServiceError) as caught:
                use()
            assert "VOUCH_DATABASE" in str(caught.value) and "\n" not in str(caught.value)
    finally:
        postgres.start()
    reply = advisor.reply("and for psychiatry?", "one", TODAY)
    assert reply.status == "answered" and "internal medicine" in reply.tools[0].args["query"]


def test_a_user_who_may_not_create_tables_is_one_clear_line(settings: Settings, postgres: Postgres) -> None:
    with psycopg.connect(settings.database, autocommit=True) as connection:
        connection.execute("DROP ROLE IF EXISTS guest")
        connection.execute("CREATE ROLE guest LOGIN")
    guest = settings.database.replace(f"{postgres.user}@", "guest@")
    with pytest.raises(ServiceError, match=r"cannot keep conversations .permission denied") as caught:
        open_store(settings.model_copy(update={"database": guest}))
    assert "\n" not in str(caught.value)
