# SPDX-License-Identifier: GPL-3.0-or-later
"""The recovery sheet: made when it is asked for, shown once, saved for the printer.

Its words open nothing before they are saved or written down: until then a sheet made before does.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QGridLayout, QWidget

from casefile.base.messages import _
from casefile.casework import recovery as sheets
from casefile.desktop.desk import Desk
from casefile.desktop.fonts import tabular
from casefile.desktop.widgets.buttons import button
from casefile.desktop.widgets.dialog import Dialog
from casefile.desktop.widgets.text import label
from casefile.vault import recovery

_COLUMNS = 3


class SheetDialog(Dialog):
    """Says what a sheet is; makes one; shows its words until it is closed."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(_("Recovery sheet"), parent, 560)
        self._desk = desk
        self._words = ""
        told = _(
            "24 words on paper that open this vault when the passphrase is lost. Whoever has them "
            "has the vault. A sheet that was made before stops working."
        )
        self.body.addWidget(label(told, "", wrap=True))
        self._state = label("", "meta", wrap=True)
        self.body.addWidget(self._state)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(24)
        self.body.addLayout(self._grid)
        self.revoke = button(_("Let no sheet open it"))
        self.revoke.clicked.connect(self._revoke)
        self.buttons.insertWidget(0, self.revoke)
        self.add_close(_("Close"))
        self.save = button(_("Save for the printer…"), "", "save")
        self.save.clicked.connect(self._choose)
        self.save.hide()
        self.buttons.addWidget(self.save)
        self.written = button(_("They are written down"), "primary")
        self.written.clicked.connect(lambda: self._putting("")(None))
        self.written.hide()
        self.buttons.addWidget(self.written)
        self.make = button(_("Make a sheet"), "primary")
        self.make.clicked.connect(self._make)
        self.buttons.addWidget(self.make)
        desk.session.ask(recovery.has_sheet, done=self._show_state, failed=self.banner.complain)

    @property
    def words(self) -> list[str]:
        """The words that are shown."""
        return self._words.split()

    def _show_state(self, there: bool) -> None:
        self.revoke.setVisible(there)
        self._state.setText(
            _("There is a sheet for this vault.") if there else _("There is no sheet yet.")
        )

    def _make(self) -> None:
        self.make.setEnabled(False)
        self._desk.viewers.run(recovery.new_words, done=self._show, failed=self.banner.complain)

    def _show(self, words: str) -> None:
        self._words = words
        self.make.hide()
        self.save.show()
        self.written.show()
        told = _(
            "Save them for the printer or write them down: they are shown this once. They open the "
            "vault as soon as you have done either; a sheet that was made before does until then."
        )
        self._state.setText(told)
        self.revoke.hide()
        rows = -(-len(self.words) // _COLUMNS)
        for at, word in enumerate(self.words):
            text = label(f"{at + 1:>2}  {word}", "strong")
            text.setFont(tabular(text.font()))
            self._grid.addWidget(text, at % rows, at // rows)

    def _revoke(self) -> None:
        self._desk.session.ask(
            recovery.revoke_sheet, done=lambda _none: self._show_state(False),
            failed=self.banner.complain,
        )  # fmt: skip

    def _choose(self) -> None:
        dialog = QFileDialog(self, _("Save the sheet for the printer"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([_("PDF (*.pdf)")])
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile("sheet.pdf")
        dialog.fileSelected.connect(lambda name: self.save_to(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_to(self, path: Path) -> None:
        """Write the sheet as a PDF."""
        told = _("Saved as {name}. Print it, then destroy the file.").format(name=path.name)
        put = self._putting(told)  # also where this is closed meanwhile: the sheet is printed then
        self._desk.viewers.run(
            sheets.save_sheet, self._words, path,
            done=put, failed=self.banner.complain,
        )  # fmt: skip

    def _putting(self, told: str) -> Callable[[object], None]:
        """What puts the words in force, called with anything. It needs this dialog no more."""
        in_force, complain = partial(self._in_force, told), self.banner.complain
        put = partial(self._desk.session.ask, recovery.put_sheet, self._words)

        def go_on(_result: object) -> None:
            put(done=in_force, failed=complain)

        return go_on

    def _in_force(self, told: str, _none: object = None) -> None:
        self.written.hide()
        self._state.setText(_("These words open the vault now, and those of no other sheet."))
        if told:
            self.banner.tell(told)
