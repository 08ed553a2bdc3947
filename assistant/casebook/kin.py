"""Relatives who are told as somebody's host: "Las Vegas, where my aunt lives", "I stayed with my uncle"."""

from __future__ import annotations

from assistant.casebook.turn import Turn

_KIN = frozenset({"role", "fact:writer.family_friend"})
_FRIEND = "family_friend"
_BEFORE = 2  # words between "live" and "with my uncle"


def drop_hosts(turn: Turn) -> None:
    """Take out the words for a relative who houses, pays or waits, and writes nothing."""
    message = turn.message
    hosts = [m for m in message.mentions if m.group in _KIN and _is_kin(turn, m.last - 1) and is_host(turn, m.last - 1)]
    if hosts:
        message.mentions = [m for m in message.mentions if m not in hosts]
        message.firsts = [m.first for m in message.mentions]


def _is_kin(turn: Turn, at: int) -> bool:
    return turn.text(at) in turn.book.lists["kin_words"]


def is_host(turn: Turn, at: int) -> bool:
    """The word at a token is a relative's, and the words beside it tell of a home and not of work."""
    if not _is_kin(turn, at):
        return False
    lists = turn.book.lists
    named = any(True for place in (at + 1, at + 2) for _ in turn.message.at(place, "name"))
    lives = turn.text(at + 1) in lists["hosting"] and not named
    my = turn.text(at - 1) in {"my", "our"}
    with_them = my and turn.text(at - 2) in {"with", "at", "by"} and turn.text(at - 1 - _BEFORE) in lists["staying"]
    return lives or with_them
