"""A note of its own to a writer's secretary or office: "write to the coordinator to ask if Dr. Carter is away".

Where a message says what is asked there, or told, the note says that, and nothing is passed on to the writer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from assistant.agent.builtin.case_talk import Situation
from assistant.agent.builtin.cues import has_cue
from assistant.agent.builtin.draft_changes import names_secretary, secretary_of
from assistant.agent.builtin.draft_cues import Clauses, raw_pattern
from assistant.agent.builtin.draft_letter import letter_of, letter_spoken_of, open_letters
from assistant.agent.builtin.draft_mention import BETWEEN, as_written, kept_out
from assistant.agent.builtin.draft_settled import DraftTurn
from assistant.agent.builtin.draft_sure import leans
from assistant.agent.builtin.draft_told import Before, applied
from assistant.agent.builtin.draft_wish import EMAIL, Wish
from assistant.agent.builtin.forbidden import forbidden_wish
from assistant.casebook import CaseUpdate
from assistant.casebook.model import split_path
from assistant.drafting.wording import salutation_name

OFFICE = "office"  # the option that says what the note is for
STAFF = "staff"  # in the memory of a talk: the names of those who keep the offices
_NAME, _ADDRESS = "secretary_name", "secretary_email"
_COURTESY = frozenset({"mr", "mrs", "ms", "miss"})
_MOST = 190  # characters of what is asked, which a draft holds in one line
_TOLD = frozenset({"status", "name", "application_year", "targets", "deadline", "aamc_id"})  # as sure in such a message
_SURE_KIND = {"agreed": "packet", "asked": "follow-up"}


def office_turn(
    text: str, clauses: Clauses, last: Wish | None, update: CaseUpdate, known: Situation
) -> DraftTurn | None:
    """The turn that writes such a note, or changes the one that is there; what it asks tells nothing of the case."""
    if leans(clauses) or forbidden_wish(text, honest=True) or has_cue("crisis", text):
        return None
    wish = office_wish(clauses, last, update)
    if wish is None:
        return None
    kept = [c for c in update.changes if split_path(c.field)[1] in _TOLD]
    return DraftTurn(wish, (), applied(update, kept, Before(known.case, known.today)), tells=bool(kept))


def office_wish(clauses: Clauses, last: Wish | None, update: CaseUpdate) -> Wish | None:
    """The note to the office that a message orders, or the one that is there with something told in it; else None."""
    letter = letter_spoken_of(clauses.raw, update, last.letter if last else "")
    held = letter_of(update.case, letter)
    if not held or held.get("status") == "declined":
        return None
    name = _whom(clauses.raw, last, update)
    if name is None:
        return _told_in_it(clauses, last, letter)
    purpose = _purpose(clauses.raw, held)
    if purpose is None:
        return None
    office, said = purpose
    options: dict[str, Any] = {"secretary": True, OFFICE: office}
    options |= {"mention": said} if said else {}
    options |= {_NAME: name} if name else {}
    kind = _SURE_KIND.get(str(held.get("status")), "request")
    return Wish(EMAIL, kind, None, {**options, **_address(clauses.raw)}, letter, changed=(OFFICE,))


def remembering_staff(text: str, update: CaseUpdate, old: Mapping[str, object]) -> CaseUpdate:
    """The update that remembers who keeps an office: "his secretary is Mrs. Anne Cole"."""
    known = staff_known(old, None)
    name = secretary_of(text).get(_NAME) if names_secretary(text) else None
    if name and name not in known:
        known.append(name)
    return replace(update, memory={**update.memory, STAFF: known}) if known else update


def no_writers_there(text: str, memory: Mapping[str, object], last: Wish | None, case: Mapping[str, Any]) -> list[str]:
    """Names of a message that are no writers: of an office that is written to, and of offices that were told of before.

    A name that the case has as a writer's is one, save in a note that goes through a secretary of that name.
    """
    addressed = secretary_of(text).get(_NAME) if raw_pattern("office_addressed").search(text) else None
    known = [name for name in (*staff_known(memory, None), addressed) if name]
    writers = {name.split()[-1].casefold() for item in open_letters(case) if (name := _writer(item))}
    return [*staff_known({}, last), *(name for name in known if name.split()[-1].casefold() not in writers)]


def _writer(letter: Mapping[str, Any]) -> str:
    return str((letter.get("writer") or {}).get("name") or "")


def staff_known(memory: Mapping[str, object], last: Wish | None) -> list[str]:
    """Names of those who keep the offices of writers, as the talk and the text that is there have told."""
    held = memory.get(STAFF)
    names = [str(name) for name in held] if isinstance(held, list | tuple) else []
    through = str(last.options.get(_NAME) or "") if last else ""
    return [*names, *([through] if through else [])]


def _whom(raw: str, last: Wish | None, update: CaseUpdate) -> str | None:
    """The name of whom the note is to go to, "" where no name is told; None where it goes to no office."""
    known = staff_known(update.memory, last)
    by_name = [name for name in known if _is_named(name, raw)]
    if raw_pattern("office_addressed").search(raw):
        return secretary_of(raw).get(_NAME, "") or (by_name[0] if by_name else "")
    return by_name[0] if by_name and raw_pattern("office_order").search(raw) else None


def _is_named(name: str, raw: str) -> bool:
    """ "Write Paula", "a mail to mrs Cole": whether a message has the first name or the surname."""
    words = [word for word in name.split() if word.rstrip(".").casefold() not in _COURTESY]
    return any(re.search(rf"\b{re.escape(word)}\b", raw, re.IGNORECASE) for word in {words[0], words[-1]} if words)


def _address(raw: str) -> dict[str, str]:
    return {name: value for name, value in secretary_of(raw).items() if name == _ADDRESS}


def _purpose(raw: str, letter: Mapping[str, Any]) -> tuple[str, str] | None:
    """What the note is for, and the words of it: a question, a time to meet, the papers, or something told."""
    if asked := raw_pattern("office_direct").search(raw) or raw_pattern("office_question").search(raw):
        words = asked["question"]
        return None if raw_pattern("office_no_question").search(words) else _question(words, raw)
    if raw_pattern("office_meet").search(raw):
        return "meet", BETWEEN.join(filter(None, [_time_with(raw, letter), _place(raw)]))
    sure = letter.get("status") == "agreed" or raw_pattern("office_handles").search(raw)
    if sure and raw_pattern("office_papers").search(raw):
        return "papers", ""
    told = raw_pattern("office_told").search(raw)
    if told is None or raw_pattern("office_presses").search(told[0]) or kept_out(told["told"]):
        return None
    return "ask", f"that {as_written(told['told'])}"[:_MOST]


def _question(words: str, raw: str) -> tuple[str, str]:
    """ "How it works for IMGs", of a coordinator who handles the SLOE: how the SLOE works for IMGs."""
    named = raw_pattern("works_what").search(raw)
    what = f"the {named['what']}" if named else "a letter"
    words = raw_pattern("it_works").sub(f"how {what} works", as_written(words))
    return ("reach" if raw_pattern("office_reach").search(words) else "ask"), words[:_MOST]


def _time_with(raw: str, letter: Mapping[str, Any]) -> str:
    """ "When Dr. Brody has 15 minutes for me by video next week"."""
    writer = letter.get("writer") or {}
    doctor = salutation_name(str(writer.get("name") or ""), writer.get("title"), doctor=True) or "the doctor"
    minutes, when = raw_pattern("meet_minutes").search(raw), raw_pattern("meet_when").search(raw)
    long = f"{minutes['minutes']} minutes" if minutes else "a few minutes"
    way = "by video" if raw_pattern("meet_by_video").search(raw) else ""
    way = way or ("by phone" if raw_pattern("meet_by_phone").search(raw) else "")
    return " ".join(filter(None, [f"when {doctor} has {long} for me", way, as_written(when["when"]) if when else ""]))


def _place(raw: str) -> str:
    """ "I am in Hanoi, time difference 11 hours": where the applicant is, and how far the clocks are apart."""
    found = raw_pattern("is_in_place").search(raw)
    if found is None:
        return ""
    place = " ".join(word[:1].upper() + word[1:] for word in found["place"].split())
    apart = raw_pattern("hours_apart").search(found["gap"] or "")
    if apart is None:
        return f"that I am in {place}"
    far = f"{apart['hours']} hours{apart['way']}" if apart["way"] else f"a time difference of {apart['hours']} hours"
    return f"that I am in {place}, {'' if apart['way'] else 'with '}{far}"


def _told_in_it(clauses: Clauses, last: Wish | None, letter: str) -> Wish | None:
    """ "And write that he agreed on July 2", of the note that is there: nobody is turned into "you" in it."""
    if last is None or OFFICE not in last.options or last.letter != letter or clauses.asked:
        return None
    order = raw_pattern("office_tells").search(clauses.raw)
    told = clauses.raw[order.end() :].strip(" .!,:") if order else ""
    told = re.sub(r"^that ", "", told)
    if not told or kept_out(told) or raw_pattern("office_presses").search(told):
        return None
    said = BETWEEN.join(filter(None, [str(last.options.get("mention") or ""), f"that {as_written(told)}"]))
    return replace(last, options={**last.options, "mention": said[:_MOST]}, changed=("mention",), declined="")
