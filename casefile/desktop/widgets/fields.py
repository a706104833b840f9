# SPDX-License-Identifier: GPL-3.0-or-later
"""Fields: a combo box with our arrow, a passphrase field with an eye, forms of labelled rows."""

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QStyle,
    QStyleOptionButton,
    QVBoxLayout,
    QWidget,
)

from casefile.base.messages import _
from casefile.desktop.icons import icon, pixmap
from casefile.desktop.widgets.text import buddy


class Combo(QComboBox):
    """A drop-down list with a chevron in the theme's colour, on the side where text ends."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = 14
        left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = 10 if left else self.width() - side - 10
        spot = QRect(x, (self.height() - side) // 2, side, side)
        drawn = pixmap("chevron-down", "muted", side, self.devicePixelRatioF())
        QPainter(self).drawPixmap(spot, drawn)

    def choose(self, data: object) -> None:
        """Select the item that carries this data, if there is one."""
        if (index := self.findData(data)) >= 0:
            self.setCurrentIndex(index)


class Tick(QCheckBox):
    """A check box with our own tick, in colours that can be told apart."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.isChecked():
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        box = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
        drawn = pixmap("check", "on_accent", 14, self.devicePixelRatioF())
        QPainter(self).drawPixmap(box.center() - QPoint(6, 6), drawn)


class PassphraseField(QLineEdit):
    """Hidden letters with an eye to show them; says what keyboards do behind one's back."""

    keyboard_noticed = Signal(str)  # a warning, or nothing

    def __init__(self) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self._eye = self.addAction(icon("eye", "muted"), QLineEdit.ActionPosition.TrailingPosition)
        self._eye.setCheckable(True)
        self._eye.toggled.connect(self.reveal)
        self.reveal(False)

    def reveal(self, shown: bool) -> None:
        """Show the letters, or dots."""
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.setEchoMode(mode)
        name = _("Hide the passphrase") if shown else _("Show the passphrase")
        self._eye.setText(name)
        self._eye.setToolTip(name)
        self._eye.setIcon(icon("eye-off" if shown else "eye", "muted"))
        if self._eye.isChecked() != shown:
            self._eye.setChecked(shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        self.keyboard_noticed.emit(_keyboard_notice(event))


def _keyboard_notice(event: QKeyEvent) -> str:
    """Caps lock and a layout other than Latin can be told from the letter that a key made."""
    letter = event.text()
    shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    if len(letter) != 1 or not letter.isalpha():
        return ""
    if letter.isupper() != shift and letter.lower() != letter.upper():
        return _("Caps Lock is on.")
    if not letter.isascii():
        return _("The keyboard is not typing Latin letters.")
    return ""


def stack_field(text: str, field: QWidget, column: QVBoxLayout) -> None:
    """Put a field under its label at the end of a column."""
    if column.count():
        column.addSpacing(8)
    column.addWidget(buddy(text, field))
    column.addWidget(field)
