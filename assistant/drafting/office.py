"""A note of its own to a writer's secretary or office: what is asked or told there as sentences, and the greeting."""

from __future__ import annotations

import re

from assistant.drafting.wording import as_sentence, salutation_name

_ASKS = re.compile(r"(?:if|whether|how|when|what|which|where|who|why)\b", re.IGNORECASE)
_THAT = re.compile(r"^that (?=\w)")
_COURTESY = re.compile(r"^(mr|mrs|ms)\b\.?", re.IGNORECASE)
_BETWEEN = "; "


def office_sentences(said: str) -> list[str]:
    """ "If she is away; that I am in Prague" as two sentences: a question, and what is told."""
    return [_sentence(part) for part in said.split(_BETWEEN) if part]


def _sentence(part: str) -> str:
    if part.endswith("?"):
        return part[:1].upper() + part[1:]
    if _ASKS.match(part):
        return f"Could you please tell me {part[:1].lower()}{part[1:]}?"
    told = _THAT.sub("", part)
    return as_sentence(told[:1].upper() + told[1:])


def staff_greeted(name: str | None) -> str | None:
    """ "Mrs Donna Pruitt" as one greets her: Mrs. Pruitt. A name without such a title stays whole."""
    if not name or not (found := _COURTESY.match(name)):
        return name
    return _COURTESY.sub(f"{found[1].capitalize()}.", salutation_name(name, None, doctor=False))
