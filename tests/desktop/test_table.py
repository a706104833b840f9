# SPDX-License-Identifier: GPL-3.0-or-later
"""The room of a table is where its words are."""

from pytestqt.qtbot import QtBot

from casefile.desktop.widgets.sharing import share_room
from casefile.desktop.widgets.table import Column, Table


def made(qtbot: QtBot, name: str, status: str) -> Table:
    columns = (
        Column("Name", lambda row: row[0]),
        Column("Status", lambda row: row[1], 120),
        Column("Lines", lambda row: row[2], 100, roomy=700),
    )
    table = Table("Hearings", columns)
    table.resize(900, 300)
    qtbot.addWidget(table)
    table.show()
    table.show_rows([(name, status, "3")])
    return table


def test_a_column_is_not_cut_while_another_has_room(qtbot: QtBot) -> None:
    table = made(qtbot, "Appeal court", "Moved to 29 September 2017, by the judge")
    assert table.columnWidth(1) >= table.sizeHintForColumn(1) > 120
    assert table.columnWidth(0) >= table.sizeHintForColumn(0)
    assert table.columnWidth(2) >= table.horizontalHeader().sectionSizeHint(2)


def test_words_without_end_leave_the_others_their_room(qtbot: QtBot) -> None:
    table = made(qtbot, "n" * 10_000, "s" * 10_000)
    assert 120 <= table.columnWidth(1) <= 200
    assert sum(map(table.columnWidth, range(3))) <= table.viewport().width()
    assert table.columnWidth(0) > 550


def test_a_short_column_gives_all_it_can_spare(qtbot: QtBot) -> None:
    table = made(qtbot, "Appeal", "s" * 10_000)
    assert table.columnWidth(0) >= table.sizeHintForColumn(0)
    assert sum(map(table.columnWidth, range(3))) <= table.viewport().width()


def test_a_column_for_roomy_tables_is_left_out_of_a_narrow_one(qtbot: QtBot) -> None:
    table = made(qtbot, "Appeal court", "Held")
    assert not table.isColumnHidden(2)
    table.resize(600, 300)
    assert table.isColumnHidden(2)


def test_what_is_wider_than_its_words_gives_to_what_is_cut() -> None:
    assert share_room({0: 176, 1: 170}, {0: 100, 1: 220}, 20) == {0: 146, 1: 220}
    assert share_room({0: 50, 1: 50}, {0: 90, 1: 90}, 40) == {0: 90, 1: 50}
    assert share_room({0: 50, 1: 60}, {0: 50, 1: 40}, -40) == {0: 50, 1: 40}
