"""What was heard of the applicants themselves: where they come from, what they apply to, and when."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.casebook.dates import is_range
from assistant.casebook.days_apart import is_apart
from assistant.casebook.fields import held_targets, is_supposed
from assistant.casebook.graduation import is_of_stretch, is_of_work
from assistant.casebook.heard.gap import hear_gap
from assistant.casebook.heard.moves import PATHS, take_home, take_target
from assistant.casebook.heard.season import hear_season
from assistant.casebook.heard.spans import Heard, country_in, dates_in, numbers_in, phrases, specialty_in, words_in
from assistant.casebook.home import country_behind, set_home, works_there
from assistant.casebook.model import letter_path, split_path
from assistant.casebook.own_degree import is_year_of_own_degree
from assistant.casebook.season import is_denied
from assistant.casebook.text import fold
from assistant.casebook.turn import Turn
from assistant.casebook.when import set_date

SURE = 0.7
SURER = 0.8  # than a rule that read the words as something else
CERTAIN = 0.95  # from which a value is no question any more
_NEAR_SCORE = 4  # words around a score that say how it is
_LEAST = {"own_name": 0.5, "target": 0.75, "low_score": 0.85}
_OLDEST, _CENTURY, _YOUNGEST = 1950, 2000, 40  # of a graduation: "98" and "19"
_MOST_FAILURES = 9
_REACH = 4  # words in which "she is called ..." tells of somebody else
_REACH_OF_EXAMS = 10  # words around a count of failures in which an exam or an attempt is told
_NEAR_ROLE = 6  # tokens in which a word for a writer says who is named
_TIMES = {"twice": 2, "thrice": 3, "double": 2}


def hear_person(turn: Turn, heard: Sequence[Heard]) -> None:
    """Write what is still unknown of the person."""
    sure = [f for f in heard if f.sure >= _LEAST.get(f.field, SURE) and not is_settled(turn, f)]
    sure = [f for f in sure if f.field != "home" or not _is_elsewhere(turn, f)]
    refs = {f.last + (turn.raw(f.last) == ",") for f in heard if f.field == "ref"}  # "my lab manager sandra"
    sure = [f for f in sure if f.field != "own_name" or f.first not in refs]
    asked = {question.field for question in turn.draft.questions}
    for name, write in _WRITERS.items():
        told = [found for found in sure if found.field == name]
        if name == "home":
            take_home(turn, told, sure)
            told.sort(key=lambda found: _says_people(turn, found))  # "syrian refugee in Turkey"
        certain = name in {"year", "grad", "fails"} and told and told[-1].sure >= CERTAIN and numbers_in(turn, told[-1])
        if told and turn.draft.get(_PATHS[name]) is None and (certain or _PATHS[name] not in asked):
            write(turn, told[-1])
    _targets(turn, [found for found in sure if found.field == "target"])


def is_settled(turn: Turn, heard: Heard) -> bool:
    """The rules have read just these words as something else in this message, and nothing is surer."""
    if heard.sure >= SURER:
        return False
    words = said(turn, heard)
    own = PATHS.get(heard.field, _PATHS.get(heard.field, ""))
    return any(
        change.op == "set" and split_path(change.field)[1] != own and change.words == words
        and turn.message.text.count(words) == 1
        for change in turn.draft.changes
    )  # fmt: skip


def said(turn: Turn, heard: Heard) -> str:
    """The message's own words."""
    return turn.words(heard.first, heard.last)


def _home(turn: Turn, heard: Heard) -> None:
    cities = [place for place in phrases(turn, heard, "country") if place.last == heard.last]
    of = next((of for place in cities if (of := country_behind(turn, place)) is not None), None)
    code = country_in(turn, heard) if of is None else of.value[0]
    if code is not None and code != "US" and not works_there(turn, heard.first):
        plainly = _says_people(turn, heard) or turn.text(heard.first - 1) in turn.book.lists["heard_from"]
        set_home(turn, code, said(turn, heard), assumed=not plainly)


def _says_people(turn: Turn, heard: Heard) -> bool:
    """ "Syrian", not "Syria"."""
    return any(place.value[2] == "people" for place in phrases(turn, heard, "country"))


def _is_elsewhere(turn: Turn, heard: Heard) -> bool:
    """ "based in the UK since 2022", "2 from Bogota", "not Libya": where one lives, or where the writers are."""
    lives = any(0 <= heard.first - cue.last <= 2 for cue in turn.message.inside(0, heard.first, "cue:living"))
    counted = turn.text(heard.first - 1) in turn.book.lists["heard_from"] and turn.number_at(heard.first - 2)
    denied = turn.text(heard.first - 1) in turn.book.cues["negation"]
    return lives or denied or bool(counted)


