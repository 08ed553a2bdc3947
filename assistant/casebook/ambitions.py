"""What the applicant applies for: targets and the specialty left behind."""

from __future__ import annotations

from assistant.casebook.due import read_deadline
from assistant.casebook.fields import (
    held_targets,
    is_about_letter,
    is_supposed,
    names_of,
    remove_targets,
    specialty_list,
    year_beside,
)
from assistant.casebook.reading import Mention
from assistant.casebook.season import read_year
from assistant.casebook.stance import Clause
from assistant.casebook.told_of import own_sentence_before
from assistant.casebook.turn import Turn

_FAR_BACK = 40  # tokens in which the wish stands that is given up
_OF_ONESELF = frozenset({"home_country", "graduation_year", "exam_failures", "clinical_gap_months", "name"})


def read_ambitions(turn: Turn, clause: Clause) -> None:
    """Targets, switched_from, application_year and deadline of a clause."""
    read_switch(turn, clause)
    read_targets(turn, clause)
    _read_piece(turn, clause)
    read_year(turn, clause)
    read_deadline(turn, clause)


def read_switch(turn: Turn, clause: Clause) -> None:
    """ "switching from surgery to FM"."""
    for cue in turn.free(clause.first, clause.last, "cue:switch"):
        if turn.message.has(
            max(clause.first, cue.first - 2), cue.first, "cue:he", "cue:she", "name", "cue:third_person"
        ):
            continue
        strong = turn.text(cue.last - 1) == "from" or turn.text(cue.first) in turn.book.lists["leaving"]
        if turn.text(cue.last) == "for" and turn.text(cue.first) in turn.book.lists["leaving"]:
            continue  # "leaving for family medicine"
        at = cue.last
        while at < clause.last and turn.text(at) in turn.book.lists["switch_fillers"]:
            at += 1
        old = next((m for m in turn.free(at, clause.last, "specialty") if m.first == at), None)
        if old is not None and turn.text(cue.first) == "leave" and not _is_left(turn, old, clause):
            continue
        opens = cue.first == clause.first or turn.raw(cue.first - 1) in {",", ".", "/"}
        apart = turn.text(cue.first) == "ex" and opens
        trained = old is not None and turn.text(old.last) in {"resident", "residency", "trainee"}
        bare = turn.text(cue.first) == "was" and cue.last - cue.first == 1
        practised = old is not None and turn.is_agent(old) and _for_years(turn, old)
        trained = trained or (bare and practised)  # "was cardiologist 4 years, after marriage I change to"
        if bare and not (trained and turn.message.has(clause.first, clause.last, "cue:changed")):
            continue
        if old is None or (is_about_letter(turn, old, clause.last) and not strong and not trained):
            continue
        if turn.text(cue.first) in turn.book.lists["leaving"] and turn.said(old).casefold() == "medicine":
            continue  # "I left medicine for 3 years"
        needs = turn.text(cue.first) in turn.book.lists["switch_needs_i"] | turn.book.lists["leaving"]
        apart = apart or (bare and trained and cue.first == clause.first)
        if needs and not apart and turn.text(cue.first - 1) not in {"i", "am", "iam", ""}:
            continue
        parent = turn.book.parent(str(old.value))
        turn.draft.set("switched_from", parent, turn.words(cue.first, old.last))
        turn.used.add(old)
        for to in turn.message.inside(old.last, clause.last, "cue:switch_to"):
            if to.first - old.last <= 2:
                _set_targets(turn, clause, to, specialty_list(turn, to.last, clause.last))
                break


def _is_left(turn: Turn, old: Mention, clause: Clause) -> bool:
    """ "I leave surgery", "I leave the surgery and apply ..."; not "I leave the surgery team on Friday"."""
    ends = old.last >= clause.last or turn.message.tokens[old.last].kind == "sign"
    return ends or turn.text(old.last) in turn.book.cues["boundary"] | {"for"}


def _for_years(turn: Turn, old: Mention) -> bool:
    """A length of years stands behind the field: "general surgeon for 6 years"."""
    ahead = turn.message.inside(old.last, old.last + 3, "amount")
    return any(m.value.unit == "year" for m in ahead)


