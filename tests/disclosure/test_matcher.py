# SPDX-License-Identifier: GPL-3.0-or-later
import time

import pytest

from casefile.disclosure.matcher import Finder, Guarded

ISMETOVA = Guarded("1", "Danara Ismetova", ("Danara Ismetova", "Данара Исметова"), True)
CIRCLE = Guarded("2", "The Circle", ("Observers’ Circle of Aqtau", "OCA"), False)
KIM = Guarded("3", "Ли", ("Ли",), True)
NURBEK = Guarded("4", "Nurbek", ("Нурбек Қушақбаев",), True)
GHULOM = Guarded("5", "Gʻulom", ("Gʻulom Oʻrinov",), True)
KHALIDI = Guarded("6", "Khalidi", ("محمد الخالدي", "Mohammed al-Khalidi"), True)
finder = Finder([ISMETOVA, CIRCLE, KIM, NURBEK, GHULOM, KHALIDI], ["Larisa Kharkova"])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Danara Ismetova came.", "Danara Ismetova"),
        ("Ismetova, Danara", "Ismetova, Danara"),
        ("They held ISMETOVA", "ISMETOVA"),
        ("Об этом сказала Исметова", "Исметова"),
        ("вместе с Исметовой", "Исметовой"),
        ("Исметоваға", "Исметоваға"),
        ("Исмето\u0301ва", "Исметова"),
        ("спросили Данару", "Данару"),
        ("interview_Ismetova.pdf", "Ismetova"),
        ("DanaraIsmetova2017.docx", "DanaraIsmetova"),
        ("write to danaraismetova@example.org", "danaraismetova"),
        ("a Isme-\ntova b", "Isme-\ntova"),
        ("Is\u00adme\u200btova", "Ismetova"),
        ("Is\u202emetova", "Ismetova"),
        ("ＩＳＭＥＴＯＶＡ", "ISMETOVA"),
        ("D. Ismetov", "Ismetov"),
        ("Ismetova’s flat", "Ismetova"),
        ("Mrs Ismetova-Petrova", "Ismetova"),
        ("Кушакбаева не было", "Кушакбаева"),
        ("M. Koushakbaïev", "Koushakbaïev"),
        ("Қушақбаевтың ісі", "Қушақбаевтың"),
        ("Kuşakbayev'in", "Kuşakbayev"),
        ("the Observers' Circle of Aqtau", "Observers' Circle of Aqtau"),
        ("OCA met", "OCA"),
        ("Ли сказал", "Ли"),
        ("G'ulom", "G'ulom"),
        ("Gulom", "Gulom"),
        ("قال الخالدي", "الخالدي"),
        ("al-Khalidi said", "Khalidi"),
    ],
)
def test_a_guarded_name_is_found_however_it_is_written(text: str, found: str) -> None:
    hits = finder.find(text)
    assert any(found in hit.found or found.endswith(hit.found) for hit in hits), hits


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Larisa Kharkova stood up.",
        "A circle of observers met in Aqtau.",
        "oca",  # an acronym in small letters is a word of some language
        "parlé li dans un lieu",
        "Ismet and others",
        "the metova river",
        "ismetovation",
        "Lionel",
        "42 1999",
        "☭ ★ 中",
    ],
)
def test_other_words_are_left_alone(text: str) -> None:
    assert finder.find(text) == []


def test_it_says_whose_name_it_is_and_how_it_stands_there() -> None:
    hits = finder.find("Вызвали Исметову и OCA; Исметову отпустили.")
    assert [(hit.found, hit.whose) for hit in hits] == [
        ("Исметову", "Danara Ismetova"),
        ("OCA", "The Circle"),
    ]


def test_a_name_that_someone_else_may_bear_needs_the_whole_name() -> None:
    son = Guarded("7", "Nikolai Kharkov", ("Nikolai Kharkov",), True)
    here = Finder([son], ["Larisa Kharkova"])
    assert here.find("Kharkova left.") == []
    assert here.find("Her son Nikolai left.")[0].found == "Nikolai"
    assert here.find("Kharkov Nikolai")[0].found == "Kharkov Nikolai"


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Пётр Петров", "Петров Пётр"),
        ("Пётр Петров", "Петрова Петра"),
        ("Никита Никитин", "Никитина Никиты"),
        ("Ivan Ivanovich Ivanov", "Ivanov Ivan Ivanovich"),
    ],
)
def test_a_surname_made_of_the_first_name_may_stand_before_it(name: str, found: str) -> None:
    """Others bear each of the words, so that only all of them together tell."""
    here = Finder([Guarded("1", name, (name,), True)], [f"{word} Sidorov" for word in name.split()])
    assert [hit.found for hit in here.find(f"{found} testified")] == [found]


@pytest.mark.parametrize(
    ("surname", "allowed"),
    [
        ("Петров", "Пётр"),
        ("Сергеев", "Сергей"),
        ("Nikitin", "Nikita"),
        ("Никитина", "Никита"),
    ],
)
def test_a_surname_is_not_shared_by_who_has_the_first_name_it_is_made_of(
    surname: str, allowed: str
) -> None:
    here = Finder([Guarded("1", "x", (f"Sergo {surname}",), True)], [f"{allowed} Sidorov"])
    assert [hit.found for hit in here.find(f"{allowed} and {surname}")] == [surname]


def test_short_words_of_a_long_name_count_together_only() -> None:
    here = Finder([Guarded("1", "Ан Ли", ("Ан Ли",), True)])
    assert here.find("An old man; Li Bai") == []
    assert here.find("Ms Li An")[0].found == "Li An"


def test_a_finder_without_names_finds_nothing() -> None:
    assert not Finder([])
    assert Finder([]).find("Danara Ismetova") == []
    assert not Finder([Guarded("1", "?", ("…",), True)])


def test_a_long_text_is_read_quickly() -> None:
    names = tuple(f"Name{n} Surname{n}ova" for n in range(200))
    here = Finder([Guarded(str(n), name, (name,), True) for n, name in enumerate(names)])
    text = "The court heard the witness and adjourned until Monday. " * 4000
    before = time.process_time()
    assert here.find(text) == []
    assert time.process_time() - before < 5
