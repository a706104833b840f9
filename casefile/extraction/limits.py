# SPDX-License-Identifier: GPL-3.0-or-later
"""What the extraction process denies itself, before it looks at a document.

Everywhere but on Windows: memory, processor time, core dumps, files written. Then, once the
reader of the format is loaded, `confine` allows no new file descriptor, so that nothing can be
opened and no socket made, and no new process. On Linux, Landlock (kernel 5.13 and later) also
denies what needs no descriptor: to remove, rename, cut or run a file, and to signal others.

What this is not: there is no filter of system calls. Windows has neither; there only the time
limit of the program holds. macOS may refuse the memory limit. Each is tried, none is required.
"""

import contextlib
import ctypes
import math
import os
import sys
import time

MEMORY = 1 << 30  # bytes of address space
SECONDS = 20  # of processor time, for each request
LAST_SECOND = 600  # of processor time, for one document
DESCRIPTORS = 4  # input, two for stderr, answers

_PR_SET_NO_NEW_PRIVS = 38  # linux/prctl.h
_CREATE_RULESET, _RESTRICT_SELF = 444, 446  # asm-generic/unistd.h; the same on all but alpha
_RULESET_VERSION = 1  # linux/landlock.h, LANDLOCK_CREATE_RULESET_VERSION


def limit_resources() -> None:
    """Limit memory, processor time, dumps and files written, for good."""
    if sys.platform == "win32":
        return
    import resource

    for name, soft, hard in (
        ("RLIMIT_AS", MEMORY, MEMORY),
        ("RLIMIT_CPU", SECONDS, LAST_SECOND),
        ("RLIMIT_FSIZE", 0, 0),
        ("RLIMIT_CORE", 0, 0),
    ):
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(getattr(resource, name), (soft, hard))


def renew_seconds() -> None:
    """Give the next request its own processor time, up to that of the document."""
    if sys.platform == "win32":
        return
    import resource

    soft = min(math.ceil(time.process_time()) + SECONDS, LAST_SECOND)
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CPU, (soft, LAST_SECOND))


def confine() -> None:
    """No new descriptors and processes, for good. Whatever must be loaded is loaded before."""
    if sys.platform == "win32":
        return
    import resource

    if sys.platform == "linux":
        _landlock()
    for name, most in (("RLIMIT_NPROC", 0), ("RLIMIT_NOFILE", DESCRIPTORS)):
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(getattr(resource, name), (most, most))


def _landlock() -> bool:
    """Deny every kind of access that this kernel's Landlock knows; False where there is none."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    version = libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), _RULESET_VERSION)
    if version < 1:
        return False
    rules = (ctypes.c_uint64 * 3)(*denied(version))
    size = ctypes.c_size_t(8 if version < 4 else 16 if version < 6 else 24)
    handle = libc.syscall(_CREATE_RULESET, rules, size, 0)
    if handle < 0:
        return False
    try:
        return bool(libc.syscall(_RESTRICT_SELF, handle, 0) == 0)
    finally:
        os.close(handle)


def denied(version: int) -> tuple[int, int, int]:
    """The bits of a Landlock version: accesses to files, to the network, and beyond the process.

    From linux/landlock.h: 13 file accesses at first; linking (2), cutting (3), devices (5);
    TCP bind and connect (4); abstract sockets and signals (6).
    """
    files = 13 + (version >= 2) + (version >= 3) + (version >= 5)
    return (1 << files) - 1, 0b11 if version >= 4 else 0, 0b11 if version >= 6 else 0
