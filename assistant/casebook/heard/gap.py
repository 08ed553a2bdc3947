"""The pause in clinical work as it was heard: "I raise my son since 2 years", unlike "I do research since 2 years"."""

from __future__ import annotations

from assistant.casebook.heard.spans import Heard, amounts_in, months_of, words_in
from assistant.casebook.turn import Turn

_MOST_MONTHS = 240
_NEAR_GAP = 5  # tokens behind a length in which "no gap" says that it is none
_REACH = 4  # tokens before a length of practice
_REACH_OF_DEED = 8  # tokens around a length in which it is told what was done for so long
_AGO = frozenset({"ago", "back"})


def hear_gap(turn: Turn, heard: Heard) -> None:
    """Months that were heard as a pause, unless they are the time of practice, of a stay or of other work."""
    amounts = amounts_in(turn, heard)
    months = months_of(amounts[-1]) if amounts else None
    if {turn.text(heard.last - 1), turn.text(heard.last)} & _AGO and not _is_of_own_work(turn, heard):
        return
    denied = turn.message.has(heard.first, heard.last + _NEAR_GAP, "cue:no_gap")
    if months and turn.draft.get("clinical_gap_months") is None and _puts_right(turn, heard):
        return  # "14 months should be 16"
    if months and (denied or _is_of_practice(turn, heard) or _is_of_a_deed(turn, heard)):
        return  # "11 years in practice, no gap"
    if months is None and {"no", "none", "zero"} & set(words_in(turn, heard)):
        months = 0
    if months is not None and months <= _MOST_MONTHS:
        turn.draft.set("clinical_gap_months", months, turn.words(heard.first, heard.last))


def _puts_right(turn: Turn, heard: Heard) -> bool:
    """A word of correction right behind a length, of which the applicant has told no pause."""
    return any(True for _ in turn.message.at(heard.last, "cue:correction")) and not turn.message.has(
        0, len(turn.message.tokens), "cue:gap"
    )


def _is_of_practice(turn: Turn, heard: Heard) -> bool:
    """ "11 years in practice": the time of work, and none without it; unlike "11 years out of practice"."""
    words = {turn.text(at) for at in range(max(0, heard.first - _REACH), heard.last + 1)}
    without = words & (turn.book.lists["without_work"] | turn.book.cues["negation"])
    return bool(words & turn.book.lists["of_work"]) and not without


def _is_of_a_deed(turn: Turn, heard: Heard) -> bool:
    """ "I do research for 14 months", "Saima is 24 months not 18", "MA since 18 months": the time of something else."""
    sentence = next((s for s in turn.message.sentences if s.first <= heard.first < s.last), None)
    first, last = (sentence.first, sentence.last) if sentence else (heard.first, heard.last)
    near = range(max(first, heard.first - _REACH_OF_DEED), min(last, heard.last + _REACH_OF_DEED))
    stopped = turn.book.lists["without_work"] - {"since", "before", "after"} | turn.book.cues["negation"]
    # "not 18" puts a number right
    pause = any(turn.text(at) in stopped and turn.number_at(at + 1) is None for at in near)
    told = any(turn.text(at) in turn.book.lists["deeds_of_time"] for at in near)
    told = told or turn.message.has(first, last, "name")
    return told and not pause and not turn.message.has(first, last, "cue:gap")


def _is_of_own_work(turn: Turn, heard: Heard) -> bool:
    """ "I saw my last patient 2 years ago"; "Easterly is the PD but it's 5 years ago" tells of no pause."""
    sentence = next((s for s in turn.message.sentences if s.first <= heard.first < s.last), None)
    first, last = (sentence.first, sentence.last) if sentence else (heard.first, heard.last)
    words = {turn.text(at) for at in range(first, last)}
    return bool(words & turn.book.lists["own_work"]) and not turn.message.has(first, last, "name")
