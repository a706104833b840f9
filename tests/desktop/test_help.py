# SPDX-License-Identifier: GPL-3.0-or-later
"""The program says what it is, and whose works are part of it."""

from PySide6.QtWidgets import QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from casefile.base.licences import carried, third_party
from casefile.desktop import help as help_


def test_about_lists_the_works_of_others_in_plain_text(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    help_.show_about(parent)
    (listed,) = parent.findChildren(QPlainTextEdit)
    assert listed.accessibleName()
    assert listed.isReadOnly()
    assert listed.tabChangesFocus(), "the keyboard must get out of it again"
    lines = listed.toPlainText().splitlines()
    between = lines.index("")
    assert between == len(third_party()) > 30
    assert len(lines) == between + 1 + len(carried())
    assert "FiraGO (pymupdf-fonts) – OFL-1.1" in lines
    assert any(line.startswith("sqlcipher3 ") and line.endswith("Zlib") for line in lines)
