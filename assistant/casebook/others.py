"""What is said of other people, and of programs or people in general: nothing of the applicant's own case."""

from __future__ import annotations

from assistant.casebook.reading import Message
from assistant.casebook.text import Sentence

_FEW, _PAIR = 3, 2
_LONGEST_HEADING, _LONGEST_NAME = 9, 6  # tokens
_LEADS_TO_NAMES = frozenset({":", "=", "-", "–", "are", "is"})


def starts(message: Message, at: int, group: str) -> bool:
    """Whether words of a group begin at a token; "would like to" opens no question."""
    wishes = group == "cue:question_open" and message.tokens[at].text in message.lists["wishing_modals"]
    if wishes and at + 1 < len(message.tokens) and message.tokens[at + 1].text in message.lists["wishing_verbs"]:
        return False  # "and would like to apply"
    return any(True for _ in message.at(at, group))


def is_third(message: Message, sentence: Sentence, start: int, last: int) -> bool:
    """The clause is about a friend, cousin or somebody (unless that person writes a letter)."""
    if start >= last or message.has(start, last, "fact:template"):
        return False  # "everyone there gets the same letter" is said of a writer
    if starts(message, start, "cue:the_others") and message.has(start, last, "fact:status", "fact:waived"):
        return False  # "others agreed": the other writers
    if _heads_list(message, start) or _is_of_all(message, start):
        return False
    theirs = starts(message, start, "cue:others_letters") and not _of_writer(message, sentence, start)
    if starts(message, start, "cue:third_alone") or theirs or _is_owner(message, start, last):
        return True
    if _asks(message, start) or _is_kin_or_one(message, start, last):
        return True
    at = start = _past_presenting(message, start, last)
    while at < min(last, start + 3) and message.has(at, at + 1, "cue:third_owner"):
        at += 1
    owner = message.tokens[at] if start < at < last - 1 else None
    if owner is not None and owner.raw[-2:] in {"'s", "’s"} and _is_other_person(message, at + 1):
        return True  # "my khala's son"
    # "like my cousin", "unlike a friend": the subject may stand after one more word
    person = at if at > start and at < last and _is_other_person(message, at) else -1
    if person < 0:
        return False
    named = any(m.last >= start - 2 for m in message.inside(max(sentence.first, start - 6), start, "name"))
    if named and message.has(start, min(last, person + 3), "fact:writer.family_friend"):
        return False  # "Dr Sen, my uncle": the writer
    if message.has(start, min(last, person + 3), "fact:writer.family_friend"):
        return not message.has(sentence.first, sentence.last, "cue:writes") and not message.has(start, last, "name")
    if message.tokens[person].raw[-2:] in {"'s", "’s"}:
        return True  # "my roommate's attending Dr Klein"
    named_next = [m for at in (person + 1, person + 2) for m in message.at(at, "name")]
    applies = any(_applies(message, m.last, last) for m in named_next)  # "my friend Dr Sani is applying for psychiatry"
    titled = any(m.value.title not in message.lists["courtesies"] for m in named_next)
    return applies or not titled  # "my client, Mr. Feng"


def _applies(message: Message, at: int, last: int) -> bool:
    """ "is applying", "wants psychiatry", "also applies": what an applicant does, and no writer."""
    near = [token.text for token in message.tokens[at : min(at + _FEW, last)]]
    return not message.lists["applicants_do"].isdisjoint(near)


def _past_presenting(message: Message, start: int, last: int) -> int:
    """ "that's another client", "it is about my cousin": the token after the words that present somebody."""
    at = start
    while (
        at < min(last, start + _FEW)
        and message.tokens[at].text in message.lists["presenting"] | message.lists["presented"]
    ):
        at += 1
    alone = message.tokens[start].text in {"this", "that", "it"} and at - start < _PAIR
    return start if message.tokens[start].text not in message.lists["presenting"] or alone or at >= last else at


def _of_writer(message: Message, sentence: Sentence, start: int) -> bool:
    """ "Dr Weller ...; his letter's in ERAS": the letter of the writer who was named before."""
    noun = message.tokens[start + 1] if start + 1 < len(message.tokens) else None
    single = noun is not None and noun.raw[-2:] in {"'s", "’s"}
    return single or message.has(sentence.first, start, "name")


def _is_owner(message: Message, start: int, last: int) -> bool:
    """ "Ravi's letter writer Dr. Cole": somebody who is no writer of one's own has letters."""
    token = message.tokens[start]
    owner = token.kind == "word" and token.capital and token.raw[-2:] in {"'s", "’s"} and start not in message.blocked
    owner = owner and token.text not in message.lists["contracted"]
    return owner and message.has(start + 1, min(last, start + 4), "cue:letter", "role", "fact:writer.profession")


