"""Clauses that name nobody: "he said yes", "8 weeks, hands on", "both agreed"."""

from __future__ import annotations

from dataclasses import replace

from assistant.casebook.another import is_another
from assistant.casebook.attach import write_facts
from assistant.casebook.draft import Draft
from assistant.casebook.headings import counted_here
from assistant.casebook.introductions import chunks, is_list_item
from assistant.casebook.model import letter_path, split_path
from assistant.casebook.openings import in_bracket, is_nationality
from assistant.casebook.parallel import in_order
from assistant.casebook.people import add_named, gender_of, named, told_by_pronoun
from assistant.casebook.phrases import EXPERIENCES, noun_phrase
from assistant.casebook.reading import Mention
from assistant.casebook.stance import Clause, told_of_another
from assistant.casebook.talk import Talk
from assistant.casebook.turn import Turn
from assistant.casebook.unknown_people import is_of_stranger, of_more_than_known, unknown_subject

_SCRATCH = "?"
_SHORT_ANSWER = 6  # words
_NEAR = 3  # tokens before "bosses" in which "my" stands
_OWN_WORDS = frozenset(
    {
        "fact:status",
        "fact:waived",
        "fact:experience.knows_me_well",
        "fact:attitude",
        "fact:experience.in_discussions",
        "fact:template",
    }
)


def without_people(turn: Turn, clause: Clause, talk: Talk) -> None:
    """A clause that names nobody: "he said yes", "8 weeks, hands on", "both agreed"."""
    message, span = turn.message, (clause.first, clause.last)
    if _speaks_of_two(turn, clause):
        _he_and_she(turn, clause, talk)
        return
    another = (is_numbered(turn, clause) and talk.listing) or counted_here(turn, *span) is not None
    passing = _is_of_passer_by(turn, clause) or is_of_stranger(turn, clause, talk)
    if another or passing or _is_of_removed(turn, clause):
        turn.draft.told = True  # another entry of the list; "From Lima there are two": of whom nothing is told here
        return
    talk.current = talk.current or _stay_that_moved(turn, clause)
    letters = list(talk.current)
    if (
        _goes_on_in_bracket(turn, clause, talk)
        or any(in_order(turn, group, *span) for group in _groups(turn, talk))
        or _several(turn, span, talk)
    ):
        return
    pronoun = message.has(*span, "cue:he", "cue:she", "cue:it")
    beside = turn.raw(clause.first) == "("  # "ask Dr Kerr? (surgeon in Boise)"
    if (pronoun or beside) and (asked := _somebody_asked_about(turn, clause, talk)):
        turn.draft.told = True
        _introduce_asked(turn, clause, talk, asked)
        return
    if pronoun:
        letters = _meant_by_pronoun(turn, clause, talk)
    if message.has(*span, "cue:other_one") and len(letters) == 1 and len(turn.draft.ids()) == 2:
        letters = [name for name in turn.draft.ids() if name not in letters]
        pronoun = True
    own = message.has(*span, "cue:first_person")
    addressed = any(turn.text(at) in turn.book.lists["honorifics"] for at in range(clause.first + 1, clause.first + 3))
    if (addressed or not pronoun) and _is_of_somebody_else(turn, clause, talk, own=own):
        turn.draft.told = turn.draft.told or (
            own
            and message.has(
                *span, "fact:experience.setting", "amount", "fact:attitude", "fact:status", "fact:writer.leadership"
            )
        )
        return
    if len(letters) == 1:
        write_facts(turn, letters, [span])
        talk.current = letters
    elif len(letters) > 1 and not pronoun:
        write_facts(turn, letters, [span])
    elif len(talk.choices) > 1 or len(letters) > 1:
        ask_which(turn, talk.choices or letters, [span])
    elif own and message.has(*span, "fact:"):
        turn.draft.told = True


