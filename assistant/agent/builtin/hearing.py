"""What a message wants and tells in the light of those before it: worked out once, however often a turn asks."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from assistant.agent.builtin.as_told import as_told
from assistant.agent.builtin.asides import (
    Closing,
    closing_of,
    doubts_what_was_declined,
    is_quiet,
    reads_back,
    without_closed,
    without_texts,
)
from assistant.agent.builtin.case_talk import (
    CLOSED,
    READ_BACK,
    CaseTalk,
    Situation,
    only_a_name,
    only_a_season,
    read_case,
    read_update,
    to_ask,
)
from assistant.agent.builtin.counsel import on_topic
from assistant.agent.builtin.cues import has_cue
from assistant.agent.builtin.deletion import goes_on
from assistant.agent.builtin.draft_ahead import remembering_ahead
from assistant.agent.builtin.draft_attached import without_how_to_upload
from assistant.agent.builtin.draft_changes import without_secretary
from assistant.agent.builtin.draft_cues import clause_has, read_clauses
from assistant.agent.builtin.draft_facts import facts_only, with_moved_day
from assistant.agent.builtin.draft_form import called_in, greeted, remembering
from assistant.agent.builtin.draft_last import last_draft
from assistant.agent.builtin.draft_learned import LearnedWish
from assistant.agent.builtin.draft_letter import letters_named, writers_names
from assistant.agent.builtin.draft_moves import remembering_draft
from assistant.agent.builtin.draft_need import tells_silence
from assistant.agent.builtin.draft_news import only_news, remembering_news
from assistant.agent.builtin.draft_offer import leaves_it, offered
from assistant.agent.builtin.draft_office import no_writers_there, remembering_staff
from assistant.agent.builtin.draft_ordered import answers_news, is_unordered
from assistant.agent.builtin.draft_own_name import name_told, with_whole_name
from assistant.agent.builtin.draft_settled import DraftTurn
from assistant.agent.builtin.draft_told import Before
from assistant.agent.builtin.draft_turn import read_turn
from assistant.agent.builtin.draft_wish import Wish
from assistant.agent.builtin.follow_up import Past, bare_specialty
from assistant.agent.builtin.further import (
    MOST_FURTHER,
    asked_parts,
    behind,
    is_all,
    is_known,
    is_loose,
    is_of_time,
    is_split,
    may_be_known,
    sign_of,
)
from assistant.agent.builtin.no_writers import without_them
from assistant.agent.builtin.other_matter import set_apart, tells_nothing
from assistant.agent.builtin.own_asked import asked_of_the_own
from assistant.agent.builtin.own_letters import OwnAsk
from assistant.agent.builtin.own_signed import remembering_signed, signed_kept
from assistant.agent.builtin.parts import Told, asks, sentences
from assistant.agent.builtin.remarks import only_a_remark
from assistant.agent.builtin.retold import as_meant
from assistant.agent.builtin.topics import REMINDING
from assistant.agent.builtin.understand import NOTHING_TOLD, REMEMBERED_TURNS, Understanding, opening, understand
from assistant.casebook import CaseUpdate
from assistant.retrieval.normalise import normalise
from assistant.retrieval.search import Searcher

EXPECTED = 4  # sentences of a message that are read while the case in it is
SPOKEN = "spoken"  # in the note of a turn: the one letter that its question named
KEPT = 64  # messages; a turn asks for its own at each step of the loop


@dataclass(frozen=True)
class Heard:
    """A message in the light of those before it: what it wants, and what it tells of the case."""

    text: str
    notes: Sequence[Mapping[str, Any]]
    known: Situation | None
    update: CaseUpdate | None
    meant: Understanding
    leaning: LearnedWish
    put_off: bool = False  # a no to the text that was offered before
    greeting: str = ""  # how a writer likes to be called, by this message; `text` is without those words
    kept: bool = False  # a no to the deletion, with another wish in it; `text` is that wish
    own: OwnAsk | None = None  # what it asks of the own letters
    closes: bool = False  # the text that was talked of is wanted no more
    further: tuple[Heard, ...] = ()  # its other questions, where they are known by their words

    @cached_property
    def talk(self) -> CaseTalk | None:
        """What it says of the person's own case."""
        if self.update is None or self.known is None:
            return None
        return read_case(self.text, self.meant, self.update, self.known, self.own)

    @property
    def spoken(self) -> str:
        """The one letter that a question names, of whom "he" and "she" speak in the next message."""
        if self.update is None or self.update.changes:
            return ""
        named = letters_named(self.text, self.update)
        return named[0] if len(named) == 1 else ""

    @property
    def wants_dates(self) -> bool:
        """Whether the dated plan belongs to the answer."""
        if self.update is None or self.meant.topic is None or self.meant.topic.own != REMINDING:
            return False
        return bool(self.update.case.get("targets") and self.update.case.get("letters"))

    @property
    def plan_alone(self) -> bool:
        """Whether the plan of the case answers and not the guide: "when do i ask him", with all dates known."""
        topic = self.meant.topic
        return bool(topic and topic.own not in {"", REMINDING} and self.talk and not self.talk.asks_guide)

    @cached_property
    def writing(self) -> DraftTurn | None:
        """What it wants to be written."""
        asks = self.meant.only_asks and not (self.own or tells_silence(read_clauses(self.text)))
        if self.update is None or self.known is None or self.put_off or asks or self.closes:
            return None
        if is_quiet(self.text, self.notes, writers_names(self.update.case)):
            return None
        turn = read_turn(self.text, self.meant, self.update, self.notes, self.known, self.leaning)
        if self.meant.only_asks and turn and not (turn.bare or turn.wish.declined or answers_news(self.text, turn)):
            return None  # a question about the own letters, which only a refusal comes before
        if turn and is_unordered(self.text, turn, self.update, self.notes):
            return None
        return greeted(turn, self.greeting, self.text, self.update, self.notes)

    @cached_property
    def offer(self) -> Wish | None:
        """What it seems to call for where it wants nothing to be written."""
        if self.update is None or self.known is None or self.writing or self.own or self.closes:
            return None
        if self.further or self.meant.kind == READ_BACK:
            return None
        last, asks = last_draft(self.notes), self.talk is not None and to_ask(self.talk) is not None
        return offered(self.text, self.meant, self.update, self.notes, self.known, self.leaning, last, asks=asks)


