"""Words that sound like an upload and tell of none: a wish, another paper, an e-mail that was sent."""

from __future__ import annotations

from assistant.casebook.turn import Turn

_REACH_OF_WISH = 5  # words such as "it" between a wish and what is wished for
_BEHIND = 2  # words behind in which "nothing" stands: "in the portal nothing"
_PAPER = 5  # words around "submitted" in which a paper is named


def is_no_upload(turn: Turn, first: int, last: int) -> bool:
    """Whether the tokens from `first` to `last` (exclusive), read as an upload, tell of none."""
    words = [turn.text(at) for at in range(first, last)]
    return (
        is_to_come(turn, first) or _is_cut_short(turn, words, last) or _is_denied_behind(turn, last)
        or set(words) <= turn.book.lists["mail_sent"] or _is_of_a_paper(turn, words, first, last)
    )  # fmt: skip


def sounds_like_one(turn: Turn, first: int, last: int) -> bool:
    """Whether a word of the tokens, or just before them, speaks of a letter that came in."""
    words = {turn.text(at) for at in range(first - 1, last)}
    return any(word.startswith("up") for word in words) or not words.isdisjoint(turn.book.lists["came_in"])


def is_to_come(turn: Turn, at: int) -> bool:
    """What begins at a token is wished for or expected: "will upload", "I'd like it uploaded by then"."""
    if turn.text(at - 1) in turn.book.lists["coming"]:
        return True
    before = at - 1
    while at - before <= _REACH_OF_WISH and (
        turn.text(before) in turn.book.lists["wished_things"] or turn.message.has(before, before + 1, "name")
    ):
        before -= 1
    return turn.text(before) in turn.book.lists["wished_for"]


def _is_cut_short(turn: Turn, words: list[str], last: int) -> bool:
    """ "a letter in person", "my letter in neurology": "in" begins something else."""
    follows = turn.raw(last)
    return words[-1:] == ["in"] and follows.isalnum() and turn.text(last) not in turn.book.lists["behind_in"]


def _is_denied_behind(turn: Turn, last: int) -> bool:
    """ "in the portal nothing": a verb between would make it something new."""
    return any(turn.text(at) in turn.book.lists["nothing_there"] for at in range(last, last + _BEHIND))


def _is_of_a_paper(turn: Turn, words: list[str], first: int, last: int) -> bool:
    """ "one case report submitted", "my application is already submitted"."""
    near = {turn.text(at) for at in range(first - _PAPER, last + 1)}
    return "submitted" in words and not turn.book.lists["papers"].isdisjoint(near)
