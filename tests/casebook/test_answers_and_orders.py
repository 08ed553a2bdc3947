"""What an order or an answer reaches: one value and not the letter, this question and not the next message."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assistant.casebook import understand_case

TODAY = date(2027, 6, 28)
TWO = (
    "Dr. Whitaker, internist in Boston, hands-on, from April 5 2027 to May 9 2027, 5 weeks, assistant professor,"
    " letter uploaded. Dr. Mehmood is a cardiologist in Karachi, not asked"
)


def told(*texts: str, asked: str | None = None) -> dict[str, Any]:
    """The case after some messages; `asked` is the question before the last of them."""
    case: dict[str, Any] = {}
    memory: dict[str, Any] = {}
    for number, text in enumerate(texts, start=1):
        question = asked if number == len(texts) else None
        update = understand_case(text, case, today=TODAY, asked=question, memory=memory)
        case, memory = dict(update.case), dict(update.memory)
    return case


def letters(*texts: str, asked: str | None = None) -> dict[str, dict[str, Any]]:
    """The letters by id, each with its values by their paths."""
    found = {}
    for letter in told(*texts, asked=asked).get("letters") or []:
        flat = {key: value for key, value in letter.items() if not isinstance(value, dict)}
        for part in ("writer", "experience"):
            flat.update({f"{part}.{key}": value for key, value in letter.get(part, {}).items()})
        found[str(letter["id"])] = flat
    return found


@pytest.mark.parametrize(
    ("order", "gone"),
    [
        ("forget the date of Whitaker", {"experience.start", "experience.end"}),
        ("take away the end date of Whitaker", {"experience.end"}),
        ("Remove Whitaker's title", {"writer.academic_title"}),
        ("please drop the weeks for Dr. Whitaker", {"experience.weeks"}),
        ("take out Whitaker's country", {"writer.country"}),
    ],
)
def test_a_value_that_is_taken_out_leaves_the_letter(order: str, gone: set[str]) -> None:
    before, after = letters(TWO), letters(TWO, order)
    assert after["mehmood"] == before["mehmood"]
    assert set(before["whitaker"]) - set(after["whitaker"]) == gone


def test_a_date_that_is_replaced() -> None:
    whitaker = letters(TWO, "drop Whitaker's date, it was until May 16")["whitaker"]
    assert (whitaker["experience.start"], whitaker["experience.end"]) == ("2027-04-05", "2027-05-16")


@pytest.mark.parametrize("order", ["drop Whitaker", "drop Whitaker, his dates are wrong", "delete Whitaker and his weeks"])
def test_a_letter_that_is_taken_out(order: str) -> None:
    assert set(letters(TWO, order)) == {"mehmood"}


@pytest.mark.parametrize("text", ["dont drop Mehmood", "I never told you to delete Mehmood", "I forget the date of Mehmood"])
def test_what_is_no_order_takes_nothing_out(text: str) -> None:
    assert letters(TWO, text) == letters(TWO)


@pytest.mark.parametrize("text", ["I did not say to remove Whitaker!!", "put Whitaker back", "undo pls"])
def test_a_letter_comes_back_as_it_was(text: str) -> None:
    assert letters(TWO, "drop Whitaker", text) == letters(TWO)


def test_only_who_is_named_comes_back() -> None:
    assert set(letters(TWO, "drop Whitaker and Mehmood", "put Mehmood back")) == {"mehmood"}
    assert set(letters(TWO, "drop Whitaker", "Mehmood took his promise back.")) == {"mehmood"}


RAO = "Dr. Rao, cardiologist in Houston, agreed"


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("experience.weeks", "ok again which four"),
        ("waived", "ok again which four"),
        ("waived", "ok show me the list"),
        ("waived", "no, it started this june, 2027"),
        ("waived", "No, he is from Dallas"),
    ],
)
def test_what_is_no_answer_answers_nothing(asked: str, text: str) -> None:
    assert letters(RAO, text, asked=f"letters[rao].{asked}") == letters(RAO)


@pytest.mark.parametrize(
    ("asked", "text", "value"),
    [
        ("experience.weeks", "it was four, i think", 4),
        ("waived", "ok", True),
        ("waived", "no, I can see it", False),
        ("waived", "no, not yet", False),
    ],
)
def test_what_is_an_answer(asked: str, text: str, value: object) -> None:
    assert letters(RAO, text, asked=f"letters[rao].{asked}")["rao"][asked] == value


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("My rotation is now, start 7 of june, 4 weeks", "2027-06-07"),
        ("currently rotating with her, start june 1", "2027-06-01"),
        ("now I wait, the rotation start 7 of july, 4 weeks", "2027-07-07"),
        ("it will start 7 of june", "2028-06-07"),
    ],
)
def test_a_stay_that_is_under_way(text: str, start: str) -> None:
    assert letters(f"Dr. Velasco, internist in Miami. {text}")["velasco"]["experience.start"] == start


@pytest.mark.parametrize(
    ("texts", "home"),
    [
        (("soy de Colombia, sorry, in english.",), "CO"),
        (("I am from Nepal, applying IM", "No US experience at all. what's missing"), "NP"),
        (("I am from Nepal, applying IM", "no, Colombia"), "CO"),
    ],
)
def test_a_language_and_experience_are_no_home(texts: tuple[str, ...], home: str) -> None:
    assert told(*texts)["home_country"] == home


def test_a_length_of_somebody_new_is_not_of_one_told_before() -> None:
    held = letters(
        "Dr. Gurung internal medicine, kathmandu, asked",
        "a hospital in queens offered me a 4 week externship in august with a dr Feinberg",
    )
    assert held["feinberg"]["experience.weeks"] == 4
    assert "experience.weeks" not in held["gurung"]


def test_an_offer_that_was_not_taken_up_is_no_upload() -> None:
    lee = "Dr. Amara Lee is an internist in Dallas. "
    offered = letters(lee + "She has offered to write, though I have not yet taken her up on it.")["lee"]
    assert offered["attitude"] == "supportive"
    assert "status" not in offered
    assert letters(lee + "Her letter is up on ERAS.")["lee"]["status"] == "uploaded"


LEE = "Dr. Lee, internist in Houston, asked"


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("I signed that I will not see it", "waived", True),
        ("signed the form that i cant see the letter", "waived", True),
        ("I did not sign the waiver", "waived", False),
        ("She did not decide", "attitude", "hesitant"),
        ("She did not decide the date.", "attitude", None),
        ("Nigeria is home; I trained there", "writer.country", "US"),
        ("Medical school at Lagos", "writer.country", "US"),
    ],
)
def test_what_is_told_of_the_one_writer(text: str, field: str, value: object) -> None:
    assert letters(LEE, text)["lee"].get(field) == value


def test_where_is_home() -> None:
    assert told(LEE, "Nigeria is home; I trained there")["home_country"] == "NG"
    assert "home_country" not in told(LEE, "Houston is home for him.")


def test_the_mayor_who_would_write_is_not_the_cardiologist() -> None:
    saab = letters("dr saab is a cardiologist in michigan. the mayor of our town would write me also")["saab"]
    assert (saab["writer.profession"], saab.get("status")) == ("physician", None)
