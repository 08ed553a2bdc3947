"""What a turn about a draft does: the wish with its letter, fitted to that letter's status, and what is noted of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any

from assistant.agent.builtin.case_talk import Situation, told_truly
from assistant.agent.builtin.draft_cues import Clauses, read_clauses
from assistant.agent.builtin.draft_fit import fitted, stands_as
from assistant.agent.builtin.draft_last import SHOWN
from assistant.agent.builtin.draft_letter import choose_letter, letters_for_each, open_letters, role_fits, writers_names
from assistant.agent.builtin.draft_misheard import waiver_told
from assistant.agent.builtin.draft_notes import noted
from assistant.agent.builtin.draft_points import with_form
from assistant.agent.builtin.draft_told import (
    Before,
    applied,
    now_declined,
    told_apart,
    with_role,
    with_writer,
    without_the_mention,
)
from assistant.agent.builtin.draft_willing import for_the_willing
from assistant.agent.builtin.draft_wish import DECLINED, EMAIL, OUTLINE, PACKET, Wish
from assistant.casebook import CaseUpdate, Question
from assistant.casebook.model import split_path

_ASKING = frozenset({"request", "script", "signal"})
# Changes of a draft beside which something is told.
_OF_THE_CASE = frozenset({"letter", "facts", "kind", "again", "put_right"})


@dataclass(frozen=True, slots=True)
class DraftTurn:
    """What a turn does: the wish with its letter, the letters to choose from where that is open, and the case."""

    wish: Wish
    choices: tuple[str, ...]
    update: CaseUpdate
    tells: bool  # whether what the message tells is noted
    rest: tuple[str, ...] = ()  # letters that the same is wished for, and that wait for their turn
    bare: bool = False  # declined, with no text in its place
    shown: str = ""  # digest of the text that was shown last
    queue: tuple[Wish, ...] = ()  # texts that were asked for too, and wait
    beside: tuple[Wish, ...] = ()  # texts that are written at once beside this one
    moved: bool = False  # whether one was written of those that waited, or others came to them

    @property
    def open_question(self) -> Question | None:
        """What in the message can be read in two ways, where what it tells is noted and nothing else is asked."""
        asks = self.tells and not (self.choices or self.wish.asks)
        return next((q for q in self.update.questions if not q.assumed), None) if asks else None

    @property
    def calls_first(self) -> list[tuple[str, dict[str, Any]]]:
        """The tool calls that change the case."""
        if not (self.tells and self.update.changes):
            return []
        return [("update_profile", {"changes": [asdict(change) for change in self.update.changes]})]

    @property
    def calls_then(self) -> list[tuple[str, dict[str, Any]]]:
        """The tool calls that write; none while the letter is open, and no outline of nobody's letter."""
        chosen = (item for item in open_letters(self.update.case) if item["id"] == self.wish.letter)
        written = any(item.get("status") not in {"declined", "uploaded"} for item in chosen)
        nobody = self.wish.declined in DECLINED and not written
        if self.choices or nobody or self.bare or self.wish.asks:
            return []
        return [(wish.tool, wish.arguments) for wish in (self.wish, *self.beside)]


def before_of(known: Situation, last: Wish | None) -> Before:
    """The case as it is known, with the draft that is there."""
    return Before(known.case, known.today, last.letter if last else "", drafted=last is not None)


def _says_yes(update: CaseUpdate, letter: str) -> bool:
    """Whether the message tells that the writer of this letter has agreed."""
    changes = (change for change in update.changes if change.op == "set" and change.value == "agreed")
    return any(split_path(change.field) == (letter, "status") for change in changes)


def turn_of(
    text: str, clauses: Clauses, wish: Wish, last: Wish | None, update: CaseUpdate, before: Before
) -> DraftTurn:
    """The wish with its letter, fitted to the letter's status."""
    names = writers_names(update.case)
    if not wish.letter or wish.letter == before.letter:  # whoever is named, but not known, is meant: never another
        addressed = read_clauses(without_the_mention(clauses.raw), names) if before.letter else clauses
        update, added = with_writer(addressed, update, before, names)
        if not added and not wish.letter and not role_fits(clauses.whole, update):
            update, added = with_role(clauses, update, before)
        changed = (*wish.changed, "letter") if added and wish.changed and last else wish.changed
        wish = replace(wish, letter=added or wish.letter, changed=changed)
    each = letters_for_each(wish, update.case) if clauses.has("asks_all") and wish.tool == EMAIL else []
    letter, choices = (each[0], ()) if len(each) > 1 else choose_letter(wish, text, update, last)
    switched = bool(before.letter) and letter != before.letter and not clauses.kinds()
    switched = switched and not (clauses.has("same_as") and stands_as(letter, before.letter, update.case))
    if switched and wish.tool == EMAIL and wish.changed and not wish.options.get("second_request"):
        wish = replace(wish, unsaid=True)  # another writer may stand elsewhere
    if _says_yes(update, letter) and wish.kind in _ASKING and not (clauses.has("asks_letter") or wish.declined):
        wish = replace(wish, kind="packet", stage=None)  # "he says yes, write to his office manager"
    wish = fitted(replace(wish, letter=letter), update.case, clauses, before.today)
    wish = for_the_willing(wish, last, update.case, clauses)
    adds, waived = False, waiver_told(clauses, letter) if wish.tool == EMAIL and not wish.changed else None
    if waived:
        adds, update = True, applied(update, [*update.changes, waived], before)
    if wish.tool in {OUTLINE, PACKET} and letter and not wish.declined:
        points = noted(clauses, update, before, letter)
        adds, update = points is not update, points
        wish = with_form(wish, clauses.raw, last, update, before)
    told = {split_path(change.field) for change in update.changes}
    own = any(path[0] is None and path[1] in SHOWN for path in told)
    tells = not wish.changed or bool(_OF_THE_CASE & set(wish.changed)) or (own and "mention" not in wish.changed)
    tells = tells or adds or any(change.op == "add_letter" and change.value == letter for change in update.changes)
    status = any(path[1] == "status" for path in told)  # "she said yes through Ms. Vega, thank them"
    news = clauses.has("did_it") or "mention" not in wish.changed
    tells = tells or (status and news)
    if not tells and (apart := told_apart(clauses, update, before)).changes:
        update, tells = apart, True
    if wish.declined == "invent":
        update = told_truly(text, update, before.case)
    own_no = wish.options.get("reply") in {"release", "no_thanks"} or (
        clauses.has("own_refusal") and not wish.options.get("offer")
    )
    if wish.kind == "gracious-decline" and letter and not (own_no or clauses.has("in_case")):
        update, changed_mind = now_declined(clauses, update, before, letter)
        tells = tells or changed_mind
    return DraftTurn(wish, choices, update, tells, tuple(each[1:]))
