# SPDX-License-Identifier: GPL-3.0-or-later
"""The search index: what is written into it and how it is kept in shape.

FTS5 without content of its own (https://sqlite.org/fts5.html#contentless_delete_tables): a row
holds a record's words, after them the cross-script keys of those words whose key is another
word, and marks for its case and kind. Nothing is ever read back from it but row numbers.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from sqlalchemy import bindparam, select

from casefile.names.fold import fold
from casefile.records.forms import search_texts
from casefile.records.kinds import Record
from casefile.store.database import Store, transaction
from casefile.store.schema import Compiled, extracted

# Vowels and accents that stand behind a letter, and what can't be seen, part no word in two.
WITHIN = "\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u064b-\u065f\u0670\u00ad\u200b-\u200d\u2060"
words_in = re.compile(rf"[^\W_](?:[^\W_]|[{WITHIN}])*").finditer

VERSION = 2
"""Of what rows hold; another number and `renewal` makes an index anew. 2: marks of kinds."""

_PUT = "INSERT OR REPLACE INTO search (rowid, words) VALUES (?, ?)"
_DROP = "DELETE FROM search WHERE rowid = ?"
_MERGE = "INSERT INTO search (search, rank) VALUES ('merge', ?)"
_EXTRACTED = Compiled(select(extracted.c.text).where(extracted.c.document == bindparam("document")))
_PAGES_A_SLICE = 200
_MARK = "\ue000"  # private use; a letter to FTS5, and nothing that a query may hold


@lru_cache(maxsize=50_000)
def key_of(word: str) -> str:
    """The cross-script key of one word; of scripts without spaces it can be several words."""
    return fold(word)


def case_mark(case_no: int) -> str:
    """The word that stands for a case. Texts lose its first letter before they are indexed."""
    return f"{_MARK}{case_no}"


def kind_mark(kind: str) -> str:
    """The word that stands for a kind of records."""
    return f"{_MARK}{kind}"


def indexed_words(texts: list[str], case_no: int, kind: str) -> str:
    """What the index is told about a record of this kind with these texts."""
    text = "\n".join(texts).replace(_MARK, " ")
    words = {match[0].lower() for match in words_in(text)}
    keys = sorted({key for word in words for key in key_of(word).split()} - words)
    return "\n".join((text, " ".join(keys), case_mark(case_no), kind_mark(kind)))


def index_record(store: Store, record_no: int, case_no: int, record: Record) -> None:
    """Put a record's words in the index, in place of what it held of it."""
    store.run(_PUT, (record_no, _row_for(store, case_no, record)))


def index_records(store: Store, case_no: int, found: Sequence[tuple[int, Record]]) -> None:
    """Put many records of one case in the index, each given with its number."""
    store.run_many(_PUT, [(no, _row_for(store, case_no, record)) for no, record in found])


def _row_for(store: Store, case_no: int, record: Record) -> str:
    texts = search_texts(record)
    if record.kind == "document":
        texts += store.call(_EXTRACTED, {"document": record.id}).scalars()
    return indexed_words(texts, case_no, record.kind)


def unindex(store: Store, record_nos: Sequence[int]) -> None:
    """Take records out of the index."""
    store.run_many(_DROP, [(no,) for no in record_nos])


def idle_work(store: Store) -> bool:
    """Merge a slice of the index; to be called while nobody types. Returns whether there is more.

    The index grows by one small segment a commit; merging them as they come would make one line in
    a hundred wait.
    """
    with transaction(store):
        before = store.run("SELECT total_changes()").scalar()
        store.run(_MERGE, (_PAGES_A_SLICE,))
        after = store.run("SELECT total_changes()").scalar()
    return bool(after - before >= 2)  # as FTS5 documents it: fewer mean that nothing was done
