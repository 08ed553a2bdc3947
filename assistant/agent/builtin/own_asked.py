"""What a message asks of the own letters: by rules that know its words, and by the learned reading where none does.

"Does dunn count", "who goes out then", "chase her now or wait": each is asked in more ways than rules can hold. What
the learned reading is sure of is answered from the case all the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from assistant.agent.builtin.case_talk import READ_BACK, Situation, read_update, without_letters
from assistant.agent.builtin.counsel import counselled, guide_question, is_open, plainly
from assistant.agent.builtin.cues import has_cue
from assistant.agent.builtin.draft_cues import clause_has, read_clauses
from assistant.agent.builtin.draft_learned import LearnedWish
from assistant.agent.builtin.draft_letter import letter_of, letter_spoken_of, letters_named
from assistant.agent.builtin.forbidden import forbidden_wish
from assistant.agent.builtin.own_kinds import (
    CERTAIN,
    DOUBT,
    LOOK,
    ONE,
    SURE,
    asks_nothing,
    likeliest,
    misread,
    wants_words,
)
from assistant.agent.builtin.own_letters import (
    PAIR,
    Kind,
    OwnAsk,
    asked_when,
    letters_meant,
    orders_text,
    own_of_kind,
    own_question,
)
from assistant.agent.builtin.own_matter import WORRIES, asked_of_one
from assistant.agent.builtin.own_time import asked_in_time
from assistant.agent.builtin.parts import asks, requests, sentences
from assistant.agent.builtin.remarks import remark
from assistant.agent.builtin.topics import REMINDING, topic_named
from assistant.agent.builtin.understand import Understanding
from assistant.casebook import CaseUpdate
from assistant.retrieval.search import Searcher

_GRAVE = frozenset({"distress", "delete"})
_NEVER_OWN = _GRAVE | {"decline"}
_TOPICS = {"chase": "silence", "when": "asking_time"}
# Dates of a topic that a rule knows more closely.
_SAME = {"chase": (REMINDING,), "swap": (REMINDING,), "when": ("asking", "late")}
_WHOLE: Mapping[str, Kind] = {
    "set": "set", "weakest_letter": "weakest_letter", "strongest_letter": "strongest_letter",
    "weakest_point": "weakest_point", "avoid": "avoid", "enough": "enough",
}  # fmt: skip

# What the guide is asked where a question of a kind cannot be weighed yet (counsel.yaml).
_UNWEIGHED = {"set": "own_set", "enough": "own_set", "compare": "own_compare", "who_next": "own_compare",
              "strongest_letter": "own_compare", "weakest_letter": "own_compare", "avoid": "own_compare"}  # fmt: skip
_MANNER = re.compile(
    r"\b(?:how|when|where|why|what (?:kind|sort|type)|which|what (?:do|should|can) i (?!do\b)\w+)\b", re.IGNORECASE
)
_AMONG = frozenset({"weakest_letter", "strongest_letter", "avoid"})  # one is sought among several

Asked = tuple[OwnAsk | None, Understanding, CaseUpdate | None]


def asked_of_the_own(
    text: str, meant: Understanding, update: CaseUpdate | None, known: Situation | None, searcher: Searcher,
    leaning: LearnedWish, *, begun: bool, drafted: bool,
) -> Asked:
    """What is asked of the own letters, a worry about oneself, or a remark in a talk that has begun.

    Args:
        leaning: what the message may wish for of a text.
        begun: there were turns before.
        drafted: the turn before wrote a text.
    """
    kind, share = likeliest(text, update, searcher)
    if kind == "when" and not has_cue("speaks_of_asking", text):
        kind = LOOK  # "when would I include him": what he is good for
    if has_cue("asks_order", text) and update is not None and update.case.get("letters"):
        kind, share = "who_next", 1.0  # "best to worst": all of them, not the worst alone
        if meant.act == "decline" and not forbidden_wish(text, honest=True) and not forbidden_wish(text, honest=False):
            meant = Understanding("tell", of_letters=True, only_asks=True)  # the words only resemble a stretched truth
    share = share if kind != "read_back" or share >= CERTAIN else 0.0  # "who did you tell" wishes to see nothing
    told = asks_nothing(text, kind, share, update, drafted=drafted)
    then = any(clause_has(clause, "what_then") for clause in read_clauses(text).texts)  # behind a refusal: of a text
    if told or then or wants_words(text, leaning, share, drafted=drafted):
        share = 0.0  # what is told, or wished for of a text, asks nothing of the case
    ruled = _by_rules(text, meant, update, known, searcher, begun=begun, drafted=drafted)
    if misread(ruled[0], kind, share, text, update, searcher):
        ruled = None, plainly(text, meant), update
    own, found, _ = ruled
    if found.asked or (found.topic is not None and found.topic.firm):
        return ruled
    same = meant.topic is not None and meant.topic.own in _SAME.get(kind, ())
    undated = update is None or (_is_undated(update) and not letter_spoken_of(text, update))
    same = same and not (meant.topic == topic_named("asking_late") and undated)
    follows = bool(found.root) and found.root != text  # "and for psychiatry?" goes on with the question before
    settled = share < CERTAIN and (found.topic is not None or found.of_letters or follows)
    if own or same or settled or update is None or known is None:
        return ruled
    if share < SURE:
        return _unanswered(text, found, update, drafted=drafted) or ruled
    return _heard(kind, text, meant, update, known, searcher) or ruled


def _unanswered(text: str, meant: Understanding, update: CaseUpdate, *, drafted: bool) -> Asked | None:
    """ "He would write me any time. so he's ok right": a worry about one writer that the guide has no word for."""
    named = letters_named(text, update) or (() if drafted else _asked_about(text, update))
    if meant.act not in {"abstain", "clarify"} or meant.kind == "chances" or not update.case.get("targets"):
        return None
    ordered = orders_text(DOUBT.sub(" ", text))
    if len(named) != 1 or not asks(text) or ordered or has_cue("no_verdict", text) or _MANNER.search(text):
        return None
    return OwnAsk("verdict", named), Understanding("tell", of_letters=True, only_asks=True), update


def _supposes_a_no(text: str, update: CaseUpdate, *, drafted: bool) -> bool:
    """ "What if Feldman says no in the end": the case without that letter, and who comes then.

    Behind a text, "if she says no, what do I answer" is of that text.
    """
    if drafted and not letters_named(text, update):
        return False
    weighed = update.case.get("targets") and update.case.get("letters") and not orders_text(text)
    return bool(weighed) and has_cue("if_refused", text) and len(letters_meant(text, update)) == 1


def _by_rules(
    text: str, meant: Understanding, update: CaseUpdate | None, known: Situation | None, searcher: Searcher, *,
    begun: bool, drafted: bool,
) -> Asked:
    meant = plainly(text, counselled(text, meant, update, searcher))
    if update and known and meant.topic and meant.topic.supposed and update.added:
        update = without_letters(update, known)
    if begun and not (update and update.changes):
        meant = remark(text, meant)
    if update and known and update.case.get("letters") and (matter := asked_of_one(text, meant, update)):
        return *matter, update
    if update and known and meant.act not in _NEVER_OWN and not meant.topic and has_cue("bare_steps", text):
        return None, Understanding("tell", of_letters=True, only_asks=True, asked="week"), update
    if update and known and meant.act not in _NEVER_OWN and (
        when := asked_in_time(text, update, known.today) or asked_when(text, update)
    ):
        return when, Understanding("tell", of_letters=True, only_asks=True), update
    if update and known and meant.act not in _NEVER_OWN and _supposes_a_no(text, update, drafted=drafted):
        return OwnAsk("enough"), Understanding("tell", of_letters=True, only_asks=True), update
    if update is None or known is None or meant.topic:
        return None, meant, update
    return own_question(text, meant, update, searcher, partial(read_update, situation=known))


def _heard(
    kind: str, text: str, meant: Understanding, update: CaseUpdate, known: Situation, searcher: Searcher
) -> Asked | None:
    """The message as the learned reading has it; None where the case, or something else in it, does not allow that."""
    if update.programs or meant.act in _GRAVE or not is_open(text, _weighable(text, meant), searcher):
        return None
    told = Understanding("tell", of_letters=True, only_asks=True)
    if kind == "read_back":
        return None, Understanding("talk", kind=READ_BACK, only_asks=True), update
    letters = letters_meant(text, update)
    if kind == LOOK or (kind == "when" and not has_cue("of_a_person", text)):
        letters = _asked_about(text, update)
        kind = kind if letters else LOOK
    if kind == "when" and letters:
        return OwnAsk("when", letters), told, update
    if kind == "chase" and not all(_may_be_reminded(update.case, letter) for letter in letters):
        kind = "swap"  # "he sounded unwilling, ask again or not?": no reminder, but whether to keep him
    if kind == "chase" and not letters and not _is_awaited(update.case):
        return None
    if kind in _TOPICS:
        topic = topic_named(_TOPICS[kind])
        return None, replace(told, act="ask", queries=(topic.question,), topic=topic, of_letters=False), update
    if not update.case.get("targets"):  # nothing can be weighed: the guide says what it has
        unknown = meant.act in {"abstain", "clarify"} and kind in _UNWEIGHED
        query = guide_question(_UNWEIGHED.get(kind, "own_set"))
        return (None, Understanding("ask", (query,), of_letters=True, one_situation=True), update) if unknown else None
    if kind == LOOK and len(letters) == 1:
        kind = "verdict"
    if kind in {"who_next", LOOK} or (kind == "compare" and len(letters) != PAIR):
        return None, told, update  # ranked writers, what is missing and what comes next: the whole advice
    if kind == "week":
        return None, replace(told, asked=kind), update
    own = _own(kind, letters, text, update)
    tells = partial(read_update, situation=known)
    return (own, told, _settled(own, update, tells)) if own else None


def _asked_about(text: str, update: CaseUpdate) -> tuple[str, ...]:
    """The letters that the question in a message names, or means by what it tells: "can i use her letter"."""
    asked = " ".join(part for part in sentences(text) if asks(part))
    added = update.added
    one = len(added) == 1 and has_cue("pronoun_of_one", asked)
    person = has_cue("of_a_person_spoken", asked) and not _MANNER.search(asked)
    spoken = letter_spoken_of("", update) if person else ""
    if named := letters_named(asked, update) or (added if one else (spoken,) if spoken else ()):
        return named
    told = letters_named(text, update)  # "I met Rao three times, she signs for everyone. a good idea?"
    return told if len(told) == 1 and not update.changes else ()


def _weighable(text: str, meant: Understanding) -> Understanding:
    """The message as it is weighed whether it may be answered from the case: a worry is no wish, a wait no forecast.

    "He charged me for the rotation, is it a problem?" presses nobody, and "enough, or wait a season?" asks no chances.
    """
    single = replace(meant, act="ask" if meant.act == "talk" else meant.act, queries=meant.queries[:1])
    if single.kind == "chances" and not has_cue("forecast", text):
        single = replace(single, kind="")
    wished = requests(text) or any(forbidden_wish(text, honest=honest) for honest in (True, False))
    if single.act == "decline" and single.kind in WORRIES and asks(text) and not wished:
        single = replace(single, act="ask", kind="")
    return single


def _may_be_reminded(case: Mapping[str, Any], letter: str) -> bool:
    """Whether a writer's silence is a matter of reminders: not of one who hesitated, said no or is done."""
    held = letter_of(case, letter)
    return held.get("attitude") != "hesitant" and held.get("status") not in {"declined", "uploaded"}


