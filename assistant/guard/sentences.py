"""An answer taken apart into sentences: Markdown, lists, abbreviations and citation markers."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

_WINDOW = 40  # letters around a full stop that tell whether it ends a sentence
_FENCE = re.compile(r"```.*?```", re.S)
_LINK = re.compile(r"!?\[([^\[\]]{1,300})\]\([^)\s]{0,600}\)")  # every length is bounded: no flood makes it slow
_BULLET = re.compile(r"^\s*(?:>\s*)*(?:[-*+•–]\s+|\d{1,2}[.)]\s+|\[[ xX]\]\s+)+")
_HEADING = re.compile(r"^\s*#{1,6}\s+")
_EMPHASIS = re.compile(r"(\*\*|__|`|(?<!\w)[*_](?=\w)|(?<=[\w.!?,:])[*_](?!\w))")
_RULE = re.compile(r"^\s*(?:[-*_=]{3,}|\|[\s:|-]+\|)\s*$")
_ABBREVIATION = re.compile(
    r"\b(?:Dr|Prof|Mr|Mrs|Ms|St|vs|e\.g|i\.e|etc|approx|no|Jr|Sr|Ph\.D|M\.D|U\.S|U\.K|U\.S\.A|a\.m|p\.m|cf|Jan|Feb|Mar"
    r"|Apr|Aug|Sept|Sep|Oct|Nov|Dec|[A-Z])\.$"
)
_END = re.compile(r"(?<![.!?])[.!?]{1,20}[\"'”’)\]*_]{0,20}(?=\s|$)")
_MARK = r"(?:\d{1,3}|[A-Za-z][A-Za-z0-9_.:-]{0,80})"
_ID = r"[A-Z]{2,20}(?:-[A-Z0-9]{1,20}){1,6}"
_MARKER = re.compile(rf"\[\^?({_MARK}(?:\s*[,;]\s*{_MARK})*)\]")
_ID_IN_BRACKETS = re.compile(rf"\((?:see |source: )?({_ID}(?:\s*[,;]\s*{_ID})*)\)")
_FACT_ID = re.compile(r"^[A-Z]{2,}(?:-[A-Z0-9]+)+$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence as written and as read: `text` is without Markdown and markers, `marks` are the ids it cites."""

    written: str
    text: str
    marks: tuple[str, ...]
    heading: bool


def split_sentences(answer: str, known: Collection[str] = ()) -> list[Sentence]:
    """The sentences of an answer in order; a marker alone after a full stop belongs to the sentence before.

    `known` are the ids of the evidence; only they, figures and fact-like ids in brackets count as markers.
    """
    found: list[Sentence] = []
    for line in _FENCE.sub(lambda match: match[0].strip("`"), answer).splitlines():
        if not line.strip() or _RULE.match(line):
            continue
        heading = bool(_HEADING.match(line))
        body = _BULLET.sub("", _HEADING.sub("", line)).strip().strip("|").strip()
        for piece in _pieces(body):
            sentence = _sentence(piece, heading, frozenset(known))
            if sentence.text:
                found.append(sentence)
            elif sentence.marks and found:
                last = found.pop()
                found.append(Sentence(f"{last.written} {piece}", last.text, last.marks + sentence.marks, last.heading))
    return found


def _pieces(line: str) -> list[str]:
    pieces, start = [], 0
    for match in _END.finditer(line):
        head = line[max(start, match.end() - _WINDOW) : match.end()]
        rest = line[match.end() : match.end() + _WINDOW].lstrip()
        if match[0].startswith(".") and _ABBREVIATION.search(head.rstrip("\"'”’)]*_")):
            last = head.rstrip(".").rsplit(None, 1)[-1].casefold() if head.strip(". ") else ""
            if not (last in {"etc", "a.m", "p.m", "u.s", "u.k"} and rest[:1].isupper()):
                continue
        if rest and rest[0].islower() and match[0].startswith("."):
            continue
        pieces.append(line[start : match.end()].strip())
        start = match.end()
    if line[start:].strip():
        pieces.append(line[start:].strip())
    return _with_trailing_marks(pieces)


def _with_trailing_marks(pieces: list[str]) -> list[str]:
    """`One. [1] Two.` cites in the sentence before: a marker that opens a piece is moved back."""
    moved: list[str] = []
    for original in pieces:
        piece = original
        match = re.match(r"^((?:\[[^\[\]]{1,200}\]\s{0,9}){1,20})(.*)$", piece, re.S)
        if match and moved and not _LINK.match(piece) and _MARKER.match(piece):
            moved[-1] = f"{moved[-1]} {match[1].strip()}"
            piece = match[2].strip()
        if piece:
            moved.append(piece)
    return moved


def _sentence(piece: str, heading: bool, known: frozenset[str]) -> Sentence:
    marks: list[str] = []
    folded = {identity.casefold() for identity in known}

    def take(match: re.Match[str]) -> str:
        parts = [part.strip() for part in re.split(r"[,;]", match[1])]
        if all(part.isdigit() or part.casefold() in folded or _FACT_ID.match(part) for part in parts):
            marks.extend(parts)
            return " "
        return match[0]

    text = _LINK.sub(r"\1", piece)
    text = _ID_IN_BRACKETS.sub(take, _MARKER.sub(take, text))
    text = _EMPHASIS.sub("", text)
    text = re.sub(r"\s+([.,;:!?])", r"\1", re.sub(r"\s{2,}", " ", text)).strip()
    if not re.search(r"\w", text):
        text = ""
    return Sentence(piece, text, tuple(dict.fromkeys(marks)), heading)
