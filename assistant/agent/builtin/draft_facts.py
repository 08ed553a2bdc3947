"""What a wish for a text tells of the case: nothing. "Write her a mail to ask for the letter" has asked nobody yet."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.agent.builtin.draft_cues import Clauses, clause_has, raw_pattern, read_clauses
from assistant.agent.builtin.draft_letter import letter_of, letter_spoken_of, names_writer, writers_names
from assistant.agent.builtin.draft_news import is_misread
from assistant.agent.builtin.draft_redated import day_found, next_day
from assistant.agent.builtin.draft_status import only_tells_writer, taken_back
from assistant.agent.builtin.draft_told import Before, applied, without_the_mention
from assistant.agent.builtin.no_ghosts import without_ghosts
from assistant.agent.builtin.no_place import is_no_place, is_no_post, without_misheard_name
from assistant.casebook import CaseUpdate
from assistant.casebook.model import Change, letter_path, split_path
from assistant.retrieval.normalise import normalise

_ASKED_BEFORE = ("text_told", "no_answer", "second_request")
_ORDERS = ("names_text", "free_text", "asks_text", "orders_person")
_MOST_OF_A_WAIT = 14  # words that tell how long nobody answered; words that run on tell more than that
_OF_DAYS = ("experience.start", "experience.end", "experience.weeks")
_UNDER_WAY = frozenset({"asked", "agreed", "uploaded"})
_NUMBER = re.compile(r"\bno\.? ?\d", re.IGNORECASE)
_MOST_KEPT = 200  # characters of the words of a change
_OF_OTHERS = {"writer.family_friend": "of_family", "writer.leadership": "of_those_who_wait"}
# Cues of a clause, for the status that must not be read from it.
_NO_STATUS = {
    "asked": ("wish_to_ask", "asked_of_me"), "agreed": ("claims_yes", "in_case"),
    "uploaded": ("claims_yes", "in_case", "not_come_yet"),
    "declined": ("in_case", "only_feared", "own_refusal"),
}  # fmt: skip


def facts_only(text: str, update: CaseUpdate, before: Before) -> CaseUpdate:
    """The update without what is only wished to be written, or said, to a writer."""
    clauses = read_clauses(text)
    kept = [c for c in update.changes if not (_of_a_wish(c, clauses) or _steps_back(c, clauses, update, before))]
    kept = [c for c in kept if not (_undoes(c, before) or _removes_unnamed(c, clauses, before))]
    kept = [c for c in kept if not (is_no_post(text, c) or only_tells_writer(c, clauses))]
    kept = _without_mentioned(text, kept, before)
    kept = [c for c in kept if not is_misread(c, clauses, update, before.letter)]
    kept = [c for c in without_misheard_name(text, kept) if not is_no_place(text, c, kept, before.case)]
    kept = without_ghosts(text, update, _own_name_only(text, update, kept))
    told = {split_path(c.field)[0]: c.value for c in kept if split_path(c.field)[1] == "status"}
    waits = {letter for letter, status in told.items() if status in {"asked", "agreed"}}
    # "nothing in ERAS, September 1 is the day"
    kept = [c for c in kept if split_path(c.field)[1] != "uploaded_on" or split_path(c.field)[0] not in waits]
    kept = _answered(text, clauses, update, kept)
    kept += _came(text, clauses, update, kept)
    kept += _was_done(text, clauses, update, before, kept)
    kept = taken_back(text, clauses, update, before.case, kept)
    return update if kept == list(update.changes) else _without_questions(applied(update, kept, before), update)


def with_moved_day(text: str, update: CaseUpdate, before: Before) -> CaseUpdate:
    """ "He moved the date to January 5", beside a text with a deadline: that, and no day of the time together."""
    held = str(before.case.get("deadline") or "")
    found = next((d for d in day_found(text) if raw_pattern("to_new_day").search(text[: d.start()])), None)
    if not (held and before.drafted) or found is None or raw_pattern("other_days").search(text):
        return update
    day = next_day(found, before.today)
    if day is None:
        return update
    kept = [c for c in update.changes if c.field != "deadline" and not split_path(c.field)[1].startswith(_OF_DAYS)]
    told = applied(update, [*kept, Change("set", "deadline", day.isoformat(), found[0])], before)
    others = (q for q in update.questions if q.field != "deadline")
    return replace(told, questions=tuple(q for q in others if not split_path(q.field)[1].startswith(_OF_DAYS)))


def _without_mentioned(text: str, changes: list[Change], before: Before) -> list[Change]:
    """ "Mention the delivery with Dr. Patel", "remove IM things": of the text that is there, and nobody new by that."""
    if not (before.drafted or before.letter):
        return changes
    if raw_pattern("things_out").search(text):
        changes = [c for c in changes if c.field != "targets" and split_path(c.field)[1] != "writer.specialty"]
    head = without_the_mention(text)
    new = {str(c.value) for c in changes if c.op == "add_letter" and c.words in text and c.words not in head}
    kept = [c for c in changes if c.op != "add_letter" or str(c.value) not in new]
    return [c for c in kept if split_path(c.field)[0] not in new]


def _without_questions(told: CaseUpdate, update: CaseUpdate) -> CaseUpdate:
    """The update without "I read july 12 as ..." of a day that was no such day."""
    gone = {c.field for c in update.changes} - {c.field for c in told.changes}
    return replace(told, questions=tuple(q for q in told.questions if not (q.assumed and q.field in gone)))


def _own_name_only(text: str, update: CaseUpdate, changes: list[Change]) -> list[Change]:
    """The changes without a writer's name as the applicant's: "sign it as Dr. Patel" is declined, and tells nothing."""
    if not clause_has(" ".join(read_clauses(text).texts), "signs"):
        return changes
    writers = writers_names(update.case)
    return [c for c in changes if c.field != "name" or writers.isdisjoint(normalise(str(c.value)).split())]


def _steps_back(change: Change, clauses: Clauses, update: CaseUpdate, before: Before) -> bool:
    """ "He said yes in April, he does not answer since": he was asked, of course, and has agreed all the same."""
    letter, name = split_path(change.field)
    told = (c.value for c in update.changes if c.field == change.field and c.op == "set")
    held = {letter_of(before.case, letter).get("status"), *(value for value in told if isinstance(value, str))}
    back = name == "status" and change.value == "asked" and not held.isdisjoint({"agreed", "uploaded"})
    shy = name == "status" and change.value == "idea" and clause_has(normalise(change.words), "too_shy")
    if shy and letter_of(before.case, letter).get("status") in _UNDER_WAY:
        return True  # "make a follow-up, I am shy to ask"
    return back and not clauses.has("takes_yes_back")


def _undoes(change: Change, before: Before) -> bool:
    """ "Remove this" beside a text that is there: of the text, and nothing that was told before is taken back."""
    if not before.drafted or change.op not in {"clear", "remove_letter"}:
        return False
    return clause_has(" ".join(read_clauses(change.words).texts), "bare_removal")


def _removes_unnamed(change: Change, clauses: Clauses, before: Before) -> bool:
    """ "Take out nurses", beside a text that is there: of the text, and its writer, whom nobody named, stays."""
    if not before.drafted or change.op != "remove_letter" or clauses.has("pronoun_only"):
        return False
    letter = split_path(change.field)[0] or ""
    return not names_writer(f"{change.words} {clauses.raw}", letter, before.case)


def _answered(text: str, clauses: Clauses, update: CaseUpdate, changes: list[Change]) -> list[Change]:
    """What a writer answered, where the casebook does not hear it.

    "She wrote me that I should find somebody who knows me more" is a no, "he promise me the letter" a yes.
    """
    told = any(clause_has(clause, "answers_me") for clause in clauses.texts) and not clauses.asked
    said = [c for c in clauses.texts if clause_has(c, "says_no") and not clause_has(c, "own_refusal")]
    sure = any(not clause_has(clause, "no_surely_not") for clause in said)
    heard = any(split_path(c.field)[1] == "status" and c.value == "declined" for c in changes)
    if told and sure and not (heard or clauses.has("now_uploaded")):
        return _with_status("declined", text, update, changes)
    agreed = any(split_path(c.field)[1] == "status" and c.value != "asked" for c in changes)
    promised = clauses.has("promised_letter") and not (agreed or clauses.asked or said)
    return _with_status("agreed", text, update, changes) if promised else changes


def _with_status(status: str, text: str, update: CaseUpdate, changes: list[Change]) -> list[Change]:
    letter = letter_spoken_of(text, update)
    if not letter:
        return changes
    path = letter_path(letter, "status")
    rest = [change for change in changes if change.field != path]
    return [*rest, Change("set", path, status, text[:_MOST_KEPT])]


def _came(text: str, clauses: Clauses, update: CaseUpdate, changes: list[Change]) -> list[Change]:
    """ "Her letter came to ERAS today", where the casebook hears no upload."""
    told = any(split_path(change.field)[1] == "status" for change in changes)
    ordered = clauses.has("take_out", "orders_say")  # "leave out that his letter is in ERAS"
    if told or ordered or clauses.asked or not (clauses.has("letter_came") or clauses.whole_has("letter_came")):
        return []
    return _as_uploaded(text, letter_spoken_of(text, update))


def _as_uploaded(text: str, letter: str) -> list[Change]:
    return [Change("set", letter_path(letter, "status"), "uploaded", text[:_MOST_KEPT])] if letter else []


def _was_done(text: str, clauses: Clauses, update: CaseUpdate, before: Before, changes: list[Change]) -> list[Change]:
    """ "She did it", of a writer who has agreed: the letter is uploaded."""
    told = any(split_path(change.field)[1] == "status" for change in changes)
    if told or not any(clause_has(c, "did_it") for c in clauses.texts if c not in clauses.asked):
        return []
    letter = letter_spoken_of(text, update, before.letter)
    return _as_uploaded(text, letter) if letter_of(before.case, letter).get("status") == "agreed" else []


def _of_a_wish(change: Change, clauses: Clauses) -> bool:
    name = split_path(change.field)[1]
    if change.value == "declined" and _NUMBER.search(clauses.raw) and change.words.rstrip(". ").endswith(("no", "No")):
        return True  # "follow up no 2"
    moves_on = any(clause_has(clause, "calls_next", "calls_more") for clause in clauses.texts)
    if name == "name" and change.op == "set" and (moves_on or raw_pattern("put_back").match(clauses.raw)):
        return True  # "next one", "put the clinic back"
    if name == "name" and change.op == "set":
        return clause_has(" ".join(read_clauses(str(change.value)).texts), "names_no_person")
    if name == "experience.weeks":  # "he does not answer for 4 weeks"
        missed = any(raw_pattern("no_day_together").search(c) for c in clauses.texts if _holds(c, change.words))
        if missed and "day" in change.words:  # "never missed a day"
            return True
        short = (clause for clause in clauses.texts if len(clause.split()) <= _MOST_OF_A_WAIT)
        return any(clause_has(clause, "no_answer") for clause in short if _holds(clause, change.words))
    if name in _OF_OTHERS and change.op == "set":  # "my mother is sick", "the program director asks for him"
        return clauses.has(_OF_OTHERS[name]) and not _by_its_writer(change, clauses)
    if change.op == "remove_letter":  # "remind" is no misspelled "remove"
        return clauses.has("reminds_him") and not clauses.has("pronoun_only")
    cues = _NO_STATUS.get(str(change.value), ()) if name == "status" and change.op == "set" else ()
    if not cues:
        return False
    if change.value == "asked" and clauses.has(*_ORDERS) and not clauses.has(*_ASKED_BEFORE):
        return True
    told = [clause for clause in clauses.texts if _holds(clause, change.words)] or list(clauses.texts)
    return any(clause_has(clause, *cues) for clause in told) and not any(
        clause_has(clause, "text_told") and not clause_has(clause, *cues) for clause in told
    )


def _by_its_writer(change: Change, clauses: Clauses) -> bool:
    """Whether a clause that speaks of no others holds the words of a change."""
    others = _OF_OTHERS[split_path(change.field)[1]]
    return any(_holds(clause, change.words) and not clause_has(clause, others) for clause in clauses.texts)


def _holds(clause: str, words: str) -> bool:
    """Whether a clause, as spelled, may be the one that the words of a change come from."""
    said = {word for one in read_clauses(words).texts for word in one.split()} or set(normalise(words).split())
    return bool(said) and said <= set(clause.split())
