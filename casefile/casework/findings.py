# SPDX-License-Identifier: GPL-3.0-or-later
"""Findings: rights assessed, with how much stands behind each."""

from collections import Counter
from dataclasses import dataclass

from casefile.casework.timeline import hearing_title
from casefile.records.kinds import Finding, Hearing, Link, Note
from casefile.records.vocabularies import vocabulary
from casefile.store import reading
from casefile.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding, where it was made (empty: the whole case), and what it rests on."""

    finding: Finding
    hearing: str
    lines: int  # lines of the log tagged with the right
    evidence: int  # records linked to the finding

    @property
    def id(self) -> str:
        return self.finding.id


def finding_rows(vault: Vault, case: str) -> list[FindingRow]:
    """The findings of a case, in the order in which the rights are listed."""
    hearings = {h.id: hearing_title(h) for h in reading.records(vault.store, Hearing, case)}
    linked = Counter(link.to for link in reading.records(vault.store, Link, case))
    tagged = Counter(
        (right, where)
        for note in reading.records(vault.store, Note, case)
        for right in note.rights
        for where in {note.hearing, None}
    )
    rows = [
        FindingRow(
            finding=finding,
            hearing=hearings.get(finding.hearing or "", ""),
            lines=tagged[finding.right, finding.hearing],
            evidence=linked[finding.id],
        )
        for finding in reading.records(vault.store, Finding, case)
    ]
    order = {right: at for at, right in enumerate(vocabulary("rights"))}
    return sorted(rows, key=lambda row: (order.get(row.finding.right, len(order)), row.id))
