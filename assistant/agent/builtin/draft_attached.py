"""Papers that go along with a cover note beyond those that every packet holds, and how the letter is uploaded.

"Attach CV, transcript, list of cases" adds the last two; "she has to know how to upload" tells of the link.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.agent.builtin.draft_cues import Clauses, raw_pattern
from assistant.agent.builtin.draft_mention import BETWEEN, and_also
from assistant.agent.builtin.draft_wish import EMAIL, Wish
from assistant.agent.builtin.word import fixed

_ATTACHED = ("that I attach ", "that I am attaching ", "that I enclose ")
_TOLD_HOW = frozenset({"packet", "request", "follow-up"})
_LEAST_WORDS = 3  # of an order that stands by itself
_STAYS = frozenset({(), ("again",), ("letter",), ("mention",), ("facts",)})  # changes beside which it is added


def without_how_to_upload(text: str) -> str:
    """ "Dr. Nair needs it as well, but he does not know how to upload": what is ordered, without the reason."""
    rest = raw_pattern("how_to_upload").sub(" ", text).strip(" ,")
    return rest if len(rest.split()) >= _LEAST_WORDS else text


def with_papers(wish: Wish, clauses: Clauses) -> Wish:
    """The cover note with the further papers that are named, and with how to upload where the writer is to know."""
    if wish.tool != EMAIL or wish.declined or wish.asks or wish.changed not in _STAYS or "reply" in wish.options:
        return wish
    mention = str(wish.options.get("mention") or "") or None
    papers = _papers(clauses.raw) if wish.kind == "packet" else None
    if papers and mention:  # the list above has the others
        mention = BETWEEN.join(part for part in mention.split(BETWEEN) if not part.startswith(_ATTACHED)) or None
    told = and_also(mention, papers) if papers else mention
    if wish.kind in _TOLD_HOW and raw_pattern("how_to_upload").search(clauses.raw) and not clauses.asked:
        told = and_also(told, fixed("upload_by_link"))
    if told is None or told == wish.options.get("mention"):
        return wish
    changed = ("mention",) if wish.changed == ("again",) else wish.changed
    return replace(wish, options={**wish.options, "mention": told}, changed=changed)


def _papers(raw: str) -> str | None:
    """ "I attach my transcript and a list of my cases too"; None where none is named."""
    if not raw_pattern("attaches").search(raw) or raw_pattern("paper_not").search(raw):
        return None
    named = dict.fromkeys(_named(found) for found in raw_pattern("further_paper").finditer(raw))
    *first, last = [*named] or [""]
    listed = f"{', '.join(first)} and {last}" if first else last
    return f"I attach {listed} too" if last else None


def _named(found: re.Match[str]) -> str:
    if found["list"]:
        return f"a list of my {found['what'].lower()}"
    paper = found["paper"].lower().replace("usmle", "USMLE").replace("mspe", "MSPE").replace("ecfmg", "ECFMG")
    return f"my {paper}"
