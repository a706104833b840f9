# SPDX-License-Identifier: GPL-3.0-or-later
"""Who writes in this vault, and the contact card by which others know them.

An identity is made with the vault and stored inside its database: a key that signs entries
(Ed25519, RFC 8032) and an age key (age-encryption.org/v1) that opens what was sent to its owner.
"""

import base64
import binascii
import dataclasses
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from msgspec import Struct
from msgspec.structs import replace
from pyrage import IdentityError, RecipientError, x25519

from casefile.base.errors import InvalidRecord
from casefile.base.messages import _
from casefile.journal.entry import author_id
from casefile.store.cards import AuthorCard

NAME_LIMIT = 200  # characters
CARD_LIMIT = 4096  # characters
BEGIN, END = "-----BEGIN CASEFILE CONTACT-----", "-----END CASEFILE CONTACT-----"
_bidi = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_card = re.compile(
    r"Name: (?P<name>[^\n]+)\n"
    r"(?:Organisation: (?P<organisation>[^\n]+)\n)?"
    r"Signing-Key: (?P<signing_key>[0-9a-f]{64})\n"
    r"Age-Recipient: (?P<age_recipient>age1[02-9ac-hj-np-z]{58})\n"
    r"Signature:(?P<signature>[A-Za-z0-9+/=\s]{88,120})"
).fullmatch


class Stored(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """An identity as it lies inside the encrypted database."""

    name: str
    organisation: str
    signing_key: str
    age_key: str
    follows: str = ""
    handover: str = ""


@dataclass(frozen=True, slots=True)
class Identity:
    """The owner of a vault: a name to show, and the two keys that act for them."""

    name: str
    organisation: str
    signing_key: Ed25519PrivateKey = field(repr=False)
    age_key: x25519.Identity = field(repr=False)
    follows: str = ""
    handover: str = ""

    @property
    def public_key(self) -> bytes:
        """The 32 bytes of the public signing key."""
        return self.signing_key.public_key().public_bytes_raw()

    @property
    def author_id(self) -> str:
        """How the journal names this author."""
        return author_id(self.public_key)

    def sign(self, data: bytes) -> bytes:
        """The 64-byte signature over `data`."""
        return self.signing_key.sign(data)

    def card(self) -> AuthorCard:
        """The contact card to give to others, signed."""
        card = AuthorCard(
            id=self.author_id,
            name=self.name,
            organisation=self.organisation,
            signing_key=self.public_key.hex(),
            age_recipient=str(self.age_key.to_public()),
            follows=self.follows,
            handover=self.handover,
        )
        return replace(card, signature=self.sign(signed_bytes(card)).hex())


def new_identity(name: str, organisation: str = "") -> Identity:
    """An identity with new keys. Raises InvalidRecord for a name that can't stand on one line."""
    return Identity(
        clean_name("name", name),
        clean_name("organisation", organisation) if organisation.strip() else "",
        Ed25519PrivateKey.generate(),
        x25519.Identity.generate(),
    )


def successor(identity: Identity) -> Identity:
    """The same person with a new signing key, vouched for by the one before.

    For a vault that was restored: with the old key it would number new entries as others are
    numbered already. What was sealed to the old age key still opens.
    """
    fresh = dataclasses.replace(identity, signing_key=Ed25519PrivateKey.generate())
    handover = identity.sign(handover_bytes(identity.author_id, fresh.author_id)).hex()
    return dataclasses.replace(fresh, follows=identity.author_id, handover=handover)


def handed_over(card: AuthorCard, before: AuthorCard) -> bool:
    """Whether the author of `before` vouched for `card` to go on in their name."""
    if card.follows != before.id or not before.signing_key:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(before.signing_key)).verify(
            bytes.fromhex(card.handover), handover_bytes(before.id, card.id)
        )
    except (ValueError, InvalidSignature):
        return False
    return True


def lineage(card: AuthorCard, known: Mapping[str, AuthorCard]) -> frozenset[str]:
    """The ids under which the bearer of a card has signed: its own, and those of every author
    before it who vouched for the next. `known`: cards by id."""
    ids = {card.id}
    while (before := known.get(card.follows)) and before.id not in ids:
        if not handed_over(card, before):
            break
        ids.add(before.id)
        card = before
    return frozenset(ids)


def handover_bytes(before: str, after: str) -> bytes:
    """What is signed when an author goes on under a new key: three lines."""
    return f"casefile handover 1\n{before}\n{after}".encode()


