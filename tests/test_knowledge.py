"""The knowledge files: what they must hold, and that every kind of fault is named with its file and line."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from assistant.errors import KnowledgeError
from assistant.knowledge import Knowledge, load_knowledge
from assistant.retrieval.asked import asked_bank
from assistant.retrieval.keywords import read_abbreviations
from assistant.retrieval.questions import question_bank
from assistant.retrieval.wishes import wish_bank


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture
def root(knowledge: Knowledge, tmp_path: Path) -> Path:
    """An own copy of the knowledge files, to break one thing in."""
    return Path(shutil.copytree(knowledge.root, tmp_path / "knowledge"))


def line_of(file: Path, text: str) -> int:
    return next(n for n, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1) if text in line)


def change(file: Path, old: str, new: str) -> int:
    """Replace the first `old`, and give its line."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    place = text.index(old)
    file.write_text(text[:place] + new + text[place + len(old) :], encoding="utf-8")
    return text[:place].count("\n") + 1


def complaint(root: Path, loading: Callable[[Path], object] = load_knowledge) -> str:
    with pytest.raises(KnowledgeError) as caught:
        loading(root)
    message = str(caught.value)
    assert "\n" not in message
    return message


# What each edit breaks: file, old text, new text, and what the complaint says besides the place. The faulty line is
# that of the edit, or so many lines further.
FAULTS = {
    "a fact in two passages": (
        "guide/05-numbers.md",
        "facts: NUM-1 ",
        "facts: WHY-1 ",
        r"WHY-1: stands in 01-why-letters\.md:\d+ as well",
        -1,
    ),
    "a fact twice in one passage": (
        "guide/05-numbers.md",
        "NUM-1 NUM-2",
        "NUM-1 NUM-1",
        "NUM-1: stands in .* as well",
        -1,
    ),
    "a passage id twice": (
        "guide/05-numbers.md",
        "id: how-many ",
        "id: why-letters ",
        "why-letters: stands in .* as well",
        -1,
    ),
    "a missing sentence": (
        "guide/05-numbers.md",
        "Most residency programs accept 3 to 4 letters.\n",
        "",
        "4 ids for 3 sentences",
        -2,
    ),
    "no next line": (
        "guide/05-numbers.md",
        "<!-- next: List the letters that you have",
        "<!-- then: List",
        "5 sentences|next",
        None,
    ),
    "text outside a passage": (
        "guide/05-numbers.md",
        "## The number",
        "A stray line.\n## The number",
        "text: stands outside a passage",
        0,
    ),
    "an id in no figure file": ("guide/05-numbers.md", "NUM-4 -->", "NUM-44 -->", "NUM-4: has no passage", None),
    "a figure that its sentence lacks": (
        "facts.yaml",
        "value: 4, unit: letters",
        "value: 5, unit: letters",
        "5 is not in its sentence",
        None,
    ),
    "an unknown use": (
        "facts.yaml",
        "WHY-3:\n  use: [R, Q]",
        "WHY-3:\n  use: [Z, Q]",
        r"WHY-3\.use: must be of P, R, D and Q",
        1,
    ),
    "no use": ("facts.yaml", "WHY-1:\n  use: [Q]", "WHY-1:\n  used: [Q]", "use: is missing", 1),
    "a key twice": ("facts.yaml", "WHY-2:", "WHY-1:", "WHY-1: stands twice", 0),
    "no mapping": ("facts.yaml", "WHY-1:\n  use: [Q]", "WHY-1: [Q]", "must be a mapping", 0),
    "broken YAML": ("facts.yaml", "WHY-2:\n  use: [Q]", "WHY-2:\n  use: [Q", "is not YAML", None),
    "a bad date": ("official.yaml", "until: 2027-05-31", "until: next May", r"OFF-CAP\.until: must be a date", None),
    "a day that does not exist": (
        "official.yaml",
        "until: 2027-05-31",
        "until: 2027-02-31",
        "cannot be read: day is out of range",
        0,
    ),
    "a moment for a date": ("official.yaml", "until: 2027-05-31", "until: 2027-05-31 10:00:00", "must be a date", None),
    "an unknown certainty": (
        "official.yaml",
        "sure: high",
        "sure: fairly",
        "sure: must be high or medium, got 'fairly'",
        None,
    ),
    "an empty text": ("official.yaml", 'season: "2027 ERAS season"', 'season: ""', "must be text, got ''", 0),
    "a missing field": ("official.yaml", 'season: "2027 ERAS season"', 'saison: "2027"', "season: is missing", None),
    "a ruling on no fact": (
        "rulings.yaml",
        "facts: [MIST-1,",
        "facts: [MIST-99,",
        r"RULING-1\.facts: MIST-99 is no fact",
        0,
    ),
    "an unknown group": (
        "specialties.yaml",
        "group: primary_care",
        "group: primary",
        "internal_medicine.group: must be",
        0,
    ),
    "an unknown parent": (
        "specialties.yaml",
        "parent: internal_medicine",
        "parent: wizardry",
        "parent: is no specialty",
        0,
    ),
    "an unknown tag": (
        "specialties.yaml",
        "name: Internal Medicine",
        "name: !!python/name:os.system x",
        "cannot be read",
        0,
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_named_with_its_file_and_line(root: Path, fault: str) -> None:
    name, old, new, says, offset = FAULTS[fault]
    line = change(root / name, old, new)
    message = complaint(root)
    assert re.search(says, message), message
    place = re.match(r"([\w.-]+\.(?:md|yaml)):(\d+): ", message)
    assert place, message
    if offset is not None:
        assert (place[1], int(place[2])) == (Path(name).name, line + offset)


@pytest.mark.parametrize("name", ["facts.yaml", "official.yaml", "rulings.yaml", "specialties.yaml"])
def test_a_file_that_is_missing_empty_or_no_text_is_named(root: Path, name: str) -> None:
    file = root / name
    file.write_bytes(b"\xff\xfe\x00")
    assert complaint(root).startswith(f"{name}: cannot be read")
    file.write_bytes(b"# a comment\na: \x00\n")
    assert complaint(root).startswith(f"{name}:2: is not YAML: ")
    file.write_text("", encoding="utf-8")
    assert complaint(root) == f"{name}:1: is empty; restore the file"
    file.unlink()
    assert complaint(root).startswith(f"{name}: cannot be read")


def test_a_chapter_that_is_missing_or_no_text_is_named(root: Path) -> None:
    chapter = root / "guide" / "05-numbers.md"
    chapter.write_bytes(b"# \xff")
    assert complaint(root).startswith("05-numbers.md: cannot be read")
    chapter.unlink()
    assert re.match(r"facts\.yaml:\d+: NUM-1: has no passage", complaint(root))


def test_a_fact_without_an_entry_is_named_where_its_sentence_stands(root: Path, knowledge: Knowledge) -> None:
    change(root / "facts.yaml", "WHY-1:\n  use: [Q]\n", "")
    heading = line_of(root / "guide" / "01-why-letters.md", "## Letters translate")
    assert complaint(root).startswith(f"01-why-letters.md:{heading}: WHY-1: has no entry in facts.yaml")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("WHY-1:\n  - a question\nWHY-999:\n  - another\n", "x.yaml:4: WHY-999: is neither a fact nor a kind"),
        ("WHY-1:\n  - a question\n  - 42\n", "x.yaml:3: must be text, got 42"),
        ("WHY-1: a question\n", "x.yaml:1: must be a list"),
        ("- a question\n", "x.yaml:1: must be a mapping"),
        ("near_letters:\n  - {text: no fact named}\n", "x.yaml:2: fact: is missing"),
        ("WHY-1:\n  - [broken\n", "x.yaml:3: is not YAML"),
        ("", "x.yaml:1: is empty"),
    ],
)
def test_a_fault_in_the_question_bank_is_named(root: Path, content: str, says: str) -> None:
    (root / "questions" / "x.yaml").write_text(content, encoding="utf-8")
    assert complaint(root, lambda place: question_bank(load_knowledge(place))).startswith(says)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("again:\n  - yes do\nagian:\n  - go on\n", "x.yaml:4: agian: is no kind of wish"),
        ("again:\n  - yes do\n  - 42\n", "x.yaml:3: must be text, got 42"),
        ("again: yes do\n", "x.yaml:1: must be a list"),
    ],
)
def test_a_fault_in_the_bank_of_wishes_is_named(root: Path, content: str, says: str) -> None:
    (root / "wishes" / "x.yaml").write_text(content, encoding="utf-8")
    assert complaint(root, lambda place: wish_bank(load_knowledge(place))).startswith(says)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("names: [Lee]\nkinds:\n  set:\n    - which four\n  sett:\n    - who\n", "x.yaml:6: sett: is no kind of question"),
        ("names: [Lee]\nkinds:\n  set:\n    - 42\n", "x.yaml:4: must be text, got 42"),
        ("names: [Lee]\n", "x.yaml:1: kinds: is missing"),
    ],
)
def test_a_fault_in_the_bank_of_own_questions_is_named(root: Path, content: str, says: str) -> None:
    (root / "asked" / "x.yaml").write_text(content, encoding="utf-8")
    assert complaint(root, lambda place: asked_bank(load_knowledge(place))).startswith(says)


