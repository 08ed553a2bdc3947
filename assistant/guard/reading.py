"""What one sentence says, as typed features; a pure function of its text, kept for texts that come back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.guard.dates import When, read_dates
from assistant.guard.lexicon import COUNTRY, VERDICT, Lexicon, load_lexicon, small
from assistant.guard.order import Layers, read_order
from assistant.guard.quantities import Quantity, read_quantities
from assistant.guard.roles import Roles, read_roles
from assistant.guard.words import Token, tokens

NEGATION_REACH = 6
SMALL_REACH = 3
PAIR_GAP = 2
FIGURE_GAP = 4
_UNTURNED: set[int] = set()  # shared, never changed: most words are reached by no negation
_GENERAL = frozenset({"use", "advice", VERDICT})


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept or plain word at a place; `sign` turns with each negation that reaches it."""

    concept: str
    sign: int
    start: int
    end: int
    polar: bool
    cue: int


@dataclass(frozen=True, slots=True)
class Reading:
    """The features of a sentence that are compared with those of its source."""

    text: str
    tokens: tuple[Token, ...]
    stems: tuple[str, ...]
    mentions: tuple[Mention, ...]
    content: frozenset[str]
    signs: Mapping[str, frozenset[int]]
    pairs: Mapping[tuple[str, str], frozenset[int]]
    amounts: Mapping[str, frozenset[str]]
    direct: frozenset[str]
    plain_words: frozenset[str]
    negations: int
    hard: int
    softened: int
    shade: int
    quantities: tuple[Quantity, ...]
    dates: tuple[When, ...]
    figures: Mapping[str, frozenset[str]]
    names: frozenset[str]
    quantifiers: frozenset[str]
    modality: frozenset[str]
    hedged: bool
    order: Layers
    roles: Roles


@dataclass(frozen=True, slots=True)
class Gist:
    """The words of a sentence and what they mean: enough to tell how alike two sentences are."""

    tokens: tuple[Token, ...]
    stems: tuple[str, ...]
    turned: Sequence[set[int]]
    direct: set[int]
    negations: int
    mentions: tuple[Mention, ...]
    quantifiers: frozenset[str]
    modality: frozenset[str]


@lru_cache(maxsize=2048)
def read_gist(text: str) -> Gist:
    """The gist of one sentence."""
    lexicon = load_lexicon()
    words = tokens(text, lexicon.irregular)
    stems = tuple(word.stem for word in words)
    turned, direct, count = _negations(words, stems, lexicon)
    return Gist(
        words, stems, [by or _UNTURNED for by in turned], direct, count, _mentions(words, stems, turned, lexicon),
        _quantifiers(stems, lexicon),
        _classes_found(hit for hit in lexicon.modality.scan(stems) if not len(turned[hit[0]]) % 2),
    )


@lru_cache(maxsize=8192)
def read(text: str) -> Reading:
    """The reading of one sentence."""
    lexicon = load_lexicon()
    gist = read_gist(text)
    words, stems, turned, mentions = gist.tokens, gist.stems, gist.turned, gist.mentions
    signs: dict[str, set[int]] = {}
    for mention in mentions:
        if mention.polar:
            signs.setdefault(mention.concept, set()).add(mention.sign)
    dates, without_dates = read_dates(text)
    return Reading(
        text=text,
        tokens=words,
        stems=stems,
        mentions=mentions,
        content=frozenset(mention.concept for mention in mentions),
        signs={name: frozenset(found) for name, found in signs.items()},
        pairs=_pairs(mentions),
        amounts=_amounts(stems, mentions, lexicon),
        direct=frozenset(stems[place] for place in gist.direct),
        plain_words=_plain_words(words, turned),
        negations=gist.negations,
        hard=_hard(words, stems, lexicon),
        shade=_shade(stems, mentions, lexicon),
        softened=sum(one in lexicon.negative for one in stems),
        quantities=read_quantities(without_dates),
        dates=dates,
        figures=_figures(words, mentions),
        names=read_names(words, stems, lexicon),
        quantifiers=gist.quantifiers,
        modality=gist.modality,
        hedged=any(True for _ in lexicon.hedges.scan(stems)),
        order=read_order(words, stems, mentions_by_place(mentions, len(stems)), lexicon),
        roles=read_roles(words, stems, lexicon),
    )


def _conditional(words: Sequence[Token], stems: Sequence[str], place: int) -> bool:
    """True where the clause up to a place opens a condition."""
    clause = max((at for at in range(place) if words[at].is_break), default=-1) + 1
    return bool(small("if") & set(stems[clause:place]))


def _plain_words(words: Sequence[Token], turned: Sequence[set[int]]) -> frozenset[str]:
    """The words that no negation reaches, or two."""
    return frozenset(word.stem for word, by in zip(words, turned, strict=True) if word.is_word and not len(by) % 2)


