"""Talk about the applicant's own case: what was told, which tools it calls for, and what is still missing."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Any

from assistant.agent.builtin.cues import has_cue
from assistant.agent.builtin.follow_up import bare_specialty
from assistant.agent.builtin.own_letters import OwnAsk, own_unknown
from assistant.agent.builtin.parts import asks
from assistant.agent.builtin.understand import Understanding
from assistant.casebook import CaseUpdate, Question, understand_case
from assistant.casebook.apply import apply_changes
from assistant.casebook.model import letter_path, split_path
from assistant.errors import InputError
from assistant.retrieval.normalise import normalise

MOST_WORDS = 14  # of a message that only tells, although it resembles something else
READ_BACK, CLOSED = "read_back", "closed"  # kinds of a message: the case is to be read back, no text is wanted
_BARE = 2  # words
_LATELY, _OFTEN = 8, 2  # turns in which a question that was asked so many times is not asked again
_JUST, _IN_TIME = 2, ("experience.", "writer.")  # ... and turns after it in which such a one is not asked at all
_ASIDE = frozenset({"injection", CLOSED})
_IDENTITY = ("writer.name", "writer.title")
_SENTENCE = re.compile(r"(?<=[.!?\n])\s+")


_WHO = frozenset({"name", "home_country", "targets", "graduation_year", "application_year"})
_PRESENTED = 3  # of these that present somebody


@dataclass(frozen=True, slots=True)
class CaseTalk:
    """What a message says and asks about the person's own case."""

    update: CaseUpdate
    wants_advice: bool
    wants_plan: bool
    has_question: bool
    goes_on: bool  # a case was known before
    plan_of_own: bool = False  # the plan alone answers: "what do I do this week", "when should I remind him"
    elsewhere: str = ""  # another specialty for which the audit is wished: "and for psychiatry?"
    programs: str = ""  # the list of programs, as CSV, where letters are to be chosen for it
    comforts: bool = False  # told in distress: noted, and nothing is weighed or asked
    of_gaps: bool = False  # "is that enough?": what is missing comes before the ranking
    of_week: bool = False  # "what do I do this week": what is missing stands beside the steps
    soon: bool = False  # ... "first this week": what comes first, not the whole plan
    first: bool = False  # "what is my first step": one step alone
    of_whom: bool = False  # "who next", "whom do I ask first": the writer comes before the ranking
    own: OwnAsk | None = None  # "which 4 should I send": an answer of its own from the audit
    text: str = ""  # the message, where it is one about the own letters
    shows: bool = False  # "show me my letters": all that is noted, and nothing is weighed or asked

    @property
    def is_of_case(self) -> bool:
        """Whether the answer speaks of the case, not of the guide alone."""
        return bool(
            self.shows or self.update.changes or self.update.questions or self.programs or self.calls_then
            or self.wants_advice or self.own
        )

    @property
    def asks_anew(self) -> bool:
        """Whether advice or the plan is asked for, so that what was said some turns ago is said again."""
        return self.wants_advice or self.wants_plan or self.of_week

    @property
    def asks_guide(self) -> bool:
        """Whether the guide is asked too: not for a question that the audit, the plan or the programs answer."""
        own = self.wants_advice or self.plan_of_own or (self.programs and not self.update.programs)
        if self.only_presents:
            return False
        return bool(self.own and self.own.besides) or not (own and self.calls_then)

    @property
    def only_presents(self) -> bool:
        """ "I'm Ioana, Romanian, finished in 2021, applying OB/GYN": who somebody is, and nothing is asked."""
        told = {change.field for change in self.update.changes}
        return not (self.has_question or self.wants_advice) and len(told & _WHO) >= _PRESENTED and told <= _WHO

    @property
    def calls_first(self) -> list[tuple[str, dict[str, Any]]]:
        """The tool calls that must come before the others: they change the case."""
        if not self.update.changes:
            return []
        return [("update_profile", {"changes": [asdict(change) for change in self.update.changes]})]

    @property
    def calls_then(self) -> list[tuple[str, dict[str, Any]]]:
        """The tool calls that read the case as it is then."""
        if self.comforts or self.shows or not self.update.case.get("targets") or not self.update.case.get("letters"):
            return []
        audited = not (self.wants_plan or self.programs) or self.wants_advice or self.of_week or self.update.changes
        programs = self.programs or (self.own.programs(self.update.case) if self.own else "")
        calls: list[tuple[str, dict[str, Any], bool]] = [
            ("audit_letters", {"specialty": self.elsewhere} if self.elsewhere else {}, bool(audited)),
            ("plan_timeline", {}, self.wants_plan),
            ("assign_letters", {"programs": programs}, bool(programs)),
        ]
        return [(name, args) for name, args, wanted in calls if wanted]


