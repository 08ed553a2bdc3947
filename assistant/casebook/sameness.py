"""What is said to be the same as another writer's: "same hospital as Zhou", "same place, same weeks"."""

from __future__ import annotations

from assistant.casebook.model import letter_path
from assistant.casebook.people import named
from assistant.casebook.reading import Mention
from assistant.casebook.turn import Turn

_FIELDS = {"cue:same_place": ("writer.country",), "cue:same_weeks": ("experience.weeks",),
           "cue:same_field": ("writer.country", "writer.subspecialty", "writer.specialty")}  # fmt: skip
_OF_FIELD = frozenset({"writer.subspecialty", "writer.specialty"})
_NEAR = 3  # tokens between "same hospital as" and a name


def compared(turn: Turn, first: int, last: int) -> set[Mention]:
    """Names that somebody else is only compared with; their letters are told nothing."""
    cues = turn.message.inside(first, last, *_FIELDS)
    return {name for cue in cues if (name := _name_behind(turn, cue)) is not None}


def _name_behind(turn: Turn, cue: Mention) -> Mention | None:
    joined = any(turn.text(at) in turn.book.lists["comparing"] for at in (cue.last - 1, cue.last))
    ahead = turn.message.inside(cue.last, cue.last + _NEAR + 2, "name")
    return next((name for name in ahead if joined and name.first - cue.last <= _NEAR), None)


def write_same(turn: Turn, letter: str, before: list[str], spans: list[tuple[int, int]]) -> None:
    """Copy what is the same from the letter named, or from the one spoken of before."""
    _write_there(turn, letter, before, spans)
    for cue in (m for span in spans for m in turn.message.inside(*span, *_FIELDS)):
        name = _name_behind(turn, cue)
        others = named(turn, name.value) if name is not None else [other for other in before if other != letter]
        turn.same.append((letter, others, cue))
    write_all_same(turn)


def write_all_same(turn: Turn) -> None:
    """Copy what was said to be the same, as far as it is known of the other writer by now."""
    for letter, others, cue in turn.same:
        for field in _fields(turn, letter, cue):
            values = {turn.draft.get(letter_path(other, field)) for other in others}
            value = values.pop() if len(values) == 1 else None
            if value is not None and turn.draft.get(letter_path(letter, field)) is None:
                turn.draft.set(letter_path(letter, field), value, turn.said(cue))


def _fields(turn: Turn, letter: str, cue: Mention) -> list[str]:
    """What is the same; not the field of a researcher "in the same department", or of who has one of their own."""
    field = turn.draft.get(letter_path(letter, "writer.specialty"))
    own = field is not None or turn.draft.get(letter_path(letter, "writer.profession")) not in {None, "physician"}
    return [name for name in _FIELDS[cue.group] if not (own and name in _OF_FIELD)]


def _write_there(turn: Turn, letter: str, before: list[str], spans: list[tuple[int, int]]) -> None:
    """ "Dr. Achebe, also anesthesiologist there": at the place of the one who was told just before."""
    path = letter_path(letter, "writer.country")
    others = [other for other in before if other != letter]
    fresh = set(turn.draft.added())
    if turn.draft.get(path) is not None or len(others) != 1 or letter not in fresh:
        return
    placed = [n for n in turn.draft.ids() if n in fresh and turn.draft.get(letter_path(n, "writer.country"))]
    at_last = others if turn.draft.get(letter_path(others[0], "writer.country")) else placed[-1:] or others
    value = turn.draft.get(letter_path(at_last[0], "writer.country"))
    for first, last in spans:
        for at in range(first, last):
            behind = at + 1 >= len(turn.message.tokens) or turn.message.tokens[at + 1].kind == "sign"
            behind = behind or turn.text(at + 1) in turn.book.lists["behind_there"]
            place = any(m.last == at for m in turn.message.inside(at - _NEAR, at, "specialty", "role", "name"))
            if (
                turn.text(at) == "there"
                and (behind or place)
                and value is not None
                and not turn.message.has(first, last, "country", "cue:home")
            ):
                turn.draft.set(path, value, turn.words(at, at + 1))
                return
