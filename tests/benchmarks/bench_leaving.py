# SPDX-License-Identifier: GPL-3.0-or-later
"""How long a line waits while a bundle is made: on the vault's thread as the window does it, the
packing beside it; and how long lines wait where nothing else goes on.

    python -m tests.benchmarks.bench_leaving [MIB OF DOCUMENTS] [LINES OF LOG]
"""

import os
import secrets
import shutil
import sys
from pathlib import Path
from statistics import median, quantiles
from threading import Thread

from casefile.bundle.packing import Written
from casefile.casework import exchange, notes
from casefile.vault.vault import Vault
from tests.benchmarks.bench_bundle import MIB, fill, people, timed

ALONE = 300  # lines


def waits(one: Vault, case: str) -> float:
    """The milliseconds that one line takes."""
    return 1000 * timed(lambda: notes.log(one, case, "j The court asked for the page again."))


def told(what: str, times: list[float]) -> None:
    cuts = quantiles(times, n=100)
    print(
        f"{what:24} {len(times):5} lines  median {median(times):7.2f}  p95 {cuts[94]:7.2f}"
        f"  p99 {cuts[98]:7.2f}  longest {max(times):7.2f} ms"
    )


def main(size: int = 500, lines: int = 10_000) -> None:
    folder = Path(os.environ.get("TMPDIR", "/tmp")) / f"bench-{secrets.token_hex(4)}"
    folder.mkdir()
    try:
        with people(folder) as new:
            one = new("ann")
            case = fill(one, size * MIB, lines)
            told("nothing else goes on", [waits(one, case) for _ in range(ALONE)])
            ready: list[exchange.Ready] = []
            to = [one.identity.card().age_recipient]
            out = folder / "out.casebundle"
            seconds = timed(
                lambda: ready.append(exchange.make_ready(one, case, out, exchange.Sealing(to)))
            )
            print(f"read on the vault's thread: {seconds:.2f} s, for which a line waits")
            written: list[Written] = []
            packing = Thread(target=lambda: written.append(exchange.write_ready(ready[0])))
            packing.start()
            beside: list[float] = []
            took = timed(lambda: _log_until_done(packing, one, case, beside))
            told("while it is packed", beside)
            print(f"packed and sealed beside it: {took:.2f} s")
            exchange.hand_over(one, ready[0], written[0])
    finally:
        shutil.rmtree(folder)


def _log_until_done(packing: Thread, one: Vault, case: str, beside: list[float]) -> None:
    while packing.is_alive():
        beside.append(waits(one, case))
        packing.join(0.02)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
