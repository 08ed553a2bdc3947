"""To which letters heard words belong: each name and pronoun means letters, and the learned reading tells which of them
the words beside are said of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.casebook.bystanders import is_beside
from assistant.casebook.heard import whose
from assistant.casebook.heard.items import Item, Said
from assistant.casebook.heard.joins import give_name, join_name, name_told
from assistant.casebook.heard.newcomers import add_newcomers
from assistant.casebook.heard.spans import Heard, country_in, place_of, specialty_in, words_in
from assistant.casebook.model import letter_path, split_path
from assistant.casebook.others import is_third
from assistant.casebook.people import add_named, gender_of, named
from assistant.casebook.placed import called_by_place
from assistant.casebook.reading import Mention
from assistant.casebook.text import tokenize
from assistant.casebook.turn import Turn

SURE_OF_WORDS = 0.4  # from here on words are seen; what is written of them asks for more
SURE_OF_OWNER, SURE_OF_ALL = 0.6, 0.8
SURE_OF_WRITER = 0.9
_NEAR = 12  # words around a name
_BESIDE = 4
_REACH_OF_SAME = 5  # words from "same" to the name behind "as"
_BOTH = 2
_LETTERS = "abcdef"
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_LETTER_FIELDS = frozenset({
    "name", "ref", "spec", "prof", "acad", "lead", "country", "site", "setting", "weeks", "start", "end", "observed",
    "knows", "long", "discussed", "status", "attitude", "waived", "template", "friend", "recommends", "asked_on",
    "uploaded_on", "remove",
})  # fmt: skip


def add_writers(turn: Turn, heard: Sequence[Heard]) -> None:
    """A letter for each name that is surely told, with something beside it, and that the rules passed over."""
    told = [found for found in heard if found.field in _LETTER_FIELDS - whose.POINTERS and found.sure >= SURE_OF_WRITER]
    others = [m for m in turn.message.mentions if m.group == "name" and m.value.full != turn.draft.get("name")]
    for mention in [m for m in others if not m.value.known]:
        here = (f for f in heard if f.field == "name" and f.sure >= SURE_OF_WRITER)
        surely = any(found.first < mention.last and mention.first < found.last for found in here)
        beside = any(f.field == "ref" and f.last == mention.first for f in heard)  # "my lab manager sandra"
        beside = beside or any(-_NEAR <= found.first - mention.last <= _NEAR for found in told)
        gone = turn.draft.removes and not mention.value.given  # "remove Dr Tarek", who is Tarek Fahmy
        known = named(turn, mention.value) or called_by_place(turn, mention.value)
        elsewhere = _is_of_office(turn, mention) or _is_of_another_case(turn, mention)
        if surely and beside and not (gone or known or elsewhere):
            add_named(turn, mention.value, turn.said(mention))


def _is_of_office(turn: Turn, mention: Mention) -> bool:
    """ "the program coordinator Ms. Bell said 3 letters": whom the rules passed over, and no writer."""
    clause = next((c for c in turn.clauses if c.first <= mention.first < c.last), None)
    return clause is not None and is_beside(turn, clause, mention)


def _is_of_another_case(turn: Turn, mention: Mention) -> bool:
    """ "my friend Asel has a letter from a Dr Hollis": named in a sentence about somebody else."""
    if turn.message.person is not None:
        return False  # whoever speaks for somebody is another one in their own words
    sentence = next(s for s in turn.message.sentences if s.first <= mention.first < s.last)
    start = sentence.first
    while start < mention.first and (
        turn.message.tokens[start].kind == "sign" or turn.message.has(start, start + 1, "cue:boundary", "cue:greeting")
    ):
        start += 1
    return is_third(turn.message, sentence, start, sentence.last)


def join_names(turn: Turn, heard: Sequence[Heard]) -> None:
    """Names that are told later, for letters told without one."""
    left = set(turn.draft.ids())
    unnamed = [name for name in turn.draft.before_ids if name in left and turn.draft.is_unnamed(name)]
    if (called := name_told(turn)) is not None and unnamed:
        give_name(turn, called, [turn.draft.focus] if turn.draft.focus in unnamed else unnamed)
        return
    for found in heard:
        if found.field == "ref" and found.sure >= SURE_OF_OWNER:
            join_name(turn, found, _described(turn, found, unnamed) or _meant(turn, found, []))

def owners(turn: Turn, heard: Sequence[Heard]) -> Iterator[tuple[Heard, list[str], float]]:
    """What was heard of letters, with the letters that it is said of, and how sure that is."""
    items = _items(turn, heard)
    rows = whose.told_features(turn.message.tokens, [item.told for item in items], talked=bool(turn.draft.before_ids))
    labelled = zip(items, whose.load_owners().label(rows), strict=True)
    said = _beside_names(turn, [Said(item, *label) for item, label in labelled])
    made = add_newcomers(turn, said)
    items = [replace(item, letters=(made[place],)) if place in made else item for place, item in enumerate(items)]
    for place, item in enumerate(items):
        if item.heard.field == "ref" and not item.letters:
            items[place] = replace(item, letters=tuple(_meant(turn, item.heard, items[:place])))
    for place, (item, found) in enumerate(zip(items, said, strict=True)):
        if not item.told.points and found.sure >= (SURE_OF_ALL if found.owner == whose.ALL else SURE_OF_OWNER):
            yield item.heard, _letters(turn, items, place, found.owner), found.sure


def _beside_names(turn: Turn, said: Sequence[Said]) -> list[Said]:
    """ "Dr Fairbanks, fam doc, Tulsa": what a sign joins to a name tells of that one, and of nobody new."""
    found, told = list[Said](), False
    for place, here in enumerate(said):
        before = said[place - 1].item.heard if place else None
        first = here.item.heard.first
        joined = before is not None and before.last == first - 1 and turn.raw(first - 1) in {",", "(", "-", "–"}
        named = joined and before is not None and before.field == "name" and not here.item.told.points
        told = (named and here.owner == whose.NEW) or (told and here.owner == whose.SAME)
        found.append(replace(here, owner=whose.BEFORE) if told else here)
    return found


def _items(turn: Turn, heard: Sequence[Heard]) -> list[Item]:
    """Names, other words for writers and what is told of them, in order; no two at one place."""
    items = [
        Item(Heard("name", "", m.first, m.last, 1.0), _only(named(turn, m.value)))
        for m in turn.message.mentions if m.group == "name" and not _is_compared(turn, m.first)
    ]  # fmt: skip
    for found in heard:
        if found.field not in _LETTER_FIELDS or found.sure < SURE_OF_WORDS:
            continue
        taken = any(i.heard.first < found.last and found.first < i.heard.last and i.told.points for i in items)
        if found.field not in whose.POINTERS or not taken:
            items.append(Item(found))
    items += _told_by_rules(turn, items)
    return sorted(items, key=lambda item: (item.heard.first, item.heard.last))


def _is_compared(turn: Turn, at: int) -> bool:
    """ "same hospital as Sharma, uploaded": he is only named to say where or what another one is."""
    before = {turn.text(place) for place in range(max(0, at - _REACH_OF_SAME), at - 1)}
    return turn.text(at - 1) in {"as", "like"} and "same" in before


def _only(letters: list[str]) -> tuple[str, ...]:
    """The one letter that a name means; of namesakes it means none for sure."""
    return tuple(letters) if len(letters) == 1 else ()


def _told_by_rules(turn: Turn, items: Sequence[Item]) -> Iterator[Item]:
    """Where the rules found somebody without a name: "some nephrologist from Tampa"."""
    for name, words in turn.draft.added().items():
        place = place_of(turn, words) if name in turn.draft.ids() and turn.draft.is_unnamed(name) else None
        if place is not None and not any(i.told.points and i.heard.first <= place[0] < i.heard.last for i in items):
            yield Item(Heard("ref", "", place[0], place[0] + 1, 1.0), (name,))


def _letters(turn: Turn, items: Sequence[Item], place: int, owner: str) -> list[str]:
    """The letters that an item is said of."""
    ids, heard = turn.draft.ids(), items[place].heard
    before = next((i for i in reversed(items[:place]) if i.told.points), None)
    after = next((i for i in items[place + 1 :] if i.told.points), None)
    here = list(dict.fromkeys(name for i in items if i.told.points for name in i.letters))
    if owner == whose.BEFORE and before and len(before.letters) > 1:
        return list(before.letters)
    if heard.field == "waived" and owner in {whose.ALL, whose.TALK} and not _says_all(turn, heard):
        return ids if len(ids) == 1 else []
    if _says_both(turn, heard) and len(here) != _BOTH and len(_known(turn)) != _BOTH:
        return []
    if owner == whose.ALL or turn.book.lists["heard_all"] & set(words_in(turn, heard)[:2]):
        known = _known(turn)
        return here if len(here) > 1 and not _counts(turn, heard, len(known)) else known
    if owner == whose.BEFORE and before:
        return list(before.letters) or _past_pronoun(turn, before, items[:place])
    if owner == whose.AFTER and after:
        apart = heard.field == "remove" and not _same_sentence(turn, heard.first, after.heard.first)
        return [] if apart else list(after.letters)
    if owner in {whose.NEW, whose.SAME} and (started := _started(items[: place + 1])):
        return [started]
    if owner == whose.TALK and heard.field == "remove":
        return []  # whoever goes must be pointed at
    if owner == whose.TALK:
        return [turn.draft.focus] if turn.draft.focus in ids else ids if len(ids) == 1 else []
    return _spoken_of(turn) if not here and owner in {whose.NEW, whose.SAME, whose.BEFORE} else []


def _same_sentence(turn: Turn, first: int, second: int) -> bool:
    return any(s.first <= first < s.last and s.first <= second < s.last for s in turn.message.sentences)


def _started(items: Sequence[Item]) -> str:
    """The letter that words without a pointer began: "psychiatrist in Ohio, 4 weeks, said yes"."""
    begun = next((item for item in reversed(items) if not item.told.points and item.letters), None)
    return begun.letters[0] if begun else ""


def _past_pronoun(turn: Turn, before: Item, items: Sequence[Item]) -> list[str]:
    """Of a pronoun that points at nobody known: who was spoken of before it."""
    lists = turn.book.lists
    if not set(words_in(turn, before.heard)) <= lists["heard_he"] | lists["heard_she"]:
        return []
    last = next((i for i in reversed(items) if i.letters or i.heard.field == "name"), before)
    return list(last.letters)


def _spoken_of(turn: Turn) -> list[str]:
    """The one letter that the rules wrote of in this message."""
    touched = [name for name in dict.fromkeys(turn.draft.touched) if turn.draft.letter(name) is not None]
    return touched if len(touched) == 1 else []


def _says_all(turn: Turn, heard: Heard) -> bool:
    """ "waived for both", "all are waived": what is done letter by letter is said of all of them."""
    near = range(max(0, heard.first - _BESIDE), heard.last + _BESIDE)
    return any(turn.text(at) in turn.book.lists["heard_all"] for at in near)


def _counts(turn: Turn, heard: Heard, count: int) -> bool:
    """ "all three said yes", before two of the three are named: it is said of as many as there are."""
    return any(turn.number_at(at) == count for at in range(max(0, heard.first - _BESIDE), heard.last))


def _says_both(turn: Turn, heard: Heard) -> bool:
    """ "the other two both told me yes": said of two, so not of all of three."""
    return any(turn.text(at) == "both" for at in range(max(0, heard.first - _BESIDE), heard.last))


def _meant(turn: Turn, found: Heard, before: Sequence[Item]) -> list[str]:
    """The letters that words without a name point at."""
    ids, words = _known(turn), set(words_in(turn, found))
    numbers = [*_numbers(turn, found), *(number for word, number in _ORDINALS.items() if word in words)]
    counted = [ids[number - 1] for number in numbers if 0 < number <= len(ids)]
    if counted and len(counted) == len(numbers):
        return list(dict.fromkeys(counted))
    if turn.book.lists["heard_all"] & words:
        here = list(dict.fromkeys(name for item in before for name in item.letters))
        several = here if len(here) > 1 else ids
        return several if "both" not in words or len(several) == _BOTH else []
    he, she = (bool(words & turn.book.lists[name]) for name in ("heard_he", "heard_she"))
    if he is not she:
        said = "she" if she else "he"
        pointers = turn.book.lists["heard_he"] | turn.book.lists["heard_she"] | turn.book.lists["heard_everyday"]
        of_one_kind = sum(gender_of(turn, name) == said for name in ids) > 1
        if of_one_kind and words - pointers - turn.book.stop:
            return []  # "the honey lady", of two of them
        return _by_gender(turn, said, before)
    return _described(turn, found, ids)


def _known(turn: Turn) -> list[str]:
    """The letters that words without a name may mean; whoever is told first here without one is left to the rules."""
    fresh = turn.draft.added()
    return [name for name in turn.draft.ids() if name not in fresh or not turn.draft.is_unnamed(name)]


def _numbers(turn: Turn, found: Heard) -> list[int]:
    """ "the 2nd", "number one", "(b)"; but not the "one" of "the GI one"."""
    counted = [at for at in range(found.first, found.last) if turn.message.tokens[at].kind == "number"]
    counted += [at for at in range(found.first, found.last) if turn.text(at - 1) in turn.book.lists["entry_words"]]
    numbers = [number for at in counted if (number := turn.number_at(at)) is not None]
    return numbers + [_LETTERS.index(word) + 1 for word in words_in(turn, found) if len(word) == 1 and word in _LETTERS]


def _described(turn: Turn, found: Heard, ids: Sequence[str]) -> list[str]:
    """The one of some letters whose own words, field or place these are: "the bishop", "the PhD one", "Tampa lady"."""
    field, code = specialty_in(turn, found), country_in(turn, found)
    parts = ("writer.specialty", "writer.subspecialty")
    fits = {name: len(_own_words(turn, name) & set(words_in(turn, found))) * 2 for name in ids}
    for name in ids:
        fits[name] += bool(field) and field in {turn.draft.get(letter_path(name, part)) for part in parts}
        fits[name] += bool(code) and code == turn.draft.get(letter_path(name, "writer.country"))
    best = max(fits.values(), default=0)
    meant = [name for name, share in fits.items() if share == best > 0]
    return meant if len(meant) == 1 else []


def _own_words(turn: Turn, letter: str) -> set[str]:
    """The words that were told of a letter, without the everyday ones."""
    said = (words for path, words in turn.draft.words.items() if split_path(path)[0] == letter)
    words = {token.text for text in said for token in tokenize(text) if token.kind == "word"}
    return words - turn.book.lists["heard_everyday"] - (turn.book.stop - turn.book.titles.keys())


def _by_gender(turn: Turn, gender: str, before: Sequence[Item]) -> list[str]:
    """He or she: the last one spoken of who may be meant, else the only one who is not of the other gender.

    Whoever was spoken of in the message itself goes before a letter of the talk, though the first name of that one
    tells more: "Prof. Mihai Ionescu ... He said no", after a Noah.
    """
    ids = _known(turn)
    recent = [name for item in reversed(before) for name in item.letters]
    ids = list(dict.fromkeys([*ids, *recent]))  # also somebody new without a name, who was told just before
    may_be = [name for name in ids if gender_of(turn, name) in {gender, ""}]
    here = [name for name in recent if name in may_be]
    surely = [name for name in here or ids if gender_of(turn, name) == gender]
    recent += [turn.draft.focus] if turn.draft.focus in ids else []
    for name in recent:
        if name in may_be and not (surely and name not in surely):
            return [name]
    fits = surely or may_be
    return fits if len(fits) == 1 else []
