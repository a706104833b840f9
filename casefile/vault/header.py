# SPDX-License-Identifier: GPL-3.0-or-later
"""The header: how a passphrase leads to the data key. Two files, so that one may be lost.

A file is three lines of ASCII, the frame of every format there will ever be:

    casefile vault 1                  magic and format number
    {"counter":0,…}                   canonical JSON of that format
    SHA-256 of both lines, in hex     tells damage from a wrong passphrase

`header-a` and `header-b` hold successive generations; the greater one that is whole counts, and
only the other is ever written over, by an atomic replacement. So a torn or flipped header leaves
one behind it, and a change that was cut short leaves the vault as before or as after. Both hold
the same slots in peace: after a passphrase change neither opens with the old one.

The whole header is sealed by an HMAC under a subkey of the data key: that way a counter or
one slot can change without the secrets of the other slots, and nothing can change without any.
"""

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import replace

from casefile.base.errors import NewerFormat, NotAVault, VaultDamaged, WrongPassphrase
from casefile.base.files import write_atomically
from casefile.base.messages import _
from casefile.vault.keys import DataKey, Work
from casefile.vault.keyslots import (
    FORMAT,
    PASSPHRASE,
    RECOVERY,
    Count,
    Hex,
    Slot,
    is_well_formed,
    opened,
    passphrase_slot,
)

NAMES = ("header-a", "header-b")
SIZE_LIMIT = 64 * 1024
_frame = re.compile(rb"casefile vault ([1-9][0-9]{0,5})\n([^\n]+)\n([0-9a-f]{64})\n").fullmatch


class Header(Struct, frozen=True, forbid_unknown_fields=True):
    """What a header file says. `counter`: how many entries there were at least; see `tally`."""

    counter: Count
    generation: Annotated[int, Meta(ge=1, lt=2**53)]
    seal: Hex
    slots: Annotated[tuple[Slot, ...], Meta(min_length=1, max_length=8)]
    vault: Annotated[str, Meta(pattern="^[0-9a-f]{32}$")]


@dataclass(frozen=True, slots=True)
class Found:
    """The header that counts, the file it is in, and what the other file holds, if it is whole."""

    header: Header
    name: str
    spare: Header | None

    @property
    def other(self) -> str:
        """The file that may be written over."""
        return NAMES[1 - NAMES.index(self.name)]

    @property
    def settled(self) -> bool:
        """Whether losing either file would lose nothing."""
        spare, header = self.spare, self.header
        return spare is not None and (spare.slots, spare.vault) == (header.slots, header.vault)


def new(passphrase: str, work: Work, data_key: DataKey) -> Header:
    """The first header of a new vault, with one slot."""
    vault = secrets.token_hex(16)
    slot = passphrase_slot(passphrase, work, data_key, vault)
    return _sealed(Header(0, 1, "", (slot,), vault), data_key)


def advanced(
    header: Header, data_key: DataKey, *, slots: tuple[Slot, ...] = (), counter: int | None = None
) -> Header:
    """The next generation, with other slots or another counter where given."""
    later = replace(header, generation=header.generation + 1, slots=slots or header.slots)
    return _sealed(later if counter is None else replace(later, counter=counter), data_key)


def unlock(found: Found, secret: str | bytes) -> tuple[DataKey, Found]:
    """The data key, and the header that proved genuine: a forged one gives way to the other.

    `secret`: a passphrase, or the bytes of a recovery sheet. Raises WrongPassphrase; VaultDamaged
    where the secret is right but the header was altered.
    """
    try:
        data_key = open_slot(found.header, secret)
    except WrongPassphrase:
        if found.spare is None or found.settled:
            raise
        data_key = open_slot(found.spare, secret)
        if is_sealed(found.spare, data_key) and is_sealed(found.header, data_key):
            return data_key, _as_before(found.spare, found, data_key)
    return data_key, genuine(found, data_key)


def genuine(found: Found, data_key: DataKey) -> Found:
    """What of both files this key has sealed; a spare that it has not is as good as lost.

    Raises VaultDamaged where it has sealed neither.
    """
    spare = found.spare if found.spare and is_sealed(found.spare, data_key) else None
    if is_sealed(found.header, data_key):
        return found if spare == found.spare else Found(found.header, found.name, spare)
    if spare is None:
        raise _damaged(_("The vault's header was altered."))
    return Found(spare, found.other, None)


def _as_before(spare: Header, found: Found, data_key: DataKey) -> Found:
    """A change of passphrase was cut short and the old one opened the vault: it goes on to. Who
    sees that believes that nothing changed, and may have thrown the new one away."""
    counter = max(spare.counter, found.header.counter)
    return Found(_sealed(replace(spare, counter=counter), data_key), found.other, found.header)