class Listener:
    """Hears messages. Safe to share between threads."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher
        self._heard = lru_cache(maxsize=KEPT)(self._listen_to_all)

    def hear(self, text: str, notes: Sequence[Mapping[str, Any]], situation: Mapping[str, Any] | None) -> Heard:
        """What a message wants and tells; `notes` are those on the model's own messages before it, oldest first."""
        return self._heard(json.dumps([text, notes, situation], default=str))

    def _listen_to_all(self, given: str) -> Heard:
        """The message, with each of its further questions that is known by its words."""
        whole = self._listen(given)
        if not (whole.update and whole.known and is_split(whole.text, whole.meant)) or whole.put_off or whole.writing:
            return whole
        parts = self._parts(whole, whole.update, json.loads(given)[2])
        known, sign = _known(parts), sign_of(whole.own, whole.meant)
        loose = is_loose(whole.own, whole.meant, whole.update, len(parts), len(known))
        if loose or (sign in known and len(known) > 1 and not is_of_time(whole.own)):
            first = next(iter(known.values()))
            whole = replace(whole, text=first.text, own=first.own, meant=first.meant)
        known.pop(sign_of(whole.own, whole.meant), None)
        apart = [part for part in known.values() if not (is_of_time(whole.own) and is_of_time(part.own))]
        apart = [part for part in apart if part.text not in whole.meant.queries]
        apart = [replace(part, own=behind(part.own, whole.own)) for part in apart]
        return replace(whole, further=tuple(apart[:MOST_FURTHER]))

    def _parts(self, whole: Heard, update: CaseUpdate, situation: Mapping[str, Any]) -> list[Heard | None]:
        """The questions of a message, each heard with what the whole tells; "him" is of whom it speaks before.

        None stands for one that cannot be known by its words: hearing takes long.
        """
        case, memory = update.case, dict(update.memory)
        asked, heard = asked_parts(whole.text), list[Heard | None]()
        if is_all(whole.text, asked):
            return [whole]
        for part in asked:
            if not may_be_known(part, case, self._searcher):
                heard.append(None)
                continue
            given = {**situation, "case": case, "memory": memory}
            found = self._listen(json.dumps([part, whole.notes, given], default=str))
            heard.append(found)
            memory = {**memory, "focus": found.spoken or memory.get("focus")}
        return heard

    def _listen(self, given: str) -> Heard:
        text, notes, situation = json.loads(given)
        notes = without_closed(notes)
        self._searcher.expect(sentences(text)[:EXPECTED])
        past, known = _past(notes), _situation(situation, notes)
        kept = past.awaiting_delete and bool(rest := goes_on(text))
        if kept:
            text, past = rest, replace(past, awaiting_delete=False)
        text = as_meant(text)
        text = name_told(text, notes, writers_names(known.case)) if known else text
        greeting, text = called_in(text, known.case) if known else ("", text)
        closing = closing_of(text, notes, writers_names(known.case)) if known else None
        told, text = (closing.told, closing.rest) if closing else (text, text)
        notes = [*map(without_texts, notes)] if closing else notes
        update = None if known is None or opening(text, past) else self._update(told, known, past, notes)
        put_off = known is not None and leaves_it(read_clauses(text), notes)
        update = read_update("", known) if known and put_off else update
        if update and known:
            update = _remembering(greeting, text, update, known, last_draft(notes))
        rest = text.replace(update.listed, " ") if update and update.listed else text  # a list of programs asks nothing
        meant = Understanding("tell")
        if len(normalise(rest).split()) > 1 or rest == text:
            told_of = Told.by(update, known.today.year) if update and known else NOTHING_TOLD
            meant = understand(rest, past, self._searcher, told_of)
        names = writers_names(update.case) if update else frozenset()
        leaning = LearnedWish.of(text, names, self._searcher)
        meant = as_told(text, meant, update, notes, leaning, names)
        told_of = Told.by(update) if update else NOTHING_TOLD
        of_case = bool(update and update.case.get("letters"))
        said_first = notes[-1].get("said", ()) if notes else ()
        meant = on_topic(without_how_to_upload(text), meant, told_of, said_first, of_case=of_case)
        if known and update and meant.topic and known.asked == "name" and only_a_name(update):
            update = read_update("", known)
        if greeting and clause_has(" ".join(read_clauses(text).texts), "says_no_more"):
            meant = Understanding("talk", kind="called")
        if update and update.case.get("letters") and _waits_in_vain(text, notes):
            meant = Understanding("talk", kind="no_second_answer")
        own, meant, update = asked_of_the_own(
            rest, meant, update, known, self._searcher, leaning, begun=bool(notes),
            drafted=bool(notes) and "draft" in notes[-1],
        )  # fmt: skip
        update = remembering_signed(text, update, known.memory) if update and known else update
        news = only_news(read_clauses(text, names), update) if update else ""
        if news == "away" or (news and own is None):
            own, meant = None, Understanding("talk", kind=news, only_asks=True)
        meant = Understanding("talk", kind="acknowledged") if put_off else meant
        if doubted := doubts_what_was_declined(text, notes):
            own, meant = None, Understanding("decline", kind=doubted)
        own, meant = set_apart(text, own, meant, update.case if update else {}, notes)
        own, meant = (None, aside) if (aside := known and _aside(text, meant, closing, update)) else (own, meant)
        return Heard(text, notes, known, update, meant, leaning, put_off, greeting, kept, own, closing is not None)

    def _update(
        self, text: str, known: Situation, past: Past, notes: Sequence[Mapping[str, Any]]
    ) -> CaseUpdate:
        """What a message tells of the case; a specialty or a season that belongs to a question tells nothing."""
        last = last_draft(notes)
        drafted = bool(notes) and "draft" in notes[-1]
        before = Before(known.case, known.today, last.letter if last else "", drafted)
        update = facts_only(text, read_update(without_secretary(without_how_to_upload(text)), known), before)
        update = with_moved_day(text, with_whole_name(text, update, before), before)
        writers = without_them(text, update, before, no_writers_there(text, known.memory, last, known.case))
        if writers is not update:  # what is asked next is asked of the letters that are left
            update = replace(writers, next_question=read_update("", replace(known, case=writers.case)).next_question)
        leans = bare_specialty(text) and (past.last or known.advised) and known.asked != "targets"
        of_days = has_cue("season_dates", text)
        wanted = "application_year" in (notes[-1].get("blanks") or ()) if notes else False
        season = only_a_season(update, text, of_days=of_days) and not wanted
        asked = season and (of_days or self._searcher.assess(text).is_inside)
        nothing = only_a_remark(text, update) or tells_nothing(text)
        return read_update("", known) if leans or asked or nothing else update


