"""A language model in the terminal: what is sent where before the first use, a switch of models, what a turn took."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from assistant.agent.models import BUILTIN, what_is_sent, words
from assistant.errors import InputError
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.advisor import Advisor
    from assistant.reply import Reply

SWITCH = "/model"


def first_use(settings: Settings) -> str:
    """What is sent where, the first time that a model is used from this home folder; else, and if built-in, empty.

    Raises:
        InputError: the model cannot be used as configured.
    """
    if settings.model == BUILTIN:
        return ""
    sentence = what_is_sent(settings, settings.model)
    told = settings.home / "told" / hashlib.blake2b(sentence.encode(), digest_size=8).hexdigest()
    if told.exists():
        return ""
    try:
        told.parent.mkdir(parents=True, exist_ok=True)
        told.touch()
    except OSError:  # it will be told again
        pass
    return sentence


def switched(message: str, advisor: Advisor, now: str) -> tuple[str, str] | None:
    """The model from now on and what to say, where the message is `/model` or `/model NAME`; None for any other."""
    command, _, name = message.strip().partition(" ")
    if command != SWITCH:
        return None
    told, name = words()["terminal"], name.strip()
    if not name:
        return now, told["models"].text().format(names=", ".join(advisor.models), now=now)
    if name not in advisor.models:
        return now, told["unknown"].text().format(name=name, names=", ".join(advisor.models))
    try:
        return name, advisor.what_is_sent(name)
    except InputError as error:
        return now, str(error)


def usage_line(reply: Reply) -> str:
    """The tokens of a turn, and their cost where prices are configured; empty where no language model was asked."""
    if reply.usage is None:
        return ""
    told = words()["terminal"]
    line = told["usage"].text().format(input=reply.usage.input_tokens, output=reply.usage.output_tokens)
    if reply.usage.cost is None:
        return line
    return f"{line}, {told['cost'].text().format(cost=reply.usage.cost)}"
