"""The applicant's own facts that stand in plain words: name, addresses, home country, exams, gap, graduation."""

from __future__ import annotations

from assistant.casebook.exams import read_exams, read_gap
from assistant.casebook.graduation import another_named, in_letters, read_graduation
from assistant.casebook.late_names import names_writer
from assistant.casebook.own_names import is_plain_name, name_end, part_end, read_i_am, read_parted_name, set_name
from assistant.casebook.places import country_code
from assistant.casebook.reading import Mention
from assistant.casebook.stance import Clause
from assistant.casebook.turn import Turn

_MOST_NAMES = 4
_OPENING = 12  # tokens in which an applicant says who they are


def read_profile(turn: Turn, clause: Clause) -> None:
    """All of the applicant's facts in a clause, save targets and years of application."""
    read_identity(turn, clause)
    read_home(turn, clause)
    read_graduation(turn, clause)
    read_exams(turn, clause)
    read_gap(turn, clause)


def read_identity(turn: Turn, clause: Clause) -> None:
    """Name, e-mail and AAMC id; an address told of a writer is the writer's."""
    _read_own_title(turn, clause)
    _read_headed_name(turn, clause)
    read_parted_name(turn, clause)
    for cue in list(turn.free(clause.first, clause.last, "cue:my_name")):
        _read_name(turn, clause, cue)
    for mention in list(turn.free(clause.first, clause.last, "aamc_number")):
        if turn.message.has(clause.first, mention.first, "cue:aamc") or turn.asked == "aamc_id":
            turn.draft.set("aamc_id", turn.said(mention), turn.words(clause.first, clause.last))
            turn.used.add(mention)
    for mention in list(turn.free(clause.first, clause.last, "email")):
        mine = any(
            turn.text(index) in {"mine", "my"} for index in range(max(clause.first, mention.first - 4), mention.first)
        )
        others = not mine and turn.message.has(clause.first, clause.last, "cue:email_of_writer", "cue:he", "cue:she")
        others = others or (not mine and any(True for _ in turn.free(clause.first, clause.last, "name")))
        if not others:
            turn.draft.set("email", turn.said(mention).rstrip("."), turn.said(mention))
            turn.used.add(mention)
    first = clause.first
    presents = any(True for _ in turn.message.at(first, "cue:i_am"))
    if presents or turn.text(first) == "i" or turn.message.has(first, clause.last, "cue:greeting"):
        read_i_am(turn, clause)


def _read_own_title(turn: Turn, clause: Clause) -> None:
    """ "I am Dr. Amina Rahman from Dhaka": the applicant, not a writer."""
    for mention in list(turn.free(clause.first, clause.last, "name")):
        if turn.message.has(clause.first, mention.first, "cue:he", "cue:she"):
            continue
        before = (turn.text(mention.first - 2), turn.text(mention.first - 1))
        here = turn.text(mention.last) in {"here", "this"} and mention.first == _opening(turn, clause)
        if (
            not any(m.last == mention.first for m in turn.message.inside(clause.first, mention.first, "cue:i_am"))
            and not here
            and before != ("this", "is")
            and not (before == ("name", "is") and turn.text(mention.first - 3) in {"my", "full", ""})
        ):
            continue
        turn.draft.set("name", mention.value.full, turn.words(mention.first - 1, mention.last))
        turn.used.add(mention)
        reach = 1 + here
        place = next(
            (p for p in turn.free(mention.last, clause.last, "country") if p.first - mention.last == reach), None
        )
        if place is not None and turn.text(place.first - 1) == "from" and not place.value[0].startswith("?"):
            set_home(turn, place.value[0], turn.said(place))
            turn.used.add(place)


def _read_headed_name(turn: Turn, clause: Clause) -> None:
    """ "Brazilian here, Thiago Nogueira, graduated 2018": a whole name between signs, as a conversation opens."""
    if turn.draft.get("name") is not None or turn.draft.ids() or turn.message.shouting or clause.first > _OPENING:
        return
    for at in range(clause.first, min(clause.last, _OPENING)):
        opens = at == 0 or turn.raw(at - 1) in {",", ".", "(", "-", "–", ";", "/", "|", ":"}
        behind_here = at > 1 and turn.text(at - 2) == "here"
        if not (opens and (turn.text(at) in turn.book.given_names or behind_here)):
            continue
        end = at
        while end < clause.last and end - at < _MOST_NAMES + 1 and _goes_on(turn, end):
            end = part_end(turn, end)
        closed = end >= clause.last or turn.message.tokens[end].kind == "sign"
        closed = closed and turn.year_at(end + 1) is None  # "Kasr Aini, 2018"
        person = turn.message.has(end, end + 3, "specialty", "role", "fact:writer.profession", "cue:third_person")
        person = person and any(turn.is_agent(m) for m in turn.message.inside(end, end + 4, "specialty"))
        told = turn.message.has(0, len(turn.message.tokens), "cue:grad", "cue:own_home", "cue:target", "cue:img")
        letters = turn.message.has(0, at, "cue:letter", "name", "role")
        if end - at > 1 and closed and told and not (person or letters):
            set_name(turn, at, at, end)
            return