def read_targets(turn: Turn, clause: Clause) -> None:
    """Specialties after words such as "applying to", or before "applicant"."""
    for cue in turn.free(clause.first, clause.last, "cue:target_after"):
        signs = turn.message.tokens[cue.first - 1].kind == "sign"
        before = [m for m in turn.free(clause.first, cue.first, "specialty") if m.last == cue.first - signs]
        if before and (turn.text(cue.last - 1).endswith("s") or _joined_before(turn, clause, before[0])):
            first = min(m.first for m in turn.free(clause.first, cue.first, "specialty"))
            before = specialty_list(turn, first, cue.first)
        anybody = before and turn.text(before[0].first - 1) in {"a", "an", "any", "every"}
        other = anybody and not turn.message.has(clause.first, cue.last, "cue:first_person")
        if before and not other and not _is_ordinal(turn, clause, cue):
            _set_targets(turn, clause, cue, before)
    dropped = next(turn.message.inside(clause.first, clause.last, "cue:target_drop"), None)
    if dropped is not None and _drop_targets(turn, clause, dropped):
        return
    for cue in turn.free(clause.first, clause.last, "cue:target"):
        if _is_of_others(turn, clause, cue) or _is_over(turn, clause, cue):
            continue
        if turn.text(cue.first) == "residency" and _was_done(turn, clause, cue):
            continue
        found = specialty_list(turn, cue.last, clause.last) or _becoming(turn, cue)
        if found and turn.negated(cue, clause.first):
            _deny_targets(turn, clause, cue, found)
        elif found:
            _set_targets(turn, clause, cue, found)
            _switch_after(turn, clause, cue, found[-1])
            _switch_before(turn, clause, cue)
    if not turn.draft.told and _is_only_specialties(turn, clause):
        start = min(m.first for m in turn.free(clause.first, clause.last, "specialty"))
        listed = specialty_list(turn, start, clause.last)
        found = [m for m in listed if turn.text(m.first - 1) != "not"]  # "not surgery but anesthesia"
        held = turn.draft.get("targets")
        adds = turn.message.has(clause.first, clause.last, "cue:target_add", "cue:target_only")
        if found and (not held or turn.asked == "targets" or adds):
            _set_targets(turn, clause, found[0], found)


def _becoming(turn: Turn, cue: Mention) -> list[Mention]:
    """ "want to be a neurologist": the person that one wants to become says the field."""
    becomes = {turn.text(at) for at in range(cue.first, cue.last)} & {"be", "become", "being", "becoming"}
    agents = [m for m in turn.message.at(cue.last, "specialty") if m not in turn.used and turn.is_agent(m)]
    return agents[:1] if becomes else []


def _deny_targets(turn: Turn, clause: Clause, cue: Mention, found: list[Mention]) -> None:
    """ "I am not applying to surgery but to internal medicine"."""
    cut = next((m.first for m in turn.message.inside(found[0].last, clause.last, "cue:clause_split")), clause.last)
    denied = [m for m in found if m.first < cut]
    remove_targets(turn, names_of(turn, denied), turn.words(cue.first, denied[-1].last))
    turn.used.update(denied)
    instead = specialty_list(turn, cut + 1, clause.last) if cut < clause.last else []
    if instead:
        _set_targets(turn, clause, cue, instead)


def _is_ordinal(turn: Turn, clause: Clause, cue: Mention) -> bool:
    """ "cardiology second rotation", "surgery, backup letter"; not "IM main, FM second"."""
    if any(True for _ in turn.message.at(cue.last, "cue:letter", "role")):
        return True  # "surgery, backup letter from FM"
    ends = cue.last >= clause.last or turn.message.tokens[cue.last].kind == "sign"
    alone = turn.text(cue.first) == "second" and cue.last - cue.first == 1
    return alone and not (ends and held_targets(turn))


def _joined_before(turn: Turn, clause: Clause, last: Mention) -> bool:
    """ "IM+FM+psych as backup": the specialty stands in a row with others."""
    before = range(max(clause.first, last.first - 2), last.first)
    joins = any(turn.raw(at) in {"+", "/", "&"} or turn.text(at) in {"and", "plus"} for at in before)
    return joins and turn.message.has(max(clause.first, last.first - 4), last.first, "specialty")


def _read_piece(turn: Turn, clause: Clause) -> None:
    """A piece between commas that is only specialties, in a sentence about the applicant: "yog 2015, IM and peds"."""
    sentence = turn.message.sentences[clause.sentence]
    about_letters = turn.message.has(
        sentence.first, sentence.last, "name", "cue:letter", "cue:he", "cue:she", "role", "fact:"
    )
    near = [clause, *own_sentence_before(turn, clause)]
    told = [change for change in turn.draft.changes if change.field in _OF_ONESELF]
    own = any(_told_in(turn, one, change.words) for one in near for change in told)
    if about_letters or turn.draft.get("targets") or (turn.draft.ids() and not own) or not turn.draft.told:
        return
    first = clause.first
    for index in range(clause.first, clause.last + 1):
        if index < clause.last and turn.message.tokens[index].raw != ",":
            continue
        found = [m for m in turn.free(first, index, "specialty") if not turn.is_agent(m)]
        rest = [i for i in range(first, index) if not any(m.first <= i < m.last for m in found)]
        if found and all(
            turn.message.has(i, i + 1, "cue:target_filler")
            or turn.message.tokens[i].kind == "sign"
            or (turn.year_at(i) or 0) >= turn.today.year
            for i in rest
        ):
            _set_targets(turn, clause, found[0], found)
            return
        first = index + 1


