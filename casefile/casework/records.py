# SPDX-License-Identifier: GPL-3.0-or-later
"""One record of any kind: what a form shows of it; add it, set one field of it, withdraw it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from casefile.base.errors import InvalidRecord
from casefile.base.ids import new_id
from casefile.base.messages import _
from casefile.casework.choices import Choice, chosen
from casefile.casework.claims import claims_of
from casefile.casework.sanctions import SanctionRow, row_of
from casefile.casework.zones import zone_of
from casefile.disclosure.selection import references
from casefile.records.disputes import Dispute, differing_fields
from casefile.records.fields import FieldInfo, field_infos
from casefile.records.kinds import KINDS, Record, Sanction
from casefile.store import reading
from casefile.store.writing import Changes
from casefile.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Sheet:
    """A record as it stands, and what a form needs beside it."""

    record: Record
    chosen: dict[str, Choice]  # what its references name, by id
    zone: str  # in which its times are told; empty where nobody said
    claims: tuple[Dispute, ...]
    differing: frozenset[str]  # fields on which sources differ
    reckoned: SanctionRow | None = None  # of a sanction: its end and what it comes to


def sheet(vault: Vault, id_: str) -> Sheet:
    """The record with this id, ready for a form. Raises NotFound where it was withdrawn."""
    record = reading.record(vault.store, id_)
    claims = claims_of(vault, record)
    told = [claim for dispute in claims for _value, listed in dispute.values for claim in listed]
    named = [*named_by(record), *(claim.source_document or "" for claim in told)]
    return Sheet(
        record=record,
        chosen=chosen(vault, record.case, named),
        zone=zone_of(vault, record),
        claims=claims,
        differing=differing_fields(record, claims),
        reckoned=row_of(vault, record) if isinstance(record, Sanction) else None,
    )


@cache
def bearing_on(kind: str) -> frozenset[str]:
    """The kinds of records of which a change may show on the sheet of a record of this kind.

    Itself and its claims with their sources; what its references name, and the parties by whom
    that is called; the hearings and the case from which its zone is taken.
    """
    named = {info.refers for info in references(KINDS[kind])}
    if "" in named:  # it may refer to anything
        return frozenset(KINDS)
    return frozenset({kind, *named, "claim", "document", "party", "hearing", "case"})


def named_by(record: Record) -> list[str]:
    """The ids of all records that a record refers to."""
    found: list[str] = []
    for info in references(type(record)):
        held = getattr(record, info.attribute)
        found += held if info.several else [held] if held else []
    return found


def set_field(vault: Vault, id_: str, field: str, value: Any) -> Record:
    """Set one field of a record, as it stands now: what others have changed meanwhile stays.

    `field` is the attribute, or `access.devices` for one inside a struct; a struct of which
    nothing is left is taken out. Raises NotFound, and InvalidRecord for a value that breaks a rule.
    """
    record = reading.record(vault.store, id_)
    attribute, _dot, inner = field.partition(".")
    if inner:
        value = _with(record, attribute, inner, value)
    return add(vault, replace(record, **{attribute: value}))


def _with(record: Record, attribute: str, inner: str, value: Any) -> Struct | None:
    """The struct in a field with one of its own fields set; None once it says nothing."""
    info = field_of(type(record), attribute)
    assert info.struct is not None
    held: Struct | None = getattr(record, attribute)
    fresh = replace(held or info.struct(), **{inner: value})
    return None if fresh == info.struct() else fresh


def field_of(kind: type[Struct], attribute: str) -> FieldInfo:
    """What is known of one field. Raises InvalidRecord where there is none of that name."""
    for info in field_infos(kind):
        if info.attribute == attribute:
            return info
    raise InvalidRecord(attribute, _("there is no such field."))


def add(vault: Vault, record: Record) -> Record:
    """Keep a record, new or changed; returns it as it was kept. Raises InvalidRecord."""
    with vault.edit(record.case) as edit:
        edit.put(record)
    return reading.record(vault.store, record.id)


def create(vault: Vault, kind: type[Record], case: str, values: Mapping[str, Any]) -> Record:
    """Keep a new record of a case with these values, by attribute or, inside a struct, by path
    (`access.devices`). Raises InvalidRecord."""
    plain = {name: value for name, value in values.items() if "." not in name}
    record = kind(id=new_id(vault.clock), case=case, **plain)
    for path in values.keys() - plain.keys():
        attribute, _dot, inner = path.partition(".")
        struct = _with(record, attribute, inner, values[path])
        record = replace(record, **{attribute: struct})
    return add(vault, record)


def withdraw(vault: Vault, id_: str) -> Changes:
    """Take a record out of the case; its history stays and undo brings it back. Raises NotFound."""
    record = reading.record(vault.store, id_)
    with vault.edit(record.case) as edit:
        edit.drop(record)
    return edit.changes
