"""Where a sentence that began as a question goes on to tell: "who should I ask, I have 2 profs and one obs"."""

from __future__ import annotations

from assistant.casebook.reading import Message
from assistant.casebook.text import Sentence


def resumption(message: Message, sentence: Sentence, cut: int) -> int | None:
    """The token after a question or condition (which begins at `cut`) from which the person tells of themselves."""
    if cut >= sentence.last:
        return None
    condition = any(True for _ in message.at(cut, "cue:hypothetical"))
    group = "cue:own_surely" if condition else "cue:own_statement"
    for index in range(cut + 1, sentence.last):
        before = message.tokens[index - 1]
        if before.raw == ":" and not condition and _tells_of_letters(message, index, sentence.last):
            return index
        if index in message.blocked:
            continue
        if before.raw in {",", "(", "-", "–"}:
            if _tells_of_asked(message, index, sentence):
                return index
            joined = message.tokens[index].text in message.lists["resuming_joins"]
            owner = "cue:own_surely" if condition else "cue:first_person"
            for start in (index, index + 1)[: 1 + joined]:
                if any(True for _ in message.at(start, owner, group)) and not _asks_on(message, start):
                    return start
        elif _runs_on(message, index, cut, sentence.last) or (
            any(True for _ in message.at(index, group)) and not _is_asked(message, index, cut)
        ):
            return index
    return None


def _runs_on(message: Message, index: int, cut: int, last: int) -> bool:
    """ "can you write to dr kim she agreed in may": a new sentence about the name, with no sign between."""
    if message.has(cut, index, "cue:hypothetical"):
        return False
    said = index + 1 < last and not _asks_on(message, index + 1)
    after_name = any(m.last == index for m in message.inside(max(0, index - 4), index, "name"))
    return said and after_name and message.tokens[index].text in {"he", "she", "hes", "shes"}


def _tells_of_asked(message: Message, at: int, sentence: Sentence) -> bool:
    """ "what about Hanley - he is PhD, not MD.": behind the name asked about stands what is told of that one."""
    named = any(m.last == at - 1 for m in message.inside(max(sentence.first, at - 6), at, "name"))
    subject = message.tokens[at].text in {"he", "she", "hes", "shes"} and at + 1 < sentence.last
    return named and subject and sentence.mark != "?" and not _asks_on(message, at + 1)


def _asks_on(message: Message, at: int) -> bool:
    return any(True for _ in message.at(at, "cue:question_open", "cue:question_inside", "cue:hypothetical"))


def _is_asked(message: Message, index: int, cut: int) -> bool:
    """The words belong to the question: "do I have", "if I am", "the letters I have"."""
    before = message.tokens[index - 1].text
    if before == "do" and message.tokens[index - 2].text in {"i", "to", "we"}:
        return False  # "what should I do I have only ..."
    if before in message.lists["before_asked_i"] or index - cut < 2:
        return True
    noun = any(m.last == index for m in message.inside(max(cut, index - 3), index, "cue:letter", "role"))
    relative = (
        message.tokens[index].text == "i"
        and message.tokens[index + 1 : index + 2]
        and (message.tokens[index + 1].text in message.lists["relative_verbs"])
    )
    counted = message.has(index, min(index + 4, len(message.tokens)), "cue:some_count")
    return bool(noun and relative and not counted)


def _tells_of_letters(message: Message, first: int, last: int) -> bool:
    """A list of letters follows the colon."""
    placed = message.has(first, last, "country") and message.has(first, last, "role", "specialty")
    return (
        placed
        or message.has(first, last, "name")
        or (message.has(first, first + 1, "cue:some_count", "cue:have") and message.has(first, last, "country", "role"))
    )
