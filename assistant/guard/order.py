"""Which comes first and which stands higher: before and after, more and less, A rather than B, A verb B."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.guard.lexicon import Lexicon, small
from assistant.guard.words import Token

_ANCHOR = 2
Side = dict[str, set[int]]


@dataclass(frozen=True, slots=True)
class Layers:
    """Signs of concepts: `time` +1 later, -1 earlier; `rank` +1 above, -1 below. Both signs: nothing to compare.

    `anchors` are the concepts right behind a word of time; `verbs` gives what stands left and right of a verb.
    """

    time: Mapping[str, frozenset[int]]
    anchors: frozenset[str]
    rank: Mapping[str, frozenset[int]]
    verbs: Mapping[str, tuple[frozenset[str], frozenset[str]]]
    equal: frozenset[str]
    unequal: frozenset[str]


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence without what stands in brackets: words, stems and the concepts of each."""

    words: Sequence[Token]
    stems: Sequence[str]
    places: Sequence[frozenset[str]]

    def concepts(self, span: tuple[int, int]) -> frozenset[str]:
        """All concepts of a span."""
        return frozenset(name for place in range(*span) for name in self.places[place])

    def nearest(self, span: tuple[int, int], at_end: bool) -> frozenset[str]:
        """The concepts of the two telling words of a span that stand next to its end or its start."""
        telling = [place for place in range(*span) if self.places[place]]
        chosen = telling[-_ANCHOR:] if at_end else telling[:_ANCHOR]
        return frozenset(name for place in chosen for name in self.places[place])


def read_order(
    words: Sequence[Token], stems: Sequence[str], places: Sequence[frozenset[str]], lexicon: Lexicon
) -> Layers:
    """The order relations of a sentence; `places` holds the concepts of each token."""
    line = _without_brackets(words, stems, places)
    time: Side = {}
    rank: Side = {}
    anchors: set[str] = set()
    for start, end, found in lexicon.order.scan(line.stems):
        names = set(found)
        if "neutral" in names:
            continue
        _times(time, anchors, line, (start, end), names)
        if "otherwise" in names:
            _mark(rank, line, (0, start), 1)
            _mark(rank, line, _right(line, end), -1)
        _ranks(rank, line, (start, end), names, lexicon)
    return Layers(_frozen(time), frozenset(anchors), _frozen(rank), _verbs(line, lexicon), *_degrees(line.stems))


def _degrees(stems: Sequence[str]) -> tuple[frozenset[str], frozenset[str]]:
    """What is `as ... as`, and what is `more ...` or `less ...`."""
    pairs = list(pairwise(stems))
    equal = frozenset(second for first, second in pairs if first == "as")
    unequal = frozenset(second for first, second in pairs if first in {"more", "less"})
    return equal, unequal


def _without_brackets(words: Sequence[Token], stems: Sequence[str], places: Sequence[frozenset[str]]) -> Line:
    kept, depth = [], 0
    for place, word in enumerate(words):
        if word.text == "(":
            depth += 1
        elif word.text == ")":
            depth = max(0, depth - 1)
        elif not depth:
            kept.append(place)
    return Line([words[i] for i in kept], [stems[i] for i in kept], [places[i] for i in kept])


def _times(time: Side, anchors: set[str], line: Line, span: tuple[int, int], names: set[str]) -> None:
    start, end = span
    if not names & {"before", "after", "wait"}:
        return
    right = _right(line, end)
    left = _left(line, start)
    if left[0] == left[1]:
        left = _main_after(line, right[1])
    anchor = _first_concepts(line, right)
    waiting = line.stems[start] == "until" and bool(small("waiting") & set(line.stems[left[0] : left[1]]))
    sign = -1 if "before" not in names or "wait" in names or waiting else 1
    for place in anchor:
        anchors.update(line.places[place])
        _mark(time, line, (place, place + 1), sign)
    if "wait" not in names and not waiting:
        _mark(time, line, left, -sign)


def _first_concepts(line: Line, span: tuple[int, int]) -> list[int]:
    found: list[int] = []
    for place in range(*span):
        if line.places[place] and line.words[place].is_word:
            found.append(place)
            if len(found) == _ANCHOR:
                break
    return found


def _frozen(layer: Side) -> dict[str, frozenset[int]]:
    return {name: frozenset(signs) for name, signs in layer.items()}


def _mark(layer: Side, line: Line, span: tuple[int, int], sign: int) -> None:
    for place in range(*span):
        for concept in line.places[place]:
            layer.setdefault(concept, set()).add(sign)


