"""The applicant in catchwords: "EG. psych. 2027. yog 2021", "romanian, derm, dr klein ...", "me: from Lebanon, IM".

A piece between signs that is nothing but a country, a field or a year speaks of the applicant as long as nobody else
has been spoken of in the message, and again after words about oneself.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.casebook.fields import names_of, specialty_list, year_beside
from assistant.casebook.home import country_behind, set_home
from assistant.casebook.model import split_path
from assistant.casebook.named_season import is_calendar_year, set_season
from assistant.casebook.openings import is_opening
from assistant.casebook.places import country_code
from assistant.casebook.reading import Mention
from assistant.casebook.stance import Clause
from assistant.casebook.turn import Turn

_CUTS = frozenset({",", ".", ";", ":", "/", "|", "-", "–", "(", ")", "\n", "!", "&", "+"})
_OTHERS = ("name", "role", "cue:letter", "cue:he", "cue:she", "cue:it")
_OF_ONESELF = ("cue:own_home", "cue:grad", "cue:no_failures", "cue:fail", "cue:gap", "cue:no_gap", "cue:year_apply")
_SEASONS = ("cue:this_september", "cue:coming_september", "cue:this_cycle", "cue:this_year")
_TELLS = ("fact:", "cue:home")


def read_headline(turn: Turn) -> None:
    """Home country, targets and year of application from bare pieces; what is known already stays."""
    found = list(_pieces(turn))
    kinds = {kind for kind, _ in found}
    everything = (0, len(turn.message.tokens))
    if kinds == {"year"} and turn.draft.get("targets") and _september(turn, found[0][1].first) is not None:
        _apply_year(turn, found[0][1])
        return
    others = turn.draft.told or len(kinds) > 1 or turn.message.has(*everything, *_OF_ONESELF)
    others = others or (is_opening(turn) and turn.message.has(*everything, "role", "cue:letter", "country"))
    if not others or (turn.asked and split_path(turn.asked)[0]):
        return
    for kind, mention in found:
        if kind == "country":
            _home(turn, mention)
        elif kind == "specialty":
            _target(turn, mention)
    held = any(change.field in {"targets", "home_country"} for change in turn.draft.changes)
    years = [mention for kind, mention in found if kind == "year"]
    if held and len(years) == 1:
        _apply_year(turn, years[0])


def _apply_year(turn: Turn, said: Mention) -> None:
    year = said.value
    held = turn.draft.get("application_year") is not None
    if year is None or held or not turn.today.year <= year <= turn.today.year + 3:
        return
    if turn.year_at(said.first) is None or is_calendar_year(turn, said.first):
        turn.draft.set("application_year", year, turn.said(said))  # "Sept 2027"
    else:
        set_season(turn, year, turn.said(said))


def _pieces(turn: Turn) -> Iterator[tuple[str, Mention]]:
    """Each bare piece with its kind, while the applicant is spoken of."""
    own = True
    for clause in turn.clauses:
        first = clause.first
        own = own or _is_bare_sentence(turn, clause)
        for at in range(clause.first, clause.last + 1):
            inside = at < clause.last and (turn.message.tokens[at].raw not in _CUTS or at in turn.message.blocked)
            if inside or any(m.first < at < m.last for m in turn.message.inside(max(0, at - 4), at + 4, "specialty")):
                continue
            if first < at:
                own = _speaks_of_oneself(turn, first, at, own=own)
                bare = _bare(turn, first, at)
                pieces = bare if own or _is_ahead(turn, bare) else []
                yield from (p for p in pieces if not (p[0] == "specialty" and _names_fields(turn, clause)))
            first = at + 1


def _is_ahead(turn: Turn, bare: list[tuple[str, Mention]]) -> bool:
    """ "Dr. Osei, 5 weeks, IM 2028": a field with a year to come is the applicant's, whoever was spoken of before."""
    years = [mention.value for kind, mention in bare if kind == "year"]
    fields = [mention for kind, mention in bare if kind == "specialty"]
    return len(fields) == len(years) == 1 and years[0] is not None and years[0] > turn.today.year


def _is_bare_sentence(turn: Turn, clause: Clause) -> bool:
    """ "... in Dallas. Thai, PM&R of course.": after others a sentence of catchwords alone is again of oneself."""
    sentence = turn.message.sentences[clause.sentence]
    whole = clause.first == sentence.first and clause.last >= sentence.last - 1
    if not whole or not is_opening(turn) or turn.asked or _describes_name(turn, clause.sentence - 1):
        return False
    cuts = [at for at in range(clause.first, clause.last) if turn.message.tokens[at].raw in _CUTS]
    starts, ends = [clause.first, *[at + 1 for at in cuts]], [*cuts, clause.last]
    places = [m for m in turn.message.inside(clause.first, clause.last, "country") if m.value[2] == "ambiguous"]
    return not places and all(first >= end or _bare(turn, first, end) for first, end in zip(starts, ends, strict=True))


def _describes_name(turn: Turn, before: int) -> bool:
    """ "Dr Gupta. IM. New Jersey.": after a sentence that is hardly more than a name."""
    sentence = turn.message.sentences[before] if before >= 0 else None
    if sentence is None or not turn.message.has(sentence.first, sentence.last, "name"):
        return False
    return not turn.message.has(sentence.first, sentence.last, "country", "amount", "fact:")


