# SPDX-License-Identifier: GPL-3.0-or-later
"""A second file with what an open database holds at this moment, under the same key or another."""

import os
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from sqlcipher3 import dbapi2

from casefile.store.database import Store, driver_of, make_file
from casefile.store.faults import translated

Progress = Callable[[int, int], object]
_SLICE = 512  # pages between two reports of progress: 2 MiB


def duplicate(store: Store, path: Path, key_spec: str, progress: Progress | None = None) -> None:
    """Write the database as it stands to a new file at `path`, by SQLite's online backup; durable
    on return. `key_spec`: the key of the new file; see `open_database`.

    Raises VaultExists, StorageFailed, and what `progress(pages done, pages in all)` raises; then
    there is no file.
    """
    if store.in_transaction:
        raise RuntimeError("a transaction is open")
    make_file(path)
    try:
        _copy(store, path, key_spec, progress)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _copy(store: Store, path: Path, key_spec: str, progress: Progress | None) -> None:
    def told(_status: int, left: int, pages: int) -> None:
        if progress:
            progress(pages - left, pages)

    uri, target = f"file:{quote(str(path))}?mode=rw", None
    try:
        target = dbapi2.connect(uri, uri=True, isolation_level=None)
        target.execute("PRAGMA cipher_log_level = NONE")
        target.execute(f"PRAGMA key = \"x'{key_spec}'\"")
        driver_of(store).backup(target, pages=_SLICE, progress=told)
    except dbapi2.Error as error:
        raise translated(error) or error from error
    finally:
        if target is not None:
            target.close()
    with path.open("rb") as file:
        os.fsync(file.fileno())
