"""What the words for a status tell of a letter: "he said no" is a refusal, "he said no problem" is none."""

from __future__ import annotations

from assistant.casebook.news_days import sends_papers
from assistant.casebook.reading import Mention
from assistant.casebook.stance import quoted
from assistant.casebook.turn import Turn
from assistant.casebook.uploads import is_no_upload

_BEFORE = {"uploaded": ("idea", "asked", "agreed"), "agreed": ("idea",), "asked": ("idea",)}
_FEW = 4  # words before "I would be happy to" in which somebody says it
_REACH_OF_SAYING, _NEAR_VERB = 8, 4  # words before "i can't", and before the verb that it is said with
_MARKS = frozenset({'"', "“", "”", "'", "‘"})
_OWN_ANSWERS = frozenset({"said", "say", "told", "answered", "answer", "replied", "wrote", "tell"})
_ANSWERS = _OWN_ANSWERS | {"says", "tells", "answers", "replies", "writes"}


def status_said(turn: Turn, value: str, mention: Mention, *, negative: bool) -> str | None:
    """The status that words tell of a letter here; None where they tell none."""
    if turn.text(mention.first) == "asked" and turn.text(mention.last) == "me":
        return None
    subject = turn.text(mention.first - 1) in {"he", "she", "who"} or any(
        other.last == mention.first for other in turn.message.inside(mention.first - 6, mention.first, "name", "role")
    )
    over = turn.number_at(mention.last) is not None or turn.text(mention.last) in turn.book.lists["times_over"]
    if subject and value == "asked" and turn.text(mention.first) == "asked" and not over:
        return None  # "Dr Patel asked about the dose": he asked, nobody asked him
    if _is_no_writers(turn, value, mention.first):
        return None
    if value == "uploaded" and turn.text(mention.last) in turn.book.lists["languages"]:
        return None  # "the letter is in Chinese"
    if turn.text(mention.first) == "in" and turn.text(mention.first - 1) in turn.book.cues["letter"]:
        return None  # "Letters in ERAS: ..." heads a list
    if value == "agreed" and turn.text(mention.last - 1) in {"will", "would", "can"}:
        return None if turn.text(mention.last) in turn.book.lists["weighing"] else value
    if turn.text(mention.first) == "confirmed" and not _confirms(turn, mention):
        return None
    if value == "declined" and is_no_refusal(turn, mention.first, mention.last):
        return None
    if value == "declined" and _may_be_said(turn, mention.first):
        return None
    if value == "uploaded" and is_no_upload(turn, mention.first, mention.last):
        return None
    if negative:
        return "idea" if value == "asked" and turn.text(mention.first) in turn.book.lists["asked_verbs"] else None
    return value


def _is_no_writers(turn: Turn, value: str, first: int) -> bool:
    """The yes or no of the applicant, or of somebody beside the writers."""
    if value in {"agreed", "declined"} and is_own_answer(turn, first):
        return True
    if value == "declined" and (is_not_theirs(turn, first) or _is_of_many(turn, first)):
        return True
    return value == "agreed" and (_is_own_wish(turn, first) or is_of_bystander(turn, first))


def _is_of_many(turn: Turn, first: int) -> bool:
    """ "nurses can't write, I read": what holds of all of a kind, and nobody's answer."""
    kinds = turn.message.inside(max(0, first - 1), first, "role", "fact:writer.profession", "specialty")
    return turn.text(first - 1).endswith("s") and any(kind.last == first for kind in kinds)


def _is_own_wish(turn: Turn, first: int) -> bool:
    """ "I would love to match there": the applicant's own words, and no writer's that are quoted."""
    own = turn.text(first - 1) in {"i", "we"} and turn.text(first) in turn.book.lists["own_wishes"]
    before = {turn.text(at) for at in range(max(0, first - _FEW), first - 1)}
    return own and first - 1 not in quoted(turn.message) and before.isdisjoint(_ANSWERS)


def is_not_theirs(turn: Turn, first: int) -> bool:
    """Words of refusing at a token that are the applicant's own, or words of a text that is changed."""
    return _is_own_refusal(turn, first) or _is_wording(turn, first)


def _is_own_refusal(turn: Turn, first: int) -> bool:
    """ "tell him politely i can't write it myself": the applicant can't; "she told me i can't write it" is hers."""
    if turn.text(first - 1) not in {"i", "we"} or first - 1 in quoted(turn.message):
        return False
    said = [at for at in range(max(0, first - _REACH_OF_SAYING), first - 1) if turn.text(at) in _ANSWERS]
    return not said or not _is_writers_verb(turn, said[-1])


def _is_writers_verb(turn: Turn, at: int) -> bool:
    """ "she then wrote", "Dr. Lee said", "his answer"; of one's own is "i told", and an order is "please say"."""
    before = at - 1
    while at - before < _NEAR_VERB and before >= 0 and turn.message.tokens[before].kind != "sign":
        before -= 1
    someone = {"he", "she", "they", "who"} | ({"his", "her"} if turn.text(at) in {"answer", "reply"} else set())
    named_before = turn.message.has(max(0, before), at, "name", "role")
    return named_before or not someone.isdisjoint(turn.text(place) for place in range(before + 1, at))


