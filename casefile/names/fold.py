# SPDX-License-Identifier: GPL-3.0-or-later
"""The key under which a name is found however it is written.

Names of the region travel through Russian and Kazakh Cyrillic, the Kazakh Latin alphabet of 2021,
Turkish, and the English, French, German and Polish ways of writing Russian. `fold` undoes
these: letters that only one habit knows are spelled the way the others hear them (`ş`, `sz` and
`sch` are `sh`), the rest is left to anyascii, then what the habits disagree on is dropped
(double letters, soft signs, the glide in `-baev`, `-bayev`, `-baïev`).

The rules know no language, so some different names share a key: they are for finding, and for
proposing, never for proof. `tests/names` measures how often that happens.
"""

import re
import unicodedata
from functools import lru_cache
from os.path import commonprefix

from anyascii import anyascii

# Letters whose plain ASCII likeness would be the wrong sound, or that habits spell apart.
_LETTERS = str.maketrans(
    {
        **dict.fromkeys("ьъӏ", ""),
        **dict.fromkeys("ёє", "e"),
        **dict.fromkeys("әə", "a"),
        **dict.fromkeys("ңŋñ", "n"),
        **dict.fromkeys("ғğǵ", "g"),
        **dict.fromkeys("şșšś", "sh"),
        **dict.fromkeys("çčć", "ch"),
        **dict.fromkeys("žżź", "zh"),
        **dict.fromkeys("أإآٱ", "ا"),
        **dict.fromkeys("ىی", "ي"),
        "ї": "i",
        "ў": "u",
        "ҳ": "h",
        "ҷ": "zh",
        "ک": "ك",
        "ة": "ه",
    }
)
# Marks that are not always written (Hebrew and Arabic vowels, tatweel) or can't be seen.
_MARKS = re.compile(
    "[\u0591-\u05bd\u05bf-\u05c7\u0640\u064b-\u065f\u0670"
    "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_POSSESSIVE = re.compile(r"(?<=[^\W\d_])['’]s(?!\w)")
_UZBEK_O = re.compile(r"o[ʻʼ’‘'`](?=[^\W\d_])")
_QUOTE = re.compile("['`]")
_WORD = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]")

# One letter tells whose spelling a word is in, and so how its c and j are heard.
_TURKIC_WORD = re.compile(r"\w*[ışğə]\w*")
_SLAVIC_WORD = re.compile(r"\w*[čćšśěřůłżźąę]\w*")

_FRENCH_ENDS = ("ine", "eff", "off")
_GERMAN_ENDS = tuple(
    vowel + end
    for vowel in ("ow", "ew")
    for end in ("", "a", "ski", "skij", "ska", "skaja", "icz", "itsch")
)

_ENDS = {
    "off": "ov", "of": "ov", "ou": "ov", "eff": "ev", "ef": "ev", "eu": "ev",
    "ine": "in", "skaja": "skaia",
}  # fmt: skip
_SOUNDS = {
    "dzh": "zh", "dj": "zh", "j": "zh", "zh": "zh", "sh": "sh",
    "tch": "ch", "ch": "ch", "cz": "ch", "sz": "sh",
    "kh": "h", "x": "h", "gh": "g", "gue": "ge", "gui": "gi", "ph": "f",
    "ck": "k", "ce": "se", "ci": "si", "cy": "si", "c": "k", "q": "k",
    "ex": "eks", "tz": "ts", "w": "v", "ou": "u", "y": "i",
}  # fmt: skip
_SOUND = re.compile("dzh|dj|zh|sh|tch|ch|[cs]z(?!h)|kh|gh|gu[ei]|ph|ck|c[eiy]|ex|tz|ou|[cjqwxy]")
_DOUBLE = re.compile(r"([a-z])\1+")
_GLIDES = {"ie": "e", "io": "e", "iu": "u", "ov": "ev"}
_GLIDE = re.compile(
    "ie|(?:(?<=[bcdfghklmnpqrstvwxz])|^)io|(?<=[bcdfghklmnpqrstvwxz])iu|(?<=[csz]h)ov(?=a?$)"
)


def words(text: str) -> list[str]:
    """The key of each word of a text, in order; ASCII small letters and digits."""
    folded = (_fold_word(word.lower()) for word in _WORD.findall(_to_ascii(text)))
    return [word for word in folded if word]


def fold(text: str) -> str:
    """The key of a name or of any text: its folded words with a space between them.

    Folding a key again changes nothing.
    """
    return " ".join(words(text))


def beginning(typed: str) -> str:
    """What the key of a name begins with, while that name is still being typed.

    The last letters may sound otherwise once the next is there (`Kushakbay` becomes
    `Kushakbayev`), so only what every next letter would leave is kept of the last word.
    A space behind it says that it is finished.
    """
    if typed[-1:].isspace():
        return fold(typed)
    following = [fold(typed + letter) for letter in ("a", "e", "o", "z")]
    return commonprefix(following) or fold(typed)  # noqa: RUF071 - letters, not folders


def _to_ascii(text: str) -> str:
    """ASCII in which capitals only begin the syllables of scripts that write no spaces."""
    text = unicodedata.normalize("NFKC", text).lower()
    if text.isascii() and not _QUOTE.search(text):
        return text
    text = _MARKS.sub("", text)
    text = _TURKIC_WORD.sub(lambda word: word[0].replace("c", "j"), text)
    text = _SLAVIC_WORD.sub(lambda word: word[0].replace("j", "y"), text)
    text = _POSSESSIVE.sub("", text.translate(_LETTERS))
    return _QUOTE.sub("", anyascii(_UZBEK_O.sub("u", text)))


@lru_cache(maxsize=8192)
def _fold_word(word: str) -> str:
    """One word of small ASCII letters and digits, by its sounds."""
    if not word.isalpha():
        return word
    while (folded := _simplified(_by_habit(word))) != word:
        word = folded
    return word


def _by_habit(word: str) -> str:
    """The word with `ch` and `j` as English hears them, where it looks French or German."""
    if "sch" in word or word.endswith(_GERMAN_ENDS):
        word = word.replace("cz", "tsch").replace("tsch", "\0").replace("sch", "sh")
        return word.replace("ch", "kh").replace("\0", "ch").replace("j", "y")
    if "tch" in word or "ou" in word or word.endswith(_FRENCH_ENDS):
        return word.replace("tch", "\0").replace("ch", "sh").replace("\0", "ch")
    return word


def _simplified(word: str) -> str:
    for end, heard in _ENDS.items():
        if word.endswith(end) and len(word) > len(end) + 1:
            word = word.removesuffix(end) + heard
            break
    if word[-1] == "j" and word[-2:-1] in ("a", "e", "i", "o", "u"):
        word = word[:-1] + "i"
    word = _SOUND.sub(lambda sound: _SOUNDS[sound[0]], word)
    word = _DOUBLE.sub(r"\1", word)
    return _GLIDE.sub(lambda glide: _GLIDES[glide[0]], word)
