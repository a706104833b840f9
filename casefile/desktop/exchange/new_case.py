# SPDX-License-Identifier: GPL-3.0-or-later
"""A new case: a title is enough."""

from PySide6.QtWidgets import QLineEdit, QWidget

from casefile.base.errors import CasefileError
from casefile.base.messages import _
from casefile.casework import cases
from casefile.desktop.desk import Desk
from casefile.desktop.widgets.buttons import button
from casefile.desktop.widgets.dialog import Dialog
from casefile.desktop.widgets.fields import Combo, stack_field
from casefile.records.kinds import Case
from casefile.records.vocabularies import label, vocabulary
from casefile.vault.vault import Vault


class NewCaseDialog(Dialog):
    """Makes the case and asks the window to show it."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(_("New case"), parent, 460)
        self._desk = desk
        self.title_field = QLineEdit()
        self.title_field.setPlaceholderText(_("for instance: The case of Larisa Kharkova"))
        self.reference = QLineEdit()
        self.reference.setPlaceholderText(_("optional: your own short name for it"))
        self.country = Combo()
        self.country.addItem(_("Not said"), "")
        countries = sorted((label("countries", id_), id_) for id_ in vocabulary("countries"))
        for name, id_ in countries:
            self.country.addItem(name, id_)
        self.country.setMaxVisibleItems(14)
        stack_field(_("Title"), self.title_field, self.body)
        stack_field(_("Reference"), self.reference, self.body)
        stack_field(_("Country"), self.country, self.body)
        self.add_close(_("Cancel"))
        self._make = button(_("Make the case"), "primary")
        self._make.setEnabled(False)
        self._make.setDefault(True)
        self._make.clicked.connect(self._submit)
        self.buttons.addWidget(self._make)
        self.title_field.textChanged.connect(lambda text: self._make.setEnabled(bool(text.strip())))
        self.title_field.setFocus()

    def _submit(self) -> None:
        self._make.setEnabled(False)
        fields = {
            "reference": self.reference.text().strip(),
            "country": self.country.currentData(),
        }
        self._desk.session.change(
            make_case, self.title_field.text().strip(), fields, touches=("case",),
            done=self._made, failed=self._refused,
        )  # fmt: skip

    def _made(self, case: Case) -> None:
        self._desk.guide.case_requested.emit(case.id)
        self.accept()

    def _refused(self, error: CasefileError) -> None:
        self._make.setEnabled(True)
        self.banner.complain(error)


def make_case(vault: Vault, title: str, fields: dict[str, str]) -> Case:
    """A new case with these fields."""
    return cases.create_case(vault, title, **fields)
