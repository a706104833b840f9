# SPDX-License-Identifier: GPL-3.0-or-later
"""Over the page while files are taken in: how far it is, and what was not taken in after."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QProgressBar, QVBoxLayout

from casefile.base.errors import Cancelled
from casefile.base.messages import _, ngettext
from casefile.casework import intake
from casefile.casework.intake import Intake
from casefile.desktop.documents.taking import Stand
from casefile.desktop.fonts import tabular
from casefile.desktop.widgets.buttons import button, icon_button
from casefile.desktop.widgets.elided import Elided
from casefile.desktop.widgets.text import label, set_look
from casefile.desktop.words import isolated, size

_LINES = 6  # lines of the list that are in sight


class TakingBar(QFrame):
    """Files and bytes, a bar, the name of the file at hand, and a button to stop."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "notice")
        self._told = Elided()
        self._told.setFont(tabular(self.font()))
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("Progress"))
        self._bar.setFixedWidth(200)
        self.stop = button(_("Stop"))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(12)
        row.addWidget(self._told, 1)
        row.addWidget(self._bar)
        row.addWidget(self.stop)
        self.hide()

    @property
    def text(self) -> str:
        """What it says now."""
        return self._told.text()

    def show_stand(self, stand: Stand) -> None:
        """How far it is."""
        if not stand.files_in_all:
            found = ngettext("{count} file found…", "{count} files found…", stand.files)
            self._told.setText(found.format(count=stand.files))
            self._bar.setRange(0, 0)
        else:
            self._told.setText(_in_words(stand))
            self._bar.setRange(0, 1000)
            self._bar.setValue(round(1000 * stand.done / max(stand.in_all, 1)))
        self.show()


class Report(QFrame):
    """What became of many files in a sentence; below it each that failed, and why."""

    def __init__(self) -> None:
        super().__init__()
        self._told = label(wrap=True)
        self._list = QPlainTextEdit()
        self._list.setReadOnly(True)
        self._list.setTabChangesFocus(True)
        self._list.setAccessibleName(_("What was not taken in"))
        self._list.setFixedHeight(self._list.fontMetrics().lineSpacing() * _LINES)
        close = icon_button("x", _("Close this message"))
        close.clicked.connect(self.hide)
        head = QHBoxLayout()
        head.addWidget(self._told, 1)
        head.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 8, 8)
        column.addLayout(head)
        column.addWidget(self._list)
        self.hide()

    @property
    def text(self) -> str:
        """All that it says."""
        return f"{self._told.text()}\n{self._list.toPlainText()}"

    def show_result(self, result: Intake) -> None:
        """Tell of files."""
        lines = [f"{isolated(path.name)}: {error}" for path, error in result.failed]
        lines += [
            _("{name}: left out").format(name=isolated(path.name)) for path in result.left_out
        ]
        told = [intake.told(result)]
        if result.stopped is not None and not isinstance(result.stopped, Cancelled):
            told.append(str(result.stopped))
        set_look(self, "banner" if result.failed or len(told) > 1 else "notice")
        self._told.setText(" ".join(told))
        self._list.setPlainText("\n".join(lines))
        self._list.setVisible(bool(lines))
        self.setAccessibleName(self._told.text())
        self.show()


def _in_words(stand: Stand) -> str:
    said = _("Encrypting file {at} of {files}, {done} of {size}: {name}")
    return said.format(
        at=stand.files + 1, files=stand.files_in_all, done=size(stand.done),
        size=size(stand.in_all), name=isolated(stand.name),
    )  # fmt: skip
