"""`vouch draft`: an e-mail, or what to say in person, for one letter of a case."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from assistant.commands.options import (
    CaseArgument,
    ForceOption,
    JsonOption,
    LetterOption,
    TodayOption,
    letter_of,
    print_json,
    screen,
)  # fmt: skip

_KINDS = "signal, request, script, packet, follow-up, thank-you or gracious-decline"


def draft(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="KIND", help=_KINDS)],
    file: CaseArgument, letter: LetterOption = None,
    stage: Annotated[int | None, typer.Option("--stage", help="1, 2 or 3 of a follow-up, else by the date")] = None,
    today: TodayOption = None,
    eml: Annotated[Path | None, typer.Option("--eml", help="write it as an unsent e-mail as well")] = None,
    mailto: Annotated[bool, typer.Option("--mailto", help="show a mailto: link too")] = False,
    shorter: Annotated[bool, typer.Option("--shorter", help="fewer words")] = False,
    formal: Annotated[bool, typer.Option("--formal", help="a more formal tone")] = False,
    mention: Annotated[str | None, typer.Option("--mention", help="something you did together, to recall")] = None,
    warmer: Annotated[bool, typer.Option("--warmer", help="a warmer tone")] = False,
    casual: Annotated[bool, typer.Option("--casual", help="an easy tone")] = False,
    secretary: Annotated[bool, typer.Option("--secretary", help="it goes to the writer's secretary")] = False,
    secretary_name: Annotated[str | None, typer.Option("--secretary-name", help="implies --secretary")] = None,
    secretary_email: Annotated[str | None, typer.Option("--secretary-email", help="implies --secretary")] = None,
    as_json: JsonOption = False, force: ForceOption = False,
) -> None:
    """Draft what you write or say to one writer. Nothing is sent."""
    from assistant.drafting import DraftOptions, draft_to_eml, draft_to_mailto, write_file
    from assistant.drafting import draft as make
    from assistant.drafting.kinds import check_kind

    check_kind(kind, stage)
    options = DraftOptions(
        shorter=shorter, formal=formal, warmer=warmer, casual=casual, mention=mention,
        secretary=secretary or bool(secretary_name or secretary_email), secretary_name=secretary_name,
        secretary_email=secretary_email,
    )  # fmt: skip
    applicant, chosen, day = letter_of(context, file, letter, today)
    made = make(kind, applicant, chosen, day, stage, options=options)
    link = draft_to_mailto(made) if mailto else None
    if eml:
        write_file(eml, draft_to_eml(made), force=force)
    if as_json:
        document = made.to_dict() | ({"mailto": link} if link else {})
        print_json(json.dumps(document, ensure_ascii=False, indent=2))
        return
    from assistant.commands.draft_view import show_draft

    show_draft(screen(), made, chosen, eml, link)
