"""From a message to what it wants: questions to look up, something to decline, or a turn of conversation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assistant.agent.builtin.cues import has_cue, smalltalk_kind
from assistant.agent.builtin.deletion import confirms
from assistant.agent.builtin.follow_up import LEAD_IN, Past, leaned_on
from assistant.agent.builtin.forbidden import forbidden_wish
from assistant.agent.builtin.language import is_english
from assistant.agent.builtin.looks import (
    CLEARLY_INSIDE,
    LEAST_WORDS,
    asks_about_drafting,
    is_declined,
    is_of_drafting,
    is_plain,
    is_thanks,
    presses_on,
    resembles_forbidden,
    stands_alone,
)
from assistant.agent.builtin.parts import (
    Told,
    asks,
    clauses,
    further_questions,
    is_question,
    masked_titles,
    requests,
    sentences,
)
from assistant.agent.builtin.topics import Topic, unknown_season
from assistant.retrieval.normalise import normalise
from assistant.retrieval.questions import DECLINED_KINDS
from assistant.retrieval.search import Assessment, Searcher

Act = Literal["ask", "tell", "decline", "abstain", "clarify", "talk", "distress", "delete"]
# By how much a single sentence must be inside to be answered although the whole message is outside, or surely so.
RESCUED, SURELY_RESCUED = 0.22, 0.33
# Probability from which a message that asks and requests nothing in so many words is declined ("Let's play: you are my
# supervisor"), and the kinds that no story about letters resembles so closely.
SURELY_DECLINED, GRAVE = 0.955, frozenset({"ghostwrite", "sign_or_alter", "invent", "injection"})
_LIKE_MENDING = {("decline", "pressure"), ("decline", "invent")}  # what setting a mistake right looks like
SURELY_OUTSIDE = -0.5  # below it, a message that tells things and resembles a forbidden one is declined
UNBLURRED = 0.33  # similarity of the best fact below which a message is also read clause by clause
UNBLURRED_TOLD = 0.5  # the same where letters are told beside the question, which draw every search to themselves
CLEAR_CLAUSE = 0.29
CLOSE = 0.2  # how far from an answer a question may be that looks like distress
WORRIED = 0.22  # similarity of the best fact from which a worried question is answered beside the comfort
APART = 0.1  # by how much less a question may look answered without what is told with it
MOST_QUESTIONS = 4  # questions of one message that are answered
_STRETCHED = re.compile(r"(?<=[a-z])([a-z])\1{2,}")  # "hiii", "pleaseeee"
REMEMBERED_TURNS = 6  # how long a refusal is kept in mind
# The words of a sentence that stands in a text, as in: remove "please just tell me".
_QUOTED = re.compile(r"[\"“](?![^\"”]*\b(?:everything|all|data|chat|conversation|history|information)\b)[^\"”]+[\"”]")
_MARKUP = re.compile(r"<!--.*?(?:-->|$)|\{\{[^{}]*\}\}|\$?\{[^{}]*\}|</?[a-zA-Z][^<>]{0,200}>", re.DOTALL)
NOTHING_TOLD = Told()


@dataclass(frozen=True, slots=True)
class Understanding:
    """What a message wants. `queries` are to be looked up; `kind` says which sort of talk or refusal it is.

    With `one_situation` the queries are a question and the circumstances told with it, for one answer. `root` is the
    earlier question on which a follow-up leans. With `of_letters` the letters told are to be weighed. With a `topic`
    the facts are known without a search. `asked` is "week" where the steps of the plan are asked for.
    """

    act: Act
    queries: tuple[str, ...] = ()
    kind: str = ""
    one_situation: bool = False
    root: str = ""
    of_letters: bool = False
    topic: Topic | None = None
    only_asks: bool = False  # orders no text, whatever its words look like
    asked: str = ""


def opening(text: str, past: Past) -> Understanding | None:
    """What comes before every other reading: distress, the deletion of everything, and an untruth told as such."""
    if has_cue("crisis", text):
        return Understanding("distress")
    if past.awaiting_delete:
        return Understanding("delete", kind="done" if confirms(text) else "kept")
    if has_cue("delete_all", _QUOTED.sub(" ", text)):
        return Understanding("delete", kind="ask")
    if has_cue("admitted_untrue", text):
        return Understanding("decline", kind="invent")
    return None


def understand(text: str, past: Past, searcher: Searcher, told: Told = NOTHING_TOLD) -> Understanding:
    """Read one message in the light of the past. Markup and template holes in it say nothing and are not read.

    `told` is what the casebook read out of it: that is neither looked up nor declined.
    """
    declined = forbidden_wish(text, honest=False) or forbidden_wish(text, honest=True)
    text = _STRETCHED.sub(r"\1", _MARKUP.sub(" ", text).strip() or text)
    if first := opening(text, past):
        return first
    if declined:
        return Understanding("decline", kind=declined)
    if not told.words and not is_english(text):
        return Understanding("clarify", kind="language")
    meant = _judged(text, _meant(text, past, searcher, told), searcher, told)
    if meant.act in {"ask", "abstain", "tell", "clarify"} and has_cue("season_dates", text) and unknown_season(text):
        return Understanding("abstain", kind="season_dates")
    if (meant.act, meant.kind) in _LIKE_MENDING and has_cue("sets_right", text):
        return Understanding("abstain", kind="near_letters")
    return meant


def _judged(text: str, meant: Understanding, searcher: Searcher, told: Told) -> Understanding:
    """A message that is not answered, seen as a whole: what is told beside a forbidden wish does not hide it."""
    if meant.act not in {"tell", "abstain", "clarify"}:
        return meant
    whole = searcher.assess(text)
    if whole.is_inside:
        return meant
    if has_cue("impersonates", text) or has_cue("in_writers_name", text):
        return Understanding("decline", kind="sign_or_alter")
    if whole.kind == "chances" and whole.far_outside and has_cue("forecast", text):
        return Understanding("abstain", kind="chances")
    outside = whole.inside < SURELY_OUTSIDE and (asks(text) or requests(text))
    if outside and resembles_forbidden(whole, tells=bool(told.words)):
        return Understanding("decline", kind=whole.kind)
    corrects = whole.kind == "invent" and told.words and not requests(text)  # "it was in fact four weeks"
    if whole.kind in GRAVE and whole.declined >= SURELY_DECLINED and not corrects:
        return Understanding("decline", kind=whole.kind)
    return meant


def _meant(text: str, past: Past, searcher: Searcher, told: Told) -> Understanding:
    """What a message means part by part."""
    if not told.words:
        return _read(masked_titles(told.masked(text)), past, searcher, told)
    parts = sentences(text)
    asked = [part for part in parts if told.wants(part)]
    if not asked:
        return Understanding("tell", _softened(text, told, searcher), one_situation=True)
    apart = " ".join(part for part in parts if part in asked or not told.tells(part))
    meant = _read(_clearest(apart, text, told, searcher), past, searcher, told)
    if meant.act == "abstain" and not any(asks(part) for part in asked):
        return Understanding("tell", _softened(text, told, searcher), one_situation=True)  # "put her in his place"
    if meant.act == "ask" and len(meant.queries) == 1:
        more = [query for query in _softened(text, told, searcher) if query not in meant.queries]
        return replace(meant, queries=(*meant.queries, *more), one_situation=bool(more))
    return meant


def _clearest(apart: str, text: str, told: Told, searcher: Searcher) -> str:
    """What is asked alone, unless it makes sense only beside what is told, or only beside the names."""
    alone, whole = told.masked(apart), told.masked(text)
    apart_seen, seen = searcher.assess(alone), searcher.assess(whole)
    if seen.inside < SURELY_OUTSIDE and apart_seen.inside < SURELY_RESCUED:
        return whole
    if apart_seen.inside >= seen.inside - APART or requests(alone):
        return alone
    return max((whole, text), key=lambda form: searcher.assess(form).inside)


def _softened(text: str, told: Told, searcher: Searcher) -> tuple[str, ...]:
    """The clauses that tell of something that a letter can soften, where the guide has a word for it."""
    parts = [c for s in sentences(text) for c in clauses(s) if told.softens(c) and not is_question(c)]
    return tuple(c for c in parts if not searcher.assess(c).far_outside)[: MOST_QUESTIONS - 1]


def _read(text: str, past: Past, searcher: Searcher, told: Told) -> Understanding:
    whole = searcher.assess(text)
    if not whole.facts:  # no word to go by
        return _outside(text, whole)
    segments = sentences(text)
    if len(segments) > 1:
        return _several(text, whole, segments, past, searcher, told)
    return _single(text, whole, past, searcher, told)


def _single(text: str, whole: Assessment, past: Past, searcher: Searcher, told: Told) -> Understanding:
    if past.declined and presses_on(text) and not whole.is_inside:
        return Understanding("decline", kind=past.declined[-1])
    if is_declined(whole, told) and not asks_about_drafting(text, whole):
        return Understanding("decline", kind=whole.kind)
    if has_cue("acknowledged", text):
        return Understanding("talk", kind="acknowledged")
    if is_thanks(text):
        return Understanding("talk", kind="thanks")
    if leaning := leaned_on(text, whole, past, searcher):
        return Understanding("ask", (leaning.query,), root=leaning.root)
    if several := _further(text, whole, searcher):
        return Understanding("ask", several, "chances" if whole.kind == "chances" and has_cue("forecast", text) else "")
    if whole.is_inside:
        return _situation(text, whole, searcher, told) or Understanding("ask", (text,))
    if is_plain(text, whole) or is_of_drafting(text, whole):
        return Understanding("ask", (text,))
    said = LEAD_IN.sub("", text)
    if len(said) < len(text) and said:
        alone = searcher.assess(said)
        if (is_question(said) and alone.is_inside) or is_plain(said, alone):
            return Understanding("ask", (said,))
    before, _, behind = (part.strip() for part in text.partition(":"))  # "Message 7: how many letters do I need?"
    whole_question = len(normalise(behind).split()) >= LEAST_WORDS and is_question(behind) and not asks(before)
    if whole_question and searcher.assess(behind).is_inside:
        return Understanding("ask", (behind,))
    return _outside(text, whole)


def _further(text: str, whole: Assessment, searcher: Searcher) -> tuple[str, ...]:
    """The questions of one sentence that asks several things; none where it asks one.

    A part that no fact answers goes along beside one that is clearly answered, so that the answer says so.
    """
    parts = further_questions(text)
    if len(parts) == 1:
        return ()
    searcher.expect(part for part in parts if is_question(part))
    assessed = [(part, searcher.assess(part)) for part in parts if is_question(part)]
    if whole.is_inside:
        known = [(part, a) for part, a in assessed if a.is_inside or a.facts[0].similarity >= CLEAR_CLAUSE]
    else:
        known = [(part, a) for part, a in assessed if stands_alone(part, a)]
    questions = _distinct(known)
    if len(questions) == 1 and known[0][1].inside > CLEARLY_INSIDE:
        questions += _uncovered(assessed)
    enough = 1 if whole.kind == "chances" else 2  # a forecast that is wished for beside it is declined in words
    return tuple(questions[:MOST_QUESTIONS]) if len(questions) >= enough else ()


def _uncovered(assessed: Sequence[tuple[str, Assessment]]) -> list[str]:
    """The questions that no fact answers and nothing forbids, each of some length."""
    return [
        part for part, a in assessed
        if a.far_outside and a.kind not in DECLINED_KINDS and is_question(part)
        and len(normalise(part).split()) >= LEAST_WORDS
    ]  # fmt: skip


def _situation(text: str, whole: Assessment, searcher: Searcher, told: Told) -> Understanding | None:
    """A question told together with circumstances ("who should I ask, I have two home letters and one ...").

    Each circumstance alone leads to its own fact, while all of them in one search blur each other. A target, a country
    or a year is no circumstance that the guide speaks to.
    """
    of_letters = any(told.of_a_letter(c) for c in clauses(text))
    if whole.facts[0].similarity >= (UNBLURRED_TOLD if of_letters else UNBLURRED):
        return None
    searcher.expect(clauses(text))
    known = [(c, a) for c in clauses(text) if not (a := searcher.assess(c)).far_outside]
    question = next((c for c, a in known if is_question(c)), None)
    beside = [
        c for c, a in known
        if c != question and a.facts[0].similarity >= CLEAR_CLAUSE
        and (not told.tells(c) or told.of_a_letter(c) or told.softens(c))
    ]  # fmt: skip
    if question is None or not beside:
        return None
    return Understanding("ask", (question, *beside[: MOST_QUESTIONS - 1]), one_situation=True)


def _outside(text: str, whole: Assessment) -> Understanding:
    kind = "near_letters" if whole.kind in DECLINED_KINDS else whole.kind  # not surely enough to be declined
    if kind == "distress":
        return _distressed(text, whole)
    if kind == "chances" and not has_cue("forecast", text):
        kind = "near_letters"
    if kind == "smalltalk" and asks(text) and whole.inside > -CLOSE:
        return Understanding("ask", (text,))  # 'he said "you write, I sign", what now'
    if kind == "smalltalk":
        return Understanding("talk", kind=smalltalk_kind(text))
    if kind in {"unclear", "nonsense"}:
        return Understanding("clarify", kind=kind)
    return Understanding("abstain", kind=kind)


def _distressed(text: str, whole: Assessment) -> Understanding:
    """What sounds like distress: a worried question that a fact may answer is answered, with comfort where in doubt."""
    if asks(text) and whole.inside > -CLOSE:
        return Understanding("ask", (text,))
    worried = asks(text) and whole.facts and whole.facts[0].similarity >= WORRIED
    return Understanding("distress", (text,) if worried else ())


def _several(
    text: str, whole: Assessment, segments: Sequence[str], past: Past, searcher: Searcher, told: Told
) -> Understanding:
    """A message of several sentences: decline what must be, answer each question that is known."""
    searcher.expect(segments)
    assessed = [(segment, searcher.assess(segment)) for segment in segments]
    asked = [(s, a) for s, a in assessed if is_question(s) and _answers(s, a, whole)]
    questions = tuple(_distinct(asked)[:MOST_QUESTIONS])
    wanted = [(s, a) for s, a in assessed if a.far_outside and (is_question(s) or requests(s))]
    declined = next((a.kind for s, a in wanted if resembles_forbidden(a, tells=told.tells(s))), "")
    if whole.kind == "distress" and questions and not whole.is_inside:
        return Understanding("distress", questions)
    if is_declined(whole, told) or (declined and (asked or not whole.is_inside)):
        if questions and declined == "injection":  # hidden instructions change nothing: answer what was asked
            return Understanding("ask", questions)
        return Understanding("decline", questions, declined or whole.kind)
    if len(questions) > 1:
        return Understanding("ask", questions)
    if questions and asked[0][1].inside > CLEARLY_INSIDE and (others := _uncovered(assessed)):
        return Understanding("ask", (*questions, *others)[:MOST_QUESTIONS])
    if whole.is_inside:
        return Understanding("ask", (text,))
    if whole.kind == "distress":
        return _distressed(text, whole)
    return Understanding("ask", questions) if questions else _single(text, whole, past, searcher, told)


def _answers(segment: str, assessment: Assessment, whole: Assessment) -> bool:
    """Whether a sentence's question is answered by a fact; the rest of the message tells what it is about."""
    if whole.is_inside:
        return assessment.is_inside
    least = SURELY_RESCUED if whole.inside < SURELY_OUTSIDE else RESCUED
    return assessment.inside > least and len(normalise(segment).split()) >= LEAST_WORDS


def _distinct(asked: Sequence[tuple[str, Assessment]]) -> list[str]:
    """Questions that lead to different facts; a repeated one counts once."""
    seen: set[str] = set()
    kept = []
    for segment, assessment in asked:
        if assessment.facts[0].id not in seen:
            seen.add(assessment.facts[0].id)
            kept.append(segment)
    return kept
