# SPDX-License-Identifier: GPL-3.0-or-later
"""The documents of a case as a list shows them, ten thousand as readily as ten.

`page` reads some of them on the vault's thread, `listed` prepares them on any other: keys to sort
and to filter by, and how each is. `found` is all that a viewer needs of one of them.
"""

import re
import sys
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from casefile.casework.documents import READABLE, must_have_file
from casefile.extraction import host
from casefile.names.fold import beginning, fold
from casefile.records.kinds import Case, Document, Link
from casefile.records.values import Audience
from casefile.store import fulltext, reading, shelf
from casefile.store.attachments import Attachments
from casefile.store.shelf import ATTACHED_TO, Shelved
from casefile.vault.vault import Vault

_numbers = re.compile(r"\d+").sub

Filter = Callable[["Listed"], bool]


class State(StrEnum):
    """Whether the words of a document can be found."""

    WELL = ""
    WAITING = "waiting"  # nobody looked into it yet
    SCAN = "scan"  # it has pages, but no text
    UNREADABLE = "unreadable"  # damaged, protected, or not what it says it is


@dataclass(frozen=True, slots=True)
class Listed:
    """A document in a list."""

    id: str
    title: str
    filename: str
    media_type: str
    size: int  # bytes
    received: str
    dated: str
    source_type: str
    private: bool  # kept from everybody but its author
    state: State
    at: int  # its place among all, the one received last first
    by_title: str  # Exhibit 9 before Exhibit 10
    plain: str  # what a filter finds as it is typed
    keys: str  # and in any script


@dataclass(frozen=True, slots=True)
class Found:
    """A document to be looked at."""

    document: Document
    held: Attachments
    page_texts: tuple[str, ...]  # pages that were scanned have their words from here only
    twins: tuple[tuple[str, str], ...]  # titles of others with the same bytes, and of their cases
    attached: tuple[str, ...] = ()  # titles of the files that came with a message
    attached_to: tuple[str, ...] = ()  # titles of the messages that it came with


def page(vault: Vault, case: str, after: str = "") -> tuple[list[Shelved], str]:
    """Some documents of a case, the one received last first, and the key of what follows: to be
    given as `after`, empty at the end."""
    return shelf.shelved(vault.store, case, after)


def listed(some: Sequence[Shelved], first: int = 0) -> list[Listed]:
    """Documents as a list shows them; the first stands at this place among all. On any thread."""
    return [_listed(one, at) for at, one in enumerate(some, first)]


def _listed(one: Shelved, at: int) -> Listed:
    facts = one.facts
    words = f"{facts.title} {facts.filename}"
    return Listed(
        one.id, facts.title, facts.filename, facts.media_type, facts.size, facts.received_at,
        facts.dated, facts.source_type, facts.audience == Audience.PRIVATE, _state(one), at,
        natural(facts.title), words.casefold(), f" {fold(words)}",
    )  # fmt: skip


def _state(one: Shelved) -> State:
    if one.text or not 0 < one.facts.size <= READABLE or one.facts.media_type not in host.READ:
        return State.WELL
    if one.text is None:
        return State.WAITING
    return State.SCAN if one.picture else State.UNREADABLE


def natural(text: str) -> str:
    """A key to sort texts by in which numbers, of any length and script, go by their value."""
    return _numbers(_by_value, text.casefold().strip())


def _by_value(found: re.Match[str]) -> str:
    """A number so that it stands before every letter, and of two the greater behind: the one of
    more digits, or of greater ones. Python makes no `int` of a very long one."""
    digits = found[0]
    if not digits.isascii():
        digits = "".join(str(unicodedata.digit(one)) for one in digits)
    value = digits.lstrip("0")
    return f"\0{chr(min(len(value), sys.maxunicode))}{value}"


def sieve(typed: str) -> Filter:
    """Which documents are wanted while this is typed: each word begins one of theirs, in any
    script and spelling, or stands in their title or file name as it is."""
    plain = typed.casefold().split()
    if not plain:
        return lambda _one: True
    keys = [f" {fold(word)}" for word in plain]
    if not typed[-1].isspace():
        keys[-1] = f" {beginning(plain[-1])}"
    wanted = tuple(zip(plain, keys, strict=True))
    return lambda one: all(
        word in one.plain or (len(key) > 1 and key in one.keys) for word, key in wanted
    )


def found(vault: Vault, id_: str) -> Found:
    """A document, what else there is with its bytes, in this case or another, and what it came
    with.

    Raises NotFound for one that is not there any more, or has no file.
    """
    document = reading.record(vault.store, id_, Document)
    must_have_file(document)
    twins = [
        (reading.record(vault.store, other, Document).title, _case_of(vault, case, document))
        for case, other in shelf.holding(vault.store, document.sha256)
        if other != document.id
    ]
    texts = fulltext.extracted_text(vault.store, document.id).split("\f")
    held, came = _attached(vault, document)
    return Found(document, vault.attachments, tuple(texts), tuple(twins), held, came)


def _attached(vault: Vault, document: Document) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The titles of what came with a message, and of the messages with which a file came."""
    links = reading.records(vault.store, Link, document.case, parent=document.id)
    links += reading.naming(vault.store, Link, document.case, document.id)
    kept = {link.id: link for link in links if link.relation == ATTACHED_TO}.values()
    mine = [link.from_ for link in kept if link.to == document.id]
    theirs = [link.to for link in kept if link.from_ == document.id]
    return _titles(vault, mine), _titles(vault, theirs)


def _titles(vault: Vault, ids: Sequence[str]) -> tuple[str, ...]:
    """Titles of what is still there."""
    there = (reading.find(vault.store, id_, Document) for id_ in ids)
    return tuple(one.title for one in there if one is not None)


def _case_of(vault: Vault, case: str, document: Document) -> str:
    """The title of another case; none of the document's own."""
    return "" if case == document.case else reading.record(vault.store, case, Case).title
