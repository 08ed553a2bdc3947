"""From an answer with source ids to numbered citations, the same for every model.

A model marks a sentence with the id of the fact behind it, `[[NUM-2]]`; the quotation is printed from the knowledge
files by this code and never by a model.
"""

from __future__ import annotations

import re
from datetime import date

from assistant.knowledge import Knowledge
from assistant.reply import Citation

_MARKERS = re.compile(r"\s*(\[\[[A-Z0-9-]+\]\](?: ?\[\[[A-Z0-9-]+\]\])*)")
_ONE = re.compile(r"\[\[([A-Z0-9-]+)\]\]")


def number_citations(text: str, knowledge: Knowledge, today: date) -> tuple[str, tuple[Citation, ...]]:
    """Replace each `[[ID]]` by `[n]`, and give the citation of each n in order; unknown ids vanish."""
    numbering = Numbering(knowledge)
    answer = numbering.text(text)
    return answer, numbering.citations(today)


class Numbering:
    """Numbers the sources of a text that comes in pieces; markers are never cut in two."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._places: dict[str, int] = {}

    def text(self, piece: str) -> str:
        """The next piece with `[n]` in place of each `[[ID]]`; unknown ids vanish."""
        return _MARKERS.sub(self._numbered, piece)

    def citations(self, today: date) -> tuple[Citation, ...]:
        """The citation of each number so far, in order."""
        return tuple(_citation(place, n, self._knowledge, today) for place, n in self._places.items())

    def _numbered(self, match: re.Match[str]) -> str:
        numbers: list[int] = []
        for source in _ONE.findall(match[1]):
            if source in self._knowledge:
                number = self._places.setdefault(_place(source, self._knowledge), len(self._places) + 1)
                if number not in numbers:
                    numbers.append(number)
        return "".join(f" [{number}]" for number in numbers)


def without_markers(text: str) -> str:
    """A text without its `[[ID]]` markers."""
    return _MARKERS.sub("", text)


def _place(source: str, knowledge: Knowledge) -> str:
    return knowledge.facts[source].passage if source in knowledge.facts else source


def _citation(place: str, number: int, knowledge: Knowledge, today: date) -> Citation:
    if passage := knowledge.passages.get(place):
        return Citation(
            n=number, facts=passage.facts, layer="guide", title=passage.title, source=f"guide: {passage.chapter}",
            quote=passage.text,
        )
    if ruling := knowledge.rulings.get(place):
        return Citation(
            n=number, facts=(place,), layer="guide", title=f"Ruling on {', '.join(ruling.facts)}",
            source="guide: rulings", quote=ruling.decision,
        )
    official = knowledge.official[place]
    season = f"{official.season} (past: check the source)" if official.stale(today) else official.season
    return Citation(
        n=number, facts=(place,), layer="official", title=f"Official fact, {official.season}", source=official.source,
        season=season, quote=official.statement,
    )
