"""A sentence of the text that is there which is wrong: other words for what is mentioned, or a question for them.

"It should be agitated patients" changes words of a mention, "we followed a patient with lupus nephritis together" comes
in its place. Where nobody says how a sentence is to read, that is asked in one line, with the sentence that is meant.
"""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from rapidfuzz import fuzz

from assistant.agent.builtin.draft_changes import revision_of
from assistant.agent.builtin.draft_cues import Clauses, raw_pattern, read_clauses
from assistant.agent.builtin.draft_mention import BETWEEN, and_also, kept_out, mentioned, towards_writer
from assistant.agent.builtin.draft_out import OR, SENTENCE, WITHOUT, sentence_at, told_of
from assistant.agent.builtin.draft_told import Before
from assistant.agent.builtin.draft_wish import EMAIL, OUTLINE, Wish
from assistant.casebook import CaseUpdate
from assistant.drafting.wording import telling_words

_ASKING = frozenset({"request", "script", "signal"})
_ALIKE = 72.0  # of 100, from which words are taken for a correction of others
_LISTED = re.compile(r"\s*(?:,|/|&|\band\b)\s*")
_LEAST_SHARED = 2  # words by which a new sentence tells what a mention tells


def set_right(
    clauses: Clauses, last: Wish, update: CaseUpdate, before: Before, notes: Sequence[Mapping[str, Any]]
) -> Wish | None:
    """The text with the words that the message sets right, or the question for them."""
    if last.tool not in {EMAIL, OUTLINE}:
        return None
    if notes and "draft" in notes[-1] and notes[-1].get("status") == "refused" and clauses.has("misread"):
        return _misread(clauses, last)
    if raw_pattern("change_line").match(clauses.raw):
        return _asking(last, "how" if last.tool == EMAIL else "points")
    if last.tool != EMAIL:
        return None
    if wish := _by_its_words(clauses, last, update, before):
        return wish
    if found := raw_pattern("should_be").match(clauses.raw):
        asked = str(notes[-1].get(SENTENCE) or "") if notes else ""
        return _reworded(last, found[1].strip(), asked)
    if found := raw_pattern("not_alone").match(clauses.raw):
        return _told_anew(last, found[1], "")
    if found := raw_pattern("sentence_wrong").match(clauses.raw):
        rest = clauses.raw[found.end() :]
        anew = raw_pattern("tells_anew").match(rest)
        told = _told_anew(last, anew[1], found[1] or "", alone=True) if anew else None
        return told or _asking(last, *_meant(last, found[1] or "", rest, update, before))
    if found := raw_pattern("quoted_wrong").match(clauses.raw) or raw_pattern("change_quoted").match(clauses.raw):
        return _of_quoted(last, found[1], update, before)
    return None


def put_right(clauses: Clauses, last: Wish, update: CaseUpdate, before: Before) -> Wish | None:
    """ "You must not write that I am a student, I graduated in 2014. Correct it": the text, with what is told noted."""
    told = [change for change in update.changes if change.op == "set"]
    if last.tool != EMAIL or clauses.asked or not told or not raw_pattern("puts_it_right").search(clauses.raw):
        return None
    if before.case == update.case or mentioned(clauses.raw) or clauses.kinds():
        return None
    return replace(last, changed=("put_right",), declined="")


def _by_its_words(clauses: Clauses, last: Wish, update: CaseUpdate, before: Before) -> Wish | None:
    """ 'Not "first assist", second assist', "Texas out, only midwest", "say November 2026", a sentence by its place."""
    if found := raw_pattern("dislikes_place").search(clauses.raw):
        sentence = sentence_at(last, found[1], update, before)
        return _asking(last, *_about(last, sentence, update, before)) if sentence else None
    if found := raw_pattern("not_this_but").match(clauses.raw):
        return _put_right(last, found[1], found[2])
    if found := raw_pattern("gone_for").match(clauses.raw):
        return _in_its_place(last, found[1], found[2])
    found = raw_pattern("says_month").search(clauses.raw)
    return _with_month(clauses, last, found[1], before) if found else None


