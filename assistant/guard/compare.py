"""A statement against the source that carries it: every typed feature in turn, the first fault wins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.guard import dates, order, quantities, roles
from assistant.guard.conditions import condition_fault
from assistant.guard.lexicon import load_lexicon, small
from assistant.guard.reading import Reading
from assistant.guard.words import plain

_APART = 4
_TWICE = 2
_SHORTEST = 3
_QUOTED = re.compile(r"(?<!\w)[\"']([^\"']{2,60})[\"'](?!\w)")
_TITLED = re.compile(r"\b(?:Dr|Prof|Professor|Mr|Mrs|Ms)\.?\s+([A-Z][\w-]+)")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a statement, and why, in one line for a person or a model."""

    kind: str
    reason: str


def faults(
    claim: Reading, held: Sequence[Reading], context: frozenset[str], weights: Mapping[str, float], whole: bool = True
) -> Iterator[Fault]:
    """All faults of a claim against the sentences of one source, the gravest kind first.

    `whole`: the sentences in `held` are wordings of one fact, so that its conditions must be kept.
    """
    yield from figure_faults(claim, held)
    yield from name_faults(claim, held)
    yield from _overclaim_faults(claim, held)
    yield from _quantifier_faults(claim, held)
    yield from _order_faults(claim, held)
    yield from _role_faults(claim, held)
    yield from _polarity_faults(claim, held)
    yield from _modality_faults(claim, held)
    reasons = [condition_fault(claim, one, context, weights) for one in held] if whole else []
    if reasons and all(reasons):
        yield Fault("condition", reasons[0])


def figure_faults(claim: Reading, held: Sequence[Reading]) -> Iterator[Fault]:
    """Numbers, durations and dates that no sentence of the source gives."""
    known = [quantity for one in held for quantity in one.quantities]
    for quantity in claim.quantities:
        if quantities.only_counts(quantity, known, claim.text):
            continue
        if not quantities.carried(quantity, known, claim.quantities, claim.negations > 0):
            yield Fault(*quantities.fault(quantity, known))
    swapped = _swapped_figures(claim, held)
    if swapped:
        yield Fault("number", f"{swapped} belongs to something else in the source")
    wrong = next(iter(_wrong_dates(claim, held, known)), None)
    if wrong is not None:
        yield Fault("date", f"'{wrong.text}' is not the date that the source gives")


def _wrong_dates(claim: Reading, held: Sequence[Reading], known: Sequence[quantities.Quantity]) -> list[dates.When]:
    """The dates that the source neither gives nor lets one reckon."""
    given = [when for one in held for when in one.dates]
    sure = [when for when in claim.dates if dates.carried(when, given) or dates.exemplary(when, given, claim.text)]
    spans = [days for one in known if one.unit == quantities.DAY_UNIT for days in (one.low, one.high)]
    left = [when for when in claim.dates if when not in sure]
    return [when for when in left if not dates.reckoned(when, [*sure, *given], spans)]


def _swapped_figures(claim: Reading, held: Sequence[Reading]) -> str:
    """A figure that stands with what another figure of the source stands with."""
    for one in held:
        for value, beside in claim.figures.items():
            own = one.figures.get(value)
            if own is None or own & beside:
                continue
            if any(
                other != value and beside & near and claim.figures.get(other, frozenset()) & own
                for other, near in one.figures.items()
            ):
                return value
    return ""


def name_faults(claim: Reading, held: Sequence[Reading], common: bool = True) -> Iterator[Fault]:
    """Closed names and titled persons that no sentence of the source names; with `common` also common nouns."""
    lexicon = load_lexicon()
    known = {name for one in held for name in one.names}
    known |= {lexicon.parents[name] for name in known if name in lexicon.parents}
    new = claim.names - known - (frozenset() if common else lexicon.common_names)
    if not known & lexicon.specialties and any(small("any_specialty") & set(one.stems) for one in held):
        new -= lexicon.specialties  # "in your specialty" may be told of one
    for name in sorted(new):
        if name == "~US" or (name == "US" and "~US" in known):
            continue
        yield Fault("name", f"the source does not name {name.replace('_', ' ')}")
    text = " ".join(one.text for one in held)
    yield from _quote_faults(claim.text, text)
    for surname in _TITLED.findall(claim.text):
        if surname not in text:
            yield Fault("name", f"the source does not name {surname}")


def _quote_faults(claim: str, held: str) -> Iterator[Fault]:
    """`the word "urgent"` where the source quotes another: one word of a quotation must be the source's."""
    known = {word for quoted in _QUOTED.findall(plain(held)) for word in quoted.casefold().split()}
    for quoted in _QUOTED.findall(plain(claim)):
        if known and not known.intersection(quoted.casefold().rstrip(".,").split()):
            yield Fault("name", f"the source does not say '{quoted}'")


