"""What of a message the text does not show, so that it is said and nobody takes it for done: "say it politely" is no
memory to mention, nobody's own first line is put in, and three sentences may be too few."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.agent.builtin.draft_apart import is_unclean, without_own_line
from assistant.agent.builtin.draft_cues import Clauses, raw_pattern
from assistant.agent.builtin.draft_mention import BETWEEN, and_also, kept_out, mentioned, towards_writer
from assistant.agent.builtin.draft_typed import as_its_type, is_own_sentence
from assistant.agent.builtin.draft_wish import EMAIL, Wish
from assistant.agent.builtin.parts import NUMBER_WORDS
from assistant.domain.vocabulary import find_specialty, specialty_label
from assistant.drafting.wording import telling_words

NOT_PUT, OPENING, SENTENCES, GAVE_WAY = "not_put", "opening", "sentences", "gave_way"
# What only the sender can do, or no text of ours does: each is said in a line.
_BY_HAND = ("by_hand_copy", "by_hand_files", "by_hand_style", "tells_gap")
_OF_THE_LETTER = frozenset({"request", "packet", "follow-up"})
_TWO = ("one", "two")
_FIELDS = re.compile(r"\s*(?:,|;|/|\band/or\b|\band\b|\bor\b)\s*")
_SENTENCE_END = re.compile(r"(?<!\bDr)(?<!\bProf)(?<!\bM[rs])(?<!\bMrs)[.?!](?=\s|$)")


def with_the_unmet(wish: Wish, last: Wish | None, clauses: Clauses) -> Wish:
    """The wish with what is mentioned in a sentence that reads well, and with what of the message it does not meet."""
    if wish.tool != EMAIL or wish.asks:
        return wish
    wish = _of_two_letters(_rather(_of_the_message(wish, last, clauses), clauses), clauses)
    held = str(last.options.get("mention") or "") if last else ""
    parts = list(filter(None, str(wish.options.get("mention") or "").split(BETWEEN)))
    if needless := [part for part in parts if _is_needless(part, wish)]:
        parts = [part for part in parts if part not in needless]
        wish = _mentioning(wish, BETWEEN.join(parts), "is_in")
    unfit = [part for part in parts if part not in held.split(BETWEEN) and _is_unfit(part)]
    if unfit:
        fit = BETWEEN.join(part for part in parts if part not in unfit)
        wish = _mentioning(wish, (and_also(held or None, fit or None) or "") if "mention" in wish.changed else fit)
    unmet = [f"{NOT_PUT}:{part.removeprefix('that ')}" for part in unfit]
    unmet += [f"{GAVE_WAY}:{part.removeprefix('that ')}" for part in _gone(wish, last, held)]
    pointed = raw_pattern("puts_that").search(clauses.raw)
    if pointed and wish.changed and not {"mention", "facts"} & set(wish.changed):
        unmet.append(f"{NOT_PUT}:{pointed[1]}")  # what it points at stands in another message
    if raw_pattern("opens_with").search(clauses.raw) and "opened" not in wish.changed:
        unmet.append(OPENING)
    unmet += [name for name in _BY_HAND if raw_pattern(name).search(clauses.raw) and not _told_of(name, wish)]
    wish = _briefly(wish, clauses)
    if most := raw_pattern("most_sentences").search(clauses.raw):
        unmet.append(f"{SENTENCES}:{NUMBER_WORDS.get(most[1].casefold(), most[1])}")
    return replace(wish, unmet=(*wish.unmet, *unmet))


def with_own_opening(clauses: Clauses, last: Wish) -> Wish | None:
    """ "Can you start with 'I hope this e-mail finds you well'": the text with good wishes, where those are meant."""
    found = raw_pattern("opens_with").search(clauses.raw)
    if found is None or last.tool != EMAIL or last.kind == "script" or clauses.kinds() or clauses.has("mentions"):
        return None
    wishes_well = raw_pattern("good_wishes").search(clauses.raw[found.start() :]) is not None
    if wishes_well and not last.options.get("warmer"):
        return replace(last, options={**last.options, "warmer": True}, changed=("opened",), declined="")
    return replace(last, changed=("again",), declined="")


def _told_of(name: str, wish: Wish) -> bool:
    """Whether what is told of a gap is in the text."""
    return name == "tells_gap" and "gap" in str(wish.options.get("mention") or "")


def _briefly(wish: Wish, clauses: Clauses) -> Wish:
    """ "Three sentences maximum", "one line to Emily": the text in its fewest sentences."""
    if wish.options.get("reply") or not raw_pattern("brief_wish").search(clauses.raw):
        return wish
    wish = replace(wish, options={**wish.options, "brief": True, "shorter": True})
    return replace(wish, changed=(*wish.changed, "first_part")) if wish.kind == "script" else wish


def _of_two_letters(wish: Wish, clauses: Clauses) -> Wish:
    """ "Need 2 letters from her, one for IM one for FM": the text says so."""
    found = raw_pattern("two_letters").search(clauses.raw) if wish.kind in _OF_THE_LETTER else None
    fields = [find_specialty(found[name]) for name in _TWO] if found else []
    named = [specialty_label(field.specialty) for field in fields if field]
    if len(named) < len(_TWO):
        return wish
    said = as_its_type(f"two letters: {named[0]} / {named[1]}")
    mention = and_also(str(wish.options.get("mention") or "") or None, said)
    return replace(wish, options={**wish.options, "mention": mention})


def _gone(wish: Wish, last: Wish | None, held: str) -> list[str]:
    """What was mentioned before and gave way to what is mentioned now."""
    if last is None or "mention" not in wish.changed or "take_out" in wish.changed or wish.letter != last.letter:
        return []
    now = telling_words(str(wish.options.get("mention") or ""))
    return [part for part in held.split(BETWEEN) if part and not telling_words(part) <= now]


def _of_the_message(wish: Wish, last: Wish | None, clauses: Clauses) -> Wish:
    """ "I'm Yuki. Could you put that I learned a lot from him": what is told beside it keeps no mention out."""
    asks = clauses.asked - set(clauses.texts[-1:])
    if last is None or wish.changed != ("facts",) or not clauses.has("mentions") or asks:
        return wish
    parts = map(without_own_line, (mentioned(clauses.raw) or "").split(BETWEEN))
    said = BETWEEN.join(filter(None, parts))
    held = str(wish.options.get("mention") or "")
    if not said or telling_words(said) <= telling_words(held):
        return wish
    options = {**wish.options, "mention": and_also(held or None, said)}
    return replace(wish, options=options, changed=("facts", "mention"))


def _rather(wish: Wish, clauses: Clauses) -> Wish:
    """ "No clinic please, rather the home visits": what comes in place of what went."""
    found = raw_pattern("rather_this").search(clauses.raw) if "take_out" in wish.changed else None
    if found is None or kept_out(found[1], "not_mentioned"):
        return wish
    said = and_also(str(wish.options.get("mention") or "") or None, towards_writer(found[1]))
    return replace(wish, options={**wish.options, "mention": said}, changed=(*wish.changed, "mention"))


def _is_needless(part: str, wish: Wish) -> bool:
    """ "I can send my CV", which the text says by itself; the secretary's own name; a writer's no, told back."""
    through = str(wish.options.get("secretary_name") or "")
    if through and through in part:
        return True
    name = {"request": "sent_anyway", "packet": "sent_anyway", "gracious-decline": "news_of_no",
            "signal": "interest_anyway"}.get(wish.kind, "")
    return bool(name) and raw_pattern(name).search(part) is not None


def _mentioning(wish: Wish, mention: str, otherwise: str = "again") -> Wish:
    """The wish with this mention; where nothing new is left of it, nothing was mentioned."""
    options = {name: value for name, value in {**wish.options, "mention": mention}.items() if value}
    changed = tuple(name for name in wish.changed if name != "mention")
    return replace(wish, options=options, changed=changed or ((otherwise,) if wish.changed else ()))


def sentences_in(text: str) -> int:
    """How many sentences a text has."""
    return sum(len(_SENTENCE_END.findall(line)) for line in text.splitlines())


def _is_unfit(part: str) -> bool:
    """Whether a thing is no memory, deed or wish: "politely", "internal medicine and/or neurology"."""
    if is_own_sentence(part):
        return False
    fields = [field for field in _FIELDS.split(part) if field]
    unfit = raw_pattern("unfit_mention").search(part) is not None or is_unclean(part)
    return unfit or all(find_specialty(field) for field in fields)
