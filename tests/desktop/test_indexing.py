# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading documents waits for whoever types."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest

from casefile.casework import looking
from casefile.casework.looking import Waiting
from casefile.desktop.documents import indexing
from tests.desktop.conftest import PASSPHRASE
from tests.desktop.driving import Driver


def test_a_long_text_waits_until_nobody_types(
    opened: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "LONG", 100)
    monkeypatch.setattr(indexing, "QUIET", 3_600.0)
    documents = opened.furnished.pages.documents
    looked = QSignalSpy(documents.indexing.looked)
    QTest.keyClick(opened.window.windowHandle(), Qt.Key.Key_Shift)
    for name, text in (("b short.txt", "short"), ("a long.txt", "word " * 50)):
        (tmp_path / name).write_text(text)
    documents.take_in([tmp_path / "a long.txt", tmp_path / "b short.txt"])
    opened.wait(lambda: looked.count() == 1)
    opened.settle()
    assert looked.count() == 1
    monkeypatch.setattr(indexing, "QUIET", 0.0)
    opened.window.lock()
    opened.unlock(PASSPHRASE)
    unread: list[tuple[list[Waiting], int]] = []
    opened.furnished.desk.session.ask(looking.unread, done=unread.append)
    opened.settle()
    assert unread == [([], 0)]
