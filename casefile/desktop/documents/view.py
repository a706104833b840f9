# SPDX-License-Identifier: GPL-3.0-or-later
"""A table of documents, a preview beside it, and a frame to drop files on."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from casefile.base.messages import _
from casefile.casework.shelves import Found
from casefile.desktop.dates import when
from casefile.desktop.documents.progress import Report, TakingBar
from casefile.desktop.documents.table import DocumentTable
from casefile.desktop.form.pane import RecordPane
from casefile.desktop.viewer.pane import ReadingPane
from casefile.desktop.widgets.beside import Sides
from casefile.desktop.widgets.buttons import button
from casefile.desktop.widgets.empty import EmptyState
from casefile.desktop.widgets.filter import Filter
from casefile.desktop.widgets.page import Page, Switch
from casefile.desktop.widgets.text import has_keyboard, label
from casefile.desktop.words import isolated, size
from casefile.records.kinds import Document
from casefile.records.vocabularies import label as term

_SHOWN = 5  # titles of what came with a message
_FIELD = 160  # pixels of the filter at least


class DocumentsView(Page):
    """Wishes: take these files in; edit what is known of the document."""

    files_offered = Signal(list)  # of Path
    edit_wished = Signal()

    def __init__(self, form: RecordPane) -> None:
        super().__init__(_("Documents"))
        self.main = self.table = DocumentTable()
        self.form = form
        self.form.closed.connect(self.show_list)
        self._document: Document | None = None
        self.filter = Filter()
        self.filter.setPlaceholderText(_("Find a document"))
        self.filter.setAccessibleName(_("Find by title or file name"))
        self.filter.setMinimumWidth(_FIELD)
        self.filter.setMaximumWidth(320)
        self.filter.textChanged.connect(self.table.filter)
        self.filter.textEdited.connect(self.show_list)
        self.filter.went_down.connect(self._go_down)
        self._none = label(_("No document is called so."), "muted", wrap=True)
        self._none.hide()
        self.pane = ReadingPane("file-text", _("Choose a document to see it here."))
        self._details, self._hash = label("", "meta", wrap=True), label("", "meta", wrap=True)
        for told in (self._details, self._hash):
            told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.progress, self.report = TakingBar(), Report()
        self._add_folder = button(_("Add folder…"), "", "folder-plus")
        self._add_folder.clicked.connect(self.choose_folder)
        self._add = button(_("Add files…"), "primary", "file-plus")
        self._add.clicked.connect(self.choose_files)
        self._edit = button(_("Details…"), "link")
        self._edit.setToolTip(_("Details of the document (Alt+Return)"))
        self._edit.clicked.connect(self.edit_wished)
        self._edit.hide()
        for part in (self.filter, self._add_folder, self._add):
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

    def show_count(self, shown: int, in_all: int) -> None:
        """So many documents are in the table, of those that there are."""
        self._switch.show_content(in_all > 0)
        for part in (self.filter, self._add_folder, self._add):
            part.setVisible(in_all > 0)
        self._none.setVisible(in_all > 0 and not shown)

    def show_details(self, found: Found | None) -> None:
        """What is known about the chosen document."""
        self._edit.setVisible(found is not None)
        if found is None:
            self._details.setText("")
            self._hash.setText("")
            return
        document = found.document
        facts = [
            document.filename,
            size(document.size),
            term("source-types", document.source_type),
            document.language,
            when(document.dated),
        ]
        lines = [" · ".join(filter(None, facts))]
        if found.twins:
            lines.append(_("Same file as: {titles}").format(titles=_titles(found.twins)))
        for said, titles in (
            (_("Came with the message: {titles}"), found.attached_to),
            (_("Files that came with it: {titles}"), found.attached),
        ):
            if titles:
                lines.append(said.format(titles=_few(titles)))
        self._details.setText("\n".join(lines))
        self._hash.setText(f"SHA-256 {document.sha256}")

    def show_form_of(self, document: Document | None) -> None:
        """The form, if it is open, is of this document."""
        self._document = document
        if document is None:
            self.show_list()
        elif self.form.isVisible():
            self.form.show_record(document)

    def show_form(self) -> None:
        """The fields of the chosen document in the place of the list, beside its pages."""
        if self._document is not None:
            self._side.setCurrentWidget(self.form)
            self.form.show_record(self._document)
            self.form.focus_first()

    def show_list(self) -> None:
        """The list again."""
        held = has_keyboard(self.form)
        self._side.setCurrentIndex(0)
        self.form.show_record(None)
        if held:
            self.table.setFocus()

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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape ends the search in the document, wherever on the page the keyboard is."""
        if event.key() == Qt.Key.Key_Escape and not self.pane.find_bar.isHidden():
            self.pane.stop_finding()
        else:
            super().keyPressEvent(event)

    def _go_down(self) -> None:
        self.table.setFocus()
        if self.table.chosen is None and self.table.rows.rows:
            self.table.selectRow(0)

    def _content(self) -> QWidget:
        listing = QWidget()
        column = QVBoxLayout(listing)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(self._none)
        self._side = QStackedWidget()
        self._side.addWidget(listing)
        self._side.addWidget(self.form)
        seen = QWidget()
        column = QVBoxLayout(seen)
        column.setContentsMargins(8, 0, 0, 0)
        column.addWidget(self.pane, 1)
        row = QHBoxLayout()
        row.addWidget(self._details, 1)
        row.addWidget(self._edit)
        column.addLayout(row)
        column.addWidget(self._hash)
        column.setSpacing(2)
        split = Sides(8)
        split.addWidget(self._side)
        split.addWidget(seen)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setSizes([600, 420])
        return split


def _few(titles: tuple[str, ...]) -> str:
    """Some titles, and how many more there are."""
    shown = " · ".join(map(isolated, titles[:_SHOWN]))
    more = len(titles) - _SHOWN
    return f"{shown} · +{more}" if more > 0 else shown


def _titles(twins: tuple[tuple[str, str], ...]) -> str:
    """Titles of documents, with those of other cases."""
    here = _("{title} (case {case})")
    return " · ".join(
        here.format(title=isolated(title), case=isolated(case)) if case else isolated(title)
        for title, case in twins
    )
