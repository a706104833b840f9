# SPDX-License-Identifier: GPL-3.0-or-later
"""One program at a time: a lock of the operating system on the vault's file `lock`.

The system lets go of it when the process ends, however it ends, so a file that is left behind
means nothing and is never in the way.
"""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from casefile.base.errors import VaultInUse
from casefile.base.messages import _

NAME = "lock"


@dataclass(slots=True)
class Lock:
    """A lock that is held until `release`."""

    _handle: int

    def release(self) -> None:
        """Let go. Twice is fine."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1


def acquire(folder: Path) -> Lock:
    """Take the lock of a vault's folder. Raises VaultInUse at once where another program (or this
    one) has it; OSError where the folder can't be written to or its file system has no locks."""
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    handle = os.open(folder / NAME, flags, 0o600)
    try:
        _lock(handle)
    except BlockingIOError:
        os.close(handle)
        raise VaultInUse(
            _("Another program has this vault open."), _("Close it there, then try again.")
        ) from None
    except BaseException:
        os.close(handle)
        raise
    return Lock(handle)


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            raise BlockingIOError from None
else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
