"""What every draft is held to, whoever worded it: it says only what the case says, and obeys every D fact that applies.

The same checks serve the tests, drafts that a language model revised, and text that a person edited.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache

from assistant.domain import Applicant
from assistant.domain.vocabulary import specialty_label
from assistant.drafting.case import LetterCase
from assistant.drafting.email import draft as make_draft
from assistant.drafting.kinds import KINDS, MARKER, Draft, DraftOptions
from assistant.drafting.leaving import untagged
from assistant.drafting.notes import applies
from assistant.drafting.rules import Obeyed, load_rules
from assistant.drafting.wording import in_words, shown_value
from assistant.places import data_root

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_ADDRESS = re.compile(r"[^\s<>,;()]+@[^\s<>,;()]+\w")
_DATE = re.compile(r"[A-Z][a-z]+ \d{1,2}, \d{4}")
_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_LIMITS = {"request": "request_words", "follow-up": "follow_up_words"}


def check_draft(
    draft: Draft, applicant: Applicant, letter_id: str, today: date, *, options: DraftOptions | None = None
) -> tuple[str, ...]:
    """One line a fault; empty for a draft that may go out.

    Seen are names, addresses, dates and numbers that the case (or `options`) lacks, holes that nobody announced,
    length, and the D facts of knowledge/drafting.yaml; a false claim in plain words is not seen.
    """
    case = LetterCase(applicant, applicant.letter(letter_id), today, options or DraftOptions())
    text = f"{draft.subject}\n{draft.body}"
    return tuple(dict.fromkeys([
        *_strange(text, case), *_holes(text, draft, case), *_length(draft),
        *(fault for rule in load_rules().obeyed for fault in _disobeyed(rule, draft, _whole(draft, case), case)),
    ]))  # fmt: skip


def case_texts(case: LetterCase) -> list[str]:
    """Every value of the case that a draft for this letter may show, as it would be shown."""
    applicant, letter, options = case.applicant, case.letter, case.options
    writer, seen, notes = letter.writer, letter.experience, letter.notes
    days = (case.deadline, letter.asked_on, letter.uploaded_on, seen.start, seen.end)
    texts: list[str | None] = [
        applicant.name, applicant.email, applicant.aamc_id, writer.name, writer.title, writer.email, case.writer_label,
        case.greeting_name, case.greeting_title,
        case.targets, *map(specialty_label, applicant.targets), case.former_field, " ".join(case.services),
        str(applicant.application_year or ""), *(in_words(day) for day in days if day),
        *notes.cases, *notes.presentations, *notes.feedback, *notes.responsibilities, *notes.strengths,
        options.mention, options.secretary_name, options.secretary_email, options.greeting, options.subject,
        options.phone, *options.instead,
    ]  # fmt: skip
    return [" ".join(untagged(text).split()) for text in texts if text]


@lru_cache(maxsize=1)
def _template_words() -> frozenset[str]:
    """The words of the templates themselves, without their comments."""
    root = data_root() / "prompts"
    names = [f"emails/{name}.j2" for name in (*KINDS, "parts", "secretary", "setting") if name != "script"]
    texts = ((root / name).read_text(encoding="utf-8") for name in ("script.j2", *names))
    return frozenset(word for text in texts for word in _WORD.findall(_COMMENT.sub(" ", text)))


def _strange(text: str, case: LetterCase) -> Iterator[str]:
    """Names, addresses and numbers that come from nowhere."""
    known = "\n".join(case_texts(case))
    for address in _ADDRESS.findall(text):
        if address not in known:
            yield f"{address}: is no address of the case"
    rest = _ADDRESS.sub(" ", text)
    for day in _DATE.findall(rest):
        if day not in known:
            yield f"{day}: is no date of the case"
    numbers = set(_NUMBER.findall(known))
    for number in _NUMBER.findall(rest):
        if number not in numbers:
            yield f"{number}: is no number of the case"
    words = _template_words() | set(_WORD.findall(known))
    for word in _WORD.findall(rest):
        counts = word.casefold() in load_rules().number_words
        if word not in words and (counts or (word[0].isupper() and word.lower() not in words)):
            yield f"{word}: is no word of the case"


def _holes(text: str, draft: Draft, case: LetterCase) -> Iterator[str]:
    if text.count(MARKER) != len(draft.blanks):
        yield f"{MARKER}: stands {text.count(MARKER)} times, and {len(draft.blanks)} blanks are announced"
    known = "\n".join(case_texts(case))
    for match in load_rules().hole.finditer(text.replace(MARKER, " ")):
        if match[0] not in known:
            yield f"{match[0]}: looks like a hole that was not filled"


def _length(draft: Draft) -> Iterator[str]:
    most, words = load_rules().limits[_LIMITS.get(draft.kind, "other_words")], len(draft.body.split())
    if words > most:
        yield f"body: must have {most} words or fewer, has {words}"


def _whole(draft: Draft, case: LetterCase) -> Draft:
    """The draft with what the applicant wished to leave out: that it goes is no fault."""
    if not any(one.out for one in draft.left_out):
        return draft
    options = replace(case.options, without=())
    return make_draft(draft.kind, case.applicant, case.letter.id, case.today, draft.stage, options=options)


def _disobeyed(rule: Obeyed, draft: Draft, whole: Draft, case: LetterCase) -> Iterator[str]:
    """Whether one D fact is obeyed, where it applies. What the applicant wrote is not searched for forbidden words.

    `whole` is the draft with what was left out by wish.
    """
    if draft.kind not in rule.kinds or not applies(rule.when, case, draft.stage):
        return
    if rule.says and not rule.says.search(draft.body) and not rule.says.search(whole.body):
        yield f"{rule.fact}: the draft does not say what it must"
    own = draft.body
    for text in (*case_texts(case), *(memory.text or "" for memory in case.memories)):  # a long note stands cut
        own = own.replace(text.rstrip(" .;:,"), " ")
    if rule.never and (found := rule.never.search(own)):
        yield f"{rule.fact}: the draft says {found[0]!r}"
    held = {
        "targets": case.targets, "deadline": case.date_text(case.deadline),
        "application_year": str(case.applicant.application_year or "") or None,
        "aamc_id": shown_value(case.applicant.aamc_id) if "ERAS" in case.services else "",
    }  # fmt: skip
    blanks = {blank.field for blank in (*draft.blanks, *whole.blanks)}
    for name in rule.holds:
        value = held[name]
        if value is None and name not in blanks:
            yield f"{rule.fact}: {name} is unknown, and no blank is left for it"
        if value and value not in draft.body and value not in whole.body:
            yield f"{rule.fact}: the draft does not hold {name}"
