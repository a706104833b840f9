# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests put into vaults, and what they look at from outside."""

import hashlib
import io
import signal
import subprocess
import sys
from pathlib import Path

from msgspec.structs import replace
from sqlcipher3 import dbapi2

from casefile.base.ids import new_id
from casefile.journal.entry import encode
from casefile.records.kinds import Case, Document, Note
from casefile.records.values import When
from casefile.store import reading
from casefile.vault import header
from casefile.vault.vault import Vault

PASSPHRASE = "needle of a passphrase"
NEEDLE = "Needle Needlevich"
EVERYTHING = {"README.txt", "attachments", "header-a", "header-b", "lock", "reserve", "vault.db"}
CASE = "018f0000-0000-7000-8000-000000000001"


def fill(vault: Vault) -> None:
    """A case with notes and two documents."""
    with vault.edit(CASE) as edit:
        edit.put(Case(id=CASE, case=CASE, title=f"The trial of {NEEDLE}"))
    for number in range(5):
        log(vault, f"{NEEDLE} spoke, line {number}")
    for number in range(2):
        add_document(vault, f"{NEEDLE} {number}".encode() * 5_000, f"needle-{number}.txt")


def log(vault: Vault, text: str) -> str:
    """One line; the id of its note."""
    note = Note(
        id=new_id(vault.clock),
        case=CASE,
        event_at=When("2017-09-27T10:00+06:00[Asia/Almaty]"),
        text=text,
    )
    with vault.edit(CASE) as edit:
        edit.put(note)
    return note.id


def add_document(vault: Vault, data: bytes, name: str) -> Document:
    """A document with its attachment."""
    kept = vault.attachments.add(io.BytesIO(data))
    document = Document(
        id=new_id(vault.clock),
        case=CASE,
        title=name,
        filename=name,
        sha256=kept.sha256,
        size=kept.size,
    )
    with vault.edit(CASE) as edit:
        edit.put(document)
    return document


def snapshot(folder: Path) -> dict[str, str]:
    """The hash of every file in a folder, the lock aside."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "lock"
    }


def contents(vault: Vault) -> object:
    """All that a person could read in it."""
    entries = [encode(entry) for entry in reading.entries(vault.store, CASE)]
    records = list(vault.store.run("SELECT id, live, fields, stamps FROM records ORDER BY id"))
    documents = reading.records(vault.store, Document, CASE)
    texts = [vault.attachments.read(document.sha256) for document in documents]
    return entries, records, texts, reading.authors(vault.store)


def raw(place: Path) -> dbapi2.Connection:
    """The database as an enemy with the key would open it."""
    data_key, _ = header.unlock(header.load(place), PASSPHRASE)
    connection = dbapi2.connect(str(place / "vault.db"), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{data_key.spec}'\"")
    return connection


def forge(place: Path) -> header.Header:
    """A header as an enemy without the key would put it there, to count before the genuine one."""
    found = header.load(place)
    slot = replace(found.header.slots[0], salt="00" * 16)
    forged = replace(found.header, generation=50, vault="0" * 32, slots=(slot,))
    (place / found.other).write_bytes(header.encode(forged))
    return forged


def python(program: str, *arguments: str) -> subprocess.Popen[str]:
    """A program on a Python of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def kill(child: subprocess.Popen[str]) -> str:
    """SIGKILL; what it still said."""
    child.send_signal(signal.SIGKILL)
    said, _ = child.communicate()
    return said
