"""A length that is put right: "it was 6 weeks not 4" is said of who held the 4; "4 weeks, but I was ill, so three"."""

from __future__ import annotations

from dataclasses import replace

from assistant.casebook import people
from assistant.casebook.lengths import counted_weeks, exact_weeks, put_weeks
from assistant.casebook.model import letter_path, split_path
from assistant.casebook.reading import Amount
from assistant.casebook.stance import Clause
from assistant.casebook.talk import Talk
from assistant.casebook.turn import Turn

_FIELD = "experience.weeks"
_COUNTED = frozenset({"clinical_gap_months", "exam_failures", "letters", "graduation_year", "application_year"})
_TOLD = ("amount", "name", "date", "country", "specialty", "fact:", "cue:exam", "cue:fail", "cue:gap", "cue:letter")
_AHEAD = 3  # words between "change" and the old length
_WEEK, _MOST = 7, 100  # days of a week; weeks up to which a bare number can be a length
_LONG_UNITS = frozenset({"month", "year"})  # whose weeks are counted, which is said
_NEAR = 4  # words beside a length that say that it does not hold, or that it does now


def replace_weeks(turn: Turn, talk: Talk, old: Amount, new: Amount, words: str) -> bool:
    """Put the new length where the old one stands; True when that settles the words."""
    before, after = counted_weeks(old), counted_weeks(new)
    if after is None or (new.unit in _LONG_UNITS and before is None):
        return False
    held = {name: turn.draft.get(letter_path(name, _FIELD)) for name in turn.draft.ids()}
    holders = [name for name, weeks in held.items() if weeks is not None and weeks == before]
    if len(holders) > 1 or talk.named:
        holders = [name for name in holders if name in talk.current] or ([] if talk.named else holders)
    if len(holders) == 1:
        put_weeks(turn, holders[0], after, words)
        if new.unit in _LONG_UNITS:
            turn.draft.ask(letter_path(holders[0], _FIELD), "assumed_weeks", words, (f"{after:g}",))
    elif holders:
        _ask_whose(turn, holders, after, words)
    elif talk.named or len(held) == 1 or not any(held.values()):
        return False
    turn.draft.told = True  # of several letters none held the old length: it is not said whose the new one is
    return True


def _ask_whose(turn: Turn, holders: list[str], weeks: float, words: str) -> None:
    """Two held the old length: the letter is asked, and the new length is kept until it is known."""
    turn.draft.ask(f"letters[].{_FIELD}", "which_letter", words, tuple(holders))
    value = int(weeks) if weeks == int(weeks) else weeks
    turn.draft.pending = {"choices": holders, "changes": [[_FIELD, value, words]]}


def mend_bare(turn: Turn, clause: Clause) -> bool:
    """ "make it 9", "9 sorry": a bare number in the place of the one length that the last message told."""
    numbers = [at for at in range(clause.first, clause.last) if turn.number_at(at) and not turn.year_at(at)]
    paths = [path for path in turn.draft.last if path.endswith(_FIELD) and turn.draft.get(path) is not None]
    counted = any(path in _COUNTED for path in turn.draft.last)
    asked = turn.asked is not None and (turn.asked.endswith(_FIELD) or turn.asked in _COUNTED)
    told = turn.message.has(0, len(turn.message.tokens), *_TOLD)
    mends = turn.message.has(clause.first, clause.last, "cue:correction", "cue:self_repair")
    if len(numbers) != 1 or len(paths) != 1 or counted or asked or told or not mends:
        return False
    words = [at for at in range(clause.first, clause.last) if turn.message.tokens[at].kind != "sign"]
    number = turn.number_at(numbers[0]) or _MOST
    if len(words) > _NEAR or number >= _MOST:
        return False
    put_weeks(turn, str(split_path(paths[0])[0]), float(number), turn.words(clause.first, clause.last))
    return True


def _change(turn: Turn, first: int, last: int) -> None:
    """ "change 4 to 6 weeks", "kindly amend seven to eight weeks": no stretch between, but the old and the new one."""
    for told in [m for m in turn.free(first, last, "amount") if m.value.unit == _WEEK and m.value.low < m.value.high]:
        ahead = range(max(first, told.first - _AHEAD), told.first)
        verb = any(turn.text(at) in turn.book.lists["moves_value"] for at in ahead)
        holders = [name for name in turn.draft.ids() if turn.draft.get(letter_path(name, _FIELD)) == told.value.low]
        if verb and len(holders) == 1:
            put_weeks(turn, holders[0], told.value.high, turn.said(told))
            turn.used.add(told)
            turn.apart.append((told.first, told.last))


def mend_weeks(turn: Turn) -> None:
    """Lengths that a sentence puts right without a word of correction, before anything else is read of them."""
    for sentence in turn.message.sentences:
        first, last = sentence.first, sentence.last
        _change(turn, first, last)
        _resume(turn, first, last)
        _add_rest(turn, first, last)
        wrong = _taken_back(turn, first, last)
        if wrong is not None:
            _put_instead(turn, *wrong, (first, last))


