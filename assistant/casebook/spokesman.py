"""Cases told by somebody else: "my daughter Nour wants pediatrics, she never failed", "Ms. Li Na, my client".

The words for the applicant are read as "I"; what the speaker says of themselves is read as somebody else's story.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Any

from assistant.casebook.brought import brought, pronoun_of
from assistant.casebook.clients import asks_about, end_of_name, has_own_first_name, hyphenated, taken_on
from assistant.casebook.filed import filed
from assistant.casebook.lexicon import Lexicon, read_lexicon
from assistant.casebook.text import Token, joined

_MOST_NAMES = 4
_NEAR = 4  # tokens between "she" and the words that show who she is
_SIDE = 3
_I, _MY, _ME, _SOMEBODY, _GREETING = "i", "my", "me", "somebody", "hello"
_FORMS = {"she": _I, "he": _I, "her": _MY, "his": _MY, "him": _ME, "hers": _MY, "shes": "iam", "hes": "iam"}
_PRONOUNS = {"she": ("she", "her", "hers", "shes"), "he": ("he", "his", "him", "hes")}


@dataclass(frozen=True, slots=True)
class Represented:
    """The applicant for whom another one speaks: "she" or "he", the word for them, and their name if told."""

    pronoun: str
    word: str
    name: str = ""
    fresh: str = ""  # the name's words in this message, where it is told here

    def memory(self) -> dict[str, str]:
        """As plain data."""
        return {"pronoun": self.pronoun, "word": self.word, "name": self.name}


def represented(memory: Any) -> Represented | None:
    """What an earlier message told, from plain data."""
    if not isinstance(memory, Mapping) or not memory.get("word"):
        return None
    return Represented(*(str(memory.get(key) or "") for key in ("pronoun", "word", "name")))


def retell(
    tokens: Sequence[Token], person: Represented | None, book: Lexicon, *, may_begin: bool
) -> tuple[list[Token], Represented | None]:
    """The message as the applicant would tell it, where another one speaks for them; else as it is."""
    if person is None and may_begin:
        told = brought(tokens, book)
        person = None if told else _begins(tokens)
        if person is None and (told := told or filed(tokens, book)):
            tokens, name = told
            pronoun = pronoun_of(tokens, name, book) or _pronoun(tokens, 0, "")
            person = Represented(pronoun, name.casefold(), name, name)
    if person is not None and not person.pronoun:
        person = replace(person, pronoun=_pronoun_of_owner(tokens))
    if person is None:
        return list(tokens), None
    return _as_told_by_oneself(tokens, _titled(tokens, person, book), book)


def _begins(tokens: Sequence[Token]) -> Represented | None:
    """Somebody else's case begins here: who asks, and for whom."""
    words = _words()
    if (person := _father_of(tokens) or _advised(tokens) or _named_first(tokens)) is not None:
        return person
    for at, token in enumerate(tokens):
        several = at >= _SIDE and [other.text for other in tokens[at - _SIDE : at]] in words["one_of_mine"]
        kin = token.text.removesuffix("s") if several else token.text  # "one of my mentees"
        owner = tokens[at - 1].text if at else ""
        called = any(other.text in words["courtesies"] for other in tokens[at : at + 2 * _SIDE])
        headed = at < _SIDE and kin in words["either"] and called
        helped = owner in {"a", "an"} and kin in words["helped"]  # "writing for an applicant"
        owned = owner in words["owners"] or headed or helped  # "Client file: Ms. Li Na"
        if kin not in words["kin"] or not owned or token.raw[-2:] in {"'s", "’s"}:
            continue
        asked = any(
            tokens[place].text in words["asking"]
            and tokens[place + 1 + (tokens[place + 1].text in {"this", "it", "all", "in"})].text in words["for"]
            for place in range(max(0, at - 2 * _SIDE), at)
        )
        applies = any(other.text in words["applies"] for other in tokens[at:])
        if asked or (kin in words["near"] and applies and not _tells_of_oneself(tokens, at)):
            return Represented(_pronoun(tokens, at, kin), kin)
    return None


