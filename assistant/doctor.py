"""What is installed, configured and reachable; and what to do about what is not."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from assistant.agent.models import BUILTIN, allowed_models
from assistant.errors import ServiceError, VouchError
from assistant.knowledge import load_knowledge
from assistant.settings import Settings


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. `state` says how it is and, where it is not well, the remedy.

    `away`: it is a configured service that does not answer.
    """

    what: str
    ok: bool
    state: str
    away: bool = False


def examine(settings: Settings) -> list[Finding]:
    """Look at everything; a fault in one part hides no other."""
    checks: list[tuple[str, Callable[[Settings], str]]] = [
        ("knowledge", _knowledge),
        ("home folder", _home),
        ("sentence encoder", _encoder),
        ("knowledge index", _index),
        ("conversations", _conversations),
        ("vector store", _vectors),
        ("model", _model),
        *((f"model {name}", partial(_language_model, name=name)) for name in allowed_models(settings)[1:]),
    ]
    return list(_examined(settings, checks))


def _examined(settings: Settings, checks: list[tuple[str, Callable[[Settings], str]]]) -> Iterator[Finding]:
    for what, check in checks:
        try:
            yield Finding(what, True, check(settings))
        except VouchError as error:
            yield Finding(what, False, str(error).splitlines()[0], isinstance(error, ServiceError))


def _knowledge(_: Settings) -> str:
    knowledge = load_knowledge()
    return (
        f"{len(knowledge.facts)} facts in {len(knowledge.passages)} passages, {len(knowledge.rulings)} rulings, "
        f"{len(knowledge.official)} dated facts"
    )


def _home(settings: Settings) -> str:
    folder = settings.home
    while not folder.exists():
        folder = folder.parent
    if not os.access(folder, os.W_OK):
        raise VouchError(f"{settings.home}: cannot be written; point VOUCH_HOME at a folder that can")
    return f"{settings.home} ({shutil.disk_usage(folder).free // 2**20} MB free)"


def _encoder(_: Settings) -> str:
    from assistant.retrieval.sentences import ENCODER, load_encoder

    load_encoder()
    return f"{ENCODER}, on this machine"


def _index(settings: Settings) -> str:
    from assistant.retrieval.index import check_index, index_folder

    if not index_folder(settings).exists():
        return "not built yet; it is built on first use, or now with: vouch index"
    if found := check_index(settings, load_knowledge()):
        raise VouchError(f"{found[0]}; it is rebuilt on next use, or now with: vouch index")
    return "whole and up to date"


def _conversations(settings: Settings) -> str:
    from assistant.conversations import open_store

    if not settings.uses_postgres and not settings.database_file.exists():
        return f"none yet; they will be kept in {settings.database_file}"
    open_store(settings).close()
    return "PostgreSQL answers" if settings.uses_postgres else str(settings.database_file)


def _vectors(settings: Settings) -> str:
    if not settings.chroma:
        return "Chroma, embedded in the home folder"
    from assistant.retrieval.store import server_client

    server_client(settings.chroma)
    return f"the Chroma server at {settings.chroma} answers"


def _language_model(settings: Settings, name: str) -> str:
    from assistant.agent.connection import check_model

    check = check_model(settings, name)
    if not check.ok:
        raise ServiceError(check.message)
    return check.message


def _model(settings: Settings) -> str:
    if settings.model != BUILTIN:
        return f"{settings.model} by default; the built-in model takes over where it fails"
    if settings.openai_api_key or settings.openai_base_url:
        return "built-in; an API key or endpoint is in the environment, but nothing is sent to it"
    return "built-in; nothing leaves this machine"
