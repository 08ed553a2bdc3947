"""Rendering is strict, sandboxed, and leaves what people wrote alone."""

from __future__ import annotations

import pytest

from assistant.errors import KnowledgeError
from assistant.templates import render

HOSTILE = "{{ 7*7 }} {% for x in y %} ${x} {0.__class__} <script>"


def test_a_value_is_text_and_never_a_template() -> None:
    assert render("answers/ruling.j2", decision=HOSTILE).startswith(HOSTILE)


def test_what_is_missing_and_what_is_unused_is_named() -> None:
    with pytest.raises(
        KnowledgeError, match=r"^prompts/answers/ruling\.j2: missing \['decision'\], unused \['other'\]$"
    ):
        render("answers/ruling.j2", other=1)


def test_a_value_of_the_wrong_shape_is_a_fault_of_that_template() -> None:
    with pytest.raises(KnowledgeError, match=r"^prompts/answers/answer\.j2: UndefinedError: "):
        render("answers/answer.j2", parts=[{}], uncovered="", next_step="", **_also())


def _also() -> dict[str, str]:
    """Holes that the template may have besides."""
    with pytest.raises(KnowledgeError) as caught:
        render("answers/answer.j2", parts=[], uncovered="", next_step="", nothing="")
    missing = str(caught.value).partition("missing [")[2].partition("]")[0]
    return {name.strip("' "): "" for name in missing.split(",") if name.strip()}


@pytest.mark.parametrize("name", ["no/such.j2", "../pyproject.toml", "answers/../../pyproject.toml", ""])
def test_a_template_that_is_not_there_is_named(name: str) -> None:
    with pytest.raises(KnowledgeError) as caught:
        render(name)
    assert str(caught.value).startswith(f"prompts/{name}: TemplateNotFound")
