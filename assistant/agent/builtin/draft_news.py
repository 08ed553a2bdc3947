"""News of a writer that looks like other news: a day of an absence or of a promise is no deadline, "so sorry, doing it
this weekend" no refusal; one who wants time is asked gently, one whose wife is sick gets good wishes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from assistant.agent.builtin.draft_cues import Clauses, clause_has, raw_pattern
from assistant.agent.builtin.draft_letter import letter_of, letter_spoken_of
from assistant.agent.builtin.draft_mention import and_also
from assistant.agent.builtin.draft_reply import REPLY
from assistant.agent.builtin.draft_wish import EMAIL, Wish
from assistant.casebook import CaseUpdate
from assistant.casebook.model import Change, split_path
from assistant.retrieval.normalise import normalise

WANTS_TIME, BEFELL, PROMISED = "wants_time", "befell", "promised"  # in the memory of a talk: ids of letters
_REMEMBERED = ((WANTS_TIME, "wants_time"), (BEFELL, "befell"), (PROMISED, "promises_it"))
WROTE = "wrote"  # ... when writers were last written to, by the ids of their letters
_BUG_ME = "thank you for telling me to remind you"
_BEHIND = 24  # characters behind "until" in which the day stands
_DAYS = frozenset({"deadline", "experience.start", "experience.end"})
_WISHES = (
    "asks_text", "names_text", "free_text", "asks_it", "asks_person", "orders_person", "asks_words", "mentions",
    "one_more", "names_words", "takes_by_name", "adds_plainly", "asks_points", "asks_files",
)  # fmt: skip
_WARM = re.compile(
    r"\b(?:support\w*|lov\w+|lik\w+|happy|glad|yes|sure|prais\w+|proud|best|great|good|enthus\w+|willing|eager|keen|fond"
    r"|recommend\w*|strong\w*|impressed|excited|pleased|believ\w+|offer\w*|compliment\w*|want\w*|letter|write)\b"
)


def is_misread(change: Change, clauses: Clauses, update: CaseUpdate, drafted: str) -> bool:
    """Whether a change takes a day of an absence or a promise for another one, or a wish for a text for news."""
    letter, name = split_path(change.field)
    if change.op != "set":
        return False
    if name in _DAYS:
        promised = name == "deadline" and not clauses.has("wants_the_day")
        promised = promised and _stands_behind("promised_by", change, clauses)
        return promised or _stands_behind("away_until", change, clauses)
    if name == "status" and clauses.has("thanks_both"):
        meant = letter_spoken_of(clauses.raw, update, drafted)
        return meant not in {"", letter}  # "she said yes, thank both of them": nobody else said it
    if name == "status" and change.value == "idea":
        return clauses.has("not_reminding", "as_update")
    if name == "attitude" and change.value == "supportive":  # "same for her but more respectful", "she gave me a book"
        return clauses.has("same_as", "some_text", *_WISHES) and not _WARM.search(normalise(change.words))
    return False


def _stands_behind(cue: str, change: Change, clauses: Clauses) -> bool:
    words = normalise(change.words).split()[-2:]
    for found in raw_pattern(cue).finditer(clauses.raw):
        day = normalise(clauses.raw[found.end() : found.end() + _BEHIND])
        if words and all(word in day for word in words):
            return True
    return False


def remembering_news(clauses: Clauses, last: Wish | None, update: CaseUpdate, old: Mapping[str, object]) -> CaseUpdate:
    """The update that remembers which writers want time, said no for what befell them, or said when it is done."""
    memory = dict(update.memory)
    for key, cue in _REMEMBERED:
        held = old.get(key)
        known = list(held) if isinstance(held, list | tuple) else []
        told = any(clause_has(c, cue) and not clause_has(c, "in_case", "only_feared") for c in clauses.texts)
        letter = letter_spoken_of(clauses.raw, update, last.letter if last else "") if told else ""
        if letter and letter not in known:
            known.append(letter)
        if known:
            memory[key] = known
    wrote = old.get(WROTE)
    held_days = dict(wrote) if isinstance(wrote, Mapping) else {}
    if found := raw_pattern("wrote_before").search(clauses.raw):
        held_days[letter_spoken_of(clauses.raw, update, last.letter if last else "")] = found[1]
    memory |= {WROTE: held_days} if held_days else {}
    return replace(update, memory=memory) if memory != update.memory else update


def for_its_news(wish: Wish, update: CaseUpdate, clauses: Clauses) -> Wish:
    """The wish as the writer's last news calls for: a gentle question, good wishes, a no to a weak letter."""
    if wish.tool != EMAIL or wish.declined:
        return wish
    if wish.kind == "follow-up":
        return _reminding(wish, update, clauses)
    if wish.kind != "gracious-decline":
        return wish
    if wish.changed not in {(), ("was_declined",)}:
        return wish
    letter = letter_of(update.case, wish.letter)
    if _is_told(WANTS_TIME, wish, update) and letter.get("status") != "declined" and not clauses.kinds():
        return replace(wish, kind="follow-up", stage=3)
    for name, cue in (("left", "left_the_place"), ("rule", "against_a_rule")):
        if raw_pattern(cue).search(clauses.raw) and "reply" not in wish.options:
            return replace(wish, options={**wish.options, "reply": name})
    if _is_told(BEFELL, wish, update):
        return replace(wish, options={**wish.options, "hardship": True})
    if clauses.has("turns_down") and REPLY not in wish.options:
        weak = letter.get("attitude") == "hesitant" or clauses.has("weak_offer")
        own_no = {"offer": True} if weak else {REPLY: "no_thanks"}
        return replace(wish, options={**wish.options, **own_no})
    return wish


def _reminding(wish: Wish, update: CaseUpdate, clauses: Clauses) -> Wish:
    """ "He said himself: bug me", "I e-mailed him 3 weeks ago": what a reminder may recall."""
    if clauses.has("checks_in") and not wish.changed:  # a short one keeps its question
        wish = replace(wish, options={name: value for name, value in wish.options.items() if name != "shorter"})
    held = str(wish.options.get("mention") or "")
    asked = _BUG_ME if raw_pattern("bug_me").search(clauses.raw) and _BUG_ME not in held else None
    wrote = update.memory.get(WROTE)
    when = wrote.get(wish.letter) if isinstance(wrote, Mapping) and not wish.changed else None
    dated = letter_of(update.case, wish.letter).get("asked_on")  # the reminder says that day by itself
    before = f"that I wrote to you {when}" if when and not dated and "wrote to you" not in held else None
    both = and_also(and_also(held or None, before), asked)
    return replace(wish, options={**wish.options, "mention": both}) if both and both != held else wish


def _is_told(key: str, wish: Wish, update: CaseUpdate) -> bool:
    return wish.letter in (update.memory.get(key) or ())


def only_news(clauses: Clauses, update: CaseUpdate) -> str:
    """ "He is away until 12 July", "she wrote: doing it this weekend": news that calls for no text yet; else ""."""
    of_status = all(split_path(change.field)[1] in {"status", "attitude"} for change in update.changes)
    if not (update.case.get("letters") and of_status) or clauses.has(*_WISHES):
        return ""
    if raw_pattern("promised_by").search(clauses.raw):
        return ""
    if raw_pattern("away_until").search(clauses.raw) and clauses.has("pronoun", "names_a_writer"):
        return "away"
    answered = clauses.has("answers_me", "replies")
    return "promised" if answered and clauses.has("promises_it") and not clauses.asked else ""
