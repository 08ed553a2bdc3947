"""The arguments of the tool that drafts e-mails, as a language model reads them."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.agent.context import Runtime
from assistant.drafting.kinds import Kind


class DraftArguments(BaseModel):
    """Kind, letter and stage of a draft, and how it is varied; what is empty or false is left to the case."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    kind: Kind = Field(description=(
        "signal (early interest), request, script (the request in person), packet (cover note once they agreed), "
        "follow-up (reminder), thank-you, or gracious-decline (the answer to a writer who hesitates or declines)."
    ))
    runtime: Runtime
    letter: str = Field("", description=(
        "Id of the letter in the case; may be empty while the case has one letter or none."
    ))
    stage: Literal[1, 2, 3] | None = Field(None, description=(
        "Of a follow-up: 1, 2, or 3 (the gentlest); without it the stage of the date."
    ))
    shorter: bool = Field(False, description="With fewer words.")
    formal: bool = Field(False, description="In a more formal tone.")
    warmer: bool = Field(False, description="In a warmer tone.")
    casual: bool = Field(False, description='In an easy tone, with "Hi" and short forms.')
    mention: str = Field("", description=(
        "Something that the applicant did with this writer, in the applicant's words, to recall."
    ))
    secretary: bool = Field(False, description="The e-mail goes to the writer's secretary, who passes it on.")
    secretary_name: str = Field("", description="The secretary's name, if the applicant gave it.")
    secretary_email: str = Field("", description="The secretary's e-mail address, if the applicant gave it.")
    greeting: str = Field("", description=(
        'How the writer likes to be called, such as "Dr. Sue"; otherwise by title and surname.'
    ))
    subject: str = Field("", description="A subject line that the applicant gave word for word.")
    phone: str = Field("", description=(
        "A phone number of the applicant to stand below the name, if they asked for that."
    ))
    months_ago: bool = Field(False, description=(
        "The writer may have forgotten the applicant; otherwise the dates of the case decide."
    ))
    second_request: bool = Field(False, description=(
        "The first request got no answer; otherwise the letter's status decides."
    ))
    home_mentor: bool = Field(False, description=(
        "The writer is a mentor in the home country; otherwise the countries of the case decide."
    ))
    barely_known: bool = Field(False, description=(
        "A program director or chair who hardly knows the applicant; otherwise the case decides."
    ))
    over: bool = Field(False, description="The time with the writer has ended, where the case holds no day of its end.")
    no_time: bool = Field(False, description="Of a gracious-decline: the writer says no for lack of time.")
    hardship: bool = Field(False, description=(
        "Of a gracious-decline: the writer says no for illness, a death or the like."
    ))
    offer: bool = Field(False, description=(
        "Of a gracious-decline: the writer offers a weak letter, and the applicant turns that down."
    ))
    update: bool = Field(False, description="Of a follow-up: it only brings news and reminds of nothing.")
    uploaded: bool = Field(False, description="Of a thank-you: written ahead, for when the letter is in.")
    reply: str = Field("", description=(
        "A short answer in place of the kind's own text: when (the date for the letter), own_words (no to \"you "
        "write and I sign\"), again (yes to coming again), call (asks for a call first), meet "
        "(asks for a meeting first), accept (yes to an offer to write), upload (how the letter is uploaded), "
        "release (no letter is needed any more), left (the writer left the hospital), rule (a rule forbids the "
        "letter), no_thanks (no to an offer to write), time (the writer is to take the time that is needed), "
        "soon (the writer is late, and does it now), asked (an answer to a question on a fact, told in `mention`)."
    ))
    brief: bool = Field(False, description="No more than three or four sentences.")
    closing: str = Field("", description=(
        'Words above the name that the applicant gave, in place of "With kind regards".'
    ))
    office: str = Field("", description=(
        'A note of its own to the secretary or office, with what is asked or told there in `mention`: ask (as in '
        '"when she is back"), reach (how to reach the writer), meet (a time to meet), papers (what is needed).'
    ))
    begins: str = Field("", description=(
        'When the time with the writer begins, where that lies ahead and the case holds no day: "in August".'
    ))
    instead: list[str] | None = Field(None, description=(
        'Other words that the applicant wants in the text, each as OLD => NEW, such as "rotation => elective".'
    ))
    without: list[str] | None = Field(None, description=(
        'What the applicant wants left out, each by words of the text or its topic, such as "my CV"; what a draft '
        'must hold stays. `left_out` of the result tells what became of each.'
    ))
