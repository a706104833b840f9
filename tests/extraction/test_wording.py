# SPDX-License-Identifier: GPL-3.0-or-later
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.extraction.protocol import Failure
from casefile.extraction.wording import clean, clean_with, sentences


def test_every_failure_has_its_own_sentence() -> None:
    found = sentences()
    assert set(found) == set(Failure)
    assert len({sentence for sentence, _ in found.values()}) == len(Failure)
    assert all(sentence.endswith(".") for sentence, _ in found.values())


def test_lines_are_kept_and_controls_are_not() -> None:
    assert clean("a\r\nb\rc\u2028d\te\0\x1b[31m\x7f\x85f") == "a\nb\nc\nd\te[31m\nf"


def test_nothing_turns_the_direction_of_what_follows() -> None:
    assert clean("gnp\u202etxt.exe\u2066\u2069") == "gnptxt.exe"
    assert clean("\u200fשלום\u200e") == "\u200fשלום\u200e"


def test_text_is_composed() -> None:
    assert clean("e\u0301") == "é"


def test_endless_marks_are_cut_in_no_time() -> None:
    start = time.process_time()
    assert len(clean("a" + "\u0301\u0316" * 500_000 + "b")) < 40
    assert time.process_time() - start < 5


@given(st.text())
def test_cleaning_is_done_once_and_for_all(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert not any(unicodedata.category(c) in {"Cc", "Cs"} and c not in "\n\t" for c in once)


@pytest.mark.parametrize(
    ("untrusted", "left"),
    [
        ("abc", "012"),
        ("a\u202eb\0c", "024"),
        ("и\u0306й\r\nz", "02-5"),
        ("a\r\u0301\n", "011-"),
        ("\u1112\u1161\nb", "--3"),  # Hangul: not followed, the next line is
    ],
)
def test_boxes_go_with_what_is_left(untrusted: str, left: str) -> None:
    boxes = [(at, 0, at + 1, 1) for at in range(len(untrusted))]
    text, found = clean_with(untrusted, boxes)
    assert text == clean(untrusted)
    assert "".join(str(box[0]) if box else "-" for box in found) == left


@given(st.text(st.sampled_from("ab\r\n\0\u0301\u0316\u202e\u1112\u1161\u2028и"), max_size=40))
def test_there_is_a_place_for_each_character(untrusted: str) -> None:
    text, found = clean_with(untrusted, [(0, 0, 1, 1)] * (len(untrusted) // 2))
    assert text == clean(untrusted)
    assert len(found) == len(text)
