# SPDX-License-Identifier: GPL-3.0-or-later
"""What is said once a vault is open, where its opening brought something to light."""

from casefile.base.messages import _
from casefile.vault import tally
from casefile.vault.vault import Vault


def told_of(vault: Vault) -> str:
    """That an open vault is of today's format now, and where it lies as it was; empty where its
    format was today's already."""
    if vault.kept_before is None:
        return ""
    told = _("The vault was brought to this version's format. As it was it is kept in {path}.")
    return told.format(path=vault.kept_before)


def warned_of(vault: Vault) -> str:
    """That an older database was put into an open vault, and what to do; empty where none was."""
    return tally.told(vault.missing) if vault.missing else ""
