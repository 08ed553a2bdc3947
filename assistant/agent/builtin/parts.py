"""The parts of a message: what it asks or requests, and what it only tells of the person's own case.

A story about four writers is no question: looked up in the guide, or held against the forbidden requests, it gives
nonsense. So what is told goes to the case, and only the rest is looked up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.agent.builtin.cues import cue_words, has_cue
from assistant.audit.figures import load_figures
from assistant.casebook import CaseUpdate
from assistant.casebook.model import split_path
from assistant.retrieval.normalise import normalise

# What a letter can soften (FLAG-1 to FLAG-4, ALIGN-3): telling of it is reason enough to say what the guide says.
SOFTENED = frozenset({"exam_failures", "low_score", "clinical_gap_months", "graduation_year", "switched_from"})
NUMBER_WORDS = {word: number for number, word in enumerate(
    "one two three four five six seven eight nine ten eleven twelve".split(), 1
)}  # fmt: skip
# After these a full stop ends no sentence.
_TITLES = re.compile(r"\b(dr|prof|mr|mrs|ms|assoc|asst|st|vs|e\.g|i\.e|approx|no)\.(?=\s)", re.IGNORECASE)
_TITLED = re.compile(r"\b(?:my )?(?:dra?|prof)\b\.?\s+([a-z][\w'-]+)", re.IGNORECASE)
_SENTENCES = re.compile(r"(?<=[.?!;])\s+|\n+")
# Where a further question of the same sentence begins: "how many and should i waive", "who writes when to ask".
_ASKING = (
    "how|when|wen|who|whom|whose|what|wat|in what|by when|until when|which|where|why|should|shall|shud|can|could|do|"
    "does|is|are|must|may|will"
)
_AT_ONCE = (
    r"how (?:many|much|long|early|to|do|should)|who (?:should|can|to)|when (?:to|should|do|is)|"
    r"what (?:is|to|should|do|i)|where (?:to|should)|(?:should|can|must) i"
)
_FURTHER = re.compile(
    rf"[,;]?\s+(?:and|also|plus|then|or)\s+(?:also\s+)?(?=(?:{_ASKING})\b)|[,;?]\s*(?=(?:{_ASKING})\b)|\s+(?=(?:{_AT_ONCE})\b)",
    re.IGNORECASE,
)
_BEGUN = re.compile(
    r"^\W*(?:(?:and|so|ok|then) )*(?:who|whom|what|whose|which|when|where|how|why)(?:\s+[\w']+){0,3}$", re.IGNORECASE
)
_GOES_ON = re.compile(r"(?:should|can|must) i\b", re.IGNORECASE)
# The month, not the verb: "ended may, she said yes".
_MONTH = re.compile(
    r"\b(?:in|ended|of|last|this|end|till|until|since|by|from|mid) may\b|\bmay\b(?= \d|,)", re.IGNORECASE
)  # fmt: skip
# What goes on telling of the writer just named, "Dr. Lopez, who told me that it will be strong", and what tells without
# a subject, "did internship in 2021", "but didnt say strong": none of them asks.
_RELATIVE = re.compile(
    r",\s*(?:(?:with|under|for|from)\s+)?(?:who|whom|which)\s+(?:(?:also|already|really|just|only|kindly)\s+)?"
    r"(?=(?:told|said|says|promised|agreed|offered|knew|taught|supervised|saw|watched|evaluated|praised|wrote|worked|i\s+"
    r"(?:worked|rotated|did|met|know|knew|was|spent|assisted|shadowed|observed|had))\b(?!.*\b(?:better|best|most)\b))"
    r"|^\W*did (?=(?:an?|one|two|three|four|six|eight|some|\d+|(?:my |an? |the )?(?:us |clinical |medical )?(?:"
    r"internship|residency|house ?job|rotation|elective|externship|observership|clerkship|sub ?-?i|research|mbbs))\b)"
    r"|^\W*(?:(?:and|but|so|also|though|he|she)\s+)*(?:did|has|have|does|was|wo|would|could)n['’]?t\s+(?:(?:yet|even|really|ever)\s+)?"
    r"(?=(?:say|said|tell|told|mention|promise|answer|repl|respond|writ|wrote|ask|remember|upload|waive|been|sent?)\w*)",
    re.IGNORECASE,
)
_NOTE = re.compile(r"\b(?:please|pls|plz|kindly) note\b(?! (?:to|for)\b)", re.IGNORECASE)
_CLAUSES = re.compile(r"[,;:]|\s(?:and|but|also|plus|because|so|then)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Told:
    """What the casebook read out of a message.

    `words` are the message's own words behind each change, those of `softened` among them; `of_letters` are those that
    speak of a letter; `names` are the writers' names; `deeds`, as written, say what was done with a writer.
    """

    words: tuple[str, ...] = ()
    softened: tuple[str, ...] = ()
    of_letters: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    deeds: tuple[str, ...] = ()

    @classmethod
    def by(cls, update: CaseUpdate, year: int = 0) -> Told:
        """What an update tells; by the year of the talk, who graduated lately has nothing there to soften."""
        lately = {
            normalise(c.words) for c in update.changes if c.field == "graduation_year" and _is_late(c.value, year)
        }  # fmt: skip
        changes = [(normalise(c.words), *split_path(c.field)) for c in update.changes if normalise(c.words)]
        return cls(
            words=tuple(words for words, _, _ in changes),
            softened=tuple(
                words for words, letter, name in changes
                if letter is None and name in SOFTENED and words not in lately
            ),
            of_letters=tuple(words for words, letter, _ in changes if letter is not None),
            names=tuple(
                letter["writer"]["name"] for letter in update.case.get("letters") or []
                if letter.get("writer", {}).get("name")
            ),
            deeds=tuple(c.words for c in update.changes if c.words and ".notes." in c.field),
        )  # fmt: skip

    def tells(self, part: str) -> bool:
        """Whether a part of the message holds something of the case."""
        return _holds(part, self.words)

    def softens(self, part: str) -> bool:
        """Whether a part tells of something that a letter can soften."""
        return _holds(part, self.softened)

    def wants(self, part: str) -> bool:
        """Whether a part asks or requests something; "she liked how I explained it" does not."""
        for words in self.deeds:
            part = re.sub(rf"(?:\b(?:i|we)\s+)?{re.escape(words)}", " ", part, flags=re.IGNORECASE)
        return asks(part) or requests(part)

    def of_a_letter(self, part: str) -> bool:
        """Whether a part tells of a letter."""
        return _holds(part, self.of_letters)

    def masked(self, text: str) -> str:
        """The text with writers' names as "my attending": a name means nothing to the guide."""
        for name in sorted(self.names, key=len, reverse=True):
            forms = "|".join(re.escape(form) for form in (name, name.split()[-1]))
            titled = rf"\b(?:(?:dr|prof|professor|doctor)\b\.?\s*)?(?:{forms})\b"
            text = re.sub(titled, "my attending", text, flags=re.IGNORECASE)
        return text


