"""Where the data files lie."""

from __future__ import annotations

from pathlib import Path


def data_root() -> Path:
    """The folder that holds `knowledge/` and `prompts/`: inside an installed wheel, or the checkout."""
    packaged = Path(__file__).parent / "data"
    return packaged if packaged.is_dir() else Path(__file__).parent.parent
