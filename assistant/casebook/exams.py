"""Failed attempts, low scores, and months without clinical work."""

from __future__ import annotations

from assistant.casebook.reading import Amount, Mention
from assistant.casebook.stance import Clause
from assistant.casebook.turn import Turn

_GAP_OPENS = frozenset({"since", "from"})
_MONTHS_OF_YEAR = 12
_NEAR = 6
_LEAST_AGE = 22  # years that are an age and no gap
_MANY = 10  # attempts: from here on a number counts something else


def read_exams(turn: Turn, clause: Clause) -> None:
    """Failed attempts and low scores."""
    draft = turn.draft
    first, last = clause.first, clause.last
    for group, value in (("cue:good_score", False), ("cue:low_score", True)):
        found = next(turn.free(first, last, group), None)
        if found is not None:
            negative = value and turn.negated(found, first)
            draft.set("low_score", value and not negative, turn.said(found))
            break
    found = next(turn.free(first, last, "cue:no_failures"), None)
    failed = [cue for cue in turn.free(first, last, "cue:fail") if found is None or cue.last <= found.first]
    failed = [cue for cue in failed if not turn.negated(cue, first) and not _another_failed(turn, cue, first)]
    if found is not None and _of_one_exam(turn, clause, found) and draft.get("exam_failures"):
        return  # "Step 1 failed twice. Step 2 no fail": what was told of another exam stays
    if found is not None and turn.text(found.last) not in {"on", "in"} and not failed:
        draft.set("exam_failures", 0, turn.said(found))
        return
    _read_failures(turn, clause)


def _of_one_exam(turn: Turn, clause: Clause, found: Mention) -> bool:
    """ "Step 2 CK no fail", "no fail in step 2": said of one exam, not of all."""
    near = range(max(clause.first, found.first - _NEAR), min(clause.last, found.last + 4))
    words = [turn.text(at) for at in near]
    steps = {turn.number_at(at + 1) for at in near if turn.text(at) in {"step", "steps"}} - {None}
    one = len(steps) == 1 or (not steps and "ck" in words)
    return one and not set(words) & {"all", "both", "every", "everything", "any", "other", "another"}


def _read_failures(turn: Turn, clause: Clause) -> None:
    message, draft, first, last = turn.message, turn.draft, clause.first, clause.last
    for group, failures in (("cue:second_attempt", 1), ("cue:third_attempt", 2)):
        found = next(turn.free(first, last, group), None)
        sitting = message.has(first, last, "cue:exam") or any(
            turn.text(index).startswith(("pass", "clear")) for index in range(first, last)
        )
        if found is not None and sitting:
            draft.set("exam_failures", failures, turn.words(first, last))
            return
    if _bare_count(turn, clause):
        return
    fails = [cue for cue in turn.free(first, last, "cue:fail") if not _another_failed(turn, cue, first)]
    exam = message.has(first, last, "cue:exam") or turn.asked == "exam_failures"
    if fails and exam:
        cue = fails[0]
        if turn.negated(cue, first):
            return
        _count_failures(turn, clause, cue)
    elif exam and not fails and not _times_asked(turn, clause):
        _ask_about_attempts(turn, clause)


def _times_asked(turn: Turn, clause: Clause) -> bool:
    """ "yes sir one time step 1" to the question how many attempts failed."""
    for at in range(clause.first, clause.last if turn.asked == "exam_failures" else clause.first):
        number = turn.number_at(at)
        times = turn.text(at + 1) in {"time", "times"} or turn.text(at) in turn.book.lists["times_over"]
        if number and number < _MANY and times:
            turn.draft.set("exam_failures", number, turn.words(clause.first, clause.last))
            return True
    return False


def _bare_count(turn: Turn, clause: Clause) -> bool:
    """ "0 attempts", "fails: 0", "failures on USMLE: none", "2 fails": a number beside the noun, as in a list."""
    nouns = turn.book.lists["failure_nouns"] | turn.book.lists["attempt_nouns"]
    for at in range(clause.first, clause.last):
        if turn.text(at) not in nouns or turn.message.has(clause.first, at, "name", "cue:he", "cue:she"):
            continue
        number, place = _number_beside(turn, clause, at)
        attempts = turn.text(at) in turn.book.lists["attempt_nouns"]
        if number and attempts and number < _MANY and _is_alone(turn, clause, at, place):
            words = turn.words(min(at, place), max(at, place) + 1)  # the last one may have been passed
            turn.draft.told = True
            turn.draft.ask("exam_failures", "how_many_failures", words, (str(number - 1), str(number)))
            return True
        if number is None or number >= _MANY or (number and (attempts or not _is_alone(turn, clause, at, place))):
            continue
        turn.draft.set("exam_failures", number, turn.words(min(at, place), max(at, place) + 1))
        return True
    return False


