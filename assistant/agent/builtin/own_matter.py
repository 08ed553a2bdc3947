"""What to do about one writer: "what should she do about Kim", "kim ignores me", "she goes on leave, anything to do?".

By how the letter stands, the answer is what to do in silence, or what the letter is worth with the reason given.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.agent.builtin.cues import has_cue
from assistant.agent.builtin.draft_letter import letter_of, letters_named
from assistant.agent.builtin.forbidden import forbidden_wish
from assistant.agent.builtin.own_letters import OwnAsk, letters_meant, orders_text
from assistant.agent.builtin.own_reasons import gives_reason
from assistant.agent.builtin.parts import asks, sentences
from assistant.agent.builtin.topics import topic_named
from assistant.agent.builtin.understand import Understanding
from assistant.casebook import CaseUpdate
from assistant.domain.vocabulary import WAITED_FOR

WORRIES = frozenset({"pressure", "waived_view"})  # kinds of refusals that a worried question may look like
_OPEN = frozenset({"ask", "tell", "abstain", "clarify", "talk"})
_SILENCE = "silence"


def asked_of_one(text: str, meant: Understanding, update: CaseUpdate) -> tuple[OwnAsk | None, Understanding] | None:
    """What is to be done about one writer, as the question is answered; None where the message asks nothing such."""
    asked = " ".join(part for part in sentences(text) if asks(part))
    advice, away = has_cue("asks_about_one", asked), gives_reason("leave", text)
    unheard = gives_reason("unreachable", text)
    if not asked or not (advice or away or unheard) or has_cue("if_refused", text):
        return None
    if not _is_open(text, meant, advice=advice):
        return None
    letters = letters_named(asked, update) or letters_meant(text, update)
    if len(letters) != 1 or orders_text(text) or has_cue("asks_for_words", asked):
        return None
    letter = letter_of(update.case, letters[0])
    status = letter.get("status")
    told = Understanding("tell", of_letters=True, only_asks=True)
    silent = status in WAITED_FOR if unheard else status == "asked"
    if silent and not away and letter.get("attitude") != "hesitant":
        topic = replace(topic_named(_SILENCE), firm=True)
        return None, replace(told, act="ask", queries=(topic.question,), topic=topic, of_letters=False)
    return (OwnAsk("verdict", letters), told) if update.case.get("targets") else None


def _is_open(text: str, meant: Understanding, *, advice: bool) -> bool:
    """Whether nothing else answers the message; that a worry only looks like a refusal does not."""
    wished = any(forbidden_wish(text, honest=honest) for honest in (True, False))
    mild = meant.act == "decline" and meant.kind in WORRIES and advice and not wished
    return meant.topic is None and meant.kind != "chances" and (meant.act in _OPEN or mild)
