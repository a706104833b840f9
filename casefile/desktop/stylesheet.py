# SPDX-License-Identifier: GPL-3.0-or-later
"""The style sheet over Fusion: fields, buttons, lists, menus. Only symmetric rules, so it mirrors.

Labels say what they are with a `look` property (title, section, meta, …), buttons too.
Fusion keeps the rest. `::item{height}` is left alone: it makes rows overlap.
"""

from string import Template
from typing import Protocol

BASE = 13  # pixels for which the sizes below are given


class Colouring(Protocol):
    """The colours by name, as `theme.Colours` has them."""

    __slots__ = ()


def style_sheet(colours: Colouring, base: int) -> str:
    """The sheet in these colours, its sizes scaled to the base font (13 px = 100 %)."""
    scale = max(base, BASE) / BASE
    sizes = {f"s{size}": f"{round(size * scale)}px" for size in (11, 12, 14, 16, 18, 20, 26)}
    controls = {f"h{size}": f"{round(size * scale)}px" for size in (20, 22, 24)}
    names: dict[str, str] = {name: getattr(colours, name) for name in _names(colours)}
    return Template(_SHEET).substitute(names | sizes | controls)


def _names(colours: Colouring) -> tuple[str, ...]:
    return tuple(colours.__slots__)


_SHEET = """
QLabel[look="title"] { font-size: $s20; font-weight: 600; }
QLabel[look="hero"] { font-size: $s26; font-weight: 600; }
QLabel[look="section"] { font-size: $s16; font-weight: 600; }
QLabel[look="strong"] { font-weight: 600; }
QLabel[look="muted"] { color: $muted; }
QLabel[look="meta"] { color: $muted; font-size: $s12; }
QLabel[look="footing"] { color: $muted; font-size: $s12; border-top: 1px solid $line; }
QLabel[look="strong-note"] { font-size: $s12; font-weight: 600; }
QLabel[look="warn-note"] { color: $warn; font-size: $s12; font-weight: 600; }
QLabel[look="bad-note"] { color: $bad; font-size: $s12; font-weight: 600; }
QLabel[look="clock"] { color: $accent; font-size: $s18; font-weight: 600; }
QLabel[look="live"] { color: $bad; font-weight: 600; }
QLabel[look="ok"] { color: $ok; }
QLabel[look="warn"] { color: $warn; }
QLabel[look="bad"] { color: $bad; }
QLabel[look="number"] { font-size: $s26; font-weight: 600; }

QFrame[look="card"] { background: $surface; border: 1px solid $line; border-radius: 8px; }
QFrame[look="group"] { background: $window; border: 1px solid $line; border-radius: 6px; }
QFrame[look="rail"] { background: $rail; border: none; }
QFrame[look="bar"] { background: $surface; border: none; border-bottom: 1px solid $line; }
QFrame[look="status"] { background: $rail; border: none; border-top: 1px solid $line; }
QFrame[look="line"] { background: $line; border: none; }
QFrame[look="banner"] { background: $surface; border: 1px solid $bad; border-radius: 6px; }
QFrame[look="notice"] { background: $selection; border: none; border-radius: 6px; }
QFrame[look="drop"] { background: $surface; border: 2px dashed $accent; border-radius: 8px; }

QLineEdit, QPlainTextEdit, QComboBox, QSpinBox {
  background: $surface; color: $text; border: 1px solid $edge; border-radius: 6px;
  padding: 5px 9px; selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit, QComboBox, QSpinBox { min-height: $h22; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QSpinBox:focus {
  border: 2px solid $accent; padding: 4px 8px;
}
QPlainTextEdit[look="fixed"] {
  background: transparent; border: 1px solid transparent; padding: 5px 0;
}
QPlainTextEdit[look="fixed"]:focus { border: 1px solid $accent; padding: 5px 0; }
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled {
  color: $muted; background: $window;
}
QComboBox::drop-down { border: none; width: 26px; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView {
  background: $surface; border: 1px solid $edge; padding: 4px; outline: none;
  selection-background-color: $selection; selection-color: $text;
}

QLineEdit[look="clock"] {
  background: transparent; border: 1px solid transparent; color: $accent; padding: 5px 3px;
}
QLineEdit[look="clock"]:hover { background: $hover; }
QLineEdit[look="clock"]:focus { background: $surface; border: 2px solid $accent; padding: 4px 2px; }

QPushButton {
  background: $surface; color: $text; border: 1px solid $edge; border-radius: 6px;
  padding: 5px 14px; min-height: $h22;
}
QPushButton:hover { background: $hover; }
QPushButton:checked { background: $selection; border-color: $accent; }
QPushButton:focus { border: 2px solid $accent; padding: 4px 13px; }
QPushButton:disabled { color: $muted; background: $window; border-color: $line; }
QPushButton[look="primary"] {
  background: $accent; color: $on_accent; border-color: $accent; font-weight: 600;
}
QPushButton[look="primary"]:focus { border: 2px solid $text; }
QPushButton[look="primary"]:disabled { background: $hover; color: $muted; border-color: $line; }
QPushButton[look="link"] {
  background: transparent; border: 1px solid transparent; color: $accent; padding: 5px 6px;
}
QPushButton[look="link"]:disabled { color: $muted; border-color: transparent; }
QPushButton[look="link"]:hover { text-decoration: underline; }
QPushButton[look="link"]:focus { border: 2px solid $accent; padding: 4px 5px; }
QPushButton[look="toggle"] {
  background: transparent; border-radius: 12px; padding: 2px 8px; font-size: $s12;
  min-height: $h20;
}
QPushButton[look="toggle"]:checked { background: $selection; border-color: $accent; color: $text; }
QPushButton[look="toggle"]:hover { background: $hover; }
QPushButton[look="toggle"]:focus { border: 2px solid $accent; padding: 1px 7px; }
QPushButton[look="badge"] {
  background: $selection; border: 1px solid transparent; color: $text; font-size: $s12;
  padding: 1px 8px 1px 2px; min-height: 0;
}
QPushButton[look="badge"]:hover { border-color: $edge; }
QPushButton[look="badge"]:focus { border: 2px solid $accent; padding: 0 7px 0 1px; }
QPushButton[look="line"] {
  background: transparent; border: 1px solid transparent; border-radius: 4px; padding: 0 2px;
  min-height: 0;
}
QPushButton[look="line"]:hover { background: $hover; }
QPushButton[look="line"]:focus { border: 2px solid $accent; padding: 0 1px; }
QPushButton[look="choice"] {
  background: $surface; border: 1px solid $edge; border-radius: 6px; padding: 0 8px;
}
QPushButton[look="choice"]:hover { background: $hover; }
QPushButton[look="choice"]:focus { border: 2px solid $accent; }
QPushButton[look="segment"] {
  background: transparent; border: 1px solid transparent; color: $muted; padding: 5px 10px;
}
QPushButton[look="segment"]:hover { background: $hover; }
QPushButton[look="segment"]:checked {
  background: $selection; color: $text; font-weight: 600;
}
QPushButton[look="segment"]:focus { border: 2px solid $accent; padding: 4px 9px; }
QPushButton[look="switcher"] {
  background: transparent; border: 1px solid transparent; font-weight: 600; padding: 5px 8px;
}
QPushButton[look="switcher"]:hover { background: $hover; }
QPushButton[look="switcher"]:focus { border: 2px solid $accent; padding: 4px 7px; }
QPushButton::menu-indicator { image: none; width: 0; }

QToolButton {
  background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 6px;
}
QToolButton:hover { background: $hover; }
QToolButton:checked { background: $selection; }
QToolButton:focus { border: 2px solid $accent; padding: 5px; }

QToolButton[look="chip"] {
  background: $selection; border: 1px solid transparent; padding: 3px 8px;
}
QToolButton[look="chip"]:hover { border-color: $edge; }
QToolButton[look="chip"]:focus { border: 2px solid $accent; padding: 2px 7px; }
QTabBar { background: transparent; }
QTabBar::tab {
  background: transparent; color: $muted; border: 2px solid transparent; border-radius: 0;
  padding: 5px 10px; min-height: $h20;
}
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; border-bottom: 2px solid $accent; }
QTabBar::tab:selected:focus { border: 2px solid $accent; border-radius: 6px; }
QListWidget[look="choices"]::item { padding: 4px 8px; }

QMenuBar { background: $rail; color: $text; padding: 1px 4px; border-bottom: 1px solid $line; }
QMenuBar::item { background: transparent; padding: 4px 9px; border-radius: 4px; }
QMenuBar::item:selected { background: $selection; }
QMenu { background: $surface; color: $text; border: 1px solid $edge; padding: 4px; }
QMenu::item { padding: 6px 26px 6px 26px; border-radius: 4px; }
QMenu::item:selected { background: $selection; }
QMenu::item:disabled { color: $edge; }
QMenu::separator { height: 1px; background: $line; margin: 4px 6px; }
QMenu::icon { padding: 0 6px; }

QAbstractItemView {
  background: $surface; border: 1px solid $line; border-radius: 8px; outline: none;
}
QAbstractItemView:focus { border: 1px solid $accent; }
QTableView {
  gridline-color: transparent; selection-background-color: $selection; selection-color: $text;
}
QTableView::item { padding: 0 8px; border: none; border-bottom: 1px solid $line; }
QTableView::item:selected { background: $selection; color: $text; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section {
  background: transparent; color: $muted; border: none; border-bottom: 1px solid $line;
  padding: 8px 11px; font-weight: 600;
}
QHeaderView[look="narrow"]::section { padding: 4px 8px; font-weight: 400; border: none; }
QTableCornerButton::section { background: transparent; border: none; }
QAbstractScrollArea[look="plain"] { background: transparent; border: none; }
QAbstractScrollArea[look="offers"] { border: 1px solid $edge; border-radius: 6px; }
QAbstractScrollArea[look="paper"] {
  background: $rail; border: 1px solid $line; border-radius: 8px;
}

QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle {
  background: $edge; border-radius: 3px; margin: 3px; min-height: 28px; min-width: 28px;
}
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QCheckBox { spacing: 8px; }
QCheckBox::indicator {
  width: 16px; height: 16px; border: 1px solid $edge; border-radius: 4px; background: $surface;
}
QCheckBox::indicator:checked { background: $accent; border-color: $accent; }
QCheckBox::indicator:focus { border: 2px solid $text; width: 14px; height: 14px; }
QToolTip { background: $surface; color: $text; border: 1px solid $edge; padding: 4px 6px; }
QProgressBar {
  background: $line; border: none; border-radius: 3px; max-height: 6px; min-height: 6px;
}
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QSplitter::handle { background: transparent; }
"""
