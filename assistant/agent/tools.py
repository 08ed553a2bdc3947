"""The tools of the conversation. What they need besides their arguments travels in the runtime context."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Literal

from langchain_core.tools import BaseTool, tool
from pydantic import BaseModel, Field

from assistant.agent.context import Runtime
from assistant.agent.draft_arguments import DraftArguments
from assistant.agent.texts import email_of, outline_of, packet_of
from assistant.agent.told import untold
from assistant.audit import audit
from assistant.casebook.apply import apply_changes
from assistant.casebook.model import Change
from assistant.domain import Applicant, parse_applicant
from assistant.domain.vocabulary import find_specialty
from assistant.drafting.kinds import Kind
from assistant.errors import InputError
from assistant.plan import plan
from assistant.programs import assign, parse_programs
from assistant.retrieval.retriever import describe


class CaseChange(BaseModel):
    """One change of the applicant's case, with the person's own words behind it."""

    op: Literal["set", "clear", "add_letter", "remove_letter", "rename_letter"]
    field: str = Field(description="such as targets, graduation_year or letters[smith].experience.weeks")
    value: Any = Field(None, description="the new value in the applicant format; null to clear or remove")
    words: str = Field("", description="the words of the message that it came from")


@tool(parse_docstring=True)
def search_guide(query: str, runtime: Runtime) -> str:
    """Look a question about letters of recommendation up in the guide and the dated official facts. Changes nothing.

    Args:
        query: The question, in the applicant's words or in plain English; one topic a call.
    """
    documents = runtime.context.retriever.invoke(query)
    return as_json({"passages": [describe(document, runtime.context.today) for document in documents]})


@tool(parse_docstring=True)
def update_profile(changes: list[CaseChange], runtime: Runtime) -> str:
    """Write down what the person told of their own case. Changes the case; nothing that was not said may be set.

    Args:
        changes: The changes in the order in which they were said. A letter is added before its fields are set.
    """
    wanted = [Change(c.op, c.field, c.value, c.words) for c in changes]
    said = runtime.context.said
    if said is not None and (faults := [fault for change in wanted if (fault := untold(change, said))]):
        return as_json({"error": faults[0]})
    try:
        case = apply_changes(runtime.context.case, wanted)
    except InputError as error:
        return as_json({"error": str(error).splitlines()[0]})
    runtime.context.case = case
    return as_json({"case": case})


@tool(parse_docstring=True)
def audit_letters(runtime: Runtime, specialty: str | None = None) -> str:
    """Audit the applicant's letters by the guide's rules: ranking, sets, findings, what to do. Changes nothing.

    Args:
        specialty: Another specialty to audit for, to see how the letters would do there; null for those of the case.
    """
    applicant = _applicant(runtime)
    if isinstance(applicant, str):
        return applicant
    if specialty:
        meant = find_specialty(specialty)
        if meant is None:
            return as_json({"error": f"specialty: {specialty[:60]!r} is no specialty that I know"})
        applicant = applicant.model_copy(update={"targets": (meant.specialty,)})
    return audit(applicant, runtime.context.today).as_json()


@tool(parse_docstring=True)
def plan_timeline(runtime: Runtime) -> str:
    """Make the dated plan of asks, packets, follow-ups and the deadline for the applicant. Changes nothing."""
    applicant = _applicant(runtime)
    if isinstance(applicant, str):
        return applicant
    return plan(applicant, runtime.context.today).as_json()


@tool(parse_docstring=True)
def assign_letters(programs: str, runtime: Runtime) -> str:
    """Choose which letters go to which program, from the applicant's own list of programs. Changes nothing.

    Args:
        programs: The list as CSV text with a header line; columns program, specialty, max_letters, min_letters,
            min_specialty_letters, min_us_letters, chair_letter, accepts_international, notes; empty means unknown.
    """
    applicant = _applicant(runtime)
    if isinstance(applicant, str):
        return applicant
    try:
        return assign(applicant, parse_programs(programs), runtime.context.today).as_json()
    except InputError as error:
        return as_json({"error": str(error).splitlines()[0]})


@tool(args_schema=DraftArguments)
def draft_email(
    kind: Kind, runtime: Runtime, letter: str = "", stage: Literal[1, 2, 3] | None = None, **options: Any
) -> str:
    """Draft an e-mail to a letter writer, or what to say in person, from the case. Changes and sends nothing.

    What the case lacks is the marker ____ in the text and listed under `blanks`: never fill it by guessing.
    """
    return _written(runtime, lambda case, day: email_of(case, day, kind, letter, stage, **options))


@tool(parse_docstring=True)
def outline_letter(runtime: Runtime, letter: str = "") -> str:
    """Make bullet points for a writer who asked the applicant for a draft: facts of the case, never a letter.

    Changes nothing. It is also what to offer to a person who wants the letter itself written, signed or changed.

    Args:
        letter: Id of the letter in the case; may be empty while the case has one letter or none.
    """
    return _written(runtime, lambda case, day: outline_of(case, day, letter))


@tool(parse_docstring=True)
def build_packet(runtime: Runtime, letter: str = "") -> str:
    """List the letter packet for a writer who agreed: its files and what is still missing. Changes and sends nothing.

    The applicant gets the files themselves from the page, or with `vouch packet`.

    Args:
        letter: Id of the letter in the case; may be empty while the case has one letter or none.
    """
    return _written(runtime, lambda case, day: packet_of(case, day, letter))


def _written(runtime: Runtime, write: Callable[[Mapping[str, Any], date], dict[str, Any]]) -> str:
    """What is written from the case, or the error that goes back to the model."""
    try:
        return as_json(write(runtime.context.case, runtime.context.today))
    except InputError as error:
        return as_json({"error": str(error).splitlines()[0]})


def _applicant(runtime: Runtime) -> Applicant | str:
    """The case as an applicant, or the error that goes back to the model."""
    try:
        return parse_applicant(runtime.context.case, "case", runtime.context.today)
    except InputError as error:
        return as_json({"error": str(error).splitlines()[0]})


def as_json(document: Any) -> str:
    """What a tool returns: text that every model reads."""
    return json.dumps(document, ensure_ascii=False)


TOOLS: tuple[BaseTool, ...] = (
    search_guide, update_profile, audit_letters, plan_timeline, assign_letters, draft_email, outline_letter,
    build_packet,
)  # fmt: skip


def read_result(content: str) -> Any:
    """A tool message's content as data; plain text where it is no JSON."""
    try:
        return json.loads(content)
    except ValueError:
        return content
