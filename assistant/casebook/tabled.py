"""Rows of a pasted table written into the case: each cell is read as the answer to its column."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.casebook.answers import read_answer
from assistant.casebook.attach import put_specialty, write_facts
from assistant.casebook.dates import is_range
from assistant.casebook.fields import names_of, specialty_list
from assistant.casebook.home import set_home
from assistant.casebook.model import letter_path
from assistant.casebook.people import add_named, known_surnames, named
from assistant.casebook.places import drop_false_places
from assistant.casebook.reading import read_message
from assistant.casebook.season import read_year
from assistant.casebook.spells import read_spell, write_stretch
from assistant.casebook.stance import Clause
from assistant.casebook.tables import Cell, Row
from assistant.casebook.text import fold
from assistant.casebook.turn import Turn
from assistant.casebook.writer_name import WriterName, slug, whole_name

_NAME_WORDS = 5
_SAYS_WHO = ("writer.specialty", "writer.country")
_TIMES = re.compile(r"\b(?:x ?(\d)|(\d) ?x)\b", re.IGNORECASE)  # "Step 1 x2, CK x0"


def read_row(turn: Turn, row: Row) -> None:
    """Write one row: a letter, or a fact of the applicant."""
    if row.own:
        _read_own(turn, row.cells[0])
        return
    cells = {cell.field: cell.text for cell in reversed(row.cells) if cell.field}  # the first of two of a field
    name = cells.get("writer.name", "")
    words = {fold(word.strip("().?-")) for word in name.split()} - {""}
    letter = _nameless(turn, cells) if words <= turn.book.lists["no_name_yet"] else _letter(turn, name)
    if letter is None:
        return
    for cell in row.cells:
        if cell.field and cell.field != "writer.name":
            _read_cell(turn, letter, cell)
        elif not cell.field and any(sign.isalpha() for sign in cell.text):
            aside = _aside(turn, cell.text, None)  # a column of another name: its words still say what they say
            write_facts(aside, [letter], [(0, len(aside.message.tokens))])


def _letter(turn: Turn, text: str) -> str | None:
    aside = _aside(turn, text, None)
    name = next(aside.free(0, len(aside.message.tokens), "name"), None)
    if name is not None:
        writer: WriterName | None = name.value
    else:
        words = [
            token
            for token in aside.message.tokens
            if token.kind == "word" and not (token.text in turn.book.lists["degrees"] and token.raw != token.text)
        ]
        printed = [word.raw if word.capital and not word.raw.isupper() else word.raw.capitalize() for word in words]
        given = len(words) > 1 and words[0].text in turn.book.given_names  # "Monica Trujillo", who is no town
        means = ("role", "specialty") if given else ("role", "country", "specialty")
        plain = 0 < len(words) <= _NAME_WORDS and not any(
            True for _ in aside.free(0, len(aside.message.tokens), *means)
        )
        writer = whole_name(printed) if plain else None
    if writer is not None:
        matches = named(turn, writer)
        held = matches[0] if len(matches) == 1 else add_named(turn, writer, text)
        if held is not None:
            degree = [m for m in aside.free(0, len(aside.message.tokens), "fact:writer.profession") if name is None]
            for mention in degree:
                turn.draft.set(letter_path(held, "writer.profession"), mention.value, text)
        return held
    letter = turn.draft.add_letter(slug(text)[:30] or "letter", text) if text else None
    if letter is not None:
        write_facts(aside, [letter], [(0, len(aside.message.tokens))])
    return letter


def _nameless(turn: Turn, cells: dict[str, str]) -> str | None:
    """A row without a name, as ",surgery,Detroit,observership,4" or "(pending) / surgeon / Reno": not known yet."""
    who = [cells[name] for name in _SAYS_WHO if name in cells]
    letter = turn.draft.add_letter(slug(" ".join(who)), ", ".join(who)) if who and len(cells) > len(_SAYS_WHO) else None
    turn.tabled.extend([letter] if letter else [])
    return letter


def _aside(turn: Turn, text: str, asked: str | None) -> Turn:
    """A cell as a message of its own, for the same draft."""
    message = read_message(text, turn.book, known_surnames(turn.draft.letters()))
    aside = replace(
        turn,
        message=message,
        asked=asked,
        used=set(),
        clauses=[Clause(0, len(message.tokens), 0)] if message.tokens else [],
    )
    if not (asked is not None and asked.endswith("country") and text.strip().isupper()):
        drop_false_places(aside)  # in a cell of places "CA" is California
    return aside


def _read_cell(turn: Turn, letter: str, cell: Cell) -> None:
    if cell.field == "experience.dates":
        _read_dates(turn, letter, cell.text)
        return
    path = letter_path(letter, cell.field)
    aside = _aside(turn, cell.text, path)
    everything = [(0, len(aside.message.tokens))]
    if not aside.clauses:
        return
    if cell.field == "writer.specialty":
        found = list(aside.free(*everything[0], "specialty"))
        if found:
            subs = [m for m in found if m.value in turn.book.subspecialties]
            put_specialty(aside, letter, str((subs or found)[-1].value), cell.text)
            if any(aside.is_agent(m) for m in found):
                turn.draft.set(letter_path(letter, "writer.profession"), "physician", cell.text)
            aside.used.update(found)
            write_facts(aside, [letter], everything)  # "FM, assoc. professor"
        return
    if cell.field == "writer.title":
        turn.draft.set(path, cell.text, cell.text)
        return
    asked_before = len(turn.draft.changes)
    if not read_answer(aside) and len(turn.draft.changes) == asked_before:
        write_facts(aside, [letter], everything)


def _read_dates(turn: Turn, letter: str, text: str) -> None:
    aside = _aside(turn, text, None)
    dates = list(aside.free(0, len(aside.message.tokens), "date"))
    if not dates:
        read_spell(aside, letter, [(0, len(aside.message.tokens))])  # "4 wk"
    if len(dates) == 2 and is_range(text, dates[0].value, dates[1].value):
        write_stretch(aside, letter, dates[0], dates[1], (0, len(aside.message.tokens)))


def _read_own(turn: Turn, cell: Cell) -> None:
    aside = _aside(turn, cell.text, cell.field)
    last = len(aside.message.tokens)
    if not aside.clauses:
        return
    if cell.field == "targets":
        _read_targets(turn, aside, cell)
    elif cell.field == "exam_failures" and (times := _TIMES.findall(cell.text)):
        turn.draft.set("exam_failures", sum(int(before or after) for before, after in times), cell.text)
    elif cell.field in {"email", "aamc_id"}:
        group = "email" if cell.field == "email" else "aamc_number"
        found = next(aside.free(0, last, group), None)
        if found is not None:
            turn.draft.set(cell.field, aside.said(found), cell.text)
    elif cell.field == "home_country":
        place = next(aside.free(0, last, "country"), None)
        if place is not None and not place.value[0].startswith("?"):
            set_home(aside, place.value[0], cell.text)
    elif cell.field == "attempts":
        number = aside.number_at(0)
        if number:
            # "Attempts: 2" may count failures or all sittings
            turn.draft.told = True
            turn.draft.ask("exam_failures", "how_many_failures", cell.text, (str(number - 1), str(number)))
        else:
            read_answer(_aside(turn, cell.text, "exam_failures"))
    elif cell.field == "name":
        name = next(aside.free(0, last, "name"), None)
        turn.draft.set("name", name.value.full if name is not None else cell.text, cell.text)
    elif not read_answer(aside) and cell.field == "application_year":
        read_year(aside, aside.clauses[0])  # "cycle: this coming sept"


def _read_targets(turn: Turn, aside: Turn, cell: Cell) -> None:
    """ "Applying: FM", and also "Applying: Sept 2027"."""
    names = names_of(aside, specialty_list(aside, 0, len(aside.message.tokens)))
    if names:
        turn.draft.set("targets", names, cell.text)
    else:
        read_answer(_aside(turn, cell.text, "application_year"))
