# SPDX-License-Identifier: GPL-3.0-or-later
"""A hardened process leaves no core and no file that others may read."""

import subprocess
import sys

import pytest

PROBE = """
import ctypes, os, resource
from casefile.base.process import harden
harden()
mask = os.umask(0)
dumpable = ctypes.CDLL(None).prctl(3, 0, 0, 0, 0) if os.uname().sysname == "Linux" else 0
print(oct(mask), resource.getrlimit(resource.RLIMIT_CORE), dumpable)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="has neither limits nor umask")
def test_hardening() -> None:
    out = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, check=True, text=True)
    assert out.stdout.strip() == "0o77 (0, 0) 0"
