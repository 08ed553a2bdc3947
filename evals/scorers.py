"""What makes a reply right. Each scorer is a pure function of a case and a reply."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

from assistant.knowledge import Knowledge
from assistant.reply import Reply
from evals.datasets import Question

FIRST_CITATIONS, MOST_FACTS = 3, 12
_NUMBER = re.compile(r"(?<![\w.\[-])\d+(?:[.,]\d+)*%?")
_LIST_MARK = re.compile(r"\[\d+\]")


def cited(case: Question, reply: Reply) -> bool:
    """The right fact is among the first three citations, and these hold few facts together."""
    return _holds(case, [citation.facts for citation in reply.citations])


def ranked(case: Question, passages: Sequence[Sequence[str]]) -> bool:
    """The same for a bare retrieval: passages in their order, each with its facts."""
    return _holds(case, passages)


def _holds(case: Question, groups: Sequence[Sequence[str]]) -> bool:
    first = [fact for group in groups[:FIRST_CITATIONS] for fact in group]
    return len(first) <= MOST_FACTS and not {case.fact, *case.also}.isdisjoint(first)


def says(case: Question, reply: Reply) -> bool:
    """The answer's text holds what a right answer must say."""
    return all(re.search(pattern, reply.answer, re.IGNORECASE) for pattern in case.says)


def invented_figures(reply: Reply, knowledge: Knowledge, asked: str) -> list[str]:
    """Numbers in the answer that neither its citations, its tools' results, a help line nor the question hold."""
    sources = [citation.quote for citation in reply.citations]
    sources += [f"{citation.season} {citation.source}" for citation in reply.citations]
    # What the tools of the turn found is counted or dated by rules, and the result is part of the reply.
    sources += [json.dumps(tool.result, ensure_ascii=False) for tool in reply.tools]
    held = set(_NUMBER.findall(" ".join([*sources, asked, "988"])))
    spoken = _NUMBER.findall(_LIST_MARK.sub(" ", reply.answer))
    return [number for number in spoken if number not in held]


def quotes_hold(reply: Reply, knowledge: Knowledge) -> bool:
    """Every quotation stands in the knowledge files, and markers and citations belong together."""
    texts = [p.text for p in knowledge.passages.values()]
    texts += [r.decision for r in knowledge.rulings.values()] + [o.statement for o in knowledge.official.values()]
    markers = {int(n) for n in re.findall(r"\[(\d+)\]", reply.answer)}
    return markers == {c.n for c in reply.citations} and all(
        any(citation.quote in text for text in texts) for citation in reply.citations if citation.layer != "yours"
    )


def wilson(right: int, total: int) -> tuple[float, float]:
    """The 95 % interval of a share."""
    if not total:
        return 0.0, 1.0
    z, share = 1.96, right / total
    middle = (share + z * z / (2 * total)) / (1 + z * z / total)
    half = z / (1 + z * z / total) * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    return max(0.0, middle - half), min(1.0, middle + half)


def turn_right(turn: Mapping[str, Any], reply: Reply) -> bool:
    """Whether a turn of a conversation brought what its data wants (explained at the head of conversations.yaml)."""
    facts = {fact for citation in reply.citations for fact in citation.facts}
    groups = [turn["cites"]] if turn.get("cites") else turn.get("cites_all", [])
    return (
        reply.status in turn["status"]
        and all(not facts.isdisjoint(group) for group in groups)
        and re.search(turn.get("must", ""), reply.answer, re.IGNORECASE) is not None
        and not ("never" in turn and re.search(turn["never"], reply.answer, re.IGNORECASE))
    )