def _own_name(turn: Turn, heard: Heard) -> None:
    heard = _called(turn, heard)
    before = {turn.text(at) for at in range(max(0, heard.first - _REACH), heard.first)}
    plain = all(turn.message.tokens[at].kind == "word" or turn.raw(at) == "-" for at in range(heard.first, heard.last))
    plain = plain and heard.first < heard.last and not (_is_of_role(turn, heard) or _is_writer(turn, heard))
    mended = turn.message.has(0, heard.first, "cue:correction")  # "sorry, I meant Ana Ruiz": a writer
    if plain and not mended and not before & turn.book.lists["heard_of_another"] and not _acts(turn, heard):
        name = said(turn, heard)
        turn.draft.set("name", name if any(c.isupper() for c in name) else name.title(), name)


def _called(turn: Turn, heard: Heard) -> Heard:
    """The words of the name alone: without the "I'm" before and the "here" or "comma" behind it."""
    first, last = heard.first, heard.last
    while first < last and (turn.text(first) in turn.book.lists["before_own_name"] or _is_of_place(turn, first)):
        first += 1
    while first < last and turn.text(last - 1) in turn.book.lists["behind_own_name"]:
        last -= 1
    return replace(heard, first=first, last=last)


def _is_of_place(turn: Turn, at: int) -> bool:
    """ "Izmir'den", "from Izmir" in Turkish."""
    return turn.raw(at).casefold().replace("’", "'").endswith(("'den", "'dan", "'ten", "'tan"))


def _is_of_role(turn: Turn, heard: Heard) -> bool:
    """ "my lab manager Sandra", "my old professor, Olena Hrytsenko", "Anna's": a writer or somebody else."""
    near = max(0, heard.first - _NEAR_ROLE)
    roles = turn.message.inside(near, heard.first, "role", "fact:writer.profession", "fact:writer.leadership")
    agents = (m for m in turn.message.inside(near, heard.first, "specialty") if turn.is_agent(m))
    owned = any(turn.text(at) in {"my", "our"} for at in range(max(0, heard.first - 2 * _NEAR_ROLE), heard.first))
    role = next(roles, None) or next(agents, None)
    stops = any(turn.raw(at) in {".", "!", "?", "\n"} for at in range(role.last if role else 0, heard.first))
    return (role is not None and owned and not stops) or turn.raw(heard.last - 1)[-2:] in {"'s", "’s"}


def _is_writer(turn: Turn, heard: Heard) -> bool:
    """ "the clinic manager Ms. Doreen Price", "Olena is in Ukraine": the name of a letter's writer."""
    if turn.message.has(max(0, heard.first - _REACH), heard.first, "cue:my_name"):
        return False  # "name is Ana Cruz, I rotated with Dr. Whitman"
    words = [fold(turn.raw(at)) for at in range(heard.first, heard.last)]
    held = (turn.draft.get(letter_path(letter, "writer.name")) for letter in turn.draft.ids())
    names = ([fold(word) for word in name.split()] for name in held if isinstance(name, str))
    return any(words == name or (len(words) == 1 and words[0] in name) for name in names)


def _acts(turn: Turn, heard: Heard) -> bool:
    """ "Anna agreed": what a writer does, and not what the applicant is called."""
    return any(True for _ in turn.message.at(heard.last, "fact:status", "fact:attitude"))


def _graduation(turn: Turn, heard: Heard) -> None:
    if _is_of_a_deed(turn, heard):
        return
    for at in [at for at in range(heard.first, heard.last) if turn.number_at(at) is not None]:
        number = year = turn.number_at(at) or 0
        if is_of_work(turn, at, 0) or _is_no_year(turn, at) or is_year_of_own_degree(turn, at):
            continue
        if number < 100:
            year = number + (_CENTURY if number <= turn.today.year % 100 + 4 else _CENTURY - 100)
        if year >= turn.today.year and year == turn.draft.get("application_year") and not _graduates(turn, heard):
            return  # "psychiatry applicant 2026"
        if _OLDEST <= year <= turn.today.year + 4 and (number > 100 or number > _YOUNGEST + 20 or number < _YOUNGEST):
            turn.draft.set("graduation_year", year, said(turn, heard))
            return


