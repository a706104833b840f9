# SPDX-License-Identifier: GPL-3.0-or-later
"""What a bundle holds beside its dossier: contact cards and documents. Their texts, for the leak
scan, and what stands in documents that it can't see.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from casefile.base.messages import _, ngettext
from casefile.bundle import export
from casefile.disclosure.dossier import Dossier
from casefile.disclosure.leaks import document_texts
from casefile.disclosure.metadata import risks
from casefile.records.kinds import Document
from casefile.records.values import Audience
from casefile.store.fulltext import extracted_text, is_cut
from casefile.vault.vault import Vault


def texts(vault: Vault, dossier: Dossier) -> Iterator[tuple[str, str]]:
    """Texts that leave in a bundle and don't stand in its dossier, each with where it stands."""
    yield from _on_cards(vault, dossier)
    yield from document_texts(vault.store, dossier)


def _on_cards(vault: Vault, dossier: Dossier) -> Iterator[tuple[str, str]]:
    """What stands on the contact cards: of people whose every entry is withheld, too."""
    for card in export.cards(vault, dossier, history=export.has_journal(dossier.audience)):
        place = _("contact card of {name}").format(name=card.name)
        yield from ((place, text) for text in (card.name, card.organisation))


_NAMED = 3  # documents that one sentence names


def unseen(vault: Vault, dossier: Dossier, *, scanned: bool) -> tuple[str, ...]:
    """Sentences on the documents that leave: which of them the scan could not read, or not to the
    end, where there was anybody to look for (`scanned`); and what may stand unseen in which."""
    if dossier.audience is Audience.PRIVATE:
        return ()
    leaving = [one for one in dossier.documents if vault.attachments.has(one.sha256)]
    without: list[str] = []
    partly: list[str] = []
    carrying: defaultdict[str, list[str]] = defaultdict(list)
    for document in leaving:
        if scanned and (told := _unread(vault, document)):
            (without if told == "all" else partly).append(document.title)
        if risk := risks(document):
            carrying[risk].append(document.title)
    said = [
        ngettext(
            "In {count} document no text could be read for the scan; look through it: {titles}.",
            "In {count} documents no text could be read for the scan; look through them: {titles}.",
            len(without),
        ).format(count=len(without), titles=_titles(without)),
        ngettext(
            "{count} document has pages or parts that the scan could not read: {titles}.",
            "{count} documents have pages or parts that the scan could not read: {titles}.",
            len(partly),
        ).format(count=len(partly), titles=_titles(partly)),
    ]
    kept = [text for text, there in zip(said, (without, partly), strict=True) if there]
    for risk, titles in carrying.items():
        text = ngettext(
            "{risk} One leaves as it is: {titles}.",
            "{risk} {count} leave as they are: {titles}.",
            len(titles),
        )
        kept.append(text.format(risk=risk, count=len(titles), titles=_titles(titles)))
    return tuple(kept)


def _unread(vault: Vault, document: Document) -> str:
    """How much of a document the scan can't have seen: `all`, `part` or nothing. A page without
    a text layer among others is a picture, or empty."""
    pages = extracted_text(vault.store, document.id).split("\f")
    blank = [not page.strip() for page in pages]
    if all(blank):
        return "all"
    return "part" if any(blank) or is_cut(vault.store, document.id) else ""


def _titles(titles: Sequence[str]) -> str:
    named = ", ".join(f"“{title}”" for title in titles[:_NAMED])
    more = len(titles) - _NAMED
    if more <= 0:
        return named
    return _("{titles} and {count} more").format(titles=named, count=more)
