# SPDX-License-Identifier: GPL-3.0-or-later
"""Plain copies for other programs, in a private folder that doesn't outlive the open vault.

The folder is locked as long as its process lives, however it ends; so the next start knows which
folders were left by a crash, and empties those.
"""

import os
import shutil
import stat
import tempfile  # noqa: TID251 - these copies leave by consent, are listed and deleted
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from casefile.base.errors import CasefileError, VaultInUse
from casefile.base.messages import _
from casefile.records.kinds import Document
from casefile.vault import lock

_PREFIX = "casefile-outside-"
_ENDINGS = frozenset({
    "pdf", "jpg", "jpeg", "png", "tif", "tiff", "webp", "gif", "bmp", "heic", "avif",
    "txt", "log", "md", "csv", "docx", "xlsx", "pptx", "odt", "ods", "odp", "rtf",
    "mp3", "m4a", "ogg", "oga", "opus", "flac", "wav", "amr",
    "mp4", "m4v", "mov", "mkv", "webm", "avi",
})  # fmt: skip
"""What other programs show without running it: no scripts, programs, web pages or e-mails (these
fetch pictures), no documents with macros, and nothing of which nobody knows what would open it."""
_UNSAFE = {"text/html", "image/svg+xml", "application/x-msdownload", "application/x-executable"}
"""Kinds that are refused under any name."""


@dataclass(slots=True)
class Outside:
    """A folder for copies, mode 0700; it is `close`d with everything in it."""

    folder: Path
    _lock: lock.Lock
    _count: int = field(default=0)

    def place(self, document: Document) -> Path:
        """Where to put a copy. It bears no name of its own: other programs keep lists of names."""
        self._count += 1
        return self.folder / f"document-{self._count}.{ending(document)}"

    def purge(self) -> bool:
        """Delete every copy; whether none is left (on Windows one that is open can't be)."""
        copies = [path for path in self.folder.iterdir() if path.name != lock.NAME]
        return sum(map(_delete, copies)) == len(copies)

    def close(self) -> None:
        """Delete the copies and the folder; what can't be deleted now is at the next start."""
        if self.purge():
            self._lock.release()
            _remove(self.folder)
        self._lock.release()


def begin() -> Outside:
    """Make a folder. Raises CasefileError where there is no room for one."""
    try:
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=root()))
        return Outside(folder, lock.acquire(folder))
    except (OSError, VaultInUse) as error:
        raise CasefileError(
            _("There is no folder for a copy that another program could open."),
            _("Save a copy to a place of your choice instead."),
        ) from error


def sweep() -> int:
    """Delete the folders that no process holds any more. Returns how many there were."""
    return sum(_sweep(folder) for folder in _folders())


def root() -> Path:
    """Where the folders are: in memory where the system has such a place for each user."""
    own = os.environ.get("XDG_RUNTIME_DIR", "")
    return Path(own) if own and os.access(own, os.W_OK) else Path(tempfile.gettempdir())


def ending(document: Document) -> str:
    """The ending of a document's file, in small letters."""
    return document.filename.rpartition(".")[2].lower() if "." in document.filename else ""


def check(document: Document) -> None:
    """Raises CasefileError for a document that another program might run instead of showing it."""
    if document.media_type in _UNSAFE or ending(document) not in _ENDINGS:
        raise CasefileError(
            _("“{name}” is of a kind that could do more than be shown: it is not opened.").format(
                name=document.filename or document.title
            ),
            _("Save a copy if you need it elsewhere."),
        )


def _folders() -> Iterator[Path]:
    """The folders of this user; the place may be shared with others."""
    for path in root().glob(f"{_PREFIX}*"):
        found = path.lstat()
        if stat.S_ISDIR(found.st_mode) and (os.name == "nt" or found.st_uid == os.getuid()):
            yield path


def _sweep(folder: Path) -> bool:
    try:
        lock.acquire(folder).release()
    except (OSError, VaultInUse):
        return False  # another window has it open
    for path in folder.iterdir():
        _delete(path)
    return _remove(folder)


def _delete(path: Path) -> bool:
    try:
        path.chmod(0o600)  # Windows deletes nothing that may only be read
        path.unlink()
    except OSError:
        return False
    return True


def _remove(folder: Path) -> bool:
    shutil.rmtree(folder, ignore_errors=True)
    return not folder.exists()
