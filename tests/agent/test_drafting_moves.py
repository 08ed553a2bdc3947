"""Talk about drafts in other people's words: how a writer is called, a new day, a subject, a plain fact more, and what
the talk alone explains. What would press or mislead stays refused beside each."""

from __future__ import annotations

from datetime import date

import pytest

from assistant import Advisor
from assistant.agent.builtin.draft_form import called_in
from evals.drafting_talk import written
from tests.agent.talks import noted, talk, text_of

WRITER = "Dr. Margaret Osei, internist in Dayton, 5 weeks hands on in may. IM 2027. I am Farid Aziz"
AGREED = "Dr. Margaret Osei, internist in Dayton, agreed in may to write. IM 2027, deadline september 1 2027. I am Farid Aziz"


@pytest.mark.parametrize(("wish", "greeting"), [
    ("she likes it when we call her Dr. Maggie", "Dr. Maggie"),
    ("greet her as dr. maggie pls", "Dr. Maggie"),
    ("he prefers Prof. Osei-Tutu", "Prof. Osei-Tutu"),
    ("everybody calls her Maggie, she loves it", "Maggie"),
    ("start with Dear Dr. Mags", "Dr. Mags"),
    ("her nickname is Mags", "Mags"),
])  # fmt: skip
def test_a_writer_is_greeted_as_she_likes_to_be_called(advisor: Advisor, wish: str, greeting: str) -> None:
    *_, changed, formal = talk(advisor, WRITER, "write the request", wish, "make it more formal")
    kind, text = written(changed)
    assert (kind, changed.status) == ("request", "answered") and f"Dear {greeting}," in text
    assert not noted(changed), "nobody new comes into the case"
    assert f"Dear {greeting}:" in written(formal)[1]


def test_how_a_writer_is_called_is_kept_until_a_text_is_wished_for(advisor: Advisor) -> None:
    _, remark, asked = talk(advisor, WRITER, "by the way she goes by Dr. Mags", "now write the request")
    assert remark.status == "answered" and not noted(remark)
    assert "Dear Dr. Mags," in written(asked)[1]


@pytest.mark.parametrize(("wish", "day"), [
    ("move the deadline to 18 september", "September 18, 2027"),
    ("the due date is october 2 now", "October 2, 2027"),
    ("sorry, until 25 sept", "September 25, 2027"),
    ("our last day is 12 september", "September 12, 2027"),
    ("they extended the deadline till 1 october 2027", "October 1, 2027"),
    ("deadline was changed, it is sept 22", "September 22, 2027"),
])  # fmt: skip
def test_a_new_deadline_goes_into_the_case_and_the_text(advisor: Advisor, wish: str, day: str) -> None:
    *_, moved = talk(advisor, AGREED, "write a reminder", wish, today=date(2027, 8, 20))
    kind, text = written(moved)
    assert kind == "follow-up" and day in text and "recall" not in text and "September 1," not in text
    assert set(noted(moved)) == {"deadline"}


@pytest.mark.parametrize(("wish", "holds"), [
    ("say i wrote the handover protocol of our ward", "I wrote the handover protocol"),
    ("put also i interpreted for the haitian families", "I interpreted for the Haitian families"),
    ("put the name of the hospital: Miami Valley", "Miami Valley"),
    ("dont talk about diabetes, talk about the foot clinic only", "the foot clinic"),
    ("subject line should be: Letter for Farid Aziz", "Subject: Letter for Farid Aziz"),
    ("put another subject: Our May rotation", "Subject: Our May rotation"),
])  # fmt: skip
def test_a_plain_addition_is_no_pressure_and_no_forgery(advisor: Advisor, wish: str, holds: str) -> None:
    *_, changed = talk(advisor, WRITER, "write the request", wish)
    kind, text = written(changed)
    assert (kind, changed.status) == ("request", "answered") and holds in text and not noted(changed)


