# SPDX-License-Identifier: GPL-3.0-or-later
"""Which letter names which speaker: kept in the vault, so that a team's vault knows its own."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from casefile.base.messages import _
from casefile.casework import speakers
from casefile.desktop.desk import Desk
from casefile.desktop.widgets.buttons import button
from casefile.desktop.widgets.dialog import Dialog
from casefile.desktop.widgets.fields import Combo
from casefile.desktop.widgets.text import label
from casefile.records.vocabularies import label as term
from casefile.records.vocabularies import vocabulary

_ROWS = 9


class LettersDialog(Dialog):
    """`saved` when other letters hold."""

    saved = Signal()

    def __init__(self, desk: Desk, letters: Mapping[str, str], parent: QWidget) -> None:
        super().__init__(_("Letters of speakers"), parent, 460)
        self._desk = desk
        hint = _("A letter and a space at the beginning of a line name who speaks.")
        self.body.addWidget(label(hint, "muted", wrap=True))
        self.rows: list[tuple[QLineEdit, Combo]] = []
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.setSpacing(8)
        for number in range(1, _ROWS + 1):
            self._add_row(grid, number)
        self.body.addLayout(grid)
        self._fill(letters)
        self._buttons()

    def _add_row(self, grid: QGridLayout, number: int) -> None:
        letter, role = QLineEdit(), Combo()
        letter.setMaxLength(1)
        letter.setFixedWidth(52)
        letter.setAccessibleName(_("Letter {number}").format(number=number))
        role.addItem("–", "")
        for id_ in vocabulary("roles"):
            role.addItem(term("roles", id_), id_)
        name = label(_("Speaker {number}").format(number=number))
        name.setBuddy(role)
        name.hide()
        role.setAccessibleName(name.text())
        grid.addWidget(name, number, 2)
        grid.addWidget(letter, number, 0)
        grid.addWidget(role, number, 1)
        self.rows.append((letter, role))

    def _fill(self, letters: Mapping[str, str]) -> None:
        pairs = [*letters.items(), *[("", "")] * _ROWS]
        for (letter, role), (text, id_) in zip(self.rows, pairs, strict=False):
            letter.setText(text)
            role.choose(id_)

    def _buttons(self) -> None:
        usual = button(_("The usual ones"))
        usual.clicked.connect(lambda: self._fill(speakers.usual_letters()))
        self.buttons.insertWidget(0, usual)
        self.add_close(_("Cancel"))
        save = button(_("Save"), "primary")
        save.clicked.connect(self._save)
        self.buttons.addWidget(save)

    def _save(self) -> None:
        chosen = {
            letter.text(): role.currentData()
            for letter, role in self.rows
            if letter.text() and role.currentData()
        }
        self._desk.session.change(
            speakers.set_letters, chosen, touches=(),
            done=self._kept, failed=self.banner.complain,
        )  # fmt: skip

    def _kept(self, _result: object) -> None:
        self.saved.emit()
        self.accept()
