"""What is taken back: "drop the Lahore one", "forget my gap", "scrap that"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.casebook.model import letter_path, split_path
from assistant.casebook.not_removed import denied_from, thought_of
from assistant.casebook.one_value import drop_value
from assistant.casebook.people import named, told_by_pronoun
from assistant.casebook.reading import Mention
from assistant.casebook.references import fits, references
from assistant.casebook.stance import Clause
from assistant.casebook.statuses import refuses
from assistant.casebook.talk import Talk
from assistant.casebook.turn import Turn

_FEW = 5  # words of a bare "vance delete"
_WORD = re.compile(r"\w+")
_NAMED_WITHIN = 4  # words from the verb on in which the one is named who is taken out
_CLEARABLE = {
    "cue:deadline": "deadline",
    "cue:aamc": "aamc_id",
    "cue:gap": "clinical_gap_months",
    "cue:low_score": "low_score",
    "cue:my_name": "name",
    "cue:fail": "exam_failures",
}


def remove(turn: Turn, clause: Clause, talk: Talk) -> bool:
    """Take out what a clause drops: a letter, a value, or what was told last; True when that settles the clause."""
    if drop_value(turn, clause, talk) or _take_out(turn, clause, talk):
        return True
    for cue in _orders(turn, clause):
        end = next(
            (at for at in range(cue.last, min(cue.last + 7, clause.last)) if turn.message.tokens[at].raw in {",", ";"}),
            min(cue.last + 7, clause.last),
        )
        if turn.text(cue.last) in turn.book.lists["what_was_said"]:
            if end == clause.last and _undo(turn, turn.words(cue.first, end)):
                return True
            continue  # "scrap that, Hill was the observership": the words after it say what holds
        if _is_of_writer(turn, clause, cue):
            continue
        words = turn.words(cue.first, clause.last)
        letters, choices = _meant_letters(turn, Clause(cue.last, end, clause.sentence), talk)
        pronoun = not turn.message.has(cue.last, end, "name") and _has_pronoun(turn, cue.last, end)
        if pronoun and (named_last := _named_before(turn, clause, cue.first)[-1:]):
            letters, choices = named_last, []  # "as for Dr. Vance, erase her"
        elif pronoun and (meant := _described_before(turn, clause, cue.first)) is not None:
            letters, choices = meant, []  # "the surgery doctor I do not need, cancel his row"
        if not letters and not choices and not _words_behind(turn, cue.last, end):  # "vance delete", "Wang please out"
            before = Clause(clause.first, cue.first, clause.sentence)
            letters, choices = _meant_letters(turn, before, talk) if before.last - before.first <= _FEW else ([], [])
        if _drop(turn, talk, letters, choices, words):
            return True
        for group, path in _CLEARABLE.items():
            if turn.message.has(cue.last, min(cue.last + 3, clause.last), group) and turn.draft.get(path) is not None:
                turn.draft.clear(path, words)
                return True
    return False


def _orders(turn: Turn, clause: Clause) -> Iterator[Mention]:
    """The verbs that take something out, without those of "I did not say to drop him"."""
    for cue in turn.free(clause.first, clause.last, "cue:remove"):
        if (denied := denied_from(turn, clause, cue)) is None:
            yield cue
        else:
            turn.apart.append((denied, clause.last))


def _is_of_writer(turn: Turn, clause: Clause, cue: Mention) -> bool:
    """ "he cut the letter", "Stone no longer wants to write": what a writer does."""
    theirs = turn.message.has(max(clause.first, cue.first - 2), cue.first, "cue:he", "cue:she")
    return turn.text(cue.first) == "cut" or theirs or refuses(turn, cue.first, cue.last)


def keep_removed(turn: Turn) -> None:
    """ "Delete Dr. Ann, she only stays 2 weeks": what is told of her beside it does not bring her back."""
    draft = turn.draft
    if any(turn.text(at) in {"add", "adding", "instead"} for at in range(len(turn.message.tokens))):
        return
    for at, change in enumerate(draft.changes):
        if change.op != "remove_letter":
            continue
        meant = {split_path(change.field)[0], *_WORD.findall(change.words.casefold())[:_NAMED_WITHIN]}
        back = {str(c.value) for c in draft.changes[at + 1 :] if c.op == "add_letter"} & meant
        if back:
            kept = [c for c in draft.changes[at + 1 :] if split_path(c.field)[0] not in back]
            draft.changes[at + 1 :] = kept
            draft.forget_letters(back)
            return


def _named_before(turn: Turn, clause: Clause, at: int) -> list[str]:
    """The letters of those who are named in the sentence of a clause before a token."""
    start = turn.message.sentences[clause.sentence].first
    return [name for m in turn.message.inside(start, at, "name") for name in named(turn, m.value)]


def _described_before(turn: Turn, clause: Clause, at: int) -> list[str] | None:
    """The letters of those who are described in the sentence of a clause before a token; None where nobody is."""
    before = Clause(turn.message.sentences[clause.sentence].first, at, clause.sentence)
    if not any(turn.text(i) in {"the", "that"} for i in range(before.first, at)):
        return None
    people = [person for person in references(turn, before) if person.letters or person.choices]
    if people:
        return people[-1].letters
    told = turn.message.has(before.first, at, "role", "fact:writer.profession")
    return [] if told else None


def _words_behind(turn: Turn, first: int, last: int) -> bool:
    """Something is said behind the verb, more than "please" and "from the list"."""
    fillers = turn.book.lists["behind_removed"]
    return any(turn.message.tokens[at].kind != "sign" and turn.text(at) not in fillers for at in range(first, last))


def _drop(turn: Turn, talk: Talk, letters: list[str], choices: list[str], words: str) -> bool:
    """Remove the letters meant, or ask which one is."""
    for name in dict.fromkeys(letters):  # one that is named twice goes out once
        turn.draft.remove_letter(name, words)
    if letters:
        talk.current, talk.fresh = [], False
    elif choices:
        turn.draft.told = True
        turn.draft.ask("letters[]", "which_letter", words, tuple(choices))
        turn.draft.pending = {"choices": choices, "changes": [["", None, words]]}
    return bool(letters or choices)


def _take_out(turn: Turn, clause: Clause, talk: Talk) -> bool:
    """ "take frey out of the list": the letter stands inside the verb."""
    for at in range(clause.first, clause.last - 1):
        if turn.text(at) not in turn.book.lists["taking_verbs"]:
            continue
        asked = at > 0 and turn.text(at - 1) == "or"  # "ok like that or leave him out": weighed, not decided
        if asked or thought_of(turn, clause.first, at) is not None:
            return False
        out = next((i for i in range(at + 2, min(at + 6, clause.last)) if turn.text(i) in {"out", "off", "away"}), None)
        him = out is not None and turn.message.has(at + 1, out, "cue:he", "cue:she") and _named_before(turn, clause, at)
        if him:
            return _drop(turn, talk, him[-1:], [], turn.words(at, clause.last))  # "hess I don't want, take him off"
        letters = _meant_letters(turn, Clause(at + 1, out, clause.sentence), talk)[0] if out is not None else []
        if len(letters) == 1:
            return _drop(turn, talk, letters, [], turn.words(at, clause.last))
    return _is_out(turn, clause, talk)


def _is_out(turn: Turn, clause: Clause, talk: Talk) -> bool:
    """ "num 4 out pls", "politician out": nothing but somebody and the word."""
    out = next((at for at in range(clause.first + 1, clause.last) if turn.text(at) in {"out", "raus"}), None)
    if out is None or out - clause.first > _FEW:
        return False
    behind = turn.text(out + 1) if out + 1 < clause.last else ""
    ends = turn.raw(out + 1) in {"", ",", ".", "!", ";", "\n"}
    ends = ends or behind in turn.book.lists["behind_removed"] | {"he", "she"}
    verbs = turn.book.lists["being"] | turn.book.lists["goes_out"]
    verb = any(turn.text(at) in verbs for at in range(clause.first, out))
    if not ends or verb or turn.message.has(clause.first, out, "fact:status", "amount", "cue:he", "cue:she"):
        return False
    before = Clause(clause.first, out, clause.sentence)
    letters = _meant_letters(turn, before, talk)[0] or _by_profession(turn, before)
    return len(letters) == 1 and _drop(turn, talk, letters, [], turn.words(clause.first, clause.last))


def _by_profession(turn: Turn, clause: Clause) -> list[str]:
    """ "politician": the letters of those of that profession."""
    said = list(turn.free(clause.first, clause.last, "fact:writer.profession"))
    return [name for name in turn.draft.ids() if said and fits(turn, name, said[0])]


def _undo(turn: Turn, words: str) -> bool:
    """ "scrap that" alone: what the last message did is taken back."""
    undo = turn.draft.undo
    for path, value in reversed(undo):
        letter, name = split_path(path)
        if letter is not None and not name:
            if turn.draft.letter(letter) is not None:
                turn.draft.remove_letter(letter, words)
        elif value is None:
            turn.draft.clear(path, words)
        else:
            turn.draft.set(path, value, words)
    return bool(undo)


def _meant_letters(turn: Turn, clause: Clause, talk: Talk) -> tuple[list[str], list[str]]:
    for mention in turn.free(clause.first, clause.last, "name"):
        matches = named(turn, mention.value)
        if len(matches) == 1 and turn.text(mention.first - 1) in {"other", "second", "another"}:
            return [], []  # "forget other Khan", of whom nothing was told
        further = _named_beside(turn, clause, mention) or _also_dropped(turn, clause, mention.last)
        return ([*matches, *further], []) if len(matches) == 1 else ([], matches)
    people = references(turn, clause)
    if people:
        return [*people[0].letters, *_also_dropped(turn, clause, people[0].last)], people[0].choices
    for mention in turn.free(clause.first, clause.last, "country"):
        # "drop lahore" without "the ... one"
        if mention.first == clause.first and mention.last == clause.last:
            matches = [name for name in turn.draft.ids() if _says(turn, name, mention)]
            return (matches, []) if len(matches) == 1 else ([], matches)
    if by_field := _by_bare_field(turn, clause):
        return by_field, []
    for role in turn.free(clause.first, clause.first + 1, "role"):  # "drop nurse and priest"
        fitting = [name for name in turn.draft.ids() if fits(turn, name, role)]
        if len(fitting) == 1:
            return [*fitting, *_also_dropped(turn, clause, role.last)], []
    if _has_pronoun(turn, clause.first, clause.last) and clause.last - clause.first <= _FEW:
        meant = told_by_pronoun(turn, clause, list(talk.current) if len(talk.current) == 1 else turn.draft.ids())
        return (meant, []) if len(meant) == 1 else ([], meant or list(talk.choices))
    return [], []


def _by_bare_field(turn: Turn, clause: Clause) -> list[str]:
    """ "remove surgery", which nobody applies to: the one letter of the field; of a target it is no letter."""
    field = next((m for m in turn.free(clause.first, clause.last, "specialty") if m.last == clause.last), None)
    if field is None or field.first != clause.first or len(turn.message.tokens) > _FEW:
        return []
    told = turn.draft.get("targets") or []
    fitting = [name for name in turn.draft.ids() if fits(turn, name, field)]
    return fitting if len(fitting) == 1 and told and turn.book.parent(str(field.value)) not in told else []


def _has_pronoun(turn: Turn, first: int, last: int) -> bool:
    """ "Remove him", "delete this one"; in "take out the he was happy" the words of a text are meant."""
    verbs = turn.book.lists["being"]
    return any(
        turn.text(found.first) not in {"he", "she"}
        or (turn.text(found.last) not in verbs and turn.text(found.first - 1) != "the")
        for found in turn.message.inside(first, last, "cue:it", "cue:he", "cue:she")
    )


def _named_beside(turn: Turn, clause: Clause, name: Mention) -> list[str]:
    """ "drop Stone and Lee", "Stone, Lee and also Roy": the further letters of the row, where nothing else follows."""
    found, at = list[str](), name.last
    while at < clause.last:
        other = next(turn.message.at(at, "name"), None)
        held = named(turn, other.value) if other is not None else []
        joins = turn.raw(at) in {",", "&", "+"} or turn.text(at) in turn.book.lists["joins_deeds"]
        if not joins and len(held) != 1:
            return found if not _words_behind(turn, at, clause.last) else []
        found += held
        at = other.last if other is not None else at + 1
    return found


def _also_dropped(turn: Turn, clause: Clause, at: int) -> list[str]:
    """ "the nurse, priest and mayor": further roles in the row, each of the one letter that it fits."""
    found: list[str] = []
    while at < clause.last and (turn.raw(at) in {",", "&"} or turn.text(at) in {"and", "the"}):
        role = max(turn.message.at(at + 1, "role"), key=lambda m: m.last, default=None)
        fitting = [name for name in turn.draft.ids() if role is not None and fits(turn, name, role)]
        if role is not None and len(fitting) == 1:
            found += fitting
            at = role.last
        else:
            at += 1
    return found


def _says(turn: Turn, name: str, mention: Mention) -> bool:
    return bool(turn.draft.get(letter_path(name, "writer.country")) == mention.value[0])
