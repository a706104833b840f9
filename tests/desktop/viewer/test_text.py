# SPDX-License-Identifier: GPL-3.0-or-later
"""Texts in pieces: nothing is lost, no piece is too long, and what is found is where it stands."""

from itertools import chain

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casefile.desktop.theme import Theme, colours
from casefile.desktop.viewer.document import pieces_of
from casefile.desktop.viewer.matching import places, query_of
from casefile.desktop.viewer.text import TextView


@pytest.mark.parametrize(
    "text",
    ["", "\n", "short", "a\nb\n", "x" * 20_000, "line\n" * 30_000, "y" * 70_000 + "\n" + "z" * 9],
)
def test_pieces_make_up_the_text_and_break_only_long_lines(text: str) -> None:
    pieces = list(pieces_of(0, text))
    assert "".join(piece.text for piece in pieces) == text
    at = 0
    for piece in pieces:
        assert piece.start == at
        assert len(piece.text) <= 80_000
        assert max(map(len, piece.text.split("\n"))) <= 8_000
        assert piece.broken == (at > 0 and text[at - 1] != "\n")
        at += len(piece.text)


@pytest.fixture
def view(qtbot: QtBot) -> TextView:
    made = TextView()
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    return made


PAGES = ["😀 needle", "", "é" * 20_000 + " needle 😀 needle", "the end, needle"]


def test_matches_are_selected_where_they_stand(view: TextView) -> None:
    query = query_of("needle")
    assert query is not None
    for piece in chain.from_iterable(pieces_of(n, text) for n, text in enumerate(PAGES)):
        view.add([piece])
    found = {page: places(text, query) for page, text in enumerate(PAGES)}
    spots = [(page, place) for page, matches in found.items() for place in matches]
    assert len(spots) == 4
    for spot in spots:
        view.show_matches(found, spot)
        assert view.textCursor().selectedText() == "needle"
        assert view.extraSelections()
        marked = [one.cursor.selectedText() for one in view.extraSelections()]
        assert set(marked) == {"needle"}
    assert view.page == 3 or view.verticalScrollBar().value() > 0
    view.show_matches({}, None)
    assert view.extraSelections() == []


def test_matches_that_are_found_later_are_marked_where_none_were(view: TextView) -> None:
    view.add(list(pieces_of(0, "a needle")))
    found: dict[int, tuple[tuple[int, int], ...]] = {}
    view.show_matches(found, None)
    assert view.extraSelections() == []
    found[0] = ((2, 8),)  # a search fills it page by page
    view.show_matches(found, None)
    assert [one.cursor.selectedText() for one in view.extraSelections()] == ["needle"]


def test_marks_follow_the_appearance(view: TextView, qapp: QApplication) -> None:
    theme = Theme(qapp, "light")
    view.add(list(pieces_of(0, "a needle")))
    view.show_matches({0: ((2, 8),)}, None)
    for appearance in ("dark", "light"):
        theme.choose(appearance)
        view.setStyleSheet(theme.sheet)
        (marked,) = view.extraSelections()
        assert marked.format.background().color() == QColor(colours().mark), appearance


def test_what_is_not_there_yet_is_shown_when_it_comes(view: TextView) -> None:
    first, last = (list(pieces_of(page, f"page {page}")) for page in (0, 1))
    view.add(first)
    view.show_matches({1: ((5, 6),)}, (1, (5, 6)))
    assert view.textCursor().selectedText() == ""
    view.add(last)
    assert view.textCursor().selectedText() == "1"
