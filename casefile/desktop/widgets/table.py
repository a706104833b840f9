# SPDX-License-Identifier: GPL-3.0-or-later
"""A table of frozen rows: columns say how to show a row, the view never sees more than text."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from casefile.desktop.fonts import scale_of, tabular
from casefile.desktop.icons import SIZE, icon
from casefile.desktop.theme import colours
from casefile.desktop.widgets.sharing import share_room
from casefile.desktop.widgets.text import plain_tip
from casefile.desktop.words import apart

_Index = QModelIndex | QPersistentModelIndex
ROW = 38
_LOOKED_AT = 40  # rows beyond those in sight, for the room a column needs
_FIXED_SHARE = 0.68  # of a narrow table; the column that takes what is left gets the rest


@dataclass(frozen=True, slots=True)
class Column:
    """How a row is shown in one column. Width 0 takes what is left; `look` is a colour's name.

    A `roomy` column is left out of a table that is narrower than that, at 100 % text.
    """

    title: str
    text: Callable[[Any], str]
    width: int = 0
    look: Callable[[Any], str] | str = "text"
    bold: bool = False
    sign: Callable[[Any], str] | None = None
    roomy: int = 0


class RowsModel(QAbstractTableModel):
    """Rows of any frozen kind."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.rows: tuple[Any, ...] = ()

    def show(self, rows: Sequence[Any]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        column, row = self.columns[index.column()], self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            text = column.text(row)
            return apart(text) if role == Qt.ItemDataRole.DisplayRole else plain_tip(text)
        if role == Qt.ItemDataRole.ForegroundRole:
            look = column.look if isinstance(column.look, str) else column.look(row)
            return QColor(getattr(colours(), look))
        if role == Qt.ItemDataRole.DecorationRole and column.sign and (name := column.sign(row)):
            return icon(name, "muted")
        if role == Qt.ItemDataRole.FontRole and column.bold:
            font = QFont()
            font.setWeight(QFont.Weight.DemiBold)
            return font
        return None


class Table(QTableView):
    """Whole rows are chosen; Return and a double click open one."""

    row_opened = Signal(object)
    row_chosen = Signal(object)

    def __init__(self, name: str, columns: Sequence[Column], rows: RowsModel | None = None) -> None:
        super().__init__()
        self.rows = rows or RowsModel(columns)
        self.setModel(self.rows)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setIconSize(SIZE)
        self.setFont(tabular(self.font()))
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        scale = scale_of(self.font())
        self.verticalHeader().setDefaultSectionSize(round(ROW * scale))
        self._scale = scale
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setResizeContentsPrecision(_LOOKED_AT)
        header.setSectionsClickable(False)
        for at, column in enumerate(columns):
            mode = QHeaderView.ResizeMode
            header.setSectionResizeMode(at, mode.Interactive if column.width else mode.Stretch)
        self.doubleClicked.connect(lambda at: self.row_opened.emit(self.rows.rows[at.row()]))
        self.selectionModel().currentRowChanged.connect(self._tell)

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows; the chosen row stays chosen if it is still there."""
        chosen = self.chosen
        self.rows.show(rows)
        self._share_room()
        if chosen is not None and getattr(chosen, "id", None):
            ids = [getattr(row, "id", None) for row in self.rows.rows]
            if chosen.id in ids:
                self.selectRow(ids.index(chosen.id))

    @property
    def chosen(self) -> Any | None:
        """The row that is chosen."""
        at = self.currentIndex().row()
        return self.rows.rows[at] if 0 <= at < len(self.rows.rows) else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._share_room()

    def _share_room(self) -> None:
        """The columns' own widths, and what others have to spare for those that would be cut."""
        columns = tuple(enumerate(self.rows.columns))
        width = self.viewport().width()
        for at, column in columns:
            self.setColumnHidden(at, width < column.roomy * self._scale)
        wanted = {at: self._wanted(at) for at, _column in columns}
        own = self._own_widths()
        rest = width - sum(own.values())
        rest -= sum(wanted[at] for at, column in columns if not column.width)
        for at, given in share_room(own, wanted, rest).items():
            self.horizontalHeader().resizeSection(at, given)

    def _wanted(self, at: int) -> int:
        return max(self.sizeHintForColumn(at), self.horizontalHeader().sectionSizeHint(at))

    def _own_widths(self) -> dict[int, int]:
        """By place, how wide each column that is shown is, where that is given."""
        shown = {
            at: column.width * self._scale
            for at, column in enumerate(self.rows.columns)
            if column.width and not self.isColumnHidden(at)
        }
        fixed = max(sum(shown.values()), 1)
        share = min(max(_FIXED_SHARE * self.viewport().width() / fixed, 0.4), 1.0)
        return {at: round(width * share) for at, width in shown.items()}

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen is not None:
            self.row_opened.emit(self.chosen)
            return
        super().keyPressEvent(event)

    def _tell(self, index: QModelIndex) -> None:
        if index.isValid():
            self.row_chosen.emit(self.rows.rows[index.row()])
