# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person is shown of a bundle before anything is taken from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from casefile.journal.chain import Head
from casefile.journal.merge import Conflict
from casefile.records.values import Audience
from casefile.store.attachments import Attachments
from casefile.store.cards import AuthorCard


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a bundle holds, and that it is whole and signed; nothing was taken from it."""

    case: str  # id
    title: str
    sender: AuthorCard
    made_at: int  # Unix ms
    audience: Audience
    release: int  # the how many-eth bundle of the case from this sender
    recipients: tuple[str, ...]  # age1…; none under a passphrase
    documents: int
    entries: int
    withheld: int  # records that stayed behind
    mergeable: bool  # False: a copy for reading, without a journal


@dataclass(frozen=True, slots=True)
class Staged:
    """Where a checked bundle waits, encrypted, inside the vault's folder of attachments."""

    documents: Attachments
    digests: tuple[str, ...]  # SHA-256 of the documents
    journal: Attachments
    lines: str  # SHA-256 of the journal


@dataclass(frozen=True, slots=True)
class Review:
    """A bundle that was checked and staged, for a person to accept or discard."""

    case: str  # id
    title: str
    sender: AuthorCard
    sender_known: bool  # whether the vault has met this author before
    made_at: int  # Unix ms
    audience: Audience
    release: int  # the how many-eth bundle of the case from this sender
    recipients: tuple[str, ...]  # age1…; none under a passphrase
    is_new_case: bool
    entries: int
    new_entries: int
    completed: int  # entries held already that show more here
    withheld: int  # operations that are not shown
    erasures: int  # operations that new entries ask to destroy
    changed: Mapping[str, int]  # records that accepting would touch, by kind
    withdrawn: Mapping[str, int]  # records that new entries withdraw, by kind; a case stays
    conflicts: tuple[Conflict, ...]  # that would stand in them
    forks: tuple[str, ...]  # authors with two chains; the one held stays
    ahead: tuple[Head, ...]  # new entries whose time lies over a day ahead; a few of them
    missing: Mapping[str, int]  # entries that others have seen and nobody has: author, up to
    documents: int  # files in the bundle
    cards: Mapping[str, AuthorCard] = field(repr=False)  # of all authors
    staged: Staged = field(repr=False)
