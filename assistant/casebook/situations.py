"""A situation told in one message that asks for advice: "an internist in Ohio and my boss in Lagos, whom to ask?".

Who is told of with a place, or as "my boss", is somebody who can write, one letter for each.
"""

from __future__ import annotations

from assistant.casebook.people import Person
from assistant.casebook.phrases import EXPERIENCES, Newcomers
from assistant.casebook.reading import Message
from assistant.casebook.stance import Clause
from assistant.casebook.turn import Turn

_LEAST_WORDS = 8
_FAR = 7  # tokens behind an experience in which its doctor may follow
_OWNED = 4  # tokens between "my" and the head word


def asks_whom(message: Message, *, known: bool) -> bool:
    """The message tells and asks, and no letter is known yet."""
    if known or len(message.tokens) < _LEAST_WORDS:
        return False
    everything = (0, len(message.tokens))
    asks = any(sentence.mark == "?" or _opens_asking(message, sentence.first) for sentence in message.sentences)
    asks = asks or message.has(*everything, "cue:question_inside")
    return asks and message.has(*everything, "cue:letter", "role", "specialty")


def _opens_asking(message: Message, at: int) -> bool:
    while at < len(message.tokens) and (
        message.tokens[at].kind == "sign" or message.has(at, at + 1, "cue:boundary", "cue:greeting")
    ):
        at += 1
    asking = at < len(message.tokens) and message.tokens[at].text in message.lists["asking_pronouns"]
    return asking or any(True for _ in message.at(at, "cue:question_open"))


def is_candidate(turn: Turn, clause: Clause, group: Newcomers) -> bool:
    """A person told with a place, with "home" or as one's own, in such a message."""
    if not turn.asks_whom or group.head.endswith("letter"):
        return False
    if group.head in EXPERIENCES:
        return _is_apart(turn, clause, group)
    if _is_of_somebody_named(turn, clause, group):
        return False
    kinds = {place.value[2] for place in turn.message.inside(group.first, group.last, "country")}
    placed = bool(kinds - {"people"}) or (bool(kinds) and group.counted)  # not "I am a Nigerian doctor"
    placed = placed or turn.message.has(group.first, group.last, "cue:home", "cue:same_place")
    return placed or _is_owned(turn, group)


def _is_apart(turn: Turn, clause: Clause, group: Newcomers) -> bool:
    """ "and did one month observership in Boston": its own place, and nobody who was told before is meant."""
    placed = [p.value[0] for p in turn.message.inside(group.first, group.last, "country")]
    back = turn.message.has(group.first, group.last, "name", "cue:he", "cue:she", "cue:they", "cue:same_place")
    back = back or any(turn.text(at) in {"there", "them"} for at in range(group.first, group.last))
    done = turn.message.has(group.first, group.last, "cue:past", "amount")
    done = done or turn.text(clause.first) in {"observership", "observerships"}
    coming = turn.message.has(group.first, group.last, "cue:wish", "cue:future")
    back = back or _whose_follows(turn, group.last)
    return bool(placed) and done and not (back or coming) and not _is_of_somebody_named(turn, clause, group)


def _whose_follows(turn: Turn, at: int) -> bool:
    """ "Observership was in Reno, Nevada, with a neurologist": the person comes after the place."""
    for index in range(at, at + _FAR):
        near = turn.message.inside(index + 1, index + _OWNED, "role", "specialty")
        if turn.text(index) in {"with", "under"}:
            return any(m.group == "role" or turn.is_agent(m) for m in near)
    return False


def _is_of_somebody_named(turn: Turn, clause: Clause, group: Newcomers) -> bool:
    """ "Dr. Anwar is my father's colleague, nephrologist in Houston": said of who was named before."""
    start = turn.message.sentences[clause.sentence].first
    named = turn.message.has(start, group.first, "name")
    aside = turn.raw(group.first) == "(" or turn.raw(group.first - 1) == "("
    opens = turn.text(group.first - 1) in turn.book.lists["adds_another"] | {"or", "&", "+"}
    opens = opens or turn.text(group.first) in turn.book.lists["adds_another"]
    opens = opens or turn.raw(group.first - 1) in {"+", "&", ";"} or turn.number_at(group.first) is not None
    return aside or (named and not opens)


def _is_owned(turn: Turn, group: Newcomers) -> bool:
    """ "my chief there", "my PI"; not "my friend's boss"."""
    start = max(group.first, group.noun - 1 - _OWNED)
    owners = [at for at in range(start, group.noun) if turn.text(at) in {"my", "our"}]
    theirs = any(turn.raw(at)[-2:] in {"'s", "\u2019s"} for at in range(start, group.noun))
    return bool(owners) and not theirs


def describes_last(turn: Turn, first: int, last: int, before: Person) -> bool:
    """ "my chief there, a general surgeon": a bare field behind somebody whose field was not told."""
    comma = first > 0 and turn.message.tokens[first - 1].raw == ","
    opens = turn.text(first) in {"a", "an"} or any(turn.is_agent(m) for m in turn.message.at(first, "specialty"))
    told = any(turn.is_agent(m) for m in turn.message.inside(before.first, before.last, "specialty"))
    here = {place.value[0] for place in turn.message.inside(first, last, "country")}
    there = {place.value[0] for place in turn.message.inside(before.first, before.last, "country")}
    the_one = turn.text(before.first) in {"the", "my"} and here <= there
    placed = bool(here) or turn.message.has(first, last, "cue:home")
    return comma and opens and not told and ((turn.asks_whom and not placed) or the_one)
