"""Talk about drafts: whether a message asks for one, of which kind, or changes the one that was just made."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from assistant.agent.builtin.draft_changes import circumstances, revision_of
from assistant.agent.builtin.draft_cues import Clauses, clause_has, raw_pattern, read_clauses
from assistant.agent.builtin.draft_mention import good_news, mentioned, of_oneself, praises_oneself
from assistant.agent.builtin.draft_need import mends_own, needs_words
from assistant.agent.builtin.draft_wish import DECLINED, EMAIL, NOT_DONE, OUTLINE, PACKET, Wish

NO_MESSAGE = frozenset({"sign_or_alter", "waived_view"})  # where only a message of a named kind is meant for a writer
MOST_WORDS = 12  # of a message that turns one draft into another without asking for a text
BARE_WORDS = 6  # of a message such as "compose an e-mail", which names nothing else
_KEPT = ("shorter", "formal", "warmer")  # of the options, when another kind is made
_LEFT_OUT = "without"  # ... and for another writer, where the same is wished for


def read_wish(
    text: str, last: Wish | None = None, named: str = "", *, refused: str = "", in_guide: bool = False,
    names: frozenset[str] = frozenset(), replaced: bool = False, known: bool = False,
) -> Wish | None:
    """The draft that a message asks for; None where it asks for none.

    Args:
        text: the message.
        last: the draft made shortly before, which the message may change.
        named: id of the letter that the message names, or "".
        refused: what the message as a whole is to be refused for by its meaning, or "".
        in_guide: whether the guide answers the message as a question.
        names: words of the writers' names, in lower case.
        replaced: the writer of the last draft was taken out of the case, and `named` came in.
        known: the case has a writer, be it one without a name.
    """
    clauses = read_clauses(text, names)
    clauses = clauses.without("if_away")
    if clauses.has("said_yes"):  # "said yes by phone" wishes for nothing spoken
        clauses = clauses.without("told_by_phone")
    not_done = _not_done(clauses, refused)
    if not mends_own(clauses) and _asks_for_the_letter(clauses, refused, in_guide, last):
        refused = "sign_or_alter" if clauses.has("signs_for") else refused
        return Wish(OUTLINE, declined=refused if refused in DECLINED else "ghostwrite", letter=named)
    adds = clauses.has("area_named") or (clauses.has("mentions") and not clauses.has("is_email"))
    if last and last.tool == OUTLINE and adds and not clauses.asked:
        return replace(last, letter=named or last.letter, declined="")
    wish = None if _only_adds(clauses, last) else _new(clauses, not_done, in_guide, last, bool(names))
    if refused in NO_MESSAGE and wish and wish.tool == EMAIL and not clauses.kinds():
        wish = None
    if last and (changed := _revised(clauses, last, wish, not_done, named, replaced)):
        return changed
    known = known or bool(names)
    says = not_done and known and not last and any(clause_has(clause, "orders_say") for clause in clauses.texts)
    next_one = last and all(clause_has(c, "lone_name") for c in clauses.texts) and clauses.asked and clauses.texts
    insists = refused in DECLINED and not mends_own(clauses) and not clauses.kinds()
    needs = not insists and needs_words(clauses, known=known, in_guide=in_guide)
    if wish is None and (says or next_one or needs):
        wish = email_for(clauses, not_done)
    if wish is None and last and not_done and last.tool == EMAIL and not clauses.has("question"):
        return replace(last, letter=named or last.letter, declined=not_done, changed=())
    return replace(wish, letter=named) if wish else None


def _only_adds(clauses: Clauses, last: Wish | None) -> bool:
    """ "Remind him of the appendix patient", "say thanks that he taught me": something for the draft that is there."""
    named_text = any(clause_has(c, "some_text") and not clause_has(c, "mentions") for c in clauses.texts)
    return bool(last and last.tool == EMAIL) and not named_text and mentioned(clauses.raw) is not None


def _not_done(clauses: Clauses, refused: str) -> str:
    """What of the message is not done to a writer: something made up, pressure, or praise of oneself."""
    clauses = clauses.without("plain_tone").without("harmless")  # "less begging" is no wish to beg
    found = next((name for name in ("invent", "pressure") if clauses.has(name) or clauses.whole_has(name)), "")
    if not found:
        told = (clause for clause in clauses.texts if clause_has(clause, "mentions", "dictates"))
        found = "praise" if any(praises_oneself(clause) for clause in told) else ""
    return found or (refused if refused in NOT_DONE and clauses.whole_has("leans") else "")


def _asks_for_the_letter(clauses: Clauses, refused: str, in_guide: bool, last: Wish | None) -> bool:
    """The letter itself is to be written, or something signed or changed in its writer's place."""
    if clauses.has("form_told") and not clauses.has("form_by_us", "ghost"):
        return False
    if clauses.has("signs_for") and not _is_message(clauses):
        return True
    if last and last.tool == EMAIL and not clauses.has("the_letter"):
        return False  # "remove the weeks": of the draft
    if refused == "sign_or_alter" and _asks_whether(clauses):
        return False
    if refused == "sign_or_alter" and not _is_message(clauses):
        return clauses.has("in_his_name", "alters", "ghost_loose")
    if in_guide or clauses.whole_has("not_ghost") or _only_asks_the_guide(clauses):
        return False
    plain = [clause for clause in clauses.texts if not clause_has(clause, "question", "is_email", "other_text")]
    if any(clause_has(clause, "ghost") for clause in plain):
        return True
    if clauses.has("in_his_name") and (clauses.has("ghost_loose") or clauses.has("asks_it")):
        return True
    return (
        refused == "ghostwrite" and not _is_message(clauses)
        and any(clause_has(clause, "ghost_loose") and not clause_has(clause, "third_writes") for clause in plain)
    )  # fmt: skip


