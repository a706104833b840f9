# SPDX-License-Identifier: GPL-3.0-or-later
"""Files: where ours are, and how to write one so that a power cut leaves the old or the new."""

import os
import re
import secrets
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

_PACKAGE = Path(__file__).resolve().parents[1]
_RESERVED = {"con", "prn", "aux", "nul", "conin$", "conout$"} | {
    f"{device}{number}" for device in ("com", "lpt") for number in "123456789¹²³"
}
_UNWANTED = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}  # Unicode categories that no file name needs


def resource(*parts: str) -> Path:
    """The path of a file under `resources/`, in checkout, wheel and frozen program."""
    if bundled := getattr(sys, "_MEIPASS", None):
        root = Path(bundled) / "resources"
    elif (_PACKAGE / "_resources").is_dir():
        root = _PACKAGE / "_resources"
    else:
        root = _PACKAGE.parent / "resources"
    return root.joinpath(*parts)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable. Windows has no such call and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def replacing(path: Path, mode: int = 0o600) -> Iterator[BinaryIO]:
    """A new file that takes the place of `path` when the block ends well: temp beside it, fsync,
    rename, fsync the folder. When the block raises, `path` is as it was and the temp is gone."""
    with beside(path, mode) as (temp, out):
        yield out
        out.flush()
        os.fsync(out.fileno())
        out.close()
        temp.replace(path)
    sync_folder(path.parent)


@contextmanager
def beside(path: Path, mode: int = 0o600) -> Iterator[tuple[Path, BinaryIO]]:
    """A new file beside `path`, with its own path; gone when the block raises."""
    temp = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    handle = os.open(temp, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    try:
        with os.fdopen(handle, "wb") as out:
            yield temp, out
    except BaseException:
        temp.unlink(missing_ok=True)
        raise


def write_atomically(path: Path, data: bytes, mode: int = 0o600) -> None:
    """Put `data` at `path`, all or nothing, durable when this returns."""
    with replacing(path, mode) as out:
        out.write(data)


def safe_name(name: str, limit: int = 120) -> str:
    """A file name that every system takes: no separators, controls, reserved names or bidi tricks.

    Letters of any script stay. The result has at most `limit` UTF-8 bytes (60 or more) and keeps
    its ending; a safe name is left as it is.
    """
    while (safer := _safer_name(name, limit)) != name:
        name = safer  # a cut can bare another space or dot
    return name


def _safer_name(name: str, limit: int) -> str:
    name = "".join(c for c in name if unicodedata.category(c) not in _UNWANTED)
    name = re.sub(r'[<>:"/\\|?*]+', "-", unicodedata.normalize("NFC", name)).strip(" .-")
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 10:
        stem, ending = name, ""
    ending = f".{ending}" if ending else ""
    room = limit - len(ending.encode())
    stem = stem.encode()[:room].decode(errors="ignore").strip(" .-") or "file"
    if stem.split(".")[0].rstrip(" ").casefold() in _RESERVED:
        stem = f"_{stem}"
    return stem + ending
