# SPDX-License-Identifier: GPL-3.0-or-later
"""How many entries a vault held when it was closed, in its header: an older database has fewer.

Entries are never deleted, an erasure leaves them too, so the number only rises. A program that was
killed leaves the header behind the database; that is no fault. A header ahead of the database is
one: somebody put an older copy in its place. Whoever writes there gives numbers a second time that
colleagues may hold entries of already, so it is said at every opening until somebody does.
"""

from pathlib import Path

from casefile.base.errors import CasefileError
from casefile.base.messages import _, ngettext
from casefile.store.database import Store
from casefile.vault import header
from casefile.vault.keys import DataKey

_LAST = "SELECT coalesce(max(no), 0) FROM entries"  # numbered from 1 without a gap: how many


def entries(store: Store) -> int:
    """How many entries there are. Takes no longer for a million of them."""
    count: int = store.run(_LAST).scalar()
    return count


def missing(folder: Path, data_key: DataKey, store: Store) -> int:
    """How many entries fewer the database holds than the header says; 0 where no header can be read
    that this key has sealed: that is for others to tell."""
    try:
        found = header.genuine(header.load(folder), data_key)
    except (OSError, CasefileError):
        return 0
    return max(0, found.header.counter - entries(store))


def note(folder: Path, data_key: DataKey, store: Store, missed: int) -> None:
    """Write into the header how many entries there are, where some were made since it says so.

    `missed`: what `missing` said at opening. Raises OSError and CasefileError; the header is as it
    was then.
    """
    count = entries(store)
    found = header.genuine(header.load(folder), data_key)
    # a passphrase change that failed half-way is for the next opening to settle, by what opens it
    if found.settled and count > found.header.counter - missed:
        header.store(folder, found, header.advanced(found.header, data_key, counter=count))


def told(missed: int) -> str:
    """What to say where entries are missing: what it is, and what to do."""
    what = ngettext(
        "The database was set back: it holds {count} entry fewer than when the vault was closed.",
        "The database was set back: it holds {count} entries fewer than when the vault was closed.",
        missed,
    ).format(count=missed)
    return f"{what} {_('Before you write here, restore a backup that has them.')}"
