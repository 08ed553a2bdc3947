"""Names in small letters, lists of people one can ask, unknown people, and words that only look like a specialty."""

from __future__ import annotations

from datetime import date

import pytest
from conversation import case_told as told

TODAY = date(2027, 6, 28)
JOSHI = "dr deepak joshi plastic surgeon in texas"
SLOAN = "dr sloan dermatologist in texas"


def names(*messages: str) -> list[str]:
    return [letter["writer"].get("name", "") for letter in told(*messages).get("letters", [])]


@pytest.mark.parametrize(("message", "expected"), [
    ("second is dr tahira mehmood my professor of medicine in lahore", ["Tahira Mehmood"]),
    ("also ICU 4 weeks with dr. sameer bhatia at same hospital", ["Sameer Bhatia"]),
    ("dr deepak joshi letter is best because US", ["Deepak Joshi"]),
    ("prof lubna qureshi letter i already got", ["Lubna Qureshi"]),
    ("dr jacob mathew patho HOD from kottayam", ["Jacob Mathew"]),
    ("dr luis cordoba cardiologist in lima", ["Luis Cordoba"]),
    ("dr pedro medina, surgeon", ["Pedro Medina"]),
    ("from mexico dr arturo cienfuegos, trauma surgeon", ["Arturo Cienfuegos"]),
    ("dr susan mckinley in ohio", ["Susan McKinley"]),
    ("dr naveed karachi, surgeon", ["Naveed"]),
    ("dr ahmed medina, surgeon", ["Ahmed"]),
    ("prof tariq lahore medicine", ["Tariq"]),
    ("dr sunil pulmo consultant in delhi", ["Sunil"]),
    ("dr mehmood recomended me", ["Mehmood"]),
    ("dr arden walked me through", ["Arden"]),
    ("dr smith thru email said yes", ["Smith"]),
    ("dr emad chief of cardio", ["Emad"]),
])  # fmt: skip
def test_a_surname_in_small_letters_stays(message: str, expected: list[str]) -> None:
    assert names(message) == expected


@pytest.mark.parametrize(("message", "expected"), [
    ("people i can ask: dr. joshi, surgeon in texas, Dr. Helen Cho - research PI at MGH", ["Joshi", "Helen Cho"]),
    ("people who know me are dr alan pierce (cards, ohio) and prof uma devi, medicine", ["Alan Pierce", "Uma Devi"]),
    ("ppl who could write for me: Dr. Lee (IM, Ohio), Dr. Roy (FM, Texas)", ["Lee", "Roy"]),
    ("doctors i worked with - dr lee, IM, ohio; dr roy, FM, texas", ["Lee", "Roy"]),
    ("people say that dr lee is strict", []),
    ("people told me dr lee gives strong letters", []),
])  # fmt: skip
def test_people_one_can_ask_are_a_list(message: str, expected: list[str]) -> None:
    assert names(message) == expected


@pytest.mark.parametrize(("message", "status"), [
    ("o connor said he will give strong letter. Cho said yes also. both i waived", None),
    ("al hassan agreed and he will be strong", None),
    ("Walker already agreed, he will be strong", None),
    ("his secretary said he will write", "agreed"),
    ("yesterday he said he will write", "agreed"),
    ("Today he agreed. He is kind", "agreed"),
])  # fmt: skip
def test_an_unknown_name_gives_nothing_to_the_known_letter(message: str, status: str | None) -> None:
    letter = told(JOSHI, message)["letters"][0]
    assert (letter.get("status"), letter.get("waived")) == (status, None)


def test_a_prefix_apart_is_the_known_name() -> None:
    case = told("dr william o'connor in ohio, dr lee in texas, surgeon", "o connor said he will write")
    assert [letter.get("status") for letter in case["letters"]] == ["agreed", None]


@pytest.mark.parametrize(("message", "targets"), [
    ("im taking the family medicine path", ["family_medicine"]),
    ("i want to go down the psychiatry path", ["psychiatry"]),
    ("i chose psych as my path", ["psychiatry"]),
    ("hey, from delhi. IM then cards fellowship", ["internal_medicine"]),
    ("hey, i want IM and later cardiology fellowship", ["internal_medicine"]),
    ("i apply path, from egypt", ["pathology"]),
    ("apply AP/CP path this year", ["pathology"]),
    ("applying path and IM", ["pathology", "internal_medicine"]),
])  # fmt: skip
def test_a_way_and_a_later_fellowship_are_no_target(message: str, targets: list[str]) -> None:
    assert told(message)["targets"] == targets


@pytest.mark.parametrize(("message", "specialty"), [
    ("Ask Dr Sloan for me by email, she already knows im applying", "dermatology"),
    ("tell her im still interested", "dermatology"),
    ("her letter id is coming", "dermatology"),
    ("i sent my AAMC ID to her", "dermatology"),
    ("sloan is an id doctor", "internal_medicine"),
])  # fmt: skip
def test_im_and_id_are_not_always_fields(message: str, specialty: str) -> None:
    assert told(SLOAN, message)["letters"][0]["writer"]["specialty"] == specialty


@pytest.mark.parametrize("message", [
    "i already sent sloan the mail with wrong name, i wrote Dr. Slaon-Amy. write small apology",
    "in my mail i called her Dr. Sloan-Amy by mistake",
])
def test_a_slip_in_a_sent_mail_renames_nobody(message: str) -> None:
    assert names(SLOAN, message) == ["Sloan"]


def test_a_wrong_name_is_still_put_right() -> None:
    assert names("dr liu in texas", "sorry wrong name, it is Dr. Liang") == ["Liang"]


@pytest.mark.parametrize(("messages", "path", "value"), [
    ((SLOAN, "he says i must draft it"), "notes", None),
    ((SLOAN, "she says i am her best student"), "notes", {"feedback": ["she says i am her best student"]}),
    ((SLOAN, "she waived? or i waived, who waives?"), "waived", None),
    ((SLOAN, "i waived"), "waived", True),
])  # fmt: skip
def test_what_is_asked_or_left_to_me_is_no_fact(messages: tuple[str, ...], path: str, value: object) -> None:
    assert told(*messages)["letters"][0].get(path) == value


def test_somebody_elses_boss_gives_nothing_to_the_known_letter() -> None:
    asked = "should i drop sloan? a friend of me offers to ask his boss dr harold stein but i never worked with him"
    letters = told(f"{SLOAN}, 3 week observership", asked)["letters"]
    assert letters[0]["experience"]["setting"] == "observership"


@pytest.mark.parametrize("message", [
    "hi from brazil, i have doing research in NYC", "im brazilian, doing research in boston now, applying derm",
])  # fmt: skip
def test_own_research_is_no_letter(message: str) -> None:
    assert names(message) == []


def test_one_letter_whose_writer_is_named_next_is_one() -> None:
    assert names("psychiatry. only one US letter. Dr Helen Moritz, psychiatrist in new jersey") == ["Helen Moritz"]


def test_a_residency_chief_directs_no_program() -> None:
    writer = told("dr nancy whitfield my residency chief 2019-2022")["letters"][0]["writer"]
    assert writer.get("leadership") != "program_director"
