"""What is no answer of a writer: one's own "I can't", a word of a text, a talk first, and a day of something else sent."""

from __future__ import annotations

import pytest
from conversation import told_of_lee as told


@pytest.mark.parametrize("message", [
    "now the email to her, tell her politely i can't write it myself", "say in it that i cannot write the letter myself",
    'not "managed" pls say "helped with"', 'she answered "sure lets talk friday in my office"',
    "she replied: ok, come to my office on thursday", "i told her i can't write it myself",
])  # fmt: skip
def test_no_answer_of_the_writer(message: str) -> None:
    assert "status" not in told(message, status="asked")


@pytest.mark.parametrize(("message", "status"), [
    ("she said sorry i can't write it", "declined"), ("Dr. Lee told me she can't write it", "declined"),
    ("she refused", "declined"), ('she answered "sure, i will write it, lets talk friday"', "agreed"),
    ('she answered "yes, gladly"', "agreed"),
])  # fmt: skip
def test_an_answer_of_the_writer(message: str, status: str) -> None:
    assert told(message, status="asked")["status"] == status


@pytest.mark.parametrize("message", [
    "dr lee still has not uploaded and I sent her the ERAS form on 10 may", "nothing uploaded so far, reminder sent june 12",
    "dr lee did not upload yet although i mailed the request form to her on june 3",
])  # fmt: skip
def test_a_form_sent_is_neither_asking_nor_upload(message: str) -> None:
    assert not told(message, status="agreed").keys() & {"status", "asked_on", "uploaded_on"}


@pytest.mark.parametrize(("message", "field", "day"), [
    ("she uploaded it on 10 may", "uploaded_on", "2027-05-10"), ("i asked her on june 3", "asked_on", "2027-06-03"),
    ("Dr Lee uploaded, on june 12", "uploaded_on", "2027-06-12"),
])  # fmt: skip
def test_days_of_news(message: str, field: str, day: str) -> None:
    assert told(message)[field] == day


@pytest.mark.parametrize("message", [
    "they all say observership letters are trash", "my friends told me that externships are better",
])  # fmt: skip
def test_what_people_say_of_letters_is_no_stay(message: str) -> None:
    assert "experience.setting" not in told(message)


def test_a_stay_told_by_the_writer() -> None:
    assert told("dr lee, observership in ohio 4 weeks")["experience.setting"] == "observership"
