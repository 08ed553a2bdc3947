"""Targets told with their rank, or as the only one: "IM first, anesthesia is backup", "number two FM", "peds only"."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.casebook.fields import held_targets, is_about_letter, names_of, specialty_list
from assistant.casebook.reading import Mention
from assistant.casebook.stance import Clause
from assistant.casebook.turn import Turn

_MOST_BETWEEN = 6  # tokens between a field and its rank
_NEAR = 4  # tokens around the two in which nobody else may be spoken of
_OF_WRITERS = ("name", "role", "cue:letter", "cue:he", "cue:she", "amount")
_JOINED = frozenset({",", "(", ":", "=", "-", "–", "→", ">"})
Ranked = tuple[int, Mention]


def read_ranks(turn: Turn) -> None:
    """Put the targets in the order that the message gives them."""
    told: dict[str, Ranked] = {}
    for rank, field in _ranked(turn):
        for name in names_of(turn, [field]):
            told.setdefault(name, (rank, field))
    held = held_targets(turn)
    if not told or (len(told) == 1 and not held):
        return
    before = next((names or () for path, names in turn.draft.before if path == "targets"), held)
    rest = [name for name in held if name not in told and not (len(told) > 1 and name in before)]
    firsts = [name for name, (rank, _) in told.items() if rank == 1]
    laters = [name for _, name in sorted((rank, name) for name, (rank, _) in told.items() if rank > 1)]
    wanted = [*firsts, *rest, *laters]
    if wanted != held:
        fields = [field for _, field in told.values()]
        turn.draft.set("targets", wanted, turn.words(min(m.first for m in fields), max(m.last for m in fields)))
        turn.used.update(fields)


def _ranked(turn: Turn) -> Iterator[Ranked]:
    """Each field with its rank: that of the words right behind it, else of those before it."""
    taken: set[Mention] = set()
    for clause in turn.clauses:
        at = clause.first
        while at < clause.last:
            rank, end = _rank_at(turn, at)
            if not rank or not _ends(turn, end, clause.last) or _counts_others(turn, at, end, clause):
                at += 1
                continue
            before, behind = _before(turn, at, clause.first), _behind(turn, end, clause.last)
            comma = before is not None and any(turn.raw(index) == "," for index in range(before.last, at))
            first, second = (behind, before) if comma else (before, behind)
            field = first if first is not None and first not in taken else second
            if field is not None and field not in taken and _is_own(turn, min(at, field.first), max(end, field.last)):
                taken.add(field)
                yield rank, field
            at = end


def _rank_at(turn: Turn, at: int) -> tuple[int, int]:
    """The rank that words from a token on say, and the token behind them; 0 for none."""
    found = max(turn.message.at(at, "cue:rank_first", "cue:rank_second", "cue:rank_third"), key=_end, default=None)
    if found is None:
        return 0, at
    return {"cue:rank_first": 1, "cue:rank_second": 2, "cue:rank_third": 3}[found.group], found.last


def _end(mention: Mention) -> int:
    return mention.last


def _ends(turn: Turn, end: int, last: int) -> bool:
    """Behind the rank stands no noun of which it is said: "first rotation", "backup letter"."""
    sign = end >= last or turn.message.tokens[end].kind == "sign"
    return sign or turn.text(end) in turn.book.lists["behind_rank"] or any(True for _ in _fields(turn, end))


def _counts_others(turn: Turn, at: int, end: int, clause: Clause) -> bool:
    """ "My first rotation was in FM, the second in psychiatry": ordinals of rotations or letters."""
    sentence = turn.message.sentences[clause.sentence]
    bare = end - at == 1 and turn.text(at) in turn.book.lists["ordinals"]
    return bare and turn.message.has(sentence.first, sentence.last, *_OF_WRITERS, "cue:weeks_cue", "fact:")


def _fields(turn: Turn, at: int) -> Iterator[Mention]:
    """The fields that begin at a token and are no person, clinic or letter."""
    for field in turn.message.at(at, "specialty"):
        if not turn.is_agent(field) and not is_about_letter(turn, field, len(turn.message.tokens)):
            yield field


def _before(turn: Turn, at: int, first: int) -> Mention | None:
    """The field before a rank: "psychiatry is what i want, number one", "peds as backup"."""
    for end in range(at, max(first, at - _MOST_BETWEEN), -1):
        for field in turn.message.inside(max(first, end - _NEAR), end, "specialty"):
            if field.last == end and field in _fields(turn, field.first):
                return field
        if turn.text(end - 1) not in turn.book.lists["before_rank"] and turn.raw(end - 1) not in _JOINED:
            return None
    return None


def _behind(turn: Turn, at: int, last: int) -> Mention | None:
    """The field behind a rank: "first choice: IM", "number two is family med"."""
    for start in range(at, min(at + _MOST_BETWEEN, last)):
        field = max(_fields(turn, start), key=_end, default=None)
        if field is not None:
            return field
        sign = turn.raw(start) in _JOINED - {","}
        if not sign and turn.text(start) not in turn.book.lists["behind_rank"]:
            return None
    return None


def _is_own(turn: Turn, first: int, last: int) -> bool:
    """No writer is spoken of beside it, and no plan that was given up: "Dr. Weller, IM, first letter"."""
    past = turn.book.lists["turned_from"] - turn.book.lists["before_rank"] - {"first"}
    if any(turn.text(at) in past for at in range(max(0, first - _NEAR), first)):
        return False
    return not turn.message.has(max(0, first - _NEAR), last + _NEAR, *_OF_WRITERS)


def read_only(turn: Turn) -> None:
    """ "only IM now", "surgery only, nothing else": whatever else was wanted is given up."""
    for clause in turn.clauses:
        for at in range(clause.first, clause.last):
            if turn.text(at) not in turn.book.lists["only_words"] or turn.text(at - 1) in turn.book.cues["negation"]:
                continue
            if turn.text(at - 1) in turn.book.lists["before_only_one"]:
                continue  # "doing IM, but the only doctor who likes me is family med"
            found = _only_behind(turn, at, clause) or _only_before(turn, at, clause)
            names = names_of(turn, found)
            if names and names != held_targets(turn) and _is_own(turn, min(at, found[0].first), found[-1].last):
                turn.draft.set("targets", names, turn.words(min(at, found[0].first), max(at + 1, found[-1].last)))
                turn.used.update(found)


def _only_behind(turn: Turn, at: int, clause: Clause) -> list[Mention]:
    start = at + 1
    while start < clause.last and turn.text(start) in turn.book.lists["only_fillers"]:
        start += 1
    return specialty_list(turn, start, clause.last) if any(True for _ in _fields(turn, start)) else []


def _only_before(turn: Turn, at: int, clause: Clause) -> list[Mention]:
    """ "FM only": the field opens its piece, so that it is no "letter from FM only"."""
    ended = at + 1 >= clause.last or turn.message.tokens[at + 1].kind == "sign" or turn.text(at + 1) in {"now", "and"}
    for field in turn.free(max(clause.first, at - _NEAR), at, "specialty"):
        opens = field.first == clause.first or turn.message.tokens[field.first - 1].kind == "sign"
        if field.last == at and ended and opens and field in _fields(turn, field.first):
            return [field]
    return []
