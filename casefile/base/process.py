# SPDX-License-Identifier: GPL-3.0-or-later
"""What this process refuses from its first moment: core dumps, and files that others may read."""

import ctypes
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NoReturn

_PR_SET_DUMPABLE = 4  # linux/prctl.h


def harden() -> None:
    """No core dumps, no tracing by others of this user where the system allows it, umask 077."""
    os.umask(0o077)
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def start_anew(arguments: Sequence[str], environment: Mapping[str, str]) -> NoReturn:
    """Put a fresh process of the same program in the place of this one, with these arguments and
    these variables added to its environment. Nothing of this one's memory is left in it.

    What is not closed yet is closed as by a crash. Never returns.
    """
    package = Path(__file__).resolve().parents[1]
    frozen = bool(getattr(sys, "frozen", False))
    command = [sys.executable, *([] if frozen else ["-m", package.name]), *arguments]
    known = {**os.environ, **environment}
    if not frozen:  # run from a checkout, the package may be found by the working folder alone
        there = known.get("PYTHONPATH", "").split(os.pathsep)
        known["PYTHONPATH"] = os.pathsep.join(
            dict.fromkeys([str(package.parent), *filter(None, there)])
        )
    if sys.platform == "win32":  # its exec returns to the shell before the new one has begun
        subprocess.Popen(command, env=known, close_fds=True)
        os._exit(0)
    os.execve(command[0], command, known)  # noqa: S606 - our own program, no shell
