# SPDX-License-Identifier: GPL-3.0-or-later
"""Looking into documents: text for the search, a small picture, and what came with a message.

`look` opens a document in the extraction process, on any thread; `keep` writes what was seen, on
the vault's. What was not looked into (the vault was locked, the power went) is found by `unread`
and taken up again. A document that can't be read stays evidence, only its words are not found.
"""

from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, replace
from io import BytesIO

from casefile.base.errors import ExtractionFailed
from casefile.casework import documents, mail, thumbnails
from casefile.casework.documents import READABLE, Added, Arrived
from casefile.extraction import host
from casefile.extraction.host import Reader
from casefile.records.kinds import Document
from casefile.store import fulltext, reading, shelf
from casefile.store.attachments import Attachments
from casefile.store.database import transaction
from casefile.store.local import put_thumbnail
from casefile.store.shelf import ATTACHED_TO
from casefile.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Waiting:
    """A document that is to be looked into: for its text, or for its picture alone."""

    document: Document
    for_text: bool = True
    with_attached: bool = False  # what is attached becomes documents of the case


@dataclass(frozen=True, slots=True)
class Looked:
    """What was seen of a document."""

    text: str = ""
    whole: bool = True  # whether that is all the text there is
    picture: bytes = b""  # as `thumbnails` packs it; empty where there is none
    attached: tuple[Arrived, ...] = ()  # kept already, but not registered
    left: int = 0  # files that came with it and can't be taken out


def unread(vault: Vault, but: Collection[str] = (), limit: int = 100) -> tuple[list[Waiting], int]:
    """The oldest documents of the vault that were not looked into, and how many there are: exact
    where there are fewer than `limit`, else with those whose files never came.

    `but`: ids of those that were tried in vain. What is attached to a message is taken out for
    whoever added it: in what others sent, that was theirs to decide.
    """
    found = [one for one in shelf.unread(vault.store) if one.id not in but]
    found = [one for one in found if 0 < one.facts.size <= READABLE]
    own, count = vault.own, len(found)
    waiting: list[Waiting] = []
    for one in sorted(found, key=lambda one: one.id):
        if len(waiting) == limit:
            break
        if not vault.attachments.has(one.facts.sha256):
            count -= 1
            continue
        document = reading.record(vault.store, one.id, Document)
        mine = one.author in own and not one.has_text
        waiting.append(Waiting(document, not one.has_text, mine))
    return waiting, count


def look(
    held: Attachments, waiting: Waiting, cancelled: Callable[[], bool] | None = None
) -> Looked:
    """Open a document in the extraction process, once. Attached files are kept, encrypted.

    Raises Cancelled, VaultDamaged, StorageFailed; what can't be read has no text and no picture.
    """
    document = waiting.document
    text, whole, picture = "", True, b""
    attached: tuple[Arrived, ...] = ()
    left = 0
    with (
        suppress(ExtractionFailed),
        held.open(document.sha256, document.title) as source,
        Reader(cancelled=cancelled).open(source, document.media_type) as reader,
    ):
        if reader.has_pictures:
            picture = _picture(reader)
        if waiting.with_attached and document.media_type == host.MAIL:
            attached, left = _attached(held, reader)
        if waiting.for_text:
            extracted = host.text_of(reader)
            text = extracted.text if extracted.has_text else ""
            whole = extracted.complete
    return Looked(text, whole, picture, attached, left)


def keep(vault: Vault, waiting: Waiting, looked: Looked) -> list[Added]:
    """Write what was seen, in one transaction; returns what came with the document.

    Of a document that was withdrawn meanwhile nothing is kept.
    """
    document = reading.find(vault.store, waiting.document.id, Document)
    if document is None:
        return []
    if waiting.with_attached and document.media_type == host.MAIL:
        return _keep_mail(vault, document, looked)
    with transaction(vault.store):
        _keep_seen(vault, document, waiting, looked)
    return []


def read_text(vault: Vault, document: Document) -> str:
    """Look into a document for its text and picture, and keep them. Returns the text: empty where
    there is none (a scan), or where the document can't be read."""
    if not 0 < document.size <= READABLE:
        return ""
    waiting = Waiting(document)
    looked = look(vault.attachments, waiting)
    keep(vault, waiting, looked)
    return looked.text


def read_with_attached(vault: Vault, document: Document) -> list[Added]:
    """The same for a document just added, and for all that came with it if it is a message.
    Returns what came with it, and with that."""
    came: list[Added] = []
    waiting = [document]
    while waiting:
        one = waiting.pop(0)
        if 0 < one.size <= READABLE:
            task = Waiting(one, with_attached=True)
            found = keep(vault, task, look(vault.attachments, task))
            came += found
            waiting += [each.document for each in found if not each.known]
    return came


def _picture(reader: Reader) -> bytes:
    """The first page, small; nothing where it can't be drawn, for its text may still be read."""
    try:
        return thumbnails.packed(reader.picture(0, thumbnails.WIDTH))
    except ExtractionFailed:
        return b""


def _attached(held: Attachments, reader: Reader) -> tuple[tuple[Arrived, ...], int]:
    """What came with a message, kept; and how many files can't be handed out: too many, too large
    or damaged. They are left in the message."""
    kept: list[Arrived] = []
    listed, left = reader.attachments, reader.left_behind()
    for number, one in enumerate(listed):
        try:
            data = reader.attachment(number)
        except ExtractionFailed:
            if reader.ended:
                break
            continue
        kept.append(Arrived(one.name, one.media_type, held.add(BytesIO(data))))
    return tuple(kept), left + len(listed) - len(kept)


def _keep_mail(vault: Vault, message: Document, looked: Looked) -> list[Added]:
    """The message's own fields where they are empty, and a document for each file with it."""
    filled = mail.filled(message, looked.text, looked.left)
    added = [documents.found_or_new(vault, message.case, one) for one in looked.attached]
    once = {  # the same file may come twice
        one.document.sha256: replace(one, attached_to=message.id)
        for one in added
        if one.document.id != message.id
    }.values()
    with vault.edit(message.case) as edit:
        _keep_seen(vault, message, Waiting(message), looked)
        edit.put(filled)
        for one in once:
            if not one.known:
                edit.put(one.document)
            link = documents.new_link(vault, one, message.id, ATTACHED_TO)
            if link is not None:
                edit.put(link)
    return list(once)


def _keep_seen(vault: Vault, document: Document, waiting: Waiting, looked: Looked) -> None:
    if waiting.for_text:
        fulltext.put_extracted(vault.store, document.id, looked.text, whole=looked.whole)
    put_thumbnail(vault.store, document.id, looked.picture)
