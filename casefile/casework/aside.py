# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines that somebody looked at and did not take as evidence: remembered in this vault alone, so
that they don't ask again."""

from collections.abc import Mapping

import msgspec

from casefile.store import local
from casefile.vault.vault import Vault

_decode = msgspec.json.Decoder(dict[str, set[str]]).decode


def set_aside_lines(vault: Vault, case: str) -> Mapping[str, set[str]]:
    """The ids of what was set aside in a case, by right."""
    held = local.get_local(vault.store, _key(case))
    return _decode(held) if held else {}


def set_aside(vault: Vault, case: str, right: str, record: str, *, aside: bool = True) -> None:
    """Don't offer a record as evidence on a right any more; or offer it again."""
    kept = dict(set_aside_lines(vault, case))
    ids = kept.get(right, set())
    kept[right] = ids | {record} if aside else ids - {record}
    local.set_local(vault.store, _key(case), msgspec.json.encode(kept, order="sorted"))


def _key(case: str) -> str:
    return f"aside/{case}"
