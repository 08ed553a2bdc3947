"""Case files of which something was spoiled: any value, anywhere, and the text itself. A report, or clear lines."""

import copy
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from assistant.audit import audit
from assistant.domain import dump_applicant, parse_applicant, read_applicant
from assistant.domain.parsing import decode
from assistant.errors import InputError
from assistant.plan import plan

FILES = sorted((Path(__file__).parent.parent.parent / "docs" / "examples").glob("*.yaml"))
TREES = [dump_applicant(read_applicant(path)) for path in FILES]
TEXTS = [path.read_bytes() for path in FILES]
TODAY = date(2027, 7, 21)
SPOILED: list[Any] = [
    *(None, True, False, 0, -1, 1.5, float("nan"), float("inf"), 10**400, -(10**400), "", " ", "x", "IM", "a\nb", "\ud800"),
    *("2027-07-01", "0001-01-01", date(2027, 7, 1), b"x", [], [None], [{}], ["IM", {}], [["IM"]], {}, {"a": 1}),
    *({"id": "a"}, {1: 2, None: 3}, (1,)),
]
PIECES = (
    b"&a |*a|!!x |- |{|}|[|]|: |? |---\n|%YAML 1.1\n|\t|\x00|\xff|\xe2\x80\xa8|\xc2\x85|null|1e999|.nan|0x10|\"|'|<<: |#|\r"
    b"|\n  |true|2027-02-30|\xef\xbb\xbf|\xf0\x9f\x98\x80|letters|id|weeks: -3|,|@|`"
).split(b"|")
QUICK = settings(
    deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def answered(case: Any) -> bool:
    """Whether a case gives a report and a plan, or fault lines that can be read."""
    try:
        applicant = parse_applicant(decode(case, "c.yaml") if isinstance(case, bytes) else case, "c.yaml", TODAY)
    except InputError as error:
        return bool(error.faults) and all(line.startswith("c.yaml: ") and line.isprintable() for line in error.faults)
    return bool(audit(applicant, TODAY).as_json().encode() and plan(applicant, TODAY).as_json().encode())


def places(tree: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every value in a tree but the tree itself."""
    inner = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in inner:
        yield (*path, key)
        yield from places(value, (*path, key))


@st.composite
def spoiled_trees(draw: st.DrawFn) -> Any:
    tree = copy.deepcopy(draw(st.sampled_from(TREES)))
    for _ in range(draw(st.integers(1, 3))):
        where = draw(st.sampled_from(list(places(tree)) or [("targets",)]))
        holder = tree
        for key in where[:-1]:
            holder = holder[key]
        holder[where[-1]] = copy.deepcopy(draw(st.sampled_from(SPOILED)))
        if draw(st.booleans()) and isinstance(holder, dict):
            holder[draw(st.sampled_from(["foo", "weeks", "id", 5, None, "writer"]))] = copy.deepcopy(
                draw(st.sampled_from(SPOILED))
            )
    return tree


@QUICK
@given(spoiled_trees())
def test_any_value_in_any_place_gives_a_report_or_clear_lines(tree: Any) -> None:
    assert answered(tree)


@QUICK
@given(
    st.sampled_from(TEXTS),
    st.lists(st.tuples(st.floats(0, 1), st.sampled_from(PIECES) | st.binary(max_size=3), st.integers(0, 20)), max_size=4),
)
@example(b"targets: [IM]\nletters: [{recommends_for: [{}]}]", [])
@example(b"targets: [IM]\nletters: [{writer: {name: ' '}}]", [])
def test_any_change_of_the_text_gives_a_report_or_clear_lines(text: bytes, changes: list) -> None:
    for where, piece, cut in changes:
        place = int(where * len(text))
        text = text[:place] + piece + text[place + cut :]
    assert answered(text)


@pytest.mark.parametrize(
    ("letter", "says"),
    [
        ({"recommends_for": [{"a": 1}]}, "letters[0].recommends_for[0]: must be text, got a mapping of 1; put it in quotes"),
        ({"writer": {"name": " "}}, "letters[0].writer.name: must not be blank"),
        (
            {"experience": {"start": "2027-03-01", "end": "2027-03-28", "weeks": 10**400}},
            "letters[0].experience.weeks: must be 2600 or less, got a number too large to show",
        ),
        ({None: 1, 2: 3, "id": "a"}, "letters[0].2: a field's name must be a word"),
    ],
)
def test_what_once_ended_in_a_traceback_is_told(letter: dict, says: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_applicant({"targets": ["IM"], "letters": [letter]})
    assert any(says in line for line in caught.value.faults), caught.value.faults


def test_a_specialty_recommended_under_two_names_is_one() -> None:
    case = parse_applicant({"targets": ["IM"], "letters": [{"id": "a", "recommends_for": ["IM", "internal medicine", "FM"]}]})
    assert case.letter("a").recommends_for == ("internal_medicine", "family_medicine")


def test_repetition_by_the_hundred_thousand_is_counted_once() -> None:
    many = 200_000
    for text, says in (
        ('{"targets": [' + '"IM",' * many + '"FM"]}', "targets: internal_medicine is named twice"),
        ("{" + ",".join(f'"k{number}": 1' for number in range(many // 2)) + ', "k1": 2}', "k1: stands twice"),
    ):
        with pytest.raises(InputError) as caught:
            parse_applicant(text, "c.json")
        assert any(says in line for line in caught.value.faults)


def test_a_list_of_faulty_entries_is_not_called_empty_too() -> None:
    with pytest.raises(InputError, match=r"^case: targets\[0\]: [^\n]*$"):
        parse_applicant({"targets": ["internal_medicin"]})