def _misread(clauses: Clauses, last: Wish) -> Wish:
    """ "Why you say pressure? I did not press anyone. And the DKA case is not in it": the refusal was a mistake."""
    said = mentioned(clauses.raw) if raw_pattern("mention_before").search(clauses.raw) else None
    both = and_also(str(last.options.get("mention") or "") or None, said)
    options = {**last.options, "mention": both} if both else last.options
    return replace(last, options=options, changed=("misread",), declined="")


def plainly_told(clauses: Clauses, last: Wish) -> Wish | None:
    """ "Write only: you told me my talks were organized", "we published a paper together": what is to be mentioned.

    The first comes in place of what is mentioned, the second beside it.
    """
    if last.tool != EMAIL or clauses.asked:
        return None
    only = raw_pattern("write_only").match(clauses.raw)
    found = only or raw_pattern("did_together").match(clauses.raw)
    if found is None or kept_out(found[1], "not_mentioned", "of_others"):
        return None
    held = None if only else str(last.options.get("mention") or "") or None
    return _mentioning(last, and_also(held, towards_writer(_as_we(found[1]))))


def first_part(clauses: Clauses, last: Wish) -> Wish | None:
    """ "Only the first part, two sentences that I can memorize", of what to say in person."""
    few = raw_pattern("first_part").search(clauses.raw) or raw_pattern("most_sentences").search(clauses.raw)
    if last.kind != "script" or few is None:
        return None
    changed = revision_of(clauses, last.options, "")
    options = changed[0] if changed else {**last.options, "shorter": True}
    return replace(last, options=options, changed=("first_part",), declined="")


def _asking(last: Wish, asks: str, about: str = "") -> Wish:
    return replace(last, changed=(), declined="", asks=asks, about=about)


def _mentioning(last: Wish, mention: str | None) -> Wish:
    return replace(last, options={**last.options, "mention": mention}, changed=("mention",), declined="")


def _reworded(last: Wish, words: str, asked: str) -> Wish | None:
    """The mention with the words in place of those that they are likest to; a whole clause in place of the whole."""
    mention = str(last.options.get("mention") or "")
    form = revision_of(read_clauses(words), last.options, "")
    if form and form[1] != ("again",):
        return None  # "it should be shorter"
    if raw_pattern("tells_anew").match(words) and (mention or asked):
        return _told_anew(last, words, asked, alone=True)
    said, count = mention.split(), len(words.split())
    spans = [
        (fuzz.ratio(" ".join(said[at : at + size]).casefold(), words.casefold()), at, size)
        for size in range(max(1, count - 1), count + 2) for at in range(len(said) - size + 1)
    ]  # fmt: skip
    share, at, size = max(spans, default=(0.0, 0, 0))
    if share < _ALIKE:
        return None
    end = ";" * said[at + size - 1].endswith(";")
    now = " ".join([*said[:at], words + end, *said[at + size :]])
    return None if now == mention else _mentioning(last, now)


def _told_anew(last: Wish, words: str, topic: str, *, alone: bool = False) -> Wish | None:
    """The mention with a new sentence for the thing that it tells.

    Args:
        alone: where only one thing is mentioned, it is that one, whatever words they share.
    """
    new = towards_writer(_as_we(words.strip(" .!")))
    if kept_out(new, "not_mentioned"):
        return None
    parts = list(filter(None, str(last.options.get("mention") or "").split(BETWEEN)))
    said = telling_words(f"{words} {'' if OR in topic else topic}")
    shares = [(len(said & telling_words(part)), fuzz.ratio(part, new)) for part in parts]
    best = max(shares, default=(0, 0.0))
    if best[0] >= _LEAST_SHARED or (best[0] and (topic or alone)) or (alone and len(parts) == 1):
        parts[shares.index(best)] = new
    elif alone and not parts:
        parts = [new]
    else:
        return None
    return _mentioning(last, BETWEEN.join(parts))


def _as_we(words: str) -> str:
    """ "You and me published": we did."""
    return raw_pattern("we_two").sub("we", words)