@dataclass(frozen=True, slots=True)
class Situation:
    """The case of the conversation when the turn began, and what the last turn left open."""

    case: Mapping[str, Any] = field(default_factory=dict)
    today: date = date.min
    asked: str | None = None
    memory: Mapping[str, Any] = field(default_factory=dict)
    advised: bool = False  # the last turn audited the letters because the person asked for it
    on_case: bool = False  # the last turn was about the case


def read_update(text: str, situation: Situation) -> CaseUpdate:
    """What the message tells of the case. A turn asks for it at each step of the loop; it is worked out once."""
    given = json.dumps([situation.case, situation.memory], sort_keys=True, default=str)
    return _read_update(text, given, situation.today, situation.asked)


@lru_cache(maxsize=64)
def _read_update(text: str, given: str, today: date, asked: str | None) -> CaseUpdate:
    case, memory = json.loads(given)
    return understand_case(text, case, today=today, asked=asked, memory=memory)


def read_case(
    text: str, meant: Understanding, update: CaseUpdate, situation: Situation, own: OwnAsk | None = None
) -> CaseTalk | None:
    """What the message does to the person's own case; None where it is about nothing of it."""
    if meant.act == "distress" and update.changes and not has_cue("crisis", text):
        return CaseTalk(update, False, False, False, bool(situation.case), comforts=True)
    if meant.act in {"distress", "delete"} or meant.kind in _ASIDE:
        return None
    if meant.kind == READ_BACK:
        return CaseTalk(update, False, False, False, bool(situation.case), shows=True)
    if meant.act == "decline" and meant.kind == "invent":
        update = told_truly(text, update, situation.case)
    if own is not None and own.kind in {"when", "in_time"}:
        return CaseTalk(update, own.kind == "in_time", True, True, bool(situation.case), plan_of_own=True, own=own,
                        text=text)
    if own is not None:
        programs = str(update.memory.get("programs", "")) if own.kind == "set" and not own.most else ""
        return CaseTalk(update, True, False, True, bool(situation.case), elsewhere=own.elsewhere(update.case),
                        programs=programs, own=own, text=text)
    known = bool(update.case.get("letters"))
    elsewhere = bare_specialty(text) if known and situation.advised and not update.changes else ""
    # "is that one usable?", right after a letter was told: it says nothing by itself and means the letters.
    hinted = situation.on_case and (meant.act, meant.kind) == ("clarify", "unclear") and asks(text)
    of_week = meant.asked == "week"
    weighed = meant.of_letters and not of_week
    on_topic = meant.topic is not None and meant.topic.firm  # "she is silent, what do you advise" has its answer
    weighed = weighed or (not on_topic and (has_cue("my_advice", text) or has_cue("asks_of_change", text)))
    advice = known and (weighed or hinted or bool(elsewhere))
    first = known and has_cue("first_step", text)
    dated = known and (of_week or first or has_cue("my_plan", text))
    programs = update.programs or (str(update.memory.get("programs", "")) if has_cue("my_programs", text) else "")
    if not (update.changes or update.questions or advice or dated or programs or _answers(text, update, situation)):
        return None
    of_week = dated and (of_week or first or has_cue("my_week", text))
    own_plan = dated and (of_week or _names_a_letter(text, update))
    return CaseTalk(update, advice, dated, asks(text), bool(situation.case), own_plan, elsewhere, programs,
                    of_gaps=has_cue("enough", text), of_week=of_week, first=first,
                    soon=of_week and has_cue("only_soon", text) and not has_cue("whole_plan", text),
                    of_whom=advice and has_cue("asks_whom", text))


def told_truly(text: str, update: CaseUpdate, case: Mapping[str, Any]) -> CaseUpdate:
    """What a message tells beside the wish that something be invented; of that sentence only who is meant."""
    wishes = [piece for piece in _SENTENCE.split(text) if has_cue("made_up", piece)]
    if not wishes:
        return replace(update, changes=(), questions=(), case=dict(case))
    kept = [
        change for change in update.changes
        if change.op == "add_letter" or split_path(change.field)[1] in _IDENTITY
        or not any(change.words in piece for piece in wishes)
    ]  # fmt: skip
    added = [split_path(c.field)[0] for c in kept if c.op == "add_letter"]
    told = {split_path(c.field)[0] for c in kept if split_path(c.field)[1] not in {*_IDENTITY, ""}}
    kept = [c for c in kept if split_path(c.field)[0] not in set(added) - told]  # nobody of whom nothing true is told
    try:
        return replace(update, changes=tuple(kept), case=apply_changes(case, kept))
    except InputError:
        return replace(update, changes=(), questions=(), case=dict(case))


