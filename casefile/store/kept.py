# SPDX-License-Identifier: GPL-3.0-or-later
"""Which attachments the journal knows of, by the SHA-256 of their bytes."""

from collections.abc import Iterable

import msgspec
from msgspec import Struct

from casefile.base.errors import VaultDamaged
from casefile.base.messages import _
from casefile.journal.entry import decode
from casefile.journal.errors import JournalError
from casefile.journal.operations import Operation, Put
from casefile.store.database import Store

KIND, FIELD = "document", "sha256"

_NOW = "SELECT fields FROM records WHERE kind = ?"
_EVER = """
SELECT entries.line FROM records
JOIN touches ON touches.record_no = records.no
JOIN entries ON entries.no = touches.entry_no
WHERE records.kind = ?
GROUP BY entries.no
"""
_FORKED = "SELECT line FROM forks"


class _Fields(Struct):
    sha256: str = ""


_decode = msgspec.json.Decoder(_Fields).decode


def kept_now(store: Store) -> set[str]:
    """Those that documents name at present; withdrawn documents too, for they can come back."""
    return {_hash_in(fields) for (fields,) in store.run(_NOW, (KIND,))} - {""}


def ever_kept(store: Store) -> set[str]:
    """Those that any entry ever named and that were not erased since, forks included. An import
    may set another hash for a document of ours; that must not cost us what it had before.

    Raises VaultDamaged where an entry can't be read: then nobody knows."""
    lines = (line for (line,) in store.run(_EVER, (KIND,)))
    forked = (line for (line,) in store.run(_FORKED))
    return _named(lines) | _named(forked)


def _named(lines: Iterable[bytes]) -> set[str]:
    operations = (operation for line in lines for operation in _operations(line))
    return {
        str(operation.value)
        for operation in operations
        if isinstance(operation, Put) and (operation.kind, operation.field) == (KIND, FIELD)
    }


def _operations(line: bytes) -> list[Operation]:
    try:
        return [operation for _index, operation in decode(line).operations]
    except JournalError:
        raise VaultDamaged(
            _("The journal holds something that is no entry."),
            _("Restore the vault from a backup."),
        ) from None


def _hash_in(fields: bytes) -> str:
    """Of a damaged row: nothing. The journal still knows, and `verify` tells."""
    try:
        return _decode(fields).sha256
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return ""
