# SPDX-License-Identifier: GPL-3.0-or-later
"""The heat map: a table of rights by hearings, each cell a rating's mark. Keys move as in any
table, and a screen reader hears row, column and what is in the cell."""

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from casefile.base.messages import _, ngettext
from casefile.casework.findings import OPEN, Assessment, Cell, Sitting
from casefile.casework.rights import groups
from casefile.desktop.assessment.marks import paint_bare, paint_mark
from casefile.desktop.assessment.rows import bare_words
from casefile.desktop.dates import day
from casefile.desktop.fonts import scale_of
from casefile.desktop.theme import colours
from casefile.desktop.widgets.text import plain_tip
from casefile.desktop.words import isolated
from casefile.records.vocabularies import label, vocabulary

_Index = QModelIndex | QPersistentModelIndex
_CELL, _DATED, _ROW, _WHOLE = 40, 58, 30, 64
_BAR = 12  # pixels, of a scroll bar
_SHORT = 5  # letters of a head, its two isolates among them, that a narrow column holds


def spoken(right: str, where: str, cell: Cell) -> str:
    """A cell as a screen reader says it, whole: not every reader says the headers."""
    lines = ngettext("{count} line", "{count} lines", cell.lines).format(count=cell.lines)
    told = (
        label("ratings", cell.rating),
        bare_words() if cell.bare else "",
        lines if cell.lines else "",
    )
    return f"{label('rights', right)}, {where}: {', '.join(filter(None, told))}"


def _head(sitting: Sitting) -> str:
    """The number of a hearing, or its day where it has none."""
    return sitting.number or (day(sitting.during.first, "d MMM") if sitting.during else "·")


class HeatModel(QAbstractTableModel):
    """Rights down, the whole case and its hearings across; a `Cell` under UserRole."""

    def __init__(self) -> None:
        super().__init__()
        self.held: Assessment | None = None
        self.rights: tuple[str, ...] = ()
        self.left_out = 0
        self.columns: tuple[tuple[str, str, str], ...] = ()  # id, head, title

    def show(self, held: Assessment, *, everything: bool, most: int = 0) -> None:
        """Show an assessment: all rights and hearings, or those with something; `most` rights."""
        self.beginResetModel()
        self.held = held
        listed = [right for _title, rights in groups(held.rights) for right in rights]
        touched = {place for place, cell in held.cells.items() if cell.lines or cell.findings}
        rows, columns = {right for right, _hearing in touched}, {at for _right, at in touched}
        found = [right for right in listed if everything or right in rows]
        self.rights = tuple(found[:most] if most else found)
        self.left_out = len(found) - len(self.rights)
        across = [
            (sitting.id, isolated(_head(sitting)), sitting.title)
            for sitting in held.sittings
            if everything or sitting.id in columns
        ]
        self.columns = (("", _("Case"), _("Whole case")), *across)
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rights)

    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def cell(self, row: int, column: int) -> Cell:
        """What there is in a cell."""
        assert self.held is not None
        return self.held.cell(self.rights[row], self.columns[column][0])

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        across = orientation == Qt.Orientation.Horizontal
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section][1] if across else brief(self.rights[section])
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            text = self.columns[section][2] if across else label("rights", self.rights[section])
            return text if role == Qt.ItemDataRole.AccessibleTextRole else plain_tip(text)
        if role == Qt.ItemDataRole.TextAlignmentRole and not across:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.UserRole:
            return self.cell(index.row(), index.column())
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            right, where = self.rights[index.row()], self.columns[index.column()][2]
            text = spoken(right, where, self.cell(index.row(), index.column()))
            return text if role == Qt.ItemDataRole.AccessibleTextRole else plain_tip(text)
        return None


def brief(right: str) -> str:
    """The short label of a right."""
    term = vocabulary("rights").get(right)
    return _(term.brief) if term else right


class HeatDelegate(QStyledItemDelegate):
    """A mark in the middle of each cell, a small warning where it rests on nothing."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        cell: Cell = index.data(Qt.ItemDataRole.UserRole)
        box: QRect = option.rect
        painter.save()
        painter.setFont(option.font)
        mark = box.adjusted(4, 3, -4, -3)
        paint_mark(painter, mark, cell.rating, count=cell.lines if cell.rating == OPEN else 0)
        if cell.bare:
            paint_bare(painter, QRect(mark.right() - 8, mark.y() - 1, 10, 10), 10, backed=True)
        here = option.state & QStyle.StateFlag.State_Selected
        if here and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours().accent), 2))
            painter.drawRoundedRect(box.adjusted(2, 1, -2, -1), 5, 5)
        painter.restore()


class HeatMap(QTableView):
    """`cell_opened(right, hearing)` by Return or a click; an empty hearing is the whole case."""

    cell_opened = Signal(str, str)

    def __init__(self, name: str, *, small: bool = False) -> None:
        super().__init__()
        self.heat = HeatModel()
        self._small = small
        self.setModel(self.heat)
        self.setItemDelegate(HeatDelegate(self))
        self.setAccessibleName(name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._scale = scale_of(self.font())
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setHighlightSections(True)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setSectionsClickable(False)
        self.horizontalHeader().setDefaultSectionSize(round(_CELL * self._scale))
        self.horizontalHeader().setProperty("look", "narrow")
        self.verticalHeader().setProperty("look", "narrow")
        self.verticalHeader().setDefaultSectionSize(round(_ROW * self._scale))
        self.clicked.connect(self._open)
        if small:
            self.setProperty("look", "plain")
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_assessment(self, held: Assessment, *, everything: bool = False, most: int = 0) -> int:
        """Show all, or what has something; the cell that is chosen stays so by its place. With
        `most`, so many rights at the most; returns how many were left out."""
        here = self.currentIndex()
        row, column = max(here.row(), 0), max(here.column(), 0)
        self.heat.show(held, everything=everything, most=most)
        numbered = all(len(head) <= _SHORT for _id, head, _title in self.heat.columns[1:])
        wide = _CELL if numbered else _DATED
        self.horizontalHeader().setDefaultSectionSize(round(wide * self._scale))
        self.setColumnWidth(0, round(_WHOLE * self._scale))
        if self.heat.rights and not self._small:
            row, column = (
                min(row, len(self.heat.rights) - 1),
                min(column, len(self.heat.columns) - 1),
            )
            self.setCurrentIndex(self.heat.index(row, column))
        if self._small:
            rows = len(self.heat.rights) * self.verticalHeader().defaultSectionSize()
            self.setFixedHeight(rows + self.horizontalHeader().sizeHint().height() + _BAR)
        return self.heat.left_out

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            right, column = self.heat.rights[index.row()], self.heat.columns[index.column()]
            self.cell_opened.emit(right, column[0])
