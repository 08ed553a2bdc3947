"""What shapes a draft: circumstances told with the wish, and changes asked for once it is there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from assistant.agent.builtin.draft_cues import Clauses, clause_has, raw_pattern
from assistant.drafting.rules import load_rules
from assistant.retrieval.normalise import normalise

_LEAST_WORDS = 2  # of what is mentioned
_STEM = 5  # letters by which two words are the same for taking out what one of them named
MOST_WORDS = 14  # of a clause that changes a draft without a word such as "make"
_FLAGS = ("shorter", "formal", "warmer", "secretary")
_ASKING_FLAGS = ("months_ago", "barely_known", "home_mentor")
_CALLED = r"(?i:ms|mrs|mr|miss)\.?\s+[A-Za-z][\w'-]+(?:\s[A-Z][\w'-]+)?"  # "Mrs. Delphine Oakes"
_NAMED = rf"({_CALLED}|[A-Z][\w'-]+(?:\s[A-Z][\w'-]+)?)"
_SECRETARY = (
    r"\b(?i:se[ck]r[ea]t[aeiy]?r[yi]|assist[ae]nt|co-?ordinat[oe]r|manager|recepti?onist|admin|front office|front desk)"
)
_ROLE = re.compile(rf"{_SECRETARY}\b")
_SECRETARY_NAME = re.compile(rf"{_SECRETARY}(?:'s)?[,:(]?\s+(?:name\s+)?(?:(?:is|called|named)\s+)?{_NAMED}")
_HER_NAME = re.compile(
    rf"{_SECRETARY}\b[^.!?]{{0,60}}?\b(?i:name is|named|called|name's|name)\s+{_NAMED}|"
    rf"\b{_NAMED},? (?i:(?:is )?(?:(?:at|in) )?(?:his|her|the|dr\.? \w+'s)) {_SECRETARY}\b"
)
_COURTESY = re.compile(rf"\b{_CALLED}")
_AAMC_ID = re.compile(r"\baamc\b[^\d\n]{0,20}(\d{6,9})\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?;\n])\s+|\n+")
_STOP = re.compile(r"[,;]\s*(?=(?:and\s+)?(?:make|keep|be|use|but|write|please|pls|more|shorter|it)\b)", re.IGNORECASE)
_THEY = re.compile(r"\b(?:he|she|him|her|his|hers|they|them)\b", re.IGNORECASE)
_PATIENT = re.compile(r"\b(?:patient|man|woman|lady|boy|girl|child|baby|mother|father|family)\b", re.IGNORECASE)
_TO_YOU = (
    (re.compile(r"\b(?:he|she|they) (?:was|were)\b", re.I), "you were"),
    (re.compile(r"\b(?:he|she) is\b", re.I), "you are"), (re.compile(r"\b(?:he|she) has\b", re.I), "you have"),
    (re.compile(r"\b(?:he|she|they|him|them)\b", re.I), "you"), (re.compile(r"\b(?:his|their)\b", re.I), "your"),
    (re.compile(r"\bher(?= \w)", re.I), "your"), (re.compile(r"\bhers?\b", re.I), "you"),
)  # fmt: skip
_STATED = re.compile(r"(?P<owned>my |the |our |your )?(?!I |we |you |that )\w+ (?:was|were|is|are|had|took)\b", re.I)
_JOINING = frozenset("that with from have this when".split())
_ADDRESSED = re.compile(r"\b(?:you|your|yours)\b", re.IGNORECASE)
_POINTS_BACK = re.compile(r"(?:this|that|it|these|those|him|her|me|something)", re.IGNORECASE)
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_I = re.compile(r"\bi\b(?=$|\s|['’])")


def names_secretary(raw: str) -> bool:
    """Whether a secretary is named: a name that is no writer's."""
    return _secretary_name(raw) is not None


def _secretary_name(raw: str) -> str | None:
    """ "His secretary Ms. Lee", "her secretary answers, her name is Donna", "Donna, her secretary"."""
    if found := _SECRETARY_NAME.search(raw):
        return found[1]
    found = _HER_NAME.search(raw)
    return (found[1] or found[2]) if found else None


