"""The answer to one turn, in the public format."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Status = Literal["answered", "clarify", "abstained", "refused", "error"]


class Citation(BaseModel):
    """One source of an answer. `quote` stands in the knowledge files character for character."""

    model_config = ConfigDict(frozen=True)

    n: int = Field(description="the number of its marker in the answer")
    facts: tuple[str, ...]
    layer: Literal["guide", "official", "yours"]
    title: str
    source: str = Field(description="file of the guide, or the publisher of a dated fact")
    season: str | None = Field(default=None, description="when a dated fact was true; null for the guide")
    quote: str


class ToolUse(BaseModel):
    """One tool call of the turn."""

    model_config = ConfigDict(frozen=True)

    name: str
    args: dict[str, Any]
    result: Any


class Usage(BaseModel):
    """What a turn took at a language model's endpoint."""

    model_config = ConfigDict(frozen=True)

    input_tokens: int = 0
    output_tokens: int = 0
    cost: float | None = Field(default=None, description="US dollars; null where no prices are configured")


class Reply(BaseModel):
    """Everything that a turn gives back."""

    model_config = ConfigDict(frozen=True)

    status: Status
    answer: str = Field(description="Markdown with [1] markers")
    citations: tuple[Citation, ...] = ()
    tools: tuple[ToolUse, ...] = ()
    profile: dict[str, Any] = Field(default_factory=dict, description="the case in the applicant format")
    model: str = Field(default="builtin", description="the model whose words the answer is")
    instructions: str = Field(default="", description="name and digest of the prompts behind the answer")
    fallback: str | None = Field(default=None, description="why the built-in model took over; else null")
    usage: Usage | None = None
    elapsed_ms: float = 0.0
