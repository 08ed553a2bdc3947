"""What of a message is to be mentioned in a draft, and its words as they read well there: the writer is "you", a clause
begins with "that", and several things stand apart, so that each gets a sentence of its own."""

from __future__ import annotations

import re

from assistant.agent.builtin.draft_apart import first_order, freed, numbers_apart, without_ruled_out
from assistant.agent.builtin.draft_cues import raw_pattern
from assistant.agent.builtin.draft_grammar import in_grammar
from assistant.agent.builtin.draft_typed import as_its_type
from assistant.drafting.rules import load_rules
from assistant.drafting.wording import telling_words

BETWEEN = "; "  # two things that are mentioned
_LEAST_WORDS = 2  # of what is mentioned
_SENTENCE = re.compile(
    r"(?<=[.!?;\n])(?<!\bmrs\.)(?<!\bmr\.)(?<!\bms\.)(?<!\bdr\.)(?<!\bprof\.)\s+|\n+", re.IGNORECASE
)
_STOP = re.compile(
    r"[,;]\s*(?=(?:and\s+)?(?:make|keep|be|use|but|write|please|pls|more|shorter|it"
    r"|(?:close|end|finish|sign|start|begin)(?: it| the \w+)? (?:with|off))\b)",
    re.IGNORECASE,
)
_ORDER = r"(?=(?:mention|include|add|say|tell (?:him|her|them|me)|put|ask (?:if|whether|him|her|them))\b)"
_FURTHER = re.compile(
    rf"[,;]?\s+(?:(?:and|also|then|please|pls|plz)\s+)+{_ORDER}|[,;]\s*{_ORDER}", re.IGNORECASE
)
_OF_THINGS = re.compile(r"(?:the|my|our|his|her|their|that|this|a|an)\s", re.IGNORECASE)
_HALVES = re.compile(r"\s+and\s+(?=(?:that )?(?:he|she|they|you|I|we)\s)")
_CONTRACTED = (("'d", "would"), ("'ll", "will"), ("'ve", "have"))
_THANKS_FOR = re.compile(r"\bth(?:an[kx]|x).*?\bfor\b", re.IGNORECASE)
_POINTS_BACK = re.compile(r"(?:this|that|it|these|those|him|her|me|something)", re.IGNORECASE)
_TO_YOU = (
    (re.compile(r"\b(?:he|she|they) (?:was|were)\b", re.I), "you were"),
    (re.compile(r"\b(?:he|she) is\b", re.I), "you are"), (re.compile(r"\b(?:he|she) has\b", re.I), "you have"),
    (re.compile(r"\b(?:he|she) does\b", re.I), "you do"),
    (re.compile(r"(?<!send )(?<!sent )(?<!attach )(?<!bring )\bthem\b|\b(?:he|she|they|him)\b", re.I), "you"),
    (re.compile(r"\b(?:his|their)\b", re.I), "your"),
    (re.compile(r"\bher(?= \w)", re.I), "your"), (re.compile(r"\bhers?\b", re.I), "you"),
)  # fmt: skip
_STATED = re.compile(
    r"(?P<owned>my |the |our |your )?(?!I |we |you |that |it |this |there )(?:(?:letter|eras|upload|request) )?"
    r"\w+ (?:was|were|is|are|had|took)\b",
    re.IGNORECASE,
)
_OF_MINE = re.compile(r"(?:my|our) (?:\w+ ){2,3}?(?:is|are|was|were|has|have|will)\b", re.IGNORECASE)
_QUOTED = re.compile(r"((?<!\w)['\"“‘«].+?['\"”’»](?!\w))")
_QUOTES = "\"'“”‘’"
_ADDRESSED = re.compile(r"\b(?:you|your|yours)\b", re.IGNORECASE)
_ALSO = re.compile(r"^(that (?:I|you|we) )also (?=\w)")
_TITLED = re.compile(r"\b(dr|prof|mrs|mr|ms)\.? (?!who\b|that\b|and\b)([a-z])(?=\w)", re.IGNORECASE)
_I = re.compile(r"\bi\b(?=$|\s|['’])")


