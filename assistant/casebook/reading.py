"""A message read word by word: names, dates, amounts and known phrases, each with its place. No meaning yet."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from assistant.casebook.amounts import Amount, find_amounts
from assistant.casebook.chats import without_chat
from assistant.casebook.dates import DateReading, find_dates
from assistant.casebook.heard.names import heard_names
from assistant.casebook.heard.tagging import Span
from assistant.casebook.lexicon import Lexicon
from assistant.casebook.name_titles import rank_before
from assistant.casebook.names import find_names
from assistant.casebook.sayings import find_sayings
from assistant.casebook.spelling import corrected, is_i_am
from assistant.casebook.spoken import with_days, with_short_days, with_years, without_numbering, written
from assistant.casebook.spokesman import Represented, retell
from assistant.casebook.text import (
    LONGEST_MESSAGE,
    Sentence,
    Token,
    is_shouting,
    next_words,
    sentences,
    token_range,
    tokenize,
    without_markup,
)
from assistant.casebook.towns import is_town, towns_in
from assistant.casebook.writer_name import WriterName

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_AAMC = re.compile(r"(?<!\d)\d{8}(?!\d)")
_ALL_FACTS = "fact:"
_BEFORE_VALUES = frozenset({"-", "–", "—", "|", "/", ":", ",", "~", "*", "•"})
_RECOMMENDS = "recommends_for"
_WORK_UNDER = "work_under"  # of sayings: a sign of a setting, and no field of a letter
_MOST_JOINING = 4  # signs and words such as "and/or" between two fields
_LEAST_TOLD = 4  # words without a sign before a list of letters that is a sentence of its own
_TITLES = frozenset({"fact:writer.leadership", "fact:writer.academic_title", "fact:writer.profession"})
_LINK = re.compile(r"https?://\S+|www\.\S+")


@dataclass(frozen=True, slots=True)
class Mention:
    """Something said: tokens `first` to `last` (exclusive)."""

    group: str
    value: Any
    first: int
    last: int


@dataclass(slots=True)
class Message:
    """A message with everything that was recognised in it."""

    text: str
    tokens: list[Token]
    following: list[int]
    sentences: list[Sentence]
    shouting: bool
    mentions: list[Mention] = field(default_factory=list)
    blocked: set[int] = field(default_factory=set)
    lists: Mapping[str, frozenset[str]] = field(default_factory=dict)
    firsts: list[int] = field(default_factory=list)  # of the mentions, once these are sorted
    person: Represented | None = None  # the applicant, where somebody else speaks for them
    sayings: list[Mention] = field(default_factory=list)  # those of None only sound like a fact

    def words(self, first: int, last: int) -> str:
        """The message's own words between two tokens."""
        last = min(last, len(self.tokens))
        return self.text[self.tokens[first].start : self.tokens[last - 1].end] if first < last else ""

    def inside(self, first: int, last: int, *groups: str) -> Iterator[Mention]:
        """Mentions within tokens first to last, of some groups ("fact:" stands for all facts)."""
        at = bisect_left(self.firsts, first)
        while at < len(self.firsts) and self.firsts[at] < last:
            mention = self.mentions[at]
            if mention.last <= last and _is_of(mention.group, groups):
                yield mention
            at += 1

    def at(self, index: int, *groups: str) -> Iterator[Mention]:
        """Mentions of some groups that begin at a token."""
        at = bisect_left(self.firsts, index)
        while at < len(self.firsts) and self.firsts[at] == index:
            if _is_of(self.mentions[at].group, groups):
                yield self.mentions[at]
            at += 1

    def has(self, first: int, last: int, *groups: str) -> bool:
        """True when there is a mention of some groups between two tokens."""
        return next(self.inside(first, last, *groups), None) is not None


def _is_of(group: str, groups: tuple[str, ...]) -> bool:
    return not groups or group in groups or (_ALL_FACTS in groups and group.startswith(_ALL_FACTS))


