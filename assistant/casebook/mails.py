"""A writer's own answer pasted into the chat: "Dear Irina, I would be glad to write. Mark Delaney, MD"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.casebook.attach import write_facts
from assistant.casebook.model import letter_path
from assistant.casebook.people import add_named, named
from assistant.casebook.turn import Turn
from assistant.casebook.writer_name import WriterName, whole_name

_QUOTES = frozenset({'"', "“", "”"})
_MOST_WORDS = 4
_TOLD = ("declined", "uploaded", "agreed")  # what an answer can say, the weightiest first


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail at tokens `first` to `last` (exclusive), signed at `signed` to `ends`."""

    first: int
    last: int
    signed: int
    ends: int


def read_mail(turn: Turn) -> None:
    """Write what a pasted answer says to the letter of who signed it; the rest of it tells nothing of the case."""
    mail = _find_mail(turn)
    if mail is None:
        return
    status = _status(turn, mail)
    letter = _letter(turn, mail, new=status is not None)
    if letter is None:
        return
    turn.clauses = [clause for clause in turn.clauses if clause.last <= mail.first or clause.first >= mail.last]
    turn.draft.told = True
    turn.draft.focus = letter
    if status is not None:
        turn.draft.set(letter_path(letter, "status"), status[0], status[1])
    if mail.ends < mail.last:
        write_facts(turn, [letter], [(mail.ends, mail.last)])


def _find_mail(turn: Turn) -> Mail | None:
    """From the greeting, behind other words or marks of quotation, to the end of what is quoted; it must be signed."""
    tokens = turn.message.tokens
    quoting = any(line.lstrip().startswith(">") for line in turn.message.text.splitlines())
    for at, token in enumerate(tokens):
        opens = token.text in turn.book.lists["mail_greetings"] and _is_addressed(turn, at)
        before = turn.raw(at - 1)
        if not opens or not (before in _QUOTES or (at and before in {"\n", ":"}) or (quoting and not at)):
            continue
        start = at - (before in _QUOTES)
        last = next((end for end in range(at, len(tokens)) if tokens[end].raw in _QUOTES), len(tokens))
        for signed, ends in _signatures(turn, at, last):
            return Mail(start, last, signed, ends)
    return None


def _is_addressed(turn: Turn, at: int) -> bool:
    """ "Dear Irina," and no longer than a name; "Dear Dr. Roy" begins a mail to a writer."""
    if turn.text(at + 1) in {*turn.book.titles, *turn.book.lists["honorifics"]}:
        return False
    ahead = range(at + 2, min(at + 2 + _MOST_WORDS, len(turn.message.tokens)))
    return any(turn.raw(place) in {",", "\n", "-", "–", "!"} for place in ahead)


def _signatures(turn: Turn, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Names that stand alone at the head of a line or sentence, the last one first."""
    for at in range(last - 1, first + 2, -1):
        if turn.raw(at - 1) not in {"\n", ".", ",", "!"} or turn.raw(at) == "\n":
            continue
        end = _name_end(turn, at, last)
        alone = end >= last or turn.raw(end) in {",", "\n", "(", "|"}
        if end > at and alone and not turn.message.has(at, end, "country", "offshore", "specialty", "fact:"):
            yield at, end


def _name_end(turn: Turn, at: int, last: int) -> int:
    """The token after two to four words of a name, or a title and one; `at` itself elsewhere."""
    tokens, end, words, titled = turn.message.tokens, at, 0, False
    while end < last and words < _MOST_WORDS:
        token = tokens[end]
        titled = titled or token.text in turn.book.titles
        initial = len(token.text) == 1 and token.capital
        means = token.text in turn.book.stop or token.text in turn.book.lists["mail_closings"]
        if token.raw == "." and end > at and (len(turn.text(end - 1)) == 1 or turn.text(end - 1) in turn.book.titles):
            end += 1
            continue
        plain = token.kind == "word" and token.capital and (initial or not means)
        if not plain:
            break
        words += 1
        end += 1
    return end if words > 1 or (titled and words) else at


def _status(turn: Turn, mail: Mail) -> tuple[str, str] | None:
    """What the answer says, with its words."""
    said = {m.value: turn.said(m) for m in turn.message.inside(mail.first, mail.signed, "fact:status")}
    return next(((value, said[value]) for value in _TOLD if value in said), None)


def _letter(turn: Turn, mail: Mail, *, new: bool) -> str | None:
    """The letter of who signed; a new one where the answer is about a letter and the name is whole."""
    words = [
        token
        for token in turn.message.tokens[mail.signed : mail.ends]
        if token.kind == "word" and token.text not in turn.book.titles
    ]
    name: WriterName = whole_name([token.raw for token in words])
    if name.full == turn.draft.get("name"):
        return None
    held = named(turn, name)
    if held:
        return held[0] if len(held) == 1 else None
    return add_named(turn, name, turn.words(mail.signed, mail.ends)) if new and len(words) > 1 else None
