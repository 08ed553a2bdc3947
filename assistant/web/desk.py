"""What the panels of the case share: who asks, the case at hand, changing it, and offering files of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import gradio as gr

from assistant.agent.models import BUILTIN, allowed_models
from assistant.domain import Applicant, parse_applicant
from assistant.errors import InputError
from assistant.settings import Settings
from assistant.web.downloads import Downloads
from assistant.web.engine import Engine, NotReadyError, complain
from assistant.web.identity import Identity, Register, read_identity
from assistant.web.texts import PageTexts

if TYPE_CHECKING:
    from assistant.agent.connection import ModelCheck

Written = TypeVar("Written")
Case = dict[str, Any]
Updates = dict[Any, Any]


@dataclass(frozen=True)
class CaseView:
    """A case as the panels show it. `owner` None: nobody's, and empty. `tab`: the page that asks, until it reloads."""

    owner: Identity | None = None
    case: Mapping[str, Any] = field(default_factory=dict)
    today: date = date.min
    tab: str = ""

    @cached_property
    def applicant(self) -> Applicant | None:
        """The case with its meaning; None while no target is known."""
        try:
            return parse_applicant(dict(self.case)) if self.case.get("targets") else None
        except InputError:
            return None

    @property
    def whose(self) -> str:
        """Tells the conversations of a page apart."""
        return self.owner.conversation[-8:] if self.owner else "nobody"

    @property
    def letters(self) -> list[Mapping[str, Any]]:
        """The letters, none where they are unknown."""
        return list(self.case.get("letters") or ())


class Desk:
    """Reads and changes the case of whoever asks. Every function authorises by the request's own cookie."""

    def __init__(self, engine: Engine, register: Register, texts: PageTexts, settings: Settings) -> None:
        self._settings = settings
        self.texts = texts
        self.downloads = Downloads(texts.errors["download"])
        self._engine, self._register = engine, register

    def view(self, kept: Any, request: gr.Request) -> CaseView:
        """The case that a tab shows; an empty one where there is none or it cannot be read now."""
        owner = read_identity(request.cookies, kept)
        today = date.today()  # noqa: DTZ011 - the person's own calendar day is meant
        if owner is None:
            return CaseView(today=today)
        case: Case = {}
        try:
            case = self._engine.advisor.profile(owner.conversation)
        except NotReadyError:
            pass
        except Exception as error:  # a person reads a line, never a traceback
            complain(error)
        return CaseView(owner, case, today, request.session_hash or "")

    def again(self, view: CaseView) -> CaseView:
        """The case of the same conversation as it is now.

        Raises:
            VouchError: it cannot be read.
        """
        if view.owner is None:
            return view
        return replace(view, case=self._engine.advisor.profile(view.owner.conversation))

    def known(self, view: CaseView) -> Applicant:
        """The case as an applicant.

        Raises:
            InputError: no target is known.
        """
        if view.applicant is None:
            raise InputError(self.texts.errors["target"])
        return view.applicant

    def change(self, view: CaseView, change: Callable[[Case], Mapping[str, Any]]) -> CaseView:
        """The case after a change, which is kept.

        Raises:
            InputError: what came out is no case, one line a fault, or it cannot be kept now; nothing is changed.
        """
        case = self._write(
            view, lambda owner: self._engine.advisor.change_profile(owner.conversation, change, view.today)
        )
        return replace(view, case=case)

    def _write(self, view: CaseView, write: Callable[[Identity], Written]) -> Written:
        """What `write` gives back; from then on the conversation is on the browser's list."""
        if view.owner is None:
            raise InputError(self.texts.errors["lost"])
        try:
            for _ in self._engine.ready():
                pass
            written = write(view.owner)
        except InputError:
            raise
        except Exception as error:  # a person reads a line, never a traceback
            complain(error)
            raise InputError(self.texts.errors["case"]) from None
        with suppress(OSError):
            self._register.add(view.owner.browser, view.owner.conversation)
        return written

    def kept(self, view: CaseView, name: str) -> bytes | None:
        """A file that was kept with the conversation; None where there is none, or it cannot be read now."""
        if view.owner is None:
            return None
        try:
            return self._engine.advisor.kept(view.owner.conversation, name)
        except NotReadyError:
            return None
        except Exception as error:  # a person reads a line, never a traceback
            complain(error)
            return None

    def keep(self, view: CaseView, name: str, data: bytes | None) -> None:
        """Keep a file with the conversation, and let it go when that is deleted; None lets go of it now.

        Raises:
            InputError: it cannot be kept now.
        """
        self._write(view, lambda owner: self._engine.advisor.keep(owner.conversation, name, data))

    def model(self, view: CaseView) -> str:
        """The model that answers whoever asks: their own choice while it is allowed, else the configured one."""
        chosen = self._register.model(view.owner.browser) if view.owner else None
        if chosen is None:
            return self._settings.model
        return chosen if chosen in allowed_models(self._settings) else BUILTIN

    def choose_model(self, view: CaseView, name: str) -> None:
        """Keep a browser's choice of model.

        Raises:
            InputError: the operator does not allow it.
        """
        if name not in allowed_models(self._settings):
            raise InputError(f"model: must be one of {', '.join(allowed_models(self._settings))}, got {name[:60]!r}")
        if view.owner:
            self._register.choose_model(view.owner.browser, name)

    def check_model(self, name: str) -> ModelCheck:
        """A connection test of a model.

        Raises:
            VouchError: the model cannot be used as configured, or Vouch itself is not ready.
        """
        for _ in self._engine.ready():
            pass
        return self._engine.advisor.check_model(name)

    def link(self, view: CaseView, name: str, make: Callable[[], bytes], key: str = "") -> str:
        """The address of a file of this case; empty where it is nobody's."""
        return self.downloads.offer(view.owner, name, make, key) if view.owner else ""
