# SPDX-License-Identifier: GPL-3.0-or-later
"""Is this the same person? Asked once: what a person answered stays in this vault."""

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec
from msgspec.structs import replace

from casefile.base.errors import CannotUndo
from casefile.base.ids import new_id
from casefile.base.messages import _
from casefile.casework import undo
from casefile.casework.people import perhaps_same
from casefile.names.fold import fold
from casefile.names.scripts import script_of
from casefile.records.kinds import Party
from casefile.records.values import Name
from casefile.store import local, reading
from casefile.store.writing import Changes
from casefile.vault.vault import Vault

_MOST = 3  # more than that nobody compares while typing
_decode = msgspec.json.Decoder(dict[str, list[str]]).decode


@dataclass(frozen=True, slots=True)
class Offer:
    """Someone who may be meant: by which of their names, how likely, in this case since when."""

    party: Party
    name: str
    score: float
    since: int  # Unix ms


def offers(
    vault: Vault, case: str, names: Iterable[str], *, but: str | None = None
) -> tuple[Offer, ...]:
    """Who in the case may bear these names, the likeliest first; three at the most.

    `but`: the record that the names stand in. Who was said to be somebody else is left out.
    """
    typed = tuple(names)
    told = _told(vault, case)
    since = {row.record.id: row.written for row in reading.rows(vault.store, Party, case)}
    found = [
        Offer(one.party, one.name, one.score, since[one.party.id])
        for one in perhaps_same(vault, case, typed, but=but)
        if not _answered(told, one.party.id, but, typed)
    ]
    return tuple(found[:_MOST])


def offers_for(vault: Vault, party: Party) -> tuple[Offer, ...]:
    """Which other records may be of the same person as this one."""
    found = offers(vault, party.case, [name.text for name in party.names], but=party.id)
    return tuple(one for one in found if one.party.sort == party.sort)


def tell_apart(
    vault: Vault, case: str, names: Iterable[str], other: str, but: str | None = None
) -> None:
    """Remember that these names, or the record they stand in, are not those of another party."""
    told = _told(vault, case)
    said = {*told.get(other, ()), *(fold(name) for name in names)}
    told[other] = sorted(said | {but} if but else said)
    local.set_local(vault.store, _key(case), msgspec.json.encode(told))


def _answered(
    told: dict[str, list[str]], other: str, but: str | None, names: tuple[str, ...]
) -> bool:
    """Whether it was said of two records, either way round, or of every one of the names."""
    said = told.get(other, [])
    if but is not None:
        return but in said or other in told.get(but, [])
    return all(fold(name) in said for name in names)


def _told(vault: Vault, case: str) -> dict[str, list[str]]:
    held = local.get_local(vault.store, _key(case))
    return _decode(held) if held else {}


def _key(case: str) -> str:
    return f"{local.APART}{case}"


def named(text: str, beside: Iterable[Name] = ()) -> Name:
    """A name as it was typed: the first is primary, in another script it transliterates."""
    script, others = script_of(text), tuple(beside)
    if not others:
        sort = "primary"
    else:
        foreign = all(name.script != script for name in others if name.script)
        sort = "transliteration" if foreign else "alias"
    return Name(text=text.strip(), script=script, sort=sort)


def add_party(vault: Vault, case: str, sort: str, name: str, apart: Iterable[str] = ()) -> Party:
    """A new party of one name. `apart`: ids of those that it was said not to be."""
    party = Party(id=new_id(vault.clock), case=case, sort=sort, names=(named(name),))
    with vault.edit(case) as edit:
        edit.put(party)
        for other in apart:
            tell_apart(vault, case, (name,), other, but=party.id)
    return reading.record(vault.store, party.id, Party)


def add_name(vault: Vault, party: str, text: str) -> Party:
    """Give a party one more name, unless it has it already. Raises NotFound, InvalidRecord."""
    there = reading.record(vault.store, party, Party)
    if text.strip() not in {name.text for name in there.names}:
        with vault.edit(there.case) as edit:
            edit.put(replace(there, names=(*there.names, named(text, there.names))))
    return reading.record(vault.store, party, Party)


def take_back(vault: Vault, changes: Changes) -> Changes:
    """Undo one deed, if nothing was done by this author since. Raises CannotUndo."""
    entry = undo.undoable(vault, changes.case)
    if entry is None or entry.header.seq != changes.seq:
        raise CannotUndo(
            _("Something else was done since."),
            _("Undo that first (Ctrl+Z), or restore the records from the history."),
        )
    return undo.undo(vault, changes.case)
