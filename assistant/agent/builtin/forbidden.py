"""Wishes that are declined whatever else the message says: read from knowledge/lexicon/forbidden.yaml.

A single word gives no such wish away: a threat is a text that is ordered, something held against its reader, and a
condition. So a rule holds where the message has each of its signs and none of its excuses.
"""

from __future__ import annotations

from functools import lru_cache

from assistant.agent.builtin.signs import clauses_of, read_rules

_FILE, _HONEST = "forbidden", "honest"


@lru_cache(maxsize=256)
def forbidden_wish(text: str, *, honest: bool) -> str:
    """The kind of refusal that a message calls for, or "".

    Args:
        text: the message.
        honest: of wishes in whose place something honest can be written; else of those that are declined outright.
    """
    plain = clauses_of(text)
    return next((r.kind for r in read_rules(_FILE) if (_HONEST in r.flags) == honest and r.holds(plain)), "")
