"""The advisor behind the page, opened in the background: the page need not wait for Chroma, the index and the model."""

from __future__ import annotations

import gc
import sys
import threading
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.compiled import COMPILED
from assistant.errors import VouchError
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.advisor import Advisor

_TICK = 0.25  # seconds between two reports to a waiting page
_PARTS = 2  # build parts that run side by side and report their share


class NotReadyError(VouchError):
    """The advisor could not be opened; standard error of the server says why."""


class Engine:
    """Opens one advisor for all browsers. Safe to share between threads."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._opened: Advisor | None = None
        self._failed = False
        self._shares: dict[str, float] = {}
        self._percent = 0

    def start(self) -> None:
        """Begin to open the advisor, unless that is done or under way; try again where it had failed."""
        with self._changed:
            if self._opened is None and (self._thread is None or not self._thread.is_alive()):
                self._failed = False
                self._thread = threading.Thread(target=self._open, name="vouch-opening", daemon=True)
                self._thread.start()

    def ready(self) -> Iterator[int]:
        """Percent prepared, a few times a second; ends when the advisor can be asked.

        Raises:
            NotReadyError: it could not be opened.
        """
        self.start()
        while True:
            with self._changed:
                if self._opened is None and not self._failed:
                    self._changed.wait(_TICK)
                if self._opened is not None:
                    return
                if self._failed:
                    raise NotReadyError("not ready")
                percent = self._percent
            yield percent

    @property
    def advisor(self) -> Advisor:
        """The open advisor; `ready()` must have ended before."""
        if self._opened is None:
            raise NotReadyError("not ready")
        return self._opened

    def close(self) -> None:
        """Give back what the advisor holds."""
        if self._opened is not None:
            self._opened.close()

    def _open(self) -> None:
        gc.disable()  # what is loaded now stays: looking through it again and again delays the first answer
        try:
            COMPILED.keep_in(self._settings.home)  # before the import, which compiles many patterns
            from assistant.advisor import Advisor

            advisor = Advisor(self._settings, self._report)
            advisor.warm()
        except Exception as error:  # the page says that it is not ready, the terminal says why
            complain(error)
            advisor = None
        finally:
            gc.freeze()
            gc.enable()
        with self._changed:
            self._opened, self._failed = advisor, advisor is None
            self._changed.notify_all()

    def _report(self, stage: str, share: float) -> None:
        with self._changed:
            self._shares[stage] = share
            whole = sum(self._shares.values()) / max(_PARTS, len(self._shares))
            self._percent = max(self._percent, min(99, int(100 * whole)))
            self._changed.notify_all()


def complain(error: Exception) -> None:
    """One line on standard error.

    An unexpected fault is named by its kind and place only: its text may hold a person's words.
    """
    if isinstance(error, VouchError):
        line = str(error)
    else:
        place = traceback.extract_tb(error.__traceback__)[-1]
        line = f"unexpected fault: {type(error).__name__} in {Path(place.filename).name}:{place.lineno}"
    sys.stderr.write(f"vouch: {line}\n")
