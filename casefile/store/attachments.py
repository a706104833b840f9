# SPDX-License-Identifier: GPL-3.0-or-later
"""Documents, one age file each (age-encryption.org/v1), written once and never changed.

A document is known by the SHA-256 of its bytes, and the same bytes are kept once. The name of its
file is an HMAC of that hash, so that who finds the folder can't tell whether a document they know
is in it. A file is written beside its place, synced, renamed and the folder synced before its
record commits. What no record names when the vault is opened is set aside, never deleted: it may
be left by a crash, or belong to a newer database than the one that was put back.

No plaintext touches the disk in either direction, and memory stays flat however large a document.
"""

import hmac
import io
import os
import re
import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, cast

import pyrage
from pyrage import x25519

from casefile.base.errors import SourceFailed, VaultDamaged
from casefile.base.files import sync_folder
from casefile.base.messages import _
from casefile.store.disk import disk_errors, failed
from casefile.store.streams import BLOCK, HashedSource, KeptSink, Progress, Pulled, Sink

HEADER_LIMIT = 2**16  # bytes; ours have about 300
UNCLAIMED = "unclaimed"  # the folder of documents that no record names
_ours = re.compile(r"[0-9a-f]{64}\.age").fullmatch
_unfinished = re.compile(r"\.[0-9a-f]{16}\.tmp").fullmatch


@dataclass(frozen=True, slots=True)
class Kept:
    """What was added: SHA-256 in hex, size in bytes."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Attachments:
    """The documents in one folder. `secret` is the age identity that opens them, as text."""

    folder: Path
    secret: str = field(repr=False)
    name_key: bytes = field(repr=False)

    def path(self, digest: str) -> Path:
        """Where the document with this SHA-256 (hex) is, or would be."""
        return self.folder / f"{hmac.digest(self.name_key, digest.encode(), 'sha256').hex()}.age"

    def has(self, digest: str) -> bool:
        """Whether there is a file for it; not whether it is sound."""
        return self.path(digest).is_file()

    def add(self, source: BinaryIO, progress: Progress | None = None) -> Kept:
        """Keep the bytes of `source`, read from where it stands to its end; durable on return.

        Bytes that are here already are written anew: that heals a damaged file. Raises
        StorageFailed (SourceFailed where it is the source that fails), and whatever `progress`
        raises; then nothing was kept.
        """
        temp = self.folder / f".{secrets.token_hex(8)}.tmp"
        with disk_errors():
            try:
                kept = _encipher(source, temp, self._identity().to_public(), progress)
                temp.replace(self.path(kept.sha256))
            except BaseException:
                temp.unlink(missing_ok=True)
                raise
            sync_folder(self.folder)
        return kept

    @contextmanager
    def open(self, digest: str, name: str = "") -> Iterator[BinaryIO]:
        """The plain bytes of a document as a stream that can't seek.

        Raises VaultDamaged when there is no file, and from the stream's reads when it was cut
        short or changed. Every byte read is authentic; that they are this document's is known
        when the last read returns nothing, for it compares the SHA-256. `name` is what the
        sentence of the error calls the document.
        """
        path = self.path(digest)
        if not path.is_file():
            raise _damaged(_("{document} is missing from the vault."), digest, name)
        with self._plain(path, digest, name) as stream:
            yield stream

    @contextmanager
    def _plain(self, path: Path, digest: str, name: str) -> Iterator[BinaryIO]:
        with disk_errors():
            file = path.open("rb")
        with file, _Document(file, self._identity(), digest, name) as raw:
            yield cast(BinaryIO, io.BufferedReader(raw, BLOCK))

    def read(self, digest: str, name: str = "") -> bytes:
        """All plain bytes of a document. Raises VaultDamaged where they are missing or changed."""
        with self.open(digest, name) as stream:
            return stream.read()

    def check(self, digest: str, name: str = "", progress: Progress | None = None) -> int:
        """The size of a document, read to its end and compared. Raises VaultDamaged."""
        size = 0
        with self.open(digest, name) as stream:
            while block := stream.read(BLOCK):
                size += len(block)
                if progress:
                    progress(size)
        return size

    def remove(self, digest: str) -> None:
        """Delete a document, set aside or not; fine when there is none."""
        path = self.path(digest)
        with disk_errors():
            path.unlink(missing_ok=True)
            (self.folder / UNCLAIMED / path.name).unlink(missing_ok=True)
            sync_folder(self.folder)

    def strays(self, known: Iterable[str]) -> list[Path]:
        """The files of documents that are not among `known` (SHA-256 in hex)."""
        names = {self.path(digest).name for digest in known}
        files = (path for path in self.folder.iterdir() if _ours(path.name))
        return [path for path in files if path.name not in names]

    def set_aside(self, known: Iterable[str]) -> int:
        """Move the documents that are not among `known` out of the way. Returns how many went."""
        aside = self.folder / UNCLAIMED
        with disk_errors():
            strays = self.strays(known)
            if strays:
                aside.mkdir(mode=0o700, exist_ok=True)
            for path in strays:
                path.replace(aside / path.name)
        return len(strays)

    def reclaim(self, known: Iterable[str]) -> int:
        """Bring back those of the documents set aside that are among `known` now. Returns how
        many came."""
        aside = {path.name: path for path in self.unclaimed()}
        back = 0
        with disk_errors():
            for path in map(self.path, known) if aside else ():
                if path.name in aside and not path.exists():
                    aside[path.name].replace(path)
                    back += 1
        return back

    def unclaimed(self) -> list[Path]:
        """The documents that were set aside."""
        aside = self.folder / UNCLAIMED
        return [path for path in aside.iterdir() if _ours(path.name)] if aside.is_dir() else []

    def reseal_unclaimed(self, target: "Attachments", progress: Progress | None = None) -> None:
        """Keep what is set aside here under the keys of `target` too, set aside there. Raises
        VaultDamaged where one can't be read."""
        aside = replace(target, folder=target.folder / UNCLAIMED)
        for path in self.unclaimed():
            aside.folder.mkdir(mode=0o700, exist_ok=True)
            try:
                with self._plain(path, "", path.name) as plain:
                    kept = aside.add(plain, progress)
                if self.path(kept.sha256).name != path.name:
                    raise _damaged("", kept.sha256, path.name)
                aside.check(kept.sha256, path.name, progress)
            except VaultDamaged as error:
                raise VaultDamaged(
                    _("A document that no record names can't be read: {path}.").format(path=path),
                    _("Move it out of the vault's folder, then try again."),
                ) from error

    def sweep(self) -> None:
        """Delete half-written files and every staging folder: for the moment of opening, when
        nobody can be at work on one. Files that are not ours are left alone."""
        with disk_errors():
            for path in list(self.folder.iterdir()):
                if path.name.startswith("staging-") and path.is_dir():
                    shutil.rmtree(path)
                elif _unfinished(path.name):
                    path.unlink()

    def stage(self) -> "Attachments":
        """A folder of its own inside this one for documents that nobody has accepted yet.
        It is forgotten when the vault is next opened."""
        folder = self.folder / f"staging-{secrets.token_hex(8)}"
        with disk_errors():
            folder.mkdir(mode=0o700)
        return Attachments(folder, self.secret, self.name_key)

    def adopt(self, staged: "Attachments", digests: Iterable[str]) -> None:
        """Make staged documents ours: durable on return, to be called before their records
        commit. What is not named goes with the staging. Raises KeyError for what is in neither."""
        with disk_errors():
            for digest in digests:
                if staged.has(digest):
                    staged.path(digest).replace(self.path(digest))
                elif not self.has(digest):
                    raise KeyError(digest)
            sync_folder(self.folder)
        self.discard(staged)

    def discard(self, staged: "Attachments") -> None:
        """Delete a staging folder with everything in it."""
        with disk_errors():
            shutil.rmtree(staged.folder)

    def _identity(self) -> x25519.Identity:
        return x25519.Identity.from_str(self.secret)