def _is_message(clauses: Clauses) -> bool:
    """Whether a message to the writer is named, and not only some text."""
    return clauses.has("is_email", "asks_say", "asks_files", "asks_points") or bool(clauses.kinds())


def _new(clauses: Clauses, not_done: str, in_guide: bool, last: Wish | None, known: bool) -> Wish | None:
    """A draft that the message asks for on its own."""
    tool = _tool(clauses, in_guide, not_done, last, known)
    if tool is None or tool != EMAIL:
        return Wish(tool, declined=not_done) if tool else None
    return email_for(clauses, not_done)


def email_for(clauses: Clauses, not_done: str, kind: str = "") -> Wish:
    """The e-mail, or script: of `kind`, else of the one that the message's cues speak of."""
    said, kind = bool(kind), kind or kind_of(clauses, not_done)
    options = circumstances(clauses, kind)
    said = said or bool(clauses.kinds())
    unsaid = not said and (clauses.has("now_agreed") or not clauses.has("asks_letter", "second_request"))
    news = good_news(clauses.raw) if kind == "thank-you" else None
    if not_done in {"", "praise"} and (mention := news or mentioned(clauses.raw)):
        options["mention"] = mention
    stage = stage_in(clauses) if kind == "follow-up" else None
    return Wish(EMAIL, kind, stage, options, declined=not_done, unsaid=unsaid)


def _tool(clauses: Clauses, in_guide: bool, not_done: str, last: Wish | None, known: bool) -> str | None:
    """Which tool makes what the message asks for. Where the guide has an answer, a mere heading asks for none."""
    if last and last.tool == OUTLINE and clauses.has("bare_points"):
        return OUTLINE
    if last and clauses.has("bare_text") and not (_weighs_guide(clauses) or clauses.has("polite_thanks")):
        return EMAIL
    if (clauses.has("other_text") and not clauses.has("is_email", "about_letters")):
        return None
    if last and clauses.has("asked_for_draft") and clauses.has("offered_points") and not clauses.has("is_email"):
        return OUTLINE
    if last and last.tool == OUTLINE and clauses.has("gives_him") and not clauses.has("is_email"):
        return OUTLINE
    if last and last.kind == "packet" and clauses.has("all_as_files") and not clauses.has("mentions"):
        return PACKET
    points = [c for c in clauses.texts if _orders(clauses, c, "asks_points") and not clause_has(c, "note_with_points")]
    if points or _points_in_clauses(clauses):
        return OUTLINE if last or known or clauses.has("about_letters", "asked_for_draft") else None
    if any(_orders(clauses, c, "asks_files") and not clause_has(c, "is_email") for c in clauses.texts):
        return PACKET
    if known and any(clause_has(c, "asks_say") and clause_has(c, "replies") for c in clauses.texts):
        return EMAIL  # "what do I answer?", of a writer who has been spoken of
    bare = clauses.has("is_email") and len(clauses.whole.split()) <= BARE_WORDS
    if not (clauses.has("about_letters") or clauses.kinds() or not_done or bare):
        return None
    known = known and len(clauses.whole.split()) <= MOST_WORDS
    return EMAIL if _asks_in_any(clauses, in_guide, known) else None


