# SPDX-License-Identifier: GPL-3.0-or-later
"""Documents out of the vault: saved as a copy, or shown by another program until the lock.

Both are plain. Each is told before it happens and stands in the history after.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout

from casefile.base.errors import Cancelled, CasefileError
from casefile.base.files import safe_name
from casefile.base.messages import _, ngettext
from casefile.casework import copies, outside
from casefile.casework.outside import Outside
from casefile.desktop.actions import Actions
from casefile.desktop.desk import Desk
from casefile.desktop.documents.opener import open_with_system
from casefile.desktop.documents.view import DocumentsView
from casefile.desktop.tasks import Task
from casefile.desktop.widgets.ask import Ask
from casefile.desktop.widgets.buttons import button
from casefile.desktop.widgets.elided import Elided
from casefile.records.kinds import Document
from casefile.store.attachments import Attachments

ACTIONS = ("save_copy", "open_outside", "document_details")


class OutsideBar(QFrame):
    """Over the page as long as copies lie about: which, and a button that deletes them."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "notice")
        self._told = Elided()
        self.purge = button(_("Delete the copies"))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.addWidget(self._told, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.purge)
        self.show_titles([])

    def show_titles(self, titles: list[str]) -> None:
        """These are open elsewhere; hidden when there are none."""
        told = ngettext(
            "Open in another program, not encrypted, until the vault is locked: {titles}",
            "Open in other programs, not encrypted, until the vault is locked: {titles}",
            len(titles),
        ).format(titles=" · ".join(titles))
        self._told.setText(told)
        self.setAccessibleName(told)
        self.setVisible(bool(titles))