def test_a_fault_in_the_abbreviations_is_named(root: Path) -> None:
    file = root / "abbreviations.yaml"
    line = change(file, "pd: program director", "pd: 7")
    assert complaint(file, read_abbreviations) == f"abbreviations.yaml:{line}: must be text, got 7"


def test_the_shipped_files_hold_the_whole_guide(knowledge: Knowledge) -> None:
    assert len(knowledge.facts) == 127
    assert {fact for passage in knowledge.passages.values() for fact in passage.facts} == knowledge.facts.keys()
    assert all(knowledge.passages[fact.passage] for fact in knowledge.facts.values())
    assert all("Q" in fact.uses for fact in knowledge.facts.values())


def test_every_quote_stands_in_its_file_character_for_character(knowledge: Knowledge) -> None:
    guide = "".join(path.read_text(encoding="utf-8") for path in sorted((knowledge.root / "guide").glob("*.md")))
    layers = {name: (knowledge.root / name).read_text(encoding="utf-8") for name in ("official.yaml", "rulings.yaml")}
    assert all(knowledge.quote(fact) in guide for fact in knowledge.facts)
    assert all(passage.text in guide for passage in knowledge.passages.values())
    assert all(knowledge.quote(name) in layers["official.yaml"] for name in knowledge.official)
    assert all(knowledge.quote(name) in layers["rulings.yaml"] for name in knowledge.rulings)


