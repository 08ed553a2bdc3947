"""The conversation as a library: sessions, restarts, kills, growth, deletion, and every kind of bad input."""

from __future__ import annotations

import random
import sqlite3
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import ormsgpack
import pytest
from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer

from assistant import Advisor
from assistant.conversations import Turn
from assistant.errors import InputError
from assistant.settings import Settings
from tests.talking import TODAY, message, reports, talking

CASE = {"name": "Amina Rahman", "targets": ["IM"], "letters": [{"writer": {"name": "John Smith"}}]}


@pytest.fixture
def settings(built_home: Path, tmp_path: Path) -> Settings:
    """The shared index, and a database of the test's own."""
    return Settings(home=built_home, database=f"sqlite:///{tmp_path / 'kept' / 'vouch.sqlite3'}")


@pytest.fixture
def opener(settings: Settings) -> Iterator[Callable[[], Advisor]]:
    opened: list[Advisor] = []

    def another() -> Advisor:
        opened.append(Advisor(settings))
        return opened[-1]

    yield another
    for advisor in opened:
        advisor.close()


@pytest.fixture
def advisor(opener: Callable[[], Advisor]) -> Advisor:
    return opener()


def said(advisor: Advisor, session: str, role: str = "user") -> list[str]:
    return [turn.text for turn in advisor.history(session) if turn.role == role]


def test_sessions_see_nothing_of_each_other(advisor: Advisor) -> None:
    advisor.reply("how many letters do i need for internal medicine?", "one", TODAY, CASE)
    advisor.reply("write the letter for me as Dr. Patel", "other", TODAY)
    assert advisor.reply("why?", "third", TODAY).status in {"clarify", "abstained"}
    assert said(advisor, "one") == ["how many letters do i need for internal medicine?"]
    assert said(advisor, "other") == ["write the letter for me as Dr. Patel"]
    assert advisor.profile("one")["name"] == "Amina Rahman" and "name" not in advisor.profile("other")
    assert advisor.reply("come on, only this once", "one", TODAY).status != "refused"


def test_the_record_holds_the_person_s_words_and_the_reply(advisor: Advisor) -> None:
    reply = advisor.reply("  how many letters do i need?  ", "one", TODAY)
    asked, answered = advisor.history("one")
    assert asked == Turn("user", "how many letters do i need?")
    assert answered.text == reply.answer and answered.reply == reply.model_dump(mode="json")


def test_a_conversation_goes_on_after_a_restart(opener: Callable[[], Advisor]) -> None:
    first = opener()
    first.reply("how many letters do i need for internal medicine?", "one", TODAY, CASE)
    first.close()
    second = opener()
    reply = second.reply("and for psychiatry?", "one", TODAY)
    assert "internal medicine" in reply.tools[0].args["query"] and reply.profile["name"] == "Amina Rahman"
    assert len(second.history("one")) == 4


