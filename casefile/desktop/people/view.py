# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of people: a filter, a table, and one party beside it."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from casefile.base.messages import _, ngettext
from casefile.casework.people import Roll, Sought
from casefile.desktop.fonts import scale_of
from casefile.desktop.form.pane import RecordPane
from casefile.desktop.icons import icon
from casefile.desktop.people.add import AddBar
from casefile.desktop.people.detail import PartyDetail
from casefile.desktop.people.words import other_names, roles, sign
from casefile.desktop.widgets.beside import MasterDetail
from casefile.desktop.widgets.buttons import button, icon_button
from casefile.desktop.widgets.empty import EmptyState
from casefile.desktop.widgets.fields import Combo
from casefile.desktop.widgets.page import Page, Switch
from casefile.desktop.widgets.table import Column, Table
from casefile.desktop.widgets.text import buddy, label
from casefile.desktop.widgets.typing import is_letter
from casefile.records.vocabularies import label as term

_LABELLED = 760  # pixels of a page in which the filters have their labels


class PeopleView(Page):
    """Wishes: look for these; add somebody; stop looking for the second of two."""

    sought = Signal(object)  # Sought
    add_wished = Signal()
    choice_left = Signal()

    def __init__(self, pane: RecordPane) -> None:
        super().__init__(_("People"))
        self.table = Table(_("People"), _columns())
        self.table.installEventFilter(self)
        self.main = self.table
        self.filter = _FilterField()
        self.filter.textChanged.connect(self._seek)
        self.filter.went_down.connect(self._go_down)
        self.sort, self.role = _choice(_("All kinds")), _choice(_("All roles"))
        self.sort.currentIndexChanged.connect(self._seek)
        self.role.currentIndexChanged.connect(self._seek)
        self.add = AddBar()
        self.choosing = _ChoosingBar()
        self.choosing.left.connect(self.choice_left)
        self.detail = PartyDetail(pane)
        self._add_button = button(_("Add"), "primary", "plus")
        self._add_button.setToolTip(_("Add somebody (Ctrl+Shift+P)"))
        self._add_button.clicked.connect(self.add_wished)
        self._nobody = label("", "muted", wrap=True)
        self.beside = MasterDetail(self._listing(), self.detail)
        empty = EmptyState(
            "users",
            _("Nobody yet. Add whoever you meet: a name is enough, the rest can follow."),
            _("Add somebody (Ctrl+Shift+P)"),
        )
        empty.button_pressed.connect(self.add_wished)
        self._switch = Switch(empty, self.beside)
        self._lay_out()

    def show_roll(self, roll: Roll) -> None:
        """Fill the table, and what the list of sorts and roles offers."""
        self.table.show_rows(roll.parties)
        self._switch.show_content(roll.all > 0)
        for part in (self._filters, self._add_button):
            part.setVisible(roll.all > 0)
        _refill(self.sort, roll.sorts, "party-sorts")
        _refill(self.role, roll.roles, "roles")
        self._nobody.setText(_("Nobody here is called or described so."))
        self._nobody.setVisible(not roll.parties)

    @property
    def wanted(self) -> Sought:
        """What the filter asks for."""
        sort, role = self.sort.currentData() or "", self.role.currentData() or ""
        return Sought(self.filter.text(), sort, role)

    def choose_nobody(self) -> None:
        """No row is chosen, so that whichever is chosen next is news."""
        self.table.setCurrentIndex(QModelIndex())

    def clear_filter(self) -> None:
        """Everybody again."""
        self.filter.clear()
        self.sort.setCurrentIndex(0)
        self.role.setCurrentIndex(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Twice as large a text leaves no room for labels that the lists beside them repeat."""
        super().resizeEvent(event)
        scale = scale_of(self.font())
        roomy = self.width() >= _LABELLED * scale
        self.filter.setMinimumWidth(200 if roomy else 160)
        for beside in self._labels:
            beside.setVisible(roomy)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A letter typed in the table goes to the filter: looking for somebody needs no key."""
        if watched is not self.table or event.type() != QEvent.Type.KeyPress:
            return False
        assert isinstance(event, QKeyEvent)
        if event.key() == Qt.Key.Key_Escape and self.choosing.isVisible():
            self.choice_left.emit()
            return True
        if is_letter(event):
            self.filter.setFocus()
            self.filter.insert(event.text())
            return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        self._filters = QWidget()
        row = QHBoxLayout(self._filters)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.filter, 1)
        self._labels = []
        for text, choice in ((_("Kind"), self.sort), (_("Role"), self.role)):
            self._labels.append(buddy(text, choice, "muted"))
            row.addWidget(self._labels[-1])
            row.addWidget(choice)
        self.tools.addWidget(self._filters)
        self.tools.addWidget(self._add_button)
        self.body.addWidget(self.add)
        self.body.addWidget(self.choosing)
        self.body.addWidget(self._switch, 1)

    def _listing(self) -> QWidget:
        listing = QWidget()
        column = QVBoxLayout(listing)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(self._nobody)
        return listing

    def _seek(self) -> None:
        self.sought.emit(self.wanted)

    def _go_down(self) -> None:
        self.table.setFocus()
        if self.table.chosen is None and self.table.rows.rows:
            self.table.selectRow(0)


