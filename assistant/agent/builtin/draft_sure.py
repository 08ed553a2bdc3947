"""Short words about the text that is there which are what they look like: a subject line, a new day, a fact to add.

They are read before anything that weighs words by likeness: an honest order must not be taken for a forbidden wish
because a hospital's name or "I led" looks like one.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from assistant.agent.builtin.draft_changes import MOST_WORDS, revision_of, withdrawn
from assistant.agent.builtin.draft_cues import Clauses, clause_has, raw_pattern, read_clauses
from assistant.agent.builtin.draft_letter import letter_of
from assistant.agent.builtin.draft_mention import and_also, loosely_mentioned, mentioned
from assistant.agent.builtin.draft_told import Before, applied
from assistant.agent.builtin.draft_typed import as_its_type
from assistant.agent.builtin.draft_wish import EMAIL, OUTLINE, Wish
from assistant.agent.builtin.forbidden import forbidden_wish
from assistant.casebook import CaseUpdate
from assistant.casebook.model import Change, letter_path, split_path

_STYLE = frozenset({"shorter", "formal", "less_formal", "warmer", "less_warm", "longer"})
_NUMBERS = frozenset({"aamc_id", "email", "name"})
_MOST_OF_A_TONE = 20  # words of a message that wishes for a firmer text
_BEFORE_SUBJECT = 3  # words that order a subject line
_MOST_OF_A_FACT = 24  # words of an order to add something; a longer one tells more than that
_NO_DAYS_OF_LETTER = frozenset({"application_year", "graduation_year"})
# What an addition may not contradict: told otherwise, it is for the rules that compare it with the case.
_COMPARED = ("experience.", "exam", "graduation", "low_score", "deadline", "status")


def sure_wish(clauses: Clauses, last: Wish, update: CaseUpdate, before: Before) -> tuple[Wish | None, CaseUpdate]:
    """The text that is there as such a message changes it, with what the message then tells of the case."""
    firmer = _firmer(clauses, last)
    return (firmer, update) if firmer else _changed_surely(clauses, last, update, before)


def with_given_words(clauses: Clauses, last: Wish) -> Wish | None:
    """A greeting or a closing that is given word for word, or a question to the writer; and what is done by hand."""
    if last.tool != EMAIL or last.kind == "script" or len(clauses.whole.split()) > _MOST_OF_A_FACT:
        return None
    if subject := _subject_alone(clauses, last):
        return subject
    options, changed = dict(last.options), list[str]()
    if greeting := _greeting_given(clauses.raw):
        options, changed = {**options, "greeting": greeting}, ["greeting"]
    if ends := raw_pattern("ends_with").search(clauses.raw):
        options, changed = {**options, "closing": ends[1].strip(" ,.").capitalize()}, [*changed, "closing"]
        rest = clauses.raw[: ends.start()].rstrip(" ,").removesuffix(" and")
        if clauses.has("mentions") and (said := mentioned(rest)):  # "put that I ran the table, and end with ..."
            options, changed = {**options, "mention": and_also(options.get("mention"), said)}, [*changed, "mention"]
    if asked := raw_pattern("asks_if").search(clauses.raw):
        said = as_its_type(f"received: {asked['thing'].strip()}")
        options, changed = {**options, "mention": and_also(options.get("mention"), said)}, [*changed, "mention"]
    if reached := _reached_by(clauses):
        options, changed = {**options, "mention": and_also(options.get("mention"), reached)}, [*changed, "mention"]
    if not changed:
        by_hand = any(raw_pattern(name).search(clauses.raw) for name in ("by_hand_copy", "tells_gap"))
        copied = raw_pattern("by_hand_copy").search(clauses.raw) is not None
        other = clauses.kinds() or clauses.has("mentions") or (clauses.has("secretary") and not copied)
        return replace(last, changed=("again",), declined="") if by_hand and not other else None
    styled = clauses if "mention" not in changed else read_clauses(raw_pattern("mention_that").split(clauses.raw)[0])
    more = revision_of(styled, options, "")
    return replace(last, options=more[0] if more else options, declined="",
                   changed=(*changed, *(name for name in (more[1] if more else ()) if name in _STYLE)))


def _subject_alone(clauses: Clauses, last: Wish) -> Wish | None:
    """ "Put subject: Letter due tomorrow": whatever stands behind the colon is that line, and orders nothing."""
    given = raw_pattern("subject_given").search(clauses.raw)
    if given is None or ":" not in given[0] or len(clauses.raw[: given.start()].split()) > _BEFORE_SUBJECT:
        return None
    return None if leans(clauses) else _subject(clauses, last)


def _reached_by(clauses: Clauses) -> str:
    """ "Tell him I am on WhatsApp under +98 912 555 0101": how the writer can reach one; "" where it says more."""
    found = raw_pattern("reach_me").search(clauses.raw)
    if found is None or len(clauses.whole.split()) > MOST_WORDS:
        return ""
    app = "WhatsApp" if found["app"].casefold().startswith("whats") else found["app"].capitalize()
    return f"that you can reach me on {app} at {found['number']}"


def _greeting_given(raw: str) -> str:
    """ "Just 'Hi Pete'" is "Hi Pete", "he is 'Jonas' for everybody" is "Jonas"; "" where none is given."""
    if hi := raw_pattern("greets_hi").search(raw):
        return hi["hi"][:1].upper() + hi["hi"][1:]
    called = raw_pattern("called_so").search(raw)
    return called["name"] if called else ""


def _changed_surely(
    clauses: Clauses, last: Wish, update: CaseUpdate, before: Before
) -> tuple[Wish | None, CaseUpdate]:
    """The same for every wish but a firmer tone."""
    if wish := _reworded(clauses, last):
        return wish, applied(update, [], before)
    if clauses.has("in_other_language") and _is_short(clauses) and not clauses.has("mentions"):
        return replace(last, changed=("english_only",), declined=""), applied(update, [], before)
    if last.tool == EMAIL and not clauses.asked and (waived := _waiver(clauses, last, update, before)):
        return replace(last, changed=("facts",), declined=""), waived
    if last.tool == EMAIL and raw_pattern("points_back_in").search(clauses.raw) and last.options.get("mention"):
        return replace(last, changed=("mention",), declined=""), applied(update, [], before)
    if last.tool == EMAIL and not clauses.asked and (found := withdrawn(clauses, last.options)):
        return replace(last, options=found[0], changed=found[1], declined=""), applied(update, [], before)
    wrong = raw_pattern("date_wrong").search(clauses.raw) and not clauses.asked
    if last.tool == EMAIL and wrong and (moved := _moved(clauses, update, before)):
        return replace(last, changed=("deadline",), declined=""), moved  # "I had the date wrong, deadline Aug 25"
    if toned := _toned(clauses, last):
        return toned, applied(update, [], before)
    if clauses.asked or clauses.has("adds_writer") or clauses.whole_has("not_plain"):
        return None, update
    if wish := _subject(clauses, last):
        return wish, applied(update, [], before)
    in_writing = last.kind == "script" and clauses.has("in_writing")  # "the same as e-mail, with the 5th"
    if last.tool == EMAIL and not in_writing and (moved := _moved(clauses, update, before)):
        options = {name: value for name, value in last.options.items() if not _of_deadline(name, value)}
        changed = ("deadline",) if before.case.get("deadline") else ("facts",)
        return replace(last, options=options, changed=changed, declined=""), moved
    if (wish := _added(clauses, last, update, before)) and last.tool == EMAIL:
        return wish, applied(update, [], before)
    return wish, update


def leans(clauses: Clauses) -> bool:
    """Whether the message leans on a writer or away from the truth: then nothing in it is sure."""
    plain = clauses.without("plain_tone").without("harmless")
    forbidden = forbidden_wish(clauses.raw, honest=True) or forbidden_wish(clauses.raw, honest=False)
    return bool(forbidden) or plain.has("pressure", "invent")


def _waiver(clauses: Clauses, last: Wish, update: CaseUpdate, before: Before) -> CaseUpdate | None:
    """The update with the right to see the letter waived, as the message tells it: the draft says so by itself."""
    told = raw_pattern("tells_waiver").search(clauses.raw)
    if told is None or not last.letter or raw_pattern("no_waiver").search(clauses.raw):
        return None
    before_it, behind = clauses.raw[: told.start()], clauses.raw[told.end() :]
    sentence = before_it.rpartition(".")[2] + told[0] + behind.partition(".")[0]
    if len(sentence.split()) > MOST_WORDS:
        return None
    day = [change for change in update.changes if change.field == "deadline"]  # "by 15 September, and I waived it"
    return applied(update, [*day, Change("set", letter_path(last.letter, "waived"), True, told[0])], before)


def _subject(clauses: Clauses, last: Wish) -> Wish | None:
    """The subject line that the message gives word for word."""
    if last.tool != EMAIL or not clauses.has("changes_subject"):
        return None
    if last.kind == "script":
        return replace(last, changed=("no_subject",), declined="")
    given = raw_pattern("subject_given").search(clauses.raw)
    if given is None:
        return replace(last, changed=("subject_by_hand",), declined="") if _is_short(clauses) else None
    options = {**last.options, "subject": " ".join(given[1].split())}
    return replace(last, options=options, changed=("subject",), declined="")


def _reworded(clauses: Clauses, last: Wish) -> Wish | None:
    """ "Don't write dying, say hospice patients": other words in what is mentioned."""
    found = raw_pattern("says_instead").search(clauses.raw)
    mention = str(last.options.get("mention") or "")
    if found is None or last.tool != EMAIL or not mention:
        return None
    new, rest = found[2].strip(), rf"(?: {re.escape(found[2].split()[-1])}\b)?"
    said = re.sub(rf"\b{re.escape(found[1].strip())}\b{rest}", lambda _: new, mention, flags=re.IGNORECASE)
    options = {**last.options, "mention": said}
    return None if said == mention else replace(last, options=options, changed=("reworded",), declined="")


def _firmer(clauses: Clauses, last: Wish) -> Wish | None:
    """ "A bit firmer but nice please": the same text without the warmer words, and nothing that presses."""
    other = [kind for kind in clauses.kinds() if kind != last.kind]
    if last.tool != EMAIL or not clauses.has("firmer") or other or len(clauses.whole.split()) > _MOST_OF_A_TONE:
        return None
    if clauses.has("mentions", "take_out"):
        return None
    options = {name: value for name, value in last.options.items() if name != "warmer"}
    return replace(last, options=options, changed=("firmer",), declined="")


def _toned(clauses: Clauses, last: Wish) -> Wish | None:
    """ "Less begging please": a plainer tone, whatever the word looks like."""
    if last.tool != EMAIL or not clauses.has("plain_tone") or not _is_short(clauses) or clauses.asked:
        return None
    changed = revision_of(clauses, last.options, "")
    return replace(last, options=changed[0], changed=changed[1], declined="") if changed else None


def _moved(clauses: Clauses, update: CaseUpdate, before: Before) -> CaseUpdate | None:
    """The update with the new day for the letter, and no other day set by it; None where the message sets none."""
    told = [change for change in update.changes if change.field == "deadline" and change.op == "set"]
    if not told or not clauses.has("moves_deadline") or clauses.has("speaks_of_start") or not _is_short(clauses):
        return None
    kept = [change for change in update.changes if not _of_other_days(change, told[0].words)]
    moved = applied(update, kept, before)
    return replace(moved, questions=tuple(q for q in moved.questions if q.field != "deadline" or q.assumed))


def _of_other_days(change: Change, words: str) -> bool:
    """Whether a change is of a day or a length of time that a deadline must leave alone.

    The year of "psychiatry 2027, deadline Sept 15" is told by words of its own.
    """
    name = split_path(change.field)[1]
    of_deadline = str(change.value) in words or change.words in words or words in change.words
    return name.startswith("experience.") or name.endswith("_on") or (name in _NO_DAYS_OF_LETTER and of_deadline)


def _of_deadline(name: str, value: Any) -> bool:
    """Whether an option is a mention of the old day."""
    return name == "mention" and raw_pattern("not_mentioned").search(str(value)) is not None


def _added(clauses: Clauses, last: Wish, update: CaseUpdate, before: Before) -> Wish | None:
    """The text with a plain fact more."""
    texts = clauses.without("into_the_text").texts
    added = [clause for clause in texts if clause_has(clause, "adds_plainly")]
    raw = raw_pattern("own_words").sub("", raw_pattern("not_this").sub("", clauses.raw))
    a_text = raw_pattern("own_words").match(clauses.raw) is None and any(clause_has(c, "some_text") for c in added)
    beside = Clauses("", tuple(c for c in texts if c not in added), clauses.asked).kinds()
    if not added or clauses.has("question") or a_text or (beside and last.kind not in beside):
        return None  # "remind her, and mention ..." after a cover note: another text
    compared = any(_is_compared(change, before) for change in update.changes)
    numbered = any(change.field in _NUMBERS for change in update.changes)  # "put my AAMC ID in": a mention of its own
    if compared or numbered or len(clauses.whole.split()) > _MOST_OF_A_FACT:
        return None
    if last.tool == OUTLINE:
        return replace(last, changed=("facts",), declined="") if clauses.has("note_fact") else None
    if last.tool != EMAIL:
        return None
    mention = loosely_mentioned(raw)
    if mention is None or raw_pattern("of_others").search(mention):
        return None
    both = and_also(str(last.options.get("mention") or ""), mention)
    rest = Clauses("", tuple(c for c in clauses.texts if c not in added), clauses.asked)
    options, names = revision_of(rest, last.options, "") or (last.options, ())  # "more formal, and mention that ..."
    names = tuple(name for name in names if name not in {"again", "as_is", "take_out"})
    return replace(last, options={**options, "mention": both}, changed=(*names, "mention"), declined="")


def _is_compared(change: Change, before: Before) -> bool:
    """Whether what is added may stand against the case; "I took the history" is work where no setting is known."""
    letter, name = split_path(change.field)
    known = letter_of(before.case, letter).get("experience", {}).get("setting", change.value)
    return name.startswith(_COMPARED) and not (name == "experience.setting" and known == change.value)


def _is_short(clauses: Clauses) -> bool:
    return len(clauses.whole.split()) <= MOST_WORDS
