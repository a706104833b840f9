# SPDX-License-Identifier: GPL-3.0-or-later
"""Plain text in the encodings that reach an observer: Unicode, else Cyrillic or Western."""

import codecs

from casefile.extraction.pages import TextPages, paged
from casefile.extraction.protocol import Failure, Fault

_MARKS = (  # the longer ones first: UTF-32's begins like UTF-16's
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 1 << 16  # bytes looked at to guess

for _name in (*(name for _, name in _MARKS), "cp1251", "koi8-r", "cp1252"):
    codecs.lookup(_name)  # loaded now: nothing can be opened later


def open_plaintext(untrusted: bytes) -> TextPages:
    """The pages of a text file. Raises Fault for bytes that are no text."""
    return paged(decoded(untrusted))


def decoded(untrusted: bytes) -> str:
    """The text of bytes in an unknown encoding; what can't be read becomes U+FFFD.

    Raises Fault for bytes that are no text: with zeros outside UTF-16, or many control characters.
    """
    for mark, name in _MARKS:
        if untrusted.startswith(mark):
            return untrusted[len(mark) :].decode(name, "replace")
    try:
        text = untrusted.decode("utf-8")
    except UnicodeDecodeError:
        text = untrusted.decode(guess(untrusted[:_SAMPLE]), "replace")
    if "\0" in text[:_SAMPLE]:
        text = _unmarked_utf16(untrusted)
    if controls(text) * 50 > min(len(text), _SAMPLE):
        raise Fault(Failure.NOT_WHAT_IT_SAYS)
    return text


def controls(text: str) -> int:
    """How many control characters that no text has stand in its beginning."""
    return sum(c < " " and c not in "\t\n\f\r\x1b" for c in text[:_SAMPLE])


def guess(sample: bytes) -> str:
    """The name of the likeliest 8-bit encoding.

    In Cyrillic text most letters are high bytes, in Western text few. Small letters, the most
    frequent ones, are E0–FF in Windows-1251 and C0–DF in KOI8-R.
    """
    low = sum(chr(byte).isalpha() for byte in sample if byte < 0x80)
    first, second = (
        sum(start <= byte <= start + 0x1F for byte in sample) for start in (0xC0, 0xE0)
    )
    if (first + second) * 2 < low:
        return "cp1252"
    return "koi8-r" if first > second else "cp1251"


def _unmarked_utf16(untrusted: bytes) -> str:
    """UTF-16 has its zeros, those of spaces and Latin letters, all on one side, and many."""
    sample = untrusted[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if min(even, odd) * 10 > max(even, odd) or max(even, odd) * 20 < len(sample):
        raise Fault(Failure.NOT_WHAT_IT_SAYS)
    return untrusted.decode("utf-16-be" if even > odd else "utf-16-le", "replace")
