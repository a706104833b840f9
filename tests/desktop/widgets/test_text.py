# SPDX-License-Identifier: GPL-3.0-or-later
"""Labels."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from casefile.desktop.widgets.text import label

UPRIGHT = Qt.AlignmentFlag.AlignVertical_Mask


@pytest.mark.parametrize("wrap", [False, True])
def test_a_label_in_a_mirrored_window_is_on_the_right_whatever_its_letters(
    qapp: QApplication, wrap: bool
) -> None:
    plain = label("Title", wrap=wrap).alignment()
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        mirrored = label("Title", wrap=wrap).alignment()
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
    assert mirrored & ~UPRIGHT == right
    assert mirrored & UPRIGHT == plain & UPRIGHT
