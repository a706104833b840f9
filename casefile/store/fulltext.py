# SPDX-License-Identifier: GPL-3.0-or-later
"""Search as you type, over everything people wrote and every text read from a document.

The newest finds come first: they can be had without looking at the others, so a key stroke costs
the same in a vault of a million lines. Words match in any script and spelling that share a key.
"""

import re
from dataclasses import replace
from itertools import islice
from typing import Any

import msgspec
from sqlalchemy import bindparam, insert, select

from casefile.base.errors import NotFound
from casefile.base.messages import _
from casefile.journal.fold import Folded
from casefile.store.database import Store, joined
from casefile.store.hits import Hit
from casefile.store.index import case_mark, idle_work, index_record, key_of, kind_mark, words_in
from casefile.store.leaves import found_in
from casefile.store.local import get_local, set_local
from casefile.store.numbers import known
from casefile.store.rows import decoded
from casefile.store.schema import Compiled, among, as_list, cases, extracted, records
from casefile.store.snippets import Wanted, plain

__all__ = ["Hit", "idle_work", "put_extracted", "search"]

EXTRACTED_LIMIT = 4_000_000  # characters of a document that are searched
_CUT = "cut/"  # before the id of a document: what is known of its text is not all
_WORDS = 24  # of a query are looked for
_WORD_LENGTH = 60  # characters of a word are looked for
_READ = 8_000_000  # characters of documents are read for one search; about 20 ms
_RANKED = 2_000  # finds beyond which the best are not worth waiting for

_NEWEST = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?"
_BEST = f"""SELECT rowid FROM search WHERE rowid IN
    (SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY rowid DESC LIMIT {_RANKED})
    AND search MATCH ?1 ORDER BY bm25(search), rowid DESC LIMIT ?2"""  # noqa: S608 (a number of ours)
_COUNTED = "SELECT count(*) FROM (SELECT rowid FROM search WHERE search MATCH ? LIMIT ?)"
_BODIES = Compiled(
    select(records.c.no, records.c.id, cases.c.id, records.c.kind, records.c.fields)
    .join_from(records, cases, records.c.case_no == cases.c.no)
    .where(records.c.no.in_(among("found")))
)
_TEXT = Compiled(select(extracted.c.text).where(extracted.c.document == bindparam("of")))
_PUT_TEXT = Compiled(insert(extracted).prefix_with("OR REPLACE"), "document", "text")
_ROWS_OF = Compiled(
    select(
        records.c.no,
        records.c.case_no,
        cases.c.id,
        records.c.kind,
        records.c.fields,
        records.c.live,
    )
    .join_from(records, cases, records.c.case_no == cases.c.no)
    .where(records.c.id == bindparam("record"))
)
_decode_fields = msgspec.json.Decoder(dict[str, Any]).decode
_pieces = re.compile(r'"([^"]*)("?)|([^\s"]+)').finditer


def search(
    store: Store,
    query: str,
    *,
    case: str | None = None,
    kind: str = "",
    limit: int = 50,
    best: bool = False,
) -> list[Hit]:
    """The newest records that hold every word of a query; with `best` the best among the newest.
    `case`, `kind`: only those of this case, of this kind (which needs a whole index: `renewal`).

    The last word may be unfinished unless a space follows; words in double quotes stand together.
    Nothing a person can type is an error. An empty query finds nothing.
    """
    phrases = _phrases(query)
    if not phrases:
        return []
    expression = _within(store, phrases, case, kind)
    found = store.run(_BEST if best else _NEWEST, (expression, limit)).scalars()
    rows = {row[0]: row for row in store.call(_BODIES, {"found": as_list(found)})}
    wanted = tuple(one for phrase in phrases for one in phrase)
    hits = [_hit(rows[no], wanted) for no in found if no in rows]
    _read_documents(store, hits)
    return hits


def count(store: Store, query: str, kind: str, *, case: str | None = None, most: int) -> int:
    """How many records of a kind `search` would find; counting ends at `most`."""
    phrases = _phrases(query)
    if not phrases:
        return 0
    found = store.run(_COUNTED, (_within(store, phrases, case, kind), most))
    number: int = found.scalar()
    return number


