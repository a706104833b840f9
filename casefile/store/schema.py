# SPDX-License-Identifier: GPL-3.0-or-later
"""The tables as the code of today sees them. A test holds them equal to what migrations lay out.

`no` is the number a row has in this vault only, by which the others name it: cases, authors and
chains are named in millions of rows. The search index is a virtual table; `fulltext` speaks to it.
"""

from collections.abc import Collection
from typing import Any

import msgspec
from sqlalchemy import (
    Column,
    Dialect,
    Integer,
    LargeBinary,
    MetaData,
    Select,
    Table,
    Text,
    bindparam,
    func,
    select,
)
from sqlalchemy.sql import ClauseElement
from sqlalchemy.sql.compiler import SQLCompiler

metadata = MetaData()


def _whole(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _bytes(name: str) -> Column[bytes]:
    return Column(name, LargeBinary, nullable=False)


def _number() -> Column[int]:
    return Column("no", Integer, primary_key=True)


cases = Table("cases", metadata, _number(), _text("id"))

authors = Table(
    "authors",
    metadata,
    _number(),
    _text("id"),
    Column("signing_key", LargeBinary),  # Ed25519, 32 bytes; of imported authors too
    Column("card", LargeBinary),  # JSON of an AuthorCard
)

# The head of each chain. entry_no grows in the order of arrival, so a head whose entry_no is
# greater than one's own was not yet seen when one's own was written.
chains = Table(
    "chains",
    metadata,
    _number(),
    _whole("case_no"),
    _whole("author_no"),
    _whole("seq"),
    _bytes("hash"),
    _text("time"),
    _whole("entry_no"),
)

entries = Table(
    "entries",
    metadata,
    _number(),
    _whole("chain_no"),
    _whole("seq"),
    _bytes("hash"),
    _whole("withheld"),  # how many operations are not shown
    _whole("saw"),  # how many other chains its header says were seen
    _bytes("line"),  # the entry as journal.entry writes it
)

# Operations to destroy, held also for entries that are yet to arrive.
erased = Table(
    "erased",
    metadata,
    Column("hash", LargeBinary, primary_key=True),
    Column("part", Integer, primary_key=True),
)

forks = Table(
    "forks",
    metadata,
    Column("hash", LargeBinary, primary_key=True),
    _whole("chain_no"),
    _whole("seq"),
    _whole("found"),  # Unix ms
    _bytes("line"),
)

permits = Table("permits", metadata, Column("reason", Text, primary_key=True))

# What the entries add up to, one row a record. `live` is 0 once it is dropped, and while the
# fields that can be seen don't make a whole record of a known kind. A field was set at `written`
# by `author_no` unless `stamps` says otherwise; under the empty name that says when it was dropped.
records = Table(
    "records",
    metadata,
    _number(),
    _text("id"),
    _whole("case_no"),
    _text("kind"),
    _whole("live"),
    _whole("shared"),  # 1 where more than one author had a say
    Column("parent", Text),
    _text("moment"),
    _text("written"),  # time of the first entry that touched it
    _whole("author_no"),  # who wrote that
    _bytes("fields"),  # JSON
    Column("stamps", LargeBinary),  # JSON
)

touches = Table(
    "touches",
    metadata,
    Column("record_no", Integer, primary_key=True),
    Column("entry_no", Integer, primary_key=True),
)

settings = Table("settings", metadata, Column("key", Text, primary_key=True), _bytes("value"))

drafts = Table(
    "drafts", metadata, Column("place", Text, primary_key=True), _text("text"), _whole("saved")
)

extracted = Table("extracted", metadata, Column("document", Text, primary_key=True), _text("text"))

thumbnails = Table(
    "thumbnails", metadata, Column("document", Text, primary_key=True), _bytes("picture")
)


def among(name: str) -> Select[Any]:
    """The items of a list given as `as_list` writes it; for `column.in_(among(name))`.

    One statement for lists of every length: it is compiled and prepared once.
    """
    return select(func.json_each(bindparam(name)).table_valued("value").c.value)


def among_bytes(name: str) -> Select[Any]:
    """The same for bytes, which such a list holds in hex."""
    values = func.json_each(bindparam(name)).table_valued("value").c.value
    return select(func.unhex(values, type_=LargeBinary))


def as_list(items: Collection[str] | Collection[int]) -> str:
    """Ids or numbers as one value of a statement."""
    return msgspec.json.encode(list(items)).decode()


class Compiled:
    """A statement that is compiled once for a database, then costs hardly more than its text.

    `columns`: of an INSERT or UPDATE, those it sets, each by the value of the same name.
    SQLAlchemy's own cache is looked up at each call; in the path of a logged line that shows.
    """

    __slots__ = ("_columns", "_constants", "_construct", "_dialect", "_names", "_text")

    def __init__(self, construct: ClauseElement, *columns: str) -> None:
        self._construct = construct
        self._columns = columns
        self._dialect = ""
        self._text = ""
        self._names: tuple[str, ...] = ()
        self._constants: dict[str, Any] = {}

    def text(self, dialect: Dialect) -> str:
        """The SQL, with positional parameters."""
        if dialect.name != self._dialect:
            keys = {"column_keys": self._columns} if self._columns else {}
            compiled = self._construct.compile(dialect=dialect, **keys)  # type: ignore[arg-type]
            assert isinstance(compiled, SQLCompiler)
            self._text = str(compiled)
            self._names = tuple(compiled.positiontup or ())
            binds = compiled.binds.items()
            self._constants = {name: bind.value for name, bind in binds if bind.value is not None}
            self._dialect = dialect.name
        return self._text

    def order(self, values: dict[str, Any]) -> tuple[Any, ...]:
        """The values in the order of the parameters of the compiled text."""
        if self._constants:
            values = self._constants | values
        return tuple([values[name] for name in self._names])