def _father_of(tokens: Sequence[Token]) -> Represented | None:
    """ "I am the father of Dr. Mariam Tadros": the applicant is who is named so."""
    words = _words()
    for at in range(1, len(tokens) - 2):
        me = {token.text for token in tokens[max(0, at - 3) : at]} & {"am", "im", "iam", "is", "this", "here"}
        if not me or tokens[at].text not in words["speakers"] or tokens[at + 1].text not in {"of", "for"}:
            continue
        start = at + 2
        someone = tokens[start].text in {"a", "an"} and tokens[start + 1 : start + 2] != []
        if someone and tokens[start + 1].text in words["helped"]:  # "counselor of a student, Mr. Ruiz"
            start += 2 + (tokens[start + 2 : start + 3] != [] and tokens[start + 2].raw in {",", ":"})
        while start < len(tokens) and (tokens[start].text in words["titles"] or tokens[start].raw == "."):
            start += 1
        end = end_of_name(tokens, start)
        many = tokens[start].text.removesuffix("s") in words["helped"]  # "adviser for IMGs"
        applies = any(other.text in words["applies"] for other in tokens[end:])
        if end > start and applies and not many and not _tells_of_oneself(tokens, at):
            name = " ".join(token.raw for token in tokens[start:end])
            return Represented(_pronoun(tokens, at, tokens[start - 1].text), name.casefold(), name, name)
    return None


def _named_first(tokens: Sequence[Token]) -> Represented | None:
    """ "Her name is Aigerim Sadykova and I fill this for her": who asks is another one."""
    words = _words()
    for at in range(min(2 * _SIDE, len(tokens) - 3)):
        if [token.text for token in tokens[at + 1 : at + 3]] != ["name", "is"] or tokens[at].text not in {"her", "his"}:
            continue
        them = "her" if tokens[at].text == "her" else "him"
        asks = any(
            tokens[place].text in words["asking"]
            and {"for", them} <= {token.text for token in tokens[place : place + _NEAR]}
            for place in range(at + 3, len(tokens))
        )
        if asks:
            return Represented("she" if them == "her" else "he", "her" if them == "her" else "his")
    return None


def _advised(tokens: Sequence[Token]) -> Represented | None:
    """ "I advise Mr. Behrouz Tavakoli. He is Iranian": who is advised is the applicant; a doctor is not helped so."""
    words = _words()
    for at in range(1, len(tokens) - 3):
        about = asks_about(tokens, at, words) and any(t.text in words["advisers"] for t in tokens)
        if tokens[at - 1].text not in {"i", "we", "iam", "am"} or not (about or tokens[at].text in words["advising"]):
            continue
        start = at + 1 + (tokens[at + 1].text in {"to", "with", "for", *(words["for"] if about else ())})
        titled = tokens[start].text in words["courtesies"]
        firmly = tokens[at].text in words["advising_firmly"]
        while start < len(tokens) and (tokens[start].text in words["titles"] or tokens[start].raw == "."):
            titled, start = titled or firmly, start + 1
        end = end_of_name(tokens, start)
        applies = any(other.text in words["applies"] for other in tokens[end:])
        if applies and end > start and (titled or (firmly and end - start > 1)) and not _tells_of_oneself(tokens, at):
            name = " ".join(token.raw for token in tokens[start:end])
            return Represented(_pronoun(tokens, at, tokens[start - 1].text), name.casefold(), name, name)
    return None


def _tells_of_oneself(tokens: Sequence[Token], kin: int) -> bool:
    """ "I am from Chile and apply to radiology", "my son is not the applicant"; a question compares."""
    words = _words()
    near = [token.text for token in tokens[kin + 1 : kin + 2 * _SIDE]]
    said = next((place for place, word in enumerate(near) if word in {"applicant", "applying"}), 0)
    if {"not", "isnt"} & set(near[:said]):  # "my wife is applying, not me" is her case
        return True
    asks = next((token.raw for token in tokens[kin:] if token.raw in {".", "?", "\n", "!"}), "") == "?"
    own = any(
        token.text in {"i", "im", "iam", "ive"}
        and any(after.text in words["own_tells"] for after in tokens[at + 1 : at + 1 + _SIDE])
        for at, token in enumerate(tokens)
    )
    return asks or own


def _pronoun(tokens: Sequence[Token], at: int, kin: str) -> str:
    words = _words()
    if kin in words["women"] or kin in words["men"]:
        return "she" if kin in words["women"] else "he"
    for token in tokens[at:]:
        if token.text in {"she", "her"} | {*words["courtesies"]} - {"mr"}:
            return "she"
        if token.text in {"he", "his", "him", "mr"}:
            return "he"
    return ""


def _pronoun_of_owner(tokens: Sequence[Token]) -> str:
    """ "Her letters: ...", "He has Dr. Sullivan" after a form that did not say what the applicant is."""
    if tokens and tokens[0].text in {"he", "she"}:
        return tokens[0].text
    for before, after in pairwise(tokens):
        if before.text in {"her", "his"} and after.text in _words()["owned"]:
            return "she" if before.text == "her" else "he"
    return ""


