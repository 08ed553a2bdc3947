"""A sentence of the text that is there, or a thing in one, that is to be left out, and one that is to be put back.

It is named by words of it ('take out "so there is time"') or by its topic ("remove the line about my CV"). What the
person asked to be mentioned is no longer mentioned; of the rest the draft tells what became of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.agent.builtin.draft_changes import revision_of
from assistant.agent.builtin.draft_cues import MOST_CHARACTERS, Clauses, raw_pattern, read_clauses
from assistant.agent.builtin.draft_last import renamed
from assistant.agent.builtin.draft_mention import BETWEEN, without_named
from assistant.agent.builtin.draft_told import Before
from assistant.agent.builtin.draft_wish import EMAIL, OUTLINE, Wish
from assistant.agent.texts import email_of, outline_of
from assistant.casebook import CaseUpdate
from assistant.drafting.leaving import is_named
from assistant.drafting.leaving import placed as placed_in
from assistant.drafting.wording import telling_words, told_in
from assistant.errors import InputError

WITHOUT = "without"  # the option, and the beginning of the changes that name what is left out
OR = '" or "'  # between sentences that one question is about
SENTENCE = "sentence"  # in the note of a turn: the sentence that it asked about
_AT_THE_END = frozenset({"last", "closing", "final"})
_SURE = ("out_quoted", "out_topic")  # where a sentence is surely meant, whether or not there is one
_JOINED = re.compile(r"\s+(?:and|or)\s+(?:(?:the|my|also)\s+)*(?:(?:line|sentence|part)s?\s+)?(?:(?:about|on|of)\s+)?")
_HALVES = re.compile(r"\s+and\s+(?=(?:that )?(?:you|I|we)\s)")
_QUOTED = re.compile(r"[\"“«„][^\"”»“]*[\"”»“]")
_UNDONE = ("mention", WITHOUT)
_STYLES = frozenset({"shorter", "longer", "formal", "less_formal", "warmer", "less_warm", "plain_tone"})


def taken_out(
    clauses: Clauses, last: Wish, update: CaseUpdate, before: Before, notes: Sequence[Mapping[str, Any]]
) -> Wish | None:
    """The text that is there without what the message names, and with whatever else the message changes."""
    asks = clauses.asked and not clauses.has("asks_you") and "?" in _QUOTED.sub("", clauses.raw)
    if last.tool not in {EMAIL, OUTLINE} or asks:
        return None
    if any(change.op == "remove_letter" for change in update.changes):
        return None
    asked = str(notes[-1].get(SENTENCE) or "") if notes else ""
    if asked and raw_pattern("out_it").search(clauses.raw):
        if OR in asked:  # one of two was asked about: neither goes unnamed
            return replace(last, changed=(), declined="", asks="which_of", about=asked)
        return _without(last, [(asked, True)], update, before)
    placed = raw_pattern("out_place").search(clauses.raw) if last.tool == EMAIL else None
    if placed and (sentence := sentence_at(last, placed[1], update, before)):
        rest = f"{clauses.raw[: placed.start()]} {clauses.raw[placed.end() :]}".strip(" ,.;:")
        wish = _without(last, [(sentence, True)], update, before)
        return _with_the_rest(wish, rest, update) if wish else None
    named, rest = _named(clauses.raw)
    ordered = clauses.has("orders_out")
    wish = _without(last, named, update, before, ordered=ordered) if named else None
    return _with_the_rest(wish, rest, update) if wish else None


def says_nothing_of(text: str, wish: Wish, update: CaseUpdate, before: Before) -> Wish:
    """The wish; where "leave out my scores" was not understood and names nothing in the text, that is said."""
    wish = _without_unready(text, wish, update, before)
    if any(name.startswith(f"{WITHOUT}:") for name in wish.changed):  # what became of that is told
        return replace(wish, changed=tuple(name for name in wish.changed if name != "as_is"))
    found = raw_pattern("out_thing").search(text) if "as_is" in wish.changed and wish.tool == EMAIL else None
    words = raw_pattern("out_end").sub("", next(filter(None, found.groups()))) if found else ""
    told = told_of(wish, words, update, before) if telling_words(words) else {}
    if not told or told["several"] or told["kept"]:
        return wish
    held = list(wish.options.get(WITHOUT) or ())
    changed = tuple(f"{WITHOUT}:{words}" if name == "as_is" else name for name in wish.changed)
    return _in_its_style(_with(wish, {WITHOUT: [*held, words]}, changed), _named(text)[1])


def _in_its_style(wish: Wish, rest: str) -> Wish:
    """ "A bit shorter and don't mention the delay": the style that is wished for beside what the text does not hold."""
    style = revision_of(read_clauses(rest), wish.options, "") if rest else None
    if style is None or not _STYLES.intersection(style[1]) - set(wish.changed):
        return wish
    names = tuple(name for name in style[1] if name in _STYLES and name not in wish.changed)
    return replace(wish, options=style[0], changed=(*names, *wish.changed))


def _without_unready(text: str, wish: Wish, update: CaseUpdate, before: Before) -> Wish:
    """ "My statement is not ready, so leave it out", beside the order for a new text: that text without it."""
    found = raw_pattern("out_unready").search(text) if wish.tool == EMAIL and not (wish.changed or wish.asks) else None
    topic = found[1].strip() if found else ""
    if not topic or not told_of(wish, topic, update, before).get("out"):
        return wish
    return _with(wish, {WITHOUT: [*(wish.options.get(WITHOUT) or ()), topic]}, wish.changed)


def presses_beside(clauses: Clauses) -> bool:
    """Whether what stands beside the sentence that is to be left out would press a writer: "say it is urgent"."""
    rest = read_clauses(_named(clauses.raw)[1])
    return rest.without("plain_tone").without("harmless").has("pressure")


def told_of(wish: Wish, words: str, update: CaseUpdate, before: Before) -> Mapping[str, Any]:
    """What became of words that are to be left out of an e-mail; empty where there is no such e-mail."""
    held = list(wish.options.get(WITHOUT) or ())
    options = {**wish.options, WITHOUT: [*held, words]}
    try:
        made = email_of(update.case, before.today, **replace(wish, options=options).arguments)
    except InputError:
        return {}
    told: Mapping[str, Any] = made["left_out"][-1]
    return told


def sentence_at(wish: Wish, place: str, update: CaseUpdate, before: Before) -> str:
    """ "The last line" of the text that is there."""
    try:
        made = email_of(update.case, before.today, **wish.arguments)
    except InputError:
        return ""
    return placed_in(str(made["body"]), last=place.casefold() in _AT_THE_END)


def put_back(
    clauses: Clauses, last: Wish, update: CaseUpdate, notes: Sequence[Mapping[str, Any]]
) -> Wish | None:
    """ "Put it back": the text with what was taken out last, or with what is named of all that was."""
    found = raw_pattern("put_back").match(clauses.raw)
    if found is None:
        return None
    held = list(last.options.get(WITHOUT) or ())
    topic = (found[1] or "").strip()
    if topic and (back := [words for words in held if is_named(words, topic) or is_named(topic, words)]):
        return _with(last, {WITHOUT: [words for words in held if words not in back]}, ("put_back",))
    for old in _of_same_text(last, update, notes):
        if set(old.options.get(WITHOUT) or ()) - set(held):
            continue  # put back since: it does not go once more
        undone = {name: old.options.get(name) for name in _UNDONE}
        if undone != {name: last.options.get(name) for name in _UNDONE}:
            same = undone.get(WITHOUT) == last.options.get(WITHOUT)  # then a mention goes, and nothing comes back in
            undoes = same and raw_pattern("undoes").match(clauses.raw) is not None
            return _with(last, undone, ("as_before" if undoes else "put_back",))
        if raw_pattern("undoes").match(clauses.raw) and old.options != last.options:
            return replace(last, options=old.options, changed=("as_before",), declined="")
    return None if raw_pattern("undoes").match(clauses.raw) else _with(last, {}, ("nothing_out",))


def kept_in(
    clauses: Clauses, last: Wish, update: CaseUpdate, notes: Sequence[Mapping[str, Any]]
) -> Wish | None:
    """ "The family meetings should stay, only the CV goes": the text with what went, though it is to stay in it."""
    found = raw_pattern("stays_in").search(clauses.raw) if last.tool == EMAIL else None
    if found is None:
        return None
    topic = telling_words(next(filter(None, found.groups())))
    held = str(last.options.get("mention") or "")
    for old in _of_same_text(last, update, notes):
        parts = str(old.options.get("mention") or "").split(BETWEEN)
        back = [part for part in parts if topic & telling_words(part) and part not in held.split(BETWEEN)]
        if back:
            return _with(last, {"mention": BETWEEN.join(filter(None, [*back, held]))}, ("put_back",))
    return None


def _of_same_text(last: Wish, update: CaseUpdate, notes: Sequence[Mapping[str, Any]]) -> Iterator[Wish]:
    """The text that is there as it was in the turns before, the latest first."""
    for note in reversed(notes):
        old = renamed(Wish.from_note(note["draft"]), update) if "draft" in note else None
        if old is None:
            continue
        if (old.tool, old.kind, old.letter) != (last.tool, last.kind, last.letter):
            return
        yield old


def of_its_text(wish: Wish, notes: Sequence[Mapping[str, Any]], update: CaseUpdate) -> Wish:
    """The wish; what was left out of another kind of text, or of one for another writer, is not left out of it."""
    if WITHOUT not in wish.options or any(name.startswith((WITHOUT, "letter")) for name in wish.changed):
        return wish
    made = [renamed(Wish.from_note(note["draft"]), update) for note in notes if "draft" in note]
    if any(old and (old.kind, old.letter) == (wish.kind, wish.letter) and old.options.get(WITHOUT) for old in made):
        return wish
    return _with(wish, {WITHOUT: None}, wish.changed)


def _named(raw: str) -> tuple[list[tuple[str, bool]], str]:
    """What is named to be left out, each with whether a sentence is surely meant, and the message without it."""
    rest, named = raw[:MOST_CHARACTERS], list[tuple[str, bool]]()
    lacking = raw_pattern("out_lacking").search(rest) or raw_pattern("lacks_things").search(rest)
    lacking = lacking or raw_pattern("out_unready").search(rest)
    if lacking:  # "I have no CV and no statement yet, remove them"
        named += [(topic.strip(), True) for topic in lacking.groups() if topic]
        rest = f"{rest[: lacking.start()]} {rest[lacking.end() :]}"
    for name in (*_SURE, "out_bare"):
        while found := raw_pattern(name).search(rest):
            words = next(filter(None, found.groups()))
            topic = words if name == "out_quoted" else raw_pattern("out_end").sub("", words) or words
            behind = words[len(topic) :] if words.startswith(topic) else ""
            rest = f"{rest[: found.start()]} {behind} {rest[found.end() :]}"
            if topic.strip():
                named.append((topic.strip(" '"), name in _SURE))
    return named, " ".join(rest.split()).strip(" ,.;:")


def _without(
    last: Wish, named: Sequence[tuple[str, bool]], update: CaseUpdate, before: Before, *, ordered: bool = False
) -> Wish | None:
    wish = replace(last, changed=(), declined="")
    for words, sure in named:
        wish = _without_one(wish, words, sure, update, before, ordered=ordered)
    return wish if wish.changed else None


def _without_one(
    wish: Wish, words: str, sure: bool, update: CaseUpdate, before: Before, *, ordered: bool = False
) -> Wish:
    """The text without one thing; as it is where the words name nothing of it and no sentence is surely meant."""
    held = list(wish.options.get(WITHOUT) or ())
    if wish.tool == OUTLINE:
        return _without_point(wish, words, sure or ordered, update, before)
    mention = str(wish.options.get("mention") or "")
    if raw_pattern("the_quote").search(words) and (quoted := _QUOTED.search(mention)):
        return _without_quote(wish, mention, quoted[0], update, before)
    told = told_of(wish, words, update, before)
    if mention and (rest := _mention_without(mention, words, told)) != mention:
        return _with(wish, {"mention": rest}, tuple(dict.fromkeys((*wish.changed, "take_out"))))
    pieces = [piece for piece in _JOINED.split(words) if piece]
    if len(pieces) > 1 and (each := _without_each(wish, pieces, update, before)):
        return each
    if told and (sure or told["out"] or told["kept"]):
        return _with(wish, {WITHOUT: [*held, words]}, (*wish.changed, f"{WITHOUT}:{words}"))
    return wish


def _without_quote(wish: Wish, mention: str, quoted: str, update: CaseUpdate, before: Before) -> Wish:
    """ "Remove the quote": neither mentioned nor, where a note holds it too, recalled."""
    kept = (half for part in mention.split(BETWEEN) for half in _HALVES.split(part) if quoted not in half)
    wish = _with(wish, {"mention": BETWEEN.join(kept)}, (*wish.changed, "take_out"))
    words, held = quoted.strip("\"“”«»„"), list(wish.options.get(WITHOUT) or ())
    if not told_of(wish, words, update, before).get("out"):
        return wish
    return _with(wish, {WITHOUT: [*held, words]}, (*wish.changed, f"{WITHOUT}:{words}"))


def _without_point(wish: Wish, words: str, sure: bool, update: CaseUpdate, before: Before) -> Wish:
    """The bullet points without the one that is named; where none is, or several are, that is said."""
    held = list(wish.options.get(WITHOUT) or ())
    words = raw_pattern("behind_point").sub("", f"{words} ").strip()
    named = points_named([b for b in _bullets(wish, update, before) if b["text"] not in held], words)
    if not (named or sure):
        return wish
    said = named[0] if len(named) == 1 else words
    known = [*held, *(named if len(named) == 1 else ())]
    return _with(wish, {WITHOUT: known}, (*wish.changed, f"{WITHOUT}:{said}"))


def points_of(wish: Wish, update: CaseUpdate, before: Before) -> list[str]:
    """The bullet points that tell something and are not left out, from top to bottom."""
    told = _of_notes(_bullets(wish, update, before))
    return [text for text in told if text not in (wish.options.get(WITHOUT) or ())]


def points_named(bullets: Sequence[Mapping[str, Any]], words: str) -> list[str]:
    """The bullet points that words name: by all of them, by their topic, or by what they share with a note."""
    texts = [str(bullet["text"]) for bullet in bullets]
    if words in texts:
        return [words]
    return [text for text in texts if is_named(text, words)] or texts_sharing(_of_notes(bullets), words)


def texts_sharing(texts: Sequence[str], words: str) -> list[str]:
    """The texts that share most words with these: "the stillbirth", of "stayed with her after a stillbirth"."""
    said = telling_words(words)
    most = max((len(said & telling_words(text)) for text in texts), default=0)
    return [text for text in texts if most and len(said & telling_words(text)) == most]


def _bullets(wish: Wish, update: CaseUpdate, before: Before) -> Sequence[Mapping[str, Any]]:
    try:
        made: Sequence[Mapping[str, Any]] = outline_of(update.case, before.today, letter=wish.letter)["bullets"]
    except InputError:
        return ()
    return made


def _of_notes(bullets: Sequence[Mapping[str, Any]]) -> list[str]:
    return [str(bullet["text"]) for bullet in bullets if str(bullet["from"]).startswith("notes.")]


def _without_each(wish: Wish, pieces: Sequence[str], update: CaseUpdate, before: Before) -> Wish | None:
    """The text without each of several things; None where one of them is none of it."""
    for piece in pieces:
        told = told_of(wish, piece, update, before)
        if not told or not told["out"]:
            return None
        known = [*(wish.options.get(WITHOUT) or ()), piece]
        wish = _with(wish, {WITHOUT: known}, (*wish.changed, f"{WITHOUT}:{piece}"))
    return wish


def _mention_without(mention: str, words: str, told: Mapping[str, Any]) -> str:
    """What is still mentioned: not the thing whose sentence is named."""
    if told and (told["out"] or told["kept"]):
        return BETWEEN.join(part for part in mention.split(BETWEEN) if not told_in(part, str(told["out"])))
    return without_named(mention, words) or ""


def _with_the_rest(wish: Wish, rest: str, update: CaseUpdate) -> Wish:
    """The text with what else the message changes: its form, something to mention, the day for the letter."""
    clauses = read_clauses(rest)
    changed = revision_of(clauses, wish.options, "") if wish.tool == EMAIL and clauses.texts else None
    if changed:
        wish = replace(wish, options=changed[0], changed=(*wish.changed, *changed[1]))
    moved = any(change.field == "deadline" and change.op == "set" for change in update.changes)
    return replace(wish, changed=(*wish.changed, "deadline")) if moved else wish


def _with(wish: Wish, given: Mapping[str, Any], changed: tuple[str, ...]) -> Wish:
    """The wish with these options; an empty one is none."""
    options = {name: value for name, value in {**wish.options, **given}.items() if value}
    return replace(wish, options=options, changed=changed, declined="")
