# SPDX-License-Identifier: GPL-3.0-or-later
"""A place where backups lie: which there are, which of them stay, and how files come there.

It knows nothing of keys or tables, and of a header whose it is, so it serves a vault of any
format; see `backup`.
"""

import os
import re
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from casefile.base.errors import StorageFailed, VaultError
from casefile.base.files import replacing, sync_folder, write_atomically
from casefile.store.disk import disk_errors
from casefile.vault import folder as parts
from casefile.vault import header

RECENT, DAYS, WEEKS = 12, 10, 9  # how many are kept: the latest, one a day, one a week
_DOCUMENTS = "documents"
_DATED = "%Y%m%dT%H%M%SZ"
BEFORE = "before-migration"  # in a backup that stays: the vault as an older version left it
_named = re.compile(r"\d{8}T\d{6}Z").fullmatch
_unfinished = re.compile(r"\.\d{8}T\d{6}Z\.[0-9a-f]{8}\.new").fullmatch
_kept_file = re.compile(r"[0-9a-f]{64}\.age").fullmatch
_BLOCK = 2**20


@dataclass(frozen=True, slots=True)
class Backup:
    """A whole backup: where it is and when it was made."""

    folder: Path
    made_at: datetime  # aware, UTC

    @property
    def before_migration(self) -> bool:
        """Whether it is the vault as an older version of the program left it."""
        return (self.folder / BEFORE).exists()

    @property
    def place(self) -> Path:
        """The folder of all backups of this vault."""
        return self.folder.parent


def found(place: Path, vault: str | None = None) -> list[Backup]:
    """The backups at a place, the latest first. A folder that is not ours is passed over.

    `vault`: an id; what is known to be another vault's is passed over. Raises StorageFailed.
    """
    with disk_errors():
        paths = list(place.iterdir()) if place.is_dir() else []
        names = [path.name for path in paths if _is_dated(path.name) and path.is_dir()]
    made = [Backup(place / name, time_of(name)) for name in sorted(names, reverse=True)]
    return [one for one in made if vault is None or vault in (vaults_of(one.folder) or {vault})]


def vaults_of(backup: Path) -> set[str]:
    """The id of the vault that a backup is of; two where one of its headers was exchanged, none
    where neither can be read."""
    with suppress(VaultError, OSError):
        read = header.load(backup)
        return {one.vault for one in (read.header, read.spare) if one}
    return set()


def keepers(times: Iterable[datetime]) -> set[datetime]:
    """Which backups are kept: the latest twelve, the last of each of the ten latest days that
    have one, the last of each of the nine latest weeks (ISO 8601). Pure."""
    latest = sorted(times, reverse=True)
    by_day = {time.date(): time for time in reversed(latest)}
    by_week = {time.isocalendar()[:2]: time for time in reversed(latest)}
    days = sorted(by_day.values(), reverse=True)[:DAYS]
    weeks = sorted(by_week.values(), reverse=True)[:WEEKS]
    return {*latest[:RECENT], *days, *weeks}


def _is_dated(name: str) -> bool:
    with suppress(ValueError):  # figures that are no date
        return bool(_named(name) and time_of(name))
    return False


def time_of(name: str) -> datetime:
    """When the backup of this name was made. Raises ValueError for no date."""
    return datetime.strptime(name, _DATED).replace(tzinfo=UTC)


def name_of(moment: datetime) -> str:
    """What a backup made then is called."""
    return moment.strftime(_DATED)


def place_for(folder: Path, vault: str, chosen: bytes | None) -> Path:
    """Where the backups of a vault go: where its owner wants them, else beside it.

    Never a chosen folder itself: old backups go, and what another vault keeps there (one that was
    restored from this one, too) or anybody's other folders named by dates must not go with them.
    Older versions called the place beside a vault by its name alone, which others may share: it
    serves on where there are backups of this vault in it.
    """
    name = f"{folder.stem}-{vault[-8:]}.backups"
    if chosen:
        return Path(os.fsdecode(chosen)) / name
    place, older = folder.with_name(name), folder.with_name(f"{folder.stem}.backups")
    with suppress(StorageFailed):
        if not place.is_dir() and any(vault in vaults_of(one.folder) for one in found(older)):
            return older
    return place


