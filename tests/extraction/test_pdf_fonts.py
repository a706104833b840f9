# SPDX-License-Identifier: GPL-3.0-or-later
import ctypes

import pytest

from casefile.extraction import pdf_fonts
from casefile.extraction.pdf_fonts import stand_in


@pytest.mark.parametrize(
    ("weight", "italic", "pitch", "face", "handle"),
    [
        (400, 0, 0, b"Helvetica", 1),
        (700, 0, 16, b"TimesNewRoman-Bold", 2),
        (400, 1, 0, b"Arial", 3),
        (700, 1, 0, b"Arial", 4),
        (400, 0, 1, b"Courier", 5),
        (700, 1, 1, b"Courier", 6),
        (400, 0, 0, b"Symbol", 0),
        (400, 0, 0, b"ZapfDingbats", 0),
    ],
)
def test_a_font_of_the_same_look_stands_in(
    weight: int, italic: int, pitch: int, face: bytes, handle: int
) -> None:
    assert stand_in(weight, italic, pitch, face) == handle


def test_the_whole_font_is_handed_out_and_no_more() -> None:
    pdf_fonts.install()
    size = pdf_fonts._data(None, 1, 0, None, 0)
    room = ctypes.create_string_buffer(size + 8)
    assert pdf_fonts._data(None, 1, 0, room, size - 1) == size
    assert room.raw == bytes(size + 8)
    assert pdf_fonts._data(None, 1, 0, room, size) == size
    assert room.raw.startswith(b"\0\1\0\0")
    assert room.raw.endswith(bytes(8))


def test_there_are_no_single_tables_and_no_other_fonts() -> None:
    pdf_fonts.install()
    assert pdf_fonts._data(None, 1, 0x74746366, None, 0) == 0
    assert pdf_fonts._data(None, 99, 0, None, 0) == 0
