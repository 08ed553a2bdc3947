"""Drafts in the conversation: made from the case, and changed in later turns."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from assistant import Advisor
from assistant.domain import parse_applicant
from assistant.drafting import Draft, DraftOptions, check_draft
from tests.agent.drafted import CASE, KHAN, SMITH, TODAY, made, talk


def test_the_message_of_the_issue_becomes_a_draft_with_announced_blanks(advisor: Advisor) -> None:
    text = "write me email to my attending he may forget me, i finish 5 month ago"
    (reply,) = talk(advisor, "no case", text)
    draft = made(reply)
    assert reply.status == "answered" and draft["kind"] == "request"
    assert "It has been a while since" in draft["body"] and "strong letter" in draft["body"]
    assert draft["body"] in reply.answer
    for blank in draft["blanks"]:
        assert "Tell me what is missing" in reply.answer and blank["marker"] in reply.answer
    assert draft["body"].count("____") == len(draft["blanks"])
    assert not re.search(r"\d", draft["body"])


def test_revisions_add_up_and_keep_every_d_fact(advisor: Advisor) -> None:
    replies = talk(
        advisor, "revisions", "write request to prof khan", "shorter", "more formal", "mention my presentation on DKA",
        "it's for the chair's secretary", case=CASE,
    )  # fmt: skip
    wanted = {"shorter": True, "formal": True, "mention": "my presentation on DKA", "secretary": True}
    given = {name: value for name, value in made(replies[-1])["args"].items() if name in wanted}
    assert given == wanted
    for reply in replies:
        result = made(reply)
        options = {n: v for n, v in result["args"].items() if n not in {"kind", "letter", "stage"}}
        draft = Draft(
            **{name: result[name] for name in ("kind", "stage", "to", "subject", "body")}, notes=(), facts=(),
            blanks=tuple(_blank(item["field"]) for item in result["blanks"]),
        )  # fmt: skip
        faults = check_draft(draft, parse_applicant(CASE), "khan", TODAY, options=DraftOptions(**options))
        assert faults == (), reply.answer
    assert "my presentation on DKA" in replies[-1].answer and "pass this note on to Prof. Imran Khan" in replies[-1].answer


def _blank(field: str) -> Any:
    from assistant.drafting import Blank

    return Blank(field, "")


def test_stage_letter_and_kind_can_change_later(advisor: Advisor) -> None:
    replies = talk(
        advisor, "changes", "remind dr smith about my letter", "make it stage 2", "now the final reminder",
        "for prof khan instead", "i will ask in person, give me what to say", case=CASE,
    )  # fmt: skip
    got = [(made(r)["args"].get("letter"), made(r)["kind"], made(r)["stage"]) for r in replies]
    assert got == [
        ("smith", "follow-up", 1), ("smith", "follow-up", 2), ("smith", "follow-up", 3), ("khan", "follow-up", 3),
        ("khan", "script", None),
    ]  # fmt: skip


def test_what_was_missing_is_put_in_when_it_is_told(advisor: Advisor) -> None:
    replies = talk(advisor, "told", "draft a request email to my attending", "his name is Dr. John Smith", "i apply for pediatrics in 2027")
    assert "Dear Dr. Smith," in made(replies[1])["body"]
    assert "Pediatrics in 2027" in made(replies[2])["body"] and replies[2].profile["targets"] == ["pediatrics"]


def test_the_letter_is_chosen_where_it_is_plain_and_asked_for_where_not(advisor: Advisor) -> None:
    both = {**CASE, "letters": [{**SMITH, "status": "idea"}, KHAN]}
    asked, answered = talk(advisor, "which", "write email asking for a letter", "the cardiologist", case=both)
    assert asked.status == "clarify" and "Dr. John Smith or Prof. Imran Khan?" in asked.answer and asked.tools == ()
    assert made(answered)["args"]["letter"] == "smith" and answered.status == "answered"
    (plain,) = talk(advisor, "plain", "write a reminder", case=CASE)
    assert made(plain)["args"]["letter"] == "smith"  # the only one who was asked


def test_a_writer_who_declined_gets_the_gracious_reply_only(advisor: Advisor) -> None:
    case = {**CASE, "letters": [{**SMITH, "status": "declined"}, {**KHAN, "status": "uploaded"}]}
    declined, uploaded = talk(advisor, "closed", "write a request to dr smith", "write a reminder to prof khan", case=case)
    assert made(declined)["kind"] == "gracious-decline" and made(uploaded)["kind"] == "thank-you"


def test_the_packet_names_its_files_and_what_is_missing(advisor: Advisor) -> None:
    (reply,) = talk(advisor, "packet", "make the letter packet for dr smith", case=CASE)
    packet = made(reply, "build_packet")
    assert all(file["name"] in reply.answer for file in packet["files"]) and "your CV" in reply.answer


@pytest.mark.parametrize("name", ["``` x", "Ann {{ 7*7 }}", "**B**", "<script>x</script>", "محمد"])
def test_a_hostile_name_stays_inside_the_copied_text(advisor: Advisor, name: str) -> None:
    case = {**CASE, "letters": [{**SMITH, "writer": {"name": name}, "status": "idea"}]}
    (reply,) = talk(advisor, f"hostile {name}", "write a request email", case=case)
    body = made(reply)["body"]
    fence = re.search(r"^(`{3,})text\n", reply.answer, re.MULTILINE)
    assert reply.status == "answered" and fence and fence[1] not in body and "{{" not in body


@pytest.mark.parametrize(
    ("message", "letter", "greeting"),
    [
        ("write to dr osei for a letter", "osei", "Dear Dr. Osei,"), ("request for Professor Okeke please", "okeke", "Dear Prof. Okeke,"),
        ("email my program director to ask for a letter", "director", "Dear ____,"),
    ],
)  # fmt: skip
def test_a_writer_who_is_not_in_the_case_is_never_another_one(
    advisor: Advisor, message: str, letter: str, greeting: str
) -> None:
    (reply,) = talk(advisor, f"stranger {message}", message, case=CASE)
    draft = made(reply)
    assert draft["args"]["letter"] == letter and greeting in draft["body"]
    assert any(item["id"] == letter for item in reply.profile["letters"])
    assert not re.search("Smith|Khan", draft["body"])


def test_another_doctor_instead_gets_the_draft_and_nothing_of_the_first(advisor: Advisor) -> None:
    replies = talk(
        advisor, "instead", "request for prof khan, mention my poster on asthma", "actually send it to Dr. Mbeki",
        "no i meant the thank you", "back to the request", case=CASE,
    )  # fmt: skip
    got = [(made(r)["args"]["letter"], made(r)["kind"]) for r in replies]
    assert got == [("khan", "request"), ("mbeki", "request"), ("mbeki", "thank-you"), ("mbeki", "request")]
    assert "Dear Dr. Mbeki," in made(replies[1])["body"] and "asthma" not in made(replies[1])["body"]


@pytest.mark.parametrize(
    ("message", "args"),
    [
        ("can it be shorter?", {"shorter": True}), ("too wordy", {"shorter": True}), ("maybe warmer?", {"warmer": True}),
        ("could you say also that i am thankful for the bedside teaching",
         {"mention": "that I am thankful for the bedside teaching"}),
        ("ok. mention i helped with 20 intubations", {"mention": "that I helped with 20 intubations"}),
        ("can it go to his secretary Mrs Diaz, diaz@example.org",
         {"secretary": True, "secretary_name": "Mrs Diaz", "secretary_email": "diaz@example.org"}),
        ("sound less begging", {}), ("ok but more confident", {}), ("dont say that we worked close", {"without": ["we worked close"]}),
    ],
)  # fmt: skip
def test_wishes_of_every_form_change_the_draft(advisor: Advisor, message: str, args: dict[str, Any]) -> None:
    _, reply = talk(advisor, f"wish {message}", "email for prof khan pls, for a letter", message, case=CASE)
    draft = made(reply)
    assert reply.status == "answered" and draft["args"] == {"kind": "request", "letter": "khan", **args}
    assert draft["to"] == args.get("secretary_email")
    assert ("I hope you are well." in draft["body"]) == ("warmer" in args)


@pytest.mark.parametrize("message", ["change the deadline to august 15", "use 15 august", "ask to have it before 15 august"])
def test_a_day_told_for_the_draft_stands_in_it(advisor: Advisor, message: str) -> None:
    _, reply = talk(advisor, f"day {message}", "request for prof khan", message, case=CASE)
    assert "August 15, 2027" in made(reply)["body"] and "September" not in made(reply)["body"]


@pytest.mark.parametrize(
    ("told", "wish", "kind"),
    [
        ("prof khan said yes", "write him", "packet"), ("prof khan said no", "what do i answer?", "gracious-decline"),
        ("prof khan uploaded his letter", "email for him pls", "thank-you"),
        ("i asked prof khan on june 10", "write him an email", "follow-up"),
    ],
)  # fmt: skip
def test_what_is_written_follows_the_status(advisor: Advisor, told: str, wish: str, kind: str) -> None:
    _, reply = talk(advisor, f"status {told}", told, wish, case=CASE)
    assert (made(reply)["kind"], made(reply)["args"]["letter"]) == (kind, "khan")


def test_a_secretary_is_named_and_is_no_writer(advisor: Advisor) -> None:
    _, reply = talk(advisor, "manager", "request for dr smith", "make it for prof khan's office manager ms Tan", case=CASE)
    draft = made(reply)
    assert "Hello Ms. Tan," in draft["body"] and "pass this note on to Prof. Imran Khan" in draft["body"]
    assert [item["writer"]["name"] for item in reply.profile["letters"]] == ["John Smith", "Imran Khan"]


def test_the_name_of_an_unnamed_writer_comes_later(advisor: Advisor) -> None:
    _, reply = talk(advisor, "found", "email for my cardiologist to ask for a letter, forgot the name", "found: dr Kowalski")
    assert "Dear Dr. Kowalski," in made(reply)["body"] and [item["id"] for item in reply.profile["letters"]] == ["kowalski"]


def test_work_that_never_was_is_not_mentioned(advisor: Advisor) -> None:
    friend = {"id": "roy", "writer": {"name": "Roy", "family_friend": True}, "experience": {"setting": "none"}}
    _, reply = talk(
        advisor, "never", "request for roy", "say he supervised me for 3 months", case={**CASE, "letters": [friend]}
    )
    assert reply.status == "refused" and "supervised" not in reply.answer
    assert all("supervised" not in str(tool.result) for tool in reply.tools)


def test_facts_added_to_the_bullet_points_go_into_the_case(advisor: Advisor) -> None:
    _, reply = talk(
        advisor, "points", "he wants bullet points for the letter, prof khan, make them",
        "ok bullets then. add i gave 3 presentations and he said my notes were clear", case=CASE,
    )  # fmt: skip
    notes = next(item for item in reply.profile["letters"] if item["id"] == "khan")["notes"]
    assert notes["presentations"] == ["Gave 3 presentations"] and notes["feedback"] == ["He said my notes were clear"]
    assert "Gave 3 presentations" in reply.answer


@pytest.mark.parametrize(
    ("wish", "kind", "letter"),
    [
        ("dr Ferrer uploaded yesterday, pediatrics. how do i tell him thanks?", "thank-you", "ferrer"),
        ("IM this sept. dr Kamal said yes!! what i send him now", "packet", "kamal"),
        ("I asked dr Novak on 14 june. he doesnt answer 5 weeks now, something gentle", "follow-up", "novak"),
        ("i meet dr Bright tomorrow in her office, what do i say?? FM 2027", "script", "bright"),
        ("dr Ivanova wrote back no. what do i answer not to burn the bridge", "gracious-decline", "ivanova"),
        ("i start with dr Okonkwo monday, i'd like him to know early that i maybe want a letter later. what do i send",
         "signal", "okonkwo"),
        ("bro dr Cruz ghosted me 1 month after i asked. draft smth chill", "follow-up", "cruz"),
    ],
)  # fmt: skip
def test_a_state_of_affairs_and_a_want_of_words_give_the_draft_that_fits(
    advisor: Advisor, wish: str, kind: str, letter: str
) -> None:
    (reply,) = talk(advisor, f"words {letter}", wish)
    assert (made(reply)["kind"], made(reply)["args"]["letter"]) == (kind, letter), reply.answer


def test_what_a_text_must_not_hold_still_changes_it(advisor: Advisor) -> None:
    replies = talk(advisor, "not of", "request for prof khan", "dont write anything about my visa, and shorter", case=CASE)
    assert made(replies[1])["kind"] == "request"


def test_the_other_writer_gets_what_fits_their_state_and_what_is_taken_back_is_gone(advisor: Advisor) -> None:
    replies = talk(
        advisor, "other one", "request for prof khan", "add i hope his daughter's wedding was beautiful",
        "hmm no, the wedding out. too personal", "now the other one", case=CASE,
    )  # fmt: skip
    assert "wedding" in made(replies[1])["body"] and "wedding" not in made(replies[2])["body"]
    assert (made(replies[3])["kind"], made(replies[3])["args"]["letter"]) == ("follow-up", "smith")


def test_a_secretary_is_greeted_by_name_and_her_doctor_directly_when_wished(advisor: Advisor) -> None:
    first, second = talk(
        advisor, "donna", "dr Marsh agreed in april, not uploaded, only her secretary answers, her name is Donna. what do "
        "i write to her secretary", "and one for the doctor herself",
    )  # fmt: skip
    assert made(first)["body"].startswith("Hello Donna,") and made(second)["body"].startswith("Dear Dr. Marsh,")


def test_too_long_i_will_forget_everything_deletes_nothing(advisor: Advisor) -> None:
    replies = talk(advisor, "forget", "script to ask prof khan in person", "too long i will forget everything", case=CASE)
    assert made(replies[1])["kind"] == "script" and advisor.profile("forget")["letters"]


@pytest.mark.parametrize("message", ["i have to send it to his secretary", "short, i am nervous"])
def test_a_change_that_sounds_sad_is_still_one(advisor: Advisor, message: str) -> None:
    _, reply = talk(advisor, f"sad {message}", "request for prof khan", message, case=CASE)
    assert made(reply)["args"]["letter"] == "khan"


@pytest.mark.parametrize(
    ("message", "year", "deadline"),
    [
        ("write request to Dr. Khan, internist in Dallas, for IM 2027", 2026, None),
        ("write request to Dr. Khan, internist in Dallas, for IM september 2027", 2027, None),
        ("write signal mail to dr khan, i am with her in Dallas 8 weeks until 30 september", None, None),
        ("request mail for dr khan dallas 4 weeks, i need the letter by 15 september", None, "2026-09-15"),
    ],
)
def test_a_season_and_the_end_of_a_stay_are_read_beside_a_wish(
    advisor: Advisor, message: str, year: int | None, deadline: str | None
) -> None:
    reply = advisor.reply(message, f"beside {message}", date(2026, 8, 10))
    assert (reply.profile.get("application_year"), reply.profile.get("deadline")) == (year, deadline)
