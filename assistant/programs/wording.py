"""What an assignment says of each program: demands not met, letters chosen and left out, gaps by the guide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assistant.audit.case import AVOID, Case, LetterView, TargetView, maybe_physician
from assistant.audit.levels import surgical_leader
from assistant.audit.sets import LEADER_TARGET
from assistant.audit.wording import texts
from assistant.domain import Program
from assistant.domain.vocabulary import specialty_label
from assistant.programs.demands import CHAIR, Demands

FILE = "assign/words.yaml"
RESEARCH_TIER = 7


def _say(name: str, **values: Any) -> str:
    return texts(FILE)[name].fill(values)


def unmet_words(
    target: TargetView, demands: Demands, short: Mapping[str, int], views: Sequence[LetterView]
) -> tuple[str, ...]:
    """One line for each demand that is not met, beginning with its column; with the letters that may meet it yet."""
    return tuple(
        " ".join([_unmet(name, target, demands, views), *_remedy(name, target, demands, views)]) for name in short
    )


def _unmet(name: str, target: TargetView, demands: Demands, views: Sequence[LetterView]) -> str:
    label = specialty_label(target.id)
    if name == "letters" and demands.letters > demands.cap:
        return _say("unmet_cap", asked=demands.letters, most=demands.cap)
    if name == "letters":
        return _say("unmet_letters", asked=demands.letters, have=len(views))
    if name == "us":
        return _say("unmet_us", asked=demands.us, have=sum(view.us_clinical for view in views))
    if name == "specialty" and demands.counted is None:
        return _say("unmet_specialty_unknown", asked=demands.specialty)
    if name == "specialty":
        return _say("unmet_specialty", asked=demands.specialty, target=label, have=sum(map(demands.is_inside, views)))
    return _say("unmet_chair", target=label) if name == "chair" else _say("unmet_abroad")


def _remedy(name: str, target: TargetView, demands: Demands, views: Sequence[LetterView]) -> Iterator[str]:
    """What may help without a new letter: an absent field, or another choice."""
    usable = [view for view in target.usable if demands.takes(view)]
    if name == "us":
        maybe, all_of_it = target.maybe_us_clinical, [view for view in usable if view.us_clinical]
        fields, have = "country, setting", sum(view.us_clinical for view in views)
    elif name == "specialty" and demands.counted is not None:
        maybe, all_of_it = target.maybe_in_specialty, [view for view in usable if demands.is_inside(view)]
        fields, have = "specialty, setting", sum(map(demands.is_inside, views))
    elif name == "chair":
        chairs = [view for view in usable if view.letter.writer.leadership == CHAIR and maybe_physician(view)]
        maybe = tuple(view for view in chairs if not view.fields or not view.physician)
        all_of_it, have, fields = [view for view in usable if demands.is_chair(view)], 0, "profession, specialty"
    else:
        return
    if maybe:
        yield _say("maybe", writers=[view.letter.writer_label for view in maybe], fields=fields)
    if len(all_of_it) > have:
        yield _say("together")


def why_words(
    case: Case, target: TargetView, program: Program, demands: Demands, views: Sequence[LetterView], note: str
) -> tuple[str, ...]:
    """Why these letters: what is special about the program, each choice, each letter left out, the guide's gaps."""
    lines = [_say(note, target=specialty_label(target.id))] if note else []
    if not case.letters_known:
        lines.append(_say("note_no_letters"))
    most = case.figures.most_per_program
    if program.max_letters is not None and program.max_letters > most:
        lines.append(_say("note_cap", asked=program.max_letters, most=most))
    if demands.cap == 0:
        lines.append(_say("note_none"))
    lines += [_chosen(view, target, demands) for view in views]
    inside = {view.id for view in views}
    lines += [_left_out(view, target, demands, note) for view in case.letters if view.id not in inside]
    lines += _gaps(case, target, demands, views, note)
    if program.notes:
        lines.append(_say("note_notes", notes=" ".join(program.notes.split())))
    return tuple(lines)


def _chosen(view: LetterView, target: TargetView, demands: Demands) -> str:
    label = specialty_label(target.id)
    kinds = [
        _say(f"kind_{kind}", target=label)
        for kind, holds in (
            ("us", view.us_clinical), ("specialty", demands.is_inside(view)),
            ("chair", demands.chair and demands.is_chair(view)), ("research", view.tier == RESEARCH_TIER),
        ) if holds
    ]
    status = ""
    if view.status is None:
        status = _say("status_unknown")
    elif view.status != "uploaded":
        status = _say("status_known", status=view.status)
    if demands.us_only and view.us is None:
        status += _say("country_unknown")
    if view.recommends is None:
        status += _say("recommends_unknown", target=label)
    return _say(
        "chosen", letter=view.id, writer=view.letter.writer_label,
        tier=_say(f"tier_{view.tier}", field=specialty_label(view.target)),
        counts=_say("counts", kinds=kinds) if kinds else "", status=status,
    )


def _left_out(view: LetterView, target: TargetView, demands: Demands, note: str) -> str:
    named = [specialty_label(name) for name in view.letter.recommends_for or ()]
    if view.declined or view.tier == AVOID:
        return _say("out_declined" if view.declined else "out_avoided", letter=view.id)
    if not any(view.id == usable.id for usable in target.usable):
        kind = "out_unsure" if note == "note_several" else "out_named"
        return _say(kind, letter=view.id, named=named, target=specialty_label(target.id))
    if not demands.takes(view):
        return _say("out_abroad", letter=view.id)
    return _say("out_full", letter=view.id, most=demands.cap)


def _gaps(case: Case, target: TargetView, demands: Demands, views: Sequence[LetterView], note: str) -> Iterator[str]:
    """What the guide would have beside: as far as the program has room, and its specialty is known."""
    figures, cap = case.figures, demands.cap
    if not case.letters_known or not cap:
        return
    label = specialty_label(target.id)
    us = min(figures.us_clinical_min, cap)
    if (have := sum(view.us_clinical for view in views)) < us:
        yield _say("gap_us", count=us - have, least=us, facts="NUM-3")
    inside = min(figures.specialty_ok_from[target.group], cap)
    if note != "note_several" and (have := sum(map(demands.is_inside, views))) < inside:
        fact = _SPECIALTY_FACTS[target.group]
        yield _say("gap_specialty", count=inside - have, least=inside, target=label, facts=fact)
    if len(views) < min(figures.aim, cap):
        most = min(figures.aim, cap)
        yield _say("gap_letters", count=most - len(views), have=len(views), most=most, facts="NUM-2")
    if target.id == LEADER_TARGET and note != "note_several" and not any(map(surgical_leader, views)):
        yield _say("gap_leader")


_SPECIALTY_FACTS = {"primary_care": "SPEC-1", "surgical": "SPEC-3", "consulting": "SPEC-5", "general": "ALIGN-1"}


def general_words(case: Case, views: Sequence[LetterView]) -> tuple[str, ...]:
    """What the general set is for."""
    if not views:
        return (_say("general_none"),) if case.letters_known and len(case.targets) > 1 else ()
    if len(case.targets) > 1:
        return (_say("general_several"),)
    return (_say("general_one", target=specialty_label(case.targets[0].id)),)
