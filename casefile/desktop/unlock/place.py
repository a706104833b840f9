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
        self.name_field = self._field(_("for instance: Shymkent mission"))
        self.folder_field = self._field("")
        self.person_field = self._field(_("signs what you write"))
        self.organisation_field = self._field(_("optional"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        stack_field(_("Name of the vault"), self.name_field, column)
        column.addSpacing(8)
        column.addWidget(buddy(_("Folder"), self.folder_field))
        column.addLayout(self._folder_row())
        column.addWidget(
            label(_("Better not a folder that a cloud service copies away."), "meta", wrap=True)
        )
        stack_field(_("Your name"), self.person_field, column)
        stack_field(_("Your organisation"), self.organisation_field, column)

    @property
    def name(self) -> str:
        return self.name_field.text().strip()

    @property
    def folder(self) -> Path:
        return Path(self.folder_field.text().strip()).expanduser()

    @property
    def person(self) -> str:
        return self.person_field.text().strip()

    @property
    def organisation(self) -> str:
        return self.organisation_field.text().strip()

    @property
    def ready(self) -> bool:
        """Whether the next step can be taken."""
        return bool(self.name and self.person and self.folder_field.text().strip())

    def propose(self, folder: Path) -> None:
        """Start empty, with this folder."""
        for field in (self.name_field, self.person_field, self.organisation_field):
            field.clear()
        self.folder_field.setText(str(folder))

    def begin(self) -> None:
        """Take the keyboard."""
        self.name_field.setFocus()

    def _field(self, placeholder: str) -> QLineEdit:
        made = QLineEdit()
        made.setPlaceholderText(placeholder)
        made.textChanged.connect(lambda _text: self.changed.emit())
        made.returnPressed.connect(self.entered)
        return made

    def _folder_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self.folder_field, 1)
        choose = icon_button("folder-open", _("Choose a folder"))
        choose.clicked.connect(self._choose)
        row.addWidget(choose)
        return row

    def _choose(self) -> None:
        dialog = QFileDialog(self, _("Where should the vault lie?"), str(self.folder))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.folder_field.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
