"""The PDF: right-to-left notes in the order in which they are read."""

from __future__ import annotations

import io

import bidi
import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.drafting.direction import levels_of, mirrored, reads_right_to_left, visual_order
from assistant.drafting.page import page_of
from assistant.drafting.pdf import page_to_pdf


def drawn(*notes: str) -> list[str]:
    """The parts of a PDF with these notes in the order in which they are drawn, which is from left to right."""
    made = page_to_pdf(page_of("Notes", notes), 10)
    return [part.strip() for part in pypdf.PdfReader(io.BytesIO(made.data)).pages[0].extract_text().split("\n")]


def test_numbers_and_latin_words_keep_their_order_in_right_to_left_notes() -> None:
    for note, part in (
        ("ב-12 באפריל", "12"),
        ("במרץ-2027", "2027"),
        ("جرعة 12.5مغ", "12.5"),
        ("بنسبة25٪", "25"),
        ("باستخدامECG", "ECG"),
    ):
        assert part in drawn(note)
    line = drawn("من 10 إلى 20 مريضاً")
    assert line.index("20") < line.index("10")  # read from the right: from 10 to 20


def test_right_to_left_notes_stand_in_visual_order() -> None:
    def order(text: str) -> str:
        levels = levels_of(text, right_to_left=reads_right_to_left(text))
        return "".join(text[at] for at in visual_order(levels))

    assert order("١٢ أبريل ٢٠٢٧") == "٢٠٢٧ ليربأ ١٢"
    assert order("עם 3 מחלות") == "תולחמ 3 םע"
    assert order("Dr. דוד כהן (Haifa)") == "Dr. ןהכ דוד (Haifa)"
    assert order("חולה ECG תקין") == "ןיקת ECG הלוח"


right_to_left = st.lists(st.sampled_from(["12", "2027", "ECG", "חולה", "مريض", "12.5", "-", "(ICU)"]), min_size=1)


@given(right_to_left)
def test_any_mixed_note_keeps_each_number_and_latin_word_whole(parts: list[str]) -> None:
    text = " ".join(parts)
    levels = levels_of(text, right_to_left=reads_right_to_left(text))
    shown = "".join(text[at] for at in visual_order(levels))
    assert len(shown) == len(text)
    for part in parts:
        if part[0].isdigit() or part == "ECG":
            assert part in shown


@pytest.mark.parametrize(
    ("note", "shown"),
    [
        ("Managed محمد (12 y/o) with DKA", "Managed دمحم (12 y/o) with DKA"),
        ("Followed سارة (34F) for 3 weeks", "Followed ةراس (34F) for 3 weeks"),
        ("Saw לוי [room 4] and כהן {late}", "Saw יול [room 4] and ןהכ {late}"),
        ("שלום [x] <y>", "<y> [x] םולש"),
        ("מטופל (ECG) תקין", "ןיקת (ECG) לפוטמ"),
        ("مريض (58) مع سكري", "يركس عم (58) ضيرم"),
    ],
)
def test_brackets_stand_around_what_they_hold(note: str, shown: str) -> None:
    right = note[0] > "z"
    levels = levels_of(note, right_to_left=right)
    parts = [mirrored(note[at]) if levels[at] % 2 else note[at] for at in visual_order(levels)]
    assert "".join(parts) == shown


def test_a_character_newer_than_the_tables_has_a_place_too() -> None:
    newer = "\U0001e800\U0002ebe1 a"  # the second is of Unicode 15.1
    assert len(levels_of(newer, right_to_left=True)) == len(levels_of(newer, right_to_left=False)) == len(newer)


@given(st.text(alphabet="()[]{}<>«» abשم12-/.,%+٣:!\u0301", max_size=20), st.booleans())
def test_any_line_stands_in_the_order_of_the_standard(text: str, right: bool) -> None:
    order = visual_order(levels_of(text, right_to_left=right))
    assert "".join(text[at] for at in order) == bidi.get_display(text, base_dir="LR"[right])
