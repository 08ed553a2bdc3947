"""Specialties as they are listed, and the targets that are held."""

from __future__ import annotations

from assistant.casebook.named_season import is_calendar_year, set_season
from assistant.casebook.reading import Mention
from assistant.casebook.turn import Turn

_MOST_FILLERS = 5


def specialty_list(turn: Turn, at: int, last: int) -> list[Mention]:
    """The specialties that are listed from a token on ("IM and FM", "for IM, maybe also psych")."""
    found: list[Mention] = []
    fillers = 0
    while at < last and fillers <= _MOST_FILLERS:
        mention = max(
            (m for m in turn.free(at, last, "specialty") if m.first == at), key=lambda m: m.last, default=None
        )
        if mention is not None:
            if turn.is_agent(mention) or is_about_letter(turn, mention, last):
                break
            found.append(mention)
            at, fillers = mention.last, 0
            continue
        token = turn.message.tokens[at]
        taken_back = any(m.first == at for m in turn.message.at(at, "specialty") if m in turn.used)
        month = taken_back or token.text in turn.book.months or turn.year_at(at) is not None
        skipped = token.raw == "?" or month or at in turn.message.blocked
        fillers_here = turn.message.at(at, "cue:target_filler", "cue:self_repair")
        filler = max((m.last for m in fillers_here if m.last <= last), default=0)
        if not skipped and token.raw not in {",", "/", "&", "+", ":", "-", "(", "=", "–", ")", ">", "→"} and not filler:
            break
        if token.text in {"a", "for", "the"} and found:
            break
        at, fillers = max(at + 1, filler), fillers + 1
    return found


def is_about_letter(turn: Turn, mention: Mention, last: int) -> bool:
    """The field of a rotation, a clinic or a doctor, which is no target."""
    end = min(mention.last + 1, last)
    return (
        turn.message.has(mention.last, end, "cue:letter", "role")
        or turn.text(mention.last) in turn.book.lists["not_a_target_before"]
    )


def is_supposed(turn: Turn, near: range) -> bool:
    """ "she thought I go to IM", "he wrote that I apply to surgery": what somebody else says of the applicant."""
    return any(turn.text(at) in turn.book.lists["supposing"] and turn.text(at - 1) not in {"i", "iam"} for at in near)


def names_of(turn: Turn, found: list[Mention]) -> list[str]:
    """The specialties of some mentions, each once; a subspecialty is no target."""
    return list(dict.fromkeys(str(m.value) for m in found if m.value in turn.book.specialties))


def year_beside(turn: Turn, last: Mention) -> None:
    """ "Target psychiatry 2027": the year after the field is the year of application."""
    at = next((at for at in range(last.last, last.last + 6) if turn.year_at(at) is not None), last.last)
    between = range(last.last, at)
    plain = all(turn.message.has(i, i + 1, "cue:target_filler") or turn.text(i) in {"my", "target"} for i in between)
    year = turn.year_at(at) if plain else None
    follows = turn.message.at(at + 1, "cue:match", "cue:grad", "cue:start_residency")
    if year is not None and year >= turn.today.year and not any(True for _ in follows):
        words = turn.words(last.first, at + 1)
        if is_calendar_year(turn, at):
            turn.draft.set("application_year", year, words)
        else:
            set_season(turn, year, words)


def remove_targets(turn: Turn, names: list[str], words: str) -> None:
    """Take some specialties out of the targets."""
    held = turn.draft.get("targets")
    if not isinstance(held, list) or not set(held) & set(names):
        turn.draft.told = turn.draft.told or bool(names)
        return
    left = [item for item in held if item not in names]
    if left:
        turn.draft.set("targets", left, words)
    else:
        turn.draft.clear("targets", words)


def held_targets(turn: Turn) -> list[str]:
    """The targets so far."""
    held = turn.draft.get("targets")
    return [item for item in held if isinstance(item, str)] if isinstance(held, list) else []