def without_letters(update: CaseUpdate, situation: Situation) -> CaseUpdate:
    """What a message tells of the person alone: stays that are only thought of ("3 weeks or 8?") are no letters."""
    kept = [change for change in update.changes if split_path(change.field)[0] is None]
    before = read_update("", situation)
    try:
        return replace(before, changes=tuple(kept), case=apply_changes(situation.case, kept))
    except InputError:
        return before


def only_a_season(update: CaseUpdate, text: str, *, of_days: bool = False) -> bool:
    """"exact date of the 2027 eras season": a year that belongs to what is asked, not to the person.

    Args:
        of_days: the days of a season are asked for, so that its year is nobody's graduation either.
    """
    about = {change.field for change in update.changes}
    bare = len(normalise(text).split()) <= _BARE  # "2027 September" answers what was asked
    years = {"application_year", "graduation_year"} if of_days else {"application_year"}
    return bool(about) and about <= years and not (bare or has_cue("of_oneself", text))


def only_a_name(update: CaseUpdate) -> bool:
    """ "remind him when", after the own name was asked for: a question is nobody's name."""
    return bool(update.changes) and {change.field for change in update.changes} == {"name"}


def only_of_letters(text: str, update: CaseUpdate) -> bool:
    """ "take Frey out of the list, I won't ask her": a short word about letters, however sad it sounds to a model."""
    about = [split_path(change.field)[0] is not None for change in update.changes]
    return bool(about) and all(about) and not has_cue("crisis", text) and len(normalise(text).split()) <= MOST_WORDS


def only_removes(text: str, update: CaseUpdate) -> bool:
    """"hallam refused so pls delete him": a short word that only takes somebody out of the own list."""
    removes = bool(update.changes) and all(change.op == "remove_letter" for change in update.changes)
    return removes and len(normalise(text).split()) <= MOST_WORDS


def _names_a_letter(text: str, update: CaseUpdate) -> bool:
    """A writer's surname, or "him" and "her"."""
    words = set(normalise(text).split())
    names = (letter.get("writer", {}).get("name", "") for letter in update.case.get("letters") or [])
    return bool(words & {"him", "her", "them"} or any(name and normalise(name).split()[-1] in words for name in names))


def _answers(text: str, update: CaseUpdate, situation: Situation) -> bool:
    """"I don't know" answers the last question, although it changes nothing."""
    return update.is_case_talk and situation.asked is not None and not asks(text)


def to_ask(talk: CaseTalk) -> Question | None:
    """The one question of this turn: an ambiguity first, else the unknown that changes the verdict most.

    A question about the guide that tells something by the way is answered and not turned into an interview.
    """
    letters = any(change.field.startswith("letters[") for change in talk.update.changes)
    by_the_way = talk.has_question or len(talk.update.changes) <= 1
    if talk.asks_guide and by_the_way and not (letters or talk.goes_on):
        return None
    if talk.shows or talk.first:
        return None
    if talk.own:
        return own_unknown(talk.own, talk.update)
    return _undated(talk) or talk.update.next_question


def unless_asked_often(question: Question | None, notes: Sequence[Mapping[str, Any]]) -> Question | None:
    """The question, save one that the person has passed over again and again: this is no interrogation.

    What was done with a writer and where is not asked again right after it was, for it seldom decides the next turn.
    """
    if question is None or question.text_key != "unknown_value":
        return question
    told_in_time = split_path(question.field)[1].startswith(_IN_TIME)
    asked = [note.get("asked") == question.field for note in notes[-_LATELY:]]
    return question if sum(asked) < _OFTEN and not (told_in_time and any(asked[-_JUST:])) else None


def _undated(talk: CaseTalk) -> Question | None:
    """What would date the steps of this week: the year, then how far each letter is."""
    if not talk.of_week:
        return None
    case, given_up = talk.update.case, talk.update.memory.get("unknown") or []
    wanted = [] if {"application_year", "deadline"} & case.keys() else ["application_year"]
    wanted += [letter_path(item["id"], "status") for item in case.get("letters") or [] if "status" not in item]
    return next((Question(path, "unknown_value") for path in wanted if path not in given_up), None)