def mentioned(raw: str) -> str | None:
    """What the message asks to be mentioned, turned towards the writer: "he taught me" becomes "you taught me"."""
    raw = _told_alone(raw)
    if before := raw_pattern("mention_before").search(raw):
        return _fitting(towards_writer(next(filter(None, before.groups())).strip()))
    told: list[str] = []
    for piece in (one for sentence in _SENTENCE.split(raw) for one in _FURTHER.split(sentence)):
        orders = raw_pattern("mention_start").finditer(piece)
        found = next((one for one in orders if not _denied(one, piece)), None)
        if found and (found[0] or not told) and (said := _said_behind(found, piece, raw)):
            told += [said] if not told or _is_more(said) else []
        elif told and (unfit := raw_pattern("unfit_order").match(piece)):
            told.append((unfit[1] or unfit["asks"]).strip(" .!?"))  # what is no sentence is said to be none
    return _fitting_whole(told) or None


def _is_more(said: str) -> bool:
    """Whether what a further order names is a thing to mention, and no day, name or order of another kind."""
    return len(said.split()) >= _LEAST_WORDS and not kept_out(said, "not_mentioned", "day_mentioned")


def _fitting_whole(told: list[str]) -> str:
    """The things that there is room for, each whole."""
    parts = list(told)
    while len(parts) > 1 and len(BETWEEN.join(parts)) > _most():
        parts.pop()
    return BETWEEN.join(parts)


def thanks_for(raw: str) -> str:
    """ "Also thank him for the ECG teaching": those thanks alone, or ""."""
    said = (mentioned(raw) or "").split(BETWEEN)
    return BETWEEN.join(part for part in said if part.startswith("thank you for "))


def _told_alone(raw: str) -> str:
    """The message without how a thing is to be said: "in one sentence at the end", "and make all a bit shorter"."""
    raw = raw_pattern("trains_there").sub(r"\1 in your program", freed(raw))
    return raw_pattern("form_of_all").sub("", raw_pattern("form_of_mention").sub("", raw))


def _denied(found: re.Match[str], sentence: str) -> bool:
    """ "Don't mention": what looks like an order asks, denies or does not know, or is the writer's news."""
    before = sentence[: found.start()]
    told = raw_pattern("told_by_writer").search(f"{before}{found[0].split()[0]}") if found[0].strip() else None
    return bool(found[0] and (told or raw_pattern("no_order").search(before)))


def _said_behind(found: re.Match[str], sentence: str, raw: str) -> str | None:
    """What stands behind an order to mention something; None where that is nothing to mention."""
    thanks = _THANKS_FOR.search(found[0])
    begins = found.end() if thanks is None else found.start() + thanks.end()  # "for her patience": hers is part of it
    words, numbers = numbers_apart(_STOP.split(sentence[begins:])[0])
    words = _trimmed(raw_pattern("mention_end").sub("", words))
    words = _told_only(words, raw)
    if _POINTS_BACK.fullmatch(words):
        words = ""
    said = towards_writer(f"thank you for {words}" if thanks and words else words)
    return _fitting(BETWEEN.join([*filter(None, [said]), *numbers])) or None


def _told_only(words: str, raw: str) -> str:
    """The things to be mentioned without those that no note mentions, or that the message itself rules out.

    "The journal club, not the lunch" is the journal club, "my talk and that I was the best" the talk.
    """
    words = without_ruled_out(words)
    if _OF_THINGS.match(words) or "," in words or " but " in words:
        words = raw_pattern("and_not").sub("", words)
    kept = [p for p in raw_pattern("mention_joins").split(words) if not kept_out(p, "not_mentioned") or _contact(p)]
    ruled_out = [telling_words(found[1]) for found in raw_pattern("and_not").finditer(raw)]
    halves = [half for piece in kept for half in _HALVES.split(piece)]
    wanted = [half for half in halves if not any(out & telling_words(half) for out in ruled_out)]
    return BETWEEN.join(wanted if wanted and len(wanted) < len(halves) else kept)


