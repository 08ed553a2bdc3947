"""What is asked of the own letters: "which 4 should I send", "is Kim better or Sharma", "what is my weakest point".

The audit answers these from the letters told, never a passage of the guide that happens to hold similar words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from assistant.agent.builtin.counsel import guide_question, is_open
from assistant.agent.builtin.cues import has_cue
from assistant.agent.builtin.draft_cues import read_clauses
from assistant.agent.builtin.draft_letter import letter_of, letter_spoken_of, letters_named, of_gender, open_letters
from assistant.agent.builtin.own_beside import side_by_side
from assistant.agent.builtin.own_fields import one_more_of
from assistant.agent.builtin.own_place import letter_by_place
from assistant.agent.builtin.own_unknown import DECIDING, is_settled, unknown_fields
from assistant.agent.builtin.parts import NUMBER_WORDS, Told, asks, further_questions, is_question, requests, sentences
from assistant.agent.builtin.understand import MOST_QUESTIONS, Understanding
from assistant.casebook import CaseUpdate, Question
from assistant.casebook.model import letter_path
from assistant.domain.vocabulary import find_specialty, specialty_label
from assistant.retrieval.normalise import normalise
from assistant.retrieval.search import Searcher

Kind = Literal[
    "set", "compare", "weakest_point", "weakest_letter", "strongest_letter", "avoid", "verdict", "kind_of", "when",
    "in_time", "exam", "gap", "older", "enough",
]
FULL = 4  # letters that go to one program at most (RULING-2)
_FLAGS: tuple[tuple[Kind, str], ...] = (("exam", "own_exam"), ("gap", "own_gap"), ("older", "own_older"))
_FLAGGED = frozenset(kind for kind, _ in _FLAGS)
PAIR = 2  # letters set against each other
_BEFORE_TARGET = frozenset({"set", "compare", "weakest_point", "weakest_letter"})  # then the guide is asked in words
_OF_ONE = frozenset({"weakest_letter", "strongest_letter"})  # a superlative among the letters named
_SETTLED = _FLAGGED | _OF_ONE | {"avoid", "verdict", "kind_of", "when"}  # no text is ordered with them
_ONE = frozenset({"verdict", "kind_of"})
_TITLES = frozenset({"dr", "doctor", "prof", "professor"})
_ORDERS = ("asks_text", "names_text", "asks_it", "asks_person", "orders_person")
_SPECIALTIES = ("targets", "writer.specialty", "writer.subspecialty", "recommends_for")
_OF_OWN = ("own_compare", "own_verdict", "of_own_order")
_LEAST_WORDS = 4  # of a question beside it that the guide answers
_COUNT = r"(?P<number>[1-6]|two|three|four|five|six)\b(?! (?:w(?:ee)?ks?|months?|y(?:ea)?rs?|programs|attempts?)\b)"
# A number that says how many can go: "which 3", "the best three", "it takes 3", "3 slots"; not "I have only 3".
_NUMBERS = tuple(re.compile(pattern) for pattern in (
    rf"\b(?:which|wich|whch|what|whose|pick|choose|select|best|top|strongest|final|send|submit|assign|upload|attach)"
    rf"(?: (?:me|only|just|the|my|best|strongest))* {_COUNT}",
    rf"\b(?:takes?|accepts?|allows?|wants?|permits?|says?|asks?|limits?|max|maximum|at most|up to|more than|needs?"
    rf"|requires?|place|room|space)(?: (?:for|of|only|just|max|maximum|is|are|to|me|us))* {_COUNT}",
    rf"\b{_COUNT}(?: \w+)? (?:slots?|places?|spots?|can go|per program|max|maximum|at most)\b",
))  # fmt: skip
_ALTERNATIVES = re.compile(
    r"\b(?:or|than|vs|versus|before|after|over|above|below|behind|ahead of|instead of|rather than)\b", re.IGNORECASE
)
_COMPLAINT = re.compile(
    r"\byou (?:did |do |have |still )*(?:not|never|didn'?t|don'?t|haven'?t)\b[^.?!,;]*", re.IGNORECASE
)
# Where a specialty may stand.
_BEHIND = re.compile(r"(?=\b(?:for|to|in|an?|and|my)\s+(?:(?:the|both|my)\s+)?(\w+(?:\s\w+){0,2}))")


@dataclass(frozen=True, slots=True)
class OwnAsk:
    """A question about the own letters.

    `letters` are those that are meant, in the order in which they were named, all where there is none; `most` how many
    a program takes, 0 where nothing was said; `targets` the specialties named; `besides` whether the guide is asked
    something else too.
    """

    kind: Kind
    letters: tuple[str, ...] = ()
    most: int = 0
    targets: tuple[str, ...] = ()
    besides: bool = False
    seeks_other: bool = False  # "should I ask him or find a neurologist": another writer is thought of beside this one
    short: bool = False  # "which three, and is that enough": those that go are named already

    def elsewhere(self, case: Mapping[str, Any]) -> str:
        """The specialty named for which the letters are to be weighed, where the case does not hold it."""
        return next((specialty_label(name) for name in self.targets if name not in case.get("targets", ())), "")

    def programs(self, case: Mapping[str, Any]) -> str:
        """A list of programs, one a target, that take fewer letters than a full set; empty where none was told."""
        if self.kind != "set" or not 0 < self.most < FULL:
            return ""
        names = [specialty_label(name) for name in self.targets or case.get("targets", ())]
        return "program,specialty,max_letters\n" + "".join(f"{name},{name},{self.most}\n" for name in names)


def own_question(
    text: str, meant: Understanding, update: CaseUpdate, searcher: Searcher, tells: Callable[[str], CaseUpdate]
) -> tuple[OwnAsk | None, Understanding, CaseUpdate]:
    """The question about the own letters, if the message is one, and the message understood so.

    `tells` reads a phrase as one that tells: "or my home prof Dr. Rashid, Lahore?" asks and introduces him at once.
    """
    cued = has_cue("own_set", text) or has_cue("one_place_for", text)
    wanted = asks(text) or requests(text) or cued or bool(side_by_side(text, update))
    if update.programs or not (wanted and update.case.get("letters")):
        return None, meant, update  # a list of programs that is told with it is answered
    single = replace(meant, act="ask" if meant.act == "talk" else meant.act, queries=meant.queries[:1])
    kind = _kind(text)
    whose = kind in _FLAGGED and has_cue("of_several", text)  # "which of my writers can help for it"
    letters = letters_meant(text, update) if kind in _OF_ONE | _FLAGGED and not whose else ()
    if single.kind == "chances" and kind and not has_cue("forecast", text):
        single = replace(single, kind="")  # "which of my writers can help for my gap"
    if not is_open(text, single, searcher):
        return None, meant, update
    if offered := _offered(text, update, tells):
        kind, letters = "compare", offered
    kind = kind or _kind_of_more(text, update)
    if kind is None and meant.act != "decline" and (kind := _kind_of_one(text, update)):
        letters = letters_meant(text, update)
    if kind in _OF_ONE and has_cue("own_compare", text) and len(letters) == PAIR:
        kind = None  # "Lund is more strong than Tchoua? and which is weakest"
    if kind is None:
        both = has_cue("own_both", text) and len(letters_named(text, update)) == PAIR  # "who is better now?"
        update, letters = _set_apart(text, update, tells) if both or has_cue("own_compare", text) else (update, ())
        letters = letters or side_by_side(text, update)
        kind = "compare" if letters else None
    if kind is None:
        return None, meant, update
    if kind == "set" and all(change.field.endswith(_SPECIALTIES) for change in update.changes):
        update = tells("")  # "which 4 for FM" tells nothing and leaves nothing open
    if not update.case.get("targets"):
        if kind not in _BEFORE_TARGET:
            return None, meant, update
        query = guide_question("own_compare" if kind == "compare" else "own_set")
        return None, Understanding("ask", (query,), of_letters=True, one_situation=True), update
    besides = _besides(text, searcher) if kind not in _FLAGGED else ()
    targets = _targets(text, of_one=kind in _ONE) if kind not in _FLAGGED else ()
    own = OwnAsk(
        kind, letters, _number(text) if kind == "set" else 0, targets, bool(besides), has_cue("seeks_other", text)
    )
    alone = kind in _SETTLED and not orders_text(text)
    return own, Understanding("ask" if besides else "tell", besides, of_letters=True, only_asks=alone), update


def own_of_kind(kind: Kind, text: str, update: CaseUpdate) -> OwnAsk:
    """A question of a kind that is known, with the letters, the number and the specialties that the message names."""
    if kind in _FLAGGED:
        return OwnAsk(kind, () if has_cue("of_several", text) else letters_meant(text, update))
    letters = letters_meant(text, update) if kind in _OF_ONE else ()
    return OwnAsk(kind, letters if len(letters) > 1 else (), _number(text) if kind == "set" else 0, _targets(text))


def asked_when(text: str, update: CaseUpdate) -> OwnAsk | None:
    """ "When do i ask her", "which date to ask Nair": the letters whose days for asking are wanted; else None."""
    plain = Told.by(update).masked(text)
    if not has_cue("asks_when", plain) or has_cue("asks_when_not", plain) or orders_text(text):
        return None
    letters = letters_meant(text, update)
    return OwnAsk("when", letters) if letters else None


def letters_meant(text: str, update: CaseUpdate) -> tuple[str, ...]:
    """The letters that a message names, by name or role, or the one of late that "he", "she" and "it" mean."""
    text = text.replace("'s", " ").replace("’s", " ")
    named = letters_named(text, update) or letters_named(_without_target(text), update)
    if named:
        return _by_name(named, text, update) or named
    if placed := letter_by_place(text, update):
        return (placed,)
    spoken = letter_spoken_of(text, update) if has_cue("pronoun_of_one", text) or update.changes else ""
    fitting = of_gender(text, update)  # "should I take hers or leave it", of one man and one woman
    return (spoken,) if spoken else tuple(fitting) if len(fitting) == 1 else ()


def _by_name(named: Sequence[str], text: str, update: CaseUpdate) -> tuple[str, ...]:
    """Those of the letters named whose writers are called by their names, not by what they are."""
    words = normalise(text).split()
    names = {ident: normalise(letter_of(update.case, ident).get("writer", {}).get("name", "")) for ident in named}
    return tuple(ident for ident, name in names.items() if name and name.split()[-1] in words)


def _without_target(text: str) -> str:
    """The text without "for psychiatry", which is no writer's field but what the letter is for."""
    plain = normalise(text)
    for place in _BEHIND.finditer(plain):
        words = place[1].split()
        length = next((n for n in range(len(words), 0, -1) if find_specialty(" ".join(words[:n]))), 0)
        if length and plain[place.start() :].startswith("for "):
            plain = plain.replace("for " + " ".join(words[:length]), " ")
    return plain


