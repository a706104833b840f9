# SPDX-License-Identifier: GPL-3.0-or-later
"""The piece of a text that shows why it was found, and the places in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.store.index import key_of
from casefile.store.snippets import Found, Wanted, snippet_of


def wanted(word: str, unfinished: bool = True) -> tuple[Wanted, ...]:
    return (Wanted(word.lower(), key_of(word.lower()), unfinished),)


def marked(found: Found) -> list[str]:
    return [found.snippet[start : start + length] for start, length in found.matched]


@pytest.mark.parametrize(
    ("text", "word", "unfinished", "expected"),
    [
        ("The judge judged", "judge", True, ["judge", "judged"]),
        ("The judge judged", "judge", False, ["judge"]),
        ("prejudged, judge", "judge", True, ["judge"]),
        ("JUDGE Judge", "judge", True, ["JUDGE", "Judge"]),
        ("a judge's room", "judge", False, ["judge"]),
        ("Кушакбаев", "kushak", True, ["Кушакбаев"]),
        ("Кушакбаев", "kushak", False, []),
        ("İstanbul, the judge", "judge", True, ["judge"]),
        ("İİİ judge İ judge", "judge", True, ["judge", "judge"]),
        ("nothing here", "judge", True, []),
        ("", "judge", True, []),
    ],
)
def test_marks_what_was_found(text: str, word: str, unfinished: bool, expected: list[str]) -> None:
    assert marked(snippet_of([text], wanted(word, unfinished))) == expected


def test_a_short_text_is_shown_whole() -> None:
    assert snippet_of(["The judge."], wanted("judge")) == Found("The judge.", ((4, 5),), ())


def test_the_first_text_that_holds_it_is_shown() -> None:
    found = snippet_of(["A title", "The judge read", "the judge again"], wanted("judge"))
    assert found.snippet == "The judge read"


def test_without_a_find_the_beginning_is_shown() -> None:
    assert snippet_of(["A title", "a text"], wanted("judge")) == Found("A title", (), ())
    assert snippet_of([], wanted("judge")) == Found("", (), ())
    long = snippet_of(["word " * 5000], wanted("judge"))
    assert long.snippet.startswith("word word")
    assert long.snippet.endswith("…")
    assert len(long.snippet) < 200


def test_a_find_far_in_is_shown_with_its_surroundings() -> None:
    text = "before " * 60 + "the judge read" + " after" * 60
    found = snippet_of([text], wanted("judge"))
    assert marked(found) == ["judge"]
    assert found.snippet.startswith("…before ")
    assert found.snippet.endswith(" after…")
    assert found.matched[0][0] < 60


def test_a_find_at_the_very_end() -> None:
    found = snippet_of(["before " * 60 + "judge"], wanted("judge"))
    assert found.snippet.endswith(" judge")
    assert marked(found) == ["judge"]


def test_text_without_spaces_is_cut_all_the_same() -> None:
    found = snippet_of(["x" * 300 + "-judge-" + "y" * 300], wanted("judge"))
    assert marked(found) == ["judge"]
    assert len(found.snippet) < 250
    found = snippet_of(["judge" + "y" * 3000], wanted("judge"))
    assert marked(found) == ["judge" + "y" * 3000]


def test_other_spellings_only_where_it_is_not_spelled_so() -> None:
    both = snippet_of(["Kushakbayev, Кушакбаев"], wanted("Kushakbayev"))
    assert (marked(both), both.also) == (["Kushakbayev"], ())
    other = snippet_of(["Кушакбаев, Қушақбаев, Кушакбаев"], wanted("Kushakbayev"))
    assert other.also == ("Кушакбаев", "Қушақбаев")
    assert len(other.matched) == 3


def test_a_word_without_a_key_is_only_looked_for_as_typed() -> None:
    found = snippet_of(["some words"], (Wanted("x" * 60, "", unfinished=True),))
    assert found.matched == ()


@given(st.lists(st.text(max_size=300), max_size=3), st.text(min_size=1, max_size=5))
def test_places_lie_within_the_snippet_in_order(texts: list[str], word: str) -> None:
    found = snippet_of(texts, wanted(word))
    end = 0
    for start, length in found.matched:
        assert end <= start
        end = start + length
    assert end <= len(found.snippet)
