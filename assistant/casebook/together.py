"""How long the applicant and a writer were together: "known me 3 yrs", "my mentor since 2019", "Pune, 18 months".

Years with one writer are longitudinal. A time that is said of something else ("PD for 10 years", "a gap of 2 years")
is none of theirs.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.casebook.model import letter_path
from assistant.casebook.reading import Mention
from assistant.casebook.text import fold
from assistant.casebook.turn import Turn

_LONG_YEARS, _LONG_MONTHS = 2, 12
_SUPERVISORS = frozenset({None, "physician", "phd_researcher"})
_BARE = frozenset({",", "-", "–", "—", "(", ")", ";", "|", "/", ".", ":", "!", "?", "\n", "&", "•", "*", "→"})
_DESCRIBES = ("name", "country", "cue:home", "specialty", "role", "fact:writer.profession", "fact:experience.setting")
_SETTING = "fact:experience.setting"
_WORK = "cue:work_under"
_BESIDE = 3  # words between a time and words for work of one's own
_TITLES = ("fact:writer.leadership", "fact:writer.academic_title")
_PLACED = frozenset({"in", "at", "from"})
_TILL = frozenset({"-", "–", "to", "till", "until"})
_BACK = 8  # words that may stand between a time and the verb that it is the time of
_REACH = 20  # words of a sentence that "since 2022" opens
_GOES_ON = frozenset({"and", "but", "before"})  # behind these a sentence tells of something else
_NEAR = 4  # words before "mentor" in which "my" stands
_BOSSES = frozenset({"boss", "supervisor", "mentor"})  # unlike "3 years consultant", which is a title


def read_years_together(turn: Turn, letter: str, spans: list[tuple[int, int]]) -> bool:
    """Years with a writer, noted as longitudinal; those of a family friend or an imam tell of no supervision."""
    path = letter_path(letter, "experience.longitudinal")
    friend = turn.draft.get(letter_path(letter, "writer.family_friend"))
    other = turn.draft.get(letter_path(letter, "writer.profession")) not in _SUPERVISORS
    if friend or other:
        return False
    if turn.draft.get(path) is not None:
        again = (is_restated(turn, start) for first, last in spans for start, _ in _long_times(turn, first, last))
        turn.draft.told = any(again) or turn.draft.told  # "Saima is 24 months, not 18": it stays one of long
        return False
    for first, last in spans:
        for start, end in _long_times(turn, first, last):
            own = is_time_together(turn, start, end, first) or _of_own_work(turn, start)
            if own and not _is_of_another(turn, letter, first, start):
                turn.draft.set(path, True, turn.words(start, end))
                return True
    return False


def _is_of_another(turn: Turn, letter: str, first: int, start: int) -> bool:
    """ "one letter from USA, my teacher in Lahore guided me since 2016": the teacher writes another one."""
    if not turn.draft.is_unnamed(letter):
        return False
    roles = {turn.text(at) for at in range(first, start)} & turn.book.lists["time_roles"]
    words = {fold(word) for word in turn.draft.added().get(letter, letter).split()} | set(letter.split("_"))
    return bool(roles) and roles.isdisjoint(words)


def is_long(amount: Mention) -> bool:
    """ "3 years" and "18 months" are long; "a year" and "6 months" are weeks that can be counted."""
    unit, low = amount.value.unit, amount.value.low
    return bool((unit == "year" and low >= _LONG_YEARS) or (unit == "month" and low > _LONG_MONTHS))


def is_time_together(turn: Turn, start: int, end: int, first: int) -> bool:
    """Whether the time at some tokens is that of the applicant with the writer."""
    return (
        _behind_verb(turn, start)
        or _behind_role(turn, start)
        or _beside_work(turn, start, end)
        or _opens_work(turn, start, end)
        or _within_work(turn, start, end)
        or _before_writer(turn, start, end)
        or is_restated(turn, start)
        or _beside_own_work(turn, start, end, first)
        or _is_bare(turn, start, end, first)
    )


def _beside_own_work(turn: Turn, start: int, end: int, first: int) -> bool:
    """ "I was a resident there 3 yrs", "2 years I was his SHO", "my boss in Riyadh, 4 years together"."""
    together = turn.text(end) == "together" and turn.text(end + 1) not in turn.book.lists["time_prepositions"]
    apart = _REACH if together else _BESIDE
    words = turn.message.inside(max(first, start - _REACH), end + _BACK, _WORK)
    near = any(m.first - end <= _BESIDE and start - m.last <= apart for m in words)
    return near and turn.text(start - 1) not in {"has", "had", "have"}


def knows_only(turn: Turn, start: int) -> bool:
    """ "knows me 4 years", "known her since 2 years": how long the two know each other, and no stay."""
    return any(turn.text(at) in turn.book.lists["knowing"] for at in range(max(0, start - _NEAR), start))


def is_stay(turn: Turn, start: int, end: int, first: int) -> bool:
    """ "6 months on his ward", "3 months of research with Dr. Noah", unlike "he answered after 3 months"."""
    told = turn.book.lists["time_stays"]
    beside = {turn.text(at) for at in (*range(max(first, start - _NEAR), start), *range(end, end + 3))}
    own = turn.message.has(max(first, start - _NEAR), end + _NEAR, "fact:experience.setting")
    own = own or (turn.text(end) in _PLACED and turn.message.has(end, end + _BACK, "country"))  # "1 month at Baylor"
    own = own or turn.text(_before(turn, start - 1, "time_fillers")) in {"did", "spent"}  # "I did 6 months there"
    ward = turn.raw(start - 1) in _BARE and next(turn.message.at(end, "specialty"), None) is not None  # "4 months ICU"
    return own or ward or bool(beside & told) or is_time_together(turn, start, end, first)


def _long_times(turn: Turn, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Where "3 years", "18 months" and "since 2019" stand."""
    for amount in turn.message.inside(first, last, "amount"):
        behind = turn.text(amount.last)
        known = behind == "from" and knows_only(turn, amount.first)  # "knows me 2 years from house job"
        if is_long(amount) and (known or behind not in turn.book.lists["not_length_after"]):
            yield amount.first, amount.last
    for at in range(first + 1, last):
        if turn.text(at - 1) == "since" and _is_year_of_studies(turn, at):
            yield at - 1, at + 1
        year = turn.year_at(at)
        if year is None:
            continue
        since = turn.text(at - 1) == "since" and turn.today.year - year >= _LONG_YEARS
        ranged = turn.text(at + 1) in _TILL and (_behind_role(turn, at) or _of_own_work(turn, at))
        until = turn.year_at(at + 2) if ranged else None
        if since or (until is not None and until - year >= _LONG_YEARS):
            yield (at - 1, at + 1) if since else (at, at + 3)


