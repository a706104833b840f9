# SPDX-License-Identifier: GPL-3.0-or-later
"""Copies of documents as they came, not encrypted: written on any thread, recorded as having left.

No audience is chosen and nothing is scanned: a document leaves whole, by the hand of its keeper.
"""

from pathlib import Path

from casefile.base.clock import local_zone
from casefile.base.files import replacing
from casefile.base.ids import new_id
from casefile.casework import history
from casefile.casework.briefings import unwritable
from casefile.casework.documents import Progress, must_have_file
from casefile.records.kinds import Document, Release
from casefile.records.values import Audience, Moment
from casefile.store import reading
from casefile.store.attachments import Attachments
from casefile.store.streams import BLOCK
from casefile.vault.vault import Vault

SAVED, OPENED = "document", "opened"
"""Kinds of releases: a copy in a place that somebody chose; one that another program shows."""


def attachments(vault: Vault) -> Attachments:
    """What `write` reads from. It may be used on other threads: it touches no database."""
    return vault.attachments


def write(
    held: Attachments, document: Document, path: Path, mode: int, progress: Progress
) -> Document:
    """Write a document's bytes to `path`, exactly and all or nothing, with this mode; it takes the
    place of what is there. Returns the document.

    Raises VaultDamaged, NotFound, StorageFailed, and whatever `progress` raises.
    """
    must_have_file(document)
    with held.open(document.sha256, document.title) as source:
        try:
            with replacing(path, mode) as out:
                done = 0
                while block := source.read(BLOCK):
                    out.write(block)
                    done += len(block)
                    progress(done, document.size)
        except OSError as error:
            raise unwritable(path) from error
    return document


def record(vault: Vault, document: Document, sort: str, name: str) -> Release:
    """Keep in the case's journal that a copy left under this name; `sort`: SAVED or OPENED. Who
    may not know of the document is not told of its copy."""
    heads = reading.heads(vault.store, document.case)
    release = Release(
        id=new_id(vault.clock),
        case=document.case,
        audience=document.audience.at_least(Audience.TEAM),
        sort=sort,
        made_at=Moment.of(vault.clock(), local_zone()),
        release_to=document.audience,
        sha256=document.sha256,
        heads={author: head.hash for author, head in heads.items()},
        filename=name,
        state_digest=history.digest(vault, document.case),
    )
    with vault.edit(document.case) as edit:
        edit.put(release)
    return release
