# SPDX-License-Identifier: GPL-3.0-or-later
"""The log of a hearing as it is read: in pages, from its end, at a cost that does not grow with it.

A page is found by the key of a row, not by its number. Where pages begin is found out step by
step (`steps`), so that whoever shows the log can tell places without the vault being kept busy.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from casefile.casework.history import author_names
from casefile.records.kinds import Note, Party
from casefile.records.values import Break
from casefile.records.vocabularies import label
from casefile.store import places, reading
from casefile.store.places import Steps
from casefile.store.reading import Row
from casefile.vault.vault import Vault

PAGE = 128  # lines
SLICE = 32  # pages whose beginnings are found at once: about 2 ms


@dataclass(frozen=True, slots=True)
class LogRow:
    """A line of the log, ready to be shown."""

    note: Note
    written: int  # Unix ms, by the journal's clock
    author: str
    observer: str  # the author's name, where it is another than this vault's own
    speaker: str  # as `speaker_label` says it
    key: str  # where the next page goes on
    corrected_by: str = ""  # the id of the line that corrects this one

    @property
    def corrected(self) -> bool:
        """Whether another line corrects this one."""
        return bool(self.corrected_by)


@dataclass(frozen=True, slots=True)
class LogPage:
    """Lines that follow each other, and the one before them."""

    rows: tuple[LogRow, ...]
    previous: LogRow | None


@dataclass(frozen=True, slots=True)
class LogEnd:
    """The newest page of a log, where the pages before it begin, about how long the log is."""

    page: LogPage
    steps: Steps
    about: int


def log_rows(
    vault: Vault, case: str, hearing: str | None, *, after: str | None = None, limit: int = 1000
) -> list[LogRow]:
    """A page of a hearing's log (or of the case's own notes), in order of what happened.

    `after` is the `key` of the last row of the page before.
    """
    rows = reading.rows(vault.store, Note, case, parent=hearing or "", after=after, limit=limit)
    return _shown(vault, case, rows)


def newest(vault: Vault, case: str, hearing: str) -> LogEnd:
    """The end of a hearing's log, as it is opened."""
    page = page_before(vault, case, hearing, None)
    found = Steps((), 0)
    if page.rows:
        found = steps(vault, case, hearing, page.rows[0].key)
    return LogEnd(page, found, places.about_how_many(vault.store, Note, case, hearing))


def page_before(vault: Vault, case: str, hearing: str, before: str | None) -> LogPage:
    """The page that ends before a place; the last one without a place."""
    rows = reading.rows(
        vault.store, Note, case,
        parent=hearing, after=before, limit=PAGE + 1, latest_first=True,
    )  # fmt: skip
    shown = _shown(vault, case, rows[::-1])
    previous = shown.pop(0) if len(shown) > PAGE else None
    return LogPage(tuple(shown), previous)


def steps(vault: Vault, case: str, hearing: str, before: str) -> Steps:
    """Where the pages before a place begin, some at a time, going back."""
    return places.steps_back(
        vault.store, Note, case, hearing, before=before, every=PAGE, most=SLICE
    )


def place_of(vault: Vault, case: str, hearing: str, note: str) -> str:
    """The key of a line of this hearing; empty where it is not there."""
    return places.place_of(vault.store, Note, case, hearing, note)


def breaks_between(
    breaks: tuple[Break, ...], earlier: LogRow | None, later: LogRow | None
) -> tuple[Break, ...]:
    """The breaks that began between two lines that follow each other; a line of the same minute
    as a break stands before it."""
    low = _moment(earlier) if earlier else ""
    return tuple(
        one
        for one in breaks
        if low <= one.started_at.sort_key
        and (not later or one.started_at.sort_key < _moment(later))
    )


def _moment(row: LogRow) -> str:
    return row.key.partition("\n")[0]


def _shown(vault: Vault, case: str, rows: list[Row[Note]]) -> list[LogRow]:
    parties = reading.records(vault.store, Party, case)
    names, shared = {party.id: party.name for party in parties}, shared_roles(parties)
    ours, own, observers = vault.author.id, vault.own, author_names(vault)
    corrected = places.corrections_of(vault.store, case, [row.record.id for row in rows])
    return [
        LogRow(
            note=row.record,
            written=row.written,
            author=ours if row.author in own else row.author,
            observer="" if row.author in own else observers.get(row.author) or row.author[:8],
            speaker=speaker_label(row.record, names, shared),
            key=row.key,
            corrected_by=corrected.get(row.record.id, ""),
        )
        for row in rows
    ]


def shared_roles(parties: Iterable[Party]) -> frozenset[str]:
    """The roles that more than one party of a case has, so that a role alone names nobody."""
    having = Counter(role for party in parties for role in party.roles)
    return frozenset(role for role, count in having.items() if count > 1)


def speaker_label(note: Note, names: dict[str, str], shared: frozenset[str] = frozenset()) -> str:
    """How the log calls who spoke: the role, as a court reporter would, with the name where
    several have that role (`shared`); the name alone where no role is known."""
    role, name = label("roles", note.speaker_role), names.get(note.speaker or "", "")
    if role and name and note.speaker_role in shared:
        return f"{role}: {name}"
    return role or name
