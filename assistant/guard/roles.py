"""Who does what: the side that acts for verbs that belong to one side, and whose things are meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.guard.lexicon import Lexicon, small
from assistant.guard.words import Token

THIRD = "third"
APPLICANT = "applicant"
OPEN = "?"
_NEAR = 6
_NEXT = 2


@dataclass(frozen=True, slots=True)
class Roles:
    """Verb meaning -> sides that act (`agents`) or are acted on (`objects`); thing -> sides that own it (`owners`)."""

    agents: Mapping[str, frozenset[str]]
    objects: Mapping[str, frozenset[str]]
    owners: Mapping[str, frozenset[str]]
    sides: frozenset[str]


def read_roles(words: Sequence[Token], stems: Sequence[str], lexicon: Lexicon) -> Roles:
    """The roles of one sentence; an imperative has the applicant as its agent."""
    actors = _actors(words, stems, lexicon)
    agents: dict[str, set[str]] = {}
    objects: dict[str, set[str]] = {}
    owners: dict[str, set[str]] = {}
    for start, end, verbs in lexicon.role_verbs.scan(stems):
        if _is_noun(words, stems, start) or stems[max(0, start - 2) : start] in {("do", "not"), ("can", "not")}:
            continue
        passive = _passive(words, stems, start, lexicon)
        agent = _after(actors, words, stems, end) if passive else _before(actors, words, stems, start)
        if agent == APPLICANT and words[start].text.lower().endswith(("ing", "s", "ed")) and not any(actors[:start]):
            agent = ""
        patient = _before(actors, words, stems, start) if passive else _next(actors, words, end)
        for verb in verbs:
            if agent:
                agents.setdefault(verb, set()).add(agent)
            if patient:
                objects.setdefault(verb, set()).add(patient)
    for start, _, _ in lexicon.owned.scan(stems):
        owner = _owner(actors, words, stems, start)
        if owner:
            owners.setdefault(stems[start], set()).add(owner)
    sides = frozenset(side for side in actors if side and side != OPEN)
    return Roles(_frozen(agents), _frozen(objects), _frozen(owners), sides)


def _frozen(table: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    return {name: frozenset(found) for name, found in table.items()}


def _actors(words: Sequence[Token], stems: Sequence[str], lexicon: Lexicon) -> list[str]:
    """For each token the side that it names, '' for none; `applicants ... they` leaves they open."""
    sides = [""] * len(stems)
    for start, end, names in lexicon.actors.scan(stems):
        for place in range(start, end):
            sides[place] = names[0]
    named = [place for place, side in enumerate(sides) if side == APPLICANT and stems[place] not in small("you")]
    if named:
        sides = [OPEN if side == THIRD and place > named[0] else side for place, side in enumerate(sides)]
    return sides




def _is_noun(words: Sequence[Token], stems: Sequence[str], place: int) -> bool:
    """`the waiver`, `a draft`, `your view`: no verb after an article or a possessive."""
    if place == 0:
        return False
    before = stems[place - 1]
    if words[place].text.lower() == "thanks" or stems[place : place + 2] == ("thank", "you"):
        return True
    if place + 1 < len(stems) and stems[place + 1] == "letter" and words[place].text.lower().endswith("ed"):
        return True
    verbal = words[place].text.lower().endswith(("ed", "ing"))
    return before in small("before_noun") | small("possessive") and not verbal


def _passive(words: Sequence[Token], stems: Sequence[str], place: int, lexicon: Lexicon) -> bool:
    if words[place].text.lower() not in lexicon.participles:
        return False
    before = place - 1
    while before > 0 and (words[before].text.lower().endswith("ly") or stems[before] in {"not", "often", "also"}):
        before -= 1
    return stems[before] in {"be", "get"} or (place + 1 < len(stems) and stems[place + 1] == "by")


def _before(actors: Sequence[str], words: Sequence[Token], stems: Sequence[str], place: int) -> str:
    """The nearest side before a verb in its clause; none there and the clause opens with it: the applicant."""
    start = place
    for back in range(place - 1, max(-1, place - 12), -1):
        if words[back].is_break:
            break
        start = back
        if actors[back] and stems[back] not in small("possessive"):
            if actors[back] == OPEN:
                return ""
            relative = back + 1 < place and stems[back + 1] in small("relative")
            if back and stems[back - 1] in small("prepositions") and not relative:
                continue
            return actors[back]
    opening = [one for one in stems[start:place] if one not in small("lead")]
    if opening:
        return ""
    joined = start > 1 and "and" in stems[start:place] and words[start - 1].text == ","
    return _opening_side(actors, words, stems, start - 1) if joined else APPLICANT




def _opening_side(actors: Sequence[str], words: Sequence[Token], stems: Sequence[str], end: int) -> str:
    """The side that the clause before `end` opens with; a clause without one is addressed to the applicant."""
    start = end
    while start > 0 and not words[start - 1].is_break:
        start -= 1
    for place in range(start, end):
        if actors[place]:
            return "" if actors[place] == OPEN else actors[place]
        if stems[place] not in small("lead") and stems[place] not in small("opening"):
            break
    return APPLICANT


def _next(actors: Sequence[str], words: Sequence[Token], place: int) -> str:
    for ahead in range(place, min(len(words), place + 3)):
        if words[ahead].is_break:
            break
        if actors[ahead]:
            return "" if words[ahead].text.lower() in small("possessive") or actors[ahead] == OPEN else actors[ahead]
    return ""


def _after(actors: Sequence[str], words: Sequence[Token], stems: Sequence[str], place: int) -> str:
    """The side behind `by`."""
    for ahead in range(place, min(len(words), place + _NEAR)):
        if words[ahead].is_break:
            break
        if stems[ahead] == "by":
            return next((side for side in actors[ahead + 1 : ahead + 5] if side), "")
    return ""


def _broken(words: Sequence[Token], stems: Sequence[str], begin: int, end: int) -> bool:
    """True where more than an adjective stands between an owner and the thing."""
    return any(words[place].is_break or stems[place] in small("between") for place in range(begin, end))




def _owner(actors: Sequence[str], words: Sequence[Token], stems: Sequence[str], place: int) -> str:
    """`your performance`, `the writer's name` (the s is gone), `the voice of the writer`."""
    for back in range(place - 1, max(-1, place - 4), -1):
        if words[back].is_break:
            break
        near = place - back <= _NEXT and not _broken(words, stems, back + 1, place)
        if actors[back] and (stems[back] in small("possessive") or near):
            return "" if actors[back] == OPEN else actors[back]
    if place + 2 < len(stems) and stems[place + 1] == "of":
        return next((side for side in actors[place + 2 : place + 5] if side), "")
    return ""


def clash(claim: frozenset[str], held: frozenset[str]) -> bool:
    """True where the sides differ for certain; they and its kind may be anyone but the applicant."""
    if claim & held:
        return False
    if THIRD in held:
        return claim == {APPLICANT}
    if THIRD in claim:
        return held == {APPLICANT} and len(claim) == 1
    return bool(claim) and bool(held)