def _told_in(turn: Turn, clause: Clause, words: str) -> bool:
    return words in turn.words(clause.first, clause.last)


def _switch_after(turn: Turn, clause: Clause, cue: Mention, last: Mention) -> None:
    """ "switching to FM from surgery"."""
    if turn.text(cue.first) not in turn.book.lists["switch_verbs"] or turn.text(last.last) != "from":
        return
    old = next((m for m in turn.free(last.last + 1, clause.last, "specialty") if m.first == last.last + 1), None)
    if old is not None:
        turn.draft.set("switched_from", turn.book.parent(str(old.value)), turn.words(cue.first, old.last))
        turn.used.add(old)


def _switch_before(turn: Turn, clause: Clause, cue: Mention) -> None:
    """ "did three years of surgery residency but now I'm switching to FM": what was done before is left behind."""
    words = {turn.text(at) for at in range(cue.first, cue.last)}
    near = {turn.text(at) for at in range(max(clause.first, cue.first - 3), cue.first)}
    turns = words & turn.book.lists["switch_verbs"] or (words | near) & turn.book.lists["turning_words"]
    if not turns or turn.draft.get("switched_from") is not None:
        return
    first = _told_from(turn, clause)
    theirs = turn.message.has(first, cue.first, "name", "cue:he", "cue:she")
    for old in turn.free(first, cue.first, "specialty"):
        trained = turn.text(old.last) in {"resident", "residency", "trainee", "training"}
        before = range(max(first, old.first - 6), old.first)
        did = any(turn.text(at) in {"did", "done", "completed", "finished", "started"} for at in before)
        practised = not theirs and any(turn.text(at) in turn.book.lists["practised"] for at in before)
        if (trained and did and not turn.is_agent(old)) or practised:
            turn.draft.set("switched_from", turn.book.parent(str(old.value)), turn.words(old.first, old.last + 1))
            turn.used.add(old)
            return


def _told_from(turn: Turn, clause: Clause) -> int:
    """The first token of the sentence, or of the one before it where that says that something was left."""
    sentence = turn.message.sentences[clause.sentence]
    before = turn.message.sentences[clause.sentence - 1] if clause.sentence else sentence
    left = any(turn.text(at) in turn.book.lists["leaving"] for at in range(before.first, before.last))
    return before.first if left else sentence.first


def forget_switch(turn: Turn) -> None:
    """ "Before I was internist ... I want IM": who applies to a field has not left it."""
    old = turn.draft.get("switched_from")
    told = next((c for c in turn.draft.changes if c.field == "switched_from" and c.op == "set"), None)
    if told is not None and old in held_targets(turn):
        turn.draft.restore("switched_from", told.words)


def _was_done(turn: Turn, clause: Clause, cue: Mention) -> bool:
    """ "did residency in general surgery, then left it": no target, but what was left behind."""
    before = range(max(clause.first, cue.first - 3), cue.first)
    if not any(turn.text(at) in turn.book.lists["done_before"] for at in before):
        return False
    found = specialty_list(turn, cue.last, clause.last)
    turn.used.update(found)
    left = any(turn.text(at) in turn.book.lists["leaving"] for at in range(cue.last, clause.last))
    if found and left and turn.draft.get("switched_from") is None:
        old = turn.book.parent(str(found[0].value))
        turn.draft.set("switched_from", old, turn.words(cue.first, found[0].last))
    return True


def _is_of_others(turn: Turn, clause: Clause, cue: Mention) -> bool:
    """The wish is a writer's, or the words belong to a letter."""
    before = turn.message.has(max(clause.first, cue.first - 3), cue.first, "cue:he", "cue:she", "name")
    own = turn.message.has(max(clause.first, cue.first - 2), cue.first + 1, "cue:first_person")
    weak = turn.text(cue.first) in turn.book.lists["weak_target"]
    if is_supposed(turn, range(max(clause.first, cue.first - 3), cue.first)):
        return True
    return (before and not own) or (weak and turn.message.has(clause.first, cue.first, "name", "cue:he", "cue:she"))


