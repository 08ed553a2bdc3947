"""Names put right: "it's Louis" after Dr Lewis, "the surname is Russo and not Ruiz"."""

from __future__ import annotations

from rapidfuzz.distance import OSA

from assistant.casebook.model import letter_path
from assistant.casebook.people import named, put_name
from assistant.casebook.stance import Clause
from assistant.casebook.surnames import family_name, given_names
from assistant.casebook.talk import Talk
from assistant.casebook.text import fold
from assistant.casebook.turn import Turn
from assistant.casebook.writer_name import WriterName, slug

_COURTESY = frozenset({"Ms.", "Mr.", "Mrs.", "Miss"})
_SHORT = 2
_ALIKE = 3  # first letters of a surname that was only misspelt


def respell(turn: Turn, clause: Clause, talk: Talk) -> bool:
    """ "it's Louis" after Dr Lewis: a word that is nearly the name of the letter spoken of."""
    _retitle(turn, clause, talk)
    if _is_wrong(turn, clause, talk):
        return True
    words = [at for at in range(clause.first, clause.last) if turn.message.tokens[at].kind == "word"]
    texts = [turn.text(at) for at in words]
    at = words[-1] if words else -1
    if len(talk.current) != 1 or texts[:-1] not in (["its"], ["it", "is"], ["name", "is"], ["spelled"], ["spelling"]):
        return False
    held = turn.draft.get(letter_path(talk.current[0], "writer.name"))
    token = turn.message.tokens[at]
    surname = family_name(held) if isinstance(held, str) else ""
    near = OSA.distance(fold(surname), token.text, score_cutoff=2) <= 2
    if not near or not token.capital or turn.book.alone(token.text) or token.text == fold(surname):
        return False
    words_said = turn.words(clause.first, clause.last)
    letter = turn.draft.rename_letter(talk.current[0], slug(token.raw), words_said)
    full = " ".join([*str(held).split()[:-1], token.raw])
    turn.draft.set(letter_path(letter, "writer.name"), full, words_said)
    talk.current, talk.fresh = [letter], True
    return True


def _retitle(turn: Turn, clause: Clause, talk: Talk) -> None:
    """ "he is Prof. not Dr.": the title of the writer spoken of, who holds the other one."""
    titles = turn.book.titles
    if len(talk.current) != 1:
        return
    path = letter_path(talk.current[0], "writer.title")
    for at in range(clause.first + 1, len(turn.message.tokens) - 1):
        before = at - 1 - (turn.raw(at - 1) == ".")
        right, wrong = titles.get(turn.text(before), ""), titles.get(turn.text(at + 1), "")
        if turn.text(at) == "not" and right and wrong and right != wrong == turn.draft.get(path):
            turn.draft.set(path, right, turn.words(before, at + 2))
            return


def _is_wrong(turn: Turn, clause: Clause, talk: Talk) -> bool:
    """ "Kane is wrong, it is Keane": the name that is wrong, and nearly the same word behind it."""
    for mention in turn.free(clause.first, clause.last, "name"):
        matches = named(turn, mention.value)
        at = mention.last + (turn.text(mention.last) in {"is", "was"})
        if len(matches) != 1 or turn.text(at) not in turn.book.lists["misspelt"]:
            continue
        held = str(turn.draft.get(letter_path(matches[0], "writer.name")))
        right = next((i for i in range(at + 1, min(at + 7, len(turn.message.tokens))) if _alike(turn, i, held)), None)
        if right is None:
            continue
        words = turn.words(mention.first, right + 1)
        raw = turn.raw(right) if turn.message.tokens[right].capital else turn.raw(right).capitalize()
        letter = turn.draft.rename_letter(matches[0], slug(raw), words)
        turn.draft.set(letter_path(letter, "writer.name"), " ".join([*held.split()[:-1], raw]), words)
        talk.current, talk.fresh = [letter], True
        return True
    return False


def _alike(turn: Turn, at: int, held: str) -> bool:
    surname, said = fold(family_name(held)), turn.text(at)
    known = turn.book.alone(said) or said in turn.book.stop
    return not known and said != surname and OSA.distance(surname, said, score_cutoff=2) <= 2 and len(said) > _SHORT