def read_message(
    text: str,
    book: Lexicon,
    surnames: frozenset[str],
    *,
    spans: Sequence[Span] = (),
    person: Represented | None = None,
    may_begin: bool = False,
) -> Message:
    """Read a message.

    Args:
        surnames: those of the letters known so far, which need no title.
        spans: what the learned reading heard.
        person: the applicant, where somebody else speaks for them.
        may_begin: somebody may begin to speak for an applicant here.
    """
    text = text[:LONGEST_MESSAGE]
    plain = without_chat(without_markup(text))
    counted = with_short_days(without_numbering(tokenize(plain)), book.lists["behind_short_day"])
    numbered = with_days(with_years(counted, book.numbers), book.months, book.names["orders"])
    tokens, person = retell(numbered, person, book, may_begin=may_begin)
    message = Message(text, tokens, [], [], is_shouting(text), lists=book.lists, person=person)
    _mark_spans(message, plain)
    message.following = next_words(tokens)
    for name, first, last in find_names(message, book, surnames, heard_names(message, spans, book)):
        message.mentions.append(Mention("name", name, first, last))
        message.blocked.update(range(first, last))
        if (rank := rank_before(tokens, first, book)) is not None:
            message.mentions.append(Mention("fact:writer.academic_title", rank[0], rank[1], last))
    message.blocked.update(_taken_back(message, book))
    for reading in find_dates(written(plain, numbered), book.months):  # "from 3. May" does not end a sentence
        _mark_date(message, reading)
    message.blocked.update(_left_open(message))
    plainly = sentences(tokens, book.lists["abbreviations"], message.blocked)
    message.sentences = list(_before_letters(message, plainly, book))
    _mark_unreadable(message, book)
    message.tokens = [_understood(message, index, book) for index in range(len(tokens))]
    message.following = next_words(message.tokens)
    for amount, first, last in find_amounts(message.tokens, message.blocked, book):
        message.mentions.append(Mention("amount", amount, first, last))
    _mark_phrases(message, book)
    _mark_towns(message)
    _mark_sayings(message, book)
    message.mentions = _told_apart(message)
    message.firsts = [mention.first for mention in message.mentions]
    return message


def _told_apart(message: Message) -> list[Mention]:
    """The mentions in their order, without those that are part of a longer one and say something else alone."""
    covered = [m for m in message.mentions if m.group.startswith("fact:") and m.last - m.first > 1]
    places = {at for m in message.mentions if m.group == "country" for at in range(m.first, m.last)}
    titles = [m for m in covered if m.group in _TITLES]
    kept = [
        m
        for m in message.mentions
        if not (m.group == "fact:experience.setting" and any(t.first <= m.first and m.last < t.last for t in titles))
        if not (m.group == "cue:another" and m.first in places)  # "New Hampshire" is no new letter
        if not _is_another_persons(message, m)
        if m.group != "cue:first_person" or not (_ends_with(covered, m) or _is_short_form(message, m))
    ]
    return sorted(kept, key=lambda mention: (mention.first, -mention.last))


def _is_another_persons(message: Message, said: Mention) -> bool:
    """ "Prof. Khan's office manager": the manager is not Prof. Khan."""
    owner = message.tokens[said.first - 1].raw if said.first else ""
    return (said.group, said.value) == ("fact:writer.profession", "administrator") and owner.endswith(("'s", "’s"))


def _before_letters(message: Message, found: list[Sentence], book: Lexicon) -> Iterator[Sentence]:
    """ "... no gap LORs Dr Bose uploaded": in words without signs the list of letters begins a sentence of its own."""
    names = {mention.first for mention in message.mentions if mention.group == "name"}
    for sentence in found:
        first = sentence.first
        for at in range(first + _LEAST_TOLD, sentence.last - 1):
            plain = all(message.tokens[i].kind != "sign" for i in range(at - _LEAST_TOLD, at))
            heads = message.tokens[at].text in book.cues["letter"] and at + 1 in names
            if heads and plain and message.tokens[at].text.endswith("s"):
                yield Sentence(first, at, "")
                first = at
        yield Sentence(first, sentence.last, sentence.mark)


