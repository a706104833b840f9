# SPDX-License-Identifier: GPL-3.0-or-later
"""The accused and the charges, each change of a charge told in its order."""

from casefile.briefing.blocks import Block, Fact, Facts, Heading, Item, Panel, Paragraph
from casefile.briefing.claims import panels
from casefile.briefing.rtl import isolated
from casefile.briefing.sections.front import accused_ids
from casefile.briefing.sections.titles import charge_named, charge_title
from casefile.briefing.wording import Wording
from casefile.records.disputes import disputes
from casefile.records.kinds import Charge, Party


def accused(wording: Wording) -> tuple[Block, ...]:
    """Each accused with the charges against them."""
    _ = wording.say
    people = accused_ids(wording)
    blocks: list[Block] = []
    for ref in people:
        blocks.extend(_person(wording, ref))
    unnamed = [charge for charge in wording.dossier.charges if charge.accused is None]
    if unnamed:
        blocks.append(
            Heading(_("Charges against people who are not named here"), 2, "charges-unnamed")
        )
        blocks.extend(_charges(wording, unnamed))
    return tuple(blocks) or (Paragraph(_("No accused and no charge are recorded."), "muted"),)


def _person(wording: Wording, ref: str) -> list[Block]:
    _ = wording.say
    party = wording.dossier.party(ref)
    if party is None:
        return []
    charges = [charge for charge in wording.dossier.charges if charge.accused == ref]
    blocks: list[Block] = [
        Heading(isolated(party.name), 2, ref),
        Facts(
            (
                Fact(_("Also written"), other_names(wording, party)),
                Fact(_("Position"), wording.affiliation(party)),
                Fact(_("About"), party.remarks),
            )
        ),
    ]
    if charges:
        return blocks + _charges(wording, charges)
    return [*blocks, Paragraph(_("No charge is recorded."), "muted")]


def other_names(wording: Wording, party: Party) -> str:
    """Every name but the primary one, with its sort where that says something."""
    told = []
    for name in party.names:
        if name.text == party.name:
            continue
        plain = name.sort in ("primary", "transliteration")
        label = "" if plain else wording.label("name-sorts", name.sort)
        told.append(f"{isolated(name.text)} ({label.lower()})" if label else isolated(name.text))
    return " · ".join(told)


def _charges(wording: Wording, charges: list[Charge]) -> list[Block]:
    """Chains of charges: what was brought, then what it was turned into."""
    _ = wording.say
    known = {charge.id: charge for charge in charges}
    replaced = {charge.replaced_by for charge in charges}
    about = disputes(wording.dossier.claims)
    blocks: list[Block] = []
    told: set[str] = set()
    for root in [*(c for c in charges if c.id not in replaced), *charges]:
        chain: list[Charge] = []
        link: Charge | None = root
        while link is not None and link.id not in told:
            told.add(link.id)
            chain.append(link)
            link = known.get(link.replaced_by or "")
        blocks.extend(_chain(wording, chain))
        for charge in chain:
            blocks.extend(panels(wording, "charge", about.get(charge.id, ())))
    return blocks


def _chain(wording: Wording, chain: list[Charge]) -> list[Block]:
    _ = wording.say
    items: list[Block] = []
    for index, charge in enumerate(chain):
        first = _("First reported as") if len(chain) > 1 else _("Charge")
        items.append(
            Item(
                label=first if index == 0 else _("Then as"),
                sub=wording.date(charge.brought_on),
                lead=_lead(wording, charge),
                text=charge.text,
                notes=(_("Status: {status}").format(status=_status(wording, charge)),),
                key=charge.id,
            )
        )
    if len(chain) > 1:
        items.append(_change(wording, chain))
    return items


def _lead(wording: Wording, charge: Charge) -> str:
    title = charge_title(wording, charge)
    return f"{title}." if title else ""


def _status(wording: Wording, charge: Charge) -> str:
    return wording.label("charge-statuses", charge.status).lower()


def _change(wording: Wording, chain: list[Charge]) -> Panel:
    _ = wording.say
    first, last = charge_named(wording, chain[0]), charge_named(wording, chain[-1])
    text = _("The accusation was changed. First reported as: {first}. Then as: {last}.")
    return Panel(_("Requalified"), (Paragraph(text.format(first=first, last=last)),))
