# SPDX-License-Identifier: GPL-3.0-or-later
"""History: who changed what when, and the digest that stands for the whole of it."""

from casefile.journal.chain import state_digest
from casefile.store import reading
from casefile.store.reading import Change
from casefile.vault.vault import Vault


def history(vault: Vault, case: str, record: str | None = None) -> list[Change]:
    """Every change to a case, or to one record of it, the latest first."""
    return list(reversed(reading.history(vault.store, case, record)))


def digest(vault: Vault, case: str) -> str:
    """The case's state digest, hex: the SHA-256 over the sorted heads of all its chains."""
    heads = reading.heads(vault.store, case)
    return state_digest({author: head.hash for author, head in heads.items()})


def author_names(vault: Vault) -> dict[str, str]:
    """Display names of the authors that this vault knows, by their ids."""
    return {id_: card.name for id_, card in reading.authors(vault.store).items()}
