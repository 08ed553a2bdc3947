"""Which letters go to which program: its own demands first, then the guide's rules, then the audit's ranking."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import combinations_with_replacement

from assistant.audit.case import Case, LetterView, TargetView, build_case
from assistant.audit.ranking import ranked

# The choice must weigh the guide's rules exactly as the audit's sets do, so it asks the same functions.
from assistant.audit.sets import Tally, _broken, _holds, _sum, choose
from assistant.domain import Applicant, Program
from assistant.domain.vocabulary import counted_as
from assistant.programs.assignment import Assignment, ProgramLetters
from assistant.programs.demands import Demands
from assistant.programs.wording import general_words, unmet_words, why_words

# What a letter holds for the target, and whether it is a chair's: letters of one kind differ in the ranking only.
Kind = tuple[Tally, bool]


@dataclass(frozen=True, slots=True)
class Field:
    """The letters that may go to programs of one specialty, best first, and how the specialty came to be known."""

    case: Case
    target: TargetView
    order: tuple[LetterView, ...]
    note: str  # of prompts/assign/words.yaml, or empty


def assign(applicant: Applicant, programs: Sequence[Program], today: date) -> Assignment:
    """Letters for each program, programs in the order in which today's letters meet what each says that it wants.

    Pure. At most four letters a program (OFF-CAP), none that is declined, to be avoided or for another specialty; a
    program that states no demands gets the audit's set. The order speaks of letters only, never of a chance of
    matching.
    """
    board = _Board(applicant, today)
    found = [(board.letters_for(program), place) for place, program in enumerate(programs)]

    def standing(item: tuple[ProgramLetters, int]) -> tuple[Fraction, bool, Fraction, int, int, int]:
        letters, place = item
        unsaid = letters.asked == 0  # where nothing is stated, nothing is met and nothing unmet
        unmet, unmet_today = (
            Fraction(0) if unsaid else 1 - Fraction(met, letters.asked) for met in (letters.met, letters.met_today)
        )
        return unmet, unsaid, unmet_today, letters.asked - letters.met, -letters.asked, place

    found.sort(key=standing)
    general = board.everywhere()
    chosen = choose(general.case, general.target, general.order)
    return Assignment(
        programs=tuple(item.model_copy(update={"rank": rank}) for rank, (item, _) in enumerate(found, 1)),
        general_set=chosen,
        general_why=general_words(general.case, [view for view in general.order if view.id in chosen]),
    )


class _Board:
    """One applicant on one day; specialties and demands that come again are worked out once."""

    def __init__(self, applicant: Applicant, today: date) -> None:
        self._applicant, self._today = applicant, today
        self._case = build_case(applicant, today)
        self._fields: dict[str | None, Field] = {}
        self._chosen: dict[Demands, tuple[LetterView, ...]] = {}

    def letters_for(self, program: Program) -> ProgramLetters:
        """The choice for one program; its rank is set later."""
        field = self._field(program.specialty)
        known = field.target.counted if field.note != "note_several" else None
        demands = Demands.of(program, known, field.case.figures.most_per_program)
        if demands not in self._chosen:
            self._chosen[demands] = select(field, demands)
        views = self._chosen[demands]
        short = demands.short(views)
        uploaded = [view for view in views if view.status == "uploaded"]
        return ProgramLetters(
            program=program.program, letters=tuple(view.id for view in views), specialty=program.specialty,
            unmet=unmet_words(field.target, demands, short, views),
            why=why_words(field.case, field.target, program, demands, views, field.note),
            rank=1, asked=demands.asked, met=demands.asked - len(short),
            met_today=demands.asked - len(demands.short(uploaded)),
        )

    def everywhere(self) -> Field:
        """The letters that fit every target, seen for the primary one."""
        targets = self._case.targets
        usable = tuple(view for view in targets[0].usable if all(view.usable_for(other.counted) for other in targets))
        return _field(self._case, replace(targets[0], usable=usable), "")

    def _field(self, specialty: str | None) -> Field:
        if specialty not in self._fields:
            self._fields[specialty] = self._found(specialty)
        return self._fields[specialty]

    def _found(self, specialty: str | None) -> Field:
        if specialty is None:
            only = len(self._case.targets) == 1
            return replace(self.everywhere(), note="note_assumed" if only else "note_several")
        for target in self._case.targets:
            if target.counted == counted_as(specialty):
                return _field(self._case, target, "")
        wider = self._applicant.model_copy(update={"targets": (*self._applicant.targets, specialty)})
        case = build_case(wider, self._today)
        return _field(case, case.targets[-1], "note_not_target")


def _field(case: Case, target: TargetView, note: str) -> Field:
    usable = {view.id for view in target.usable}
    return Field(case, target, tuple(view for view in ranked(case) if view.id in usable), note)


def select(field: Field, demands: Demands) -> tuple[LetterView, ...]:
    """The best letters for a program, best first: the fewest demands unmet, the guide's rules, then the ranking."""
    case, target = field.case, field.target
    views = [view for view in field.order if demands.takes(view)]
    size = min(demands.cap, len(views))
    if size == len(views):
        return tuple(views)
    holds = [_holds(case.figures, target, view) for view in views]
    kinds: dict[Kind, list[int]] = defaultdict(list)  # the places in the ranking of each kind's letters
    for place, (view, tally) in enumerate(zip(views, holds, strict=True)):
        kinds[tally, demands.is_chair(view)].append(place)

    def worth(places: tuple[int, ...]) -> tuple[object, ...]:
        short = demands.short(views[place] for place in places)
        guide = _broken(case.figures, target, _sum(case.figures, target, [holds[place] for place in places]))
        return len(short), sum(short.values()), guide, places

    return tuple(views[place] for place in min(_mixtures(kinds, size), key=worth))


def _mixtures(kinds: dict[Kind, list[int]], size: int) -> Iterator[tuple[int, ...]]:
    """Every way of taking `size` letters by kind, each kind's best-ranked first; no other mixture can be better."""
    for mixture in combinations_with_replacement(kinds, size):
        wanted = Counter(mixture)
        if all(count <= len(kinds[kind]) for kind, count in wanted.items()):
            yield tuple(sorted(place for kind, count in wanted.items() for place in kinds[kind][:count]))
