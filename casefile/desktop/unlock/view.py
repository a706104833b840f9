# SPDX-License-Identifier: GPL-3.0-or-later
"""The unlock screen: known vaults at the side, one passphrase field in the middle."""

import sys
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from casefile.base.errors import CasefileError, WrongPassphrase
from casefile.base.messages import _
from casefile.desktop.icons import app_icon
from casefile.desktop.unlock.delegate import PathDelegate
from casefile.desktop.widgets.banner import Banner
from casefile.desktop.widgets.buttons import button
from casefile.desktop.widgets.centred import centre
from casefile.desktop.widgets.fields import PassphraseField, stack_field
from casefile.desktop.widgets.text import label, plain_tip
from casefile.desktop.words import short_path


class UnlockView(QWidget):
    """Wishes: unlock this vault, create, open another, open the sample."""

    unlock_requested = Signal(Path, str)
    create_requested = Signal()
    open_requested = Signal()
    sample_requested = Signal()
    recover_requested = Signal(Path)

    def __init__(self) -> None:
        super().__init__()
        self._busy = False
        self._other_ways: list[QPushButton] = []
        self.vaults = QListWidget()
        self.vaults.setProperty("look", "plain")
        self.vaults.setItemDelegate(PathDelegate(self.vaults))
        self.vaults.setAccessibleName(_("Vaults opened lately"))
        self.vaults.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.vaults.currentItemChanged.connect(self._vault_chosen)
        self.vaults.itemActivated.connect(self._type_passphrase)
        self.passphrase: PassphraseField = PassphraseField()
        self.passphrase.returnPressed.connect(self._submit)
        self.passphrase.textChanged.connect(lambda _text: self._refresh())
        self.passphrase.keyboard_noticed.connect(self._notice_keyboard)
        self.banner = Banner()
        self._title = label("", "title")
        self._place = label("", "meta", wrap=True)
        self._keyboard = label("", "warn", wrap=True)
        self._layout_name = label("", "meta")
        self._unlock = button(_("Unlock"), "primary", "lock-open")
        self._unlock.clicked.connect(self._submit)
        self._lost = button(_("Lost the passphrase?"), "link")
        self._lost.clicked.connect(self._recover)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._rail())
        row.addWidget(self._middle(), 1)
        if sys.platform in {
            "win32",
            "darwin",
        }:  # elsewhere Qt tells the session's locale, not the keyboard's
            QGuiApplication.inputMethod().localeChanged.connect(self._name_layout)
            self._name_layout()
        self._refresh()

    def show_vaults(self, vaults: tuple[Path, ...]) -> None:
        """List these, newest first, and offer the first one."""
        self.vaults.clear()
        for vault in vaults:
            item = QListWidgetItem(vault.stem)
            item.setData(Qt.ItemDataRole.UserRole, vault)
            item.setToolTip(plain_tip(str(vault)))
            spoken = _("{name}, in {folder}").format(name=vault.stem, folder=vault.parent)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            self.vaults.addItem(item)
        if vaults:
            self.vaults.setCurrentRow(0)

    @property
    def vault(self) -> Path | None:
        """The vault that Unlock would open."""
        if self.vaults.currentRow() < 0:
            return None
        chosen: Path = self.vaults.currentItem().data(Qt.ItemDataRole.UserRole)
        return chosen

    def set_busy(self, busy: bool) -> None:
        """While keys are stretched: nothing to press twice, and the button says so."""
        self._busy = busy
        for other in (self.vaults, *self._other_ways):
            other.setEnabled(not busy)
        self._refresh()

    def complain(self, error: CasefileError) -> None:
        """Say it above the field; the field keeps its text, selected, to be typed again."""
        self.banner.complain(error)
        self.passphrase.setFocus()
        if isinstance(error, WrongPassphrase):
            self.passphrase.selectAll()

    def forget(self) -> None:
        """Empty the field: the vault is open, or the window was locked."""
        self.passphrase.clear()
        self.passphrase.reveal(False)
        self.banner.hide()
        self._keyboard.clear()

    def _rail(self) -> QFrame:
        rail = QFrame()
        rail.setProperty("look", "rail")
        rail.setFixedWidth(320)
        column = QVBoxLayout(rail)
        column.setContentsMargins(16, 20, 16, 16)
        column.setSpacing(8)
        column.addLayout(_brand())
        column.addSpacing(16)
        column.addWidget(label(_("Your vaults"), "meta"))
        column.addWidget(self.vaults, 1)
        for text, sign, wish in (
            (_("Create a vault…"), "folder-plus", self.create_requested),
            (_("Open another vault…"), "folder-open", self.open_requested),
            (_("Open the sample case"), "book-open", self.sample_requested),
        ):
            made = button(text, "", sign)
            made.clicked.connect(wish)
            column.addWidget(made)
            self._other_ways.append(made)
        return rail

    def _middle(self) -> QWidget:
        middle = QWidget()
        card = QFrame()
        card.setProperty("look", "card")
        card.setFixedWidth(440)
        column = QVBoxLayout(card)
        column.setContentsMargins(32, 28, 32, 28)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self._place)
        column.addSpacing(12)
        column.addWidget(self.banner)
        stack_field(_("Passphrase"), self.passphrase, column)
        hints = QHBoxLayout()
        hints.addWidget(self._keyboard, 1)
        hints.addWidget(self._layout_name)
        column.addLayout(hints)
        column.addSpacing(12)
        column.addWidget(self._unlock)
        column.addWidget(self._lost, 0, Qt.AlignmentFlag.AlignHCenter)
        centre(card, middle)
        return middle

    def _vault_chosen(self) -> None:
        if self.vault is not None:
            self._title.setText(self.vault.stem)
            self._place.setText(short_path(self.vault.parent))
            self.banner.hide()
        self._refresh()

    def _type_passphrase(self) -> None:
        self.passphrase.setFocus()

    def _recover(self) -> None:
        if self.vault is not None and not self._busy:
            self.recover_requested.emit(self.vault)

    def _notice_keyboard(self, warning: str) -> None:
        self._keyboard.setText(warning)

    def _name_layout(self) -> None:
        locale = QGuiApplication.inputMethod().locale()
        self._layout_name.setText(locale.nativeLanguageName())

    def _refresh(self) -> None:
        ready = self.vault is not None and bool(self.passphrase.text()) and not self._busy
        self._unlock.setEnabled(ready)
        self._unlock.setText(_("Unlocking…") if self._busy else _("Unlock"))
        self._lost.setEnabled(not self._busy)

    def _submit(self) -> None:
        if self._unlock.isEnabled() and self.vault is not None:
            self.banner.hide()
            self.unlock_requested.emit(self.vault, self.passphrase.text())


def _brand() -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    picture = QLabel()
    picture.setPixmap(app_icon().pixmap(36, 36))
    row.addWidget(picture)
    row.addWidget(label("Casefile", "title"), 1)
    return row
