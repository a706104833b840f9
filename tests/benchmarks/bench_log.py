# SPDX-License-Identifier: GPL-3.0-or-later
"""The log of one hearing at any length, in the real list and on the real thread of the vault.

    python -m tests.benchmarks.bench_log [--lines N] [--rounds N] [--folder DIR] [--vault DIR]

Beside each stands its floor: the same rows by bare SQL, or a bare view that lays out and paints
the same words and nothing else. Both take turns. `--vault`: made there if it isn't, and kept: a
million lines take some minutes to make. What is wanted stands in docs/performance.md.
"""

import argparse
import os
import random
import secrets
import shutil
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QPoint, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget
from sqlcipher3 import dbapi2

from casefile import app
from casefile.casework import logs, notes
from casefile.casework.logs import LogEnd, LogRow
from casefile.casework.notes import Logged
from casefile.desktop.desk import Desk, Guide
from casefile.desktop.fonts import sized
from casefile.desktop.log.list import LogList
from casefile.desktop.log.reader import LogReader
from casefile.desktop.session import Session
from casefile.desktop.tasks import Worker
from casefile.desktop.theme import Theme
from casefile.desktop.widgets.lines import lay_out
from casefile.records.kinds import Hearing, Note
from casefile.store import database, reading
from casefile.store.database import PRAGMAS, Store, open_database
from casefile.vault.vault import Vault, open_vault
from tests.benchmarks import million
from tests.benchmarks.bench_store import report, timed

WIDTH, HEIGHT = 1040, 560


class BareView(QWidget):
    """Breaks and paints the words of rows, 38 pixels apart: what any view must do."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[LogRow] = []
        self.resize(WIDTH, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setPen(QColor("#1B2430"))
        for at, row in enumerate(self.rows[: HEIGHT // 38 + 1]):
            for x, words, width in ((12, row.speaker, 120), (230, row.note.text, 600)):
                laid = lay_out(words, sized(self.font(), 14), width)
                laid.draw(painter, QPoint(x, at * 38))


class Courtroom:
    """A list, a reader, and the vault on its own thread, as the window has them."""

    def __init__(self, made: million.Filled) -> None:
        self.worker = Worker("vault")
        self.others = Worker("others")  # readers, setters, viewers, who have nothing to do here
        self.session = Session(self.worker)
        self.desk = Desk(self.session, self.others, self.others, self.others, Guide())
        self.list = LogList()
        self.list.resize(WIDTH, HEIGHT)
        self.list.show()
        self.reader = LogReader(self.desk, self.list)
        self.wait_for(self.session.open, open_vault, made.folder, million.PASSPHRASE)
        self.hearing: Hearing = self.ask(hearing_of, made.hearing)

    def ask(self, deed: Callable[..., Any], *args: Any) -> Any:
        """What the vault answers."""
        return self.wait_for(self.session.ask, deed, *args)

    def wait_for(self, way: Callable[..., Any], *args: Any) -> Any:
        loop, heard = QEventLoop(), []

        def done(result: Any) -> None:
            heard.append(result)
            loop.quit()

        way(*args, done=done, failed=lambda error: print(error) or loop.quit())
        loop.exec()
        return heard[0]

    def settle(self) -> None:
        """Until every page that is wished for is there."""
        while self.worker.busy:
            rest(0)

    def close(self) -> None:
        self.reader.close()
        self.session.close()
        self.worker.close()
        self.others.close()


def hearing_of(vault: Vault, hearing: str) -> Hearing:
    return reading.record(vault.store, hearing, Hearing)


def log_line(vault: Vault, hearing: Hearing, words: str) -> Logged:
    return notes.log(vault, hearing.case, words, hearing=hearing.id, speaker="judge")


def rest(milliseconds: int) -> None:
    """Let the program run. `QTest.qWait` would keep the interpreter from the vault's thread."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def painted(widget: QWidget) -> None:
    """Paint all of it, now."""
    picture = QPixmap(widget.size())
    widget.render(picture)


def line(what: str, times: list[float], wanted: str = "") -> None:
    cuts = statistics.quantiles(times, n=100)
    told = f"median {statistics.median(times):7.2f}  p95 {cuts[94]:7.2f}  p99 {cuts[98]:7.2f} ms"
    print(f"  {what:46} {told}  {wanted}")


def bench_first_paint(room: Courtroom, rounds: int) -> list[LogRow]:
    """From the wish to see a log until it is painted, and the same by bare means."""
    ours, floor, rows = [], [], list[LogRow]()
    bare, bare_sql = BareView(), room.ask(million.bare_newest)
    for _round in range(rounds):
        room.list.clear()
        room.list._painter._laid.clear()
        started = time.perf_counter()
        end: LogEnd = room.ask(logs.newest, room.hearing.case, room.hearing.id)
        room.list.set_hearing(room.hearing)
        room.list.show_lines(end)
        painted(room.list)
        ours.append((time.perf_counter() - started) * 1000)
        bare.rows = rows = list(end.page.rows)
        started = time.perf_counter()
        room.ask(raw_newest, *bare_sql)
        painted(bare)
        floor.append((time.perf_counter() - started) * 1000)
    line("first paint", ours, "wanted: ≤ 30")
    line("floor: bare SQL, bare view", floor, f"ratio {ratio(ours, floor):.2f}")
    return rows


def raw_newest(vault: Vault, sql: str, values: tuple[str, ...]) -> list[Any]:
    return list(database.driver_of(vault.store).execute(sql, values).fetchall())


