# SPDX-License-Identifier: GPL-3.0-or-later
"""The store beside its floors: the same SQL through the bare driver, on the same kind of file.

    python -m tests.benchmarks.bench_store [--lines N] [--rounds N] [--folder DIR]

Both sides of a comparison take turns, round by round, so that a busy machine slows both. What
counts is the ratio of the medians. The folder should lie on the disk that vaults lie on.
"""

import argparse
import random
import re
import secrets
import shutil
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlcipher3 import dbapi2

from casefile.base.ids import new_id
from casefile.journal.entry import author_id
from casefile.records.kinds import Case, Hearing, Note, Record
from casefile.records.values import When
from casefile.store import database, fulltext, reading
from casefile.store.database import PRAGMAS, Store, open_database
from casefile.store.hits import Hit
from casefile.store.writing import Author, edit

KEY = "5c" * 48
SEEN = 12  # hits that a window shows at once
START = 1_506_484_800_000  # 27 September 2017, Unix ms
VOCABULARY = re.findall(
    r"\w+",
    "court judge prosecutor counsel accused witness hearing adjourned evidence objection overruled "
    "sustained interpreter translation union chairwoman embezzlement audit expert report signature "
    "document refused granted motion recess public closed access police guard statement testimony "
    "Харькова Кушакбаев Елеусинов Шымкент суд прокурор защита отказано ходатайство свидетель "
    "Құшақбаев сот айыптау куә тыңдау үкім Қазақстан Almaty Shymkent Kushakbayev Yeleussinov",
)


def text(rng: random.Random) -> str:
    """A line as an observer writes it: 8 to 25 words, some of them rare."""
    words = rng.choices(VOCABULARY, k=rng.randint(8, 25))
    if rng.random() < 0.3:
        words.append(f"{rng.choice(VOCABULARY)}{rng.randint(1, 5000)}")
    return " ".join(words)


def note(rng: random.Random, case: str, hearing: str, number: int) -> Note:
    at = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(START / 1000 + number * 20))
    return Note(
        id=new_id(),
        case=case,
        hearing=hearing,
        event_at=When(f"{at}+00:00[UTC]"),
        speaker_role="judge",
        text=text(rng),
    )


def author() -> Author:
    key = Ed25519PrivateKey.generate()
    public = key.public_key().public_bytes_raw()
    return Author(author_id(public), key.sign, public)


def filled(path: Path, lines: int, rng: random.Random) -> tuple[Store, Author, str, str]:
    """A vault's database with so many lines, a hundred to an entry."""
    store, writer, case, hearing = (
        open_database(path, KEY, create=True),
        author(),
        new_id(),
        new_id(),
    )
    with edit(store, writer, case) as e:
        e.put(Case(id=case, case=case, title="Kharkova"))
        e.put(Hearing(id=hearing, case=case, number="1"))
    for start in range(0, lines, 100):
        with edit(store, writer, case) as e:
            for number in range(start, min(start + 100, lines)):
                e.put(note(rng, case, hearing, number))
    while fulltext.idle_work(store):
        pass
    return store, writer, case, hearing


def bare(path: Path, key: str = KEY) -> Any:
    """The same file through the bare driver, with the same pragmas."""
    driver = dbapi2.connect(path, isolation_level=None)
    driver.execute(f"PRAGMA key = \"x'{key}'\"")
    for name, value in PRAGMAS.items():
        driver.execute(f"PRAGMA {name} = {value}")
    return driver


def timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def report(what: str, ours: list[float], floor: list[float], beside: str = "bare SQL") -> None:
    def line(times: list[float]) -> str:
        cuts = statistics.quantiles(times, n=100)
        return (
            f"median {statistics.median(times):7.3f}  p95 {cuts[94]:7.3f}  p99 {cuts[98]:7.3f} ms"
        )

    ratio = statistics.median(ours) / statistics.median(floor)
    print(f"{what}\n  casefile  {line(ours)}\n  {beside:8}  {line(floor)}\n  ratio {ratio:.3f}")