def _taken_back(message: Message, book: Lexicon) -> Iterator[int]:
    """Question marks of one who hesitates and goes on at once: "EM?? no sorry IM"."""
    for index, token in enumerate(message.tokens[:-1]):
        after = index + 1
        while after < len(message.tokens) and message.tokens[after].raw == "?":
            after += 1
        if token.raw == "?" and after < len(message.tokens):
            mends = book.find(message.tokens, message.following, after)
            if any(found.group == "cue:self_repair" and found.last - found.first > 1 for found in mends):
                yield index


def _left_open(message: Message) -> Iterator[int]:
    """Question marks in the place of a value: "a surgeon - Izmir - 6 w - ?"."""
    for index in range(1, len(message.tokens)):
        before, token = message.tokens[index - 1], message.tokens[index]
        if token.raw == "?" and before.raw in _BEFORE_VALUES and before.end < token.start:
            yield index


def _mark_spans(message: Message, text: str) -> None:
    for group, pattern in (("email", _EMAIL), ("link", _LINK), ("aamc_number", _AAMC)):
        for match in pattern.finditer(text):
            first, last = token_range(message.tokens, *match.span())
            if not message.blocked & set(range(first, last)):
                message.mentions.append(Mention(group, match.group().rstrip("."), first, last))
                message.blocked.update(range(first, last))


def _mark_unreadable(message: Message, book: Lexicon) -> None:
    """ "Dr." before a word that could not be read as a name: somebody, but nobody knows who."""
    for index, token in enumerate(message.tokens[:-1]):
        titled = token.raw in {"Dr", "DR", "Prof"} and token.text in book.titles and index not in message.blocked
        at = index + 1 + (message.tokens[index + 1].raw == ".")
        follows = message.tokens[at] if at < len(message.tokens) else None
        if titled and follows is not None and follows.capital and follows.text not in book.titles:
            message.mentions.append(Mention("unreadable", token.raw, index, at))


def _mark_date(message: Message, reading: DateReading) -> None:
    first, last = token_range(message.tokens, reading.start, reading.end)
    if last - first > 1 and message.tokens[last - 1].raw == ".":
        last -= 1  # "on 3 May." ends the sentence
    opening = message.tokens[first] if first < last else None
    if opening and opening.kind == "number" and len(opening.raw) < opening.end - opening.start:
        reading = replace(reading, start=opening.start)  # "the thirtieth of April" begins with its whole word
    second = any(mention.group == "date" and mention.value.end == reading.end for mention in message.mentions)
    if first < last and (second or not message.blocked & set(range(first, last))):
        message.mentions.append(Mention("date", reading, first, last))
        message.blocked.update(range(first, last))


def _understood(message: Message, index: int, book: Lexicon) -> Token:
    """The token with "I'm" told from internal medicine and a misspelt word put right (its place stays)."""
    token = message.tokens[index]
    if token.kind != "word" or index in message.blocked or is_town(token):
        return token
    shortened = token.text == "im" and is_i_am(message.tokens, index, book, shouting=message.shouting)
    text = "iam" if shortened else corrected(token.text, book)
    return token if text == token.text else Token(text, token.raw, token.start, token.end, token.kind)


def _mark_phrases(message: Message, book: Lexicon) -> None:
    """The longest known phrase of each group at each place; the places of names, dates and addresses are taken."""
    reached: dict[str, int] = {}
    for index, token in enumerate(message.tokens):
        if index in message.blocked or token.kind == "sign":
            continue
        best: dict[str, Mention] = {}
        for found in book.find(message.tokens, message.following, index):
            if index < reached.get(found.group, 0) or not message.blocked.isdisjoint(range(index, found.last)):
                continue
            held = best.get(found.group)
            if held is None or found.last > held.last or (found.last == held.last and found.value != held.value):
                best[found.group] = Mention(found.group, found.value, found.first, found.last)
        _extend_to_person(message, best)
        for group, mention in best.items():
            reached[group] = mention.last
            message.mentions.append(mention)


