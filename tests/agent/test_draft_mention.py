"""What of a message is mentioned in a draft, and in which words."""

from __future__ import annotations

import pytest

from assistant.agent.builtin.draft_mention import and_also, loosely_mentioned, mentioned, of_oneself, without_named


@pytest.mark.parametrize(("said", "told"), [
    ("mention that i will tell her when i have interviews", "that I will tell you when I have interviews"),
    ("say that i will let him know if i match", "that I will let you know if I match"),
    ("say that she helped me with her patients", "that you helped me with your patients"),
    ("add that she lets me run the code", "that you let me run the code"),
    ("mention he always teaches at the bedside and gives me feedback",
     "that you always teach at the bedside and give me feedback"),
    ("i forgot to say that he praised my notes", "that you praised my notes"),
    ("mention that i also did the discharge summaries", "that I did the discharge summaries"),
    ("add presented DKA at noon conference", "that I presented DKA at noon conference"),
    ("add thank for letting me to do the suture", "thank you for letting me do the suture"),
    ("say thanks to her for teach me ECG", "thank you for teaching me ECG"),
    ("put thank you for his patience", "thank you for your patience"),
    ("add thanks that he taught me", "that you taught me"),
    ("take it out, write instead she lets me lead the family meeting", "that you let me lead the family meeting"),
    ("mention that he praised my notes and that i presented DKA", "that you praised my notes; that I presented DKA"),
    ("maybe mention my poster on asthma?", "my poster on asthma"),
    ("mention the lady with sepsis, she was very sick", "the lady with sepsis, she was very sick"),
])  # fmt: skip
def test_what_is_to_be_mentioned_is_said_to_the_writer(said: str, told: str) -> None:
    assert mentioned(said) == told


@pytest.mark.parametrize(("said", "told"), [
    ("i forgot, he told me 'you are the first student who found the sign'",
     "that you told me 'you are the first student who found the sign'"),
    ("i have also the new fact: i translated for the senegalese family, add it please",
     "that I translated for the Senegalese family"),
    ("one more thing: she taught me lumbar puncture", "that you taught me lumbar puncture"),
])  # fmt: skip
def test_what_leads_up_to_a_mention_is_no_part_of_it(said: str, told: str) -> None:
    assert loosely_mentioned(said) == told


@pytest.mark.parametrize("said", [
    "she ask me to send my things, i dont know what to put in the mail beside the files", "what should i add to it",
    "what if she say she must think? add that", "dont mention the wedding", "mention that he must upload before friday",
])  # fmt: skip
def test_questions_and_orders_to_the_writer_are_no_mention(said: str) -> None:
    assert mentioned(said) is None
    assert loosely_mentioned(said) is None


def test_several_things_are_kept_apart_each_once() -> None:
    both = and_also("my poster on asthma", "that you praised my notes")
    assert both == "my poster on asthma; that you praised my notes"
    assert and_also(both, "that you praised my notes") == both
    assert of_oneself(str(both)) == "my poster on asthma"
    assert without_named(str(both), "the line about the poster") == "that you praised my notes"
