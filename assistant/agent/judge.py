"""The verdict on one sentence of a language model: shown, shown with its source put right, or not shown."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.agent.doubt import doubtful, extracted
from assistant.agent.evidence import Evidence
from assistant.agent.models import words
from assistant.agent.split import LONGEST
from assistant.guard import Claim, answer_breaches, check_grounding
from assistant.guard.reading import read
from assistant.period import period_in_words

REMEMBERED = 1500  # characters of the answer so far in whose light a sentence is judged
MOST_MARKS = 2  # sources that code puts behind a sentence that named none
_MARK = re.compile(r"[ \t]*\[\[?((?:[A-Z]{2,}-[A-Z0-9-]+)(?:[ \t]*[,;][ \t]*[A-Z]{2,}-[A-Z0-9-]+)*)\]\]?")
_IDS = re.compile(r"[A-Z]{2,}-[A-Z0-9-]+")
_OTHER_MARK = re.compile(r"[ \t]*\[\^?\d{1,3}\]|[ \t]*\[\[[^\]]{0,60}\]\]")
_ABOUT_YOU = re.compile(r"\b(?:you|your|yours|you're|you've)\b", re.IGNORECASE)
_ADVICE = re.compile(
    r"\b(?:need|must|should|ought|have to|has to|require[sd]?|enough|accept(?:s|ed)?|expect(?:s|ed)?|recommend(?:s|ed)?"
    r"|allow(?:s|ed)?|may|can|will|best|better|safe|chances?)\b", re.IGNORECASE
)  # fmt: skip
_DID_YOU_KNOW = re.compile(
    r"^(?:did|do) you know(?: that)? |^(?:remember|you know|note|isn't it (?:true|so))(?: that)? (?=.*\?$)",
    re.IGNORECASE,
)  # fmt: skip
_NOTED = re.compile(
    r"^(?:(?:thanks|thank you|got it|great|ok|okay|good|noted)\b[^.]{0,30}[,;:!.] *)?(?:i've|i have|i) (?:now )?"
    r"(?:noted|recorded|saved|added|updated|written)\b", re.IGNORECASE
)  # fmt: skip
_PARTICULAR = re.compile(r"\d|(?<=[a-z,;] )(?!I\b)[A-Z]")  # a figure or a name, which evidence must carry
_LEAST_COPIED = 8  # words of the instructions in a row that an answer must not repeat


@dataclass(frozen=True, slots=True)
class Verdict:
    """`text` may be shown, with `[[ID]]` behind it; empty where it may not, and `reason` says why.

    `states`: it says something that needed evidence. `cited`: the sources that it named and that may be cited.
    """

    text: str
    reason: str = ""
    states: bool = False
    cited: tuple[str, ...] = ()


class Judge:
    """Judges the sentences of one answer in order."""

    def __init__(self, evidence: Evidence, instructions: str = "", waived: bool = False) -> None:
        self._evidence = evidence
        self._runs = _runs(instructions)
        self._waived = waived
        self._shown = ""
        self._breaches = 0
        self._before = ""

    def judge(self, sentence: str) -> Verdict:
        """The verdict on the next sentence, given those that were shown."""
        if len(sentence) > LONGEST:
            return Verdict("", "it is too long to be one sentence", True)
        bare, named = _unmarked(sentence)
        said = _DID_YOU_KNOW.sub("", bare)
        if said != bare:  # a statement in the dress of a question
            said = f"{said[:1].upper()}{said[1:].rstrip('?!. ')}."
        if not re.search(r"\w", bare):
            return Verdict(bare if not named else "")
        known = tuple(name for name in named if name in self._evidence.facts)
        if _runs(bare) & self._runs:
            return Verdict("", "it repeats the instructions", True)
        if breach := self._breach(bare):
            return Verdict("", breach, True, known)
        if self._evidence.noted and _NOTED.match(said) and not _PARTICULAR.search(said):
            return Verdict(bare)
        claims, marks = self._grounded(said, named, known)
        wrong = next((claim for claim in claims if not claim.supported), None)
        if wrong is not None:
            return Verdict("", wrong.reason or wrong.kind, True, known)
        if all(claim.kind == "nothing" for claim in claims):
            return Verdict(self.marked(bare, known))
        if marks:
            return self._sure(bare, marks, known)
        if doubtful(said, self._carrying(claims), particulars=False):
            return Verdict("", "it may not mean what its source means", True, known)
        return Verdict(bare, "", True, known)

    def _sure(self, bare: str, marks: tuple[str, ...], known: tuple[str, ...]) -> Verdict:
        """The sentence itself, or in doubt what its source says: nothing where that has been said before."""
        facts = self._evidence.facts
        if not doubtful(bare, [facts[mark] for mark in marks]):
            return Verdict(self.marked(bare, marks), "", True, known)
        own = [self.marked(facts[mark], [mark]) for mark in (marks if marks == known else marks[:1])]
        return Verdict(" ".join(text for text in own if text not in self._shown), "", True, known)

    def marked(self, text: str, marks: Sequence[str]) -> str:
        """A text with its sources behind it, and a warning where one of them is a dated fact whose season is over."""
        past = next(filter(None, map(self._evidence.past_season, marks)), "")
        warned = f"{text} {words()['stale'].text().format(season=period_in_words(past))}" if past else text
        return f"{warned} {''.join(f'[[{mark}]]' for mark in marks)}" if marks else text

    def _carrying(self, claims: Sequence[Claim]) -> list[str]:
        texts = {item["id"]: item["text"] for item in [*self._evidence.guide(), *self._evidence.own()]}
        return [texts[name] for claim in claims for name in claim.evidence_ids if name in texts]

    def accept(self, text: str) -> None:
        """The sentence was shown."""
        self._shown = f"{self._shown}{text}\n"[-REMEMBERED:]
        self._before = _unmarked(text)[0]
        self._breaches = len(self._found(self._shown))

    def _breach(self, bare: str) -> str:
        found = self._found(f"{self._shown}{bare}\n")
        return found[-1].reason if len(found) > self._breaches else ""

    def _found(self, text: str) -> list[Any]:
        return answer_breaches(text, [*self._evidence.guide(), *self._evidence.own()], self._waived)

    def _grounded(
        self, bare: str, named: Sequence[str], known: tuple[str, ...]
    ) -> tuple[list[Claim], tuple[str, ...]]:
        """The claims of a sentence and the sources to show behind it."""
        guide = self._evidence.guide()
        claims: list[Claim] = []
        if known and len(known) == len(named):
            if extracted(bare, [self._evidence.facts[name] for name in known]):
                return [Claim(bare, True, "none", "", known)], known
            claims = self._check(f"{bare} {''.join(f'[{name}]' for name in known)}", guide)
            if _hold(claims):
                return claims, known
        without = self._check(bare, guide)
        if _hold(without):
            return without, self._sources(without) or known
        if _ABOUT_YOU.search(bare) and not (_ADVICE.search(bare) or read(bare).modality):
            own = self._check(bare, self._evidence.own())
            if _hold(own):
                return own, ()
        return claims or without, ()

    def _check(self, text: str, evidence: Sequence[Mapping[str, str]]) -> list[Claim]:
        """The claims of the text, read after the sentence before it."""
        if not self._before:
            return check_grounding(text, evidence)
        mine = len(check_grounding(text, ()))
        return check_grounding(f"{self._before}\n{text}", evidence)[-mine:] if mine else []

    def _sources(self, claims: Sequence[Claim]) -> tuple[str, ...]:
        ids = [name for claim in claims if claim.kind != "nothing" for name in claim.evidence_ids]
        return tuple(dict.fromkeys(name for name in ids if name in self._evidence.facts))[:MOST_MARKS]


def _hold(claims: Sequence[Claim]) -> bool:
    return all(claim.supported for claim in claims)


def _unmarked(sentence: str) -> tuple[str, tuple[str, ...]]:
    """A sentence without its markers, and the ids in them."""
    named = [name for match in _MARK.finditer(sentence) for name in _IDS.findall(match[1])]
    return _OTHER_MARK.sub("", _MARK.sub("", sentence)).strip(), tuple(dict.fromkeys(named))


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = re.findall(r"[a-z']+", text.casefold())
    return frozenset(tuple(words[n : n + _LEAST_COPIED]) for n in range(len(words) - _LEAST_COPIED + 1))
