"""What a message wishes for by the learned bank of wishes, and when that is heard beside the cues.

A cue that is sure keeps the word: a text called by its name, a forbidden wish. Where cues find nothing, fall back on a
usual kind, or the search would decline a short order that makes sense only in the talk, the learned reading decides,
if it is sure enough and the talk allows it: a change needs a text that is there, a new text a writer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from assistant.agent.builtin.draft_changes import points_back, secretary_of
from assistant.agent.builtin.draft_cues import Clauses, clause_has
from assistant.agent.builtin.draft_mention import loosely_mentioned
from assistant.agent.builtin.draft_talk import email_for, kept_style, only_introduces
from assistant.agent.builtin.draft_wish import EMAIL, OUTLINE, PACKET, Wish
from assistant.agent.builtin.parts import sentences
from assistant.retrieval.normalise import normalise
from assistant.retrieval.search import Searcher
from assistant.retrieval.wishes import CHANGES, NEW_TEXTS, NO_TEXT, NOT_DONE, masked_names

# Probabilities, tuned on hands of the bank that were not taught and on talks of strangers.
SURE = 0.4  # from which a wish is heard where the cues find none
AGAINST_CUES = 0.6  # ... where the cues say something else
OVER_NEW = 0.7  # from which a change is heard where the cues find a new text
AGAINST_GUIDE = 0.6  # ... where the guide has an answer
CERTAIN = 0.9  # from which it is heard where the cues name another kind, or where a question is asked
NEVER = 2.0
REFUSED = 0.55  # from which a message is declined
REFUSED_ALONE = 0.8  # ... and nothing else speaks against the wish that is heard
REFUSED_QUESTION = 0.9  # ... and it is a question, which is seldom forbidden
CALM = 0.55  # of all wishes together, from which a message in a talk about texts tells of no distress
ALLOWED = 0.6  # of all wishes together, from which a refusal of the search is not heard
FREED = 0.6  # from which a wish is heard where the cues took single words for something that is not done
NOT_WISHED = 0.8  # from which weak cues make no text
GUESSED = 0.25  # from which a short word about a draft is taken for a change of some kind
ASKS = 0.45  # from which a message that the guide does not answer is a question all the same
DOUBT = 0.2  # of what must be declined, or of a question: above it no refusal of the search is overruled
_STORY = 20  # words from which the last sentences of a message are heard apart: a story is told before the wish
_LEAST_WORDS = 3
_TOOLS = {"packet_files": PACKET, "outline": OUTLINE}
_KINDS = {"no_pressure": "pressure", "no_invent": "invent", "no_ghost": "ghostwrite"}
_STORIES = frozenset({"none_tells", *NEW_TEXTS})
_ORDERS = (
    "asks_points", "asks_files", "asks_text", "names_text", "free_text", "asks_it", "asks_person", "orders_person",
    "asks_say", "asks_words", "names_words", "one_more", "wants_done", "do_it", "may_write", "asks_you",
)  # fmt: skip
_OF_STYLE = frozenset({"shorter", "longer", "more_formal", "less_formal", "again"})
ASKS_WORDS = ("asks_say", "asks_words", "asks_wording", "how_to_say", "one_more")
_FIRST = frozenset(NEW_TEXTS) | {"again"}  # what may be wished for without a text that is there


def least_refused(act: str) -> float:
    """The share from which a wish is refused, in a message that asks or in one that tells."""
    return REFUSED_QUESTION if act == "ask" else REFUSED


@dataclass(frozen=True, slots=True)
class LearnedWish:
    """The probabilities of what a message wishes for."""

    shares: Mapping[str, float] = field(default_factory=dict)
    said: str = ""  # the whole message, with writers' names masked

    @classmethod
    def of(cls, text: str, names: Iterable[str], searcher: Searcher) -> LearnedWish:
        """What the words look like; a story that ends in a wish looks like that wish."""
        masked = masked_names(text, names)
        whole = cls(dict(searcher.wishes(masked)), masked)
        parts = sentences(masked)
        if len(parts) == 1 or len(normalise(masked).split()) < _STORY or whole.best(drafted=True)[0] not in _STORIES:
            return whole
        ends = [
            cls(dict(searcher.wishes(part)), masked) for part in parts[-2:]
            if len(normalise(part).split()) >= _LEAST_WORDS
        ]  # fmt: skip
        wishes = [end for end in ends if end.best(drafted=True)[0] in NEW_TEXTS]
        end = max(wishes, key=lambda one: one.best(drafted=True)[1], default=whole)
        return end if end.best(drafted=True)[1] >= SURE else whole

    def best(self, *, drafted: bool) -> tuple[str, float]:
        """The likeliest label with its probability; changes only of a text that is there."""
        labels = [label for label in self.shares if drafted or label not in CHANGES or label == "again"]
        if not labels:
            return "", 0.0
        label = max(labels, key=self.shares.__getitem__)
        return label, self.shares[label]

    def forbidden(self, least: float) -> str:
        """The kind of refusal that the message calls for, likeliest of all and from a probability on; else ""."""
        label, _ = self.best(drafted=True)
        return self.worst if label in NOT_DONE and self._sum(NOT_DONE) >= least else ""

    @property
    def doubt(self) -> float:
        """How likely it is that the message must be declined, or asks the guide."""
        return self._sum((*NOT_DONE, "none_question"))

    @property
    def asks(self) -> bool:
        """Whether the message rather asks something than wants a text."""
        return self.shares.get("none_question", 0.0) >= ASKS

    @property
    def allowed(self) -> bool:
        """Whether the message is some wish that may be fulfilled, whichever: no refusal of the search stands."""
        return self._wishes >= ALLOWED and self.doubt < DOUBT

    @property
    def no_distress(self) -> bool:
        """Whether what sounds sad is a wish: "ah no, the suicidal one out, too private"."""
        return self._wishes >= CALM and self._sum(NOT_DONE) < self._wishes

    @property
    def _wishes(self) -> float:
        return self._sum((*NEW_TEXTS, *CHANGES))

    def likeliest_wish(self, *, drafted: bool) -> float:
        """How likely the likeliest text is, or the likeliest change of one that is there."""
        labels = (*NEW_TEXTS, *(CHANGES if drafted else ()))
        return max(self.shares.get(label, 0.0) for label in labels)

    @property
    def doubtful(self) -> bool:
        """Whether the words may well wish for what is not done."""
        return self._sum(NOT_DONE) >= DOUBT

    @property
    def refusal(self) -> float:
        """How likely it is that the message must be declined."""
        return self._sum(NOT_DONE)

    @property
    def worst(self) -> str:
        """The kind of refusal that the words look like most."""
        return _KINDS[max(NOT_DONE, key=lambda label: self.shares.get(label, 0.0))]

    def _sum(self, labels: Iterable[str]) -> float:
        return sum(self.shares.get(label, 0.0) for label in labels)

    def wished(self, *, drafted: bool, known: bool, least: float = SURE) -> str:
        """The wish that the message surely is, in a talk with a text that is there, or of a writer; else ""."""
        label, share = self.best(drafted=drafted)
        allowed = drafted or (known and label in _FIRST)
        heard = label in NEW_TEXTS or label in CHANGES
        return label if heard and allowed and share >= least and self.doubt < DOUBT else ""

    @property
    def no_wish(self) -> bool:
        """Whether the message surely wants no text."""
        return self._sum(NO_TEXT) >= NOT_WISHED


@dataclass(frozen=True, slots=True)
class Scene:
    """What of the talk bears on a wish: the draft that is there, the letter named, and what the message tells."""

    last: Wish | None
    named: str
    known: bool  # a writer is known, or named
    in_guide: bool  # the guide has an answer
    tells: bool  # something is told of the case


def settled(wish: Wish | None, leaning: LearnedWish, clauses: Clauses, scene: Scene) -> Wish | None:
    """The wish by cues, or the learned one where that is to be heard."""
    if wish and (wish.tool != EMAIL or wish.declined) and not (wish.declined and leaning.doubt < DOUBT / 2):
        return wish
    if wish and not wish.changed and leaning.no_wish and not clauses.has(*_ORDERS):
        return None
    label = leaning.wished(drafted=scene.last is not None, known=scene.known)
    share = leaning.shares.get(label, 0.0)
    if not label or share < (FREED if wish and wish.declined else _least(wish, label, clauses, scene)):
        return wish
    made = _changed(label, clauses, scene) if label in CHANGES else _new(label, clauses)
    return replace(made, letter=scene.named or made.letter) if made else wish


def _least(wish: Wish | None, label: str, clauses: Clauses, scene: Scene) -> float:
    """The probability from which the learned label is heard beside what the cues found, above 1 for never."""
    if wish is None:
        return _least_alone(label, clauses, scene)
    kind = wish.kind.replace("-", "_")
    if label == kind or {kind, label} == {"packet", "packet_files"} or wish.changed == ("letter",) == (label,):
        return NEVER
    if label == "other_writer":  # a text that is asked for by name is a new one
        same = scene.last is not None and wish.kind != scene.last.kind and clauses.has("same_as", "one_more")
        return AGAINST_CUES if same and not wish.changed else NEVER
    if wish.changed == ("letter",):
        return AGAINST_CUES
    if wish.changed:
        return NEVER if label in CHANGES or clauses.has("mentions") else CERTAIN
    if label in CHANGES:
        return OVER_NEW
    if (label == "outline" and clauses.has("is_email")) or wish.options.get("second_request"):
        return NEVER
    if label in {"follow_up", "signal"} and wish.kind == "request" and clauses.has("orders_request"):
        return NEVER  # "write request for Dr. Feldman, maybe she forgot me": nobody is reminded of what was not asked
    if wish.kind not in clauses.kinds():
        return AGAINST_CUES
    return OVER_NEW if wish.kind in {"signal", "gracious-decline"} else CERTAIN  # their cues are common words


def _least_alone(label: str, clauses: Clauses, scene: Scene) -> float:
    """The probability from which a wish is heard that no cue speaks of."""
    if label in NEW_TEXTS and clauses.has("other_text") and not clauses.has("is_email", "text_word"):
        return NEVER  # "can you write my CV"
    signs = clauses.has(*_ORDERS) or bool(clauses.asked)
    if _is_question(clauses):
        return NEVER if scene.in_guide else CERTAIN
    if not signs and (label in NEW_TEXTS or not scene.last):
        return NEVER if scene.tells else CERTAIN
    if scene.tells and label == "secretary" and not clauses.has("secretary"):
        return NEVER  # "he is assistant professor"
    if label == "other_writer" and only_introduces(clauses):
        return NEVER
    if scene.tells and label == "other_writer":
        return OVER_NEW  # "add Dr. Wang, 4 weeks" tells of one
    if scene.tells and label in _OF_STYLE:
        return CERTAIN  # "he is no longer supportive"
    return AGAINST_GUIDE if scene.in_guide and not clauses.has(*_ORDERS) else SURE


def _is_question(clauses: Clauses) -> bool:
    """Whether the message asks something that is no wish for words: "when to remind her", "should I attach it?"."""
    asking = [*clauses.asked, *clauses.texts[:1]]
    return any(clause_has(c, "question") and not clause_has(c, *ASKS_WORDS) for c in asking)


def _new(label: str, clauses: Clauses) -> Wish:
    if tool := _TOOLS.get(label):
        return Wish(tool)
    return email_for(clauses, "", label.replace("_", "-"))


def _changed(label: str, clauses: Clauses, scene: Scene) -> Wish | None:
    """The draft that is there, changed; "write it" where there is none yet writes what the letter's state calls for."""
    last = scene.last
    if last is None:
        return replace(email_for(clauses, ""), unsaid=True)
    if label == "other_writer":
        if scene.named in {"", last.letter}:
            return None
        kind = "request" if last.kind == "gracious-decline" else last.kind
        return Wish(last.tool, kind, last.stage, kept_style(last), scene.named, changed=("letter",))
    if last.tool != EMAIL:
        if label == "shorter" and last.tool == OUTLINE:
            return replace(last, options={**last.options, "shorter": True}, changed=("shorter",), declined="")
        what = {"mention": "facts", "drop": "facts", "again": "again"}.get(label)
        return replace(last, changed=(what,), declined="") if what else None
    options, names = _options(label, dict(last.options), clauses, tells=scene.tells)
    kind = "request" if last.kind == "script" and label == "secretary" else last.kind
    return replace(last, kind=kind, options=options, changed=names, declined="")


