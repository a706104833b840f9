# SPDX-License-Identifier: GPL-3.0-or-later
"""First step of making a vault: what it is called, where it lies, who writes in it."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from casefile.base.messages import _
from casefile.desktop.widgets.buttons import icon_button
from casefile.desktop.widgets.fields import stack_field
from casefile.desktop.widgets.text import buddy, label


class PlaceStep(QWidget):
    """`changed` when a field did, `entered` on Return."""

    changed = Signal()
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._name = self._field(_("for instance: Shymkent mission"))
        self._folder = self._field("")
        self._person = self._field(_("signs what you write"))
        self._organisation = self._field(_("optional"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        stack_field(_("Name of the vault"), self._name, column)
        column.addSpacing(8)
        column.addWidget(buddy(_("Folder"), self._folder))
        column.addLayout(self._folder_row())
        column.addWidget(
            label(_("Better not a folder that a cloud service copies away."), "meta", wrap=True)
        )
        stack_field(_("Your name"), self._person, column)
        stack_field(_("Your organisation"), self._organisation, column)

    @property
    def name(self) -> str:
        return self._name.text().strip()

    @property
    def folder(self) -> Path:
        return Path(self._folder.text().strip()).expanduser()

    @property
    def person(self) -> str:
        return self._person.text().strip()

    @property
    def organisation(self) -> str:
        return self._organisation.text().strip()

    @property
    def ready(self) -> bool:
        """Whether the next step can be taken."""
        return bool(self.name and self.person and self._folder.text().strip())

    def propose(self, folder: Path) -> None:
        """Start empty, with this folder."""
        for field in (self._name, self._person, self._organisation):
            field.clear()
        self._folder.setText(str(folder))

    def begin(self) -> None:
        """Take the keyboard."""
        self._name.setFocus()

    def _field(self, placeholder: str) -> QLineEdit:
        made = QLineEdit()
        made.setPlaceholderText(placeholder)
        made.textChanged.connect(lambda _text: self.changed.emit())
        made.returnPressed.connect(self.entered)
        return made

    def _folder_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self._folder, 1)
        choose = icon_button("folder-open", _("Choose a folder"))
        choose.clicked.connect(self._choose)
        row.addWidget(choose)
        return row

    def _choose(self) -> None:
        dialog = QFileDialog(self, _("Where should the vault lie?"), str(self.folder))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._folder.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
