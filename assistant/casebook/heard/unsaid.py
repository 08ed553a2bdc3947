"""Words that are heard to tell something and tell it of nobody: "looks like a family friend, is that true?".

The learned reading knows words by their company; here stand those whose company deceives.
"""

from __future__ import annotations

from collections.abc import Callable

from assistant.casebook.besides import is_stay_wished
from assistant.casebook.due import is_of_delivery
from assistant.casebook.heard.spans import Heard, words_in
from assistant.casebook.kin import is_host
from assistant.casebook.model import letter_path
from assistant.casebook.people import named
from assistant.casebook.statuses import is_of_bystander
from assistant.casebook.text import Sentence
from assistant.casebook.turn import Turn

_NEAR = 4  # words before or behind
_SETTING = "fact:experience.setting"
_OF_TITLE = frozenset({"acad", "lead"})
_BEFORE_NAME = (_SETTING, "specialty", "amount")
_OF_SEASON = ("cue:year_apply", "cue:match", "cue:target", "cue:start_residency")


def is_heard_wrongly(turn: Turn, found: Heard) -> bool:
    """Whether the words around tell that the field is not told at all."""
    check = _CHECKS.get(found.field)
    return check is not None and check(turn, found)


def with_its_name(turn: Turn, found: Heard) -> list[str]:
    """The letters of the name that words lead to: "a 1 week shadow of Dr. Benitez", "peds 6 weeks with Dr. Raman"."""
    at, joins = found.last, turn.book.lists["leads_to_name"]
    while any(m.first <= at < m.last for m in turn.message.inside(found.last, at + _NEAR, *_BEFORE_NAME)):
        at += 1
    if found.field in _OF_TITLE and turn.text(at) == "of":
        return _titled_so(turn, found)
    joined = turn.text(at) in joins or (turn.raw(at) == "," and _opens_with_more(turn, found))
    name = next((m for m in turn.message.inside(at + 1, at + 2 * _NEAR, "name") if joined), None)
    titled = name is not None and all(
        turn.text(i) in turn.book.titles or turn.raw(i) == "." for i in range(at + 1, name.first)
    )
    return named(turn, name.value) if name is not None and titled else []


def _titled_so(turn: Turn, found: Heard) -> list[str]:
    """ "prof of anatomy Dr Samuel Okonjo": the letters of the name right behind a title and its field."""
    name = next(turn.message.inside(found.last, found.last + _NEAR + 1, "name"), None)
    signs = name is not None and any(turn.message.tokens[at].kind == "sign" for at in range(found.last, name.first))
    return [] if name is None or signs else named(turn, name.value)


def _opens_with_more(turn: Turn, found: Heard) -> bool:
    """ "Plus IM sub-i": a sentence that adds somebody, who is not named before the words."""
    sentence = _sentence(turn, found)
    opens = turn.text(sentence.first) in turn.book.lists["adds_writer"]
    return opens and not turn.message.has(sentence.first, found.first, "name", "cue:he", "cue:she")


def _sentence(turn: Turn, found: Heard) -> Sentence:
    return next((s for s in turn.message.sentences if s.first <= found.first < s.last), turn.message.sentences[-1])


def _no_friend(turn: Turn, found: Heard) -> bool:
    """ "a doctor with my country's name looks like family friend": how it seems, not what somebody is."""
    before = {turn.text(at) for at in range(max(0, found.first - _NEAR), found.first)}
    host = any(is_host(turn, at) for at in range(found.first, found.last))
    return host or bool(before & turn.book.lists["seeming"])


def _no_discussion(turn: Turn, found: Heard) -> bool:
    """ "she published a case report with me": a paper, and no part in what is discussed of patients."""
    return bool(set(words_in(turn, found)) & turn.book.lists["publishing"])


def _no_gap(turn: Turn, found: Heard) -> bool:
    """ "Albrecht probably forgot me, its 3 years": how long ago somebody was seen, and no pause of one's own."""
    sentence = _sentence(turn, found)
    own = turn.message.has(sentence.first, sentence.last, "cue:gap") or bool(
        {turn.text(at) for at in range(sentence.first, sentence.last)} & turn.book.lists["own_work"]
    )
    since = turn.text(found.first - 1) in turn.book.lists["it_is"]
    return since and not own and turn.message.has(sentence.first, found.first, "name", "cue:he", "cue:she")


def _no_season(turn: Turn, found: Heard) -> bool:
    """ "this year i did only 1 rotation", "hands on, this january": when something was done."""
    words = words_in(turn, found)
    if any(turn.text(at) in turn.book.months for at in range(found.first, found.last + 1)):
        return not {"september", "sept", "sep"} & {turn.text(at) for at in range(found.first, found.last + 1)}
    sentence = _sentence(turn, found)
    done = any(turn.text(at) in turn.book.lists["stays_done"] for at in range(found.last, sentence.last))
    season = turn.message.has(sentence.first, sentence.last, *_OF_SEASON)
    stay = turn.message.has(sentence.first, sentence.last, _SETTING, "role")
    return words[:1] == ["this"] and done and stay and not season


