# SPDX-License-Identifier: GPL-3.0-or-later
"""What a bundle holds beside its dossier, for the leak scan: contact cards and documents."""

from collections.abc import Iterator

from casefile.base.messages import _
from casefile.bundle import export
from casefile.disclosure.dossier import Dossier
from casefile.disclosure.leaks import document_texts
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
