"""Where the applicant lives or works now, for the writers met there: "working in Riyadh", "my supervisor here"."""

from __future__ import annotations

from assistant.casebook.model import letter_path
from assistant.casebook.reading import Mention
from assistant.casebook.text import Sentence
from assistant.casebook.turn import Turn

_BACK = 6  # words before a place in which it is said who is there
_NOW = frozenset({"live", "living", "working", "based", "moved", "staying", "settled", "residing", "now", "doing"})
_INTO = frozenset({"in", "to", "at"})
_WORKS = frozenset({"work", "working", "volunteer", "volunteering"})
_BOSSES = frozenset({"consultant", "supervisor", "boss", "registrar", "senior", "chief", "oberarzt", "chefarzt"})


def read_lives(turn: Turn) -> None:
    """Remember the country of now, and give it to those writers who are told to be there and nowhere else."""
    places = turn.message.inside(0, len(turn.message.tokens), "country")
    here = next((place for place in places if _is_now(turn, place)), None)
    if here is not None:
        turn.draft.here = str(here.value[0])
    if not turn.draft.here:
        return
    for letter in turn.draft.added():
        path = letter_path(letter, "writer.country")
        known = turn.draft.get(path) is not None or any(q.field == path for q in turn.draft.questions)
        sentence = None if known else _sentence_of(turn, letter)
        if sentence is not None and (words := _is_here(turn, sentence)):
            turn.draft.set(path, turn.draft.here, words)


def _is_now(turn: Turn, place: Mention) -> bool:
    """ "now in michigan", "working in riyadh as gp", "doing MRCP in uk"; not "he works in Ohio" and no wish."""
    if place.value[2] in {"people", "school"} or place.value[0].startswith("?"):
        return False
    before = range(max(0, place.first - _BACK), place.first)
    told = next((at for at in reversed(before) if turn.text(at) in _NOW or _i_work(turn, at)), None)
    if told is None or turn.text(place.first - 1) not in _INTO:
        return False
    other = turn.message.has(max(0, told - 2), place.first, "name", "cue:he", "cue:she", "cue:letter", "cue:future")
    wished = turn.text(told - 1) in {"be", "start", "stop", "not"}  # "I want to be working in Texas"
    return not (other or wished) and not any(turn.raw(at) in {".", ";", ","} for at in range(told, place.first))


def _i_work(turn: Turn, at: int) -> bool:
    """ "I work at Korle Bu in Ghana"; not "I want to work in Texas"."""
    return turn.text(at) == "work" and turn.text(at - 1) in {"i", "we"}


def _sentence_of(turn: Turn, letter: str) -> Sentence | None:
    """The sentence in which a new writer is named."""
    name = turn.draft.get(letter_path(letter, "writer.name"))
    family = str(name).casefold().split()[-1] if name else ""
    for sentence in turn.message.sentences if family else ():
        for said in turn.message.inside(sentence.first, sentence.last, "name"):
            if family in turn.said(said).casefold():
                return sentence
    return None


def _is_here(turn: Turn, sentence: Sentence) -> str:
    """ "my supervisor here", "i work in her clinic": the words for it; a boss alone is of now only outside the US."""
    if turn.message.has(sentence.first, sentence.last, "cue:home"):
        return ""
    told = max((m.last for m in turn.message.inside(sentence.first, sentence.last, "country")), default=sentence.first)
    for at in range(told, sentence.last):
        mine = turn.text(at) == "my" and turn.text(at + 1) in _BOSSES
        if mine and (turn.text(at + 2) == "here" or turn.draft.here != "US"):
            return turn.words(at, at + 2)
        own = turn.text(at - 1) in {"i", "am", "im", "iam", "and"} or at == sentence.first
        if turn.text(at) in _WORKS and own:
            return turn.words(at, at + 1)
    return ""
