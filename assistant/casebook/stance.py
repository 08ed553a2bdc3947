"""Which parts of a message state facts of the applicant's own case.

Left out: questions, conditions ("if he says no"), what programs or people in general want, and other people's cases.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.casebook.asking import resumption
from assistant.casebook.others import is_generic, is_third, starts, still_third
from assistant.casebook.reading import Mention, Message
from assistant.casebook.text import Sentence

_SHORT_TAIL = 5


@dataclass(frozen=True, slots=True)
class Clause:
    """Tokens `first` to `last` (exclusive) that state something; `sentence` is the sentence's number."""

    first: int
    last: int
    sentence: int


def statements(message: Message) -> list[Clause]:
    """The stating clauses in order; neighbouring ones of a sentence are joined."""
    found: list[Clause] = []
    aside = quoted(message)
    elsewhere = short = False
    told_in = -1
    for number, sentence in enumerate(message.sentences):
        generic = False
        for first, last_live in _told(message, sentence):
            start = _content_start(message, first, last_live)
            own = message.has(start, min(start + 1, last_live), "cue:first_person")
            third = is_third(message, sentence, start, last_live)
            if third:
                elsewhere = True
            elif elsewhere and not still_third(message, start, last_live):
                called = short and number == told_in and message.has(start, start + 4, "name")
                elsewhere = called  # "my other client, Mr. Feng, has"
            short, told_in = third and last_live - start < _SHORT_TAIL, number
            generic = (is_generic(message, start) and not _answers(message, start, start + 1)) or (generic and not own)
            spoken = start not in aside or _answers(message, first, last_live)
            if not elsewhere and not generic and first < last_live and spoken:
                found.append(Clause(first, last_live, number))
    return _joined(message, found)


def _answers(message: Message, first: int, last: int) -> bool:
    """ "let me see", he said: a writer's own words that tell how it stands with the letter."""
    return any(said.value is not None and first <= said.first < last for said in message.sayings)


