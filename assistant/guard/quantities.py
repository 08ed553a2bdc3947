"""Numbers, durations and ranks in a sentence, brought to one form and compared."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.guard.words import plain
from assistant.knowledge import load_knowledge
from assistant.yamlfile import Node, read_yaml

DAY_UNIT = "days"
_SAME = 1e-6
_MOST_INHERITED = 60  # `4 weeks, preferably 6 to 8`: a small bare figure after a duration counts the same unit
_MONTH_SLACK = 0.12  # a month is taken for four weeks or for thirty days


@dataclass(frozen=True, slots=True)
class Quantity:
    """From `low` to `high` of `unit` (durations in days; '' = not said); bound: exact, min, max, more, less, about.

    `enough`: so much is said to do; `last`: the last so much of something.
    """

    low: float
    high: float
    unit: str
    bound: str
    month: bool
    text: str
    start: int
    enough: bool = False
    last: bool = False


@dataclass(frozen=True, slots=True)
class _Tables:
    words: Mapping[str, float]
    ordinals: Mapping[str, int]
    units: Mapping[str, str]
    durations: Mapping[str, float]
    before: tuple[tuple[str, re.Pattern[str]], ...]
    after: tuple[tuple[str, re.Pattern[str]], ...]
    number: re.Pattern[str]
    rank: re.Pattern[str]
    week_number: re.Pattern[str]
    share: re.Pattern[str]
    shares: Mapping[str, float]
    breaks: frozenset[str]


def _alternatives(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _bounds(node: Node, shape: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (name, re.compile(shape.replace("WORDS", _alternatives(words.strings())), re.IGNORECASE))
        for name, words in node.items()
    )


@lru_cache(maxsize=1)
def _tables() -> _Tables:
    cues = read_yaml(load_knowledge().root / "lexicon" / "guard_cues.yaml")
    words = {key: float(node.value) for key, node in cues["number_words"].items()}
    ordinals = {key: int(node.value) for key, node in cues["ordinals"].items()}
    units = {word: name for name, node in cues["units"].items() for word in node.strings()}
    durations = {key: float(node.value) for key, node in cues["durations"].items()}
    value = rf"(?:\d+(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|(?:{_alternatives(list(words))})\b)"
    number = (
        rf"(?<![\w.])(?P<low>{value})(?:\s*(?P<join>to|through|and|or|-|–|—)\s*(?P<high>{value}))?(?![\w])"
        rf"|(?<!\w)(?P<one>an?|the|another)\s+(?=(?:{_alternatives(list(durations))})\b)"
    )
    order = _alternatives(list(ordinals))
    nouns = _alternatives(cues["rank_nouns"].strings())
    rank = (
        rf"\b(?P<a>{order})\s+(?:{nouns})\b|\brank(?:s|ed)?\s+(?P<b>{order})\b|\bcomes?\s+(?P<c>{order})\b"
        rf"|\brank\s+(?P<d>\d)\b|\b(?P<e>top of the list|best bet|strongest writers|first in line|the top choice)\b"
    )
    week = (
        rf"\b(?P<unit>week|day|month)s?\s+(?P<low>{value})(?:\s*(?:to|and|or|-|–)\s*(?P<high>{value}))?\b"
        rf"|\b(?P<low2>{order})(?:\s*(?:to|and|or|-|–)\s*(?P<high2>{order}))?\s+(?P<unit2>week|day|month)s?\b"
    )
    shares = {key: float(node.value) for key, node in cues["shares"].items()}
    of_it = r"(?:as (?:much|many|often|well|strong|good)|the (?:weight|value|size|number))"
    share = rf"\b(?P<share>{_alternatives(list(shares))}) {of_it}\b"
    return _Tables(
        words, ordinals, units, durations,
        _bounds(cues["bounds"], r"\b(?:WORDS)\s+(?:the\s+|an?\s+|about\s+|another\s+)?$"),
        _bounds(cues["bounds_after"], rf"^(?:\s+[\w-]+){{0,4}}?\s*,?\s+(?:WORDS)\b(?!\s+{value})"),
        re.compile(number, re.IGNORECASE), re.compile(rank, re.IGNORECASE), re.compile(week, re.IGNORECASE),
        re.compile(share, re.IGNORECASE), shares,
        frozenset(cues["unit_breaks"].strings()),
    )


def read_quantities(text: str) -> tuple[Quantity, ...]:
    """Every quantity of a sentence; dates must have been taken out of `text` before."""
    text = re.sub(r"(?<=\w)-(?=[A-Za-z])", " ", plain(text))
    tables = _tables()
    found: list[Quantity] = []
    for match in tables.week_number.finditer(text):
        found.append(_numbered(match, tables))
        text = text[: match.start()] + " " * (match.end() - match.start()) + text[match.end() :]
    for match in tables.share.finditer(text):
        value = tables.shares[match["share"].lower()]
        found.append(Quantity(value, value, "share", "exact", False, match[0], match.start()))
        text = text[: match.start()] + " " * (match.end() - match.start()) + text[match.end() :]
    for match in tables.rank.finditer(text):
        if re.search(r"\bin the\s+$", text[: match.start()]) and match[0].lower() == "first place":
            continue
        found.append(_rank(match, tables))
        text = text[: match.start()] + " " * (match.end() - match.start()) + text[match.end() :]
    factor = 0.0
    for match in tables.number.finditer(text):
        quantity = _quantity(match, text, tables)
        if quantity is None:
            continue
        if found and _one_or_two(found[-1], quantity):
            quantity = replace(quantity, unit=found.pop().unit)
        if quantity.unit == DAY_UNIT:
            factor = _unit(text[match.end() :], tables)[1]
        elif not quantity.unit and factor and quantity.high < _MOST_INHERITED and _LISTED.search(text[: match.start()]):
            quantity = replace(quantity, low=quantity.low * factor, high=quantity.high * factor, unit=DAY_UNIT)
        found.append(quantity)
    return tuple(found)


def _one_or_two(before: Quantity, found: Quantity) -> bool:
    """`one letter or two`: the first half is no figure of its own."""
    return (found.low, found.high, before.low, before.high) == (1, 2, 1, 1) and not found.unit


def _value(raw: str, tables: _Tables) -> float:
    lower = raw.lower()
    if lower in tables.words:
        return tables.words[lower]
    if lower in tables.ordinals:
        return float(tables.ordinals[lower])
    return float(lower.replace(",", ""))


def _numbered(match: re.Match[str], tables: _Tables) -> Quantity:
    low = _value(match["low"] or match["low2"], tables)
    raw_high = match["high"] or match["high2"]
    high = _value(raw_high, tables) if raw_high else low
    unit = (match["unit"] or match["unit2"]).lower()
    return Quantity(low, high, f"{unit} number", "exact", False, match[0], match.start())


def _rank(match: re.Match[str], tables: _Tables) -> Quantity:
    raw = match["a"] or match["b"] or match["c"] or match["d"]
    value = _value(raw, tables) if raw else 1.0
    return Quantity(value, value, "rank", "exact", False, match[0], match.start())


def _quantity(match: re.Match[str], text: str, tables: _Tables) -> Quantity | None:
    before, after = text[: match.start()], text[match.end() :]
    low = 1.0 if match["one"] else _value(match["low"], tables)
    high = _value(match["high"], tables) if match["high"] else low
    if low == high == 2 and _OR_TWO.search(before):
        low = 1.0
    if match["join"] and match["join"].lower() == "and" and not re.search(r"between\s+$", before, re.IGNORECASE):
        high = low
    unit, factor, month = _unit(after, tables)
    bound = _bound(before, after, tables)
    if bound == "less" and unit == "areas":
        bound = "exact"
    short = bool(_TOO_LITTLE.search(after))
    if bound == "less" and short:
        bound = "min"
    several = (low == 1 and bound == "more") or (low == 2 and bound == "min" and unit == "specialties")
    if several or _counts_nothing(match, before, unit, bound) or _doubles(match, after):
        return None
    low, high = sorted((low * factor, high * factor))
    enough = bool(_ENOUGH.match(after)) or "enough" in before[-25:]
    written = (match[0] + after[:18]).strip()
    last = unit == DAY_UNIT and bool(_LAST.search(before))
    return Quantity(low, high, unit, bound, month, written, match.start(), enough and not short, last)


def _doubles(match: re.Match[str], after: str) -> bool:
    """`double-check their address`: a deed, no figure."""
    return (match["low"] or "").lower() == "double" and bool(_DOUBLED.match(after))


def _counts_nothing(match: re.Match[str], before: str, unit: str, bound: str) -> bool:
    """`one of them`, `a single field`, `the two`, `Step 2`: a number word that counts nothing."""
    word = (match["one"] or match["low"]).lower()
    if match["one"]:
        return word == "the" or unit != DAY_UNIT or bool(_EVERY_TIME.search(before))
    alone = not unit and bound in {"exact", "about"} and not match["high"] and not _COUNTED.search(before)
    return (
        (word == "one" and alone)
        or (word in {"one", "single", "a single", "both"} and unit in _VAGUE_UNITS and bound == "exact")
        or (word == "both" and not unit)
        or (word == "single" and bool(_EVERY.search(before)))
        or (not unit and bool(_THE_TWO.search(before)))
        or bool(_LABEL.search(before))
    )


_OR_TWO = re.compile(
    r"\b(?:an?|one|another|additional|further|extra|remaining|other)(?: \w+){1,2} or\s*$", re.IGNORECASE
)  # fmt: skip
_OR_MORE = re.compile(r"^\s+or (?:more|fewer|less|longer)\b", re.IGNORECASE)
_TOO_LITTLE = re.compile(
    r"\b(?:too (?:short|few|little)|not (?:be )?enough|(?:do|does|will|would|can) ?not (?:give|let|allow|leave))\b",
    re.IGNORECASE,
)
_ENOUGH = re.compile(r"^[^?]{0,30}\b(?:enough|sufficient|suffices|suffice)\b(?!\s*\?)", re.IGNORECASE)
_LAST = re.compile(r"\b(?:last|final|closing)\s*$", re.IGNORECASE)
_DOUBLED = re.compile(r"\s+(?:check|confirm|verif|edge)", re.IGNORECASE)
_LISTED = re.compile(r"(\b(preferably|ideally|better|or|and|with|even)|[,;:])\s*$", re.IGNORECASE)
_EVERY_TIME = re.compile(r"\b(once|times|each)\s*$", re.IGNORECASE)
_COUNTED = re.compile(r"\b(only|just|even|least)\s*$", re.IGNORECASE)
_EVERY = re.compile(r"\b(every|each|the)\s*$", re.IGNORECASE)
_THE_TWO = re.compile(r"\b(of|between) the\s*$|\bthe other\s*$", re.IGNORECASE)
_LABEL = re.compile(r"\b(step|page|chapter|part|rank|option)\s*$", re.IGNORECASE)
_DENIED = re.compile(r"\b(no|not|never|none|without|cannot)\b[^.;:]*$", re.IGNORECASE)
_FURTHER = re.compile(r"\b(?:more|other|others|additional|further|extra)\b", re.IGNORECASE)
_AND = re.compile(r"\b(?:and|or)\b", re.IGNORECASE)
_MEASURED = frozenset(
    {DAY_UNIT, "percent", "rank", "letters", "megabytes", "gigabytes", "certificates", "business_days"}
)
_VAGUE_UNITS = frozenset({"areas", "specialties", "people"})
_LOOSE = frozenset({"exact", "about"})  # `hear about three things:` has an `about` that bounds nothing


def _unit(after: str, tables: _Tables) -> tuple[str, float, bool]:
    """Unit, factor to days, and whether months were named, from the few words after a number."""
    after = _OR_MORE.sub("", after)
    if re.match(r"\s*%", after):
        return "percent", 1.0, False
    words = re.findall(r"[A-Za-z]+|[,;:.()]", after)[:6]
    named = ""
    for place, raw in enumerate(words):
        word = raw.lower()
        if not raw[0].isalpha() or word in tables.breaks:
            break
        pair = f"{word} {words[place + 1].lower()}" if place + 1 < len(words) else word
        if pair in tables.units:
            return tables.units[pair], 1.0, False
        single = word[:-1] if word.endswith("s") else word
        if single in tables.durations:
            return DAY_UNIT, tables.durations[single], single in {"month", "year"}
        if word in tables.units:
            named = tables.units[word]
    return named, 1.0, False


def _bound(before: str, after: str, tables: _Tables) -> str:
    for name, pattern in tables.before:
        if pattern.search(before):
            if name in {"more", "less"} and _DENIED.search(before):
                return "max" if name == "more" else "min"
            return name
    for name, pattern in tables.after:
        if pattern.search(after):
            return name
    return "exact"


def _close(one: float, other: float, slack: bool) -> bool:
    return abs(one - other) <= (_MONTH_SLACK * max(one, other) if slack else _SAME)


def _units_agree(claim: Quantity, held: Quantity) -> bool:
    """Letters and those who write them are counted alike."""
    units = {claim.unit, held.unit}
    return len(units) == 1 or "" in units or units == {"letters", "people"}


def carried(claim: Quantity, held: Sequence[Quantity], beside: Sequence[Quantity], negated: bool) -> bool:
    """True where one of the evidence's quantities says the same; `beside` are all quantities of the claim."""
    values = {value for one in beside for value in (one.low, one.high)}
    spans = {(one.low, one.high) for one in beside}
    if claim.last and any(one.last for one in held):
        held = [one for one in held if one.last]
    if claim.bound == "max" and not _FURTHER.search(claim.text) and any(_floor(one, claim) for one in held):
        held = [one for one in held if (one.bound == "max" or one.enough) and not _FURTHER.search(one.text)]
    return any(_carries(claim, one, values, spans, negated) for one in held if _units_agree(claim, one))


