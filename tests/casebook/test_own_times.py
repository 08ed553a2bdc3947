"""Times of a stay and of other things: months far from the stay, corrected spans, waits, and days for a letter."""

from __future__ import annotations

from typing import Any

import pytest
from conversation import TODAY

from assistant.casebook import understand_case
from assistant.casebook.model import CaseUpdate

FOX = "Dr Fox, IM in Boston, hands on, 4 weeks"


def talk(*messages: str) -> CaseUpdate:
    """The last update of a talk."""
    case: dict[str, Any] = {}
    memory, update = None, None
    for message in messages:
        update = understand_case(message, case, today=TODAY, memory=memory)
        case, memory = dict(update.case), update.memory
    assert update is not None
    return update


def stay(*messages: str) -> str | None:
    """When the stay with Dr. Fox was, as it is remembered."""
    return dict(talk(*messages).memory.get("stays") or {}).get("fox")


def experience(*messages: str) -> dict[str, Any]:
    """What the experience with the first writer is."""
    return dict(talk(*messages).case["letters"][0].get("experience", {}))


@pytest.mark.parametrize(("message", "when"), [
    ("4 weeks externship with dr alan fox in miami in march, internal medicine", "in 2027-03"),
    ("sub-I in anesthesia at Rutgers with Dr Patricia Fox in Sept 2026", "in 2026-09"),
    ("2027 april externship 4 weeks with dr fox in NJ", "in 2027-04"), ("2023 4 weeks observership with dr fox in Texas", "in 2023"),
    ("dr fox (geriatrics, observership 4 wks 2024) in minnesota", "in 2024"), ("dr fox radiology, 10 weeks 2025", "in 2025"),
    ("Dr Fox, US, hands on 4 weeks, ended last month", "ended 2027-05"), ("dr fox hands on US 4w feb 27", "in 2027-02"),
    ("dr fox hands on 3 months, march april may this year", "in 2027-05"), ("4 weeks observership in Texas with dr fox, may", "in 2027-05"),
])  # fmt: skip
def test_when_a_stay_was(message: str, when: str) -> None:
    assert stay(message) == when


@pytest.mark.parametrize("message", [
    "Dr Fox, hands on 4 weeks, she may write", "Dr Fox, hands on 4 weeks, he said yes in march", "Dr Fox 4 weeks hands on, my exam was in april",
    "Dr Fox, observership 2027 application", "Dr Fox 4 weeks hands on, i graduated in 2019",
])  # fmt: skip
def test_the_time_of_something_else(message: str) -> None:
    assert stay(message) is None


@pytest.mark.parametrize(("again", "when"), [
    ("by the way i mistyped, Fox november 2025", "in 2025-11"), ("fox was in november 2025 not 2026", "in 2025-11"),
    ("sorry fox is april not march", "in 2027-04"), ("correct please, Fox was until december 2026", "ended 2026-12"),
])  # fmt: skip
def test_a_month_that_is_put_right_is_said(again: str, when: str) -> None:
    first = f"{FOX} in march 2027"
    assert stay(first, again) == when
    assert [q.text_key for q in talk(first, again).questions] == ["assumed_month"]


def test_what_stands_in_brackets_is_of_the_name_before() -> None:
    told = talk("Dr. Theresa Fox (ob gyn at Detroit, 4 week externship, ended two weeks ago) and Dr. Farid Haddad (ob gyn, 1 week)")
    assert dict(told.memory["stays"]) == {"fox": "about 2027-06-14"}


@pytest.mark.parametrize("wait", [
    "Now 3 weeks passed and no upload", "2 weeks later: no letter yet", "it is 3 weeks now and still nothing uploaded",
    "3 weeks have passed, the portal is empty", "he needs 2 more weeks for the letter",
    "it's 10 days that i asked him, nothing", "i gave him two weeks to think",
])  # fmt: skip
def test_time_that_went_by_is_no_stay(wait: str) -> None:
    update = talk(f"{FOX}, agreed, my deadline is 1 September 2027", wait)
    assert update.case["letters"][0]["experience"]["weeks"] == 4
    assert update.case["deadline"] == "2027-09-01"


@pytest.mark.parametrize("day", [
    "he wants to be finished by August 1, not september", "he will have the letter done before august 10", "so ask him before 31 July",
])  # fmt: skip
def test_a_day_for_the_letter_is_no_end_of_the_stay(day: str) -> None:
    update = talk(f"{FOX}, ended 11 june 2027, agreed", day)
    assert update.case["letters"][0]["experience"]["end"] == "2027-06-11"
    assert "deadline" not in update.case and update.case["letters"][0]["status"] == "agreed"