def orders_text(text: str) -> bool:
    """Whether a message orders a text beside its question: "when do i ask him, write it too"."""
    return read_clauses(_COMPLAINT.sub(" ", text)).ordering().has(*_ORDERS)


def _kind_of_one(text: str, update: CaseUpdate) -> Kind | None:
    """A question about one letter alone: whether it is good, or of which kind it is."""
    letters = letters_meant(text, update)
    said = [part for part in sentences(text) if is_question(part)] or [text]
    questions = [question for part in said for question in further_questions(part)]
    if len(letters) != 1:
        return None
    if has_cue("own_without", text) and letters_named(text, update):
        return "enough"  # "what if Kim says no"
    if has_cue("own_kind_of", text) and not has_cue("no_verdict", text):
        return "kind_of"
    asked = any(_weighs_one(question) for question in questions)  # "is he good and when do i write to him"
    letter = letter_of(update.case, letters[0])
    by_name = letter.get("writer", {}).get("name") and letters_named(text, update)
    known = not unknown_fields(letter, DECIDING[:2])  # of one whom the case hardly knows the guide says more
    named = by_name or (known and (letters_named(text, update) or has_cue("of_a_letter", text)))
    named = named or (has_cue("take_or_leave", text) and has_cue("of_a_person_spoken", text))
    return "verdict" if named and asked else None


