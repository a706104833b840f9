# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person may choose about the program on this machine."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from casefile.base import settings as stored
from casefile.base.errors import StorageFailed
from casefile.base.messages import _, ngettext
from casefile.base.settings import Settings
from casefile.desktop.theme import APPEARANCES, Theme
from casefile.desktop.widgets.banner import Banner
from casefile.desktop.widgets.buttons import button
from casefile.desktop.widgets.dialog import Dialog
from casefile.desktop.widgets.fields import Combo, Tick, stack_field
from casefile.desktop.widgets.segments import Segments
from casefile.desktop.widgets.text import label

IDLE_CHOICES = (1, 2, 5, 10, 15, 30)  # minutes


def keep(settings: Settings) -> None:
    """Store settings. Raises StorageFailed where the disk refuses."""
    try:
        stored.save(settings)
    except OSError as error:
        raise StorageFailed(_("The settings can't be written.")) from error


def choose_appearance(theme: Theme, appearance: str) -> None:
    """Wear it, and remember it."""
    theme.choose(appearance)
    keep(replace(stored.load(), appearance=appearance))


class PreferencesDialog(Dialog):
    """Appearance, whether opened vaults are listed, when and how to lock; with an open vault, its
    backups on a second page (`second` makes it, given the banner), which may be shown first."""

    def __init__(
        self,
        theme: Theme,
        settings: Settings,
        parent: QWidget,
        second: Callable[[Banner], QWidget] | None = None,
        *,
        at_second: bool = False,
    ) -> None:
        super().__init__(_("Preferences"), parent, 620 if second else 440)
        self._theme = theme
        self._settings = settings
        names = {"system": _("As the system"), "light": _("Light"), "dark": _("Dark")}
        self.appearance = Combo()
        for appearance in APPEARANCES:
            self.appearance.addItem(names[appearance], appearance)
        self.appearance.choose(theme.appearance)
        general = QWidget()
        column = QVBoxLayout(general)
        column.setContentsMargins(0, 0, 0, 0)
        stack_field(_("Appearance"), self.appearance, column)
        column.addSpacing(8)
        self.recent = Tick(_("List the vaults opened lately on the first screen"))
        self.recent.setChecked(settings.remember_recent)
        column.addWidget(self.recent)
        hint = _("Only their folders are listed, never what is in them.")
        column.addWidget(label(hint, "meta", wrap=True))
        self.idle = Combo()
        for minutes in sorted({*IDLE_CHOICES, settings.idle_minutes}):
            text = ngettext("{count} minute", "{count} minutes", minutes)
            self.idle.addItem(text.format(count=minutes), minutes)
        self.idle.choose(settings.idle_minutes)
        stack_field(_("Lock when nobody has touched keyboard or mouse for"), self.idle, column)
        self.panic = Combo()
        for key in stored.PANIC_KEYS:
            self.panic.addItem(key, key)
        self.panic.choose(settings.panic_key)
        stack_field(_("Key that locks and hides the window at once"), self.panic, column)
        hint = _("It holds from the next time a vault is opened.")
        column.addWidget(label(hint, "meta", wrap=True))
        column.addStretch(1)
        self.backups = second(self.banner) if second else None
        self._stack = QStackedWidget()
        self._stack.addWidget(general)
        if self.backups is not None:
            self._stack.addWidget(self.backups)
            self.pages = Segments(
                _("Pages of the preferences"), (_("General"), _("Backups")), self._stack
            )
            self.body.addWidget(self.pages)
            self.body.addSpacing(6)
        self.body.addWidget(self._stack, 1)
        self._close = self.add_close(_("Cancel"))
        self._save_button = button(_("Save"), "primary")
        self._save_button.clicked.connect(self._save)
        self.buttons.addWidget(self._save_button)
        if self.backups is not None:
            self.pages.chosen.connect(self._turned)
            self.pages.choose(int(at_second))
            if at_second:
                self.pages.buttons[1].setFocus()

    def _turned(self, at: int) -> None:
        """Backups are kept where one says so at once: nothing is to be saved there."""
        self._save_button.setVisible(at == 0)
        self._close.setText(_("Close") if at else _("Cancel"))

    def _save(self) -> None:
        remember = self.recent.isChecked()
        changed = replace(
            self._settings,
            appearance=self.appearance.currentData(),
            remember_recent=remember,
            idle_minutes=self.idle.currentData(),
            panic_key=self.panic.currentData(),
            recent=self._settings.recent if remember else (),
        )
        try:
            keep(changed)
        except StorageFailed as error:
            self.banner.complain(error)
            return
        self._theme.choose(changed.appearance)
        self.accept()
