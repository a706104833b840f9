# SPDX-License-Identifier: GPL-3.0-or-later
"""The bar on top: which case, search, undo, redo, lock."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu

from casefile.base.messages import _
from casefile.casework.masks import Mask
from casefile.desktop.actions import Actions
from casefile.desktop.fonts import scale_of
from casefile.desktop.icons import SIZE, icon
from casefile.desktop.widgets.buttons import action_button, button
from casefile.desktop.widgets.text import plain_tip
from casefile.desktop.words import isolated, one_line
from casefile.records.kinds import Case

HEIGHT = 52
_LONGEST = 48  # letters of a title in the bar


class SearchField(QLineEdit):
    """Searches as one types. Escape gives the keyboard back; the text stays."""

    left = Signal()
    went_down = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.show_scope(everywhere=False)
        self._clear = self.addAction(icon("x", "muted"), QLineEdit.ActionPosition.TrailingPosition)
        self._clear.setText(_("Clear the search"))
        self._clear.setToolTip(_("Clear the search"))
        self._clear.triggered.connect(self.clear)
        self._clear.setVisible(False)
        self.textChanged.connect(lambda text: self._clear.setVisible(bool(text)))
        sign = self.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        sign.setText(_("Search"))
        sign.triggered.connect(self._take_keyboard)
        scale = scale_of(self.font())
        self.setMinimumWidth(180)
        self.setMaximumWidth(round(360 * scale))

    def show_scope(self, *, everywhere: bool) -> None:
        """Say where is looked."""
        name = _("Search all cases") if everywhere else _("Search this case")
        self.setPlaceholderText(_("{action} (Ctrl+K)").format(action=name))
        self.setAccessibleName(name)

    def _take_keyboard(self) -> None:
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        if event.key() == Qt.Key.Key_Down:
            self.went_down.emit()
            return
        super().keyPressEvent(event)


class TopBar(QFrame):
    """Wishes: show this case; make a new one."""

    case_requested = Signal(str)  # id

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "bar")
        self.search = SearchField()
        self.setFixedHeight(HEIGHT)
        self._actions: Actions | None = None
        self._whole = ""
        self._current: Case | None = None
        self._mask: Mask | None = None
        self._cases = QMenu(self)
        self._switcher = button(_("No case"), "switcher")
        self._switcher.setMenu(self._cases)
        self._switcher.setIcon(icon("chevron-down", "muted"))
        self._switcher.setIconSize(SIZE)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        behind = Qt.LayoutDirection.LeftToRight if mirrored else Qt.LayoutDirection.RightToLeft
        self._switcher.setLayoutDirection(behind)  # the chevron stands behind the text
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(4)
        row.addWidget(self._switcher)
        row.addStretch(1)
        row.addWidget(self.search, 2)
        row.addSpacing(8)
        self._row = row
        self.show_cases((), None)

    def show_actions(self, actions: Actions) -> None:
        """The buttons at the end, and the last entry of the switcher."""
        self._actions = actions
        for name in ("undo", "redo", "lock"):
            self._row.addWidget(action_button(actions[name]))
        self.show_cases((), None)

    def show_cases(self, cases: tuple[Case, ...], current: Case | None) -> None:
        """What the switcher offers, and which case is open."""
        self._cases.clear()
        for case in cases:
            entry = self._cases.addAction(_plain(case.title))
            entry.setCheckable(True)
            entry.setChecked(current is not None and case.id == current.id)
            entry.triggered.connect(lambda _on=False, id_=case.id: self.case_requested.emit(id_))
        if cases:
            self._cases.addSeparator()
        if self._actions is not None:
            self._cases.addAction(self._actions["new_case"])
        self._current = current
        self._name_case()

    def set_mask(self, mask: Mask | None) -> None:
        """Name the case without names of people, or as it is."""
        self._mask = mask
        self._name_case()

    def _name_case(self) -> None:
        if self._current is None:
            shown = spoken = _("No case yet")
        else:
            title = self._mask.text(self._current.title) if self._mask else self._current.title
            shown = _("Case: {title}").format(title=isolated(_plain(title)))
            spoken = _("Case: {title}").format(title=title)
        self._whole = shown
        self._switcher.setAccessibleName(spoken)
        self._switcher.setToolTip(plain_tip(spoken) if self._current else "")
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Its height is known once the search field wears the style sheet."""
        super().showEvent(event)
        self.setFixedHeight(max(HEIGHT, self.search.sizeHint().height() + 16))

    def _fit(self) -> None:
        """The title takes a good half of the bar; what is longer ends in dots."""
        room = max(self.width() * 45 // 100 - 40, 80)
        metrics = self._switcher.fontMetrics()
        shown = metrics.elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        self._switcher.setText(shown)


def _plain(title: str) -> str:
    """A title as a menu shows it: on one line, shortened, no mnemonic taken from it."""
    title = one_line(title)
    shown = title if len(title) <= _LONGEST else title[: _LONGEST - 1] + "…"
    return shown.replace("&", "&&")
