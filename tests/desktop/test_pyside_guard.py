# SPDX-License-Identifier: GPL-3.0-or-later
"""PySide6 6.12.0 on Python 3.11 lost a reference to None at every call that returns nothing,
and the process died after a few thousand. This finds any release that does so again."""

import sys

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLabel

CALLS = 20_000


def test_calls_that_return_nothing_leave_none_alone(qapp: QApplication) -> None:
    thing, shown = QObject(), QLabel()
    before = sys.getrefcount(None)
    for _call in range(CALLS // 2):
        thing.setObjectName("")
        shown.setText("")
    assert abs(sys.getrefcount(None) - before) < CALLS // 100
    shown.deleteLater()
