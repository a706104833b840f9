# SPDX-License-Identifier: GPL-3.0-or-later
"""Which attachments the journal knows of, by the SHA-256 of their bytes, and which are to go."""

from collections.abc import Collection, Iterable

import msgspec
from msgspec import Struct

from casefile.base.errors import VaultDamaged
from casefile.base.messages import _
from casefile.journal.entry import Entry, decode
from casefile.journal.errors import JournalError
from casefile.journal.operations import Put
from casefile.store.database import Store
from casefile.store.local import get_local, set_local

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
_DOOMED = "doomed-documents"  # a setting of the vault


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


def documents_in(entry: Entry, parts: Collection[int] | None = None) -> set[str]:
    """Those that an entry names, in these of its operations or in all."""
    return {
        str(operation.value)
        for index, operation in entry.operations
        if isinstance(operation, Put)
        and (operation.kind, operation.field) == (KIND, FIELD)
        and (parts is None or index in parts)
    }


def doom(store: Store, erased: Collection[str]) -> None:
    """Remember, in the transaction that erases what named them, which attachments are to go: a
    program that is killed before they went finishes it when the vault is next opened."""
    if erased:
        set_local(store, _DOOMED, msgspec.json.encode(sorted(doomed(store) | set(erased))))


def doomed(store: Store) -> set[str]:
    """Those whose records were erased, and that may still be there."""
    return set(msgspec.json.decode(get_local(store, _DOOMED) or b"[]", type=list[str]))


def forget_doomed(store: Store) -> None:
    """They are gone."""
    set_local(store, _DOOMED, None)


def _named(lines: Iterable[bytes]) -> set[str]:
    return {name for line in lines for name in documents_in(_readable(line))}


def _readable(line: bytes) -> Entry:
    try:
        return decode(line)
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
