"""WHO and LESS: leaders who must know the applicant, and writers who are less than ideal."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.audit.case import Case
from assistant.audit.rule import Issue, rule, spoken
from assistant.domain.vocabulary import specialty_label

RESEARCH_TIER = 7


@rule(
    "leader-does-not-know-me", facts=("WHO-5", "RULING-9"), strength="caution", about="letter", related=("WHY-8",)
)
def leader_does_not_know_me(case: Case) -> Iterator[Issue]:
    """Advice: a program director or chair who does not know the applicant; a question where that is unknown."""
    for view in case.open_letters:
        knows = view.letter.experience.knows_me_well
        if view.leader and knows is not True:
            because = {"leadership": view.letter.writer.leadership, "knows_me_well": knows}
            yield Issue(
                "advice", because, view.id, text="ask" if knows is None else "", values={
                    "writer": view.letter.writer_label, "leadership": spoken(view.letter.writer.leadership),
                },
            )


@rule("writer-outside-specialty", facts=("LESS-1",), strength="preference", about="letter")
def writer_outside_specialty(case: Case) -> Iterator[Issue]:
    """Advice: a US physician whose specialty is known and is none of the targets."""
    wanted = {target.counted for target in case.targets}
    for view in case.open_letters:
        if view.physician and view.us and view.fields and not view.fields & wanted:
            specialty = view.letter.writer.specialty or min(view.fields)
            yield Issue(
                "advice", {"specialty": specialty, "targets": list(case.applicant.targets)}, view.id,
                values={"writer": view.letter.writer_label, "specialty": specialty_label(specialty)},
            )


@rule("research-fit", facts=("LESS-2", "SPEC-6"), strength="preference", about="target", related=("LESS-3",))
def research_fit(case: Case) -> Iterator[Issue]:
    """Each usable research letter: ok where the target prizes research and the writer is of its field, else advice."""
    for target in case.targets:
        for view in target.usable:
            if view.tier != RESEARCH_TIER:
                continue
            fits = target.group == "consulting" and view.in_field(target.counted)
            yield Issue(
                "ok" if fits else "advice", {"tier": view.tier, "specialty": view.letter.writer.specialty},
                view.id, target.id, values={"writer": view.letter.writer_label, "target": specialty_label(target.id)},
            )

