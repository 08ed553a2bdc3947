"""A letter's line in the ranking, as talk has it: who, where it stands with the writer, and why it stands there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.agent.builtin.case_steps import case_texts
from assistant.agent.builtin.own_open import if_known, is_far
from assistant.agent.builtin.own_order import FAR, STRANGER, UNMET, UNPLACED, talk_tier, weakness

_STRONG = "supportive"
_OF_RESEARCH = "LESS-2"


def standing_of(letter: Mapping[str, Any]) -> str:
    """ "has agreed, to a strong letter": where it stands with the writer; empty while nobody was asked."""
    texts, status = case_texts()["standing"], str(letter.get("status"))
    warm = letter.get("attitude") == _STRONG and status == "agreed"
    return texts["strong" if warm else status].text() if status in texts else ""


def place_of(entry: Mapping[str, Any], letter: Mapping[str, Any], report: Mapping[str, Any]) -> dict[str, str]:
    """ "US faculty in your specialty, yet from an observership", with its facts; of an open letter what it may be."""
    tier, weak, reasons = talk_tier(entry, letter), weakness(entry, letter), entry["reasons"]
    texts = case_texts()
    why, facts = texts["tiers"][tier].text(), reasons[:2] if tier == entry["tier_name"] else [_OF_RESEARCH]
    if tier == UNPLACED and weak in {UNMET, STRANGER}:
        tier, why = UNMET, texts[weak].text()
        facts = [texts["weak"][STRANGER]["fact"].text()]
    elif tier == UNPLACED and is_far(letter, report):
        tier, why = FAR, texts["far"].text()
    elif tier == UNPLACED and (worth := if_known(letter, report)):
        why, facts = texts["open"].text().format(worth=worth), []
    elif weak:
        node = texts["weak"][weak]
        why, facts = node["words"].text().format(why=why), [*reasons[:1], node["fact"].text()]
    return {"why": why, "facts": "".join(f"[[{fact}]]" for fact in dict.fromkeys(facts)), "weak": weak,
            "tier": tier, "open": "yes" if tier == UNPLACED else ""}


def whom_words(rows: Sequence[Mapping[str, str]], askable: Sequence[str], case: Mapping[str, Any]) -> str:
    """ "The next to ask is Dr. Lee": the best of those who may be asked; else that nobody is left."""
    texts = case_texts()["whom"]
    row = next((row for row in rows if row["letter"] in askable), None)
    if row is None:
        return texts["nobody"].text()
    letter = next(letter for letter in case["letters"] if letter["id"] == row["letter"])
    place = " ".join(filter(None, [row["why"], row["facts"]]))
    return texts["ask" if "status" in letter else "unless"].text().format(who=row["who"], place=place)
