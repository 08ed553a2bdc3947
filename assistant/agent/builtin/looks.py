"""What a message looks like beside its assessment: thanks, a catchword, pressing on, something to be declined."""

from __future__ import annotations

from assistant.agent.builtin.cues import has_cue
from assistant.agent.builtin.follow_up import points
from assistant.agent.builtin.parts import Told, asks, is_question, sentences
from assistant.retrieval.normalise import normalise
from assistant.retrieval.questions import DECLINED_KINDS
from assistant.retrieval.search import Assessment

LEAST_WORDS = 5  # of a sentence that is answered although the message as a whole is outside
FEW_WORDS, PLAIN = 5, 0.38  # words of a catchword or thanks; similarity from which a catchword is plain
DRAFTING = "FAQ-7"  # a writer asks for a draft: too grave to be passed over where a question is plainly of it
ASKED_OF_WRITER = -0.4  # nearness to a fact from which a question about drafting is answered and not declined
SURE = 0.28  # how clearly a fact must answer a part of a message outside
# A message that resembles a forbidden one is declined unless a fact answers it this clearly (Assessment.inside).
CLEARLY_INSIDE = 0.05
DECLINED_BESIDE = 0.9  # probability from which a message is declined that tells of letters too


def presses_on(text: str) -> bool:
    """Pressing on with what was declined; "thanks anyway" does not, nor "yes please do that" to what was offered."""
    gives_in = has_cue("talk_only", text) or has_cue("yields", text)
    return len(normalise(text).split()) <= 14 and has_cue("insist", text) and not gives_in


def is_thanks(text: str) -> bool:
    """Thanks alone."""
    return len(normalise(text).split()) <= FEW_WORDS and has_cue("thanks", text) and not is_question(text)


def is_plain(text: str, whole: Assessment) -> bool:
    """A catchword such as "deadline?" or "what is deadline": too short to be judged, yet one fact is plainly meant."""
    few = len(normalise(text).split())
    if whole.kind == "smalltalk" and not is_question(text):
        return False
    return 0 < few <= FEW_WORDS and (is_question(text) or few <= 2) and whole.facts[0].similarity >= PLAIN


def is_of_drafting(text: str, whole: Assessment) -> bool:
    """A question that nothing forbids and that is plainly about a writer who asks for a draft."""
    if whole.kind == "ghostwrite" and whole.inside > ASKED_OF_WRITER:
        return True
    best = whole.facts[0]
    return best.id == DRAFTING and best.similarity >= PLAIN and whole.inside > ASKED_OF_WRITER and asks(text)


def stands_alone(part: str, assessment: Assessment) -> bool:
    """Whether a part of a message outside is a whole question that a fact surely answers."""
    return assessment.inside > SURE and not points(part) and len(normalise(part).split()) >= LEAST_WORDS


def asks_about_drafting(text: str, whole: Assessment) -> bool:
    """'he told me "you write it, I sign", what do I do': it wants nothing written, and the guide speaks of it."""
    wants = any(has_cue("requesting", sentence) for sentence in sentences(text))
    return whole.kind == "ghostwrite" and whole.inside > ASKED_OF_WRITER and asks(text) and not wants


def is_declined(assessment: Assessment, told: Told) -> bool:
    """Whether a message resembles what must be declined and no fact answers it."""
    return resembles_forbidden(assessment, tells=bool(told.words)) and assessment.inside < CLEARLY_INSIDE


def resembles_forbidden(assessment: Assessment, *, tells: bool) -> bool:
    """Whether a message resembles what must be declined; one that tells of letters must do so surely."""
    return assessment.kind in DECLINED_KINDS and (not tells or assessment.declined >= DECLINED_BESIDE)
