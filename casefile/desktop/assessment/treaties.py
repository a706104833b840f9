# SPDX-License-Identifier: GPL-3.0-or-later
"""The treaties of one country: what the program knows, and what this vault knows better."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from casefile.base.messages import _
from casefile.casework.rights import Joined
from casefile.desktop.widgets.banner import Banner
from casefile.desktop.widgets.buttons import button
from casefile.desktop.widgets.text import buddy, label
from casefile.records.vocabularies import COUNTRIES, Treaty, treaties
from casefile.records.vocabularies import label as named


class TreatiesPane(QScrollArea):
    """A field a treaty. `joined_entered(treaty, text)` when one is left changed; `left` on the way
    back."""

    joined_entered = Signal(str, str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "plain")
        self.setWidgetResizable(True)
        self.setAccessibleName(_("Treaties"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._kept: dict[str, str] = {}
        self._title = label("", "section", wrap=True)
        self.banner = Banner()
        self.back = button(_("Back"), "", "arrow-left")
        self.back.clicked.connect(self.left)
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(4, 0, 4, 0)
        column.setSpacing(8)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self._title)
        column.addWidget(
            label(
                _(
                    "The day of ratification, as 2006-01-24, or “never”. What you write here stays "
                    "in this vault; an empty field goes by the table of the program."
                ),
                "muted",
                wrap=True,
            )
        )
        column.addWidget(self.banner)
        column.addLayout(self._grid())
        column.addStretch(1)
        self.setWidget(sheet)

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setVerticalSpacing(8)
        grid.setHorizontalSpacing(12)
        grid.setColumnStretch(0, 1)
        self.fields: dict[str, QLineEdit] = {}
        for at, treaty in enumerate(treaties().values()):
            field = QLineEdit()
            field.setMaximumWidth(160)
            name = buddy(_(treaty.label), field, "")
            name.setWordWrap(True)
            field.editingFinished.connect(lambda id_=treaty.id: self._end(id_))
            grid.addWidget(label(treaty.short, "strong"), at, 1)
            grid.addWidget(name, at, 0)
            grid.addWidget(field, at, 2)
            self.fields[treaty.id] = field
        return grid

    def show_country(self, country: str, own: Joined, table: Mapping[str, Treaty]) -> None:
        """Show who joined what and when, the vault's own days in the fields."""
        known = named(COUNTRIES, country) if country else ""
        self._title.setText(
            _("Treaties of {country}").format(country=known)
            if country
            else _("The case names no country yet")
        )
        for id_, field in self.fields.items():
            said = own.get(id_, {})
            day = said.get(country)
            never = "never" if country in said else ""
            self._kept[id_] = day.isoformat() if day else never
            field.setText(self._kept[id_])
            joined = treaties()[id_].parties.get(country)
            field.setPlaceholderText(joined.isoformat() if joined else _("not known"))
            field.setEnabled(bool(country))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def _end(self, treaty: str) -> None:
        text = self.fields[treaty].text().strip()
        if text != self._kept.get(treaty, ""):
            self._kept[treaty] = text
            self.banner.hide()
            self.joined_entered.emit(treaty, text)