def loosely_changed(leaning: LearnedWish, clauses: Clauses, scene: Scene) -> Wish | None:
    """The draft changed by the likeliest change, for a short word about it that nothing else makes sense of."""
    label = max(CHANGES, key=lambda name: leaning.shares.get(name, 0.0))
    guessed = leaning.shares.get(label, 0.0) >= GUESSED and label not in {"mention", "other_writer"}
    guessed = guessed and (label != "drop" or clauses.has("take_out", "leaves_out", "bare_removal"))
    return _changed(label if guessed else "again", clauses, scene)


def _options(
    label: str, options: dict[str, Any], clauses: Clauses, *, tells: bool
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The options as one change makes them, and what it changed."""
    match label:
        case "shorter":
            return {**options, "shorter": True}, ("shorter",)
        case "longer":
            options.pop("shorter", None)
            return options, ("longer",)
        case "more_formal":
            options.pop("warmer", None)
            return {**options, "formal": True}, ("formal",)
        case "less_formal":
            options.pop("formal", None)
            return {**options, "warmer": True}, ("less_formal",)
        case "secretary":
            return {**options, "secretary": True, **secretary_of(clauses.raw)}, ("secretary",)
        case "mention":
            if mention := loosely_mentioned(clauses.raw, str(options.get("mention") or "")):
                return {**options, "mention": mention}, ("mention",)
        case "drop":
            if not tells:
                taken = points_back(clauses) and options.pop("mention", None)  # what is named is for other rules
                return options, ("take_out",) if taken else ("as_is",)
    return options, ("facts",) if tells else ("again",)
