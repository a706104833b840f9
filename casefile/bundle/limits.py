# SPDX-License-Identifier: GPL-3.0-or-later
"""How much a bundle may hold. The defaults take 100 GB of documents and ten million entries."""

from dataclasses import dataclass

KIB, MIB, GIB = 2**10, 2**20, 2**30


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on what is read from a bundle, each in bytes or as a count."""

    payload: int = 256 * GIB  # all payload files together
    files: int = 50_000
    entries: int = 10_000_000
    line: int = 16 * MIB  # of the journal
    note: int = 64 * KIB  # bagit.txt, bag-info.txt, signature.json
    manifest: int = 16 * MIB
    authors: int = 8 * MIB
    dossier: int = 4 * MIB  # a longer one is hashed, but not looked into
    path: int = 240  # UTF-8 bytes
    ahead: int = 24 * 3600 * 1000  # ms that an entry's time may be ahead of this machine's


DEFAULT = Limits()
