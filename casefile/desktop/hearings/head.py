# SPDX-License-Identifier: GPL-3.0-or-later
"""What hearing this is, over all parts of its page: title, facts, LIVE, moves, observers' fate."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from casefile.base.messages import _
from casefile.desktop.widgets.buttons import button, icon_button
from casefile.desktop.widgets.elided import Elided
from casefile.desktop.widgets.text import label


@dataclass(frozen=True, slots=True)
class Heading:
    """The texts of the head. `moves`: what to say of a move, and the id of the other hearing."""

    title: str
    meta: str
    live: str = ""
    notice: str = ""
    moves: tuple[tuple[str, str], ...] = ()
    to_begin: bool = False


class HearingHead(QWidget):
    """Wishes: back to the list, begin, show the hearing at the other end of a move."""

    back_requested = Signal()
    begin_requested = Signal()
    hearing_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.title = Elided("", "title", lines=1)
        self.meta = Elided("", "muted")
        self.live = label("", "live")
        self.notice = Elided("", "", lines=4)
        self._notice_box = _boxed(self.notice)
        self._notice_wanted = True
        self._begin = button(_("Begin now"), "primary", "play")
        self._begin.clicked.connect(self.begin_requested)
        self.moves = QWidget()
        self._moves = QHBoxLayout(self.moves)
        self._moves.setContentsMargins(0, 0, 0, 0)
        self._moves.setSpacing(12)
        self._lay_out()

    def show_heading(self, heading: Heading) -> None:
        """Say this."""
        self.title.setText(heading.title)
        self.setAccessibleName(heading.title)
        self.meta.setText(heading.meta)
        self.live.setText(heading.live)
        self.live.setVisible(bool(heading.live))
        self.notice.setText(heading.notice)
        self.show_notice(self._notice_wanted)
        self._begin.setVisible(heading.to_begin)
        self._show_moves(heading.moves)

    def show_notice(self, wanted: bool) -> None:
        """Whether this part of the page has room for how the observers fared."""
        self._notice_wanted = wanted
        self._notice_box.setVisible(wanted and bool(self.notice.text()))

    def _show_moves(self, moves: Sequence[tuple[str, str]]) -> None:
        while (item := self._moves.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for text, hearing in moves:
            link = button(text, "link", "calendar-range")
            link.clicked.connect(lambda _=False, id_=hearing: self.hearing_requested.emit(id_))
            self._moves.addWidget(link)
        self.moves.setVisible(bool(moves))

    def _lay_out(self) -> None:
        back = icon_button("arrow-left", _("All hearings"))
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            back = icon_button("arrow-right", _("All hearings"))
        back.clicked.connect(self.back_requested)
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(back)
        first.addWidget(self.title, 1)
        first.addWidget(self.moves)
        first.addWidget(self.live)
        first.addWidget(self._begin)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(first)
        column.addWidget(self.meta)
        column.addWidget(self._notice_box)


def _boxed(text: QWidget) -> QFrame:
    box = QFrame()
    box.setProperty("look", "notice")
    inner = QVBoxLayout(box)
    inner.setContentsMargins(12, 8, 12, 8)
    inner.addWidget(text)
    return box