def _number_beside(turn: Turn, clause: Clause, at: int) -> tuple[int | None, int]:
    """The number right before a noun, or behind it and a colon; "none" and "nil" are none."""
    before, after = at - 1, at + 1
    while after < clause.last and (
        turn.message.has(after, after + 1, "cue:exam")
        or turn.raw(after) in {":", "=", "-", "–"}
        or turn.text(after) in {"on", "in"}
    ):
        after += 1
    for place in (before, after):
        if not clause.first <= place < clause.last or turn.message.has(place, place + 2, "amount"):
            continue
        if turn.text(place) in turn.book.lists["zero_words"] and not (place == after and turn.text(place) == "no"):
            return 0, place
        number = turn.number_at(place)
        ends = place == before or place + 1 >= clause.last or turn.message.tokens[place + 1].kind == "sign"
        if number is not None and ends and turn.text(place - 1) not in {"step", "steps"}:
            return number, place
    return None, at


def _is_alone(turn: Turn, clause: Clause, at: int, place: int) -> bool:
    """The number and its noun are a piece of their own, between signs."""
    first, last = min(at, place), max(at, place) + 1
    while first > clause.first and turn.text(first - 1) in turn.book.lists["sums_up"] | turn.book.lists["beside_sum"]:
        first -= 1  # "So two fails"
    opens = first == clause.first or turn.message.tokens[first - 1].kind == "sign" or turn.raw(first - 1) == "\n"
    return opens and (last >= clause.last or turn.message.tokens[last].kind == "sign")


def _another_failed(turn: Turn, cue: Mention, first: int) -> bool:
    return turn.message.has(max(first, cue.first - 2), cue.first, "cue:he", "cue:she", "cue:they", "name") or (
        turn.text(cue.first - 1) == "who"
    )


def _count_failures(turn: Turn, clause: Clause, cue: Mention) -> None:
    """ "failed step 1 once", "2 failures", "failed step 1 and step 2"; more of them than before is asked."""
    message, draft = turn.message, turn.draft
    count, steps = _times(turn, clause, cue), _failed_steps(turn, clause, cue)
    words = turn.words(clause.first, clause.last)
    held = draft.get("exam_failures")
    also = any(turn.text(index) in turn.book.lists["one_more"] for index in range(clause.first, clause.last))
    if also and isinstance(held, int) and held:
        draft.told = True
        draft.ask("exam_failures", "how_many_failures", words, (str(held), str(held + (count or 1))))
        return
    plural = message.has(cue.first, min(cue.last + 2, clause.last), "cue:exam") and turn.text(cue.first) == "failures"
    if plural and not count:
        draft.told = True
        draft.ask("exam_failures", "how_many_failures", words)
        return
    draft.set("exam_failures", max(count, steps, _in_a_row(turn, clause, cue)), words)


def _times(turn: Turn, clause: Clause, cue: Mention) -> int:
    """How often, where it is said: "failed twice", "x2", "2 failures"; "in total" settles it."""
    count = 0
    for index in range(clause.first, clause.last):
        number = turn.number_at(index)
        nouns = turn.book.cues["attempt"] | turn.book.lists["failure_nouns"]
        told = number is not None and number < 10 and turn.text(index + 1) in nouns
        near = range(index, min(index + 5, clause.last))
        near = range(index, next((at for at in near if turn.message.tokens[at].kind == "sign"), near.stop))
        if told and any(turn.text(at) in turn.book.lists["altogether"] for at in near):
            return number or 0
        over = turn.text(index) in turn.book.lists["times_over"] and _is_of_failure(turn, cue, index)
        if (
            over
            or (number is not None and number < _MANY and turn.text(index - 1) == "x")
            or (told and not turn.text(index - 1).startswith("step"))
        ):
            count += number or 0
    return count


