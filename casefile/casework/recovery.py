# SPDX-License-Identifier: GPL-3.0-or-later
"""The recovery sheet: make it, put it on paper, open a vault by it."""

from io import BytesIO
from pathlib import Path

from casefile.base.clock import Clock, system_clock
from casefile.base.files import write_atomically
from casefile.briefing.sheet import render_sheet
from casefile.casework import passphrases
from casefile.casework.briefings import unwritable
from casefile.vault import recovery
from casefile.vault.rewrap import change_passphrase
from casefile.vault.vault import Vault, open_vault


def save_sheet(words: str, path: Path, clock: Clock = system_clock) -> None:
    """Write the words of a sheet as a PDF, for the printer. Raises StorageFailed."""
    out = BytesIO()
    render_sheet(words.split(), clock(), out)
    try:
        write_atomically(path, out.getvalue())
    except OSError as error:
        raise unwritable(path) from error


def print_sheet(vault: Vault, path: Path, clock: Clock = system_clock) -> None:
    """Make a sheet and write it as a PDF; one made before ends once the file is safe on the disk.

    Raises StorageFailed; where the file could not be written nothing has changed.
    """
    words = recovery.new_words()
    save_sheet(words, path, clock)
    recovery.put_sheet(vault, words)


def recover(folder: Path, typed: str, new: str, *, clock: Clock = system_clock) -> Vault:
    """Open a vault by the words of its recovery sheet; from now on it opens with `new` too.

    Raises InvalidRecord for words that are none and for a weak passphrase, WrongPassphrase for the
    sheet of another vault or an older one, and what `open_vault` raises; then nothing is changed.
    """
    secret = recovery.secret_of(typed)
    passphrases.require_strong(new)
    change_passphrase(folder, secret, new)
    return open_vault(folder, new, clock=clock)