def put(attempt: Path, name: str, documents: Iterable[Path]) -> Backup:
    """Let a copy in `attempt` that was checked count as a backup called `name`, or a second or so
    later, with the files of its documents. Raises OSError."""
    place, files = attempt.parent, list(documents)
    _copy_documents(place, files)
    write_atomically(attempt / _DOCUMENTS, "".join(f"{path.name}\n" for path in files).encode())
    final = _free(place, name)
    attempt.rename(final)
    sync_folder(place)
    return Backup(final, time_of(final.name))


def _copy_documents(place: Path, documents: Iterable[Path]) -> None:
    folder = place / parts.ATTACHMENTS
    folder.mkdir(mode=0o700, exist_ok=True)
    for path in documents:
        there = folder / path.name
        if not there.is_file() or there.stat().st_size != path.stat().st_size:
            copy(path, there)


def set_aside(document: Path) -> None:
    """Rename the file of a document that is not what it was, so that the next backup copies it
    again: to `put`, a file of the same name and size is the same. A disk may refuse it."""
    with suppress(OSError):
        document.rename(document.with_name(f"{document.name}.{secrets.token_hex(4)}.damaged"))
        sync_folder(document.parent)


def documents_of(backup: Path) -> Iterator[str]:
    """The names of the files of its documents."""
    with suppress(FileNotFoundError):
        text = (backup / _DOCUMENTS).read_text(encoding="ascii", errors="replace")
        yield from filter(_kept_file, text.splitlines())


def copy(source: Path, target: Path, told: Callable[[int], object] | None = None) -> None:
    """Copy a file, durable on return. `told(bytes)` after each piece. Raises OSError, and what
    `told` raises; then there is no copy."""
    with source.open("rb") as file, replacing(target) as out:
        while block := file.read(_BLOCK):
            out.write(block)
            if told:
                told(len(block))


def _free(place: Path, name: str) -> Path:
    """A name that no backup has: two within one second are told apart by a second."""
    final = place / name
    while final.exists():
        final = place / name_of(time_of(final.name) + timedelta(seconds=1))
    return final


def aside(folder: Path) -> Path:
    """A name for what is no whole backup, yet or any more; it is swept with the next one."""
    return folder.with_name(f".{folder.name}.{secrets.token_hex(4)}.new")


def rotate(place: Path, fresh: Path) -> None:
    """Let backups go that are not needed, then documents that no backup names, then leftovers.

    Those from before a migration stay, and so does the one just made, even where a
    clock that was wrong once has dated others later. So does all that is not known to be of the
    same vault, and where there is another's, its documents and what it may be making. What the
    disk won't let go is passed over and tried again with the next one. Raises StorageFailed or
    OSError where it can't be read.
    """
    same = vaults_of(fresh)
    at_place = {one: vaults_of(one.folder) for one in found(place)}
    own = [one for one, vaults in at_place.items() if vaults and vaults == same]
    kept = keepers(one.made_at for one in own)
    for one in own:
        if one.made_at not in kept and one.folder != fresh and not one.before_migration:
            with suppress(OSError):
                # killed half-way, it must not look like a whole one
                gone = one.folder.rename(aside(one.folder))
                sync_folder(place)
                shutil.rmtree(gone)
    if all(vaults <= same for vaults in at_place.values()):
        _sweep(place)


def _sweep(place: Path) -> None:
    named = {name for one in found(place) for name in documents_of(one.folder)}
    for path in list((place / parts.ATTACHMENTS).iterdir()):
        if _kept_file(path.name) and path.name not in named:
            with suppress(OSError):
                path.unlink()
    for path in list(place.iterdir()):
        if _unfinished(path.name):
            with suppress(OSError):
                shutil.rmtree(path)
