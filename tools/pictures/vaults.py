# SPDX-License-Identifier: GPL-3.0-or-later
"""The vaults of the pictures: `Shymkent mission` (normal), `Aktau` (empty), `Training` (full)."""

from pathlib import Path

from msgspec.structs import replace

from casefile.base import settings
from casefile.base.settings import Settings
from casefile.casework import cases, sample
from casefile.records.kinds import Hearing, Party
from casefile.records.values import Name, When
from casefile.vault import keys, vault
from tools.pictures.camera import EMPTY, FULL, NORMAL, Clock
from tools.pictures.full import fill_to_the_brim

EXERCISE_HEARING = "019d5f00-0000-7000-8000-000000000002"
EXERCISE_NEXT = "019d5f00-0000-7000-8000-000000000003"
_COURT = "019d5f00-0000-7000-8000-000000000001"


def make_vaults(folder: Path, clock: Clock) -> None:
    """The sample case and an exercise in one vault; beside it an empty one and a full one."""
    folder.mkdir(parents=True)
    known = [folder / f"{name}.casefile" for name in (NORMAL, EMPTY, FULL)]
    with vault.create(
        known[0], sample.PASSPHRASE, sample.NAME, sample.ORGANISATION, clock=clock, work=keys.FLOOR
    ) as made:
        case = cases.create_case(made, "Exercise: a strike before the court", country="KZ")
        court = Party(id=_COURT, case=case.id, sort="court", names=(Name(text="City Court No. 2"),))
        hearing = Hearing(
            id=EXERCISE_HEARING, case=case.id, number="3", stage="evidence", court=court.id,
            room="3", scheduled_at=When("2026-04-06T10:00+05:00[Asia/Almaty]"),
        )  # fmt: skip
        following = replace(
            hearing, id=EXERCISE_NEXT, number="4",
            scheduled_at=When("2026-04-07T10:00+05:00[Asia/Almaty]"),
        )  # fmt: skip
        with made.edit(case.id) as edit:
            for record in (court, hearing, following):
                edit.put(record)
        clock.later(1)
        sample.fill(made)
    for other in known[1:]:
        with vault.create(
            other, sample.PASSPHRASE, "A. Observer", clock=clock, work=keys.FLOOR
        ) as made:
            if other == known[-1]:
                fill_to_the_brim(made)
    settings.save(Settings(recent=tuple(map(str, known))))