@pytest.mark.parametrize(
    ("source", "value"),
    [("NUM-2", 4), ("NUM-3", 2), ("RULING-2", 3)],
)
def test_figures_are_whole_numbers_that_the_sentence_states(knowledge: Knowledge, source: str, value: int) -> None:
    holder = knowledge.facts.get(source) or knowledge.rulings[source]
    assert value in [knowledge.figure(source, name) for name in holder.figures]
    assert re.search(rf"\b{value}\b", knowledge.quote(source))


def test_every_figure_has_a_unit_and_stands_in_its_sentence(knowledge: Knowledge) -> None:
    for fact in knowledge.facts.values():
        for figure in fact.figures.values():
            assert figure.unit and re.search(rf"\b{figure.value}\b", fact.text)


def test_a_figure_that_is_a_word_is_not_read_as_a_number(knowledge: Knowledge) -> None:
    worded = [(f.id, g.name) for f in knowledge.facts.values() for g in f.figures.values() if isinstance(g.value, str)]
    assert worded
    with pytest.raises(KnowledgeError, match="must be a whole number"):
        knowledge.figure(*worded[0])


def test_a_dated_fact_is_stale_from_the_day_after_its_last(knowledge: Knowledge) -> None:
    dated = knowledge.official["OFF-CAP"]
    assert isinstance(dated.until, date)
    assert not dated.stale(dated.until)
    assert dated.stale(dated.until + timedelta(days=1))


def test_names_of_all_layers_are_known_and_others_are_not(knowledge: Knowledge) -> None:
    assert all(name in knowledge for name in ("WHY-1", "RULING-1", "OFF-CAP"))
    assert "WHY-999" not in knowledge
