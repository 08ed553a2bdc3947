"""The applicant's own name in its parts: "Surname Bondarenko, name Oleksii"."""

from __future__ import annotations

from assistant.casebook.model import Change, letter_path
from assistant.casebook.reading import Mention
from assistant.casebook.stance import Clause
from assistant.casebook.turn import Turn

_NAMES_IT = frozenset({"its", "is", "should", "must", "correct", "right", "real"})  # before the right name
_OPENING = 12  # tokens in which the parts stand
_MOST_NAMES = 4
_NEAR_PLACE = 3  # tokens between a name and its place, and the year behind
_NO_NAMES = ("country", "specialty", "role")


def read_parted_name(turn: Turn, clause: Clause) -> None:
    """ "Surname Bondarenko, name Oleksii": the two parts told apart, in either order."""
    if turn.draft.get("name") is not None:
        return
    found: dict[str, int] = {}
    for at in range(clause.first, min(clause.last - 1, clause.first + _OPENING)):
        label = turn.text(at)
        key = "last" if label == "surname" else ""
        if label == "name":
            key = "last" if turn.text(at - 1) in {"last", "family"} else "first"
        name = at + 1 + (turn.raw(at + 1) in {":", "-", "="} or turn.text(at + 1) == "is")
        if key and name < clause.last and is_plain_name(turn, name):
            found.setdefault(key, name)
    if len(found) > 1 and not turn.message.has(clause.first, clause.last, "cue:he", "cue:she", "cue:letter"):
        words = turn.words(min(found.values()), max(found.values()) + 1)
        turn.draft.set("name", f"{turn.raw(found['first'])} {turn.raw(found['last'])}", words)


def says_wrong(turn: Turn, cue: Mention) -> bool:
    """ "my name wrong", "my name is spelled wrong", "you wrote my name wrong": no name follows at once."""
    at = cue.last
    while turn.text(at) in turn.book.lists["before_wrong_name"]:
        at += 1
    return turn.text(at) in turn.book.lists["misspelt"]


def read_mended_name(turn: Turn) -> None:
    """ "my name wrong, its Yusuf Demir-Aksoy": the name behind "it is", which nobody else's letter gets."""
    cues = turn.message.inside(0, len(turn.message.tokens), "cue:my_name")
    cue = next((cue for cue in cues if turn.text(cue.first) == "my" and says_wrong(turn, cue)), None)
    if cue is None:
        return
    start = next((at for at in range(cue.last, len(turn.message.tokens)) if turn.text(at) in _NAMES_IT), None)
    if start is None:
        return
    at = start + 1
    while turn.text(at) in _NAMES_IT | {"be", ":"}:
        at += 1
    end, parts = at, 0
    while parts < _MOST_NAMES and (end < len(turn.message.tokens)) and turn.message.tokens[end].capital:
        end, parts = part_end(turn, end), parts + 1
    if parts:
        set_name(turn, cue.first, at, end)
        turn.used.update(turn.message.inside(at, end))
        turn.apart.append((cue.first, end))


def read_titled_name(turn: Turn) -> None:
    """ "Hi there, Dr. Sahar Mohammadi, Tehran University 2013, i live in Toronto": a doctor who introduces herself."""
    name = next((m for m in turn.message.mentions if m.group == "name"), None)
    if name is None or turn.draft.get("name") is not None or turn.draft.ids() or not _introduces(turn, name):
        return
    turn.draft.set("name", name.value.full, turn.said(name))
    turn.message.mentions = [m for m in turn.message.mentions if m is not name]
    turn.message.firsts = [m.first for m in turn.message.mentions]


def _introduces(turn: Turn, name: Mention) -> bool:
    """Only a greeting stands before the name, and behind it one's school with its year, or where one is from."""
    words, sentence = turn.book.lists["before_titled_name"], turn.message.sentences[0]
    here = _says_here(turn, _place_end(turn, name.last))
    greets = all(
        turn.message.tokens[at].kind == "sign" or turn.text(at) in words or turn.text(at) in turn.book.titles
        or turn.message.has(at, at + 1, "cue:greeting") for at in range(name.first)
    )  # fmt: skip
    place = next(turn.message.inside(name.last, name.last + _OPENING, "country"), None)
    if greets and here:
        return True
    if not (greets and name.value.given and place is not None and name.last < sentence.last):
        return False
    graduated = any(turn.year_at(at) for at in range(place.last, place.last + _NEAR_PLACE))
    own = turn.message.has(place.last, sentence.last, "cue:first_person")
    theirs = turn.message.has(0, sentence.last, "cue:he", "cue:she", "cue:letter", "fact:", "amount")
    return place.first - name.last <= _NEAR_PLACE and graduated and own and not theirs


def _place_end(turn: Turn, at: int) -> int:
    """The token behind "from Khartoum", or the same token where no such words stand there."""
    place = next(turn.message.inside(at + 1, at + 1 + _NEAR_PLACE, "country"), None)
    return place.last if turn.text(at) == "from" and place is not None and place.first == at + 1 else at


