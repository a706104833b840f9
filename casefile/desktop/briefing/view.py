# SPDX-License-Identifier: GPL-3.0-or-later
"""Settings at the side, the briefing's pages beside them."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from casefile.base.messages import _, ngettext
from casefile.briefing.render import TEMPLATES
from casefile.casework.briefings import LANGUAGES
from casefile.desktop.dates import language_name
from casefile.desktop.exchange.leaks import LeakNotice
from casefile.desktop.viewer.pane import ReadingPane
from casefile.desktop.widgets.audience import audience_choice, audience_meaning, chosen_audience
from casefile.desktop.widgets.buttons import button
from casefile.desktop.widgets.fields import Combo, stack_field
from casefile.desktop.widgets.page import Page
from casefile.desktop.widgets.text import label


class BriefingView(Page):
    """`settings_changed` at every choice; `save_requested(path)`."""

    settings_changed = Signal()
    save_requested = Signal(Path)

    def __init__(self) -> None:
        super().__init__(_("Briefing"))
        self.template = Combo()
        for template in TEMPLATES:
            self.template.addItem(_template_names().get(template, template), template)
        self.language = Combo()
        for code in LANGUAGES:
            self.language.addItem(language_name(code), code)
        self.audience = audience_choice()
        self._meaning = label("", "meta", wrap=True)
        self._leaves = label("", "", wrap=True)
        self.leaks = LeakNotice()
        self.leaks.settled_changed.connect(self.settings_changed)
        self._state = label("", "meta", wrap=True)
        self.save = button(_("Save as PDF…"), "primary", "download")
        self.save.clicked.connect(self._choose_file)
        self.pane = ReadingPane("file-chart-column", _("The briefing is being set…"))
        self._setting = label("", "meta")
        self._name = "briefing.pdf"
        for combo in (self.template, self.language, self.audience):
            combo.currentIndexChanged.connect(self._changed)
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(self._settings())
        row.addWidget(self.pane, 1)
        self.body.addLayout(row, 1)
        self.tools.addWidget(self._setting)
        self._changed()

    def propose_name(self, name: str) -> None:
        """What the file will be called unless someone changes it."""
        self._name = name

    def show_leaving(self, counts: str, withheld: int) -> None:
        """What the briefing holds, and what stayed behind."""
        lines = [counts]
        if withheld:
            more = ngettext(
                "{count} record stays behind.", "{count} records stay behind.", withheld
            )
            lines.append(more.format(count=withheld))
        self._leaves.setText("\n".join(filter(None, lines)))

    def show_state(self, text: str) -> None:
        """A line under the button: where it was saved, or what it does now."""
        self._state.setText(text)

    def show_setting(self, text: str) -> None:
        """How far the setting of a long briefing is, or nothing. Which page is seen is told over
        the pages."""
        self._setting.setText(text)

    def _settings(self) -> QWidget:
        side = QFrame()
        side.setProperty("look", "card")
        side.setFixedWidth(280)
        column = QVBoxLayout(side)
        column.setContentsMargins(20, 16, 20, 20)
        column.setSpacing(4)
        stack_field(_("Template"), self.template, column)
        stack_field(_("Language of the briefing"), self.language, column)
        stack_field(_("Who will read it"), self.audience, column)
        column.addWidget(self._meaning)
        column.addSpacing(16)
        column.addWidget(label(_("What it holds"), "strong"))
        column.addWidget(self._leaves)
        column.addSpacing(8)
        column.addWidget(self.leaks)
        column.addStretch(1)
        column.addWidget(self._state)
        column.addWidget(self.save)
        return side

    def _changed(self) -> None:
        self._meaning.setText(audience_meaning(chosen_audience(self.audience)))
        self.leaks.forget()
        self.settings_changed.emit()

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, _("Save the briefing"), self._name, _("PDF (*.pdf)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.fileSelected.connect(lambda name: self.save_requested.emit(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _template_names() -> dict[str, str]:
    return {"case": _("Case briefing")}