def _points_in_clauses(clauses: Clauses) -> bool:
    """Bullet points are named in one clause and ordered in another, or a writer who was asked says that he signs."""
    if clauses.has("asked_for_draft") and clauses.has("in_his_name") and not clauses.has("question", "is_email"):
        return not clauses.asked
    if clauses.has("wants_points") and not (clauses.asked or clauses.has("question")):
        return True
    return clauses.whole_has("asks_points_whole") and not clauses.has("question")


def _asks_in_any(clauses: Clauses, in_guide: bool, known: bool) -> bool:
    """Some clause asks for a text to a writer, or one says "write it" and the others tell what."""
    if any(_orders(clauses, clause, "asks_text", "asks_person") for clause in clauses.texts):
        return True
    if clauses.has("bare_text") and clauses.has("specific") and not _weighs_guide(clauses):
        return True
    if any(_names_freely(clauses, clause) for clause in clauses.texts):
        return True
    told = bool(clauses.kinds()) or clauses.has("some_text") or clauses.whole_has("not_ghost")
    if told and any(_orders(clauses, clause, "asks_it") for clause in clauses.texts):
        return True
    if any(_orders(clauses, c, "asks_it") and clause_has(c, "for_writer") for c in clauses.texts):
        return True
    if in_guide and not (known or clauses.has("specific")):
        return False
    if any(clause_has(c, "asks_say", "asks_wording") and clause_has(c, "specific") for c in clauses.texts):
        return True
    return any(
        _orders(clauses, clause, "names_text", "orders_person") and not (in_guide and clause_has(clause, "weighs"))
        for clause in clauses.texts
    )


def _weighs_guide(clauses: Clauses) -> bool:
    """Whether some clause asks the guide; "how can I tell him ..., an e-mail maybe?" tells what it is for."""
    return any(clause_has(c, "question") and not clause_has(c, "how_to_say", "offers_text") for c in clauses.texts)


def _asks_whether(clauses: Clauses) -> bool:
    """Whether the person asks for leave to do something: "then I upload it myself?"."""
    return any(clause_has(clause, "asks_whether") for clause in clauses.asked)


def _names_freely(clauses: Clauses, clause: str) -> bool:
    """Whether a clause names a text with its reader or purpose, without an order, and neither tells nor weighs it."""
    if not clause_has(clause, "free_text") or clause_has(clause, "text_told", "off_target", "polite_thanks"):
        return False
    if clause_has(clause, "offers_text"):
        return not clause_has(clause.partition("about ")[2], "weighs", "timed")
    if clause_has(clause, "question", "weighs") or (clause in clauses.asked and clause_has(clause, "timed")):
        return False
    return clause_has(clause, "is_email") or not clause_has(clause, "other_text")


def _orders(clauses: Clauses, clause: str, *cues: str) -> bool:
    """Whether a clause orders by one of these cues, and neither asks whether to nor names another text."""
    if not clause_has(clause, *cues) or clause_has(clause, "question", "off_target", "polite_thanks"):
        return False
    if clause in clauses.asked and not clause_has(clause, "orders_us"):
        return False
    return clause_has(clause, "is_email") or not clause_has(clause, "other_text")


def _only_asks_the_guide(clauses: Clauses) -> bool:
    """The message ends in a question about letters, or weighs one thing against another."""
    last = clauses.texts[-1] if clauses.texts else ""
    return last in clauses.asked and (clause_has(last, "question") or not clause_has(last, "orders_us"))


def kind_of(clauses: Clauses, not_done: str = "") -> str:
    """The kind of e-mail or script that the message has the best cues of; a request where it has none."""
    found = clauses.kinds()
    if not_done or clauses.has("reminds"):  # "so that he cannot refuse" speaks of no refusal that has happened
        found = [kind for kind in found if kind != "gracious-decline"]
    if clauses.has("not_in_person") or (clauses.has("is_email") and not clauses.has("spoken")):
        found = [kind for kind in found if kind != "script"]
    unreminded = set() if clauses.has("reminds", "said_yes", "no_answer") else {"follow-up", "packet"}
    if clauses.has("orders_request") and set(found) <= {"signal"} | unreminded:  # "request please, I am interested"
        found = []
    if "thank-you" in found and clauses.has("thanks_him") and not clauses.has("asks_letter"):
        found = [kind for kind in found if kind != "script"]
    if clauses.has("reminds_him") and "follow-up" in found:
        found = ["follow-up"]
    if clauses.has("second_request") and not clauses.has("reminds", "said_yes"):
        found = [kind for kind in found if kind != "follow-up"]
    elif not found and clauses.has("no_answer") and clauses.has("agreed"):
        found = ["follow-up"]
    elif not found and clauses.has("now_agreed"):
        found = ["packet"]
    return found[0] if found else "request"


