# SPDX-License-Identifier: GPL-3.0-or-later
"""What stays in this vault and never leaves in a bundle: settings, drafts, contacts, thumbnails.

Each call is a commit of its own, or part of the transaction that is open.
"""

import msgspec
from sqlalchemy import bindparam, delete, insert, select, update

from casefile.base.clock import Clock, system_clock
from casefile.base.errors import InvalidRecord
from casefile.base.messages import _
from casefile.journal.entry import author_id
from casefile.store.cards import AuthorCard
from casefile.store.database import Store
from casefile.store.numbers import number
from casefile.store.schema import Compiled, authors, drafts, settings, thumbnails

UNFINISHED = "/form"
"""Behind the id of a record: the place of what was typed into its form and is not kept yet."""
APART = "apart/"
"""Before the id of a case: the answers to who is not the same person, names among them."""

_GET = Compiled(select(settings.c.value).where(settings.c.key == bindparam("name")))
_SET = Compiled(insert(settings).prefix_with("OR REPLACE"), "key", "value")
_UNSET = Compiled(delete(settings).where(settings.c.key == bindparam("name")))
_UNSET_ALL = Compiled(delete(settings).where(settings.c.key.startswith(bindparam("with"))))
_DRAFT = Compiled(select(drafts.c.text).where(drafts.c.place == bindparam("where")))
_SAVE_DRAFT = Compiled(insert(drafts).prefix_with("OR REPLACE"), "place", "text", "saved")
_DROP_DRAFT = Compiled(delete(drafts).where(drafts.c.place == bindparam("where")))
_CARD = Compiled(update(authors).where(authors.c.no == bindparam("author")), "card", "signing_key")
_PICTURE = Compiled(select(thumbnails.c.picture).where(thumbnails.c.document == bindparam("of")))
_PUT_PICTURE = Compiled(insert(thumbnails).prefix_with("OR REPLACE"), "document", "picture")


def get_local(store: Store, key: str) -> bytes | None:
    """A setting of this vault; None where it was never set."""
    value: bytes | None = store.call(_GET, {"name": key}).scalar()
    return value


def set_local(store: Store, key: str, value: bytes | None) -> None:
    """Keep a setting of this vault, durably; None forgets it."""
    if value is None:
        store.call(_UNSET, {"name": key})
    else:
        store.call(_SET, {"key": key, "value": value})


def forget_locals(store: Store, beginning: str) -> None:
    """Forget every setting of this vault whose name begins so."""
    store.call(_UNSET_ALL, {"with": beginning})


def draft(store: Store, place: str) -> str:
    """The text that was being typed at a place (the id of a hearing or case); empty if none."""
    return store.call(_DRAFT, {"where": place}).scalar() or ""


def save_draft(store: Store, place: str, text: str, clock: Clock = system_clock) -> None:
    """Keep what is being typed at a place."""
    store.call(_SAVE_DRAFT, {"place": place, "text": text, "saved": clock()})


def drop_draft(store: Store, place: str) -> None:
    """Forget what was being typed at a place."""
    store.call(_DROP_DRAFT, {"where": place})


def put_author(store: Store, card: AuthorCard) -> None:
    """Keep an author's contact card; its signing key is the one their chains are verified by.

    Raises InvalidRecord where the key is not the one that the author's id stands for.
    """
    if author_id(bytes.fromhex(card.signing_key)) != card.id:
        raise InvalidRecord("signing_key", _("is not the key of this author."))
    row = {"card": msgspec.json.encode(card), "signing_key": bytes.fromhex(card.signing_key)}
    store.call(_CARD, row | {"author": number(store, "authors", card.id)})


def thumbnail(store: Store, document: str) -> bytes | None:
    """The small picture of a document, if one was made."""
    picture: bytes | None = store.call(_PICTURE, {"of": document}).scalar()
    return picture


def put_thumbnail(store: Store, document: str, picture: bytes) -> None:
    """Keep the small picture of a document."""
    store.call(_PUT_PICTURE, {"document": document, "picture": picture})
