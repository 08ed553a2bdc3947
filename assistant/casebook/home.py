"""The applicant's home country: "I'm from Pakistan", "Egyptian grad", "Shiraz is my city", "graduate of Dow".

Where one comes from goes before where one studied or lives: "from Nepal, graduated from Bangladesh Medical College".
"""

from __future__ import annotations

from assistant.casebook.graduation import another_named, in_letters
from assistant.casebook.lexicon import Found
from assistant.casebook.own_names import is_plain_name, opening_end, part_end
from assistant.casebook.places import country_code
from assistant.casebook.reading import Mention
from assistant.casebook.stance import Clause
from assistant.casebook.turn import Turn

_OPENING = 12  # tokens in which an applicant says who they are
_FIRST_WORDS = 3  # tokens before a school that opens a talk: "selam. ben cerrahpasa"
_NEAR = 6  # tokens between "I am" and where one is from
_NEAR_THERE = 8  # tokens behind a place that may say "I am from there"


def read_home(turn: Turn, clause: Clause) -> None:
    """The applicant's country: "I'm from Pakistan", "Egyptian grad", "graduate of Dow"."""
    _read_code(turn, clause)
    for place in list(turn.free(clause.first, clause.last, "country")):
        how = _how_told(turn, clause, place)
        if not how:
            continue
        if turn.text(place.last) != "where":
            turn.used.add(place)
        code, _, kind = place.value
        words = turn.said(place)
        if how == "living" or (how == "school" and _is_known(turn)):
            continue
        if how == "study" and kind != "school":
            if turn.draft.get("home_country") is None:
                turn.draft.ask("home_country", "home_or_study", words, (code,))
                turn.draft.told = True
        elif (of := country_behind(turn, place)) is not None:
            turn.used.add(of)
            set_home(turn, of.value[0], turn.words(place.first, of.last))
        elif code.startswith("?") and (only := _the_country(turn, place, code)):
            set_home(turn, only, words)
        elif code.startswith("?") and turn.draft.get("home_country") in code[1:].split(","):
            turn.draft.told = True  # "Indian IMG, from Hyderabad"
        elif code.startswith("?"):
            turn.draft.ask("home_country", "which_country", words, tuple(code[1:].split(",")))
            turn.draft.told = True
        elif kind != "school" or turn.draft.get("home_country") is None:
            set_home(turn, code, words, assumed=kind == "school" or (how == "school" and kind == "cities"))


def _read_code(turn: Turn, clause: Clause) -> None:
    """ "PH grad"."""
    for at in range(clause.first, clause.last - 1):
        code = country_code(turn, at)
        if code is not None and turn.message.has(at + 1, at + 2, "cue:graduate_of") and not _is_known(turn):
            set_home(turn, code.value[0], turn.words(at, at + 2))


def country_behind(turn: Turn, place: Mention | Found) -> Mention | None:
    """ "from Tripoli in Lebanon", "Hyderabad, India": the country that is named with a city."""
    if place.value[2] not in {"cities", "ambiguous"}:
        return None
    at = place.last + (turn.text(place.last) == "in" or turn.raw(place.last) in {",", "("})
    for of in turn.message.at(at, "country"):
        city = of.value[2] == "cities" and of.value[0] in place.value[0]  # "georgia (tbilisi)"
        if (of.value[2] == "names" and of.value[0] != "US") or (city and place.value[2] == "ambiguous"):
            return of
    return None


def _is_known(turn: Turn) -> bool:
    """Where one studied says nothing new of a home that was told: "from Nepal, graduated from Bangladesh ..."."""
    return turn.draft.get("home_country") is not None


def _how_told(turn: Turn, clause: Clause, place: Mention) -> str:
    """Why a place speaks of the applicant; the US beside another home, "I am US citizen", is only where one lives."""
    told = any(c.field == "home_country" and c.op == "set" and c.value != "US" for c in turn.draft.changes)
    right = not turn.message.has(0, len(turn.message.tokens), "cue:correction", "cue:self_repair")
    how = _home_cue(turn, clause, place)
    return "living" if how and told and right and place.value[0] == "US" else how


