# SPDX-License-Identifier: GPL-3.0-or-later
"""The one place that says what changed. Screens listen and decide whether to refresh."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal


@dataclass(frozen=True, slots=True)
class Touched:
    """Records of these kinds were written in a case; an empty case means any."""

    kinds: frozenset[str]
    case: str = ""


class ChangeFeed(QObject):
    """Facts, told on the UI thread, after the commit returned."""

    changed = Signal(object)  # Touched
    saving = Signal()
    saved = Signal()
    save_failed = Signal(str)