def _is_of_failure(turn: Turn, cue: Mention, index: int) -> bool:
    """ "failed step 1 twice", not "sat step 1 twice because I failed"."""
    if index < cue.first:
        return cue.first - index <= 1
    return not any(turn.text(at) in turn.book.lists["sitting_verbs"] for at in range(cue.last, index))


def _failed_steps(turn: Turn, clause: Clause, cue: Mention) -> int:
    """How many exams stand with the failure: "failed step 1 and step 2"; those passed do not count."""
    found = 0
    for index in range(cue.last, clause.last):
        word = turn.text(index)
        if word.startswith(("pass", "clear", "got", "score", "but")):
            break
        if _is_passed(turn, index, clause.last):
            continue
        found += (turn.number_at(index) is not None and turn.text(index - 1) in {"step", "steps"}) or (
            word in {"ck", "cs"} and turn.text(index - 1) != "2"
        )
        found += (
            turn.number_at(index) is not None
            and turn.text(index - 1) in {"and", "&"}
            and turn.text(index - 2) in {"1", "one"}
        )
    return found


def _is_passed(turn: Turn, index: int, last: int) -> bool:
    """ "failed step 1 once, step 2 passed 231": up to the next sign the exam is told to be passed."""
    ends = next((at for at in range(index, last) if turn.message.tokens[at].kind == "sign"), last)
    return any(turn.text(at).startswith(("pass", "clear")) for at in range(index, ends))


def _in_a_row(turn: Turn, clause: Clause, cue: Mention) -> int:
    """ "Step 2 failed, failed, passed": how often the word is said in a row."""
    found, at = 1, cue.last
    while at < clause.last and (turn.raw(at) == "," or turn.text(at) in {"and", "again", "failed"}):
        found += turn.text(at) == "failed" == turn.text(cue.first)
        at += 1
    return found


def _ask_about_attempts(turn: Turn, clause: Clause) -> None:
    """ "2 attempts on step 1" leaves open whether the last one was passed."""
    for index in range(clause.first, clause.last):
        number = turn.number_at(index)
        if number is not None and turn.text(index + 1) in {"attempt", "attempts"} and 0 < number < 10:
            turn.draft.told = True
            words = turn.words(index, index + 2)
            turn.draft.ask("exam_failures", "how_many_failures", words, (str(number - 1), str(number)))
            return


def read_gap(turn: Turn, clause: Clause) -> None:
    """Months without clinical work."""
    message, first, last = turn.message, clause.first, clause.last
    none = next(turn.free(first, last, "cue:no_gap"), None)
    amounts = [amount for amount in turn.free(first, last, "amount") if _is_span(amount.value)]
    gaps = list(turn.free(first, last, "cue:gap"))
    if any(_none_said(turn, clause, cue) for cue in gaps):
        turn.draft.set("clinical_gap_months", 0, turn.words(first, last))
        return
    # "11 years in practice, no gap", "4 years without gap": a length before it is that of something else
    apart = none is not None and (
        turn.message.tokens[none.first - 1].kind == "sign" or all(none.first <= cue.first < none.last for cue in gaps)
    )
    if none is not None and all(apart and amount.last <= none.first for amount in amounts):
        turn.draft.set("clinical_gap_months", 0, turn.said(none))
        if amounts and message.tokens[none.first - 1].kind != "sign":
            opens = [at + 1 for at in range(first, none.first) if message.tokens[at].kind == "sign"]
            turn.used.update(turn.free(max([first, *opens]), none.first, "specialty", "amount"))  # "5 yrs GP no gap"
        return
    for cue in gaps:
        near = [a for a in amounts if abs(a.first - cue.last) <= _NEAR or abs(cue.first - a.last) <= _NEAR]
        near = [a for a in near if not (_is_age(turn, a) or _is_of_work(turn, cue, a))]
        near = near or _summed_up(turn, cue, amounts)
        if not near or message.has(first, cue.first, "name"):
            continue
        amount = min(near, key=lambda a: min(abs(a.first - cue.last), abs(cue.first - a.last)))
        months = amount.value.low * (12 if amount.value.unit == "year" else 1)
        words = turn.words(min(cue.first, amount.first), max(cue.last, amount.last))
        turn.used.add(amount)
        if amount.value.low != amount.value.high:
            high = amount.value.high * (12 if amount.value.unit == "year" else 1)
            turn.draft.told = True
            turn.draft.ask("clinical_gap_months", "how_long", words, (str(int(months)), str(int(high))))
        else:
            turn.draft.set("clinical_gap_months", int(months) if months == int(months) else months, words)
        return
    if gaps and _read_years_of_gap(turn, gaps[0], last):
        return
    if gaps and any(turn.text(index) in _GAP_OPENS for index in range(gaps[0].last, min(gaps[0].last + 4, last))):
        turn.draft.told = True
        turn.draft.ask("clinical_gap_months", "how_long", turn.words(gaps[0].first, last))
        return
    if (
        gaps
        and turn.text(gaps[0].first) in turn.book.lists["gap_nouns"]
        and not turn.negated(gaps[0], first)
        and (message.has(first, last, "cue:have"))
    ):
        turn.draft.told = True
        turn.draft.ask("clinical_gap_months", "how_long", turn.said(gaps[0]))


