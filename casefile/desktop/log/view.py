# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of one hearing: its heading, its log, and the row for the next line."""

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from casefile.base.clock import Clock
from casefile.base.messages import _
from casefile.desktop.fonts import sized
from casefile.desktop.log.columns import columns
from casefile.desktop.log.delegate import LogDelegate
from casefile.desktop.log.entry import LineEntry
from casefile.desktop.log.model import LogModel
from casefile.desktop.theme import colours
from casefile.desktop.widgets.banner import Banner
from casefile.desktop.widgets.buttons import button, icon_button
from casefile.desktop.widgets.text import label

_HEADING = 34


class LogHeading(QWidget):
    """The titles of the columns, standing where the columns stand: beside a scroll bar too."""

    def __init__(self, rows: QListView) -> None:
        super().__init__()
        self._rows = rows
        rows.verticalScrollBar().rangeChanged.connect(self.update)
        self.setFixedHeight(max(_HEADING, self.fontMetrics().height() + 16))

    def paintEvent(self, _event: QPaintEvent) -> None:
        shades = colours()
        painter = QPainter(self)
        font = sized(self.font(), 13, bold=True)
        painter.setFont(font)
        painter.setPen(QColor(shades.muted))
        seen = self._rows.viewport()
        x = self.mapFromGlobal(seen.mapToGlobal(QPoint(0, 0))).x()
        box = QRect(x, 0, seen.width(), self.height())
        at = columns(box, self.font().pixelSize(), self.layoutDirection())
        side = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeft)
        side |= Qt.AlignmentFlag.AlignVCenter
        boxes = (at.time, at.speaker, at.entry, at.rights)
        titles = (_("Time"), _("Speaker"), _("Entry"), _("Rights"))
        for box, title in zip(boxes, titles, strict=True):
            painter.drawText(box, side, title)
        line = QRect(0, self.height() - 1, self.width(), 1)
        painter.fillRect(line, QColor(shades.line))


class LogList(QListView):
    """The lines. Stays at the end while one is there, as new lines come."""

    def __init__(self) -> None:
        super().__init__()
        self.lines = LogModel()
        self.setModel(self.lines)
        self.setItemDelegate(LogDelegate(self))
        self.setProperty("look", "plain")
        self.setAccessibleName(_("Log of the hearing"))
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(400)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._at_end = True
        bar = self.verticalScrollBar()
        bar.valueChanged.connect(self._note_place)
        bar.rangeChanged.connect(self._keep_end)

    def go_to(self, note: str) -> None:
        """Choose the line with this id, if it is shown."""
        for at, row in enumerate(self.lines.rows):
            if row.note.id == note:
                self._at_end = False
                index = self.lines.index(at)
                self.setCurrentIndex(index)
                self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def go_to_end(self) -> None:
        """Show the last line."""
        self._at_end = True
        self.scrollToBottom()

    def _note_place(self, value: int) -> None:
        bar = self.verticalScrollBar()
        self._at_end = value >= bar.maximum() - 4

    def _keep_end(self, _least: int, most: int) -> None:
        if self._at_end:
            self.verticalScrollBar().setValue(most)


class LogView(QWidget):
    """Wishes: back to the list, begin, end. The rest is in `entry` and `list`."""

    back_requested = Signal()
    begin_requested = Signal()

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._title = label("", "title")
        self._meta = label("", "muted", wrap=True)
        self._live = label("", "live")
        self._notice = label("", "", wrap=True)
        self._notice_box = _boxed(self._notice)
        self._begin = button(_("Begin now"), "primary", "play")
        self._begin.clicked.connect(self.begin_requested)
        self.list = LogList()
        self.entry = LineEntry(clock)
        self.banner = Banner()
        self._lay_out()

    def show_heading(self, title: str, meta: str, live: str, notice: str, *, begun: bool) -> None:
        """What hearing this is; whether it goes on; how the observers fared."""
        self._title.setText(title)
        self.setAccessibleName(title)
        self._meta.setText(meta)
        self._live.setText(live)
        self._live.setVisible(bool(live))
        self._notice.setText(notice)
        self._notice_box.setVisible(bool(notice))
        self._begin.setVisible(not begun)

    def _lay_out(self) -> None:
        back = icon_button("arrow-left", _("All hearings"))
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            back = icon_button("arrow-right", _("All hearings"))
        back.clicked.connect(self.back_requested)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(back)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._live)
        head.addWidget(self._begin)
        card = QFrame()
        card.setProperty("look", "card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.setSpacing(0)
        inner.addWidget(LogHeading(self.list))
        inner.addWidget(self.list, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._meta)
        column.addWidget(self._notice_box)
        column.addWidget(card, 1)
        column.addWidget(self.banner)
        column.addWidget(self.entry)


def _boxed(text: QWidget) -> QFrame:
    box = QFrame()
    box.setProperty("look", "notice")
    inner = QVBoxLayout(box)
    inner.setContentsMargins(12, 8, 12, 8)
    inner.addWidget(text)
    return box