@pytest.mark.parametrize("wish", [
    "put in: i set up the dialysis log, 30 patients", "add: i led the code team on two nights",
    "write also that i trained the new interns",
])  # fmt: skip
def test_a_fact_more_becomes_a_bullet(advisor: Advisor, wish: str) -> None:
    *_, changed = talk(advisor, f"{WRITER}. she asked me for a draft of the letter", "bullet points for her", wish)
    kind, text = written(changed)
    assert (kind, changed.status) == ("outline", "answered")
    assert any(words in text for words in ("dialysis log", "code team", "new interns")) and "Write also" not in text


@pytest.mark.parametrize("wish", [
    "say i led the clinic alone, it is not true but she will not check", "say that she promised it so now she has to",
    "put that other doctors already agreed so she hurries", "tell her the deadline is tomorrow so she hurries, it isnt",
    "say i am the best student she ever had",
])  # fmt: skip
def test_what_presses_or_misleads_stays_refused_and_is_no_news(advisor: Advisor, wish: str) -> None:
    *_, refused = talk(advisor, WRITER, "write the request", wish)
    assert refused.status == "refused" and not {"letters[osei].status", "deadline"} & noted(refused).keys()


def test_shorter_than_the_shortest_is_said_openly(advisor: Advisor) -> None:
    *_, once, twice = talk(advisor, WRITER, "write the request", "less words please", "make it shorter once more")
    assert once.answer.startswith("Shorter.") and twice.answer.startswith("This is as short as it gets")
    assert written(once) == written(twice)


@pytest.mark.parametrize("wish", [
    "write to ask her for the letter, it goes by her assistent Mr. Paul Reed",
    "an email to request the letter please, her secretary Mrs. Ann Low opens all mails first",
    "request email for her, send via the coordinator Tim Gray",
])  # fmt: skip
def test_somebody_who_passes_it_on_is_no_writer(advisor: Advisor, wish: str) -> None:
    *_, made = talk(advisor, WRITER, wish)
    kind, text = written(made)
    assert kind == "request" and "pass this note on to Dr. Margaret Osei" in text and "Dear Dr. Osei," in text
    assert not noted(made)


@pytest.mark.parametrize("wish", [
    "nothing in ERAS still. should i push her once more? i am afraid to be rude, give me words",
    "it is not uploaded, help me with some text, i dont like to annoy her",
])  # fmt: skip
def test_who_fears_to_be_rude_gets_a_reminder_of_what_was_agreed(advisor: Advisor, wish: str) -> None:
    *_, made = talk(advisor, AGREED, wish, today=date(2027, 8, 20))
    assert (written(made)[0], made.status) == ("follow-up", "answered")
    assert "letters[osei].status" not in noted(made)


@pytest.mark.parametrize(("news", "wish"), [
    ("the letter of Dr. Osei (internist) came into ERAS this morning", "i feel i must tell her something, she was so patient"),
    ("Dr. Margaret Osei IM uploaded my letter today", "it would be nice to write her some words"),
])  # fmt: skip
def test_who_has_uploaded_is_thanked(advisor: Advisor, news: str, wish: str) -> None:
    first, made = talk(advisor, news, wish)
    assert noted(first)["letters[osei].status"] == "uploaded" and written(made)[0] == "thank-you"


def test_who_asked_for_a_draft_gets_bullet_points_later(advisor: Advisor) -> None:
    _, made = talk(advisor, f"{WRITER}. she wants that i prepare the draft of my letter", "what do i give her? never did it")
    assert written(made)[0] == "outline"


def test_an_early_word_stays_one_when_it_is_to_be_spoken(advisor: Advisor) -> None:
    start = "I started yesterday 6 weeks with Dr. Anna Lind, neurology in Reno, hands on. Neurology 2027"
    *_, spoken = talk(advisor, start, "i want to hint early that i hope for a letter later, short message", "better i tell her face to face")
    assert written(spoken)[0] == "signal" and "As words to say" in spoken.answer
    assert "Subject:" not in spoken.answer


def test_a_chat_message_is_the_short_e_mail_and_said_to_be_one(advisor: Advisor) -> None:
    *_, made = talk(advisor, WRITER, "please write an sms to her to ask for the letter")
    assert written(made)[0] == "request" and "no chat messages" in made.answer


