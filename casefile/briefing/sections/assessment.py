# SPDX-License-Identifier: GPL-3.0-or-later
"""The assessment, right by right: rating, reasons, what speaks against them, what was not seen."""

from collections.abc import Iterator

from casefile.briefing.blocks import (
    Block,
    Column,
    Fact,
    Facts,
    Heading,
    Item,
    Paragraph,
    Table,
    TableCell,
)
from casefile.briefing.claims import panels
from casefile.briefing.sections.titles import hearing_named, record_title
from casefile.briefing.wording import Wording
from casefile.records.disputes import disputes
from casefile.records.kinds import Finding, Hearing, Record
from casefile.records.vocabularies import RATED, vocabulary


def assessment(wording: Wording) -> tuple[Block, ...]:
    """An overview, then each right in full."""
    _ = wording.say
    findings = _in_order(wording.dossier.findings)
    if not findings:
        return (Paragraph(_("No right has been assessed yet."), "muted"),)
    blocks: list[Block] = [
        Paragraph(
            _(
                "Ratings are the observers’ own judgement. They are not added up, and there is no "
                "score. What could not be observed is said to be so."
            ),
            "muted",
        ),
        _overview(wording, findings),
    ]
    about = disputes(wording.dossier.claims)
    for finding in findings:
        blocks.extend(_finding(wording, finding))
        blocks.extend(panels(wording, "finding", about.get(finding.id, ())))
    return tuple(blocks)


def _in_order(findings: tuple[Finding, ...]) -> list[Finding]:
    order = {right: index for index, right in enumerate(vocabulary("rights"))}
    return sorted(
        findings, key=lambda each: (order.get(each.right, len(order)), each.hearing or "")
    )


def _overview(wording: Wording, findings: list[Finding]) -> Table:
    _ = wording.say
    columns = (
        Column(_("Right"), 0.44),
        Column(_("Basis"), 0.32),
        Column(_("Rating"), 0.24),
    )
    rows = tuple(
        (
            TableCell(wording.label("rights", each.right), sub=_scope(wording, each), link=each.id),
            TableCell(wording.basis("rights", each.right)),
            TableCell(
                wording.label("ratings", each.rating), sub=_unsupported(wording, each), strong=True
            ),
        )
        for each in findings
    )
    return Table(columns, rows)


def _scope(wording: Wording, finding: Finding) -> str:
    hearing = wording.records.get(finding.hearing or "")
    return hearing_named(wording, hearing) if isinstance(hearing, Hearing) else ""


def _finding(wording: Wording, finding: Finding) -> list[Block]:
    _ = wording.say
    rating = wording.label("ratings", finding.rating)
    return [
        Heading(wording.label("rights", finding.right), 2, finding.id, label=rating),
        Facts(
            (
                Fact(_("Basis"), wording.basis("rights", finding.right)),
                Fact(_("Seen at"), _scope(wording, finding)),
                Fact(_("Reasoning"), finding.reasoning),
                Fact(_("Counter-evidence"), finding.counter_evidence),
                Fact(_("Not seen"), finding.not_seen),
                Fact(_("Evidence"), _unsupported(wording, finding)),
            )
        ),
        *_evidence(wording, finding),
    ]


def _unsupported(wording: Wording, finding: Finding) -> str:
    """What must be said of a rating behind which nothing stands here; empty where something does.

    Where links or their ends were withheld, nobody can tell from here whether there is evidence.
    """
    _ = wording.say
    if finding.rating not in RATED or any(_supporting(wording, finding)):
        return ""
    if any(wording.dossier.withheld.values()):
        return _("(!) No evidence for it is shown here.")
    return _("(!) Rests on nothing yet.")


def _supporting(wording: Wording, finding: Finding) -> Iterator[Record]:
    for link in wording.dossier.links:
        other = {link.to: link.from_, link.from_: link.to}.get(finding.id)
        record = wording.records.get(other or "")
        if record is not None and link.relation != "contradicts":
            yield record


def _evidence(wording: Wording, finding: Finding) -> list[Block]:
    """What is linked to the finding, each with how it bears on it."""
    items: list[Block] = []
    last = ""
    for link in sorted(wording.dossier.links, key=lambda each: each.relation):
        other = {link.to: link.from_, link.from_: link.to}.get(finding.id)
        record = wording.records.get(other or "")
        if record is None:
            continue
        relation = wording.label("relations", link.relation)
        label, last = "" if relation == last else relation, relation
        notes = (link.remark,) if link.remark else ()
        items.append(
            Item(label, record_title(wording, record), notes=notes, link=record.id, quiet=True)
        )
    return items
