"""What a message about a draft tells beside it: a writer who is not in the case yet, the specialty and the day that the
letter is for, how a writer is addressed; and what of it is meant for the draft and not for the case."""

from __future__ import annotations

import re
from calendar import month_abbr, monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from assistant.agent.builtin.draft_aim import PIECE, TITLED, season_told, target_told
from assistant.agent.builtin.draft_changes import names_secretary
from assistant.agent.builtin.draft_cues import Clauses, clause_has, raw_pattern, read_clauses
from assistant.agent.builtin.draft_letter import letter_of, named_letter, of_gender, other_letter
from assistant.agent.builtin.draft_misheard import is_no_news
from assistant.agent.builtin.draft_names import respelled, titles_of
from assistant.casebook import CaseUpdate
from assistant.casebook.apply import apply_changes
from assistant.casebook.days_apart import is_day_apart
from assistant.casebook.model import Change, letter_path, split_path
from assistant.domain.vocabulary import find_specialty
from assistant.errors import InputError
from assistant.retrieval.normalise import normalise

MOST_WORDS_KEPT = 200  # characters of a message that stand beside what it told
_NAME_WORDS = 7  # of a message that gives a name and no more
_PLAIN_NAME = re.compile(r"[A-Z][a-z'’-]+(?: [A-Z][\w'’-]+){1,2}")  # without a title: "Karen Bell"
_SENTENCE = re.compile(r"(?<=[.!?\n])\s+")
_OF_WHO = frozenset({"add_letter", "remove_letter", "rename_letter"})
_LEADS = (("director", "leads_program"), ("chair", "leads_department"))
_LEADERSHIP = {"director": "program_director", "chair": "department_chair"}
MONTHS = [name.casefold() for name in month_abbr[1:]]
_MONTH = rf"(?P<{{0}}>{'|'.join(MONTHS)})[a-z]*\.?"
DAY = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH.format('month')}(?:,?\s+(?P<year>20\d\d))?|"
    rf"\b{_MONTH.format('month2')}\s+(?P<day2>\d{{1,2}})\b(?:,?\s+(?P<year2>20\d\d))?", re.IGNORECASE,
)  # fmt: skip
_DAYS = ("experience.start", "experience.end", "deadline")  # of which the day that is wished for is the last
_ORDINALS = {"first": "1", "second": "2", "third": "3", "fifth": "5", "tenth": "10", "fifteenth": "15"}
_ORDINAL = re.compile(rf"\b(?:{'|'.join(_ORDINALS)})\b", re.IGNORECASE)  # "take September first"


@dataclass(frozen=True, slots=True)
class Before:
    """The case as it was before the message, the day, and the letter of the last draft."""

    case: Mapping[str, Any] = field(default_factory=dict)
    today: date = date.min
    letter: str = ""
    drafted: bool = False  # whether there is such a draft, be it of no letter yet


def told_beside(clauses: Clauses, update: CaseUpdate, before: Before) -> CaseUpdate:
    """The update as a wish for a draft means it."""
    changes, wished = [change for change in update.changes if not _misread(clauses, change)], list[Change]()
    if before.letter:
        changes = _of_the_draft(clauses, changes, before)
        changes = _name_given(clauses, changes, before)
        named = named_letter(clauses.raw, update) or before.letter
        changes = titles_of(changes, named, before.letter)
        changes += _address(clauses, changes, named, before)
        changes += (wished := _day_wished(clauses, changes, before))
    changes = [_due(clauses, change) for change in changes]
    changes = target_told(clauses, changes, before.case, before.today)
    changes = season_told(clauses, changes, before.case, before.today)
    changes = _plainly_named(clauses, changes, update, before)
    if not before.letter:
        changes += _day_wished(clauses, changes, before)
    if changes == list(update.changes):
        return update
    told = applied(update, changes, before)
    if wished and not _day_alone(clauses, before):
        return replace(told, questions=tuple(q for q in told.questions if q.assumed or not q.field.endswith(_DAYS)))
    if not _day_alone(clauses, before):
        return told
    return replace(told, questions=tuple(q for q in told.questions if q.assumed))  # it is no day of the time together


def _misread(clauses: Clauses, change: Change) -> bool:
    """ "Now you can write it" is no writer's yes, "the doctor herself" nobody new, good English no country.

    "I will forget everything" takes nothing back; "I need to know by July 20" is no day for the letter.
    """
    letter, name = split_path(change.field)
    if change.op in {"clear", "remove_letter"} and clauses.has("forgets"):
        return True
    if change.op == "set" and name in {"writer.country", "home_country"} and _in_what_goes(clauses, change):
        return True
    if is_no_news(clauses, change, name):
        return True
    if name == "status" and (clauses.has("may_write") or _in_removal(clauses, change)):
        return True
    if letter is not None and change.op == "set" and _is_quoted_away(clauses, change):
        return True
    if name == "writer.country" and clauses.has("mends_own") and clause_has(normalise(change.words), "language_word"):
        return True
    return letter is not None and raw_pattern("no_name").fullmatch(letter) is not None