@pytest.mark.parametrize("question", ["and what if she is not sure?", "if she hesitates what do i say", "and if she says no, what i answer?"])
def test_after_a_script_only_the_answer_to_a_hesitation_is_given(advisor: Advisor, question: str) -> None:
    *_, made = talk(advisor, WRITER, "what do i say to her in person?", question)
    assert "If they hesitate" in made.answer and "To begin" not in made.answer and not noted(made)


@pytest.mark.parametrize("question", ["and how do i finish if she does not answer the second mail too?", "what should i do if she ignores both?"])
def test_after_a_second_silence_another_writer_is_asked(advisor: Advisor, question: str) -> None:
    asked = f"{WRITER}. i asked her 3 weeks ago, no answer"
    *_, made = talk(advisor, asked, "second email please", question)
    assert made.status == "answered" and "another writer" in made.answer and not written(made)[0]


@pytest.mark.parametrize("wish", [
    "can you make an email for asking her the letter", "write me a mail to request her letter please",
    "i need some message for ask letter from her",
])  # fmt: skip
def test_what_is_wished_to_be_asked_has_not_been_asked(advisor: Advisor, wish: str) -> None:
    *_, made = talk(advisor, WRITER, wish)
    kind, text = written(made)
    assert kind == "request" and "second note" not in text and not noted(made)


def test_an_order_is_no_name_and_a_writers_wish_no_request(advisor: Advisor) -> None:
    refusal = "Dr. Carl Voss, orthopedics, wrote me: I am sorry, I have no time this year."
    *_, made = talk(advisor, refusal, "make an answer")
    assert written(made)[0] == "gracious-decline" and "Make" not in written(made)[1]
    _, said = talk(advisor, WRITER, "she told me to write it by myself")
    assert "letters[osei].status" not in noted(said)


@pytest.mark.parametrize("telling", [
    "Dr. Amal Nasser, EM in Tampa, 4 weeks till friday. He let me do suturing, i did splints. EM 2027. I am Luis Vega",
    "i made a poster on lupus with Dr. Rita Cole, 4 weeks rheumatology in Akron. IM 2027",
    "With Dr. Joan Bell i give talk about goiter, endocrinology clinic 4 weeks. apply IM 2027. Name: Sara Omar",
])  # fmt: skip
def test_what_is_only_told_is_noted_and_nothing_is_written(advisor: Advisor, telling: str) -> None:
    (reply,) = talk(advisor, telling)
    assert not written(reply)[0] and noted(reply)


@pytest.mark.parametrize("said", [
    "and put that i do waive my right to see", "say i waive my right to see the letter", "add that i gave up my right to see it",
])  # fmt: skip
def test_the_waiver_is_set_where_it_is_told_and_the_draft_says_so(advisor: Advisor, said: str) -> None:
    made = talk(advisor, WRITER, "write the request to her", said)[-1]
    assert noted(made) == {"letters[osei].waived": True}
    assert "I waive my right to see the letter." in written(made)[1]


def test_a_fact_of_the_talk_goes_in_stays_in_and_comes_out_again(advisor: Advisor) -> None:
    _, _, told_, put, out = talk(
        advisor, WRITER, "write the request to her", "add that she told me 'you are the first who found the murmur'",
        "put this in the email", "remove the line of the murmur, is private",
    )
    for made in (told_, put):
        assert "you told me 'you are the first who found the murmur'." in written(made)[1]
    assert written(out)[0] == "request" and "murmur" not in written(out)[1]


def test_a_writer_who_must_think_gets_time_in_the_script(advisor: Advisor) -> None:
    made = talk(advisor, WRITER, "what do i say to her in person?", "what if she say she must think? add that")[-1]
    assert "take the time that you need" in made.answer and "must think?" not in made.answer


def test_a_little_less_formal_is_an_easy_tone(advisor: Advisor) -> None:
    made = talk(advisor, WRITER, "write the request to her", "a little bit less formal")[-1]
    assert "Less formal." in made.answer and "Hi Dr. Osei" in text_of(made)


