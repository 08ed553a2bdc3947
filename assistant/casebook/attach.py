"""What is said of a writer or a letter is written to the letter that it is said of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from assistant.casebook.besides import beside_what_is_known, is_stay_wished
from assistant.casebook.closeness import is_often
from assistant.casebook.fields import specialty_list
from assistant.casebook.model import letter_path
from assistant.casebook.notes import write_notes_and_email
from assistant.casebook.own_degree import own_degree_in
from assistant.casebook.own_work import tells_own_work
from assistant.casebook.reading import Mention
from assistant.casebook.spells import read_spell
from assistant.casebook.statuses import status_said
from assistant.casebook.turn import Turn
from assistant.casebook.work_under import write_work_under
from assistant.casebook.workplaces import write_place

_NEAR = 6  # tokens around "waive" in which it is left open
_PAST = "past"  # of a title: it is none any more
_TRUE_OR_FALSE = frozenset(
    f"experience.{name}" for name in ("directly_observed", "longitudinal", "knows_me_well", "in_discussions")
) | {"writer.family_friend", "waived", "template"}
Fields = list[tuple[str, Mention]]  # specialties that were said, with their words
# where several are said of one letter, the one that counts most: "I asked and he agreed"
_ORDER: dict[str, tuple[str, ...]] = {
    "status": ("idea", "asked", "agreed", "declined", "uploaded"),
    "experience.setting": ("none", "research", "shadowing", "hands_on", "observership", "research_and_clinic"),
    "writer.leadership": (_PAST, "other", "department_chair", "program_director"),
    "writer.profession": (
        "physician",
        "administrator",
        "other_non_physician",
        "patient",
        "nurse",
        "social_worker",
        "business_leader",
        "religious_leader",
        "politician",
        "phd_researcher",
    ),
    "attitude": ("supportive", "hesitant"),
}


def write_facts(turn: Turn, letters: list[str], spans: list[tuple[int, int]]) -> bool:
    """Write all free facts of some token ranges to each of the letters; True when there were any."""
    wrote = len(letters) > 1 and _share_specialties(turn, letters, spans)
    for letter in letters:
        if turn.draft.letter(letter) is not None:
            wrote = _write_one(turn, letter, spans) or wrote
    for first, last in spans:
        turn.used.update(m for m in turn.free(first, last) if not m.group.startswith("cue:"))
    return wrote


def _share_specialties(turn: Turn, letters: list[str], spans: list[tuple[int, int]]) -> bool:
    """ "2 US letters (cardio and nephro)": one each where the numbers agree; else it is not said whose is whose."""
    told = [m for m in _all(turn, spans, "specialty") if not turn.negated(m, spans[0][0])]  # "and zero internists"
    said = [m for m in told if turn.specialty(m, context=True) is not None]
    values = list(dict.fromkeys(str(m.value) for m in said))
    if len(values) < 2:
        return False
    turn.used.update(said)
    if len(values) == len(letters):
        for letter, value in zip(letters, values, strict=True):
            mention = next(m for m in said if m.value == value)
            put_specialty(turn, letter, value, turn.said(mention))
            if turn.is_agent(mention):
                turn.draft.set(letter_path(letter, "writer.profession"), "physician", turn.said(mention))
    return True


def _write_one(turn: Turn, letter: str, spans: list[tuple[int, int]]) -> bool:
    wrote = _write_values(turn, letter, spans)
    wrote = _write_recommended(turn, letter, spans) or wrote
    wrote = _write_specialty(turn, letter, spans) or wrote
    wrote = write_place(turn, letter, spans) or wrote
    wrote = write_work_under(turn, letter, spans) or wrote
    wrote = read_spell(turn, letter, spans) or wrote
    return write_notes_and_email(turn, letter, spans) or wrote


def _all(turn: Turn, spans: Iterable[tuple[int, int]], *groups: str) -> list[Mention]:
    return [mention for first, last in spans for mention in turn.free(first, last, *groups)]


def _write_values(turn: Turn, letter: str, spans: list[tuple[int, int]]) -> bool:
    held: dict[str, tuple[Any, Mention]] = {}
    for first, last in spans:
        for mention in turn.free(first, last, "fact:"):
            name = mention.group.removeprefix("fact:")
            value = beside_what_is_known(turn, letter, spans, mention, _value(turn, name, mention, first))
            if value is None or name.startswith("notes."):
                turn.draft.told = True
                continue
            if name in held and not _outranks(name, value, held[name][0]):
                continue
            held[name] = (value, mention)
    _add_professor(turn, held, spans)
    for name, (value, mention) in held.items():
        _write_value(turn, letter_path(letter, name), value, turn.said(mention))
    return bool(held)


def _write_value(turn: Turn, path: str, value: Any, words: str) -> None:
    """A value to its field; "was head till last year" takes back a title that was told before."""
    if value != _PAST:
        turn.draft.set(path, list(value) if isinstance(value, tuple) else value, words)
    elif turn.draft.get(path) is not None:
        turn.draft.clear(path, words)


def _add_professor(turn: Turn, held: dict[str, tuple[Any, Mention]], spans: list[tuple[int, int]]) -> None:
    """ "she is internist, professor in the hospital": said of her, unlike "my professor" and "Professor Khan"."""
    if "writer.academic_title" in held:
        return
    for first, last in spans:
        for role in turn.free(first, last, "role"):
            listed = (
                turn.message.tokens[role.first - 1].raw == "," or turn.text(role.first - 1) == "and"
                if role.first > first
                else False
            )
            if role.value == "professor" and listed and turn.text(role.last - 1) in {"professor", "prof"}:
                held["writer.academic_title"] = ("professor", role)


def _outranks(name: str, new: Any, old: Any) -> bool:
    order = _ORDER.get(name)
    return order is None or order.index(new) >= order.index(old)


def _value(turn: Turn, name: str, mention: Mention, first: int) -> Any:
    """The value of a fact here; None when a negation leaves it unsaid."""
    value = mention.value
    if _is_unsaid(turn, name, mention):
        return None
    if name in _TRUE_OR_FALSE:
        return value is not _is_denied(turn, mention, first)
    negative = turn.negated(mention, first)
    if turn.text(mention.first) in turn.book.lists["own_verbs"] and turn.text(mention.first - 1) in {"i", "we"}:
        return None  # "I promised", "I hesitate": not the writer
    if name == "experience.setting" and turn.text(mention.first - 1) in {"since", "after", "before"}:
        return None  # "knows me since house job"
    if turn.text(mention.last) in {"neither", "either"}:
        return None  # "not the resident then, nurse neither"
    if name == "experience.setting" and is_stay_wished(turn, mention.first):
        return None
    owned = turn.text(mention.first - 2) in {"has", "have", "had"} and turn.text(mention.first - 3) not in {"i", "we"}
    if name == "writer.profession" and (owned or turn.text(mention.first - 1) in {"his", "her", "their"}):
        return None  # "the Boston doctor has a nurse", "thank his nurse Mercy"
    if name == "status":
        return status_said(turn, value, mention, negative=negative)
    if name == "attitude" and negative:
        return "hesitant" if value == "supportive" else None
    if _is_no_person(turn, name, mention):
        return None
    if name == "writer.academic_title" and turn.text(mention.first - 1) in {"my", "our"}:
        return None
    return None if negative else value


def _is_denied(turn: Turn, mention: Mention, first: int) -> bool:
    """Denied before or behind; "he prefers not because he doesn't remember me" holds a negation of its own."""
    own = turn.message.has(mention.first, mention.last, "cue:negation")
    return (turn.negated(mention, first) and not own) or _trailing_no(turn, mention)


def _is_no_person(turn: Turn, name: str, mention: Mention) -> bool:
    """The "MD" of "MD Anderson", the "PD" of "PD Dr. med. Vollmer", "Dear Program Director", "physician scientist"."""
    word, ahead = turn.text(mention.first), {turn.text(at) for at in range(mention.last, mention.last + 4)}
    hospital = name == "writer.profession" and word == "md" and turn.text(mention.last) == "anderson"
    docent = name == "writer.leadership" and word == "pd" and bool(turn.book.lists["degree_words"] & ahead)
    spoken_to = name == "writer.leadership" and turn.text(mention.first - 1) in turn.book.lists["addressing"]
    track = word == "physician" and turn.text(mention.last) in {"scientist", "scientists"}
    return hospital or docent or spoken_to or track


def _is_unsaid(turn: Turn, name: str, mention: Mention) -> bool:
    """ "about the waiver I did not decide"; "my mother is sick"; "saw me once a week"; "I have a PhD"."""
    if mention.value == "phd_researcher":
        return own_degree_in(turn, mention.first, mention.last)
    if name == "experience.knows_me_well" and mention.value is False:
        return is_often(turn, mention.first, mention.last)
    kin = name == "writer.family_friend" and _is_of_own_kin(turn, mention)
    return kin or (name == "waived" and _is_open(turn, mention))


def _is_of_own_kin(turn: Turn, kin: Mention) -> bool:
    """ "my mother is sick", "because my father lost his job": something told of the kin, not of the writer."""
    ahead = range(kin.last, kin.last + _NEAR)
    ends = next((at for at in ahead if turn.raw(at) in {",", ".", ";", ""}), ahead.stop)
    tied = turn.message.has(kin.last, ends, "role", "specialty", "fact:writer.profession", "name")
    tied = tied or any(turn.text(at) in turn.book.lists["ties"] for at in range(kin.last, ends))
    owns = turn.text(kin.first - 1) in turn.book.lists["being"]
    return turn.text(kin.last) in turn.book.lists["kin_verbs"] and not (tied or owns)


def _is_open(turn: Turn, mention: Mention) -> bool:
    """Nothing is decided yet."""
    near = range(max(0, mention.first - _NEAR), min(len(turn.message.tokens), mention.last + _NEAR))
    return any(
        turn.text(at) in turn.book.lists["deciding"] and turn.message.has(max(0, at - 3), at, "cue:negation")
        for at in near
    )


def _trailing_no(turn: Turn, mention: Mention) -> bool:
    """ "waived: no", "longitudinal clinic no"."""
    tokens = turn.message.tokens
    at = mention.last
    while (
        at < len(tokens)
        and at - mention.last < 2
        and (tokens[at].raw in {":", "-", "="} or tokens[at].text == "clinic")
    ):
        at += 1
    ends = at + 1 >= len(tokens) or tokens[at + 1].kind == "sign"
    return turn.text(at) in {"no", "false"} and ends


def _write_recommended(turn: Turn, letter: str, spans: list[tuple[int, int]]) -> bool:
    for first, last in spans:
        both, targets = next(turn.message.inside(first, last, "cue:recommends_both"), None), turn.draft.get("targets")
        named_fields = both is not None and turn.message.has(both.last, last, "specialty")
        if both is not None and not named_fields and isinstance(targets, list) and len(targets) == 2:
            turn.draft.set(letter_path(letter, "recommends_for"), list(targets), turn.said(both))
            return True
        for cue in turn.message.inside(first, last, "cue:recommends"):
            found = specialty_list(turn, cue.last, last)
            names = [str(m.value) for m in found if m.value in turn.book.specialties]
            asked = turn.text(cue.first - 1) in {"which", "what"}  # "which letters for neurology, in which order"
            if names and not (asked or turn.negated(cue, first) or _is_judged(turn, found[0])):
                turn.draft.set(letter_path(letter, "recommends_for"), names, turn.words(cue.first, found[-1].last))
                turn.used.update(found)
                return True
    return False


def _write_specialty(turn: Turn, letter: str, spans: list[tuple[int, int]]) -> bool:
    """Specialty and subspecialty; a name for a person says a physician too."""
    said: Fields = []
    for first, last in spans:
        for mention in turn.free(first, last, "specialty"):
            if not turn.is_agent(mention) and (_is_own(turn, mention) or _is_judged(turn, mention)):
                continue
            if turn.text(mention.last) in turn.book.lists["ranked_for"]:
                continue  # "send Boyd to the cardiology programs"
            if tells_own_work(turn, mention.first, mention.last):
                continue  # "I worked as a GP in Accra, Dr. Mensah was my boss"
            name = turn.specialty(mention, context=turn.is_agent(mention))
            if name is not None and not turn.negated(mention, first):
                said.append((name, mention))
    if not said:
        return False
    subs = [(name, m) for name, m in said if name in turn.book.subspecialties]
    parents = [(name, m) for name, m in said if name in turn.book.specialties]
    for name, mention in (_first_of_joined(turn, subs, parents) or subs or parents)[-1:]:
        put_specialty(turn, letter, name, turn.said(mention))
    agent = next((m for _, m in said if turn.is_agent(m)), None)
    if agent is not None:
        turn.draft.set(letter_path(letter, "writer.profession"), "physician", turn.said(agent))
    return True


def _first_of_joined(turn: Turn, subs: Fields, parents: Fields) -> Fields:
    """ "anesthesia and ICU": the field itself, where a subspecialty of another one is joined to it."""
    for name, mention in parents:
        joined = turn.text(mention.last) == "and" or turn.raw(mention.last) in {"&", "/", "+"}
        if joined and any(m.first == mention.last + 1 and turn.book.parent(sub) != name for sub, m in subs):
            return [(name, mention)]
    return []


def _is_own(turn: Turn, mention: Mention) -> bool:
    """ "now I do IM": the applicant's field."""
    for back in (1, 2, 3):
        pair = turn.text(mention.first - back - 1), turn.text(mention.first - back)
        for_own = pair == ("for", "my") or (back == 1 and pair[1] == "for" and pair[0] in turn.book.lists["good_for"])
        if for_own or turn.text(mention.first - back) in {"i", "iam", "ive"}:
            return True
        if turn.text(mention.first - back) in {",", ".", ";"}:
            return False
    return False


def _is_judged(turn: Turn, mention: Mention) -> bool:
    """ "he says pathology is not medicine": a field that somebody speaks about."""
    verb = turn.text(mention.last) in {"is", "was", "isnt", "has"}
    said = {turn.text(mention.first - back) for back in (1, 2)} & turn.book.lists["saying_verbs"]
    return (verb and bool(said)) or (turn.text(mention.first - 1) == "not" and turn.text(mention.first - 2) == "is")


def put_specialty(turn: Turn, letter: str, name: str, words: str) -> None:
    """Write a specialty, or a subspecialty together with its parent; an old subspecialty of another field goes."""
    path = letter_path(letter, "writer.subspecialty")
    if name in turn.book.subspecialties:
        turn.draft.set(path, name, words)
    else:
        held = turn.draft.get(path)
        if isinstance(held, str) and turn.book.parent(held) != name:
            turn.draft.clear(path, words)
    turn.draft.set(letter_path(letter, "writer.specialty"), turn.book.parent(name), words)
