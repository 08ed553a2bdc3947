"""What has a line of its own in a text and is no memory: the day by which a letter is needed, and a number below the
name. "Mention our paper, and that I need it until September 5" mentions the paper, and sets the deadline."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.agent.builtin.draft_apart import below_the_name, leaves_room, without_the_day
from assistant.agent.builtin.draft_cues import raw_pattern, read_clauses
from assistant.agent.builtin.draft_letter import letter_of, writers_names
from assistant.agent.builtin.draft_mention import BETWEEN
from assistant.agent.builtin.draft_settled import DraftTurn
from assistant.agent.builtin.draft_told import Before, applied, told_beside
from assistant.agent.builtin.draft_wish import EMAIL, Wish
from assistant.casebook import CaseUpdate
from assistant.casebook.model import Change

_HAS_ROOM = frozenset({"request", "script"})  # kinds that say by themselves that a no is fine
_PHONE = "phone"
_OWN_ID = re.compile(r"that my AAMC ID is (\d{6,9})$")


def in_their_lines(text: str, turn: DraftTurn, last: Wish | None, update: CaseUpdate, before: Before) -> DraftTurn:
    """The turn with what is mentioned put where it belongs.

    Args:
        text: the message.
        turn: what it wishes for.
        last: the text that is there; what it mentions stays.
        update: what the message tells the case, all of it.
        before: the case before it.
    """
    mention = str(turn.wish.options.get("mention") or "")
    if turn.wish.tool != EMAIL or not mention:
        return turn
    turn = _with_own_id(turn, mention, before)
    held = str(last.options.get("mention") or "").split(BETWEEN) if last else []
    parts = {part: part if part in held else without_the_day(part) for part in mention.split(BETWEEN)}
    phone = next((number for part in parts.values() if (number := below_the_name(part, text))), "")
    room = [part for part in parts.values() if turn.wish.kind in _HAS_ROOM and leaves_room(part)]
    out = [*room, *(part for part in parts.values() if _said_by_itself(part, turn))]
    kept = [part for part in parts.values() if part and part not in out and not below_the_name(part, text)]
    if kept == list(parts):
        return turn
    timed = any(part != left for part, left in parts.items())
    turn = _with_day(text, turn, update, before) if timed else turn
    new = any(part not in held for part in kept)
    wish = _mentioning(turn.wish, BETWEEN.join(kept), phone)
    names = [name for name in wish.changed if name != "mention" or new]
    if turn.wish.changed:
        day = "deadline" if before.case.get("deadline") else "facts"
        names += [day] * timed + [_PHONE] * bool(phone) + ["is_in"] * bool(room)
    return replace(turn, wish=replace(wish, changed=tuple(dict.fromkeys(names))))


def _said_by_itself(part: str, turn: DraftTurn) -> bool:
    """ "That I will waive my right to see it", where the case holds that: a text that asks or hands over says so.

    A note for the packet gives the AAMC ID as well.
    """
    if turn.wish.kind == "packet" and turn.update.case.get("aamc_id") and _OWN_ID.match(part):
        return True
    waived = letter_of(turn.update.case, turn.wish.letter).get("waived") is True
    return waived and turn.tells and raw_pattern("tells_waiver").search(part) is not None


def _mentioning(wish: Wish, mention: str, phone: str) -> Wish:
    options = {**wish.options, "mention": mention, _PHONE: phone or wish.options.get(_PHONE)}
    return replace(wish, options={name: value for name, value in options.items() if value})


def _with_own_id(turn: DraftTurn, mention: str, before: Before) -> DraftTurn:
    """The turn with the AAMC ID that is to be mentioned in the case, where other texts find it."""
    own = next((found[1] for part in mention.split(BETWEEN) if (found := _OWN_ID.match(part))), "")
    known = turn.update.case if turn.tells else before.case
    if not own or known.get("aamc_id") == own:
        return turn
    held = turn.update.changes if turn.tells else ()
    update = applied(turn.update, [*held, Change("set", "aamc_id", own, own)], before)
    return replace(turn, update=update if turn.tells else replace(update, questions=()), tells=True)


def _with_day(text: str, turn: DraftTurn, update: CaseUpdate, before: Before) -> DraftTurn:
    """The turn with the day as the deadline of the case, and with nothing else that it left out."""
    told = told_beside(read_clauses(text, writers_names(update.case)), update, before)
    held = turn.update.changes if turn.tells else ()
    days = [change for change in told.changes if change.field == "deadline" and change not in held]
    if not days:
        return turn
    own = applied(turn.update, [*(c for c in held if c.field != "deadline"), *days], before)
    asked = tuple(question for question in told.questions if question.field == "deadline" and question.assumed)
    return replace(turn, update=replace(own, questions=asked), tells=True)
