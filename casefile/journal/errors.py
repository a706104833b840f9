# SPDX-License-Identifier: GPL-3.0-or-later
"""What is wrong with an entry or a chain. Callers turn these into sentences for people.

JournalError (ValueError)
├── MalformedEntry   not an entry of this format
│   ├── NewerEntry   an entry of a later format
│   └── LargeEntry   more than fits into one
└── BrokenChain      well-formed, but not what its author signed, or not in its place
"""

from enum import StrEnum


class JournalError(ValueError):
    """Something handed to the journal is not what it should be."""


class MalformedEntry(JournalError):
    """Bytes or values that are no entry of this format."""


class NewerEntry(MalformedEntry):
    """An entry of a later format than this program knows."""

    def __init__(self, version: int) -> None:
        super().__init__(f"the entry has format {version}, newer than this program")
        self.version = version


class LargeEntry(MalformedEntry):
    """Operations that are more than one entry may hold."""


class Fault(StrEnum):
    """What can be wrong with an entry in its chain."""

    EMPTY = "there is no entry"
    AUTHOR = "the entry is by another author"
    CASE = "the entry belongs to another case"
    NUMBER = "the number does not follow"
    PREVIOUS = "the entry does not follow from the one before"
    TIME = "the time is not later than the entry before"
    CONTENT = "the content is not what was signed"
    SIGNATURE = "the signature is not the author's"


class BrokenChain(JournalError):
    """A chain that breaks at one entry: whose, which number, and what is wrong."""

    def __init__(self, author: str, seq: int, what: Fault) -> None:
        super().__init__(f"entry {seq} of {author[:12]}: {what}")
        self.author = author
        self.seq = seq
        self.what = what
