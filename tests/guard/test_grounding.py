"""The guard's public function: each kind of error on both sides, citations, and what states nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.guard import Claim, check_grounding
from assistant.knowledge import load_knowledge

KNOWLEDGE = load_knowledge()
FACTS = sorted(KNOWLEDGE.facts)


def evidence(*ids: str) -> list[dict[str, str]]:
    return [{"id": one, "text": KNOWLEDGE.quote(one)} for one in ids]


def only(text: str, *ids: str) -> Claim:
    claims = check_grounding(text, evidence(*ids))
    assert len(claims) == 1
    return claims[0]


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        ("NUM-2", "Your target is four strong letters in ERAS."),
        ("ROT-4", "Give each rotation a minimum of four weeks, and ideally six to eight, to let faculty make a real assessment."),
        ("TIME-4", "If the letter hasn't been uploaded yet, remind them again a fortnight before the deadline."),
        ("TIME-2", "Give your writers your preferred due date; for the majority of applicants that is the beginning of September."),
        ("WAIVE-3", "Waiving is recommended as the safest option for almost all international graduates."),
        ("WAIVE-2", "If you don't waive, programs tend to trust the letter less."),
        ("WHO-10", "Strong US letters usually carry greater weight than those from home, but home letters remain useful."),
        ("ROT-2", "Wherever feasible, hands-on USCE is preferable to an observership."),
        ("OFF-CAP", "A single program can receive up to four letters through ERAS."),
        ("OFF-CAP", "In the 2027 season, at most four letters can be assigned to one program in ERAS, says the AAMC."),
        ("OFF-PORTAL", "On June 1, 2026 the AAMC Letter Writer Portal took over from the previous one."),
        ("PACK-2", "Hold the packet until the writer confirms, then send it."),
    ],
)
def test_a_faithful_rewording_passes(fact: str, text: str) -> None:
    claim = only(text, fact)
    assert (claim.supported, claim.kind, claim.evidence_ids) == (True, "none", (fact,)), claim.reason


@pytest.mark.parametrize(
    ("fact", "text", "kind"),
    [
        ("NUM-2", "Aim for 6 strong letters in ERAS, all uploaded.", "number"),
        ("ROT-4", "Stay at least 4 days, preferably 6 to 8, so that faculty can truly assess you.", "duration"),
        ("ROT-4", "Stay at most 4 weeks so that faculty can truly assess you.", "duration"),
        ("NUM-3", "Most IMGs should have at most 2 US clinical letters, ideally in the chosen specialty.", "quantifier"),
        ("TIME-2", "For most applicants, the ideal deadline is late September of the application year.", "date"),
        ("OFF-PORTAL", "The AAMC Letter Writer Portal replaced the earlier letter portal on 1 July 2026.", "date"),
        ("OFF-CAP", "In the 2026 season at most four letters can be assigned to one program in ERAS.", "date"),
        ("OFF-CAP", "According to the NRMP, at most four letters can be assigned to one program in ERAS.", "citation"),
        ("OFF-2026-DATES", "You could submit from September 3, 2025, and programs review as of the 17th.", "date"),
        ("WHO-10", "Home-country letters help, but count half as much as strong US letters.", "invented"),
        ("WAIVE-3", "For almost all IMGs, not waiving is the safest choice.", "polarity"),
        ("WAIVE-2", "Programs tend to trust letters less when the applicant has waived that right.", "polarity"),
        ("PACK-9", "Tell writers what to write.", "polarity"),
        ("NUM-1", "All residency programs accept 3 to 4 letters.", "quantifier"),
        ("NUM-2", "Aim for 4 strong letters uploaded to the NRMP.", "name"),
        ("SPEC-1", "For Dermatology, 2 to 3 letters from that specialty are preferred.", "name"),
        ("WHO-1", "First choice: Canadian clinical faculty in your chosen specialty.", "name"),
        ("WHY-14", "A strong letter often weighs more than grades, as 70% of programs say.", "invented"),
        ("TIME-3", "Follow up for the first time 4 to 6 weeks after the deadline.", "order"),
        ("ROT-2", "Prefer pure observerships to hands-on US clinical experience wherever you can.", "order"),
        ("WHO-10", "Home-country letters usually carry more weight than strong US letters.", "order"),
        ("WAIVE-2", "Programs tend to trust letters more when the writer has waived that right.", "role"),
        ("WAIVE-1", "For each letter, ERAS asks whether the writer waives the right to see it.", "role"),
        ("WHY-9", "Strong letters guarantee that an unknown medical school no longer matters.", "overclaim"),
        ("ALIGN-4", "The old surgical letter can still help there.", "condition"),
        ("TIME-4", "Follow up again 2 weeks before the deadline.", "condition"),
        ("NUM-3", "Most IMGs are required to have at least 2 US clinical letters.", "modality"),
        ("NUM-2", "Bring chocolates for the nurses' break room on Fridays.", "unsupported"),
    ],
)
def test_a_single_error_is_stopped(fact: str, text: str, kind: str) -> None:
    claim = only(text, fact)
    assert not claim.supported
    assert claim.reason
    if kind != "unsupported":
        assert claim.kind == kind, claim.reason


@pytest.mark.parametrize(
    "text",
    [
        "Hello and welcome!", "Thank you for telling me.", "Which specialty are you applying to?", "## How many letters",
        "I can draft the request if you like.", "I could not verify that in the guide.", "Here is what the guide says:",
        "Good luck with your application!", "**Next step:**", "Tell me who has supervised you so far.",
    ],
)
def test_what_states_nothing_passes(text: str) -> None:
    assert [(c.supported, c.kind) for c in check_grounding(text, [])] == [(True, "nothing")]


@pytest.mark.parametrize(
    "text",
    [
        "I could not verify that; please check with the program directly.", "That isn't covered in the guide.",
        "The guide does not say anything about visas.", "The guide has no rule on that.", "That must be frustrating.",
        "I understand that this is a stressful time.", "Here's the ranking.", "These are the facts the guide gives:",
        "Share your rotations with me and I will rank the writers.", "Reach out any time.", "Take care!",
        "I'm sorry, but I can only help with letters.", "Happy to help, but I need your specialty first.",
    ],
)  # fmt: skip
def test_a_courtesy_or_an_admission_states_nothing(text: str) -> None:
    assert [(c.supported, c.kind) for c in check_grounding(text, [])] == [(True, "nothing")]


@pytest.mark.parametrize(
    "text",
    [
        "These letters always outweigh grades.", "Above all, avoid US letters.", "It must be written by a department chair.",
        "Here, the third letter must come from a nurse.", "Reach out to them before the rotation begins.",
        "Share your personal statement only once it is final.", "Describe your qualities in general terms.",
        "That does not protect you from weak letters.", "The guide does not recommend asking early.",
        "I understand that the word strong is best avoided.", "Take care to ask in the first week.",
        "I know this is hard, but nurses are the best writers.", "Let me be clear that home letters outweigh US letters.",
        "I could not find that in the guide, but programs accept any letter from anyone.",
    ],
)  # fmt: skip
def test_a_statement_that_opens_like_a_courtesy_is_judged(text: str) -> None:
    assert [(c.supported, c.kind == "nothing") for c in check_grounding(text, [])] == [(False, False)]


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        ("WHY-5", "Directors like to hear about three things: the level of supervision, reliability, and work in US healthcare."),
        ("SPEC-5", "In Neurology, programs prefer at least one letter or two from that specialty."),
        ("FAQ-3", "You can use the same letters for two or more specialties, but it is not ideal."),
    ],
)
def test_a_figure_that_only_counts_is_no_claim_of_its_own(fact: str, text: str) -> None:
    claim = only(text, fact)
    assert claim.kind not in {"number", "invented"}, claim.reason


@pytest.mark.parametrize(
    ("fact", "text", "kind"),
    [
        ("FAQ-1", "Have two strong US clinical letters at a maximum, ideally in the specialty.", "quantifier"),
        ("ROT-6", "Put those rotations first, so that letters are ready for interview season.", "date"),
        ("WHY-2", "Program directors lean on what trusted Asian or Latin American physicians say.", "name"),
        ("NUM-2", "Aim for 4 strong letters uploaded to Dropbox.", "name"),
    ],
)
def test_a_bound_a_season_or_a_region_that_the_source_does_not_give(fact: str, text: str, kind: str) -> None:
    claim = only(text, fact)
    assert (claim.supported, claim.kind) == (False, kind), claim.reason


def test_a_statement_without_evidence_is_unsupported() -> None:
    assert [(c.supported, c.kind) for c in check_grounding("Aim for 4 strong letters.", [])] == [(False, "unsupported")]


@pytest.mark.parametrize("marker", ["[1]", "[NUM-2]", "[num-2]", "(NUM-2)", "[^1]"])
def test_a_marker_that_fits(marker: str) -> None:
    assert only(f"Aim for four strong letters in ERAS {marker}.", "NUM-2", "TIME-3").supported


@pytest.mark.parametrize("marker", ["[2]", "[3]", "[NUM-1]", "(TIME-4)", "[TIME-3]", "[0]"])
def test_a_marker_that_does_not_fit(marker: str) -> None:
    claim = only(f"Aim for four strong letters in ERAS {marker}.", "NUM-2", "TIME-3")
    assert (claim.supported, claim.kind) == (False, "citation")


def test_an_authority_that_the_evidence_does_not_name() -> None:
    text = "According to the AAMC, most IMGs should have at least 2 US clinical letters, ideally in the chosen specialty."
    assert only(text, "NUM-3").kind == "citation"


def test_several_sources_carry_one_sentence_together() -> None:
    text = "Rotate for at least four weeks [1], and ask around week 3 or 4, when the writer can judge you [2]."
    claim = only(text, "ROT-4", "ASK-1")
    assert claim.supported
    assert set(claim.evidence_ids) == {"ROT-4", "ASK-1"}


def test_the_applicants_own_words_are_evidence() -> None:
    told = [{"id": "T1", "text": "I rotated with Dr. Smith for 8 weeks. My deadline is 1 September 2027."}]
    assert all(c.supported for c in check_grounding("Your deadline is September 1, 2027. You rotated with Dr. Smith for eight weeks.", told))
    wrong = check_grounding("Your deadline is October 1, 2027. You rotated with Dr. Jones for eight weeks.", told)
    assert [c.kind for c in wrong] == ["date", "name"]


def test_a_whole_answer_is_judged_sentence_by_sentence() -> None:
    answer = "Good question!\n\n- Aim for **four** strong letters in ERAS. [1]\n- Have at least five US letters [2].\n\nShall I check yours?"
    kinds = [(c.supported, c.kind) for c in check_grounding(answer, evidence("NUM-2", "NUM-3"))]
    assert kinds == [(True, "nothing"), (True, "none"), (False, "number"), (True, "nothing")]


@pytest.mark.parametrize(
    ("fact", "says", "claim"),
    [
        ("WAIVE-3", "For almost all IMGs, not waiving is the safest choice.", "Waiving is the safest choice for nearly every IMG."),
        ("ROT-2", "Prefer pure observerships to hands-on US clinical experience.", "Hands-on US experience beats pure observerships."),
        ("WHO-10", "Home-country letters usually carry more weight than strong US letters.", "Strong US letters usually outweigh home letters."),
        ("NUM-2", "Aim for 6 strong letters in ERAS.", "Aim for four strong letters in ERAS."),
    ],
)
def test_evidence_that_contradicts_the_fact_of_its_id_counts_as_it_stands(fact: str, says: str, claim: str) -> None:
    told = [{"id": fact, "text": says}]
    assert not check_grounding(claim, told)[0].supported
    assert check_grounding(says, told)[0].supported


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        ("NUM-2", "Aim for 4 strong letters."), ("NUM-2", "Four strong letters is your target."),
        ("NUM-3", "Applying in Psychiatry? Get at least two US clinical letters, ideally from that field."),
        ("NUM-4", "A home-country supervisor or a research mentor could write the additional letter or two."),
        ("TIME-4", "Check again at the two-week mark if it isn't uploaded."),
    ],
)
def test_a_terse_or_concrete_truth_passes(fact: str, text: str) -> None:
    assert all(claim.supported for claim in check_grounding(text, evidence(fact)))


@pytest.mark.parametrize("text", ["a" * 3_000_000, "[" * 2_000_000, "Dr. " * 500_000, "not " * 500_000, "1," * 1_000_000, "a\u0301" * 1_000_000])
def test_a_flood_of_text_is_unsupported_and_ends(text: str) -> None:
    claims = check_grounding(text, evidence("NUM-2"))
    assert claims == [] or not claims[-1].supported


def test_sentences_beyond_the_limit_are_not_waved_through() -> None:
    claims = check_grounding("Aim for four strong letters in ERAS.\n" * 2_100, evidence("NUM-2"))
    assert [claim.supported for claim in (claims[0], claims[1_999], claims[2_000])] == [True, True, False]


@pytest.mark.parametrize(
    ("text", "supported"),
    [
        ("Your deadline is 1 September 2027.", True),
        ("Your deadline is 2 October 2027.", False),
        ("Dr. Khan's letter ranks first.", True),
        ("Dr. Lopez's letter ranks first.", False),
        ("You have 3 usable letters.", True),
        ("You have 5 usable letters.", False),
    ],
)
def test_a_tool_result_is_evidence(text: str, supported: bool) -> None:
    result = '{"usable": 3, "deadline": "2027-09-01", "ranking": [{"letter": "Dr. Khan", "rank": 1}, {"letter": "Dr. Smith", "rank": 2}]}'
    assert all(claim.supported for claim in check_grounding(text, [{"id": "T1", "text": result}])) is supported


@given(st.text(max_size=200), st.lists(st.fixed_dictionaries({"id": st.text(max_size=8), "text": st.text(max_size=200)}), max_size=3))
@settings(max_examples=150, deadline=None)
def test_any_text_and_evidence_give_a_result(text: str, sources: list[dict[str, str]]) -> None:
    claims = check_grounding(text, sources)
    assert claims == check_grounding(text, sources)
    assert all(claim.supported == (claim.kind in {"none", "nothing"}) for claim in claims)


@given(st.from_regex(r"[A-Z][a-z]{1,9}( [a-zA-Z0-9%-]{1,9}){0,12}\.", fullmatch=True), st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_sentence_supports_itself(sentence: str, other: str) -> None:
    claims = check_grounding(sentence, [{"id": "a", "text": other}, {"id": "b", "text": sentence}])
    assert all(claim.supported for claim in claims), claims


@given(st.sampled_from(FACTS), st.lists(st.sampled_from(FACTS), max_size=4))
@settings(max_examples=200, deadline=None)
def test_the_evidences_own_sentence_is_supported(fact: str, others: list[str]) -> None:
    ids = list(dict.fromkeys([fact, *others]))
    assert all(claim.supported for claim in check_grounding(KNOWLEDGE.quote(fact), evidence(*ids)))


@given(st.sampled_from([fact for fact in FACTS if any(c.isdigit() for c in KNOWLEDGE.quote(fact))]), st.data())
@settings(max_examples=150, deadline=None)
def test_a_changed_digit_is_never_supported(fact: str, data: st.DataObject) -> None:
    quote = KNOWLEDGE.quote(fact)
    place = data.draw(st.sampled_from([i for i, letter in enumerate(quote) if letter.isdigit()]))
    digit = data.draw(st.sampled_from([d for d in "23456789" if d not in quote]))
    changed = quote[:place] + digit + quote[place + 1 :]
    assert not all(claim.supported for claim in check_grounding(changed, evidence(fact)))
