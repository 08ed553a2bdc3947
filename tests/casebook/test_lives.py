"""Where the applicant is now tells where the writers met there work; hospitals and lead-ins tell it too."""

from __future__ import annotations

from typing import Any

import pytest
from conversation import case_after


def writers(*messages: str) -> list[dict[str, Any]]:
    """The writers once all messages were told."""
    return [letter["writer"] for letter in case_after(list(messages))["letters"]]


@pytest.mark.parametrize(("messages", "country"), [
    (["i moved to saudi arabia. working in riyadh as gp", "my supervisor here dr Saud Al Qahtani (emergency consultant) for 14 months"], "SA"),
    (["doing MRCP in uk. my consultant dr. Helen Wright, acute medicine, supervise me 2 yrs"], "GB"),
    (["now in michigan. applying neurology", "and volunteering in free clinic with Dr Ali Hussein family doctor"], "US"),
    (["afghan doctor, live in sacramento", "i work as medical assistant in the clinic of Dr Patricia Nguyen"], "US"),
    (["from egypt, living in new york now", "my boss Dr Ali Hassan internist, worked with him 3 years"], None),
    (["from egypt, living in new york now", "at home i work with Dr Ali Hassan internist"], "EG"),
    (["i want to be working in texas", "i have Dr Rao internist, i work with him"], None),
    (["i live in Berlin", "Dr Kim internist, 4 weeks hands on"], None),
    (["i have Prof Obinna Eze, peds UNTH"], "NG"), (["Dr Perez, peds, Philippine General"], "PH"), (["Dr Das, medicine, DMCH"], "BD"),
    (["dr Farid Noori afghan psychiatrist in fremont"], "US"), (["clinical attachment at Howard with dr Marcus Williams"], "US"),
    (["i've Dr Paul Jensen internist san jose 4 weeks"], "US"), (["from costa rica", "Dr Paul Jensen internist san jose"], "CR"),
    (["hi from delhi. all my home letters are from surgeons: Dr Malhotra and Dr Sunita Rao"], "IN"),
])  # fmt: skip
def test_the_country_of_a_writer(messages: list[str], country: str | None) -> None:
    assert writers(*messages)[-1].get("country") == country


@pytest.mark.parametrize(("message", "specialty"), [
    ("Dr Bello Musa, consultant physician, Zaria", "internal_medicine"), ("Dr Lee, consultant physician in Ohio", None),
    ("Dr Bello, consultant family physician, Zaria", "family_medicine"), ("Dr Amy Liu gen med at yale", "internal_medicine"),
    ("IM 2027 from india. Dr Rao IM attending chicago hands on 6 weeks", "internal_medicine"),
])  # fmt: skip
def test_the_specialty_of_a_writer(message: str, specialty: str | None) -> None:
    assert writers(message)[0].get("specialty") == specialty


@pytest.mark.parametrize(("lead", "told"), [
    ("I did observership 4 weeks each at two places:", {"setting": "observership", "weeks": 4}),
    ("both were hands on 4 weeks:", {"setting": "hands_on", "weeks": 4}),
    ("i did hands on 4 weeks and each day i learned.", {}),
])  # fmt: skip
def test_what_a_lead_in_tells_of_each(lead: str, told: dict[str, Any]) -> None:
    letters = case_after([f"{lead} Dr. Karen Wolfe, IM, Houston and Dr. Peter Novak, IM, Cleveland"])["letters"]
    assert letters[1].get("experience", {}) == told
