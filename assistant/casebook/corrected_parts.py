"""The month or the year of days told before, put right: "I mean April, not March", "the year is 2026, sorry"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from assistant.casebook.corrected_days import DAYS
from assistant.casebook.dates import make_date
from assistant.casebook.model import letter_path, split_path
from assistant.casebook.month_asked import MONTHS
from assistant.casebook.people import named
from assistant.casebook.season import is_denied
from assistant.casebook.text import Sentence
from assistant.casebook.turn import Turn

_FEW = 5  # words beside a part that is put right and the one that is denied
_OTHER = (
    "date", "amount", "country", "specialty", "fact:", "cue:grad", "cue:year_apply", "cue:match", "cue:deadline",
    "cue:exam", "cue:gap", "cue:fail", "cue:remove", "email",
)  # fmt: skip
_OWN_YEARS = frozenset({"graduation_year", "application_year"})
Part = tuple[str, int]  # "month" or "year", and which


def mend_parts(turn: Turn) -> None:
    """Put the month or the year of a sentence in the place of the one that days told before have."""
    for sentence in turn.message.sentences:
        if sentence.mark == "?" or turn.message.has(sentence.first, sentence.last, *_OTHER):
            continue
        right, wrong = _parts(turn, sentence)
        if len(right) == 1 and len(wrong) <= 1 and _corrects(turn, sentence, bool(wrong)):
            _put(turn, sentence, right[0], wrong)


def _parts(turn: Turn, sentence: Sentence) -> tuple[list[Part], list[Part]]:
    """The months or years that a sentence says to be right, and those that it denies."""
    right, wrong = list[Part](), list[Part]()
    for at in range(sentence.first, sentence.last):
        part = _part_at(turn, at)
        if part is not None and turn.text(at - 1) not in turn.book.lists["before_other_time"]:
            denied = is_denied(turn, at) or _was_written(turn, at)
            (wrong if denied else right).append(part)
    return list(dict.fromkeys(right)), list(dict.fromkeys(wrong))


def _was_written(turn: Turn, at: int) -> bool:
    """ "I put 2026", "instead of March": what was told before."""
    verb, subject = turn.text(at - 1), turn.text(at - 2)
    own = verb in turn.book.lists["before_wrong_part"] and subject in {"i", "we"}
    return own or (subject, verb) == ("instead", "of")


def _part_at(turn: Turn, at: int) -> Part | None:
    if (year := turn.year_at(at)) is not None:
        return "year", year
    month = turn.book.months.get(turn.text(at))
    verb = turn.text(at) == "may" and turn.text(at - 1) not in turn.book.lists["before_may"]
    return ("month", month) if month and not (verb and not turn.message.tokens[at].capital) else None


def _corrects(turn: Turn, sentence: Sentence, denies: bool) -> bool:
    """A word of correction, or the wrong one denied, in few words."""
    said = turn.message.has(sentence.first, sentence.last, "cue:correction", "cue:self_repair", "cue:my_mistake")
    words = [at for at in range(sentence.first, sentence.last) if turn.message.tokens[at].kind != "sign"]
    plain = [at for at in words if turn.text(at) not in turn.book.lists["beside_part"] and _part_at(turn, at) is None]
    people = turn.message.inside(sentence.first, sentence.last, "name")
    beside = len(set(plain) - {at for mention in people for at in range(mention.first, mention.last)})
    return beside <= _FEW if denies else said and not beside  # "sorry, I travel in March" puts no stay right


def _put(turn: Turn, sentence: Sentence, right: Part, wrong: Sequence[Part]) -> None:
    words = turn.words(sentence.first, sentence.last)
    last = [path for path in turn.draft.last if path in _OWN_YEARS]
    if right[0] == "year" and last and not _fitting(turn, sentence, wrong):
        return  # the year of the applicant, told just now
    paths = list(_fitting(turn, sentence, wrong))
    letters = {split_path(path)[0] for path in paths}
    several = turn.message.has(sentence.first, sentence.last, "cue:both", "cue:all_letters", "name")
    parts = {_part(turn.draft.get(path), right[0]) for path in paths}
    open_months = _ask_again(turn, sentence, right, wrong)
    if not open_months and (not paths or len(parts) != 1 or (len(letters) > 1 and not several)):
        return
    for path in paths if not open_months else ():
        held = date.fromisoformat(turn.draft.get(path))
        year, month = (right[1], held.month) if right[0] == "year" else (held.year, right[1])
        day = make_date(year, month, held.day)
        if day is not None:
            turn.draft.set(path, day.isoformat(), words)
    turn.draft.told = True
    turn.apart.append((sentence.first, sentence.last))
    turn.clauses = [c for c in turn.clauses if not (sentence.first <= c.first and c.last <= sentence.last)]


def _fitting(turn: Turn, sentence: Sentence, wrong: Sequence[Part]) -> Iterator[str]:
    """The fields with a day that may be meant: of who is named, else those that the last message told."""
    people = list(turn.message.inside(sentence.first, sentence.last, "name"))
    told = [name for mention in people for name in named(turn, mention.value)]
    paths = [letter_path(name, field) for name in told for field in DAYS] if people else turn.draft.last
    for path in paths:
        held = turn.draft.get(path)
        is_day = (path.endswith(DAYS) or path == "deadline") and isinstance(held, str)
        if is_day and (not wrong or _part(held, wrong[0][0]) == wrong[0][1]):
            yield path


def _part(held: str, kind: str) -> int:
    day = date.fromisoformat(held)
    return day.year if kind == "year" else day.month


def _ask_again(turn: Turn, sentence: Sentence, right: Part, wrong: Sequence[Part]) -> bool:
    """A month whose day was asked is asked again as the other month, or with the other year."""
    months = turn.draft.pending.get(MONTHS)
    asked = dict(months) if isinstance(months, dict) else {}
    if turn.message.has(sentence.first, sentence.last, "name") or not asked:
        return False
    found = False
    for path, about in asked.items():
        words = str(about).split()
        at = [i for i, word in enumerate(words) if _same_kind(turn, word, right[0])]
        old = [_value(turn, words[i], right[0]) for i in at]
        if len(at) == 1 and (not wrong or old == [wrong[0][1]]):
            name = str(right[1]) if right[0] == "year" else _month_said(turn, sentence, right[1])
            turn.draft.ask(path, "which_day", " ".join([*words[: at[0]], name, *words[at[0] + 1 :]]))
            found = True
    return found


def _same_kind(turn: Turn, word: str, kind: str) -> bool:
    return _value(turn, word, kind) is not None


def _value(turn: Turn, word: str, kind: str) -> int | None:
    plain = word.strip(".,").casefold()
    if kind == "year":
        return int(plain) if plain.isdigit() and len(plain) == len("2026") else None
    return turn.book.months.get(plain)


def _month_said(turn: Turn, sentence: Sentence, month: int) -> str:
    return next(
        turn.raw(at) for at in range(sentence.first, sentence.last) if turn.book.months.get(turn.text(at)) == month
    )