def _overclaim_faults(claim: Reading, held: Sequence[Reading]) -> Iterator[Fault]:
    lexicon = load_lexicon()
    for start, end, _ in lexicon.overclaims.scan(claim.stems):
        entry = claim.stems[start:end]
        if any(_contains(one.stems, entry) for one in held):
            continue
        if small("denying") & set(claim.stems[max(0, start - 3) : start]):
            continue
        if any(_same_family(entry, group, held) for group in lexicon.overclaim_same):
            continue
        words = " ".join(word.text for word in claim.tokens[start:end])
        yield Fault("overclaim", f"'{words}' goes further than the source")


def _same_family(entry: Sequence[str], group: object, held: Sequence[Reading]) -> bool:
    found = any(True for _ in group.scan(entry))  # type: ignore[attr-defined]
    return found and any(any(True for _ in group.scan(one.stems)) for one in held)  # type: ignore[attr-defined]


def _contains(stems: Sequence[str], entry: Sequence[str]) -> bool:
    size = len(entry)
    return any(tuple(stems[place : place + size]) == tuple(entry) for place in range(len(stems) - size + 1))


def _quantifier_faults(claim: Reading, held: Sequence[Reading]) -> Iterator[Fault]:
    known = frozenset(name for one in held for name in one.quantifiers)
    for thing, names in claim.amounts.items():
        other = frozenset(name for one in held for name in one.amounts.get(thing, frozenset()))
        if other and _too_strong(names, other):
            yield Fault("quantifier", f"the source says {' or '.join(sorted(other))} of {thing.lstrip('-=')}")
            return
    hedged = any(one.hedged for one in held)
    said = claim.quantifiers
    universal = any(small("universal") & set(one.stems) for one in held)
    negated = any(one.negations for one in held)
    # what is said: (not held by the source, held by the source, further leave)
    rules = {
        "all": ({"all", "only"}, {"almost_all", "most", "some", "few"}, not universal, hedged),
        "none": ({"none", "few"}, {"all", "almost_all", "most", "some"}, not negated, False),
        "few": ({"few", "none"}, {"all", "almost_all", "most"}, claim.negations < _TWICE, False),
        "some": ({"some", "few"}, {"all", "almost_all"}, True, False),
        "most": ({"most", "almost_all", "all"}, {"some", "few"}, not hedged, False),
    }
    wrong = next(
        (
            name
            for name, (same, other, leave, soft) in rules.items()
            if name in said and leave and not known & same and (known & other or soft)
        ),
        "",
    )
    if not wrong and "only" in said and not _exclusive(held):
        wrong = "only"
    if wrong:
        yield Fault("quantifier", f"how often or how many: the statement says '{wrong}', the source does not")


def _too_strong(said: frozenset[str], held: frozenset[str]) -> bool:
    ranks = {"none": 0, "few": 1, "some": 2, "most": 3, "almost_all": 4, "all": 5}
    spoken = {ranks[name] for name in said if name in ranks}
    known = {ranks[name] for name in held if name in ranks}
    if not spoken or not known or spoken & known:
        return False
    return max(spoken) == 5 or min(spoken) < 2 or max(spoken) > max(known) + 1 or min(spoken) < min(known) - 1


def _exclusive(held: Sequence[Reading]) -> bool:
    excepted = any(one.negations and "unless" in one.stems for one in held)
    return excepted or any(small("exclusive") & set(one.stems) for one in held)


def _order_faults(claim: Reading, held: Sequence[Reading]) -> Iterator[Fault]:
    for layer, what in (("time", "what comes first"), ("rank", "which stands higher")):
        against, agreed = order.conflicts(
            getattr(claim.order, layer), _merged([getattr(one.order, layer) for one in held])
        )
        if layer == "time":
            anchors = claim.order.anchors.union(*(one.order.anchors for one in held))
            against = [name for name in against if name in anchors]
        if len(against) > len(agreed) or (layer == "rank" and _crossed(against, claim.order.rank)):
            names = ", ".join(sorted(name.lstrip("-=") for name in against))
            yield Fault("order", f"{what} is turned round: {names}")
            return
    equal = frozenset(name for one in held for name in one.order.equal)
    if equal & claim.order.unequal:
        yield Fault("order", "the source holds the two for equal")
    verb = next((found for one in held if (found := order.swapped(claim.order, one.order))), "")
    if verb:
        yield Fault("order", f"the two sides of '{verb}' have changed places")


def _crossed(against: Sequence[str], rank: Mapping[str, frozenset[int]]) -> bool:
    """True where something went up and something went down: a swap, whatever else stayed."""
    return {1, -1} <= {sign for name in against for sign in rank[name]}


def _by_yourself(claim: Reading) -> bool:
    """`sign it yourself.`: the word closes a clause."""
    return any(
        word.stem == "yourself" and (place + 1 == len(claim.tokens) or claim.tokens[place + 1].is_break)
        for place, word in enumerate(claim.tokens)
    )