def _names_fields(turn: Turn, clause: Clause) -> bool:
    """After "applying for" the fields are read in their order, with all that follows."""
    wishes = list(turn.message.inside(clause.first, clause.last, "cue:target", "cue:switch"))
    after = turn.message.has(clause.first, clause.last, "cue:target_after")
    return after or any(specialty_list(turn, cue.last, clause.last) for cue in wishes)


def _speaks_of_oneself(turn: Turn, first: int, last: int, *, own: bool) -> bool:
    message = turn.message
    others = [m for m in message.inside(first, last, *_OTHERS) if not any(True for _ in message.at(m.first, *_SEASONS))]
    if others or any(turn.is_agent(m) for m in message.inside(first, last, "specialty")):
        return False
    if message.has(first, last, "cue:own_home", "cue:grad") or turn.text(first) in turn.book.lists["of_oneself"]:
        return own or not message.has(first, last, "date")  # "from January 2020"
    weeks = any(isinstance(m.value.unit, int) for m in message.inside(first, last, "amount"))
    return own and not weeks and not message.has(first, last, *_TELLS)


def _bare(turn: Turn, first: int, last: int) -> list[tuple[str, Mention]]:
    """What a piece says, each kind once, when it says nothing else."""
    message = turn.message
    meant: list[tuple[str, Mention]] = []
    at = first
    while at < last:
        place = max(message.at(at, "country"), key=lambda m: m.last, default=None)
        field = max(message.at(at, "specialty"), key=lambda m: m.last, default=None)
        september = _september(turn, at)
        year = turn.year_at(at)
        code = country_code(turn, at)
        if code is not None:
            meant.append(("country", code))
            at += 1
        elif field is not None and field.last <= last and not turn.is_agent(field) and _is_plain(turn, field):
            meant.append(("specialty", field))
            at = field.last
        elif place is not None and place.last <= last and (_is_a_country(turn, place) or _is_city_of(turn, place)):
            meant.append(("country", place))
            at = place.last
        elif september is not None and september.last <= last:
            meant.append(("year", september))
            at = september.last
        elif year is not None:
            if not any(message.has(place, place + 1, "cue:match", "cue:grad") for place in (at - 1, at + 1)):
                meant.append(("year", Mention("year", year, at, at + 1)))
            at += 1
        elif (
            message.tokens[at].kind == "sign"
            or (turn.text(at) in turn.book.lists["season_names"] and turn.year_at(at + 1) is not None)
            or turn.text(at) in turn.book.lists["headline_fillers"]
        ):
            at += 1
        elif (season := next(message.at(at, *_SEASONS), None)) is not None and season.last <= last:
            at = season.last
        else:
            return []
    meant = [said for said in meant if not (said[0] == "country" and _is_city_of(turn, said[1]))]
    kinds = [kind for kind, _ in meant]
    return meant if (len(set(kinds)) == len(kinds) and kinds[:1] != ["year"]) or kinds == ["year"] else []


def _is_city_of(turn: Turn, place: Mention) -> bool:
    """ "Kazan Russia": the city right before its country."""
    return place.value[2] == "cities" and any(
        _is_a_country(turn, other) and other.value[0] == place.value[0]
        for other in turn.message.at(place.last, "country")
    )


def _september(turn: Turn, at: int) -> Mention | None:
    """ "Sept 2027": the month in which applications go out, with its year."""
    for day in turn.message.at(at, "date"):
        if (
            not day.value.readings
            and not day.value.day
            and day.value.year
            and day.value.month == turn.book.limits["september"]
        ):
            return Mention("year", day.value.year, day.first, day.last)
    return None


def _is_plain(turn: Turn, field: Mention) -> bool:
    """Not the "er" of somebody who hesitates."""
    token = turn.message.tokens[field.first]
    return field.last - field.first > 1 or not token.raw.islower() or token.text not in turn.book.lists["hesitations"]


def _is_a_country(turn: Turn, place: Mention) -> bool:
    code, _, kind = place.value
    if kind == "code":
        return False
    return kind in {"names", "people", "ambiguous"} and code != "US"


def _home(turn: Turn, place: Mention) -> None:
    code = place.value[0]
    if turn.draft.get("home_country") is not None or place in turn.used:
        return
    turn.used.add(place)
    of = country_behind(turn, place)
    if of is not None or not code.startswith("?"):
        set_home(turn, code if of is None else of.value[0], turn.said(place))
        return
    choices = code[1:].split(",")
    others = [choice for choice in choices if choice != "US"]
    near = range(place.last, min(place.last + 4, len(turn.message.tokens)))
    if len(others) == 1 and any(turn.text(at) == "country" for at in near):
        set_home(turn, others[0], turn.said(place))
    else:
        turn.draft.told = True
        turn.draft.ask("home_country", "which_country", turn.said(place), tuple(choices))


def _target(turn: Turn, field: Mention) -> None:
    names = names_of(turn, [field])
    held = turn.draft.get("targets") or []
    fresh = any(change.field == "targets" for change in turn.draft.changes)
    if not names or field in turn.used or (held and not fresh) or names[0] in held:
        return
    turn.used.add(field)
    turn.draft.set("targets", [*held, *names], turn.said(field))
    year_beside(turn, field)