def _within(store: Store, phrases: list[tuple[Wanted, ...]], case: str | None, kind: str) -> str:
    """The expression for these phrases in a case or in all, of a kind or of all."""
    marks = [] if case is None else [case_mark(known(store, "cases", case) or 0)]
    marks += [kind_mark(kind)] if kind else []
    return " AND ".join([*(f'"{mark}"' for mark in marks), *map(_expression, phrases)])


def tried(query: str) -> tuple[str, ...]:
    """The spellings beside the typed ones under which the words of a query are looked for."""
    alone = (phrase[0] for phrase in _phrases(query) if len(phrase) == 1)
    return tuple(dict.fromkeys(one.key for one in alone if one.key and one.key != one.word))


def _phrases(query: str) -> list[tuple[Wanted, ...]]:
    """The phrases of a query; a word by itself is a phrase of one."""
    phrases: list[tuple[Wanted, ...]] = []
    for piece in _pieces(query):
        quoted, closing, bare = piece.groups()
        going_on = piece.end() == len(query) and not closing
        words = [match[0] for match in islice(words_in(quoted or bare or ""), _WORDS)]
        wanted = [
            _wanted(word, going_on and place == len(words)) for place, word in enumerate(words, 1)
        ]
        phrases += [tuple(wanted)] if quoted else [(one,) for one in wanted]
    return [phrase for phrase in dict.fromkeys(phrases) if phrase][:_WORDS]


def _wanted(word: str, unfinished: bool) -> Wanted:
    small = plain(word)
    if len(small) > _WORD_LENGTH:  # its beginning will do; the key of a beginning may be short
        return Wanted(small[:_WORD_LENGTH], "", unfinished=True)
    return Wanted(small, key_of(word.lower()), unfinished)


def _expression(phrase: tuple[Wanted, ...]) -> str:
    """A phrase in FTS5's language. Words hold letters and digits alone, so quoting is enough."""
    ending = " *" if phrase[-1].unfinished else ""
    typed = '"' + " ".join(one.word for one in phrase) + f'"{ending}'
    key = phrase[0].key
    if len(phrase) > 1 or not key or key == phrase[0].word:
        return typed
    return f'({typed} OR "{key}"{ending})'


def _hit(row: Any, wanted: tuple[Wanted, ...]) -> Hit:
    no, id_, case, kind, line = row
    return Hit(case, kind, id_, line, wanted, no=no)


def _read_documents(store: Store, hits: list[Hit]) -> None:
    """Give a page to the documents whose own fields don't hold all that was wanted."""
    left = _READ
    for at, hit in enumerate(hits):
        if hit.kind == "document" and left > 0 and not hit.tells_all:
            text = extracted_text(store, hit.id)
            left -= len(text)
            hits[at] = replace(hit, read=found_in(text, hit.wanted))


def put_extracted(store: Store, document: str, text: str, *, whole: bool = True) -> None:
    """Let the search find a document by the text that was read from it, with a form feed between
    two pages. `whole`: whether that is all there is to read. Stays in this vault.

    Raises NotFound where there is no such document.
    """
    rows = store.call(_ROWS_OF, {"record": document})
    if not rows:
        raise NotFound(_("There is no such document in this vault."))
    with joined(store):
        store.call(_PUT_TEXT, {"document": document, "text": text[:EXTRACTED_LIMIT]})
        cut = not whole or len(text) > EXTRACTED_LIMIT
        set_local(store, _CUT + document, b"1" if cut else None)
        for no, case_no, case, kind, fields, live in rows:
            record = decoded(case, Folded(kind, document, _decode_fields(fields), {}, None))
            if record is not None and live:
                index_record(store, no, case_no, record)


def extracted_text(store: Store, document: str) -> str:
    """The text that was read from a document; empty where none was."""
    return store.call(_TEXT, {"of": document}).scalar() or ""


def is_cut(store: Store, document: str) -> bool:
    """Whether a document is known to hold more text than was read from it."""
    return get_local(store, _CUT + document) is not None
