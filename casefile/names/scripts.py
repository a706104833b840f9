# SPDX-License-Identifier: GPL-3.0-or-later
"""Which script a name is written in, told from its letters."""

import unicodedata
from collections import Counter

_SCRIPTS = {
    "LATIN": "Latn", "CYRILLIC": "Cyrl", "ARABIC": "Arab", "HEBREW": "Hebr", "GREEK": "Grek",
    "ARMENIAN": "Armn", "GEORGIAN": "Geor", "DEVANAGARI": "Deva", "BENGALI": "Beng",
    "MYANMAR": "Mymr", "KHMER": "Khmr", "THAI": "Thai", "HANGUL": "Hang", "HIRAGANA": "Jpan",
    "KATAKANA": "Jpan", "CJK": "Hani", "ETHIOPIC": "Ethi", "TAMIL": "Taml", "SINHALA": "Sinh",
    "LAO": "Laoo", "TIBETAN": "Tibt", "MONGOLIAN": "Mong",
}  # fmt: skip
"""ISO 15924, by the first word of the Unicode name of a letter."""


def script_of(text: str) -> str:
    """The ISO 15924 code of the script that most letters are of; empty where there are none.

    Japanese is told by its kana; Chinese letters alone are `Hani`, simplified or not.
    """
    words = (unicodedata.name(letter, "").split(" ")[0] for letter in text if letter.isalpha())
    counted = Counter(_SCRIPTS[word] for word in words if word in _SCRIPTS)
    if not counted:
        return ""
    return "Jpan" if "Jpan" in counted else counted.most_common(1)[0][0]
