"""The past of the verbs that people tell their work with: "run" is "ran", "carry" is "carried"."""

from __future__ import annotations

_IRREGULAR = {
    "run": "ran", "lead": "led", "see": "saw", "do": "did", "make": "made", "give": "gave", "take": "took",
    "find": "found", "write": "wrote", "hold": "held", "catch": "caught", "teach": "taught", "build": "built",
    "keep": "kept", "bring": "brought", "draw": "drew", "come": "came", "speak": "spoke", "put": "put",
    "tell": "told", "get": "got", "set": "set", "begin": "began", "deal": "dealt", "show": "showed",
    "scrub": "scrubbed", "plan": "planned", "gived": "gave", "writed": "wrote",
}  # fmt: skip
IRREGULAR = frozenset(_IRREGULAR)
VOWELS = "aeiou"


def past_of(verb: str) -> str:
    """ "counsel" is "counseled", "carry" is "carried", "stay" is "stayed"."""
    verb = verb.casefold()
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if verb.endswith("e"):
        return f"{verb}d"
    return f"{verb[:-1]}ied" if verb.endswith("y") and verb[-2:-1] not in VOWELS else f"{verb}ed"
