# SPDX-License-Identifier: GPL-3.0-or-later
"""Decisions and sanctions. What sources dispute is printed as disputed and never added up."""

from decimal import Decimal, InvalidOperation

from casefile.briefing.blocks import Block, Fact, Facts, Heading, Paragraph
from casefile.briefing.claims import QUANTITY, Dispute, disputed_fields, disputes, panels
from casefile.briefing.sections.titles import decision_title, sanction_title
from casefile.briefing.wording import Wording
from casefile.records.kinds import Decision, Sanction

_MONTHS = {"month": Decimal(1), "year": Decimal(12)}


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
    heading = Heading(
        decision_title(wording, decision), 2, decision.id, label=wording.date(decision.decided_on)
    )
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
    known = {each.id for each in wording.dossier.decisions}
    blocks: list[Block] = []
    for sanction in wording.dossier.sanctions:
        belongs = sanction.decision if sanction.decision in known else None
        if belongs == decision:
            blocks.extend(_sanction(wording, sanction, about.get(sanction.id, ())))
    return blocks


def _sanction(wording: Wording, sanction: Sanction, found: tuple[Dispute, ...]) -> list[Block]:
    _ = wording.say
    term = (wording.date(sanction.starts), wording.date(sanction.ends))
    fields = disputed_fields(found)
    return [
        Heading(sanction_title(wording, sanction), 3, sanction.id),
        Facts(
            (
                Fact(_("Against"), wording.name(sanction.party)),
                Fact(_("Extent"), _extent(wording, sanction, fields)),
                Fact(_("Term"), _months(wording, sanction.months)),
                Fact(_("Runs"), " – ".join(part for part in term if part)),
                Fact(_("Status"), wording.label("sanction-statuses", sanction.status)),
                Fact(_("In words"), sanction.text),
                Fact(_("In all"), _total(wording, sanction, fields)),
            )
        ),
        *panels(wording, "sanction", found),
    ]


def _extent(wording: Wording, sanction: Sanction, disputed: frozenset[str]) -> str:
    """The amount with its unit; without the period where that is what is disputed."""
    if not sanction.amount:
        return ""
    unit = wording.label("sanction-units", sanction.unit).lower() if sanction.unit else ""
    per = ""
    if sanction.per != "unstated" and not disputed & QUANTITY:
        per = wording.label("sanction-per", sanction.per).lower()
    return " ".join(part for part in (sanction.amount, unit, per) if part)


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


def _total(wording: Wording, sanction: Sanction, disputed: frozenset[str]) -> str:
    """The whole amount, or in words why there is none."""
    _ = wording.say
    if not sanction.amount:
        return ""
    if disputed & QUANTITY:
        return _(
            "No total is given. Sources differ on what the figure means, and this briefing does "
            "not reckon with a disputed unit."
        )
    if sanction.per == "unstated":
        return _("No total is given: it is not stated whether the figure is a total or recurs.")
    if sanction.per not in _MONTHS or not sanction.months:
        return ""
    try:
        total = Decimal(sanction.amount) * sanction.months / _MONTHS[sanction.per]
    except InvalidOperation:
        return ""
    unit = wording.label("sanction-units", sanction.unit).lower() if sanction.unit else ""
    return f"{total.normalize():f} {unit}".rstrip()
