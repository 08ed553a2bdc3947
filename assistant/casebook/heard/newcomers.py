"""Writers who are told without a name and whom the rules passed over: "My PI, a PhD in Pittsburgh, knows me well"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.casebook.heard import whose
from assistant.casebook.heard.items import Item, Said
from assistant.casebook.heard.spans import first_place, words_in
from assistant.casebook.own_work import tells_own_work
from assistant.casebook.turn import Turn
from assistant.casebook.writer_name import slug

_SURE = 0.95  # that somebody is new
_SURE_OF_WORDS = 0.85
_TOLD = 2  # things told of somebody whom no word points at
_UNTOLD = frozenset({"remove", "old", "acad", "recommends"})  # these tell of somebody, but of nobody new
_ALSO_OF_ONESELF = frozenset({"spec", "prof", "country", "long"})
_MOST_LETTERS = 30  # of an id


def add_newcomers(turn: Turn, said: Sequence[Said]) -> dict[int, str]:
    """Letters of writers told without a name, by the places of the words that tell them first."""
    made: dict[int, str] = {}
    for place, found in enumerate(said):
        if not _introduces(turn, found):
            continue
        group = _group(turn, said, place)
        if tells_own_work(turn, min(i.heard.first for i in group), max(i.heard.last for i in group)):
            continue
        if _is_own_research(turn, group):
            continue
        held = _held(turn, said, place, group)
        if held is not None:
            made |= {place: held} if found.item.told.points else {}  # without a pointer the rules know best
        elif _is_told(turn, found, group):
            words = turn.words(min(i.heard.first for i in group), max(i.heard.last for i in group))
            letter = turn.draft.add_letter(_letter_id(turn, group), words)
            made |= {place: letter} if letter else {}
    return made


def _introduces(turn: Turn, found: Said) -> bool:
    """Words for somebody who was not told before; no pronoun, and nobody whom the rules know."""
    item, lists = found.item, turn.book.lists
    if item.letters or found.sure < _SURE or item.heard.sure < _SURE_OF_WORDS:
        return False
    if set(words_in(turn, item.heard)) <= lists["counting_words"]:
        return False  # "one attempt failed, second one did it"
    if found.owner == whose.NEW:
        return item.heard.field not in _UNTOLD
    nobody = not turn.draft.ids() and not set(words_in(turn, item.heard)) <= lists["heard_all"]
    pronoun = set(words_in(turn, item.heard)) <= lists["heard_he"] | lists["heard_she"] | lists["heard_all"]
    return item.heard.field == "ref" and (nobody or (found.owner == whose.NEWCOMER and not pronoun))


def _group(turn: Turn, said: Sequence[Said], place: int) -> list[Item]:
    """The words that introduce somebody, and what is told with them."""
    group = [said[place].item]
    points = group[0].told.points
    for found in reversed(said[:place] if points else ()):
        if found.owner != whose.AFTER:
            break
        group.insert(0, found.item)
    for found in said[place + 1 :]:
        if found.owner not in {whose.BEFORE if points else whose.SAME, whose.ALL}:
            break
        group.append(found.item)
    return group


def _is_own_research(turn: Turn, group: Sequence[Item]) -> bool:
    """ "doing research in NYC": nobody is told with whom, and no letter of it."""
    first, last = min(i.heard.first for i in group), max(i.heard.last for i in group)
    does = any(turn.text(at) in {"doing", "do", "does", "did"} for at in range(max(0, first - _TOLD), last))
    sentence = next(s for s in turn.message.sentences if s.first <= first < s.last)
    people = ("cue:letter", "role", "name", "cue:he", "cue:she")
    told = any(m.value != "research_mentor" for m in turn.message.inside(sentence.first, sentence.last, *people))
    return does and not told and any(turn.text(at) == "research" for at in range(first, last))


def _held(turn: Turn, said: Sequence[Said], place: int, group: Sequence[Item]) -> str | None:
    """The letter by which the rules hold this writer: made of these words, or named right after them."""
    first, last = group[0].heard.first, group[-1].heard.last
    named_since = {c.field[len("letters[") : -1]: str(c.value) for c in turn.draft.changes if c.op == "rename_letter"}
    for told, words in turn.draft.added().items():
        name = named_since.get(told, told)
        if name in turn.draft.ids() and (name != told or turn.draft.is_unnamed(name)):
            start, end = first_place(turn, words)
            if start < last and first < end:
                return name
    behind = next((f for f in said[place + 1 :] if f.item.heard.field == "name"), None)
    named = behind is not None and (behind.owner == whose.POINTER or _stands_before(turn, group, behind.item))
    again = behind.item.letters[:1] if behind and named else ()
    return again[0] if again and again[0] in turn.draft.added() else None


def _stands_before(turn: Turn, group: Sequence[Item], name: Item) -> bool:
    """ "my attending in Ohio, Dr. Karen Smith": nothing but a sign and a title between the words and the name."""
    between = range(group[-1].heard.last, name.heard.first)
    return all(turn.text(at) in turn.book.titles or turn.raw(at) in {",", ".", ":", "-", "("} for at in between)


def _is_told(turn: Turn, found: Said, group: Sequence[Item]) -> bool:
    """Enough is surely told of somebody new."""
    told = [i for i in group if not i.told.points and i.heard.sure >= _SURE_OF_WORDS and i.heard.field not in _UNTOLD]
    what = {i.heard.field for i in told} <= _ALSO_OF_ONESELF and not found.item.told.points
    if what and not turn.draft.ids() and not turn.message.has(0, len(turn.message.tokens), "cue:have"):
        return False  # "Radiologist, Novosibirsk": it may be the applicant
    return len(told) >= (1 if found.item.told.points else _TOLD)


def _letter_id(turn: Turn, group: Sequence[Item]) -> str:
    """The words that point at somebody, and the place: "pi_pittsburgh"."""
    who = next((i for i in group if i.heard.field in {"ref", "spec", "prof", "lead"}), group[0])
    where = next((i for i in group if i.heard.field == "country"), None)
    words = [*words_in(turn, who.heard)[-2:], *(words_in(turn, where.heard)[-2:] if where else ())]
    lists = turn.book.lists
    no_names = lists["heard_everyday"] | lists["heard_he"] | lists["heard_she"] | lists["heard_all"]
    plain = [word for word in words if word.isalpha() and word not in no_names]
    return slug(" ".join(plain))[:_MOST_LETTERS] or "letter"
