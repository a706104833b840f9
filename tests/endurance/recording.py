# SPDX-License-Identifier: GPL-3.0-or-later
"""What a program does to the files of a folder, read from a trace of its system calls (strace)."""

import re
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.endurance.disk import (
    Acknowledged,
    Disk,
    Event,
    Name,
    Sync,
    SyncFolder,
    Truncate,
    Write,
)

CALLS = (
    "open,openat,creat,close,write,pwrite64,pwritev,writev,lseek,fsync,fdatasync,ftruncate,truncate,"
    "rename,renameat,renameat2,unlink,unlinkat,link,linkat,fallocate,sync_file_range,copy_file_range,"
    "sendfile"
)
_call = re.compile(r"(\d+) +(\w+)\((.*)\) += (-?\d+)")
_unfinished = re.compile(r"(\d+) +(.*) <unfinished \.\.\.>$")
_resumed = re.compile(r"(\d+) +<\.\.\. (\w+) resumed>(.*)$")
_text = re.compile(r'"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?')
_handle = re.compile(r"(\d+|AT_FDCWD)(?:<((?:\\x[0-9a-f]{2})*)[^>]*>)?")


class Untold(Exception):
    """The program did something to the folder that the reader does not know how to replay."""


def record(command: Sequence[str], trace: Path, environment: dict[str, str]) -> None:
    """Run a program to its end and write the trace of it. Raises CalledProcessError."""
    subprocess.run(
        ["strace", "-f", "-y", "-xx", "-s", "4000000", "-e", f"trace={CALLS}", "-o", str(trace),
         *command],
        env=environment, check=True, stdout=subprocess.PIPE, timeout=300,
    )  # fmt: skip


def whole_calls(lines: Iterator[str]) -> Iterator[str]:
    """Calls on one line each; those of several threads were cut into pieces."""
    begun: dict[str, str] = {}
    for line in lines:
        line = line.rstrip("\n")
        if cut := _unfinished.match(line):
            begun[cut[1]] = cut[2]
        elif rest := _resumed.match(line):
            yield f"{rest[1]} {begun.pop(rest[1], '')}{rest[3]}"
        else:
            yield line


def events(trace: Path, folder: Path, disk: Disk) -> Iterator[Event]:
    """What happened to the files of a folder, in its order. `disk`: as it was before."""
    reader = _Reader(folder, disk)
    with trace.open() as lines:
        for line in whole_calls(iter(lines)):
            if found := _call.match(line):
                yield from reader.read(found[2], found[3], int(found[4]))


class _Reader:
    def __init__(self, folder: Path, disk: Disk) -> None:
        self._folder = str(folder)
        self._names = dict(disk.names)  # as a running program sees them
        self._sizes = {number: len(data) for number, data in disk.contents.items()}
        self._open: dict[int, tuple[str, int | None, int]] = {}  # handle: path, file, position

    def read(self, call: str, arguments: str, result: int) -> Iterator[Event]:
        if result < 0:
            return
        if call in ("write", "pwrite64"):
            yield from self._write(call, arguments, result)
        elif call in ("openat", "open", "creat"):
            yield from self._opened(arguments, result)
        elif call in ("fsync", "fdatasync"):
            yield from self._sync(arguments)
        elif call == "ftruncate":
            yield from self._truncate(arguments)
        elif call in ("rename", "renameat", "renameat2", "unlink", "unlinkat"):
            yield from self._rename(call, arguments)
        elif call == "lseek":
            self._seek(arguments, result)
        elif call == "close":
            self._open.pop(int(_number(arguments)), None)
        elif self._folder.encode().hex() in arguments.replace("\\x", ""):
            raise Untold(f"{call}({arguments[:200]})")

    def _inside(self, path: str) -> bool:
        return path.startswith(self._folder)

    def _opened(self, arguments: str, handle: int) -> Iterator[Event]:
        path = _texts(arguments)[0].decode()
        if not self._inside(path):
            return
        if path == self._folder or Path(path).is_dir():
            self._open[handle] = (path, None, 0)
            return
        if path not in self._names and "O_CREAT" in arguments:
            number = max(self._sizes, default=0) + 1
            self._names[path], self._sizes[number] = number, 0
            yield Name(path, number)
        file = self._names.get(path)
        if file is not None and "O_TRUNC" in arguments:
            self._sizes[file] = 0
            yield Truncate(file, 0)
        self._open[handle] = (path, file, 0)

    def _write(self, call: str, arguments: str, count: int) -> Iterator[Event]:
        handle = int(_number(arguments))
        data = _texts(arguments)[0]
        if handle == 1:
            yield from (Acknowledged(line) for line in data.decode().splitlines())
            return
        if handle not in self._open:
            return
        path, file, position = self._open[handle]
        if len(data) != count or file is None:
            raise Untold(f"{call} of {count} bytes, {len(data)} told")
        if call == "pwrite64":
            position = int(arguments.rsplit(",", 1)[1])
        else:
            self._open[handle] = (path, file, position + count)
        self._sizes[file] = max(self._sizes[file], position + count)
        yield Write(file, position, data)

    def _sync(self, arguments: str) -> Iterator[Event]:
        path, file, _position = self._open.get(int(_number(arguments)), ("", None, 0))
        if file is not None:
            yield Sync(file)
        elif path:
            yield SyncFolder(path)

    def _truncate(self, arguments: str) -> Iterator[Event]:
        known = self._open.get(int(_number(arguments)))
        if known and known[1] is not None:
            size = int(arguments.rsplit(",", 1)[1])
            self._sizes[known[1]] = size
            yield Truncate(known[1], size)

    def _rename(self, call: str, arguments: str) -> Iterator[Event]:
        paths = [text.decode() for text in _texts(arguments)]
        if not any(map(self._inside, paths)):
            return
        file = self._names.pop(paths[0], None)
        if call.startswith("rename") and file is not None:
            self._names[paths[1]] = file
            yield Name(paths[1], file)
        yield Name(paths[0], None)

    def _seek(self, arguments: str, position: int) -> None:
        handle = int(_number(arguments))
        if handle in self._open:
            path, file, _before = self._open[handle]
            self._open[handle] = (path, file, position)


def _number(arguments: str) -> str:
    found = _handle.match(arguments)
    return found[1] if found and found[1].isdigit() else "-1"


def _texts(arguments: str) -> list[bytes]:
    """The texts among the arguments, those of handles aside."""
    plain = re.sub(r"<(?:\\x[0-9a-f]{2})*>", "", arguments)
    found = []
    for digits, cut in _text.findall(plain):
        if cut:
            raise Untold("a text was cut short in the trace")
        found.append(bytes.fromhex(digits.replace("\\x", "")))
    return found