def _contact(words: str) -> re.Match[str] | None:
    """ "My new number +1 602 555 0147"."""
    return raw_pattern("gives_number").match(words)


def loosely_mentioned(raw: str, before: str = "") -> str | None:
    """What is to be mentioned where no cue says what: the words without the order before and behind them."""
    if (said := mentioned(raw)) is None:
        words = first_order(_without_filler(" ".join(_told_alone(raw).split())))
        words = raw_pattern("loose_end").sub("", raw_pattern("loose_start").sub("", words))
        words, numbers = numbers_apart(_trimmed(_without_filler(words)))
        if not numbers and (len(words.split()) < _LEAST_WORDS or kept_out(words, "day_mentioned")):
            return None
        said = BETWEEN.join([*filter(None, [towards_writer(words)]), *numbers])
    return and_also(before or None, _fitting(said))


def and_also(before: str | None, now: str | None) -> str | None:
    """What is to be mentioned beside what already is, each thing once; the oldest gives way where it is too much."""
    if not (before and now):
        return before or now
    held = [part for part in before.split(BETWEEN) if not _told_by(part, now)]
    new = [part for part in now.split(BETWEEN) if not any(_told_by(part, old) for old in held)]
    parts = [*held, *new]
    while len(parts) > 1 and len(BETWEEN.join(parts)) > _most():
        parts = parts[1:]
    return BETWEEN.join(parts)


def of_oneself(mention: str) -> str | None:
    """What of a mention speaks of the applicant alone, so that it is as true towards another writer.

    "I presented the case of the boy with Kawasaki" was seen by one writer, and is no memory of another.
    """
    parts = [part for part in mention.split(BETWEEN) if not _ADDRESSED.search(part)]
    kept = [part for part in parts if not raw_pattern("seen_by_one").search(part)]
    return BETWEEN.join(kept) or None


def without_named(mention: str, said: str) -> str | None:
    """The mention without the things that share a word with what is said to be taken out."""
    named = telling_words(said)
    return BETWEEN.join(part for part in mention.split(BETWEEN) if not named & telling_words(part)) or None


def good_news(raw: str) -> str | None:
    """ "I MATCHED!! internal medicine, in Scranton. Help me thank him": what went well, to go with the thanks."""
    found = raw_pattern("good_news").search(raw)
    if found is None:
        return None
    told = " ".join(re.sub(r"[!*]+", ",", found[0]).split()).strip(" ,;:")
    words = [word.lower() if len(word) > 1 and word.isupper() and not number else word
             for number, word in enumerate(told.split()[1:])]  # fmt: skip
    return _fitting(f"that I {' '.join(words)}")


def towards_writer(words: str) -> str:
    """What is mentioned as it stands in a draft: a thing, thanks, or a clause with "that"; a list of them."""
    if place := raw_pattern("place_given").match(words):
        return f"my time with you at {place[1].strip()}"
    return BETWEEN.join(filter(None, (_part(piece) for piece in raw_pattern("mention_joins").split(words))))


def _part(words: str) -> str:
    if found := _contact(words.strip(" ,")):
        return f"that my {found[1].strip()} is {found[2].strip()}"
    pieces = _QUOTED.split(_without_filler(words).strip(" ,"))
    pieces[::2] = [_mended(_to_you(piece)) for piece in pieces[::2]]  # what was said stays as it was said
    words = raw_pattern("thanks_for_verb").sub(_gerund, "".join(pieces))
    if raw_pattern("mention_bare_deed").match(words):
        words = f"I {words}"
    if _OF_MINE.match(words) or raw_pattern("kin_does").match(words):
        words = f"that {words}"
    elif stated := _STATED.match(words):
        words = f"that {words}" if stated["owned"] else f"that my {words}"
    elif re.match(r"(?:I|we|you)\b", words):
        words = f"that {words}"
    return as_its_type(in_grammar(_ALSO.sub(r"\1", words)))