def _of_own_work(turn: Turn, at: int) -> bool:
    """ "worked under him 2018-2020", "responsible for my training 2015-2018": the years right behind such words."""
    near = turn.message.inside(max(0, at - 2 * _BACK), at + _BACK, _WORK)
    return any(m.first <= at < m.last or 0 <= at - m.last <= _BESIDE for m in near)


def _is_year_of_studies(turn: Turn, at: int) -> bool:
    """ "my teacher since 3rd year", "since second year"."""
    suffix = turn.number_at(at) is not None and turn.text(at + 1) in {"st", "nd", "rd", "th"}
    ordinal = suffix or turn.text(at) in turn.book.lists["years_of_studies"]
    return ordinal and turn.text(at + 1 + suffix) in {"year", "yr"}


def _behind_verb(turn: Turn, start: int) -> bool:
    """ "known me 3 yrs", "I have worked under Dr. Rao for 5 years", not "he worked with her for 10 years"."""
    at = _before_field(turn, _before_place(turn, _before(turn, start - 1, "time_fillers")))
    me = turn.text(at) in {"me", "myself", "us"}
    behind = at + 1
    name = next((m for m in turn.message.inside(max(0, at - _BACK), behind, "name") if m.last == behind), None)
    if name is not None:
        at = name.first - 1
        while turn.raw(at) == "." or turn.text(at) in turn.book.titles:
            at -= 1
    elif turn.text(at) in turn.book.lists["time_objects"]:
        at -= 1
    else:
        return False
    at -= turn.text(at) in turn.book.lists["time_prepositions"]
    if turn.text(at) not in turn.book.lists["time_verbs"]:
        return False
    subject = _before(turn, at - 1, "time_auxiliaries")
    if turn.text(subject) in turn.book.cues["negation"]:
        return False
    return me or turn.text(subject) in turn.book.lists["oneself"] or turn.raw(subject) in _BARE or subject < 0


def _beside_work(turn: Turn, start: int, end: int) -> bool:
    """ "Hands on 3 years", "3 years of hands on work", "3 years my supervisor", not "he has 10 years of research"."""
    if turn.text(start - 1) in {"has", "had", "have", "with"}:
        return False
    before = start - (turn.text(start - 1) in {"for", "of"})
    behind = end + (turn.text(end) in {"of", "as", "my"})
    beside = turn.message.inside(max(0, before - _NEAR), end + _BACK, _SETTING)
    work = any(m.last == before or m.first < start < m.last for m in beside)
    role = turn.text(end) == "my" and turn.text(end + 1) in turn.book.lists["time_roles"]
    listed = turn.raw(start - 1) in _BARE and _stands_for_work(turn, behind)
    return work or role or listed or next(turn.message.at(behind, _SETTING), None) is not None


