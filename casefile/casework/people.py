# SPDX-License-Identifier: GPL-3.0-or-later
"""People, organisations and courts of a case."""

from casefile.records.kinds import Party
from casefile.store import reading
from casefile.vault.vault import Vault

_ORDER = ("person", "organisation", "court", "state-body")


def parties(vault: Vault, case: str) -> list[Party]:
    """Everyone in the case: people first, then organisations, courts and the rest, by name."""
    found = reading.records(vault.store, Party, case)
    return sorted(found, key=lambda party: (_rank(party.sort), party.name.casefold(), party.id))


def _rank(sort: str) -> int:
    return _ORDER.index(sort) if sort in _ORDER else len(_ORDER)