def _is_no_year(turn: Turn, at: int) -> bool:
    """ "total six", "based in the UK since 2022", "in the first months of 2022": no year that somebody finished in."""
    short = (turn.number_at(at) or 0) < _OLDEST and len(turn.raw(at)) != len("19")
    if is_of_stretch(turn, at):
        return True
    in_months = turn.text(at - 1) == "of" and turn.text(at - 2) in {"month", "months"}
    return short or in_months or turn.text(at - 1) == "since" or is_denied(turn, at)


def _is_of_a_deed(turn: Turn, heard: Heard) -> bool:
    """ "I organized the screening in 2023", "internship 2024-2025", "here since 2022": when something else was done."""
    clause = next((c for c in turn.clauses if c.first <= heard.first < c.last), None)
    first, last = (clause.first, clause.last) if clause else (heard.first, heard.last)
    words = {turn.text(at) for at in range(first, last)}
    if turn.message.has(first, last, "cue:grad", "cue:graduate_of"):
        return False
    study = turn.book.lists["schools"] | turn.book.lists["institutions"] | turn.book.lists["finishing"]
    ranged = turn.raw(heard.last) in {"-", "–"} and turn.year_at(heard.last + 1) is not None
    ranged = ranged or turn.message.has(first, heard.first, "cue:gap")  # "career break 2020 till 2023"
    ranged = ranged or _is_of_a_role(turn, heard) or _is_behind_a_stay(turn, heard)
    lasted = turn.message.has(first, heard.first, "amount")  # "3 months on her unit in 2023"
    then = turn.text(heard.first - 1) == "in" and (lasted or bool(turn.draft.before_ids))
    since = turn.text(heard.first - 1) == "since"  # "based in the UK since 2022"
    return ranged or since or (then and not words & study)


def _is_behind_a_stay(turn: Turn, heard: Heard) -> bool:
    """ "retired in 2022", "observer 1 month year 2024": the year of a writer's leaving, or of a stay."""
    before = heard.first - (turn.text(heard.first - 1) in {"in", "year"})
    stay = any(amount.last == before for amount in turn.message.inside(max(0, before - _REACH), before, "amount"))
    stay = stay and turn.message.has(max(0, before - _REACH_OF_EXAMS), before, "fact:experience.setting")
    return stay or turn.text(before - 1) in turn.book.lists["leaving_verbs"]


def _is_of_a_role(turn: Turn, heard: Heard) -> bool:
    """ "he was my head 2014-2017": the years in which a writer was something."""
    return any(
        turn.year_at(at) and turn.year_at(at - 2) and turn.text(at - 3) in turn.book.lists["time_roles"]
        for at in range(heard.first, heard.last)
    )


def _graduates(turn: Turn, heard: Heard) -> bool:
    return turn.message.has(max(0, heard.first - _REACH), heard.last + _REACH, "cue:grad")


def _failures(turn: Turn, heard: Heard) -> None:
    words = words_in(turn, heard)
    around = range(max(0, heard.first - _REACH_OF_EXAMS), heard.last + _REACH_OF_EXAMS)
    if turn.book.lists["told_of_exams"].isdisjoint(turn.text(at) for at in around):
        return  # "paracentesis two times"
    fails = sum(word.startswith("fail") for word in words)
    counts = [turn.number_at(at) or 0 for at in range(heard.first, heard.last) if _is_count(turn, at)]
    counts += [_TIMES[word] for word in words if word in _TIMES]
    none = bool(turn.book.lists["heard_no_failure"] & set(words))
    if not fails and any(word.startswith(("pass", "clear")) for word in words):
        count = max(counts, default=1) - 1  # "passed at the 2nd attempt", "all passed"
    elif none and not counts and (fails == 0 or not {"first", "all"} & set(words)):
        count = 0
    else:
        count = max([*counts, fails, 1])
    if 0 <= count <= _MOST_FAILURES:
        turn.draft.set("exam_failures", count, said(turn, heard))


def _is_count(turn: Turn, at: int) -> bool:
    number = turn.number_at(at)
    exam = turn.text(at - 1) in {"step", "steps", "s"} or turn.text(at + 1) in {"ck", "cs"}
    return number is not None and number <= _MOST_FAILURES and not exam


def _low_score(turn: Turn, heard: Heard) -> None:
    """A number alone says nothing: "my step 2 is 251"."""
    near = {turn.text(at) for at in range(max(0, heard.first - _NEAR_SCORE), heard.last + _NEAR_SCORE)}
    if heard.value == "true" and near.isdisjoint(turn.book.lists["low_words"]):
        return
    turn.draft.set("low_score", heard.value == "true", said(turn, heard))


