# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of the history: the digest on top, a sieve, what was done, and one change in full."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from casefile.base.messages import _
from casefile.casework.history import Writer
from casefile.desktop.dates import when
from casefile.desktop.history.delegate import HistoryDelegate
from casefile.desktop.history.detail import HistoryDetail
from casefile.desktop.history.model import HistoryModel
from casefile.desktop.history.proof import ProofStrip
from casefile.desktop.history.rows import HistoryRow
from casefile.desktop.search.model import kind_names
from casefile.desktop.widgets.audience import audience_names
from casefile.desktop.widgets.beside import Sides
from casefile.desktop.widgets.buttons import button
from casefile.desktop.widgets.empty import EmptyState
from casefile.desktop.widgets.fields import Combo
from casefile.desktop.widgets.page import Page, Switch
from casefile.desktop.widgets.segments import Segments
from casefile.desktop.widgets.table import Column, Table
from casefile.desktop.widgets.text import buddy, label
from casefile.journal.chain import short_digest
from casefile.records.kinds import Release
from casefile.records.vocabularies import label as term


class HistoryList(QListView):
    """`row_chosen(HistoryRow or None)`; Return goes on to what can be done about it."""

    row_chosen = Signal(object)
    went_on = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows = HistoryModel()
        self.setModel(self.rows)
        self.setItemDelegate(HistoryDelegate(self))
        self.setAccessibleName(_("What was done"))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.selectionModel().currentChanged.connect(self._tell)

    @property
    def chosen(self) -> HistoryRow | None:
        """The row that is chosen."""
        row = self.currentIndex().data(Qt.ItemDataRole.UserRole)
        return row if isinstance(row, HistoryRow) else None

    def choose(self, id_: str) -> bool:
        """Choose the row with this id, if it is shown."""
        at = self.rows.place_of(id_)
        if at >= 0:
            self.setCurrentIndex(self.rows.index(at))
        return at >= 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen is not None:
            self.went_on.emit()
            return
        super().keyPressEvent(event)

    def _tell(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid():  # Qt makes a row current as the list gets the keyboard, and selects none
            chosen = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().select(now, chosen)
        self.row_chosen.emit(self.chosen)


class HistoryView(Page):
    """Wishes: sift, stop looking, show everything again."""

    sifted = Signal()
    all_requested = Signal()
    stop_requested = Signal()

    def __init__(self) -> None:
        super().__init__(_("History"))
        self.proof = ProofStrip()
        self.list = HistoryList()
        self.main = self.list
        self.detail = HistoryDetail()
        self.releases = Table(_("What left the vault"), _columns())
        self.author, self.kind, self.words = Combo(), Combo(), QLineEdit()
        self._only = label("", "strong")
        self._only_box = self._boxed_only()
        self._looking = self._footer()
        self._lists = QStackedWidget()
        self._parts = QStackedWidget()
        self.parts = Segments(
            _("Parts of the history"), (_("Changes"), _("What left the vault")), self._parts
        )
        self._nothing = EmptyState("history", _("Nothing in the history fits."))
        self.blank = EmptyState(
            "history",
            _("Nothing was written yet. Every change to a case is kept here."),
            _("To the overview"),
        )
        self._nothing_left = EmptyState(
            "package",
            _("Nothing has left this vault yet: no briefing, no bundle, no calendar."),
        )
        self._left = Switch(self._nothing_left, self._table())
        self._fill_kinds()
        self._lay_out()
        self.show_writers(())
        self.author.activated.connect(lambda _at: self.sifted.emit())
        self.kind.activated.connect(lambda _at: self.sifted.emit())
        self.words.textEdited.connect(lambda _text: self.sifted.emit())
        self.words.returnPressed.connect(self.list.setFocus)

    def show_writers(self, writers: Sequence[Writer]) -> None:
        """Whom one may choose among."""
        chosen = self.author.currentData() or ""
        self.author.clear()
        self.author.addItem(_("Everyone"), "")
        for writer in writers:
            name = _("{name} (you)").format(name=writer.name) if writer.own else writer.name
            self.author.addItem(name, writer.id)
        self.author.choose(chosen)

    def show_only(self, text: str) -> None:
        """What the history is narrowed to from elsewhere; empty: to nothing."""
        self._only.setText(text)
        self._only_box.setVisible(bool(text))

    def show_blank(self, *, blank: bool) -> None:
        """Whether there is no case at all."""
        self._whole.show_content(not blank)

    def show_nothing(self) -> None:
        """Say that nothing fits what was asked for."""
        self._lists.setCurrentIndex(0)

    def show_list(self) -> None:
        """The list, once there is something in it."""
        self._lists.setCurrentIndex(1)

    def show_looking(self, *, on: bool) -> None:
        """Whether older entries are being looked through."""
        self._looking.setVisible(on)

    def show_releases(self, releases: Sequence[Release]) -> None:
        """What left the vault."""
        self.releases.show_rows(releases)
        self._left.show_content(bool(releases))

    def _fill_kinds(self) -> None:
        self.kind.addItem(_("Everything"), "")
        for kind, name in kind_names().items():
            self.kind.addItem(name, kind)
        self.kind.setMaxVisibleItems(20)

    def _lay_out(self) -> None:
        self.words.setPlaceholderText(_("Find in the history"))
        self.words.setAccessibleName(_("Find in the history"))
        self.words.setClearButtonEnabled(False)
        self.words.setMaximumWidth(260)
        sieve = QHBoxLayout()
        sieve.setSpacing(8)
        sieve.addWidget(self.parts)
        sieve.addStretch(1)
        for name, field in ((_("Author"), self.author), (_("Kind"), self.kind)):
            named = buddy(name, field)
            named.setParent(self)  # for screen readers; the box itself says it to the eye
            named.hide()
            field.setMaximumWidth(180)
            sieve.addWidget(field)
        sieve.addWidget(self.words, 1)
        self._lists.addWidget(self._nothing)
        self._lists.addWidget(self.list)
        self._parts.addWidget(self._changes())
        self._parts.addWidget(self._left)
        self.parts.chosen.connect(self._show_sieve)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.proof)
        column.addLayout(sieve)
        column.addWidget(self._only_box)
        column.addWidget(self._parts, 1)
        self._whole = Switch(self.blank, content)
        self.body.addWidget(self._whole, 1)

    def _changes(self) -> QWidget:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._lists, 1)
        column.addWidget(self._looking)
        split = Sides(8)
        split.addWidget(left)
        split.addWidget(self.detail)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setSizes([620, 400])
        return split

    def _table(self) -> QWidget:
        table = QWidget()
        column = QVBoxLayout(table)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.releases, 1)
        hint = _("Return checks the state that a file shows, and what came after it.")
        column.addWidget(label(hint, "meta", wrap=True))
        return table

    def _show_sieve(self, at: int) -> None:
        for field in (self.author, self.kind, self.words):
            field.setVisible(at == 0)

    def _boxed_only(self) -> QFrame:
        box = QFrame()
        box.setProperty("look", "notice")
        row = QHBoxLayout(box)
        row.setContentsMargins(12, 4, 6, 4)
        row.addWidget(self._only, 1)
        whole = button(_("Show everything"), "link")
        whole.clicked.connect(self.all_requested)
        row.addWidget(whole)
        box.hide()
        return box

    def _footer(self) -> QWidget:
        footer = QWidget()
        row = QHBoxLayout(footer)
        row.setContentsMargins(4, 0, 4, 0)
        row.addWidget(label(_("Looking further back…"), "muted"))
        row.addStretch(1)
        stop = button(_("Stop"))
        stop.clicked.connect(self.stop_requested)
        row.addWidget(stop)
        footer.hide()
        return footer


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("When"), lambda release: when(release.made_at), 150),
        Column(_("What"), lambda release: term("release-sorts", release.sort), 110, bold=True),
        Column(_("File"), lambda release: release.filename),
        Column(_("Made for"), lambda release: audience_names()[release.release_to], 110),
        Column(_("Sealed for"), _recipients, 150, look="muted"),
        Column(_("State"), lambda release: short_digest(release.state_digest), 210, look="muted"),
    )  # fmt: skip


def _recipients(release: Release) -> str:
    return ", ".join(recipient[:16] for recipient in release.recipients)
