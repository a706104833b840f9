# SPDX-License-Identifier: GPL-3.0-or-later
"""The contact card of an author: who they are, how they sign and how they are written to."""

from msgspec import Struct


class AuthorCard(Struct, frozen=True, kw_only=True):
    """What a vault knows of an author. `id` is the SHA-256 of the signing key, in hex."""

    id: str
    name: str = ""
    organisation: str = ""
    signing_key: str = ""  # Ed25519 public key, hex
    age_recipient: str = ""  # age1…
    signature: str = ""  # of the card by its own signing key, hex
    follows: str = ""  # the author that this one goes on from, after a vault was restored
    handover: str = ""  # that author's signature over both ids, hex
