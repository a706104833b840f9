# SPDX-License-Identifier: GPL-3.0-or-later
"""Documents by the thousand: what a list needs of each, and nothing more is decoded."""

from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import bindparam, func, literal_column, or_, select, tuple_

from casefile.records.kinds import Document
from casefile.store.database import Store
from casefile.store.numbers import known
from casefile.store.schema import (
    Compiled,
    among,
    as_list,
    authors,
    cases,
    extracted,
    records,
    thumbnails,
)

PAGE = 500  # documents that are listed at once: some 5 ms, so that no line of a log waits
ATTACHED_TO = "attached-to"  # the relation of a file to the message it came with


class Facts(Struct, frozen=True):
    """What a list says of a document, straight from its row."""

    title: str = ""
    filename: str = ""
    media_type: str = ""
    size: int = 0
    sha256: str = ""
    source_type: str = ""
    received_at: str = ""
    dated: str = ""
    audience: str = ""


class Shelved(Struct, frozen=True):
    """A document in a list."""

    id: str
    facts: Facts
    text: int | None  # bytes that were read from it; None while nobody has looked
    picture: int | None  # bytes of the small picture of its first page; 0 where it has none


class Unread(Struct, frozen=True):
    """A document that nobody has looked into yet, or not for everything."""

    id: str
    author: str  # who added it
    has_text: bool  # what was read before stays
    facts: Facts


_t = records.c
_live = _t.live == literal_column("1")
_document = _t.kind == literal_column(f"'{Document.kind}'")
_size_of_text = func.octet_length(extracted.c.text)  # of the text itself nothing is read

_shelf = (
    select(_t.id, _t.fields, _size_of_text, func.length(thumbnails.c.picture), _t.moment)
    .select_from(
        records.outerjoin(extracted, extracted.c.document == _t.id).outerjoin(
            thumbnails, thumbnails.c.document == _t.id
        )
    )
    .where(_t.case_no == bindparam("case"), _document, _live)
    .order_by(_t.moment.desc(), _t.id.desc())
    .limit(bindparam("limit"))
)
_before = tuple_(_t.moment, _t.id) < tuple_(bindparam("moment"), bindparam("record"))
_SHELVED = {False: Compiled(_shelf), True: Compiled(_shelf.where(_before))}
_every_case = _t.case_no.in_(select(cases.c.no))  # so that the index by kind is used
_HOLDING = Compiled(
    select(cases.c.id, _t.id)
    .join_from(records, cases, _t.case_no == cases.c.no)
    .where(_every_case, _document, _live, func.instr(_t.fields, bindparam("sha256")) > 0)
)
_UNREAD = Compiled(
    select(_t.id, authors.c.id, _size_of_text, _t.fields)
    .select_from(
        records.join(authors, _t.author_no == authors.c.no)
        .outerjoin(extracted, extracted.c.document == _t.id)
        .outerjoin(thumbnails, thumbnails.c.document == _t.id)
    )
    .where(
        _every_case,
        _document,
        _live,
        or_(extracted.c.document.is_(None), thumbnails.c.document.is_(None)),
    )
)
_PICTURES = Compiled(
    select(thumbnails.c.document, thumbnails.c.picture).where(
        thumbnails.c.document.in_(among("documents"))
    )
)
_decode = msgspec.json.Decoder(Facts).decode


def shelved(
    store: Store, case: str, after: str = "", limit: int = PAGE
) -> tuple[list[Shelved], str]:
    """A page of the documents of a case, the latest received first, and the key of the next page:
    give it as `after`. It is empty at the end."""
    values: dict[str, Any] = {"case": known(store, "cases", case), "limit": limit}
    values["moment"], _sep, values["record"] = after.partition("\n")
    rows = store.call(_SHELVED[bool(after)], values)
    found = [
        Shelved(id_, _decode(fields), text, picture) for id_, fields, text, picture, _at in rows
    ]
    return found, f"{rows[-1][4]}\n{rows[-1][0]}" if len(rows) == limit else ""


def holding(store: Store, sha256: str) -> list[tuple[str, str]]:
    """The documents of the whole vault with these bytes: case and id of each."""
    wanted = f'"sha256":"{sha256}"'.encode()
    return [(case, id_) for case, id_ in store.call(_HOLDING, {"sha256": wanted})]


def unread(store: Store) -> list[Unread]:
    """The documents of the whole vault that are to be looked into."""
    rows = store.call(_UNREAD, {})
    return [
        Unread(id_, author, text is not None, _decode(fields)) for id_, author, text, fields in rows
    ]


def pictures(store: Store, documents: Sequence[str]) -> dict[str, bytes]:
    """Their small pictures, as they were kept; empty of what has none."""
    return dict(store.call(_PICTURES, {"documents": as_list(documents)}))
