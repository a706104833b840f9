# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of documents: how each is, in which order, and which are wanted as one types."""

import pytest

from casefile.casework.shelves import Listed, State, listed, natural, sieve
from casefile.store.shelf import Facts, Shelved


def one(title: str, text: int | None = 10, picture: int | None = 10, **facts: object) -> Listed:
    known = {"media_type": "application/pdf", "size": 5, **facts}
    (row,) = listed([Shelved("id", Facts(title=title, **known), text, picture)])  # type: ignore[arg-type]
    return row


@pytest.mark.parametrize(
    ("text", "picture", "facts", "state"),
    [
        (10, 10, {}, State.WELL),
        (None, None, {}, State.WAITING),
        (0, 10, {}, State.SCAN),
        (0, 0, {}, State.UNREADABLE),
        (0, 0, {"size": 0}, State.WELL),  # empty: there is nothing to read
        (0, 0, {"media_type": "video/mp4"}, State.WELL),  # kept as it came, never opened
        (None, None, {"size": 2**40}, State.WELL),
    ],
)
def test_a_document_says_whether_its_words_are_found(
    text: int | None, picture: int | None, facts: dict[str, object], state: State
) -> None:
    assert one("Record", text, picture, **facts).state == state


def test_numbers_in_titles_go_by_their_value() -> None:
    titles = ["Exhibit 10", "exhibit 9", "2 letters", "Exhibit", "Ω"]
    assert sorted(titles, key=natural) == ["2 letters", "Exhibit", "exhibit 9", "Exhibit 10", "Ω"]


def test_numbers_of_any_length_and_script_go_by_their_value() -> None:
    long, longer = "8" * 4_301, "1" + "0" * 4_301
    titles = [longer, "٢١", "0009", long, "10", "२", "১২3", "3"]
    assert sorted(titles, key=natural) == ["२", "3", "0009", "10", "٢١", "১২3", long, longer]
    assert natural("Exhibit 007") == natural("exhibit ٧")


@pytest.mark.parametrize(
    ("typed", "fits"),
    [
        ("", True),
        ("kushak", True),  # another script, not finished
        ("Kushakbayev appeal", True),
        ("2017-0", True),  # as it stands
        (".PDF", True),
        ("appeal nobody", False),
        ("ppeal", True),  # amid a word, as it is written
        ("ушакбаев", True),
        ("ushakbayev", False),  # a key begins a word
    ],
)
def test_what_is_typed_sieves(typed: str, fits: bool) -> None:
    row = one("Appeal of Кушакбаев", filename="scan-2017-09.pdf")
    assert sieve(typed)(row) == fits


def test_what_is_for_its_author_alone_is_private() -> None:
    assert one("Draft", audience="private").private
    assert not one("Letter").private