def _hard(words: Sequence[Token], stems: Sequence[str], lexicon: Lexicon) -> int:
    """The number of plain negations: not, never, no, none, nothing; phrases that only look like one are left out."""
    plain_ones = 0
    for start, end, classes in lexicon.negators.scan(stems):
        bounded = "than" in stems[end : end + NEGATION_REACH] or _conditional(words, stems, start)
        if "neutral" not in classes and small("hard") & set(stems[start:end]) and not bounded:
            plain_ones += 1
    return plain_ones


def _shade(stems: Sequence[str], mentions: Sequence[Mention], lexicon: Lexicon) -> int:
    """How many words of a sentence are negative in any way; two more than in the source may cancel out."""
    places = {start for start, _, _ in lexicon.negators.scan(stems)}
    places |= {place for place, one in enumerate(stems) if one in lexicon.negative}
    places |= {m.start for m in mentions if m.polar and m.sign < 0 and m.cue == m.start}
    return len({place for place in places if place - 1 not in places})


def _classes_found(hits: object) -> frozenset[str]:
    return frozenset(name for _, _, names in hits for name in names if name != "neutral")  # type: ignore[attr-defined]


def mentions_by_place(mentions: Sequence[Mention], size: int) -> list[frozenset[str]]:
    """For each token the concepts that cover it."""
    places: list[set[str]] = [set() for _ in range(size)]
    for mention in mentions:
        for place in range(mention.start, mention.end):
            places[place].add(mention.concept)
    return [frozenset(found) for found in places]


def _negations(words: Sequence[Token], stems: Sequence[str], lexicon: Lexicon) -> tuple[list[set[int]], set[int], int]:
    """By which negations each token is reached, the words right after one, and how many there are."""
    turned: list[set[int]] = [set() for _ in stems]
    direct: set[int] = set()
    count = 0
    for start, end, classes in lexicon.negators.scan(stems):
        if "neutral" in classes:
            continue
        reach = SMALL_REACH if "small" in classes else NEGATION_REACH
        count += 1
        last = _scope_end(words, stems, end, reach, lexicon if "doubt" not in classes else None)
        if "small" in classes and end < len(stems) and lexicon.terminators.at(stems, end) is not None:
            last = end
        for place in range(end, last):
            turned[place].add(start)
        cue = stems[end - 1]
        helped = cue != "not" or small("auxiliary") & set(stems[max(0, end - 3) : end - 1])
        if cue in small("verbal") and helped and not _conditional(words, stems, start):
            direct.update(_first_content(stems, end, last))
        if "small" in classes and "than" in stems[end : end + NEGATION_REACH]:
            for place in range(end, last):
                turned[place].discard(start)
        elif end >= len(stems) or words[end].is_break or lexicon.terminators.at(stems, end) is not None:
            _backward(start, turned, words)
        else:
            for place in range(max(0, start - 2), start):
                if stems[place] in small("modal"):
                    turned[place].add(start)
    return turned, direct, count


def _scope_end(
    words: Sequence[Token], stems: Sequence[str], begin: int, reach: int, lexicon: Lexicon | None
) -> int:
    """Where a negation ends; a doubt (no lexicon) goes on over will and may."""
    place = begin
    state = stems[begin : begin + 1] == ("be",) or "be" in stems[max(0, begin - 3) : begin - 1]
    while place < len(stems) and place < begin + reach:
        if words[place].is_break:
            break
        if place > begin and lexicon is not None and lexicon.terminators.at(stems, place):
            break
        place += 1
        if state and _settled(words, stems, place):
            break
    return place


def _settled(words: Sequence[Token], stems: Sequence[str], place: int) -> bool:
    """`is not received and ...`: the negation of a state ends with the word for the state."""
    word = words[place - 1].text.lower()
    plain_word = stems[place - 1] in load_lexicon().stopwords or word.endswith("ly")
    return not plain_word and (place >= len(stems) or stems[place] not in {"or", "to"})


def _first_content(stems: Sequence[str], begin: int, last: int) -> list[int]:
    state = "be" in stems[max(0, begin - 3) : begin]
    for place in range(begin, last):
        if stems[place] == "be" or (state and stems[place] in {"a", "an"}) or stems[place] in small("adverbs"):
            continue
        bounded = "than" in stems[place : place + 4]
        return [place] if stems[place] not in small("empty_verbs") and not bounded else []
    return []


def _backward(start: int, turned: list[set[int]], words: Sequence[Token]) -> None:
    """`trust letters less`: a negation at the end of a clause turns the few words before it."""
    for place in range(max(0, start - SMALL_REACH), start):
        if not words[place].is_break:
            turned[place].add(start)


