"""A turn about a draft: what is wished for, for which letter, with what the message tells of the case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.agent.builtin import draft_choice, draft_scope
from assistant.agent.builtin import draft_learned as learned
from assistant.agent.builtin.case_talk import Situation
from assistant.agent.builtin.cues import has_cue
from assistant.agent.builtin.draft_addressed import as_the_applicant, in_plain_words
from assistant.agent.builtin.draft_ahead import begins_anew
from assistant.agent.builtin.draft_attached import without_how_to_upload
from assistant.agent.builtin.draft_beside import with_both, with_the_meant_first
from assistant.agent.builtin.draft_changes import only_named
from assistant.agent.builtin.draft_choice import NONE, REFUSED
from assistant.agent.builtin.draft_complete import completed
from assistant.agent.builtin.draft_corrected import corrected
from assistant.agent.builtin.draft_cues import Clauses, raw_pattern, read_clauses
from assistant.agent.builtin.draft_days import in_their_lines
from assistant.agent.builtin.draft_first import first_wish
from assistant.agent.builtin.draft_instead import in_other_words
from assistant.agent.builtin.draft_last import fills, is_gone, keeping_the_rest, last_draft, only_fills, renamed
from assistant.agent.builtin.draft_learned import LearnedWish, Scene, loosely_changed, settled
from assistant.agent.builtin.draft_letter import open_letters, writers_names
from assistant.agent.builtin.draft_mildly import not_refused
from assistant.agent.builtin.draft_moment import TOOLS, label_of, least_share, moment_of
from assistant.agent.builtin.draft_moves import for_its_reason, in_its_form, next_wish, now_over, to_be_said
from assistant.agent.builtin.draft_need import asked_since
from assistant.agent.builtin.draft_offer import only_agrees, taken
from assistant.agent.builtin.draft_office import OFFICE, office_turn
from assistant.agent.builtin.draft_out import kept_in, presses_beside, put_back, says_nothing_of, taken_out
from assistant.agent.builtin.draft_plain import for_each, plain_wish
from assistant.agent.builtin.draft_points import of_held, points_changed, points_told
from assistant.agent.builtin.draft_queue import called_for, none_left, ordered, still_waiting, waiting
from assistant.agent.builtin.draft_ranked import for_the_first
from assistant.agent.builtin.draft_remarks import noted_of_work, without_own_no
from assistant.agent.builtin.draft_reply import reply_wish, upload_wish
from assistant.agent.builtin.draft_right import first_part, plainly_told, put_right, set_right
from assistant.agent.builtin.draft_same import is_the_same, of_last
from assistant.agent.builtin.draft_settled import DraftTurn, before_of, turn_of
from assistant.agent.builtin.draft_status import is_denied_kind, releases, without_denials
from assistant.agent.builtin.draft_sure import leans, sure_wish, with_given_words
from assistant.agent.builtin.draft_talk import email_for, read_wish
from assistant.agent.builtin.draft_told import Before, applied, named_in, told_beside
from assistant.agent.builtin.draft_true import held_to_the_case
from assistant.agent.builtin.draft_unmet import with_own_opening, with_the_unmet
from assistant.agent.builtin.draft_willing import is_no_refusal
from assistant.agent.builtin.draft_wish import DECLINED, EMAIL, NOT_DONE, OUTLINE, Wish
from assistant.agent.builtin.forbidden import forbidden_wish
from assistant.agent.builtin.understand import Understanding
from assistant.casebook import CaseUpdate


def read_turn(
    text: str, meant: Understanding, update: CaseUpdate, notes: Sequence[Mapping[str, Any]], known: Situation,
    leaning: LearnedWish = LearnedWish(),  # noqa: B008 - never changed
) -> DraftTurn | None:
    """The draft that a message asks for or changes, with the words that it sets right; None where it is about none."""

    def read(words: str, told: CaseUpdate) -> DraftTurn | None:
        return _read_turn(words, meant, told, notes, known, leaning)

    last = renamed(last_draft(notes), update)
    return corrected(text, update, last, known, read) or not_refused(text, last, update, notes, meant, leaning)


def _read_turn(
    text: str, meant: Understanding, update: CaseUpdate, notes: Sequence[Mapping[str, Any]], known: Situation,
    leaning: LearnedWish,
) -> DraftTurn | None:
    """The draft that a message asks for or changes, by what the turns before left; None where it is about none."""
    if draft_scope.wants_no_text(text):
        return None
    text, update = without_own_no(text, update, Before(known.case, known.today))
    told = read_clauses(text, writers_names(update.case))
    released = releases(text, told, update)
    if released and not has_cue("crisis", text):
        return DraftTurn(released, (), update, tells=True)
    update = noted_of_work(update, Before(known.case, known.today, ""))
    notes = with_the_meant_first(text, notes, update)
    made = renamed(last_draft(notes), update)
    if office := office_turn(text, told, made, update, known):
        return office
    if how := upload_wish(told, made, update):
        return turn_of(text, told, how, made, update, before_of(known, made))
    ordered = without_how_to_upload(text)
    if ordered != text:  # what the writer is to know asks us nothing
        meant, leaning = Understanding("tell"), LearnedWish()
    text = as_the_applicant(in_plain_words(without_denials(ordered), made, update), made, update)
    clauses = read_clauses(text, writers_names(update.case))
    turn = _of_several(text, update, notes, known) or _surely(text, update, notes, known)
    turn = turn or _read(text, meant, update, notes, known, leaning)
    shown = next((str(note["shown"]) for note in reversed(notes) if "shown" in note), "")
    if turn and is_denied_kind(told, turn.wish, known.case):
        turn = _instead(text, turn.wish.letter, update, last_draft(notes), known)
    if turn is None or is_no_refusal(turn.wish, clauses, update.case):
        return None
    before = Before(known.case, known.today, turn.wish.letter, drafted=last_draft(notes) is not None)
    turn = in_their_lines(text, turn, last_draft(notes), update, before)
    wish = in_its_form(turn.wish, last_draft(notes), clauses)
    wish = completed(wish, told, clauses, notes, turn.update, known.today)
    wish = held_to_the_case(text, wish, last_draft(notes), known.case, turn.update)
    if wish.changed == ("again",) and turn.calls_first and not clauses.has("again"):
        wish = replace(wish, changed=("facts",))  # "4 weeks, hands on": told for it
    if wish.changed == ("as_is",) and turn.calls_first and turn.update.changes:
        wish = replace(wish, changed=("facts",))  # "it is for neurology too, so don't write only IM": nothing is to go
    wish = says_nothing_of(text, keeping_the_rest(wish, last_draft(notes)), turn.update, before)
    wish = with_the_unmet(for_its_reason(wish, turn.update, clauses), last_draft(notes), clauses)
    told_more = turn.update.changes != update.changes  # "it's Rebekah with kh", of which a text shows the surname
    if not (turn.choices or told_more) and is_the_same(wish, turn.update.case, known.today, shown):
        return None  # what is told is noted as ever
    several, held = bool(turn.queue or turn.rest), waiting(turn.update, notes)
    turn = with_both(text, replace(turn, wish=wish, shown=shown), notes, before)
    queue = turn.queue if several else still_waiting(wish, held)
    return replace(turn, queue=queue, moved=len(queue) != len(held))


def _of_several(
    text: str, update: CaseUpdate, notes: Sequence[Mapping[str, Any]], known: Situation
) -> DraftTurn | None:
    """The first of several texts that a message asks for, or one that waits since."""
    last = renamed(last_draft(notes), update)
    clauses = read_clauses(text, writers_names(update.case))
    if has_cue("crisis", text) or leans(clauses):
        return None
    before = before_of(known, last)
    update = told_beside(clauses, update, before)
    texts, update = ordered(clauses, update, before, notes)
    texts = texts or for_each(clauses, update) or for_the_first(clauses, update, known.today)
    wish = texts[0] if texts else called_for(clauses, update, notes) or none_left(clauses, last, notes)
    if wish is None:
        return None
    turn = turn_of(text, clauses.without("asks_all"), wish, last, update, before)
    return replace(turn, queue=texts[1:])


def _instead(text: str, letter: str, update: CaseUpdate, last: Wish | None, known: Situation) -> DraftTurn | None:
    """ "He did not decline! Just a reminder please": the text that is asked for, and no reply to a no."""
    clauses = read_clauses(text, writers_names(update.case))
    wish = email_for(clauses, "")
    if not clauses.kinds() or is_denied_kind(clauses, wish, known.case) or wish.kind == "gracious-decline":
        return None
    return turn_of(text, clauses, replace(wish, letter=letter), last, update, Before(known.case, known.today))


def _surely(
    text: str, update: CaseUpdate, notes: Sequence[Mapping[str, Any]], known: Situation
) -> DraftTurn | None:
    """What a short word about the text that is there, or where the talk stands, surely means."""
    last = renamed(last_draft(notes), update)
    clauses = read_clauses(text, writers_names(update.case))
    if has_cue("crisis", text):
        return None
    before = before_of(known, last)
    pressing, update = leans(clauses), told_beside(clauses, update, before)
    if last and (changed := _of_the_text(text, clauses, last, update, before)):
        return changed
    if not pressing and (wish := reply_wish(clauses, last, update)):
        return turn_of(text, clauses, wish, last, update, before)
    if not pressing and (wish := plain_wish(clauses, last, update, notes) or first_wish(clauses, last, update)):
        return turn_of(text, clauses, wish, last, asked_since(wish, last, update, text, before), before)
    if last and (points := points_changed(clauses, last, update, before)):
        return turn_of(text, clauses, points[0], last, points[1], before)
    if not pressing and (listed := points_told(clauses, last, update, notes)):
        return turn_of(text, clauses, listed, last, update, before)
    if last and (wish := _mended(clauses, last, update, before, notes, pressing)):
        return turn_of(text, clauses, wish, last, update, before)
    if pressing:
        return None
    if offer := taken(clauses, notes, update):
        return turn_of(text, clauses, offer, last, update, before)
    if last:
        wish, told = sure_wish(clauses, last, update, before)
        if wish and named_in(text, told, before) in {"", last.letter}:
            return turn_of(text, clauses, wish, last, told, before)
    wish = next_wish(clauses, last, update)
    return turn_of(text, clauses, wish, last, update, before) if wish else None


def _of_the_text(text: str, clauses: Clauses, last: Wish, update: CaseUpdate, before: Before) -> DraftTurn | None:
    """That the time is over, how the text is to begin, or what its points may not hold."""
    if anew := begins_anew(clauses, last, update):
        return turn_of(text, clauses, anew, last, update, before)
    if over := now_over(clauses, last) or to_be_said(clauses, last):
        return turn_of(text, clauses, over, last, update, before)
    if opening := with_own_opening(clauses, last):
        told = replace(applied(update, [], before), questions=())
        return turn_of(text, clauses, opening, last, told, before)
    if other := in_other_words(clauses, last, update, before):
        return turn_of(text, clauses, other, last, replace(applied(update, [], before), questions=()), before)
    if given := with_given_words(clauses, last):
        return DraftTurn(given, (), applied(update, [], before), tells=False)
    if right := put_right(clauses, last, update, before):
        return turn_of(text, clauses, right, last, update, before)
    if last.tool == OUTLINE and raw_pattern("not_to_put").search(clauses.raw):
        told = applied(update, [], before)
        return turn_of(text, clauses, replace(last, changed=("left_off",), declined=""), last, told, before)
    return None


def _mended(
    clauses: Clauses, last: Wish, update: CaseUpdate, before: Before, notes: Sequence[Mapping[str, Any]],
    pressing: bool,
) -> Wish | None:
    """The text with a sentence left out, put back or set right. What presses beside it stays refused."""
    if named_in(clauses.raw, update, before) not in {"", last.letter}:
        return None
    back = kept_in(clauses, last, update, notes)
    if out := taken_out(clauses, back or last, update, before, notes):
        out = replace(out, changed=(*(back.changed if back else ()), *out.changed))
        return replace(out, declined="pressure") if presses_beside(clauses) else out
    wish = back or put_back(clauses, last, update, notes) or _only(clauses, last, notes)
    wish = wish or set_right(clauses, last, update, before, notes)
    if wish or pressing:
        return wish
    return first_part(clauses, last) or plainly_told(clauses, last)


def _only(clauses: Clauses, last: Wish, notes: Sequence[Mapping[str, Any]]) -> Wish | None:
    """ "Only the step score then": the text with that alone of what is mentioned in it."""
    declined = bool(notes) and "draft" in notes[-1] and notes[-1].get("status") == "refused"
    found = only_named(clauses, last.options, of_asked=declined) if last.tool == EMAIL else None
    return replace(last, options=found[0], changed=found[1], declined="") if found else None


def _read(
    text: str, meant: Understanding, update: CaseUpdate, notes: Sequence[Mapping[str, Any]], known: Situation,
    leaning: LearnedWish,
) -> DraftTurn | None:
    """What the rules and the learned choice make of a message."""
    clauses, last = read_clauses(text, writers_names(update.case)), last_draft(notes)
    if only_agrees(clauses, notes) or (last is None and draft_scope.only_tells(clauses, update)):
        return None
    ruled = _by_rules(text, meant, update, notes, known, leaning)
    if ruled and draft_scope.is_plain(clauses):
        return ruled
    if ruled and last is None:
        if draft_scope.is_question(meant, leaning):
            return None
        if draft_scope.is_declined(meant, ruled.wish, leaning, clauses):
            return _refused(ruled, meant.kind, update)
    forbidden = forbidden_wish(text, honest=True) or forbidden_wish(text, honest=False)
    declines = meant.act == "decline" and (leaning.doubtful or last is None or bool(forbidden))
    stands = ruled is not None and (ruled.wish.declined or OFFICE in ruled.wish.options)  # a note to an office is one
    plain = meant.of_letters or draft_scope.insists(meant, notes) or declines or stands
    if plain or not leaning.shares or not open_letters(update.case):
        return ruled
    moment = moment_of(text, meant, update, known, leaning, clauses, ruled.wish if ruled else None, last, notes)
    label, share = draft_choice.likeliest(moment)
    if label == label_of(ruled.wish if ruled else None) or share < least_share(label, moment, clauses):
        return ruled
    if ruled and last and "mention" in ruled.wish.changed and label not in {REFUSED, NONE} and not clauses.kinds():
        return ruled  # "warmer, and say I hope to see you" names no other text
    if label == REFUSED:
        return _refused(ruled, leaning.worst, update)
    if label == NONE:
        return ruled if ruled and _fills_text(text, clauses, ruled, last, notes) else None
    before = before_of(known, last)
    update = told_beside(clauses, update, before)
    wish = _called_for(label, clauses, leaning, Scene(last, named_in(text, update, before), True, False, False))
    return turn_of(text, clauses, wish, renamed(last, update), update, before) if wish else ruled


def _fills_text(
    text: str, clauses: Clauses, ruled: DraftTurn, last: Wish | None, notes: Sequence[Mapping[str, Any]]
) -> bool:
    """ "I apply to internal medicine", after a text that lacks it: that text, with it."""
    told = last is not None and ruled.wish.changed == ("facts",) and ruled.wish.kind == last.kind
    return told and fills(text, clauses, ruled.update, notes, ruled.wish.letter)


def _refused(ruled: DraftTurn | None, kind: str, update: CaseUpdate) -> DraftTurn:
    """A refusal, with what can be done in place of the text that the rules would have written."""
    if ruled is None:
        return DraftTurn(Wish(OUTLINE, declined=kind), (), update, tells=False, bare=True)
    return replace(ruled, wish=_in_its_place(ruled.wish, kind, ruled.wish.letter))


def _called_for(label: str, clauses: Clauses, leaning: LearnedWish, scene: Scene) -> Wish | None:
    """A new text of a kind, or the one that is there, changed."""
    if scene.last and label == label_of(scene.last):
        wish = loosely_changed(leaning, clauses, scene)
    else:
        wish = Wish(TOOLS[label]) if label in TOOLS else email_for(clauses, "", label)
    return replace(wish, letter=scene.named or wish.letter) if wish else None


def _by_rules(
    text: str, meant: Understanding, update: CaseUpdate, notes: Sequence[Mapping[str, Any]], known: Situation,
    leaning: LearnedWish,
) -> DraftTurn | None:
    """What the cues of the message and the bank of wishes make of it."""
    names = writers_names(update.case)
    clauses = read_clauses(text, names)
    last_known = last_draft(notes)
    plain = draft_scope.is_plain(clauses)
    insists = draft_scope.insists(meant, notes) and not leaning.forbidden(learned.REFUSED)
    if plain or meant.of_letters or insists:
        leaning = LearnedWish()
    someone = draft_scope.speaks_of_writer(text, update)
    heard = leaning.wished(drafted=last_known is not None, known=someone)
    if draft_scope.never_drafts(text, meant, last_known, heard):
        return None
    if not heard and draft_scope.elsewhere(text, meant, clauses, last_known, update):
        return None
    held = renamed(last_known, update)
    before = before_of(known, held)
    update = told_beside(clauses, update, before)
    named = named_in(text, update, before)
    last = renamed(last_draft(notes, "" if clauses.has("another") else named, back=clauses.has("back_to")), update)
    forbidden = forbidden_wish(text, honest=True)
    if (forbidden in NOT_DONE and last) or forbidden_wish(text, honest=False):
        return None  # the draft stays as it is
    refused = meant.kind if meant.act == "decline" and not (plain or heard or leaning.allowed) else ""
    wish = read_wish(
        text, last, named, refused=refused, in_guide=meant.act == "ask",
        names=names, replaced=is_gone(update, before.letter), known=bool(open_letters(update.case)),
    )
    if last and not (wish and wish.declined) and leaning.forbidden(learned.least_refused(meant.act)) in NOT_DONE:
        return None
    scene = Scene(last, named, someone, meant.act == "ask", bool(update.changes))
    if not forbidden:
        wish = settled(wish, leaning, clauses, scene)
    if wish and not (forbidden or wish.declined):
        forbidden = leaning.forbidden(learned.REFUSED if meant.act == "decline" else learned.REFUSED_ALONE)
        forbidden = "" if forbidden in DECLINED and clauses.has("is_email", "not_ghost") else forbidden
    wish = _in_its_place(wish, forbidden, named) if forbidden and (wish or forbidden in DECLINED) else wish
    waiting = notes[-1].get("draft_choice") if notes else None
    if wish is None and waiting and named:
        wish = replace(Wish.from_note(waiting), letter=named)
    if last and only_fills(wish, last, clauses, fills(text, clauses, update, notes, last.letter)):
        wish = replace(last, changed=("facts",))
    if held:
        wish = of_held(clauses, wish, held, notes, update)
        if wish is None and of_last(clauses, meant, notes, update):
            wish = loosely_changed(leaning, clauses, replace(scene, last=held))
    return turn_of(text, clauses, wish, last, update, before) if wish else None


def _in_its_place(wish: Wish | None, forbidden: str, named: str) -> Wish:
    """Beside the refusal: bullet points for a letter, a text without what is not done for a text to a writer."""
    if wish is None or forbidden in DECLINED:
        return Wish(OUTLINE, declined=forbidden, letter=named)
    options = {name: value for name, value in wish.options.items() if name != "mention"}
    return replace(wish, options=options, declined=forbidden, changed=())
