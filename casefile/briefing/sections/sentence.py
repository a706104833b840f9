# SPDX-License-Identifier: GPL-3.0-or-later
"""Decisions and sanctions. What sources dispute is printed as disputed and never added up."""

import re
from collections import defaultdict
from decimal import Decimal, InvalidOperation

from casefile.briefing.blocks import (
    Block,
    Column,
    Fact,
    Facts,
    Heading,
    Paragraph,
    Table,
    TableCell,
)
from casefile.briefing.claims import QUANTITY, panels
from casefile.briefing.sections.titles import decision_title, sanction_title
from casefile.briefing.wording import Wording
from casefile.records.disputes import Dispute, differing_fields, disputes
from casefile.records.kinds import Decision, Sanction
from casefile.records.reckoning import Refusal, end_of, total_of
from casefile.records.values import PartialDate

_is_plain = re.compile(r"[0-9]+(\.[0-9]+)?", re.ASCII).fullmatch


def sentence(wording: Wording) -> tuple[Block, ...]:
    """Each decision with its sanctions, then sanctions of no recorded decision."""
    _ = wording.say
    about = disputes(wording.dossier.claims)
    blocks: list[Block] = []
    for decision in wording.dossier.decisions:
        blocks.extend(_decision(wording, decision))
        blocks.extend(panels(wording, "decision", about.get(decision.id, ())))
        blocks.extend(_sanctions(wording, decision.id, about))
    rest = _sanctions(wording, None, about)
    if rest:
        blocks += [Heading(_("Sanctions of no recorded decision"), 2, "sanctions"), *rest]
    return tuple(blocks) or (Paragraph(_("No decision is recorded."), "muted"),)


def _decision(wording: Wording, decision: Decision) -> list[Block]:
    _ = wording.say
    public = {True: _("Yes"), False: _("No"), None: ""}[decision.read_in_public]
    title, date = decision_title(wording, decision), wording.date(decision.decided_on)
    listed = ", ".join(part for part in (title, date) if part)
    heading = Heading(title, 2, decision.id, label=date, listed=listed)
    return [
        heading,
        Facts(
            (
                Fact(_("Result"), decision.result),
                Fact(_("Summary"), decision.summary),
                Fact(_("Read in public"), public),
                Fact(_("Reasoned copy"), wording.date(decision.reasoned_copy_on)),
                Fact(_("Appeal until"), wording.date(decision.appealable_until)),
            )
        ),
    ]


def _sanctions(
    wording: Wording, decision: str | None, about: dict[str, tuple[Dispute, ...]]
) -> list[Block]:
    """The sanctions of a decision, a table a person; what sources dispute stands under it."""
    known = {each.id for each in wording.dossier.decisions}
    against: dict[str, list[Sanction]] = defaultdict(list)
    for sanction in wording.dossier.sanctions:
        belongs = sanction.decision if sanction.decision in known else None
        if belongs == decision:
            against[sanction.party or ""].append(sanction)
    blocks: list[Block] = []
    for party, listed in against.items():
        blocks.extend(_against(wording, party, listed, about))
    return blocks


def _against(
    wording: Wording, party: str, listed: list[Sanction], about: dict[str, tuple[Dispute, ...]]
) -> list[Block]:
    _ = wording.say
    name = wording.name(party)
    title = _("Sanctions against {name}").format(name=name) if name else _("Sanctions")
    columns = (Column(_("Sanction"), 0.40), Column(_("Extent"), 0.44), Column(_("Status"), 0.16))
    rows = tuple(_row(wording, each, about.get(each.id, ())) for each in listed)
    blocks: list[Block] = [Heading(title, 3), Table(columns, rows)]
    for sanction in listed:
        found = about.get(sanction.id, ())
        name = sanction_title(wording, sanction)
        blocks.extend(panels(wording, "sanction", found, name, _total(wording, sanction, found)))
    return blocks


def _row(wording: Wording, sanction: Sanction, found: tuple[Dispute, ...]) -> tuple[TableCell, ...]:
    differing = differing_fields(sanction, found)
    extent = (_extent(wording, sanction, differing), _months(wording, sanction.months))
    under = (*_term(wording, sanction, differing), _total(wording, sanction, found))
    return (
        TableCell(
            sanction_title(wording, sanction), sub=sanction.text, strong=True, key=sanction.id
        ),
        TableCell("; ".join(part for part in extent if part), sub="\n".join(p for p in under if p)),
        TableCell(wording.label("sanction-statuses", sanction.status)),
    )


def _term(wording: Wording, sanction: Sanction, differing: frozenset[str]) -> tuple[str, str]:
    """From when to when as it is recorded, and what start and length say of the end."""
    _ = wording.say
    told = (wording.date(sanction.starts), wording.date(sanction.ends))
    recorded = " – ".join(part for part in told if part)
    end = end_of(sanction, differing)
    if end is Refusal.END_DISPUTED:
        return recorded, _(end.sentence)
    if not isinstance(end, PartialDate) or end == sanction.ends:
        return recorded, ""
    return recorded, _("by start and length until {date}").format(date=wording.date(end))


def _extent(wording: Wording, sanction: Sanction, disputed: frozenset[str]) -> str:
    """The amount with its unit; without the period where that is what is disputed."""
    if not sanction.amount:
        return ""
    per = ""
    if sanction.per != "unstated" and not disputed & QUANTITY:
        per = wording.label("sanction-per", sanction.per).lower()
    return ", ".join(part for part in (_counted(wording, sanction, sanction.amount), per) if part)


def _counted(wording: Wording, sanction: Sanction, amount: str) -> str:
    """An amount and what is counted; an amount that is no number as it was written."""
    unit = wording.label("sanction-units", sanction.unit).lower() if sanction.unit else ""
    try:
        told = wording.number(Decimal(amount)) if _is_plain(amount) else amount
    except InvalidOperation:  # more digits than are grouped
        told = amount
    return f"{told} {unit}".rstrip()


def _months(wording: Wording, months: int | None) -> str:
    if months is None:
        return ""
    years, rest = divmod(months, 12)
    told = []
    if years:
        told.append(wording.count("{count} year", "{count} years", years))
    if rest or not years:
        told.append(wording.count("{count} month", "{count} months", rest))
    return ", ".join(told)


def _total(wording: Wording, sanction: Sanction, found: tuple[Dispute, ...]) -> str:
    """The whole amount, or in words why there is none."""
    _ = wording.say
    total = total_of(sanction, differing_fields(sanction, found))
    if total is Refusal.NO_AMOUNT:
        return ""
    if isinstance(total, Refusal):
        return _(total.sentence)
    if sanction.per == "total":
        return ""  # the extent says it
    told = _counted(wording, sanction, f"{total.amount:f}")
    return _("{amount} in all").format(amount=told)
