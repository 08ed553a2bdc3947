"""The applicant's own facts that stand in plain words: name, addresses, home country, exams, gap, graduation."""

from __future__ import annotations

from assistant.casebook.exams import read_exams, read_gap
from assistant.casebook.graduation import read_graduation
from assistant.casebook.home import read_home, set_home
from assistant.casebook.late_names import names_writer
from assistant.casebook.low_scores import read_low_score
from assistant.casebook.own_names import (
    is_plain_name,
    name_end,
    opening_end,
    part_end,
    read_i_am,
    read_parted_name,
    says_wrong,
    set_name,
)
from assistant.casebook.presented import is_here, opens_as_applicant
from assistant.casebook.reading import Mention
from assistant.casebook.stance import Clause
from assistant.casebook.turn import Turn

_MOST_NAMES = 4
_OPENING = 12  # tokens in which an applicant says who they are


def read_profile(turn: Turn, clause: Clause) -> None:
    """All of the applicant's facts in a clause, save targets and years of application."""
    read_identity(turn, clause)
    read_home(turn, clause)
    read_graduation(turn, clause)
    read_exams(turn, clause)
    read_low_score(turn, clause)
    read_gap(turn, clause)


def read_identity(turn: Turn, clause: Clause) -> None:
    """Name, e-mail and AAMC id; an address told of a writer is the writer's."""
    _read_own_title(turn, clause)
    _read_headed_name(turn, clause)
    read_parted_name(turn, clause)
    for cue in list(turn.free(clause.first, clause.last, "cue:my_name")):
        _read_name(turn, clause, cue)
    for mention in list(turn.free(clause.first, clause.last, "aamc_number")):
        if turn.message.has(clause.first, mention.first, "cue:aamc") or turn.asked == "aamc_id":
            turn.draft.set("aamc_id", turn.said(mention), turn.words(clause.first, clause.last))
            turn.used.add(mention)
    for mention in list(turn.free(clause.first, clause.last, "email")):
        mine = any(
            turn.text(index) in {"mine", "my"} for index in range(max(clause.first, mention.first - 4), mention.first)
        )
        others = not mine and turn.message.has(clause.first, clause.last, "cue:email_of_writer", "cue:he", "cue:she")
        others = others or (not mine and any(True for _ in turn.free(clause.first, clause.last, "name")))
        if not others:
            turn.draft.set("email", turn.said(mention).rstrip("."), turn.said(mention))
            turn.used.add(mention)
    first = clause.first
    presents = any(True for _ in turn.message.at(first, "cue:i_am"))
    if presents or turn.text(first) == "i" or turn.message.has(first, clause.last, "cue:greeting"):
        read_i_am(turn, clause)


def _read_own_title(turn: Turn, clause: Clause) -> None:
    """ "I am Dr. Amina Rahman from Dhaka": the applicant, not a writer."""
    for mention in list(turn.free(clause.first, clause.last, "name")):
        if turn.message.has(clause.first, mention.first, "cue:he", "cue:she"):
            continue
        before = (turn.text(mention.first - 2), turn.text(mention.first - 1))
        here = mention.first == opening_end(turn, clause) and is_here(turn, mention, clause.last)
        if (
            not any(m.last == mention.first for m in turn.message.inside(clause.first, mention.first, "cue:i_am"))
            and not here
            and not opens_as_applicant(turn, clause, mention)
            and before != ("this", "is")
            and not (before == ("i", ",") and mention.first - 2 == opening_end(turn, clause))
            and not (before == ("name", "is") and turn.text(mention.first - 3) in {"my", "full", ""})
        ):
            continue
        turn.used.add(mention)
        if mention.value.full in str(turn.draft.get("name")).split():
            continue  # "Adaeze here (Adaeze Nwosu)"
        turn.draft.set("name", mention.value.full, turn.words(mention.first - 1, mention.last))
        reach = 1 + here
        place = next(
            (p for p in turn.free(mention.last, clause.last, "country") if p.first - mention.last == reach), None
        )
        if place is not None and turn.text(place.first - 1) == "from" and not place.value[0].startswith("?"):
            set_home(turn, place.value[0], turn.said(place))
            turn.used.add(place)


def _read_headed_name(turn: Turn, clause: Clause) -> None:
    """ "Brazilian here, Thiago Nogueira, graduated 2018": a whole name between signs, as a conversation opens."""
    if turn.draft.get("name") is not None or turn.draft.ids() or turn.message.shouting or clause.first > _OPENING:
        return
    for at in range(clause.first, min(clause.last, _OPENING)):
        opens = at == 0 or turn.raw(at - 1) in {",", ".", "(", "-", "–", ";", "/", "|", ":"}
        behind_here = at > 1 and turn.text(at - 2) == "here"
        if not (opens and (turn.text(at) in turn.book.given_names or behind_here)):
            continue
        end = at
        while end < clause.last and end - at < _MOST_NAMES + 1 and _goes_on(turn, end):
            end = part_end(turn, end)
        closed = end >= clause.last or turn.message.tokens[end].kind == "sign"
        closed = closed and turn.year_at(end + 1) is None  # "Kasr Aini, 2018"
        person = turn.message.has(end, end + 3, "specialty", "role", "fact:writer.profession", "cue:third_person")
        person = person and any(turn.is_agent(m) for m in turn.message.inside(end, end + 4, "specialty"))
        told = turn.message.has(0, len(turn.message.tokens), "cue:grad", "cue:own_home", "cue:target", "cue:img")
        letters = turn.message.has(0, at, "cue:letter", "name", "role")
        if end - at > 1 and closed and told and not (person or letters):
            set_name(turn, at, at, end)
            return


def _read_name(turn: Turn, clause: Clause, cue: Mention) -> None:
    at = cue.last + (1 if turn.text(cue.last) in {":", "-", "="} else 0)
    if says_wrong(turn, cue):
        return
    titled = next((m for m in turn.free(at, clause.last, "name") if m.first == at), None)
    bare_cue = turn.text(cue.first) in turn.book.lists["bare_name_cues"] and opening_end(turn, clause) != cue.first
    known = turn.text(cue.first - 1) in turn.book.lists["name_verbs"]  # "he hardly remembers my name honestly"
    if bare_cue or known or (titled is not None and names_writer(turn, cue, titled)):
        return
    if titled is not None and turn.text(cue.first) != "this":
        turn.draft.set("name", titled.value.full, turn.words(cue.first, titled.last))
        turn.used.add(titled)
        return
    end = name_end(turn, at, clause.last)
    if end > at and (turn.text(cue.first) != "this" or end - at > 1):
        set_name(turn, cue.first, at, end)


def _goes_on(turn: Turn, index: int) -> bool:
    """A further word of a name, "de" and "bin" too."""
    particle = turn.text(index) in turn.book.names["particles"] and index + 1 < len(turn.message.tokens)
    return is_plain_name(turn, index) or (particle and is_plain_name(turn, index + 1))