def test_many_threads_on_one_conversation_lose_nothing(advisor: Advisor) -> None:
    def talk(thread: int) -> None:
        for number in range(5):
            advisor.reply(message(thread * 5 + number), "one", TODAY)

    threads = [threading.Thread(target=talk, args=(thread,)) for thread in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    history = advisor.history("one")
    assert [turn.role for turn in history] == ["user", "assistant"] * 40
    assert sorted(said(advisor, "one")) == sorted(message(number) for number in range(40))
    assert all(turn.reply and turn.reply["status"] == "answered" for turn in history[1::2])


def test_two_processes_on_one_conversation_lose_nothing(settings: Settings, advisor: Advisor) -> None:
    both = [talking(settings.home, settings.database, "one", range(start, start + 15)) for start in (0, 15)]
    answered = [number for _, pipe in both for what, number, _ in reports(pipe) if what == "answered"]
    for process, _ in both:
        process.join()
    assert sorted(answered) == list(range(30))
    assert [turn.role for turn in advisor.history("one")] == ["user", "assistant"] * 30
    assert sorted(said(advisor, "one")) == sorted(message(number) for number in range(30))


def test_a_kill_at_any_moment_loses_no_turn_and_no_message(settings: Settings, advisor: Advisor) -> None:
    """Twenty processes are killed with signal 9 in the midst of their turns, each at another moment."""
    moments, next_number = random.Random(7), 0
    for kill in range(20):
        process, pipe = talking(settings.home, settings.database, "one", range(next_number, 10_000))
        began, answered = next_number - 1, next_number - 1
        after = moments.randint(1, 4)
        for what, number, _status in reports(pipe):
            began, answered = (number, answered) if what == "began" else (began, number)
            if number - next_number >= after:
                process.join(timeout=moments.uniform(0, 0.03))  # any moment of the turn that has begun
                process.kill()
                after = 10_000
        process.join()
        assert process.exitcode == -9
        told = said(advisor, "one")
        texts = [message(number) for number in range(next_number, answered + 1)]
        assert [text for text in told if text in texts] == texts, f"kill {kill}: an answered turn is lost"
        assert began <= answered or message(began) in told, f"kill {kill}: a message is lost"
        reply = advisor.reply("how many letters do i need", "one", TODAY)
        assert reply.status == "answered" and reply.citations
        next_number = max(began, answered) + 2
    history = advisor.history("one")
    for asked, answer in pairwise(history):
        assert (asked.role, answer.role) != ("assistant", "assistant")


def test_a_stream_is_steps_then_text_then_the_reply(advisor: Advisor) -> None:
    events = list(advisor.stream(message(0), "one", TODAY))
    kinds = [event.kind for event in events]
    assert kinds == sorted(kinds, key=["tool", "text", "reply"].index) and kinds.count("reply") == 1
    reply = events[-1].reply
    assert reply and "".join(event.text for event in events if event.kind == "text") == reply.answer
    assert [event.text for event in events if event.kind == "tool"] == [use.name for use in reply.tools]


def test_a_stream_that_nobody_reads_to_its_end_blocks_nothing_and_keeps_the_message(advisor: Advisor) -> None:
    abandoned = advisor.stream("how many letters do i need", "one", TODAY)
    next(abandoned)
    abandoned.close()  # type: ignore[attr-defined]
    assert said(advisor, "one") == ["how many letters do i need"]
    assert advisor.reply("when do I send a reminder?", "one", TODAY).status == "answered"


def test_a_message_that_was_recorded_and_not_answered_is_recorded_once(advisor: Advisor) -> None:
    """As after a crash, when the page sends it once more."""
    abandoned = advisor.stream("how many letters do i need", "one", TODAY)
    next(abandoned)
    abandoned.close()  # type: ignore[attr-defined]
    advisor.reply("how many letters do i need", "one", TODAY)
    advisor.reply("how many letters do i need", "one", TODAY)
    assert [turn.role for turn in advisor.history("one")] == ["user", "assistant"] * 2


def files_with(folder: Path, text: str) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file() and text.encode() in path.read_bytes()]


@pytest.mark.parametrize("way", ["at once", "in the conversation"])
def test_forgetting_leaves_no_byte_of_the_conversation_on_disk(
    settings: Settings, opener: Callable[[], Advisor], way: str
) -> None:
    advisor, other_process = opener(), opener()
    folder = settings.database_file.parent
    case = CASE | {"name": "Zebulon Quagga"}
    for number in range(30):
        for session, word in (("one", "okapi"), ("other", "axolotl")):
            advisor.reply(f"{word} {number} {word * 40}: how many letters do i need?", session, TODAY, case)
    advisor.reply("quokka " * 2000 + "how many letters do i need?", "one", TODAY)
    assert other_process.history("one") and files_with(folder, "okapi") and files_with(folder, "Quagga")
    if way == "at once":
        advisor.forget("one")
    else:
        advisor.reply("delete everything about me", "one", TODAY)
        assert "deleted" in advisor.reply("yes", "one", TODAY).answer
    assert files_with(folder, "okapi") == [] and files_with(folder, "quokka") == []
    assert advisor.history("one") == [] and advisor.profile("one") == {}
    assert len(advisor.history("other")) == 60 and files_with(folder, "axolotl")
    advisor.forget("other")
    assert files_with(folder, "axolotl") == [] and files_with(folder, "Quagga") == []
    assert advisor.reply("how many letters do i need", "one", TODAY).status == "answered"


