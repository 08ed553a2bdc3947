"""Harmless wishes that look like pressing, words that a text is not to use, and the applicant's own kind end."""

from __future__ import annotations

import pytest

from assistant import Advisor
from assistant.agent.builtin.draft_cues import raw_pattern
from assistant.agent.builtin.draft_mention import mentioned, of_oneself
from assistant.agent.builtin.draft_signed import own_name_told
from assistant.agent.builtin.retold import as_meant
from tests.agent.talks import talk, text_of

WRITER = "neurology. Dr. Omar Haddad, neurologist, Detroit, 4 weeks hands on in April"
AGREED = f"{WRITER}, he agreed"


@pytest.mark.parametrize(("message", "meant"), [
    ("request for him. I am afraid of he thinks i'm pushy", "request for him"),
    ("write her a request, but i'm worried to look annoying or demanding", "write her a request"),
    ("write him an email, i fear he will think i pressure him", "write him an email"),
    ("say that if he cannot i would understand and ask someone else",
     "mention that i leave an easy way out and have another plan"),
    ("say i understand if she has no time", "mention that i leave an easy way out"),
    ("tell her she can say no without explanation", "mention that i leave an easy way out"),
    ("dont say the word observership", 'leave out "observership"'),
    ('do not use "strong letter"', 'leave out "strong letter"'),
    ("make it half as long", "make it shorter"), ("don't call him dr tom, call him Dr. Reed", "call him Dr. Reed"),
    # Look-alikes stay as they are.
    ("I'm afraid he will forget so pressure him", "I'm afraid he will forget so pressure him"),
    ("say that if he refuses i will tell everyone", "say that if he refuses i will tell everyone"),
    ("say if she does not upload by friday i ask the dean", "say if she does not upload by friday i ask the dean"),
    ('do not say "strong", say "good"', 'do not say "strong", say "good"'),
    ("should i say that if he cannot i understand?", "should i say that if he cannot i understand?"),
])  # fmt: skip
def test_a_harmless_wish_is_heard_as_it_is_meant(message: str, meant: str) -> None:
    assert as_meant(message) == meant


@pytest.mark.parametrize(("first", "message", "reads"), [
    (WRITER, "write him a request, i am scared to sound pushy, say that he can refuse", "or if it does not fit into"),
    (WRITER, "request for him, and say that if he prefers not to i understand and look for someone else",
     "I will fully understand and ask someone else."),
    (AGREED, "reminder for him. say if it's too much for him now i'll ask another attending, no hard feelings",
     "please just tell me; I will understand and ask someone else."),
])  # fmt: skip
def test_room_to_say_no_is_no_pressure(advisor: Advisor, first: str, message: str, reads: str) -> None:
    *_, reply = talk(advisor, first, message)
    assert reply.status == "answered" and reads in text_of(reply)


@pytest.mark.parametrize("message", [
    "make him feel he owes me this letter", "say my visa depends on it and i will lose everything if he refuses",
    "say it is urgent although it is not", "write it so that he cannot refuse",
    "say if he refuses i will report him to the dean",
])  # fmt: skip
def test_pressure_stays_declined(advisor: Advisor, message: str) -> None:
    *_, reply = talk(advisor, WRITER, "request for him", message)
    assert reply.status == "refused"


@pytest.mark.parametrize(("orders", "says", "shows"), [
    (["dont say the word rotation"], "In place of", "my time with you"),
    (["avoid the word strong, it sounds too much"], "I kept", "a strong letter"),
    (["forget it, put it back haha"], "nothing to put back", "a strong letter"),
    (["why did you wrote it like this, take the score out and say instead that i saw 31 patients with him"],
     "mention", "saw 31 patients with you"),
    (["put it back then"], "nothing to put back", "a strong letter"),
    (["leave out my visa status"], 'I find nothing about "my visa status"', "a strong letter"),
    (["don't write anything about my failed attempt"], "I find nothing about", "a strong letter"),
])  # fmt: skip
def test_what_is_not_to_be_said_is_not_said(advisor: Advisor, orders: list[str], says: str, shows: str) -> None:
    *_, reply = talk(advisor, WRITER, "request for him", *orders)
    assert reply.status == "answered" and says in reply.answer and shows in text_of(reply)
    assert "these could go" not in reply.answer and "haha" not in text_of(reply)


