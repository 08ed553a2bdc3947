"""Questions in broken English whose words say plainly what they ask; and the look-alikes that ask something else."""

from __future__ import annotations

import pytest

from assistant import Advisor
from assistant.agent.builtin.further import NOTHING_TOLD
from assistant.agent.builtin.topics import topic_of


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("the professor still not repling my mails, 1 month now. what to do", "Silence is not yet"),
        ("my preceptor ignores all my texts, he must send lor in august", "Silence is not yet"),
        ("is it ok when my aunt who is pediatrician in Boston writes me a letter", "Better not: ask a physician"),
        ("my wife's uncle is big surgeon, he can give letter, good?", "Better not: ask a physician"),
        ("may the head nurse write a letter for me", "Better not."),
        ("could social worker recommend me", "Better not."),
        ("is lor from a pharmacist ok for IM", "Better not."),
        ("what choose for a good letter, hands on 4 weeks or observership 12 weeks", "As a rule the hands-on one"),
        ("i got offers for two observership, 3 weeks in Yale or 2 months in a clinic, what is better", "For a letter the"),
        ("can I assign 6 letters", "No: at most four"),
        ("our professor retired last year i think he is retired now, can he still write", "Yes: nothing that I hold"),
        ("must my letters have new date", "By no rule that I hold"),
        ("how many pages should a letter be", "The guide sets no length"),
        ("would the dean's letter help", "Only where the dean saw"),
        ("do i need chairman letter in internal medicine", "Not in general"),
        ("what i should give to my writer", "A small packet"),
    ],
)
def test_a_question_in_broken_english_is_answered_at_once(advisor: Advisor, question: str, begins: str) -> None:
    reply = advisor.reply(question, f"common {question}", "2026-12-01")
    assert reply.status == "answered" and reply.answer.startswith(begins)
    assert not any(tool.name == "draft_email" for tool in reply.tools)


@pytest.mark.parametrize(
    "message",
    [
        "write a mail to my attending who is not answering my emails",
        "programs do not answer my emails",
        "my cousin told me that programs want 4 letters, is it true",
        "can my mother's illness stand in the letter",
        "can the nurse write to the doctor to remind",
        "can the secretary upload the letter",
        "how long does the letter take",
        "can i apply to 6 programs",
        "can i send him 2 reminders in 5 weeks",
        "the doctor answered my emails, what now",
        "I did 4 weeks hands on and 3 weeks observership",
        "what should i give as a gift to my attending",
    ],
)
def test_what_only_sounds_alike_is_none_of_these_topics(message: str) -> None:
    found = topic_of(message, NOTHING_TOLD)
    assert found is None or not found.say.startswith(
        ("Silence is not yet", "Better not", "As a rule", "No: at most", "The guide sets", "A small packet")
    )


def test_stays_that_are_only_thought_of_are_no_letters(advisor: Advisor) -> None:
    asked = "I apply to Neurology. 2 months observership in Houston or 5 weeks hands on in Tampa, which is better for lor?"
    reply = advisor.reply(asked, "thought of", "2026-12-01")
    assert reply.answer.startswith("As a rule the hands-on one")
    assert not reply.profile.get("letters") and reply.profile["targets"] == ["neurology"]


def test_stays_that_were_are_letters(advisor: Advisor) -> None:
    told = "I apply to Neurology. I did 5 weeks hands-on with Dr. Amos Field, neurologist in Tampa. Is his letter good?"
    assert len(advisor.reply(told, "that were", "2026-12-01").profile["letters"]) == 1
