# SPDX-License-Identifier: GPL-3.0-or-later
"""Packing and sealing a case that was read from its vault: on whatever thread, in one pass over its
documents and in flat memory."""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path

from anyascii import anyascii

from casefile import __version__
from casefile.base.clock import at
from casefile.base.errors import StorageFailed
from casefile.base.files import beside, sync_folder
from casefile.base.messages import _
from casefile.bundle import contents, parts, seal, statement
from casefile.bundle.bag import Packer
from casefile.bundle.parts import Files, Part
from casefile.bundle.readme import readme
from casefile.bundle.streams import Hashed, Writable
from casefile.disclosure.dossier import Dossier
from casefile.store.cards import AuthorCard

Progress = Callable[[int, int], None]
"""Is told how many bytes of how many are done; may raise Cancelled to stop the work."""


@dataclass(frozen=True, slots=True)
class Exported:
    """A bundle that was written, and what a record of its release has to say."""

    path: Path
    sha256: str  # of the file
    size: int  # bytes of the file
    documents: int
    absent: tuple[str, ...]  # titles of documents whose files are not in the vault
    entries: int  # of the journal
    withheld: int  # operations of the journal that are not shown
    release: int  # the how many-eth bundle of this case
    recipients: tuple[str, ...]  # age1…, the sender's own among them; none under a passphrase
    state_digest: str
    heads: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Load:
    """All that goes into a bundle, but what is made when it is packed: README.txt, a briefing."""

    dossier: Dossier
    parts: tuple[Part, ...]
    files: Files
    entries: int
    hidden: int


@dataclass(frozen=True, slots=True)
class Prepared:
    """A case as it was read from the vault: all that a bundle needs that only its thread can give.
    What is left is in the files of the documents."""

    load: Load = field(repr=False)
    release: int
    sealed_to: tuple[str, ...]
    passphrase: str | None = field(repr=False)
    sender: AuthorCard
    sign: Callable[[bytes], bytes] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Written:
    """A bundle that lies whole on the disk beside the place where it is to be."""

    temp: Path
    exported: Exported


def write(
    prepared: Prepared,
    out_path: Path,
    *,
    briefing: bytes | None = None,
    progress: Progress | None = None,
) -> Written:
    """Pack and seal it, beside `out_path`, on whatever thread. Raises what `export` raises; then
    nothing is left behind."""
    load = _completed(prepared, briefing)
    if prepared.passphrase is not None:
        seal.check_passphrase_size(parts.total(load.parts))
    dossier = load.dossier

    def pack(out: Writable) -> None:
        packer = Packer(out, top_folder(dossier), dossier.made_at)
        _pack(packer, load, prepared.sender.name, progress)
        said = statement.Statement(
            tag_manifest=packer.manifests(), case=dossier.case.id, release=prepared.release,
            made_at=dossier.made_at, recipients=prepared.sealed_to,
        )  # fmt: skip
        packer.end(statement.sign(said, prepared.sender, prepared.sign))

    with _disk_errors(out_path), beside(out_path) as (temp, file):
        out = Hashed(file)
        _seal(out, pack, prepared)
        file.flush()
        os.fsync(file.fileno())
    return Written(
        temp,
        Exported(
            out_path, out.sha256, out.size, len(load.files.parts), load.files.absent,
            load.entries, load.hidden, prepared.release, prepared.sealed_to,
            dossier.state_digest, dossier.heads,
        ),
    )  # fmt: skip


def discard(written: Written) -> None:
    """Leave nothing of it."""
    written.temp.unlink(missing_ok=True)


def put_in_place(written: Written) -> Exported:
    """Put a bundle where it is to be. Raises StorageFailed; then nothing is left behind."""
    path = written.exported.path
    with _disk_errors(path):
        try:
            written.temp.replace(path)
        except BaseException:
            discard(written)
            raise
        sync_folder(path.parent)
    return written.exported


def _completed(prepared: Prepared, briefing: bytes | None) -> Load:
    load = prepared.load
    found = load.parts
    if briefing:
        found = (*found, parts.of_bytes(contents.BRIEFING, briefing))
    names = [part.name for part in found]
    words = readme(load.dossier, names, load.files, prepared.sender.name, load.hidden)
    return replace(load, parts=(parts.of_bytes(contents.README, words.encode()), *found))


def _pack(packer: Packer, load: Load, sender: str, progress: Progress | None) -> None:
    all_bytes = parts.total(load.parts)
    packer.begin(_info(load, sender), all_bytes, len(load.parts))
    done = 0
    for part in load.parts:
        with part.open() as chunks:
            told = _told(chunks, done, all_bytes, progress)
            packer.add(part.name, part.size, told, part.sha256)
        done += part.size


def _told(
    chunks: parts.Chunks, done: int, all_bytes: int, progress: Progress | None
) -> Iterator[bytes]:
    for chunk in chunks:
        yield chunk
        done += len(chunk)
        if progress:
            progress(done, all_bytes)


def _info(load: Load, sender: str) -> dict[str, str]:
    dossier = load.dossier
    return {
        contents.AGENT: f"Casefile {__version__}",
        contents.DATE: at(dossier.made_at).date().isoformat(),
        "Contact-Name": sender,
        contents.ID: dossier.case.id,
        contents.TITLE: dossier.case.title,
        contents.VERSION: contents.FORMAT,
        contents.AUDIENCE: dossier.audience.value,
        contents.WITHHELD: str(sum(dossier.withheld.values())),
    }


def top_folder(dossier: Dossier) -> str:
    """The name of the folder that the bundle unpacks into: case-2017-shymkent."""
    name = anyascii(dossier.case.reference or dossier.case.title).lower().replace("'", "")
    words = re.findall("[a-z0-9]+", name)
    return "-".join(["case", *words])[:60].rstrip("-")


def _seal(out: Writable, pack: Callable[[Writable], None], prepared: Prepared) -> None:
    if prepared.passphrase is None:
        with seal.sealing(out, prepared.sealed_to) as plain:
            pack(plain)
    else:
        held = BytesIO()
        pack(held)
        out.write(seal.seal_by_passphrase(held.getvalue(), prepared.passphrase))


@contextmanager
def _disk_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        text = _("“{name}” can't be written: {reason}.")
        raise StorageFailed(
            text.format(name=path.name, reason=error.strerror or type(error).__name__),
            _("Choose another folder, or free some space. Nothing was changed."),
        ) from error
