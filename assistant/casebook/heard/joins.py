"""The name of a writer who was told without one: "The nephrologist is called Dr. Deshmukh"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.casebook.heard.spans import Heard
from assistant.casebook.model import letter_path
from assistant.casebook.people import named, put_name
from assistant.casebook.reading import Mention
from assistant.casebook.turn import Turn
from assistant.casebook.writer_name import slug

_MOST_BETWEEN = 4  # words between the description and the name


def join_name(turn: Turn, found: Heard, meant: Sequence[str]) -> None:
    """Give the one letter that words without a name point at the name that stands behind them."""
    names = (mention for mention in turn.message.mentions if mention.group == "name")
    behind = next((mention for mention in names if mention.first >= found.last), None)
    if behind is not None and _is_called(turn, found.last, behind):
        give_name(turn, behind, meant)


def name_told(turn: Turn) -> Mention | None:
    """ "his name is Dr. Lindqvist", "Dr. Ramroop is her name": a name that is told as such."""
    calls, owners = turn.book.lists["heard_calls"], turn.book.lists["heard_of_writer"]
    for mention in (m for m in turn.message.mentions if m.group == "name" and not m.value.known):
        at = mention.first - 1
        while at >= 0 and (turn.text(at) in {"is", "was", "called"} or turn.raw(at) in {":", "=", "-"}):
            at -= 1
        before = turn.text(at) == "name" and turn.text(at - 1) in owners
        behind = turn.text(mention.last) in calls and turn.text(mention.last + 1) in owners
        plain = turn.text(mention.last) in owners and turn.text(mention.last + 1) == "name"
        if before or plain or (behind and turn.text(mention.last + 2) == "name"):
            return mention
    return None


def give_name(turn: Turn, mention: Mention, meant: Sequence[str]) -> None:
    """Give one letter without a name a name; what was told under the name in this message goes along."""
    if len(meant) != 1 or not turn.draft.is_unnamed(meant[0]):
        return
    held = named(turn, mention.value)
    if len(held) > 1 or (held and held[0] not in turn.draft.added()):
        return
    told = [change for change in turn.draft.changes if held and change.field.startswith(f"letters[{held[0]}].")]
    if held:
        turn.draft.remove_letter(held[0], turn.said(mention))
    letter = turn.draft.rename_letter(meant[0], slug(mention.value.surname), turn.said(mention))
    put_name(turn, letter, mention.value, turn.said(mention))
    for change in told:
        if change.op == "set":
            turn.draft.set(letter_path(letter, change.field.partition("].")[2]), change.value, change.words)


def _is_called(turn: Turn, first: int, mention: Mention) -> bool:
    """Nothing but "is called", a sign or a bracket stands between."""
    between, calls = range(first, mention.first), turn.book.lists["heard_calls"]
    plain = all(turn.message.tokens[at].kind == "sign" or turn.text(at) in calls for at in between)
    return len(between) <= _MOST_BETWEEN and plain and not any(turn.raw(at) in {".", "\n", ";"} for at in between)
