"""Applicants who open with their own name: "good day, Dr Bello here", "Dr. Omar from Oman, I want FM", "Maria Cruz,
Manila, IM. Dr. Lee agreed".

A writer is told of with a word of what binds the two: "my attending", "supervised me", "agreed", or weeks together.
"""

from __future__ import annotations

from assistant.casebook.reading import Mention
from assistant.casebook.stance import Clause
from assistant.casebook.text import Sentence
from assistant.casebook.turn import Turn

_HERE = frozenset({"here", "this"})
_PLACED = frozenset({"in", "at", "is", "will", "who", "has", "said"})  # "Dr. Lee here in Boston said yes"
_ANSWERS = ("cue:he", "cue:she", "fact:status", "fact:attitude")
_NEAR = 3  # tokens behind a name in which the home is told
_APPLIES = ("cue:target", "cue:year_apply", "cue:match", "cue:grad", "cue:img")
_OF_ONESELF = ("cue:own_home", "country", "cue:home", "cue:img", "cue:grad")
_OF_WRITERS = ("cue:he", "cue:she", "cue:letter", "fact:", "amount")
_OF_A_BOND = (
    "cue:he", "cue:she", "cue:letter", "cue:first_person", "cue:weeks_cue", "role", "fact:status", "fact:attitude",
    "fact:asked_on",
)  # fmt: skip
_US = "US"  # a place there is where a writer works as well


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


def _is_first(turn: Turn, mention: Mention, *, belonging: bool = False) -> bool:
    """Nothing but greetings and signs stands before a name.

    Args:
        belonging: the people whom one belongs to may stand there too: "hello. peruvian, Diego Quispe".
    """
    lists = turn.book.lists
    polite = lists["before_titled_name"] | set(turn.book.titles) if belonging else lists["greeting_words"]
    cues = ("cue:greeting", "country") if belonging else ("cue:greeting",)
    before = (at for at in range(mention.first) if turn.message.tokens[at].kind != "sign")
    return all(turn.text(at) in polite or turn.message.has(at, at + 1, *cues) for at in before)


def read_first_name(turn: Turn) -> None:
    """The name that stands first, set as the applicant's; what stands beside it is told of nobody else."""
    name = next((m for m in turn.message.mentions if m.group == "name"), None)
    if name is None or turn.draft.get("name") is not None or turn.draft.ids() or turn.message.person is not None:
        return
    sentence = next(s for s in turn.message.sentences if s.first <= name.first < s.last)
    if not (name.value.given and _is_first(turn, name, belonging=True) and _is_the_speaker(turn, name, sentence)):
        return
    printed = name.value.printed or f"{name.value.given} {name.value.surname}"
    turn.draft.set("name", printed, turn.said(name))
    turn.message.mentions = [m for m in turn.message.mentions if m is not name and not _is_own_work(m, sentence)]
    turn.message.firsts = [m.first for m in turn.message.mentions]


def _is_own_work(mention: Mention, sentence: Sentence) -> bool:
    """ "Working as registrar 4 years", said beside the own name: no time with a writer."""
    beside = sentence.first <= mention.first < sentence.last
    return beside and (mention.group.startswith("fact:experience") or mention.group == "amount")


def _is_the_speaker(turn: Turn, name: Mention, sentence: Sentence) -> bool:
    """Whether a year of graduation, or a country or a people beside the name, tells of the speaker."""
    if name.last >= sentence.last or turn.message.tokens[name.last].kind != "sign":
        return False
    if turn.message.has(sentence.first, sentence.last, *_OF_A_BOND):
        return False
    if any(m is not name for m in turn.message.inside(sentence.first, sentence.last, "name")):
        return False
    if turn.message.has(name.last, sentence.last, "cue:grad"):
        return True
    if turn.message.has(sentence.first, sentence.last, "amount", "fact:"):
        return False  # "Ahmed Khan, Pakistan, 3 months hands-on" may be a writer
    abroad = any(m.value[0] != _US for m in turn.message.inside(0, sentence.last, "country"))
    return abroad and not name.value.title and turn.message.has(name.last, len(turn.message.tokens), "specialty")
