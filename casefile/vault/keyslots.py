# SPDX-License-Identifier: GPL-3.0-or-later
"""The slots of a header: each wraps the data key under one passphrase or one recovery sheet, with
itself as associated data (magic, vault, kind, cost, salt, nonce).
"""

import secrets
from typing import Annotated

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import replace

from casefile.vault.keys import (
    NONCE_BYTES,
    SALT_BYTES,
    WRAPPED_BYTES,
    DataKey,
    Work,
    derive,
    stretch,
    unwrap,
    wrap,
)

FORMAT = 1
PASSPHRASE, RECOVERY = "passphrase", "recovery"  # kinds of slots

Hex = Annotated[str, Meta(pattern=r"^([0-9a-f]{2})*$")]
Count = Annotated[int, Meta(ge=0, lt=2**53)]


class Cost(Struct, frozen=True, forbid_unknown_fields=True):
    """Argon2id's parameters: memory in KiB."""

    lanes: Count
    memory: Count
    passes: Count


class Slot(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One way to the data key. Slots of a kind we don't know are kept as they are."""

    kind: str
    nonce: Hex
    salt: Hex
    wrapped: Hex
    cost: Cost | None = None


def passphrase_slot(passphrase: str, work: Work, data_key: DataKey, vault: str) -> Slot:
    """A slot with a salt and a nonce of its own, for the vault of that id."""
    cost = Cost(lanes=work.lanes, memory=work.memory, passes=work.passes)
    nonce, salt = secrets.token_bytes(NONCE_BYTES), secrets.token_bytes(SALT_BYTES)
    slot = Slot(PASSPHRASE, nonce.hex(), salt.hex(), "", cost)
    key = stretch(passphrase, salt, work)
    return replace(slot, wrapped=wrap(key, nonce, data_key, _context(slot, vault)).hex())


def recovery_slot(secret: bytes, data_key: DataKey, vault: str) -> Slot:
    """A slot that 32 random bytes open."""
    nonce, salt = secrets.token_bytes(NONCE_BYTES), secrets.token_bytes(SALT_BYTES)
    slot = Slot(RECOVERY, nonce.hex(), salt.hex(), "")
    key = derive(secret, salt)
    return replace(slot, wrapped=wrap(key, nonce, data_key, _context(slot, vault)).hex())


def opened(slot: Slot, secret: str | bytes, vault: str) -> DataKey:
    """The data key, if this passphrase or secret is the slot's. Raises WrongPassphrase."""
    nonce, wrapped = bytes.fromhex(slot.nonce), bytes.fromhex(slot.wrapped)
    return unwrap(_key_of(slot, secret), nonce, wrapped, _context(slot, vault))


def _key_of(slot: Slot, secret: str | bytes) -> bytes:
    salt = bytes.fromhex(slot.salt)
    if isinstance(secret, bytes):
        return derive(secret, salt)
    assert slot.cost is not None  # a passphrase slot without one is refused when it is read
    return stretch(secret, salt, Work(slot.cost.memory, slot.cost.passes, slot.cost.lanes))


def is_well_formed(slot: Slot) -> bool:
    """Whether a slot of a kind that we know has lengths and a cost that we would give it."""
    if slot.kind not in (PASSPHRASE, RECOVERY):
        return True
    lengths = (len(slot.nonce), len(slot.salt), len(slot.wrapped))
    if lengths != (2 * NONCE_BYTES, 2 * SALT_BYTES, 2 * WRAPPED_BYTES):
        return False
    if slot.kind == RECOVERY or slot.cost is None:
        return slot.kind == RECOVERY and slot.cost is None
    return Work(slot.cost.memory, slot.cost.passes, slot.cost.lanes).sane


def _context(slot: Slot, vault: str) -> bytes:
    """Everything that a slot's wrapped key depends on."""
    parts = (f"casefile vault {FORMAT}", vault, replace(slot, wrapped=""))
    return msgspec.json.encode(parts)
