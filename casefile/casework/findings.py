# SPDX-License-Identifier: GPL-3.0-or-later
"""Findings: rights assessed, at one hearing or for the whole case, and what each rests on.

A person rates; nothing here reckons a rating from others. One pass over a case tells what the
page of rights, the heat map and the coverage show.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from msgspec.structs import replace

from casefile.base.clock import at
from casefile.base.errors import InvalidRecord
from casefile.base.ids import new_id
from casefile.base.messages import _
from casefile.casework.aside import set_aside_lines
from casefile.casework.rights import Span, Standing, marked, standings, treaty_table
from casefile.casework.titles import hearing_title
from casefile.records.kinds import Case, Charge, Finding, Hearing, Link, Note
from casefile.records.values import Moment
from casefile.records.vocabularies import RATED, Treaty, vocabulary
from casefile.store import reading
from casefile.vault.vault import Vault

OPEN = "not-assessed"


@dataclass(frozen=True, slots=True)
class Cell:
    """One right at one hearing (or in the whole case): what was found, on how much."""

    findings: tuple[Finding, ...] = ()  # more than one where several authors made one
    lines: int = 0  # of the log that are tagged with the right
    waiting: int = 0  # of these, neither accepted as evidence nor set aside
    evidence: int = 0  # records that the first finding rests on
    against: int = 0  # records that contradict it

    @property
    def finding(self) -> Finding | None:
        return self.findings[0] if self.findings else None

    def further(self, finding: Finding | None) -> str:
        """The id of a finding beside the one that stands first; empty for that one, and for none
        yet: what is typed stays where it was when the first is made."""
        return finding.id if finding and finding != self.finding else ""

    @property
    def rating(self) -> str:
        return self.findings[0].rating if self.findings else OPEN

    @property
    def bare(self) -> bool:
        """Rated, and nothing stands behind it."""
        return self.rating in RATED and not self.evidence


NOTHING = Cell()


@dataclass(frozen=True, slots=True)
class Sitting:
    """A hearing as the columns of the heat map need it."""

    id: str
    title: str
    number: str
    during: Span | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many rights of the list are rated, could not be seen, don't apply, or are open."""

    assessed: int = 0
    not_observable: int = 0
    not_applicable: int = 0
    open: int = 0


@dataclass(frozen=True, slots=True)
class Assessment:
    """All findings of a case, by right and hearing (empty: the whole case)."""

    case: str
    country: str
    sittings: tuple[Sitting, ...]
    during: Span  # of the whole case
    cells: Mapping[tuple[str, str], Cell] = field(default_factory=dict)
    table: Mapping[str, Treaty] = field(default_factory=dict)

    def cell(self, right: str, hearing: str) -> Cell:
        """What there is of a right at a hearing (empty: the whole case)."""
        return self.cells.get((right, hearing), NOTHING)

    def elsewhere(self, right: str) -> tuple[str, ...]:
        """The ratings of a right at the hearings, in their order."""
        ratings = (self.cell(right, sitting.id).rating for sitting in self.sittings)
        return tuple(rating for rating in ratings if rating != OPEN)

    def standings(self, right: str, hearing: str = "") -> tuple[Standing, ...]:
        """How the state stood to what a right rests on, when the hearing (the case) was."""
        spans = {sitting.id: sitting.during for sitting in self.sittings}
        return standings(right, self.country, spans.get(hearing) or self.during, self.table)

    def caveat(self, right: str, hearing: str = "") -> str:
        """What must be said beside a right: to what of it the state was not held, as far as is
        known; empty where the case names no state."""
        return marked(self.standings(right, hearing)) if self.country else ""

    def coverage(self, hearing: str = "") -> Coverage:
        """Of one hearing; or of the whole case, to which a finding at any hearing counts."""
        counted = Counter(self._covered(right, hearing) for right in vocabulary("rights"))
        return Coverage(
            assessed=sum(counted[rating] for rating in RATED),
            not_observable=counted["not-observable"],
            not_applicable=counted["not-applicable"],
            open=counted[OPEN],
        )

    def _covered(self, right: str, hearing: str) -> str:
        own = self.cell(right, hearing).rating
        if own != OPEN or hearing:
            return own
        held = self.elsewhere(right)
        ranked = [*(r for r in held if r in RATED), *(r for r in held if r == "not-observable")]
        return (ranked or list(held) or [OPEN])[0]

    @property
    def rights(self) -> frozenset[str]:
        """Every right that was tagged or assessed anywhere."""
        return frozenset(right for right, _hearing in self.cells)

    @property
    def bare(self) -> int:
        """How many findings rest on nothing."""
        return sum(cell.bare for cell in self.cells.values())


def ratings(vault: Vault, case: str) -> Assessment:
    """What was assessed in a case, without its log, which may be long. Raises NotFound."""
    return assessment(vault, case, with_lines=False)


