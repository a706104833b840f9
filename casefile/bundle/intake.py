# SPDX-License-Identifier: GPL-3.0-or-later
"""A bundle read through once, every part of it checked; what to keep of it is the caller's say."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from casefile.base.ids import is_id
from casefile.base.messages import _
from casefile.bundle import contents
from casefile.bundle.bag import PayloadFile, Unpacker, Verified
from casefile.bundle.envelope import Header
from casefile.bundle.ledger import Held, Ledger, Summary
from casefile.bundle.limits import Limits
from casefile.bundle.lines import Lines
from casefile.bundle.refusal import refusal, shown
from casefile.bundle.statement import Signed, check_author, verified
from casefile.bundle.streams import Readable
from casefile.disclosure import dossier as dossiers
from casefile.records.values import Audience
from casefile.store.cards import AuthorCard


@dataclass(frozen=True, slots=True)
class About:
    """What bag-info.txt says."""

    case: str  # id
    title: str
    audience: Audience
    withheld: int  # records


@dataclass(frozen=True, slots=True)
class Found:
    """A bundle that proved whole and signed."""

    about: About
    signed: Signed
    cards: Mapping[str, AuthorCard]  # by author
    journal: Summary | None  # None: a copy for reading
    documents: Mapping[str, str] = field(repr=False)  # SHA-256 by name


@dataclass(frozen=True, slots=True)
class Desk:
    """Who receives: what they hold of a case, and where they put what comes."""

    held: Callable[[str], Held]
    keep_document: Callable[[Readable], str]  # reads to the end, returns the SHA-256
    keep_journal: Callable[[Readable], str]
    own: tuple[str, ...]  # the receiver's age recipients
    limits: Limits
    now: int  # Unix ms


def take_in(plain: Readable, header: Header, desk: Desk) -> Found:
    """Read a bundle's plaintext to its end. Raises BundleRefused for whatever is not right."""
    bag = Unpacker(plain, desk.limits)
    about = _about(bag.info)
    reading = _Reading(about, desk)
    for part in bag.payload():
        reading.take(part)
    whole = bag.verify()
    signed = verified(whole.signature)
    _check_statement(signed, whole, about, header, desk.own)
    return reading.found(signed, whole)


def _about(info: Mapping[str, str]) -> About:
    if info.get(contents.VERSION) != contents.FORMAT:
        raise refusal(
            _("This bundle was made by a newer version of Casefile, or by another program."),
            _("Install the newest version, then open the bundle again."),
        )
    case, withheld = info.get(contents.ID, ""), info.get(contents.WITHHELD, "")
    audience = info.get(contents.AUDIENCE, "")
    known = audience in set(Audience) and withheld.isascii() and withheld.isdigit()
    if not is_id(case) or not known or len(withheld) > 12:
        raise refusal(_("The description of the bundle can't be read."))
    title = info.get(contents.TITLE, "")
    return About(case, shown(title, 500), Audience(audience), int(withheld))


def _check_statement(
    signed: Signed, whole: Verified, about: About, header: Header, own: tuple[str, ...]
) -> None:
    said = signed.statement
    if said.tag_manifest != whole.tag_manifest or said.case != about.case:
        raise refusal(_("The signature of the bundle belongs to another bundle."))
    if header.by_passphrase and not said.recipients:
        return
    if not set(own) & set(said.recipients):
        raise refusal(
            _("This bundle was made for others: someone passed it on in a new envelope."),
            _("Ask its maker, {name}, for one made for you.").format(name=shown(signed.card.name)),
        )


class _Reading:
    """The payload as it streams past."""

    def __init__(self, about: About, desk: Desk) -> None:
        self._about = about
        self._desk = desk
        self._cards: dict[str, AuthorCard] | None = None
        self._summary: Summary | None = None
        self._has_case = False

    def take(self, part: PayloadFile) -> None:
        """Check and keep one file; what has no meaning here is left to the bag's own checks."""
        if part.name == contents.AUTHORS:
            self._cards = _cards(part.whole(self._desk.limits.authors))
        elif part.name == contents.CASE:
            self._check_case(part)
        elif part.name == contents.JOURNAL:
            self._take_journal(part)
        elif part.name.startswith(contents.DOCUMENTS):
            part.hand_over(self._desk.keep_document)

    def found(self, signed: Signed, whole: Verified) -> Found:
        """Everything, once the bag has proved whole."""
        if self._cards is None or not self._has_case:
            raise refusal(_("The bundle lacks a part: it holds no case."))
        documents = {
            name: digest
            for name, digest in whole.payload.items()
            if name.startswith(contents.DOCUMENTS)
        }
        return Found(self._about, signed, self._cards, self._summary, documents)

    def _take_journal(self, part: PayloadFile) -> None:
        if self._cards is None:
            raise refusal(_("The bundle's journal stands before the cards of its authors."))
        desk, case = self._desk, self._about.case
        ledger = Ledger(case, self._cards, desk.held(case), desk.limits, desk.now)
        part.hand_over(lambda file: desk.keep_journal(Lines(file, ledger.take, desk.limits.line)))
        self._summary = ledger.finish()

    def _check_case(self, part: PayloadFile) -> None:
        """case.json is for reading outside of Casefile, which goes by the journal. It is looked
        into all the same where it is not huge: both should be of one case."""
        self._has_case = True
        if part.size > self._desk.limits.dossier:
            return
        untrusted = part.whole(part.size)
        try:
            json.loads(untrusted, object_pairs_hook=_once, parse_constant=_no_constant)
            case = dossiers.from_json(untrusted).case.id
        except (ValueError, RecursionError, msgspec.MsgspecError):
            raise _unreadable(part.name) from None
        if case != self._about.case:
            raise _unreadable(part.name)


def _cards(untrusted: bytes) -> dict[str, AuthorCard]:
    try:
        cards = msgspec.json.decode(untrusted, type=list[AuthorCard])
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise _unreadable(contents.AUTHORS) from None
    for card in cards:
        check_author(card)
    return {card.id: card for card in cards}


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Readers differ in which of two equal keys they take."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice in an object")
    return found


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _unreadable(name: str) -> Exception:
    return refusal(_("“{name}” in the bundle can't be read.").format(name=name))