def _as_told_by_oneself(tokens: Sequence[Token], person: Represented, book: Lexicon) -> tuple[list[Token], Represented]:
    """The tokens with "I" for the applicant and "somebody" for the speaker; and the person with a name told here."""
    found: list[Token] = []
    at, writer, subject = 0, False, False  # whether a writer was named, or the applicant, in this sentence
    while at < len(tokens):
        token = tokens[at]
        if token.raw in {".", "\n", "!", ";", "?"} and not _after_title(tokens, at, book):
            writer = subject = False
        if (ahead := _asking_for(tokens, at, person)) > at:
            found.append(joined(tokens, at, ahead, _GREETING))
            at = ahead
            continue
        last = _applicant_at(tokens, at, person, book)
        if last > at:
            end, person = _with_name(tokens, last, person, book)
            possessive = tokens[end - 1].raw[-2:] in {"'s", "’s"}
            object_ = at > 0 and tokens[at - 1].text in _words()["before_object"]
            found.append(joined(tokens, at, end, _MY if possessive else _ME if object_ else _I))
            at = end + (end < len(tokens) and tokens[end].text == person.pronoun)
            subject = not (possessive or object_)
            continue
        own_title = len(found) > 1 and found[-1].text in {"am", "is"} and found[-2].text == _I  # "she is Dr. Urdaneta"
        writer = writer or (token.text in book.titles and token.kind == "word" and not own_title)
        before = found[-1].text if found else ""
        found.append(_read_as(tokens, at, person, before, book, writer=writer, subject=subject))
        at += 1
    return found, person


def _asking_for(tokens: Sequence[Token], at: int, person: Represented) -> int:
    """ "I am asking for" before "my daughter": the token after it; `at` itself elsewhere."""
    if tokens[at].text not in {"i", "im", "iam", "we"}:
        return at
    if not person.name and (fresh := taken_on(tokens, at, person.word)) > at:
        return fresh
    verb = at + 1 + (tokens[at + 1 : at + 2] != [] and tokens[at + 1].text == "am")
    asks = bool(person.name) and asks_about(tokens, verb, _words())
    if tokens[verb : verb + 1] != [] and (tokens[verb].text in _words()["advising"] or asks):
        names = person.name.casefold().split()
        named = any(_bare(token) in names for token in tokens[verb + 1 : verb + 1 + _NEAR])
        return verb + 1 + asks if named else at  # "I advise Mr. Tavakoli"
    ahead = range(at + 1, min(at + 2 * _NEAR, len(tokens)))
    kin = next((place for place in ahead if tokens[place].text in {person.word, person.word + "s"}), None)
    asks = kin is not None and any(tokens[place].text in _words()["asking"] for place in range(at + 1, kin))
    return kin - 1 if asks and kin is not None else at


def _after_title(tokens: Sequence[Token], at: int, book: Lexicon) -> bool:
    return tokens[at].raw == "." and at > 0 and tokens[at - 1].text in book.titles


def _applicant_at(tokens: Sequence[Token], at: int, person: Represented, book: Lexicon) -> int:
    """The token after words for the applicant: "my daughter", "Ms. Li"; `at` itself where there are none."""
    if tokens[at].text == "we" and any(token.text in {"are", "r", "from"} for token in tokens[at + 1 : at + 2]):
        return at + 1
    owner, kin = tokens[at].text, tokens[at + 1].text if at + 1 < len(tokens) else ""
    if [token.text for token in tokens[at : at + _SIDE]] in _words()["one_of_mine"]:
        return at + _SIDE + 1 if [token.text for token in tokens[at + _SIDE :]][:1] == [person.word + "s"] else at
    if owner in {"my", "our", "the"} and kin in {person.word, person.word + "s"}:
        return at + 2
    after = tokens[at + 2].text if at + 2 < len(tokens) else ""
    if owner in {"a", "my", "our"} and kin == "new" and after == person.word and not person.name:
        return at + 3  # "I have a new client, Iryna Bondar"
    names = {part.casefold() for part in person.name.split()}
    start = at
    while start < len(tokens) and (tokens[start].text in book.titles or (start > at and tokens[start].raw == ".")):
        start += 1
    end = start
    while end < len(tokens) and end - start < _MOST_NAMES and _bare(tokens[end]) in names:
        end += 1
    first = end - start == 1 and start == at and not tokens[at].capital
    return at if end == start or first or has_own_first_name(tokens, at, book) else end


def _bare(token: Token) -> str:
    """The word without "'s"."""
    return (token.raw[:-2] if token.raw[-2:] in {"'s", "’s"} else token.raw).casefold()


