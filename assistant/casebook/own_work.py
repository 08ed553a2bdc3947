"""Words for one's own work, which sound like a writer: "I work 4 years as anesthesiologist in Kharkiv"."""

from __future__ import annotations

from assistant.casebook.turn import Turn

_BACK = 9  # words between "I" and the field that one works in
_AS = frozenset({"as", "like"})
_ARTICLES = frozenset({"a", "an", "the", "senior", "junior", "general", "consultant", "specialist"})


def tells_own_work(turn: Turn, first: int, last: int) -> bool:
    """ "I worked 3 years as pediatrician in Manila", "I am a radiologist from Brazil": no writer in these tokens."""
    agents = (m for m in turn.message.inside(first, last, "specialty", "role") if m.group == "role" or turn.is_agent(m))
    return any(_is_own(turn, agent.first) for agent in agents)


def _is_own(turn: Turn, at: int) -> bool:
    at -= 1
    while turn.text(at) in _ARTICLES:
        at -= 1
    field = turn.raw(at) == "IM" and next(turn.message.at(at, "specialty"), None) is not None  # "Dr. Rao IM attending"
    shortly = turn.text(at) in {"im", "iam"} and not field
    if shortly or (turn.text(at) in {"am", "was"} and turn.text(at - 1) in turn.book.lists["oneself"]):
        return True
    if turn.text(at) not in _AS:
        return False
    before = range(max(0, at - _BACK), at)
    verbs = [place for place in before if turn.text(place) in turn.book.lists["work_verbs"] | {"working", "works"}]
    if not verbs or turn.message.has(verbs[-1], at, "name") or turn.text(verbs[-1] - 1) in {"who", "he", "she"}:
        return False
    alone = verbs[-1] == 0 or turn.message.tokens[verbs[-1] - 1].kind == "sign"
    return alone or any(turn.text(place) in turn.book.lists["oneself"] for place in before)