def _the_country(turn: Turn, place: Mention, code: str) -> str | None:
    """ "Georgia (the country, not the state)", "home country Georgia": the one that is not the United States."""
    others = [choice for choice in code[1:].split(",") if choice != "US"]
    near = range(max(0, place.first - 3), min(place.last + 5, len(turn.message.tokens)))
    told = any(turn.text(index) == "country" for index in near)
    return others[0] if told and len(others) == 1 else None


def set_home(turn: Turn, code: str, words: str, *, assumed: bool = False) -> None:
    """Set the home country, also for the writers told as "back home" before it was known."""
    turn.draft.set("home_country", code, words)
    turn.draft.forget_question("home_country", code)
    if assumed:
        turn.draft.ask("home_country", "assumed_home_country", words, (code,))
    for name in turn.draft.ids():
        path = f"letters[{name}].writer.country"
        if (name in turn.draft.home or name.startswith("home_")) and turn.draft.get(path) is None:
            touched = list(turn.draft.touched)
            turn.draft.set(path, code, words)
            turn.draft.touched = touched


def _home_cue(turn: Turn, clause: Clause, place: Mention) -> str:
    """Why a place speaks of the applicant: "home", "school", "study", "living", or "" when it does not."""
    person = another_named(turn, clause.first, place.first) or turn.message.has(
        clause.first, place.first, "cue:he", "cue:she", "cue:letter", "role", "fact:writer.profession"
    )
    finished = any(m.last == place.first for m in turn.message.inside(clause.first, place.first, "cue:grad"))
    if not person and (_is_own_school(turn, clause, place) or (finished and place.value[2] == "cities")):
        return "school"  # "graduated Iasi 2019"
    if not person and (_stands_alone(turn, clause, place) or _is_called_own(turn, clause, place)):
        return "home"
    if place.value[2] == "people" and _is_own_people(turn, clause, place, person=person):
        return "home"
    if place.value[2] == "names" and not person and turn.message.has(place.last, place.last + 1, "cue:graduate_of"):
        return "school"  # "Yemen grad 2012"
    after = [turn.text(index) for index in range(place.last, min(place.last + 4, clause.last))]
    if after[:3] == ["where", "iam", "from"] or after == ["where", "i", "am", "from"]:
        return "home"
    for cue in turn.message.inside(clause.first, place.first, "cue:own_home"):
        if _leads_home(turn, clause, cue, place):
            study = any(True for _ in turn.message.at(cue.first, "cue:study_place"))
            words = {turn.text(at) for at in range(cue.first, cue.last)}
            return "study" if study else "school" if words & turn.book.lists["home_of_studies"] else "home"
    for cue in turn.message.inside(clause.first, place.first, "cue:living"):
        own = turn.message.has(clause.first, cue.first + 1, "cue:first_person")
        writer = person or turn.message.has(clause.first, clause.last, "name")
        if place.first - cue.last <= 2 and own and not writer:
            return "living"
    return ""


def _is_called_own(turn: Turn, clause: Clause, place: Mention) -> bool:
    """ "Shiraz is my city", "Nigeria is home", "Khartoum origin", "8 years in Almaty (I am from there)"."""
    if place.value[0] == "US" or place.value[2] in {"code", "free_code"}:
        return False
    at = place.last + (turn.text(place.last) == "is")
    owned = turn.text(at) in {"my", "our"} and turn.text(at + 1) in turn.book.lists["calls_home"]
    ends = at + 1 >= clause.last or turn.message.tokens[at + 1].kind == "sign"
    opens = place.first == opening_end(turn, clause) or turn.raw(place.first - 1) in {",", "-", "\n"}
    named = turn.draft.get("name") is not None
    opens = opens or (turn.text(place.first - 1) == "from" and named)  # "Rana from Lahore here"
    here = turn.text(at) == "here" and ends and opens
    plain = turn.text(at) in {"home", "hometown"} and at > place.last and ends  # "Nigeria is home"
    born = at + (turn.raw(at) == "-")  # "Cairo-born"
    origin = turn.text(born) in turn.book.lists["of_origin"] and not in_letters(turn, clause)
    back = [turn.text(index) for index in range(at, min(at + _NEAR_THERE, clause.last))]
    there = "there" in back and back[back.index("there") - 1] == "from" and {"i", "iam"} & set(back)
    return owned or here or plain or origin or bool(there)


