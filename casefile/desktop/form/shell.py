# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands around the fields of a record: its kind and name above, what can be done below."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from casefile.base.messages import _
from casefile.desktop.widgets.banner import Banner
from casefile.desktop.widgets.buttons import button, icon_button
from casefile.desktop.widgets.text import label
from casefile.desktop.words import isolated, one_line

_LONGEST = 60  # letters of a record's name in the head


class Shell(QFrame):
    """Buttons by name; whoever holds the shell connects them. The body goes in with `add`."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.setAccessibleName(_("Details"))
        self._kind = label("", "meta")
        self._name = label("", "section", wrap=True)
        self.close_button = icon_button("x", _("Close the details"))
        self.banner = Banner()
        self.add_button = button(_("Add (Ctrl+Return)"), "primary")
        self.add_button.setAccessibleName(_("Add"))
        self.clear_button = button(_("Clear"), "link")
        self.clear_button.setAccessibleName(_("Clear what was typed"))
        self.sources_button = button(_("Sources…"), "link")
        self.history_button = button(_("History"), "link")
        self.withdraw_button = button(_("Withdraw"), "link")
        self.foot = QFrame()
        self._lay_out()

    @property
    def title(self) -> str:
        """What the head says."""
        return self._name.text()

    def add_first(self, body: QWidget) -> None:
        """Put the main part of the body under the head."""
        self._column.insertWidget(2, body, 1)

    def add(self, body: QWidget, stretch: int = 0) -> None:
        """Put a part of the body over the foot."""
        self._column.insertWidget(self._column.count() - 1, body, stretch)

    def hide_head(self) -> None:
        """Show the fields alone, where a page has said already what record this is."""
        for part in (self._kind, self._name, self.close_button):
            part.hide()

    def show_new(self, kind: str) -> None:
        """The head and the foot of a new record; without a kind: of none."""
        self._kind.setText(_("New"))
        self._name.setText(kind)
        self.allow(add=bool(kind))

    def show_known(self, kind: str, name: str) -> None:
        """The head of a record that is kept."""
        name = one_line(name)
        self._kind.setText(kind)
        self._name.setText(isolated(name[:_LONGEST] + ("…" if name[_LONGEST:] else "")))

    def allow(self, *, add: bool = False, withdraw: bool = False, sources: bool = False) -> None:
        """Which buttons the foot has."""
        self.add_button.setVisible(add)
        self.clear_button.setVisible(add)
        self.history_button.setVisible(not add)
        self.withdraw_button.setVisible(withdraw)
        self.sources_button.setVisible(sources)

    def _lay_out(self) -> None:
        titles = QVBoxLayout()
        titles.setSpacing(0)
        titles.addWidget(self._kind)
        titles.addWidget(self._name)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addLayout(titles, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        foot = QHBoxLayout(self.foot)
        foot.setContentsMargins(0, 0, 8, 0)
        foot.setSpacing(4)
        for made in (self.add_button, self.sources_button, self.history_button):
            foot.addWidget(made)
        foot.addStretch(1)
        foot.addWidget(self.clear_button)
        foot.addWidget(self.withdraw_button)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 12, 8, 10)
        self._column.setSpacing(8)
        self._column.addLayout(head)
        self._column.addWidget(self.banner)
        self._column.addWidget(self.foot)
