# SPDX-License-Identifier: GPL-3.0-or-later
"""Toggles: small buttons that stay pressed, each with a count, in as many lines as they need."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from casefile.base.messages import _
from casefile.desktop.icons import BESIDE_TEXT, icon
from casefile.desktop.widgets.flow import FlowLayout


class Toggles(QWidget):
    """Narrows what is shown: none pressed means all. Tab reaches the row of chips, the arrow keys
    go along it, Space presses one, Escape lets all go. `changed` when what is pressed did."""

    changed = Signal()

    def __init__(self, name: str, chips: Mapping[str, tuple[str, str]]) -> None:
        """`chips`: by id, what a chip says and its icon."""
        super().__init__()
        self.setAccessibleName(name)
        self._names = {id_: text for id_, (text, _sign) in chips.items()}
        self._signs = {id_: sign for id_, (_text, sign) in chips.items()}
        self._buttons = {id_: self._made(text) for id_, (text, _sign) in chips.items()}
        self._flow = FlowLayout(self)
        for made in self._buttons.values():
            self._flow.addWidget(made)

    @property
    def pressed(self) -> frozenset[str]:
        """The ids of the chips that are pressed."""
        return frozenset(id_ for id_, made in self._buttons.items() if made.isChecked())

    def __getitem__(self, id_: str) -> QPushButton:
        return self._buttons[id_]

    def show_counts(self, counts: Mapping[str, int], known: Mapping[str, int]) -> None:
        """What each chip would show; those of which nothing is `known` at all are not offered."""
        for id_, made in self._buttons.items():
            count = counts.get(id_, 0)
            made.setText(f"{self._names[id_]}  {count}")
            made.setAccessibleName(_("{name}, {count}").format(name=self._names[id_], count=count))
            made.setVisible(known.get(id_, 0) > 0)
            if made.isHidden() and made.isChecked():
                made.setChecked(False)
        self._give_tab(next((m for m in self._offered), None))
        self._fit()

    def release(self) -> None:
        """Let all go."""
        before = self.pressed
        for made in self._buttons.values():
            made.setChecked(False)
        if before:
            self.changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
            if event.key() == Qt.Key.Key_Escape and self.pressed:
                self.release()
                return True
            if step := steps.get(Qt.Key(event.key())):
                self._go(watched, -step if mirrored else step)
                return True
        return super().eventFilter(watched, event)

    @property
    def _offered(self) -> list[QPushButton]:
        return [made for made in self._buttons.values() if not made.isHidden()]

    def _made(self, text: str) -> QPushButton:
        made = QPushButton(text, self)
        made.setProperty("look", "toggle")
        made.setCheckable(True)
        made.setAutoDefault(False)
        made.setAccessibleName(text)
        made.setIconSize(BESIDE_TEXT)
        made.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        made.installEventFilter(self)
        made.toggled.connect(lambda _on: self.changed.emit())
        return made

    def _go(self, here: QObject, by: int) -> None:
        """Give the keyboard to the next chip, or the one before."""
        offered = self._offered
        at = next((at for at, made in enumerate(offered) if made is here), 0)
        there = offered[min(max(at + by, 0), len(offered) - 1)]
        self._give_tab(there)
        there.setFocus(Qt.FocusReason.TabFocusReason)

    def _give_tab(self, chosen: QPushButton | None) -> None:
        """One chip at a time is where Tab stops."""
        for made in self._buttons.values():
            policy = Qt.FocusPolicy.StrongFocus if made is chosen else Qt.FocusPolicy.ClickFocus
            made.setFocusPolicy(policy)

    def _fit(self) -> None:
        """With their icons where all fit into one line, else without."""
        self._show_icons(True)
        line = max((made.sizeHint().height() for made in self._offered), default=0)
        self._show_icons(self._flow.heightForWidth(self.width()) <= line)

    def _show_icons(self, shown: bool) -> None:
        for id_, made in self._buttons.items():
            made.setIcon(icon(self._signs[id_], "muted") if shown else QIcon())
