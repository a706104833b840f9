# SPDX-License-Identifier: GPL-3.0-or-later
"""Where sources disagree: every value claimed for one fact, who says it, what is preferred."""

from collections.abc import Iterable

from casefile.briefing.blocks import (
    Block,
    Column,
    Fact,
    Facts,
    Panel,
    Paragraph,
    Table,
    TableCell,
)
from casefile.briefing.wording import Wording, field_label, field_value
from casefile.records.disputes import Dispute
from casefile.records.kinds import Claim

QUANTITY = frozenset({"amount", "unit", "per", "months"})
"""Fields of a sanction that a total would be reckoned from."""


def _(text: str) -> str:
    """Mark a text for the catalogues; it is translated when it is said."""
    return text


_WHAT = {
    ("sanction", "per"): _("whether the figure is a total or recurs"),
    ("sanction", "amount"): _("how much was imposed"),
    ("sanction", "unit"): _("what is counted"),
    ("sanction", "months"): _("how long it lasts"),
    ("sanction", "sort"): _("what was imposed"),
    ("sanction", "text"): _("what was imposed"),
    ("decision", "decided_on"): _("the date of the decision"),
    ("decision", "court"): _("which court decided"),
    ("decision", "result"): _("what was decided"),
    ("charge", "article"): _("the article"),
    ("charge", "text"): _("what the accusation was"),
    ("charge", "status"): _("what became of the charge"),
}


def panels(
    wording: Wording, kind: str, found: Iterable[Dispute], name: str = "", total: str = ""
) -> tuple[Block, ...]:
    """For each fact of a record every value and its sources; where they differ, in a panel.

    `name` is what the record is called, `total` a sentence on what can't be reckoned.
    """
    blocks: list[Block] = []
    for dispute in found:
        if dispute.disputed:
            closing = total if dispute.field in QUANTITY else ""
            blocks.append(_panel(wording, kind, dispute, name, closing))
        else:
            blocks.append(_single(wording, kind, dispute, name))
    return tuple(blocks)


def _single(wording: Wording, kind: str, dispute: Dispute, name: str) -> Facts:
    """One value only: what it is, and who says so."""
    _ = wording.say
    value, claims = dispute.values[0]
    shown = field_value(wording, kind, dispute.field, value)
    sources = "; ".join(_source(wording, claim) for claim in claims)
    if shown == name:  # what is claimed is what it is called: that it was imposed at all
        told = f"{name} ({sources})"
    else:
        fact = field_label(wording, kind, dispute.field)
        told = _("{fact}: {value} ({sources})").format(fact=fact, value=shown, sources=sources)
        told = f"{name}. {told}" if name else told
    label = _("One source only") if len(claims) == 1 else _("Sources agree")
    quotes = tuple(Fact("", f"“{claim.quote}”") for claim in claims if claim.quote)
    return Facts((Fact(label, told), *quotes))


def _panel(wording: Wording, kind: str, dispute: Dispute, name: str, closing: str) -> Panel:
    _ = wording.say
    what = _WHAT.get((kind, dispute.field))
    told = wording.say(what) if what else field_label(wording, kind, dispute.field).lower()
    title = _("Sources differ on {fact}").format(fact=told)
    last = (Paragraph(closing),) if closing else ()
    blocks = (_values(wording, kind, dispute), *_reasons(wording, dispute), *last)
    return Panel(f"{name}: {title[0].lower()}{title[1:]}" if name else title, blocks)


def _values(wording: Wording, kind: str, dispute: Dispute) -> Table:
    """A row a value; the weight of sources only where any was given."""
    _ = wording.say
    weights = [_weight(wording, claims) for _value, claims in dispute.values]
    weighed = any(cell.text or cell.sub for cell in weights)
    columns = (Column(_("What is said"), 0.34), Column(_("By whom"), 0.36 if weighed else 0.66))
    rows = tuple(
        (
            TableCell(field_value(wording, kind, dispute.field, value), strong=True),
            TableCell("\n".join(_source(wording, claim) for claim in claims)),
        )
        for value, claims in dispute.values
    )
    if not weighed:
        return Table(columns, rows)
    weighted = tuple((*row, weight) for row, weight in zip(rows, weights, strict=True))
    return Table((*columns, Column(_("Weight"), 0.30)), weighted)


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
