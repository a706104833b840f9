# SPDX-License-Identifier: GPL-3.0-or-later
"""What screen readers are told of widgets that paint by hand.

Such a widget makes its own interface (`accessible_interface`); Qt makes all others.
"""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface


def interface_of(_kind: str, asked: QObject) -> QAccessibleInterface | None:
    """The interface that a widget makes for itself; None where it leaves that to Qt."""
    make = getattr(asked, "accessible_interface", None)
    return make() if make is not None else None


def install() -> None:
    """Let Qt ask here first. Once is enough, and more does no harm."""
    QAccessible.installFactory(interface_of)