def _is_own_people(turn: Turn, clause: Clause, place: Mention, *, person: bool) -> bool:
    """ "Egyptian grad", "I am Syrian"; not "the Egyptian doctor who wrote my letter"."""
    after = turn.message.has(place.last, min(place.last + 2, clause.last), "cue:img")
    before = turn.text(place.first - 1)
    if before in {"a", "an"} and turn.text(place.first - 2) in {"iam", "am"}:
        return turn.text(place.first - 2) == "iam" or turn.text(place.first - 3) == "i"
    if before in {"iam", "am"} and (after or not _describes_writer(turn, clause, place)):
        return True
    if after and not _describes_writer(turn, clause, place) and _opens_piece(turn, clause, place):
        return True
    if person:
        return False
    if after:
        beside_letter = turn.message.has(place.last, min(place.last + 3, clause.last), "cue:letter")
        writer = turn.text(place.last) in {"doctor", "physician"} and in_letters(turn, clause)
        return not beside_letter and not writer
    own = turn.message.has(max(clause.first, place.first - 3), place.first, "cue:first_person")
    profession = turn.message.has(
        place.last, min(place.last + 1, clause.last), "role", "specialty", "fact:writer.profession"
    )
    return before in {"iam", "am", "an", "a"} and own and not profession


def _describes_writer(turn: Turn, clause: Clause, place: Mention) -> bool:
    """ "Egyptian cardiologist", "Syrian doctor" where letters are spoken of."""
    follower = turn.message.has(
        place.last, min(place.last + 1, clause.last), "role", "specialty", "fact:writer.profession", "cue:letter"
    )
    return follower and in_letters(turn, clause)


def _opens_piece(turn: Turn, clause: Clause, place: Mention) -> bool:
    """The people's name begins the clause or stands after a comma."""
    before = turn.message.tokens[place.first - 1].raw if place.first > clause.first else ","
    return before in {",", ".", ";", ":", "-", "("}


def _is_own_school(turn: Turn, clause: Clause, place: Mention) -> bool:
    if place.value[2] != "school":
        return False
    year = place.last + (turn.raw(place.last) in {",", "("} or turn.text(place.last) in {"in", "batch", "class"})
    if turn.year_at(year) is not None and not in_letters(turn, clause):
        return True  # "I am Chidi, University of Ibadan 2018"
    after = turn.message.has(place.last, min(place.last + 2, clause.last), "cue:img", "cue:grad")
    first = place.first < _OPENING and not (turn.draft.before_ids or in_letters(turn, clause))
    after = after or (first and (turn.year_at(place.last) is not None or place.first <= _FIRST_WORDS))
    year = turn.text(place.first - 1) in {"at", "in", "of"} and turn.text(place.first - 2) in {"year", "yr"}
    studies = year and turn.text(place.first - 3) in {"last", "final", "5th", "6th", "fifth", "sixth"}
    return after or studies or turn.message.has(clause.first, place.first, "cue:grad")