def _says_here(turn: Turn, at: int) -> bool:
    """ "Hi, Dr Bilal here from Peshawar", "Dr Hamdi from Khartoum here": not "Dr Bilal here in Ohio teaches me"."""
    closed = turn.raw(at + 1) in {"", ",", ".", "!", "\n", "-"} or turn.text(at + 1) in {"from", "i", "im"}
    return turn.text(at) == "here" and closed


def drop_writers_name(turn: Turn) -> None:
    """ "Name is Leonard Abioduni, not Abiodun": the name of a writer, which is not the applicant's too."""
    fresh = next((c for c in turn.draft.changes if c.field == "name" and c.op == "set"), None)
    added = {change.value for change in turn.draft.changes if change.op == "add_letter"}
    held = [letter for letter in turn.draft.ids() if letter not in added]
    names = {turn.draft.get(letter_path(letter, "writer.name")) for letter in held}
    if fresh is not None and fresh.value in names:
        turn.draft.put_back(fresh)
    elif fresh is not None and not turn.message.has(0, len(turn.message.tokens), "cue:my_name"):
        _give_to_renamed(turn, fresh, [letter for letter in held if letter not in turn.draft.before_ids])


def _give_to_renamed(turn: Turn, fresh: Change, renamed: list[str]) -> None:
    """ "it is Dr. Brannan with a, Michael Brannan": the first name of the writer whose name was just put right."""
    for letter in renamed:
        path = letter_path(letter, "writer.name")
        if str(turn.draft.get(path)) == str(fresh.value).split()[-1]:
            turn.draft.put_back(fresh)
            turn.draft.set(path, fresh.value, fresh.words)


def is_plain_name(turn: Turn, index: int) -> bool:
    """A capitalised word that means nothing else."""
    token = turn.message.tokens[index]
    known = token.text in turn.book.stop | turn.book.lists["no_names"] or token.text in turn.book.cues["not_name"]
    known = known or (turn.book.alone(token.text) and token.text not in turn.book.given_names)
    return token.kind == "word" and token.capital and not known and index not in turn.message.blocked


def part_end(turn: Turn, at: int) -> int:
    """The token behind one part of a name: "Hyun-woo" is one part."""
    tokens = turn.message.tokens
    while at + 2 < len(tokens) and tokens[at + 1].raw == "-" and tokens[at + 2].kind == "word":
        if tokens[at].end != tokens[at + 1].start or tokens[at + 1].end != tokens[at + 2].start:
            break
        at += 2
    return at + 1


def name_end(turn: Turn, at: int, last: int) -> int:
    """The token behind the words that follow "my name is" and mean nothing else."""
    end, parts = at, 0
    ends = turn.book.cues["not_name"] | turn.book.cues["boundary"] | turn.book.cues["grad"] | turn.book.stop
    ends |= turn.book.lists["honorifics"]  # "my name is Rahul sir"
    while end < last and parts < _MOST_NAMES and turn.message.tokens[end].kind == "word":
        capital = parts and turn.raw(end)[:1].isupper() and turn.text(end) in turn.book.lists["small_names"]
        means = turn.raw(at)[:1].isupper() and turn.raw(end).islower() and turn.message.has(end, end + 1, *_NO_NAMES)
        means = means or (turn.raw(end).islower() and turn.text(end) in turn.book.lists["behind_own_name"])
        if end in turn.message.blocked or means or (turn.text(end) in ends and not capital):
            break  # "my name Chinedu Okafor nigeria psychiatry"
        end, parts = part_end(turn, end), parts + 1
    return end


def set_name(turn: Turn, first: int, at: int, end: int) -> None:
    """Set the applicant's name; what is written in letters of one size gets its capitals."""
    printed = turn.words(at, end)
    if printed.islower() or printed.isupper():
        printed = " ".join(word.capitalize() for word in printed.split())
    turn.draft.set("name", printed, turn.words(first, end))


def read_i_am(turn: Turn, clause: Clause) -> None:
    """ "I am Amina Rahman", "je suis Amina Rahman": two capitalised words, or one with a place: "I am Farhad from"."""
    for cue in turn.message.inside(clause.first, clause.last, "cue:i_am"):
        end, parts = cue.last, 0
        while end < clause.last and parts < _MOST_NAMES and is_plain_name(turn, end):
            end, parts = part_end(turn, end), parts + 1
        owner = turn.raw(end - 1)[-2:] in {"'s", "’s"}  # "I am Bich Ngoc's husband"
        if (parts > 1 or (parts and _of_a_place(turn, cue.last, end))) and not turn.message.shouting and not owner:
            set_name(turn, cue.first, cue.last, end)
        return


def _of_a_place(turn: Turn, at: int, end: int) -> bool:
    """ "Farhad from Kabul": a word that means nothing at all, and a name of a place behind it."""
    place = turn.message.tokens[end + 1 : end + 2]
    return turn.text(end) == "from" and bool(place) and place[0].capital and not turn.message.has(at, end)


def opening_end(turn: Turn, clause: Clause) -> int:
    """The token behind greetings and signs that begin a clause."""
    at = clause.first
    while at < clause.last and (turn.message.tokens[at].kind == "sign" or turn.message.has(at, at + 1, "cue:greeting")):
        at += 1
    return at
