# SPDX-License-Identifier: GPL-3.0-or-later
"""Over the page while files are taken in: how far it is, and what was not taken in after."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QProgressBar, QVBoxLayout

from casefile.base.errors import Cancelled
from casefile.base.messages import _, ngettext
from casefile.casework import intake
from casefile.casework.intake import Intake
from casefile.casework.rest import Rest
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
        row.addWidget(self._told, 1, Qt.AlignmentFlag.AlignVCenter)
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
    """What became of many files in a sentence; below it each of which there is more to say.

    Facts: it was put away; the rest is wished for.
    """

    closed = Signal()
    rest_wished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._told = label(wrap=True)
        self._list = QPlainTextEdit()
        self._list.setReadOnly(True)
        self._list.setTabChangesFocus(True)
        self._list.setAccessibleName(_("What became of single files"))
        self._list.setFixedHeight(self._list.fontMetrics().lineSpacing() * _LINES)
        close = icon_button("x", _("Close this message"))
        close.clicked.connect(self._close)
        self.take_rest = button(_("Take in the rest"))
        self.take_rest.clicked.connect(self._go_on)
        head = QHBoxLayout()
        head.addWidget(self._told, 1)
        head.addWidget(self.take_rest)
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
        lines = [f"{isolated(name)}: {why}" for name, why in intake.reasons(result)]
        told = [intake.told(result)]
        if result.stopped is not None and not isinstance(result.stopped, Cancelled):
            told.append(str(result.stopped))
        self._say(" ".join(told), lines, "banner" if result.failed or len(told) > 1 else "notice")

    def show_rests(self, rests: Sequence[Rest]) -> None:
        """Tell what was not taken in because the vault was locked."""
        names = [path.name for rest in rests for path in rest.paths]
        there = sum(rest.there for rest in rests)
        said = ngettext(
            "The vault was locked before {count} file or folder was taken in; {there} before it "
            "are in the case.",
            "The vault was locked before {count} files or folders were taken in; {there} before "
            "them are in the case.",
            len(names),
        )
        self._say(said.format(count=len(names), there=there), list(map(isolated, names)), "notice")
        self.take_rest.show()

    def _say(self, told: str, lines: list[str], look: str) -> None:
        set_look(self, look)
        self._told.setText(told)
        self._list.setPlainText("\n".join(lines))
        self._list.setVisible(bool(lines))
        self.take_rest.hide()
        self.setAccessibleName(told)
        self.show()

    def _close(self) -> None:
        self.hide()
        self.closed.emit()

    def _go_on(self) -> None:
        self.hide()
        self.rest_wished.emit()


def _in_words(stand: Stand) -> str:
    said = _("Encrypting file {at} of {files}, {done} of {size}: {name}")
    return said.format(
        at=stand.files + 1, files=stand.files_in_all, done=size(stand.done),
        size=size(stand.in_all), name=isolated(stand.name),
    )  # fmt: skip