def _left(line: Line, start: int) -> tuple[int, int]:
    place = start
    while place > 0 and not line.words[place - 1].is_break:
        place -= 1
    return place, start


def _right(line: Line, end: int) -> tuple[int, int]:
    place = end
    while (
        place < len(line.words)
        and not line.words[place].is_break
        and line.stems[place] not in small("clause_stop")
    ):
        place += 1
    return end, place


def _main_after(line: Line, begin: int) -> tuple[int, int]:
    """A clause in front governs the one behind its comma."""
    begin = min(begin + 1, len(line.words))
    place = begin
    while place < len(line.words) and not line.words[place].is_break:
        place += 1
    return begin, place


def _ranks(rank: Side, line: Line, span: tuple[int, int], names: set[str], lexicon: Lexicon) -> None:
    start, end = span
    left, right = _left(line, start), _right(line, end)
    if "prefer" in names:
        _preference(rank, line, right)
    if "above" in names:
        left_side = _above_left(line, start, left, right, lexicon)
        if left_side is not None:
            _mark(rank, line, left_side, 1)
            _mark(rank, line, right, -1)
    elif "below" in names:
        _mark(rank, line, left, -1)
        _mark(rank, line, right, 1)
    elif names & {"more", "less"}:
        reach = range(end, min(right[1] + 1, len(line.stems)))
        than = next((place for place in reach if line.stems[place] == "than"), None)
        if than is None or (start and line.stems[start - 1] in small("denying")):
            return
        sign = 1 if "more" in names else -1
        if not line.concepts(left):
            left = _left(line, max(0, left[0] - 1))
        _mark(rank, line, left, sign)
        _mark(rank, line, _right(line, than + 1), -sign)


def _above_left(
    line: Line, start: int, left: tuple[int, int], right: tuple[int, int], lexicon: Lexicon
) -> tuple[int, int] | None:
    """What stands above, for `A rather than B`, `A, not B` and `choose A over B`; None where that is not said."""
    if line.stems[start] in {"not", "never"}:
        if start == 0 or line.words[start - 1].text not in ",(":
            return None
        return _left(line, start - 1)
    if line.stems[start] == "over":
        ranking = any({"prefer"} & set(names) for _, _, names in lexicon.order.scan(line.stems[left[0] : left[1]]))
        return left if ranking else None
    return _main_after(line, right[1]) if left[0] == left[1] else left


def _preference(rank: Side, line: Line, right: tuple[int, int]) -> None:
    """`prefer A to B`, `A is preferable to B`."""
    begin, last = right
    middle = next((place for place in range(begin, last) if line.stems[place] in {"to", "over"}), None)
    if middle is None:
        return
    _mark(rank, line, (begin, middle) if middle > begin else _left(line, begin - 1), 1)
    _mark(rank, line, (middle + 1, last), -1)


def _verbs(line: Line, lexicon: Lexicon) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """What stands left and right of each verb of one side, in its clause; turned round for a passive."""
    found: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
    for start, end, verbs in lexicon.pivots.scan(line.stems):
        if line.stems[start] == "to" and "from" not in line.stems[max(0, start - 4) : start]:
            continue
        left = line.nearest(_left(line, start), True)
        right = line.nearest(_right(line, end), False)
        by = "by" in line.stems[end : end + 4] and "be" in line.stems[max(0, start - 3) : start]
        for verb in verbs:
            found[verb] = (right, left) if by else (left, right)
    return found


def conflicts(claim: Mapping[str, frozenset[int]], held: Mapping[str, frozenset[int]]) -> tuple[list[str], list[str]]:
    """Concepts whose only sign differs, and those whose only sign agrees."""
    against: list[str] = []
    agreed: list[str] = []
    for name, signs in claim.items():
        other = held.get(name)
        if other is None or len(signs) > 1 or len(other) > 1:
            continue
        (agreed if signs == other else against).append(name)
    return against, agreed


def swapped(claim: Layers, held: Layers) -> str:
    """The verb round which two things have changed places; '' where none has."""
    for verb, (left, right) in claim.verbs.items():
        if verb in held.verbs:
            other_left, other_right = held.verbs[verb]
            to_right = (other_left - other_right) & (right - left)
            to_left = (other_right - other_left) & (left - right)
            stayed = (other_left - other_right) & (left - right) | (other_right - other_left) & (right - left)
            if to_right and to_left and not stayed:
                return verb
    return ""
