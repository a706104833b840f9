# SPDX-License-Identifier: GPL-3.0-or-later
"""The key to which others seal bundles for this vault."""

from PySide6.QtWidgets import QLineEdit, QWidget

from casefile.base.messages import _
from casefile.desktop import clipboard
from casefile.desktop.widgets.buttons import button
from casefile.desktop.widgets.dialog import Dialog
from casefile.desktop.widgets.fields import stack_field
from casefile.desktop.widgets.text import label
from casefile.store.cards import AuthorCard
from casefile.vault.vault import Vault


class CardDialog(Dialog):
    """Shows the key and copies it."""

    def __init__(self, card: AuthorCard, parent: QWidget) -> None:
        super().__init__(_("My key for bundles"), parent, 600)
        who = ", ".join(filter(None, (card.name, card.organisation)))
        self.body.addWidget(label(who, "strong"))
        hint = _("Give this key to colleagues: what they seal for it, only this vault opens.")
        self.body.addWidget(label(hint, "meta", wrap=True))
        self.key = QLineEdit(card.age_recipient)
        self.key.setReadOnly(True)
        self.key.setCursorPosition(0)
        stack_field(_("Key"), self.key, self.body)
        self.add_close(_("Close"))
        copy = button(_("Copy"), "primary", "copy")
        copy.clicked.connect(lambda: clipboard.copy(self.key.text()))
        self.buttons.addWidget(copy)


def own_card(vault: Vault) -> AuthorCard:
    """The card of whoever owns the vault."""
    return vault.identity.card()