def new_secret() -> str:
    """A new age identity for a vault's documents, as text."""
    return str(x25519.Identity.generate())


class _Document(Pulled):
    """A document being deciphered on a thread of its own. An empty `digest`: whatever it is."""

    def __init__(self, file: BinaryIO, identity: x25519.Identity, digest: str, name: str) -> None:
        self._file, self._identity = file, identity
        self._expected, self._name = digest, name
        self._digest = sha256()
        super().__init__(self._decipher, "deciphering")

    def took(self, block: bytes) -> None:
        self._digest.update(block)

    def ended(self) -> None:
        if self._expected and self._digest.hexdigest() != self._expected:
            raise self._changed()

    def _decipher(self, sink: Sink) -> None:
        try:
            self._check_header()
            pyrage.decrypt_io(self._file, sink, [self._identity])
        except pyrage.DecryptError:
            raise self._changed() from None
        except OSError as error:  # pyrage's own have no number
            raise failed(error) if error.errno else self._changed() from None

    def _check_header(self) -> None:
        """A header without end would be read into memory whole."""
        head = self._file.read(HEADER_LIMIT)
        if b"\n--- " not in head:
            raise self._changed()
        self._file.seek(0)

    def _changed(self) -> VaultDamaged:
        return changed(self._expected, self._name)


def _encipher(
    source: BinaryIO, target: Path, recipient: x25519.Recipient, progress: Progress | None
) -> Kept:
    handle = os.open(
        target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600
    )
    with os.fdopen(handle, "wb") as out, HashedSource(source, progress) as reader:
        sink = KeptSink(out)
        try:
            pyrage.encrypt_io(reader, sink, [recipient])
        except pyrage.EncryptError:
            if not (reader.failure or sink.failure):
                raise
        _raise_first(reader.failure, sink.failure)
        out.flush()
        os.fsync(out.fileno())
        return Kept(reader.digest, reader.size)


def _raise_first(reading: BaseException | None, writing: BaseException | None) -> None:
    """What truly went wrong, where pyrage would say something else or nothing."""
    if isinstance(reading, OSError):
        reason = reading.strerror or type(reading).__name__
        raise SourceFailed(
            _("The file can't be read to its end: {reason}.").format(reason=reason)
        ) from reading
    if failure := reading or writing:
        raise failure


def changed(digest: str, name: str = "") -> VaultDamaged:
    """The error to raise for a document whose file is not what was kept."""
    return _damaged(_("{document} was changed or cut short."), digest, name)


def _damaged(sentence: str, digest: str, name: str) -> VaultDamaged:
    document = f"“{name}”" if name else _("The document {digest}…").format(digest=digest[:12])
    return VaultDamaged(
        sentence.format(document=document),
        _("Add the file again from where it came, or restore the vault from a backup."),
    )
