# SPDX-License-Identifier: GPL-3.0-or-later
"""The limits hold for good, so each is tried out in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from casefile.extraction import child, limits

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")


def tried(code: str, *arguments: str) -> str:
    """What a process prints that gave everything up and then tries something."""
    script = (
        "import os, signal, socket, subprocess, sys\n"
        "from casefile.extraction import limits\n"
        "limits.limit_resources()\n"
        "os.dup(1)\n"
        "limits.confine()\n"
        "try:\n"
        f"    {code}\n"
        "except (OSError, MemoryError) as error:\n"
        "    print(type(error).__name__)\n"
        "else:\n"
        "    print('done')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        capture_output=True,
        text=True,
        env=child.environment(),
        check=False,
    )
    return done.stdout.strip() or str(done.returncode)


@pytest.mark.parametrize(
    "code",
    [
        "open(sys.argv[1])",
        "open(sys.argv[1] + '.new', 'w')",
        "os.listdir('/')",
        "socket.socket()",
        "socket.socket(socket.AF_UNIX)",
        "os.pipe()",
        "os.dup(0)",
        "subprocess.run(['/bin/true'])",
    ],
)
def test_nothing_can_be_opened(code: str, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("kept")
    assert tried(code, str(file)) in {"OSError", "PermissionError", "BlockingIOError"}
    assert os.listdir(tmp_path) == ["file"]  # noqa: PTH208


@pytest.mark.skipif(sys.platform != "linux", reason="Landlock is Linux's")
@pytest.mark.parametrize(
    "code",
    [
        "os.unlink(sys.argv[1])",
        "os.rename(sys.argv[1], sys.argv[1] + '2')",
        "os.truncate(sys.argv[1], 0)",
        "os.mkdir(sys.argv[1] + '2')",
        "os.symlink('/etc/passwd', sys.argv[1] + '2')",
        "os.execv('/bin/true', ['true'])",
        "os.kill(os.getppid(), 0)",
    ],
)
def test_what_needs_no_descriptor_is_denied_too(code: str, tmp_path: Path) -> None:
    version = _landlock_version()
    needed = 6 if "kill" in code else 3
    if version < needed:
        pytest.skip(f"this kernel knows version {version} of Landlock, {needed} is needed")
    file = tmp_path / "file"
    file.write_text("kept")
    assert tried(code, str(file)) in {"PermissionError", "OSError"}
    assert os.listdir(tmp_path) == ["file"]  # noqa: PTH208
    assert file.read_text() == "kept"


def _landlock_version() -> int:
    script = "import ctypes; print(ctypes.CDLL(None).syscall(444, None, ctypes.c_size_t(0), 1))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    return int(done.stdout)


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS does not limit address space")
def test_memory_ends_at_one_gibibyte() -> None:
    assert tried("bytearray(1 << 30)") == "MemoryError"
    assert tried("bytearray(1 << 28)") == "done"


def test_nothing_can_be_written(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"")
    script = (
        "from casefile.extraction import limits; limits.limit_resources()\n"
        "import os, sys; os.write(os.open(sys.argv[1], os.O_WRONLY), b'x')"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(file)],
        capture_output=True,
        env=child.environment(),
        check=False,
    )
    assert done.returncode != 0
    assert file.read_bytes() == b""


def test_time_is_renewed_for_each_request_up_to_the_last(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, int]] = []
    import resource

    monkeypatch.setattr(resource, "setrlimit", lambda _name, both: asked.append(both))
    for used in (0.2, 100.0, 595.0):
        monkeypatch.setattr(limits.time, "process_time", lambda used=used: used)
        limits.renew_seconds()
    assert asked == [(21, 600), (120, 600), (600, 600)]


def test_every_limit_is_tried_and_none_required(monkeypatch: pytest.MonkeyPatch) -> None:
    import resource

    tried_ones: list[int] = []

    def refused(name: int, _both: tuple[int, int]) -> None:
        tried_ones.append(name)
        raise ValueError

    monkeypatch.setattr(resource, "setrlimit", refused)
    monkeypatch.setattr(limits, "_landlock", lambda: False)
    limits.limit_resources()
    limits.renew_seconds()
    limits.confine()
    assert {resource.RLIMIT_AS, resource.RLIMIT_FSIZE, resource.RLIMIT_NOFILE} < set(tried_ones)


def test_each_version_of_landlock_is_asked_for_what_it_knows() -> None:
    assert limits.denied(1) == ((1 << 13) - 1, 0, 0)
    assert limits.denied(4) == ((1 << 15) - 1, 3, 0)
    assert limits.denied(7) == ((1 << 16) - 1, 3, 3)


class _Kernel:
    """Stands for a kernel: what `prctl` and the calls give back, in turn."""

    def __init__(self, prctl: int, *results: int) -> None:
        self._results = list(results)
        self.prctl = lambda *_arguments: prctl

    def syscall(self, *_arguments: object) -> int:
        return self._results.pop(0)


@pytest.mark.parametrize(
    ("kernel", "confined"),
    [
        (_Kernel(-1), False),
        (_Kernel(0, -1), False),
        (_Kernel(0, 3, -1), False),
        (_Kernel(0, 4, 99, 0), True),
        (_Kernel(0, 7, 99, -1), False),
    ],
)
def test_a_kernel_without_landlock_is_no_error(
    kernel: _Kernel, confined: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits.ctypes, "CDLL", lambda *_name, **_options: kernel)
    monkeypatch.setattr(limits.os, "close", lambda _handle: None)
    assert limits._landlock() is confined
