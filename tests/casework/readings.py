# SPDX-License-Identifier: GPL-3.0-or-later
"""What the pages of the window read of a case, all of it."""

from casefile.casework import (
    advocacy,
    appearances,
    cases,
    claims,
    deadlines,
    evidence,
    findings,
    hearings,
    history,
    logs,
    people,
    presence,
    records,
    search,
    timeline,
)
from casefile.records.kinds import KINDS
from casefile.store import reading
from casefile.vault.vault import Vault


def read_pages(vault: Vault, case: str, word: str) -> None:
    """Read it; raises what a page would. `word` is to be found in it."""
    cases.overview(vault, case)
    for row in hearings.hearing_rows(vault, case):
        logs.log_rows(vault, case, row.hearing.id)
        logs.newest(vault, case, row.hearing.id)
        presence.presence(vault, row.hearing)
    assert timeline.timeline(vault, case).rows
    found = findings.assessment(vault, case)
    for right, hearing in found.cells:
        evidence.evidence_rows(vault, case, right, hearing or None)
    deadlines.due_rows(vault, case)
    advocacy.action_rows(vault, case)
    advocacy.incident_rows(vault, case)
    history.history(vault, case)
    history.releases(vault, case)
    claims.disagreements(vault, case)
    assert search.search(vault, word).count
    for party in people.parties(vault, case):
        appearances.appearances(vault, party)
    for kind in KINDS.values():
        for record in reading.records(vault.store, kind, case):
            records.sheet(vault, record.id)
