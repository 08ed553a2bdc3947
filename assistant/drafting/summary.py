"""The rotation summary: one page for certain, in Word and in the PDF, with as many of the notes as it takes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from assistant.domain.vocabulary import specialty_label
from assistant.drafting.case import LetterCase, Record, Value
from assistant.drafting.measure import fits_one_page
from assistant.drafting.page import Page, read_page
from assistant.drafting.pdf import Pdf, page_to_pdf
from assistant.drafting.rules import load_rules
from assistant.drafting.wording import cut, shown_value, usable_notes
from assistant.errors import InputError
from assistant.templates import render

NOTES = ("responsibilities", "cases", "presentations", "feedback")
_SHARES = (1.0, 0.92, 0.84, 0.76, 0.68, 0.6)  # of the page: the PDF may set a rare script wider than was reckoned


@dataclass(frozen=True, slots=True)
class Summary:
    """The page, its size of type in points, its PDF, what it holds and lacks, how many notes were cut or left out.

    `pdf` is None where no font holds one of its characters: those are in `uncovered`. `empty`: there is no note at all.
    """

    page: Page
    points: float
    pdf: Pdf | None
    record: Record
    left_out: int
    uncovered: frozenset[str]
    empty: bool


@dataclass(frozen=True, slots=True)
class _Fit:
    """One way to set it: size of type, how many notes in all, words a note, characters of a name (None: whole)."""

    points: float
    notes: int
    words: int
    name: int | None = None


@dataclass(frozen=True, slots=True)
class _Made:
    page: Page
    fit: _Fit
    record: Record
    left_out: int


def summarise(case: LetterCase, author: str) -> Summary:
    """The summary of one letter's notes, cut alike for Word and the PDF, so that both are one page.

    Raises:
        InputError: even one short note an area does not fit, because of values without end.
    """
    notes = {name: usable_notes(getattr(case.letter.notes, name)) for name in NOTES}
    for share in _SHARES:
        made = _largest(lambda fit: _make(case, notes, fit), notes, share)
        if made is None:
            break
        pdf = page_to_pdf(made.page, made.fit.points, author, most_pages=1)
        if pdf.pages == 1:
            return Summary(
                made.page, made.fit.points, None if pdf.uncovered else pdf, made.record, made.left_out, pdf.uncovered,
                empty=not any(notes.values()),
            )  # fmt: skip
    raise InputError("name: the rotation summary does not fit on one page; shorten the names and the notes")


def summary_notes(summary: Summary) -> Iterable[str]:
    """What to tell the applicant about it, a line each."""
    if summary.uncovered:
        shown = " ".join(sorted(summary.uncovered)[:20])
        yield render("packet/notes.j2", key="uncovered", value=shown)
    if summary.empty:
        yield render("packet/notes.j2", key="empty", value="")
    if summary.left_out:
        yield render("packet/notes.j2", key="cut", value=str(summary.left_out))


def _largest(make: Callable[[_Fit], _Made], notes: dict[str, list[str]], share: float) -> _Made | None:
    """The fullest summary that takes at most `share` of a page; None where not even the shortest does."""
    rule, total = load_rules().one_page, sum(map(len, notes.values()))
    areas = sum(map(bool, notes.values()))

    def fitting(fit: _Fit) -> _Made | None:
        made = make(fit)
        long = sum(len(block.text) for block in made.page.blocks) > load_rules().limits["page_characters"]
        return made if not long and fits_one_page(made.page, fit.points, share) else None

    for points in rule.points:
        if whole := fitting(_Fit(points, total, 10 * rule.most_words)):
            return whole
    small = rule.points[-1]
    if shorter := _most(lambda words: fitting(_Fit(small, total, words)), rule.short_words, rule.most_words):
        return shorter
    fewer = _most(lambda count: fitting(_Fit(small, count, rule.short_words)), areas, total)
    if fewer:
        count = fewer.fit.notes
        return _most(lambda words: fitting(_Fit(small, count, words)), rule.short_words, rule.most_words)
    name = rule.name_characters
    return _most(lambda words: fitting(_Fit(small, areas, words, name)), rule.least_words, rule.short_words)


def _most(fitting: Callable[[int], _Made | None], least: int, most: int) -> _Made | None:
    """What fits with the largest number from `least` to `most`; None where not even `least` does."""
    best = fitting(least)
    while best and least < most:
        middle = (least + most + 1) // 2
        if made := fitting(middle):
            best, least = made, middle
        else:
            most = middle - 1
    return best


def _make(case: LetterCase, notes: dict[str, list[str]], fit: _Fit) -> _Made:
    """The page by one fit: notes are taken in turn from each area, the first of each first."""
    record, applicant, seen = Record(), case.applicant, case.letter.experience
    turns = sorted((turn, at, name) for at, name in enumerate(NOTES) for turn in range(len(notes[name])))[: fit.notes]
    taken = {name: notes[name][: sum(chosen == name for _, _, chosen in turns)] for name in NOTES}
    lists = {name: [cut(line, fit.words) for line in lines] for name, lines in taken.items()}
    whole = sum(line in notes[name] for name, lines in lists.items() for line in lines)
    holes = {f"{name}_hole": Value(f"notes.{name}", None, record) for name in NOTES}
    length = seen.length_weeks  # of dates that make no whole weeks, the dates alone are told
    weeks = f"{length:g}" if length is not None and (seen.weeks is not None or length == int(length)) else ""
    text = render(
        "packet/summary.j2", noun=case.noun, writer=_short(case.writer_label, fit.name) or "",
        targets=Value("targets", case.targets, record), year=str(applicant.application_year or ""),
        applicant=Value("name", _short(shown_value(applicant.name), fit.name), record),
        start=Value("experience.start", case.date_text(seen.start), record),
        end=Value("experience.end", case.date_text(seen.end), record), weeks=weeks, setting=_setting(case),
        nothing_yet=case.nothing_yet, dated=not case.never_taught,
        **lists, **holes,
    )  # fmt: skip
    return _Made(read_page(text), fit, record, sum(map(len, notes.values())) - whole)


def _short(name: str | None, most: int | None) -> str | None:
    return name if name is None or most is None or len(name) <= most else name[: most - 1].rstrip() + "…"


def _setting(case: LetterCase) -> str:
    seen, writer = case.letter.experience, case.letter.writer
    field = writer.subspecialty or writer.specialty
    return render(
        "packet/setting.j2", setting=seen.setting or "", site=seen.site or "", observed=seen.directly_observed is True,
        field=specialty_label(field) if field else "",
    ).removeprefix("; ")  # fmt: skip
