"""From results to words: the direct answer first, then what supports it, then the sensible next step."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from assistant.agent.builtin.cues import has_cue
from assistant.agent.builtin.stance import opening
from assistant.agent.builtin.topics import COUNTED, Topic
from assistant.knowledge import Knowledge, load_knowledge
from assistant.period import period_in_words
from assistant.places import data_root
from assistant.templates import render
from assistant.yamlfile import Node, read_yaml

# A fact is said when its similarity comes this close to the best one's.
CLOSE_SECOND, CLOSE_SUPPORT = 0.06, 0.22
MOST_SENTENCES = 4  # of one answer, the direct one included; two for each of several questions
# What the next step of a passage asks for, by the field of the case that holds it.
_ASKED_FOR = {"letters": "step_asks_letters", "application_year": "step_asks_year"}
SURE = 0.75  # similarity from which the best fact needs little company


@lru_cache(maxsize=1)
def _replies() -> Node:
    return read_yaml(data_root() / "prompts" / "answers" / "replies.yaml")


def fixed(group: str, kind: str = "") -> str:
    """A fixed reply of prompts/answers/replies.yaml."""
    node = _replies()[group]
    return node[kind].text() if kind else node.text()


def word_search(
    results: Sequence[str], queries: Sequence[str], knowledge: Knowledge, one_situation: bool = False,
    declined: bool = False, case: Mapping[str, Any] | None = None,
) -> str:
    """The answer from the results of `search_guide`, one a query, with `[[ID]]` behind each sentence.

    Empty where no result holds anything. No next step asks for what the case holds.
    """
    found = [(query, json.loads(result)["passages"]) for query, result in zip(queries, results, strict=True)]
    known = [(query, passages) for query, passages in found if passages]
    if not known:
        return ""
    said: set[str] = set()
    if one_situation:
        parts = [_situation_part([passages for _, passages in known], said)]
    else:
        several = len(found) > 1
        parts = [_part(query, passages, several, said) for query, passages in known]
    return render(
        "answers/answer.j2", parts=[part for part in parts if part["direct"]],
        uncovered=fixed("uncovered") if len(known) < len(found) else "",
        next_step="" if declined else _next_step(known[0][1], knowledge, case or {}),
    )


def word_topic(topic: Topic, text: str, knowledge: Knowledge, today: date, dates: Sequence[str] = ()) -> str:
    """The answer to a question that is known by its words: the first words, the own dates, and the facts."""
    held = [fact for fact in topic.facts if not any(f"[[{fact}]]" in line for line in dates)]
    lines = [_sentence(*_as_found(fact, knowledge, today)) for fact in held]
    if lines and not dates:
        lines[0] = " ".join(filter(None, [topic.say or opening(text, topic.facts[0]), lines[0]]))
    said = [topic.say] if topic.say and (dates or not lines) else []
    if topic.own in COUNTED and dates:  # the guide's number first, then what one has of it
        said, lines = lines[:1], lines[1:]
    first, *rest = [*said, *dates, *lines]
    part = {"heading": "", "direct": first, "support": rest, "note": ""}
    return render("answers/answer.j2", parts=[part], uncovered="", next_step="")


def said_fact(fact: str, today: date) -> str:
    """A fact as an answer says it, a dated one with its season and source, and its `[[ID]]`."""
    return _sentence(*_as_found(fact, load_knowledge(), today))


def _as_found(fact: str, knowledge: Knowledge, today: date) -> tuple[dict[str, Any], dict[str, Any]]:
    """A fact as a search would give it, with what holds it."""
    official = knowledge.official.get(fact)
    held = {"layer": "guide"} if official is None else {
        "layer": "official", "stale": official.stale(today), "season": official.season, "source": official.source,
    }  # fmt: skip
    return {"id": fact, "text": knowledge.quote(fact)}, held


def _part(query: str, passages: Sequence[Mapping[str, Any]], several: bool, said: set[str]) -> dict[str, Any]:
    ranked = _ranked(passages)
    best = ranked[0][0]["similarity"]
    most = 2 if several else MOST_SENTENCES
    reach = CLOSE_SUPPORT if best < SURE else CLOSE_SUPPORT / 2
    chosen = [pair for pair in ranked if pair[0]["similarity"] >= best - reach][:most]
    chosen = chosen[:1] + [pair for pair in chosen[1:] if not _is_past(pair, ranked[0])]
    if len(chosen) == 1 and not several:  # one more sentence of the same passage supports it
        chosen += [pair for pair in ranked[1:] if pair[1]["id"] == ranked[0][1]["id"]][:1]
    chosen = [pair for pair in chosen if pair[0]["id"] not in said]
    said.update(pair[0]["id"] for pair in chosen)
    lines = [_sentence(*pair) for pair in chosen]
    if chosen and chosen[0] is ranked[0]:
        lines[0] = " ".join(filter(None, [opening(query, str(ranked[0][0]["id"])), lines[0]]))
    split = 1
    if len(chosen) > 1 and chosen[1][0]["similarity"] >= best - CLOSE_SECOND and chosen[0][1] is chosen[1][1]:
        split = 2
    return {
        "heading": _heading(query) if several else "", "direct": " ".join(lines[:split]),
        "support": lines[split:], "note": "",
    }  # fmt: skip


def _is_past(
    pair: tuple[Mapping[str, Any], Mapping[str, Any]], best: tuple[Mapping[str, Any], Mapping[str, Any]]
) -> bool:
    """Whether a sentence of a past season would stand beside a dated answer that holds today."""
    return bool(pair[1]["stale"]) and best[1]["layer"] == "official" and not best[1]["stale"]


def _situation_part(found: Sequence[Sequence[Mapping[str, Any]]], said: set[str]) -> dict[str, Any]:
    """One answer: the question's own fact first, then what bears on each circumstance."""
    lines = []
    for number, passages in enumerate(found):
        fresh = [pair for pair in _ranked(passages) if pair[0]["id"] not in said][: 1 if number else 2]
        fresh = [pair for pair in fresh if pair[0]["similarity"] >= fresh[0][0]["similarity"] - CLOSE_SECOND]
        said.update(fact["id"] for fact, _ in fresh)
        lines += [_sentence(fact, passage) for fact, passage in fresh]
    return {"heading": "", "direct": lines[0], "support": lines[1:], "note": ""}


