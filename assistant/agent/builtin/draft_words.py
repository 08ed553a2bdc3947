"""A draft, an outline or a packet in words: what it is, the text to copy, what it used, what is to be filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache, partial
from itertools import groupby
from typing import Any

from assistant.agent.builtin.case_words import writer_in_words
from assistant.agent.builtin.draft_talk import DECLINED, EMAIL, OUTLINE, Wish
from assistant.agent.builtin.draft_turn import DraftTurn
from assistant.agent.builtin.word import fixed
from assistant.places import data_root
from assistant.templates import render
from assistant.yamlfile import Node, read_yaml

_INDEX = re.compile(r"\[\d+\]")
_FENCE = re.compile(r"`{3,}")
_WARNED = frozenset({"RULING-9", "AVOID-1", "AVOID-3", "AVOID-4", "AVOID-5"})  # facts of what is said before a draft


@lru_cache(maxsize=1)
def _texts() -> Node:
    return read_yaml(data_root() / "prompts" / "answers" / "draft.yaml")


def word_draft(turn: DraftTurn, results: Mapping[str, Any]) -> tuple[str, str]:
    """Status and text of the answer, with `[[ID]]` behind what the guide says."""
    wish, case = turn.wish, turn.update.case
    refusal = _refusal(wish)
    who = writer_in_words(wish.letter, case) if wish.letter else ""
    if turn.choices:
        choice = render(
            "answers/draft_choice.j2", what=_what(wish), writers=[writer_in_words(name, case) for name in turn.choices]
        )
        return ("refused" if refusal else "clarify"), "\n\n".join(filter(None, [refusal, choice]))
    made = results.get(wish.tool)
    if made is None:
        return "refused", fixed("refused", wish.declined)
    if "error" in made:
        text = render("answers/draft_error.j2", error=str(made["error"]).partition(": ")[2], what=_what(wish), who=who)
        return ("refused" if refusal else "clarify"), "\n\n".join(filter(None, [refusal, text]))
    noted = _noted(turn)
    word = {EMAIL: _email, OUTLINE: _outline}.get(wish.tool, partial(_packet, noted=noted))
    rest = [writer_in_words(name, case) for name in turn.rest]
    more = render("answers/draft_rest.j2", writers=rest) if rest else ""
    return ("refused" if refusal else "answered"), "\n\n".join(filter(None, [refusal, word(wish, made, who), more]))


def _refusal(wish: Wish) -> str:
    if not wish.declined:
        return ""
    return fixed("refused", wish.declined) if wish.declined in DECLINED else _texts()["declined"][wish.declined].text()


def _what(wish: Wish) -> str:
    return _texts()["kinds"][wish.kind if wish.tool == EMAIL else wish.tool].text()


def _email(wish: Wish, made: Mapping[str, Any], who: str) -> str:
    texts, again = _texts(), bool(wish.changed)
    lines = [*([f"To: {made['to']}"] if made["to"] else []), f"Subject: {made['subject']}", "", made["body"]]
    shown = lines[2:] if wish.kind == "script" else lines
    notes: Sequence[str] = made["notes"]
    first = notes[:1] if not again and _WARNED & set(made["facts"]) else []
    return render(
        "answers/draft.j2",
        changed=[texts["changed"][name].text() for name in wish.changed if name in texts["changed"]],
        again=again, what=_what(wish), stage=made["stage"] or 0, who=who,
        fence=_fence(made["body"]), text="\n".join(shown).strip("\n"), script=wish.kind == "script",
        used=_used(made["used"], bool(wish.options.get("mention"))),
        blanks=[{"field": field, "question": question} for field, question in made["questions"].items()],
        first=first, notes=[] if again else notes[len(first) :], why=texts["why"][wish.kind].text(),
    )  # fmt: skip


def _fence(text: str) -> str:
    """Back-ticks that fence a text: more of them than stand in it anywhere."""
    return "`" * max([3, *(len(found) + 1 for found in _FENCE.findall(text))])


def _used(fields: Sequence[str], mention: bool) -> list[str]:
    """The fields of the case that stand in the draft, in words, each once."""
    labels = _texts()["fields"]
    names = [_INDEX.sub("", name) for name in fields] + (["mention"] if mention else [])
    return list(dict.fromkeys(labels[name].text() for name in names if name in labels))


def _outline(wish: Wish, made: Mapping[str, Any], who: str) -> str:
    brief = bool(wish.options.get("shorter"))  # only what is told, without what could be asked for
    areas = [
        {"name": area[:1].upper() + area[1:], "texts": [bullet["text"] for bullet in bullets]}
        for area, bullets in groupby(made["bullets"], key=lambda bullet: bullet["area"])
    ]
    if brief:
        areas = [area for area in areas if not all(text.endswith("?") for text in area["texts"])]
    text = render("answers/draft_points.j2", areas=areas)
    return render(
        "answers/draft_outline.j2", who=who, fence=_fence(text), text=text,
        questions=() if brief else made["questions"],
        why="" if wish.declined or brief else made["why"],
    )  # fmt: skip


def _noted(turn: DraftTurn) -> list[str]:
    """What this message adds to the notes of the letter, where it is added to what is there."""
    changes = [change for change in turn.update.changes if ".notes." in change.field and isinstance(change.value, list)]
    return [str(change.value[-1]) for change in changes] if turn.wish.changed else []


def _packet(wish: Wish, made: Mapping[str, Any], who: str, noted: Sequence[str] = ()) -> str:
    texts = _texts()["fields"]
    missing = [texts[name].text() if name in texts else name for name in made["missing"]]
    return render(
        "answers/draft_packet.j2", who=who, letter=wish.letter or "ID",
        files=[file["name"] for file in made["files"]], missing=missing, notes=made["notes"], noted=noted,
    )  # fmt: skip
