# SPDX-License-Identifier: GPL-3.0-or-later
"""What the list of rights says of each, as plain values."""

from dataclasses import dataclass

from casefile.base.messages import _, ngettext
from casefile.casework.findings import NOTHING, Assessment, Cell, Coverage
from casefile.casework.rights import fits, groups
from casefile.records.vocabularies import label, vocabulary


@dataclass(frozen=True, slots=True)
class Group:
    """The title of a group of rights."""

    title: str


@dataclass(frozen=True, slots=True)
class RightRow:
    """A right at one hearing, or in the whole case."""

    id: str
    title: str
    basis: str
    counts: str  # tagged lines, those that wait
    warning: str  # what the state did not ratify
    cell: Cell = NOTHING
    elsewhere: tuple[str, ...] = ()  # ratings at the hearings, on the page of the whole case

    @property
    def spoken(self) -> str:
        """As a screen reader says it."""
        said = (
            self.title,
            label("ratings", self.cell.rating),
            bare_words() if self.cell.bare else "",
            self.counts,
            self.basis,
            self.warning,
        )
        return ". ".join(filter(None, said))


def bare_words() -> str:
    """What is said of a finding without evidence."""
    return _("rests on nothing yet")


def right_rows(held: Assessment, hearing: str, words: str = "") -> list[Group | RightRow]:
    """The rights in their groups; only those that fit the words typed."""
    rows: list[Group | RightRow] = []
    for title, rights in groups(held.rights):
        if fitting := [right for right in rights if fits(right, words)]:
            rows.append(Group(title))
            rows += [right_row(held, right, hearing) for right in fitting]
    return rows


def right_row(held: Assessment, right: str, hearing: str) -> RightRow:
    """One right as the list shows it."""
    term = vocabulary("rights").get(right)
    cell = held.cell(right, hearing)
    return RightRow(
        id=right,
        title=label("rights", right),
        basis=term.basis if term else "",
        counts=_counts(cell),
        warning=held.caveat(right, hearing),
        cell=cell,
        elsewhere=() if hearing else held.elsewhere(right),
    )


def _counts(cell: Cell) -> str:
    if not cell.lines and not cell.evidence:
        return ""
    if cell.waiting:
        return ngettext("{count} line waits", "{count} lines wait", cell.waiting).format(
            count=cell.waiting
        )
    if cell.evidence or cell.against:
        count = cell.evidence + cell.against
        return ngettext("{count} accepted", "{count} accepted", count).format(count=count)
    return ngettext("{count} line", "{count} lines", cell.lines).format(count=cell.lines)


def covered_words(coverage: Coverage) -> tuple[str, ...]:
    """What the bar of coverage says, in the order of its parts."""
    return (
        _("{count} assessed").format(count=coverage.assessed),
        _("{count} not observable").format(count=coverage.not_observable),
        _("{count} not applicable").format(count=coverage.not_applicable),
        _("{count} open").format(count=coverage.open),
    )
