# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the vault of today's format that is kept here, for all later versions to open.

    python -m tests.vaults.make

To be run once, before a format is released; a vault that was released is never made again.
"""

import io
import shutil
from collections.abc import Iterator
from pathlib import Path

from casefile.base.clock import Clock
from casefile.records.kinds import Case, Document, Note, Party
from casefile.records.values import Name, When
from casefile.store import reading
from casefile.store.database import FORMAT
from casefile.store.local import save_draft
from casefile.store.writing import append
from casefile.vault import keys
from casefile.vault.vault import Vault, create

HERE = Path(__file__).parent
PASSPHRASE = "kept for later Zo\u00eb"
OWNER, COLLEAGUE = "Aigerim Sadykova", "Olha Kovalenko"
ORGANISATION = "Observers of the Sample Court"
CASE = "018f0000-0000-7000-8000-0000000000c1"
TITLE = "Прокурор против Образцова"
LINES = (
    "The judge opens the hearing.",
    "Сот отырысын ашық деп жариялады.",
    "المحكمة تستمع إلى الشاهد",
    "Counsel: “My client was not told why.”",
)
CHANGED = "The judge opened the hearing at ten."  # what the colleague made of the first line
WITHDRAWN = "Logged by mistake."
ERASED = "A name that must not be here."
DOCUMENT = "Отписка № 1\n".encode() * 3000
DRAFT = "half a line"


def main() -> None:
    """Write `format-N.casefile` beside this file."""
    place = HERE / f"format-{FORMAT}.casefile"
    shutil.rmtree(place, ignore_errors=True)
    minutes = _minutes()
    with create(place, PASSPHRASE, OWNER, ORGANISATION, clock=minutes, work=keys.FLOOR) as vault:
        _log(vault)
        _disagree(vault, minutes)
        save_draft(vault.store, CASE, DRAFT, minutes)
    for name in ("reserve", "lock", "vault.db-journal"):  # opening makes them again
        (place / name).unlink(missing_ok=True)


def _log(vault: Vault) -> None:
    kept = vault.attachments.add(io.BytesIO(DOCUMENT))
    with vault.edit(CASE) as edit:
        edit.put(Case(id=CASE, case=CASE, title=TITLE, country="KZ"))
        edit.put(Party(id=_id("a1"), case=CASE, names=(Name(text="Образцов", script="Cyrl"),)))
    for number, text in enumerate((*LINES, WITHDRAWN, ERASED)):
        with vault.edit(CASE) as edit:
            edit.put(note(number, text))
    with vault.edit(CASE) as edit:
        edit.put(
            Document(
                id=_id("d1"), case=CASE, title="Reply", filename="reply.txt",
                sha256=kept.sha256, size=kept.size,
            )
        )  # fmt: skip
        edit.drop(_id("b4"))
    with vault.edit(CASE) as edit:
        edit.erase([_id("b5")])


def _disagree(vault: Vault, clock: Clock) -> None:
    """A colleague's chain beside ours, and one line that both changed unseen."""
    away = HERE / "away.casefile"
    with create(away, "away", COLLEAGUE, clock=clock, work=keys.FLOOR) as other:
        append(other.store, reading.entries(vault.store, CASE), _keys(vault), clock)
        with other.edit(CASE) as edit:
            edit.put(note(0, "The judge opened it late."))
        with vault.edit(CASE) as edit:
            edit.put(note(0, CHANGED))
        append(vault.store, list(reading.entries(other.store, CASE)), _keys(vault, other), clock)
    shutil.rmtree(away)


def note(number: int, text: str) -> Note:
    """One line of the log."""
    event_at = When("2017-09-27T10:00+06:00[Asia/Almaty]")
    return Note(id=_id(f"b{number}"), case=CASE, event_at=event_at, text=text)


def _id(end: str) -> str:
    return f"018f0000-0000-7000-8000-{end:0>12}"


def _keys(*vaults: Vault) -> dict[str, bytes]:
    return {vault.author.id: vault.author.public_key for vault in vaults}


def _minutes() -> Clock:
    """A clock that moves on by a minute whenever it is looked at."""
    times: Iterator[int] = iter(range(1_506_484_800_000, 2**50, 60_000))
    return lambda: next(times)


if __name__ == "__main__":
    main()