def _known(parts: Sequence[Heard | None]) -> dict[object, Heard]:
    """The questions that are known by their words, those that ask the same once."""
    known: dict[object, Heard] = {}
    for number, part in enumerate(parts):
        if part and is_known(part.own, part.meant, part.update, first=number == 0) and not part.writing:
            known.setdefault(sign_of(part.own, part.meant), part)
    return known


def _remembering(greeting: str, text: str, update: CaseUpdate, known: Situation, last: Wish | None) -> CaseUpdate:
    """The update with what the talk keeps in mind of texts and news."""
    update = remembering(greeting, text, update, known.memory, last.letter if last else "")
    update = remembering_draft(read_clauses(text), last, update, known.memory)
    update = remembering_staff(text, update, known.memory)
    update = remembering_ahead(read_clauses(text), last, update, known.memory, known.today)
    return remembering_news(read_clauses(text), last, update, known.memory)


def _aside(text: str, meant: Understanding, closing: Closing | None, update: CaseUpdate | None) -> Understanding | None:
    """The message understood as one of the talk itself: the case is to be read back, or no text is wanted."""
    if closing and not closing.rest:
        return Understanding("talk", kind=CLOSED, only_asks=True)
    empty = update is not None and not update.case.get("letters")
    if meant.act in {"distress", "delete"} or meant.kind == "injection" or not reads_back(text, empty=empty):
        return None
    return Understanding("talk", kind=READ_BACK, only_asks=True)


