"""Applicants who open with their own title and name: "good day, Dr Bello here", "Dr. Omar from Oman, I want FM"."""

from __future__ import annotations

from assistant.casebook.reading import Mention
from assistant.casebook.stance import Clause
from assistant.casebook.turn import Turn

_HERE = frozenset({"here", "this"})
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
    if turn.text(mention.last) in _HERE:
        return True
    sentence = turn.message.sentences[clause.sentence]
    end = next((other.first for other in turn.message.inside(mention.last, sentence.last, "name")), sentence.last)
    behind = turn.message.has(mention.last, min(mention.last + _NEAR, end), *_OF_ONESELF)
    agents = any(turn.is_agent(m) for m in turn.message.inside(mention.last, end, "specialty"))
    applies = turn.message.has(mention.last, end, *_APPLIES)
    return behind and applies and not agents and not turn.message.has(mention.last, end, *_OF_WRITERS)


def _is_first(turn: Turn, mention: Mention) -> bool:
    """Nothing but greetings and signs stands before a name."""
    polite = turn.book.lists["greeting_words"]
    before = (at for at in range(mention.first) if turn.message.tokens[at].kind != "sign")
    return all(turn.text(at) in polite or turn.message.has(at, at + 1, "cue:greeting") for at in before)
