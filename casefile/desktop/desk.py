# SPDX-License-Identifier: GPL-3.0-or-later
"""What every screen of an open vault is given: someone to ask, someone to read, ways to go."""

from dataclasses import dataclass
from typing import Any, ClassVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from casefile.desktop.changes import Touched
from casefile.desktop.session import Session
from casefile.desktop.tasks import Worker
from casefile.records.kinds import Case


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a document: a page, from 0, and the words there as they are spelled."""

    page: int
    words: tuple[str, ...] = ()


class Guide(QObject):
    """Wishes that a screen can't fulfil alone, and what it tells the frame."""

    page_requested = Signal(str)
    case_requested = Signal(str)  # id
    record_requested = Signal(str, str, str)  # case, kind, id
    place_requested = Signal(str, str, object)  # case, id of a document, Place
    new_requested = Signal(str)  # a record of this kind is to be begun on the page where it belongs
    leaving = Signal()  # the vault is being locked: keep what can be kept
    counted = Signal(str)  # what the shown page counts, for the status line
    busied = Signal(str)  # what goes on quietly meanwhile; empty: nothing
    told = Signal(str)  # something went well
    complained = Signal(object)  # a CasefileError that concerns no page in particular
    offered = Signal(str, str, object)  # something was done, a way on in a word, who is called
    undo_requested = Signal()  # take back the last deed of this author in the open case
    redo_requested = Signal()
    history_requested = Signal(str)  # id of the record whose history is to be shown


@dataclass(frozen=True, slots=True)
class Desk:
    """Given to every presenter."""

    session: Session
    readers: Worker  # talks with the extraction process, so that the vault's thread need not wait
    setters: Worker  # sets briefings and seals bundles, for the same reason
    viewers: Worker  # draws the document in sight: it waits for no other that is read meanwhile
    guide: Guide


class Presenter(QObject):
    """Stands between a page and the vault: loads when the page is seen and something is new.

    A page that is not seen only remembers that it is stale.
    """

    kinds: ClassVar[frozenset[str]] = frozenset()
    """The kinds of records that the page shows."""

    def __init__(self, desk: Desk, view: QWidget) -> None:
        super().__init__(view)
        self.desk = desk
        self.case: Case | None = None
        self._seen = False
        self._stale = True
        desk.session.feed.changed.connect(self._hear)

    def set_case(self, case: Case | None) -> None:
        """Another case is open, or the same one with changed fields."""
        other = (case and case.id) != (self.case and self.case.id)
        self.case = case
        if other:
            self.turn()
        self._expire()

    def enter(self) -> None:
        """The page is shown."""
        self._seen = True
        if self._stale:
            self._stale = False
            self.load()

    def leave(self) -> None:
        """The page is hidden."""
        self._seen = False

    def load(self) -> None:
        """Ask for what the page shows. Overridden."""

    def open_record(self, record: str) -> None:
        """Show the record with this id on the page. Overridden where records are opened."""

    def turn(self) -> None:
        """Forget what belonged to the other case. Overridden where there is such."""

    def _hear(self, touched: Touched) -> None:
        if touched.kinds & self.kinds:
            self.renew(touched)

    def renew(self, _touched: Touched) -> None:
        """Something that the page shows has changed."""
        self._expire()

    def _expire(self) -> None:
        self._stale = True
        if self._seen:
            self._stale = False
            self.load()

    def ask(self, deed: Any, *args: Any, done: Any) -> None:
        """Read from the vault for this page; a later question overtakes an earlier one."""
        self.desk.session.ask(
            deed, *args, done=done, latest=f"{type(self).__name__}.{deed.__name__}"
        )
