# SPDX-License-Identifier: GPL-3.0-or-later
"""Out: a case as a sealed bundle. What only the vault's thread can read comes first; `packing` does
the rest."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from casefile.base.errors import InvalidRecord, VaultDamaged
from casefile.base.messages import _
from casefile.bundle import contents, parts, seal
from casefile.bundle.packing import Exported, Load, Prepared, Progress, put_in_place, write
from casefile.disclosure import dossier as dossiers
from casefile.disclosure.audience import texts_of, visible_operation
from casefile.disclosure.dossier import Dossier
from casefile.journal.entry import decode
from casefile.journal.operations import Put
from casefile.records.kinds import Release
from casefile.records.values import Audience
from casefile.store import reading
from casefile.store.cards import AuthorCard
from casefile.vault.vault import Vault


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
    prepared = prepare(
        vault, case, recipients=recipients, passphrase=passphrase, audience=audience, now=now,
        history=history, documents=documents, held=False,
    )  # fmt: skip
    return put_in_place(write(prepared, out_path, briefing=briefing, progress=progress))


def prepare(
    vault: Vault,
    case: str,
    *,
    recipients: Sequence[str] = (),
    passphrase: str | None = None,
    audience: Audience = Audience.TEAM,
    now: int,
    history: bool | None = None,
    documents: frozenset[str] | None = None,
    dossier: Dossier | None = None,
    held: bool = True,
) -> Prepared:
    """Read what `export` needs of the vault. `dossier`: what leaves, for that audience, at `now`,
    where it was built already; nothing may have changed since. With `held` all of the journal is
    in memory, so that another thread can write it; else a long one is read again, here. Raises
    what `export` raises.
    """
    own = vault.identity.card()
    sealed_to = _recipients(recipients, own.age_recipient, passphrase)
    history = has_journal(audience) if history is None else history
    if dossier is None:
        dossier = dossiers.build(
            vault.store, case, audience, now=now, author=own.name, documents=documents
        )
    else:
        dossier = msgspec.structs.replace(dossier, made_by=own.name)
    journal = _journal(vault, case, audience, now, documents, held=held) if history else None
    load = _load(vault, dossier, journal)
    bundles = [one for one in reading.records(vault.store, Release, case) if one.sort == "bundle"]
    sign = vault.identity.sign
    return Prepared(load, len(bundles) + 1, sealed_to, passphrase, own, sign)


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


def _load(vault: Vault, dossier: Dossier, journal: parts.Journal | None) -> Load:
    files = parts.documents(dossier.documents, vault.attachments)
    known = cards(vault, dossier, history=journal is not None)
    _must_be_whole(known)
    found = [
        parts.cards(known),
        parts.of_bytes(contents.SCHEMA, schema()),
        parts.of_bytes(contents.CASE, dossiers.to_json(dossier)),
        *([journal.part] if journal else []),
        *files.parts,
    ]
    entries, hidden = (journal.entries, journal.hidden) if journal else (0, 0)
    return Load(dossier, tuple(found), files, entries, hidden)


def shown_texts(prepared: Prepared) -> Iterator[str]:
    """Every text in the journal of a bundle, as far as the journal is shown."""
    for part in prepared.load.parts:
        if part.name != contents.JOURNAL:
            continue
        with part.open() as chunks:
            for line in (line for chunk in chunks for line in chunk.splitlines()):
                for _index, operation in decode(line).operations:
                    if isinstance(operation, Put):
                        yield from texts_of(operation.value)


def schema() -> bytes:
    """The JSON Schema of case.json, as `resources/schemas/dossier.schema.json` publishes it."""
    written = msgspec.json.encode(dossiers.json_schema(), order="deterministic")
    return msgspec.json.format(written, indent=1) + b"\n"


def _journal(
    vault: Vault,
    case: str,
    audience: Audience,
    now: int,
    documents: frozenset[str] | None,
    *,
    held: bool,
) -> parts.Journal:
    visible = visible_operation(vault.store, case, audience, now=now, documents=documents)
    most = sys.maxsize if held else parts.SPOOL
    return parts.journal(lambda: reading.entries(vault.store, case), visible, most)


def has_journal(audience: Audience) -> bool:
    """Whether the journal goes along where nobody says, so that the bundle can be merged."""
    return audience is not Audience.PUBLIC


def cards(vault: Vault, dossier: Dossier, *, history: bool) -> list[AuthorCard]:
    """The contact cards that a bundle holds: the sender's, and where the journal goes along those
    of all who wrote in the case, whatever of theirs is shown."""
    own = vault.identity.card()
    known = reading.authors(vault.store) | {own.id: own}
    wrote = dossier.heads if history else ()
    return [known[author] for author in {own.id, *wrote}]


def _must_be_whole(found: Iterable[AuthorCard]) -> None:
    """Raises VaultDamaged where a card is missing: nobody could verify that chain."""
    if any(not card.signature for card in found):
        raise VaultDamaged(
            _("The contact card of someone who wrote in this case is missing."),
            _("Ask them for their contact card, and add it."),
        )
