# SPDX-License-Identifier: GPL-3.0-or-later
"""Ten thousand documents of one case, in the real list of the real window.

    python -m tests.benchmarks.bench_documents [--documents N] [--rounds N] [--shot PNG]

First paint is from choosing the case until the table is painted with rows; whole, until all are
in it. Sorting, filtering and turning the wheel are what the UI thread is at, painting included.
`--shot` keeps a picture.
"""

import argparse
import os
import secrets
import shutil
import statistics
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, thread_time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import QEventLoop, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from casefile.app import Program
from casefile.base.ids import new_id
from casefile.casework import cases, thumbnails
from casefile.desktop.documents.table import DocumentTable
from casefile.extraction.host import Picture
from casefile.records.kinds import Document
from casefile.records.values import Moment, When
from casefile.store import fulltext
from casefile.store.database import transaction
from casefile.store.local import put_thumbnail
from casefile.vault import keys, vault
from casefile.vault.vault import Vault
from tests.benchmarks.bench_entry import PASSPHRASE, settle, unlocked

_TOGETHER = 20  # documents of one entry
_TITLES = (
    "Протокол заседания {n}", "Exhibit {n}", "Ходатайство Кушакбаева, лист {n}", "Photograph {n}",
    "Қаулы {n}", "Letter of the ministry, {n} of many, about the union and what became of it",
)  # fmt: skip


def fill(vault: Vault, count: int) -> str:
    """A case with so many documents, each with a small picture, most with a text."""
    case = cases.create_case(vault, "Ten thousand documents").id
    cases.create_case(vault, "Nothing in it")
    pixels = Image.effect_noise((128, 160), 60).convert("RGB").tobytes()
    picture = thumbnails.packed(Picture(128, 160, pixels))
    start = Moment("2026-04-06T10:00+05:00[Asia/Almaty]").milliseconds
    made = [_document(vault, case, number, start) for number in range(count)]
    for first in range(0, count, _TOGETHER):
        with vault.edit(case) as edit:
            for one in made[first : first + _TOGETHER]:
                edit.put(one)
    with transaction(vault.store):
        for number, one in enumerate(made):
            fulltext.put_extracted(vault.store, one.id, "" if number % 9 == 0 else "heard\f" * 20)
            put_thumbnail(vault.store, one.id, b"" if number % 45 == 0 else picture)
    return case


def _document(vault: Vault, case: str, number: int, start: int) -> Document:
    title = _TITLES[number % len(_TITLES)].format(n=number)
    return Document(
        id=new_id(vault.clock), case=case, title=title, filename=f"IMG_{number:05}.pdf",
        media_type="application/pdf", size=1000 + number * 37 % 90_000,
        sha256=f"{number:064x}",
        received_at=When(Moment.of(start + number * 60_000, "Asia/Almaty")),
    )  # fmt: skip


def until(holds: Callable[[], bool]) -> None:
    while not holds():
        loop = QEventLoop()
        QTimer.singleShot(0, loop.quit)
        loop.exec()


def timed(work: Callable[[], object], widget: QWidget) -> float:
    """Milliseconds that the UI thread is at some work, and at painting what became of it."""
    began = thread_time()
    work()
    widget.repaint()
    return (thread_time() - began) * 1000


def turn_wheel(table: DocumentTable) -> None:
    """A notch down."""
    at = QPointF(table.viewport().rect().center())
    event = QWheelEvent(
        at, table.viewport().mapToGlobal(at), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(table.viewport(), event)


def line(what: str, times: list[float]) -> None:
    cuts = statistics.quantiles(times, n=100)
    print(f"{what:52} median {statistics.median(times):7.1f}  p95 {cuts[94]:7.1f} ms")


def bench(program: Program, rounds: int, shot: Path | None) -> None:
    assert program.furnished is not None
    furnished = program.furnished
    by_title = {case.title: case.id for case in furnished.cases.all}
    table = furnished.pages.documents_view.table
    furnished.tour.go("documents")
    firsts, wholes = [], []
    for _round in range(rounds):
        furnished.cases.choose(by_title["Nothing in it"])
        settle(program)
        began = perf_counter()
        furnished.cases.choose(by_title["Ten thousand documents"])
        until(lambda: bool(table.rows.rows))
        table.repaint()
        firsts.append((perf_counter() - began) * 1000)
        held = furnished.pages.documents._listing
        until(lambda held=held: not held._reading)
        wholes.append((perf_counter() - began) * 1000)
        settle(program)
    print(f"{len(table.all)} documents, {rounds} rounds")
    line("first paint after the case was chosen", firsts)
    line("all in the table", wholes)
    header = table.horizontalHeader()
    orders = (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder)
    for name, column in (("title", 0), ("received", 1), ("size", 2), ("marks", 3)):
        times = [
            timed(
                lambda c=column, o=orders[at % 2]: header.setSortIndicator(c, o), table.viewport()
            )
            for at in range(max(rounds, 10))
        ]
        line(f"sorted by {name}", times)
    field = furnished.pages.documents_view.filter
    times = []
    for word in ("kushakbayev 17", "letter ministry", "IMG_099", "қаулы 9"):
        times += [
            timed(lambda t=word[:end]: field.setText(t), table.viewport())
            for end in range(1, len(word) + 1)
        ]
        times.append(timed(field.clear, table.viewport()))
    line("a key typed in the filter", times)
    table.scrollToTop()
    times = []
    for _notch in range(300):
        times.append(timed(lambda: turn_wheel(table), table.viewport()))
        until(lambda: True)
    line("a notch of the wheel, painted", times)
    times = []
    bar = table.verticalScrollBar()
    for at in range(60):
        times.append(timed(lambda at=at: bar.setValue(bar.maximum() * at // 60), table.viewport()))
        until(lambda: True)
    line("a leap of the scroll bar, painted", times)
    settle(program)
    if shot is not None:
        program.window.grab().save(str(shot))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--folder", type=Path, default=Path(".benchmarks"))
    parser.add_argument("--shot", type=Path)
    given = parser.parse_args()
    folder = given.folder / f"documents-{secrets.token_hex(4)}"
    folder.mkdir(parents=True)
    try:
        place = folder / "many.casefile"
        with vault.create(place, PASSPHRASE, "A. Observer", work=keys.FLOOR) as made:
            fill(made, given.documents)
        program = unlocked(place)
        try:
            bench(program, given.rounds, given.shot)
        finally:
            program.close()
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
