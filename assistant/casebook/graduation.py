"""The year in which the applicant finished medical school."""

from __future__ import annotations

from assistant.casebook.reading import Mention
from assistant.casebook.season import year_said
from assistant.casebook.stance import Clause, of_another
from assistant.casebook.turn import Turn

_NEAR = 6


def read_graduation(turn: Turn, clause: Clause) -> None:
    """The year of graduation beside a word such as "graduated" or "YOG"."""
    message = turn.message
    if _school_year(turn, clause):
        return
    for cue in message.inside(clause.first, clause.last, "cue:grad"):
        if message.has(max(clause.first, cue.first - 2), cue.first, "name") or of_another(message, clause, cue.first):
            continue
        ahead = range(cue.last, min(_past_school(turn, cue.last, clause.last) + _NEAR, clause.last))
        behind = range(cue.first - 1, max(_before_deed(turn, cue.first) - 3, clause.first - 1), -1)
        for index in (*ahead, *behind):
            if message.has(
                min(cue.last, index), max(cue.first, index), "cue:match", "cue:target", "cue:exam", "cue:deadline"
            ):
                continue
            year = year_said(turn, index) or (_short_year(turn, index) if index == cue.last else None)
            beside = turn.year_at(cue.first - 1) if cue.first > clause.first else None
            joined = any(turn.text(at) in turn.book.lists["before_year"] for at in range(cue.last, index))
            apart = any(turn.raw(at) == "," for at in range(cue.last, index))
            if beside and index > cue.last and (apart or not joined) and beside <= turn.today.year:
                continue  # "2019 passout IM 2027", "2016 graduate of Dow, hoping for 2027"
            if beside and year and beside <= turn.today.year <= year and index > cue.last:
                continue  # "2016 graduate and psychiatry hopeful for 2027"
            if is_of_work(turn, index, cue.last if index >= cue.last else clause.first):
                continue  # "finished medical school, internship 2018"
            if year is not None and 1960 <= year <= turn.today.year + 6:
                turn.draft.set("graduation_year", year, turn.words(min(cue.first, index), max(cue.last, index + 1)))
                return
        if _relative_graduation(turn, clause, cue):
            return
    _plainly_finished(turn, clause)


def _before_deed(turn: Turn, first: int) -> int:
    """ "it was 2024 that I graduated": the first of the words between a year and what happened in it."""
    at = first
    while turn.text(at - 1) in turn.book.lists["between_year_and_deed"]:
        at -= 1
    return at if at < first and turn.year_at(at - 1) is not None else first


def is_of_work(turn: Turn, index: int, first: int) -> bool:
    """ "rural year 2020", "house job in 2019": right before a year stands what else was done in it."""
    at = index - 1
    while at >= first and _is_between(turn, at):
        at -= 1
    return at >= first and turn.text(at) in turn.book.lists["worked_then"]


def _is_between(turn: Turn, at: int) -> bool:
    """ "in", a comma, or how long it was: what may stand between a kind of work and its year."""
    if turn.text(at) in turn.book.lists["between_work_and_year"] or turn.raw(at) in {":", "-", ","}:
        return True
    return any(m.group == "amount" and m.first <= at < m.last for m in turn.message.mentions)


def _short_year(turn: Turn, index: int) -> int | None:
    """ "yog 16", "batch of '19": a year of two figures right behind the word."""
    if turn.message.tokens[index : index + 1] and turn.raw(index) in {"'", "’", ":", "-"}:
        index += 1
    number = turn.number_at(index)
    ends = index + 1 >= len(turn.message.tokens) or turn.message.tokens[index + 1].kind == "sign"
    fits = number is not None and len(turn.raw(index)) == 2 and turn.raw(index).isdigit() and ends
    year = 2000 + (number or 0)
    return (year if year <= turn.today.year + 1 else year - 100) if fits else None


def _past_school(turn: Turn, at: int, last: int) -> int:
    """ "graduated from King Edward Medical University in Lahore in 2016": the token after a school and its place."""
    after = at
    while at < last and turn.message.tokens[at].raw not in {",", ";"}:
        place = next(iter(turn.message.at(at, "country", "offshore")), None)
        if place is not None:
            at = after = place.last
        elif turn.text(at) in turn.book.lists["institutions"] or turn.text(at) in {"from", "in", "of", "at", "the"}:
            at += 1
            after = at
        elif turn.message.tokens[at].capital and at - after < 3:
            at += 1
        else:
            break
    return after


