# SPDX-License-Identifier: GPL-3.0-or-later
"""All that sources say of one field, in the place of the form: read, add, prefer, withdraw."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from casefile.base.messages import _, ngettext
from casefile.casework.claims import claimable
from casefile.casework.records import Sheet
from casefile.desktop.form.claim_card import ClaimCard, value_in_words
from casefile.desktop.form.context import Context
from casefile.desktop.form.editor import Editor
from casefile.desktop.form.field import Field
from casefile.desktop.form.making import editor_for
from casefile.desktop.form.texts import LineEditor
from casefile.desktop.widgets.buttons import button
from casefile.desktop.widgets.fields import Combo
from casefile.desktop.widgets.text import buddy, label
from casefile.records.fields import FieldInfo, field_infos
from casefile.records.kinds import Claim, Record

_ALIKE = frozenset({"text", "number", "date", "moment", "when"})
_PARTS = ("source_document", "source", "quote", "page", "reliability", "credibility")


class ClaimsPanel(QWidget):
    """Wishes: go back; add, prefer, end a preference, withdraw."""

    left = Signal()
    add_requested = Signal(str, dict)  # field, the parts of the claim by attribute
    prefer_requested = Signal(object, str)
    prefer_none_requested = Signal(object)
    withdraw_requested = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._sheet: Sheet | None = None
        self.fields: dict[str, Field] = {}
        self._back = button(_("Back to the record"), "link", "arrow-left")
        self._back.clicked.connect(self.left)
        self.field_choice = Combo()
        self.field_choice.activated.connect(self._show_field)
        self._area = QScrollArea()
        self._area.setProperty("look", "plain")
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lay_out()

    @property
    def field(self) -> str:
        """The name of the field whose sources are shown."""
        return str(self.field_choice.currentData() or "")

    def show_sheet(self, sheet: Sheet, field: str = "") -> None:
        """Show what is claimed of a record; the field that is shown stays, unless one is named."""
        other = self._sheet is None or self._sheet.record.id != sheet.record.id
        before, self._sheet = self.field, sheet
        self._list_fields(sheet, field or ("" if other else before))
        if other or self.field != before:
            self._show_field()
        else:
            self._show_claims()

    def take_keyboard(self) -> None:
        """Begin at the choice of the field."""
        self.field_choice.setFocus()

    def added(self) -> None:
        """The claim is durable: the form for the next one is empty."""
        for field in self.fields.values():
            field.show_value(None if field.path in ("value", "source_document") else "")

    def refused(self, name: str, rule: str) -> None:
        """The claim was not kept, for this reason."""
        labels = {field.title: field for field in self.fields.values()}
        field = labels.get(name) or self.fields.get(name) or self.fields["value"]
        field.refused(rule)
        field.editor.main.setFocus()

    def _list_fields(self, sheet: Sheet, chosen: str) -> None:
        counts = {dispute.field: dispute.count for dispute in sheet.claims}
        self.field_choice.clear()
        for info in claimable(type(sheet.record)):
            count = counts.get(info.name, 0)
            told = ngettext("{count} source", "{count} sources", count).format(count=count)
            text = f"{_(info.label)} · {told}" if count else _(info.label)
            self.field_choice.addItem(text, info.name)
        first = [*sorted(sheet.differing), *counts, ""]
        self.field_choice.choose(chosen or first[0])

    def _show_field(self) -> None:
        """Begin a form for another field."""
        self._show_claims()
        self._fill_form()

    def _show_claims(self) -> None:
        assert self._sheet is not None
        _empty(self._cards)
        told = next((one for one in self._sheet.claims if one.field == self.field), None)
        self._held.setText(self._in_record(self._sheet.record))
        if told is None:
            nothing = _(
                "No source is kept for this field yet. Add what each one says, and who it is."
            )
            self._cards.addWidget(label(nothing, "muted", wrap=True))
            return
        for _value, claims in told.values:
            for claim in claims:
                self._cards.addWidget(self._card(claim))

    def _card(self, claim: Claim) -> ClaimCard:
        document = self._context.chosen.get(claim.source_document or "")
        value = value_in_words(self._info, claim.value)
        card = ClaimCard(claim, value, document.text if document else "")
        card.prefer_requested.connect(self.prefer_requested)
        card.prefer_none_requested.connect(self.prefer_none_requested)
        card.withdraw_requested.connect(self.withdraw_requested)
        return card

    @property
    def _info(self) -> FieldInfo | None:
        assert self._sheet is not None
        infos = field_infos(type(self._sheet.record))
        return next((info for info in infos if info.name == self.field), None)

    def _in_record(self, record: Record) -> str:
        info = self._info
        held = getattr(record, info.attribute) if info else None
        if info is None or info.shape == "struct" or info.several or held in (None, ""):
            return ""
        chosen = self._context.chosen.get(str(held))
        shown = chosen.text if chosen else value_in_words(info, str(held))
        return _("The record says: {value}").format(value=shown)

    def _fill_form(self) -> None:
        _empty(self._form)
        self.fields = {}
        if (info := self._info) is None:
            return
        value = replace(info, label=_("What it says"), required=False)
        self._add_field(value, "value", _value_editor(info, self._context))
        for known in field_infos(Claim):
            if known.attribute in _PARTS:
                self._add_field(known, known.attribute, editor_for(known, self._context))
        for field in self.fields.values():
            field.show_value(None if field.path in ("value", "source_document") else "")
        add = button(_("Add this source"), "primary")
        add.clicked.connect(self.submit)
        row = QHBoxLayout()
        row.addWidget(add)
        row.addStretch(1)
        self._form.addLayout(row)

    def _add_field(self, info: FieldInfo, path: str, editor: Editor) -> None:
        self.fields[path] = Field(info, path, editor)
        self._form.addWidget(self.fields[path])

    def submit(self) -> None:
        """Ask for the claim to be kept, or say at each field what is wrong."""
        parts: dict[str, Any] = {}
        for path, field in self.fields.items():
            try:
                parts[path] = field.value()
            except ValueError as error:
                self.refused(path, str(error))
                return
        if parts["value"] in (None, "", ()):
            self.refused("value", _("Write what the source says."))
            return
        self.add_requested.emit(self.field, {**parts, "value": str(parts["value"])})

    def _lay_out(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(2, 2, 12, 12)
        column.setSpacing(10)
        self._held = label("", "muted", wrap=True)
        self._cards, self._form = QVBoxLayout(), QVBoxLayout()
        self._cards.setSpacing(8)
        self._form.setSpacing(12)
        column.addWidget(buddy(_("What sources say of"), self.field_choice))
        column.addWidget(self.field_choice)
        column.addWidget(self._held)
        column.addLayout(self._cards)
        column.addSpacing(8)
        column.addWidget(label(_("Add a source"), "section"))
        column.addLayout(self._form)
        column.addStretch(1)
        self._area.setWidget(page)
        page.setAutoFillBackground(False)
        head = QHBoxLayout()
        head.addWidget(self._back)
        head.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(head)
        whole.addWidget(self._area, 1)


def _value_editor(info: FieldInfo, context: Context) -> Editor:
    """The field's own editor where a source's value has the field's shape; else a line."""
    alike = info.shape in _ALIKE and not info.several and not info.many
    return editor_for(info, context) if alike else LineEditor()


def _empty(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while item := layout.takeAt(0):
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            _empty(inner)
