# SPDX-License-Identifier: GPL-3.0-or-later
"""The line at the bottom: the save light, what goes on quietly, and what the page counts."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy

from casefile.base.clock import Clock
from casefile.base.messages import _, ngettext
from casefile.desktop.changes import ChangeFeed
from casefile.desktop.fonts import tabular
from casefile.desktop.widgets.text import label, set_look
from casefile.desktop.words import clock_time

_LAST = 60  # seconds before the lock from which they are counted


class StatusLine(QFrame):
    """Green once the commit returned, amber while it runs, red and why when it failed."""

    def __init__(self, feed: ChangeFeed, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self.setProperty("look", "status")
        self._light = label(_("✓ All entries saved"), "ok")
        self._light.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._busy = label("", "muted")
        self._count = label("", "muted")
        self._lock = label("", "muted")
        for part in (self._light, self._busy, self._count, self._lock):
            part.setFont(tabular(self.font()))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(24)
        row.addWidget(self._light, 1)
        row.addWidget(self._busy)
        row.addWidget(self._count)
        row.addWidget(self._lock)
        self._under_way = 0
        feed.saving.connect(self._saving)
        feed.saved.connect(self._saved)
        feed.save_failed.connect(self._failed)

    @property
    def text(self) -> str:
        """What the light says."""
        return self._light.text()

    @property
    def lock_text(self) -> str:
        """What it says of the lock to come."""
        return self._lock.text()

    def say(self, text: str) -> None:
        """What is shown at the far end: entries, elapsed time."""
        self._count.setText(text)

    def say_busy(self, text: str) -> None:
        """What goes on that nobody need wait for."""
        self._busy.setText(text)
        self._busy.setVisible(bool(text))

    @Slot(int)
    def count_down(self, seconds: int) -> None:
        """When the vault will lock if nobody touches a key."""
        if seconds > _LAST:
            minutes = -(-seconds // 60)
            text = ngettext("Locks in {count} min", "Locks in {count} min", minutes)
            self._lock.setText(text.format(count=minutes))
            set_look(self._lock, "muted")
        else:
            self._lock.setText(_("Locks in {seconds} s").format(seconds=seconds))
            set_look(self._lock, "warn")

    @Slot()
    def _saving(self) -> None:
        self._under_way += 1
        self._show(_("● Saving…"), "warn")

    @Slot()
    def _saved(self) -> None:
        self._under_way = max(self._under_way - 1, 0)
        if not self._under_way:
            time = clock_time(self._clock())
            self._show(_("✓ All entries saved {time}").format(time=time), "ok")

    @Slot(str)
    def _failed(self, sentence: str) -> None:
        self._under_way = max(self._under_way - 1, 0)
        self._show(_("✗ Not saved: {reason}").format(reason=sentence), "bad")

    def _show(self, text: str, look: str) -> None:
        self._light.setText(text)
        self._light.setToolTip("")
        set_look(self._light, look)
