"""The speaker who begins with a name and one's own things: "Maria Cruz, Manila, IM. Dr. Lee agreed".

A writer is told of with a word of what binds the two: "my attending", "supervised me", "agreed", or weeks together.
A name that stands first, without such a word, and with a year of graduation or a country behind it, is the speaker's.
"""

from __future__ import annotations

from assistant.casebook.reading import Mention
from assistant.casebook.text import Sentence
from assistant.casebook.turn import Turn

_RELATED = (
    "cue:he", "cue:she", "cue:letter", "cue:first_person", "cue:weeks_cue", "role", "fact:status", "fact:attitude",
    "fact:asked_on",
)  # fmt: skip
_HOME = "US"  # a place there is where a writer works as well


def read_first_name(turn: Turn) -> None:
    """The name that stands first, set as the applicant's; what stands beside it is told of nobody else."""
    name = next((m for m in turn.message.mentions if m.group == "name"), None)
    if name is None or turn.draft.get("name") is not None or turn.draft.ids() or turn.message.person is not None:
        return
    sentence = next(s for s in turn.message.sentences if s.first <= name.first < s.last)
    if not (name.value.given and _stands_first(turn, name) and _is_the_speaker(turn, name, sentence)):
        return
    printed = name.value.printed or f"{name.value.given} {name.value.surname}"
    turn.draft.set("name", printed, turn.said(name))
    turn.message.mentions = [m for m in turn.message.mentions if m is not name and not _is_own_work(m, sentence)]
    turn.message.firsts = [m.first for m in turn.message.mentions]


def _is_own_work(mention: Mention, sentence: Sentence) -> bool:
    """ "Working as registrar 4 years", said beside the own name: no time with a writer."""
    beside = sentence.first <= mention.first < sentence.last
    return beside and (mention.group.startswith("fact:experience") or mention.group == "amount")


def _stands_first(turn: Turn, name: Mention) -> bool:
    """Only greetings, and the people whom one belongs to, stand before it: "hello. peruvian, Diego Quispe"."""
    words = turn.book.lists["before_titled_name"]
    return all(
        turn.message.tokens[at].kind == "sign" or turn.text(at) in words or turn.text(at) in turn.book.titles
        or turn.message.has(at, at + 1, "cue:greeting", "country") for at in range(name.first)
    )  # fmt: skip


def _is_the_speaker(turn: Turn, name: Mention, sentence: Sentence) -> bool:
    """Whether a year of graduation, or a country or a people beside the name, tells of the speaker."""
    if name.last >= sentence.last or turn.message.tokens[name.last].kind != "sign":
        return False
    if turn.message.has(sentence.first, sentence.last, *_RELATED):
        return False
    if any(m is not name for m in turn.message.inside(sentence.first, sentence.last, "name")):
        return False
    if turn.message.has(name.last, sentence.last, "cue:grad"):
        return True
    if turn.message.has(sentence.first, sentence.last, "amount", "fact:"):
        return False  # "Ahmed Khan, Pakistan, 3 months hands-on" may be a writer
    abroad = any(m.value[0] != _HOME for m in turn.message.inside(0, sentence.last, "country"))
    return abroad and not name.value.title and turn.message.has(name.last, len(turn.message.tokens), "specialty")
