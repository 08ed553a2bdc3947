"""Questions that are known by their words, whatever the search makes of them: which facts answer them, and what of the
applicant's own dates belongs to the answer. And the reason of an answer, for a bare "why?".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.agent.builtin.cues import has_cue
from assistant.agent.builtin.parts import Told, asks, masked_titles
from assistant.domain.vocabulary import find_country
from assistant.knowledge import load_knowledge
from assistant.patterns import compile_any
from assistant.places import data_root
from assistant.retrieval.normalise import normalise, spelled_out
from assistant.retrieval.season import named_seasons
from assistant.yamlfile import Node, read_yaml

_TOPICS = Path("knowledge") / "lexicon" / "topics.yaml"
# Topics in words so plain that they go first, in this order.
_FIRM = tuple(
    Path("knowledge") / "lexicon" / f"topics_{name}.yaml" for name in ("letter", "plain", "general", "common")
)
_BEYOND = Path("knowledge") / "lexicon" / "topics_beyond.yaml"
_REASONS = Path("knowledge") / "lexicon" / "reasons.yaml"
_NEVER = re.compile(r"(?!)")
_SUPPOSES = re.compile(r"^(?:(?:and|but|so|ok|okay|then) )*(?:what )?if\b|\bwhen$")
COUNTED = frozenset({"us_clinical", "in_specialty"})  # `own` of topics beside whose number the own letters are counted
REMINDING = "silence"  # `own` of the topic whose dates are the plan's reminders
_HOME, _ANY = "US", "any"
_FOREIGN = "homeland"
_OF_A_PROGRAM, _ELSEWHERE = "program_specific", {"off_topic", "residency_other"}  # kinds of messages outside the guide
MOST_WORDS = 30  # of a message that asks one thing
_GOES_ON = 14  # ... and of one that goes on with the answer before
MOST_FIRM = 45  # ... in words so plain that what is told beside them changes nothing
# What stands beside "why" and adds nothing: "why is that so".
_WHY = frozenset("and but so ok okay then why not how come what for is are the reason that this it exactly".split())
WHY_WORDS = 5


@dataclass(frozen=True, slots=True)
class Topic:
    """What is said to a question: `say` first, then the facts in order. `own` names the dates that belong to it.

    `fitted` holds what is said and cited instead where a case has that target. `firm` where its words are so plain that
    what the message resembles besides does not go before them; `told` where it is heard without a question too: "he
    says he submitted it, and ERAS shows nothing". `supposed` where its stays are only thought of: "3 weeks there
    or 8 weeks here, which is better".
    """

    question: str
    facts: tuple[str, ...]
    say: str = ""
    own: str = ""
    fitted: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    firm: bool = False
    told: bool = False
    supposed: bool = False

    def for_target(self, case: Mapping[str, Any]) -> Topic:
        """The topic as the primary target of a case has it: "do i need a sloe" of one who applies to that field."""
        target = next(iter(case.get("targets") or ()), None)
        held = {name: (say, facts) for name, say, facts in self.fitted}
        if target is None or not {target, _ANY} & held.keys():
            return self
        say, facts = held.get(target) or held[_ANY]
        return replace(self, say=say, facts=facts)


@dataclass(frozen=True, slots=True)
class _Entry:
    topic: Topic
    when: re.Pattern[str]
    unless: re.Pattern[str]
    no_text: re.Pattern[str]
    goes_on: re.Pattern[str]  # what a bare question behind its answer says: "and what should i say to him"
    always: bool  # heard also where no letters are known

    def is_heard(self, words: int, *, of_case: bool, asked: bool) -> bool:
        """Whether a message of so many words may be of this topic."""
        if not (asked or self.topic.told):
            return False
        return self.always or (of_case if self.topic.firm else words <= MOST_WORDS)


def topic_of(text: str, told: Told, *, of_case: bool = False) -> Topic | None:
    """The topic of a question, such as "cole still silent, should i drop him"; None where its words name none.

    Args:
        of_case: letters are known, so that the topics of plain words are heard too.
    """
    found = _entry(text, told, of_case=of_case)
    return found.topic if found else None


@lru_cache(maxsize=8)
def topic_named(name: str) -> Topic:
    """The topic of a name in topics.yaml."""
    return _read(read_yaml(data_root() / _TOPICS)[name]).topic


def only_asks(text: str, told: Told) -> bool:
    """Whether a question about a writer's silence orders no text: "and if he still has not uploaded by august"."""
    found = _entry(text, told)
    return found is not None and any(found.no_text.search(reading) for reading in _readings(text, told))


