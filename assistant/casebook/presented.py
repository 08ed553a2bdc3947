"""Applicants who open with their own title and name: "good day, Dr Bello here", "Dr. Omar from Oman, I want FM"."""

from __future__ import annotations

from assistant.casebook.reading import Mention
from assistant.casebook.stance import Clause
from assistant.casebook.turn import Turn

_HERE = frozenset({"here", "this"})
_PLACED = frozenset({"in", "at", "is", "will", "who", "has", "said"})  # "Dr. Lee here in Boston said yes"
_ANSWERS = ("cue:he", "cue:she", "fact:status", "fact:attitude")
_NEAR = 3  # tokens behind a name in which the home is told
_APPLIES = ("cue:target", "cue:year_apply", "cue:match", "cue:grad", "cue:img")
_OF_ONESELF = ("cue:own_home", "country", "cue:home", "cue:img", "cue:grad")
_OF_WRITERS = ("cue:he", "cue:she", "cue:letter", "fact:", "amount")


def opens_as_applicant(turn: Turn, clause: Clause, mention: Mention) -> bool:
    """The first words of a talk name a doctor of whom only home, degree and wish are told: the applicant."""
    if turn.draft.ids() or turn.draft.get("name") is not None or turn.draft.before_ids or mention.value.known:
        return False
    if not _is_first(turn, mention):
        return False
    sentence = turn.message.sentences[clause.sentence]
    if turn.text(mention.last) in _HERE:
        return is_here(turn, mention, sentence.last)
    end = next((other.first for other in turn.message.inside(mention.last, sentence.last, "name")), sentence.last)
    behind = turn.message.has(mention.last, min(mention.last + _NEAR, end), *_OF_ONESELF)
    mine = any(turn.text(at) in {"is", "was"} and turn.text(at + 1) == "my" for at in range(mention.last, end))
    agents = mine or any(turn.is_agent(m) for m in turn.message.inside(mention.last, end, "specialty"))
    applies = turn.message.has(mention.last, end, *_APPLIES)
    return behind and applies and not agents and not turn.message.has(mention.last, end, *_OF_WRITERS)


def is_here(turn: Turn, mention: Mention, last: int) -> bool:
    """ "Dr Bello here, Nigerian", unlike "Dr. Lee here in Boston said yes"."""
    behind = turn.text(mention.last + 1) not in _PLACED
    return turn.text(mention.last) in _HERE and behind and not turn.message.has(mention.last, last, *_ANSWERS)


def _is_first(turn: Turn, mention: Mention) -> bool:
    """Nothing but greetings and signs stands before a name."""
    polite = turn.book.lists["greeting_words"]
    before = (at for at in range(mention.first) if turn.message.tokens[at].kind != "sign")
    return all(turn.text(at) in polite or turn.message.has(at, at + 1, "cue:greeting") for at in before)