def without_secretary(raw: str) -> str:
    """The message without the name of a secretary, who is no writer of the case."""
    named = _secretary_name(raw) if raw_pattern("passes_on").search(raw) else None
    return _ROLE.sub("", raw.replace(named, "")) if named else raw


def circumstances(clauses: Clauses, kind: str) -> dict[str, Any]:
    """The options that a message's own words set, such as a writer who may have forgotten."""
    found: dict[str, Any] = {name: True for name in _FLAGS if clauses.has(name)}
    if kind == "request":
        found |= {name: True for name in _ASKING_FLAGS if clauses.has(name)}
        if clauses.has("second_request") or (clauses.has("no_answer") and not clauses.has("agreed")):
            found["second_request"] = True
    return found | (secretary_of(clauses.raw) if found.get("secretary") else {})


def revision_of(
    clauses: Clauses, options: Mapping[str, Any], not_done: str
) -> tuple[dict[str, Any], tuple[str, ...]] | None:
    """The options as a message changes them, and what it changed; None where it changes nothing."""
    changed, names = dict(options), []
    for clause in clauses.texts:
        if clause_has(clause, "mentions", "take_out") or not _may_change(clause):
            continue
        for name in _changes(clause):
            names.append(name)
            _apply(changed, name)
    if changed.get("mention") and _takes_back(clauses, str(changed["mention"])):
        del changed["mention"]
        names = ["take_out"]
    elif clauses.has("take_out") and not names:
        if changed.pop("mention", None):
            names.append("take_out")
        elif any(clause_has(clause, "take_out") and clause_has(clause, "a_part") for clause in clauses.texts):
            names.append("as_is")
    elif clauses.has("mentions") and not not_done and (mention := _also(_own_id(clauses.raw), mentioned(clauses.raw))):
        changed["mention"] = _also(changed.get("mention"), mention)
        names.append("mention")
    if changed.get("secretary"):
        changed |= secretary_of(clauses.raw) if clauses.has("secretary") else {}
    if not names and clauses.has("again") and len(clauses.whole.split()) <= MOST_WORDS:
        names = ["again"]
    return (changed, tuple(dict.fromkeys(names))) if names else None


def _takes_back(clauses: Clauses, mention: str) -> bool:
    """ "No, the wedding out": whether what is mentioned is named again, to be left out."""
    said = {word[:_STEM] for word in normalise(mention).split() if len(word) >= _STEM - 1 and word not in _JOINING}
    out = " ".join(clause for clause in clauses.texts if clause_has(clause, "leaves_out"))
    return bool(said & {word[:_STEM] for word in out.split()})


def _own_id(raw: str) -> str | None:
    """ "Add my AAMC ID 40112233"."""
    found = _AAMC_ID.search(raw)
    return f"that my AAMC ID is {found[1]}" if found else None


def secretary_of(raw: str) -> dict[str, str]:
    """Name and address of the secretary, as the message gives them."""
    courtesy, address = _COURTESY.search(raw), _ADDRESS.search(raw)
    named = _secretary_name(raw) or (courtesy[0] if courtesy else None)
    return {
        **({"secretary_name": _capitals(named)} if named else {}),
        **({"secretary_email": address[0].rstrip(".")} if address else {}),
    }  # fmt: skip


def _also(before: str | None, now: str | None) -> str | None:
    """What is to be mentioned beside what already is."""
    if not (before and now) or now in before:
        return before or now
    both = f"{before} and {now}"
    return both if len(both) <= load_rules().limits["mention_characters"] else now


def of_oneself(mention: str) -> str | None:
    """What of a mention speaks of the applicant alone, so that it is as true towards another writer."""
    kept = [part for part in re.split(r" and (?=that )", mention) if not _ADDRESSED.search(part)]
    return " and ".join(kept) or None


def _may_change(clause: str) -> bool:
    of_other = clause_has(clause, "other_text") and not clause_has(clause, "is_email")
    return not of_other and not clause_has(clause, "question") and (
        len(clause.split()) <= MOST_WORDS or clause_has(clause, "makes")
    )  # fmt: skip