def _stands_for_work(turn: Turn, at: int) -> bool:
    """ "2 years supervised", "3 years boss)", "3 years resident in radiology": the word behind a time in a list."""
    ends = turn.raw(at + 1) in _BARE | {""}
    trained = turn.text(at) in turn.book.lists["trained_as"] | {"residency", "internship", "fellowship"}
    return trained or (ends and turn.text(at) in _BOSSES | {"supervised", "trained"})


def _before_writer(turn: Turn, start: int, end: int) -> bool:
    """ "I worked 2 years with Dr. Feldman", "3 years under him"; not "she has 10 years with the clinic"."""
    if turn.text(end) not in turn.book.lists["time_prepositions"] - {"for", "by"}:
        return False
    at = end + 1 + (turn.text(end + 1) in {"prof", "the", "my"})
    writer = any(True for _ in turn.message.at(at, "name", "role")) or turn.text(at) in {"him", "her", "them"}
    verb = _before(turn, start - 1, "time_fillers")
    if not writer or turn.text(verb) in {"has", "had"}:
        return False
    subject = _before(turn, verb - 1, "time_auxiliaries")
    own = turn.text(subject) in turn.book.lists["oneself"] or turn.raw(subject) in _BARE or subject < 0
    told = turn.text(verb) in turn.book.lists["time_verbs"] | turn.book.lists["being"] | {"did", "spent"}
    return (own and told) or turn.raw(verb) in _BARE or verb < 0


def is_restated(turn: Turn, start: int) -> bool:
    """ "Samira was 2 years", "it was 3 years", "the rotation was 2 months": the time itself is told of a writer."""
    at = _before(turn, start - 1, "restated_fillers")
    amount = next(turn.message.at(start, "amount"), None)
    behind = start if amount is None else amount.last
    ends = turn.raw(behind) in _BARE | {""} or turn.text(behind) in turn.book.lists["restated_ends"]
    if turn.text(at) not in {"was", "were", "is", "its"} or not ends:
        return False  # "Roy was 3 years in India"
    named = any(m.last == at for m in turn.message.inside(max(0, at - _NEAR), at, "name"))
    sentence = next((s for s in turn.message.sentences if s.first <= start < s.last), None)
    mends = sentence is not None and turn.message.has(0, sentence.last, "cue:correction")
    it = turn.text(at) == "its" or turn.text(at - 1) in turn.book.lists["restated"]
    return named or (it and mends)


def _opens_work(turn: Turn, start: int, end: int) -> bool:
    """ "Since 2022 I work as a medical assistant in the clinic of Dr. Castellanos"."""
    if turn.text(start) != "since" or turn.text(end + (turn.raw(end) == ",")) not in turn.book.lists["oneself"]:
        return False
    reach = end + _REACH
    name = next(turn.message.inside(end, reach, "name"), None)
    if name is None:
        return False
    works = any(turn.text(at) in turn.book.lists["time_verbs"] for at in range(end, name.first))
    said = {turn.text(at) for at in range(max(end, name.first - 3), name.first)}
    return works and bool(said & (turn.book.lists["time_prepositions"] | {"of"}))


def _within_work(turn: Turn, start: int, end: int) -> bool:
    """ "I work as medical assistant 2 years in the clinic of Dr. Nguyen"."""
    verbs = turn.book.lists["time_verbs"]
    verb = next((at for at in range(start - 1, start - _BACK, -1) if turn.text(at) in verbs), -1)
    subject = _before(turn, verb - 1, "time_auxiliaries")
    reach = end + _REACH
    closes = (at for at in range(end, reach) if turn.raw(at) in _BARE - {"."} or turn.text(at) in _GOES_ON)
    name = next(turn.message.inside(end, next(closes, reach), "name"), None)
    if verb < 0 or name is None or turn.text(subject) not in turn.book.lists["oneself"]:
        return False
    said = {turn.text(at) for at in range(max(end, name.first - 3), name.first)}
    return bool(said & (turn.book.lists["time_prepositions"] | {"of"}))


