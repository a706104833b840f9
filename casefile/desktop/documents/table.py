# SPDX-License-Identifier: GPL-3.0-or-later
"""The documents of a case in a table: sorted by any column, filtered as one types, each with the
small picture of its first page. Pictures are asked for as rows come into sight."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPen, QPixmap

from casefile.base.messages import _
from casefile.casework.shelves import Listed, State, sieve
from casefile.desktop.dates import when
from casefile.desktop.icons import icon
from casefile.desktop.theme import colours
from casefile.desktop.widgets.table import Column, RowsModel, Table
from casefile.desktop.words import size

_SMALL = QSize(24, 30)  # pixels of a picture in a row
_FRAME = 8  # pixels around a picture five times as wide as in the row, half of them cut off
_KEPT = 2_000  # pictures, some 3 kB each
_TITLE, _RECEIVED, _SIZE, _MARKS = range(4)
_GRAVITY = {state: at for at, state in enumerate(State)}  # what could not be read is the gravest
_ORDERS: Mapping[int, Callable[[Listed], Any]] = {
    _TITLE: lambda one: (one.by_title, one.at),
    _RECEIVED: lambda one: -one.at,
    _SIZE: lambda one: (one.size, one.at),
    _MARKS: lambda one: (one.private, _GRAVITY[one.state], one.at),
}
_Index = QModelIndex | QPersistentModelIndex


class DocumentRows(RowsModel):
    """`pictures_wanted(ids)` of rows that were painted without one."""

    pictures_wanted = Signal(list)

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__(columns)
        self._pictures: dict[str, QIcon | None] = {}  # by id; None where there is none
        self._wanted: dict[str, None] = {}
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._ask)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DecorationRole and index.column() == _TITLE:
            return self._picture(self.rows[index.row()])
        return super().data(index, role)

    def show_pictures(self, pictures: Mapping[str, QImage | None]) -> None:
        """The small pictures of documents, by id."""
        if len(self._pictures) > _KEPT:
            self._pictures.clear()  # those in sight are asked for again
        for id_, image in pictures.items():
            self._pictures[id_] = _framed(image) if image else None
        if self.rows:
            role = [Qt.ItemDataRole.DecorationRole]
            self.dataChanged.emit(
                self.index(0, _TITLE), self.index(len(self.rows) - 1, _TITLE), role
            )

    def forget_picture(self, id_: str) -> None:
        """It may be there now."""
        self._pictures.pop(id_, None)

    def _picture(self, one: Listed) -> QIcon:
        if one.id not in self._pictures:
            self._wanted[one.id] = None
            if not self._soon.isActive():
                self._soon.start(0)
        return self._pictures.get(one.id) or icon(_sign(one), "muted")

    def _ask(self) -> None:
        wanted, self._wanted = list(self._wanted), {}
        for id_ in wanted:
            self._pictures[id_] = None  # until it is there
        self.pictures_wanted.emit(wanted)


class DocumentTable(Table):
    """`count_changed(shown, all)` when another number of documents is shown."""

    count_changed = Signal(int, int)

    def __init__(self) -> None:
        columns = _columns()
        self.documents = DocumentRows(columns)
        super().__init__(_("Documents"), columns, self.documents)
        self._all: tuple[Listed, ...] = ()
        self._typed = ""
        self.setIconSize(_SMALL)
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(_RECEIVED, Qt.SortOrder.DescendingOrder)
        header.sortIndicatorChanged.connect(self._show)

    @property
    def all(self) -> tuple[Listed, ...]:
        """The documents of the case, whatever is filtered."""
        return self._all

    def show_documents(self, rows: Sequence[Listed]) -> None:
        """These are all documents."""
        if tuple(rows) != self._all:
            self._all = tuple(rows)
            self._show()

    def filter(self, typed: str) -> None:
        """Show those that fit what was typed."""
        self._typed = typed
        self._show()

    def choose(self, id_: str) -> bool:
        """Choose a document by its id; whether it is among those that are shown."""
        for at, row in enumerate(self.rows.rows):
            if row.id == id_:
                self.selectRow(at)
                return True
        return False

    def _show(self) -> None:
        rows = [*filter(sieve(self._typed), self._all)] if self._typed.strip() else [*self._all]
        header = self.horizontalHeader()
        falling = header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
        rows.sort(key=_ORDERS[header.sortIndicatorSection()], reverse=falling)
        self.show_rows(rows)
        self.count_changed.emit(len(rows), len(self._all))


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Title"), lambda one: one.title, bold=True),
        Column(_("Received"), _received, 110, look="muted"),
        Column(_("Size"), lambda one: size(one.size), 80, look="muted"),
        Column(_("Marks"), marks, 120, look="warn", sign=_mark_sign, roomy=480),
    )


def marks(one: Listed) -> str:
    """What is to be known of a document before it is relied on, in a few words."""
    said = {
        State.WELL: "",
        State.WAITING: _("Not read yet"),
        State.SCAN: _("No text layer"),
        State.UNREADABLE: _("Unreadable"),
    }[one.state]
    return " · ".join(filter(None, (_("Private") if one.private else "", said)))


def _framed(image: QImage) -> QIcon:
    """With a line around it: most pages are as white as the list."""
    picture = QPixmap.fromImage(image)
    painter = QPainter(picture)
    painter.setPen(QPen(QColor(colours().muted), _FRAME))
    painter.drawRect(picture.rect())
    painter.end()
    return QIcon(picture)


def _mark_sign(one: Listed) -> str:
    return "shield" if one.private else ""


def _received(one: Listed) -> str:
    return when(one.received).partition(",")[0]


def _sign(one: Listed) -> str:
    if one.media_type.startswith("image/"):
        return "image"
    return "file-text"
