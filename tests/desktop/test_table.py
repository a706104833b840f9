# SPDX-License-Identifier: GPL-3.0-or-later
"""The room of a table is where its words are."""

from pytestqt.qtbot import QtBot

from casefile.desktop.widgets.table import Column, Table


def made(qtbot: QtBot, name: str, status: str) -> Table:
    columns = (
        Column("Name", lambda row: row[0]),
        Column("Status", lambda row: row[1], 120),
        Column("Lines", lambda row: row[2], 64),
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
    assert table.columnWidth(2) == 64


def test_words_without_end_leave_the_others_their_room(qtbot: QtBot) -> None:
    table = made(qtbot, "n" * 10_000, "s" * 10_000)
    assert table.columnWidth(1) == 120
    assert sum(map(table.columnWidth, range(3))) <= table.viewport().width()
    assert table.columnWidth(0) > 600


def test_a_short_column_gives_all_it_can_spare(qtbot: QtBot) -> None:
    table = made(qtbot, "Appeal", "s" * 10_000)
    assert table.columnWidth(0) >= table.sizeHintForColumn(0)
    assert sum(map(table.columnWidth, range(3))) <= table.viewport().width()
