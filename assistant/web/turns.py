"""The messages of each conversation in the order in which they were sent, and what is known of their answers.

A message that was taken is answered, whatever becomes of the page that sent it: it waits here, not in the browser,
while the one before it is answered, and a page that is opened meanwhile follows what goes on.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.templates import render
from assistant.web.chat import Message, answer, messages, person, sentences, status
from assistant.web.engine import Engine, NotReadyError, complain

if TYPE_CHECKING:
    from assistant.conversations import Turn

_MOST_IN_LINE = 5  # messages of one conversation
_MOST_PAGES = 2_000  # open pages that are told from each other
_MOST_KEYS = 200  # messages that are known by their key when they come once more
_TICK = 0.25  # seconds after which a follower looks again


Page = tuple[str, str | None]  # a browser and one of its open pages


class Asked:
    """One message and its answer as far as it is known."""

    def __init__(self, text: str, key: str = "") -> None:
        self.text, self.mine = text, person(text)
        self.key = key  # by which the tab that sent it knows it
        self.before: list[Turn] = []  # the record when its turn began
        self.after: list[Turn] = []  # and when it was over
        self.fault: str | None = None  # names the text of the page that says what went wrong
        self.over = False
        self._steps: list[list[Message]] = []
        self._changed = threading.Condition()

    @property
    def is_recorded(self) -> bool:
        """Whether it is in the record; an unreadable message is not, and after a deletion nothing is."""
        return len(self.after) >= len(self.before) + 2

    @property
    def latest(self) -> list[Message]:
        """Its answer as far as it is known."""
        return self._steps[-1] if self._steps else []

    def add(self, step: list[Message]) -> None:
        """More of its answer is known."""
        with self._changed:
            if not self._steps or step != self.latest:
                self._steps.append(step)
                self._changed.notify_all()

    def end(self) -> None:
        """Nothing more comes."""
        with self._changed:
            self.over = True
            self._changed.notify_all()

    def steps(self) -> Iterator[list[Message] | None]:
        """The answer each time that more of it is known, from what is known now until its turn is over.

        None now and then while nothing comes, so that whoever follows can leave.
        """
        place = max(0, len(self._steps) - 1)
        while True:
            with self._changed:
                if place >= len(self._steps) and not self.over:
                    self._changed.wait(_TICK)
                step = self._steps[place] if place < len(self._steps) else None
                if step is None and self.over:
                    return
            place += step is not None
            yield step


@dataclass(frozen=True, eq=False, slots=True)
class _Follower:
    """An event that keeps a page up to date."""

    conversation: str


class Turns:
    """Answers the messages of each conversation one after the other. Safe to share between threads."""

    def __init__(self, engine: Engine, tools: Mapping[str, str]) -> None:
        self._engine, self._tools = engine, tools
        self._guard = threading.Lock()
        self._lines: dict[str, list[tuple[Asked, str]]] = {}  # each message with the model that answers it
        self._followers: OrderedDict[Page, _Follower] = OrderedDict()
        self._taken: OrderedDict[tuple[str, str], Asked] = OrderedDict()  # by conversation and key

    def ask(self, text: str, conversation: str, model: str, key: str = "") -> list[Asked]:
        """Take a message. It is answered when those before it are, even if the page that sent it is closed.

        One that comes once more, by its key, is not taken again: a page that reloads cannot know what was heard of it.

        Returns:
            What is not answered yet, this message last; nothing where too much waits, and the message was not taken.
        """
        with self._guard:
            line = self._lines.get(conversation, [])
            if key and (known := self._taken.get((conversation, key))):
                return [asked for asked, _ in line] or [known]
            if len(line) >= _MOST_IN_LINE:
                return []
            line = self._lines.setdefault(conversation, line)
            line.append((Asked(text, key), model))
            self._remember(conversation, line[-1][0])
            if len(line) == 1:
                threading.Thread(target=self._work, args=(conversation,), name="vouch-turn", daemon=True).start()
            return [asked for asked, _ in line]

    def _remember(self, conversation: str, asked: Asked) -> None:
        if asked.key:
            self._taken[conversation, asked.key] = asked
        while len(self._taken) > _MOST_KEYS:
            self._taken.popitem(last=False)

    def latest_only(self, page: Page, conversation: str, updates: Iterator[Any]) -> Iterator[tuple[str, Any]]:
        """`updates`, each with the conversation that the page shows, until the page has begun another such event.

        A None among them shows nothing; it only asks whether to go on.

        That one shows everything from then on. The last update is an empty one then: Gradio repeats an event's last
        update when the event is complete, and an older state would come over the newer one.
        """
        me = _Follower(conversation)
        with self._guard:
            self._followers[page] = me
            self._followers.move_to_end(page)
            while len(self._followers) > _MOST_PAGES:
                self._followers.popitem(last=False)
        for update in updates:
            if self._followers.get(page, me) is not me:
                break
            if update is not None:
                yield conversation, update
        newest = self._followers.get(page, me)  # it may have begun while the last update was under way
        if newest is not me:
            yield newest.conversation, {}

    def line(self, conversation: str) -> list[Asked]:
        """The messages of a conversation that are not answered yet, the first one's turn being under way."""
        with self._guard:
            return [asked for asked, _ in self._lines.get(conversation, ())]

    def log(self, conversation: str, asked: Asked, step: list[Message]) -> list[Message]:
        """The log while `asked` is answered with `step`: what was before, and below it what waits."""
        return [*messages(asked.before), *asked.mine, *step, *self.waiting(conversation, asked)]

    def waiting(self, conversation: str, asked: Asked) -> list[Message]:
        """What was sent after `asked` and is not answered yet."""
        line = self.line(conversation)
        later = line[line.index(asked) + 1 :] if asked in line else line
        return [message for one in later for message in one.mine]

    def _work(self, conversation: str) -> None:
        while True:
            with self._guard:
                asked, model = self._lines[conversation][0]
            try:
                self._answer(asked, conversation, model)
            except Exception as error:  # a person reads a line, never a traceback
                if not isinstance(error, NotReadyError):
                    complain(error)
                asked.fault = "setup" if isinstance(error, NotReadyError) else "turn"
            with self._guard:
                del self._lines[conversation][0]
                if is_last := not self._lines[conversation]:
                    del self._lines[conversation]
            asked.end()
            if is_last:
                return

    def _answer(self, asked: Asked, conversation: str, model: str) -> None:
        for percent in self._engine.ready():
            asked.add(status(render("web/preparing.j2", percent=percent)))
        advisor = self._engine.advisor
        asked.before = _without(asked.text, advisor.history(conversation))
        asked.add([])
        said = ""
        for event in advisor.stream(asked.text, conversation, model=model):
            if event.kind == "tool" and not said:
                asked.add(status(self._tools.get(event.text, self._tools["other"])))
            elif event.kind == "text":
                for piece in sentences(event.text):
                    said += piece
                    asked.add(answer(said))
            elif event.reply is not None:
                asked.add(answer(event.reply.answer))
        asked.after = advisor.history(conversation)


def _without(text: str, turns: list[Turn]) -> list[Turn]:
    """The record before `text` was sent; its last line may hold it, where the server stopped before the answer."""
    last = turns[-1:]
    waits = any(turn.role == "user" and turn.text.split() == text.split() for turn in last)
    return turns[:-1] if waits else turns