def _is_undated(update: CaseUpdate) -> bool:
    """Whether no year of application is known, so that nothing can be late by it."""
    return not {"application_year", "deadline"} & update.case.keys()


def _is_awaited(case: Mapping[str, Any]) -> bool:
    """Whether some letter was asked for or promised and is not there yet."""
    return any(item.get("status") in {"asked", "agreed"} for item in case["letters"])


def _own(kind: str, letters: tuple[str, ...], text: str, update: CaseUpdate) -> OwnAsk | None:
    if kind in ONE and not letters and (spoken := letter_spoken_of(text, update)):
        letters = (spoken,)
    if kind in ONE and len(letters) == 1:
        return replace(OwnAsk(ONE[kind], letters), seeks_other=kind == "swap")
    if kind == "compare" and len(letters) == PAIR:
        return OwnAsk("compare", letters)
    if kind in _WHOLE and (kind not in _AMONG or len(update.case["letters"]) > 1):
        return own_of_kind(_WHOLE[kind], text, update)
    flag = _flag(update.case) if kind == "flag" else None
    return own_of_kind(flag, text, update) if flag else None


def _flag(case: Mapping[str, Any]) -> Kind | None:
    """What of the applicant a letter may soften, where the case holds it."""
    if case.get("exam_failures") or case.get("low_score"):
        return "exam"
    return "gap" if case.get("clinical_gap_months") else None


def _settled(own: OwnAsk, update: CaseUpdate, tells: Callable[[str], CaseUpdate]) -> CaseUpdate:
    """ "Which 4 for FM" tells nothing and leaves nothing open."""
    of_fields = all(change.field == "targets" for change in update.changes)
    return tells("") if own.kind == "set" and update.changes and of_fields else update
