# SPDX-License-Identifier: GPL-3.0-or-later
"""Hand a file to the program that the system has for it, as its file manager would."""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QProcess, QProcessEnvironment

_LIBRARIES = "LD_LIBRARY_PATH"  # a frozen program sets it for itself; others want their own


def open_with_system(path: Path) -> bool:
    """Whether the system took it. It may still find no program for it, and says so itself."""
    if sys.platform == "win32":
        try:
            os.startfile(path)  # noqa: S606 - a kind that is shown, not run: see casework.outside
        except OSError:
            return False
        return True
    opener = QProcess()
    environment = QProcessEnvironment.systemEnvironment()
    if own := environment.value(f"{_LIBRARIES}_ORIG"):
        environment.insert(_LIBRARIES, own)
    elif getattr(sys, "frozen", False):
        environment.remove(_LIBRARIES)
    opener.setProcessEnvironment(environment)
    opener.setProgram("open" if sys.platform == "darwin" else "xdg-open")
    opener.setArguments([str(path)])
    opener.setStandardOutputFile(QProcess.nullDevice())
    opener.setStandardErrorFile(QProcess.nullDevice())
    started: object = opener.startDetached()  # with the process's id as well, say PySide's stubs
    return bool(started[0] if isinstance(started, tuple) else started)