def assessment(vault: Vault, case: str, *, with_lines: bool = True) -> Assessment:
    """Everything that was assessed in a case, and the lines that are tagged. Raises NotFound."""
    store = vault.store
    hearings = reading.records(store, Hearing, case)
    findings: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in reading.records(store, Finding, case):
        findings[finding.right, finding.hearing or ""].append(finding)
    sittings = tuple(_sitting(hearing) for hearing in hearings)
    return Assessment(
        case=case,
        country=reading.record(store, case, Case).country,
        sittings=sittings,
        during=_during(vault, case, sittings),
        cells=_cells(vault, case, findings, reading.tagged(store, case) if with_lines else ()),
        table=treaty_table(vault),
    )


def _cells(
    vault: Vault,
    case: str,
    findings: Mapping[tuple[str, str], list[Finding]],
    notes: Sequence[Note],
) -> dict[tuple[str, str], Cell]:
    behind = _behind(reading.records(vault.store, Link, case))
    aside = set_aside_lines(vault, case)
    lines: Counter[tuple[str, str]] = Counter()
    waiting: Counter[tuple[str, str]] = Counter()
    for note in current_lines(notes):
        for place in ((right, where) for right in note.rights for where in _scopes(note)):
            lines[place] += 1
            taken = any(note.id in behind[each.id] for each in findings.get(place, ()))
            waiting[place] += not taken and note.id not in aside.get(place[0], ())
    return {
        place: _cell(findings.get(place, []), behind, lines[place], waiting[place])
        for place in [*findings, *(place for place in lines if place not in findings)]
    }


def _scopes(note: Note) -> tuple[str, ...]:
    return ("", note.hearing) if note.hearing else ("",)


def _cell(
    findings: list[Finding], behind: Mapping[str, dict[str, str]], lines: int, waiting: int
) -> Cell:
    relations = list(behind[findings[0].id].values()) if findings else []
    against = relations.count("contradicts")
    return Cell(tuple(findings), lines, waiting, len(relations) - against, against)


def _behind(links: Iterable[Link]) -> defaultdict[str, dict[str, str]]:
    """By finding, the records that bear on it and how. Links may run either way."""
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for link in links:
        found[link.to][link.from_] = link.relation
        found[link.from_][link.to] = link.relation
    return found


def current_lines(notes: Sequence[Note]) -> list[Note]:
    """The lines without those that a later line corrects. Lines that correct each other in a
    circle, as a bundle may hold them, take none of them away."""
    circles = _circles({note.id: note.corrects for note in notes if note.corrects})
    corrected = {note.corrects for note in notes if note.id not in circles}
    return [note for note in notes if note.id not in corrected]


def _circles(corrects: Mapping[str, str]) -> set[str]:
    """The lines that come back to themselves by what they correct."""
    found: set[str] = set()
    seen: set[str] = set()
    for start in corrects:
        path: list[str] = []
        line = start
        while line in corrects and line not in seen:
            seen.add(line)
            path.append(line)
            line = corrects[line]
        if line in path:
            found.update(path[path.index(line) :])
    return found


def _sitting(hearing: Hearing) -> Sitting:
    moment = hearing.started_at or hearing.scheduled_at
    during = None
    if moment is not None:
        exact = moment if isinstance(moment, Moment) else moment.exact
        during = (
            Span(exact.local.date(), exact.local.date())
            if isinstance(exact, Moment)
            else Span(exact.earliest, exact.latest)
        )
    return Sitting(hearing.id, hearing_title(hearing), hearing.number, during)


def _during(vault: Vault, case: str, sittings: Iterable[Sitting]) -> Span:
    """From the first to the last that is known of charges and hearings; today if that is none."""
    spans = [sitting.during for sitting in sittings if sitting.during]
    brought = (charge.brought_on for charge in reading.records(vault.store, Charge, case))
    spans += [Span(day.earliest, day.latest) for day in brought if day is not None]
    today: date = at(vault.clock()).date()
    return Span(
        min((span.first for span in spans), default=today),
        max((span.last for span in spans), default=today),
    )


def own_finding(vault: Vault, case: str, right: str, hearing: str | None) -> Finding:
    """The finding on a right at a hearing (or in the whole case); a new one that is not yet
    written where there is none. Raises InvalidRecord for a right nobody knows."""
    for finding in reading.records(vault.store, Finding, case, parent=hearing or ""):
        if finding.right == right:
            return finding
    _require("rights", right, _("Right"))
    if hearing is not None:
        reading.record(vault.store, hearing, Hearing)
    return Finding(id=new_id(vault.clock), case=case, right=right, hearing=hearing)


def assess(
    vault: Vault,
    case: str,
    right: str,
    hearing: str | None = None,
    *,
    finding: str = "",
    fields: Mapping[str, Any],
) -> Finding:
    """Set fields (rating, reasoning, …) of the finding on a right; it is made where there is none.

    `finding`: which, where there are several. Raises InvalidRecord for a rating or a right that no
    list knows, NotFound for an unknown hearing.
    """
    if "rating" in fields:
        _require("ratings", fields["rating"], _("Rating"))
    held = reading.find(vault.store, finding, Finding) if finding else None
    made = replace(held or own_finding(vault, case, right, hearing), **fields)
    with vault.edit(case) as edit:
        edit.put(made)
    return made


def _require(name: str, id_: str, named: str) -> None:
    if id_ not in vocabulary(name):
        raise InvalidRecord(named, _("“{id}” is not in the list.").format(id=id_))