def _entry(text: str, told: Told, *, of_case: bool = False) -> _Entry | None:
    readings = _readings(text, told)
    length = len(readings[0].split())
    if length > MOST_FIRM:
        return None
    if any(map(_pattern("beyond").search, readings)):
        return None
    asked = asks(text) or any(map(_SUPPOSES.search, readings))
    return next(
        (
            entry for entry in _entries()
            if entry.is_heard(length, of_case=of_case, asked=asked)
            and any(entry.when.search(reading) and not entry.unless.search(reading) for reading in readings)
        ),
        None,
    )  # fmt: skip


def _readings(text: str, told: Told) -> tuple[str, ...]:
    masked = masked_titles(told.masked(text))
    return tuple(dict.fromkeys(_abroad(reading) for reading in (normalise(masked), spelled_out(masked))))


@lru_cache(maxsize=512)
def _abroad(plain: str) -> str:
    """ "iran letters", "from iran" as "homeland letters", "from homeland": which country says nothing to the guide."""
    return re.sub(r"(?<=\bfrom )[a-z]{4,}\b|\b[a-z]{4,}(?= (?:letters?|lors?|recommendations?)\b)", _foreign, plain)


def _foreign(found: re.Match[str]) -> str:
    return _FOREIGN if find_country(found[0]) not in {None, _HOME} else found[0]


def topic_gone_on(text: str, said: Sequence[str]) -> Topic | None:
    """The topic of the answer before, where a short question goes on with it: "is that ok? what should i say to him".

    Args:
        said: the facts of that answer.
    """
    plain = normalise(text)
    if not said or len(plain.split()) > _GOES_ON:
        return None
    found = (entry.topic for entry in _entries() if entry.goes_on.search(plain))
    return next((topic for topic in found if topic.facts[:1] == (said[0],)), None)


def reason_of(text: str, said: Sequence[str]) -> Topic | None:
    """What gives the reason of the facts that were said last; None where the message is no bare "why?"."""
    words = normalise(text).split()
    if not said or not has_cue("why", text) or len(words) > WHY_WORDS:
        return None
    knowledge = load_knowledge()
    quoted = set(normalise(" ".join(knowledge.quote(fact) for fact in said)).split())
    if any(word not in _WHY | quoted for word in words):
        return None
    known = _reasons()
    for fact in said:
        if fact in knowledge.rulings:
            ruling = knowledge.rulings[fact]
            return Topic(text, (), f"{ruling.why} [[{fact}]]")
        if fact in known:
            return Topic(text, known[fact])
    return None


def unknown_season(text: str) -> bool:
    """Whether the season that a message names lies beyond all whose dates are held."""
    named = named_seasons(text)
    held = max(year for fact in load_knowledge().official.values() for year in fact.seasons)
    return bool(named) and min(named) > held


def lies_elsewhere(text: str, kind: str) -> bool:
    """Whether a question that the search takes for one of `kind` is none of letters: "my school ignores my e-mails"."""
    return kind == _OF_A_PROGRAM or (kind in _ELSEWHERE and not _pattern("of_letters").search(normalise(text)))


@lru_cache(maxsize=2)
def _pattern(name: str) -> re.Pattern[str]:
    """Of topics_beyond.yaml: `beyond` holds of "can I sue him for a letter that he promised"."""
    return compile_any(read_yaml(data_root() / _BEYOND)[name], any_case=False)


@lru_cache(maxsize=1)
def _entries() -> tuple[_Entry, ...]:
    plain = [_read(node, firm=True) for file in _FIRM for _, node in read_yaml(data_root() / file).items()]
    return (*plain, *(_read(node) for _, node in read_yaml(data_root() / _TOPICS).items()))


def _read(node: Node, *, firm: bool = False) -> _Entry:
    topic = Topic(
        node["question"].text(), tuple(node["facts"].strings()), node["say"].text() if "say" in node else "",
        node["own"].text() if "own" in node else "", tuple(_fitted(node["for"])) if "for" in node else (),
        firm, "told" in node, "supposed" in node,
    )  # fmt: skip
    when, unless, no_text, goes_on = (
        compile_any(node[name], any_case=False) if name in node else _NEVER
        for name in ("when", "unless", "no_text", "goes_on")
    )
    return _Entry(topic, when, unless, no_text, goes_on, "always" in node)


def _fitted(node: Node) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for target, held in node.items():
        yield target, held["say"].text(), tuple(held["facts"].strings())


@lru_cache(maxsize=1)
def _reasons() -> Mapping[str, tuple[str, ...]]:
    return {fact: tuple(node.strings()) for fact, node in read_yaml(data_root() / _REASONS).items()}
