"""What the learned reading of a message hears and the rules left: values that are still unknown, put where they belong.

The rules come first, since each of them can be read; the learned reading knows the many ways of telling that no rule
names. It fills in; it takes back only what the rules gave to another writer, or read in somebody else's story.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.casebook.elsewhere import is_elsewhere
from assistant.casebook.heard.letters import hear_letters
from assistant.casebook.heard.moves import forget_others
from assistant.casebook.heard.person import hear_person
from assistant.casebook.heard.spans import Heard, place
from assistant.casebook.heard.strangers import drop_strangers
from assistant.casebook.heard.tagging import Span
from assistant.casebook.heard.unsaid import is_heard_wrongly
from assistant.casebook.stance import told_of_another
from assistant.casebook.turn import Turn

_OF_OTHERS = "other"
_PLACES = frozenset({"country", "home"})
_OF_PERSON = frozenset({"name", "target", "grad", "year", "fails", "low_score", "gap", "home", "switched"})
_MAIL = re.compile(r"(?mi)^\W*dear\b")
_SURELY = 0.9  # from which words are told that the rules take for no statement
_SHORT = 6  # words of an answer to a question, which the rules read whole


def hear(turn: Turn, spans: Iterable[Span]) -> None:
    """Write what was heard to the case."""
    if turn.asked and turn.draft.changes and len(turn.message.tokens) <= _SHORT:
        return
    heard = [found for span in spans if (found := place(turn, span)) is not None]
    heard = [found for found in heard if not any(first <= found.first < last for first, last in turn.apart)]
    heard = [found for found in heard if not is_elsewhere(turn, found.first, found.last, *_of_a_letter(found))]
    heard = [found for found in heard if not (found.field in _PLACES and _is_in_name(turn, found))]
    heard = [found for found in heard if not (found.field == "home" and _is_of_writer(turn, found))]
    others = [found for found in heard if found.field == _OF_OTHERS]
    own = [found for found in heard if found.field != _OF_OTHERS and not _inside(found, others) and _told(turn, found)]
    own = [found for found in own if not is_heard_wrongly(turn, found)]
    forget_others(turn, others)
    drop_strangers(turn, heard)
    hear_person(turn, own)
    hear_letters(turn, own)


def _of_a_letter(found: Heard) -> tuple[str, ...]:
    """The kinds of words of somebody else that a span may be: "called anaesthesia", "I go back to Vietnam"."""
    if found.field == "country":
        return ("country",)
    return () if found.field == "home" else ("specialty", "fact:status", "fact:writer.profession")


def _inside(found: Heard, others: list[Heard]) -> bool:
    return any(other.first <= found.first < other.last for other in others)


def _is_in_name(turn: Turn, found: Heard) -> bool:
    """ "Dr. Paris", "Dr. Jack London": a surname, and no place."""
    people = (mention for mention in turn.message.mentions if mention.group == "name")
    return any(name.first <= found.first and found.last <= name.last for name in people)


def _is_of_writer(turn: Turn, found: Heard) -> bool:
    """ "dr fatoumata diallo conakry IM": the place right behind a writer's name is not the applicant's home."""
    words = [turn.text(at) for at in range(max(0, found.first - 3), found.first)]
    writer = turn.message.person is None and (turn.draft.before_ids or turn.message.has(0, found.first, "name"))
    if writer and "is" in words and words[0] in {"he", "she"}:
        return True  # "he is an Indian doc also"
    first = found.first - (turn.text(found.first - 1) == "is")  # "dr Amit Shah is Indian"
    people = (mention for mention in turn.message.mentions if mention.group == "name" and mention.last == first)
    return any(turn.draft.ids() and mention.value.title for mention in people)


def _told(turn: Turn, found: Heard) -> bool:
    """The words stand in a statement of the applicant's own, no question and no supposition, or are surely told."""
    told = any(clause.first < found.last and found.first < clause.last for clause in turn.clauses)
    if found.field == "own_name":
        return told and not _MAIL.search(turn.message.text)  # not below a pasted mail
    friends = found.field in _OF_PERSON and turn.message.person is None and told_of_another(turn.message, found.first)
    return told or (found.sure >= _SURELY and not friends and not _is_asked(turn, found))


def _is_asked(turn: Turn, found: Heard) -> bool:
    """The words stand in a sentence that ends with a question mark."""
    return any(s.first <= found.first < s.last and s.mark == "?" for s in turn.message.sentences)
