# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of a log: scrolls and is read by keys at any length, with a part of it in memory."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QFont, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casefile.casework import logs
from casefile.desktop.log.list import LogList
from casefile.desktop.log.model import NO_LINES
from casefile.records.values import Break
from tests.desktop.shelf import START, Shelf, a_hearing, a_row

Key = Qt.Key
Make = Callable[..., Shelf]


@pytest.fixture
def make(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Make:
    """Shows a log of so many lines; pages are of 16 lines."""
    monkeypatch.setattr(logs, "PAGE", 16)

    def made(count: int, *breaks: Break, **more: bool) -> Shelf:
        shown = LogList()
        qtbot.addWidget(shown)
        shown.resize(800, 400)
        shown.set_hearing(a_hearing(*breaks))
        shown.show()
        shelf = Shelf(shown, count, **more)
        shelf.open()
        QTest.qWait(1)
        return shelf

    return made


def let_come(shelf: Shelf) -> None:
    """Until nothing is wished for."""
    shelf.list.grab()
    for _time in range(30):
        if not shelf.wishes:
            return
        shelf.answer()
        shelf.list.grab()
    raise AssertionError("the list wishes for ever")


def seen(shelf: Shelf) -> list[str]:
    """The words of the lines that are seen; a dash for one that is on its way."""
    rows = [shelf.list.row_at(place) for place in shelf.list.places_seen()]
    return [row.note.text if row else "–" for row in rows]


def press(shelf: Shelf, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(shelf.list, key)


def chosen(shelf: Shelf) -> str:
    row = shelf.list.chosen_row
    return row.note.text if row else "–"


def test_it_opens_at_its_end(make: Make) -> None:
    shelf = make(1000)
    assert seen(shelf)[-1] == "Line 999"
    assert shelf.list.at_end
    assert shelf.list.verticalScrollBar().value() == shelf.list.verticalScrollBar().maximum()


def test_a_short_log_stands_at_the_top(make: Make) -> None:
    shelf = make(3)
    assert seen(shelf) == ["Line 0", "Line 1", "Line 2"]
    assert shelf.list.box_of(shelf.list.first).top() == 0
    assert shelf.list.verticalScrollBar().maximum() == 0


def test_an_empty_log_bears_every_key(make: Make) -> None:
    shelf = make(0)
    keys = (Key.Key_Up, Key.Key_Down, Key.Key_Home, Key.Key_End, Key.Key_PageUp, Key.Key_Space)
    press(shelf, *keys)
    shelf.list.scroll_by(100)
    shelf.list.scroll_by(-100)
    assert (seen(shelf), shelf.list.chosen) == ([], None)


def test_every_line_is_met_once_on_the_way_up(make: Make) -> None:
    shelf = make(60)
    met = list(seen(shelf))
    while shelf.list.verticalScrollBar().value():
        shelf.list.scroll_by(-70)
        let_come(shelf)
        met = [text for text in seen(shelf) if text not in met] + met
    assert met == [f"Line {number}" for number in range(60)]


def test_the_wheel_and_the_keys_move_it(make: Make) -> None:
    shelf = make(300)
    before = seen(shelf)[0]
    at = QPointF(50, 50)
    wheel = QWheelEvent(
        at, at, QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(shelf.list.viewport(), wheel)
    assert seen(shelf)[0] != before
    assert not shelf.list.at_end
    press(shelf, Key.Key_End)
    assert (chosen(shelf), shelf.list.at_end) == ("Line 299", True)
    press(shelf, Key.Key_Up, Key.Key_Up)
    assert chosen(shelf) == "Line 297"
    press(shelf, Key.Key_PageUp)
    assert int(chosen(shelf)[5:]) in range(286, 291)
    press(shelf, Key.Key_PageDown)
    assert int(chosen(shelf)[5:]) in range(295, 300)
    press(shelf, Key.Key_Home)
    let_come(shelf)
    assert (chosen(shelf), seen(shelf)[0]) == ("Line 0", "Line 0")
    press(shelf, Key.Key_Down, Key.Key_Down)
    assert chosen(shelf) == "Line 2"


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.77, 1.0])
def test_the_bar_stands_for_the_share_of_lines(make: Make, share: float) -> None:
    shelf = make(1000)
    bar = shelf.list.verticalScrollBar()
    bar.setValue(round(bar.maximum() * share))
    let_come(shelf)
    first = int(seen(shelf)[0][5:])
    assert abs(first - share * (1000 - len(seen(shelf)))) < 3
    before = bar.value()
    shelf.list.scroll_by(1)
    shelf.list.scroll_by(-1)
    assert abs(bar.value() - before) <= 1


def test_lines_that_are_on_their_way_are_bars(make: Make) -> None:
    shelf = make(1000)
    shelf.list.verticalScrollBar().setValue(0)
    shelf.list.grab()
    assert set(seen(shelf)) == {"–"}
    assert shelf.wishes
    let_come(shelf)
    assert seen(shelf)[0] == "Line 0"


def test_a_million_lines_cost_what_is_seen(make: Make) -> None:
    """Places alone: nothing grows with the count but where pages begin."""
    shelf = make(50)
    shelf.list.lines._about = 1_000_000
    shelf.list.lines._left = None
    shelf.list.refresh()
    assert shelf.list.lines.count == 1_000_000
    shelf.list.verticalScrollBar().setValue(500_000 * shelf.list.row_height)
    shelf.list.grab()
    assert len(shelf.list._painter._laid) < 100
    assert set(seen(shelf)) == {"–"}


def test_few_pages_are_kept(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("casefile.desktop.log.model._KEPT", 4)
    shelf = make(1000)
    bar = shelf.list.verticalScrollBar()
    for at in range(0, bar.maximum(), 2000):
        bar.setValue(at)
        let_come(shelf)
    assert len(shelf.list.lines._pages) <= 4
    bar.setValue(0)
    let_come(shelf)
    assert seen(shelf)[0] == "Line 0"


def test_while_the_length_is_guessed_the_place_is_kept(make: Make) -> None:
    shelf = make(400, stepwise=True)
    shelf.list.scroll_by(-200)
    before = seen(shelf)
    assert not shelf.list.lines.complete
    assert "about 400" in shelf.list.told()
    for _time in range(30):
        shelf.step()
    assert shelf.list.lines.complete
    assert shelf.list.lines.count == 400
    assert seen(shelf) == before
    press(shelf, Key.Key_Home)
    let_come(shelf)
    assert chosen(shelf) == "Line 0"


def test_home_waits_for_the_beginning_to_be_found(make: Make) -> None:
    shelf = make(400, stepwise=True)
    press(shelf, Key.Key_Home)
    assert chosen(shelf) == "–"
    for _time in range(10):
        shelf.step()
    shelf.list._soon.timeout.emit()  # a tenth of a second later
    assert not shelf.list.lines.complete
    for _time in range(30):
        shelf.step()
    let_come(shelf)
    assert chosen(shelf) == "Line 0"


def test_a_new_line_is_followed_at_the_end_only(make: Make) -> None:
    shelf = make(100)
    shelf.list.append([a_row(100)])
    assert seen(shelf)[-1] == "Line 100"
    shelf.list.scroll_by(-300)
    before = seen(shelf)
    shelf.list.append([a_row(101)])
    assert seen(shelf) == before
    press(shelf, Key.Key_End)
    assert chosen(shelf) == "Line 101"


def test_a_line_that_is_there_is_not_added_again(make: Make) -> None:
    shelf = make(10)
    shelf.list.append([a_row(8), a_row(9), a_row(10)])
    assert shelf.list.lines.count == 11


def test_the_first_lines_of_an_empty_log(make: Make) -> None:
    shelf = make(0)
    shelf.list.append([a_row(0), a_row(1)])
    assert seen(shelf) == ["Line 0", "Line 1"]
    assert shelf.list.lines.complete


def test_a_correction_strikes_what_it_corrects(make: Make) -> None:
    shelf = make(5)
    shelf.list.append([a_row(5, corrects=a_row(3).note.id)])
    row = shelf.list.row_at(3)
    assert row is not None
    assert row.corrected
    asked: list[str] = []
    shelf.list.line_wanted.connect(asked.append)
    shelf.list.choose(3)
    press(shelf, Key.Key_Space)
    shelf.list.choose(5)
    press(shelf, Key.Key_Space)
    assert asked == [a_row(5).note.id, a_row(3).note.id]


def test_a_click_chooses_and_escape_lets_go(make: Make) -> None:
    shelf = make(5)
    heard: list[object] = []
    shelf.list.row_chosen.connect(heard.append)
    box = shelf.list.box_of(2)
    QTest.mouseClick(
        shelf.list.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
        box.center(),
    )  # fmt: skip
    assert chosen(shelf) == "Line 2"
    press(shelf, Key.Key_Escape)
    assert shelf.list.chosen is None
    assert heard == [shelf.list.row_at(2), None]


def test_a_line_in_sight_stays_in_sight_when_room_is_taken(make: Make) -> None:
    shelf = make(100)
    shelf.list.scroll_by(-200)
    shelf.list.grab()
    shelf.list.choose(shelf.list.places_seen()[-2])
    shelf.list.grab()
    shelf.list.resize(800, 250)
    box = shelf.list.box_of(shelf.list.chosen or 0)
    assert not box.isEmpty()
    assert box.bottom() <= shelf.list.viewport().height()


def test_read_again_it_stands_where_it_stood(make: Make) -> None:
    shelf = make(100)
    shelf.list.scroll_by(-150)
    before = seen(shelf)
    shelf.list.choose(shelf.list.places_seen()[2])
    text = chosen(shelf)
    shelf.open()
    assert (seen(shelf), chosen(shelf)) == (before, text)


HOSTILE = (
    "<b>bold</b> & <img src='file:///etc/passwd'>", "\u202eright to left\u202c", "x" * 10_000,
    "שלום " * 500, "\n\n\n", "👩\u200d⚖️" * 400, "Ә" * 3000, "\u0301" * 500, "\u200f" + "a" * 40,
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_any_words_are_painted(make: Make, text: str) -> None:
    shelf = make(3)
    shelf.list.append([a_row(3, text), a_row(4, "after")])
    press(shelf, Key.Key_End, Key.Key_Home, Key.Key_Down, Key.Key_Down, Key.Key_Down, Key.Key_End)
    shelf.list.grab()
    assert seen(shelf)[-1] == "after"
    for _time in range(40):
        shelf.list.scroll_by(-500)
    assert seen(shelf)[0] == "Line 0"


def test_larger_letters_take_more_room(make: Make) -> None:
    shelf = make(100)
    fewer = len(seen(shelf))
    font = QFont(shelf.list.font())
    font.setPixelSize(26)
    shelf.list.setFont(font)
    assert len(seen(shelf)) < fewer * 0.7
    assert seen(shelf)[-1] == "Line 99"


def test_mirrored_it_is_the_same_list(make: Make) -> None:
    shelf = make(30)
    shelf.list.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    shelf.list.grab()
    assert seen(shelf)[-1] == "Line 29"


def test_breaks_and_days_stand_between_the_lines(make: Make) -> None:
    pause = Break(started_at=START.moved(2), ended_at=START.moved(17), reason="Lunch")
    late = Break(started_at=START.moved(50))
    shelf = make(5, pause, late)
    shelf.list.append([a_row(9, at="2017-09-28T00:01+06:00[Asia/Almaty]")])
    shown = [shelf.list._shown(place) for place in range(6)]
    assert [one.breaks for one in shown] == [
        (), (), (), ("Break 10:02–10:17, 15 min · Lunch",), (), ("Break since 10:50",),
    ]  # fmt: skip
    assert [one.day for one in shown] == ["", "", "", "", "", "Thursday 28 September 2017"]
    assert shelf.list.height_of(3) > shelf.list.height_of(2)
    assert shelf.list.height_of(5) > shelf.list.height_of(2)


def test_a_break_after_the_last_line_stands_below_it(make: Make) -> None:
    shelf = make(3, Break(started_at=START.moved(60)))
    assert shelf.list._shown(2).after == ("Break since 11:00",)
    assert shelf.list._shown(1).after == ()


def test_late_lines_bear_a_word_and_a_sign(make: Make) -> None:
    shelf = make(1)
    hour = 3_600_000
    shelf.list.append(
        [
            a_row(1, taken="same-day", lag=hour),
            a_row(2, taken="later", lag=30 * hour),
            a_row(3, taken="transcribed", lag=50 * hour),
            a_row(4, lag=hour),
            a_row(5, at="2017-09-27T06:05+02:00[Europe/Brussels]"),
        ]
    )
    signs = [shelf.list._shown(place).signs for place in range(6)]
    assert [[sign.word for sign in one] for one in signs] == [
        [], ["same day"], ["later"], ["paper"], ["clock"], ["Brussels"],
    ]  # fmt: skip
    assert len({sign.picture for one in signs for sign in one}) == 5


def test_languages_and_observers_are_said_once(make: Make) -> None:
    shelf = make(1)
    theirs = {"language": "kk", "via_interpreter": True}
    shelf.list.append([a_row(1, **theirs), a_row(2, **theirs)])
    assert [shelf.list._shown(place).remarks for place in range(3)] == [
        (), ("Қазақ тілі", "through an interpreter"), ("through an interpreter",),
    ]  # fmt: skip


# What a screen reader is told.


def heard(shelf: Shelf) -> list[str]:
    interface = QAccessible.queryAccessibleInterface(shelf.list)
    assert interface is not None
    rows = (interface.child(at) for at in range(interface.childCount()))
    return [row.text(QAccessible.Text.Name) for row in rows]


def test_a_screen_reader_meets_the_lines_that_are_seen(make: Make) -> None:
    shelf = make(1000)
    interface = QAccessible.queryAccessibleInterface(shelf.list)
    assert interface.role() == QAccessible.Role.List
    assert interface.text(QAccessible.Text.Name) == "Log of the hearing"
    assert interface.text(QAccessible.Text.Description) == "1000 entries"
    assert interface.childCount() == len(seen(shelf))
    assert heard(shelf)[-1].endswith("Judge, Line 999")
    row = interface.child(0)
    assert (row.role(), row.childCount()) == (QAccessible.Role.ListItem, 0)
    assert interface.indexOfChild(row) == 0
    assert row.parent().role() == QAccessible.Role.List
    assert interface.child(10_000) is None


def test_a_screen_reader_hears_which_line_is_chosen_and_where_it_stands(make: Make) -> None:
    shelf = make(1000)
    shelf.list.setFocus()
    press(shelf, Key.Key_End, Key.Key_Up)
    interface = QAccessible.queryAccessibleInterface(shelf.list)
    at = next(n for n in range(interface.childCount()) if interface.child(n).state().selected)
    row = interface.child(at)
    assert row.text(QAccessible.Text.Name).endswith("Line 998")
    assert row.text(QAccessible.Text.Description) == "line 999 of 1000"
    box = shelf.list.box_of(shelf.list.chosen or 0)
    assert row.rect().size() == box.size()
    middle = row.rect().center()
    assert interface.childAt(middle.x(), middle.y()).text(QAccessible.Text.Name).endswith("998")


def test_a_guess_is_told_as_one(make: Make) -> None:
    shelf = make(400, stepwise=True)
    press(shelf, Key.Key_End)
    interface = QAccessible.queryAccessibleInterface(shelf.list)
    assert interface.text(QAccessible.Text.Description) == "about 400 entries"
    last = interface.child(interface.childCount() - 1)
    assert last.text(QAccessible.Text.Description) == "line 400 of about 400"


def test_all_that_is_seen_of_a_line_is_heard(make: Make) -> None:
    shelf = make(0)
    shelf.list.append(
        [
            a_row(
                0, "No order is shown.", taken="later", sort="irregularity", starred=True,
                rights=("public-hearing",), language="ru", via_interpreter=True,
                by="x",
            )
        ]
    )  # fmt: skip
    (said,) = heard(shelf)
    for word in (
        "10:00", "Judge", "Later", "starred", "Irregularity", "corrected", "No order is shown.",
        "ublic hearing", "Русский", "interpreter",
    ):  # fmt: skip
        assert word in said


def test_listening_survives_scrolling_and_closing(make: Make) -> None:
    shelf = make(200)
    QAccessible.setActive(True)
    try:
        shelf.list.setFocus()
        for _time in range(180):
            press(shelf, Key.Key_Up)
            let_come(shelf)
            assert heard(shelf)
        other = LogList()
        other.show_lines(NO_LINES)
        other.append([a_row(1)])
        assert QAccessible.queryAccessibleInterface(other).childCount() == 1
        other.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    finally:
        QAccessible.setActive(False)
