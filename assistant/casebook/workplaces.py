"""Where a writer works: "in Houston", "at Dow", "back home"; "he is Indian too" moves nobody from New Jersey."""

from __future__ import annotations

from assistant.casebook.model import letter_path
from assistant.casebook.places import country_of
from assistant.casebook.reading import Mention
from assistant.casebook.turn import Turn

_APPLIED = 6  # tokens before a place in which the applicant may say what for
_NEAR = 6  # tokens before a place in which something is sent there


def write_place(turn: Turn, letter: str, spans: list[tuple[int, int]]) -> bool:
    """Write the country that some token ranges tell of a writer, or ask which of several it is."""
    path = letter_path(letter, "writer.country")
    said = [place for first, last in spans for place in turn.free(first, last, "country")]
    places = [p for p in said if not _is_empty(turn, p, spans[0][0])]
    places = [p for p in places if not (_is_applied_to(turn, p, spans[0][0]) or _is_aside(turn, letter, p, spans))]
    places = [p for p in places if p.value[2] != "school"] or [p for p in places if not _is_of_studies(turn, p)]
    code, choices, sources = country_of(turn, places)
    if turn.draft.get(path) is not None and all(place.value[2] == "people" for place in sources):
        return bool(sources)  # "he is an Indian doc also" of one in New Jersey
    if code is not None:
        turn.draft.set(path, code, turn.words(sources[0].first, sources[-1].last))
        return True
    if choices:
        turn.draft.told = True
        turn.draft.ask(path, "which_country", turn.said(sources[0]), choices)
        return True
    homes = [cue for first, last in spans for cue in turn.message.inside(first, last, "cue:home")]
    if homes and turn.draft.get(path) is None:
        home = turn.draft.get("home_country")
        if isinstance(home, str):
            turn.draft.set(path, home, turn.said(homes[0]))
        elif letter not in turn.draft.home:
            turn.draft.home.append(letter)
        return True
    return False


def _is_applied_to(turn: Turn, place: Mention, first: int) -> bool:
    """ "I apply IM in US", "US surgery 2026": where the applicant wants to go."""
    before = range(max(first, place.first - _APPLIED), place.first)
    applies = next((at for at in before if turn.text(at) in turn.book.lists["applying"]), None)
    if applies is not None and not turn.message.has(applies, place.first, "name", "cue:he", "cue:she"):
        return not any(turn.raw(at) in {",", ";"} for at in range(applies, place.first))
    field = next(iter(turn.message.at(place.last, "specialty")), None)
    return field is not None and place.value[0] == "US" and turn.year_at(field.last) is not None


def _is_aside(turn: Turn, letter: str, place: Mention, spans: list[tuple[int, int]]) -> bool:
    """ "we write day first in Tunisia", "she has fear to write to USA", "he trained in Ohio": no place of work."""
    first, last = next((span for span in spans if span[0] <= place.first < span[1]), (place.first, place.last))
    before = {turn.text(at) for at in range(max(first, place.first - _NEAR), place.first)}
    sent = turn.text(place.first - 1) == "to" and bool(before & turn.book.lists["sending_verbs"])
    custom = any(turn.text(at) in turn.book.lists["of_custom"] for at in range(first, last))
    held = letter in turn.draft.before_ids and turn.draft.get(letter_path(letter, "writer.country")) is not None
    behind = {turn.text(at) for at in range(place.last, min(place.last + _NEAR, last))}
    visit = held and bool(behind & turn.book.lists["visits"])  # "she is in Paris until July for a congress"
    trained = turn.text(place.first - 1) in {"in", "at"} and turn.text(place.first - 2) in turn.book.lists["learned"]
    return sent or visit or trained or (custom and held) or _is_of_own_way(turn, place, first)


def _is_of_own_way(turn: Turn, place: Mention, first: int) -> bool:
    """ "in April I was in Brazil", "I left him to come US": where the applicant was or went, without the writer."""
    lists, at = turn.book.lists, place.first - 1
    while at > first and turn.text(at) in lists["on_the_way"]:
        at -= 1
    with_him = turn.text(place.last) in lists["time_prepositions"] and turn.text(place.last) != "for"
    with_him = with_him or turn.message.has(place.last, place.last + _NEAR, "name", "fact:experience.setting")
    moves = turn.text(at) in lists["moves_there"]
    own = turn.text(at - 1) in lists["oneself"] | {"to", "and"}
    was = turn.text(at) in {"was", "am", "were"} and turn.text(at - 1) in {"i", "we"}
    worked = any(turn.text(near) in lists["work_words"] for near in range(place.last, place.last + 3))
    return ((moves and own) or (was and at < place.first - 1)) and not (with_him or worked)


def _is_empty(turn: Turn, place: Mention, first: int) -> bool:
    """ "not in Lahore", "US I have nothing": the place of nobody."""
    behind = [turn.text(at) for at in range(place.last, place.last + 3)]
    have_none = behind[:2] in (["i", "have"], ["we", "have"]) and behind[2] in turn.book.cues["negation"]
    return have_none or turn.negated(place, first)


def _is_of_studies(turn: Turn, school: Mention) -> bool:
    """ "graduate of Dow": where somebody studied, not where they work."""
    return turn.message.has(max(0, school.first - 3), school.last + 2, "cue:grad", "cue:first_person")
