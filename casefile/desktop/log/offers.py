# SPDX-License-Identifier: GPL-3.0-or-later
"""The list over the input while `#` or `@` is typed. It never takes the keyboard away."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from casefile.base.messages import _
from casefile.casework.masks import Mask
from casefile.desktop.fonts import scale_of, sized
from casefile.desktop.log.completion import Offer, People, is_whole, rights, token
from casefile.desktop.log.field import LineField
from casefile.desktop.theme import colours
from casefile.desktop.words import isolated, one_line, units
from casefile.records.vocabularies import label

_Index = QModelIndex | QPersistentModelIndex
_WIDTH, _ROW, _SHOWN = 460, 30, 6  # pixels at 100 %, and rows


class _Offers(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: Sequence[Offer] = ()

    def show(self, rows: Sequence[Offer]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return spoken(self.rows[index.row()])
        return None


def spoken(offer: Offer) -> str:
    """An offer as a screen reader says it."""
    return ", ".join(filter(None, (one_line(offer.title), offer.detail)))


class _OfferDelegate(QStyledItemDelegate):
    """A name, and muted at the other end what tells it from others."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(0, round(_ROW * scale_of(option.font)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        offer = index.model().rows[index.row()]  # type: ignore[attr-defined]
        shades = colours()
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(shades.selection))
        box = option.rect.adjusted(12, 0, -12, 0)
        painter.setFont(sized(option.font, 13, bold=True))
        painter.setPen(QColor(shades.text))
        room = self._write(painter, option, box, one_line(offer.title), Qt.AlignmentFlag.AlignLeft)
        painter.setFont(sized(option.font, 12))
        painter.setPen(QColor(shades.muted))
        rest = QRect(box.left() + room + 16, box.top(), box.width() - room - 16, box.height())
        rest = QStyle.visualRect(option.direction, box, rest)
        self._write(painter, option, rest, offer.detail, Qt.AlignmentFlag.AlignRight)
        painter.restore()

    def _write(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        box: QRect,
        text: str,
        side: Qt.AlignmentFlag,
    ) -> int:
        """Write a text on a side of the box, shortened to it; returns how wide it is."""
        metrics = painter.fontMetrics()
        shown = isolated(metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width()))
        placed = QStyle.visualAlignment(option.direction, side) | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, placed | Qt.TextFlag.TextSingleLine, shown)
        return metrics.horizontalAdvance(shown)


class Completion(QListView):
    """Follows a field; `person_named(Offer)` when a person was chosen at the very beginning."""

    person_named = Signal(object)

    def __init__(self, field: LineField) -> None:
        super().__init__(field.parentWidget())
        self._field = field
        self._offers = _Offers(self)
        self._closed_at = ""  # the token for which Escape closed the list
        self._mask: Mask | None = None
        self.people = People()
        self.setModel(self._offers)
        self.setItemDelegate(_OfferDelegate(self))
        self.setProperty("look", "offers")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Offered while you type"))
        self.clicked.connect(self._take)
        self.hide()
        field.installEventFilter(self)
        field.textChanged.connect(self._look)
        field.cursorPositionChanged.connect(self._look)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is not self._field and kind != QEvent.Type.Resize:
            return False
        if kind == QEvent.Type.KeyPress and self.isVisible() and isinstance(event, QKeyEvent):
            return self._key(event)
        if kind in (QEvent.Type.FocusOut, QEvent.Type.Hide):
            self.hide()
        if kind == QEvent.Type.Resize and self.isVisible():
            QTimer.singleShot(0, self, self._place)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        """Whether a key was meant for the list."""
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        key, at = event.key(), self.currentIndex().row()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            self._choose((max(at, -1 if step > 0 else 0) + step) % len(self._offers.rows))
        elif key == Qt.Key.Key_Escape:
            self._closed_at = self._before()
            self.hide()
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Enter) and at >= 0:
            self._take(self.currentIndex())
        else:
            return False
        return True

    def _before(self) -> str:
        """What stands before the cursor in its paragraph, without what is on its way."""
        cursor = self._field.textCursor()
        block = cursor.block()
        start = max(self._field.sent - block.position(), 0)
        raw = block.text().encode("utf-16-le")[start * 2 : cursor.positionInBlock() * 2]
        return raw.decode("utf-16-le", errors="replace")

    def _look(self) -> None:
        """Offer what may be meant by the mark before the cursor."""
        before = self._before()
        found = token(before)
        if found is None or self._field.textCursor().hasSelection():
            self._closed_at = ""
            self.hide()
            return
        if self._closed_at and before.startswith(self._closed_at):
            return
        whole = found.mark == "#" and is_whole(found.word)
        rows = rights(found.word) if found.mark == "#" else self._people(found.word)
        if not rows or (whole and len(rows) == 1):
            self.hide()
            return
        self._offers.show(rows)
        self._place()
        self.show()
        self.raise_()
        self._choose(-1 if whole else 0)

    def set_mask(self, mask: Mask | None) -> None:
        """Offer people without their names, or with them."""
        self._mask = mask
        self.hide()

    def _people(self, word: str) -> list[Offer]:
        """Who may be meant. What is put in is the name all the same: it is typed to be kept."""
        offers, mask = self.people.offers(word), self._mask
        if mask is None:
            return offers
        return [replace(o, title=mask.text(o.title), detail=label("roles", o.role)) for o in offers]

    def _choose(self, row: int) -> None:
        self.setCurrentIndex(self._offers.index(row) if row >= 0 else QModelIndex())
        if row >= 0:
            said = QAccessibleAnnouncementEvent(self._field, spoken(self._offers.rows[row]))
            QAccessible.updateAccessibility(said)

    def _take(self, index: QModelIndex) -> None:
        offer = self._offers.rows[index.row()]
        before = self._before()
        found = token(before)
        self.hide()
        if found is None:
            return
        cursor = self._field.textCursor()
        length = units(found.mark + found.word)
        cursor.setPosition(cursor.position() - length)
        cursor.setPosition(cursor.position() + length, cursor.MoveMode.KeepAnchor)
        in_front = cursor.selectionStart() == self._field.sent
        if offer.party and in_front:
            cursor.removeSelectedText()
            self.person_named.emit(offer)
        else:
            self._field.complete(cursor, offer.insert)

    def _place(self) -> None:
        """Over the field, or under it where there is no room; where the cursor stands."""
        stage = self._stage()
        if self.parentWidget() is not stage:
            self.setParent(stage)
            stage.installEventFilter(self)
        scale = scale_of(self.font())
        rows = min(len(self._offers.rows), _SHOWN)
        height = round(rows * _ROW * scale) + 4
        width = min(round(_WIDTH * scale), stage.width())
        spot = self._field.mapTo(stage, self._field.cursorRect().topLeft())
        top = self._field.mapTo(stage, QPoint(0, 0)).y()
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = spot.x() - width if mirrored else spot.x()
        x = min(max(x, 0), stage.width() - width)
        y = top - height - 4
        if y < 0:
            y = top + self._field.height() + 4
        self.setGeometry(x, y, width, height)

    def _stage(self) -> QWidget:
        """The widget in which there is room for the list: what the input stands in."""
        entry = self._field.parentWidget() or self._field
        return entry.parentWidget() or entry
