"""Texts with holes: every one lives once under prompts/, and renders strictly.

A variable that a template names and the caller does not give fails, and so does one given and not named.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import Any

import jinja2
from jinja2 import meta
from jinja2.sandbox import ImmutableSandboxedEnvironment

from assistant.errors import KnowledgeError
from assistant.places import data_root


@lru_cache(maxsize=1)
def _environment() -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(
        loader=jinja2.FileSystemLoader(data_root() / "prompts"), undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, autoescape=False,  # the results are plain text and Markdown
    )  # fmt: skip


@lru_cache(maxsize=256)
def _template(name: str) -> tuple[jinja2.Template, frozenset[str]]:
    environment = _environment()
    try:
        source, _, _ = environment.loader.get_source(environment, name)  # type: ignore[union-attr]
        wanted = frozenset(meta.find_undeclared_variables(environment.parse(source)))
        return environment.get_template(name), wanted
    except jinja2.TemplateError as error:
        raise KnowledgeError(f"prompts/{name}: {type(error).__name__}: {error}") from None


def render(name: str, **values: Any) -> str:
    """The text of `prompts/NAME` with its holes filled.

    Raises:
        KnowledgeError: the template is missing or broken, or its variables are not exactly those given.
    """
    template, wanted = _template(name)
    if wanted != values.keys():
        missing, unused = sorted(wanted - values.keys()), sorted(values.keys() - wanted)
        raise KnowledgeError(f"prompts/{name}: missing {missing}, unused {unused}")
    try:
        return template.render(values).strip()
    except jinja2.TemplateError as error:
        raise KnowledgeError(f"prompts/{name}: {type(error).__name__}: {error}") from None


@lru_cache(maxsize=8)
def digest(folder: str) -> str:
    """Name and digest of the texts in `prompts/FOLDER`: the same text gives the same digest on every machine."""
    whole = hashlib.sha256()
    place = data_root() / "prompts" / folder
    for file in sorted(file for file in place.iterdir() if file.is_file()):
        whole.update(f"{file.name}\n{file.read_text(encoding='utf-8')}\n".encode())
    return f"{folder}@{whole.hexdigest()[:12]}"
