"""The guard's entry: each statement of an answer against the evidence that may carry it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.guard.compare import Fault, faults, figure_faults, name_faults
from assistant.guard.lexicon import load_lexicon, small
from assistant.guard.model import chance_of_error, load_model
from assistant.guard.quantities import Quantity, carried
from assistant.guard.reading import Reading, read
from assistant.guard.sentences import Sentence, split_sentences
from assistant.guard.signs import nearest_kind
from assistant.guard.sources import Group, Source, facts_of, read_source, support
from assistant.guard.statements import states_nothing
from assistant.guard.weights import concept_weights
from assistant.guard.wordings import Wording, figured_readings, wording, wordings_of
from assistant.guard.words import plain

LEAST_SUPPORT = 0.22
NEAR = 0.8
LEAST_GAIN = 0.12
CLEARLY_NEARER = 0.2
MOST_JOINED = 6
MOST_CANDIDATES = 3
MOST_GROUPS = 4
LEAST_IN_COMMON = 2
MOST_SENTENCES, LONGEST_SENTENCE = 2000, 2000
LONGEST_ANSWER = 1_000_000

Ranked = Sequence[tuple[float, Group]]


@dataclass(frozen=True, slots=True)
class Claim:
    """The verdict on one statement; `evidence_ids` carry it, or are what it was compared with."""

    sentence: str
    supported: bool
    kind: str
    reason: str
    evidence_ids: tuple[str, ...]


def check_grounding(text: str, evidence: Sequence[Mapping[str, str]]) -> list[Claim]:
    """Every statement of `text`, each with whether the evidence carries it.

    Args:
        text: an answer in Markdown; `[1]` cites the first evidence, `[NUM-2]` the one with that id.
        evidence: `{"id": ..., "text": ...}` of passages, tool results and the applicant's own words.

    A sentence of more than 2,000 letters and what follows the first 2,000 sentences or the
    first million letters is unsupported, unread.
    """
    sources = [read_source(str(item.get("id", "")), str(item.get("text", ""))) for item in evidence]
    claims: list[Claim] = []
    context: frozenset[str] = frozenset()
    for place, sentence in enumerate(split_sentences(text[:LONGEST_ANSWER], [source.id for source in sources])):
        if place >= MOST_SENTENCES or len(sentence.text) > LONGEST_SENTENCE:
            claims.append(Claim(sentence.written, False, "unsupported", "too long to be checked", ()))
            continue
        claims.append(_check(sentence, sources, context))
        context = read(sentence.text).content
    if text[LONGEST_ANSWER:].strip():
        claims.append(Claim(text[LONGEST_ANSWER:], False, "unsupported", "too long to be checked", ()))
    return claims


def _check(sentence: Sentence, sources: Sequence[Source], context: frozenset[str]) -> Claim:
    if sentence.heading or states_nothing(sentence.text):
        return Claim(sentence.written, True, "nothing", "states nothing", ())
    cited, missing = _cited(sentence.marks, sources)
    if missing:
        return Claim(sentence.written, False, "citation", f"no evidence has the id {missing}", ())
    claim = wording(sentence.text, "claim")
    fault, ids = _carried(claim, cited or sources, context, len(cited) > 1)
    if fault is None and len(cited) == 1 and _better_elsewhere(claim, cited[0], sources):
        fault = Fault("citation", "another passage says so, not the one that is cited")
    if fault is None:
        return Claim(sentence.written, True, "none", "", ids)
    if cited and len(cited) < len(sources):
        elsewhere, other_ids = _carried(claim, sources, context)
        if elsewhere is None:
            reason = f"what is cited does not say so, {', '.join(other_ids)} does"
            return Claim(sentence.written, False, "citation", reason, other_ids)
    return Claim(sentence.written, False, fault.kind, fault.reason, ids)


def _better_elsewhere(claim: Wording, cited: Source, sources: Sequence[Source]) -> bool:
    """True where an uncited source lies far nearer to the claim than the cited one."""
    near = {s.id: max((support(claim, group) for group in s.groups), default=0.0) for s in sources}
    return max(near.values()) > near[cited.id] + CLEARLY_NEARER


def _cited(marks: Sequence[str], sources: Sequence[Source]) -> tuple[list[Source], str]:
    by_id = {source.id.casefold(): source for source in sources}
    found: list[Source] = []
    for mark in marks:
        source = by_id.get(mark.casefold())
        if source is None and mark.isdigit() and 0 < int(mark) <= len(sources):
            source = sources[int(mark) - 1]
        if source is None:
            return [], mark
        found.append(source)
    return found, ""


def _carried(
    claim: Wording, sources: Sequence[Source], context: frozenset[str], every: bool = False
) -> tuple[Fault | None, tuple[str, ...]]:
    """The first fault against the best source, or none; and the ids of what carries or comes nearest."""
    same = next((source.id for source in sources if _repeats(claim, source)), None)
    if same is not None:
        return None, (same,)
    ranked = sorted(
        ((support(claim, group), group) for source in sources for group in source.groups), key=lambda item: -item[0]
    )
    if not ranked:
        return Fault("unsupported", "there is no evidence"), ()
    near = [group for score, group in ranked[:MOST_CANDIDATES] if score >= NEAR * ranked[0][0]]
    if _attributed(claim.readings[0], near):
        return Fault("citation", "the statement names a source that is not the evidence's"), (near[0].source,)
    union = _union(claim.readings[0], ranked, sources if every else ())
    first: Fault | None = None
    for groups, carriers in _alternatives(near, union):
        fault = _verdict(claim, groups, context, len(groups) == 1)
        if fault is None and ranked[0][0] < LEAST_SUPPORT:
            fault = Fault("unsupported", "no evidence says so")
        if fault is None:
            return None, tuple(dict.fromkeys(group.source for group in carriers))
        first = first or fault
    return first, (near[0].source,)


def _alternatives(near: Sequence[Group], union: Sequence[Group]) -> Iterator[tuple[Sequence[Group], Sequence[Group]]]:
    """Sentences to judge a claim by, and those of them that carry it: known facts together, other evidence singly."""
    known = [group for group in dict.fromkeys((*union, *near)) if group.fact]
    if known:
        carriers = [group for group in union if group.fact]
        yield known[:MOST_GROUPS], carriers or known[:1]
    for group in near:
        if not group.fact:
            yield [group], [group]
    if len(union) > 1 and not all(group.fact for group in union):
        yield union, union


def _readings(groups: Sequence[Group], known: bool) -> list[Reading]:
    """The sentences of the evidence, and with `known` the true wordings of its facts that add figures or names."""
    held = [reading for group in groups for reading in group.readings]
    facts = dict.fromkeys(group.fact for group in groups if group.fact) if known else {}
    return held + [one for fact in facts for one in figured_readings(fact)]


def _verdict(claim: Wording, groups: Sequence[Group], context: frozenset[str], whole: bool) -> Fault | None:
    """The first fault of a claim against sentences that carry it together; known facts are judged by the model."""
    weights = concept_weights()
    reading = claim.readings[0]
    held = _readings(groups, False)
    facts = facts_of(groups)
    if not facts:
        return next(faults(reading, held, context, weights, whole), None)
    plain_fault = _plain_fault(reading, held)
    if plain_fault is not None:
        plain_fault = _plain_fault(reading, _readings(groups, True))
        if plain_fault is not None:
            return plain_fault
    wordings = [wordings_of(fact) for fact in facts]
    if chance_of_error(claim, held, wordings, context) < load_model().limit:
        return None
    fault = next(faults(reading, held, context, weights, whole), None)
    return fault or Fault(nearest_kind(claim, wordings), "it reads like a false wording of what the source says")


def _plain_fault(claim: Reading, held: Sequence[Reading]) -> Fault | None:
    """A figure, date or closed name that the sentences do not hold; common nouns are left to the model."""
    return next(figure_faults(claim, held), None) or next(name_faults(claim, held, common=False), None)


def _union(claim: Reading, ranked: Ranked, every: Sequence[Source]) -> list[Group]:
    """Sentences that carry the claim together: each must add a good part of its content."""
    weights = concept_weights()
    left = set(claim.content)
    total = sum(weights.get(name, 1.0) for name in left) or 1.0
    chosen: list[Group] = []
    for source in every:
        best = next((group for _, group in ranked if group.source == source.id), None)
        if best is not None:
            chosen.append(best)
            left -= best.content
    if not chosen:
        chosen.append(ranked[0][1])
        left -= ranked[0][1].content
    for _, group in ranked[:MOST_JOINED]:
        gain = sum(weights.get(name, 1.0) for name in left & group.content) / total
        if gain >= LEAST_GAIN and group not in chosen:
            chosen.append(group)
            left -= group.content
    for quantity in claim.quantities:
        known = [one for group in chosen for reading in group.readings for one in reading.quantities]
        if not carried(quantity, known, claim.quantities, False):
            more = next((group for _, group in ranked[:MOST_JOINED] if _holds(quantity, group, claim)), None)
            if more is not None and more not in chosen:
                chosen.append(more)
    for name in sorted(claim.names - _names(chosen) - load_lexicon().specialties):
        more = next((group for _, group in ranked[:MOST_JOINED] if _tells_of(name, group, claim)), None)
        if more is not None and more not in chosen:
            chosen.append(more)
    return chosen


def _names(groups: Sequence[Group]) -> frozenset[str]:
    return frozenset(name for group in groups for reading in group.readings for name in reading.names)


def _tells_of(name: str, group: Group, claim: Reading) -> bool:
    return name in _names([group]) and len(claim.content & group.content) >= LEAST_IN_COMMON


def _holds(quantity: Quantity, group: Group, claim: Reading) -> bool:
    held = [one for reading in group.readings for one in reading.quantities]
    return bool(claim.content & group.content) and carried(quantity, held, claim.quantities, False)


def _attributed(claim: Reading, near: Sequence[Group]) -> bool:
    """`according to the AAMC`: an authority that the evidence does not name."""
    lexicon = load_lexicon()
    if not any(True for _ in lexicon.attribution.scan(claim.stems)):
        return False
    facts = dict.fromkeys(group.fact for group in near if group.fact)
    told = [one for fact in facts for each in wordings_of(fact).true.wordings for one in each.readings]
    held = _readings(near, False) + told
    known = {name for reading in held for name in reading.names}
    words = {word.stem for reading in held for word in reading.tokens}
    organisations = {name for name in claim.names if name.isupper()} - known
    studies = small("studies")
    return bool(organisations) or bool(studies & set(claim.stems[:6]) and not studies & words)


def _repeats(claim: Wording, source: Source) -> bool:
    """True where the claim is a sentence of the source, word for word."""
    said = plain(claim.readings[0].text).casefold()
    return any(plain(group.readings[0].text).casefold() == said for group in source.groups)