def _is_wording(turn: Turn, first: int) -> bool:
    """ "not "managed", say "helped with"": a word of a text that is changed, and nobody's answer."""
    denies = turn.text(first) in turn.book.cues["negation"] | {"instead"}
    at = first + 1 + (turn.text(first + 1) == "of")
    sentence = next((s for s in turn.message.sentences if s.first <= first < s.last), None)
    start = sentence.first if sentence else 0
    return denies and turn.raw(at) in _MARKS and not turn.message.has(start, first, "name", "cue:he", "cue:she")


def is_of_bystander(turn: Turn, first: int) -> bool:
    """ "the fellow confirmed", "my wife agreed": somebody beside the writers, unless a letter is of such a one."""
    who = turn.text(first - 1)
    if who in turn.book.lists["messengers"] and turn.text(first + 1) in {"he", "she"}:
        return False  # "his secretary said he will write"
    return who in turn.book.lists["no_writers"] and not any(who in letter for letter in turn.draft.ids())


def is_past(turn: Turn, held: str, value: str | None, first: int, last: int) -> bool:
    """Whether a status told is over by the one held: "she said yes" of a letter that is uploaded, "I will ask" of one
    that is promised; unless something is put right, or the sentence tells of a letter that is to be written anew."""
    if (held, value) == ("agreed", "asked") and (_is_silence(turn, first, last) or sends_papers(turn, first, last)):
        return True
    if value not in _BEFORE.get(held, ()):
        return False
    here = next((s for s in turn.message.sentences if s.first <= first < s.last), None)
    span = (here.first, here.last) if here else (first, last)
    mended = turn.message.has(0, len(turn.message.tokens), "cue:correction", "cue:self_repair")
    denied = turn.message.has(*span, "cue:negation")
    return not (mended or denied or any(turn.text(at) in turn.book.lists["anew"] for at in range(*span)))


def is_told_apart(turn: Turn, path: str, value: str | None, first: int, last: int) -> bool:
    """The rules told this status by other words, and these are another letter's, or deny what is heard in them:
    "Lee and Roy have agreed. Cole I will ask", "Lee has not agreed, he was only asked"."""
    told = [c for c in turn.draft.changes if c.op == "set" and c.field.endswith("].status")]
    words = turn.words(first, last)
    here = {c.field for c in told if c.words in words or words in c.words}
    own = any(c.field == path for c in told) and path not in here
    denied = value == "agreed" and turn.text(first) in turn.book.cues["negation"]
    return own and (bool(here) or denied)


def _is_silence(turn: Turn, first: int, last: int) -> bool:
    """ "no answer for a month", "ignored my mail", of one who has promised; "no, she did not answer yet" puts right."""
    if any(cue.last <= first for cue in turn.message.at(0, "cue:correction", "cue:self_repair")):
        return False
    words = {turn.text(at) for at in range(first, last)}
    return words.isdisjoint(turn.book.lists["asked_verbs"] | {"request", "requests", "asking"})


def is_own_answer(turn: Turn, first: int) -> bool:
    """ "I said no", "the waiver question I answered with no": the applicant, and no writer."""
    at = first - (turn.text(first) == "with")
    return turn.text(at) in _OWN_ANSWERS and turn.text(at - 1) in {"i", "we"}


def _confirms(turn: Turn, said: Mention) -> bool:
    """ "she confirmed", "Dr Lee: confirmed"; not "the rotation is confirmed" nor "she confirmed my finding"."""
    before = turn.text(said.first - 1)
    thing = turn.message.has(max(0, said.first - 4), said.first, "cue:it", "cue:weeks_cue", "cue:elective")
    thing = thing or turn.text(said.last) in turn.book.lists["confirmed_things"]
    return not (before in turn.book.lists["being"] | {"its", "been", "got"} or thing)


def _may_be_said(turn: Turn, first: int) -> bool:
    """ "a version where she can also say no": what may be said has not been."""
    before = {turn.text(first - 1), turn.text(first - 2)}
    return turn.text(first) in {"say", "refuse", "decline"} and not before.isdisjoint(turn.book.lists["heard_modals"])


def is_no_refusal(turn: Turn, first: int, last: int) -> bool:
    """ "she said no problem", "he told no one", "he gave no answer": the "no" belongs to the word behind it."""
    nouns = turn.book.lists["no_with"]
    return any(turn.text(at) == "no" and turn.text(at + 1) in nouns for at in range(first, last))


def refuses(turn: Turn, first: int, last: int) -> bool:
    """ "he no longer wants to write": words that sound as if a letter were taken out, and are a writer's refusal."""
    said = turn.message.inside(max(0, first - 2), last + 3, "fact:status")
    return any(m.value == "declined" and m.first < last and first < m.last for m in said)
