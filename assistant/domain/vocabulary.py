"""Names that people use for specialties and countries, turned into the ids and codes of the contract.

The names live in `knowledge/specialties.yaml` and `knowledge/countries.yaml`; ISO 3166 itself comes from pycountry,
which is loaded only for a name that the everyday list does not hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz, process

from assistant.knowledge import load_knowledge
from assistant.yamlfile import read_yaml

NOT_PHYSICIANS = frozenset({"nurse", "social_worker", "administrator", "patient", "other_non_physician"})  # AVOID-2
CHARACTER_REFERENCES = frozenset({"politician", "religious_leader", "business_leader"})  # AVOID-4
PROMISED = frozenset({"agreed", "uploaded"})  # statuses of a letter that somebody writes or has written
WAITED_FOR = frozenset({"asked", "agreed"})  # statuses of a letter that is still to come
_SEPARATORS = re.compile(r"[\s_.\-'’]+")
_NEAR = 60  # rapidfuzz ratio (0 to 100) from which a name is worth suggesting
_CODE_LENGTH = 2
_LONGEST = 100  # characters that any name of a specialty has at most


class SpecialtyName(NamedTuple):
    """What a name of a specialty means: the specialty's id, and the subspecialty's where it named one."""

    specialty: str
    subspecialty: str | None = None


def plain(name: str) -> str:
    """A name as it is compared: case, hyphens, dots, underscores and spaces do not matter."""
    return _SEPARATORS.sub("", name.casefold())


@lru_cache(maxsize=1)
def specialty_names() -> Mapping[str, SpecialtyName]:
    """Every plain name (id, full name, alias) with its meaning; a specialty's names win over a subspecialty's."""
    knowledge, names = load_knowledge(), {}
    for entry in (*knowledge.subspecialties.values(), *knowledge.specialties.values()):
        meaning = SpecialtyName(entry.parent, entry.id) if entry.parent else SpecialtyName(entry.id)
        names.update(dict.fromkeys((plain(name) for name in entry.aliases), meaning))
    for entry in (*knowledge.subspecialties.values(), *knowledge.specialties.values()):
        meaning = SpecialtyName(entry.parent, entry.id) if entry.parent else SpecialtyName(entry.id)
        names[plain(entry.id)] = names[plain(entry.name)] = meaning
    return names


def find_specialty(name: str) -> SpecialtyName | None:
    """The specialty that a name, abbreviation or alias means ("IM", "Peds", "cardiology"), or None."""
    return _find_specialty(name) if len(name) <= _LONGEST else None  # what is kept must stay small


@lru_cache(maxsize=1024)
def _find_specialty(name: str) -> SpecialtyName | None:
    return specialty_names().get(plain(name))


@lru_cache(maxsize=256)
def parent_of(subspecialty: str) -> str:
    """The specialty that a subspecialty's id belongs to. KeyError: no such subspecialty."""
    return load_knowledge().subspecialties[subspecialty].parent or ""


@lru_cache(maxsize=256)
def counted_as(specialty: str) -> str:
    """The specialty as which an id counts: radiology for interventional_radiology, else the id itself."""
    entry = load_knowledge().specialties.get(specialty)
    return (entry.counts_as if entry else None) or specialty


@lru_cache(maxsize=256)
def specialty_label(name: str) -> str:
    """The written name of a specialty's or subspecialty's id: `internal_medicine` -> Internal Medicine."""
    knowledge = load_knowledge()
    entry = knowledge.specialties.get(name) or knowledge.subspecialties.get(name)
    return entry.name if entry else name


@lru_cache(maxsize=1)
def _country_names() -> Mapping[str, str]:
    tree = read_yaml(load_knowledge().root / "countries.yaml")
    return {plain(name): code for code, names in tree.items() for name in (code, *names.strings())}


@lru_cache(maxsize=1024)
def find_country(name: str) -> str | None:
    """The ISO 3166 alpha-2 code of a country's code or name ("PK", "pak", "Pakistan", "UK", "England"), or None."""
    if code := _country_names().get(plain(name)):
        return code
    return _iso_country(name.strip())


def _iso_country(name: str) -> str | None:
    import pycountry

    try:
        return str(pycountry.countries.lookup(name).alpha_2)  # codes, names, official and common names
    except LookupError:
        return None


@lru_cache(maxsize=256)
def country_label(code: str) -> str:
    """A country as people call it: `PK` -> Pakistan, `GB` -> UK; "US" is what everybody says already."""
    names = read_yaml(load_knowledge().root / "countries.yaml")
    if code == "US":
        return code
    if code in names:
        return names[code].strings()[0]
    import pycountry

    found = pycountry.countries.get(alpha_2=code)
    return str(getattr(found, "common_name", found.name)) if found else code


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name most like `name`, or the only one that holds it ("chair"); None when nothing comes near."""
    known = list(known)
    found = process.extractOne(name, known, scorer=fuzz.ratio, processor=plain, score_cutoff=_NEAR)
    if found:
        return str(found[0])
    part = plain(name)
    holding = [whole for whole in known if part in plain(whole)] if len(part) > _CODE_LENGTH else []
    return holding[0] if len(holding) == 1 else None


def nearest_specialty(name: str) -> str | None:
    """The id of the specialty or subspecialty most like a name that is not known."""
    knowledge = load_knowledge()
    return nearest(name, [*knowledge.specialties, *knowledge.subspecialties])


def nearest_country(name: str) -> str | None:
    """The code of the country whose everyday name is most like a name that is not known."""
    if len(plain(name)) <= _CODE_LENGTH:
        return None
    found = nearest(name, [key for key in _country_names() if len(key) > _CODE_LENGTH])
    return _country_names()[found] if found else None