def _to_you(words: str) -> str:
    """The writer as "you"; behind a patient or a family, "he" and "her" may be theirs and stay."""
    other = raw_pattern("of_patient").search(words)
    head, tail = (words[: other.start()], words[other.start() :]) if other else (words, "")
    head = raw_pattern("to_another").sub(_as_me, head)
    head, said_of_writer = raw_pattern("subject_verb").subn(_without_ending, head)
    if said_of_writer:
        head = raw_pattern("joined_verb").sub(lambda found: f"{found[1]}{found[2]}", head)
    head = raw_pattern("her_alone").sub("you", head)
    for pattern, replacement in _TO_YOU:
        head = pattern.sub(replacement, head)
    return head + tail


def _as_me(found: re.Match[str]) -> str:
    """ "He taught her how", told for a friend: whom he taught is the applicant."""
    whose = found["praised"] or found["praised2"]
    return f"{found[0][: found[0].rindex(' ')]} {'my' if whose else 'me'}"


def _without_ending(found: re.Match[str]) -> str:
    """ "She lets me" as it is said to her: "you let me"."""
    return f"you{found[1]} {plain_verb(found[2])}"


def plain_verb(stem: str) -> str:
    """A verb without the ending of "he": "carrie", of "carries", is "carry"."""
    return f"{stem[:-2]}y" if stem.endswith("ie") else stem


def _gerund(found: re.Match[str]) -> str:
    verb = found[1]
    return "letting" if verb == "let" else f"{verb.removesuffix('e')}ing"


def as_written(words: str) -> str:
    """Words to somebody else than the writer: with names and "I" in capitals, and nobody turned into "you"."""
    return _mended(_without_filler(" ".join(words.split())).strip(" .,;:"))


def _mended(words: str) -> str:
    words = raw_pattern("mention_noise").sub("", words)
    words = raw_pattern("patient_of").sub(r"\1 with ", words)
    words = re.sub(r"\b[iI]['’]?m\b(?! [a-z]*\d)", "I am", words)
    for ending, word in _CONTRACTED:
        words = re.sub(rf"\b[iI]{ending.replace(chr(39), '[' + chr(39) + '’]')}\b", f"I {word}", words)
    words = raw_pattern("month_name").sub(as_a_name, words)
    words = _TITLED.sub(lambda found: f"{found[1].capitalize()}. {found[2].upper()}", words)
    words = raw_pattern("abbreviation").sub(lambda found: found[0].upper(), words)
    return raw_pattern("let_me_to").sub(r"\1\2 ", _I.sub("I", words))


def as_a_name(found: re.Match[str]) -> str:
    """ "new york" as it is written: New York; what has its capitals already stays."""
    return found[0].title() if found[0].islower() else found[0]


def _without_filler(words: str) -> str:
    return raw_pattern("mention_filler").sub("", words)


def _trimmed(words: str) -> str:
    """The words without what stands round them; a quotation within them keeps its marks."""
    words = " ".join(words.split()).strip(" .!?,;:")
    if len(words) > 1 and words[0] in _QUOTES and words[-1] in _QUOTES:
        return words[1:-1].strip(" .!?,;:")
    opened = len(_QUOTED.findall(words)) > 0
    return words if opened else words.strip(f" .!?,;:{_QUOTES}")


def praises_oneself(words: str) -> bool:
    """ "I was the best student"; what the writer said is a fact between the two: "he said my notes were the best"."""
    return bool(raw_pattern("own_praise").search(words)) and not raw_pattern("praise_told").search(words)


def kept_out(words: str, *more: str) -> bool:
    """Whether words are praise, an order, pressure, a fact of the case or what `more` names: nothing to mention."""
    names = ("orders_mention", "mention_presses", "mention_asked", "told_for_case", *more)
    return praises_oneself(words) or any(raw_pattern(name).search(words) for name in names)


def _told_by(part: str, other: str) -> bool:
    """Whether one thing that is mentioned is told by another, which may tell more of it."""
    own = telling_words(part)
    return part in other or bool(own and own <= telling_words(other))


def _fitting(words: str) -> str:
    return words[: _most()]


def _most() -> int:
    return int(load_rules().limits["mention_characters"])
