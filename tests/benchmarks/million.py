# SPDX-License-Identifier: GPL-3.0-or-later
"""A vault with as many lines in one hearing as one likes, filled as an import would fill it."""

import random
import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from casefile.base.ids import new_id
from casefile.journal.clock import tick
from casefile.journal.entry import Entry, make
from casefile.journal.operations import Put
from casefile.records.forms import to_fields
from casefile.records.kinds import Case, Hearing, Note, Record
from casefile.records.values import Moment, When
from casefile.store import fulltext
from casefile.store.writing import Author, append
from casefile.vault import keys
from casefile.vault.vault import Vault, create, open_vault
from tests.benchmarks.bench_store import START, text

PASSPHRASE = "a vault of a million lines"
_AN_ENTRY = 100  # lines
_A_COMMIT = 500  # entries
_APART = 2000  # ms between two lines
ROLES = ("judge", "prosecutor", "defence-counsel", "accused", "witness", "")


@dataclass(frozen=True, slots=True)
class Filled:
    """Where the vault lies, and what is in it."""

    folder: Path
    case: str
    hearing: str


def filled(folder: Path, lines: int, rng: random.Random) -> Filled:
    """Make the vault; says how long it took."""
    started = time.perf_counter()
    made = Filled(folder, new_id(), new_id())
    with create(folder, PASSPHRASE, "A. Observer", work=keys.FLOOR) as vault:
        chain = _chain(vault.author, made, lines, rng)
        while batch := list(islice(chain, _A_COMMIT)):
            append(vault.store, batch, {vault.author.id: vault.author.public_key})
        while fulltext.idle_work(vault.store):
            pass
    spent = time.perf_counter() - started
    print(f"a vault of {lines:,} lines, made in {spent:.0f} s")
    return made


def _chain(author: Author, made: Filled, lines: int, rng: random.Random) -> Iterator[Entry]:
    prev, stamp = None, "0"
    for seq, records in enumerate(_records(made, lines, rng), 1):
        puts = [
            Put(record.kind, record.id, name, value)
            for record in records
            for name, value in to_fields(record).items()
        ]
        stamp = tick(stamp, START + seq * _AN_ENTRY * _APART)  # written as they happened
        seed = secrets.token_bytes(32)
        entry = make(made.case, author.id, seq, prev, stamp, {}, puts, seed, author.sign)
        prev = entry.hash
        yield entry


def _records(made: Filled, lines: int, rng: random.Random) -> Iterator[list[Record]]:
    start = Moment.of(START, "Asia/Almaty")
    hearing = Hearing(
        id=made.hearing, case=made.case, number="1", status="held", started_at=start,
        scheduled_at=When(start),
    )  # fmt: skip
    yield [Case(id=made.case, case=made.case, title="Kharkova"), hearing]
    for first in range(0, lines, _AN_ENTRY):
        yield [_note(made, number, rng) for number in range(first, min(first + _AN_ENTRY, lines))]


def _note(made: Filled, number: int, rng: random.Random) -> Note:
    return Note(
        id=new_id(), case=made.case, hearing=made.hearing, text=text(rng),
        speaker_role=ROLES[number // 3 % len(ROLES)], taken="live",
        event_at=When(Moment.of(START + number * _APART, "Asia/Almaty")),
        rights=("witnesses",) if number % 9 == 0 else (),
    )  # fmt: skip


def bare_newest(vault: Vault) -> tuple[str, tuple[str, ...]]:
    """The SQL that a floor asks: the newest 50 lines of the only hearing."""
    case = vault.store.run("SELECT no FROM cases").scalar()
    parent = vault.store.run("SELECT id FROM records WHERE kind = 'hearing'").scalar()
    sql = (
        f"SELECT fields FROM records WHERE case_no = {case} AND parent = ? AND kind = 'note'"
        " AND live = 1 ORDER BY moment DESC, id DESC LIMIT 50"
    )
    return sql, (parent,)


def found(folder: Path) -> Filled:
    """A vault that was made before."""
    with open_vault(folder, PASSPHRASE) as vault:
        case = vault.store.run("SELECT id FROM cases").scalar()
        hearing = vault.store.run("SELECT id FROM records WHERE kind = 'hearing'").scalar()
    return Filled(folder, case, hearing)
