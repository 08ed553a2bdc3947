"""A message taken apart before something of it is mentioned in a text: "good. can you add my AAMC ID is 1522" is an
opener, an order and a number; "no mention of visa" rules out, and a day by which something is needed is no memory."""

from __future__ import annotations

import re

from assistant.agent.builtin.draft_cues import raw_has, raw_pattern
from assistant.agent.builtin.draft_typed import in_plain_orders

_CLAUSE = re.compile(r"(?:that )?(?:I|he|she|we|you|they|my|it)\b", re.IGNORECASE)
_NUMBERED = {"letter": "the ERAS Letter ID", "eras letter": "the ERAS Letter ID"}
_PROMISED = re.compile(r"\b(?:I|we)(?: will|['’]?ll| can| shall| would| want to| promise to)\s*$", re.IGNORECASE)
_LEFT = re.compile(r"(?:that|and|also|the|my|,|;|\s)*", re.IGNORECASE)


def freed(raw: str) -> str:
    """The message without its opener, with a plain order, and without what it rules out.

    "Perfect but I want she knows I like clinics, and no mention of visa" is "mention that I like clinics".
    """
    words = raw_pattern("opener").sub("", raw_pattern("taken_back").sub("", raw))
    words = with_plain_orders(in_plain_orders(words))
    words = raw_pattern("wants_order").sub("", words)
    words = raw_pattern("title_of_nobody").sub("", words)
    return raw_pattern("ruled_away").sub("", words)


def with_plain_orders(words: str) -> str:
    """ "I want she knows I passed" is "mention that I passed", "let him know about my gap" "mention my gap"."""
    return raw_pattern("wants_known").sub(_plain_order, words)


def _plain_order(found: re.Match[str]) -> str:
    if _PROMISED.search(found.string[: found.start() + 1]):
        return found[0]  # "I will let him know" is what is said to him
    end = f"{found[0][0]} " if found[0][0] in ".,;!?" else " "  # a sentence still ends there
    return f"{end}mention{'' if found[0].endswith('about') else ' that'}"


def first_order(words: str) -> str:
    """ "I apply to both, mention letter should be ok": what stands before a further order."""
    return raw_pattern("further_order").split(words)[0]


def without_ruled_out(words: str) -> str:
    """ "Calls but not fasting" is calls; what is said of somebody stays whole: "I was tired but not late"."""
    return words if _CLAUSE.match(words) else raw_pattern("ruled_behind").sub("", words)


def numbers_apart(words: str) -> tuple[str, list[str]]:
    """What is left without numbers that have a name, and each of those as a clause: "that my AAMC ID is 1522"."""
    told: list[str] = []
    for found in raw_pattern("own_number").finditer(words):
        name = found["name"].casefold()
        told.append(f"that {_NUMBERED.get(name) or f'my {name.upper()} ID'} is {found['number']}")
    rest = raw_pattern("own_number").sub(" ", words) if told else words
    return ("" if _LEFT.fullmatch(rest) else rest.strip(" ,;")), told


def below_the_name(part: str, message: str = "") -> str:
    """ "407-555-0182", of "my phone 407-555-0182 below my name"; "" where nothing belongs there.

    The message may name the place apart: "my phone is 407-555-0182, put it below my name".
    """
    if found := raw_pattern("below_name").match(part):
        return found[1].strip()
    number = raw_pattern("gives_number").match(part) if raw_pattern("below_place").search(message) else None
    return number[2].strip(" .") if number else ""


def without_the_day(part: str) -> str:
    """A thing to mention without the day by which something is needed, which has a line of its own; "" for no thing."""
    if raw_pattern("due_whole").match(part):
        return ""
    return raw_pattern("due_behind_it").sub("", part).strip(" ,")


def without_own_line(part: str) -> str:
    """A thing to mention; "" where it has a line of its own: a day, a number below the name, the waiver."""
    waives = raw_pattern("tells_waiver").search(part) is not None
    return "" if waives or below_the_name(part) else without_the_day(part)


def leaves_room(part: str) -> bool:
    """ "Give him a chance to say no": what the text does by itself."""
    return raw_pattern("room_to_refuse").match(part) is not None


def is_unclean(part: str) -> bool:
    """Whether a part reads as no thing and no clause: an order, a remark or a second sentence stands in it."""
    return raw_has(part, "unclean_mention")
