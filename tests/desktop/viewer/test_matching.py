# SPDX-License-Identifier: GPL-3.0-or-later
import pytest

from casefile.desktop.viewer.matching import places, query_of


def found(text: str, *phrases: str) -> list[str]:
    query = query_of(*phrases)
    assert query is not None
    return [text[start:end] for start, end in places(text, query)]


@pytest.mark.parametrize(
    ("text", "phrase", "matches"),
    [
        ("The Court, the court's COURT", "court", ["Court", "court", "COURT"]),
        ("an entry in the registry", "try", ["try", "try"]),  # within words
        ("Café, cafe\u0301", "cafe", ["Café", "cafe\u0301"]),
        ("Мақсат Құшақбаев пен Kushakbaev", "Kushakbayev", ["Құшақбаев", "Kushakbaev"]),
        ("Кушакбаева и Кушак", "Кушакб", ["Кушакб"]),
        ("left\n  unlawfully", "left unlawfully", ["left\n  unlawfully"]),
        ("كَتَبَ الحكم", "كتب", ["كَتَبَ"]),
        ("a.b (c) [d", "(c) [", ["(c) ["]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("nothing", "thing else", []),
        ("𝔘ber 😀 needle", "needle", ["needle"]),
    ],
)
def test_what_is_looked_for_is_found_as_people_spell_it(
    text: str, phrase: str, matches: list[str]
) -> None:
    assert found(text, phrase) == matches


def test_any_of_some_words_is_a_match_and_none_overlaps_another() -> None:
    text = "Larisa Kharkova, Kharkov, Larisa"
    assert found(text, "Larisa ", "Kharkov") == ["Larisa", "Kharkov", "Kharkov", "Larisa"]


def test_nothing_typed_looks_for_nothing() -> None:
    assert query_of() is query_of("") is query_of("  ", "\n") is None
