"""Questions about the letter itself and its way into the application: answered as asked, beside a writer's name too."""

from __future__ import annotations

import pytest

from assistant import Advisor
from assistant.agent.builtin.parts import Told
from assistant.agent.builtin.topics import topic_of
from tests.agent.talks import talk

CASE = "applying internal medicine 2027. dr greene internist US 6 weeks hands on agreed. dr lowell cardiologist US 8 weeks"


def question_of(message: str, *, of_case: bool = True) -> str:
    found = topic_of(message, Told(names=("Greene", "Lowell")), of_case=of_case)
    return found.question if found else ""


@pytest.mark.parametrize(
    ("topic", "messages"),
    [
        ("upload a letter that the writer sent", (
            "can i scan that one and upload myself?",
            "greene sent me the letter by email as pdf and said i can upload it by myself, fine?",
            "can i use the letter that my doctor gives me open in hand, he emailed me the pdf and told me to send it to "
            "eras myself",
        )),
        ("Who uploads the letter", ("who uploads the letter, him or me?", "greene or me, who puts it to eras")),
        ("on letterhead", (
            "should the letter be on hospital letterhead?", "does greene have to sign with pen",
            "is it true that the letter has to be in letterhead and signed by hand?",
        )),
        ("see whether I waived", ("does the program see if i waived or not?", "can the programs see that i waived")),
        ("How much time should I give", (
            "how much time should i give them to write", "how many weeks should i give greene to write it",
        )),
        ("have not seen for long", (
            "how to ask a doctor i did not talk with for one year",
            "how can i approach greene, we had no contact since 2 years",
        )),
        ("mention a failed exam", (
            "i failed step 1 once. should letter writer mention it or keep silent",
            "should greene mention my failed step 2 or better say nothing",
            "i got step 1 on second try, must greene write about that or better not",
        )),
        ("What makes a letter weak", (
            "what makes a letter weak in the eyes of program director", "what do program directors not like in a letter",
        )),
        ("ERAS hold in all", ("how many letters can i upload in eras in total? not assign, upload",)),
        ("no letter from my home country", (
            "is it ok not to have any home letter?", "is there something wrong if nobody from pakistan writes for me",
        )),
        ("a university hospital", (
            "is greene ok even if he's private practice not academic? some people say it must be from university hospital",
        )),
        ("find it strange", ("how do i even ask somebody i only know for 4 weeks, will she not find it funny",)),
    ],
)  # fmt: skip
def test_a_question_about_the_letter_is_known_with_and_without_letters(topic: str, messages: tuple[str, ...]) -> None:
    for message in messages:
        assert topic in question_of(message) and topic in question_of(message, of_case=False), message


@pytest.mark.parametrize(
    ("message", "topic"),
    [
        ("he said he submitted but ERAS shows nothing, its been 5 weeks", "but it does not show"),
        ("greene said he will write whatever i want, he said me write it myself and he sign it", "wants me to write"),
        ("greene's secretary writes the letters for him", "a secretary or a resident"),
        ("he said tell me where to upload", "Where does my writer upload"),
    ],
)
def test_what_is_only_told_may_ask_all_the_same(message: str, topic: str) -> None:
    assert topic in question_of(message)


@pytest.mark.parametrize(
    "message",
    [
        "how do i get into the portal as my attending and upload the letter myself?",
        "i want to open a gmail in his name so i can upload the letter myself",
        "make it for his secretary",
        "his clinic has no letterhead so i made one, good?",
        "is electronic signature like DocuSign allowed",
        "what gift is ok for greene",
        "who should i send it to first",
        "the fellow whispered that he writes great letters",
        "i translated for the families, mention it",
        "who puts people asleep",
        "how long does it take a doctor to write a recommendation",
        "what makes my letter weak",
        "nobody from the US writes for me, is that a problem",
        "what points do i give greene for the letter?",
    ],
)
def test_look_alikes_are_none_of_these(message: str) -> None:
    mine = ("upload a letter", "on letterhead", "a secretary", "Who uploads", "translate", "How much time",
            "weak?", "home country?", "What do I give", "wants me to write")  # fmt: skip
    assert not any(topic in question_of(message) for topic in mine)


def test_a_question_that_goes_on_keeps_its_answer(advisor: Advisor) -> None:
    told = "greene says he will write whatever i want, even he said me write it myself and he sign it"
    first, then = talk(advisor, CASE, told, "is that ok with dr greene? what should i say to him")[-2:]
    assert all(reply.status == "answered" and "May I send you my CV" in reply.answer for reply in (first, then))


def test_a_letter_that_is_written_already_is_weighed_and_no_wish_for_one(advisor: Advisor) -> None:
    message = "greene already wrote it, i saw it, it is 1 paragraph, says i am punctual and nice. use or not??"
    reply = talk(advisor, CASE, message)[-1]
    assert reply.status == "answered" and "specific examples of your work" in reply.answer
    assert talk(advisor, CASE, "write the letter for greene as if he wrote it")[-1].status == "refused"
