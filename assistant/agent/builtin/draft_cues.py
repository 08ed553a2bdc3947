"""Cues of a wish for a draft, read from drafting.yaml and its sisters drafting_needs, _form, _mention, _mend, _true,
_status, _places, _plain, _apart, _moment, _calm, _office in knowledge/lexicon: a message in clauses, as spelled."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rapidfuzz.distance import OSA

from assistant.patterns import Parts, compile_each, read_parts
from assistant.places import data_root
from assistant.retrieval.normalise import normalise
from assistant.yamlfile import Node, read_yaml

_FILE = Path("knowledge") / "lexicon" / "drafting.yaml"
_SISTERS = (
    "needs", "form", "mention", "mend", "true", "status", "places", "plain", "apart", "moment", "calm", "office",
)  # fmt: skip
_MORE = tuple(Path("knowledge") / "lexicon" / f"drafting_{name}.yaml" for name in _SISTERS)
_CLAUSE = re.compile(r"([.,;:!?\n()\u2013\u2014]+|\s-\s)")
_TITLE = re.compile(r"\b(dr|prof|mr|mrs|ms)\.(?=\s*\w)", re.IGNORECASE)  # its full stop ends no clause
_NOT_PATTERNS = frozenset({"spelling", "well_spelled", "parts", "kinds"})
_RAW = frozenset({
    "mention_start", "mention_end", "not_mentioned", "own_praise", "no_name", "field_before_year", "time_spent",
    "one_role", "year_of_match", "spelled", "note_of_talk", "note_of_feedback", "note_of_case", "joins_notes",
    "letter_for", "no_person", "own_text", "season_words", "field_of_residency", "person_noun", "this_season",
    "due_before", "due_behind", "asked_for_letter", "names_doctor", "good_news", "came_of_it", "summary_start",
    "mention_before", "correct_start", "loose_start", "loose_end", "named_season", "called", "says_calling",
    "subject_given", "orders_mention", "passes_on", "place_given", "as_chat", "not_this", "day_mentioned",
    "of_others", "mention_filler", "no_order", "mention_joins", "mention_bare_deed", "mention_presses",
    "mention_asked", "let_me_to", "thanks_for_verb", "her_alone", "subject_verb", "of_patient", "points_back_in",
    "tells_waiver", "no_waiver", "joined_verb", "month_name", "says_instead", "own_words", "no_deletion",
    "taught_badly", "deed_told_now", "work_without_article", "counted_singly", "is_myself", "only_secretary",
    "goes_through", "told_of_him", "out_quoted", "out_topic", "out_place", "out_bare", "out_end", "out_it",
    "put_back", "should_be", "sentence_wrong", "quoted_wrong", "not_alone", "we_two", "tells_anew", "change_line",
    "write_only", "did_together", "date_wrong", "first_part", "dictated", "told_for_case", "length_said",
    "time_together", "other_time", "worked_hands_on", "worked_in_clinic", "year_together", "corrects_case",
    "someone_else", "of_their_country", "institution", "spoken_language", "a_doctor", "closing_words", "name_told",
    "post_of_another", "change_quoted", "role_then_name", "helper_name", "not_to_put", "out_lacking", "and_not",
    "gives_number", "mention_noise", "patient_of", "to_another", "unfit_mention", "opens_with", "good_wishes",
    "rather_this", "most_sentences", "stays_in", "undoes", "only_this", "taught_how_long", "liked_how", "lone_stage",
    "away_until", "promised_by", "taken_back_next", "taken_back_here", "order_goes_on", "make_known", "first_names",
    "i_call", "subject_dull", "greeting_wrong", "no_mention", "joined_by_sign", "dislikes_place", "not_this_but",
    "says_month", "the_quote", "lacks_things", "told_by_sign", "all_call", "bug_me", "wrote_before", "as_card",
    "no_word", "into_a_message", "need_by", "beside_the_point", "his_form", "his_language", "form_first",
    "told_then_added", "year_not_year", "as_it_was", "swaps_words", "out_and_in", "asked_in_writing", "says_it_suits",
    "answers_that", "by_himself", "gone_for", "opener", "wants_order", "wants_known", "ruled_away", "ruled_behind",
    "further_order", "title_of_nobody", "due_whole", "due_behind_it", "month_end", "own_number", "below_name",
    "below_place", "room_to_refuse", "unclean_mention", "listed_deed", "came_of_deed", "before_points",
    "joined_deeds", "no_work", "point_placed", "behind_point", "fewer", "most_points", "taken_back", "point_denied",
    "counted_work", "contact_below", "form_of_mention", "form_of_all", "trains_there", "opens_list", "list_joins",
    "no_item", "done_by_me", "point_first", "asks_when", "wants_words", "offers_to_sign", "says_no_to_it",
    "only_if_i_come", "accepts_it", "rather_a_call", "when_it_is_in", "thanks_word", "enough_letters", "no_to_writer",
    "left_the_place", "against_a_rule", "that_one_too", "brief_wish", "asks_if", "ends_with", "word_denied",
    "by_hand_copy", "by_hand_files", "by_hand_style", "tells_gap", "two_letters", "greets_hi", "called_so",
    "adds_bullet", "form_of_points", "office_addressed", "office_order", "office_question", "office_direct",
    "office_no_question", "office_reach", "office_meet", "office_papers", "office_told", "office_tells",
    "office_presses", "office_handles", "meet_by_video", "meet_by_phone", "meet_minutes", "meet_when", "is_in_place",
    "hours_apart", "it_works", "works_what", "thanks_for_the_time", "comes_back_to_it", "email_version",
    "told_by_writer", "reply_by", "news_of_no", "sent_anyway", "abbreviation", "asks_order", "told_no_work",
    "mention_order", "tone_is_told", "denied_tone", "orders_something", "drops_a_line", "waiver_signed",
    "off_the_hook", "no_regards", "closes_with", "word_with_reason", "word_then_reason", "put_right_at_once",
    "and_waived", "more_about", "puts_it_right", "attaches", "further_paper", "how_to_upload", "paper_not",
    "deed_behind_order", "begins_later", "begins_then", "then_begins", "of_a_stay", "of_training", "is_to_come",
    "not_begun", "has_begun", "mention_that", "sent_to", "things_out", "she_does", "he_does", "asks_what_else",
    "points_alone", "puts_that",
})  # fmt: skip
LEAST_LETTERS = 6  # of a word whose misspelling by one letter is understood
MOST_CHARACTERS = 4000  # of a message that is read for a draft: nobody asks for one at greater length


class Patterns(Mapping[str, tuple[re.Pattern[str], ...]]):
    """Regular expressions by name, each compiled when it is first asked for: most messages need few of them."""

    def __init__(self, texts: Mapping[str, Node], parts: Parts) -> None:
        self._texts, self._parts = texts, parts
        self._compiled: dict[str, tuple[re.Pattern[str], ...]] = {}

    def __getitem__(self, name: str) -> tuple[re.Pattern[str], ...]:
        """The patterns of a name.

        Raises:
            KnowledgeError: one is no regular expression, or names a part that there is not.
        """
        if name not in self._compiled:
            self._compiled[name] = compile_each(self._texts[name], self._parts, any_case=name in _RAW)
        return self._compiled[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


@dataclass(frozen=True, slots=True)
class _Lexicon:
    patterns: Patterns
    kinds: Patterns
    spelling: dict[str, str]
    phrases: tuple[tuple[re.Pattern[str], str], ...]
    words: tuple[str, ...]
    well_spelled: frozenset[str]


@dataclass(frozen=True, slots=True)
class Clauses:
    """A message for the patterns: its clauses as spelled, and those of them that end with a question mark."""

    raw: str
    texts: tuple[str, ...]
    asked: frozenset[str]

    @property
    def whole(self) -> str:
        """All clauses as one."""
        return " ".join(self.texts)

    def has(self, *names: str) -> bool:
        """Whether any clause holds one of these cues."""
        return any(_any(load_cues().patterns[name], text) for name in names for text in self.texts)

    def whole_has(self, name: str) -> bool:
        """Whether the message as one holds the cue: what is said in several clauses."""
        return _any(load_cues().patterns[name], self.whole)

    def without(self, name: str) -> Clauses:
        """The message without the words of a cue."""
        return Clauses(self.raw, tuple(_cut(load_cues().patterns[name], text) for text in self.texts), self.asked)

    def kinds(self) -> list[str]:
        """The kinds of draft that the message has cues of, in the order of the lexicon; thanks to us are no cue."""
        lexicon = load_cues()
        texts = [text for text in self.texts if not _any(lexicon.patterns["polite_thanks"], text)] or self.texts
        texts = [_cut(lexicon.patterns["offers_to_meet"], text) for text in texts]  # "I can meet by Zoom": no script
        whole = lexicon.patterns["trailing_thanks"][0].sub(r"\1", " ".join(texts))
        return [kind for kind, patterns in lexicon.kinds.items() if _any(patterns, whole)]


@lru_cache(maxsize=256)
def read_clauses(text: str, names: frozenset[str] = frozenset()) -> Clauses:
    """The message in clauses, words spelled as the lexicon does; a bare name of a writer reads as "dr NAME"."""
    raw = text[:MOST_CHARACTERS]
    parts = [*_CLAUSE.split(_TITLE.sub(r"\1 ", raw)), ""]
    spelled = [
        (_titled(_spelled(normalise(part)), names), "?" in end)
        for part, end in zip(parts[::2], parts[1::2], strict=True)
    ]
    return Clauses(
        raw, tuple(text for text, _ in spelled if text), frozenset(text for text, asked in spelled if asked and text)
    )


def clause_has(text: str, *names: str) -> bool:
    """Whether one clause, as spelled, holds one of these cues."""
    return any(_any(load_cues().patterns[name], text) for name in names)


def raw_pattern(name: str) -> re.Pattern[str]:
    """A pattern for the message as it was written."""
    return load_cues().patterns[name][0]


def _any(patterns: Sequence[re.Pattern[str]], text: str) -> bool:
    return any(pattern.search(text) for pattern in patterns)


def _cut(patterns: Sequence[re.Pattern[str]], text: str) -> str:
    for pattern in patterns:
        text = pattern.sub(" ", text)
    return " ".join(text.split())


def _spelled(text: str) -> str:
    lexicon = load_cues()
    for pattern, word in lexicon.phrases:
        text = pattern.sub(word, text)
    return " ".join(map(_word, text.split()))


def _titled(text: str, names: frozenset[str]) -> str:
    words = text.split() if names else []
    for number, word in reversed(list(enumerate(words))):
        before = words[number - 1] if number else ""
        if word.removesuffix("'s") in names and before not in names | {"dr", "professor"}:
            words.insert(number, "dr")
    return " ".join(words) or text


@lru_cache(maxsize=8192)
def _word(word: str) -> str:
    lexicon = load_cues()
    if word in lexicon.spelling:
        return lexicon.spelling[word]
    if len(word) < LEAST_LETTERS or word in lexicon.well_spelled:
        return word
    for right in lexicon.words:  # a word with an ending more is another form, not a misspelling
        if not word.startswith(right) and OSA.distance(word, right, score_cutoff=1) <= 1:
            return right
    return word


@lru_cache(maxsize=1)
def load_cues() -> _Lexicon:
    """The cues of the nine files, loaded once.

    Raises:
        KnowledgeError: a file is missing or no YAML.
    """
    tree, more = read_yaml(data_root() / _FILE), [read_yaml(data_root() / path) for path in _MORE]
    trees = (tree, *more)
    parts = read_parts(*trees)
    spelling, phrases = {}, []
    for right, node in tree["spelling"].items():
        for wrong in node.strings():
            plain = normalise(wrong)
            if " " in plain or "'" in plain:
                phrases.append((re.compile(rf"\b{re.escape(plain)}\b"), right))
            else:
                spelling[plain] = right
    return _Lexicon(
        Patterns({n: node for one in trees for n, node in one.items() if n not in _NOT_PATTERNS}, parts),
        Patterns(dict(tree["kinds"].items()), parts),
        spelling, tuple(phrases),
        tuple(word for word, _ in tree["spelling"].items() if " " not in word and len(word) >= LEAST_LETTERS),
        frozenset(tree["well_spelled"].strings()),
    )  # fmt: skip