def _before_writer_named(turn: Turn, at: int) -> int:
    """The token before the writer between a role and a time: "my supervisor here Dr. Rao (emergency) for 14 months"."""
    if turn.raw(at) == ")":
        at = next((place - 1 for place in range(at, max(0, at - _BACK), -1) if turn.raw(place) == "("), at)
    name = next((m for m in turn.message.inside(max(0, at - _BACK), at + 1, "name") if m.last == at + 1), None)
    if name is None:
        return at
    at = name.first - 1
    while turn.raw(at) == "." or turn.text(at) in turn.book.titles or turn.text(at) in {"here", "there"}:
        at -= 1
    return at


def _before_place(turn: Turn, at: int) -> int:
    """The token before the place where they were: "with Dr. Ali in Cairo for 2 years", "my boss there 3 years"."""
    place = next((m for m in turn.message.inside(max(0, at - _BACK), at + 1, "country") if m.last == at + 1), None)
    if place is not None and turn.text(place.first - 1) in _PLACED:
        return place.first - 2
    return at - (turn.text(at) in {"there", "here"})


def _before_field(turn: Turn, at: int) -> int:
    """The token before the field between commas: "I work with dr. Pupo, FM, since 2021"."""
    field = next((m for m in turn.message.inside(max(0, at - _NEAR), at, "specialty") if m.last == at), None)
    aside = field is not None and turn.raw(at) == "," and turn.raw(field.first - 1) == ","
    return field.first - 2 if aside and field is not None else at


def _before(turn: Turn, at: int, words: str) -> int:
    """The nearest token from here backwards that is none of some words."""
    least = at - _BACK
    while at > least and turn.text(at) in turn.book.lists[words]:
        at -= 1
    return at


def _behind_role(turn: Turn, start: int) -> bool:
    """ "my mentor since 2019", "supervisor 2 yrs"; "my boss's mentor for 3 years" is not said like this."""
    at = _before_place(turn, _before(turn, start - 1, "time_fillers"))
    own = turn.text(at) in turn.book.lists["trained_as"] and turn.text(at - 1) in {"his", "her", "their"}
    if turn.text(at) not in turn.book.lists["time_roles"]:
        at = _before_writer_named(turn, at) if turn.text(start - 1) in turn.book.lists["time_fillers"] else at
    if turn.text(at) not in turn.book.lists["time_roles"]:
        return own  # "I was his resident 2014-2019"
    mine = own or any(turn.text(place) == "my" for place in range(max(0, at - _NEAR), at))
    return mine or turn.raw(at - 1) in _BARE


def _is_bare(turn: Turn, start: int, end: int, first: int) -> bool:
    """ "Dr. Rao, Pune, 3 years, agreed": the time stands for itself in what describes the writer."""
    before, after = turn.raw(start - 1), turn.raw(end)
    goes_on = turn.text(end) in turn.book.lists["time_goes_on"] or turn.year_at(end) is not None  # "6 months 2024"
    closes = after in _BARE or not after or goes_on
    at = start - 1
    while at >= first and turn.raw(at) in _BARE:
        at -= 1
    behind = [m for m in turn.message.inside(max(first, at - _BACK), at + 1, *_DESCRIBES, *_TITLES) if m.last == at + 1]
    titled = any(mention.group in _TITLES for mention in behind)
    oneself = turn.book.lists["oneself"]
    places = range(_listed(turn, first, start), start)
    own = any(turn.text(place) in oneself or _is_my_own(turn, place) for place in places)
    beside = before in _BARE or (behind and turn.text(start) != "since")
    closes = closes and not turn.message.has(first, end, "cue:gap")
    return bool(closes and beside and at >= first and not titled and (not own or _with_writer(turn, first, start)))


def _listed(turn: Turn, first: int, start: int) -> int:
    """Where the writer stands in "I have Dr. Salem, consultant, 3 years": what leads in tells nothing of the time."""
    name = next(turn.message.inside(first, start, "name"), None)
    have = name is not None and turn.message.has(first, name.first, "cue:have")
    return name.last if name is not None and have else first


def _with_writer(turn: Turn, first: int, start: int) -> bool:
    """ "I was a fellow in Leeds with Dr. Hargreaves, since 2021": what the applicant did, with the writer."""
    names = list(turn.message.inside(first, start, "name"))
    return any(
        turn.text(place) in turn.book.lists["time_prepositions"] | {"my", "of"}
        for name in names
        for place in range(max(first, name.first - 3), name.first)
    )


def _is_my_own(turn: Turn, at: int) -> bool:
    """ "my gap", unlike "my old professor"."""
    return turn.text(at) == "my" and not any(
        turn.text(place) in turn.book.lists["time_roles"] for place in range(at + 1, at + _NEAR)
    )
