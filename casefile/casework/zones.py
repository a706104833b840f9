# SPDX-License-Identifier: GPL-3.0-or-later
"""Which time a place keeps, as far as the case tells. The laptop's own is never taken for it."""

from collections.abc import Iterator

from casefile.records.fields import field_infos
from casefile.records.forms import parent_of
from casefile.records.kinds import Case, Hearing, Record
from casefile.records.values import Moment, Place
from casefile.store import reading
from casefile.vault.vault import Vault


def zone_of(vault: Vault, record: Record) -> str:
    """The zone in which the times of a record are told: its own, its parent's, or the case's."""
    parent = parent_of(record)
    above = reading.find(vault.store, parent) if parent else None
    near = [*_zones_in(record), *(_zones_in(above) if above else ())]
    return near[0] if near else case_zone(vault, record.case)


def case_zone(vault: Vault, case: str) -> str:
    """The zone of the latest hearing that has one, a `Place`; else the country's; empty where
    nobody knows."""
    latest = reading.rows(vault.store, Hearing, case, limit=20, latest_first=True)
    used = [zone for row in latest for zone in _zones_in(row.record)]
    found = reading.find(vault.store, case, Case)
    return used[0] if used else zone_of_country(found.country) if found else ""


def _zones_in(record: Record) -> Iterator[Place]:
    for info in field_infos(type(record)):
        held = getattr(record, info.attribute)
        if info.shape in ("moment", "when") and held and "T" in held:
            yield Moment.stored(held).place_now


def zone_of_country(code: str) -> str:
    """The IANA name of a country's zone; that of its capital or largest part where it has many."""
    from babel.core import get_global  # slow to import, and rarely needed

    listed: list[str] = get_global("territory_zones").get(code, [])
    return _CAPITALS.get(code, listed[0] if listed else "")


_CAPITALS = {
    "AR": "America/Argentina/Buenos_Aires", "AU": "Australia/Sydney", "BR": "America/Sao_Paulo",
    "CA": "America/Toronto", "CD": "Africa/Kinshasa", "CL": "America/Santiago",
    "CN": "Asia/Shanghai", "CY": "Asia/Nicosia", "DE": "Europe/Berlin",
    "EC": "America/Guayaquil", "ES": "Europe/Madrid", "FM": "Pacific/Pohnpei",
    "GL": "America/Nuuk", "ID": "Asia/Jakarta", "KI": "Pacific/Tarawa", "KZ": "Asia/Almaty",
    "MH": "Pacific/Majuro", "MN": "Asia/Ulaanbaatar", "MX": "America/Mexico_City",
    "MY": "Asia/Kuala_Lumpur", "NZ": "Pacific/Auckland", "PF": "Pacific/Tahiti",
    "PG": "Pacific/Port_Moresby", "PS": "Asia/Hebron", "PT": "Europe/Lisbon",
    "RU": "Europe/Moscow", "UA": "Europe/Kyiv", "US": "America/New_York", "UZ": "Asia/Tashkent",
}  # fmt: skip
"""Countries of several zones; the others keep one time, and Babel knows which."""
