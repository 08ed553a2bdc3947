"""Lengths of time in which nobody worked with anybody: waiting for an answer, a writer's leave, time until a day; and
what is no length at all, but says how often.

Where it is not clear, a length is left to be read as time at work: a writer's weeks that are lost are told once only.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assistant.casebook.closeness import is_per_week
from assistant.casebook.reading import Mention
from assistant.casebook.turn import Turn

_REACH = 8  # tokens to either side that say what a length was
_NEAR = 3  # words in which a length is one of work, "6 week elective", or a word is denied, "did not even answer"
_NAME = "@"  # stands for a whole name among the words around a length
_ASKED = ".experience.weeks"


@dataclass(frozen=True, slots=True)
class _Around:
    """The words around a length. `behind` ends where a new subject begins, `beyond` only where the piece ends."""

    first: int
    last: int
    before: list[str]
    behind: list[str]
    beyond: list[str]


def set_apart_waits(turn: Turn) -> None:
    """Take such lengths out: "I wait 5 weeks for Dr. Wen" tells nothing of the time with Dr. Wen."""
    waits = [one for one in turn.message.inside(0, len(turn.message.tokens), "amount") if _is_wait(turn, one)]
    turn.used.update(waits)
    turn.apart.extend((one.first, one.last) for one in waits)


def puts_right(turn: Turn, cue: Mention) -> bool:
    """Whether a word of correction is one: "8 weeks, wait, 6", but not "I wait 3 weeks"."""
    lists = turn.book.lists
    if turn.text(cue.first) != "wait":
        return True
    if turn.text(cue.last) == "no" and turn.text(cue.last + 1) not in lists["answer_words"]:
        return True  # "8 weeks I have to wait no it was 6"
    return cue.first > 0 and turn.text(cue.first - 1) not in lists["who_waits"]


def _is_wait(turn: Turn, length: Mention) -> bool:
    if _is_rate(turn, length) or _is_shift(turn, length):
        return True
    around = _around(turn, length)
    if _is_since_news(turn, around):
        return not _is_asked(turn)
    at_work = _is_of_work(turn, length, around)
    if _is_until(turn, around) or (not at_work and _is_leave(turn, around)):
        return True
    if _is_gap(turn, length):
        return False
    if not at_work and (_went_by(turn, length, around) or _is_granted(turn, around)):
        return True
    if _is_waited(turn, around, at_work=at_work):
        return True
    silent = _is_unanswered(turn, around) or _is_silence(turn, around) or _is_after_silence(turn, around)
    return not at_work and (silent or _is_needed(turn, around))


def _is_rate(turn: Turn, length: Mention) -> bool:
    """ "15 patients a day", "3 new cases per week", "2 days per week", "4 hours weekly"."""
    if length.value.unit != "week" and is_per_week(turn, length.last):
        return True
    if turn.text(length.first) not in {"a", "an", "each", "every"} and turn.text(length.first - 1) != "per":
        return False
    if length.value.low != 1:
        return False  # "number one was a dozen weeks"
    head = length.first - (turn.text(length.first - 1) == "per")
    noun = turn.text(head - 1) if head >= 2 and turn.message.tokens[head - 1].kind == "word" else ""
    if not noun or noun in turn.book.lists["about_so_long"]:
        return False
    return any(at >= 0 and turn.number_at(at) is not None for at in (head - 2, head - 3))


def _is_shift(turn: Turn, length: Mention) -> bool:
    """ "they moved me one week", "it is postponed by 2 weeks": by how much something moved, but not a deadline."""
    before = {turn.text(at) for at in range(max(0, length.first - _NEAR), length.first)}
    return not before.isdisjoint(turn.book.lists["moved_by"]) and not turn.message.has(
        max(0, length.first - _REACH), length.last + _REACH, "cue:deadline"
    )


def _around(turn: Turn, length: Mention) -> _Around:
    """The piece of a sentence that a length stands in: it ends at a sign, a joining word or another length."""
    lists, tokens = turn.book.lists, turn.message.tokens
    other = {at for one in turn.message.inside(max(0, length.first - 2 * _REACH), length.last + 2 * _REACH, "amount")
             if one != length for at in range(one.first, one.last)}  # fmt: skip

    def ends(at: int) -> bool:
        if not 0 <= at < len(tokens) or at in other:
            return True
        return at not in turn.message.blocked and (tokens[at].kind == "sign" or turn.text(at) in lists["joins_clauses"])

    def opens(at: int) -> bool:
        return turn.text(at + 1) in lists["new_subjects"]

    first = _edge(length.first - 1, -1, lambda at: ends(at) or opens(at)) + 1
    last = _edge(length.last, 1, ends)
    beyond = _words(turn, length.last, last)
    subject = next((at for at, word in enumerate(beyond) if word in lists["new_subjects"] | {_NAME}), len(beyond))
    return _Around(first, last, _words(turn, first, length.first), beyond[:subject], beyond)


def _edge(at: int, step: int, ends: Callable[[int], bool]) -> int:
    for _ in range(_REACH):
        if ends(at):
            break
        at += step
    return at


def _words(turn: Turn, first: int, last: int) -> list[str]:
    """The words of a range, each name as one, without what takes a slip back ("no wait")."""
    names = {at: one.first for one in turn.message.inside(max(0, first - _REACH), last + _REACH, "name")
             for at in range(one.first, one.last)}  # fmt: skip
    slips = {at for cue in turn.message.inside(first, last, "cue:self_repair")
             if puts_right(turn, cue) and (turn.text(cue.first) != "wait" or turn.message.has(0, cue.first, "amount"))
             for at in range(cue.first, cue.last)}  # fmt: skip
    words = [(_NAME if at in names else turn.text(at), names.get(at, at)) for at in range(first, last)
             if at not in slips]  # fmt: skip
    return [word for place, (word, start) in enumerate(words) if place == 0 or words[place - 1][1] != start]


def _is_until(turn: Turn, around: _Around) -> bool:
    """ "she is back in 2 weeks", "we begin in 2 weeks with Dr. Wen", "in 2 weeks she will be back"."""
    lists, before = turn.book.lists, _bare(turn, around.before, "about_so_long")
    if not before or before[-1] not in lists["until_then"]:
        return False
    if not (lists["yet_to_come"] | lists["promised_by_then"]).isdisjoint(before):
        return True
    reach = around.behind[:1]
    if _led_in(turn, before[:-1]):  # "in 2 weeks he returns": up to the subject behind the first
        reach = around.beyond[: 1 + _until_subject(turn, around.beyond[1:])]
    followed = zip(reach, [*around.beyond[1:], ""], strict=False)
    return any(word in lists["yet_to_come"] and behind != "to" for word, behind in followed)


def _until_subject(turn: Turn, words: list[str]) -> int:
    return next((at for at, word in enumerate(words) if word in turn.book.lists["new_subjects"]), len(words))


def _is_leave(turn: Turn, around: _Around) -> bool:
    """ "Dr. Wen is on leave for 8 weeks", "he takes 3 weeks off", but not "4 weeks in my holiday"."""
    lists, before = turn.book.lists, around.before
    gone = (lists["time_off"] - {"extra"}) | lists["gone_words"]
    for at, word in enumerate(before):
        if word not in lists["who_is_away"] | {_NAME} or before[at - 1 : at] in (["with"], ["under"], ["at"]):
            continue
        rest = _after(before[at + 1 :], lists["being_off"])
        if rest and rest[0] in gone:
            return True
        if not rest and at + 1 < len(before):
            behind = _after(around.behind, lists["being_off"])
            return bool(behind) and behind[0] in gone
    return False


def _is_gap(turn: Turn, length: Mention) -> bool:
    """ "18 months of gap, waiting for the visa": a length with no other between it and the word for a gap."""
    if length.value.unit not in {"month", "year"}:
        return False
    clause = next((one for one in turn.clauses if one.first <= length.first < one.last), None)
    gaps = turn.message.inside(clause.first, clause.last, "cue:gap") if clause else ()
    return any(not turn.message.has(min(gap.last, length.last), max(gap.first, length.first), "amount") for gap in gaps)


def _is_waited(turn: Turn, around: _Around, *, at_work: bool) -> bool:
    """ "I wait 3 weeks", "waiting for Dr. Wen since 3 weeks", "3 weeks I wait"."""
    lists, bare = turn.book.lists, _bare(turn, around.before, "about_so_long")
    if bare and bare[-1] in lists["waited"]:
        return True
    waits = [at for at, word in enumerate(around.before) if word in lists["waited"]]
    since = [*around.before[waits[-1] :], *around.behind] if waits else []
    if waits and not at_work and (lists["work_words"] | {"was"}).isdisjoint(since):
        return True
    behind = _after(around.beyond, lists["about_so_long"] | lists["we_who_wait"])
    return bool(behind) and behind[0] in lists["waited"] and _led_in(turn, around.before) and not _is_asked(turn)


def _went_by(turn: Turn, length: Mention, around: _Around) -> bool:
    """ "now 3 weeks passed and no upload", "2 weeks later: no letter yet", "3 weeks now and still nothing uploaded"."""
    lists = turn.book.lists
    if not _led_in(turn, around.before) or _is_asked(turn):
        return False
    behind = _after(around.beyond, (lists["about_so_long"] | {"have", "has", "had"}) - {"and", "more", "than"})
    after = length.last + len(around.beyond) + 1
    if around.beyond[:1] == ["that"] and not lists["news_since"].isdisjoint(around.beyond):
        return True  # "10 days that I asked her"
    if behind:
        more = turn.number_at(after) is not None  # "2 weeks gone and 2 more remaining"
        return behind[0] in lists["went_by"] and behind[1:2] != ["than"] and not more
    ahead = [turn.text(at) for at in range(after, after + _REACH)]
    denied = any(word in turn.book.cues["negation"] or word == "nothing" for word in ahead[:_NEAR])
    return denied and not lists["not_uploaded"].isdisjoint(ahead[: _NEAR + 2])


def _is_since_news(turn: Turn, around: _Around) -> bool:
    """ "2 weeks now since I sent him the packet", "3 weeks since the rotation ended", unlike "since we work"."""
    lists = turn.book.lists
    behind = _after(around.beyond, lists["now_words"])
    subject = behind[1:2] and behind[1] in lists["new_subjects"] | lists["of_news"] | {_NAME}
    if behind[:1] != ["since"] or not subject or not _led_in(turn, around.before):
        return False
    begun = lists["work_words"] | lists["spent_with"] | lists["begun"] | lists["beginning"]
    return not lists["ended_words"].isdisjoint(behind) or begun.isdisjoint(behind[1:])


def _is_granted(turn: Turn, around: _Around) -> bool:
    """ "I gave her two weeks to think": time for the writer, unlike "he gave me 2 weeks in his clinic"."""
    gave = next((at for at, word in enumerate(around.before) if word in {"gave", "give", "given"}), -1)
    to_writer = around.before[gave + 1 : gave + 2] and around.before[gave + 1] in {"him", "her", "them", _NAME}
    return gave > 0 and around.before[gave - 1] in turn.book.lists["oneself"] | {"have", "will"} and bool(to_writer)


def _is_unanswered(turn: Turn, around: _Around) -> bool:
    """ "no reply from Dr. Wen for 3 weeks", "3 weeks without an answer", but not "8 weeks Dr. Wen no answer"."""
    lists, before = turn.book.lists, around.before
    beside = _is_beside(turn, around)
    for at, word in enumerate(before):
        between = before[at + 1 :]
        if not lists["work_words"].isdisjoint(between):
            continue
        if _is_denied(turn, before, at) and (beside or _NAME not in between):
            return True
        if beside and (word in lists["still_open"] or (word in lists["letter_words"] and _denies(turn, before, at))):
            return True
    return not _is_asked(turn) and _is_unanswered_behind(turn, around)


def _is_unanswered_behind(turn: Turn, around: _Around) -> bool:
    lists, before = turn.book.lists, around.before
    behind = _after(around.behind, lists["about_so_long"])
    near = behind[: _NEAR + 1]
    denied = any(_is_denied(turn, near, at) for at in range(len(near)))
    if denied and near[0] in turn.book.cues["negation"] | {"with"}:
        lacking = near[0] in {"with", "without"} and _NAME not in before and lists["work_words"].isdisjoint(before)
        return lacking or _led_in(turn, before)
    since = before[-1:] == ["since"] or "already" in around.beyond[:2] or before == ["for"]
    told = _after(around.beyond, lists["about_so_long"])
    if not since or not _led_in(turn, before) or not told or told[0] not in lists["who_is_away"] | {_NAME}:
        return False
    told = told[: _until_subject(turn, told[1:]) + 1]
    loose = before[-1:] != ["since"] and "no" in told  # "for 4 weeks Dr. Wen no answer" may be time at work
    return not loose and any(_is_denied(turn, told, at) for at in range(len(told)))


def _is_silence(turn: Turn, around: _Around) -> bool:
    """ "Dr. Wen is silent 5 weeks", "5 weeks with silence from Dr. Wen", but not "his quiet student"."""
    lists, before = turn.book.lists, around.before
    for at, word in enumerate(before):
        last = not _after(before[at + 1 :], lists["about_so_long"])
        mute = word in lists["silent_words"] or (word == "quiet" and last)
        if mute and not _denies(turn, before, at) and lists["work_words"].isdisjoint([*before, *around.behind]):
            return True
    behind = _after(around.behind, lists["about_so_long"] | {"with", "of"})
    return bool(behind) and behind[0] in lists["silent_words"] and _led_in(turn, before) and not _is_asked(turn)


def _is_after_silence(turn: Turn, around: _Around) -> bool:
    """ "he didn't say anything after that, its nearly 3 weeks": a length alone behind what was not said or answered."""
    lists = turn.book.lists
    alone = _led_in(turn, around.before) and not _after(around.beyond, lists["about_so_long"])
    if not alone or around.first < 1 or turn.message.tokens[around.first - 1].kind != "sign" or _is_asked(turn):
        return False
    before = _words(turn, max(0, around.first - _REACH - 1), around.first - 1)
    quiet = lists["answer_words"] | (lists["unsaid_words"] if "i" not in before else frozenset())
    return any(word in quiet and _denies(turn, before, at) for at, word in enumerate(before))


def _is_needed(turn: Turn, around: _Around) -> bool:
    """ "he needs 3 weeks to write it", "Dr. Wen asked for 3 weeks": the time that something takes."""
    lists, before = turn.book.lists, around.before
    if not lists["work_words"].isdisjoint([*before, *around.behind]) or "i" in before:
        return False
    if around.behind[:1] == ["to"] and not lists["written_in"].isdisjoint(around.behind[1:2]):
        return not lists["needed"].isdisjoint(before)
    bare = _bare(turn, before, "about_so_long")
    if "me" in before or (lists["who_is_away"] | {_NAME}).isdisjoint(bare[:-1]):
        return False  # "Dr. Wen wanted me for 6 weeks"
    asked = before[-1] == "for" and bare[-1] in lists["asked_for"]
    return asked or bare[-1] in lists["needs_so_long"]


def _is_of_work(turn: Turn, length: Mention, around: _Around) -> bool:
    """Whether the words right beside a length say that it was spent at work with somebody."""
    lists, behind = turn.book.lists, around.beyond[: _NEAR + 1]
    if behind[:1] and behind[0] in lists["spent_with"] and lists["lacking"].isdisjoint(behind[1:3]):
        return True
    if not lists["work_words"].isdisjoint(around.behind[:_NEAR]):
        return True
    first, last = max(around.first, length.first - _NEAR), min(around.last, length.last + _NEAR)
    if turn.message.has(first, last, "fact:experience.setting"):
        return True
    fields = turn.message.inside(first, last, "specialty")  # "Dr. Wen, still waiting IM 8 weeks"
    return any(field.last == length.first or field.first == length.last for field in fields)


def _is_denied(turn: Turn, words: list[str], at: int) -> bool:
    """Whether a word tells of an answer that did not come: "no answer", "never heard from him", "nothing from him"."""
    lists, word = turn.book.lists, words[at]
    if word == "nothing":
        return words[at + 1 : at + 2] in ([], ["from"]) or words[at + 1] in lists["about_so_long"]
    if word in {"hear", "heard"} and not (at + 1 == len(words) or words[at + 1] in lists["heard_of"]):
        return False  # "I never heard a complaint"
    return word in lists["answer_words"] and _denies(turn, words, at)


def _denies(turn: Turn, words: list[str], at: int) -> bool:
    return not turn.book.cues["negation"].isdisjoint(words[max(0, at - _NEAR) : at])


def _is_beside(turn: Turn, around: _Around) -> bool:
    """Whether "since", "for" or "already" stands directly beside a length."""
    last = around.before[-1:] + around.beyond[:1]
    close = _bare(turn, around.before, "about_so_long")
    return not {"since", "for", "already"}.isdisjoint([*last, *around.before[len(close) :]])


def _is_asked(turn: Turn) -> bool:
    """Whether the length of the time at work was asked for: "8 weeks, still waiting" answers it."""
    return bool(turn.asked) and str(turn.asked).endswith(_ASKED)


def _led_in(turn: Turn, before: list[str]) -> bool:
    """Whether nothing before a length says what it was: "it is 3 weeks", "since 3 weeks", "I am 3 weeks"."""
    return turn.book.lists["leads_in"].issuperset(before)


def _bare(turn: Turn, words: list[str], fillers: str) -> list[str]:
    """Words without the small ones at their end: "waiting already for about"."""
    end = len(words)
    while end and words[end - 1] in turn.book.lists[fillers]:
        end -= 1
    return words[:end]


def _after(words: list[str], fillers: frozenset[str] | set[str]) -> list[str]:
    """Words from the first that is no filler."""
    return words[next((at for at, word in enumerate(words) if word not in fillers), len(words)) :]