def test_a_long_conversation_stays_small(settings: Settings, advisor: Advisor) -> None:
    for number in range(1000):
        reply = advisor.reply(message(number % 7), "one", TODAY)
    assert reply.status == "answered" and len(advisor.history("one")) == 2000
    size = sum(path.stat().st_size for path in settings.database_file.parent.rglob("*") if path.is_file())
    assert size < 20_000_000


def test_a_forged_checkpoint_runs_no_code(settings: Settings, advisor: Advisor, tmp_path: Path) -> None:
    trace = tmp_path / "code-ran"
    call = ormsgpack.packb(("os", "system", f"touch {trace}"))
    forged = ormsgpack.packb({"v": 4, "channel_values": {"messages": [ormsgpack.Ext(0, call)]}})
    JsonPlusSerializer(allowed_msgpack_modules=True).loads_typed(("msgpack", forged))
    assert trace.exists(), "the forgery would not work even where nothing guards against it"
    trace.unlink()
    advisor.reply("how many letters do i need", "one", TODAY)
    connection = sqlite3.connect(settings.database_file)
    with connection:
        changed = connection.execute("UPDATE checkpoints SET type = 'msgpack', checkpoint = ?", (forged,)).rowcount
    connection.close()
    assert changed == 1
    reply = advisor.reply("and for psychiatry?", "one", TODAY)
    assert not trace.exists()
    assert reply.status in {"answered", "clarify", "abstained", "error"}
    assert said(advisor, "one") == ["how many letters do i need", "and for psychiatry?"]


BAD_TEXTS = {
    "empty": "", "blank": " \n\t ", "invisible controls": "\x00\x07\x1b", "a megabyte": "how many letters? " * 60_000,
}  # fmt: skip
ODD_TEXTS = {
    "control characters": "how many\x00 letters\x07 do\x1b[31m i need",
    "lone surrogates": "how many letters do i need \ud800\udfff\udcff",
    "right to left": "\u202ehow many letters do i need\u202c שלום",
    "emoji": "👩🏽‍⚕️ how many letters do i need 🙏🙏",
    "HTML": "<b>how many letters</b> do i need<script>alert(1)</script><img src=x onerror=alert(1)>",
    "Markdown": "how many letters do i need ![x](http://127.0.0.1:9/leak?q=secret) [click](javascript:alert(1))",
    "template syntax": "how many letters do i need {{ 7*7 }} {% for x in y %} {secret} ${x} %s {0:>999999999}",
    "a long word": "how many letters do i need " + "a" * 10_000,
    "many lines": "how many letters do i need\r\n" * 300,
    "combining marks": "h̷̢͓ow m̸any le̶tters do i nee̵d",
}


@pytest.mark.parametrize("kind", BAD_TEXTS)
def test_a_message_that_cannot_be_read_gets_one_clear_question(advisor: Advisor, kind: str) -> None:
    reply = advisor.reply(BAD_TEXTS[kind], "one", TODAY)
    assert reply.status == "clarify" and 0 < len(reply.answer) < 300 and reply.citations == ()
    assert advisor.reply("how many letters do i need", "one", TODAY).status == "answered"


@pytest.mark.parametrize("kind", ODD_TEXTS)
def test_odd_characters_harm_nothing(advisor: Advisor, kind: str) -> None:
    reply = advisor.reply(ODD_TEXTS[kind], "one", TODAY)
    assert reply.status in {"answered", "clarify", "abstained", "refused"}
    assert "49" not in reply.answer and "<" not in reply.answer and "](" not in reply.answer
    reply.model_dump_json().encode("utf-8")
    (kept,) = said(advisor, "one")
    assert kept.encode("utf-8") and "\x00" not in kept and "\x1b" not in kept
    assert advisor.reply("when do I send a reminder?", "one", TODAY).status == "answered"


@pytest.mark.parametrize(
    "text", ["¿Cuántas cartas de recomendación necesito para aplicar?", "मुझे कितने पत्र चाहिए", "كم عدد الرسائل"]
)
def test_another_language_is_told_so_in_one_line(advisor: Advisor, text: str) -> None:
    reply = advisor.reply(text, "one", TODAY)
    assert reply.status == "clarify" and "English" in reply.answer and "\n" not in reply.answer


