"""Families of wishes in talk about drafts, each with sentences of its own: what is added, put right, turned, passed on."""

from __future__ import annotations

from datetime import date

from assistant import Advisor, Reply
from evals.drafting_talk import written


def said(advisor: Advisor, session: str, today: date, *messages: str) -> list[tuple[str, str]]:
    """Kind and text of what each message brought."""
    replies: list[Reply] = [advisor.reply(message, f"families {session}", today) for message in messages]
    return [written(reply) for reply in replies]


def test_one_more_fact_and_a_correction_go_into_the_points(advisor: Advisor) -> None:
    told = said(
        advisor, "points", date(2027, 6, 10),
        "Dr. Olsson, internist in Duluth, 8 weeks hands on. I go IM this year. she wants bullets to write from. "
        "i found an aortic dissection in a man with back pain, and each evening i called the families",
        "another thing. she criticized my slow notes, afterwards i learned templates and finished by noon",
        "please correct: the families i called only twice a week, not each evening",
        "she reads on her phone. shorten it",
    )  # fmt: skip
    assert [kind for kind, _ in told] == ["outline"] * 4
    assert "dissection" in told[0][1] and "slow notes, afterwards" in told[1][1] and "dissection" in told[1][1]
    assert "twice a week" in told[2][1] and "And each evening" not in told[2][1]
    assert "dissection" in told[3][1] and len(told[3][1].split()) < len(told[2][1].split())


def test_good_news_goes_with_the_thanks_to_each_and_what_one_did_only_to_that_one(advisor: Advisor) -> None:
    told = said(
        advisor, "news", date(2028, 3, 21),
        "I matched in psychiatry at a hospital in Tulsa! Prof. Amadi was one of my writers. a thank you to her please",
        "warmer please, and she always stayed late to go over my notes", "the same for Dr. Holm, he wrote too",
    )  # fmt: skip
    assert all(kind == "thank-you" and "Tulsa" in text for kind, text in told)
    assert "you always stayed late" in told[1][1] and "stayed late" not in told[2][1] and "Dr. Holm" in told[2][1]


def test_a_reminder_names_the_day_then_what_can_be_sent_and_a_no_is_answered(advisor: Advisor) -> None:
    told = said(
        advisor, "reminder", date(2027, 8, 20),
        "Dr. Ferreira promised a letter for neurology in may. nothing in ERAS, september 1 is the day i told him. soft reminder pls",
        "put my AAMC ID 13579246 in and say that i can send the packet again",
        'he answered: "Sorry, I am overloaded this month, better ask a colleague." what do i write him?',
    )  # fmt: skip
    assert [kind for kind, _ in told] == ["follow-up", "follow-up", "gracious-decline"]
    assert "September 1" in told[0][1] and "13579246" in told[1][1] and "send the packet again" in told[1][1]


def test_writers_are_known_by_title_and_country_and_a_secretary_is_no_writer(advisor: Advisor) -> None:
    told = said(
        advisor, "writers", date(2027, 5, 10),
        "Internal medicine 2027. Prof. Haddad in Amman was my chief for 3 years. In the US i was 6 weeks with Dr. Lindgren, internist, in Omaha",
        "write to the professor first", "and now the american doctor", "I learned that Mr. Boyd is his secretary, make it for him",
    )  # fmt: skip
    assert [kind for kind, _ in told] == ["", "request", "request", "request"]
    assert "Dear Prof. Haddad" in told[1][1] and "Dear Dr. Lindgren" in told[2][1]
    assert "Hello Mr. Boyd" in told[3][1] and "Dear Dr. Lindgren" in told[3][1]


def test_what_must_be_in_it_and_a_version_that_leaves_room(advisor: Advisor) -> None:
    told = said(
        advisor, "inside", date(2027, 5, 10),
        "Dr. Castro in Tampa, family medicine, 5 weeks hands-on. FM 2027. request mail, the diabetes project must be mentioned",
        "one line about my step 2 failure in it, sober", "a decent version where she can also say no",
    )  # fmt: skip
    assert all(kind == "request" for kind, _ in told)
    assert "diabetes project" in told[0][1] and "Step 2 failure" in told[1][1] and "Step 2 failure" in told[2][1]


def test_the_summary_takes_a_case_and_words_are_said_aloud(advisor: Advisor) -> None:
    packet = said(
        advisor, "packet", date(2027, 7, 1),
        "Dr. Novotny said yes! Pediatrics 2027, 6 weeks on her ward in Cleveland. I need the packet for her",
        "in the summary goes also the boy with Kawasaki disease whom i presented", "now the cover mail to which i attach it",
    )  # fmt: skip
    assert [kind for kind, _ in packet] == ["packet-files", "packet-files", "packet"]
    assert "Kawasaki" in packet[1][1] and "attach" in packet[2][1]
    aloud = said(
        advisor, "aloud", date(2027, 9, 1),
        "dr Egede i meet tomorrow at lunch. 4 weeks neurology with him in Boston, i apply neurology. not a mail, what do i say with my mouth",
    )  # fmt: skip
    assert aloud[0][0] == "script"


def test_a_question_about_another_writer_brings_no_text(advisor: Advisor) -> None:
    told = said(
        advisor, "question", date(2027, 5, 10), "Dr. Wang, 6 weeks hands on, surgery 2027. request please",
        "my colleague Dr. Rossi too, 4 weeks with her. would she be better than him?",
    )  # fmt: skip
    assert [kind for kind, _ in told] == ["request", ""]
