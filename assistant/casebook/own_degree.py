"""A PhD that is the applicant's own, and tells nothing of the writer: "I have a PhD", "the PhD is mine"."""

from __future__ import annotations

from assistant.casebook.turn import Turn

_BACK = 6  # words between "I" and the degree: "I have also just finished a"
_AHEAD = 4  # words in which "mine" or a supervisor stands
_JOINS = frozenset({",", "/", "-", "&", "and"})
_OF_PHYSICIANS = frozenset({"md", "mbbs", "mbchb"})
_DEGREE = frozenset({"phd", "doctorate", "ph"})


def own_degree_in(turn: Turn, first: int, last: int) -> bool:
    """Whether a PhD named in some tokens is the applicant's own, or a physician's beside an MD."""
    degrees = [at for at in range(first, last) if turn.text(at) in _DEGREE]
    return any(_is_own(turn, at) or _is_beside_md(turn, at) for at in degrees)


def _is_beside_md(turn: Turn, at: int) -> bool:
    """ "Dr Kim, MD, PhD", "(MD PhD neurology)": of a physician, and of no researcher alone."""
    before = at - 1 - (turn.raw(at - 1) in _JOINS)
    after = at + 1 + (turn.raw(at + 1) in _JOINS)
    return turn.text(before) in _OF_PHYSICIANS or turn.text(after) in _OF_PHYSICIANS


def is_year_of_own_degree(turn: Turn, at: int) -> bool:
    """ "I have a PhD in 2024": a year in which no medical school was finished."""
    places = range(max(0, at - _AHEAD), at)
    return any(turn.text(place) in _DEGREE and _is_own(turn, place) for place in places)


def _is_own(turn: Turn, at: int) -> bool:
    end = at + 1 + (turn.text(at) == "ph")
    if any(turn.text(place) in {"mine", "myself"} for place in range(end, end + _AHEAD)):
        return True
    before = at - 1
    while turn.text(before) in turn.book.lists["before_degree"]:
        before -= 1
    somebody = turn.message.has(end, end + 2, "role", "cue:letter", "name") or turn.text(end) in {"who", "that"}
    if somebody or turn.text(end) in turn.book.lists["time_roles"] | turn.book.lists["degree_holders"]:
        return False
    if turn.text(at - 1) == "my" or (turn.text(before + 1) == "my" and before < at - 1):
        return True
    return _is_of_deed(turn, before) or _is_with(turn, before)


def _is_of_deed(turn: Turn, at: int) -> bool:
    """ "I hold", "I have finished", "I am": the verb that stands before the degree is the applicant's."""
    if turn.text(at) in {"im", "iam"}:
        return True
    if turn.text(at) not in turn.book.lists["degree_verbs"]:
        return False
    lists = turn.book.lists
    for place in range(at - 1, at - _BACK, -1):
        if turn.text(place) in turn.book.lists["oneself"]:
            return True
        if turn.text(place) not in lists["time_auxiliaries"] | lists["degree_verbs"] | lists["before_degree"]:
            return False
    return False


def _is_with(turn: Turn, at: int) -> bool:
    """ "I obtained my degree in Belgrade in 2019, with a PhD in 2024": told of one's own studies, and of nobody."""
    if turn.text(at) not in {"with", "and", "then", "plus"}:
        return False
    sentence = next((s for s in turn.message.sentences if s.first <= at < s.last), None)
    first = sentence.first if sentence else 0
    own = any(turn.text(place) in turn.book.lists["oneself"] | {"my"} for place in range(first, at))
    studied = turn.message.has(first, at, "cue:grad", "cue:graduate_of")
    return own and studied and not turn.message.has(first, at, "name", "role", "cue:he", "cue:she")
