# SPDX-License-Identifier: GPL-3.0-or-later
"""In: look at a bundle, check and stage it, and take it in once a person accepts."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, cast

from casefile.base.clock import system_clock
from casefile.base.errors import NotFound, StorageFailed
from casefile.base.messages import _
from casefile.bundle import seal
from casefile.bundle.envelope import Header, read_header
from casefile.bundle.intake import Desk, Found, take_in
from casefile.bundle.ledger import Held, Summary
from casefile.bundle.limits import DEFAULT, Limits
from casefile.bundle.refusal import refusal, shown
from casefile.bundle.review import Inspection, Review, Staged
from casefile.bundle.streams import Readable
from casefile.journal.entry import Entry, decode
from casefile.store import reading
from casefile.store.attachments import Attachments
from casefile.store.local import put_author
from casefile.store.merging import Appended, append, rehearse
from casefile.vault.vault import Vault

__all__ = ["Inspection", "Review", "accept", "discard", "inspect", "receive"]

Progress = Callable[[int, int], None]
"""Is told how many bytes of the file are read, of how many; may raise Cancelled."""


def inspect(
    source: Path,
    *,
    keys: Sequence[str] = (),
    passphrase: str | None = None,
    limits: Limits = DEFAULT,
    progress: Progress | None = None,
) -> Inspection:
    """Read a bundle through with age keys (AGE-SECRET-KEY-1…) or a passphrase. Chains and
    signatures are checked too. Raises BundleRefused, NotFound, StorageFailed, InvalidRecord for
    a key that is none, and whatever `progress` raises."""
    desk = Desk(
        held=lambda case: Held(),
        keep_document=_digest,
        keep_journal=_digest,
        own=tuple(seal.recipient_of(key) for key in keys),
        limits=limits,
        now=system_clock(),
    )
    with _opened(source, keys, passphrase, progress) as (plain, header):
        found = take_in(plain, header, desk)
    said = found.signed.statement
    return Inspection(
        case=found.about.case,
        title=found.about.title,
        sender=found.signed.card,
        made_at=said.made_at,
        audience=found.about.audience,
        release=said.release,
        recipients=said.recipients,
        documents=len(found.documents),
        entries=found.journal.entries if found.journal else 0,
        withheld=found.about.withheld,
        mergeable=found.journal is not None,
    )


def _digest(file: Readable) -> str:
    digest = sha256()
    while chunk := file.read(2**20):
        digest.update(chunk)
    return digest.hexdigest()


def receive(
    vault: Vault,
    source: Path,
    *,
    passphrase: str | None = None,
    limits: Limits = DEFAULT,
    progress: Progress | None = None,
) -> Review:
    """Check a bundle and stage it in the vault, encrypted; nothing of the case is touched.

    What was staged goes with `accept` or `discard`, or when the vault is next opened. Raises
    BundleRefused, NotFound, StorageFailed, and whatever `progress` raises: then nothing stays.
    """
    documents, journal = vault.attachments.stage(), vault.attachments.stage()
    try:
        return _received(vault, source, passphrase, limits, progress, documents, journal)
    except BaseException:
        vault.attachments.discard(documents)
        vault.attachments.discard(journal)
        raise


def _received(
    vault: Vault,
    source: Path,
    passphrase: str | None,
    limits: Limits,
    progress: Progress | None,
    documents: Attachments,
    journal: Attachments,
) -> Review:
    lines = _Keeper(journal)
    desk = Desk(
        held=lambda case: _held(vault, case),
        keep_document=_Keeper(documents),
        keep_journal=lines,
        own=(vault.identity.card().age_recipient,),
        limits=limits,
        now=vault.clock(),
    )
    secret = str(vault.identity.age_key)
    with _opened(source, [secret], passphrase, progress) as (plain, header):
        found = take_in(plain, header, desk)
    if found.journal is None:
        raise refusal(
            _("This bundle is a copy for reading: it has no journal, so it can't be taken in."),
            _("Look into it with “inspect”, or ask the sender for a bundle to work with."),
        )
    _check_documents(vault, found, found.journal.documents)
    staged = Staged(documents, tuple(found.documents.values()), journal, lines.digest)
    return _review(vault, found, found.journal, staged)


def _held(vault: Vault, case: str) -> Held:
    def hash_at(author: str, seq: int) -> str | None:
        return reading.hash_at(vault.store, case, author, seq)

    return Held(reading.heads(vault.store, case), hash_at, vault.identity.author_id)


def _check_documents(vault: Vault, found: Found, named: frozenset[str]) -> None:
    """A file that no record names would lie in the vault for nothing."""
    for name, digest in found.documents.items():
        if digest not in named:
            text = _("The bundle holds a document that no record of the case names: “{name}”.")
            raise refusal(text.format(name=shown(name)))


def _review(vault: Vault, found: Found, journal: Summary, staged: Staged) -> Review:
    known = reading.authors(vault.store)
    held = reading.heads(vault.store, found.about.case)
    came = _rehearsed(vault, found, staged) if held or len(journal.heads) > 1 else None
    said = found.signed.statement
    return Review(
        case=found.about.case,
        title=found.about.title,
        sender=found.signed.card,
        sender_known=found.signed.card.id in known,
        made_at=said.made_at,
        audience=found.about.audience,
        release=said.release,
        recipients=said.recipients,
        is_new_case=not held,
        entries=journal.entries,
        new_entries=came.new if came else journal.new,
        completed=came.completed if came else 0,
        withheld=journal.withheld,
        erasures=journal.erasures,
        changed=_counts(came.touched) if came else journal.changed,
        withdrawn=journal.withdrawn,
        conflicts=came.conflicts if came else (),
        forks=journal.forks,
        ahead=journal.ahead,
        missing=journal.missing,
        documents=len(found.documents),
        cards=found.cards,
        staged=staged,
    )


def _rehearsed(vault: Vault, found: Found, staged: Staged) -> Appended:
    """What accepting would come to. Nobody can disagree in a new case with one author.

    Raises BundleRefused where someone else's record would begin with an entry that came later:
    it could vanish, or seem to be written by another."""
    keys = {author: bytes.fromhex(card.signing_key) for author, card in found.cards.items()}
    with _entries(staged) as entries:
        came = rehearse(vault.store, entries, keys, vault.clock)
    for author, seq in came.dated_back:
        text = _("Entry {seq} of {author} is dated back to before a record that it changes.")
        raise refusal(text.format(seq=seq, author=shown(author[:12])))
    return came


def _counts(touched: Mapping[str, Sequence[str]]) -> dict[str, int]:
    return {kind: len(ids) for kind, ids in touched.items()}


def accept(vault: Vault, review: Review, progress: Progress | None = None) -> Appended:
    """Take a reviewed bundle in: its documents first, which nothing names yet, then all entries
    in one commit. Killed at any point, the case is as before or as after. The review is spent
    then, also when it fails: StorageFailed, and what `progress(entries, in all)` raises."""
    try:
        return _accepted(vault, review, progress)
    finally:
        discard(vault, review)


def _accepted(vault: Vault, review: Review, progress: Progress | None) -> Appended:
    keys = {author: bytes.fromhex(card.signing_key) for author, card in review.cards.items()}
    met = reading.authors(vault.store)
    with _entries(review.staged) as entries:
        vault.attachments.adopt(review.staged.documents, review.staged.digests)
        for card in review.cards.values():
            if card.id not in met or not met[card.id].signature:
                put_author(vault.store, card)
        told = _counted(entries, review.entries, progress) if progress else entries
        came = append(vault.store, told, keys, vault.clock)
    if came.erased:
        vault.collect()
    return came


def _counted(entries: Iterator[Entry], in_all: int, progress: Progress) -> Iterator[Entry]:
    for done, entry in enumerate(entries):
        progress(done, in_all)
        yield entry
    progress(in_all, in_all)


def discard(vault: Vault, review: Review) -> None:
    """Forget a reviewed bundle; fine when that was done before."""
    for staging in (review.staged.documents, review.staged.journal):
        if staging.folder.exists():
            vault.attachments.discard(staging)


@contextmanager
def _entries(staged: Staged) -> Iterator[Iterator[Entry]]:
    """The staged entries, which were verified when they were staged."""
    with staged.journal.open(staged.lines) as stream:
        yield (decode(line.removesuffix(b"\n")) for line in stream)


class _Keeper:
    """Puts what it is handed into the staging, and remembers its SHA-256."""

    def __init__(self, staging: Attachments) -> None:
        self._staging = staging
        self.digest = ""

    def __call__(self, file: Readable) -> str:
        self.digest = self._staging.add(cast(BinaryIO, file)).sha256
        return self.digest


@contextmanager
def _opened(
    source: Path, keys: Sequence[str], passphrase: str | None, progress: Progress | None
) -> Iterator[tuple[Readable, Header]]:
    """The plaintext of a bundle, and the header of its envelope."""
    try:
        with source.open("rb") as file:
            header = read_header(file)
            with seal.opening(file, header, keys=keys, passphrase=passphrase) as plain:
                yield _Told(plain, source.stat().st_size, progress), header
    except (FileNotFoundError, IsADirectoryError) as error:
        raise NotFound(_("There is no file “{name}”.").format(name=source.name)) from error
    except OSError as error:
        text = _("“{name}” can't be read: {reason}.")
        reason = error.strerror or type(error).__name__
        raise StorageFailed(text.format(name=source.name, reason=reason)) from error


class _Told:
    """A stream that tells how far it has been read; on the reading thread, not too often."""

    def __init__(self, plain: Readable, size: int, progress: Progress | None) -> None:
        self._plain = plain
        self._size = size
        self._progress = progress
        self._done = self._told = 0

    def read(self, size: int = -1) -> bytes:
        data = self._plain.read(size)
        self._done += len(data)
        if self._progress and (self._done - self._told >= 2**20 or not data):
            self._told = self._done
            self._progress(min(self._done, self._size), self._size)
        return data
