# SPDX-License-Identifier: GPL-3.0-or-later
"""A deed on a hearing, asked for inside the page: a few fields, one button, no box over it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from casefile.base.messages import _
from casefile.casework.records import field_of
from casefile.desktop.form.context import Context
from casefile.desktop.form.field import Field
from casefile.desktop.form.making import editor_for
from casefile.desktop.widgets.banner import Banner
from casefile.desktop.widgets.buttons import button
from casefile.desktop.widgets.text import label

_LARGE = 18  # pixels of the font from which on a field has a line of its own


def asked(
    kind: type[Struct], attribute: str, label_: str, context: Context, *, many: bool = False
) -> Field:
    """A field of a kind under a label of its own (English; it is translated where it is shown)."""
    info = replace(field_of(kind, attribute), label=label_, many=many, required=False)
    made = Field(info, attribute, editor_for(info, context))
    made.show_value(None if info.shape != "text" else "")
    return made


class Panel(QFrame):
    """`wished` when its button is pressed, or Ctrl+Return. Escape leaves it; the text stays."""

    wished = Signal()
    left = Signal()

    def __init__(self, title: str, told: str, go: str) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.setAccessibleName(title)
        self.banner = Banner()
        self.go = button(go, "primary")
        self.go.clicked.connect(self.wished)
        self.leave = button(_("Not now (Esc)"))
        self.leave.clicked.connect(self.left)
        self.body = QVBoxLayout()
        self.body.setSpacing(10)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.addWidget(self.go)
        self.foot.addWidget(self.leave)
        self.foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(10)
        column.addWidget(label(title, "section"))
        if told:
            column.addWidget(label(told, "muted", wrap=True))
        column.addLayout(self.body)
        column.addWidget(self.banner)
        column.addLayout(self.foot)
        keys = QShortcut(QKeySequence("Ctrl+Return"), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self.go.click)

    @property
    def main(self) -> QWidget:
        """What takes the keyboard."""
        return self.go

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class FieldPanel(Panel):
    """A panel of fields, two beside each other. `given` once all of them are understood."""

    given = Signal(dict)

    def __init__(self, title: str, told: str, go: str, fields: Sequence[Field]) -> None:
        super().__init__(title, told, go)
        self.fields = {field.path: field for field in fields}
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(12)
        across = 1 if self.font().pixelSize() >= _LARGE else 2
        for at, field in enumerate(fields):
            grid.addWidget(field, at // across, at % across, Qt.AlignmentFlag.AlignTop)
        for column in range(across):
            grid.setColumnStretch(column, 1)
        self.body.addLayout(grid)
        self.wished.connect(self._give)

    @property
    def main(self) -> QWidget:
        return next(iter(self.fields.values())).editor.main

    def _give(self) -> None:
        values: dict[str, Any] = {}
        for path, field in self.fields.items():
            try:
                values[path] = field.value()
            except ValueError as error:
                field.refused(str(error))
                field.editor.main.setFocus()
                return
        self.banner.hide()
        self.given.emit(values)


class DeedArea(QStackedWidget):
    """What a page shows, or in its place a panel."""

    turned = Signal()

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self._panel: Panel | None = None
        self._scroll = QScrollArea()
        self._scroll.setProperty("look", "plain")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName(_("What is to be done"))
        self.addWidget(content)
        self.addWidget(self._scroll)

    @property
    def panel(self) -> Panel | None:
        """The panel that is shown."""
        return self._panel if self.currentIndex() == 1 else None

    def show_panel(self, panel: Panel) -> None:
        """Show a panel, and give it the keyboard."""
        if self._panel is not panel:
            self._panel = panel
            page = QWidget()
            column = QVBoxLayout(page)
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(panel)
            column.addStretch(1)
            page.setAutoFillBackground(False)
            if (before := self._scroll.takeWidget()) is not None:
                before.hide()  # the keyboard leaves it while it is still there
                before.deleteLater()
            self._scroll.setWidget(page)
            panel.left.connect(self.hide_panel)
        self.setCurrentIndex(1)
        panel.main.setFocus()
        self.turned.emit()

    def hide_panel(self) -> None:
        """Back to what the page shows."""
        if self.currentIndex() == 1:
            self.setCurrentIndex(0)
            self.turned.emit()