def _leads_home(turn: Turn, clause: Clause, cue: Mention, place: Mention) -> bool:
    """The words before a place say that the applicant is from there."""
    message = turn.message
    if place.first - cue.last > 3 or message.has(cue.last, place.first, "name", "cue:letter", "country"):
        return False
    if place.value[2] == "people" and turn.text(cue.last - 1) == "from":
        return False  # "from an Indian mentor"
    if place.value[2] == "us" and turn.text(cue.last - 1) != "from":
        return False
    if any(m.first < cue.first < m.last for m in message.inside(max(0, cue.first - 3), cue.last, "specialty")):
        return False  # "family medicine in Miami": a field, and no studies
    writer = message.has(clause.first, cue.first, "cue:he", "cue:she", "cue:letter")
    writer = writer or another_named(turn, clause.first, cue.first)
    if turn.text(cue.first) in {"home", "nationality", "citizen"} and message.tokens[cue.first - 1].raw == ",":
        return True
    if writer and not message.has(cue.first, cue.last, "cue:first_person"):
        return False
    if turn.text(cue.first) != "from" or cue.last - cue.first > 1:
        return True
    if (turn.text(place.last), turn.text(place.last + 1)) in {("there", "are"), ("there", "is")}:
        return False  # "From Lima there are two": where the writers are
    # a bare "from Nigeria" must begin the clause or follow a comma, and no letter may be spoken of
    joined = turn.text(cue.first - 1) == "and" and message.has(
        clause.first, cue.first, "cue:first_person", "cue:target"
    )
    called = message.has(clause.first, cue.first, "cue:my_name") and turn.draft.get("name") is not None
    opens = called or cue.first == opening_end(turn, clause) or message.tokens[cue.first - 1].raw == ","
    letters = in_letters(turn, clause) and not (opens and _then_i(turn, place, clause))
    return _behind_own_name(turn, cue) or ((opens or joined) and not letters)


def _then_i(turn: Turn, place: Mention, clause: Clause) -> bool:
    """ "From Tripoli in Lebanon, I need opinion on one letter": the letter is spoken of in a statement of its own."""
    own = next(turn.message.inside(place.last, clause.last, "cue:first_person"), None)
    first = clause.first if own is None else own.first
    apart = any(turn.message.tokens[at].kind == "sign" for at in range(place.last, first))
    others = turn.message.has(clause.first, first, "cue:letter", "cue:he", "cue:she", "name")
    return apart and place.value[0] != "US" and not others


def _behind_i_am(turn: Turn, cue: Mention) -> bool:
    """ "I am a pediatrician from Colombia", "I am Igbo from Nigeria"; not "I am far from Lagos"."""
    own = next((m for m in turn.message.inside(max(0, cue.first - _NEAR), cue.first, "cue:i_am")), None)
    between = range(own.last, cue.first) if own is not None else range(0)
    words = all(turn.message.tokens[at].kind == "word" for at in between)
    return bool(between) and words and not any(turn.text(at) in turn.book.lists["away"] for at in between)


def _behind_own_name(turn: Turn, cue: Mention) -> bool:
    """ "I am Nour from Aleppo": a first name stands between."""
    me = turn.text(cue.first - 1 - (turn.raw(cue.first - 1) in {"=", ":", "-"}))
    if me == "me" or (turn.message.person is not None and me == "i"):
        return True  # "I help Ms. Aisha Bello from Nigeria", "me = from Yerevan"
    if _behind_i_am(turn, cue):
        return True
    for own in turn.message.inside(max(0, cue.first - _OPENING), cue.first, "cue:i_am", "cue:my_name"):
        at = own.last
        while at < cue.first and is_plain_name(turn, at):
            at = part_end(turn, at)
        if at == cue.first > own.last:
            return True
    return False


def _stands_alone(turn: Turn, clause: Clause, place: Mention) -> bool:
    """ "Hi, Pakistani, IM": a people's name between commas, in a sentence without writers."""
    before = turn.message.tokens[place.first - 1].raw if place.first > clause.first else ","
    after = turn.message.tokens[place.last].raw if place.last < clause.last else ","
    aside = place.last < clause.last and turn.text(place.last) in turn.book.lists["asides"]
    alone = before == "," and (after == "," or (aside and clause.last - place.last <= 2))
    return place.value[2] == "people" and alone and not in_letters(turn, clause)


def works_there(turn: Turn, at: int) -> bool:
    """ "i work in Qatar", "now working at Doha": where the applicant works need not be home."""
    at -= turn.text(at - 1) in {"the", "now"}
    return turn.text(at - 1) in {"in", "at"} and turn.text(at - 2) in {"work", "working", "works", "employed", "job"}