def _mark_towns(message: Message) -> None:
    """The towns of the world, where no phrase of the lexicon stands."""
    taken = message.blocked | {at for m in message.mentions for at in range(m.first, m.last)}
    for town, first, last in towns_in(message.tokens, taken):
        message.mentions.append(Mention("country", (town.country, town.name, "cities"), first, last))


def _mark_sayings(message: Message, book: Lexicon) -> None:
    """Sayings stand for the single words in them: the "hands on" of "we shook hands on it" tells of no setting."""
    names = [(m.first, m.last) for m in message.mentions if m.group == "name"]
    for said in find_sayings(message.tokens, names):
        group = f"cue:{_WORK_UNDER}" if said.field == _WORK_UNDER else f"{_ALL_FACTS}{said.field}"
        mention = Mention(group, said.value, said.first, said.last)
        if said.field == _RECOMMENDS:
            fields = _recommended(message, said.last)
            if not fields:
                continue
            names_told = dict.fromkeys(book.parent(str(m.value)) for m in fields)
            mention = Mention(mention.group, tuple(names_told), said.first, fields[-1].last)
        if any(m.group == mention.group and _stands(m, mention) for m in message.mentions):
            continue
        settled = {"specialty", "role", "cue:target"} if said.field == _RECOMMENDS else set[str]()
        message.mentions = [
            m
            for m in message.mentions
            if m.group not in settled | {mention.group} or m.last <= mention.first or mention.last <= m.first
        ]
        message.sayings.append(mention)
        if said.value is not None:
            message.mentions.append(mention)


def _stands(phrase: Mention, said: Mention) -> bool:
    """A phrase that begins before a saying, or holds it: "research 1 year and went to his clinic too"."""
    shared = phrase.first < said.last and said.first < phrase.last
    before = (phrase.first, -phrase.last) < (said.first, -said.last) and said.value is not None
    return shared and before and phrase.value != said.value


def _recommended(message: Message, at: int) -> list[Mention]:
    """The fields that a letter recommends for, from a token on: "internal medicine and/or family medicine"."""
    found: list[Mention] = []
    last = at
    while at < min(last + _MOST_JOINING, len(message.tokens)):
        here = [m for m in message.mentions if m.group == "specialty" and m.first == at]
        if here:
            found.append(max(here, key=lambda m: m.last))
            at = last = found[-1].last
        elif message.tokens[at].kind == "sign" or message.tokens[at].text in message.lists["joining_writers"]:
            at += 1
        else:
            break
    return found


def _ends_with(covered: list[Mention], said: Mention) -> bool:
    """The "I" of "sub-I"."""
    return said.last - said.first == 1 and any(m.first < said.first and m.last == said.last for m in covered)


def _is_short_form(message: Message, said: Mention) -> bool:
    """ "IM" and "ID" without an apostrophe are fields, unless "I'm" was understood."""
    token = message.tokens[said.first]
    return token.text in {"im", "id", "ill"} and "'" not in token.raw and "’" not in token.raw


def _extend_to_person(message: Message, best: dict[str, Mention]) -> None:
    """ "ENT surgeon", "GI doctor": the word for a person belongs to the field before it."""
    field_said = best.get("specialty")
    if field_said is None or field_said.last >= len(message.tokens):
        return
    after = message.tokens[field_said.last]
    touching = message.tokens[field_said.last - 1].end + 1 == after.start
    if touching and after.text in message.lists["person_words"]:
        best["specialty"] = Mention("specialty", field_said.value, field_said.first, field_said.last + 1)


__all__ = ["Amount", "Mention", "Message", "WriterName", "read_message"]