class Recorder:
    """Stands in for a store's driver and keeps what it is asked, to be asked again elsewhere."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver
        self.statements: list[tuple[str, Any, bool]] = []

    @property
    def in_transaction(self) -> bool:
        return bool(self.driver.in_transaction)

    def execute(self, sql: str, values: Any) -> Any:
        self.statements.append((sql, values, False))
        return self.driver.execute(sql, values)

    def executemany(self, sql: str, values: Any) -> Any:
        self.statements.append((sql, values, True))
        return self.driver.executemany(sql, values)


def replay(statements: list[tuple[str, Any, bool]], driver: Any) -> None:
    for sql, values, many in statements:
        cursor = driver.executemany(sql, values) if many else driver.execute(sql, values)
        cursor.fetchall()


def bench_commit(folder: Path, lines: int, rounds: int) -> None:
    """One line logged, durable, against the very statements it came down to."""
    rng = random.Random(1)
    store, writer, case, hearing = filled(folder / "ours.db", lines, rng)
    store.close()
    (folder / "floor.db").write_bytes((folder / "ours.db").read_bytes())
    store = open_database(folder / "ours.db", KEY, create=False)
    driver = bare(folder / "floor.db")
    driver_of, recorder = database.driver_of, Recorder(database.driver_of(store))
    database.driver_of = lambda _connection: recorder
    ours, floor = [], []
    notes = [note(rng, case, hearing, lines + number) for number in range(rounds)]
    for one in notes:
        recorder.statements.clear()
        ours.append(timed(lambda one=one: log(store, writer, case, one)))
        floor.append(timed(lambda: replay(recorder.statements, driver)))
    database.driver_of = driver_of
    report(f"one line logged, {lines:,} lines held", ours[5:], floor[5:])
    store.close()
    driver.close()


def log(store: Store, writer: Author, case: str, record: Record) -> None:
    with edit(store, writer, case) as e:
        e.put(record)


def marked(hits: list[Hit]) -> None:
    for hit in hits:
        assert hit.title is not None
        assert hit.matched is not None


def bench_search(folder: Path, lines: int, rounds: int) -> None:
    """Each key of typed queries, against the newest 50 row numbers from FTS5 on the same file."""
    rng = random.Random(2)
    store, _writer, case, _hearing = filled(folder / "search.db", lines, rng)
    queries = [" ".join(rng.sample(VOCABULARY, rng.randint(1, 3))) for _ in range(rounds)]
    keys = [query[:length] for query in queries for length in range(1, len(query) + 1)]
    raw = database.driver_of(store)
    sql = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT 50"
    ours, floor, cased, seen = [], [], [], []
    for key in keys:
        match = " ".join(f'"{word}"' for word in key.split()) + "*"
        ours.append(timed(lambda key=key: fulltext.search(store, key)))
        floor.append(timed(lambda match=match: raw.execute(sql, (match,)).fetchall()))
        cased.append(timed(lambda key=key: fulltext.search(store, key, case=case)))
        seen.append(timed(lambda key=key: marked(fulltext.search(store, key)[:SEEN])))
    report(f"search as you type, {lines:,} lines, {len(keys)} keys", ours, floor)
    report("the same, within one case", cased, floor)
    report(f"the same, with words marked in the {SEEN} hits that are seen", seen, floor)
    store.close()


def bench_open(folder: Path, lines: int, rounds: int) -> None:
    """Open and show the newest 50 lines, against the same through the bare driver."""
    rng = random.Random(3)
    store, _writer, case, hearing = filled(folder / "open.db", lines, rng)
    store.close()
    sql = (
        "SELECT fields FROM records WHERE case_no = 1 AND parent = ? AND kind = 'note' AND live = 1"
        " ORDER BY moment DESC, id DESC LIMIT 50"
    )

    def ours() -> None:
        opened = open_database(folder / "open.db", KEY, create=False)
        reading.rows(opened, Note, case, parent=hearing, limit=50, latest_first=True)
        opened.close()

    def floor() -> None:
        driver = bare(folder / "open.db")
        driver.execute(sql, (hearing,)).fetchall()
        driver.close()

    turns = [(timed(ours), timed(floor)) for _ in range(rounds)]
    report(f"opened, newest 50 of {lines:,} lines", *map(list, zip(*turns, strict=True)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--folder", type=Path, default=Path(".benchmarks"))
    given = parser.parse_args()
    folder = given.folder / f"bench-{secrets.token_hex(4)}"
    folder.mkdir(parents=True)
    try:
        bench_commit(folder, given.lines, given.rounds)
        bench_search(folder, given.lines, max(given.rounds // 10, 10))
        bench_open(folder, given.lines, max(given.rounds // 4, 10))
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