@pytest.mark.parametrize(("message", "reads"), [
    ("tell Dr. Haddad thanks but no need anymore, politely", "no need to write one"),
    ("let him know i appreciate but the letter is not necessary anymore", "no need to write one"),
    ("tell him he doesn't have to write it anymore", "no need to write one"),
    ("he doesn't have to write me the letter anymore, tell him nicely", "no need to write one"),
    ("reminder for him, tell him no need to hurry", "I hope to have it in"),
])  # fmt: skip
def test_a_letter_that_is_needed_no_more_is_turned_down_kindly(advisor: Advisor, message: str, reads: str) -> None:
    *_, reply = talk(advisor, AGREED, message)
    assert reads in text_of(reply) and "I attach" not in text_of(reply)


def test_an_order_for_another_text_adds_nothing_to_the_one_that_is_there(advisor: Advisor) -> None:
    *_, reply = talk(advisor, AGREED, "packet mail", "reminder: if he is too busy it's ok, i will find another doctor")
    assert "I will understand and ask someone else" in text_of(reply) and "I attach" not in text_of(reply)


def test_silence_after_a_maybe_calls_for_a_reminder(advisor: Advisor) -> None:
    *_, reply = talk(advisor, WRITER, "request for him", "He said he will think. After 10 days nothing. Please write.")
    assert reply.status == "answered" and "reminder" in reply.answer


@pytest.mark.parametrize(("message", "said"), [
    ("i want to add that i matched... no not yet lol. just add i will tell him the news in march",
     "that I will tell you the news in March"),
    ("add that i passed step 3.. no wait not yet, just say i will write him when results come",
     "that I will write you when results come"),
    ("mention that I was shy back then", "that I was shy back then"),
])  # fmt: skip
def test_what_is_taken_back_is_not_mentioned(message: str, said: str) -> None:
    assert mentioned(as_meant(message)) == said


@pytest.mark.parametrize(("mention", "kept"), [
    ("that I presented the case of the boy with Kawasaki", None), ("the journal club", None),
    ("that I passed Step 3", "that I passed Step 3"), ("that I will be in Ohio", "that I will be in Ohio"),
])  # fmt: skip
def test_what_one_writer_saw_is_no_memory_of_another(mention: str, kept: str | None) -> None:
    assert of_oneself(mention) == kept


@pytest.mark.parametrize(("message", "briefly"), [
    ("make it shorter, like 3 sentences, and give her a way to say no", True), ("in four sentences max, please", True),
    ("only 2 lines, friendly", True), ("mention my poster in two sentences, and make it warmer", False), ("i did only 3 lines, and 2 intubations", False),
])  # fmt: skip
def test_a_number_of_sentences_is_heard_within_a_message(message: str, briefly: bool) -> None:
    assert bool(raw_pattern("brief_wish").search(message)) == briefly


@pytest.mark.parametrize(("message", "reads"), [
    ("i am filipino img, jerome santos, surgery", "i am filipino img. My name is Jerome Santos. surgery"),
    ("maria lopez here, peds", "My name is Maria Lopez. peds"),
    ("im a student, peter novak, attending in Ohio", "im a student, peter novak, attending in Ohio"),
    ("i am an img, internal medicine, 2 letters", "i am an img, internal medicine, 2 letters"),
])  # fmt: skip
def test_an_own_name_is_heard_in_small_letters(message: str, reads: str) -> None:
    assert own_name_told(message, frozenset()) == reads
