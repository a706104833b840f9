# SPDX-License-Identifier: GPL-3.0-or-later
"""The script of a name."""

import pytest

from casefile.names.script import script_of


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Kush", "Latn"), ("Кушакбаев", "Cyrl"), ("Қушақбаев", "Cyrl"), ("كوشاكباييف", "Arab"),
        ("נועם", "Hebr"), ("«Құ»", "Cyrl"), ("123 Kush", "Latn"), ("\u202eКуш", "Cyrl"),
        ("Η Ελένη", "Grek"), ("李", "Hani"), ("", ""), ("12 …", ""), ("\ud800", ""),
    ],
)  # fmt: skip
def test_the_first_letter_tells_the_script(text: str, script: str) -> None:
    assert script_of(text) == script
