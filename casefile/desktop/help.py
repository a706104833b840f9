# SPDX-License-Identifier: GPL-3.0-or-later
"""The sheet of shortcuts, made from the menus themselves, and what this program is."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)

from casefile import __version__
from casefile.base.licences import carried, third_party
from casefile.base.messages import _
from casefile.desktop.actions import menus
from casefile.desktop.icons import app_icon
from casefile.desktop.widgets.dialog import Dialog
from casefile.desktop.widgets.text import buddy, label


def show_shortcuts(parent: QWidget) -> None:
    """Every action that has a shortcut, by menu, after the marks of the live log."""
    dialog = Dialog(_("Shortcuts"), parent, 640)
    area = QScrollArea()
    area.setProperty("look", "plain")
    area.setWidgetResizable(True)
    area.setMinimumHeight(440)
    area.setAccessibleName(_("Shortcuts"))
    area.setWidget(_sheet())
    dialog.body.addWidget(area)
    dialog.add_close(_("Close"))
    dialog.open()


def _sheet() -> QWidget:
    sheet = QWidget()
    grid = QGridLayout(sheet)
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    groups = [  # first: there one has the least time
        (_("In the live log"), _log_marks()),
        (_("In the list of who is present"), _presence_marks()),
    ]
    groups += [
        (title.replace("&", ""), [(e.shortcut, e.text) for e in listed if e.shortcut])
        for title, listed in menus()
    ]
    line = 0
    for title, rows in groups:
        heading = label(title, "section")
        heading.setContentsMargins(0, 12 if line else 0, 0, 0)
        grid.addWidget(heading, line, 0, 1, 2)
        line += 1
        for keys, text in rows:
            native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText) or keys
            grid.addWidget(label(native, "strong"), line, 0)
            grid.addWidget(label(text.replace("&", "")), line, 1)
            line += 1
    grid.setRowStretch(line, 1)
    return sheet


def _log_marks() -> list[tuple[str, str]]:
    return [
        ("Return", _("Save the line")),
        ("Shift+Return", _("New line in the text")),
        (
            "j  p  d  a  w",
            _("Judge, prosecutor, defence, accused, witness: at the beginning, then a space"),
        ),
        ("14:32", _("When it happened: at the beginning, then a space")),
        ("@", _("A person; at the beginning: who speaks")),
        ("#", _("A right that the line bears on")),
        ("!", _("Irregularity")),
        ('"', _("Word for word")),
        ("//", _("Your opinion, kept apart from what you saw")),
        ("↑", _("In the empty line: correct what you wrote last")),
        ("↑  ↓  Tab", _("In a list that is offered: move, take what is chosen")),
        ("Esc", _("Leave a correction, a list that is offered, court mode")),
    ]


def _presence_marks() -> list[tuple[str, str]]:
    return [
        ("Space", _("There, or taken back")),
        ("−", _("Absent")),
        ("a  b  c", _("A few letters: what happened")),
        ("Return", _("Details")),
        ("Del", _("Clear what was noted")),
    ]


def show_about(parent: QWidget) -> None:
    """The program's name, version and licence, and those of the packages of others in it."""
    dialog = Dialog(_("About Casefile"), parent, 460)
    row = QHBoxLayout()
    row.setSpacing(20)
    picture = QLabel()
    picture.setPixmap(app_icon().pixmap(72, 72))
    row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
    text = _(
        "Casefile {version}\nTrial observation, offline and encrypted.\n\n"
        "Free software under the GNU General Public License, version 3 or later. "
        "Icons by Lucide (ISC), letters by FiraGO (OFL)."
    ).format(version=__version__)
    words = label(text, wrap=True)
    words.setFixedWidth(320)
    row.addWidget(words)
    row.addStretch(1)
    dialog.body.addLayout(row)
    dialog.body.addSpacing(12)
    packages = _packages()
    dialog.body.addWidget(buddy(_("Works of others that are part of it"), packages, "section"))
    dialog.body.addWidget(packages)
    dialog.add_close(_("Close"))
    dialog.open()


def _packages() -> QPlainTextEdit:
    """A package on each line: its name, version and licence. Then what they carry."""
    packages = [f"{one.name} {one.version} – {one.licence}" for one in third_party()]
    within = [f"{one.name} ({one.version}) – {one.licence}" for one in carried()]
    told = "\n".join([*packages, "", *within])
    listed = QPlainTextEdit(told)
    listed.setReadOnly(True)
    listed.setTabChangesFocus(True)
    listed.setMinimumHeight(180)
    listed.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
    return listed
