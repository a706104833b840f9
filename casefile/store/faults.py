# SPDX-License-Identifier: GPL-3.0-or-later
"""What errors of the database mean for a person: the one place where SQLite's become ours."""

from casefile.base.errors import CasefileError, StorageFailed, VaultDamaged, VaultInUse
from casefile.base.messages import _

_FULL, _REFUSED = {13}, {3, 8, 10, 14}  # SQLITE_FULL; PERM, READONLY, IOERR, CANTOPEN
_BUSY, _DAMAGED = {5, 6}, {11, 24, 26}  # BUSY, LOCKED; CORRUPT, FORMAT, NOTADB
_BY_NAME = {  # what sqlite3_errstr() says: the driver's backup raises errors that have no code
    "access permission denied": 3,
    "database is locked": 5,
    "database table is locked": 6,
    "attempt to write a readonly database": 8,
    "disk I/O error": 10,
    "database disk image is malformed": 11,
    "database or disk is full": 13,
    "unable to open database file": 14,
    "file is not a database": 26,
}


def translated(error: BaseException) -> CasefileError | None:
    """The expected error that an error of SQLite means, if it means one; https://sqlite.org/rescode.html"""
    code = getattr(error, "sqlite_errorcode", None) or _BY_NAME.get(str(error))
    if code is None:
        return None
    code &= 0xFF  # the rest only details it
    if code in _FULL:
        return StorageFailed(
            _("The disk is full; nothing was changed."), _("Free some space, then try again.")
        )
    if code in _REFUSED:
        return StorageFailed(  # failed at the end of a commit, nobody knows what the disk holds
            _("The disk refuses to read or write the vault; your last change may not be there."),
            _("Check the disk and its permissions, then try again."),
        )
    if code in _BUSY:
        return VaultInUse(
            _("Another program has this vault open."), _("Close it there, then try again.")
        )
    return damaged(_("The vault's database is damaged.")) if code in _DAMAGED else None


def damaged(sentence: str) -> VaultDamaged:
    """The error that says so, with what to do next."""
    return VaultDamaged(sentence, _("Restore the vault from its latest backup."))