def _floor(held: Quantity, claim: Quantity) -> bool:
    """True where the evidence gives as the least what the claim gives as the most."""
    return (held.bound, held.unit, held.low) == ("min", claim.unit, claim.high)


def _carries(
    claim: Quantity, held: Quantity, values: set[float], spans: set[tuple[float, float]], negated: bool
) -> bool:
    slack = claim.month or held.month
    if _close(claim.low, held.low, slack) and _close(claim.high, held.high, slack):
        return _same_figure(claim, held, negated)
    if claim.low != claim.high or held.low == held.high:
        return False
    ceiling = claim.bound == "max" and _close(claim.high, held.high, slack) and held.bound in {"exact", "max", "about"}
    floor = claim.bound == "min" and _close(claim.low, held.low, slack) and held.bound == "min"
    ends = {held.low, held.high}
    both_ends = claim.low in ends and ends <= values and (held.low, held.high) not in spans
    return ceiling or floor or both_ends


def _same_figure(claim: Quantity, held: Quantity, negated: bool) -> bool:
    """Equal figures: do at least, at most and the like agree?"""
    bounds = {claim.bound, held.bound}
    if claim.bound in {"exact", "about"} or claim.bound == held.bound:
        return True
    if bounds in ({"less", "min"}, {"more", "max"}):
        return negated
    if bounds == {"less", "max"}:
        return claim.unit == DAY_UNIT
    return claim.bound == "max" and (
        held.enough or held.bound == "about" or (held.bound == "exact" and held.unit in {"megabytes", "pages"})
    )