def _is_over(turn: Turn, clause: Clause, cue: Mention) -> bool:
    """ "Last year I applied to surgery and didn't match": no target any more."""
    past = turn.text(cue.first) in {"applied", "tried"}
    sentence = turn.message.sentences[clause.sentence]
    over = turn.message.has(sentence.first, sentence.last, "cue:last_year", "cue:failed_match")
    return past and over


def _is_only_specialties(turn: Turn, clause: Clause) -> bool:
    """The whole message is a list of specialties."""
    covered = {index for m in turn.free(clause.first, clause.last, "specialty") for index in range(m.first, m.last)}
    rest = [index for index in range(len(turn.message.tokens)) if index not in covered]
    return (
        bool(covered)
        and all(
            turn.message.tokens[index].kind == "sign"
            or turn.message.has(
                index, index + 1, "cue:target_filler", "cue:correction", "cue:target_add", "cue:boundary"
            )
            for index in rest
        )
        and not any(turn.is_agent(m) for m in turn.free(clause.first, clause.last, "specialty"))
    )


def _set_targets(turn: Turn, clause: Clause, cue: Mention, found: list[Mention]) -> None:
    names = names_of(turn, found)
    if found and not names:
        parent = turn.book.parent(str(found[0].value))
        turn.draft.told = True
        turn.used.update(found)
        turn.draft.ask("targets", "subspecialty_as_target", turn.said(found[0]), (parent,))
    if not names:
        return
    words = turn.words(min(cue.first, found[0].first), max(cue.last, found[-1].last))
    turn.used.update(found)
    year_beside(turn, found[-1])
    held = held_targets(turn)
    earlier = any(change.field == "targets" for change in turn.draft.changes)
    only = turn.message.has(clause.first, clause.last, "cue:target_only") and not earlier
    adds = turn.message.has(clause.first, clause.last, "cue:target_add") or turn.text(cue.first) in {"backup", "second"}
    leads = any(turn.text(index) in turn.book.lists["put_first"] for index in range(clause.first, clause.last))
    leads = leads and turn.text(cue.first) != "second"
    if held and leads and len(names) == 1 and names[0] in held:
        names = names + [name for name in held if name not in names]
    elif held and not only and (adds or earlier) and not (earlier and not adds and _is_turned(turn, cue, found[0])):
        names = held + [name for name in names if name not in held]
    turn.draft.set("targets", names, words)


def _is_turned(turn: Turn, cue: Mention, field: Mention) -> bool:
    """ "my plan was surgery, then I drank a lemonade and now it's EM": what was wanted before is given up."""
    now = {turn.text(at) for at in range(max(0, cue.first - 2), field.first)}
    was = {turn.text(at) for at in range(max(0, cue.first - _FAR_BACK), cue.first)}
    return bool(now & turn.book.lists["turned_now"] and was & turn.book.lists["turned_from"])


def _drop_backup(turn: Turn, clause: Clause, cue: Mention) -> bool:
    """ "scrap the backup, only radiology now": the first target stays, or the one that is named."""
    backup = any(turn.text(at) in {"backup", "backups"} for at in range(cue.last, min(cue.last + 4, clause.last)))
    held = held_targets(turn)
    if not backup or not held[1:]:
        return False
    kept = [str(m.value) for m in turn.free(cue.last, clause.last, "specialty") if m.value in held]
    turn.draft.set("targets", kept or held[:1], turn.words(clause.first, clause.last))
    turn.used.update(turn.free(clause.first, clause.last, "specialty"))
    return True


def _drop_targets(turn: Turn, clause: Clause, cue: Mention) -> bool:
    """ "not applying neurology anymore", "dropped FM"."""
    if _drop_backup(turn, clause, cue):
        return True
    found = specialty_list(turn, cue.last, clause.last) or [
        m for m in turn.free(clause.first, cue.first, "specialty") if cue.first - m.last <= 2
    ]
    names = names_of(turn, found)
    if not set(names) & set(held_targets(turn)):
        return False
    remove_targets(turn, names, turn.words(clause.first, clause.last))
    turn.used.update(found)
    rest = [
        m for m in turn.free(clause.first, clause.last, "cue:target", "cue:target_add") if m.first >= found[-1].last
    ]
    for later in rest:
        more = specialty_list(turn, later.last, clause.last)
        if more:
            _set_targets(turn, clause, later, more)
            break
    return True
