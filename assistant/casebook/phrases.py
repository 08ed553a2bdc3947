"""Noun phrases for letters without a name: "2 home country profs", "one obs in Texas", "1 from home"."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.casebook.places import place_slug
from assistant.casebook.reading import Mention
from assistant.casebook.turn import Turn

MOST_COUNTED = 12
EXPERIENCES = frozenset({"observership", "externship", "rotation"})
_LOOK_LEFT = 6


@dataclass(slots=True)
class Newcomers:
    """A noun phrase for letters not known yet: its head word, how many, and from where its words reach."""

    head: str
    count: int
    first: int
    last: int
    counted: bool
    fields: dict[str, object]
    noun: int = 0  # the token after the head word; 0 where there is none
    start: int = 0  # the first token of the head word


def noun_phrase(turn: Turn, first: int, last: int, *, after: bool) -> Newcomers | None:
    """The head noun of a chunk with its number."""
    roles = list(turn.free(first, last, "role"))
    agents = [m for m in turn.free(first, last, "specialty") if turn.is_agent(m)]
    letters = list(turn.free(first, last, "cue:letter"))
    told = [role for role in _without_covered(roles) if not (agents and _is_bare_research(turn, role))]
    persons = [role for role in told if role.value not in EXPERIENCES]
    heads = _said_first(turn, persons, agents) or told or letters
    one = next(
        (
            index
            for index in range(first, last - 1)
            if (turn.text(index + 1) == "from" or _stands_in(turn, index + 1))
            and turn.message.tokens[index - 1].raw != "."
            and (turn.text(index) in {"another", "second"} or 0 < (turn.number_at(index) or 0) <= MOST_COUNTED)
        ),
        None,
    )
    leads = one is not None and one <= first + 2 and all(head.first > one + 2 for head in heads)
    if (leads or not heads) and one is not None and turn.message.has(one, last, "country", "cue:home"):
        at_home = not turn.message.has(one, last, "country")
        return Newcomers("home_letter" if at_home else "letter", turn.number_at(one) or 1, first, last, True, {})
    if not heads:
        return _elliptic(turn, first, last) if after else None
    head = heads[0]
    home = turn.message.has(first, last, "cue:home")
    start = min(m.first for m in (*roles, *agents, *letters))
    count, counted = _count(turn, first, start)
    if not counted and letters and head.group != "cue:letter" and start < head.first:
        count, counted = _count(turn, start, head.first)  # "the only letters are two residents"
    behind = turn.number_at(head.last + 1) if turn.text(head.last) in {"is", "are"} else None
    if behind is not None and 0 < behind <= MOST_COUNTED and not turn.message.has(head.last + 1, last, "amount"):
        count, counted = behind, True  # "my home letters are two"
    name, fields = _head_name(turn, head, agents, home=home)
    return Newcomers(name, count, first, last, counted, fields, head.last, head.first)


def _is_bare_research(turn: Turn, role: Mention) -> bool:
    """ "1 year research with a radiologist": the radiologist is the person."""
    return turn.text(role.first) == "research" and role.last - role.first == 1


def _said_first(turn: Turn, persons: list[Mention], agents: list[Mention]) -> list[Mention]:
    """Roles before fields; but in "a urologist who is department chair" the urologist comes first."""
    if not (persons and agents) or agents[0].first > persons[0].first:
        return persons or agents
    relative = any(turn.text(at) in {"who", "which"} for at in range(agents[0].last, persons[0].first))
    return agents if relative else persons


def _stands_in(turn: Turn, at: int) -> bool:
    """ "a doctor in Paris, another in Rome": a place right behind "in", where people are told of for advice."""
    return turn.asks_whom and turn.text(at) == "in" and any(True for _ in turn.message.at(at + 1, "country"))


def _elliptic(turn: Turn, first: int, last: int) -> Newcomers | None:
    """ "... and one US" after letters that were counted."""
    start = next((m.first for m in turn.free(first, last, "country", "cue:home", "specialty")), -1)
    number = turn.number_at(start - 1) if start > first else None
    if number is None or not 0 < number <= MOST_COUNTED:
        return None
    home = turn.message.has(first, last, "cue:home")
    return Newcomers("home_letter" if home else "letter", number, first, last, True, {})


def _without_covered(roles: list[Mention]) -> list[Mention]:
    """Research mentors before mentors; a person before an experience."""
    kept = [
        role
        for role in roles
        if not any(o is not role and o.first <= role.first and role.last <= o.last for o in roles)
    ]
    return sorted(kept, key=lambda role: (role.value in EXPERIENCES, role.first))


def _head_name(turn: Turn, head: Mention, agents: list[Mention], *, home: bool) -> tuple[str, dict[str, object]]:
    if head.group == "role":
        fields = dict(turn.book.roles[head.value].get("fields", {}))
        if home and head.value in {"professor"}:
            return "home_prof", fields
        name = str(head.value)
        if agents and name in {"doctor", "physician", "attending", "consultant"}:
            name = _singular(turn, agents[0])
        persons = name in {"attending", "consultant", "physician", "doctor", "mentor"} or bool(agents)
        return f"home_{name}" if home and persons else name, fields
    if head.group == "specialty":
        name = _singular(turn, head)
        return f"home_{name}" if home else name, {}
    return ("home_letter" if home else "letter"), {}


def _singular(turn: Turn, mention: Mention) -> str:
    words = "_".join(
        turn.text(index) for index in range(mention.first, mention.last) if turn.message.tokens[index].kind == "word"
    )
    return words.removesuffix("s")


def _count(turn: Turn, first: int, start: int) -> tuple[int, bool]:
    """How many: (number, whether a number or article was said)."""
    for index in range(start - 1, max(first, start - _LOOK_LEFT) - 1, -1):
        number = turn.number_at(index)
        if any(m.first <= index < m.last for m in turn.message.inside(first, start, "amount", "cue:exam")):
            continue
        if turn.message.tokens[index].kind == "number" and turn.message.tokens[index + 1].raw in {")", "."}:
            return 1, True  # the number of an entry
        if number is not None and turn.text(index - 1) in turn.book.cues["letter"] and index == first + 1:
            return 1, True  # "LOR 2 a nurse in Reno"
        if number is not None and 0 < number <= MOST_COUNTED and turn.text(index - 1) != "step":
            return number, True
        if turn.message.has(index, index + 1, "cue:indefinite"):
            return 1, turn.text(index) != "my"
        word = turn.text(index)
        known = turn.message.tokens[index].kind == "sign" or turn.message.has(first, start, "link")
        described = any(
            m.first <= index < m.last
            for m in turn.message.inside(
                first, start, "country", "specialty", "cue:home", "cue:letter", "role", "fact:"
            )
        )
        if (
            word not in turn.book.lists["between_count_and_noun"] | {"the", "that", "this"}
            and not described
            and not known
        ):
            return 1, False
        if word in {"the", "that", "this"}:
            listed = turn.text(index - 1) in turn.book.lists["lists_on"] and turn.text(start) != "letter"
            return (
                (1, True)
                if listed or (turn.text(index - 1) in {"from", "of"} and turn.text(start) != "letter")
                else (0, False)
            )
    return 1, False


def letter_id(turn: Turn, group: Newcomers, first: int, last: int) -> str:
    """The id of a letter without a name: its role, and its place where one is told."""
    place = next((p for p in turn.free(first, last, "country")), None)
    plain = group.head.startswith("home") or place is None
    return group.head if plain or place is None else f"{group.head}_{place_slug(place)}"
