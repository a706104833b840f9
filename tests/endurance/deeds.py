# SPDX-License-Identifier: GPL-3.0-or-later
"""What is done to a vault while its process is killed or its disk fails: each deed is prepared, and
may then be done again and again; what it returns is acknowledged."""

import io
import itertools
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from casefile.base.clock import system_clock
from casefile.base.errors import WrongPassphrase
from casefile.base.ids import new_id
from casefile.bundle import export, receive
from casefile.casework import notes
from casefile.records.kinds import Document
from casefile.store import reading
from casefile.vault import backup, header, keys, recovery, rotation
from casefile.vault.keys import DataKey
from casefile.vault.rewrap import change_passphrase
from casefile.vault.vault import Vault, open_vault, open_with
from tests.bundle import world

Deed = Callable[[], str]


@dataclass(frozen=True, slots=True)
class Place:
    """A closed vault, and the files that its deed works on."""

    folder: str
    key: str
    vault: str
    files: tuple[str, ...] = ()

    def open(self, folder: str = "") -> Vault:
        """Without the work that a passphrase costs."""
        spec = bytes.fromhex(self.key)
        data_key = DataKey(spec[:32], spec[32:])
        return open_with(Path(folder or self.folder), data_key, self.vault, system_clock)


def line(place: Place) -> Deed:
    vault = place.open()
    case = reading.cases(vault.store)[0].id

    def log() -> str:
        return notes.log(vault, case, f"line {secrets.token_hex(8)}").note.text

    return log


def document(place: Place) -> Deed:
    vault = place.open()
    case = reading.cases(vault.store)[0].id

    def add() -> str:
        data = secrets.token_hex(8)
        kept = vault.attachments.add(io.BytesIO(data.encode() * 10_000))
        added = Document(
            id=new_id(vault.clock), case=case, title=data, sha256=kept.sha256, size=kept.size
        )
        with vault.edit(case) as edit:
            edit.put(added)
        return kept.sha256

    return add


def sheet(place: Place) -> Deed:
    vault = place.open()
    return lambda: recovery.make_sheet(vault)


def passphrase(place: Place) -> Deed:
    """To one of two and back, so that whoever looks later knows which to try."""
    vault, old = place.open(), 0

    def change() -> str:
        nonlocal old
        try:
            change_passphrase(vault, place.files[old], place.files[1 - old], work=keys.FLOOR)
        except WrongPassphrase:  # it was changed already by an attempt that seemed to fail
            header.unlock(header.load(vault.folder), place.files[1 - old])
        old = 1 - old
        return place.files[old]

    return change


def rotated(place: Place) -> Vault:
    """A vault that may have new keys, opened by either of its two passphrases."""
    try:
        return open_vault(Path(place.folder), place.files[0])
    except WrongPassphrase:
        return open_vault(Path(place.folder), place.files[1])


def rotation_(place: Place) -> Deed:
    """New keys under the other passphrase; the vault is opened each time, for its key changes."""

    def rotate() -> str:
        with rotated(place) as vault:
            old, new = place.files
            try:
                rotation.rotate(vault, old, new, work=keys.FLOOR)
            except WrongPassphrase:
                old, new = new, old
                rotation.rotate(vault, old, new, work=keys.FLOOR)
            return new

    return rotate


def backup_(place: Place) -> Deed:
    vault = place.open()

    def make() -> str:
        backup.set_local(vault.store, "x", secrets.token_bytes(8))
        return str(backup.back_up(vault).folder)

    return make


def export_(place: Place) -> Deed:
    vault = place.open()
    case, names = reading.cases(vault.store)[0].id, itertools.count()

    def make() -> str:
        path = Path(f"{place.folder}-{os.getpid()}-{next(names)}.casebundle")
        export.export(vault, case, path, recipients=[world.recipient(vault)], now=vault.clock())
        return str(path)

    return make


def import_(place: Place) -> Deed:
    vault, paths = place.open(), iter(place.files)
    tried: list[str] = []

    def take() -> str:
        path = tried.pop() if tried else next(paths)
        tried.append(path)
        receive.accept(vault, receive.receive(vault, Path(path)))
        return tried.pop()

    return take


def open_(place: Place) -> Deed:
    """Opens, and so migrates, one vault after the other; a refused one once more."""
    folders = iter(place.files)
    tried: list[str] = []

    def migrate() -> str:
        folder = tried.pop() if tried else next(folders)
        tried.append(folder)
        place.open(folder).close()
        return tried.pop()

    return migrate


DEEDS: dict[str, Callable[[Place], Deed]] = {
    "line": line, "document": document, "sheet": sheet, "passphrase": passphrase,
    "rotation": rotation_, "backup": backup_, "export": export_, "import": import_, "open": open_,
}  # fmt: skip
