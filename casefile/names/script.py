# SPDX-License-Identifier: GPL-3.0-or-later
"""In which script a name is written."""

import unicodedata

_SCRIPTS = {
    "LATIN": "Latn", "CYRILLIC": "Cyrl", "ARABIC": "Arab", "HEBREW": "Hebr", "GREEK": "Grek",
    "ARMENIAN": "Armn", "GEORGIAN": "Geor", "CJK": "Hani", "HANGUL": "Hang", "THAI": "Thai",
    "HIRAGANA": "Hira", "KATAKANA": "Kana", "DEVANAGARI": "Deva", "MONGOLIAN": "Mong",
}  # fmt: skip
"""How Unicode's names of letters begin, and the codes of ISO 15924."""


def script_of(text: str) -> str:
    """The ISO 15924 code of the script of the first letter that has one; empty if none has."""
    known = (_SCRIPTS.get(unicodedata.name(letter, "").partition(" ")[0]) for letter in text)
    return next(filter(None, known), "")
