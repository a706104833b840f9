# SPDX-License-Identifier: GPL-3.0-or-later
"""What this process refuses from its first moment: core dumps, and files that others may read."""

import ctypes
import os
import sys

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
