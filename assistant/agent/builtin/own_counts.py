"""What the own letters add to an answer of the guide: "you have one US letter so far", "the next to ask is Dr. Kim"."""

from __future__ import annotations

from datetime import date

from assistant.agent.builtin.case_steps import case_texts
from assistant.agent.builtin.case_words import applicant_of, writer_in_words
from assistant.agent.builtin.draft_letter import letter_spoken_of
from assistant.agent.builtin.own_season import in_season
from assistant.audit import audit
from assistant.casebook import CaseUpdate
from assistant.domain.vocabulary import specialty_label
from assistant.plan import backup_writers

NEXT = "next_writer"
US_HELD = "us_held"  # `own` of the topic that asks how many US letters are held


def counted(own: str, update: CaseUpdate, today: date) -> list[str]:
    """ "You have one of them so far, for Neurology", a line for each target of a case that holds letters."""
    applicant = applicant_of(in_season(update.case, today))
    if applicant is None or not applicant.letters or not applicant.targets:
        return []
    line, own = ("us", "us_clinical") if own == US_HELD else ("line", own)
    return [
        case_texts()["of_them"][line].text().format(
            count=getattr(held, own), usable=held.usable, target=specialty_label(held.specialty)
        )
        for held in audit(applicant, today).targets
    ]


def next_writers(text: str, update: CaseUpdate, today: date) -> list[str]:
    """Who could be asked in place of the one who is spoken of, best first; nothing where nobody is left to ask."""
    applicant = applicant_of(in_season(update.case, today))
    if applicant is None:
        return []
    others = backup_writers(applicant, today, letter_spoken_of(text, update) or None)
    named = ", ".join(writer_in_words(other, update.case) for other in others)
    return [case_texts()["dates"]["others"].text().format(who=named)] if others else []