@pytest.mark.parametrize(("messages", "weeks"), [
    (["research with dr fox 1 year in Houston", "correct: research with fox is 6 month not 1 year"], 26),
    (["research with dr fox 6 months in Houston", "fox was 2 years not 6 months"], 104),
    (["Dr Fox hands on rotation in Boston, 2 weeks gone and 2 more remaining"], 4),
    (["Dr Fox hands on rotation in Boston, 3 weeks are done and one week left"], 4),
    (["1 month at Baylor with dr fox"], 4),
])  # fmt: skip
def test_how_long_it_was(messages: list[str], weeks: int) -> None:
    assert experience(*messages)["weeks"] == weeks


@pytest.mark.parametrize("moved", ["the externship moved to aug 9 - sept 3", "now it is from aug 9 to sept 3"])
def test_a_stay_that_moved_keeps_both_days(moved: str) -> None:
    told = experience("Dr fox externship in orlando, starts aug 2 ends aug 27", moved)
    assert (told["start"], told["end"]) == ("2027-08-09", "2027-09-03")


@pytest.mark.parametrize("message", [
    "dr Fox pakistan my professor, she wrote it in 2022", "2023 4 weeks observership with dr fox in Texas", "Dr Fox was responsible of my training 2015-2018",
])  # fmt: skip
def test_the_year_of_a_letter_is_no_graduation(message: str) -> None:
    assert "graduation_year" not in talk(message).case


@pytest.mark.parametrize("later", [
    "april i was in brazil", "i left him to come US", "for fox in portuguese please", "i translated vietnamese for the family", "i moved to Egypt after",
])  # fmt: skip
def test_ones_own_ways_and_languages_are_no_workplace(later: str) -> None:
    assert talk("Dr Fox, surgeon in Lima, hands on", later).case["letters"][0]["writer"]["country"] == "PE"
    assert "country" not in talk("Dr Fox, surgeon", later).case["letters"][0]["writer"]


@pytest.mark.parametrize("message", [
    "in august I go to Chicago to dr Fox observership", "Dr Fox, i was in Cleveland with him 4 weeks", "Dr Fox, Bethesda, MD, 4 weeks", "dr Fox at Rutgers, sub-I",
])  # fmt: skip
def test_where_one_worked_with_a_writer_is_their_place(message: str) -> None:
    assert talk(message).case["letters"][0]["writer"]["country"] == "US"


def test_days_of_watching_beside_a_research_leave_it_one() -> None:
    told = experience("dermatology research 2 yrs w/ Dr. Leonard Fox. clinically i only shadowed him few days.")
    assert (told["setting"], told["weeks"]) == ("research", 104)


@pytest.mark.parametrize(("home", "country"), [("from gaza", "PS"), ("from pakistan", "PK")])
def test_a_hospital_of_two_countries_is_where_the_home_is(home: str, country: str) -> None:
    assert talk(home, "dr. fox radiologist at shifa").case["letters"][0]["writer"]["country"] == country


@pytest.mark.parametrize(("message", "when"), [
    ("in august I go to Chicago to dr Faisal Fox observership", "in 2027-08"), ("Dr Fox 3 weeks observership in july in Ohio", "in 2027-07"),
    ("dr Fox in Ohio, i will start my elective with him in november", "in 2027-11"), ("Dr Fox, observership in october 2027", "in 2027-10"),
    ("Dr Fox in Ohio, hands on. I apply in september", None), ("Dr Fox, hands on, he is on leave in august", None),
    ("Dr Fox in Ohio, hands on in november", None), ("Dr Fox, hands on, can he upload in august", None),
])  # fmt: skip
def test_the_month_of_a_stay_to_come(message: str, when: str | None) -> None:
    assert stay(message) == when


@pytest.mark.parametrize("news", [
    "already 20 days since she promised, nothing in eras", "she is in Paris until end of july for a congress",
    "she will upload around 15 august she says",
])  # fmt: skip
def test_news_of_a_writer_changes_no_stay(news: str) -> None:
    update = talk(f"{FOX} in march 2027, agreed", news)
    letter = update.case["letters"][0]
    assert (letter["experience"]["weeks"], letter["writer"]["country"]) == (4, "US")
    assert "deadline" not in update.case and update.memory["stays"] == {"fox": "in 2027-03"}


@pytest.mark.parametrize(("message", "year"), [
    ("4 weeks observership with Dr Fox (finishing sept 2027), who should I ask?", None),
    ("4 weeks with Dr Fox, started september 2027, is that good?", None),
    ("Dr Fox, observership. what is missing for september 2027?", 2027),
    ("Dr Fox, observership. what was missing in september 2026?", None),
])  # fmt: skip
def test_the_september_of_a_stay_or_of_the_past_is_no_season(message: str, year: int | None) -> None:
    assert talk(message).case.get("application_year") == year