class Copies(QObject):
    """What the menus do with the document that is chosen. `close` when the vault is locked."""

    def __init__(self, desk: Desk, view: DocumentsView) -> None:
        super().__init__(view)
        self._desk = desk
        self._view = view
        self._chosen: Document | None = None
        self._actions: Actions | None = None
        self._outside: Outside | None = None
        self._titles: list[str] = []
        self._tasks: list[Task] = []
        self._told_plain = False  # that a copy is not encrypted, in this session
        self._may_open = False  # without being asked again
        self._closed = False
        self.bar = OutsideBar()
        self.bar.purge.clicked.connect(self.purge)
        view.body.insertWidget(0, self.bar)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What each action does, by name."""
        return {"save_copy": self.save, "open_outside": self.open}

    def show_in(self, actions: Actions) -> None:
        """Allow what can be done, and put it into the context menu of the table."""
        self._actions = actions
        self._view.offer_on_rows([actions[name] for name in ACTIONS])
        self._allow()

    def save(self) -> None:
        """Ask where to; the first time, after a word on what a copy is."""
        if (document := self._show_chosen()) is None:
            return
        if self._told_plain:
            self._choose_place(document)
            return
        Ask(
            _("Save a copy"),
            _(
                "The copy is not encrypted: whoever finds the file can read it, and Casefile can't "
                "delete it when the vault is locked. History keeps that it left."
            ),
            _("Choose a place…"), _("Cancel"),
            partial(self._choose_place, document), self._view,
        ).open()  # fmt: skip

    def save_to(self, document: Document, path: Path) -> None:
        """Write a copy there, unless something is there and the person wants to keep it."""
        if not path.exists():
            self._save(document, path)
            return
        Ask(
            _("Replace the file?"),
            _("There is a file called “{name}” already.").format(name=path.name),
            _("Replace it"), _("Keep it"),
            lambda _tick: self._save(document, path), self._view,
        ).open()  # fmt: skip

    def open(self) -> None:
        """Ask first, unless the person has said yes for this session."""
        if (document := self._show_chosen()) is None:
            return
        try:
            outside.check(document)
        except CasefileError as error:
            self._desk.guide.complained.emit(error)
            return
        if self._may_open:
            self._open(document)
            return
        Ask(
            _("Open outside"),
            _(
                "Another program gets a copy that is not encrypted. It may keep traces of it: "
                "lists of recent files, thumbnails, copies of its own, and it may reach the "
                "network. Casefile deletes its copy when the vault is locked, not those traces."
            ),
            _("Open it"), _("Cancel"),
            partial(self._agree, document), self._view,
            tick=_("Don't ask again until the vault is locked"),
        ).open()  # fmt: skip

    def purge(self) -> None:
        """Delete what lies outside."""
        if self._outside is not None and not self._outside.purge():
            self._desk.guide.complained.emit(
                CasefileError(
                    _("A copy is still open in another program and can't be deleted."),
                    _("Close it there, then try again."),
                )
            )
            return
        self._titles = []
        self.bar.show_titles([])

    def close(self) -> None:
        """Stop what is being written and delete what lies outside."""
        self._closed = True
        for task in self._tasks:
            task.cancel()
        if self._outside is not None:
            self._outside.close()
            self._outside = None

    def choose(self, document: Document | None) -> None:
        """This one is chosen."""
        self._chosen = document
        self._allow()

    def _allow(self) -> None:
        if self._actions is not None:
            for name in ACTIONS:
                self._actions.enable(name, self._chosen is not None)

    def _show_chosen(self) -> Document | None:
        """The document, on its page: nothing leaves that nobody sees."""
        if self._chosen is not None and not self._view.isVisible():
            self._desk.guide.page_requested.emit("documents")
        return self._chosen

    def _choose_place(self, document: Document, _tick: bool = False) -> None:
        self._told_plain = True
        dialog = QFileDialog(self._view, _("Save a copy"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)  # asked by us, where no is first
        dialog.selectFile(safe_name(document.filename or document.title))
        dialog.fileSelected.connect(lambda name: self.save_to(document, Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _save(self, document: Document, path: Path) -> None:
        def saved(_document: object) -> None:
            if self._closed:  # as the vault was locked: nobody can keep a record of it
                path.unlink(missing_ok=True)
                return
            told = _("Saved as {name}. The copy is not encrypted. History keeps that it left.")
            self._desk.guide.told.emit(told.format(name=path.name))
            self._record(document, copies.SAVED, path.name)

        self._write(document, path, 0o600, saved)

    def _agree(self, document: Document, always: bool) -> None:
        self._may_open = always
        self._open(document)

    def _open(self, document: Document) -> None:
        try:
            if self._outside is None:
                self._outside = outside.begin()
        except CasefileError as error:
            self._desk.guide.complained.emit(error)
            return
        path = self._outside.place(document)
        self._write(document, path, 0o400, lambda _document: self._opened(document, path))

    def _opened(self, document: Document, path: Path) -> None:
        if self._outside is None:  # locked meanwhile
            return
        self._titles.append(document.title)
        self.bar.show_titles(self._titles)
        self._record(document, copies.OPENED, document.filename)
        if not open_with_system(path):
            self._desk.guide.complained.emit(
                CasefileError(
                    _("The system has nothing to open “{title}” with.").format(
                        title=document.title
                    ),
                    _("Save a copy instead."),
                )
            )

    def _write(
        self, document: Document, path: Path, mode: int, done: Callable[[object], None]
    ) -> None:
        """On the readers' thread: no line of a log waits for a long document."""

        def start(held: Attachments) -> None:
            task = self._desk.readers.run(
                copies.write, held, document, path, mode,
                done=done, failed=self._refused, progressed=lambda _done, _all: None,
            )  # fmt: skip
            self._tasks.append(task)

        self._desk.session.ask(copies.attachments, done=start, failed=self._refused)

    def _record(self, document: Document, sort: str, name: str) -> None:
        self._desk.session.change(copies.record, document, sort, name, touches=("release",))

    def _refused(self, error: CasefileError) -> None:
        if not isinstance(error, Cancelled):
            self._desk.guide.complained.emit(error)
