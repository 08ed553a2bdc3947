"""`vouch sameness`: whether several letters or outlines share runs of words, for applicants and advisers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Literal

import typer

from assistant.commands.options import JsonOption, print_json, screen
from assistant.errors import InputError


def sameness(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="two or more of .txt, .md, .docx, .pdf")],
    as_json: JsonOption = False,
    fail_on: Annotated[
        Literal["overlap"] | None, typer.Option("--fail-on", help="end with 1 when two files share a run")
    ] = None,
) -> None:
    """Find runs of eight words or more that two files share."""
    from assistant.drafting import read_text
    from assistant.drafting import sameness as compare

    if len(files) < 2:
        raise InputError("FILE: name two files or more; one alone has nothing to be compared with")
    names = [path.name if sum(other.name == path.name for other in files) == 1 else str(path) for path in files]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise InputError(f"{twice}: is named twice; name each file once")
    found = compare({name: read_text(path) for name, path in zip(names, files, strict=True)})
    if as_json:
        document = {"files": names, "overlaps": [overlap.to_dict() for overlap in found]}
        print_json(json.dumps(document, ensure_ascii=False, indent=2))
    else:
        from assistant.commands.draft_view import show_overlaps

        show_overlaps(screen(), found, len(names))
    if found and fail_on:
        raise typer.Exit(1)