def _in_what_goes(clauses: Clauses, change: Change) -> bool:
    """ "Remove the line of the Senegalese family": the words of a change stand in what is to be taken out."""
    out = [clause for clause in clauses.texts if clause_has(clause, "take_out") and clause_has(clause, "a_part")]
    return any(normalise(change.words) in clause for clause in out)


def _in_removal(clauses: Clauses, change: Change) -> bool:
    """ "Drop the thing about which e-mail in ERAS": nothing came to ERAS by that."""
    words = normalise(change.words)
    return any(clause_has(clause, "orders_out") and words in normalise(clause) for clause in clauses.texts)


def _is_quoted_away(clauses: Clauses, change: Change) -> bool:
    """ "Take out 'someone who knows my work better'": the words of the text tell nothing of its writer."""
    quoted = raw_pattern("out_quoted").search(clauses.raw)
    words = normalise(next(filter(None, quoted.groups()))) if quoted else ""
    return bool(change.words) and normalise(change.words) in words


def with_writer(clauses: Clauses, update: CaseUpdate, before: Before, known: frozenset[str]) -> tuple[CaseUpdate, str]:
    """The update with the writer whom the message names beside a title and the case lacks, and that letter's id."""
    left = ("remove_letter", "rename_letter")  # "it is not Dr. Patel, it is Dr. Pathak": Patel is nobody
    gone = {str(split_path(change.field)[0]) for change in update.changes if change.op in left}
    for found in TITLED.finditer(clauses.raw):
        name = found["name"]
        plain = normalise(name).removesuffix("'s")
        is_name = plain.isascii() and plain.isalpha() and raw_pattern("no_name").fullmatch(plain) is None
        if plain in known | gone or not is_name:
            continue
        title = "Prof." if found["title"].casefold().startswith("prof") else "Dr."
        shown = name if name[:1].isupper() else name.capitalize()
        added = [
            Change("add_letter", f"letters[{plain}]", plain, found[0]),
            Change("set", letter_path(plain, "writer.name"), shown, found[0]),
            Change("set", letter_path(plain, "writer.title"), title, found[0]),
        ]
        return applied(update, [*update.changes, *added], before), plain
    return update, ""


def told_apart(clauses: Clauses, update: CaseUpdate, before: Before) -> CaseUpdate:
    """What other sentences tell than those that change the draft: "I'm from Enugu. And add that ..."."""
    sentences = [piece for piece in _SENTENCE.split(clauses.raw) if piece.strip()]
    of_draft = [piece for piece in sentences if read_clauses(piece).has("mentions", "plain_tone", "take_out")]
    if len(sentences) - len(of_draft) < 1 + (not of_draft):
        return replace(update, changes=())
    kept = [c for c in update.changes if c.words and not any(c.words in piece for piece in of_draft)]
    return applied(update, kept, before)


def with_role(clauses: Clauses, update: CaseUpdate, before: Before) -> tuple[CaseUpdate, str]:
    """The update with a writer of a role that is one person's, such as the chair, and that letter's id."""
    found = raw_pattern("one_role").search(clauses.whole)
    if found is None:
        return update, ""
    role = found[1].split()[-1]
    ident = next((name for name, cue in _LEADS if clause_has(role, cue)), role)
    added = [Change("add_letter", f"letters[{ident}]", ident, found[0])]
    if ident in _LEADERSHIP:
        added.append(Change("set", letter_path(ident, "writer.leadership"), _LEADERSHIP[ident], found[0]))
    elif field := find_specialty(role):
        added.append(Change("set", letter_path(ident, "writer.specialty"), field.specialty, found[0]))
        if field.subspecialty:
            added.append(Change("set", letter_path(ident, "writer.subspecialty"), field.subspecialty, found[0]))
    return applied(update, [*update.changes, *added], before), ident


def now_declined(clauses: Clauses, update: CaseUpdate, before: Before, letter: str) -> tuple[CaseUpdate, bool]:
    """The update in which a writer who had agreed has declined, as the message says; and whether it is another one."""
    held = letter_of(update.case, letter)
    if held.get("status") != "agreed" and held.get("attitude") != "supportive":
        return update, False
    declined = Change("set", letter_path(letter, "status"), "declined", clauses.raw[:MOST_WORDS_KEPT])
    return applied(update, [*update.changes, declined], before), True