def stage_in(clauses: Clauses) -> int | None:
    """The stage of a follow-up that the message names."""
    return next((stage for stage in (1, 2, 3) if clauses.has(f"stage_{stage}")), None)


def _next_stage(clauses: Clauses) -> int | None:
    """ "And 3", after a reminder."""
    found = raw_pattern("lone_stage").match(clauses.raw)
    return int(found[1]) if found else None


def _revised(
    clauses: Clauses, last: Wish, wish: Wish | None, not_done: str, named: str,
    replaced: bool,
) -> Wish | None:
    """The last draft as the message changes it; None where it asks for another one, or changes nothing."""
    asking = [c for c in clauses.texts if clause_has(c, "question") and not clause_has(c, "if_not", "says_why")]
    asks_guide = bool(asking) and wish is None
    asks_guide = asks_guide or (_asks_whether(clauses) and wish is None)
    fine = (clause_has(c, "fine", "polite_thanks") and not clause_has(c, "plain_tone", "redo") for c in clauses.texts)
    if asks_guide or all(fine):
        return None
    if wish and (wish.tool != EMAIL or last.tool != EMAIL or not _same(clauses, wish, last)):
        return None
    stage = stage_in(clauses) or (_next_stage(clauses) if last.kind == "follow-up" else None)
    if stage and last.tool == EMAIL:
        return replace(
            last, kind="follow-up", stage=stage, options=kept_style(last), changed=("stage",), declined=not_done
        )  # fmt: skip
    if wish is None and (turned := _turned(clauses, last)):
        return replace(turned, letter=named or last.letter, declined=not_done)
    other = (clauses.has("another", "sends_to") or clauses.whole_has("names_other")) and not only_introduces(clauses)
    switched = named and named != last.letter and (wish is not None or replaced or other)
    held = {name: value for name, value in last.options.items() if not (switched and name == "mention")}
    changed = revision_of(clauses, held, not_done) if last.tool == EMAIL else None
    if changed is None and not switched:
        return replace(last, changed=("letter",)) if named and other and wish is None else None
    options, names = changed or (dict(last.options), ())
    if switched:
        through = ("secretary_name", "secretary_email") if "secretary" in names else ()
        kept = {*_KEPT, *names, *through, *([_LEFT_OUT] if clauses.has("same_as") else ())}
        same = clauses.has("same_as") and "mention" not in kept
        own = of_oneself(str(last.options.get("mention", ""))) if same else None
        options = {name: value for name, value in options.items() if name in kept} | ({"mention": own} if own else {})
    kind = "request" if last.kind == "script" and "secretary" in names else last.kind  # nobody speaks through one
    return replace(
        last, kind=kind, options=options, letter=named or last.letter,
        changed=(*names, *(("letter",) if switched else ())),
        declined=not_done,
    )  # fmt: skip


def only_introduces(clauses: Clauses) -> bool:
    """ "Also Dr. Khan from Lahore, he is my mentor": a writer more, and nothing to be written to him yet."""
    return clauses.has("introduces") and not clauses.has("switches", "sends_to")


def _same(clauses: Clauses, wish: Wish, last: Wish) -> bool:
    """Whether a message that names a text ("make the e-mail shorter") means the one that is there."""
    if wish.kind != last.kind and clauses.kinds():
        return False
    return revision_of(clauses, {}, "") is not None and clauses.has("definite", "mentions")


def _turned(clauses: Clauses, last: Wish) -> Wish | None:
    """"And now the reminder", "I will ask in person": another kind in place of the one that is there."""
    found = clauses.kinds()
    writes = clauses.has("in_writing") and len(clauses.whole.split()) <= MOST_WORDS
    if last.kind == "script" and (clauses.has("bare_text") or writes):  # "the same as e-mail"
        return Wish(EMAIL, "request", None, kept_style(last), changed=("kind",))
    if not found or len(clauses.whole.split()) > MOST_WORDS or clauses.has("mentions", "shorter"):
        return None
    kind = kind_of(clauses)
    if kind == last.kind or (kind == "thank-you" and not clauses.has("another", "wants_thanks")):
        return None
    if kind not in {"script", "thank-you"} and not clauses.has("another"):
        return None
    return Wish(EMAIL, kind, None, kept_style(last), changed=("kind",))


def kept_style(last: Wish) -> dict[str, Any]:
    """The options of a text that hold for another kind, or another writer, too."""
    return {name: value for name, value in last.options.items() if name in _KEPT}
