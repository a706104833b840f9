# SPDX-License-Identifier: GPL-3.0-or-later
"""The letters: the system's own interface font, FiraGO where the system has none.

FiraGO covers Latin, Cyrillic with Kazakh, Arabic, Georgian and more; it travels with the program
for the briefings anyway.
"""

import pymupdf_fonts
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo
from PySide6.QtWidgets import QApplication

BASE = 13  # pixels at 100 %
FALLBACK = "FiraGO"
_NO_INTERFACE_FONT = {"", "sans", "sans serif", "dejavu sans", "bitstream vera sans", "helvetica"}
_SYSTEM_POINTS = 10.0  # what desktops set at 100 %: 9 on Windows and X11, 10 on KDE, 11 on GNOME


def dress(application: QApplication) -> None:
    """Give the application its font: family, 13 px or what the system's larger text asks for."""
    system = application.font()
    family = QFontInfo(system).family()
    if family.casefold() in _NO_INTERFACE_FONT:
        load_fallback("figo", "figbo")
        family = FALLBACK
    font = QFont(family)
    font.setPixelSize(base_size(system))
    application.setFont(font)


def base_size(system: QFont) -> int:
    """13 px, larger in step with a system font over 11 points (someone asked for larger text)."""
    points = system.pointSizeF()
    if points <= 11:
        return BASE
    return round(BASE * points / _SYSTEM_POINTS)


def scale_of(font: QFont) -> float:
    """How much larger than at 100 % its text is; never less than 1."""
    return max(font.pixelSize(), BASE) / BASE


def load_fallback(*styles: str) -> None:
    """Make styles of FiraGO known to Qt: `figo`, `figbo`, `figit`, `figbi` (each about 40 ms)."""
    for style in styles:
        QFontDatabase.addApplicationFontFromData(pymupdf_fonts.myfont(style))


def tabular(font: QFont) -> QFont:
    """The same font with digits of one width, so that times stand under each other."""
    font = QFont(font)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def sized(font: QFont, pixels: float, *, bold: bool = False, italic: bool = False) -> QFont:
    """The same font at a size given for 100 %, scaled as the base is."""
    scaled = QFont(font)
    scaled.setPixelSize(round(pixels * max(font.pixelSize(), 1) / BASE))
    scaled.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    scaled.setItalic(italic)
    return scaled
