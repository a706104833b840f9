# SPDX-License-Identifier: GPL-3.0-or-later
"""Format 1: the journal, its projection, the search index, and what stays in this vault."""

from collections.abc import Callable

JOURNAL = """
CREATE TABLE cases (
    no INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE
);
CREATE TABLE authors (
    no INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    signing_key BLOB,
    card BLOB
);
CREATE TABLE chains (
    no INTEGER PRIMARY KEY,
    case_no INTEGER NOT NULL REFERENCES cases (no),
    author_no INTEGER NOT NULL REFERENCES authors (no),
    seq INTEGER NOT NULL,
    hash BLOB NOT NULL,
    time TEXT NOT NULL,
    entry_no INTEGER NOT NULL,
    UNIQUE (case_no, author_no)
);
CREATE TABLE entries (
    no INTEGER PRIMARY KEY,
    chain_no INTEGER NOT NULL REFERENCES chains (no),
    seq INTEGER NOT NULL,
    hash BLOB NOT NULL,
    withheld INTEGER NOT NULL,
    saw INTEGER NOT NULL,
    line BLOB NOT NULL
);
CREATE INDEX entries_in_order ON entries (chain_no, seq, hash, withheld);
CREATE INDEX entries_that_saw ON entries (chain_no, seq) WHERE saw > 0;
CREATE TABLE erased (
    hash BLOB NOT NULL,
    part INTEGER NOT NULL,
    PRIMARY KEY (hash, part)
) WITHOUT ROWID;
CREATE TABLE forks (
    hash BLOB PRIMARY KEY,
    chain_no INTEGER NOT NULL REFERENCES chains (no),
    seq INTEGER NOT NULL,
    found INTEGER NOT NULL,
    line BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE permits (
    reason TEXT PRIMARY KEY
) WITHOUT ROWID;
CREATE TRIGGER entries_are_numbered BEFORE INSERT ON entries
WHEN EXISTS (SELECT 1 FROM entries WHERE chain_no = NEW.chain_no AND seq = NEW.seq)
BEGIN
    SELECT RAISE(ABORT, 'a number is used once in a chain');
END;
CREATE TRIGGER entries_stay BEFORE DELETE ON entries
BEGIN
    SELECT RAISE(ABORT, 'an entry is never deleted');
END;
CREATE TRIGGER entries_keep_their_place
BEFORE UPDATE OF no, chain_no, seq, hash, saw ON entries
BEGIN
    SELECT RAISE(ABORT, 'an entry never changes its place or hash');
END;
CREATE TRIGGER entries_keep_their_text BEFORE UPDATE ON entries
WHEN NOT EXISTS (SELECT 1 FROM permits)
BEGIN
    SELECT RAISE(ABORT, 'an entry changes only to erase or to complete it');
END
"""

PROJECTION = """
CREATE TABLE records (
    no INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    case_no INTEGER NOT NULL REFERENCES cases (no),
    kind TEXT NOT NULL,
    live INTEGER NOT NULL,
    shared INTEGER NOT NULL,
    parent TEXT,
    moment TEXT NOT NULL,
    written TEXT NOT NULL,
    author_no INTEGER NOT NULL,
    fields BLOB NOT NULL,
    stamps BLOB
);
CREATE UNIQUE INDEX records_by_id ON records (id, case_no);
CREATE INDEX records_by_kind ON records (case_no, kind, moment, id) WHERE live = 1;
CREATE INDEX records_by_parent ON records (case_no, parent, kind, moment, id)
    WHERE live = 1 AND parent IS NOT NULL;
CREATE INDEX records_shared ON records (case_no) WHERE shared = 1;
CREATE TABLE touches (
    record_no INTEGER NOT NULL,
    entry_no INTEGER NOT NULL,
    PRIMARY KEY (record_no, entry_no)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE search USING fts5 (
    words,
    content = '', contentless_delete = 1,
    tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);
INSERT INTO search (search, rank) VALUES ('automerge', 0)
"""

LOCAL = """
CREATE TABLE settings (
    key TEXT PRIMARY KEY,
    value BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE drafts (
    place TEXT PRIMARY KEY,
    text TEXT NOT NULL,
    saved INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE extracted (
    document TEXT PRIMARY KEY,
    text TEXT NOT NULL
);
CREATE TABLE thumbnails (
    document TEXT PRIMARY KEY,
    picture BLOB NOT NULL
)
"""


def apply(execute: Callable[[str], object]) -> None:
    """Lay the tables out in an empty database."""
    for part in (JOURNAL, PROJECTION, LOCAL):
        for statement in _statements(part):
            execute(statement)


def _statements(text: str) -> list[str]:
    """Split at semicolons that end a statement, which within a trigger's body only END does."""
    statements, open_body = [], ""
    for piece in text.split(";\n"):
        open_body = f"{open_body};\n{piece}" if open_body else piece
        in_trigger = "CREATE TRIGGER" in open_body
        if not in_trigger or open_body.rstrip().endswith("END"):
            statements.append(open_body.strip())
            open_body = ""
    return statements
