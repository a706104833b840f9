# SPDX-License-Identifier: GPL-3.0-or-later
"""Out: a case as a sealed bundle, in one pass over its documents and in flat memory."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import msgspec
from anyascii import anyascii

from casefile import __version__
from casefile.base.clock import at
from casefile.base.errors import InvalidRecord, StorageFailed, VaultDamaged
from casefile.base.files import replacing
from casefile.base.messages import _
from casefile.bundle import contents, parts, seal, statement
from casefile.bundle.bag import Packer
from casefile.bundle.parts import Files, Part
from casefile.bundle.readme import readme
from casefile.bundle.streams import Hashed, Writable
from casefile.disclosure import dossier as dossiers
from casefile.disclosure.audience import visible_operation
from casefile.disclosure.dossier import Dossier
from casefile.records.kinds import Release
from casefile.records.values import Audience
from casefile.store import reading
from casefile.store.cards import AuthorCard
from casefile.vault.vault import Vault

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
class _Load:
    """All that goes into a bundle."""

    dossier: Dossier
    parts: tuple[Part, ...]
    files: Files
    entries: int
    hidden: int


def export(
    vault: Vault,
    case: str,
    out_path: Path,
    *,
    recipients: Sequence[str] = (),
    passphrase: str | None = None,
    audience: Audience = Audience.TEAM,
    briefing: bytes | None = None,
    now: int,
    history: bool | None = None,
    documents: frozenset[str] | None = None,
    progress: Progress | None = None,
) -> Exported:
    """Write a case as its readers may see it to `out_path`, which is replaced in one go.

    It is sealed to the `recipients` (age1…) and the vault's own key, or under a `passphrase`,
    which takes 256 MiB at most. `now`: Unix ms. `history`: whether the journal goes along, so
    that the bundle can be merged; by default unless it is for the public. `documents`: ids of
    those that were chosen, None for all that the audience may see. Raises InvalidRecord
    for recipients or a passphrase that won't do, NotFound, VaultDamaged, StorageFailed, and
    whatever `progress` raises. On any error `out_path` is as it was.
    """
    own = vault.identity.card()
    sealed_to = _recipients(recipients, own.age_recipient, passphrase)
    history = audience is not Audience.PUBLIC if history is None else history
    load = _load(vault, case, audience, now, briefing, documents, history=history)
    if passphrase is not None:
        seal.check_passphrase_size(parts.total(load.parts))
    bundles = [one for one in reading.records(vault.store, Release, case) if one.sort == "bundle"]
    release = len(bundles) + 1

    def pack(out: Writable) -> None:
        packer = Packer(out, top_folder(load.dossier), now)
        _pack(packer, load, own.name, progress)
        said = statement.Statement(
            tag_manifest=packer.manifests(), case=case, release=release, made_at=now,
            recipients=sealed_to,
        )  # fmt: skip
        packer.end(statement.sign(said, own, vault.identity.sign))

    digest, size = _write(out_path, pack, sealed_to, passphrase)
    return Exported(
        out_path, digest, size, len(load.files.parts), load.files.absent, load.entries,
        load.hidden, release, sealed_to, load.dossier.state_digest, load.dossier.heads,
    )  # fmt: skip


def _recipients(wanted: Sequence[str], own: str, passphrase: str | None) -> tuple[str, ...]:
    """Whom to seal to, the sender among them: a bundle of one's own is not lost to oneself."""
    if passphrase is not None:
        if wanted or not passphrase:
            rule = _("a bundle is sealed either to recipients or under a passphrase.")
            raise InvalidRecord("passphrase", rule)
        return ()
    if not wanted:
        raise InvalidRecord("recipients", _("name at least one, or a passphrase."))
    sealed_to = seal.recipients_of([*wanted, own])
    if len(sealed_to) > seal.RECIPIENT_LIMIT:
        rule = _("{count} at most, yourself among them.").format(count=seal.RECIPIENT_LIMIT)
        raise InvalidRecord("recipients", rule)
    return tuple(sealed_to)


def _load(
    vault: Vault,
    case: str,
    audience: Audience,
    now: int,
    briefing: bytes | None,
    documents: frozenset[str] | None,
    *,
    history: bool,
) -> _Load:
    sender = vault.identity.card()
    dossier = dossiers.build(
        vault.store, case, audience, now=now, author=sender.name, documents=documents
    )
    files = parts.documents(dossier.documents, vault.attachments)
    journal = _journal(vault, case, audience, now, documents) if history else None
    hidden = journal.hidden if journal else None
    known = _cards(vault, journal.authors if journal else ())
    words = readme(dossier, files, sender.name, hidden)
    found = [
        parts.of_bytes(contents.README, words.encode()),
        parts.cards(known),
        parts.of_bytes(contents.SCHEMA, schema()),
        parts.of_bytes(contents.CASE, dossiers.to_json(dossier)),
        *([journal.part] if journal else []),
        *files.parts,
        *([parts.of_bytes(contents.BRIEFING, briefing)] if briefing else []),
    ]
    entries = journal.entries if journal else 0
    return _Load(dossier, tuple(found), files, entries, hidden or 0)


def schema() -> bytes:
    """The JSON Schema of case.json, as `resources/schemas/dossier.schema.json` publishes it."""
    written = msgspec.json.encode(dossiers.json_schema(), order="deterministic")
    return msgspec.json.format(written, indent=1) + b"\n"


def _journal(
    vault: Vault, case: str, audience: Audience, now: int, documents: frozenset[str] | None
) -> parts.Journal:
    visible = visible_operation(vault.store, case, audience, now=now, documents=documents)
    return parts.journal(lambda: reading.entries(vault.store, case), visible)


def _cards(vault: Vault, authors: Iterable[str]) -> list[AuthorCard]:
    """The sender's card and those of all who wrote. Raises VaultDamaged where one is missing:
    nobody could verify that chain."""
    own = vault.identity.card()
    known = reading.authors(vault.store) | {own.id: own}
    found = [known[author] for author in {own.id, *authors}]
    if any(not card.signature for card in found):
        raise VaultDamaged(
            _("The contact card of someone who wrote in this case is missing."),
            _("Ask them for their contact card, and add it."),
        )
    return found


def _pack(packer: Packer, load: _Load, sender: str, progress: Progress | None) -> None:
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


def _info(load: _Load, sender: str) -> dict[str, str]:
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


def _write(
    path: Path, pack: Callable[[Writable], None], recipients: Sequence[str], passphrase: str | None
) -> tuple[str, int]:
    """SHA-256 and size of the file."""
    try:
        with replacing(path) as file:
            out = Hashed(file)
            if passphrase is None:
                with seal.sealing(out, recipients) as plain:
                    pack(plain)
            else:
                plain = BytesIO()
                pack(plain)
                out.write(seal.seal_by_passphrase(plain.getvalue(), passphrase))
            return out.sha256, out.size
    except OSError as error:
        text = _("“{name}” can't be written: {reason}.")
        raise StorageFailed(
            text.format(name=path.name, reason=error.strerror or type(error).__name__),
            _("Choose another folder, or free some space. Nothing was changed."),
        ) from error
