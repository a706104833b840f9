# SPDX-License-Identifier: GPL-3.0-or-later
"""Two observers with a vault each, a case, and ways to hand it over."""

import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from casefile.base.clock import Clock
from casefile.base.ids import new_id
from casefile.bundle import export, receive, seal
from casefile.bundle.bag import Unpacker
from casefile.bundle.envelope import read_header
from casefile.bundle.limits import DEFAULT
from casefile.records.kinds import Case, Document, Event, Hearing, Note, Party, Record
from casefile.records.values import Audience, Moment, Name, PartialDate
from casefile.store import reading
from casefile.store.merging import Appended
from casefile.vault import keys, vault
from casefile.vault.vault import Vault

PASSPHRASE = "six words make a good one"
NOW = 1_506_484_800_000
PDF = b"%PDF-1.4 verdict of the court " * 4000
SCAN = bytes(range(256)) * 700


@dataclass
class Ticking:
    """A clock that moves on by a second each time it is asked."""

    now: int = NOW

    def __call__(self) -> int:
        self.now += 1000
        return self.now


def vault_of(folder: Path, name: str, clock: Clock | None = None) -> Vault:
    """A new vault, as cheap as they come."""
    place = folder / f"{name.lower()}.casefile"
    work = keys.FLOOR
    return vault.create(
        place, "six words make a good one", name, work=work, clock=clock or Ticking()
    )


@dataclass(frozen=True)
class Sample:
    """The ids of what `fill` puts into a case."""

    case: str
    hearing: str
    party: str
    note: str
    verdict: str
    secret: str
    documents: tuple[str, ...] = field(default=())  # SHA-256


def fill(one: Vault) -> Sample:
    """A small case: two documents, one of them for the team alone, and a private event."""
    case = new_id(one.clock)
    verdict, scan = (one.attachments.add(io.BytesIO(data)) for data in (PDF, SCAN))
    made = {kind: new_id(one.clock) for kind in ("hearing", "party", "note", "verdict", "secret")}

    def new(kind: type[Record], name: str, **fields: Any) -> Record:
        return kind(id=made.get(name) or new_id(one.clock), case=case, **fields)

    put(
        one,
        Case(id=case, case=case, title="Дело Елены Харьковой", reference="KZ-2017/Шымкент",
             audience=Audience.PUBLIC),
        new(Party, "party", names=(Name(text="Elena Kharkova"),), audience=Audience.PUBLIC),
        new(Hearing, "hearing", number="1", audience=Audience.PUBLIC),
    )  # fmt: skip
    put(
        one,
        new(Note, "note", hearing=made["hearing"], event_at=moment(), text="The judge came late.",
            audience=Audience.PARTNERS),
        new(Document, "verdict", title="Приговор", filename="приговор.pdf", sha256=verdict.sha256,
            size=verdict.size, audience=Audience.PUBLIC),
        new(Document, "scan", title="Scan", filename="CON", sha256=scan.sha256, size=scan.size),
        new(Event, "secret", at=PartialDate("2017"), title="needle of a private event",
            audience=Audience.PRIVATE),
    )  # fmt: skip
    return Sample(case, documents=(verdict.sha256, scan.sha256), **made)


def moment() -> Moment:
    """The moment at which everything happens."""
    return Moment.of(NOW, "Asia/Almaty")


def put(one: Vault, *records: Record) -> None:
    """One entry."""
    with one.edit(records[0].case) as edit:
        for record in records:
            edit.put(record)


def recipient(one: Vault) -> str:
    return one.identity.card().age_recipient


def secret(one: Vault) -> str:
    return str(one.identity.age_key)


def handed(one: Vault, case: str, to: Vault, path: Path, **more: Any) -> Path:
    """A bundle from one to another; the path again."""
    export.export(one, case, path, recipients=[recipient(to)], now=one.clock(), **more)
    return path


def taken(other: Vault, path: Path, **more: Any) -> Appended:
    """A bundle received and accepted."""
    return receive.accept(other, receive.receive(other, path, **more))


def plaintext(path: Path, key: str) -> bytes:
    """The tar inside of a bundle."""
    with path.open("rb") as file:
        header = read_header(file)
        with seal.opening(file, header, keys=[key]) as plain:
            return plain.read()


def payload(path: Path, key: str) -> dict[str, bytes]:
    """The files under data/."""
    bag = Unpacker(io.BytesIO(plaintext(path, key)), DEFAULT)
    return {part.name: part.read() for part in bag.payload()}


def state(one: Vault, case: str) -> dict[str, Any]:
    """All that a vault makes of a case."""
    kinds = (Case, Party, Hearing, Note, Document, Event)
    return {
        "heads": reading.heads(one.store, case),
        "records": {kind.kind: reading.records(one.store, kind, case) for kind in kinds},
        "lines": [entry.hash for entry in reading.entries(one.store, case)],
        "conflicts": reading.conflicts(one.store, case),
    }


def files(folder: Path) -> dict[str, str]:
    """Every file under a folder with the SHA-256 of its bytes."""
    return {
        str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def holding(folder: Path, needles: Iterable[bytes]) -> list[str]:
    """The files under a folder that hold one of these byte strings."""
    return [
        str(path)
        for path in folder.rglob("*")
        if path.is_file() and any(needle in path.read_bytes() for needle in needles)
    ]