def named_in(text: str, update: CaseUpdate, before: Before) -> str:
    """The letter that the message names, by a name, a role, or a pronoun that the last draft's writer does not fit."""
    text = without_the_mention(text) if before.drafted or before.letter else text
    if named := named_letter(text, update):
        return named
    if other := other_letter(text, update, before.letter):
        return other
    fitting = of_gender(text, update) if before.letter else []
    return fitting[0] if len(fitting) == 1 and fitting[0] != before.letter else ""


def without_the_mention(text: str) -> str:
    """ "Mention the delivery with Dr. Patel": who is spoken of in a text is not who gets it."""
    order = raw_pattern("mention_that").search(text)
    return text[: order.start()] if order and not raw_pattern("sent_to").search(text) else text


def applied(update: CaseUpdate, changes: list[Change], before: Before) -> CaseUpdate:
    """The update with other changes; as it was where the case does not take them."""
    try:
        return replace(update, changes=tuple(changes), case=apply_changes(before.case, changes))
    except InputError:
        return update


def _of_the_draft(clauses: Clauses, changes: list[Change], before: Before) -> list[Change]:
    """ "Take it out", "it goes to his secretary Ms. Lee": of the draft; its writer stays in the case as he is."""
    if names_secretary(clauses.raw):
        added = {str(c.value) for c in changes if c.op == "add_letter"}
        kept = [c for c in changes if c.op not in _OF_WHO and split_path(c.field)[1] != "writer.name"]
        return [c for c in kept if split_path(c.field)[0] not in added]
    part = any(clause_has(c, "take_out") and clause_has(c, "a_part") for c in clauses.texts)
    if not part or clauses.has("pronoun_only"):
        return changes
    return [
        c for c in changes
        if c.op != "remove_letter" and not (c.op == "clear" and clause_has(normalise(c.words), "piece_of_it"))
    ]  # fmt: skip


def _name_given(clauses: Clauses, changes: list[Change], before: Before) -> list[Change]:
    """ "Found: dr Falk": the name of the writer whom the last draft is for, where that one has none yet."""
    held = letter_of(before.case, before.letter)
    added = [change for change in changes if change.op == "add_letter"]
    if not held or held.get("writer", {}).get("name") or len(added) != 1 or len(clauses.whole.split()) > _NAME_WORDS:
        return changes
    renamed = Change("rename_letter", f"letters[{before.letter}]", added[0].value, added[0].words)
    return [renamed if change is added[0] else change for change in changes]


def _plainly_named(clauses: Clauses, changes: list[Change], update: CaseUpdate, before: Before) -> list[Change]:
    """ "Karen Bell, the head nurse", "found it, Abdul Falk": a name without a title, for a writer who has none."""
    name, nurse = _plain_name(clauses, before.drafted)
    if not name or any(split_path(c.field)[1] == "writer.name" for c in changes):
        return changes
    letters = {item["id"]: item for item in update.case.get("letters", ())}
    told = {before.letter, *(str(split_path(c.field)[0]) for c in changes)} & letters.keys()
    nameless: list[str] = [ident for ident in told if not letters[ident].get("writer", {}).get("name")]
    if len(nameless) > 1 or (told and not nameless):
        return changes
    ident = nameless[0] if nameless else normalise(name).split()[-1]
    added = [] if nameless else [Change("add_letter", f"letters[{ident}]", ident, name)]
    added.append(Change("set", letter_path(ident, "writer.name"), name, name))
    if nurse:
        added.append(Change("set", letter_path(ident, "writer.profession"), "nurse", name))
    return [*changes, *added]


def _plain_name(clauses: Clauses, of_draft: bool) -> tuple[str, bool]:
    """The name that stands alone beside a role, or in a few words after a draft; whether the role is a nurse."""
    pieces = ["", *(piece.strip() for piece in PIECE.split(clauses.raw)), ""]
    few = of_draft and len(clauses.whole.split()) <= _NAME_WORDS
    if any(not raw_pattern("no_name").fullmatch(found["name"]) for found in TITLED.finditer(clauses.raw)):
        return "", False
    for before, piece, after in zip(pieces, pieces[1:], pieces[2:], strict=False):
        beside = [text for text in map(normalise, (before, after)) if clause_has(text, "beside_name")]
        if not _PLAIN_NAME.fullmatch(piece) or find_specialty(piece) or raw_pattern("no_person").search(piece):
            continue
        if few or beside:
            return piece, any("nurse" in text for text in beside)
    return "", False