def _school_year(turn: Turn, clause: Clause) -> bool:
    """ "I'm Turkish, Hacettepe 2021": a school and a year say when."""
    for place in turn.message.inside(clause.first, clause.last, "country", "offshore"):
        school = place.group == "offshore" or place.value[2] == "school"
        at = place.last + (turn.message.tokens[place.last : place.last + 1] != [] and turn.text(place.last) == "(")
        year = turn.year_at(at)
        if school and year is not None and year <= turn.today.year + 1 and not in_letters(turn, clause):
            turn.draft.set("graduation_year", year, turn.words(place.first, at + 1))
            return True
    for at in range(clause.first + 1, clause.last - 1):
        year = turn.year_at(at + 1 + (turn.raw(at + 1) in {"(", ","}))
        school = turn.text(at) in turn.book.lists["schools"] and turn.message.tokens[at - 1].capital
        if school and year is not None and year <= turn.today.year and not in_letters(turn, clause):
            turn.draft.set("graduation_year", year, turn.words(at - 1, at + 2))  # "Ege University 2017"
            return True
    return False


def _plainly_finished(turn: Turn, clause: Clause) -> None:
    """ "i finished twenty fifteen", "trained in Kumasi (2018)": a past year right behind the word or its place."""
    message = turn.message
    other = message.has(clause.first, clause.last, "cue:weeks_cue", "amount", "cue:exam", "fact:experience.setting")
    if turn.draft.get("graduation_year") is not None or other or in_letters(turn, clause):
        return
    for at in range(clause.first, clause.last):
        if turn.text(at) not in turn.book.lists["finishing"]:
            continue
        place = _past_school(turn, at + 1, clause.last)
        place += turn.raw(place) in {"(", ","}
        year = turn.year_at(place)
        if year is not None and year < turn.today.year:
            turn.draft.set("graduation_year", year, turn.words(at, place + 1))
            return


def _relative_graduation(turn: Turn, clause: Clause, cue: Mention) -> bool:
    message, end = turn.message, min(cue.last + _NEAR, clause.last)
    for group, back in (("cue:last_year", 1), ("cue:this_year", 0), ("cue:next_year", -1)):
        found = next(message.inside(cue.last, end, group), None)
        if found is not None and not any(message.tokens[at].raw == "," for at in range(cue.last, found.first)):
            year, words = turn.today.year - back, turn.words(cue.first, found.last)
            turn.draft.set("graduation_year", year, words)
            turn.draft.ask("graduation_year", "assumed_year", words, (str(year), str(year - 1)))
            return True
    for amount in message.inside(cue.last, end, "amount"):
        exact = amount.value.unit == "year" and amount.value.low == amount.value.high
        if exact and turn.text(amount.last) in turn.book.lists["ago"]:
            year = turn.today.year - int(amount.value.low)
            words = turn.words(cue.first, amount.last + 1)
            turn.draft.set("graduation_year", year, words)
            turn.draft.ask("graduation_year", "assumed_year", words, (str(year), str(year - 1)))
            turn.used.add(amount)
            return True
    return False


def in_letters(turn: Turn, clause: Clause) -> bool:
    """Whether the sentence of a clause speaks of letters and those who write them."""
    sentence = turn.message.sentences[clause.sentence]
    span = (sentence.first, sentence.last)
    return another_named(turn, *span) or turn.message.has(*span, "cue:letter", "cue:he", "cue:she")


def another_named(turn: Turn, first: int, last: int) -> bool:
    """Somebody other than the applicant is named."""
    own = turn.draft.get("name")
    return any(m.value.full != own for m in turn.message.inside(first, last, "name"))


def is_of_stretch(turn: Turn, at: int) -> bool:
    """ "2016 to 2018", "it was early 2020", "ended 2023": an end of a stretch of time, or a part of a year."""
    joins = {"to", "till", "until", "-", "–"}
    ends = any(turn.text(i) in joins and turn.year_at(i + step) for i, step in ((at - 1, -1), (at + 1, 1)))
    graduates = turn.message.has(0, len(turn.message.tokens), "cue:grad", "cue:graduate_of")
    before = turn.text(at - 1 - (turn.text(at - 1) == "in"))
    return not graduates and (ends or before in {"early", "late", "mid", "ended", "ends", "till", "until", "over"})
