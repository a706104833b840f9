# SPDX-License-Identifier: GPL-3.0-or-later
import pytest

from casefile.desktop import words


@pytest.mark.parametrize(
    ("count", "shown"),
    [
        (0, "0 bytes"),
        (999, "999 bytes"),
        (1000, "1.0 kB"),
        (23_400, "23 kB"),
        (999_600, "1.0 MB"),
        (4_200_000, "4.2 MB"),
        (5e9, "5.0 GB"),
        (7e12, "7000 GB"),
    ],
)
def test_sizes_read_well(count: float, shown: str) -> None:
    assert words.size(int(count)) == shown


def test_spans_are_hours_and_minutes() -> None:
    assert words.span(0) == "00:00"
    assert words.span(-5) == "00:00"
    assert words.span((25 * 60 + 7) * 60_000 + 59_999) == "25:07"


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("", False),
        ("10:14", False),
        ("The judge", False),
        ("يقول", True),
        ("10:14 يقول", True),
        ("«שלום»", True),
        ("A يقول", False),
    ],
)
def test_the_first_strong_letter_says_which_way(text: str, right: bool) -> None:
    assert words.reads_right_to_left(text) is right


def test_qt_counts_code_units() -> None:
    assert words.units("Қ") == 1
    assert words.units("👩‍⚖️") == len("👩‍⚖️".encode("utf-16-le")) // 2


def test_entries_are_counted() -> None:
    assert [words.entries(count) for count in (0, 1, 2)] == ["0 entries", "1 entry", "2 entries"]
