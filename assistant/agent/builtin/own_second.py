"""The second question of a message about the own letters: "which four, and is Stein enough"."""

from __future__ import annotations

from assistant.agent.builtin.cues import has_cue
from assistant.agent.builtin.draft_letter import letters_named
from assistant.agent.builtin.own_letters import OwnAsk
from assistant.agent.builtin.parts import further_questions, is_question, sentences
from assistant.casebook import CaseUpdate

_OF_ALL = frozenset({"set", "enough", "weakest_point", "weakest_letter", "strongest_letter", "avoid"})
_WEIGHING = ("own_verdict", "says_enough", "own_age")


def second_of_one(own: OwnAsk, text: str, update: CaseUpdate) -> tuple[OwnAsk, str] | None:
    """One letter that a further question asks of, beside one about all of them, with the words of that question."""
    if own.kind not in _OF_ALL:
        return None
    found = ((part, letters_named(part, update)) for part in _asked_parts(text)[1:] if is_question(part))
    return next(((OwnAsk("verdict", named), part) for part, named in found if len(named) == 1 and _weighs(part)), None)


def _asked_parts(text: str) -> list[str]:
    """The questions of a message, those of one sentence apart: "so which three", "is kim's letter old"."""
    return [part for sentence in sentences(text) if is_question(sentence) for part in further_questions(sentence)]


def _weighs(part: str) -> bool:
    """Whether a question asks if one letter is good: "is kim's letter old", not "when do I remind him"."""
    asked = any(has_cue(cue, part) for cue in _WEIGHING)
    return asked and not has_cue("no_verdict", part) and not has_cue("own_set", part)
