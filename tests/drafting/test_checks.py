"""The checks see what a careless hand, or a model, puts into a draft."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.drafting import KINDS, DraftOptions, check_draft, draft
from assistant.drafting.readability import reading_ease, syllables
from assistant.drafting.rules import load_rules
from assistant.knowledge import load_knowledge
from assistant.places import data_root
from tests.drafting.people import TODAY, case


@pytest.mark.parametrize(
    ("added", "seen"),
    [
        ("I scored 260 on Step 2.", "260"),
        ("Dr. Jones sends his regards.", "Jones"),
        ("Write to me@evil.example.", "evil"),
        ("By October 3, 2027.", "October"),
        ("I saw twelve patients.", "twelve"),
        ("I worked at ____.", "blanks are announced"),
        ("Dear [name],", "hole"),
        ("This is urgent.", "TIME-6"),
        ("{{ name }}", "hole"),
        ("word " * 180, "180 words"),
    ],
)
def test_what_the_case_does_not_hold_is_seen(added: str, seen: str) -> None:
    made = draft("request", case(), "smith", TODAY)
    changed = replace(made, body=f"{made.body}\n{added}")
    assert any(seen in fault for fault in check_draft(changed, case(), "smith", TODAY))


@pytest.mark.parametrize(
    ("kind", "removed", "fact"),
    [
        ("request", "strong letter", "ASK-6"),
        ("request", "September 1, 2027", "TIME-2"),
        ("request", "Internal Medicine", "ASK-4"),
        ("request", "comfortable", "ASK-5"),
        ("packet", "accurate", "PACK-8"),
        ("packet", "12345678", "PACK-5"),
        ("signal", "honored", "SIGNAL-3"),
        ("script", "knows my work better", "ASK-10"),
    ],
)
def test_a_fact_that_is_not_obeyed_is_seen(kind: str, removed: str, fact: str) -> None:
    made = draft(kind, case(), "smith", TODAY)
    assert removed in made.body
    changed = replace(made, body=made.body.replace(removed, ""))
    assert any(fault.startswith(fact) for fault in check_draft(changed, case(), "smith", TODAY))


def test_own_words_of_the_applicant_are_the_applicants() -> None:
    options = DraftOptions(mention="the 14 nights on Ward Seven")
    made = draft("request", case(), "smith", TODAY, options=options)
    assert check_draft(made, case(), "smith", TODAY, options=options) == ()
    assert check_draft(made, case(), "smith", TODAY) != ()


def test_every_d_fact_is_obeyed_by_a_draft_or_cited_by_a_template() -> None:
    wanted = {fact.id for fact in load_knowledge().facts.values() if "D" in fact.uses}
    texts = " ".join(path.read_text(encoding="utf-8") for path in Path(data_root() / "prompts").rglob("*.j2"))
    checked = {rule.fact for rule in load_rules().obeyed}
    assert {fact for fact in wanted if fact not in checked and fact not in texts} == set()
    assert all(rule.kinds <= set(KINDS) for rule in load_rules().obeyed)


def test_facts_of_a_check_stand_in_the_header_of_its_template() -> None:
    for rule in load_rules().obeyed:
        for kind in rule.kinds:
            name = "script.j2" if kind == "script" else f"emails/{kind}.j2"
            header = (data_root() / "prompts" / name).read_text(encoding="utf-8").partition("#}")[0]
            assert rule.fact in header.split(), f"{name} does not name {rule.fact}"


def test_reading_ease_tells_plain_from_heavy() -> None:
    assert reading_ease("The cat sat on the mat. It was warm.") > 100
    assert reading_ease("Institutional considerations necessitate comprehensive administrative documentation.") < 0
    assert reading_ease("") == 100
    assert [syllables(word) for word in ("letter", "residency", "made", "the", "wanted", "asked")] == [2, 4, 1, 1, 2, 1]