def _address(clauses: Clauses, changes: Iterable[Change], letter: str, before: Before) -> list[Change]:
    """ "He is professor, not doctor", "wrong spelling, it is Nguyen"."""
    told = {change.field for change in changes}
    title, name = letter_path(letter, "writer.title"), letter_path(letter, "writer.name")
    found: list[Change] = []
    for cue, value in (("is_professor", "Prof."), ("is_doctor", "Dr.")):
        if clauses.has(cue) and title not in told:
            found.append(Change("set", title, value, clauses.raw))
    spelled = raw_pattern("spelled").search(clauses.raw)
    if spelled and name not in told:
        held = str(letter_of(before.case, letter).get("writer", {}).get("name") or "")
        found.append(Change("set", name, respelled(held, next(filter(None, spelled.groups()))), spelled[0]))
    return found


def _day_wished(clauses: Clauses, changes: Iterable[Change], before: Before) -> list[Change]:
    """ "Ask to have it before 20 August": the day that the draft is to name."""
    corrected = raw_pattern("day_corrected").search(clauses.whole)
    if corrected and (held := before.case.get("deadline")):
        return _day_of(str(held)[:8], int(corrected[1]), clauses.raw)
    if any(change.field == "deadline" for change in changes):
        return []
    if alone := _day_alone(clauses, before):
        return alone
    if not clauses.has("by_day") or raw_pattern("promised_by").search(clauses.raw):
        return []
    found = DAY.search(_with_days(clauses.raw, before))
    beside = found and (
        raw_pattern("due_before").search(found.string[: found.start()])
        or raw_pattern("due_behind").match(found.string[found.end() :])
    )
    if found is None or not (before.letter or beside):
        return []
    if raw_pattern("stay_until").search(found.string[: found.start()]) or is_day_apart(found.string, found.start()):
        return []
    told = next((c.value for c in changes if c.field == "application_year"), None)
    year = found["year"] or found["year2"] or before.case.get("application_year") or told or before.today.year
    try:
        month = MONTHS.index((found["month"] or found["month2"]).casefold()) + 1
        day = date(int(year), month, int(found["day"] or found["day2"]))
    except ValueError:
        return []
    return [Change("set", "deadline", day.isoformat(), found[0])] if day >= before.today else []


def _with_days(raw: str, before: Before) -> str:
    """The words with days as numbers: "September first" is September 1, "end of August" August 31."""
    raw = _ORDINAL.sub(lambda word: _ORDINALS[word[0].casefold()], raw)
    year = int(before.case.get("application_year") or before.today.year)
    return raw_pattern("month_end").sub(lambda found: _last_day(found["month"] or found["month2"], year), raw)


def _last_day(month: str, year: int) -> str:
    """ "August 31"."""
    number = MONTHS.index(month.casefold()) + 1
    return f"{month} {monthrange(year, number)[1]}"


def _day_alone(clauses: Clauses, before: Before) -> list[Change]:
    """ "September 1", after a text that lacks the day for the letter."""
    found = DAY.fullmatch(clauses.raw.strip(" .!,")) if before.drafted and not before.case.get("deadline") else None
    if found is None:
        return []
    told = found["year"] or found["year2"] or before.case.get("application_year")
    month, day = (found["month"] or found["month2"]).casefold(), int(found["day"] or found["day2"])
    years = [int(told)] if told else [before.today.year, before.today.year + 1]
    days = [_day_of(f"{year}-{MONTHS.index(month) + 1:02}-", day, found[0]) for year in years]
    return next((one for one in days if one and str(one[0].value) >= before.today.isoformat()), [])


def _due(clauses: Clauses, change: Change) -> Change:
    """ "She is away from 15 August, so I want it before 10 August": of two days the one behind "before"."""
    days = list(DAY.finditer(clauses.raw)) if change.field == "deadline" and change.op == "set" else []
    due = [day for day in days if raw_pattern("due_before").search(clauses.raw[: day.start()])]
    if len(days) <= 1 or len(due) != 1:
        return change
    month, day = due[0]["month"] or due[0]["month2"], due[0]["day"] or due[0]["day2"]
    value = f"{str(change.value)[:4]}-{MONTHS.index(month.casefold()) + 1:02}-"
    return next(iter(_day_of(value, int(day), due[0][0])), change)


def _day_of(month: str, day: int, words: str) -> list[Change]:
    """ "No sorry 25": another day of the month that the deadline has; `month` is "2027-08-"."""
    try:
        value = date.fromisoformat(f"{month}{day:02}")
    except ValueError:
        return []
    return [Change("set", "deadline", value.isoformat(), words)]