def _resume(turn: Turn, first: int, last: int) -> None:
    """ "four weeks, but the fourth I was ill, so three", "I returned 2 weeks, total six": the number that sums up."""
    amounts = [m for m in turn.free(first, last, "amount") if m.value.unit == _WEEK]
    words = {turn.text(at) for at in range(first, last)}
    changed = words & (turn.book.lists["time_off"] | turn.book.lists["lengthened"] | turn.book.lists["time_changed"])
    if len(amounts) != 1 or not changed or len(list(turn.message.inside(first, last, "name"))) > 1:
        return  # "the cardiologist in Reno, 4 weeks, so three" counts letters
    for at in range(amounts[0].last, last):
        number = turn.number_at(at)
        ends = at + 1 >= last or turn.message.tokens[at + 1].kind == "sign"
        if number and number < _MOST and ends and _sums_up(turn, at - 1, amounts[0].last):
            place = turn.message.mentions.index(amounts[0])
            said = replace(amounts[0].value, low=float(number), high=float(number))
            turn.message.mentions[place] = replace(amounts[0], value=said)
            return


def _add_rest(turn: Turn, first: int, last: int) -> None:
    """ "2 weeks gone and 2 more remaining", "3 weeks done, one week left": the length of the whole."""
    lists = turn.book.lists
    for gone in [m for m in turn.free(first, last, "amount") if m.value.unit == _WEEK]:
        at = gone.last + (turn.text(gone.last) in {"are", "is", "already"})
        if turn.text(at) not in lists["behind_one"]:
            continue
        ahead = range(at + 1, min(at + 2 * _NEAR, last))
        rest = next((place for place in ahead if turn.number_at(place)), None)
        left = rest is not None and any(turn.text(place) in lists["still_to_go"] for place in range(rest, rest + _NEAR))
        if rest is None or not left or (turn.number_at(rest) or _MOST) >= _MOST:
            continue
        whole = float((turn.number_at(rest) or 0) + gone.value.low)
        place = turn.message.mentions.index(gone)
        turn.message.mentions[place] = replace(gone, value=replace(gone.value, low=whole, high=whole))
        turn.used.update(m for m in turn.message.inside(rest, rest + _NEAR, "amount"))
        return


def _sums_up(turn: Turn, at: int, first: int) -> bool:
    """A word such as "so" or "total" before a number, with nothing but small words between."""
    while at >= first and turn.text(at) in turn.book.lists["beside_sum"]:
        at -= 1
    return at >= first and turn.text(at) in turn.book.lists["sums_up"]


def _taken_back(turn: Turn, first: int, last: int) -> tuple[float, int, int] | None:
    """ "the 8 weeks is with August", "the 5 was a typo", "8 nahi": a length of before that does not hold, its place."""
    lists = turn.book.lists
    for at in range(first, last):
        number = turn.number_at(at)
        if not number or number >= _MOST:
            continue
        amount = next(turn.message.at(at, "amount"), None)
        behind = amount.last if amount is not None else at + 1
        if turn.text(behind) in lists["not_behind"]:
            return float(number), at, behind
        if turn.text(at - 1) not in {"the", "those", "these", "that"}:
            continue
        near = {turn.text(place) for place in range(behind, behind + _NEAR)}
        false = turn.text(behind) in {"is", "was", "were"} and not near.isdisjoint(lists["misspelt"] | {"mistake"})
        if (amount is not None and amount.value.unit == _WEEK) or false:
            return float(number), at, behind
    return None


def _put_instead(turn: Turn, old: float, at: int, behind: int, span: tuple[int, int]) -> None:
    """Write the one other length of the sentence to the letter that held the old one."""
    amounts = [m for m in turn.free(*span, "amount") if not at <= m.first < behind]
    holders = [name for name in turn.draft.ids() if turn.draft.get(letter_path(name, _FIELD)) == old]
    if len(holders) != 1 or len(amounts) != 1 or amounts[0].value.low == old:
        return
    new, weeks = amounts[0], exact_weeks(amounts[0].value)
    named = [m for m in turn.message.inside(*span, "name") if people.named(turn, m.value) != holders]
    denied = turn.text(behind) in turn.book.lists["not_behind"]
    leads = {turn.text(place) for place in range(max(span[0], new.first - _NEAR), new.first)}
    instead = denied or not leads.isdisjoint(turn.book.lists["leads_to_true"])
    if weeks is None or new.value.low != new.value.high or named or not instead:
        return
    put_weeks(turn, holders[0], weeks, turn.words(min(at, new.first), max(behind, new.last)))
    told = list(turn.free(*span, "amount"))
    turn.used.update(told)
    turn.apart.extend((m.first, m.last) for m in told)
