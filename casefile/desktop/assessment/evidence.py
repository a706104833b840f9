# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of evidence: lines that wait, what was accepted, and by keys what becomes of each."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QTextLayout
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from casefile.base.messages import _
from casefile.casework.evidence import EvidenceRow
from casefile.desktop.assessment.rights import rating_of_key
from casefile.desktop.dates import when
from casefile.desktop.fonts import sized, tabular
from casefile.desktop.icons import pixmap
from casefile.desktop.search.model import kind_name
from casefile.desktop.theme import colours
from casefile.desktop.widgets.lines import lay_out
from casefile.desktop.widgets.listing import ListModel, paint_ground
from casefile.desktop.words import isolated, one_line
from casefile.records.vocabularies import label

_Index = QModelIndex | QPersistentModelIndex
_INSET = 42
_LETTERS = 400  # of a text are laid out; two lines hold no more
_MEASURED = 300  # rows; more would take too long to measure one by one, and get one height
_SURELY_SHORT = 24  # letters that fit on one line wherever the list stands
_SIGNS = {"supports": ("circle-check", "ok"), "contradicts": ("x", "warn")}


def state_words(row: EvidenceRow) -> str:
    """What became of a record: how it bears on the finding, that it waits, that it was left."""
    if row.link:
        return label("relations", row.relation)
    return _("Set aside") if row.aside else _("Waits")


def spoken(row: EvidenceRow) -> str:
    """A record as a screen reader says it."""
    head = ", ".join(filter(None, (when(row.when), row.speaker or kind_name(row.record.kind))))
    parts = (state_words(row), head, one_line(row.text), row.remark, row.hearing)
    return ". ".join(filter(None, parts))


