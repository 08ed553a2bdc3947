"""What every conversation store does, in SQLite and in PostgreSQL alike."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from langchain_core.messages import HumanMessage
from langgraph.checkpoint.base import empty_checkpoint

from assistant.conversations import ConversationStore, Turn
from tests.conversations.conftest import Opener

TEXTS = [
    "plain", "", "  spaces kept  ", "two\nlines\tand a tab", "émigré 字母 письмо", "\u202eright to left\u202c مرحبا",
    "👩🏽‍⚕️ family 👨‍👩‍👧", "'; DROP TABLE turns; --", '{"json": [1, null]}', "%s %(x)s $1 ?", "x" * 100_000,
]  # fmt: skip


def remember(store: ConversationStore, session: str, text: str) -> None:
    """Write a checkpoint as the agent does."""
    config: Any = {"configurable": {"thread_id": session, "checkpoint_ns": ""}}
    checkpoint = empty_checkpoint()
    checkpoint["channel_values"] = {"messages": [HumanMessage(text)]}
    checkpoint["channel_versions"] = {"messages": f"{checkpoint['id']}"}
    saved = store.checkpointer.put(config, checkpoint, {"step": 1}, dict(checkpoint["channel_versions"]))
    store.checkpointer.put_writes(saved, [("messages", HumanMessage(text))], "task")


def checkpoints(store: ConversationStore, session: str) -> list[str]:
    config: Any = {"configurable": {"thread_id": session}}
    found = store.checkpointer.list(config)
    return [item.checkpoint["channel_values"]["messages"][0].content for item in found]


def test_the_record_keeps_order_text_and_reply(opener: Opener) -> None:
    store = opener()
    kept = [Turn("user" if n % 2 else "assistant", text, {"n": n, "text": text}) for n, text in enumerate(TEXTS)]
    for turn in [*kept, Turn("user", "without a reply")]:
        store.append("one", turn)
        assert store.last("one") == turn
    assert store.history("one") == [*kept, Turn("user", "without a reply")]
    assert store.last("other") is None


def test_sessions_are_apart_whatever_their_names(opener: Opener) -> None:
    store = opener()
    names = ["one", "ONE", "one ", "on%", "o_e", "'; DELETE FROM turns; --", "字母", "👩🏽‍⚕️"]
    for name in names:
        store.append(name, Turn("user", f"said in {name}"))
        store.set_case(name, {"name": name})
    for name in names:
        assert [turn.text for turn in store.history(name)] == [f"said in {name}"]
        assert store.case(name) == {"name": name}
    store.forget("on%")
    assert store.history("on%") == [] and store.case("on%") == {}
    assert all(store.history(name) and store.case(name) for name in names if name != "on%")


def test_files_are_kept_by_name_replaced_and_deleted_with_the_conversation(opener: Opener) -> None:
    store = opener()
    data = bytes(range(256)) * 8
    for session in ("one", "two"):
        store.keep(session, "cv", data)
        store.keep(session, "cv", data[::-1])
        store.keep(session, "programs", b"program")
    store.keep("two", "programs", None)
    store.keep("two", "never there", None)
    assert (store.kept("one", "cv"), store.kept("one", "programs")) == (data[::-1], b"program")
    assert (store.kept("two", "programs"), store.kept("three", "cv")) == (None, None)
    store.forget("one")
    assert (store.kept("one", "cv"), store.kept("one", "programs")) == (None, None)
    assert store.kept("two", "cv") == data[::-1]


def test_a_case_is_replaced_as_a_whole(opener: Opener) -> None:
    store = opener()
    assert store.case("one") == {}
    store.set_case("one", {"name": "Amina", "letters": [{"id": "smith"}]})
    store.set_case("one", {"name": "字母"})
    assert store.case("one") == {"name": "字母"}


def test_what_was_written_is_there_for_the_next_one_who_opens(opener: Opener) -> None:
    first = opener()
    first.append("one", Turn("user", "hello"))
    first.set_case("one", {"name": "Amina"})
    remember(first, "one", "hello")
    second = opener()
    assert second.history("one") == [Turn("user", "hello")] and second.case("one") == {"name": "Amina"}
    assert checkpoints(second, "one") == ["hello"]


def test_pruning_keeps_the_newest_checkpoint_of_that_conversation_only(opener: Opener) -> None:
    store = opener()
    for session in ("one", "other"):
        for number in range(4):
            remember(store, session, f"{session} {number}")
    store.prune("one")
    assert checkpoints(store, "one") == ["one 3"]
    assert checkpoints(store, "other") == ["other 3", "other 2", "other 1", "other 0"]
    store.prune("one")
    store.prune("never heard of")
    assert checkpoints(store, "one") == ["one 3"]


def test_forgetting_leaves_nothing_of_that_conversation(opener: Opener) -> None:
    store = opener()
    for session in ("one", "other"):
        store.append(session, Turn("user", session))
        store.set_case(session, {"name": session})
        remember(store, session, session)
    store.forget("one")
    assert (store.history("one"), store.case("one"), checkpoints(store, "one")) == ([], {}, [])
    assert (store.history("other"), checkpoints(store, "other")) == ([Turn("user", "other")], ["other"])
    store.forget("one")


@pytest.mark.parametrize("replicas", [1, 2])
def test_the_lock_lets_one_in_at_a_time(opener: Opener, replicas: int) -> None:
    """Reading, adding one and writing back loses nothing: not among threads, and not among replicas."""
    stores = [opener() for _ in range(replicas)]

    def count_up(store: ConversationStore) -> None:
        for _ in range(10):
            with store.lock("one"):
                store.set_case("one", {"n": store.case("one").get("n", 0) + 1})

    threads = [threading.Thread(target=count_up, args=(stores[n % replicas],)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert stores[0].case("one") == {"n": 80}


def test_the_lock_of_one_conversation_does_not_stop_another(opener: Opener) -> None:
    store = opener()
    with store.lock("one"), store.lock("other"):
        store.append("other", Turn("user", "meanwhile"))
    assert store.history("other")


def test_a_lock_is_free_again_after_an_error(opener: Opener) -> None:
    store = opener()
    with pytest.raises(ZeroDivisionError), store.lock("one"):
        _ = 1 / 0
    with store.lock("one"):
        store.append("one", Turn("user", "in"))
    assert store.history("one")


def test_more_conversations_at_once_than_the_store_has_connections(opener: Opener) -> None:
    store = opener()
    inside = threading.Barrier(12)

    def turn(number: int) -> None:
        with store.lock(f"session {number}"):
            inside.wait()
            store.append(f"session {number}", Turn("user", "hello"))

    threads = [threading.Thread(target=turn, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [len(store.history(f"session {number}")) for number in range(12)] == [1] * 12
