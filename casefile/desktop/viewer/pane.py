# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything around a document: bars over it, small pictures beside it, or a sentence instead."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from casefile.desktop.viewer.band import ScanBand
from casefile.desktop.viewer.findbar import FindBar
from casefile.desktop.viewer.finding import Finding
from casefile.desktop.viewer.matching import query_of
from casefile.desktop.viewer.paper import STEP
from casefile.desktop.viewer.searching import Searching
from casefile.desktop.viewer.selecting import PaperView
from casefile.desktop.viewer.strip import PageStrip
from casefile.desktop.viewer.text import TextView
from casefile.desktop.viewer.toolbar import ViewerBar
from casefile.desktop.widgets.empty import EmptyState


class ReadingPane(QWidget):
    """What a document looks like, or why it can't be shown. `offered` when what the menus can do
    with it may be another: a document came or went, the pane is seen or not."""

    offered = Signal()

    def __init__(self, sign: str, invitation: str) -> None:
        super().__init__()
        self._invitation = invitation
        self.message = EmptyState(sign, invitation)
        self.paper = PaperView()
        self.text = TextView()
        self.strip = PageStrip()
        self.strip.hide()
        self.bar = ViewerBar()
        self.find_bar = FindBar()
        self.band = ScanBand()
        self.searching = Searching(self.find_bar, self, self)
        self._stack = QStackedWidget()
        for part in (self.message, self.paper, self.text):
            self._stack.addWidget(part)
        middle = QHBoxLayout()
        middle.setSpacing(8)
        middle.addWidget(self.strip)
        middle.addWidget(self._stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for bar in (self.bar, self.find_bar, self.band):
            column.addWidget(bar)
        column.addLayout(middle, 1)
        self._connect()

    def _connect(self) -> None:
        paper, bar = self.paper, self.bar
        paper.page_turned.connect(self._tell_page)
        paper.zoomed.connect(bar.show_zoom)
        bar.field.wished.connect(self._go)
        bar.field.left.connect(paper.setFocus)
        bar.zoomed.connect(self.zoom)
        bar.strip_wished.connect(self.show_strip)
        bar.find_wished.connect(self.begin_finding)
        self.strip.page_chosen.connect(self._go)
        self.find_bar.left.connect(self.stop_finding)

    @property
    def shown(self) -> QWidget:
        """The sentence, the paper or the text."""
        return self._stack.currentWidget() or self.message

    @property
    def filled(self) -> bool:
        """Whether a document is shown."""
        return self.shown is not self.message

    @property
    def page(self) -> int:
        """The page one is at, counted from 0."""
        return self.text.page if self.shown is self.text else self.paper.page

    def say(self, sentence: str = "") -> None:
        """Show a sentence instead of a document; none: the invitation."""
        self.message.set_sentence(sentence or self._invitation)
        self._stack.setCurrentWidget(self.message)
        for bar in (self.bar, self.find_bar, self.band, self.strip):
            bar.hide()
        self.searching.look_through(0, keep=False)
        self.offered.emit()

    def show_paper(self, pages: int, *, keep_place: bool = False) -> None:
        """A document of so many pictures; `keep_place` for a new version of the same one."""
        self._stack.setCurrentWidget(self.paper)
        self.paper.show_pages(pages, keep_place=keep_place)
        self.strip.show_pages(pages, keep_place=keep_place)
        self._begin(pages, pages, keep_place=keep_place)
        self.strip.setVisible(self.bar.strip.isChecked())
        self._tell_page(self.paper.page)

    def show_text(self, pages: int) -> None:
        """A document of so many pages that are texts, which are to be added."""
        self._stack.setCurrentWidget(self.text)
        self.text.begin()
        self.strip.hide()
        self._begin(pages, 0, keep_place=False)

    def _begin(self, pages: int, pictures: int, *, keep_place: bool) -> None:
        self.bar.offer(pictures)
        self.band.hide()
        if not keep_place:
            self.find_bar.hide()
        self.searching.look_through(pages, keep=keep_place)
        self.offered.emit()

    def go_to(self, page: int, words: tuple[str, ...]) -> None:
        """Bring a page (from 0) into sight, and find these words from there on."""
        if not self.filled:
            return
        self._go(page)
        if query := query_of(*words):
            self.find_bar.show()
            self.find_bar.field.setText(" ".join(words))
            self.searching.look_for(query, page)

    def begin_finding(self) -> None:
        """Open the bar to look for words."""
        if self.filled:
            self.find_bar.begin()

    def find_next(self, by: int = 1) -> None:
        """To the next match (1) or the one before (-1); to the bar where nothing is looked for."""
        if self.searching.finding is None:
            self.begin_finding()
        else:
            self.searching.step(by)

    def stop_finding(self) -> None:
        """Close the bar; nothing is marked any more."""
        self.find_bar.hide()
        self.searching.look_for(None, 0)
        self.shown.setFocus()

    def ask_page(self) -> None:
        """Let a page be typed."""
        if self.shown is self.paper:
            self.bar.field.setFocus()
            self.bar.field.selectAll()

    def zoom(self, by: int) -> None:
        """A step nearer (1) or farther (-1); 0: as it fits."""
        if self.shown is self.text:
            self.text.zoom(by)
        elif by:
            self.paper.zoom(STEP**by)
        else:
            self.paper.zoom_to(1.0)

    def turn_strip(self) -> None:
        """Show the small pictures of pages, or hide them."""
        self.show_strip(not self.bar.strip.isChecked())

    def show_strip(self, shown: bool) -> None:
        """Show the small pictures of pages, or not."""
        self.bar.strip.setChecked(shown)
        self.strip.setVisible(shown and self.shown is self.paper)
        self.strip.choose(self.paper.page)
        self.offered.emit()

    def show_finding(self, finding: Finding | None) -> None:
        """Mark what was found."""
        found = finding.found if finding else {}
        here = finding.here if finding else None
        if self.shown is self.text:
            self.text.show_matches(found, here)
        else:
            self.paper.show_matches(found, here)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.find_bar.isHidden():
            self.stop_finding()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.offered.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.offered.emit()

    def _go(self, page: int) -> None:
        if self.shown is self.paper and 0 <= page < self.paper.pages:
            self.paper.go_to(page)
            self._tell_page(self.paper.page)
        elif self.shown is self.text:
            self.text.go_to(page)

    def _tell_page(self, page: int) -> None:
        self.bar.field.show_page(page, self.paper.pages)
        self.strip.choose(page)