@pytest.mark.parametrize("session", ["", "x" * 201, "two\nlines", "nul\0", "\ud800", 7, None])
def test_a_bad_session_is_refused_and_nothing_is_written(advisor: Advisor, session: Any) -> None:
    for use in (advisor.history, advisor.profile, advisor.forget):
        with pytest.raises(InputError, match="session: must be 1 to 200 printable characters"):
            use(session)
    with pytest.raises(InputError, match="session: "):
        advisor.reply("hello", session, TODAY)


@pytest.mark.parametrize("session", ["x" * 200, "名前", "../../etc/passwd", "a b", "'; DROP TABLE turns; --", "%"])
def test_any_printable_session_is_only_a_name(advisor: Advisor, session: str) -> None:
    advisor.reply("hello", session, TODAY)
    assert said(advisor, session) == ["hello"]
    advisor.forget(session)
    assert advisor.history(session) == []


@pytest.mark.parametrize("today", ["tomorrow", "2027-02-30", "20270131", "2027-W05-7", "", " 2027-01-31", 5, 2027.5])
def test_a_bad_day_is_refused_before_anything_is_kept(advisor: Advisor, today: Any) -> None:
    with pytest.raises(InputError, match="today: must be a date such as 2027-01-31"):
        advisor.reply("hello", "one", today)
    assert not advisor.is_open or advisor.history("one") == []


@pytest.mark.parametrize("today", ["2027-01-31", date(2027, 1, 31), datetime(2027, 1, 31, 23, 59, tzinfo=UTC), None])
def test_a_day_may_be_a_date_or_text_or_left_out(advisor: Advisor, today: Any) -> None:
    assert advisor.reply("How many letters per program in ERAS?", "one", today).status == "answered"


@pytest.mark.parametrize(
    ("profile", "says"),
    [
        ({"name": "Amina"}, "profile: targets: is missing"),
        ({"targets": ["wizardry"]}, "profile: targets"),
        ({"targets": ["IM"], "leters": []}, "profile: leters: is no field here"),
        ({"targets": ["IM"], "graduation_year": "soon"}, "profile: graduation_year"),
        (["targets"], "profile: must be a mapping"),
    ],
)
def test_a_bad_profile_is_refused_field_by_field_and_the_old_one_kept(
    advisor: Advisor, profile: Any, says: str
) -> None:
    advisor.reply("hello", "one", TODAY, CASE)
    with pytest.raises(InputError) as caught:
        advisor.reply("hello again", "one", TODAY, profile)
    assert says in str(caught.value)
    assert said(advisor, "one") == ["hello"] and advisor.profile("one")["name"] == "Amina Rahman"


def test_a_profile_is_kept_in_the_applicant_format_until_another_is_given(advisor: Advisor) -> None:
    first = advisor.reply("hello", "one", TODAY, CASE)
    assert first.profile["targets"] == ["internal_medicine"] and first.profile["letters"][0]["id"] == "smith"
    assert advisor.reply("thanks", "one", TODAY).profile == advisor.profile("one") == first.profile
    assert advisor.reply("hello", "one", TODAY, first.profile).profile == first.profile
    assert advisor.reply("hello", "one", TODAY, {"targets": ["FM"]}).profile["targets"] == ["family_medicine"]
    assert advisor.reply("hello", "one", TODAY, {}).profile == {} == advisor.profile("one")


def test_a_case_edited_by_hand_is_kept_whole_or_not_at_all(advisor: Advisor) -> None:
    made = advisor.change_profile("s", lambda case: {**case, "letters": [{"writer": {"name": "John Smith"}}]}, TODAY)
    assert made == advisor.profile("s") == {"letters": [{"id": "smith", "writer": {"name": "John Smith"}}]}
    with pytest.raises(InputError, match=r"letters\[0\]\.experience\.weeks: must be 0 or more"):
        advisor.change_profile("s", lambda _: {"letters": [{"experience": {"weeks": -3}}]}, TODAY)
    with pytest.raises(InputError, match="uploaded_on: must not be after today"):
        advisor.change_profile("s", lambda _: {"letters": [{"uploaded_on": "2099-01-01"}]}, TODAY)
    assert advisor.profile("s") == made
    assert "Smith" in advisor.reply("I apply to internal medicine. who should i ask?", session="s", today=TODAY).answer
    assert advisor.profile("other") == {}
