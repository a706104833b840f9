# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may be the same, and whom a person may mean."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.names.match import PROBABLY_SAME, candidates, same_person
from tests.names.test_fold import surnames

PEOPLE = [
    "Larisa Kharkova",
    "Nurbek Kushakbayev",
    "Amin Yeleusinov",
    "Aliaksandr Yarashuk",
    "Svetlana Shinaliyeva",
    "Danara Ismetova",
]


class TestSamePerson:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Larisa Kharkova", "Лариса Харькова"),
            ("Larisa Kharkova", "Харькова Лариса"),
            ("Қушақбаев Нұрбек", "Nurbek Koushakbaïev"),
            ("Muhammad Karimov", "محمد كريموف"),
            ("Нурбек Кушакбаев", "نوربك كوشاكباييف"),
            ("Wang Xiaoming", "王小明"),
            ("Abdul-Karim", "Абдулкарим"),
        ],
    )
    def test_surely(self, one: str, other: str) -> None:
        assert same_person([one], [other]) == same_person([other], [one]) == 1.0

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("L. Kharkova", "Лариса Харькова"),
            ("Шиналиева С.", "Svetlana Shinaliyeva"),
            ("Larisa Kharkova", "Лариса Николаевна Харькова"),
            ("Larisa Karkova", "Лариса Харькова"),
            ("Amin Eleussinov", "Амин Елюсинов"),
        ],
    )
    def test_probably(self, one: str, other: str) -> None:
        assert PROBABLY_SAME <= same_person([one], [other]) < 1.0

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Larisa Kharkova", "Ivan Kharkov"),
            ("Larisa Kharkova", "Лидия Харькова"),
            ("Nurbek Kushakbayev", "Nurlan Kushakbayev"),
            ("Ivan Petrov", "Ivan Petrovsky"),
            ("Kharkova", "Larisa Kharkova"),
            ("Larisa", "Larisa Kharkova"),
            ("L. K.", "Larisa Kharkova"),
            ("Muhammad Karimov", "أحمد كريموف"),
            ("A", "B"),
        ],
    )
    def test_not_by_this_alone(self, one: str, other: str) -> None:
        assert same_person([one], [other]) < PROBABLY_SAME

    @pytest.mark.parametrize("nothing", [[], [""], ["—"], ["\u200b"]])
    def test_nothing_is_like_nothing(self, nothing: list[str]) -> None:
        assert same_person(nothing, ["Larisa Kharkova"]) == 0.0
        assert same_person(["Larisa Kharkova"], nothing) == 0.0
        assert same_person(nothing, nothing) == 0.0

    def test_arabic_without_a_consonant_is_like_nothing(self) -> None:
        assert same_person(["Aia"], ["و"]) == 0.0

    def test_the_best_pair_of_names_counts(self) -> None:
        known = ["Confederation of Independent Trade Unions", "KNPRK", "КНПРК"]
        assert same_person(known, ["CITUK", "Knprk"]) == 1.0
        assert same_person(iter(known), iter(["KNPRK"])) == 1.0

    def test_few_different_surnames_seem_one(self) -> None:
        """Counted on this list: 18 of 90,100 pairs."""
        names = surnames()
        alike = sum(
            same_person([one], [other]) >= PROBABLY_SAME for one, other in combinations(names, 2)
        )
        assert alike < len(names) * (len(names) - 1) / 2 * 0.001

    @given(st.text(max_size=20), st.text(max_size=20))
    def test_is_a_share_and_has_no_sides(self, one: str, other: str) -> None:
        score = same_person([one], [other])
        assert 0.0 <= score <= 1.0
        assert score == same_person([other], [one])


class TestCandidates:
    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("kush", "Nurbek Kushakbayev"),
            ("Кушак", "Nurbek Kushakbayev"),
            ("Qushaqbaev N", "Nurbek Kushakbayev"),
            ("Кишакбаев", "Nurbek Kushakbayev"),
            ("Харькова", "Larisa Kharkova"),
            ("harkova larisa", "Larisa Kharkova"),
            ("елеу", "Amin Yeleusinov"),
            ("خاركوفا", "Larisa Kharkova"),
        ],
    )
    def test_the_first_is_who_was_meant(self, typed: str, meant: str) -> None:
        assert candidates(typed, PEOPLE, 3)[0][0] == meant

    @pytest.mark.parametrize("typed", ["", " ", "zzz", "Иванов", "!"])
    def test_nobody(self, typed: str) -> None:
        assert candidates(typed, PEOPLE, 3) == []

    def test_best_first_and_no_more_than_asked_for(self) -> None:
        found = candidates("kharkov", ["Kharkova", "Kharkov", "Harkov", "Harkavy", "Popov"], 10)
        scores = [score for _, score in found]
        assert scores == sorted(scores, reverse=True)
        assert {name for name, score in found if score == 1.0} == {"Kharkov", "Harkov"}
        assert len(candidates("kharkov", ["Kharkova", "Kharkov", "Harkov"], 2)) == 2
        assert candidates("kharkov", ["Kharkov"], 0) == []

    def test_each_name_once(self) -> None:
        assert candidates("kharkov", ["Kharkov", "Kharkov"], 5) == [("Kharkov", 1.0)]

    def test_names_that_fold_to_nothing_are_passed_over(self) -> None:
        assert candidates("kharkov", ["", "—"], 5) == []