def open_slot(header: Header, secret: str | bytes) -> DataKey:
    """The data key of the first slot that the secret opens. Raises WrongPassphrase."""
    kind = PASSPHRASE if isinstance(secret, str) else RECOVERY
    failure = WrongPassphrase(
        _("This vault has no slot for a passphrase.")
        if kind == PASSPHRASE
        else _("No recovery sheet was made for this vault.")
    )
    for slot in header.slots:
        if slot.kind != kind:
            continue
        try:
            return opened(slot, secret, header.vault)
        except WrongPassphrase as error:
            failure = error
    raise failure


def load(folder: Path, *, every: bool = False) -> Found:
    """Reads both files and picks the one that counts; nothing secret is touched.

    Raises NotAVault when neither is there, NewerFormat when either is whole and of a format to
    come, VaultDamaged when neither is whole, OSError where that is because the disk can't read one.
    `every`: OSError also where the other one is whole, for who would call the unread one damaged.
    """
    whole: dict[str, Header] = {}
    unread: OSError | None = None
    for name in NAMES:
        try:
            whole[name] = decode(_read(folder / name))
        except VaultDamaged:
            continue  # the other one stands in; with neither we say so below
        except OSError as error:
            unread = error
    if unread and (every or not whole):
        raise unread
    if not whole and not any((folder / name).exists() for name in NAMES):
        raise NotAVault(_("{folder} is not a Casefile vault.").format(folder=folder))
    if not whole:
        raise _damaged(_("Both copies of the vault's header are damaged."))
    name = max(whole, key=lambda name: whole[name].generation)
    return Found(whole[name], name, whole.get(NAMES[1 - NAMES.index(name)]))


def store(folder: Path, found: Found, header: Header) -> Found:
    """Writes a header over the file that does not count, so that it counts from now on."""
    write_atomically(folder / found.other, encode(header))
    return Found(header, found.other, found.header)


def store_first(folder: Path, header: Header, data_key: DataKey) -> Found:
    """Writes both files of a new vault."""
    write_atomically(folder / NAMES[0], encode(header))
    return store(folder, Found(header, NAMES[0], None), advanced(header, data_key))


def settle(folder: Path, found: Found, data_key: DataKey) -> Found:
    """Sees to it that losing either file would lose nothing, where it is not so already."""
    if found.settled:
        return found
    return store(folder, found, advanced(found.header, data_key))


def store_both(folder: Path, found: Found, header: Header, data_key: DataKey) -> None:
    """Writes a header over both files, one after the other, so that it alone counts.

    Raises OSError; what opened the vault before still does then, if the disk can be read. Where
    only the sync of the second file's name failed, both are new all the same, and that is no error.
    """
    stored = store(folder, found, header)
    try:
        settle(folder, stored, data_key)
    except OSError:
        if not load(folder).settled:
            raise


def encode(header: Header) -> bytes:
    """The bytes of a header file."""
    text = b"casefile vault %d\n%b\n" % (FORMAT, msgspec.json.encode(header))
    return text + hashlib.sha256(text).hexdigest().encode() + b"\n"


def decode(untrusted: bytes) -> Header:
    """A header out of a file's bytes. Raises VaultDamaged for anything that `encode` would not
    have written, cost outside the limits included; NewerFormat for an intact later format."""
    match = _frame(untrusted)
    if match is None or _digest_of(untrusted) != match[3]:
        raise _damaged(_("The vault's header is damaged."))
    if int(match[1]) > FORMAT:
        raise NewerFormat(
            _("This vault was written by a newer version of Casefile."),
            _("Install the newest version, then open the vault again."),
        )
    try:
        header = msgspec.json.decode(match[2], type=Header)
    except (msgspec.ValidationError, msgspec.DecodeError):
        raise _damaged(_("The vault's header is damaged.")) from None
    if encode(header) != untrusted or not all(is_well_formed(slot) for slot in header.slots):
        raise _damaged(_("The vault's header is damaged."))
    return header


def _digest_of(untrusted: bytes) -> bytes:
    return hashlib.sha256(untrusted[:-65]).hexdigest().encode()


def _read(path: Path) -> bytes:
    if not path.is_file():  # a pipe put there would have us wait for ever
        return b""
    with path.open("rb") as source:
        return source.read(SIZE_LIMIT)


def _seal_of(header: Header, data_key: DataKey) -> str:
    key = data_key.subkey("header seal")
    return hmac.digest(key, encode(replace(header, seal="")), "sha256").hex()


def _sealed(header: Header, data_key: DataKey) -> Header:
    return replace(header, seal=_seal_of(header, data_key))


def is_sealed(header: Header, data_key: DataKey) -> bool:
    """Whether a header was written by who has this key."""
    return hmac.compare_digest(header.seal, _seal_of(header, data_key))


def exchanged() -> VaultDamaged:
    """The error to raise where the header leads to another key than that of the open vault."""
    return VaultDamaged(
        _("The vault's header was exchanged while it was open."),
        _("Lock the vault and open it again: that mends it."),
    )


def _damaged(sentence: str) -> VaultDamaged:
    return VaultDamaged(sentence, _("Restore the vault from a backup."))