def _read_years_of_gap(turn: Turn, gap: Mention, last: int) -> bool:
    """ "gap 2020-2024 (kids)": asked, since the months at its ends are not told, unless "(24 months)" stands behind."""
    sentence = next((s for s in turn.message.sentences if s.first <= gap.first < s.last), None)
    if sentence is not None and turn.message.has(gap.last, sentence.last, "amount"):
        return False
    for at in range(gap.last, min(gap.last + _NEAR, last)):
        begin, end = turn.year_at(at), turn.year_at(at + 2)
        if begin and end and begin < end <= turn.today.year and turn.text(at + 1) in {"-", "–", "to", "till", "until"}:
            turn.draft.told = True
            years = end - begin
            choices = tuple(str(count * _MONTHS_OF_YEAR) for count in (years, years + 1))
            turn.draft.ask("clinical_gap_months", "how_long", turn.words(gap.first, at + 3), choices)
            return True
    return False


def _summed_up(turn: Turn, cue: Mention, amounts: list[Mention]) -> list[Mention]:
    """ "count the gap till she started me, so 4 years": the one length of the words, which sums up."""
    sums = [a for a in amounts if a.first > cue.last and turn.text(a.first - 1) in turn.book.lists["sums_up"]]
    return sums if len(amounts) == 1 else []


def _none_said(turn: Turn, clause: Clause, cue: Mention) -> bool:
    """ "gap: none", "zero gap", "gap 0": nothing beside the noun."""
    if turn.text(cue.first) not in turn.book.lists["gap_nouns"] or turn.message.has(clause.first, cue.first, "name"):
        return False
    after = cue.last
    while after < clause.last and (turn.raw(after) in {":", "=", "-", "–"} or turn.text(after) in {"is", "months"}):
        after += 1
    words = turn.book.lists["zero_words"]
    ends = after + 1 >= clause.last or turn.message.tokens[after + 1].kind == "sign"
    ends = ends or turn.text(after + 1) in turn.book.units or turn.text(after + 1) in turn.book.lists["behind_none"]
    behind = turn.text(after) in words - {"never"} and after < clause.last and ends  # no "gap of no clinic work"
    behind = behind and not turn.message.has(after, after + 2, "amount")
    other = turn.text(cue.first - 2) in turn.book.lists["failure_nouns"]
    told_before = other or turn.raw(cue.first - 2) in {":", "=", "-"}  # "fails: 0  gap: 7 months"
    return behind or (turn.text(cue.first - 1) in {"0", "zero", "nil"} and not told_before)


def _is_age(turn: Turn, amount: Mention) -> bool:
    """ "41 years, gap 5 years": how old the person is."""
    return turn.text(amount.last) == "old" or (amount.value.unit == "year" and amount.value.low >= _LEAST_AGE)


def _is_of_work(turn: Turn, cue: Mention, amount: Mention) -> bool:
    """ "after the break I did 3 months in a clinic": a verb of work stands between."""
    between = (at for at in range(cue.last, amount.first) if turn.text(at - 1) not in turn.book.lists["kinds_of_work"])
    return any(turn.text(at) in turn.book.lists["work_verbs"] for at in between)


def _is_span(amount: Amount) -> bool:
    return amount.unit in {"month", "year"}