def _with_name(tokens: Sequence[Token], at: int, person: Represented, book: Lexicon) -> tuple[int, Represented]:
    """The capitalised words behind "my daughter" are the applicant's name, once."""
    comma = tokens[at : at + 1] != [] and tokens[at].raw == "," and not person.name
    capitals = [token.kind == "word" and token.capital for token in tokens[at + 1 : at + 3]]
    start = at + (comma and capitals == [True, True])  # "my niece, May Zin Oo"
    while start + 1 < len(tokens) and (not comma or start > at) and _is_title(tokens, start):
        start += 1  # "my husband Dr. Li Wei"
    end = start
    while (
        end < len(tokens)
        and end - start < _MOST_NAMES
        and ((tokens[end].kind == "word" and tokens[end].capital) or hyphenated(tokens, end, start))
    ):
        particle = tokens[end].text in book.names["particles"] and tokens[end + 1 : end + 2] != []
        alone = book.alone(tokens[end].text) and not particle
        if alone or tokens[end].text in book.stop or tokens[end].text in book.titles:
            break
        end += 1
    if end == start or person.name:
        return at, person
    name = " ".join(token.raw for token in tokens[start:end]).replace(" - ", "-")
    return end, replace(person, name=name, fresh=name)


def _is_title(tokens: Sequence[Token], at: int) -> bool:
    """ "Dr" or its full stop."""
    titles = _words()["titles"]
    return tokens[at].text in titles or (tokens[at].raw == "." and at > 0 and tokens[at - 1].text in titles)


def _titled(tokens: Sequence[Token], person: Represented, book: Lexicon) -> Represented:
    """ "new client: Ms. Li Na, China": who is called Ms. or Mr. first is the applicant."""
    at = next((place for place, token in enumerate(tokens) if token.text in _words()["courtesies"]), None)
    if at is None or person.name:
        return person
    start = at + 1 + (tokens[at + 1 : at + 2] != [] and tokens[at + 1].raw == ".")
    _, called = _with_name(tokens, start, person, book)
    pronoun = person.pronoun or ("he" if tokens[at].text == "mr" else "she")
    return replace(called, pronoun=pronoun) if called.name else person


def _read_as(
    tokens: Sequence[Token], at: int, person: Represented, before: str, book: Lexicon, *, writer: bool, subject: bool
) -> Token:
    token, words = tokens[at], _words()
    if token.kind != "word" or " " in token.raw:  # words that are joined are read already
        return token
    goes_on = before == "and" or (at > 0 and tokens[at - 1].raw == ",")  # "he graduated 2015, wants surgery"
    opens = at == 0 or tokens[at - 1].raw in {".", "\n", "!", ";"}  # "applies IM", of the applicant
    goes_on = goes_on or (opens and token.text in words["applicants_do"])
    if (before == _I or (goes_on and not writer)) and token.text in words["person_forms"]:
        return replace(token, text=words["person_forms"][token.text])
    pronouns = _PRONOUNS.get(person.pronoun, ())
    object_ = at > 0 and tokens[at - 1].text in words["object_verbs"] and token.text in {"her", "him"}
    if object_ and token.text in pronouns and tokens[at + 1 : at + 2] and tokens[at + 1].text not in words["owned"]:
        return replace(token, text=_ME)  # "Dr Lee knows her well"
    theirs = token.text in pronouns and not writer
    if theirs and (subject or not _is_writer(tokens, at, person)):
        return replace(token, text=_FORMS[token.text])
    return replace(token, text=_SOMEBODY) if _is_speaker(tokens, at, book) else token


def _is_speaker(tokens: Sequence[Token], at: int, book: Lexicon) -> bool:
    """The speaker's own "I"; "IM" is a field, and "i mean" tells nothing."""
    token, after = tokens[at], tokens[at + 1].text if at + 1 < len(tokens) else ""
    if token.text == "im" and "'" not in token.raw and "’" not in token.raw:
        before = tokens[at - 1].text if at else ""
        return token.raw != "IM" and before not in book.lists["before_im_the_field"] and after in book.cues["im_follow"]
    return token.text in {"i", "im", "iam", "ive"} and after not in _words()["asides"]


def _is_writer(tokens: Sequence[Token], at: int, person: Represented) -> bool:
    """ "she knows my daughter", "she agreed": the writer, not the applicant."""
    ahead = [token.text for token in tokens[at + 1 : at + 1 + _NEAR]]
    return person.word in ahead or any(word in _words()["writer_verbs"] for word in ahead[:_SIDE])


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    book = read_lexicon("spokesman")
    return {**book, "kin": {*book["women"], *book["men"], *book["either"]}}