def _ranked(passages: Sequence[Mapping[str, Any]]) -> list[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    pairs = ((fact, passage) for passage in passages for fact in passage["facts"])
    return sorted(pairs, key=lambda pair: (-pair[0]["similarity"], pair[0]["id"]))


def _sentence(fact: Mapping[str, Any], passage: Mapping[str, Any]) -> str:
    text = str(fact["text"])
    if passage["layer"] == "official":
        text = render(
            "answers/official.j2", stale=passage["stale"], period=period_in_words(passage["season"]),
            season=passage["season"], source=passage["source"], statement=text,
        )
    elif str(fact["id"]).startswith("RULING"):
        text = render("answers/ruling.j2", decision=text)
    return f"{text} [[{fact['id']}]]"


def _heading(query: str) -> str:
    """The question itself as a heading, without anything that Markdown or HTML would read."""
    plain = "".join(c for c in " ".join(query.split()) if c.isalnum() or c in " ?',.-/")
    return plain if len(plain) <= 90 else plain[:87].rsplit(" ", 1)[0] + "..."


def _next_step(passages: Sequence[Mapping[str, Any]], knowledge: Knowledge, case: Mapping[str, Any]) -> str:
    first = knowledge.passages.get(str(passages[0]["id"]))
    step = first.next_step if first else ""
    return "" if any(case.get(field) and has_cue(cue, step) for field, cue in _ASKED_FOR.items()) else step
