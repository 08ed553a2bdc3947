"""What a message that asks for advice says of the applicant in passing: "IM, I'm chilean", "who writes for FM?"."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.casebook.fields import names_of
from assistant.casebook.home import set_home
from assistant.casebook.reading import Mention
from assistant.casebook.turn import Turn

_MOST_WORDS = 12
_OF_ONESELF = frozenset({"home_country", "graduation_year", "exam_failures", "clinical_gap_months", "name"})


def read_asides(turn: Turn) -> None:
    """Home country and targets, where nothing firmer told them; for messages that ask for advice only."""
    own = any(change.field in _OF_ONESELF or change.op == "add_letter" for change in turn.draft.changes)
    if not (turn.asks_whom and own):
        return
    if turn.draft.get("home_country") is None:
        _read_home(turn)
    if turn.draft.get("targets") is None:
        _read_targets(turn)
    if turn.draft.get("application_year") is None:
        _read_season(turn)


def _read_home(turn: Turn) -> None:
    found = {place.value[0]: place for place in _homes(turn) if not place.value[0].startswith("?")}
    if len(found) == 1:
        ((code, place),) = found.items()
        if code != "US":
            set_home(turn, code, turn.said(place))


def _homes(turn: Turn) -> Iterator[Mention]:
    """Places that are called home, or peoples that stand for the person: "(brazilian)", "a haitian like me"."""
    words = turn.book.lists["calls_home"]
    for place in turn.message.inside(0, len(turn.message.tokens), "country"):
        kind = place.value[2]
        before, after = place.first - 1, place.last
        after += turn.text(after) == "is" or turn.raw(after) in {",", "(", "-", "\u2013"}
        owned = turn.text(after) in {"my", "our"} and turn.text(after + 1) in words
        at_home = turn.text(before) == "in" and turn.text(before - 1) == "home" and turn.text(before - 2) != "nursing"
        like_me = kind == "people" and (turn.text(place.last), turn.text(place.last + 1)) == ("like", "me")
        bracket = kind in {"people", "names"} and turn.raw(before) == "(" and _is_aside(turn, place)
        regards = turn.text(before) == "from" and turn.text(before - 1) in turn.book.lists["greets_from"]
        works = kind == "people" and turn.text(place.last) in turn.book.lists["working_abroad"]
        if owned or at_home or like_me or bracket or regards or works:
            yield place


def _is_aside(turn: Turn, place: Mention) -> bool:
    """The bracket holds the person's country and field, and nobody else: "(brazilian, general surgery applicant)"."""
    end = next((at for at in range(place.last, len(turn.message.tokens)) if turn.raw(at) == ")"), None)
    if end is None or end - place.first > _MOST_WORDS:
        return False
    others = turn.message.has(place.last, end, "name", "cue:he", "cue:she", "fact:", "amount", "country")
    agents = any(turn.is_agent(m) for m in turn.message.inside(place.last, end, "specialty"))
    ends_message = end + 2 >= len(turn.message.tokens)
    return not (others or agents) and (ends_message or place.value[2] == "people")


def _read_targets(turn: Turn) -> None:
    """The one field that the questions ask for: "who should write for anesthesia?", "my IM application"."""
    said = [field for field in turn.message.inside(0, len(turn.message.tokens), "specialty") if _is_wished(turn, field)]
    names = {name for field in said for name in names_of(turn, [field])}
    if len(names) == 1 and said:
        turn.draft.set("targets", sorted(names), turn.said(said[0]))


def _is_wished(turn: Turn, field: Mention) -> bool:
    if turn.is_agent(field) or turn.specialty(field, context=True) is None:
        return False
    before, after = turn.text(field.first - 1), turn.text(field.last)
    if after in turn.book.lists["not_a_target_before"] or turn.message.has(
        field.last, field.last + 1, "cue:letter", "role"
    ):
        return False
    if before == "for" and turn.message.has(field.first - 2, field.first - 1, "cue:letter"):
        return False  # "what is in a letter for radiology?"
    applied = after in turn.book.lists["applied_for"]
    if any(True for _ in turn.message.at(field.last, "country")) and not applied:
        return False
    return before in turn.book.lists["before_wished"] or applied or _is_sentence(turn, field)


def _is_sentence(turn: Turn, field: Mention) -> bool:
    """ "Preventive medicine." is a sentence of its own, with nothing but the person's country beside it."""
    sentence = next((s for s in turn.message.sentences if s.first <= field.first < s.last), None)
    if sentence is None or sentence.last - sentence.first > _MOST_WORDS:
        return False
    covered = {
        at
        for m in turn.message.inside(sentence.first, sentence.last, "specialty", "country", "date", "cue:first_person")
        for at in range(m.first, m.last)
    }
    fillers = turn.book.lists["headline_fillers"] | {"of", "course"}
    return all(
        at in covered or turn.message.tokens[at].kind in {"sign", "number"} or turn.text(at) in fillers
        for at in range(sentence.first, sentence.last)
    )


def _read_season(turn: Turn) -> None:
    """ "enough for IM september 2027?", "lacking for Match 2028": a season that is still to come."""
    for day in turn.message.inside(0, len(turn.message.tokens), "date"):
        september = day.value.month == turn.book.limits["september"] and not day.value.day
        of_a_stay = turn.message.has(max(0, day.first - 3), day.first, "cue:started", "cue:ended", "cue:grad")
        is_over = (day.value.year or 0, turn.book.limits["september"]) < (turn.today.year, turn.today.month)
        if september and not is_over and not of_a_stay:
            turn.draft.set("application_year", day.value.year, turn.said(day))
            return
    for cue in turn.message.inside(0, len(turn.message.tokens), "cue:match"):
        year = turn.year_at(cue.last)
        if year is not None and year > turn.today.year:
            turn.draft.set("application_year", year - 1, turn.words(cue.first, cue.last + 1))
            return