def _mentions(
    words: Sequence[Token], stems: Sequence[str], turned: Sequence[set[int]], lexicon: Lexicon
) -> tuple[Mention, ...]:
    found: list[Mention] = []
    covered = [False] * len(stems)
    for start, end, payloads in lexicon.concepts.scan(stems):
        # a phrase that negates itself ("hardly know") is read with its own negation inside
        reached = {cue for cue in turned[start] if not start <= cue < end}
        if _attributive(stems, start, end, reached, lexicon):
            reached = set()
        flips = len(reached)
        for name, sign in dict.fromkeys(payloads):
            cue = max(reached) if flips % 2 else start
            found.append(Mention(name, -sign if flips % 2 else sign, start, end, True, cue))
        covered[start:end] = [True] * (end - start)
    for start, end, groups in lexicon.synonyms.scan(stems):
        for name in groups:
            found.append(Mention(f"={name}", 1, start, end, False, start))
        covered[start:end] = [True] * (end - start)
    for place, (word, one) in enumerate(zip(words, stems, strict=True)):
        if word.is_word and not covered[place] and one not in lexicon.stopwords:
            found.append(Mention(f"-{one}", 1, place, place + 1, False, place))
    return tuple(found)


def _attributive(stems: Sequence[str], start: int, end: int, reached: set[int], lexicon: Lexicon) -> bool:
    """`do not push a hesitant attending`: the verb is negated, the adjective before its object is not."""
    if not reached or end >= len(stems) or stems[end] in small("pronouns"):
        return False
    if lexicon.actors.at(stems, end) is None and stems[end] != "letter":
        return False
    hit = lexicon.negators.at(stems, max(reached))
    begin = hit[0] if hit else max(reached) + 1
    return any(stems[place] not in lexicon.stopwords for place in range(begin, start))


def _pairs(mentions: Sequence[Mention]) -> dict[tuple[str, str], frozenset[int]]:
    """The sign of a polar concept beside its neighbour: `arrive early`, `control ... performance`."""
    found: dict[tuple[str, str], set[int]] = {}
    ordered = sorted(mentions, key=lambda mention: mention.start)
    for place, mention in enumerate(ordered):
        if not mention.polar or mention.concept in _GENERAL:
            continue
        before = next((one for one in reversed(ordered[:place]) if not one.polar and one.end <= mention.start), None)
        after = next((one for one in ordered[place + 1 :] if not one.polar and one.start >= mention.end), None)
        if before is not None and mention.start == before.end:
            found.setdefault((before.concept, mention.concept), set()).add(mention.sign)
        if after is not None and after.start - mention.end <= PAIR_GAP and after.concept != "=letter":
            found.setdefault((mention.concept, after.concept), set()).add(mention.sign)
    return {pair: frozenset(signs) for pair, signs in found.items()}


def _figures(words: Sequence[Token], mentions: Sequence[Mention]) -> dict[str, frozenset[str]]:
    """What stands right behind each figure in digits."""
    ordered = sorted(mentions, key=lambda mention: mention.start)
    found: dict[str, frozenset[str]] = {}
    for place, word in enumerate(words):
        if word.text[0].isdigit() and words[min(place + 1, len(words) - 1)].text in {"%", "percent", "per"}:
            behind = [mention.concept for mention in ordered if place < mention.start <= place + FIGURE_GAP]
            found[word.text] = frozenset(behind[:2])
    return found


def _amounts(stems: Sequence[str], mentions: Sequence[Mention], lexicon: Lexicon) -> dict[str, frozenset[str]]:
    """The quantity words right before a thing: `some programs`, `all of the fields`."""
    found: dict[str, set[str]] = {}
    by_start = sorted((mention for mention in mentions if not mention.polar), key=lambda mention: mention.start)
    for start, end, names in lexicon.quantifiers.scan(stems):
        thing = next((mention for mention in by_start if mention.start >= end), None)
        if thing is not None and thing.start - end <= PAIR_GAP and not {"neutral", "only"} & set(names):
            found.setdefault(thing.concept, set()).update(names)
        _ = start
    return {thing: frozenset(names) for thing, names in found.items()}


def _quantifiers(stems: Sequence[str], lexicon: Lexicon) -> frozenset[str]:
    found = set(_classes_found(lexicon.quantifiers.scan(stems)))
    for place, one in enumerate(stems[:-1]):
        if one == "no" and lexicon.no_of & set(stems[place + 1 : place + 3]):
            found.add("none")
    return frozenset(found)


def _capital(words: Sequence[Token]) -> bool:
    """True for `Polish`, false for `polish` and `Polished`."""
    return words[0].text[0].isupper() and not words[-1].text.endswith("ed")


def read_names(words: Sequence[Token], stems: Sequence[str], lexicon: Lexicon) -> frozenset[str]:
    """The closed names in a sentence; a short alias in capitals counts only when written so."""
    context = {place for start, end, _ in lexicon.name_context.scan(stems) for place in range(start, end)}
    found: set[str] = set()
    for start, end, names in lexicon.names.scan(stems):
        if start in context and end in {max(context, default=-1) + 1, start + 1} and "US" in names:
            found.add("~US")
            continue
        written = " ".join(word.text for word in words[start:end])
        if any(name.startswith(COUNTRY) for name in names) and not _capital(words[start:end]):
            continue
        if written.upper() in lexicon.exact_names and not any(letter.isupper() for letter in written):
            continue
        found.update(names)
    return frozenset(found)