def _waits_in_vain(text: str, notes: Sequence[Mapping[str, Any]]) -> bool:
    """ "What then, if she does not answer the second one either?", in a talk about texts."""
    whole = " ".join(read_clauses(text).texts)
    asks_end = clause_has(whole, "closes_silence") and clause_has(whole, "how_to_end") and asks(text)
    return asks_end and any("draft" in note for note in notes[-REMEMBERED_TURNS:])


def _situation(given: Mapping[str, Any] | None, notes: Sequence[Mapping[str, Any]]) -> Situation | None:
    if given is None:
        return None
    memory = given.get("memory") or _memory(notes)
    asked = next((note["asked"] for note in reversed(notes[-2:]) if "asked" in note), None)  # past a guide question
    advised = bool(notes) and bool(notes[-1].get("advised"))
    on_case = bool(notes) and "memory" in notes[-1]
    return Situation(given["case"], today_of(given), asked, memory, advised, on_case)


def _memory(notes: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """What the talk keeps in mind, with the letter of which a question spoke since."""
    memory: Mapping[str, Any] = {}
    for note in notes:
        memory = note.get("memory", memory)
        memory = {**memory, "focus": note[SPOKEN]} if note.get(SPOKEN) else memory
        memory = {**memory, **signed_kept(note)}
    return memory


def today_of(given: Mapping[str, Any] | None) -> date:
    """The day of the turn; the first of all days where none is given."""
    return date.fromisoformat(given["today"]) if given else date.min


def _past(notes: Sequence[Mapping[str, Any]]) -> Past:
    """What matters of the turns before."""
    recent = notes[-REMEMBERED_TURNS:]
    return Past(
        queries=tuple(query for note in recent for query in note.get("queries", ())),
        last=tuple(notes[-1].get("queries", ())) if notes else (),
        root=str(notes[-1].get("root", "")) if notes else "",
        declined=tuple(note["declined"] for note in recent if note.get("declined")),
        awaiting_delete=bool(notes) and notes[-1].get("delete") == "ask",
    )
