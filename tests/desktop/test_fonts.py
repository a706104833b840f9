# SPDX-License-Identifier: GPL-3.0-or-later
import pytest
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QRawFont
from PySide6.QtWidgets import QApplication

from casefile.desktop import fonts


@pytest.fixture
def firago(qapp: QApplication) -> QFont:
    fonts.load_fallback("figo", "figbo")
    return QFont(fonts.FALLBACK)


def test_the_fallback_is_known_by_its_name(firago: QFont) -> None:
    assert fonts.FALLBACK in QFontDatabase.families()
    assert QFontInfo(firago).family() == fonts.FALLBACK


@pytest.mark.parametrize("letters", ["ЁЖЩя", "ӘҒҚҢӨҰҮҺі", "قاضي", "ğışŞİ", "ქართ", "àéœ"])
def test_the_fallback_has_the_letters_of_the_courts(firago: QFont, letters: str) -> None:
    raw = QRawFont.fromFont(firago)
    assert all(raw.supportsCharacter(ord(letter)) for letter in letters)


def test_text_grows_with_the_systems_text() -> None:
    usual, larger, twice = QFont(), QFont(), QFont()
    usual.setPointSizeF(9)
    larger.setPointSizeF(15)
    twice.setPointSizeF(20)
    assert [fonts.base_size(font) for font in (usual, larger, twice)] == [13, 20, 26]


def test_times_stand_under_each_other(firago: QFont) -> None:
    assert QFont.Tag("tnum") in fonts.tabular(firago).featureTags()


def test_sizes_follow_the_base(qapp: QApplication) -> None:
    base = QFont(qapp.font())
    base.setPixelSize(26)
    assert fonts.sized(base, 14).pixelSize() == 28