def to_bytes(identity: Identity) -> bytes:
    """The identity with its secret keys, for the encrypted database only."""
    secret = identity.signing_key.private_bytes_raw().hex()
    stored = Stored(
        identity.name, identity.organisation, secret, str(identity.age_key),
        identity.follows, identity.handover,
    )  # fmt: skip
    return msgspec.json.encode(stored)


def from_bytes(data: bytes) -> Identity:
    """The identity again. Raises ValueError for bytes that `to_bytes` did not make."""
    stored = msgspec.json.decode(data, type=Stored)
    signing_key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(stored.signing_key))
    try:
        age_key = x25519.Identity.from_str(stored.age_key)
    except IdentityError:
        raise ValueError("the stored age key is none") from None
    return Identity(
        stored.name, stored.organisation, signing_key, age_key, stored.follows, stored.handover
    )


def to_text(card: AuthorCard) -> str:
    """The card as a small text for a file, a message or a QR code."""
    signature = base64.b64encode(bytes.fromhex(card.signature)).decode()
    lines = [
        f"Name: {card.name}",
        *([f"Organisation: {card.organisation}"] if card.organisation else []),
        f"Signing-Key: {card.signing_key}",
        f"Age-Recipient: {card.age_recipient}",
        f"Signature: {signature[:44]}",
        f" {signature[44:]}",
    ]
    return "\n".join((BEGIN, *lines, END, ""))


def from_text(untrusted: str) -> AuthorCard:
    """The card in a text that came from anywhere; what stands around it is passed over.

    Raises InvalidRecord for anything but exactly one whole card with a right signature. That the
    signature is right proves that one person wrote all of it, not who that person is.
    """
    if len(untrusted) > CARD_LIMIT or untrusted.count(BEGIN) != 1 or untrusted.count(END) != 1:
        raise _no_card(_("holds no contact card, or more than one"))
    lines = unicodedata.normalize("NFC", untrusted).replace("\r\n", "\n")
    match = _card(lines.partition(BEGIN)[2].partition(END)[0].strip())
    if match is None:
        raise _no_card(_("the lines of the card are not as they should be"))
    card = AuthorCard(
        id=author_id(bytes.fromhex(match["signing_key"])),
        name=match["name"],
        organisation=match["organisation"] or "",
        signing_key=match["signing_key"],
        age_recipient=match["age_recipient"],
        signature=_signature(match["signature"]),
    )
    check_card(card)
    return card


def check_card(card: AuthorCard) -> None:
    """Raises InvalidRecord unless id, names, keys and signature of a card belong together."""
    try:
        public_key = bytes.fromhex(card.signing_key)
        x25519.Recipient.from_str(card.age_recipient)
        Ed25519PublicKey.from_public_bytes(public_key).verify(
            bytes.fromhex(card.signature), signed_bytes(card)
        )
    except (ValueError, RecipientError, InvalidSignature):
        raise _no_card(_("it was changed after it was signed")) from None
    if author_id(public_key) != card.id or not _is_clean(card):
        raise _no_card(_("it was changed after it was signed"))


def signed_bytes(card: AuthorCard) -> bytes:
    """What a card's signature covers: five lines. No value can hold a line end of its own."""
    lines = ("casefile contact 1", card.name, card.organisation)
    return "\n".join((*lines, card.signing_key, card.age_recipient)).encode()


def clean_name(what: str, name: str) -> str:
    """A name to show on one line, NFC. Raises InvalidRecord: controls and marks that turn the
    direction of text could make one person's name look like another's."""
    name = unicodedata.normalize("NFC", name).strip()
    if not 0 < len(name) <= NAME_LIMIT:
        raise InvalidRecord(what, _("must have 1 to {limit} characters").format(limit=NAME_LIMIT))
    categories = {unicodedata.category(character) for character in name}
    if categories & {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"} or set(name) & set(_bidi):
        raise InvalidRecord(what, _("must stand on one line, without invisible marks"))
    return name


def _is_clean(card: AuthorCard) -> bool:
    """Whether both names are as `clean_name` leaves them. Raises InvalidRecord for worse."""
    organisation = clean_name("organisation", card.organisation) if card.organisation else ""
    return (clean_name("name", card.name), organisation) == (card.name, card.organisation)


def _signature(text: str) -> str:
    try:
        return base64.b64decode("".join(text.split()), validate=True).hex()
    except binascii.Error:
        raise _no_card(_("it was changed after it was signed")) from None


def _no_card(rule: str) -> InvalidRecord:
    return InvalidRecord(_("Contact card"), rule)