def masked_titles(text: str) -> str:
    """A title with a name that the case does not hold ("dr. ramirez") as "my attending"."""
    plain = cue_words("english_words") | cue_words("after_a_title")
    return _TITLED.sub(lambda found: found[0] if found[1].lower() in plain else "my attending", text)


def _is_late(graduated: object, year: int) -> bool:
    return year > 0 and isinstance(graduated, int) and year - graduated < load_figures().older_graduation_years


def _holds(part: str, phrases: tuple[str, ...]) -> bool:
    plain = f" {normalise(part)} "
    return any(f" {phrase} " in plain for phrase in phrases)


def sentences(text: str) -> list[str]:
    """The sentences of a message; one of a single word ("bad?") belongs to the one before."""
    held = _TITLES.sub(lambda m: m[0][:-1], text)
    parts: list[str] = []
    for part in filter(None, map(str.strip, _SENTENCES.split(held))):
        if len(normalise(part).split()) >= 2:
            parts.append(part)
        elif parts:
            parts[-1] += " " + part
    return parts


def further_questions(sentence: str) -> list[str]:
    """The questions of one sentence that stands for several; the sentence itself where it asks one thing."""
    parts: list[str] = []
    for piece in map(str.strip, _FURTHER.split(sentence)):
        whole = f"{parts[-1]} {piece}" if parts and _BEGUN.search(parts[-1]) and _GOES_ON.match(piece) else ""
        if whole and whole in sentence:  # "which one | should i ask" is one question
            parts[-1] = whole
        else:
            parts.append(piece)
    return parts if all(len(normalise(part).split()) >= 2 for part in parts) else [sentence]


def clauses(text: str) -> list[str]:
    """The clauses of a sentence, those of one word left out."""
    parts = [part.strip() for part in _CLAUSES.split(text)]
    return [part for part in parts if len(normalise(part).split()) >= 2]


def is_question(part: str) -> bool:
    """Whether a sentence or clause asks something; in second-language English often without a question mark."""
    return part.rstrip().endswith("?") or has_cue("asking", _RELATIVE.sub(", ", part))


def asks(text: str) -> bool:
    """Whether any part of a message is a question; "he knows me 4 years and will write a letter" asks nothing."""
    return any(_asks(sentence) for sentence in _SENTENCES.split(_MONTH.sub("month", text)))


def _asks(sentence: str) -> bool:
    first, *further = _CLAUSES.split(sentence if sentence.rstrip().endswith("?") else _RELATIVE.sub(", ", sentence))
    if is_question(sentence) or is_question(first):
        return True
    return any(is_question(clause) and not has_cue("goes_on_telling", clause) for clause in further)


def requests(text: str) -> bool:
    """Whether any part of a message wants something done; "please note that she is retired" only tells."""
    return any(has_cue("requesting", part) for part in _parts(_NOTE.sub(" ", text)))


def _parts(text: str) -> list[str]:
    return [part for sentence in _SENTENCES.split(text) for part in [sentence, *_CLAUSES.split(sentence)]]
