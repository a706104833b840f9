# SPDX-License-Identifier: GPL-3.0-or-later
"""Looking at all of a vault: is everything there, and just as its authors left it?

Found is what was changed, lost or put back by a fault or by anyone who lacks the authors' signing
keys, even with the passphrase, and an older database under today's headers. Not found is a whole
vault set back to an earlier day, headers and all: every part of it was true once.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

import msgspec
from msgspec import Struct

from casefile.base.errors import InvalidRecord, VaultDamaged
from casefile.base.messages import _
from casefile.journal.errors import JournalError
from casefile.store import checks, reading
from casefile.store.disk import disk_errors
from casefile.vault import header, tally
from casefile.vault.identity import check_card
from casefile.vault.vault import Vault

WHOLE = 1000  # steps of progress in all
_PAGES, _JOURNAL, _PROJECTION = 150, 400, 600  # how far each part of the work leads

_DOCUMENTS = """
SELECT records.fields, authors.id FROM records JOIN authors ON authors.no = records.author_no
WHERE records.kind = 'document' ORDER BY records.no
"""
_COUNTS = "SELECT (SELECT count(*) FROM entries), (SELECT count(*) FROM records)"


class Progress(Protocol):
    """Is told how many steps of how many are done; may raise Cancelled."""

    def __call__(self, done: int, total: int, /) -> None: ...


@dataclass(frozen=True, slots=True)
class Report:
    """What was found: problems in plain sentences, and how much was looked at."""

    problems: tuple[str, ...]
    entries: int
    records: int
    attachments: int
    absent: int  # documents of other authors whose bytes are not here: never sent, or lost
    unclaimed: int = 0  # files set aside that no record names: left by a crash, or newer

    @property
    def ok(self) -> bool:
        return not self.problems


class _Document(Struct):
    title: str = ""
    filename: str = ""
    sha256: str = ""


def verify(vault: Vault, progress: Progress | None = None) -> Report:
    """Check headers, pages, chains, projection, contact cards and every document.

    Changes nothing. Raises StorageFailed where the disk can't be read, NewerFormat where a newer
    version of the program has put its header there, and what `progress` raises.
    """
    with disk_errors():
        return _verified(vault, progress or _untold)


def _verified(vault: Vault, told: Progress) -> Report:
    store = vault.store
    problems = [
        *_headers(vault),
        *([tally.told(vault.missing)] if vault.missing else []),
        *_found(lambda: checks.pages(store)),
        *_found(lambda: checks.journal(store, between(told, _PAGES, _JOURNAL))),
        *_found(lambda: checks.projection(store, between(told, _JOURNAL, _PROJECTION))),
        *_found(lambda: list(_cards(vault))),
    ]
    documents = _documents(vault, between(told, _PROJECTION, WHOLE))
    problems += documents.problems
    entries, records = _counts(vault)
    told(WHOLE, WHOLE)
    unclaimed = len(vault.attachments.unclaimed())
    return Report(tuple(problems), entries, records, documents.checked, documents.absent, unclaimed)


def _headers(vault: Vault) -> list[str]:
    try:
        loaded = header.load(vault.folder, every=True)
        found = header.genuine(loaded, vault.data_key)
    except VaultDamaged as error:
        return [error.sentence]
    if found != loaded:
        return [_("One of the two copies of the vault's header was altered.")]
    return [] if found.settled else [_("One of the two copies of the vault's header is damaged.")]


def _found(check: Callable[[], list[str]]) -> list[str]:
    """What a check finds; where it could not go on, that it could not."""
    try:
        return check()
    except VaultDamaged as error:
        return [error.sentence]
    except JournalError as error:
        return [_("The journal holds something that is no entry: {what}.").format(what=error)]


def _cards(vault: Vault) -> Iterator[str]:
    for card in reading.authors(vault.store).values():
        if not card.signature:
            continue
        try:
            check_card(card)
        except InvalidRecord:
            yield _("The contact card of {author} was changed.").format(author=card.id[:12])


@dataclass(slots=True)
class _Looked:
    problems: list[str] = field(default_factory=list)
    checked: int = 0
    absent: int = 0


def _documents(vault: Vault, told: Progress) -> _Looked:
    """Every document read once to its end, withdrawn ones too: they can come back."""
    looked = _Looked()
    try:
        rows = vault.store.run(_DOCUMENTS)
    except VaultDamaged as error:
        return _Looked([error.sentence])
    seen, own = {""}, vault.own
    for number, (fields, author) in enumerate(rows):
        document = _read(fields)
        if document.sha256 not in seen:
            seen.add(document.sha256)
            _look(vault, document, author in own, looked)
        told(number, len(rows))
    return looked


def _read(fields: bytes) -> _Document:
    try:
        return msgspec.json.decode(fields, type=_Document)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return _Document()  # the row is not what the journal says; that was told above


def _look(vault: Vault, document: _Document, own: bool, looked: _Looked) -> None:
    if not own and not vault.attachments.has(document.sha256):
        looked.absent += 1
        return
    try:
        vault.attachments.check(document.sha256, document.title or document.filename)
        looked.checked += 1
    except VaultDamaged as error:
        looked.problems.append(error.sentence)


def _counts(vault: Vault) -> tuple[int, int]:
    try:
        [(entries, records)] = list(vault.store.run(_COUNTS))
    except VaultDamaged:
        return 0, 0  # said above
    return entries, records


def between(told: Progress, first: int, last: int) -> Progress:
    """Progress of one part as that of the whole: from step `first` to `last` of `WHOLE`."""

    def tell(done: int, total: int, /) -> None:
        told(first + (last - first) * done // max(total, 1), WHOLE)

    return tell


def _untold(_done: int, _total: int, /) -> None:
    """For whoever doesn't want to know."""
