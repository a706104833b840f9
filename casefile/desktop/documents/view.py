# SPDX-License-Identifier: GPL-3.0-or-later
"""A table of documents, a preview beside it, and a frame to drop files on."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFileDialog,
    QVBoxLayout,
    QWidget,
)

from casefile.base.messages import _
from casefile.desktop.dates import when
from casefile.desktop.documents.progress import Report, TakingBar
from casefile.desktop.viewer.pane import ReadingPane
from casefile.desktop.widgets.beside import Sides
from casefile.desktop.widgets.buttons import button
from casefile.desktop.widgets.empty import EmptyState
from casefile.desktop.widgets.page import Page, Switch
from casefile.desktop.widgets.table import Column, Table
from casefile.desktop.widgets.text import label
from casefile.desktop.words import size
from casefile.records.kinds import Document
from casefile.records.vocabularies import label as term


class DocumentsView(Page):
    """Wish: take these files in."""

    files_offered = Signal(list)  # of Path

    def __init__(self) -> None:
        super().__init__(_("Documents"))
        self.main = self.table = Table(_("Documents"), _columns())
        self.pane = ReadingPane("file-text", _("Choose a document to see it here."))
        self._details = label("", "meta", wrap=True)
        self._details.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.progress, self.report = TakingBar(), Report()
        self._add_folder = button(_("Add folder…"), "", "folder-plus")
        self._add_folder.clicked.connect(self.choose_folder)
        self._add = button(_("Add files…"), "primary", "file-plus")
        self._add.clicked.connect(self.choose_files)
        for part in (self._add_folder, self._add):
            self.tools.addWidget(part)
        empty = EmptyState(
            "files",
            _(
                "Drop files or folders here. They are encrypted as they arrive; "
                "your originals stay where they are."
            ),
            _("Add files…"),
        )
        empty.button_pressed.connect(self.choose_files)
        self._switch = Switch(empty, self._content())
        self.body.addWidget(self.progress)
        self.body.addWidget(self.report)
        self.body.addWidget(self._switch, 1)

    def show_documents(self, documents: list[Document]) -> None:
        """Fill the table."""
        self.table.show_rows(documents)
        self._switch.show_content(bool(documents))
        for part in (self._add_folder, self._add):
            part.setVisible(bool(documents))

    def show_details(self, document: Document | None) -> None:
        """What is known about the chosen document."""
        if document is None:
            self._details.setText("")
            return
        facts = [
            document.filename,
            size(document.size),
            term("source-types", document.source_type),
            document.language,
            when(document.dated),
        ]
        shown = " · ".join(filter(None, facts))
        self._details.setText(f"{shown}\nSHA-256 {document.sha256}")

    def choose_files(self) -> None:
        """Ask for files to take in."""
        dialog = QFileDialog(self, _("Add files to the case"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self.files_offered.emit(list(map(Path, names))))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def choose_folder(self) -> None:
        """Ask for a folder to take in with all that is in it."""
        dialog = QFileDialog(self, _("Add a folder to the case"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda name: self.files_offered.emit([Path(name)]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def offer_on_rows(self, actions: list[QAction]) -> None:
        """What the context menu of the table offers."""
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.table.addActions(actions)

    def _content(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(8, 0, 0, 0)
        column.addWidget(self.pane, 1)
        column.addWidget(self._details)
        split = Sides(8)
        split.addWidget(self.table)
        split.addWidget(side)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setSizes([600, 420])
        return split


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Title"), lambda document: document.title, bold=True, sign=_sign),
        Column(_("Received"), _received, 110, look="muted"),
        Column(_("Size"), lambda document: size(document.size), 80, look="muted"),
    )


def _received(document: Document) -> str:
    return when(document.received_at).partition(",")[0]


def _sign(document: Document) -> str:
    return "image" if document.media_type.startswith("image/") else "file-text"