def _meant(last: Wish, topic: str, rest: str, update: CaseUpdate, before: Before) -> tuple[str, str]:
    """What to ask for a sentence that is wrong, and which one it is: the one named, else what is mentioned."""
    told = told_of(last, topic or rest, update, before)
    if sentence := str(told.get("out") or (topic and told.get("kept")) or ""):
        return ("words" if _is_mention(last, sentence) else "leave_out" if told["out"] else "kept"), sentence
    parts = list(filter(None, str(last.options.get("mention") or "").split(BETWEEN)))
    said = [str(found["out"]) for part in parts if (found := told_of(last, part, update, before)).get("out")]
    if len(said) == 1:
        return "words", said[0]
    return ("which_of", OR.join(said)) if said else ("which", "")


def _about(last: Wish, sentence: str, update: CaseUpdate, before: Before) -> tuple[str, str]:
    """What to ask for a sentence of the text that somebody does not like."""
    if _is_mention(last, sentence):
        return "words", sentence
    return ("leave_out" if told_of(last, sentence, update, before).get("out") else "kept"), sentence


def _put_right(last: Wish, wrong: str, right: str) -> Wish:
    """ 'Not "first assist", second assist': in what is mentioned; where that has no such words, nothing changes."""
    mention = str(last.options.get("mention") or "")
    said = re.sub(re.escape(wrong.strip()), lambda _: right.strip(), mention, flags=re.IGNORECASE)
    if said == mention:
        return replace(last, changed=("unchanged",), declined="")
    return replace(last, options={**last.options, "mention": said}, changed=("reworded",), declined="")


def _in_its_place(last: Wish, gone: str, only: str) -> Wish | None:
    """ "Texas out, only northwest and midwest": in what is mentioned, the new one in place of that which goes."""
    mention = str(last.options.get("mention") or "")
    found = re.search(rf"\b{re.escape(gone.strip())}\b", mention, re.IGNORECASE)
    if found is None:
        return None
    new = [one for one in _LISTED.split(only) if one and one.casefold() not in mention.casefold()]
    said = f"{mention[: found.start()]}{' and '.join(new)}{mention[found.end() :]}" if new else mention
    if not new:
        said = re.sub(rf"(?:,|\s+and|\s+or)?\s*\b{re.escape(found[0])}\b", "", mention, count=1)
    return replace(last, options={**last.options, "mention": said}, changed=("reworded",), declined="")


def _with_month(clauses: Clauses, last: Wish, month: str, before: Before) -> Wish | None:
    """ "Say November 2026": when the time together was, in a text that asks; no day for the letter."""
    name, year = month.replace(",", " ").split()[0].capitalize(), int(month.rsplit(maxsplit=1)[-1])
    gone = (year, list(month_name).index(name)) <= (before.today.year, before.today.month)
    if last.kind not in _ASKING or not gone or clauses.has("by_day", "moves_deadline"):
        return None
    told = f"my time with you in {name} {year}"
    wish = _mentioning(last, and_also(str(last.options.get("mention") or "") or None, told))
    changed = revision_of(read_clauses(raw_pattern("says_month").sub(" ", clauses.raw)), wish.options, "")
    return replace(wish, options=changed[0], changed=(*changed[1], "mention")) if changed else wish


def _of_quoted(last: Wish, words: str, update: CaseUpdate, before: Before) -> Wish | None:
    """ "'I still remember' sounds angry": the sentence is named, with what can be done about it."""
    told = told_of(last, words, update, before)
    if told.get("kept"):
        held = [*(last.options.get(WITHOUT) or ()), words]
        return replace(last, options={**last.options, WITHOUT: held}, changed=(f"{WITHOUT}:{words}",), declined="")
    sentence = str(told.get("out") or "")
    if not sentence:
        return None
    return _asking(last, "words" if _is_mention(last, sentence) else "leave_out", sentence)


def _is_mention(last: Wish, sentence: str) -> bool:
    parts = str(last.options.get("mention") or "").split(BETWEEN)
    return any(telling_words(part) and telling_words(part) <= telling_words(sentence) for part in parts)