def _weighs_one(question: str) -> bool:
    """Whether a question is of the worth of a letter, and not of the manner or the time of something."""
    weighed = any(has_cue(cue, question) for cue in ("own_verdict", "seeks_other", "take_or_leave"))
    return weighed and not has_cue("no_verdict", question)


def _kind(text: str) -> Kind | None:
    if has_cue("own_flag", text):
        return next((kind for kind, cue in _FLAGS if has_cue(cue, text)), None)
    if has_cue("own_avoid", text):
        return "avoid"
    if has_cue("own_weakest_letter", text):
        return "weakest_letter"
    if has_cue("own_strongest_letter", text):
        return "strongest_letter"
    if has_cue("own_weakest_point", text):
        return "weakest_point"
    if has_cue("own_set", text) or (has_cue("own_set_for", text) and _targets(text)):
        return "set"
    return None


def _kind_of_more(text: str, update: CaseUpdate) -> Kind | None:
    """The set for several fields that is to be split, or whether one more of something is needed."""
    fields = update.case.get("targets", ())
    if len(fields) > 1 and has_cue("own_split", text):
        return "set"
    new = has_cue("new_rotation", text) and not update.added  # one that is told with its writer is asked about itself
    return "enough" if one_more_of(text) in fields or new else None


def _set_apart(
    text: str, update: CaseUpdate, tells: Callable[[str], CaseUpdate]
) -> tuple[CaseUpdate, tuple[str, ...]]:
    """The two letters set against each other, one of whom the same message may tell first.

    None where no writer is set against another: "should I ask Kim and Lee before May".
    """
    asked = " ".join(part for part in sentences(text) if is_question(part)) or text
    asked = asked if len(_called(asked, update)) > 1 else text  # "no, elena was 5 weeks. miller or malhotra?"
    named = _called(asked, update)
    sides = ((_beside(asked[: at.start()], update), _beside(asked[at.end() :], update))
             for at in _ALTERNATIVES.finditer(asked))  # fmt: skip
    pair = next(((left[-1], right[0]) for left, right in sides if left and right and left[-1] != right[0]), ())
    if not pair and len(named) == 1 and not update.changes:
        return _told_beside(text, update, named[0], tells)
    return update, pair or (named[:2] if has_cue("own_both", asked) and len(named) > 1 else ())