def _merged(tables: Sequence[Mapping[str, frozenset[int]]]) -> dict[str, frozenset[int]]:
    merged: dict[str, frozenset[int]] = {}
    for table in tables:
        for name, signs in table.items():
            merged[name] = merged.get(name, frozenset()) | signs
    return merged


def _role_faults(claim: Reading, held: Sequence[Reading]) -> Iterator[Fault]:
    for part, what in (("agents", "who does it"), ("objects", "to whom"), ("owners", "whose it is")):
        known: dict[str, frozenset[str]] = {}
        for one in held:
            for verb, sides in getattr(one.roles, part).items():
                known[verb] = known.get(verb, frozenset()) | sides
        writing = any("writer" in one.roles.sides for one in held)
        alone = _by_yourself(claim) and not any("yourself" in one.stems for one in held)
        if part == "owners" and writing and alone:
            yield Fault("role", "the source does not leave it to the applicant")
            return
        for verb, sides in getattr(claim.roles, part).items():
            if verb in known and roles.clash(sides, known[verb]):
                yield Fault("role", f"{what}: '{verb}' belongs to the {' or '.join(sorted(known[verb]))} in the source")
                return


def _polarity_faults(claim: Reading, held: Sequence[Reading]) -> Iterator[Fault]:
    known = _merged([one.signs for one in held])
    against = [name for name, signs in claim.signs.items() if name in known and not signs & known[name]]
    doubled = claim.hard > 0 and claim.shade - max(one.shade for one in held) >= _TWICE
    if against and not doubled and not _twice_turned(claim, against):
        yield Fault("polarity", f"the source says the opposite of: {', '.join(sorted(against))}")
        return
    yield from _word_faults(claim, held, bool(against))
    if not against:
        yield from _unexplained(claim, held)


def _word_faults(claim: Reading, held: Sequence[Reading], turned: bool) -> Iterator[Fault]:
    """A word beside its neighbour, a word with a reversing prefix, or a negated verb that turns the sense."""
    known_pairs = _merged_pairs([one.pairs for one in held])
    for pair, signs in claim.pairs.items():
        if pair in known_pairs and not signs & known_pairs[pair] and not turned:
            yield Fault("polarity", f"the source says the opposite of: {' '.join(pair)}")
    for word in sorted(claim.plain_words):
        if any(word not in one.plain_words and _reversed(word, one.plain_words) for one in held):
            yield Fault("polarity", f"the source says the opposite of '{word}'")
    if turned:
        return
    for word in sorted(claim.direct):
        if any(word in one.plain_words for one in held) and not any(word in one.direct for one in held):
            yield Fault("polarity", f"the source does not negate '{word}'")
    for word in sorted({word for one in held for word in one.direct} & claim.plain_words):
        if not any(word in other.plain_words for other in held):
            yield Fault("polarity", f"the source negates '{word}'")


def _unexplained(claim: Reading, held: Sequence[Reading]) -> Iterator[Fault]:
    """One plain negation in the statement, and nothing negative at all in the source."""
    negative = [one.hard + one.softened for one in held]
    if claim.hard == 1 and not claim.softened and not any(negative):
        yield Fault("polarity", "the statement negates, the source does not")


def _reversed(word: str, others: frozenset[str]) -> bool:
    """True where another word is this one with a reversing prefix, or without one."""
    for prefix in small("reversing"):
        base = word.removeprefix(prefix)
        if (len(base) > _SHORTEST and base != word and base in others) or (
            len(word) > _SHORTEST and prefix + word in others
        ):
            return True
    return False


def _twice_turned(claim: Reading, against: Sequence[str]) -> bool:
    """`if you do not waive, trust falls`: two turns by two different words leave the sense as it was."""
    turned = [mention for mention in claim.mentions if mention.polar and mention.concept in against]
    cues = sorted({mention.cue for mention in turned})
    if len(cues) < 2 or len(against) < 2 or any(mention.sign > 0 for mention in turned) or cues[-1] - cues[0] < _APART:
        return False
    between = range(cues[0], cues[-1])
    return any(claim.tokens[place].is_break or claim.stems[place] == "be" for place in between)


def _merged_pairs(
    tables: Sequence[Mapping[tuple[str, str], frozenset[int]]],
) -> dict[tuple[str, str], frozenset[int]]:
    merged: dict[tuple[str, str], frozenset[int]] = {}
    for table in tables:
        for pair, signs in table.items():
            merged[pair] = merged.get(pair, frozenset()) | signs
    return merged


def _modality_faults(claim: Reading, held: Sequence[Reading]) -> Iterator[Fault]:
    known = frozenset(name for one in held for name in one.modality)
    if "must" in claim.modality and "must" not in known and "soft" in known:
        yield Fault("modality", "the source advises or allows, it does not require")
