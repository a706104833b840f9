# SPDX-License-Identifier: GPL-3.0-or-later
"""A case out into a bundle and into another vault, beside tar and age on the same plain files.

    python -m tests.benchmarks.bench_bundle [MIB OF DOCUMENTS] [LINES OF LOG]

Work and peer take turns; medians of the rounds, in seconds. The peer neither hashes nor signs,
verifies, merges or indexes, and its source is not encrypted.
"""

import io
import os
import resource
import secrets
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter

from casefile.base.clock import system_clock
from casefile.base.ids import new_id
from casefile.bundle import export, receive
from casefile.journal import clock
from casefile.journal.entry import Entry, make
from casefile.journal.operations import Put
from casefile.records.forms import to_fields
from casefile.records.kinds import Case, Document, Note
from casefile.records.values import Moment
from casefile.store.merging import append
from casefile.store.reading import heads
from casefile.vault import keys, vault
from casefile.vault.vault import Vault

ROUNDS = 5
MIB = 2**20
DOCUMENTS = 4
PASSPHRASE = "six words make a good one"


class Random(io.RawIOBase):
    """So many bytes that don't compress."""

    def __init__(self, size: int) -> None:
        self.left, self.block = size, secrets.token_bytes(MIB)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        size = min(len(buffer), self.left, MIB)
        buffer[:size] = self.block[:size]
        self.left -= size
        return size


def fill(one: Vault, size: int, lines: int) -> str:
    """A case with so many bytes of documents and lines of log; its id."""
    case = new_id()
    with one.edit(case) as edit:
        edit.put(Case(id=case, case=case, title="Benchmark"))
        for number in range(DOCUMENTS):
            kept = one.attachments.add(io.BufferedReader(Random(size // DOCUMENTS + number), MIB))
            fields = {"title": f"Document {number}", "sha256": kept.sha256, "size": kept.size}
            edit.put(Document(id=new_id(), case=case, **fields))
    append(one.store, log(one, case, lines), {one.author.id: one.author.public_key})
    return case


def log(one: Vault, case: str, lines: int) -> Iterator[Entry]:
    """What logging so many lines would have written."""
    head = heads(one.store, case)[one.author.id]
    seq, prev, time = head.seq, head.hash, head.time
    for number in range(lines):
        text = f"The court asked whether the defence had seen page {number}. Айта аласыз ба?"
        at = Moment.of(system_clock(), "Asia/Almaty")
        note = Note(id=new_id(), case=case, event_at=at, text=text)
        puts = [Put("note", note.id, name, value) for name, value in to_fields(note).items()]
        time = clock.tick(time, system_clock())
        seq += 1
        entry = make(
            case, one.author.id, seq, prev, time, {}, puts, os.urandom(32), one.author.sign
        )
        prev = entry.hash
        yield entry


@contextmanager
def people(folder: Path) -> Iterator[Callable[[str], Vault]]:
    """Makes vaults by name, and closes them."""
    made: list[Vault] = []

    def new(name: str) -> Vault:
        made.append(vault.create(folder / name, PASSPHRASE, name, work=keys.FLOOR))
        return made[-1]

    try:
        yield new
    finally:
        for one in made:
            one.close()


def timed(work: Callable[[], object]) -> float:
    started = perf_counter()
    work()
    return perf_counter() - started


def shell(command: str, folder: Path) -> None:
    subprocess.run(command, shell=True, cwd=folder, check=True)


def run(size: int, lines: int, folder: Path) -> dict[str, list[float]]:
    """The seconds of each round."""
    times: dict[str, list[float]] = {name: [] for name in ("out", "tar|age", "in", "age|tar")}
    bundle = folder / "out.casebundle"
    with people(folder) as new:
        ann, ben = new("ann"), new("ben")
        case = fill(ann, size * MIB, lines)

        def hand(to: Vault) -> None:
            recipient = to.identity.card().age_recipient
            export.export(ann, case, bundle, recipients=[recipient], now=system_clock())

        hand(ben)
        to = ben.identity.card().age_recipient
        (folder / "key").write_text(str(ben.identity.age_key))
        shell(f"age -d -i key {bundle.name} | tar x && mv case-* plain", folder)
        for number in range(ROUNDS):
            one = new(f"ben{number}")
            times["out"].append(timed(lambda one=one: hand(one)))
            times["tar|age"].append(timed(lambda: shell(f"tar c plain | age -r {to} > p", folder)))
            times["in"].append(
                timed(lambda one=one: receive.accept(one, receive.receive(one, bundle)))
            )
            (folder / "u").mkdir()
            times["age|tar"].append(
                timed(lambda: shell("age -d -i key p | tar x -C u && sync -f u", folder))
            )
            shutil.rmtree(folder / "u")
            shutil.rmtree(one.attachments.folder)
    return times


def main(size: int = 256, lines: int = 10_000) -> None:
    folder = Path(os.environ.get("TMPDIR", "/tmp")) / f"bench-{secrets.token_hex(4)}"
    folder.mkdir()
    try:
        times = run(size, lines, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    middle = {name: median(found) for name, found in times.items()}
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{size} MiB of documents, {lines} lines of log; peak memory {memory:.0f} MiB")
    for work, peer in (("out", "tar|age"), ("in", "age|tar")):
        ratio = middle[work] / middle[peer]
        print(f"{work:>4} {middle[work]:6.2f} s   {peer} {middle[peer]:6.2f} s   ratio {ratio:.2f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