def _told(message: Message, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """The clauses of a sentence that are no question; after a question the sentence may go on to tell."""
    while True:
        clauses = list(_clauses(message, sentence))
        cut = _question_cut(message, sentence, clauses)
        for first, last in clauses:
            if first < cut:
                yield first, min(last, cut)
        again = resumption(message, sentence, cut)
        if again is None:
            return
        sentence = Sentence(again, sentence.last, "" if sentence.mark == "?" else sentence.mark)


def of_another(message: Message, clause: Clause, at: int) -> bool:
    """ "writing for my wife: she graduated 2015": the last subject before a token is "he" or "she"."""
    last = ""
    for index in range(clause.first, at):
        if message.tokens[index].text in {"he", "she", "hes", "shes"}:
            last = "other"
        elif message.tokens[index].text in {"i", "iam", "ive"}:
            last = "own"
    return last == "other"


def told_of_another(message: Message, at: int) -> bool:
    """The sentence of a token begins with a friend or a cousin: "my friend scored low"."""
    sentence = next((s for s in message.sentences if s.first <= at < s.last), None)
    if sentence is None:
        return False
    return is_third(message, sentence, _content_start(message, sentence.first, sentence.last), sentence.last)


def quoted(message: Message) -> set[int]:
    """Tokens between quotation marks: somebody's words, not the applicant's statement."""
    inside: set[int] = set()
    opened = -1
    for index, token in enumerate(message.tokens):
        if token.raw not in {'"', "“", "”", "'", "‘"}:
            continue
        before = message.text[token.start - 1 : token.start]
        opens = not before or before.isspace() or before in "(,"
        if opened >= 0 and (not opens or token.raw == "”"):
            inside.update(range(opened, index))
            opened = -1
        elif opens:
            opened = index
    return inside


def _clauses(message: Message, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Cut at commas and at words such as "but"; "and" cuts only before a new subject."""
    first = sentence.first
    for index in range(sentence.first, sentence.last):
        token = message.tokens[index]
        comma = token.raw == ","
        word = message.has(index, index + 1, "cue:clause_split")
        joins = (
            token.text in {"and", "so", "then"}
            and index + 1 < sentence.last
            and (
                message.has(index + 1, index + 2, "cue:first_person") or starts(message, index + 1, "cue:question_open")
            )
        )
        if (comma or word or joins) and index > first and index not in message.blocked:
            yield first, index
            first = index + 1 if comma else index
    if first < sentence.last:
        yield first, sentence.last


def _content_start(message: Message, first: int, last: int) -> int:
    """Past signs, greetings and joining words."""
    at = first
    while at < last:
        token = message.tokens[at]
        if token.kind == "sign" or message.has(at, at + 1, "cue:boundary") or message.has(at, at + 1, "cue:greeting"):
            at += 1
            continue
        break
    return at


def _question_cut(message: Message, sentence: Sentence, clauses: list[tuple[int, int]]) -> int:
    """The token from which the sentence asks or supposes; its end when it does neither."""
    topic = next(message.at(sentence.first, "name"), None)
    if topic is not None and topic.last == sentence.last and sentence is not message.sentences[-1]:
        return sentence.last  # "Dr. Khan? I haven't asked him yet."
    cut = sentence.last
    for mention in message.inside(sentence.first, sentence.last, "cue:question_inside", "cue:hypothetical"):
        if _is_told(message, mention.first, sentence):
            continue
        if not _presents(message, mention):
            cut = min(cut, mention.first)
    for first, last in clauses:
        start = _content_start(message, first, last)
        if start + 1 < last and message.tokens[start].text in {"will", "can"}:
            subject = message.tokens[start + 1].text in message.lists["asked_subjects"]
            named = any(True for _ in message.at(start + 1, "name"))  # not "will waive Feld too"
            cut = min(cut, first) if subject or named else cut
        relative = (
            first > sentence.first
            and message.tokens[start : start + 1]
            and sentence.mark != "?"
            and (message.tokens[start].text in message.lists["relative_words"])
        )
        if first == 0 == sentence.first and last - start > 4 and message.tokens[start].text in {"is", "are"}:
            cut = min(cut, first)
        if (
            start < last
            and not (relative or _goes_on_about(message, first, start, sentence))
            and starts(message, start, "cue:question_open")
        ):
            cut = min(cut, first)
    if sentence.mark == "?" and cut == sentence.last:
        return _last_asked(message, sentence, clauses)
    opens = _content_start(message, sentence.first, sentence.last)
    return sentence.first if cut <= opens else cut


def _last_asked(message: Message, sentence: Sentence, clauses: list[tuple[int, int]]) -> int:
    """Where a sentence begins to ask that has no word of asking: a bracket, its last clause or the whole."""
    if bracket := _asking_bracket(message, sentence):
        return bracket
    first, last = clauses[-1]
    opening = _content_start(message, sentence.first, sentence.last)
    if opening < sentence.last and message.tokens[opening].text in message.lists["asking_verbs"]:
        return sentence.first
    if len(clauses) == 1 or (last - first > _SHORT_TAIL and not _tells_first(message, clauses)):
        return sentence.first
    return first


def _asking_bracket(message: Message, sentence: Sentence) -> int:
    """ "one surgeon in Reno (hands on? no ...)": the bracket in which alone is asked; 0 where there is none."""
    raw = [message.tokens[at].raw for at in range(sentence.first, sentence.last)]
    opens = max((place for place, sign in enumerate(raw) if sign == "("), default=0)
    return sentence.first + opens if opens and ")" not in raw[opens:] and sentence.mark == "?" else 0


def _is_told(message: Message, at: int, sentence: Sentence) -> bool:
    """ "she taught me how", "they say he is good", "I am asking him next week": no question, though it sounds so."""
    if any(said.value is not None and said.first <= at < said.last for said in message.sayings):
        return True
    word = message.tokens[at].text
    if word == "how" and at > sentence.first and sentence.mark != "?":
        return message.tokens[at - 1].text in message.lists["taught_how"]
    return word == "say" and at != _content_start(message, sentence.first, sentence.last)


def _tells_first(message: Message, clauses: list[tuple[int, int]]) -> bool:
    """ "i'm an old grad, from Peru, ... so like 48 months gap??": told of oneself, and only the end is in doubt."""
    first, last = clauses[0]
    start = _content_start(message, first, last)
    return message.has(start, min(start + 3, last), "cue:first_person") and not message.has(first, last, "cue:letter")


def _presents(message: Message, asking: Mention) -> bool:
    """ "one US letter is there Dr Haque": a name behind "is there", and a letter or person before it."""
    noun = message.has(asking.first - 1, asking.first, "cue:letter", "role")
    return noun and any(True for _ in message.at(asking.last, "name"))


def _goes_on_about(message: Message, first: int, start: int, sentence: Sentence) -> bool:
    """ "my home prof, Prof. Thet, is a pediatrician": the name between commas is the subject."""
    named = any(m.last == first - 1 for m in message.inside(max(sentence.first, first - 6), first, "name"))
    predicate = start + 1 < sentence.last and message.tokens[start + 1].text in {"a", "an", "the", "my", "also"}
    return named and predicate and sentence.mark != "?" and message.tokens[start].text in {"is", "was"}


def _joined(message: Message, clauses: list[Clause]) -> list[Clause]:
    joined: list[Clause] = []
    for clause in clauses:
        if joined and joined[-1].sentence == clause.sentence and clause.first - joined[-1].last <= 1:
            joined[-1] = Clause(joined[-1].first, clause.last, clause.sentence)
        else:
            joined.append(clause)
    return joined
