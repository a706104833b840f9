# SPDX-License-Identifier: GPL-3.0-or-later
"""Recognises text on scans: offered in the band over the document, one document at a time.

Page by page on the readers' thread, so that what else is read waits for one page at the most.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QObject, Signal

from casefile.base.errors import Cancelled, CasefileError, ExtractionFailed
from casefile.base.messages import _
from casefile.casework import copies, scans
from casefile.desktop.desk import Desk
from casefile.desktop.viewer.band import ScanBand
from casefile.extraction import host
from casefile.extraction.host import Reader
from casefile.records.kinds import Case, Document
from casefile.store.attachments import Attachments


@dataclass(eq=False, slots=True)
class _Run:
    """A document that is being recognised."""

    document: Document
    languages: tuple[str, ...]
    stopped: threading.Event = field(default_factory=threading.Event)
    reader: Reader | None = None
    texts: list[str] = field(default_factory=list)

    def open(self, held: Attachments) -> None:
        self.reader = scans.opened(held, self.document, self.languages, self.stopped.is_set)

    def read(self) -> None:
        """The next page; what can't be read of it has no words."""
        assert self.reader is not None
        try:
            self.texts.append(self.reader.text(len(self.texts)))
        except ExtractionFailed:
            if self.reader.ended:
                raise
            self.texts.append("")

    @property
    def done(self) -> bool:
        return self.reader is not None and len(self.texts) >= self.reader.pages


class Recognising(QObject):
    """`recognised(id, whether there are words)` once its text is found by the search."""

    recognised = Signal(str, bool)

    def __init__(self, desk: Desk, band: ScanBand, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._band = band
        self._scan: Document | None = None  # that is shown
        self._case: Case | None = None
        self._run: _Run | None = None
        band.recognise_wished.connect(self.begin)
        band.stop_wished.connect(self.stop)

    def offer(self, document: Document | None, case: Case | None) -> None:
        """A document without text is shown, or another one."""
        self._scan, self._case = document, case
        if document is None:
            return
        if self._run is None:
            told, possible = scans.offer()
            self._band.tell(told, can_recognise=possible)
        else:
            self._tell()

    def begin(self) -> None:
        """Recognise the text of the document that is shown."""
        if self._scan is None or self._run is not None:
            return
        own = (self._scan.language, *(self._case.languages if self._case else ()))
        languages = scans.languages_for([one for one in own if one], host.languages())
        run = self._run = _Run(self._scan, languages)
        self._tell()

        def held(attachments: Attachments) -> None:
            self._read(run, run.open, attachments)

        self._desk.session.ask(copies.attachments, done=held, failed=partial(self._failed, run))

    def stop(self) -> None:
        """Stop it; nothing is kept of it."""
        if self._run is not None:
            self._run.stopped.set()
            self._end(self._run)
            self.offer(self._scan, self._case)

    def close(self) -> None:
        """The vault is being locked."""
        if self._run is not None:
            self._run.stopped.set()

    def _read(self, run: _Run, deed: Callable[..., None], *args: object) -> None:
        self._desk.readers.run(
            deed, *args, done=lambda _none: self._go_on(run), failed=partial(self._failed, run)
        )

    def _go_on(self, run: _Run) -> None:
        if run is not self._run:
            if run.reader is not None:
                self._desk.readers.run(run.reader.close)  # it was opened as it was stopped
            return
        self._tell()
        if run.done:
            self._desk.session.ask(
                scans.keep, run.document, tuple(run.texts),
                done=lambda _none: self._kept(run), failed=partial(self._failed, run),
            )  # fmt: skip
        else:
            self._read(run, run.read)

    def _kept(self, run: _Run) -> None:
        if run is not self._run:
            return
        self._end(run)
        words = any(text.strip() for text in run.texts)
        if self._scan is not None and self._scan.id == run.document.id:
            self._band.tell("" if words else _("No words were recognised on these pages."))
        else:
            self.offer(self._scan, self._case)
        self.recognised.emit(run.document.id, words)

    def _failed(self, run: _Run, error: CasefileError) -> None:
        if run is not self._run:
            return
        self._end(run)
        self.offer(self._scan, self._case)
        if not isinstance(error, Cancelled):
            self._desk.guide.complained.emit(error)

    def _end(self, run: _Run) -> None:
        self._run = None
        if run.reader is not None:
            self._desk.readers.run(run.reader.close)

    def _tell(self) -> None:
        """How far it is, if a document that waits for it is shown."""
        if self._scan is not None and (run := self._run) is not None:
            pages = run.reader.pages if run.reader else 0
            own = run.document.id == self._scan.id
            self._band.show_progress(len(run.texts), pages, "" if own else run.document.title)
