# SPDX-License-Identifier: GPL-3.0-or-later
"""The row of a record: how what its entries add up to is laid down, and read back."""

from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import bindparam, insert, select, update

from casefile.base.errors import InvalidRecord
from casefile.journal.fold import Folded, Stamp
from casefile.records.forms import from_fields, moment_of, parent_of
from casefile.records.kinds import KINDS, Case, Record
from casefile.store.database import Store
from casefile.store.schema import Compiled, authors, records, touches

DROPPED = ""  # stands among the names of fields for the record itself

_encode = msgspec.json.Encoder(order="sorted").encode
_decode_fields = msgspec.json.Decoder(dict[str, Any]).decode
_decode_stamps = msgspec.json.Decoder(dict[str, tuple[str, str]]).decode

PROJECTED = (
    "kind",
    "live",
    "shared",
    "parent",
    "moment",
    "written",
    "author_no",
    "fields",
    "stamps",
)

FIND = Compiled(
    select(
        records.c.no,
        records.c.kind,
        records.c.shared,
        records.c.written,
        authors.c.id,
        records.c.fields,
        records.c.stamps,
    )
    .join_from(records, authors, records.c.author_no == authors.c.no)
    .where(records.c.id == bindparam("id"), records.c.case_no == bindparam("case"))
)
INSERT = Compiled(insert(records), "id", "case_no", *PROJECTED)
INSERT_NUMBERED = Compiled(insert(records), "no", "id", "case_no", *PROJECTED)
UPDATE = Compiled(update(records).where(records.c.no == bindparam("record")), *PROJECTED)
TOUCH = Compiled(insert(touches).prefix_with("OR IGNORE"), "record_no", "entry_no")


@dataclass(frozen=True, slots=True)
class Held:
    """A record as its row says it is."""

    no: int
    folded: Folded
    first: Stamp  # of the first entry that touched it
    shared: bool  # whether more than one author had a say


def held(store: Store, case_no: int, id_: str) -> Held | None:
    """The row of a record of this case, if there is one; withdrawn or not."""
    row = store.call(FIND, {"id": id_, "case": case_no}).first()
    if row is None:
        return None
    no, kind, shared, written, author, fields, stamps = row
    first = Stamp(written, author)
    return Held(no, _folded(kind, id_, fields, stamps, first), first, bool(shared))


def _folded(kind: str, id_: str, fields: bytes, stamps: bytes | None, first: Stamp) -> Folded:
    held_fields = _decode_fields(fields)
    said = {
        name: Stamp(*stamp) for name, stamp in (_decode_stamps(stamps) if stamps else {}).items()
    }
    dropped = said.pop(DROPPED, None)
    return Folded(kind, id_, held_fields, dict.fromkeys(held_fields, first) | said, dropped)


def decoded(case: str, folded: Folded) -> Record | None:
    """The record, where its kind is known and the fields that can be seen make a whole one.

    What comes from others may lack fields (withheld) or hold values that this version refuses:
    such a record stays in the journal and is shown by its history only.
    """
    if folded.kind not in KINDS or (folded.id == case) != (folded.kind == Case.kind):
        return None  # nothing else may pass for the case
    try:
        return from_fields(folded.kind, folded.id, case, folded.fields)
    except InvalidRecord:
        return None


def row_of(folded: Folded, first: Stamp, record: Record | None) -> dict[str, Any]:
    """The projected columns but `shared` and `author_no`. `record`: as `decoded` says."""
    said = {name: stamp for name, stamp in folded.stamps.items() if stamp != first}
    if folded.dropped:
        said[DROPPED] = folded.dropped
    whole = record is not None or folded.kind not in KINDS  # a newer version may know better
    # The case itself stays: all else stands in it, and would be out of sight with it.
    live = whole and (folded.dropped is None or folded.kind == Case.kind)
    return {
        "kind": folded.kind,
        "live": int(live),
        "parent": parent_of(record) if record and live else None,
        "moment": moment_of(record) if record and live else "",
        "written": first.time,
        "fields": _encode(folded.fields),
        "stamps": _encode(said) if said else None,
    }