class EvidenceDelegate(QStyledItemDelegate):
    """Who and when, then one line of what, or two where it takes them."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        row: EvidenceRow = index.data(Qt.ItemDataRole.UserRole)
        room = self._view.viewport().width() - _INSET - 16
        text = row.text[:_LETTERS]
        more = self._view.uniformItemSizes() or (
            len(text) > _SURELY_SHORT and option.fontMetrics.horizontalAdvance(text) > room
        )
        return QSize(0, (3 if more else 2) * (option.fontMetrics.height() + 1) + 19)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: EvidenceRow = index.data(Qt.ItemDataRole.UserRole)
        box: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, option)
        name, look = _SIGNS.get(row.relation, ("circle-dot", "muted" if row.link else "accent"))
        if row.aside:
            name, look = "eye-off", "muted"
        drawn = pixmap(name, look, 16, painter.device().devicePixelRatioF())
        spot = QRect(box.x() + 14, box.y() + 10, 16, 16)
        painter.drawPixmap(QStyle.visualRect(option.direction, box, spot), drawn)
        _paint_head(painter, option, row, look)
        _paint_text(painter, option, row)
        painter.restore()


def _paint_head(
    painter: QPainter, option: QStyleOptionViewItem, row: EvidenceRow, look: str
) -> None:
    """When and who on the near side; the hearing and what became of it on the far side."""
    shades, box = colours(), option.rect
    line = option.fontMetrics.height()
    room = QRect(box.x() + _INSET, box.y() + 8, box.width() - _INSET - 16, line)
    state = state_words(row)
    near, far = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
    painter.setFont(sized(option.font, 12, bold=bool(row.link)))
    painter.setPen(QColor(getattr(shades, look)))
    taken = _draw(painter, option, room, state, far) + 12
    painter.setFont(tabular(sized(option.font, 12)))
    painter.setPen(QColor(shades.muted))
    begun = _draw(painter, option, room.adjusted(0, 0, -taken, 0), when(row.when), near)
    begun += 10 if begun else 0
    painter.setFont(sized(option.font, 13, bold=True))
    painter.setPen(QColor(shades.text))
    who = isolated(row.speaker or kind_name(row.record.kind))
    begun += 10 + _draw(painter, option, room.adjusted(begun, 0, -taken, 0), who, near)
    painter.setFont(sized(option.font, 12))
    painter.setPen(QColor(shades.muted))
    about = " · ".join(isolated(text) for text in (row.remark, row.hearing) if text)
    _draw(painter, option, room.adjusted(begun, 0, -taken, 0), about, far)


def _draw(
    painter: QPainter,
    option: QStyleOptionViewItem,
    room: QRect,
    text: str,
    side: Qt.AlignmentFlag,
) -> int:
    """Draw a text, shortened to its room; returns how wide it is."""
    if room.width() <= 0 or not text:
        return 0
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    aligned = QStyle.visualAlignment(option.direction, side) | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(QStyle.visualRect(option.direction, option.rect, room), aligned, shown)
    return painter.fontMetrics().horizontalAdvance(shown)


def _paint_text(painter: QPainter, option: QStyleOptionViewItem, row: EvidenceRow) -> None:
    """Two lines of the text, each paragraph in its own direction; more is told by an ellipsis."""
    box = option.rect
    line = option.fontMetrics.height()
    room = QRect(box.x() + _INSET, box.y() + 10 + line, box.width() - _INSET - 16, 2 * line + 2)
    font = sized(option.font, 13)
    mirrored = option.direction == Qt.LayoutDirection.RightToLeft
    laid = lay_out(
        _cut(one_line(row.text)[:_LETTERS], font, room.width(), mirrored=mirrored),
        font, room.width(), mirrored=mirrored, follow=True,
    )  # fmt: skip
    painter.setPen(QColor(colours().muted if row.aside else colours().text))
    at: QPoint = QStyle.visualRect(option.direction, box, room).topLeft()
    laid.draw(painter, at)


def _cut(text: str, font: Any, width: int, *, mirrored: bool) -> str:
    """What of a text fits on two lines."""
    laid: QTextLayout = lay_out(text, font, width, mirrored=mirrored, follow=True)
    if laid.lineCount() <= 2:
        return text
    return text[: laid.lineAt(2).textStart() - 2].rstrip() + "…"


class EvidenceList(QListView):
    """Wishes: accept the chosen record (`relation`), take it back, set it aside, open it, rate."""

    accept_requested = Signal(object, str)  # row, relation
    take_back_requested = Signal(object)
    reject_requested = Signal(object)
    open_requested = Signal(object)
    rating_pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.evidence = ListModel(spoken)
        self.setModel(self.evidence)
        self.setItemDelegate(EvidenceDelegate(self))
        self.setAccessibleName(_("Evidence"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.doubleClicked.connect(lambda index: self._open(index.row()))
        self._next = ""

    def show_rows(self, rows: Sequence[EvidenceRow]) -> None:
        """Show these rows; whoever is next to be decided on is chosen."""
        wanted = self._next or (self.chosen.id if self.chosen else "")
        at = self.verticalScrollBar().value()
        self.setUniformItemSizes(len(rows) > _MEASURED)
        self.evidence.show(rows)
        self._next = ""
        self.verticalScrollBar().setValue(at)
        ids = [row.id for row in self.evidence.rows]
        if ids:
            self.setCurrentIndex(self.evidence.index(ids.index(wanted) if wanted in ids else 0))

    def sizeHint(self) -> QSize:
        """Small: the page gives it what is left, and must not scroll for its sake."""
        return QSize(200, self.minimumHeight())

    @property
    def chosen(self) -> EvidenceRow | None:
        """The row that is chosen."""
        at = self.currentIndex().row()
        return self.evidence.rows[at] if 0 <= at < len(self.evidence.rows) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, key = self.chosen, event.key()
        if row is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._decide(row, "supports")
        elif key == Qt.Key.Key_C:
            self._decide(row, "contradicts")
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._go_on(row)
            self.reject_requested.emit(row)
        elif key == Qt.Key.Key_O:
            self.open_requested.emit(row)
        elif rating := rating_of_key(key):
            self.rating_pressed.emit(rating)
        else:
            super().keyPressEvent(event)

    def _decide(self, row: EvidenceRow, relation: str) -> None:
        """Accept a record so; what was accepted so already is taken back."""
        if row.relation == relation:
            self.take_back_requested.emit(row)
            return
        self._go_on(row)
        self.accept_requested.emit(row, relation)

    def _go_on(self, row: EvidenceRow) -> None:
        """Once this is decided, choose the next that waits."""
        at = self.currentIndex().row()
        later = [one for one in self.evidence.rows[at + 1 :] if one.waits]
        self._next = later[0].id if row.waits and later else row.id

    def _open(self, at: int) -> None:
        if 0 <= at < len(self.evidence.rows):
            self.open_requested.emit(self.evidence.rows[at])
