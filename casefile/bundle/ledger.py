# SPDX-License-Identifier: GPL-3.0-or-later
"""The journal of a bundle, checked line by line as it streams past.

Nothing is kept but the heads of the chains and what a review tells: each entry has to be whole,
signed, of this case, next in its chain, and later than those before it. What the vault holds
already is compared by the hashes of the chains.

The order is by (time, author). An honest author's clock is never behind what they have seen, so
that is an order in which no entry stands before one it has seen; and because it is asked for
here, no entry is let in that would break it in the next export.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from casefile.base.errors import BundleRefused
from casefile.base.messages import _
from casefile.bundle.fitting import fits
from casefile.bundle.limits import Limits
from casefile.bundle.refusal import refusal, shown
from casefile.journal import clock
from casefile.journal.chain import Head, head_of
from casefile.journal.entry import Entry, decode, verify_entry, verify_signature
from casefile.journal.errors import BrokenChain, Fault, MalformedEntry, NewerEntry
from casefile.journal.operations import Drop, Erase, Operation, Put
from casefile.records.kinds import Case
from casefile.store.cards import AuthorCard

AHEAD_SHOWN = 20
CENTURY = 100 * 366 * clock.DAY
"""ms: an entry further ahead is refused, because the clock of this case could not go on from it."""

_DOCUMENT = ("document", "sha256")  # kind and field that name a file


@dataclass(frozen=True, slots=True)
class Held:
    """What the vault has of the case already. Nothing at all, for an inspection."""

    heads: Mapping[str, Head] = field(default_factory=dict)
    hash_at: Callable[[str, int], str | None] = lambda author, seq: None  # of a held entry
    own: str = ""  # id of the author who owns the vault


@dataclass(frozen=True, slots=True)
class Summary:
    """What a journal turned out to hold."""

    entries: int  # all
    new: int  # not held yet
    withheld: int  # operations that are not shown
    erasures: int  # operations that new entries ask to destroy
    changed: Mapping[str, int]  # records touched by new entries, by kind
    withdrawn: Mapping[str, int]  # records that new entries withdraw, by kind
    heads: Mapping[str, Head]  # of the chains in the bundle
    forks: tuple[str, ...]  # authors whose chain here parts from the one held
    ahead: tuple[Head, ...]  # new entries whose time lies over a day ahead; a few of them
    missing: Mapping[str, int]  # entries that others here have seen: by author, the last number
    documents: frozenset[str]  # SHA-256 of every document that some entry names


class Ledger:
    """Takes the lines of one journal; `finish` says what they held. Raises BundleRefused."""

    def __init__(
        self,
        case: str,
        cards: Mapping[str, AuthorCard],
        held: Held,
        limits: Limits,
        now: int,
    ) -> None:
        self._case = case
        self._keys = {author: bytes.fromhex(card.signing_key) for author, card in cards.items()}
        self._held = held
        self._limits = limits
        self._now = now
        self._heads: dict[str, Head] = {}
        self._tips: dict[str, Entry] = {}  # the last entry of each chain
        self._entries = self._new = self._withheld = self._erasures = 0
        self._touched: dict[str, set[str]] = {}
        self._withdrawn: dict[str, set[str]] = {}
        self._forked: dict[str, None] = {}
        self._ahead: list[Head] = []
        self._missing: dict[str, int] = {}
        self._documents: set[str] = set()
        self._last = ("", "")  # time and author of the line before

    def take(self, untrusted: bytes) -> None:
        """Check the next line, and count what it holds."""
        self._entries += 1
        if self._entries > self._limits.entries:
            raise refusal(_("The bundle's journal has more entries than this vault accepts."))
        entry = self._decoded(untrusted)
        self._check_place(entry)
        self._check_proof(entry)
        head = head_of(entry)
        self._heads[head.author], self._tips[head.author] = head, entry
        self._compare(head)
        self._count(entry, head)

    def finish(self) -> Summary:
        """After the last line."""
        for head in self._heads.values():
            self._compare_last(head)
            self._check_branch(head.author)
        return Summary(
            entries=self._entries,
            new=self._new,
            withheld=self._withheld,
            erasures=self._erasures,
            changed=_counts(self._touched),
            withdrawn=_counts(self._withdrawn),
            heads=self._heads,
            forks=tuple(self._forked),
            ahead=tuple(self._ahead),
            missing={a: seq for a, seq in self._missing.items() if seq > self._reached(a)},
            documents=frozenset(self._documents),
        )

    def _decoded(self, untrusted: bytes) -> Entry:
        try:
            return decode(untrusted)
        except NewerEntry:
            raise refusal(
                _("The bundle's journal was written by a newer version of Casefile."),
                _("Install the newest version, then open the bundle again."),
            ) from None
        except MalformedEntry as error:
            text = _("Line {number} of the bundle's journal is no entry: {why}.")
            raise refusal(text.format(number=self._entries, why=error)) from None

    def _check_place(self, entry: Entry) -> None:
        header = entry.header
        if header.case != self._case:
            raise _at(entry, _("it belongs to another case"))
        if header.author not in self._keys:
            raise _at(entry, _("its author's contact card is missing"))
        before = self._heads.get(header.author) or self._start(entry)
        seq, link, time = (before.seq, before.hash, before.time) if before else (0, None, "")
        if header.seq != seq + 1:
            raise _at(entry, _("the number that should follow is {next}").format(next=seq + 1))
        if header.prev != link:
            raise _at(entry, _("it does not follow from the entry before"))
        if header.time <= time:
            raise _at(entry, _("its time is not after that of the entry before"))
        self._check_order(entry)
        if clock.is_ahead(header.time, self._now, CENTURY):
            raise _at(entry, _("its time lies more than a hundred years ahead"))

    def _check_order(self, entry: Entry) -> None:
        """What an entry has seen but is neither here nor held is noted, not refused: where a vault
        was copied and both copies were used, one branch stays behind for good."""
        header = entry.header
        place = (header.time, header.author)
        if place <= self._last or header.seq <= self._missing.get(header.author, 0):
            raise _at(entry, _("it does not stand in the order of time"))
        self._last = place
        for author, seen in header.seen.items():
            if seen > self._reached(author):
                self._missing[author] = max(seen, self._missing.get(author, 0))

    def _start(self, entry: Entry) -> Head | None:
        """What the first entry of a chain here has to follow: nothing, or one that is held."""
        header = entry.header
        if header.seq == 1:
            return None
        held = self._held.hash_at(header.author, header.seq - 1)
        if held is None:
            missing = _("entries {first} to {last} of its author are missing")
            first = self._reached(header.author) + 1
            raise _at(entry, missing.format(first=first, last=header.seq - 1))
        return Head(header.author, header.seq - 1, held, "")

    def _reached(self, author: str) -> int:
        """The last number of an author that is here or held."""
        heads = (self._heads.get(author), self._held.heads.get(author))
        return max((head.seq for head in heads if head), default=0)

    def _check_proof(self, entry: Entry) -> None:
        """Seals, and the signature of what is new: each, not the last of a chain alone, because
        one that is kept unchecked would spoil a later bundle that ends with it."""
        header = entry.header
        held = self._held.heads.get(header.author)
        self._verify(entry, signature=held is None or header.seq > held.seq)

    def _verify(self, entry: Entry, *, signature: bool) -> None:
        try:
            verify_entry(entry)
            if signature:
                verify_signature(entry, self._keys[entry.header.author])
        except BrokenChain as error:
            what = _("its signature is not its author's")
            if error.what is Fault.CONTENT:
                what = _("its content is not what was signed")
            raise _at(entry, what) from None

    def _compare(self, head: Head) -> None:
        """Whether this chain is the one that is held, told where the held one ends."""
        held = self._held.heads.get(head.author)
        if head.author == self._held.own and (held is None or head.seq > held.seq):
            raise _own_altered(head)
        if held and head.seq == held.seq and head.hash != held.hash:
            self._fork(head)

    def _compare_last(self, head: Head) -> None:
        """The same for a chain that ends before the held one does."""
        held = self._held.heads.get(head.author)
        if held is None or head.seq >= held.seq:
            return
        if self._held.hash_at(head.author, head.seq) != head.hash:
            self._fork(head)

    def _check_branch(self, author: str) -> None:
        """The end of a chain that parts from the held one within its length: nothing of it was
        new, so its signatures are still to be checked; the last one covers all before it."""
        if author in self._forked:
            self._verify(self._tips[author], signature=True)

    def _fork(self, head: Head) -> None:
        if head.author == self._held.own:
            raise _own_altered(head)
        self._forked[head.author] = None

    def _count(self, entry: Entry, head: Head) -> None:
        self._withheld += entry.withheld
        held = self._held.heads.get(head.author)
        is_new = held is None or head.seq > held.seq
        for _index, operation in entry.operations:
            if isinstance(operation, Put) and not fits(operation):
                text = _("the field “{field}” of a {kind} can't hold what it puts there")
                raise _at(entry, text.format(field=operation.field, kind=operation.kind))
            self._check_case(entry, operation)
            self._count_operation(operation, is_new=is_new)
        if is_new:
            self._new += 1
            ahead = clock.is_ahead(head.time, self._now, self._limits.ahead)
            if ahead and len(self._ahead) < AHEAD_SHOWN:
                self._ahead.append(head)

    def _check_case(self, entry: Entry, operation: Operation) -> None:
        """Who calls the case by another kind, at an earlier time, would put it out of sight."""
        if isinstance(operation, Erase) or operation.id != self._case:
            return
        if operation.kind != Case.kind:
            raise _at(entry, _("it makes something else of the case"))

    def _count_operation(self, operation: Operation, *, is_new: bool) -> None:
        if isinstance(operation, Erase):
            self._erasures += len(operation.targets) if is_new else 0
            return
        if is_new:
            self._touched.setdefault(operation.kind, set()).add(operation.id)
            if isinstance(operation, Drop):
                self._withdrawn.setdefault(operation.kind, set()).add(operation.id)
        if isinstance(operation, Put) and (operation.kind, operation.field) == _DOCUMENT:
            self._documents.add(str(operation.value))


def _counts(ids: Mapping[str, set[str]]) -> dict[str, int]:
    return {kind: len(some) for kind, some in sorted(ids.items())}


def _at(entry: Entry, what: str) -> BundleRefused:
    header = entry.header
    text = _("Entry {seq} of {author} in the bundle's journal is refused: {what}.")
    return refusal(text.format(seq=header.seq, author=shown(header.author[:12]), what=what))


def _own_altered(head: Head) -> BundleRefused:
    text = _("The bundle holds an entry under your own name that this vault never wrote: {seq}.")
    return refusal(
        text.format(seq=head.seq),
        _(
            "Nothing was taken from it. Either a copy of your vault was written in (go on in one "
            "copy alone) or your key was stolen: ask the sender where it comes from."
        ),
    )
