"""Writers listed without a title: "lors: hadi (neurologist, baghdad) / osei (IM, detroit)", "Kim, Roy = internists"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.casebook.lexicon import Lexicon
from assistant.casebook.spelling import corrected
from assistant.casebook.text import token_range
from assistant.casebook.vocabulary import known_words

if TYPE_CHECKING:
    from assistant.casebook.reading import Message

_LINE_OF_WRITER = re.compile(
    r"(?m)^\s*(?:\d+[.)]|[-*•])\s*[A-Z][a-z]+(?: [A-Z][a-z]+)?\s*[-–,:].*"
    r"\b(?:uploaded|asked|agreed|waived|weeks?|wks?|obs)\b"
)
_ROW = re.compile(r"(?m)^[ \t]*([A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){0,2})[ \t]*(?:[/|][^/|\n]*){3,}$")
_EXPERIENCES = frozenset({"observership", "externship", "rotation"})
_MOST_WORDS, _LEAST_LETTERS, _NEAR = 3, 3, 5
_PAIR, _HEADING = 2, 8  # words of a whole name; words of a heading
_HEADED = frozenset({":", "-", "–", ".", ",", ";", "/", "|"})
_STARTS = frozenset({"/", "\n", ";", "|", "•", "*", "-", "–", ")", ".", ":"})
_ENTRY_ENDS = frozenset({"/", "\n", ";", "|", "•", "."})
_OPENS = frozenset({"(", "–", "—", "=", "-"})
_TELLS = frozenset({"specialty", "role", "fact:experience.setting", "fact:status", "fact:writer.profession"})
_JOINS = frozenset({"/", ",", "&", "+"})


def listed_names(message: Message, book: Lexicon) -> dict[int, int]:
    """First and last (exclusive) tokens of the names in such lists."""
    found, listing = _heads_of_rows(message, book), False
    for index in range(len(message.tokens)):
        if index in message.blocked:
            continue
        if (end := _between_commas(message, index, book)) > index:
            found[index] = end
        if (end := _behind_heading(message, index, book, listing=listing)) > index:
            found[index], listing = end, True
        if row := _row_of_names(message, index, book):
            found.update(row)
        if not _begins_entry(message, index):
            continue
        last = _plain_words(message, index, book)
        if last > index and (_is_entry(message, index, last, book) or (found and _goes_on(message, index, last, book))):
            found[index] = last
        elif last > index and (series := _series(message, index, book)):
            found.update(series)
    return found


def _heads_of_rows(message: Message, book: Lexicon) -> dict[int, int]:
    """ "Kessler / IM / Baltimore / agreed", in two lines or more: the first cells, where the others tell of writers."""
    lines = [match for match in _ROW.finditer(message.text) if _tells_of_writer(message, match, book)]
    found = {}
    for match in lines if len(lines) > 1 else []:
        first, last = token_range(message.tokens, *match.span(1))
        if last > first and _plain_words(message, first, book) == last:
            found[first] = last
    return found


def _tells_of_writer(message: Message, row: re.Match[str], book: Lexicon) -> bool:
    first, last = token_range(message.tokens, row.end(1), row.end())
    groups = {p.group for at in range(first, last) for p in book.find(message.tokens, message.following, at)}
    return len(groups & {*_TELLS, "country"}) > 1


def _between_commas(message: Message, index: int, book: Lexicon) -> int:
    """ "the head nurse, Marta Quintero, offered", "my old boss, Ida Roth, she": the token after such a whole name."""
    tokens = message.tokens
    if index < _LEAST_LETTERS or tokens[index - 1].raw != "," or tokens[index].text not in book.given_names:
        return index
    end = _plain_words(message, index, book)
    words = tokens[index:end]
    whole = 1 < len(words) <= _MOST_WORDS and all(word.capital for word in words) and not message.shouting
    closed = end + 1 < len(tokens) and tokens[end].raw == ","
    verbs = book.lists["subject_verbs"] | book.lists["own_verbs"] | book.lists["after_whole_name"]
    tells = closed and tokens[end + 1].text in verbs
    if not (whole and tells):
        return index
    start = next((at for at in range(index - 2, -1, -1) if tokens[at].raw in {".", "\n", "!", "?", ","}), -1)
    groups = {p.group for at in range(start + 1, index) for p in book.find(tokens, message.following, at)}
    return end if groups & {"role", "fact:writer.profession"} else index


def _behind_heading(message: Message, index: int, book: Lexicon, *, listing: bool) -> int:
    """ "letters: bukola adeyemi IM nigeria. priya nair endo": the token after a whole name, in small letters too.

    The entry stands in a list with a heading or behind "I have", and the field of the writer behind the name.
    """
    tokens = message.tokens
    before = tokens[index - 1].raw.casefold() if index else ""
    opens = before in _HEADED and (listing or _is_headed(message, index, book))
    opens = opens or before in {"have", "got"} or (listing and before == "and")
    if index < _PAIR or not opens:
        return index
    words = tokens[index : index + _PAIR]
    strange = [word.text not in known_words() and word.text not in book.given_names for word in words]
    given = any(word.text in book.given_names and not book.alone(word.text) for word in words)
    names = all(_is_strange(message, index + place, book) for place in range(len(words)))
    if not (names and len(words) == _PAIR and any(strange) and (given or (all(strange) and before in _HEADED))):
        return index
    at = index + _PAIR
    at += at < len(tokens) and tokens[at].raw in {",", "("}
    groups = {found.group for found in book.find(tokens, message.following, at)} if at < len(tokens) else set()
    return index + _PAIR if groups & {"specialty", "fact:writer.profession"} else index


def _is_headed(message: Message, index: int, book: Lexicon) -> bool:
    """A colon or a dash behind words for letters comes before: "my letters:", "lors so far -"."""
    tokens = message.tokens
    line = next((at for at in range(index - 1, -1, -1) if tokens[at].raw == "\n"), -1) + 1
    signs = (at for at in range(line, min(line + _HEADING, index)) if tokens[at].raw in {":", "-", "–"})
    sign = next(signs, None)
    return sign is not None and any(tokens[at].text in book.cues["letter"] for at in range(line, sign))


def _is_strange(message: Message, at: int, book: Lexicon) -> bool:
    """A word with a meaning of its own is no name here, nor one that is only misspelt."""
    token = message.tokens[at]
    plain = token.kind == "word" and at not in message.blocked and len(token.text) >= _LEAST_LETTERS
    known = token.text in book.words and (book.alone(token.text) or token.text in known_words())
    known = known or token.text in book.stop or token.text in book.titles
    return plain and not known and corrected(token.text, book) == token.text


def _begins_entry(message: Message, index: int) -> bool:
    before = message.tokens[index - 1]
    closed = before.raw == "," and index > 1 and message.tokens[index - 2].raw == ")"
    had = closed or before.text in {"got", "have"}  # "Got Reyes (anesthesiologist), Tan (IM)"
    return index == 0 or before.raw in _STARTS or (had and message.tokens[index].capital)


def _plain_words(message: Message, index: int, book: Lexicon) -> int:
    """The token after up to three words that mean nothing; `index` itself where there are none."""
    at = index
    while at < len(message.tokens) and at - index < 2 * _MOST_WORDS - 1:
        token = message.tokens[at]
        hyphen = token.raw == "-" and at > index and message.text[token.end : token.end + 1].isalpha()
        hyphen = hyphen and message.tokens[at - 1].end == token.start
        if not hyphen and not _means_nothing(message, at, index, book):
            break
        at += 1
    return at


def _means_nothing(message: Message, at: int, index: int, book: Lexicon) -> bool:
    token = message.tokens[at]
    known = (
        token.text in book.stop or token.text in book.units or token.text in book.numbers or token.text in book.months
    )
    part = at > index and message.tokens[at - 1].raw == "-"
    known = known or (token.text in book.words and not (token.capital and not book.alone(token.text)))
    short = len(token.text) < _LEAST_LETTERS and not part and not (token.capital and at > index)
    return token.kind == "word" and at not in message.blocked and not known and not short


def _is_entry(message: Message, index: int, last: int, book: Lexicon) -> bool:
    """What stands behind the words describes a person, and letters are spoken of or a profession is said."""
    tokens = message.tokens
    opener = tokens[last] if last < len(tokens) else None
    degree = opener is not None and opener.text in book.lists["degrees"] and opener.raw != opener.text
    numbered = index > 1 and tokens[index - 1].raw in {".", ")"} and tokens[index - 2].kind == "number"
    comma = opener is not None and opener.raw == "," and numbered and tokens[index].capital
    if _is_called_by_profession(message, index, last, book):
        return True
    if opener is None or not (opener.raw in _OPENS or degree or comma):
        return False
    groups, agent = _described(message, last, book)
    letters = any(token.text in book.cues["letter"] for token in tokens[:index])
    if not tokens[index].capital or message.shouting:
        return letters and opener.raw == "(" and bool(groups & _TELLS) and last - index == 1
    return bool(groups & _TELLS) and (agent or degree or (letters and opener.raw != "-"))


def _goes_on(message: Message, index: int, last: int, book: Lexicon) -> bool:
    """ "Reyes (anesthesiologist in Manila), Tan (IM, Cleveland)": one more entry of the same form."""
    tokens = message.tokens
    behind = index > 1 and tokens[index - 1].raw == "," and tokens[index - 2].raw == ")" and last - index == 1
    opens = last < len(tokens) and tokens[last].raw == "("
    return behind and opens and tokens[index].capital and bool(_described(message, last, book)[0] & _TELLS)


def _is_called_by_profession(message: Message, index: int, last: int, book: Lexicon) -> bool:
    """ "Dr Roy, internist // Vardan Petrosyan politician": an entry behind another one of a writer with a title."""
    tokens = message.tokens
    words = [token for token in tokens[index:last] if token.kind == "word"]
    whole = len(words) > 1 and all(word.capital for word in words) and not message.shouting
    behind = index > 0 and tokens[index - 1].raw in _ENTRY_ENDS
    titled = any(token.text in book.lists["short_titles"] for token in tokens[:index])
    if not (whole and behind and titled and last < len(tokens)):
        return False
    at = last + (tokens[last].raw == ",")
    return any(p.group == "fact:writer.profession" for p in book.find(tokens, message.following, at))


def _described(message: Message, first: int, book: Lexicon) -> tuple[set[str], bool]:
    """The kinds of phrases in the rest of the entry, and whether a word for a person is among them."""
    groups: set[str] = set()
    agent, depth = False, 0
    for at in range(first, len(message.tokens)):
        raw = message.tokens[at].raw
        depth += (raw == "(") - (raw == ")")
        if raw in {"\n", "/", ";"} and depth <= 0:
            break
        for phrase in book.find(message.tokens, message.following, at):
            groups.add(phrase.group)
            person = message.tokens[phrase.last - 1].text.endswith(tuple(book.aliases["agents"]))
            agent = agent or (phrase.group == "specialty" and person)
    return groups, agent


def _row_of_names(message: Message, index: int, book: Lexicon) -> dict[int, int]:
    """ "names are Reed, Ward and Cole", "writers: Lee, Roy": a row of words with a capital behind what they are."""
    tokens, found, at = message.tokens, dict[int, int](), index
    opens = index > 1 and (tokens[index - 1].raw in {":", "-", "?"} or tokens[index - 1].text == "are")
    if not opens or tokens[index - 2].text not in book.lists["heads_names"] or message.shouting:
        return {}
    while at < len(tokens) and tokens[at].capital and (last := _plain_words(message, at, book)) > at:
        found[at] = last
        at = last
        while at < len(tokens) and (tokens[at].raw in _JOINS or tokens[at].text == "and"):
            at += 1
        if at == last:
            break
    return found if len(found) > 1 else {}


def _series(message: Message, index: int, book: Lexicon) -> dict[int, int]:
    """ "Moradi / Feingold / Tsai = pathologists": names side by side, and then who they are."""
    tokens, found, at = message.tokens, dict[int, int](), index
    while at < len(tokens) and tokens[at].capital and not message.shouting:
        last = _plain_words(message, at, book)
        if last == at:
            break
        found[at] = last
        joined = last < len(tokens) and (tokens[last].raw in _JOINS or tokens[last].text == "and")
        if not joined:
            opens = last < len(tokens) and (tokens[last].raw in {"=", ":", "–", "—", "-"} or tokens[last].text == "are")
            near = range(last, min(last + _NEAR, len(tokens)))
            person = any(tokens[i].text.endswith(tuple(book.aliases["agents"])) for i in near)
            return found if opens and person and len(found) > 1 else {}
        at = last + 1
    return {}


def _lists_writers(text: str) -> bool:
    """Two lines or more such as "1) Hammad - IM - Peshawar - uploaded"."""
    return len(_LINE_OF_WRITER.findall(text)) > 1


def is_listed(message: Message, index: int, book: Lexicon) -> bool:
    """A word that begins an entry of a list of letters: "Writers: Smith (PD), Jones (NYC)", "1. Ann Lee, internist"."""
    tokens, before = message.tokens, message.tokens[index - 1].raw
    if before not in {":", ",", ";", ".", ")", "-", "*", "•"}:
        return False
    start, depth, colon = index - 1, 0, False
    while start >= 0 and tokens[start].raw != "\n" and index - start < 200:
        depth += (tokens[start].raw == ")") - (tokens[start].raw == "(")
        colon = colon or tokens[start].raw == ":"
        start -= 1
    line = tokens[start + 1 : index]
    letter_words = any(token.text in book.cues["letter"] for token in tokens[:index]) or _lists_writers(message.text)
    after = tokens[index + 1].raw if index + 1 < len(tokens) else ""
    if before in {".", ";", ":"} and after in {"-", "–", ":"}:
        return letter_words and any(token.raw == ":" for token in tokens[:index])
    if before in {":", ",", ";"}:
        return colon and depth == 0 and any(token.text in book.cues["letter"] for token in line)
    bullet = len(line) == 1 or (len(line) == 2 and line[0].kind == "number")
    return bullet and (start >= 0 or _lists_writers(message.text)) and letter_words


def follows_role(message: Message, index: int, book: Lexicon) -> bool:
    """ "head nurse Sandra Wells", "with PI Wei Zhang": a name right behind the word for a person."""
    if message.tokens[index - 1].end + 1 != message.tokens[index].start:
        return False
    near = range(max(0, index - 3), index)
    phrases = (found for at in near for found in book.find(message.tokens, message.following, at))
    ending = [found for found in phrases if found.last == index and found.group in {"fact:writer.profession", "role"}]
    return any(found.value not in _EXPERIENCES for found in ending)


def is_called_by_role(message: Message, index: int, book: Lexicon) -> bool:
    """ "also nurse karen" in small letters: a first name right behind the word for a person."""
    token = message.tokens[index]
    given = token.text in book.given_names and not book.alone(token.text) and token.text not in book.stop
    return index > 0 and given and message.tokens[index - 1].text != "patient" and follows_role(message, index, book)


def at_a_place(message: Message, index: int, book: Lexicon) -> bool:
    """ "two professors from Kasr Alainy": several people are from a place."""
    people = message.tokens[index - 2].text if index > 1 else ""
    roles = {word for role in ("home_prof", "home_attending") for word in book.roles[role]["words"]}
    several = message.tokens[index - 1].text in {"from", "of"} and people.endswith("s") and people in roles
    return several or _of_a_hospital(message, index) or _at_a_school(message, index, book)


def _of_a_hospital(message: Message, index: int) -> bool:
    """ "Dr. Lauren Pike of Nationwide Children's": behind "of" stands a hospital that ends so."""
    words = message.tokens[index : index + _MOST_WORDS]
    ends = next((at for at, word in enumerate(words) if not word.capital), len(words))
    return message.tokens[index - 1].text == "of" and any(w.raw.endswith(("'s", "’s")) for w in words[:ends])


def _at_a_school(message: Message, index: int, book: Lexicon) -> bool:
    """ "graduated in 2017 from Santo Tomas": after "from", with words of graduating and no letter in the sentence."""
    ends = [at for at in range(index) if message.tokens[at].raw in {".", "\n", "!", "?", ";"}]
    start = max(ends, default=-1) + 1
    groups = {p.group for at in range(start, index) for p in book.find(message.tokens, message.following, at)}
    school = message.tokens[index - 1].text in {"from", "of", "by"}
    return school and "cue:grad" in groups and not groups & {"cue:letter", "role"}


def then_described(message: Message, at: int, book: Lexicon) -> bool:
    """ "Dr. Phil Denton, ob/gyn": behind the comma stands a field, so that the city's name before it is a surname."""
    comma = message.tokens[at + 1 : at + 2] != [] and message.tokens[at + 1].raw in {",", "("}
    if at + 1 + comma >= len(message.tokens):
        return False
    phrases = book.find(message.tokens, message.following, at + 1 + comma)
    return any(found.group in {"specialty", "role"} for found in phrases)
