"""A person's words as Markdown that shows them literally."""

from __future__ import annotations

import string
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from assistant.web.chat import sentences
from assistant.web.identity import (
    COOKIE,
    Register,
    is_conversation,
    new_browser,
    new_conversation,
    read_identity,
    storage_secret,
)
from assistant.web.security import is_loopback
from assistant.web.texts import LONGEST_SHOWN, literal, page_texts, plain_markdown, shortened

ANY_TEXT = st.text(max_size=400)


@given(ANY_TEXT)
def test_no_punctuation_is_left_that_markdown_or_html_could_read(text: str) -> None:
    shown = literal(text)
    place = 0
    while place < len(shown):
        if shown[place] == "\\":
            assert shown[place + 1] in string.punctuation
            place += 2
        elif shown[place] == "&":
            assert shown[place:].startswith(("&#32;", "&#9;"))
            place = shown.index(";", place) + 1
        else:
            assert shown[place] not in string.punctuation
            place += 1


@given(ANY_TEXT)
def test_unescaping_gives_the_text_again(text: str) -> None:
    shown, back, place = literal(text), "", 0
    while place < len(shown):
        if shown[place] == "\\":
            back, place = back + shown[place + 1], place + 2
        elif shown[place] == "&":
            end = shown.index(";", place)
            back, place = back + chr(int(shown[place + 2 : end])), end + 1
        else:
            back, place = back + shown[place], place + 1
    assert back == text.replace("\r\n", "\n")


def test_what_cannot_be_sent_is_replaced_and_what_is_endless_is_cut() -> None:
    assert literal("a\ud800b") == "a\\?b" or literal("a\ud800b") == "a?b"
    assert len(literal("a" * (LONGEST_SHOWN + 1))) == LONGEST_SHOWN
    assert not literal("    code").startswith(" ")


@given(ANY_TEXT)
def test_an_answer_holds_no_html_and_no_image(text: str) -> None:
    shown = plain_markdown(text)
    assert "<" not in shown
    assert "![" not in shown


def test_an_answer_without_them_stays_as_it_is() -> None:
    text = "**Aim for 4** letters. [1]\n\n- one\n- two (3 > 2)!"
    assert plain_markdown(text) == text


@given(ANY_TEXT)
def test_pieces_join_to_the_whole(text: str) -> None:
    assert "".join(sentences(text)) == text


def test_sentences_come_one_by_one() -> None:
    assert list(sentences("One. Two? Three\n")) == ["One. ", "Two? ", "Three\n"]


@given(ANY_TEXT, st.integers(2, 60))
def test_a_title_is_one_short_line(text: str, longest: int) -> None:
    title = shortened(text, longest)
    assert len(title) <= longest
    assert len(title.splitlines()) <= 1


def test_the_page_has_all_its_texts() -> None:
    assert len(page_texts().examples) >= 3
    assert set(page_texts().layers) == {"guide", "official", "yours"}


def test_ids_are_long_and_never_the_same() -> None:
    browsers = [new_browser() for _ in range(100)]
    conversations = [new_conversation(browsers[0]) for _ in range(100)]
    assert len({*browsers, *conversations}) == 200
    assert all(len(one) >= 32 for one in (*browsers, *conversations))


def test_a_conversation_belongs_to_the_browser_that_it_was_made_for() -> None:
    mine, other = new_browser(), new_browser()
    conversation = new_conversation(mine)
    brought = {COOKIE: mine}
    found = read_identity(brought, conversation)
    assert found is not None and (found.browser, found.conversation) == (mine, conversation)
    assert not is_conversation(conversation, other)
    for junk in (None, 3, "x", [], {}, "terminal", "web-default", "web-" + "A" * 32, conversation[:-1] + "~"):
        anew = read_identity(brought, junk)
        assert anew is not None and anew.browser == mine and anew.conversation != junk
        assert is_conversation(anew.conversation, mine)
    for cookies in ({}, {COOKIE: ""}, {COOKIE: "short"}, {COOKIE: "/" * 32}, {"other": mine}):
        assert read_identity(cookies, conversation) is None


def test_the_register_keeps_each_browsers_list_newest_first(tmp_path: Path) -> None:
    register, mine, other = Register(tmp_path), new_browser(), new_browser()
    first, second = new_conversation(mine), new_conversation(mine)
    for conversation in (first, second, first):
        register.add(mine, conversation)
    assert Register(tmp_path).conversations(mine) == [second, first]
    assert register.conversations(other) == []
    register.remove(mine, second)
    register.remove(mine, second)
    assert register.conversations(mine) == [first]
    register.remove(mine, first)
    assert list((tmp_path / "browsers").iterdir()) == []


def test_a_damaged_register_is_an_empty_one(tmp_path: Path) -> None:
    register, mine = Register(tmp_path), new_browser()
    register.add(mine, new_conversation(mine))
    (file,) = (tmp_path / "browsers").iterdir()
    for damage in ("", "{", '{"a": 1}', '["terminal", 3]'):
        file.write_text(damage, encoding="utf-8")
        assert register.conversations(mine) == []


def test_the_storage_secret_outlives_a_restart_and_is_private(tmp_path: Path) -> None:
    secret = storage_secret(tmp_path / "home")
    assert len(secret) >= 32
    assert storage_secret(tmp_path / "home") == secret
    assert (tmp_path / "home" / "page.secret").stat().st_mode & 0o077 == 0


def test_loopback_is_told_from_the_rest() -> None:
    assert all(is_loopback(host) for host in ("127.0.0.1", "127.8.8.8", "::1", "localhost"))
    assert not any(is_loopback(host) for host in ("0.0.0.0", "::", "192.168.1.4", "example.org", ""))
