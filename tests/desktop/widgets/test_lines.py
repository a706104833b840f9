# SPDX-License-Identifier: GPL-3.0-or-later
"""Text broken into lines."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from casefile.desktop.fonts import sized
from casefile.desktop.widgets.lines import lay_out


def test_a_text_that_was_shortened_stays_on_its_line(qapp: QApplication) -> None:
    text = "Taken back · Line “09:59 The clerk says by telephone that…” added"
    font = sized(qapp.font(), 13, bold=True)
    widths = range(60, 420)
    shortened = [
        QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, width) for width in widths
    ]
    laid = [
        lay_out(shown, font, width, wrap=False)
        for shown, width in zip(shortened, widths, strict=True)
    ]
    assert {one.lineCount() for one in laid} == {1}
    wider = [
        one.lineAt(0).naturalTextWidth() - width for one, width in zip(laid, widths, strict=True)
    ]
    assert max(wider) < 4  # pixels: a hair, not a word
