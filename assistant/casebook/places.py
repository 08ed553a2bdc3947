"""Whether a place name means a place here, and which country it says."""

from __future__ import annotations

from assistant.casebook.reading import Mention
from assistant.casebook.turn import Turn
from assistant.casebook.writer_name import slug

# Codes of states that are degrees, titles or everyday words too.
_NO_STATES = frozenset({"MD", "PA", "MS", "MA", "ME", "OR", "IN", "HI", "OK", "DE", "ID", "LA", "AL", "CO", "DO", "PT"})


def drop_false_places(turn: Turn) -> None:
    """Take out what only looks like a place: "us" for we, "in" for Indiana, "polish my letter"."""
    message = turn.message
    message.mentions = [m for m in message.mentions if m.group != "country" or _is_place(turn, m)]
    named = [m for m in message.mentions if m.group == "country" and m.value[2] == "famous"]
    message.mentions = [m for m in message.mentions if m.group != "specialty" or not _is_in_name(m, named)]
    message.firsts = [m.first for m in message.mentions]


def _is_place(turn: Turn, mention: Mention) -> bool:
    kind, token = mention.value[2], turn.message.tokens[mention.first]
    before, after = turn.text(mention.first - 1), turn.text(mention.last)
    if kind == "us":
        if token.raw in {"US", "Us"} and not turn.message.shouting:
            return True
        nouns = ("cue:letter", "role", "specialty", "fact:experience.setting", "fact:writer.profession")
        noun = any(True for _ in turn.message.at(mention.last, *nouns))
        alone = len([t for t in turn.message.tokens if t.kind == "word"]) <= 2
        return noun or alone or before in turn.book.lists["before_us"] or after in turn.book.lists["after_us"]
    if kind in {"code", "free_code"}:
        city = any(
            m.last >= mention.first - 1 and (token.raw not in _NO_STATES or m.value[0] in {"US", mention.value[0]})
            for m in turn.message.inside(max(0, mention.first - 5), mention.first, "country")
        )
        comma = mention.first > 0 and turn.message.tokens[mention.first - 1].raw == ","
        if turn.message.shouting or not token.raw.isupper():
            return token.text in turn.book.small_codes
        town = comma and _is_town(turn, mention.first - 2) and token.raw not in _NO_STATES  # "Canton, OH"
        return kind == "free_code" or (city and token.raw not in {"MD", "PA"}) or (city and comma) or town
    if _is_repair(turn, mention) or (token.text == "columbia" and kind == "famous" and before == "from"):
        return False
    if kind == "people" and (_is_language(turn, mention) or after in turn.book.lists["after_american"]):
        return False
    single = mention.last - mention.first == 1
    if before == "the" and after in turn.book.lists["letter_person"]:
        return True  # "drop the lima one"
    agent = any(
        m.last == mention.first and turn.is_agent(m)
        for m in turn.message.inside(max(0, mention.first - 4), mention.first, "specialty")
    )
    if agent and mention.value[0] == turn.draft.get("home_country"):
        return True  # "neurologist kandy"
    if before in {"in", "near"} and token.text not in turn.book.lists["everyday_places"]:
        return True
    return not (single and token.text in turn.book.capital_only and (not token.capital or turn.message.shouting))


def _is_in_name(field: Mention, hospitals: list[Mention]) -> bool:
    """The "surgery" of the Hospital for Special Surgery."""
    return any(m.first < field.first and field.last <= m.last for m in hospitals)


def _is_repair(turn: Turn, place: Mention) -> bool:
    """ "wait mali, soriano is the IM": Tagalog for a mistake, and no country."""
    token, book = turn.message.tokens[place.first], turn.book.lists
    before, after = turn.text(place.first - 1), turn.text(place.last)
    said = before in book["before_repair"] or after in book["behind_repair"]
    return token.text in book["repairs_too"] and token.raw.islower() and said


def _is_town(turn: Turn, at: int) -> bool:
    """A capitalised word that means nothing else and is nobody's name."""
    token = turn.message.tokens[at] if at >= 0 else None
    plain = token is not None and token.kind == "word" and token.capital and not turn.book.alone(token.text)
    return plain and at not in turn.message.blocked and not turn.message.shouting


