"""From a message to changes of the case: the one entrance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from assistant.casebook.ahead import read_ahead
from assistant.casebook.ambitions import forget_switch, read_ambitions
from assistant.casebook.answers import open_question, read_answer
from assistant.casebook.asides import read_asides
from assistant.casebook.asked_about import drop_asked
from assistant.casebook.choices import read_day_order, read_days_chosen
from assistant.casebook.consistency import drop_old_doubt, settle_stays
from assistant.casebook.contrasted import read_contrasts
from assistant.casebook.corrected_parts import mend_parts
from assistant.casebook.corrected_weeks import mend_weeks
from assistant.casebook.corrections import read_corrections
from assistant.casebook.counted import count_letters
from assistant.casebook.counted_status import take_counted_statuses, write_counted_statuses
from assistant.casebook.days_apart import set_apart_days
from assistant.casebook.deeds import read_deeds
from assistant.casebook.draft import Draft
from assistant.casebook.earlier import set_apart_earlier
from assistant.casebook.elsewhere import set_apart_elsewhere
from assistant.casebook.ended import read_ended
from assistant.casebook.excepted import read_exceptions
from assistant.casebook.false_fields import drop_false_fields
from assistant.casebook.fine_with import set_apart_fine
from assistant.casebook.gone_writers import take_out_gone
from assistant.casebook.headings import share_counted_place, share_setting_of_all
from assistant.casebook.headline import read_headline
from assistant.casebook.heard.hear import hear
from assistant.casebook.heard.tagging import read_spans
from assistant.casebook.introduced import read_introduction
from assistant.casebook.kin import drop_hosts
from assistant.casebook.letters import read_letters
from assistant.casebook.lexicon import load_lexicon
from assistant.casebook.lives import read_lives
from assistant.casebook.mails import read_mail
from assistant.casebook.mistaken import set_apart_mistakes
from assistant.casebook.model import CaseUpdate
from assistant.casebook.month_asked import MONTHS
from assistant.casebook.named_season import settle_season
from assistant.casebook.nextask import next_question
from assistant.casebook.not_removed import put_back_removed
from assistant.casebook.numbered import on_lines
from assistant.casebook.oneself import read_description
from assistant.casebook.open_targets import read_open_targets
from assistant.casebook.orders import removals_apart
from assistant.casebook.own_names import drop_writers_name, read_mended_name, read_titled_name
from assistant.casebook.own_stretch import set_apart_own_jobs, set_apart_part_done
from assistant.casebook.people import known_surnames
from assistant.casebook.places import drop_false_places
from assistant.casebook.presented import read_first_name
from assistant.casebook.professions import drop_another_s, drop_sciences, read_consultant_physicians, set_physicians
from assistant.casebook.profile import read_profile
from assistant.casebook.program_list import ProgramList, find_programs
from assistant.casebook.ranked import read_only, read_ranks
from assistant.casebook.reading import read_message
from assistant.casebook.removals import keep_removed
from assistant.casebook.renaming import read_renaming
from assistant.casebook.repairs import drop_slips
from assistant.casebook.retold_gap import read_gap_again
from assistant.casebook.sameness import write_all_same
from assistant.casebook.shared_stays import share_stays
from assistant.casebook.short_answers import read_short_answers
from assistant.casebook.signatures import read_signature
from assistant.casebook.situations import asks_whom
from assistant.casebook.split_weeks import take_parts, write_parts
from assistant.casebook.stance import Clause, quoted, statements
from assistant.casebook.tabled import read_row
from assistant.casebook.tables import find_rows
from assistant.casebook.talk import opening_talk
from assistant.casebook.text import LONGEST_MESSAGE
from assistant.casebook.turn import Turn
from assistant.casebook.waits import set_apart_waits
from assistant.casebook.when import settle_days, settle_short_years, settle_years
from assistant.casebook.years import settle_open_years

_NOT_QUOTED = frozenset({"specialty", "cue:target", "cue:fail", "country"})  # of somebody's quoted words


def understand_case(
    text: str,
    case: Mapping[str, Any],
    *,
    today: date,
    asked: str | None = None,
    memory: Mapping[str, Any] | None = None,
) -> CaseUpdate:
    """What a message tells of the applicant's case.

    Args:
        text: the message as typed or pasted; only its first 20,000 characters are read.
        case: the case so far in the applicant format; it is not changed.
        today: for words such as "this cycle" and "yesterday".
        asked: path of the field that the last turn asked about.
        memory: what the last CaseUpdate gave as `memory`.

    Nothing that was not said is ever filled in, and no text raises.

    Raises:
        KnowledgeError: a file of knowledge/lexicon is missing or broken.
    """
    book, draft, text = load_lexicon(), Draft(case, memory), on_lines(text[:LONGEST_MESSAGE])
    put_back_removed(draft, text)
    known = known_surnames(draft.letters())
    programs = find_programs(text, book, known)
    listed = [(programs.start, programs.end)] if programs else []
    rows, tabled = find_rows(text, book)
    taken = [*tabled, *listed]
    spans = read_spans(text, book, known)
    message = read_message(text, book, known, spans=spans, person=draft.person, may_begin=not draft.case)
    turn = Turn(message, draft, book, today, asked, [])
    turn.asks_whom = asks_whom(message, known=bool(draft.ids()))
    _choose_clauses(turn, taken)
    _read_person(turn)
    for row in rows:
        if not _within(row.start, listed):
            read_row(turn, row)
    _read_clauses(turn)
    read_asides(turn)
    hear(turn, [span for span in spans if not _within(span.start, taken)])
    _settle(turn)
    return _told(turn, programs, text)


def _settle(turn: Turn) -> None:
    """What can be told only when all else is read: deeds, what is over, and what is still open."""
    keep_removed(turn)
    share_counted_place(turn)
    share_setting_of_all(turn)
    share_stays(turn)
    write_all_same(turn)
    drop_writers_name(turn)
    drop_asked(turn)
    read_contrasts(turn)
    read_ranks(turn)
    forget_switch(turn)
    read_deeds(turn)
    take_out_gone(turn)
    read_ended(turn)
    read_ahead(turn)
    settle_season(turn)
    settle_open_years(turn)
    settle_stays(turn.draft)
    drop_old_doubt(turn)
    _remember_question(turn.draft)
    read_lives(turn)
    drop_sciences(turn.draft)
    drop_another_s(turn)
    read_consultant_physicians(turn)
    set_physicians(turn.draft)


def _told(turn: Turn, programs: ProgramList | None, text: str) -> CaseUpdate:
    """The update that the reading of a message came to, with the programs that it lists."""
    draft = turn.draft
    draft.programs = programs.csv if programs else draft.programs
    return CaseUpdate(
        changes=tuple(draft.changes),
        case=draft.case,
        questions=tuple(draft.questions),
        is_case_talk=draft.told or bool(draft.changes or draft.questions or programs),
        next_question=next_question(draft, turn.book),
        memory=draft.memory(),
        programs=programs.csv if programs else "",
        listed=text[programs.start : programs.end] if programs else "",
    )


def _choose_clauses(turn: Turn, taken: Sequence[tuple[int, int]]) -> None:
    """The clauses that tell something, without quoted words, slips of the tongue and what is `taken` by tables."""
    drop_false_places(turn)
    drop_false_fields(turn)
    drop_hosts(turn)
    set_apart_elsewhere(turn)
    aside = quoted(turn.message)
    turn.used.update(m for m in turn.message.mentions if m.first in aside and m.group in _NOT_QUOTED)
    tokens = turn.message.tokens
    told = [clause for clause in statements(turn.message) if not _within(tokens[clause.first].start, taken)]
    turn.clauses = [piece for clause in told for piece in removals_apart(turn, clause)]
    set_apart_mistakes(turn)
    drop_slips(turn)
    set_apart_earlier(turn)
    set_apart_own_jobs(turn)
    set_apart_part_done(turn)
    set_apart_waits(turn)
    set_apart_fine(turn)
    set_apart_days(turn)
    mend_weeks(turn)
    mend_parts(turn)


def _read_person(turn: Turn) -> None:
    """What the message as a whole says: pasted mail, the years that it means, and whose case it is."""
    read_mail(turn)
    settle_days(turn)
    settle_short_years(turn)
    settle_years(turn)
    read_signature(turn)
    person = turn.draft.person = turn.message.person
    if person is not None and person.fresh:
        turn.draft.set("name", person.name, person.fresh)
    read_mended_name(turn)
    read_titled_name(turn)
    read_first_name(turn)
    read_introduction(turn)
    read_description(turn)


def _within(at: int, places: Sequence[tuple[int, int]]) -> bool:
    """Whether a place in the message lies in one of these stretches."""
    return any(first <= at < last for first, last in places)


def _read_clauses(turn: Turn) -> None:
    pending = turn.draft.pending.get("field")
    if turn.asked is None and "changes" in turn.draft.pending and isinstance(pending, str):
        turn.asked = pending  # "khan" alone answers which letter was meant
    read_day_order(turn)
    read_days_chosen(turn)
    turn.asked = open_question(turn)
    talk = opening_talk(turn)
    if read_answer(turn):
        return
    answered = bool(turn.draft.changes)
    read_renaming(turn, talk)
    read_headline(turn)
    read_exceptions(turn)
    counted, parts = take_counted_statuses(turn), take_parts(turn)
    for clause in turn.clauses:
        if read_gap_again(turn, clause) or read_corrections(turn, clause, talk):
            continue
        read_profile(turn, clause)
        read_ambitions(turn, clause)
        read_open_targets(turn, clause)
        read_no_letters(turn, clause)
        read_letters(turn, clause, talk)
    write_counted_statuses(turn, counted)
    write_parts(turn, parts)
    read_short_answers(turn)
    read_only(turn)
    read_ranks(turn)
    for clause in turn.clauses:
        count_letters(turn, clause)
    if answered:
        turn.draft.told = True


def read_no_letters(turn: Turn, clause: Clause) -> None:
    """ "I don't have any letters yet" is a known zero; "no US letter" tells of none, but adds nothing."""
    for noun in turn.message.inside(clause.first, clause.last, "cue:letter"):
        own = turn.message.has(clause.first, noun.first, "cue:first_person") or clause.last - clause.first <= 4
        if not own or not turn.negated(noun, clause.first):
            continue
        turn.draft.told = True
        described = turn.message.has(
            max(clause.first, noun.first - 3),
            min(noun.last + 2, clause.last),
            "country",
            "specialty",
            "cue:home",
            "name",
            "role",
            "fact:experience.setting",
            "fact:waived",
            "fact:status",
            "number",
        )
        plain = _says_none(turn, noun.first, clause.first) and (
            turn.message.has(clause.first, noun.first, "cue:have") or clause.last - clause.first <= 4
        )
        general = turn.text(noun.last) in turn.book.lists["after_no_letter"]
        named = turn.message.has(0, len(turn.message.tokens), "name")  # "Dr Olson says yes yes but no letter"
        known = named or bool(turn.draft.ids()) or turn.draft.get("letters") is not None
        if plain and not (general or described or known):
            turn.draft.set("letters", [], turn.words(clause.first, noun.last))
        return


def _says_none(turn: Turn, at: int, first: int) -> bool:
    """ "no letters", "don't have any letter": nothing else stands between the negation and the noun."""
    at -= 1
    while at >= first and turn.text(at) in turn.book.lists["of_none"]:
        at -= 1
    return at >= first and turn.text(at) in turn.book.cues["negation"]


def _remember_question(draft: Draft) -> None:
    """Keep the choices of an open question, so that "the first one" can be understood."""
    which = [question for question in draft.questions if question.text_key == "which_letter"]
    if which:
        draft.pending["field"] = which[0].field
        return
    dates = [question for question in draft.questions if question.choices and not question.assumed]
    draft.pending = {"field": dates[0].field, "choices": list(dates[0].choices)} if dates else {}
    months = {q.field: q.about for q in draft.questions if q.text_key in {"which_day", "which_date_is_it"}}
    draft.pending |= {MONTHS: months} if months else {}
