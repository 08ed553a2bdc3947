"""Messages that mean something only after the one before: "and for psychiatry?", "why?", "so one more?"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from assistant.agent.builtin.cues import cue_words, has_cue
from assistant.agent.builtin.parts import is_question
from assistant.domain.vocabulary import find_specialty
from assistant.retrieval.normalise import normalise
from assistant.retrieval.search import Assessment, Searcher

MOST_WORDS = 9  # of a message that begins like a follow-up
BARE, SHORT = 3, 7  # words of a question that may lean on the last one without saying so
CLEAR = 0.2  # how clearly a fact must answer the two together
NEAR = -0.3  # how near to a fact a short question must be by itself, unless it says nothing by itself
OWN, POINTING_OWN = 2, 3  # words of its own from which a question leans on nothing
NAMED = 0.4  # similarity of the fact that a few words name by themselves
SAME = 0.45  # similarity of the fact that answers a bare "a PA?" with the question before
# "okay then tell me ...": words before a question that say nothing.
LEAD_IN = re.compile(
    r"^(?:(?:ok|okay|and|so|then|now|pls|plz|please|sir|also|can you tell me|tell me|another question|"
    r"if (?:yes|no|so|not)|no,? i mean(?:t)?|i mean(?:t)?|"
    r"thanks?|thank (?:you|u)|thx|hola|hello|hi|bonjour|merci|gracias|shukran|salaa?m|namaste)\b"
    r"[\s,:.!]*)+",
    re.IGNORECASE,
)
_AND_FOR = re.compile(r"^(?:(?:and|but|ok|okay|so|then|also|for|in|with|what|how|about|same|if|i|choose|apply|to) )*")
_POINTING = re.compile(r"\b(it|they|them|that|this|these|those|he|she|him|her)\b", re.IGNORECASE)
_SPEAKING = re.compile(r"\b(he|she|they)\b", re.IGNORECASE)
_SPOKEN_OF = re.compile(r"\b(him|her|them)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Past:
    """What the model remembers of the turns before: questions looked up, and kinds declined, newest last.

    `last` is what the turn just before looked up, `root` the question on which it leaned.
    """

    queries: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    root: str = ""
    declined: tuple[str, ...] = ()
    awaiting_delete: bool = False


class Leaning(NamedTuple):
    """What a follow-up stands for, and the earlier question that it leans on."""

    query: str
    root: str


def leaned_on(text: str, whole: Assessment, past: Past, searcher: Searcher) -> Leaning | None:
    """The question that a follow-up stands for; None where the message leans on nothing.

    A short message that a fact answers by itself ("when remind") is no follow-up, whatever its first word.
    """
    if has_cue("talk_only", text) or is_whole(text) or _is_answered(text, whole):
        return None
    previous = past.last[-1] if past.last else past.queries[-1] if past.queries else ""
    if previous and past.last and bare_specialty(text):
        root = past.root or previous
        return Leaning(f"{root} {text}", root)
    length = len(normalise(text).split())
    if length > MOST_WORDS or not has_cue("follow_up", text):
        return _elliptic(text, whole, past, searcher) if past.last and length <= SHORT else None
    if whole.is_inside and not has_cue("same_question", text):
        return _elliptic(text, whole, past, searcher) if past.last else None
    of_writer = searcher.assess(replaced := _with_writer(text))
    own = set(normalise(text).split()) - cue_words("empty_words") - {"how"}
    says_more = previous or own  # not "what about him" as a first message
    if replaced != text and says_more and of_writer.is_inside:
        return Leaning(replaced, replaced)
    if not previous:
        return None
    said = LEAD_IN.sub("", text)
    if said != text and is_question(said) and searcher.assess(said).inside > CLEAR:
        return Leaning(said, said)
    if has_cue("why", text):
        return Leaning(f"{text} {previous}", past.root or previous)
    root = past.root or previous
    return Leaning(f"{root} {text}", root)


def _elliptic(text: str, whole: Assessment, past: Past, searcher: Searcher) -> Leaning | None:
    """A short question right after an answer, where only the two together make sense."""
    if not is_question(text):
        return None
    root = past.root or past.last[-1]
    joined = Leaning(f"{root} {text}", root)
    both = searcher.assess(joined.query)
    if whole.is_inside:  # "what kind of letter do they want": answered by itself, but better together
        pointing = points(text) and both.facts[0].similarity > whole.facts[0].similarity
        return joined if pointing else None
    bare = len(normalise(text).split()) <= BARE and both.is_inside and both.facts[0].similarity >= SAME
    if both.inside <= CLEAR and not bare:
        return None
    return joined if whole.kind == "unclear" or whole.inside > NEAR or bare else None


def is_whole(text: str) -> bool:
    """Whether a message is a question of its own: "how long letter valid", right after one of counts.

    It begins like no follow-up and has words of its own; one that speaks of "it" or "they" needs more of them.
    """
    plain = normalise(text)
    if not is_question(text) or has_cue("leans_on", text):
        return False
    own = {word for word in plain.split() if word not in cue_words("empty_words")}
    return len(own) >= (POINTING_OWN if points(text) else OWN)


def _is_answered(text: str, whole: Assessment) -> bool:
    """Whether a few words name what they ask for so plainly that one fact is meant: "how many letters"."""
    bare = has_cue("leans_on", text) or points(text) or not is_question(text)
    return not bare and len(normalise(text).split()) >= BARE and whole.facts[0].similarity >= NAMED


def points(text: str) -> bool:
    """Whether a message speaks of "it", "him" or "they"."""
    return _POINTING.search(text) is not None


def bare_specialty(text: str) -> str:
    """The specialty of "and for psychiatry?" or "pathology?"; empty where the message says anything more."""
    plain = normalise(text)
    named = find_specialty(_AND_FOR.sub("", plain))
    asks = "?" in text or has_cue("follow_up", text) or has_cue("same_question", text)
    return named.specialty if named and asks else ""


def _with_writer(text: str) -> str:
    """"what if she refuses" with the one of whom a conversation here mostly speaks."""
    spoken_of = _SPOKEN_OF.sub("my writer", text)
    return _SPEAKING.sub("the letter writer", spoken_of)
