"""A place said once for those who follow: "In Baltimore: Dr. Pell, ...; Dr. Voss, ...", "From Lima there are two."."""

from __future__ import annotations

from assistant.casebook.lengths import exact_weeks, put_weeks_at
from assistant.casebook.model import letter_path
from assistant.casebook.people import Person
from assistant.casebook.places import country_of
from assistant.casebook.reading import Mention
from assistant.casebook.stance import Clause
from assistant.casebook.turn import Turn

_REACH = 6  # tokens between the place and its colon
_TIMES = frozenset({"day", "week", "morning", "month", "time", "night", "patient"})  # "each day"
_SHARED = ("experience.setting", "experience.weeks", "writer.country")
_OF_ALL = 4  # tokens between "all" and what they were
_OTHERS = ("name", "cue:he", "cue:she", "cue:gap")


def write_heading(turn: Turn, clause: Clause, people: list[Person]) -> None:
    """The country of the heading to those new letters that have none of their own."""
    fresh = {change.value for change in turn.draft.changes if change.op in {"add_letter", "rename_letter"}}
    for person in people:
        if person.kind not in {"name", "new"}:
            continue
        place = _heading(turn, clause, person.first) or _counted_place(turn, clause)
        for letter in person.letters if place is not None else []:
            path = letter_path(letter, "writer.country")
            code, _, sources = country_of(turn, [place]) if place is not None else (None, (), [])
            if code is not None and letter in fresh and turn.draft.get(path) is None and not _asked(turn, path):
                turn.draft.set(path, code, turn.said(sources[0]))


def _asked(turn: Turn, path: str) -> bool:
    return any(question.field == path for question in turn.draft.questions)


def _heading(turn: Turn, clause: Clause, at: int) -> Mention | None:
    """The place before the last colon in front of a token, within its sentence."""
    number = clause.sentence
    while number and turn.message.sentences[number - 1].mark == ";":
        number -= 1
    start = turn.message.sentences[number].first
    colon = next((i for i in range(at - 1, start - 1, -1) if turn.raw(i) == ":"), None)
    if colon is None or turn.message.has(start, colon, *_OTHERS):
        return None
    found = list(turn.message.inside(max(start, colon - _REACH), colon, "country"))
    own = turn.message.has(start, colon, "cue:own_home", "cue:target")
    return found[-1] if found and not own else None


def _counted_place(turn: Turn, clause: Clause) -> Mention | None:
    """ "From Lima there are two. Dr. A is ... Dr. B is ...": the place of the sentence that counts them."""
    for number in range(clause.sentence - 1, max(-1, clause.sentence - 4), -1):
        sentence = turn.message.sentences[number]
        place = counted_here(turn, sentence.first, sentence.last)
        if place is not None:
            return place
        if turn.message.has(sentence.first, sentence.last, "country"):
            return None
    return None


def counted_here(turn: Turn, first: int, last: int) -> Mention | None:
    """The place of "From Lima there are two", "in Cairo I have three doctors"; None where nobody is counted."""
    while first < last and turn.message.tokens[first].kind == "sign":
        first += 1
    place = next(turn.message.inside(first, last, "country"), None)
    if place is None or place.first - first > 1 or turn.text(place.first - 1) not in {"from", "in", "at"}:
        return None
    verb = (turn.text(place.last), turn.text(place.last + 1))
    counted = any(1 < (turn.number_at(at) or 0) <= _REACH for at in range(place.last + 2, min(place.last + 5, last)))
    told = turn.message.has(place.last, last, "name", "amount", "country")
    return place if verb in {("there", "are"), ("i", "have"), ("i", "got")} and counted and not told else None


def share_counted_place(turn: Turn) -> None:
    """ "2 rotations in houston, one with dr Malik, other dr Cole": place and kind of the stays of all who follow."""
    fresh = [name for name in turn.draft.added() if name in turn.draft.ids() and not turn.draft.is_unnamed(name)]
    for sentence in turn.message.sentences:
        first_name = next(turn.message.inside(sentence.first, sentence.last, "name"), None)
        head = _counted_stays(turn, sentence.first, first_name.first if first_name else sentence.last, len(fresh))
        if head is None or sentence.mark == "?":
            continue
        code, _, sources = country_of(turn, [head[1]])
        setting = next(turn.message.inside(head[0], head[1].first, "fact:experience.setting"), None)
        for letter in fresh:
            path = letter_path(letter, "writer.country")
            if code is not None and turn.draft.get(path) is None and not _asked(turn, path):
                turn.draft.set(path, code, turn.said(sources[0]))
            if setting is not None and turn.draft.get(letter_path(letter, "experience.setting")) is None:
                turn.draft.set(letter_path(letter, "experience.setting"), setting.value, turn.said(setting))
        return


def share_setting_of_all(turn: Turn) -> None:
    """ "I have 3 letters, all from observerships. Dr. A ... Dr. B ... Dr. C ...": what is told of all who follow."""
    fresh = [name for name in turn.draft.added() if name in turn.draft.ids() and not turn.draft.is_unnamed(name)]
    name = next((m for m in turn.message.mentions if m.group == "name"), None)
    for sentence in turn.message.sentences if name is not None and len(fresh) > 1 else ():
        end = min(sentence.last, name.first) if name is not None else sentence.first
        if sentence.mark == "?" or end <= sentence.first:
            return
        lead = (sentence.first, end)
        for letter in fresh:
            _share_with(turn, letter, lead)


def _share_with(turn: Turn, letter: str, lead: tuple[int, int]) -> None:
    """What a lead-in tells of each one: "all from observerships", "4 weeks each at two places", "all home letters"."""
    told = list(turn.message.inside(*lead, "fact:experience.setting"))
    near = range(max(lead[0], told[0].first - _OF_ALL) if told else lead[1], lead[1])
    of_each = any(turn.text(at) in {"each", "both"} and turn.text(at + 1) not in _TIMES for at in range(*lead))
    setting, weeks, place = (letter_path(letter, name) for name in _SHARED)
    of_all = of_each or any(turn.text(at) == "all" for at in near if at < told[0].last)
    if len(told) == 1 and of_all and turn.draft.get(setting) is None:
        turn.draft.set(setting, told[0].value, turn.said(told[0]))
    lengths = [m for m in turn.message.inside(*lead, "amount") if isinstance(m.value.unit, int)]
    if len(lengths) == 1 and of_each and turn.draft.get(weeks) is None and exact_weeks(lengths[0].value):
        put_weeks_at(turn, weeks, exact_weeks(lengths[0].value) or 0, turn.said(lengths[0]))
    homes = list(turn.message.inside(*lead, "cue:home"))
    home = turn.draft.get("home_country")
    every = homes and "all" in {turn.text(at) for at in range(max(lead[0], homes[0].first - _OF_ALL), homes[0].first)}
    if every and isinstance(home, str) and turn.draft.get(place) is None and not _asked(turn, place):
        turn.draft.set(place, home, turn.said(homes[0]))


def _counted_stays(turn: Turn, first: int, last: int, count: int) -> tuple[int, Mention] | None:
    """The token of the number of "2 rotations in houston" and the place, where just as many writers are told."""
    place = next(turn.message.inside(first, last, "country"), None)
    if place is None or count < len(("one", "other")) or turn.text(place.first - 1) not in {"in", "at"}:
        return None
    for at in range(max(first, place.first - _REACH), place.first - 1):
        stays = turn.text(place.first - 2) in turn.book.lists["counted_stays"]
        if stays and turn.number_at(at) == count and not turn.message.has(at, place.first, "amount"):
            return at, place
    return None