def _no_graduation(turn: Turn, found: Heard) -> bool:
    """ "4 weeks with Dr. Wrobel back in 2024", "his resident 2014-2019": when something was done with somebody."""
    if turn.raw(found.first - 1) in {"-", "–"} and turn.text(found.first - 3) in turn.book.lists["trained_as"]:
        return True
    sentence = _sentence(turn, found)
    if not turn.message.has(sentence.first, sentence.last, "cue:grad") and _is_year_of_letter(turn, found, sentence):
        return True
    if turn.text(found.first - 1) in turn.book.lists["outbreaks"]:
        return True  # "since covid 2020"
    back = {turn.text(at) for at in range(max(0, found.first - 2), found.first + 1)} & {"back"}
    with_name = turn.message.has(sentence.first, found.first, "name")
    return bool(back) and with_name and not turn.message.has(sentence.first, sentence.last, "cue:grad")


def _is_year_of_letter(turn: Turn, found: Heard, sentence: Sentence) -> bool:
    """ "she wrote it in 2022", "2023 4 weeks observership", "my training 2015-2018": the year of a letter or a stay."""
    before = {turn.text(at) for at in range(max(sentence.first, found.first - _NEAR), found.first)}
    wrote = bool(before & turn.book.lists["written_then"])
    beside = range(found.first - 1, found.last + 1)
    ranged = any(turn.raw(at) in {"-", "–"} or turn.text(at) in {"to", "till", "until"} for at in beside)
    stay = turn.message.has(sentence.first, sentence.last, _SETTING, "cue:work_under")
    opens = found.first == sentence.first and turn.message.has(found.last, found.last + 2, "amount")
    return wrote or (stay and (ranged or opens))


def _no_stay(turn: Turn, found: Heard) -> bool:
    """ "better to replace one for hands on": one that is looked for; "the sub-i was at Temple": one that is known."""
    placed = turn.text(found.last) in {"was", "is"} and turn.text(found.last + 1) in {"at", "in"}
    paths = (letter_path(name, "experience.setting") for name in turn.draft.before_ids)
    known = any(turn.draft.get(path) == found.value for path in paths)
    return is_stay_wished(turn, found.first) or (placed and known)


def _no_target(turn: Turn, found: Heard) -> bool:
    """ "an IM sub-i", "the IM residency head", "practised surgery", "radiology tech": of a stay, title or job."""
    jobs = turn.book.lists["jobs_of_field"]
    if turn.text(found.first - 1) in turn.book.lists["practised"] or turn.text(found.last) in jobs:
        return True
    behind = any(True for _ in turn.message.at(found.last, _SETTING))
    title = turn.message.inside(max(0, found.first - 1), found.last + _NEAR, "fact:writer.leadership")
    return behind or any(m.first <= found.last and found.first < m.last for m in title)


def _no_answer(turn: Turn, found: Heard) -> bool:
    """ "the fellow confirmed": an answer of somebody beside the writers."""
    return any(is_of_bystander(turn, at) for at in range(found.first, found.last + 1))


def _no_end(turn: Turn, found: Heard) -> bool:
    """ "he wants to be finished by August 1": the day of the letter, and no end of a stay."""
    day = next(turn.message.inside(found.first, found.last, "date"), None)
    return day is not None and is_of_delivery(turn, day, _sentence(turn, found).first)


def _no_leader(turn: Turn, found: Heard) -> bool:
    """ "my residency chief": who led the work in residency, and nobody who directs a program."""
    return {"residency", "chief"} <= set(words_in(turn, found))


def _no_removal(turn: Turn, found: Heard) -> bool:
    """ "take the honey lady off the list": of somebody whom none of the words tells."""
    at, ends = found.last, turn.book.lists["ends_of_removal"]
    if turn.text(found.first) in ends:
        before = range(found.first - 1, max(-1, found.first - 2 * _NEAR), -1)
        at = next((place for place in before if turn.text(place) == "the"), at)
    end = next((i for i in range(at, at + 2 * _NEAR) if not turn.text(i).isalnum() or turn.text(i) in ends), at)
    called = turn.message.has(at, end, "name", "specialty", "country", "role", "cue:letter", "cue:he", "cue:she")
    called = called or turn.message.has(at, end, "fact:")
    return turn.text(at) == "the" and end - at > len(("the", "lady")) and not called


_CHECKS: dict[str, Callable[[Turn, Heard], bool]] = {
    "friend": _no_friend, "discussed": _no_discussion, "gap": _no_gap, "year": _no_season, "target": _no_target,
    "grad": _no_graduation, "setting": _no_stay, "status": _no_answer, "end": _no_end,
    "lead": _no_leader, "remove": _no_removal,
}  # fmt: skip
