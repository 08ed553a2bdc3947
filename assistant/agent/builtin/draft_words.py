"""A draft, an outline or a packet in words: what it is, the text to copy, what it used, what is to be filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from typing import Any

from assistant.agent.builtin.case_words import question_text, writer_in_words
from assistant.agent.builtin.draft_moves import as_said, if_unsure, opening
from assistant.agent.builtin.draft_out import WITHOUT, points_named
from assistant.agent.builtin.draft_points import CONTACT, FIRST, MOST
from assistant.agent.builtin.draft_same import digest_of
from assistant.agent.builtin.draft_settled import DraftTurn
from assistant.agent.builtin.draft_unmet import SENTENCES, sentences_in
from assistant.agent.builtin.draft_wish import DECLINED, EMAIL, OUTLINE, Wish
from assistant.agent.builtin.noted_words import noted_line
from assistant.agent.builtin.word import fixed
from assistant.casebook import CaseUpdate
from assistant.drafting.leaving import could_go
from assistant.places import data_root
from assistant.templates import render
from assistant.yamlfile import Node, read_yaml

_INDEX = re.compile(r"\[\d+\]")
_FENCE = re.compile(r"`{3,}")
_AT_ITS_END = {
    "shorter": "shortest", "less_formal": "plainest", "warmer": "warmest", "formal": "formal_enough",
    "plain_tone": "plain_enough", "firmer": "firm_enough",
}  # fmt: skip
_OF_THE_TEXT = (  # changes that show in it; where it came out as it was, they are not claimed
    "deadline", "facts", "greeting", "less_warm", "letter", "longer", "mention", "not_secretary", "put_back",
    "reworded", "secretary", "stage", "subject", "take_out",
)  # fmt: skip
_WITHOUT_SUBJECT = frozenset({"spoken", "to_say", "as_message", "as_card"})
_OF_POINTS = frozenset({"left_off", "not_sent"})  # ... that are said of bullet points
_AT_ITS_END |= dict.fromkeys(_OF_THE_TEXT, "unchanged")
_PARTS = {"if_unsure": if_unsure, "first_part": opening, "spoken": as_said, "to_say": as_said}  # shown in part
_OF_ONE_WRITER = ("notes.", "writer.", "experience.")  # blanks that the first of two texts does not ask for
_MOST_QUOTED = 9  # words of a sentence that is named
_WARNED = frozenset({"RULING-9", "AVOID-1", "AVOID-3", "AVOID-4", "AVOID-5"})  # facts of what is said before a draft


@lru_cache(maxsize=1)
def _texts() -> Node:
    return read_yaml(data_root() / "prompts" / "answers" / "draft.yaml")


def word_draft(
    turn: DraftTurn, results: Mapping[str, Any], beside: Sequence[Mapping[str, Any]] = ()
) -> tuple[str, str]:
    """Status and text of the answer, with `[[ID]]` behind what the guide says; `beside`: what its other texts gave."""
    refusal = _refusal(turn.wish)
    status, text = _worded(turn, results)
    others = [_beside(wish, made, turn) for wish, made in zip(turn.beside, beside, strict=False)]
    parts = [refusal, *_told(turn), text, *others, _still_to_come(turn), *_asked(turn)]
    return ("refused" if refusal else status), "\n\n".join(filter(None, parts))


def _worded(turn: DraftTurn, results: Mapping[str, Any]) -> tuple[str, str]:
    """The text, or why there is none yet."""
    wish, case = turn.wish, turn.update.case
    who = writer_in_words(wish.letter, case) if wish.letter else ""
    if wish.asks:
        return "clarify", _texts()["asks"][wish.asks].text().format(sentence=wish.about, who=who)
    if turn.choices:
        writers = [writer_in_words(name, case) for name in turn.choices]
        return "clarify", render("answers/draft_choice.j2", what=_what(wish), writers=writers)
    made = results.get(wish.tool)
    if made is None:
        return "refused", "" if wish.declined else fixed("refused", wish.declined)
    if "error" in made:
        text = render("answers/draft_error.j2", error=str(made["error"]).partition(": ")[2], what=_what(wish), who=who)
        return "clarify", text
    return "answered", _made(turn, made, who)


def _beside(wish: Wish, made: Mapping[str, Any], turn: DraftTurn) -> str:
    """A second text of the same message: for whom it is, its words, and what it lacks of its own."""
    who, what = writer_in_words(wish.letter, turn.update.case), _what(wish)
    if "error" in made:
        return render("answers/draft_error.j2", error=str(made["error"]).partition(": ")[2], what=what, who=who)
    if wish.tool != EMAIL:
        return _made(replace(turn, wish=wish), made, who)
    lines = [*([f"To: {made['to']}"] if made["to"] else []), f"Subject: {made['subject']}", "", made["body"]]
    text = made["body"] if wish.kind == "script" else "\n".join(lines)
    own = [question for field, question in made["questions"].items() if field.startswith(_OF_ONE_WRITER)]
    first = made["notes"][:1] if _WARNED & set(made["facts"]) else []
    return render(
        "answers/draft_beside.j2", what=what, who=who, first=first, fence=_fence(made["body"]), text=text, blanks=own
    )


def _still_to_come(turn: DraftTurn) -> str:
    """The texts that wait, where one was just written of those that were asked for at once."""
    if not (turn.moved and turn.queue):
        return ""
    case = turn.update.case
    texts = [f"{_what(wish)} for {writer_in_words(wish.letter, case)}" for wish in turn.queue]
    return render("answers/draft_queue.j2", texts=texts)


def _told(turn: DraftTurn) -> list[str]:
    """What was noted of this message, and what of it was taken on a reading that may be wrong."""
    if not turn.tells:
        return []
    assumed = [question_text(q, turn.update.case) for q in turn.update.questions if q.assumed]
    return [*filter(None, [word_noted(turn.update)]), *assumed]


def word_noted(update: CaseUpdate) -> str:
    """The line on what was noted, or ""."""
    line = noted_line(update)
    return _texts()["noted"].text().format(told=line) if line else ""


def _asked(turn: DraftTurn) -> list[str]:
    """What in this message can be read in two ways."""
    open_question = turn.open_question
    return [question_text(open_question, turn.update.case)] if open_question else []


def word_offer(wish: Wish, case: Mapping[str, Any]) -> str:
    """The line that offers a text."""
    return render("answers/draft_offer.j2", what=_what(wish), who=writer_in_words(wish.letter, case))


def _made(turn: DraftTurn, made: Mapping[str, Any], who: str) -> str:
    if turn.wish.tool == EMAIL:
        return _email(turn.wish, made, who, turn.shown)
    return _outline(turn.wish, made, who) if turn.wish.tool == OUTLINE else _packet(turn.wish, made, who)


def _refusal(wish: Wish) -> str:
    if not wish.declined:
        return ""
    if wish.declined in DECLINED:
        return fixed("refused", wish.declined)
    name = "against_case" if wish.declined == "invent" and wish.about else wish.declined
    return _texts()["declined"][name].text().format(about=wish.about)


def _what(wish: Wish) -> str:
    return _texts()["kinds"][wish.kind if wish.tool == EMAIL else wish.tool].text()


def _email(wish: Wish, made: Mapping[str, Any], who: str, digest: str) -> str:
    texts, again = _texts(), bool(wish.changed)
    same = digest_of(made) == digest  # nothing is left to change
    changes = [_AT_ITS_END.get(name, name) for name in wish.changed] if same else wish.changed
    lines = [*([f"To: {made['to']}"] if made["to"] else []), f"Subject: {made['subject']}", "", made["body"]]
    spoken = wish.kind == "script" or not _WITHOUT_SUBJECT.isdisjoint(wish.changed)
    parts = [shows(made["body"]) for name, shows in _PARTS.items() if name in wish.changed]
    part = bool(parts)
    shown = parts[:1] or [made["body"]] if spoken else lines
    notes: Sequence[str] = made["notes"]
    unmet = _unmet(wish, "\n".join(shown) if spoken else made["body"])
    if wish.changed == ("again",) and unmet:  # nothing was asked for but what is not done
        changes = ()
    said = [*_changed(changes, made["body"]), *_left_out(changes, made.get("left_out", ()))]
    first = notes[:1] if not again and _WARNED & set(made["facts"]) else []
    return render(
        "answers/draft.j2",
        changed=[*said, *(unmet if again else ())], unmet=() if again else unmet,
        again=again, what=_what(wish), stage=made["stage"] or 0, who=who,
        fence=_fence(made["body"]), text="\n".join(shown).strip("\n"), script=spoken,
        used=[] if part else _used(made["used"], bool(wish.options.get("mention"))),
        blanks=[{"field": field, "question": question} for field, question in made["questions"].items() if not part],
        first=first, notes=[] if again else notes[len(first) :], why=texts["why"][wish.kind].text(),
    )  # fmt: skip


def _changed(changes: Sequence[str], body: str) -> list[str]:
    """What was changed, in words."""
    texts, choices = _texts()["changed"], "; ".join(map(_short, could_go(body)))
    return [texts[name].text().format(choices=choices) for name in dict.fromkeys(changes) if name in texts]


def _unmet(wish: Wish, shown: str) -> list[str]:
    """What of the message the text does not show, in words."""
    texts, said = _texts()["unmet"], list[str]()
    for name, _, words in (one.partition(":") for one in wish.unmet):
        count = sentences_in(shown)
        if name != SENTENCES or count > int(words):
            said.append(texts[name].text().format(words=words, count=count))
    return said


def _left_out(changes: Sequence[str], told: Sequence[Mapping[str, Any]]) -> list[str]:
    """What became of each thing that was now to be left out."""
    asked = {name.partition(":")[2] for name in changes if name.startswith(f"{WITHOUT}:")}
    return [_became(one) for one in told if one["words"] in asked]


def _became(one: Mapping[str, Any]) -> str:
    texts, choices = _texts()["left_out"], "; ".join(map(_short, one["choices"]))
    key = next((name for name in ("put", "out", "kept", "several") if one[name]), "none")
    return texts[key].text().format(
        words=one["words"], out=one["out"].rstrip("."), kept=_short(one["kept"]), why=one["why"], choices=choices,
        put=one["put"],
    )


def _short(sentence: str) -> str:
    """A sentence in quotation marks, its beginning where it is long."""
    words = sentence.split()
    return f'"{sentence}"' if len(words) <= _MOST_QUOTED else f'"{" ".join(words[:_MOST_QUOTED])} ..."'


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
    without, bullets = tuple(wish.options.get(WITHOUT) or ()), made["bullets"]
    shown = [bullet for bullet in bullets if bullet["text"] not in without]
    told = [bullet for bullet in shown if bullet["from"] not in {"question", "writer"}]
    if told:  # then what could be asked for stands below, and not in what is copied
        shown = [bullet for bullet in shown if bullet["from"] != "question"]
    first = str(wish.options.get(FIRST) or "")
    told, shown = _first_shown(told, first), _first_shown(shown, first)
    if most := wish.options.get(MOST):
        shown = (told or shown)[: int(most)]
    areas = [
        {"name": area[:1].upper() + area[1:], "texts": [bullet["text"] for bullet in bullets]}
        for area, bullets in groupby(shown, key=lambda bullet: bullet["area"])
    ]
    text = render("answers/draft_points.j2", areas=areas, contact=wish.options.get(CONTACT) or "")
    left_off = _changed([name for name in wish.changed if name in _OF_POINTS], "")
    return render(
        "answers/draft_outline.j2", who=who, fence=_fence(text), text=text,
        questions=() if brief else made["questions"], unmet=_unmet(wish, text),
        changed=[*left_off, *_points_left_out(wish, bullets)],
        why="" if wish.declined or brief else made["why"],
    )  # fmt: skip


def _first_shown(bullets: list[Mapping[str, Any]], first: str) -> list[Mapping[str, Any]]:
    """The bullet points with one of them, and its area, ahead of the other areas, below how they know each other."""
    area = next((bullet["area"] for bullet in bullets if bullet["text"] == first), None)
    ahead = [bullets[0]["area"], area] if bullets else []
    if area is None:
        return bullets

    def place(bullet: Mapping[str, Any]) -> tuple[int, bool]:
        at = ahead.index(bullet["area"]) if bullet["area"] in ahead else len(ahead)
        return at, bullet["text"] != first and bullet["area"] == area

    return sorted(bullets, key=place)


def _points_left_out(wish: Wish, bullets: Sequence[Mapping[str, Any]]) -> list[str]:
    """What became of each bullet point that was now to be left out."""
    asked = [name.partition(":")[2] for name in wish.changed if name.startswith(f"{WITHOUT}:")]
    named = {words: points_named(bullets, words) for words in asked}
    return [
        _became({"words": words, "out": texts[0] if len(texts) == 1 else "", "put": "", "kept": "", "why": "",
                 "several": len(texts) > 1, "choices": texts})
        for words, texts in named.items()
    ]  # fmt: skip


def _packet(wish: Wish, made: Mapping[str, Any], who: str) -> str:
    texts = _texts()["fields"]
    missing = [texts[name].text() if name in texts else name for name in made["missing"]]
    return render(
        "answers/draft_packet.j2", who=who, letter=wish.letter or "ID",
        files=[file["name"] for file in made["files"]], missing=missing, notes=made["notes"],
    )  # fmt: skip