def only_counts(claim: Quantity, held: Sequence[Quantity], text: str) -> bool:
    """True where a figure says nothing of its own: `one specialty`, or `three qualities:` before three of them."""
    if claim.bound not in _LOOSE or claim.low != claim.high or claim.unit in _MEASURED:
        return False
    if any(one.unit == claim.unit or (not one.unit and claim.unit not in _VAGUE_UNITS) for one in held):
        return False
    if claim.low == 1:
        return True
    listed = text[claim.start + len(claim.text.split()[0]) :]
    commas, ands = listed.count(","), len(_AND.findall(listed))
    return claim.unit in {"", "areas", "times"} and 1 < claim.low in {commas, commas + 1, ands + 1, commas + ands + 1}


def fault(claim: Quantity, held: Sequence[Quantity]) -> tuple[str, str]:
    """The kind of the fault and the reason, for a quantity that nothing carries."""
    family = [one for one in held if one.unit == claim.unit]
    if claim.unit == DAY_UNIT:
        return "duration", f"'{claim.text}' is not the time that the source gives"
    if family or (any(not one.unit for one in held) and held):
        if any(one.low == claim.low and one.high == claim.high for one in family):
            return "quantifier", f"'{claim.text}': at least, at most and exactly are not the same"
        return "number", f"'{claim.text}' is not the figure that the source gives"
    if held and any(claim.low == one.low for one in held):
        return "duration", f"'{claim.text}' has another unit than the source"
    return "invented", f"the source holds no figure such as '{claim.text}'"
