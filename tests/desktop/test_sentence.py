# SPDX-License-Identifier: GPL-3.0-or-later
"""The sentence as a table: ends, totals, and why there are none."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from casefile.casework import records, sanctions
from casefile.casework.sanctions import SanctionRow
from casefile.desktop.sanctions.presenter import SentencePresenter
from casefile.desktop.sanctions.view import SentenceView
from tests.desktop.driving import Driver
from tests.desktop.test_conventions import check


@pytest.fixture
def view(opened: Driver) -> Iterator[SentenceView]:
    furnished = opened.furnished
    made = SentenceView()
    made.setParent(furnished.frame, Qt.WindowType.Widget)
    made.setGeometry(200, 60, 900, 600)
    made.show()
    presenter = SentencePresenter(furnished.desk, made)
    presenter.set_case(furnished.cases.current)
    presenter.enter()
    opened.settle()
    yield made
    made.setParent(None)
    made.deleteLater()


def rows(view: SentenceView) -> dict[str, SanctionRow]:
    return {row.sanction.sort: row for row in view.table.rows.rows}


def told(view: SentenceView, sort: str, column: int) -> str:
    at = [row.sanction.sort for row in view.table.rows.rows].index(sort)
    return str(view.table.rows.index(at, column).data())


def test_each_sanction_with_its_end_and_total(view: SentenceView) -> None:
    assert told(view, "restricted-freedom", 3) == "29 Sep 2021"
    assert told(view, "confiscation", 3) == "–"
    assert "sources differ" in told(view, "community-service", 4)
    check(view)


def test_the_sums_stand_below_and_refuse_in_a_sentence(view: SentenceView) -> None:
    shown = [one.text() for one in view.sums.findChildren(QLabel)]
    assert shown[0] == "Totals"
    assert "Community service" in shown[1]
    assert shown[2] == "No total is given: sources differ on what the figure means."


def test_what_follows_is_told_for_the_chosen_one(view: SentenceView, opened: Driver) -> None:
    for row in range(view.table.rows.rowCount()):
        view.table.selectRow(row)
        assert len(view.reckoned.text.split("\n")) == 2
    assert view.reckoned.isVisible()


def test_it_follows_what_changes(view: SentenceView, opened: Driver) -> None:
    fine = rows(view)["community-service"].sanction
    opened.furnished.desk.session.change(
        records.set_field, fine.id, "status", "quashed", touches=("sanction",)
    )
    opened.settle()
    assert not view.sums.isVisible()
    assert told(view, "community-service", 5) == "Quashed"


def test_without_sanctions_it_says_so(empty: Driver) -> None:
    made = SentenceView()
    made.setParent(empty.furnished.frame, Qt.WindowType.Widget)
    made.show()
    made.show_rows([])
    assert not made.table.isVisible()
    check(made)
    made.setParent(None)
    made.deleteLater()


def test_rows_and_one_row_agree(opened: Driver) -> None:
    case = opened.furnished.cases.current
    assert case is not None
    both: list[bool] = []
    opened.furnished.desk.session.ask(
        lambda vault: [
            sanctions.row_of(vault, row.sanction) == row
            for row in sanctions.sanction_rows(vault, case.id)
        ],
        done=both.extend,
    )
    opened.settle()
    assert both
    assert all(both)
