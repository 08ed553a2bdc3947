"""Short words about a text that is not there yet: "write the last one", "make it friendlier", "say I need to know by
July 10". Of a writer who is spoken of, they ask for the text that the letter's status calls for, and for no letter."""

from __future__ import annotations

from dataclasses import replace

from assistant.agent.builtin.draft_changes import MOST_WORDS, revision_of
from assistant.agent.builtin.draft_cues import Clauses, raw_pattern
from assistant.agent.builtin.draft_letter import letter_of, letter_spoken_of
from assistant.agent.builtin.draft_mention import and_also, kept_out, mentioned, towards_writer
from assistant.agent.builtin.draft_reply import REPLY
from assistant.agent.builtin.draft_talk import email_for
from assistant.agent.builtin.draft_wish import EMAIL, Wish
from assistant.casebook import CaseUpdate
from assistant.domain.vocabulary import WAITED_FOR
from assistant.drafting.wording import telling_words

_LAST_STAGE = 3
_STYLES = frozenset({"shorter", "formal", "less_formal", "warmer"})
_RECALLING = frozenset({"request", "thank-you", "packet"})
_OF_THE_LETTER = ("ghost", "signs_for", "in_his_name", "the_letter", "invent", "pressure", "question")


def first_wish(clauses: Clauses, last: Wish | None, update: CaseUpdate) -> Wish | None:
    """The text that such a message asks for where none is there, or None."""
    ident = letter_spoken_of(clauses.raw, update) if last is None else ""
    if not ident or clauses.has(*_OF_THE_LETTER) or (clauses.asked and not clauses.has("asks_you")):
        return None
    if raw_pattern("opens_list").search(clauses.raw):
        return None  # "bullets: ran the clinic, short please"
    wish = _one_more(clauses, str(letter_of(update.case, ident).get("status") or "")) or _styled(clauses)
    wish = wish or _said(clauses)
    return replace(wish, letter=ident) if wish else None


def _one_more(clauses: Clauses, status: str) -> Wish | None:
    """ "Ok write the last one, with an easy way out for her": the last reminder of one who was asked."""
    ordered = [clause for clause in clauses.texts if Clauses("", (clause,), frozenset()).has("one_more_text")]
    if not ordered or status not in WAITED_FOR or set(clauses.kinds()) - {"follow-up"}:
        return None
    last = Clauses("", tuple(ordered), frozenset()).has("the_final_one")
    return replace(email_for(clauses, "", "follow-up"), stage=_LAST_STAGE if last else None)


def _styled(clauses: Clauses) -> Wish | None:
    """ "Make it friendlier", before there is a text: that text, friendlier."""
    changed = revision_of(clauses, {}, "") if len(clauses.whole.split()) <= MOST_WORDS else None
    if changed is None or not changed[1] or not _STYLES.issuperset(changed[1]) or clauses.kinds():
        return None
    made = email_for(clauses, "")
    return replace(made, options={**made.options, **changed[0]}, unsaid=True) if clauses.has("makes") else None


def _said(clauses: Clauses) -> Wish | None:
    """ "Say I only need to know by July 10": the text, with that in it."""
    said = mentioned(clauses.raw) if clauses.has("asks_word_by") and not clauses.kinds() else None
    return replace(email_for(clauses, ""), unsaid=True) if said else None


def with_the_deed(wish: Wish, clauses: Clauses, update: CaseUpdate) -> Wish:
    """ "Request to Dr. Fitch. I assisted him in colposcopies": what is told behind an order stands in the text.

    Where a note of the letter has all of it, the text recalls it by itself.
    """
    recalls = wish.tool == EMAIL and wish.kind in _RECALLING and not (wish.changed or wish.declined)
    if not recalls or wish.options.get("mention") or REPLY in wish.options or clauses.asked:
        return wish
    notes = letter_of(update.case, wish.letter).get("notes") or {}
    held = telling_words(" ".join(str(note) for area in notes.values() for note in area))
    found = [one[1].strip(" ,") for one in raw_pattern("deed_behind_order").finditer(clauses.raw)]
    told = [f"{words[0].lower()}{words[1:]}" for words in found]
    new = [words for words in told if not kept_out(words, "not_mentioned") and not telling_words(words) <= held]
    mention: str | None = None
    for words in new:
        mention = and_also(mention, towards_writer(words))
    return replace(wish, options={**wish.options, "mention": mention}) if mention else wish


def with_time(wish: Wish, clauses: Clauses, update: CaseUpdate) -> Wish:
    """ "Something that gives her time": to one who thinks about it, or who was asked, no date and no wish."""
    letter = letter_of(update.case, wish.letter)
    thinks = letter.get("attitude") == "hesitant" or letter.get("status") == "asked"
    fresh = wish.tool == EMAIL and wish.kind in {"request", "follow-up", "gracious-decline"} and not wish.changed
    if not (fresh and thinks and clauses.has("gives_time")) or letter.get("status") == "declined":
        return wish
    if REPLY in wish.options or wish.declined or clauses.kinds() or clauses.has("asks_letter", "asks_word_by"):
        return wish
    return replace(wish, kind="follow-up", stage=_LAST_STAGE, options={**wish.options, REPLY: "time"})