def _is_language(turn: Turn, mention: Mention) -> bool:
    """ "his English is bad", "speaks Arabic", "the letter is in German": no place."""
    before, after = turn.text(mention.first - 1), turn.text(mention.last)
    if turn.text(mention.last - 1) not in turn.book.lists["languages"]:
        return False
    if before == "in" and turn.text(mention.first - 2) in {"write", "writes", "written", "writing", "wrote", "speak"}:
        return True  # "he cannot write in English"
    if after in {"creole", "and"} and before in turn.book.lists["translating"]:
        return True  # "I translated French and ..."
    if before in turn.book.lists["translating"] or after in turn.book.lists["speakers"] | {"creole"}:
        return True  # "foot education for spanish patients"
    if turn.text(mention.last - 1) == "english" and (
        after in {"is", "was", "not", "isnt", "wasnt"} or _stands_between_signs(turn, mention)
    ):
        return True  # "she can write but english is not good", "sorry, English: my name ..."
    ends = mention.last >= len(turn.message.tokens) or turn.message.tokens[mention.last].kind == "sign"
    return before in turn.book.lists["before_language"] and (ends or after in turn.book.lists["after_language"])


def _stands_between_signs(turn: Turn, mention: Mention) -> bool:
    """Nothing but signs stands beside it, or a word of excuse before: "sorry english", "(English)"."""
    before, after = mention.first - 1, mention.last
    ends = not turn.text(after) or turn.message.tokens[after].kind == "sign"
    opens = before < 0 or turn.message.tokens[before].kind == "sign"
    return ends and (opens or turn.text(before) in turn.book.lists["excuses"])


def country_of(turn: Turn, places: list[Mention]) -> tuple[str | None, tuple[str, ...], list[Mention]]:
    """The country that some places of one person say: (code, open choices, the places that say it).

    "Pakistani cardiologist in Houston" works in Houston; "Atlanta, Georgia" settles Georgia.
    """
    located = [place for place in places if place.value[2] not in {"people", "school"}] or places
    # "Manchester New Hampshire": a city and then its state or country is one place
    located = [
        place
        for place in located
        if place.value[2] != "cities" or not any(_names_region(turn, place, o) for o in located)
    ]
    certain = list(dict.fromkeys(p.value[0] for p in located if not p.value[0].startswith("?")))
    doubtful = [p for p in located if p.value[0].startswith("?")]
    if len(certain) == 1:
        return certain[0], (), [p for p in located if p.value[0] == certain[0]]
    if certain:
        return None, tuple(certain), located
    if doubtful:
        choices = tuple(doubtful[0].value[0][1:].split(","))
        home = turn.draft.get("home_country")
        if home in choices:
            return home, (), doubtful
        known = _told_before(turn, doubtful[0], choices) or turn.book.usual.get(doubtful[0].value[1])
        return (known, (), doubtful) if known else (None, choices, doubtful)
    return None, (), []


def _names_region(turn: Turn, city: Mention, other: Mention) -> bool:
    """The state or country that stands right behind a city: "Manchester New Hampshire", "Canton, OH"."""
    comma = other.first == city.last + 1 and turn.raw(city.last) == "," and other.value[2] in {"states", "code"}
    return comma or (other.first == city.last and other.value[2] in {"states", "names", "code"})


def _told_before(turn: Turn, place: Mention, choices: tuple[str, ...]) -> str | None:
    """ "also in Rochester", after "Rochester, New York": the country that was said with the city before."""
    for earlier in turn.message.inside(0, place.first, "country"):
        if earlier.value[1] != place.value[1]:
            continue
        for beside in turn.message.inside(earlier.last, earlier.last + 3, "country"):
            if beside.value[0] in choices:
                return str(beside.value[0])
    return None


def place_slug(place: Mention) -> str:
    """A place as part of an id: "texas", "us"."""
    code, name, kind = place.value
    text = str(code if kind in {"us", "people"} or name in {"usa", "u.s.", "u.s.a."} else name)
    return slug(text.replace(".", ""))


def country_code(turn: Turn, at: int) -> Mention | None:
    """ "EG": a country's code in capitals that no state of the US has."""
    token = turn.message.tokens[at]
    known = token.raw in turn.book.country_codes and not turn.message.shouting
    known = known and not turn.book.alone(token.text)  # "FM" is no island here
    return Mention("country", (token.raw, token.text, "names"), at, at + 1) if known else None
