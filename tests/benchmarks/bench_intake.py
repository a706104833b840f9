# SPDX-License-Identifier: GPL-3.0-or-later
"""How long a line of the log waits while documents are taken in and read.

    python -m tests.benchmarks.bench_intake [--files N] [--seconds N] [--folder DIR]

A folder of texts, long texts, scans and messages is taken in by the window; all the while, a line
is logged every tenth of a second. Beside it: the same lines with nothing else going on. What counts
is the wait on the vault's thread, from asking until the deed begins; wanted is 50 ms at the most.
"""

import argparse
import os
import shutil
import statistics
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import QEventLoop, QTimer

from casefile.app import Program
from casefile.casework import cases, hearings, notes
from casefile.desktop.locking.touch import touches
from casefile.vault import keys, vault
from tests.benchmarks.bench_entry import PASSPHRASE, TEXT, settle, unlocked

_EVERY = 100  # ms between two lines


def fill(folder: Path, count: int) -> None:
    """Mostly short texts; each twentieth is long, a scan, or a message with files."""
    folder.mkdir()
    scan = Image.effect_noise((1240, 1754), 60).convert("RGB")
    for number in range(count):
        name = folder / f"{number:04}"
        match number % 20:
            case 5:
                name.with_suffix(".txt").write_text(f"{number} {TEXT}" * 40_000, "utf-8")
            case 10:
                scan.putpixel((0, 0), (number % 256, number // 256, 0))
                scan.save(name.with_suffix(".jpg"), quality=60)
            case 15:
                made = EmailMessage()
                made["From"], made["Subject"] = "a@example.org", f"Message {number}"
                made.set_content(TEXT)
                for part in range(5):
                    made.add_attachment(f"{number}.{part} {TEXT}" * 50, filename=f"{part}.txt")
                name.with_suffix(".eml").write_bytes(bytes(made))
            case _:
                name.with_suffix(".txt").write_text(f"{number} {TEXT}" * 200, "utf-8")


class Watched:
    """Logs lines by hand and notes how long each waited for its turn, and how long it took."""

    def __init__(self, program: Program) -> None:
        assert program.furnished is not None
        self._session = program.session
        hearing = program.furnished.pages.hearings.log.hearing
        assert hearing is not None
        self._case, self._hearing = hearing.case, hearing.id
        self.waits: list[float] = []  # ms
        self.whole: list[float] = []  # ms, with the deed and the way back to the window

    def log(self) -> None:
        touches().key_pressed.emit()  # as it would be, were it typed
        asked = perf_counter()
        begun = 0.0

        def deed(held: vault.Vault) -> None:
            nonlocal begun
            begun = perf_counter()
            notes.log(held, self._case, TEXT, hearing=self._hearing)

        def done(_none: None) -> None:
            self.waits.append((begun - asked) * 1000)
            self.whole.append((perf_counter() - asked) * 1000)

        self._session.change(deed, touches=("note",), done=done)

    def while_(self, going_on: Callable[[], bool]) -> None:
        while going_on():
            self.log()
            loop = QEventLoop()  # QTest.qWait keeps the interpreter to itself while it sleeps
            QTimer.singleShot(_EVERY, loop.quit)
            loop.exec()


def tell(what: str, seen: Watched) -> None:
    for name, values in (("waits", seen.waits), ("whole", seen.whole)):
        ranked = sorted(values)
        worst = ", ".join(f"{value:.1f}" for value in ranked[-5:])
        print(
            f"{what}, {name}: {len(values)} lines, median {statistics.median(values):.1f} ms, "
            f"p95 {ranked[int(len(ranked) * 0.95)]:.1f}, the longest {worst}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=600)
    parser.add_argument("--seconds", type=int, default=60, help="of reading")
    parser.add_argument("--folder", type=Path, default=Path("build"))
    chosen = parser.parse_args()
    folder = chosen.folder / f"bench-intake-{os.getpid()}"
    folder.mkdir(parents=True)
    os.environ["CASEFILE_SETTINGS"] = str(folder / "settings.json")
    try:
        with vault.create(folder / "a.casefile", PASSPHRASE, "A. Observer", work=keys.FLOOR) as one:
            hearings.start_hearing(one, cases.create_case(one, "Kharkova").id)
        fill(folder / "files", chosen.files)
        program = unlocked(folder / "a.casefile")
        assert program.furnished is not None
        quiet = Watched(program)
        end = perf_counter() + 10
        quiet.while_(lambda: perf_counter() < end)
        tell("alone", quiet)
        documents = program.furnished.pages.documents
        taken = perf_counter()
        documents.taking.take(quiet._case, [folder / "files"])
        while_taken = Watched(program)
        while_taken.while_(lambda: documents.taking.busy)
        print(f"{chosen.files} files taken in within {perf_counter() - taken:.1f} s")
        tell("while files are taken in", while_taken)
        while_read = Watched(program)
        end = perf_counter() + chosen.seconds
        while_read.while_(lambda: documents.indexing._busy and perf_counter() < end)
        tell("while they are read", while_read)
        settle(program)
        program.close()
        program.window.close()
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