def _read_name(turn: Turn, clause: Clause, cue: Mention) -> None:
    at = cue.last + (1 if turn.text(cue.last) in {":", "-", "="} else 0)
    titled = next((m for m in turn.free(at, clause.last, "name") if m.first == at), None)
    bare_cue = turn.text(cue.first) in turn.book.lists["bare_name_cues"] and _opening(turn, clause) != cue.first
    if bare_cue or (titled is not None and names_writer(turn, cue, titled)):
        return
    if titled is not None and turn.text(cue.first) != "this":
        turn.draft.set("name", titled.value.full, turn.words(cue.first, titled.last))
        turn.used.add(titled)
        return
    end = name_end(turn, at, clause.last)
    if end > at and (turn.text(cue.first) != "this" or end - at > 1):
        set_name(turn, cue.first, at, end)


def _goes_on(turn: Turn, index: int) -> bool:
    """A further word of a name, "de" and "bin" too."""
    particle = turn.text(index) in turn.book.names["particles"] and index + 1 < len(turn.message.tokens)
    return is_plain_name(turn, index) or (particle and is_plain_name(turn, index + 1))


def read_home(turn: Turn, clause: Clause) -> None:
    """The applicant's country: "I'm from Pakistan", "Egyptian grad", "graduate of Dow"."""
    for at in range(clause.first, clause.last - 1):
        code = country_code(turn, at)
        if code is not None and turn.message.has(at + 1, at + 2, "cue:graduate_of"):
            set_home(turn, code.value[0], turn.words(at, at + 2))  # "PH grad"
    for place in list(turn.free(clause.first, clause.last, "country")):
        how = _home_cue(turn, clause, place)
        if not how:
            continue
        if turn.text(place.last) != "where":
            turn.used.add(place)
        code, _, kind = place.value
        words = turn.said(place)
        if how == "living":
            continue
        if how == "study" and kind != "school":
            if turn.draft.get("home_country") is None:
                turn.draft.ask("home_country", "home_or_study", words, (code,))
                turn.draft.told = True
        elif code.startswith("?") and (only := _the_country(turn, place, code)):
            set_home(turn, only, words)
        elif code.startswith("?"):
            turn.draft.ask("home_country", "which_country", words, tuple(code[1:].split(",")))
            turn.draft.told = True
        elif kind != "school" or turn.draft.get("home_country") is None:
            set_home(turn, code, words, assumed=kind == "school")


def _the_country(turn: Turn, place: Mention, code: str) -> str | None:
    """ "Georgia (the country, not the state)", "home country Georgia": the one that is not the United States."""
    others = [choice for choice in code[1:].split(",") if choice != "US"]
    near = range(max(0, place.first - 3), min(place.last + 5, len(turn.message.tokens)))
    told = any(turn.text(index) == "country" for index in near)
    return others[0] if told and len(others) == 1 else None


def set_home(turn: Turn, code: str, words: str, *, assumed: bool = False) -> None:
    """Set the home country, also for the writers told as "back home" before it was known."""
    turn.draft.set("home_country", code, words)
    if assumed:
        turn.draft.ask("home_country", "assumed_home_country", words, (code,))
    for name in turn.draft.ids():
        path = f"letters[{name}].writer.country"
        if (name in turn.draft.home or name.startswith("home_")) and turn.draft.get(path) is None:
            touched = list(turn.draft.touched)
            turn.draft.set(path, code, words)
            turn.draft.touched = touched


def _home_cue(turn: Turn, clause: Clause, place: Mention) -> str:
    """Why a place speaks of the applicant: "home", "study", "living", or "" when it does not."""
    person = another_named(turn, clause.first, place.first) or turn.message.has(
        clause.first, place.first, "cue:he", "cue:she", "cue:letter", "role", "fact:writer.profession"
    )
    if not person and (_stands_alone(turn, clause, place) or _is_own_school(turn, clause, place)):
        return "home"
    if place.value[2] == "people" and _is_own_people(turn, clause, place, person=person):
        return "home"
    if place.value[2] == "names" and not person and turn.message.has(place.last, place.last + 1, "cue:graduate_of"):
        return "home"  # "Yemen grad 2012"
    after = [turn.text(index) for index in range(place.last, min(place.last + 4, clause.last))]
    if after[:3] == ["where", "iam", "from"] or after == ["where", "i", "am", "from"]:
        return "home"
    for cue in turn.message.inside(clause.first, place.first, "cue:own_home"):
        if _leads_home(turn, clause, cue, place):
            study = any(True for _ in turn.message.at(cue.first, "cue:study_place"))
            return "study" if study else "home"
    for cue in turn.message.inside(clause.first, place.first, "cue:living"):
        own = turn.message.has(clause.first, cue.first + 1, "cue:first_person")
        writer = person or turn.message.has(clause.first, clause.last, "name")
        if place.first - cue.last <= 2 and own and not writer:
            return "living"
    return ""


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
    after = turn.message.has(place.last, min(place.last + 2, clause.last), "cue:img", "cue:grad")
    return after or turn.message.has(clause.first, place.first, "cue:grad")


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
    opens = called or cue.first == _opening(turn, clause) or message.tokens[cue.first - 1].raw == ","
    return _behind_own_name(turn, cue) or ((opens or joined) and not in_letters(turn, clause))


def _behind_own_name(turn: Turn, cue: Mention) -> bool:
    """ "I am Nour from Aleppo": a first name stands between."""
    if turn.message.person is not None and turn.text(cue.first - 1) in {"i", "me"}:
        return True  # "I help Ms. Aisha Bello from Nigeria"
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


def _opening(turn: Turn, clause: Clause) -> int:
    at = clause.first
    while at < clause.last and (turn.message.tokens[at].kind == "sign" or turn.message.has(at, at + 1, "cue:greeting")):
        at += 1
    return at
