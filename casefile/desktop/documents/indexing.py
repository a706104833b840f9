# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks into documents that nobody looked into yet, quietly: when a vault is opened (the last time
may have ended in the middle), and whenever documents come. Bytes and pages are the readers'
thread's; what was seen goes to the vault. A long text is put in the index, which takes the vault up
to a second, only once nobody has pressed a key for a while: no line of a log waits for it.
"""

import threading
import time
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from casefile.base.errors import Cancelled, CasefileError
from casefile.base.messages import ngettext
from casefile.casework import copies, looking
from casefile.casework.documents import Added
from casefile.casework.looking import Looked, Waiting
from casefile.desktop.changes import Touched
from casefile.desktop.desk import Desk
from casefile.desktop.documents.taking import KINDS
from casefile.desktop.locking.touch import touches
from casefile.records.kinds import Document
from casefile.store.attachments import Attachments

_Unread = tuple[list[Waiting], int]
LONG = 30_000  # characters of a text; what is shorter is in the index within some 20 ms
QUIET = 5.0  # seconds without a key
LATE = 20_000_000  # characters of long texts that are held while others are read


class Indexing(QObject):
    """A document that can't be read stays evidence, only its words are not found.

    Facts: a document was looked into; files that came with a message are documents now.
    """

    looked = Signal(object)  # Document
    came = Signal(list)  # of Added

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._stopped = threading.Event()
        self._held: Attachments | None = None
        self._waiting: list[Waiting] = []
        self._left = 0  # documents, with those in `_waiting`
        self._tried: set[str] = set()  # in vain, and not again before the next opening
        self._busy = False
        self._again = False  # others came while we were at it
        self._late: list[
            tuple[Waiting, Looked]
        ] = []  # read, and too long to be kept while one types
        self._pressed = 0.0  # when, on the monotonic clock
        desk.session.feed.changed.connect(self._hear)
        touches().key_pressed.connect(self._hear_key)

    def begin(self) -> None:
        """Look into whatever waits, of every case."""
        if self._stopped.is_set():
            return
        if self._busy:
            self._again = True
            return
        self._busy, self._again = True, False
        self._desk.session.ask(copies.attachments, done=self._hold, failed=self._give_up)

    def close(self) -> None:
        """Stop reading: the vault is being locked."""
        self._stopped.set()

    def _hear(self, touched: Touched) -> None:
        if Document.kind in touched.kinds:
            self.begin()

    def _hear_key(self) -> None:
        self._pressed = time.monotonic()

    def _hold(self, held: Attachments) -> None:
        self._held = held
        self._ask()

    def _ask(self) -> None:
        late = {one.document.id for one, _looked in self._late}
        self._desk.session.ask(
            looking.unread, self._tried | late, done=self._found, failed=self._give_up
        )

    def _give_up(self, error: CasefileError) -> None:
        """The vault can't be read now: try again with the next document that comes."""
        self._busy = False
        self._desk.guide.busied.emit("")
        self._desk.guide.complained.emit(error)

    def _found(self, found: _Unread) -> None:
        self._waiting, self._left = found
        self._next()

    def _next(self) -> None:
        if self._stopped.is_set():
            return
        if not self._waiting:
            self._rest()
            return
        count = ngettext("Reading {count} document…", "Reading {count} documents…", self._left)
        self._desk.guide.busied.emit(count.format(count=self._left))
        one = self._waiting.pop(0)
        self._left -= 1
        self._desk.readers.run(
            self._look, one, done=partial(self._keep, one), failed=partial(self._not_looked, one)
        )

    def _rest(self) -> None:
        """Nothing waits here: unless there is more, that is all."""
        if self._left or self._again:
            self._again = False
            self._ask()
            return
        if self._late:
            self._keep_late(*self._late.pop(0))
            return
        self._busy = False
        self._desk.guide.busied.emit("")

    def _look(self, one: Waiting) -> Looked:
        assert self._held is not None
        return looking.look(self._held, one, self._stopped.is_set)

    def _keep(self, one: Waiting, looked: Looked) -> None:
        if self._stopped.is_set():
            return
        held = sum(len(late.text) for _one, late in self._late)
        if len(looked.text) <= LONG:
            self._put(one, looked)
        elif held < LATE:
            self._late.append((one, looked))
            self._next()
        else:
            self._keep_late(one, looked)

    def _keep_late(self, one: Waiting, looked: Looked) -> None:
        if self._stopped.is_set():
            return
        wait = self._pressed + QUIET - time.monotonic()
        if wait > 0:
            QTimer.singleShot(round(1000 * wait) + 1, self, partial(self._keep_late, one, looked))
        else:
            self._put(one, looked)

    def _put(self, one: Waiting, looked: Looked) -> None:
        self._desk.session.ask(
            looking.keep, one, looked,
            done=partial(self._kept, one), failed=partial(self._not_looked, one),
        )  # fmt: skip

    def _kept(self, one: Waiting, came: list[Added]) -> None:
        self.looked.emit(one.document)
        if came:
            self.came.emit(came)
            self._desk.session.feed.changed.emit(Touched(KINDS, one.document.case))
        self._next()

    def _not_looked(self, one: Waiting, error: CasefileError) -> None:
        self._tried.add(one.document.id)
        if not isinstance(error, Cancelled):
            self._desk.guide.complained.emit(error)
        self._next()