def _is_of_removed(turn: Turn, clause: Clause) -> bool:
    """ "take out Merrill, he does not know me": why somebody goes is told of them, and of nobody who stays."""
    first = turn.message.sentences[clause.sentence].first
    pronoun = turn.message.has(clause.first, clause.last, "cue:he", "cue:she")
    return pronoun and turn.draft.removes and turn.message.has(first, clause.first, "cue:remove")


def _is_of_passer_by(turn: Turn, clause: Clause) -> bool:
    """ "a friend offers to ask Dr. Stein but I never worked with him": he was named, and is of no letter."""
    first = turn.message.sentences[clause.sentence].first
    people = list(turn.message.inside(first, clause.first, "name"))
    pronoun = turn.message.has(clause.first, clause.last, "cue:he", "cue:she")
    friends = bool(people) and told_of_another(turn.message, people[-1].first)
    return pronoun and friends and not named(turn, people[-1].value)


def _goes_on_in_bracket(turn: Turn, clause: Clause, talk: Talk) -> bool:
    """ "one surgeon in Reno (hands on? no, they let me only watch)": "they" are nobody else."""
    if not talk.fresh or len(talk.current) != 1 or not in_bracket(turn, clause):
        return False
    write_facts(turn, list(talk.current), [(clause.first, clause.last)])
    return True


def _speaks_of_two(turn: Turn, clause: Clause) -> bool:
    both = all(turn.message.has(clause.first, clause.last, cue) for cue in ("cue:he", "cue:she"))
    return both and len(chunks(turn, clause)) > 1


def _groups(turn: Turn, talk: Talk) -> list[list[str]]:
    """Those of whom a list of values can tell in turn: the ones spoken of, else all letters."""
    groups = [list(talk.current), list(talk.choices), list(turn.draft.recent), turn.draft.ids()]
    return [group for group in groups if len(group) > 1]


def _several(turn: Turn, span: tuple[int, int], talk: Talk) -> bool:
    """ "both agreed", "they are internists": written to all who are spoken of."""
    settings = {m.last for m in turn.message.inside(*span, "fact:experience.setting")}
    both = any(cue.first not in settings for cue in turn.message.inside(*span, "cue:both"))  # not "... and clinic both"
    if not both and not turn.message.has(*span, "cue:they"):
        return False
    current = list(talk.current)
    told = [letter["id"] for letter in turn.draft.letters() if len(letter) > 1]  # not those that were only counted
    plural = talk.choices if len(talk.choices) > 1 else current if len(current) > 1 else told
    spoken = list(dict.fromkeys(turn.draft.touched))
    if both and len(plural) != 2:  # the two of this message, or those of whom the last one spoke
        plural = spoken if len(spoken) == 2 else plural if talk.fresh else turn.draft.recent
    fits = len(plural) == 2 if both else len(plural) > 1
    if fits:
        write_facts(turn, plural, [span])
    return fits or of_more_than_known(turn, span)


def _meant_by_pronoun(turn: Turn, clause: Clause, talk: Talk) -> list[str]:
    """Whom "he" or "she" means: the letter spoken of, unless what is known of the writers points to another one."""
    letters = list(talk.current)
    she = turn.message.has(clause.first, clause.last, "cue:she")
    if she is turn.message.has(clause.first, clause.last, "cue:he"):
        return letters
    said = "she" if she else "he"
    spoken = talk.choices if len(talk.choices) > 1 else [*turn.draft.recent[::-1], *turn.draft.ids()]
    among = list(dict.fromkeys([*letters, *spoken]))
    known = {name: gender_of(turn, name) for name in among if name in turn.draft.ids()}
    fitting = [name for name in known if known[name] == said]
    if len(letters) == 1 and known.get(letters[0]) == said:
        return letters
    if len(letters) == 1 and not known.get(letters[0]) and (talk.fresh or talk.sure or not fitting):
        return letters
    if len(fitting) == 1:
        return fitting
    left = [name for name in known if known[name] in {said, ""}]
    return left if len(left) == 1 else [] if letters and known.get(letters[0]) else left or letters