def _offered(text: str, update: CaseUpdate, tells: Callable[[str], CaseUpdate]) -> tuple[str, ...]:
    """ "Second option is 4 weeks with Brown. which would you take": the writer told of before, and the one told now."""
    before = str(tells("").memory.get("focus") or "")  # of whom the turns before spoke
    added = update.added
    held = [str(item["id"]) for item in open_letters(update.case)]
    apart = len(added) == 1 and before in held and before != added[0]
    return (before, added[0]) if apart and has_cue("second_option", text) else ()


def _called(text: str, update: CaseUpdate) -> tuple[str, ...]:
    """The letters that a text names, or the one that it calls by its place: "the Cairo one"."""
    placed = letter_by_place(text, update)
    return letters_named(text, update) or ((placed,) if placed else ())


def _beside(text: str, update: CaseUpdate) -> tuple[str, ...]:
    """Those that one side of an "or" names: a name says more than "american", which many are."""
    placed, named = letter_by_place(text, update), letters_named(text, update)
    return _by_name(named, text, update) or ((placed,) if placed else named)


def _told_beside(
    text: str, update: CaseUpdate, named: str, tells: Callable[[str], CaseUpdate]
) -> tuple[CaseUpdate, tuple[str, ...]]:
    """Beside the letter that is named another, whom the message tells or who is the only other one of the case."""
    others = [str(item["id"]) for item in open_letters(update.case) if item["id"] != named]
    for part in _ALTERNATIVES.split(text):
        told = tells(part.strip(" ?.,"))
        added = told.added
        if len(added) == 1 and added[0] != named:
            return told, (named, added[0])
        if len(others) == 1 and not added and has_cue("of_a_person", part) and not letters_named(part, update):
            return update, (named, *others)  # "or my Lahore doctor", of two
    return update, ()


def _number(text: str) -> int:
    """How many letters can go; 0 where no number says so, and the smallest where several do."""
    plain = normalise(text)
    said = [found["number"] for pattern in _NUMBERS for found in pattern.finditer(plain)]
    return min((NUMBER_WORDS.get(word) or int(word) for word in said), default=0)


def _targets(text: str, *, of_one: bool = False) -> tuple[str, ...]:
    """The specialties of "for IM and which for FM".

    Args:
        of_one: one letter is asked about, whose own field may stand there too: "is a surgery letter ok for anesthesia".
    """
    found = []
    for place in _BEHIND.finditer(normalise(text)):
        words = place[1].split()
        if words[0] in _TITLES or (of_one and not place[0].startswith("for")):
            continue  # "for Dr. Price" is no diagnostic radiology
        named = (find_specialty(" ".join(words[:length])) for length in range(len(words), 0, -1))
        found += [next((name.specialty for name in named if name), "")]
    return tuple(dict.fromkeys(filter(None, found)))


def _besides(text: str, searcher: Searcher) -> tuple[str, ...]:
    """Further questions of the message that are not about the own letters and that the guide answers."""
    parts = further_questions(text)
    return tuple(
        part for part in parts[1:]
        if len(normalise(part).split()) >= _LEAST_WORDS and _kind(part) is None
        and not any(has_cue(cue, part) for cue in _OF_OWN) and searcher.assess(part).is_inside
        and re.search(rf"(?:\b(?:and|also|plus|then)\s+|[,;?.]\s*){re.escape(part)}", text)  # not "which should I send"
    )[:MOST_QUESTIONS]  # fmt: skip


def own_unknown(own: OwnAsk, update: CaseUpdate) -> Question | None:
    """What is to be asked after two letters were compared: what is not known of them; else what would be asked."""
    given_up = update.memory.get("unknown") or []
    open_paths = [
        letter_path(letter["id"], name)
        for letter in update.case.get("letters") or [] if letter["id"] in own.letters and not is_settled(letter)
        for name in unknown_fields(letter)
    ]  # fmt: skip
    path = next((path for path in open_paths if path not in given_up), "")
    if path:
        return Question(path, "unknown_value")
    asks = update.next_question  # beside a verdict on one letter nothing is asked of another
    return None if own.letters and asks and asks.text_key == "unknown_value" else asks