def bench_scroll(room: Courtroom, rounds: int, rows: list[LogRow]) -> None:
    """A notch of the wheel, all the way up, while pages are read beside it; leaps of the thumb."""
    room.reader.open(room.hearing)
    started = time.perf_counter()
    while not (room.list.lines.rows and room.list.lines.complete):
        rest(5)
    print(f"  all places known after {(time.perf_counter() - started) * 1000:.0f} ms, in slices")
    room.list.go_to_end()
    step = 3 * room.list.row_height
    steps, leaps, arrived, floor = [], [], [], []
    bare = BareView()
    for number in range(rounds * 10):
        steps.append(timed(lambda: (room.list.scroll_by(-step), painted(room.list))))
        at = number % (len(rows) - 30)
        bare.rows = rows[at : at + 30]
        floor.append(timed(lambda: painted(bare)))
        rest(0)
    rng, bar = random.Random(4), room.list.verticalScrollBar()
    for _leap in range(rounds):
        target = rng.randrange(bar.maximum())
        started = time.perf_counter()
        leaps.append(timed(lambda target=target: (bar.setValue(target), painted(room.list))))
        room.settle()
        painted(room.list)
        arrived.append((time.perf_counter() - started) * 1000)
        room.settle()
    line("one notch of the wheel", steps, "wanted: p95 ≤ 10")
    line("floor: bare view", floor, f"ratio {ratio(steps, floor):.2f}")
    line("a leap of the thumb", leaps)
    line("a leap, until its lines are there", arrived)


def bench_append(room: Courtroom, rounds: int, folder: Path) -> None:
    """A line logged: from Enter until the vault has it; and from then until it is seen."""
    room.list.go_to_end()
    room.settle()
    bare = one_table(folder / "floor.db")
    saved, floor, seen = [], [], []
    for number in range(rounds * 5):
        started = time.perf_counter()
        room.wait_for(change, room, f"The witness answers question {number}.")
        saved.append((time.perf_counter() - started) * 1000)
        floor.append(timed(lambda: bare.execute("INSERT INTO lines VALUES ('The witness')")))
        rows = room.ask(rows_after, room.hearing, room.list.lines.rows[-1].key)
        seen.append(timed(lambda rows=rows: (room.list.append(rows), painted(room.list))))
    line("Enter to saved", saved, f"p99 / p50 {p99(saved) / statistics.median(saved):.1f}"
         ", wanted: ≤ 5")  # fmt: skip
    line("floor: one row, durable, by the bare driver", floor, f"ratio {ratio(saved, floor):.2f}")
    bare.close()
    line("saved line to paint", seen, "wanted: ≤ 10")


def one_table(path: Path) -> Any:
    """A database with one table, opened with our pragmas; every statement is a commit."""
    driver = dbapi2.connect(str(path), isolation_level=None)
    driver.execute(f"PRAGMA key = \"x'{'5c' * 48}'\"")
    for name, value in PRAGMAS.items():
        driver.execute(f"PRAGMA {name} = {value}")
    driver.execute("CREATE TABLE lines (text)")
    return driver


def change(room: Courtroom, words: str, **heard: Any) -> None:
    room.session.change(log_line, room.hearing, words, touches=("note",), **heard)


def rows_after(vault: Vault, hearing: Hearing, key: str) -> list[LogRow]:
    return logs.log_rows(vault, hearing.case, hearing.id, after=key, limit=logs.PAGE)


def ratio(ours: list[float], floor: list[float]) -> float:
    return statistics.median(ours) / statistics.median(floor)


def p99(times: list[float]) -> float:
    return statistics.quantiles(times, n=100)[98]


def bench_open(made: million.Filled, rounds: int) -> None:
    """Open the database and read the newest 50 lines, the passphrase left aside."""
    with open_vault(made.folder, million.PASSPHRASE) as vault:
        path, spec = vault.store.path, vault.data_key.spec
        sql, values = million.bare_newest(vault)

    def ours() -> None:
        store = open_database(path, spec, create=False)
        newest_50(store, made)
        store.close()

    def floor() -> None:
        driver = dbapi2.connect(str(path), isolation_level=None)
        driver.execute(f"PRAGMA key = \"x'{spec}'\"")
        for name, value in PRAGMAS.items():
            driver.execute(f"PRAGMA {name} = {value}")
        driver.execute(sql, values).fetchall()
        driver.close()

    turns = [(timed(ours), timed(floor)) for _ in range(rounds)]
    report("opened, newest 50 (wanted: ratio ≤ 2)", *map(list, zip(*turns, strict=True)))


def newest_50(store: Store, made: million.Filled) -> None:
    reading.rows(store, Note, made.case, parent=made.hearing, limit=50, latest_first=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--folder", type=Path, default=Path(".benchmarks"))
    parser.add_argument("--vault", type=Path)
    given = parser.parse_args()
    folder = given.folder / f"log-{secrets.token_hex(4)}"
    folder.mkdir(parents=True)
    place = given.vault or folder / "long.casefile"
    try:
        if place.exists():
            made = million.found(place)
        else:
            made = million.filled(place, given.lines, random.Random(1))
        bench(made, given.rounds, folder)
    finally:
        shutil.rmtree(folder)


def bench(made: million.Filled, rounds: int, folder: Path) -> None:
    Theme(app.make_application(), "light")
    bench_open(made, rounds)
    room = Courtroom(made)
    try:
        rows = bench_first_paint(room, rounds)
        bench_scroll(room, rounds, rows)
        bench_append(room, rounds, folder)
    finally:
        room.close()


if __name__ == "__main__":
    main()
