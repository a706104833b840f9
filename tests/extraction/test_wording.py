# SPDX-License-Identifier: GPL-3.0-or-later
import time
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from casefile.extraction.protocol import Failure
from casefile.extraction.wording import clean, sentences


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
    start = time.monotonic()
    assert len(clean("a" + "\u0301\u0316" * 500_000 + "b")) < 40
    assert time.monotonic() - start < 5


@given(st.text())
def test_cleaning_is_done_once_and_for_all(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert not any(unicodedata.category(c) in {"Cc", "Cs"} and c not in "\n\t" for c in once)