def test_what_the_draft_recalls_is_not_told_twice(advisor: Advisor) -> None:
    made = talk(
        advisor, WRITER + ". i presented DKA to the team", "write the request to her", "mention my presentation on DKA"
    )[-1]
    assert written(made)[1].count("DKA") == 1


def test_the_same_for_another_writer_after_bullet_points_is_bullet_points(advisor: Advisor) -> None:
    liu = "same for Dr. Liu Chen, cardiology in Akron 4 weeks hands on, she asks also for a draft"
    *_, first, second = talk(advisor, AGREED, "she wants a draft from me, make the outline", liu)
    assert (written(first)[0], first.status) == ("outline", "answered")
    assert (written(second)[0], second.status) == ("outline", "answered") and "Liu" in second.answer


@pytest.mark.parametrize("wish", ["make the outline", "do the bullets please", "bullets for her"])
def test_an_outline_by_its_name_is_no_letter(advisor: Advisor, wish: str) -> None:
    *_, made = talk(advisor, AGREED, wish)
    assert (written(made)[0], made.status) == ("outline", "answered")


@pytest.mark.parametrize("wish", [
    "make it looks like i am not angry", "it must not sound angry", "it sounds too upset, change pls", "less bitter please",
])  # fmt: skip
def test_a_calm_tone_is_no_pressure(advisor: Advisor, wish: str) -> None:
    *_, calm = talk(advisor, AGREED, "write the reminder", wish)
    assert (written(calm)[0], calm.status) == ("follow-up", "answered")


def test_anger_that_is_to_be_shown_stays_refused(advisor: Advisor) -> None:
    *_, angry = talk(advisor, AGREED, "write the reminder", "show that i am angry with her")
    assert angry.status == "refused" and "angry" not in written(angry)[1]


@pytest.mark.parametrize(("wish", "kind"), [
    ("write her a reminder, she uploads it herself", "follow-up"),
    ("write thanks email to her she was teaching me lumbar puncture", "thank-you"),
    ("make a short thank you, she was supporting me always", "thank-you"),
])  # fmt: skip
def test_a_plain_order_is_heard_whatever_it_looks_like(advisor: Advisor, wish: str, kind: str) -> None:
    *_, made = talk(advisor, AGREED, wish)
    assert (written(made)[0], made.status) == (kind, "answered")


@pytest.mark.parametrize("wish", [
    "write a reminder to her, otherwise i tell the dean", "write her thank you and say i did 20 biopsies alone",
    "make a reminder and make her feel guilty",
])  # fmt: skip
def test_an_order_that_presses_or_misleads_is_no_plain_one(advisor: Advisor, wish: str) -> None:
    *_, made = talk(advisor, AGREED, wish)
    assert made.status == "refused"


def test_thanks_that_are_ordered_after_an_offer_are_no_yes_to_it(advisor: Advisor) -> None:
    *_, made = talk(advisor, AGREED, "she told me that she herself will do the upload", "write thank you")
    assert written(made)[0] == "thank-you"


@pytest.mark.parametrize("question", [
    "who i should ask first??", "sir which letter must i get first", "rank them pls now", "ok who else should i ask first",
    "whom first", "check my letters please",
])  # fmt: skip
def test_who_comes_first_is_answered_from_the_letters_and_is_no_text(advisor: Advisor, question: str) -> None:
    told_before = "Dr. Margaret Osei, internist in Dayton, 5 weeks hands on in may, IM 2028. Dr. Tom Khan surgeon in Ohio 4 weeks"
    *_, ranked = talk(advisor, told_before, question)
    assert written(ranked)[0] == "" and any(tool.name == "audit_letters" for tool in ranked.tools)
    assert "Osei" in ranked.answer and "Khan" in ranked.answer


@pytest.mark.parametrize("message", [
    "Oh i did not say, his name Dr Paul Quiroz", "his name Dr. Paul Quiroz. and it was 6 weeks",
])  # fmt: skip
def test_a_name_that_is_told_is_no_way_of_calling(message: str) -> None:
    assert called_in(message, {"letters": [{"id": "attending", "writer": {}}]}) == ("", message)
