"""What a person wants left out of a draft, by words of it or by its topic: taken out so that the rest reads well.

What a draft must hold stays, with the reason. Where several sentences are meant, or none, nothing is taken out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count

from assistant.drafting.parts import OtherWords, Part, part_rules, parts_of

_STEM = 5  # letters by which "comparison" and "compare" are the same
_LEAST = 0.6  # of the words of a topic that its sentence must hold
_QUOTE_WORDS = 2
_CLOSING = 3  # lines at the end of a letter: regards, name, address
_LISTS = 12  # of what could be taken out: more is no help
# Blanks are told apart by a character behind each that no text holds, so that one which goes is known.
_BLANK = re.compile(r"_{4}")
_FIRST_TAG = 0xE000
_TAG = re.compile(r"[\ue000-\uf8ff]")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What became of words that name something to leave out.

    One of: `out` (what was left out; `put`: what stands in its place), `kept` with `why`, or `choices`: the sentences
    that could be meant where `several` is set, else those that could be taken out.
    """

    words: str
    out: str = ""
    kept: str = ""
    why: str = ""
    several: bool = False
    choices: tuple[str, ...] = ()
    put: str = ""


def leave_out(body: str, wanted: Sequence[str]) -> tuple[str, tuple[LeftOut, ...], tuple[int, ...]]:
    """The text without what is named, what became of each, and which of its blanks stayed, by their places."""
    numbers, told = count(_FIRST_TAG), list[LeftOut]()
    body = _BLANK.sub(lambda found: found[0] + chr(next(numbers)), untagged(body))
    for words in wanted:
        body, one = _without(body, words)
        told.append(one)
    return untagged(body), tuple(told), tuple(ord(tag) - _FIRST_TAG for tag in _TAG.findall(body))


def _without(body: str, words: str) -> tuple[str, LeftOut]:
    if other := _in_other_words(body, words):
        return other
    parts = parts_of(body)
    found = _meant(parts, words)
    free = [part for part in found if not part.why]
    if len(free) == 1:
        return _cut(body, free[0]), LeftOut(words, out=_shown(free[0]))
    if free:
        return body, LeftOut(words, several=True, choices=tuple(map(_shown, free[:_LISTS])))
    if found:
        return body, LeftOut(words, kept=_shown(found[0]), why=found[0].why)
    return body, LeftOut(words, choices=could_go(body))


def _in_other_words(body: str, words: str) -> tuple[str, LeftOut] | None:
    """ "My time with you" for "my observership with you", where "observership" is not to be said."""
    told: LeftOut | None = None
    for other in part_rules().other_words:
        if other.says.fullmatch(words) and (found := other.on.search(body)) and _named_by(words, found[0]):
            told = told or LeftOut(words, out=found[0].strip(), put=_put(other, found).strip())
            body = other.on.sub(partial(_put, other), body)
    return (body, told) if told else None


def _named_by(words: str, text: str) -> bool:
    """ "The word observership" names "my observership"."""
    return words.rsplit(maxsplit=1)[-1].casefold() in text.casefold()


def _put(other: OtherWords, found: re.Match[str]) -> str:
    """What reads in place of the words, with a capital where they had one."""
    put = found.expand(other.reads)
    return put[:1].upper() + put[1:] if found[0][:1].isupper() else put


def could_go(body: str) -> tuple[str, ...]:
    """What could be taken out of a text: the things of a list rather than their sentence."""
    parts = parts_of(body)
    small = {(part.line, part.sentence) for part in parts if part.put}
    free = [part for part in parts if not part.why and (part.put or (part.line, part.sentence) not in small)]
    return tuple(dict.fromkeys(map(_shown, free)))[:_LISTS]


def _meant(parts: Sequence[Part], words: str) -> list[Part]:
    """The parts that the words name, the smallest of each sentence: as they stand there, else by their topic."""
    said = _plain(words)
    if len(said.split()) >= _QUOTE_WORDS and (quoted := [part for part in parts if said in _plain(part.text)]):
        return _one_each(quoted)
    rules = part_rules()
    words = next((topic for says, topic in rules.meant if says.search(words)), words)
    topic = _stems(words) - {_stem(word) for word in rules.no_topic}
    if not topic:
        return []
    shares = {part: len(topic & _stems(f"{part.text} {part.called}")) / len(topic) for part in parts}
    best = max(shares.values(), default=0.0)
    return _one_each([part for part in parts if shares[part] == best]) if best >= _LEAST else []


def placed(body: str, *, last: bool) -> str:
    """The first sentence of a text behind its greeting, or the last one before its closing; "" where there is none."""
    lines = body.split("\n")
    ends = {number for number, line in enumerate(lines) if line.startswith(("Dear ", "Hi "))}
    ends |= {len(lines) - 1 - at for at in range(_CLOSING)} if ends else set()
    whole = [part for part in parts_of(body) if not part.put and part.line not in ends]
    longest = {(part.line, part.sentence): _shown(part) for part in whole}  # a sentence comes behind its parts
    found = [longest[place] for place in sorted(longest)]
    return found[-1 if last else 0] if found else ""


def is_named(text: str, words: str) -> bool:
    """Whether words name a text of one sentence: "the comparison" the one on how somebody compares."""
    return bool(_meant([Part(0, 0, 0, "", text)], words))


def _one_each(parts: Sequence[Part]) -> list[Part]:
    """The smallest part of each sentence."""
    smallest: dict[tuple[int, int], Part] = {}
    for part in parts:
        held = smallest.get((part.line, part.sentence))
        if held is None or len(part.text) < len(held.text):
            smallest[part.line, part.sentence] = part
    return list(smallest.values())


def _cut(body: str, part: Part) -> str:
    lines = body.split("\n")
    line = lines[part.line]
    before, behind = line[: part.start], line[part.end :]
    if not part.put:  # a space where a sentence went from between two, none where a clause did
        before, behind = before.rstrip(), f" {behind.lstrip()}" if behind[:1] == " " else behind
    lines[part.line] = f"{before}{part.put}{behind}".strip()
    if lines[part.line] in {"", "-"}:
        del lines[part.line]
    text = "\n".join(lines)
    for says, on in part_rules().leaning:
        text = text if on.search(text) else says.sub("", text)
    return _mended(text)


def _mended(body: str) -> str:
    """The text without an announcement or a heading that nothing follows, or more than one empty line."""
    body = re.sub(r"\n{3,}", "\n\n", body).strip()
    blocks = body.split("\n\n")
    kept = [_before(block, follows) for block, follows in zip(blocks, [*blocks[1:], ""], strict=True)]
    return "\n\n".join(filter(None, kept))


def _before(block: str, follows: str) -> str:
    """A block as it reads before the one that follows now."""
    listed = follows.startswith("- ")
    if block.endswith(":") and not block.startswith("Dear ") and not listed:
        return re.sub(r"(?:^|(?<=[.!?])\s+)[^.!?]*:$", "", block).strip()
    if block.startswith("If they ") and "\n" not in block and not listed:
        return ""
    if block.endswith("on these would help:") and "\n" not in follows:
        return block.replace("on these would", "on this would")
    return block


def untagged(text: str) -> str:
    """A text without private characters, as every draft is: they mean nothing, and here they tell blanks apart."""
    return _TAG.sub("", text)


def _shown(part: Part) -> str:
    return untagged(part.text)


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold().replace("’", "'")))


def _stems(text: str) -> set[str]:
    return {_stem(word) for word in _plain(text).split()}


def _stem(word: str) -> str:
    return word.removesuffix("s")[:_STEM] if len(word) > _STEM else word
