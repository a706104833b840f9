# SPDX-License-Identifier: GPL-3.0-or-later
"""Times that today's tables of zones dispute, or whose zone they don't know, stop nothing."""

from pathlib import Path

import pytest

from casefile.casework import (
    aligned,
    briefings,
    cases,
    completeness,
    deadlines,
    evidence,
    exchange,
    hearings,
    logs,
    moves,
    notes,
    sittings,
    timing,
    zones,
)
from casefile.records.kinds import Hearing
from casefile.records.values import Moment
from casefile.store import reading
from casefile.vault.vault import Vault
from tests.casework.readings import read_pages
from tests.hostile.times import DISPUTED, UNKNOWN, put_all

pytestmark = pytest.mark.usefixtures("light_envelopes")

NOW = Moment("2024-04-01T09:30+05:00[Asia/Almaty]").milliseconds
TIMES = pytest.mark.parametrize("time", [DISPUTED, UNKNOWN])


@pytest.fixture
def case(sample_vault: Vault, monkeypatch: pytest.MonkeyPatch) -> str:
    """The sample case, at a laptop that stands elsewhere, on the day of those times."""
    monkeypatch.setenv("TZ", "Europe/Brussels")
    sample_vault.clock = lambda: NOW
    return cases.all_cases(sample_vault)[0].id


@TIMES
def test_every_page_is_read(sample_vault: Vault, case: str, time: str) -> None:
    _coming, held = put_all(sample_vault, case, time)
    read_pages(sample_vault, case, "shut")
    rows = logs.log_rows(sample_vault, case, held.id)
    assert [row.note.event_at for row in rows] == [time, time]
    for row in rows:
        timing.timing_of(row.note, row.written, hearings.place_of(held))
        assert timing.day_of(row.note).isoformat() == "2024-04-01"
    aligned.align(rows, rows)
    completeness.closing(sample_vault, held)
    shut = evidence.evidence_rows(sample_vault, case, "public-hearing", held.id)
    assert time in [row.when for row in shut]
    for hearing in reading.records(sample_vault.store, Hearing, case):
        assert zones.zone_of(sample_vault, hearing)


@pytest.mark.parametrize(
    ("time", "begun"),
    [
        (DISPUTED, "2024-04-01T09:30+05:00[Asia/Almaty]"),
        (UNKNOWN, "2024-04-01T10:30+06:00[Asia/Newcity]"),
    ],
)
def test_a_hearing_goes_its_way(sample_vault: Vault, case: str, time: str, begun: str) -> None:
    """One that is set for such a time begins by today's table where there is one, and by the
    offset that was written down where there is none; one that began goes on by its own clocks."""
    coming, held = put_all(sample_vault, case, time)
    assert notes.log(sample_vault, case, "Early.", hearing=coming.id).note.event_at == begun
    started = hearings.begin(sample_vault, coming)
    assert started.started_at == begun
    paused = sittings.end_break(sample_vault, sittings.start_break(sample_vault, started))
    assert paused.breaks[0].ended_at == begun
    assert hearings.end(sample_vault, paused).ended_at == begun
    later = time.replace("10:00", "10:30")
    assert notes.log(sample_vault, case, "Late.", hearing=held.id).note.event_at == later
    (line, *_) = logs.log_rows(sample_vault, case, held.id)
    assert notes.correct(sample_vault, line.note, "Shut.").note.event_at == time
    assert notes.how_taken(line.note.event_at, NOW) == "same-day"
    assert Moment.stored(time).moved(30) == later
    zone = zones.case_zone(sample_vault, case)
    assert hearings.start_hearing(sample_vault, case, zone=zone).started_at == begun
    other, _held = put_all(sample_vault, case, time)
    assert moves.sentence(other, moves.move(sample_vault, other, None).new)


@TIMES
def test_everything_leaves(sample_vault: Vault, case: str, time: str, tmp_path: Path) -> None:
    put_all(sample_vault, case, time)
    briefings.save(sample_vault, case, tmp_path / "briefing.pdf")
    deadlines.save_calendar(sample_vault, case, tmp_path / "dates.ics")
    assert b"DTSTART:20240401T040000Z" in (tmp_path / "dates.ics").read_bytes()
    to = [sample_vault.identity.card().age_recipient]
    bundle = tmp_path / "all.casebundle"
    exchange.export_case(
        sample_vault, case, bundle, exchange.Sealing(recipients=to, with_briefing=True)
    )
    review = exchange.review_bundle(sample_vault, bundle)
    exchange.discard(sample_vault, review)
