# SPDX-License-Identifier: GPL-3.0-or-later
"""Where sources disagree: every value that is claimed for one fact, who says it, what we prefer."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from casefile.briefing.blocks import Column, Panel, Paragraph, Table, TableCell
from casefile.briefing.wording import Wording, field_label, field_value
from casefile.records.kinds import Claim

QUANTITY = frozenset({"amount", "unit", "per", "months"})
"""Fields of a sanction that a total would be reckoned from."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """All claims for one field of one record, grouped by value in order of first mention."""

    field: str
    values: tuple[tuple[str, tuple[Claim, ...]], ...]

    @property
    def disputed(self) -> bool:
        """Whether there is more than one value."""
        return len(self.values) > 1


def disputes(claims: Iterable[Claim]) -> dict[str, tuple[Dispute, ...]]:
    """The disputes by the id of the record that they are about."""
    grouped: dict[str, dict[str, dict[str, list[Claim]]]] = defaultdict(dict)
    for claim in claims:
        values = grouped[claim.about].setdefault(claim.field, {})
        values.setdefault(_comparable(claim.value), []).append(claim)
    return {
        about: tuple(
            Dispute(field, tuple((listed[0].value, tuple(listed)) for listed in values.values()))
            for field, values in fields.items()
        )
        for about, fields in grouped.items()
    }


def _comparable(value: str) -> str:
    return " ".join(value.casefold().split())


def disputed_fields(found: Iterable[Dispute]) -> frozenset[str]:
    """The fields on which sources disagree."""
    return frozenset(dispute.field for dispute in found if dispute.disputed)


def panels(wording: Wording, kind: str, found: Iterable[Dispute]) -> tuple[Panel, ...]:
    """One panel a fact: every value, its sources, and which is preferred and why."""
    return tuple(_panel(wording, kind, dispute) for dispute in found)


def _panel(wording: Wording, kind: str, dispute: Dispute) -> Panel:
    _ = wording.say
    what = field_label(wording, kind, dispute.field)
    title = _("Sources differ: {fact}") if dispute.disputed else _("Source: {fact}")
    columns = (
        Column(_("What is said"), 0.36),
        Column(_("By whom"), 0.34),
        Column(_("Weight"), 0.30),
    )
    rows = tuple(
        (
            TableCell(field_value(wording, kind, dispute.field, value), strong=True),
            TableCell("\n".join(_source(wording, claim) for claim in claims)),
            _weight(wording, claims),
        )
        for value, claims in dispute.values
    )
    return Panel(
        title.format(fact=what), (Table(columns, rows), *_reasons(wording, dispute)), "sources"
    )


def _source(wording: Wording, claim: Claim) -> str:
    _ = wording.say
    document = wording.records.get(claim.source_document or "")
    told = claim.source or getattr(document, "title", "") or _("source not named")
    return _("{source}, p. {page}").format(source=told, page=claim.page) if claim.page else told


def _weight(wording: Wording, claims: tuple[Claim, ...]) -> TableCell:
    _ = wording.say
    preferred = any(claim.preferred for claim in claims)
    graded = [
        wording.label(name, grade)
        for claim in claims[:1]
        for name, grade in (("reliability", claim.reliability), ("credibility", claim.credibility))
        if grade
    ]
    return TableCell(_("Preferred") if preferred else "", sub=" · ".join(graded), strong=preferred)


def _reasons(wording: Wording, dispute: Dispute) -> tuple[Paragraph, ...]:
    _ = wording.say
    claims = [claim for _value, listed in dispute.values for claim in listed]
    quotes = [
        Paragraph(
            _("{source}: “{quote}”").format(source=_source(wording, claim), quote=claim.quote),
            "muted",
        )
        for claim in claims
        if claim.quote
    ]
    reasons = [
        Paragraph(_("Why it is preferred: {reason}").format(reason=claim.reason))
        for claim in claims
        if claim.preferred and claim.reason
    ]
    if dispute.disputed and not any(claim.preferred for claim in claims):
        reasons = [Paragraph(_("No value is preferred: nothing seen so far settles it."))]
    return (*quotes, *reasons)
