"""What is to be said to a writer stands as what it is: a greeting, an apology, free hours, a day for the answer."""

from __future__ import annotations

import pytest

from assistant.agent.builtin.draft_mention import loosely_mentioned, mentioned


@pytest.mark.parametrize(("said", "told"), [
    ("please dont say i am IMG, and say hello to his team from me", "Please give my regards to your team"),
    ("add best regards to his wife and the nurses", "Please give my regards to your wife and the nurses"),
    ("send greetings to her and her family", "I send my best wishes to you and your family"),
    ("say sorry that i was late on first day", "that I am sorry that I was late on the first day"),
    ("apologise for the delay", "that I am sorry for the delay"),
    ("Say tuesday or thursday afternoons", "that I am free on Tuesday or Thursday afternoons"),
    ("say i am free on monday mornings", "that I am free on Monday mornings"),
    ("write it more polite but say i need to know by july 20 so i can ask another person",
     "If you could tell me by July 20, I can plan accordingly"),
    ("say i need an answer till 15 july", "If you could tell me by 15 July, I can plan accordingly"),
    ("tell him i will let him know about match in march", "that I will let you know about the Match in March"),
    ("i want also to say about the little boy with kawasaki, i never forget",
     "that I will never forget the little boy with Kawasaki"),
    ("and i forgot, she let me do 11 intubations under supervision, put that in",
     "that you let me do 11 intubations under your supervision"),
    ("mention somali patients i interpret for", "the Somali patients I interpret for"),
    ("mention the twins delivery we did in the night with dr patel too",
     "the twins delivery we did in the night with Dr. Patel"),
    ("include that my AAMC ID is 15550321 and the rotation coordinator is Jessica Lamb",
     "that the rotation coordinator is Jessica Lamb; that my AAMC ID is 15550321"),
    ("say that i can meet her by zoom any day after 5pm eastern",
     "that I can meet you by Zoom any day after 5pm Eastern"),
])  # fmt: skip
def test_what_is_said_stands_as_what_it_is(said: str, told: str) -> None:
    assert mentioned(said) == told


def test_a_thing_keeps_its_article() -> None:
    assert loosely_mentioned("put the day we visited the shelter") == "the day we visited the shelter"


@pytest.mark.parametrize("said", [
    "he say he does not write letters for observers. what i answer to him",
    "she say she will write it next week. what now",
])
def test_a_writers_news_is_nothing_to_mention(said: str) -> None:
    assert mentioned(said) is None


@pytest.mark.parametrize(("said", "told"), [
    ("mention the night we treated the stabbing", "the night we treated the stabbing"),
    ("mention that the night on call was long", "that the night on call was long"),
    ("tell her i am grateful", "that I am grateful"),
    ("tell him about my march for charity", "my march for charity"),
    ("tell her that she may call me", "that you may call me"),
])  # fmt: skip
def test_what_is_a_memory_or_a_clause_stays_one(said: str, told: str) -> None:
    assert mentioned(said) == told
