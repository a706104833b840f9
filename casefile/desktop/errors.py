# SPDX-License-Identifier: GPL-3.0-or-later
"""Bugs: said plainly, never hidden. Expected errors are sentences in banners instead."""

import os
import sys
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from casefile.base.errors import CasefileError
from casefile.base.messages import _
from casefile.desktop.widgets.dialog import Dialog
from casefile.desktop.widgets.text import label


def install() -> None:
    """From now on an exception that nobody expected opens a plain dialog, and is printed."""
    sys.excepthook = _report


def _report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        QApplication.quit()
        return
    if os.environ.get("CASEFILE_DEBUG"):
        traceback.print_exception(kind, error, trace)
    elif not isinstance(error, CasefileError):
        print(f"casefile: {place_of(error)}", file=sys.stderr)  # noqa: T201
    show(error)


def place_of(error: BaseException) -> str:
    """What broke and where, without its message: that may hold a name from a case."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f", {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{where}"


def _owner() -> QWidget | None:
    """The window that the dialog belongs to: without one it would end with this call. None is
    active while the person is in another program."""
    there = [one for one in QApplication.topLevelWidgets() if isinstance(one, QMainWindow)]
    return QApplication.activeWindow() or next(iter(there), None)


def show(error: BaseException) -> None:
    """A dialog that says the program broke, where, and that what was saved is safe."""
    if isinstance(error, CasefileError):
        title, text = _("That did not work"), str(error)
    else:
        title = _("Casefile itself broke")
        text = _("What was saved is safe. Please report this: {place}").format(
            place=place_of(error)
        )
    dialog = Dialog(title, _owner(), 460)
    dialog.body.addWidget(label(text, wrap=True))
    dialog.add_close(_("Close"))
    dialog.open()
