# SPDX-License-Identifier: GPL-3.0-or-later
"""Erase a record for good: do no harm outranks history. Withdrawing (`records.withdraw`) is the
rule; this is for what endangers somebody as long as it is anywhere."""

from collections.abc import Collection, Iterator

from casefile.base.errors import InvalidRecord
from casefile.base.messages import _
from casefile.casework.unfinished import place_of
from casefile.records.kinds import Attendance, Link, Note, Record
from casefile.store import local, reading
from casefile.store.places import corrections_of
from casefile.store.writing import Changes
from casefile.vault.vault import Vault


def erase(vault: Vault, case: str, record: str) -> Changes:
    """Destroy all that a record ever held in this vault and what was being typed there: of a line
    its corrections, too, of anything its links, and who was present at a hearing or as whom. Later
    bundles do the same where they arrive.

    `record`: its id; it may be withdrawn. Raises InvalidRecord for the case itself, NotFound,
    TooMuch, StorageFailed; then nothing is changed.
    """
    if record == case:
        raise InvalidRecord(_("The case"), _("can't be erased; delete the folder of its vault."))
    ids = _versions(vault, case, record)
    with vault.edit(case) as edit:
        edit.erase((*ids, *_leaning(vault, case, ids)))
        for place in (place for id_ in ids for place in (id_, place_of(Record, case, id_))):
            local.drop_draft(vault.store, place)
    return edit.changes


def _versions(vault: Vault, case: str, record: str) -> list[str]:
    """A record; of a line, those that it corrects and that correct it as well."""
    found = [record]
    note = reading.find(vault.store, record, Note)
    while note and (note := reading.find(vault.store, note.corrects or "", Note)):
        if note.id in found:
            break  # they go round in a circle
        found.append(note.id)
    later = corrections_of(vault.store, case, [record]).get(record)
    while later and later not in found:
        found.append(later)
        later = corrections_of(vault.store, case, [later]).get(later)
    return found


def _leaning(vault: Vault, case: str, ids: Collection[str]) -> Iterator[str]:
    """What says nothing without these records: their links, and attendances of them or at them."""
    for link in reading.records(vault.store, Link, case):
        if link.from_ in ids or link.to in ids:
            yield link.id
    for attendance in reading.records(vault.store, Attendance, case):
        if attendance.party in ids or attendance.hearing in ids:
            yield attendance.id


def meaning(name: str) -> str:
    """What erasing means and what it can't do, to be said before; `name`: of the record."""
    return _(
        "{name}: all that was ever noted of it is destroyed, its history too, here, and with the "
        "next bundle at those who have the case. It can't be undone. What was handed over can't "
        "be called back, backups made before hold it until they go, and a flash disk may keep "
        "traces. Its name may stand in lines and documents: search for it afterwards."
    ).format(name=name)