def _he_and_she(turn: Turn, clause: Clause, talk: Talk) -> None:
    """ "she agreed, he did not answer": two people; who is meant by one pronoun is not meant by the other."""
    everybody = talk.choices if len(talk.choices) > 1 else turn.draft.ids()
    said: dict[bool, list[str]] = {}
    for first, last in chunks(turn, clause):
        she = turn.message.has(first, last, "cue:she")
        left = [name for name in everybody if name not in said.get(not she, [])]
        piece = Clause(first, last, clause.sentence)
        meant = told_by_pronoun(turn, piece, left)
        aside = Talk(meant if len(meant) == 1 else [], meant, fresh=talk.fresh)
        without_people(turn, piece, aside)
        if len(meant) == 1:
            said[she] = meant
            talk.current = meant


def _somebody_asked_about(turn: Turn, clause: Clause, talk: Talk) -> list[Mention]:
    """A name in a question just before: "Should I ask Dr Khan? He is in Lahore" does not speak of the letter before."""
    start = turn.message.sentences[clause.sentence].first
    beside = list(turn.free(max(talk.at, start), clause.first, "name"))  # "his boss Dr. Stein but I never met him"
    return beside[-1:] or list(turn.free(talk.at, clause.first, "name"))


def _introduce_asked(turn: Turn, clause: Clause, talk: Talk, asked: list[Mention]) -> None:
    """Somebody asked about becomes a letter once something is told of them."""
    told = turn.message.has(
        clause.first, clause.last, "country", "specialty", "fact:experience.setting", "fact:status", "amount"
    )
    held = named(turn, asked[0].value)
    if len(held) == 1:
        write_facts(turn, held, [(clause.first, clause.last)])
        talk.current, talk.choices = held, []
        return
    if len(asked) != 1 or asked[0].value.known or not told or held:
        return
    turn.used.add(asked[0])
    letter = add_named(turn, asked[0].value, turn.said(asked[0]))
    if letter is not None:
        write_facts(turn, [letter], [(clause.first, clause.last)])
        talk.current, talk.choices, talk.fresh, talk.at = [letter], [], True, clause.last


def is_numbered(turn: Turn, clause: Clause) -> bool:
    """A line that begins with a number of a list."""
    return is_list_item(turn, clause) and turn.message.tokens[clause.first].kind == "number"


def _is_of_somebody_else(turn: Turn, clause: Clause, talk: Talk, *, own: bool) -> bool:
    """Words about the applicant, or about an experience that no letter is told of."""
    span = (clause.first, clause.last)
    pieces = [Clause(first, last, clause.sentence) for first, last in chunks(turn, clause)]
    if len(talk.current) == 1 and _tells_of_several(turn, clause):
        return True
    if turn.message.has(*span, "cue:another") or any(is_nationality(turn, piece) for piece in pieces):
        return True
    unknown = unknown_subject(turn, clause) or (len(talk.current) == 1 and is_another(turn, clause, talk.current[0]))
    if unknown:
        talk.stranger = clause.sentence
        turn.not_of.extend((*span, name) for name in talk.current)
    if unknown or _somebody_new(turn, clause):
        turn.draft.told = True
        return True
    if not talk.fresh and _is_only_a_field(turn, clause):
        return True
    telling = turn.message.has(*span, *_OWN_WORDS)
    asked = split_path(turn.asked)[0] if turn.asked else None
    if asked and talk.current == [asked] and turn.message.has(*span, "fact:", "country", "specialty", "amount"):
        return False
    own = own and not (turn.message.has(*span, "cue:my_mistake") or _is_of_known_stay(turn, clause, talk))
    if talk.fresh:
        experience = turn.message.has(*span, "fact:experience.setting", "amount", "date", "fact:")
        return own and not (telling or experience)
    return own and not telling


def _tells_of_several(turn: Turn, clause: Clause) -> bool:
    """ "my cuban bosses i cannot contact": several of whom none has a letter."""
    several = (at for at in range(clause.first, clause.last) if turn.text(at) in turn.book.lists["several_people"])
    return any(turn.text(before) in {"my", "our"} for at in several for before in range(max(0, at - _NEAR), at))


