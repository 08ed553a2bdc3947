"""The page as a person meets it: ask, look at a source, come back, delete."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from assistant.knowledge import load_knowledge
from tests.web.visit import Server, Visitor, watch

LETTERS = "how many letters do i need?"
HURRIED = "who should i ask for letter, i have 2 home country profs and one obs in texas"


def quotes() -> set[str]:
    known = load_knowledge()
    return {p.text for p in known.passages.values()} | {known.quote(s) for s in [*known.rulings, *known.official]}


def test_a_question_gets_a_cited_answer_that_grows_by_sentences(visitor: Visitor) -> None:
    visitor.page.evaluate(
        """() => { window.seen = []; new MutationObserver(() => {
             const all = document.querySelectorAll('[data-testid=bot]');
             const last = all.length ? all[all.length - 1].innerText.trim() : '';
             if (last && window.seen.at(-1) !== last) window.seen.push(last);
           }).observe(document.querySelector('#vouch-log'), {subtree: true, childList: true, characterData: true}) }"""
    )
    begun: list[str] = []
    for question in (HURRIED, LETTERS, "should i waive my right to see the letter?"):  # a busy machine may skip steps
        answer = visitor.ask(question)
        assert re.search(r"\[1\]", answer)
        steps: list[str] = visitor.page.evaluate("window.seen")
        begun += [step for step in steps if answer.startswith(step.rstrip()) and len(step) < len(answer)]
        if begun:
            break
    assert begun
    assert visitor.errors == []


def test_each_marker_of_an_answer_has_its_chip(visitor: Visitor) -> None:
    answer = visitor.ask(LETTERS)
    markers = sorted({int(n) for n in re.findall(r"\[(\d+)\]", answer)})
    assert [int(chip.split(" · ")[0]) for chip in visitor.chips.all_inner_texts()] == markers


def test_a_chip_opens_the_passage_word_for_word(visitor: Visitor) -> None:
    visitor.ask(HURRIED)
    labels = visitor.chips.all_inner_texts()
    assert len(labels) > 1
    for place in reversed(range(len(labels))):
        visitor.chips.nth(place).click()
        number, title = labels[place].split(" · ", 1)
        expect(visitor.passage.get_by_role("heading", level=3)).to_have_text(
            re.compile(rf"^{number}\s+{re.escape(title.rstrip('…'))}")
        )
        assert visitor.passage.locator("blockquote").inner_text() in quotes()
        facts = visitor.passage.locator("code").all_inner_texts()
        assert facts and all(fact in load_knowledge() for fact in facts)
        assert visitor.passage.locator(".vouch-layer").inner_text() == "Guide"


def test_an_official_fact_shows_its_layer_and_season(visitor: Visitor) -> None:
    visitor.ask("How many letters can I assign to one program in ERAS?")
    known = load_knowledge()
    for chip in visitor.chips.all():
        label = chip.inner_text()
        chip.click()
        expect(visitor.passage.locator(".vouch-number")).to_have_text(label.split(" · ")[0])
        if visitor.passage.locator(".vouch-layer").inner_text().startswith("Official"):
            break
    else:
        pytest.fail(f"no official source among {visitor.chips.all_inner_texts()}")
    fact = known.official[visitor.passage.locator("code").inner_text()]
    assert visitor.passage.locator("blockquote").inner_text() == fact.statement
    assert visitor.passage.locator(".vouch-season").inner_text().startswith(fact.season)


def test_an_older_answer_opens_its_own_sources(visitor: Visitor) -> None:
    visitor.ask(LETTERS)
    first = visitor.chips.all_inner_texts()
    visitor.ask("when should i ask for the letter during my rotation?")
    assert visitor.chips.all_inner_texts() != first
    visitor.answers.first.click()
    expect(visitor.chips).to_have_text(first)
    visitor.chips.last.click()
    expect(visitor.passage.locator(".vouch-number")).to_have_text(first[-1].split(" · ")[0])
    expect(visitor.passage.locator(".vouch-for")).to_have_text(LETTERS)


def test_what_the_guide_does_not_cover_cites_nothing(visitor: Visitor) -> None:
    visitor.ask("what is the capital of australia?")
    expect(visitor.chips).to_have_count(0)
    expect(visitor.passage.locator("blockquote")).to_have_count(0)


def test_an_example_is_asked_with_one_click(visitor: Visitor) -> None:
    visitor.page.get_by_role("button", name="How many letters do I need").click()
    expect(visitor.asked).to_have_text("How many letters do I need, and how many from the US?")
    expect(visitor.chips.first).to_be_visible()


def test_a_blank_message_gets_one_clear_line(visitor: Visitor) -> None:
    visitor.box.fill("   ")
    visitor.box.press("Enter")
    expect(visitor.answers).to_have_count(1)
    expect(visitor.answers).to_contain_text("empty")


def test_a_megabyte_gets_one_clear_line_and_loses_nothing(visitor: Visitor) -> None:
    visitor.ask(LETTERS)
    visitor.box.fill("letter " * 150_000)
    visitor.box.press("Enter")
    expect(visitor.answers).to_have_count(2)
    expect(visitor.answers.last).to_contain_text("too long")
    visitor.page.reload()
    expect(visitor.asked).to_have_text([LETTERS])


def test_a_reload_keeps_the_history_and_its_sources(visitor: Visitor) -> None:
    answer = visitor.ask(LETTERS)
    chips = visitor.chips.all_inner_texts()
    visitor.page.reload()
    expect(visitor.asked).to_have_text([LETTERS])
    expect(visitor.chips).to_have_text(chips)
    assert visitor.answers.inner_text() == answer


def test_a_new_conversation_starts_empty_and_the_list_leads_back(visitor: Visitor) -> None:
    visitor.ask(LETTERS)
    visitor.page.get_by_role("button", name="New conversation").click()
    expect(visitor.asked).to_have_count(0)
    expect(visitor.chips).to_have_count(0)
    expect(visitor.page.get_by_role("button", name="Should I waive")).to_be_visible()
    visitor.ask("when should i ask for a letter?")
    picker = visitor.page.get_by_role("combobox", name="Your conversations")
    expect(picker).to_have_value("when should i ask for a letter?")
    picker.click()
    expect(visitor.page.get_by_role("option")).to_have_count(2)
    visitor.page.get_by_role("option", name=LETTERS).click()
    expect(visitor.asked).to_have_text([LETTERS])
    visitor.page.reload()
    expect(visitor.asked).to_have_text([LETTERS])


def test_deleting_asks_first_and_then_leaves_nothing(visitor: Visitor, server: Server) -> None:
    secret = "my cousin zebulon marmaduke will write the letter"
    visitor.ask(secret)
    visitor.page.get_by_role("button", name="Delete my conversation").click()
    visitor.page.get_by_role("button", name="Keep it").click()
    expect(visitor.page.get_by_role("button", name="Delete for good")).to_be_hidden()
    expect(visitor.asked).to_have_text([secret])
    visitor.page.get_by_role("button", name="Delete my conversation").click()
    visitor.page.get_by_role("button", name="Delete for good").click()
    expect(visitor.asked).to_have_count(0)
    visitor.page.reload()
    expect(visitor.box).to_be_enabled()
    expect(visitor.page.get_by_role("button", name="Should I waive")).to_be_visible()
    expect(visitor.asked).to_have_count(0)
    kept = [file for file in server.home.rglob("*") if file.is_file() and b"zebulon" in file.read_bytes()]
    assert kept == []


def test_deleting_in_words_works_too(visitor: Visitor) -> None:
    visitor.ask(LETTERS)
    visitor.ask("delete everything about me")
    visitor.box.fill("yes")
    visitor.box.press("Enter")
    expect(visitor.answers.last).to_contain_text("deleted")
    expect(visitor.page.get_by_role("combobox")).to_have_value("Not started yet")
    visitor.page.reload()
    expect(visitor.page.get_by_role("button", name="Should I waive")).to_be_visible()
    expect(visitor.asked).to_have_count(0)


def test_two_tabs_on_one_conversation_lose_nothing(visitor: Visitor, open_tab: Callable[[], Visitor]) -> None:
    visitor.ask(LETTERS)
    other = open_tab()
    expect(other.asked).to_have_text([LETTERS])
    said = [LETTERS]
    for turn in range(3):
        mine, theirs = f"how long should a rotation be, asked {turn} a", f"should i waive, asked {turn} b"
        for tab, text in ((visitor, mine), (other, theirs)):
            tab.box.fill(text)
            said.append(text)
        visitor.box.press("Enter")
        other.box.press("Enter")
        for tab, text in ((visitor, mine), (other, theirs)):
            expect(tab.asked.filter(has_text=text)).to_have_count(1)
            expect(tab.page.locator(".vouch-for")).to_be_visible()  # the turn is over
    visitor.page.reload()
    expect(visitor.asked).to_have_count(len(said))
    expect(visitor.answers).to_have_count(len(said))
    assert sorted(visitor.asked.all_inner_texts()) == sorted(said)


def test_a_new_conversation_in_each_of_two_tabs_at_once_loses_nothing(
    visitor: Visitor, open_tab: Callable[[], Visitor]
) -> None:
    visitor.ask(LETTERS)
    tabs = [visitor, open_tab()]
    expect(tabs[1].asked).to_have_count(1)
    for tab in tabs:
        tab.page.get_by_role("button", name="New conversation").click(no_wait_after=True)
    for tab in tabs:
        expect(tab.asked).to_have_count(0)
    _ask_at_once_and_reload(tabs, others=1)


def test_two_first_tabs_opened_at_once_lose_nothing(context: BrowserContext, server: Server) -> None:
    tabs = [watch(context.new_page()) for _ in range(2)]
    for tab in tabs:
        tab.page.goto(server.url, wait_until="commit")
    for tab in tabs:
        expect(tab.box).to_be_enabled()
    _ask_at_once_and_reload(tabs, others=0)


def _ask_at_once_and_reload(tabs: list[Visitor], others: int) -> None:
    said = ["should i waive, asked in tab a", "how long should a rotation be, asked in tab b"]
    _ask_at_once(tabs, said)
    for tab in tabs:
        tab.page.reload()
    for tab, text in zip(tabs, said, strict=True):
        expect(tab.asked).to_have_text([text])
        tab.page.get_by_role("combobox", name="Your conversations").click()
        expect(tab.page.get_by_role("option")).to_have_count(2 + others)
        for told in said:
            expect(tab.page.get_by_role("option", name=told)).to_have_count(1)


def _ask_at_once(people: list[Visitor], texts: list[str]) -> None:
    for person, text in zip(people, texts, strict=True):
        person.box.fill(text)
    for person in people:
        person.box.press("Enter")
    for person, text in zip(people, texts, strict=True):
        expect(person.page.locator(".vouch-for")).to_have_text(text)


def test_two_browsers_at_once_see_only_their_own(chromium: Browser, server: Server) -> None:
    contexts = [chromium.new_context() for _ in range(2)]
    visitors = [watch(made.new_page()).open(server.url) for made in contexts]
    texts = ["how many letters for neurology?", "should i waive my right to see a letter?"]
    _ask_at_once(visitors, texts)
    for person, text in zip(visitors, texts, strict=True):
        expect(person.asked).to_have_text([text])
        person.page.get_by_role("combobox").click()
        expect(person.page.get_by_role("option")).to_have_count(1)
    for made in contexts:
        made.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1280, 800), (768, 1024), (390, 844), (320, 640)])
def test_no_layout_overflows_sideways(chromium: Browser, server: Server, scheme: str, size: tuple[int, int]) -> None:
    made = chromium.new_context(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)  # type: ignore[arg-type]
    person = watch(made.new_page()).open(server.url)
    wide = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert person.page.evaluate(wide) <= 0
    person.ask("how many letters? " + "x" * 300)
    person.page.get_by_role("button", name="Delete my conversation").click()
    expect(person.page.get_by_role("button", name="Delete for good")).to_be_visible()
    assert person.page.evaluate(wide) <= 0
    person.box.scroll_into_view_if_needed()
    expect(person.box).to_be_in_viewport()
    chat, sources = (person.page.locator(f"#vouch-{name}").bounding_box() for name in ("chat", "panels"))
    assert chat is not None and sources is not None
    below = sources["y"] >= chat["y"] + chat["height"]
    assert below is (size[0] <= 860)
    made.close()


def test_the_badge_says_which_model_answers_and_where(visitor: Visitor) -> None:
    expect(visitor.page.get_by_text("Built-in model · nothing leaves this machine")).to_be_visible()