def _is_kin_or_one(message: Message, start: int, last: int) -> bool:
    """ "sister's husband is img", "samra's one is a Dr Chen": somebody else's kin, or another applicant's writer."""
    start += message.has(start, min(start + 1, last - 1), "cue:conjunction")
    token = message.tokens[start]
    if token.raw[-2:] not in {"'s", "’s"} or start + _PAIR >= last or token.text in message.lists["contracted"]:
        return False
    one = [other.text for other in message.tokens[start + 1 : start + 3]] == ["one", "is"]
    kin = token.text[:-1] in message.lists["third_persons"] and _is_other_person(message, start + 1)
    return kin or (one and not message.has(start, start + 1))


def _asks(message: Message, start: int) -> bool:
    """ "Yoel asks: he has Dr Vidal", "Samra writes: ...": another applicant asks through this one."""
    words = message.tokens[start : start + 3]
    named = len(words) == _FEW and words[0].capital and words[0].kind == "word" and start not in message.blocked
    if not named or message.has(start, start + 1) or words[1].text not in message.lists["asks_through"]:
        return False
    return words[2].raw == ":" or words[1].text in {"asks", "wonders"}


def _is_other_person(message: Message, at: int) -> bool:
    """A friend, a cousin, also as "my cousin's"."""
    if any(True for _ in message.at(at, "cue:third_person")):
        return True
    token = message.tokens[at]
    return token.raw[-2:] in {"'s", "’s"} and token.text[:-1] in message.lists["third_persons"]


def still_third(message: Message, start: int, last: int) -> bool:
    """Whether a clause behind one about somebody else goes on about them."""
    if start >= last:
        return True
    if message.has(start, start + 1, "name"):
        return False
    return message.has(start, start + 1, "cue:he", "cue:she", "cue:they") or not (
        message.has(start, start + 1, "cue:first_person") or message.has(start, last, "cue:first_person")
    )


def _heads_list(message: Message, at: int) -> bool:
    """ "People: my PI, Dr. Rao, ...", "people i can ask are dr lee": the heading of a list, not people in general."""
    if message.tokens[at].text not in message.lists["list_heads"]:
        return False
    heading = message.tokens[at + 1 : at + _LONGEST_HEADING]
    if {token.raw for token in heading[:_FEW]} & {":", "="}:
        return True
    ends = (at + 1 + place for place, token in enumerate(heading) if token.text in _LEADS_TO_NAMES)
    named = next((end for end in ends if message.has(end + 1, end + _LONGEST_NAME, "name")), at)
    return message.has(at, named, "cue:first_person")


def _is_custom(message: Message, start: int) -> bool:
    """ "In China the leader only signs": how it is done in a country, said of nobody."""
    if start + 1 >= len(message.tokens) or message.tokens[start].text not in {"in", "at", "here"}:
        return False
    place = max(message.at(start + 1, "country"), key=lambda m: m.last, default=None)
    if place is None or place.last >= len(message.tokens):
        return False
    at = place.last + (message.tokens[place.last].text in {"the", "our", "all", "most", ","})
    subject = at < len(message.tokens) and message.tokens[at].text in message.lists["custom_subjects"]
    subject = subject and not (message.tokens[at].text == "one" and message.has(at + 1, at + 2, "role"))
    return subject and not message.has(at, min(at + 3, len(message.tokens)), "name", "specialty", "fact:status")


def is_generic(message: Message, start: int) -> bool:
    """Programs, people, "ERAS": but "ERAS 2028" is a season."""
    if start < len(message.tokens) and _heads_list(message, start):
        return False
    if _is_custom(message, start):
        return True
    close = range(start, min(start + _FEW + 1, len(message.tokens)))
    if any(message.tokens[at].raw == ")" for at in close):
        return False  # "(Georgia is the state, you laugh)": the end of an aside
    if _is_of_all(message, start):
        return False
    subjects = list(message.at(start, "cue:generic_subject"))
    if message.has(start, min(start + 12, len(message.tokens)), "fact:template"):
        return False
    seasons = [m for m in subjects if _is_season(message, m.last)]
    return len(seasons) < len(subjects)


def _is_of_all(message: Message, start: int) -> bool:
    """ "everybody agreed already", "everyone said yes": the writers."""
    return any(True for _ in message.at(start, "cue:all_letters")) and message.has(start, start + _FEW, "fact:status")


def _is_season(message: Message, at: int) -> bool:
    """A year or month, also behind "in" or "season"."""
    while at < len(message.tokens) and message.tokens[at].text in message.lists["before_season"]:
        at += 1
    number = at < len(message.tokens) and message.tokens[at].kind == "number"
    return number or any(True for _ in message.at(at, "date", "cue:this_september", "cue:coming_september"))
