# SPDX-License-Identifier: GPL-3.0-or-later
import pytest

from casefile.names.scripts import script_of


@pytest.mark.parametrize(
    ("name", "script"),
    [
        ("Larisa Kharkova", "Latn"),
        ("Лариса Харькова", "Cyrl"),
        ("Қуанышбек", "Cyrl"),
        ("محمد علي", "Arab"),
        ("משה", "Hebr"),
        ("ლარისა", "Geor"),
        ("Ելենա", "Armn"),
        ("田中さくら", "Jpan"),
        ("王小明", "Hani"),
        ("김철수", "Hang"),
        ("", ""),
        ("123 –", ""),
        ("ITUC, Лариса Харькова", "Cyrl"),
        ("\u202eLarisa\u2069", "Latn"),
    ],
)
def test_the_script_that_most_letters_are_of(name: str, script: str) -> None:
    assert script_of(name) == script
