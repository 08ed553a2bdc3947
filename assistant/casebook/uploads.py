"""Words that sound like an upload and tell of none: a wish, another paper, an e-mail that was sent."""

from __future__ import annotations

from assistant.casebook.turn import Turn

_REACH_OF_WISH = 5  # words such as "it" between a wish and what is wished for
_BEHIND = 2  # words behind in which "nothing" stands: "in the portal nothing"
_REACH_OF_DEED = 6  # words such as "it himself" between "upload" and "in ERAS"
_REACH_OF_DAY = 8  # words behind "upload" in which stands "tomorrow"
_PAPER = 5  # words around "submitted" in which a paper is named


def is_no_upload(turn: Turn, first: int, last: int) -> bool:
    """Whether the tokens from `first` to `last` (exclusive), read as an upload, tell of none."""
    words = [turn.text(at) for at in range(first, last)]
    return (
        is_to_come(turn, first) or _will_be_done(turn, first, last) or _will_have(turn, first, last)
        or _is_cut_short(turn, words, last) or _is_denied_behind(turn, last)
        or _is_mail(turn, words, first) or _is_of_a_paper(turn, words, first, last)
        or _is_of_another_paper(turn, first) or _is_on_paper(turn, first, last)
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


def _will_have(turn: Turn, first: int, last: int) -> bool:
    """ "he will have the letter done", "she wants it done": the letter is not there yet."""
    near = {turn.text(at) for at in range(max(0, first - 2), last)}
    return not near.isdisjoint(turn.book.lists["not_done_yet"])


def _will_be_done(turn: Turn, first: int, last: int) -> bool:
    """ "will upload himself in ERAS", "uploads by herself", "upload it next week": none yet, unless words say so."""
    at, lists = last - 1, turn.book.lists
    while at >= max(0, first - _REACH_OF_DEED) and turn.text(at) not in lists["uploading"]:
        if at < first and turn.text(at) not in lists["beside_upload"]:
            return False
        at -= 1
    if turn.text(at) not in lists["uploading"] or at < max(0, first - _REACH_OF_DEED):
        return False
    before = at - 1
    while turn.text(before) in lists["beside_upload"]:
        before -= 1
    behind = _up_to_sign(turn, at + 1, max(at + _REACH_OF_DAY, last))
    if not lists["surely_done"].isdisjoint({*behind, *(turn.text(place) for place in range(before, at))}):
        return False
    oneself = not lists["oneself"].isdisjoint({*behind, *(turn.text(place) for place in range(before + 1, at))})
    willed = turn.text(before) in lists["coming"] | lists["wished_for"] | lists["to_upload"]
    ahead = turn.text(at) in lists["uploads_now"] or not lists["days_ahead"].isdisjoint(behind)
    return willed or ahead or (oneself and turn.text(at) not in lists["past_alike"])


def _up_to_sign(turn: Turn, first: int, last: int) -> set[str]:
    words = set[str]()
    for at in range(first, min(last, len(turn.message.tokens))):
        if turn.message.tokens[at].kind == "sign":
            break
        words.add(turn.text(at))
    return words


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


def _is_mail(turn: Turn, words: list[str], first: int) -> bool:
    """ "sent it already", by the applicant or nobody knows whom; what a writer has sent is the letter."""
    theirs = turn.text(first - 1) in {"he", "she", "they"} or any(
        name.last == first for name in turn.message.inside(max(0, first - _REACH_OF_WISH), first, "name")
    )
    return set(words) <= turn.book.lists["mail_sent"] and not ("it" in words and theirs)


def _is_on_paper(turn: Turn, first: int, last: int) -> bool:
    """ "she has given letter in sealed envelope", "sent me pdf of her letter": in the applicant's hands only."""
    near = {turn.text(at) for at in range(first - _PAPER, last + _PAPER)}
    in_system = not turn.book.lists["upload_places"].isdisjoint(near)
    uploaded = any(word.startswith("upload") for word in near)
    return not (in_system or uploaded) and not turn.book.lists["on_paper"].isdisjoint(near)


def _is_of_another_paper(turn: Turn, first: int) -> bool:
    """ "my transcript is uploaded", "my application is in the system": no letter."""
    at = first - 1
    while turn.text(at) in turn.book.lists["between_paper_and_in"]:
        at -= 1
    return turn.text(at) in turn.book.lists["other_papers"]