def _is_of_known_stay(turn: Turn, clause: Clause, talk: Talk) -> bool:
    """ "they moved me one week, 8 March to 30 April", "I was there from 7 December": days of the stay spoken of."""
    if len(talk.current) != 1 or not any(True for _ in turn.free(clause.first, clause.last, "date")):
        return False
    ends = (letter_path(talk.current[0], f"experience.{end}") for end in ("start", "end"))
    there = any(turn.text(at) == "there" for at in range(clause.first, clause.last))
    named = turn.message.has(clause.first, clause.last, "name", "cue:exam", "cue:deadline", "cue:grad")
    return not named and (there or any(turn.draft.get(end) is not None for end in ends))


def _stay_that_moved(turn: Turn, clause: Clause) -> list[str]:
    """ "the elective got moved, now it starts on 21 June": the one letter whose stay has a first or a last day."""
    words = {turn.text(at) for at in range(clause.first, clause.last)}
    moved = words & (turn.book.lists["moved_by"] | turn.book.lists["lengthened"])
    if not moved or not turn.message.has(clause.first, clause.last, "date"):
        return []
    ends = ("experience.start", "experience.end")
    dated = [n for n in turn.draft.ids() if any(turn.draft.get(letter_path(n, end)) is not None for end in ends)]
    return dated if len(dated) == 1 else []


def _somebody_new(turn: Turn, clause: Clause) -> bool:
    """ "one peds attending in Baltimore, 4 weeks": a person who could not be taken as a letter; not one told before."""
    group = noun_phrase(turn, clause.first, clause.last, after=False)
    if group is None or not group.counted or group.head in EXPERIENCES or group.head.endswith("letter"):
        return False
    head = next((m for m in turn.message.inside(clause.first, clause.last, "role", "specialty")), None)
    before = range(clause.first, head.first if head else clause.first)
    described = any(turn.text(at) in turn.book.lists["being"] for at in before) or turn.message.has(
        clause.first, head.first if head else clause.first, "cue:he", "cue:she", "cue:it"
    )
    asked = turn.asked is not None and clause.last - clause.first <= _SHORT_ANSWER
    apposition = turn.text(clause.first) in {"a", "an"} and clause.last - clause.first <= _SHORT_ANSWER
    return not (described or asked or apposition)


def _is_only_a_field(turn: Turn, clause: Clause) -> bool:
    """ "im = internal med": nothing but specialties, with nobody of whom they are said."""
    fields = list(turn.free(clause.first, clause.last, "specialty"))
    covered = {at for m in fields for at in range(m.first, m.last)}
    rest = [at for at in range(clause.first, clause.last) if at not in covered]
    plain = all(
        turn.message.tokens[at].kind == "sign" or turn.message.has(at, at + 1, "cue:first_person", "cue:target_filler")
        or turn.text(at) not in turn.book.words
        for at in rest
    )  # fmt: skip
    asked = split_path(turn.asked)[1] if turn.asked else ""
    return bool(fields) and plain and "specialty" not in asked and not any(turn.is_agent(m) for m in fields)


def ask_which(turn: Turn, choices: list[str], spans: list[tuple[int, int]]) -> None:
    """Facts whose letter is not clear: the letter is asked, and the facts are kept until it is known."""
    scratch = Draft({"letters": [{"id": _SCRATCH}]}, None)
    aside = replace(turn, draft=scratch)
    write_facts(aside, [_SCRATCH], spans)
    changes = [change for change in scratch.changes if change.op == "set"]
    if not changes:
        return
    turn.draft.told = True
    name = split_path(changes[0].field)[1]
    about = turn.words(spans[0][0], spans[-1][1])
    turn.draft.ask(f"letters[].{name}", "which_letter", about, tuple(choices))
    turn.draft.pending = {
        "choices": list(choices),
        "changes": [[split_path(change.field)[1], change.value, change.words] for change in changes],
    }