class _FilterField(QLineEdit):
    """Filters as one types. Escape and the arrow lead to the table; the text stays."""

    went_down = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText(_("Find by name, in any script"))
        self.setAccessibleName(_("Find by name, in any script"))
        self.setMinimumWidth(200)
        self.setMaximumWidth(320)
        self._clear = self.addAction(icon("x", "muted"), QLineEdit.ActionPosition.TrailingPosition)
        self._clear.setText(_("Show everybody"))
        self._clear.setToolTip(_("Show everybody"))
        self._clear.triggered.connect(self.clear)
        self._clear.setVisible(False)
        self.textChanged.connect(lambda text: self._clear.setVisible(bool(text)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Escape, Qt.Key.Key_Return):
            self.went_down.emit()
            return
        super().keyPressEvent(event)


class _ChoosingBar(QWidget):
    """Says that the second of two records is to be chosen now."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._text = label(wrap=True)
        leave = icon_button("x", _("Leave it"))
        leave.clicked.connect(self.left)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._text, 1)
        row.addWidget(leave)
        self.hide()

    def ask(self, name: str) -> None:
        """Ask for the other record of this party."""
        text = _("Which is the other record of {name}? Find it in the list and press Return.")
        self._text.setText(text.format(name=name))
        self.show()


def _choice(every: str) -> Combo:
    made = Combo()
    made.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(11)
    made.addItem(every, "")
    made.setMaxVisibleItems(14)
    return made


def _refill(choice: Combo, counted: dict[str, int], vocabulary: str) -> None:
    """Offer what there is, with how many; what is chosen stays chosen."""
    chosen = choice.currentData()
    named = sorted((term(vocabulary, id_), id_, many) for id_, many in counted.items())
    choice.blockSignals(True)
    while choice.count() > 1:
        choice.removeItem(1)
    for name, id_, many in named:
        choice.addItem(f"{name} ({many})", id_)
    choice.choose(chosen)
    choice.blockSignals(False)


def count_words(shown: int, every: int) -> str:
    """`18 parties`, or `3 of 18 parties`."""
    if shown == every:
        return ngettext("{count} party", "{count} parties", every).format(count=every)
    text = ngettext("{shown} of {count} party", "{shown} of {count} parties", every)
    return text.format(shown=shown, count=every)


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Name"), lambda party: party.name, bold=True, sign=sign),
        Column(_("Also written"), other_names, 180, roomy=620),
        Column(_("Roles"), roles, 160, look="muted"),
    )
