# SPDX-License-Identifier: GPL-3.0-or-later
"""A widget in the middle of the space there is, a little above it."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget


def centre(part: QWidget, within: QWidget) -> None:
    """Lay a widget of fixed width out in the middle of another. Not by alignment: that would ask
    wrapped text for its height at the wrong width."""
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(part)
    row.addStretch(1)
    column = QVBoxLayout(within)
    column.addStretch(2)
    column.addLayout(row)
    column.addStretch(3)
