# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person may choose about the program on this machine."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from casefile.base import settings as stored
from casefile.base.errors import StorageFailed
from casefile.base.messages import _, ngettext
from casefile.base.settings import Settings
from casefile.desktop.theme import APPEARANCES, Theme
from casefile.desktop.widgets.buttons import button
from casefile.desktop.widgets.dialog import Dialog
from casefile.desktop.widgets.fields import Combo, Tick, stack_field
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
    """Appearance, whether opened vaults are listed, when and how to lock."""

    def __init__(self, theme: Theme, settings: Settings, parent: QWidget) -> None:
        super().__init__(_("Preferences"), parent, 440)
        self._theme = theme
        self._settings = settings
        names = {"system": _("As the system"), "light": _("Light"), "dark": _("Dark")}
        self.appearance = Combo()
        for appearance in APPEARANCES:
            self.appearance.addItem(names[appearance], appearance)
        self.appearance.choose(theme.appearance)
        stack_field(_("Appearance"), self.appearance, self.body)
        self.body.addSpacing(8)
        self.recent = Tick(_("List the vaults opened lately on the first screen"))
        self.recent.setChecked(settings.remember_recent)
        self.body.addWidget(self.recent)
        hint = _("Only their folders are listed, never what is in them.")
        self.body.addWidget(label(hint, "meta", wrap=True))
        self.idle = Combo()
        for minutes in sorted({*IDLE_CHOICES, settings.idle_minutes}):
            text = ngettext("{count} minute", "{count} minutes", minutes)
            self.idle.addItem(text.format(count=minutes), minutes)
        self.idle.choose(settings.idle_minutes)
        stack_field(_("Lock when nobody has typed for"), self.idle, self.body)
        self.panic = Combo()
        for key in stored.PANIC_KEYS:
            self.panic.addItem(key, key)
        self.panic.choose(settings.panic_key)
        stack_field(_("Key that locks and hides the window at once"), self.panic, self.body)
        hint = _("It holds from the next time a vault is opened.")
        self.body.addWidget(label(hint, "meta", wrap=True))
        self.add_close(_("Cancel"))
        save = button(_("Save"), "primary")
        save.clicked.connect(self._save)
        self.buttons.addWidget(save)

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
