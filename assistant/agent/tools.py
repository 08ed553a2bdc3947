"""The tools of the conversation. What they need besides their arguments travels in the runtime context."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from langchain.tools import ToolRuntime
from langchain_core.retrievers import BaseRetriever
from langchain_core.tools import BaseTool, tool
from pydantic import BaseModel, Field

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


@dataclass(slots=True)
class TurnContext:
    """What a turn knows besides the messages.

    `before` is the applicant's case as the turn found it; a tool that changes the case replaces `case`. `language` is
    the language model's part of the turn; None with the built-in model. `said` holds the person's messages where a
    change of the case must be checked against them: a language model may not set what nobody told.
    """

    session: str
    today: date
    retriever: BaseRetriever
    before: dict[str, Any] = field(default_factory=dict)
    language: Any = None
    case: dict[str, Any] = field(init=False)
    said: tuple[str, ...] | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self.case = self.before

    def situation(self) -> dict[str, Any]:
        """The case as the turn found it and the day, as the built-in model takes them."""
        return {"case": self.before, "today": self.today.isoformat()}


class CaseChange(BaseModel):
    """One change of the applicant's case, with the person's own words behind it."""

    op: Literal["set", "clear", "add_letter", "remove_letter", "rename_letter"]
    field: str = Field(description="such as targets, graduation_year or letters[smith].experience.weeks")
    value: Any = Field(None, description="the new value in the applicant format; null to clear or remove")
    words: str = Field("", description="the words of the message that it came from")


Runtime = ToolRuntime[TurnContext, Any]


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


@tool(parse_docstring=True)
def draft_email(
    kind: Kind, runtime: Runtime, letter: str = "", stage: Literal[1, 2, 3] | None = None, shorter: bool = False,
    formal: bool = False, warmer: bool = False, casual: bool = False, mention: str = "",
    secretary: bool = False, secretary_name: str = "", secretary_email: str = "", greeting: str = "", subject: str = "",
    phone: str = "", months_ago: bool = False, second_request: bool = False, home_mentor: bool = False,
    barely_known: bool = False, over: bool = False, no_time: bool = False, hardship: bool = False, offer: bool = False,
    update: bool = False, uploaded: bool = False, reply: str = "", brief: bool = False, closing: str = "",
    office: str = "", ahead: str = "", without: list[str] | None = None,
) -> str:
    """Draft an e-mail to a letter writer, or what to say in person, from the case. Changes and sends nothing.

    What the case lacks is the marker ____ in the text and listed under `blanks`: never fill it by guessing.

    Args:
        kind: signal (early interest), request, script (the request in person), packet (cover note once they agreed),
            follow-up (reminder), thank-you, or gracious-decline (the answer to a writer who hesitates or declines).
        letter: Id of the letter in the case; may be empty while the case has one letter or none.
        stage: Of a follow-up: 1, 2, or 3 (the gentlest); without it the stage of the date.
        shorter: With fewer words.
        formal: In a more formal tone.
        warmer: In a warmer tone.
        casual: In an easy tone, with "Hi" and short forms.
        mention: Something that the applicant did with this writer, in the applicant's words, to recall.
        secretary: The e-mail goes to the writer's secretary, who passes it on.
        secretary_name: The secretary's name, if the applicant gave it.
        secretary_email: The secretary's e-mail address, if the applicant gave it.
        greeting: How the writer likes to be called, such as "Dr. Sue"; otherwise by title and surname.
        subject: A subject line that the applicant gave word for word.
        phone: A phone number of the applicant to stand below the name, if they asked for that.
        months_ago: The writer may have forgotten the applicant; otherwise the dates of the case decide.
        second_request: The first request got no answer; otherwise the letter's status decides.
        home_mentor: The writer is a mentor in the home country; otherwise the countries of the case decide.
        barely_known: A program director or chair who hardly knows the applicant; otherwise the case decides.
        over: The time with the writer has ended, where the case holds no day of its end.
        no_time: Of a gracious-decline: the writer says no for lack of time.
        hardship: Of a gracious-decline: the writer says no for illness, a death or the like.
        offer: Of a gracious-decline: the writer offers a weak letter, and the applicant turns that down.
        update: Of a follow-up: it only brings news and reminds of nothing.
        uploaded: Of a thank-you: written ahead, for when the letter is in.
        reply: A short answer in place of the kind's own text: when (the date for the letter), own_words (no to "you
            write and I sign"), again (yes to coming again), call (asks for a call first), release (no letter is needed
            any more), left (the writer left the hospital), rule (a rule forbids the letter), no_thanks (no to an
            offer to write), time (the writer is to take the time that is needed).
        ahead: When the time with the writer begins, where that lies ahead and the case holds no day: "in August".
        brief: No more than three or four sentences.
        closing: Words above the name that the applicant gave, in place of "With kind regards".
        office: A note of its own to the secretary or office, with what is asked or told there in `mention`: ask (as in
            "when she is back"), reach (how to reach the writer), meet (a time to meet), papers (what is needed).
        without: What the applicant wants left out, each by words of the text or its topic, such as "my CV"; what a
            draft must hold stays. `left_out` of the result tells what became of each.
    """
    options: dict[str, Any] = {
        "shorter": shorter, "formal": formal, "warmer": warmer, "casual": casual, "mention": mention,
        "secretary": secretary, "secretary_name": secretary_name, "secretary_email": secretary_email,
        "greeting": greeting, "subject": subject, "phone": phone, "months_ago": months_ago,
        "second_request": second_request, "home_mentor": home_mentor, "barely_known": barely_known, "over": over,
        "no_time": no_time, "hardship": hardship, "offer": offer, "update": update, "uploaded": uploaded,
        "reply": reply, "brief": brief, "closing": closing, "office": office, "ahead": ahead,
        "without": without,
    }  # fmt: skip
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
