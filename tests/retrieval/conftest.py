"""A small question bank, so that a test can afford to build an index of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from assistant.knowledge import Knowledge, load_knowledge
from assistant.retrieval.index import open_index
from assistant.settings import Settings

KEPT = {"plain_a.yaml": 4, "official.yaml": 2, "outside_a.yaml": 12, "wishes_a.yaml": 4}  # files, and phrasings kept a fact or kind


@pytest.fixture(scope="session")
def small_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The knowledge folder with a small part of its question bank."""
    root = tmp_path_factory.mktemp("small") / "knowledge"
    shutil.copytree(load_knowledge().root, root)
    for path in [*(root / "questions").glob("*.yaml"), *(root / "wishes").glob("*.yaml")]:
        if path.name in KEPT:
            tree = yaml.safe_load(path.read_text(encoding="utf-8"))
            cut = {label: texts[: KEPT[path.name]] for label, texts in tree.items()}
            path.write_text(yaml.safe_dump(cut), encoding="utf-8")
        else:
            path.unlink()
    for path in (root / "asked").glob("*.yaml"):
        tree = yaml.safe_load(path.read_text(encoding="utf-8"))
        tree["kinds"] = {kind: texts[:2] for kind, texts in tree["kinds"].items()}
        path.write_text(yaml.safe_dump(tree), encoding="utf-8")
    return root


@pytest.fixture(scope="session")
def small(small_root: Path) -> Knowledge:
    return load_knowledge(small_root)


@pytest.fixture(scope="session")
def small_home(small: Knowledge, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the index of the small bank. Read it, do not write it."""
    home = tmp_path_factory.mktemp("small-home")
    open_index(Settings(home=home), small)
    return home
