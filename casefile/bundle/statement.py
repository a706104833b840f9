# SPDX-License-Identifier: GPL-3.0-or-later
"""signature.json: who made a bundle, of what, when and for whom.

age proves nothing about the sender, so the sender signs. The recipients are named in what is
signed: a recipient who passes the content on in a new envelope can't make it look as if it had
been sent there.

    signature = Ed25519 over "casefile bundle 1\\n" and the canonical JSON of the statement
"""

from collections.abc import Callable
from typing import Annotated

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from msgspec import Meta, Struct

from casefile.base.errors import InvalidRecord
from casefile.base.messages import _
from casefile.bundle.envelope import STANZA_LIMIT
from casefile.bundle.refusal import refusal
from casefile.journal.canonical import canonical
from casefile.journal.clock import LATEST
from casefile.journal.errors import JournalError
from casefile.store.cards import AuthorCard
from casefile.vault.identity import check_card

_CONTEXT = b"casefile bundle 1\n"


class Statement(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the sender signs."""

    tag_manifest: Annotated[str, Meta(max_length=64)]  # SHA-256 of tagmanifest-sha256.txt, hex
    case: Annotated[str, Meta(max_length=36)]
    release: Annotated[int, Meta(ge=1, le=10**9)]  # the how many-eth bundle of this case so far
    made_at: Annotated[int, Meta(ge=0, le=LATEST)]  # Unix milliseconds
    recipients: Annotated[tuple[str, ...], Meta(max_length=STANZA_LIMIT)]  # none: a passphrase


class Signed(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The statement with its signature, and the card of the one who signed."""

    card: AuthorCard
    statement: Statement
    signature: str  # hex


def sign(statement: Statement, card: AuthorCard, key: Callable[[bytes], bytes]) -> bytes:
    """signature.json. `key` signs bytes with the card's signing key."""
    signature = key(_CONTEXT + _canonical(statement)).hex()
    return _canonical(Signed(card=card, statement=statement, signature=signature)) + b"\n"


def verified(untrusted: bytes) -> Signed:
    """What signature.json says, once the signature has been found right. Raises BundleRefused."""
    try:
        signed = msgspec.json.decode(untrusted, type=Signed)
        exact = _canonical(signed) + b"\n" == untrusted
    except (msgspec.MsgspecError, UnicodeDecodeError, JournalError, RecursionError):
        exact = False
    if not exact:
        raise refusal(_("The signature of the bundle can't be read."))
    check_author(signed.card)
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(signed.card.signing_key))
        key.verify(bytes.fromhex(signed.signature), _CONTEXT + _canonical(signed.statement))
    except (InvalidSignature, ValueError):
        raise refusal(_("The signature of the bundle is not right: it is forged.")) from None
    return signed


def check_author(card: AuthorCard) -> None:
    """Raises BundleRefused for a contact card that its owner did not sign."""
    try:
        check_card(card)
    except InvalidRecord:
        raise refusal(_("A contact card in the bundle is not right: it was changed.")) from None


def _canonical(value: Statement | Signed) -> bytes:
    return canonical(msgspec.json.decode(msgspec.json.encode(value)))
