# SPDX-License-Identifier: GPL-3.0-or-later
"""The tables as the code of today sees them. A test holds them equal to what migrations lay out.

`no` is the number a row has in this vault only, by which the others name it: cases, authors and
chains are named in millions of rows. The search index is a virtual table; `fulltext` speaks to it.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Column, Dialect, Integer, LargeBinary, MetaData, Table, Text
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
    _whole("withheld"),  # operations that are not shown
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

# What the entries add up to, one row a record. A field's stamp is (written, author_no) unless
# `stamps` says otherwise; `live` is 0 once the record is dropped.
records = Table(
    "records",
    metadata,
    _number(),
    _text("id"),
    _whole("case_no"),
    _text("kind"),
    _whole("live"),
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


class Compiled:
    """A statement that is compiled once for a database, then costs hardly more than its text.

    SQLAlchemy's own cache is looked up at each call; in the path of a logged line that shows.
    """

    __slots__ = ("_construct", "_dialect", "_names", "_text")

    def __init__(self, construct: ClauseElement) -> None:
        self._construct = construct
        self._dialect = ""
        self._text = ""
        self._names: tuple[str, ...] = ()

    def text(self, dialect: Dialect) -> str:
        """The SQL, with positional parameters."""
        if dialect.name != self._dialect:
            compiled = self._construct.compile(dialect=dialect)
            assert isinstance(compiled, SQLCompiler)
            self._text = str(compiled)
            self._names = tuple(compiled.positiontup or ())
            self._dialect = dialect.name
        return self._text

    def order(self, values: Mapping[str, Any]) -> tuple[Any, ...]:
        """The values in the order of the parameters of the compiled text."""
        return tuple([values[name] for name in self._names])
