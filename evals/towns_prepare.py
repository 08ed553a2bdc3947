"""Write knowledge/lexicon/towns.txt out of the GeoNames table of towns (CC BY 4.0: anyone may use it who names it).

Run as `python -m evals.towns_prepare cities15000.txt`, with the table as GeoNames gives it: a town a line, its fields
between tabs. Towns that the lexicon knows, that mean something else there, or that are as large in two countries are
left out: a wrong country is worse than a question.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from rapidfuzz.distance import OSA

from assistant.casebook.lexicon import load_lexicon, read_lexicon
from assistant.casebook.text import fold, tokenize
from assistant.casebook.towns import EVERYDAY, towns_path
from assistant.places import data_root

_NAME, _ASCII, _OTHERS, _COUNTRY, _PEOPLE = 1, 2, 3, 8, 14  # columns of the table
_LEAST = {"US": 15_000}  # people; elsewhere the larger towns only
_LEAST_ELSEWHERE = 60_000
_FAR_LARGER = 5
_SHORTEST, _MOST_WORDS = 4, 4
_LONG = 7
_ARTICLE = re.compile(r"^(?:al|ash|ar|an|as|az|ad|at|el) (?=\w{4})")
_HEAD = """# Towns by country (ISO 3166), from GeoNames (geonames.org, CC BY 4.0), made by evals/towns_prepare.py.
# A star behind the code: everyday words and family names too, which count only with a capital behind "in" or "near".
"""


def _forms(name: str, others: str) -> set[str]:
    """A name and the ways to spell it that differ in a letter; short ones would be other words."""
    main = _plain(name)
    forms = {main, main.removesuffix(" city"), _ARTICLE.sub("", main)}
    for other in others.split(","):
        spelled = _plain(other)
        long = min(len(spelled), len(main)) >= _LONG
        if long and other.isascii() and spelled[0] == main[0] and OSA.distance(spelled, main) == 1:
            forms.add(spelled)
    return forms


def _plain(name: str) -> str:
    return " ".join(token.text for token in tokenize(name) if token.kind == "word" and token.text.isascii())


def _sizes(table: Path) -> dict[str, dict[str, int]]:
    """The people of the largest town of each name in each country."""
    sizes: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for line in table.read_text(encoding="utf-8").splitlines():
        row = line.split("\t")
        people = int(row[_PEOPLE] or 0)
        if people >= _LEAST.get(row[_COUNTRY], _LEAST_ELSEWHERE):
            for form in _forms(row[_ASCII], row[_OTHERS]):
                sizes[form][row[_COUNTRY]] = max(sizes[form][row[_COUNTRY]], people)
    return sizes


def _is_usable(form: str) -> bool:
    book, words = load_lexicon(), form.split()
    if len(form) < _SHORTEST or len(words) > _MOST_WORDS or book.phrases.meaning(words):
        return False
    return len(words) > 1 or not (form in book.words or form in book.stop or form in book.given_names)


def _kept(sizes: dict[str, dict[str, int]]) -> Iterator[tuple[str, str]]:
    """Each town that is known by its name alone, with its country."""
    for form, countries in sorted(sizes.items()):
        largest = max(countries, key=lambda code: (countries[code], code))
        rivals = [people for code, people in countries.items() if code != largest]
        if _is_usable(form) and all(people * _FAR_LARGER <= countries[largest] for people in rivals):
            yield form, largest


def _everyday() -> frozenset[str]:
    """Words that are more than a town: those that the encoder knows whole, and family names of the lexicon."""
    lexicon = Path(data_root()) / "knowledge" / "lexicon"
    names = {fold(str(word)) for words in read_lexicon("surnames").values() for word in words}
    frequent = (lexicon / "frequent_words.txt").read_text(encoding="utf-8").split()
    pieces = (lexicon / "wordpieces.txt").read_text(encoding="utf-8").split()
    return frozenset(names) | frozenset(frequent) | frozenset(word for word in pieces if word.isalpha())


def main(table: Path) -> None:
    """Write the towns, a line for each country."""
    everyday, lines = _everyday(), defaultdict[str, list[str]](list)
    for form, code in _kept(_sizes(table)):
        lines[code + EVERYDAY * (form in everyday)].append(form)
    text = "".join(f"{code} {';'.join(lines[code])}\n" for code in sorted(lines))
    towns_path().write_text(_HEAD + text, encoding="utf-8")
    print(f"{sum(map(len, lines.values()))} towns of {len({code.rstrip(EVERYDAY) for code in lines})} countries")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
