"""The script that keeps events and their results in order, alone in a browser, with a server's streams made by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext

import assistant.web

SCRIPT = Path(assistant.web.__file__).with_name("order.js")
SAME = {"__type__": "update"}
# A server that takes two events and sends the given records; what the page is given of them comes back.
PLAY = """async ([script, records]) => {
  let posted = 0;
  window.fetch = async (address) => {
    const url = String(address.url ?? address);
    if (url.includes("/queue/join")) return new Response(JSON.stringify({ event_id: "ab"[posted++] }));
    await new Promise((go) => setTimeout(go)); // as a network does, so that the page's own work goes on
    const told = [...records.splice(0), { msg: "close_stream" }];
    return new Response(told.map((record) => `data: ${JSON.stringify(record)}\\n\\n`).join(""));
  };
  new Function(script)();
  const join = () => fetch("/queue/join", { method: "POST" });
  const first = join(), second = join();
  await first;
  const text = await (await fetch("http://localhost/queue/data")).text();
  await second;
  return text.split("\\n\\n").filter(Boolean).map((record) => JSON.parse(record.slice(5)));
}"""


def played(context: BrowserContext, *results: tuple[str, str, list[Any]]) -> list[list[Any]]:
    """What the page is given of the results of event "a", which was posted first, and of event "b"."""
    records = [{"msg": msg, "event_id": event, "output": {"data": data}} for msg, event, data in results]
    page = context.new_page()
    shown = page.evaluate(PLAY, [SCRIPT.read_text(encoding="utf-8"), records])
    assert shown.pop() == {"msg": "close_stream"}
    assert [(one["msg"], one["event_id"]) for one in shown] == [(msg, event) for msg, event, _ in results]
    return [one["output"]["data"] for one in shown]


def test_an_older_event_that_ends_after_a_newer_one_does_not_wipe_out_what_that_shows(context: BrowserContext) -> None:
    """Gradio repeats an event's last results at its end, on a busy machine when the next one's are all shown."""
    given = played(
        context,
        ("process_generating", "a", ["one", 1]), ("process_generating", "b", ["one, two", 2]),
        ("process_completed", "b", ["one, two", 2]), ("process_completed", "a", ["one", 1]),
    )  # fmt: skip
    assert given == [["one", 1], ["one, two", 2], ["one, two", 2], [SAME, SAME]]


def test_changes_that_an_older_event_tells_late_change_nothing(context: BrowserContext) -> None:
    change = [["append", [], "!"]]
    given = played(
        context,
        ("process_generating", "a", ["one"]), ("process_generating", "b", ["two"]), ("process_generating", "a", [change]),
        ("process_completed", "a", ["one!"]), ("process_generating", "b", [change]), ("process_completed", "b", ["two!"]),
    )  # fmt: skip
    assert given == [["one"], ["two"], [[["replace", [], SAME]]], [SAME], [change], ["two!"]]


def test_events_that_end_in_their_order_or_show_other_parts_are_passed_on_as_they_are(context: BrowserContext) -> None:
    results = (
        ("process_generating", "a", ["one"]), ("process_completed", "a", ["one"]),
        ("process_generating", "b", ["two"]), ("process_completed", "b", ["two"]),
    )  # fmt: skip
    assert played(context, *results) == [data for _, _, data in results]
    other = (
        ("process_generating", "a", ["one"]), ("process_generating", "b", ["two", 2]),
        ("process_completed", "b", ["two", 2]), ("process_completed", "a", ["one"]),
    )  # fmt: skip
    assert played(context, *other) == [data for _, _, data in other]

