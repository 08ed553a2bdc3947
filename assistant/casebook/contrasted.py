""" "It is Ionescu who does not remember me, not Feldman": said of one writer, and denied of another, who held it."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.casebook.model import letter_path
from assistant.casebook.people import named
from assistant.casebook.reading import Mention
from assistant.casebook.text import Sentence
from assistant.casebook.turn import Turn

_FACT = "fact:"
_PATHS = {"amount": ("experience.weeks",), "country": ("writer.country",),
          "specialty": ("writer.subspecialty", "writer.specialty")}  # fmt: skip
_NEVER = frozenset({"writer.profession"})  # "Lee is the surgeon, not Roy": Roy is a physician still


def read_contrasts(turn: Turn) -> None:
    """Make unknown what a letter held, where the message says it of another writer and not of this one."""
    for sentence in turn.message.sentences:
        people = [m for m in turn.message.inside(sentence.first, sentence.last, "name") if named(turn, m.value)]
        wrong = next((m for m in people if _is_denied(turn, m)), None)
        if sentence.mark == "?" or wrong is None or len(people) < 2 or _orders(turn, sentence):
            continue
        letters = named(turn, wrong.value)
        others = [name for m in people if m is not wrong for name in named(turn, m.value)]
        if len(letters) == 1 and letters[0] not in others and letters[0] in turn.draft.before_ids:
            _take_from(turn, letters[0], others, sentence)


def _orders(turn: Turn, sentence: Sentence) -> bool:
    """ "Write a thank you to Lee who agreed, not Roy": it is said to whom, and nothing of Roy."""
    return bool(turn.book.lists["orders_texts"] & {turn.text(at) for at in range(sentence.first, sentence.last)})


def _is_denied(turn: Turn, name: Mention) -> bool:
    """ "..., not Feldman!", "and not Roy": the name stands between "not" and the end of the piece."""
    ends = turn.message.tokens[name.last].kind == "sign" if name.last < len(turn.message.tokens) else True
    return turn.text(name.first - 1) == "not" and (ends or turn.text(name.last) == "but")


def _take_from(turn: Turn, letter: str, others: list[str], sentence: Sentence) -> None:
    changed = {change.field for change in turn.draft.changes}
    for field in dict.fromkeys(_told(turn, sentence)):
        path = letter_path(letter, field)
        held = turn.draft.get(path)
        said = {str(turn.draft.get(letter_path(other, field))) for other in others}
        if held is not None and path not in changed and said == {str(held)}:
            turn.draft.clear(path, turn.words(sentence.first, sentence.last))


def _told(turn: Turn, sentence: Sentence) -> Iterator[str]:
    """The fields of which the sentence tells."""
    for mention in turn.message.inside(sentence.first, sentence.last):
        field = mention.group.removeprefix(_FACT)
        if mention.group.startswith(_FACT) and field not in _NEVER and not field.startswith("notes."):
            yield field
        town = mention.group == "country" and mention.value[2] not in {"names", "people"}  # they may be in one country
        yield from () if town else _PATHS.get(mention.group, ())
