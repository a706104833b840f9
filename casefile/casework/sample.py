# SPDX-License-Identifier: GPL-3.0-or-later
"""The sample case: one real case from public reports, so that a new user sees a full file at once.

The facts and their sources stand in resources/sample/kharkova.toml.
"""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casefile.base.clock import Clock, system_clock
from casefile.base.files import resource
from casefile.base.ids import new_id
from casefile.casework import briefings, documents, exchange, looking
from casefile.records.forms import from_fields
from casefile.records.kinds import Document, Record
from casefile.records.values import Audience
from casefile.vault.vault import Vault, create

PASSPHRASE = "sample case only"  # noqa: S105 - printed by the program, on purpose
NAME = "Sample Observer"
ORGANISATION = "Casefile sample"

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Demo:
    """Where the demonstration was put."""

    vault: Path
    briefing: Path
    bundle: Path
    case: str


def build_demo(
    directory: Path, progress: Progress | None = None, clock: Clock = system_clock
) -> Demo:
    """Make the sample vault in `directory`, with its briefing and its bundle beside it.

    The bundle opens with the sample's passphrase. Raises VaultExists where one is there already.
    """
    directory.mkdir(parents=True, exist_ok=True)
    report = progress or (lambda _done, _total: None)
    vault_path = directory / "sample.casefile"
    briefing, bundle = directory / "kharkova-briefing.pdf", directory / "kharkova.casebundle"
    with create(vault_path, PASSPHRASE, NAME, ORGANISATION, clock=clock) as vault:
        report(1, 4)
        case = fill(vault)
        report(2, 4)
        briefings.save(vault, case, briefing, audience=Audience.PUBLIC)
        report(3, 4)
        exchange.export_case(vault, case, bundle, exchange.Sealing(passphrase=PASSPHRASE))
        report(4, 4)
    return Demo(vault_path, briefing, bundle, case)


def fill(vault: Vault) -> str:
    """Put the sample case into a vault; returns the id of the case."""
    tables = tomllib.loads(resource("sample", "kharkova.toml").read_text(encoding="utf-8"))
    rows = [(kind, row) for kind, listed in tables.items() for row in listed]
    ids = {row["key"]: new_id(vault.clock) for _kind, row in rows if "key" in row}
    case = ids["case"]
    records = [_record(vault, kind, row, case, ids) for kind, row in rows if "file" not in row]
    with vault.edit(case) as edit:
        for record in records:
            edit.put(record)
    for kind, row in rows:
        if "file" in row:
            _keep_file(vault, _record(vault, kind, row, case, ids), row["file"])
    return case


def _record(vault: Vault, kind: str, row: dict[str, Any], case: str, ids: dict[str, str]) -> Record:
    fields = {name: _resolved(value, ids) for name, value in row.items() if name not in _OURS}
    return from_fields(kind, ids.get(row.get("key", ""), new_id(vault.clock)), case, fields)


_OURS = ("key", "file")


def _resolved(value: Any, ids: dict[str, str]) -> Any:
    """The value with every "@key" replaced by the id that it stands for."""
    if isinstance(value, str):
        return ids[value[1:]] if value.startswith("@") else value.strip()
    if isinstance(value, list):
        return [_resolved(item, ids) for item in value]
    return value


def _keep_file(vault: Vault, record: Record, name: str) -> None:
    path = resource("sample", "documents", name)
    told = {
        name: getattr(record, name)
        for name in Document.__struct_fields__
        if name not in ("case", "filename", "media_type", "size", "sha256", "received_at")
        and getattr(record, name)
    }
    added = documents.add_document(vault, record.case, path, **told)
    looking.read_text(vault, added.document)
