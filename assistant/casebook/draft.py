"""The case under change: every change is written down with the words that it came from."""

from __future__ import annotations

import copy
from collections.abc import Collection, Mapping
from typing import Any

from assistant.casebook.model import Case, Change, Question, letter_path, split_path
from assistant.casebook.spokesman import represented

_MOST_LETTERS = 60


class Draft:
    """A copy of a case, its changes and questions so far, and what is remembered for the next message."""

    def __init__(self, case: Mapping[str, Any], memory: Mapping[str, Any] | None) -> None:
        self.case: Case = copy.deepcopy(dict(case))
        self.changes: list[Change] = []
        self.questions: list[Question] = []
        held = copy.deepcopy(dict(memory or {}))
        self.words: dict[str, str] = _mapping(held.get("words"))
        self._told_before = dict(self.words)
        self.home: list[str] = [str(item) for item in held.get("home") or [] if isinstance(item, str)]
        self.unknown: list[str] = [str(item) for item in held.get("unknown") or [] if isinstance(item, str)]
        self.focus: str | None = held.get("focus") if isinstance(held.get("focus"), str) else None
        self.pending: dict[str, Any] = _mapping(held.get("pending"))
        self.last: list[str] = [str(item) for item in held.get("last") or [] if isinstance(item, str)]
        self.undo = [(str(p), v) for p, v in held.get("undo") or []]  # what the last message changed, as it was before
        self.before: list[tuple[str, Any]] = []
        self.recent: list[str] = [str(item) for item in held.get("recent") or [] if isinstance(item, str)]
        self.gender: dict[str, str] = _mapping(held.get("gender"))
        self.open: list[str] = [str(item) for item in held.get("open") or [] if isinstance(item, str)]
        self.choices: dict[str, list[str]] = {
            k: v for k, v in _mapping(held.get("choices")).items() if isinstance(v, list)
        }
        self.ended: dict[str, str] = _mapping(held.get("ended"))  # about when the time with a writer was over
        self.stays: dict[str, str] = _mapping(held.get("stays"))  # when it was: "ended 2027-04", "since 2026-09"
        self.here = str(held.get("here") or "")  # the country where the applicant lives or works now
        self.person = represented(held.get("person"))
        self.removed: list[dict[str, Any]] = [one for one in held.get("removed") or [] if isinstance(one, dict)]
        self.programs = str(held.get("programs") or "")
        self.touched: list[str] = []
        self.told = False
        self.before_ids = self.ids()  # of the letters told before this message

    # -- reading

    def letters(self) -> list[dict[str, Any]]:
        """The letters that are readable as such."""
        letters = self.case.get("letters")
        if not isinstance(letters, list):
            return []
        return [item for item in letters if isinstance(item, dict) and isinstance(item.get("id"), str)]

    def ids(self) -> list[str]:
        """The ids of the letters, in order."""
        return [letter["id"] for letter in self.letters()]

    def letter(self, name: str) -> dict[str, Any] | None:
        """The letter with an id, or None."""
        return next((letter for letter in self.letters() if letter["id"] == name), None)

    def get(self, path: str) -> Any:
        """The value at a path, or None."""
        name, field = split_path(path)
        holder: Any = self.case if name is None else self.letter(name)
        for part in field.split("."):
            if not isinstance(holder, dict):
                return None
            holder = holder.get(part)
        return holder

    def added(self) -> dict[str, str]:
        """The letters of this message, by id, with the words that told them."""
        return {str(change.value): change.words for change in self.changes if change.op == "add_letter"}

    @property
    def removes(self) -> bool:
        """True when this message takes a letter out."""
        return any(change.op == "remove_letter" for change in self.changes)

    def is_unnamed(self, name: str) -> bool:
        """True for a letter whose writer's name is not known."""
        return self.get(letter_path(name, "writer.name")) is None

    # -- changing

    def set(self, path: str, value: Any, words: str) -> None:
        """Set a value; a value that is there already is no change, but was told."""
        self.told = True
        name, field = split_path(path)
        holder: Any = self.case if name is None else self.letter(name)
        if holder is None:
            return
        *parents, last = field.split(".")
        for part in parents:
            if not isinstance(holder.get(part), dict):
                holder[part] = {}
            holder = holder[part]
        if name is not None:
            self._touch(name)
        if holder.get(last) == value and type(holder.get(last)) is type(value):
            return
        self.before.append((path, copy.deepcopy(holder.get(last))))
        holder[last] = copy.deepcopy(value)  # letters that come to "no letters" later are no part of that change
        self.words[path] = words
        self.changes.append(Change("set", path, value, words))
        if path in self.unknown:
            self.unknown.remove(path)

    def clear(self, path: str, words: str) -> None:
        """Make a value unknown again."""
        self.told = True
        if self.get(path) is None:
            return
        name, field = split_path(path)
        holder: Any = self.case if name is None else self.letter(name)
        *parents, last = field.split(".")
        for part in parents:
            holder = holder[part]
        del holder[last]
        self.words.pop(path, None)
        self.changes.append(Change("clear", path, None, words))

    def restore(self, path: str, words: str) -> None:
        """Put back what a path held before this message, or make it unknown again."""
        before = next((value for held, value in self.before if held == path), None)
        if before is None:
            self.clear(path, words)
        else:
            self.set(path, before, words)

    def put_back(self, change: Change) -> None:
        """Undo a change of this message as if it had not been told."""
        name, field = split_path(change.field)
        letter: Any = self.case if name is None else self.letter(name)
        *parents, last = field.split(".")
        holder = letter[parents[0]] if parents else letter
        before = next((value for path, value in self.before if path == change.field), None)
        if before is None:
            del holder[last]
            if not holder:
                del letter[parents[0]]
        else:
            holder[last] = before
        self.before = [(path, value) for path, value in self.before if path != change.field]
        self.words.pop(change.field, None)
        if change.field in self._told_before:
            self.words[change.field] = self._told_before[change.field]
        self.changes = [item for item in self.changes if item.field != change.field]

    def add_letter(self, wanted: str, words: str) -> str | None:
        """A new letter; its id is `wanted`, numbered where that is taken. None when there are too many."""
        self.told = True
        if len(self.letters()) >= _MOST_LETTERS:
            return None
        name = self.free_id(wanted)
        if not isinstance(self.case.get("letters"), list):
            self.case["letters"] = []
        self.case["letters"].append({"id": name})
        self.before.append((f"letters[{name}]", None))
        self.changes.append(Change("add_letter", f"letters[{name}]", name, words))
        self._touch(name)
        return name

    def free_id(self, wanted: str) -> str:
        """The id itself, or numbered from 2 where it is taken."""
        taken, name, number = set(self.ids()), wanted or "letter", 1
        while name in taken:
            number += 1
            name = f"{wanted or 'letter'}_{number}"
        return name

    def remove_letter(self, name: str, words: str) -> None:
        """Take a letter out, and what was remembered of it."""
        self.told = True
        gone = [letter for letter in self.letters() if letter.get("id") == name]
        self.removed = [*(self.removed if self.removes else []), *copy.deepcopy(gone)]  # of the last removing message
        self.forget_letters({name})
        self.changes.append(Change("remove_letter", f"letters[{name}]", None, words))

    def forget_letters(self, names: Collection[str]) -> None:
        """Take letters and what was remembered of them out of the case, with no change noted."""
        self.case["letters"] = [
            item for item in self.case["letters"] if not (isinstance(item, dict) and item.get("id") in names)
        ]
        if not self.case["letters"]:
            del self.case["letters"]  # none is left, which is not to say that there is none
        self.words = {path: said for path, said in self.words.items() if split_path(path)[0] not in names}
        self.home = [item for item in self.home if item not in names]
        self.touched = [item for item in self.touched if item not in names]

    def rename_letter(self, name: str, wanted: str, words: str) -> str:
        """Give a letter another id, as its writer's name became known; all that was told of it stays."""
        letter = self.letter(name)
        if letter is None or name == wanted:
            return name
        new = self.free_id(wanted)
        letter["id"] = new
        self.words = {_moved(path, name, new): said for path, said in self.words.items()}
        self.unknown = [_moved(path, name, new) for path in self.unknown]
        self.home, self.recent = ([new if item == name else item for item in held] for held in (self.home, self.recent))
        self.before = [(_moved(path, name, new), value) for path, value in self.before]
        if name in self.gender:
            self.gender[new] = self.gender.pop(name)
        self.touched = [new if item == name else item for item in self.touched]
        self.focus = new if self.focus == name else self.focus
        self.changes.append(Change("rename_letter", f"letters[{name}]", new, words))
        return new

    def ask(self, field: str, key: str, about: str = "", choices: tuple[str, ...] = ()) -> None:
        """Ask about a field, once."""
        question = Question(field, key, about, choices)
        if question not in self.questions:
            self.questions.append(question)

    def forget_question(self, field: str, value: str) -> None:
        """ "from Hyderabad, Osmania graduate": what was asked of a field is told by other words."""
        self.questions = [q for q in self.questions if q.field != field or q.assumed or value not in q.choices]

    def _touch(self, name: str) -> None:
        if name in self.touched:
            self.touched.remove(name)
        self.touched.append(name)

    def _open_days(self) -> dict[str, list[str]]:
        """The days between which a date was left open."""
        asked = {q.field: list(q.choices) for q in self.questions if q.text_key in {"which_date", "which_year"}}
        return {path: days for path, days in {**self.choices, **asked}.items() if days and self.get(path) is None}

    def _still_open(self) -> list[str]:
        """Fields that were asked about as ambiguous and are not known yet."""
        asked = [question.field for question in self.questions if not question.assumed]
        return [path for path in dict.fromkeys([*self.open, *asked]) if "[]" not in path and self.get(path) is None]

    def memory(self) -> dict[str, Any]:
        """Plain data for the next message. The letter spoken of is remembered when there was just one."""
        focus = self.touched[0] if len(set(self.touched)) == 1 else None if self.touched else self.focus
        return {
            "words": self.words,
            "home": self.home,
            "unknown": self.unknown,
            "focus": focus if focus in self.ids() else None,
            "pending": self.pending,
            "recent": list(dict.fromkeys(self.touched)) or self.recent,
            "gender": {name: said for name, said in self.gender.items() if name in self.ids()},
            "undo": [[path, value] for path, value in self.before],
            "open": self._still_open(),
            "choices": self._open_days(),
            **({"removed": self.removed} if self.removed else {}),
            **({"programs": self.programs} if self.programs else {}),
            **({"ended": ended} if (ended := {k: v for k, v in self.ended.items() if k in self.ids()}) else {}),
            **({"here": self.here} if self.here else {}),
            **({"stays": stays} if (stays := {k: v for k, v in self.stays.items() if k in self.ids()}) else {}),
            **({"person": self.person.memory()} if self.person else {}),
            "last": list(dict.fromkeys(change.field for change in self.changes)) or self.last,
        }


def _moved(path: str, old: str, new: str) -> str:
    name, field = split_path(path)
    if name != old:
        return path
    return letter_path(new, field) if field else f"letters[{new}]"


def _mapping(value: Any) -> dict[str, Any]:
    return dict(value) if isinstance(value, dict) else {}
