""""Who should I ask?", "is that enough?", "send all, or replace one?": what is asked of letters that were told.

Where a specialty is known, the audit answers. Until then the guide's own order of writers, or its numbers, lead the
answer, then what it says of the letters told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from assistant.agent.builtin.cues import has_cue
from assistant.agent.builtin.forbidden import forbidden_wish
from assistant.agent.builtin.parts import Told, asks, clauses, is_question, requests, sentences
from assistant.agent.builtin.topics import (
    REMINDING,
    Topic,
    lies_elsewhere,
    only_asks,
    reason_of,
    topic_gone_on,
    topic_of,
)
from assistant.agent.builtin.understand import CLEAR_CLAUSE, MOST_QUESTIONS, SURELY_DECLINED, Understanding
from assistant.casebook import CaseUpdate
from assistant.places import data_root
from assistant.retrieval.normalise import normalise
from assistant.retrieval.search import Searcher
from assistant.yamlfile import read_yaml

_FILE = Path("knowledge") / "lexicon" / "counsel.yaml"
FEW = 2  # letters told in the message from which a question that says little by itself is about them
LITTLE = 8  # words of such a question at most
_OPEN = {"ask", "abstain", "clarify", "tell"}
_OF_WRITING = "ghostwrite"  # what a worry about a writer who wants a draft resembles
_MILD = {"pressure", "waived_view", "sign_or_alter"}  # kinds of refusals that an honest worry resembles


def counselled(text: str, meant: Understanding, update: CaseUpdate | None, searcher: Searcher) -> Understanding:
    """The same message understood, as a question about the letters where it is one.

    What must be declined, a forecast and several questions stay as they are.
    """
    if update is None or meant.topic or not update.case.get("letters") or not is_open(text, meant, searcher):
        return meant
    told = Told.by(update)
    known = len(update.added)
    leans = known >= FEW and _leans(text, told, searcher)
    if update.case.get("targets"):
        return replace(meant, act="tell", kind="", queries=(), of_letters=True) if leans else meant
    asked = [question for cue, question in _questions("of_letters").items() if has_cue(cue, text)]
    if not asked and not leans:
        return meant
    queries = (*(asked or _questions("of_letters").values()), *_letters_told(text, told, searcher))[:MOST_QUESTIONS]
    return replace(meant, act="ask", kind="", queries=queries, one_situation=True, root="")


def is_open(text: str, meant: Understanding, searcher: Searcher) -> bool:
    """Whether nothing forbids to read the message so: what only resembles a forbidden wish does not."""
    if meant.act == "decline":
        mild = searcher.assess(text).declined < SURELY_DECLINED or (meant.kind == _OF_WRITING and _is_written(text))
        return meant.kind != "injection" and mild and not _is_wished(text)
    several = len(meant.queries) > 1 and not meant.one_situation
    return meant.act in _OPEN and meant.kind != "chances" and not several


def _leans(text: str, told: Told, searcher: Searcher) -> bool:
    """Whether what is asked says too little by itself for any fact to answer it: it is about the letters told."""
    parts = [c for s in sentences(text) for c in clauses(s) if is_question(c)]
    asked = " ".join(parts or [s for s in sentences(text) if asks(s)])
    return 0 < len(normalise(asked).split()) <= LITTLE and not searcher.assess(told.masked(asked)).is_inside


def _is_wished(text: str) -> bool:
    """Whether a message plainly wishes for something, or for what is forbidden by its own words."""
    wished = any(requests(part) and not is_question(part) for part in sentences(text))
    return wished or any(forbidden_wish(text, honest=honest) for honest in (True, False))


def _is_written(text: str) -> bool:
    """ "He wrote it already, one paragraph. use or not?": a letter that is there is weighed, none is wished for."""
    return has_cue("letter_written", text) and any(has_cue("own_verdict", part) for part in sentences(text))


@lru_cache(maxsize=4)
def _questions(group: str) -> dict[str, str]:
    return {cue: node.text() for cue, node in read_yaml(data_root() / _FILE)[group].items()}


def guide_question(cue: str) -> str:
    """What the guide is asked in place of a question about letters that no audit can weigh yet."""
    return _questions("unweighed")[cue]


def plainly(text: str, meant: Understanding) -> Understanding:
    """ "yog 2018 problem?": a worry for which the guide has a word, in words that it answers.

    A message that the guide answers as it stands, or that must be declined, stays as it is.
    """
    if meant.act not in _OPEN - {"ask"} | {"talk"} or not asks(text):
        return meant
    queries = tuple(question for cue, question in _questions("worries").items() if has_cue(cue, text))
    return Understanding("ask", queries) if queries else meant


def _letters_told(text: str, told: Told, searcher: Searcher) -> tuple[str, ...]:
    """The clauses that tell of a letter and for which the guide plainly has a word."""
    parts = [c for s in sentences(text) for c in clauses(s) if told.of_a_letter(c) and not is_question(c)]
    return tuple(
        part for part in parts
        if (found := searcher.assess(part)).facts and not found.far_outside
        and found.facts[0].similarity >= CLEAR_CLAUSE
    )  # fmt: skip


def on_topic(
    text: str, meant: Understanding, told: Told, said: Sequence[str], *, of_case: bool = False
) -> Understanding:
    """The same message understood, with the facts that answer it where its words alone name its topic.

    Args:
        said: the facts of the answer before, whose reason a bare "why?" asks for.
        of_case: letters are known, so that a topic of plain words is heard too.
    """
    topic = topic_of(text, told, of_case=of_case) or topic_gone_on(text, said)
    if topic and topic.own != REMINDING and meant.act == "abstain" and lies_elsewhere(text, meant.kind):
        topic = None  # a writer who is silent may bear a name that sounds like a program's
    several = len(meant.queries) > 1 and not meant.one_situation
    if topic is not None and topic.firm and _gives_way(text, meant, topic):
        return Understanding("ask", (topic.question,), topic=topic, only_asks=True)
    if meant.act not in _OPEN or meant.kind == "chances" or several:
        return meant
    if reason := reason_of(text, said):
        return replace(meant, act="ask", kind="", queries=meant.queries[-1:], one_situation=False, topic=reason)
    if topic is None:
        return meant
    return replace(
        meant, act="ask", kind="", queries=(topic.question,), one_situation=False, root="", topic=topic,
        only_asks=only_asks(text, told),
    )  # fmt: skip


def _gives_way(text: str, meant: Understanding, topic: Topic) -> bool:
    """Whether what a message resembles gives way to plain words: "will he write strong, without offending him".

    Real distress, a wish to delete, hidden orders and what is forbidden by its own words do not.
    """
    if meant.act == "delete" or meant.kind in {"injection", "language"}:
        return False
    if meant.act == "distress":
        return bool(meant.queries) and not has_cue("crisis", text)
    if meant.act != "decline":
        return True
    mild = meant.kind in _MILD or (topic.told and meant.kind == _OF_WRITING)
    return mild and not _is_wished(text)