def _changes(clause: str) -> list[str]:
    found = [name for name in ("longer", "shorter") if clause_has(clause, name)][:1]
    found += [name for name in ("less_formal", "formal") if clause_has(clause, name)][:1]
    found += [name for name in ("less_warm", "warmer", "plain_tone") if clause_has(clause, name)][:1]
    found += [name for name in ("not_secretary", "secretary") if clause_has(clause, name)][:1]
    return found + [name for name in _ASKING_FLAGS if clause_has(clause, name)]


def _capitals(name: str) -> str:
    """A name as it is written: "ms lee" is Ms Lee."""
    return " ".join(word[:1].upper() + word[1:] for word in name.split())


def _apply(options: dict[str, Any], name: str) -> None:
    undone = {
        "longer": "shorter", "less_formal": "formal", "not_secretary": "secretary", "less_warm": "warmer",
        "plain_tone": "warmer",
    }  # fmt: skip
    if name in undone:
        options.pop(undone[name], None)
        if name == "not_secretary":
            options.pop("secretary_name", None)
            options.pop("secretary_email", None)
    else:
        options[name] = True


def good_news(raw: str) -> str | None:
    """ "I MATCHED!! internal medicine, in Scranton. Help me thank him": what went well, to go with the thanks."""
    found = raw_pattern("good_news").search(raw)
    if found is None:
        return None
    told = " ".join(re.sub(r"[!*]+", ",", found[0]).split()).strip(" ,;:")
    words = [word.lower() if len(word) > 1 and word.isupper() and not number else word
             for number, word in enumerate(told.split()[1:])]  # fmt: skip
    return f"that I {' '.join(words)}"[: load_rules().limits["mention_characters"]]


def mentioned(raw: str) -> str | None:
    """What the message asks to be mentioned, turned towards the writer: "he taught me" becomes "you taught me"."""
    if before := raw_pattern("mention_before").search(raw):
        return _towards_writer(before[1].strip())[: load_rules().limits["mention_characters"]]
    start, end = raw_pattern("mention_start"), raw_pattern("mention_end")
    for sentence in _SENTENCE.split(raw):
        found = start.search(sentence)
        if found is None:
            continue
        words = end.sub("", _STOP.split(sentence[found.end() :])[0])
        words = " ".join(words.split()).strip(" .!,;:\"'“”")
        kept_out = any(raw_pattern(name).search(words) for name in ("not_mentioned", "own_praise", "orders_mention"))
        if not words or kept_out or _POINTS_BACK.fullmatch(words):
            continue
        return _towards_writer(words)[: load_rules().limits["mention_characters"]]
    return None


def loosely_mentioned(raw: str, before: str = "") -> str | None:
    """What is to be mentioned where no cue says what: the words without the order before and behind them."""
    if (said := mentioned(raw)) is None:
        words = raw_pattern("loose_end").sub("", raw_pattern("loose_start").sub("", " ".join(raw.split())))
        words = words.strip(" .!?,;:\"'“”")
        kept_out = ("own_praise", "orders_mention", "day_mentioned")
        if len(words.split()) < _LEAST_WORDS or any(raw_pattern(name).search(words) for name in kept_out):
            return None
        said = _towards_writer(words)
    return _also(before or None, said[: load_rules().limits["mention_characters"]])


def _towards_writer(words: str) -> str:
    if place := raw_pattern("place_given").match(words):
        return f"my time with you at {place[1].strip()}"
    if _THEY.search(words) and not _PATIENT.search(words):
        for pattern, replacement in _TO_YOU:
            words = pattern.sub(replacement, words)
    words = re.sub(r"\b[iI]['’]?m\b(?! [a-z]*\d)", "I am", words)
    words = _I.sub("I", words)
    if stated := _STATED.match(words):
        return f"that {words}" if stated["owned"] else f"that my {words}"
    return f"that {words}" if re.match(r"(?:I|we|you)\b", words) else words
