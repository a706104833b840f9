# SPDX-License-Identifier: GPL-3.0-or-later
"""Words that must be found nowhere: what to look for, and where they stand."""

import base64
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

from casefile.names.fold import fold

PASSPHRASE = "quernstone wobble parlance fjord"
TITLE = "Zwetschgenhain gegen Ombudsrat"
NAME = "Xhemile Quyrmashuly"
LINE = "Zhanbolat quotes the unwritten clause"
DRAFT = "Fremdwort begun and never sent"
SEARCH = "kaleidoscopically"
DOCUMENT = "The interpreter heard kaleidoscopically little of it."
FILE = "Jyväskylä memorandum"

ALL = (PASSPHRASE, TITLE, NAME, LINE, DRAFT, SEARCH, DOCUMENT, FILE)


def forms(text: str) -> Iterator[bytes]:
    """A text as it might be written down: in several encodings, and as a key of the search."""
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        yield text.encode(encoding)
    yield quote(text).encode()
    yield fold(text).encode()
    for shift in range(3):  # wherever it begins in what is encoded
        coded = base64.b64encode(bytes(shift) + text.encode())
        start = 4 if shift else 0
        yield coded[start : len(coded.rstrip(b"=")) // 4 * 4 - 4]


def found(folder: Path, texts: Iterable[str] = ALL) -> set[str]:
    """Which of the texts stand in any file under a folder or in the name of one, and where."""
    sought = {text: tuple(one.lower() for one in forms(text) if len(one) > 7) for text in texts}
    hits = set()
    for path in folder.rglob("*"):
        held = os.fsencode(path.relative_to(folder)).lower()
        if path.is_file() and not path.is_symlink():
            held += b"\0" + path.read_bytes().lower()
        hits |= {
            f"{text} in {path.relative_to(folder)}"
            for text, ways in sought.items()
            if any(way in held for way in ways)
        }
    return hits


_opened = re.compile(r"open(?:at)?\(.*(?:O_WRONLY|O_RDWR|O_CREAT).*\) += \d+<([^>]*)>")
_moved = re.compile(r'(?:rename|mkdir|link|symlink)\w*\(.*"([^"]*)"[^"]*\) += 0')


def written(trace: str) -> set[str]:
    """The paths of all that was opened for writing, made or renamed, in a trace of `strace -y`."""
    hits = (_opened.search(line) or _moved.search(line) for line in trace.splitlines())
    return {hit[1] for hit in hits if hit}
