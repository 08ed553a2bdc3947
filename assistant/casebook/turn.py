"""One message being understood: what was read, the draft of the case, and which words are used up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from assistant.casebook.draft import Draft
from assistant.casebook.lexicon import Lexicon
from assistant.casebook.reading import Mention, Message
from assistant.casebook.stance import Clause

_REACH_OF_NEGATION = 4


@dataclass(slots=True)
class Turn:
    """The state while one message is understood. `used`: mentions whose meaning is settled."""

    message: Message
    draft: Draft
    book: Lexicon
    today: date
    asked: str | None
    clauses: list[Clause]
    used: set[Mention] = field(default_factory=set)
    apart: list[tuple[int, int]] = field(default_factory=list)  # tokens that tell of another time than the rest
    not_of: list[tuple[int, int, str]] = field(default_factory=list)  # tokens that are not said of a letter
    same: list[tuple[str, list[str], Mention]] = field(default_factory=list)  # "same department": as in these letters
    tabled: list[str] = field(default_factory=list)  # letters without a name that a table tells
    correcting: bool = False
    asks_whom: bool = False  # the first telling of a situation that ends in "whom should I ask?"

    def free(self, first: int, last: int, *groups: str) -> Iterator[Mention]:
        """Mentions of some groups between two tokens that are not used up."""
        return (mention for mention in self.message.inside(first, last, *groups) if mention not in self.used)

    def words(self, first: int, last: int) -> str:
        """The message's own words between two tokens."""
        return self.message.words(first, last)

    def said(self, mention: Mention) -> str:
        """The message's own words of a mention."""
        return self.message.words(mention.first, mention.last)

    def text(self, index: int) -> str:
        """The folded word at a token; empty beyond the ends."""
        return self.message.tokens[index].text if 0 <= index < len(self.message.tokens) else ""

    def raw(self, index: int) -> str:
        """The word or sign at a token as it was written; empty beyond the ends."""
        return self.message.tokens[index].raw if 0 <= index < len(self.message.tokens) else ""

    def negated(self, mention: Mention, first: int) -> bool:
        """A negation stands shortly before, with no new start in between."""
        if any(cue.first < mention.first for cue in self.message.inside(first, mention.first, "cue:none_of")):
            return True
        at, left = mention.first - 1, _REACH_OF_NEGATION
        while at >= first and left:
            token = self.message.tokens[at]
            if token.raw in {",", ":", "(", ")"} or token.text in self.book.cues["negation_stop"]:
                return False
            numbering = self.message.tokens[at + 1].raw == "." and self.number_at(at + 2) is not None  # "no. 2"
            mends = any(m.last > at + 1 for m in self.message.at(at, "cue:self_repair"))  # "no wait, it is IM"
            if token.text in self.book.cues["negation"] and not (numbering or mends):
                return True
            at, left = at - 1, left - 1
        return False

    def number_at(self, index: int) -> int | None:
        """The whole number at a token."""
        if not 0 <= index < len(self.message.tokens) or index in self.message.blocked:
            return None
        token = self.message.tokens[index]
        if token.kind == "number":
            return int(token.raw) if token.raw.isdigit() and len(token.raw) < 9 else None
        return self.book.numbers.get(token.text) if token.kind == "word" else None

    def year_at(self, index: int) -> int | None:
        """A year of four figures at a token."""
        value = self.number_at(index)
        fits = value is not None and len(self.message.tokens[index].raw) == 4
        return value if fits and value is not None and 1950 <= value <= 2100 else None

    def specialty(self, mention: Mention, *, context: bool) -> str | None:
        """The (sub)specialty that a mention means here. `context`: specialties are what is being listed."""
        aliases, token = self.book.aliases, self.message.tokens[mention.first]
        single = mention.last - mention.first == 1
        name = str(mention.value)
        words = " ".join(self.text(index) for index in range(mention.first, mention.last))
        if context or words not in aliases["context"]:
            risky = single and token.text in aliases["lower_allowed"] and len(token.text) <= 2 and not context
            return None if risky and token.raw.islower() else name
        capital = single and token.raw.isupper() and token.raw in aliases["upper"] and not self.message.shouting
        if capital:
            return None if token.raw == "ID" and self.text(mention.first - 1) in self.book.lists["before_id"] else name
        titled = self.text(mention.first - 1) == "of" and self.text(mention.first - 2) in self.book.lists["title_of"]
        if titled:
            return name
        named_before = any(
            m.last == mention.first for m in self.message.inside(mention.first - 4, mention.first, "name")
        )
        if named_before and any(True for _ in self.message.at(mention.last, "country")):
            return name  # "Dr Javed IM Lahore"
        if words in {*aliases["loose"], "medicine"} and self._is_of_stay(mention):
            return name
        if self._stands_alone(mention) and words not in {"er", "id", "ob"}:
            return name
        near = {self.text(mention.first - 1), self.text(mention.last)} | {
            self.text(index) for index in (mention.first - 2, mention.last + 1) if words in aliases["loose"]
        }
        return (
            name
            if words in aliases["loose"] and near & set(aliases["beside"])
            else name
            if (
                {self.text(mention.first - 1), self.text(mention.last)}
                & set(aliases["beside"]) - self.book.lists["loose_neighbours"]
            )
            else None
        )

    def _stands_alone(self, mention: Mention) -> bool:
        """An entry between signs ("Dr Owens (im, 4 weeks)"), where somebody is named before."""
        opens = (self.raw(mention.first - 1) or "\n") in {"(", ",", "-", "–", "|", "/", ":"}
        ends = (self.raw(mention.last) or "\n") in {")", ",", "-", "–", "|", "/", ".", "\n", ";"}
        return opens and ends and self.message.has(max(0, mention.first - 12), mention.first, "name")

    def _is_of_stay(self, mention: Mention) -> bool:
        """ "4 weeks im hands on", "surgery 12 weeks with Dr Levi", "three names, all IM, ...": what it was of."""
        before = any(m.last == mention.first for m in self.message.inside(mention.first - 4, mention.first, "amount"))
        setting = any(True for _ in self.message.at(mention.last, "fact:experience.setting"))
        amount = next(iter(self.message.at(mention.last, "amount")), None)
        leads = self.book.lists["leads_to_name"]
        named = amount is not None and any(True for _ in self.message.at(amount.last + 1, "name"))
        joined = amount is not None and named and self.text(amount.last) in leads
        ends = (self.raw(mention.last) or "\n") in {",", ".", ";", "\n", ")"}
        of_all = self.text(mention.first - 1) == "all" and ends
        return (before and setting) or joined or of_all

    def is_agent(self, mention: Mention) -> bool:
        """The words name a person of the specialty ("cardiologist"), who is a physician."""
        token = self.message.tokens[mention.last - 1]
        said = token.text[:-1] if token.raw[-2:] in {"'s", "’s"} else token.text
        return said.endswith(tuple(self.book.aliases["agents"]))