def _deadline(turn: Turn, heard: Heard) -> None:
    readings = dates_in(turn, heard)
    days = turn.message.inside(heard.first, heard.last, "date")
    if _opens_like_question(turn, heard) or is_apart(turn, heard.first, *(day.first for day in days)):
        return
    if len(readings) == 1 and not _is_of_a_stay(turn, heard):
        set_date(turn, "deadline", readings[0], said(turn, heard), past=False)


def _opens_like_question(turn: Turn, heard: Heard) -> bool:
    """ "can the writer upload after 30 september"."""
    opens = turn.book.lists["auxiliaries"] | turn.book.lists["heard_modals"] - {"if", "to"}
    return any(s.first <= heard.first < s.last and turn.text(s.first) in opens for s in turn.message.sentences)


def _is_of_a_stay(turn: Turn, heard: Heard) -> bool:
    """ "2 August to 27 August", "from 17 May for 4 weeks": no day by which letters are wanted."""
    days = list(turn.message.inside(max(0, heard.first - _REACH), heard.last + _REACH, "date"))
    ranged = any(is_range(turn.message.text, one.value, other.value) for one, other in pairwise(days))
    taken = any(c.op == "set" and c.field.startswith("letters[") and c.words == turn.said(day)
                for day in days for c in turn.draft.changes)  # fmt: skip
    words = {turn.text(at) for at in range(max(0, heard.first - 1), heard.last)}
    return ranged or taken or bool({"from", "since"} & words)


def _switched(turn: Turn, heard: Heard) -> None:
    name, words = specialty_in(turn, heard), said(turn, heard)
    if turn.text(heard.last) in turn.book.lists["not_a_target_before"] - {"resident"}:
        return  # "I leave surgery rotation on Friday"
    again = turn.message.text.casefold().count(words.casefold()) > 1  # "resident of dermatology ... I like dermatology"
    if name is not None and not again and name not in (turn.draft.get("targets") or []):
        turn.draft.set("switched_from", turn.book.parent(name), said(turn, heard))


_WRITERS: dict[str, Callable[[Turn, Heard], None]] = {
    "own_name": _own_name, "home": _home, "year": hear_season, "grad": _graduation, "fails": _failures,
    "low_score": _low_score, "gap": hear_gap, "deadline": _deadline, "switched": _switched,
}  # fmt: skip
_PATHS = {
    "own_name": "name", "home": "home_country", "year": "application_year", "grad": "graduation_year",
    "fails": "exam_failures", "low_score": "low_score", "gap": "clinical_gap_months", "deadline": "deadline",
    "switched": "switched_from",
}  # fmt: skip


def _targets(turn: Turn, heard: Sequence[Heard]) -> None:
    """Specialties that are applied to, in the order of the message; those that were held stay before new ones."""
    named = [(turn.book.parent(name), found) for found in heard if (name := specialty_in(turn, found)) is not None]
    named = [(name, found) for name, found in named if not _is_given_up(turn, name, found, named[-1][1])]
    take_target(turn, [found for _, found in named])
    told, held = list(dict.fromkeys(name for name, _ in named)), held_targets(turn)
    if any(set(before or []) - set(held) for path, before in turn.draft.before if path == "targets"):
        return  # the rules have just taken one out
    fresh = any(change.field == "targets" for change in turn.draft.changes)
    wanted = list(dict.fromkeys([*told, *held] if fresh and set(held) < set(told) else [*held, *told]))
    if told and wanted != held:
        turn.draft.set("targets", wanted, said(turn, named[0][1]))


def _is_given_up(turn: Turn, name: str, found: Heard, last: Heard) -> bool:
    """ "first I wanted neuro but after all it will be psych", "she thought I go to IM", "neurology letters"."""
    left = any(c.field == "switched_from" and c.value == name and c.op == "set" for c in turn.draft.changes)
    again = turn.message.text.casefold().count(said(turn, found).casefold()) > 1
    before = {turn.text(at) for at in range(max(0, found.first - _REACH), found.first)}
    wished = before & turn.book.lists["turned_from"] and not before & turn.book.lists["turned_now"]
    now = {turn.text(at) for at in range(found.last, last.first)} & turn.book.lists["turned_now"]
    supposed = is_supposed(turn, range(max(0, found.first - _REACH), found.first))
    denied = turn.text(found.first - 1) == "not" and found is not last  # "not surgery but anesthesia"
    theirs = turn.message.has(found.last, found.last + 1, "cue:letter", "role")
    theirs = theirs or turn.text(found.last) in turn.book.lists["of_a_place_of_work"]
    return (left and not again) or bool(wished and now) or supposed or denied or (theirs and found.sure < CERTAIN)