def nearly_held(turn: Turn, name: WriterName) -> str | None:
    """The only letter whose writer's name is nearly this one and not the same."""
    near = [letter for letter in turn.draft.ids() if is_nearly(turn, letter, name)]
    return near[0] if len(near) == 1 else None


def is_nearly(turn: Turn, letter: str, name: WriterName) -> bool:
    """ "Choi" after Cho, "Katherine" after Catherine: a name in which up to two letters are others."""
    held = turn.draft.get(letter_path(letter, "writer.name"))
    return isinstance(held, str) and any(_near(said, word) for said in name.full.split() for word in held.split())


def _near(said: str, held: str) -> bool:
    first, second = fold(said), fold(held)
    most = _SHORT if min(len(first), len(second)) > _ALIKE else 1
    return len(first) > _SHORT and 0 < OSA.distance(first, second, score_cutoff=most) <= most


def is_no_doctor(turn: Turn, letter: str, name: WriterName) -> bool:
    """ "Prof. Khan's office manager Ms. Tan" is not how Prof. Khan is written."""
    return name.title in _COURTESY and turn.draft.get(letter_path(letter, "writer.title")) not in {None, *_COURTESY}


def put_right(turn: Turn, wrong: str, name: WriterName, words: str, *, family_only: bool = False) -> str:
    """Give a letter's writer another name, and the letter its id. `family_only`: the first name that is held stays."""
    full = _other_given(turn, wrong, name, words) or _nearly_given(turn, wrong, name)
    if full is not None:
        turn.draft.set(letter_path(wrong, "writer.name"), full, words)
        return wrong
    letter = turn.draft.rename_letter(wrong, slug(name.surname), words)
    held = turn.draft.get(letter_path(letter, "writer.name"))
    if not isinstance(held, str):
        put_name(turn, letter, name, words)
        return letter
    alike = fold(name.surname)[:_ALIKE] == fold(family_name(held))[:_ALIKE] or family_only
    full = " ".join([*given_names(held), name.surname]) if alike and not name.given else name.full
    turn.draft.set(letter_path(letter, "writer.name"), full, words)
    if name.title:
        turn.draft.set(letter_path(letter, "writer.title"), name.title, words)
    return letter


def _other_given(turn: Turn, wrong: str, name: WriterName, words: str) -> str | None:
    """ "its dr Agata not tomasz", of Tomasz Wrona: the name with another first name."""
    held = str(turn.draft.get(letter_path(wrong, "writer.name")) or "")
    told = {fold(word.strip(".,")) for word in words.split()}
    given = {fold(word) for word in given_names(held)}
    first = bool(given & told) and not name.given and fold(family_name(held)) not in told
    return f"{name.surname} {family_name(held)}" if first and name.surname else None


def _nearly_given(turn: Turn, wrong: str, name: WriterName) -> str | None:
    """ "its Katherine with K", of Catherine Philips: the name with its first name put right."""
    held = str(turn.draft.get(letter_path(wrong, "writer.name")) or "")
    given, surname = given_names(held), family_name(held)
    if name.given or len(given) != 1 or not _near(name.surname, given[0]) or _near(name.surname, surname):
        return None
    return f"{name.surname} {surname}"


def half_right(turn: Turn, name: WriterName) -> str | None:
    """The only letter whose writer has the same first name: "I meant Ana Ruiz" after Ana Cruz."""
    held = {letter: turn.draft.get(letter_path(letter, "writer.name")) for letter in turn.draft.ids()}
    alike = [
        letter
        for letter, full in held.items()
        if name.given and isinstance(full, str) and full.split()[:-1] == name.given.split()
    ]
    return alike[0] if len(alike) == 1 else None


def is_family_name(turn: Turn, clause: Clause) -> bool:
    """ "the surname is Russo": the first name stays."""
    words = [turn.text(at) for at in range(clause.first, clause.last)]
    return bool({"surname", "lastname"} & set(words)) or ("name" in words and bool({"last", "family"} & set(words)))


def compound(turn: Turn, at: int) -> str:
    """The word at a token with what a hyphen joins before it: "Adeyemi-Coker"."""
    tokens = turn.message.tokens
    joined = at > 1 and tokens[at - 1].raw == "-" and tokens[at - 2].end == tokens[at - 1].start
    return turn.words(at - 2, at + 1) if joined else tokens[at].raw
