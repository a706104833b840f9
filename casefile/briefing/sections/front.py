# SPDX-License-Identifier: GPL-3.0-or-later
"""Cover, summary, and who observed with what mandate."""

from casefile.briefing.blocks import Block, Cover, Fact, Facts, Heading, Paragraph
from casefile.briefing.sections.titles import shortened
from casefile.briefing.wording import Wording
from casefile.records.kinds import Mission

_MANDATE_LIMIT = 420  # characters on the cover; the whole of it stands in the section


def sender_of(wording: Wording) -> str:
    """The organisations that sent observers."""
    senders = (wording.name(mission.sender) for mission in wording.dossier.missions)
    return " · ".join(dict.fromkeys(name for name in senders if name))


def cover(wording: Wording) -> Cover:
    """The first page: what, for whom, by whom, and the state of the file it rests on."""
    _ = wording.say
    dossier = wording.dossier
    banner, sentence = wording.audience(dossier.audience)
    return Cover(
        sender=sender_of(wording) or dossier.made_by,
        kind=_("Case briefing"),
        title=dossier.case.title,
        subtitle=wording.label("countries", dossier.case.country) if dossier.case.country else "",
        banner=banner,
        banner_note=sentence,
        facts=_cover_facts(wording),
        mandate_label=_("Mandate"),
        mandate=_mandate(wording),
        digest_label=_("State of the file"),
        digest=digest_groups(dossier.state_digest),
        digest_note=_(
            "This number stands for every entry of the case file as it was when this briefing was "
            "made. Whoever holds the file can check that it contained exactly those entries."
        ),
        digest_code=f"casefile:{dossier.case.id}:{dossier.state_digest}"
        if dossier.state_digest
        else "",
    )


def digest_groups(digest: str) -> str:
    """The first 20 digits in groups of four."""
    return " ".join(digest[start : start + 4] for start in range(0, min(20, len(digest)), 4))


def _cover_facts(wording: Wording) -> tuple[Fact, ...]:
    _ = wording.say
    case, dossier = wording.dossier.case, wording.dossier
    periods = [told for mission in dossier.missions if (told := period(wording, mission))]
    return (
        Fact(_("Reference"), case.reference),
        Fact(_("Court files"), ", ".join(case.court_files)),
        Fact(_("Stage"), wording.label("stages", case.stage) if case.stage else ""),
        Fact(_("Sent by"), sender_of(wording)),
        Fact(_("Observation"), " · ".join(periods)),
        Fact(_("Prepared by"), dossier.made_by),
        Fact(_("Prepared on"), wording.instant(dossier.made_at)),
    )


def period(wording: Wording, mission: Mission) -> str:
    """From when to when."""
    _ = wording.say
    starts, ends = wording.date(mission.starts), wording.date(mission.ends)
    if starts and not ends:
        return _("from {date}").format(date=starts)
    if ends and not starts:
        return _("until {date}").format(date=ends)
    return " – ".join(dict.fromkeys(told for told in (starts, ends) if told))


def _mandate(wording: Wording) -> str:
    told = [mission.mandate for mission in wording.dossier.missions if mission.mandate]
    return shortened(told[0], _MANDATE_LIMIT) if told else ""


def summary(wording: Wording) -> tuple[Block, ...]:
    """The case in its own words and in a few facts."""
    _ = wording.say
    case = wording.dossier.case
    text = case.summary or _("No summary has been written for this case.")
    return (
        Paragraph(text, "lead" if case.summary else "muted"),
        Facts(
            (
                Fact(_("Accused"), wording.names(tuple(accused_ids(wording)))),
                Fact(
                    _("Country"), wording.label("countries", case.country) if case.country else ""
                ),
                Fact(_("Stage"), wording.label("stages", case.stage) if case.stage else ""),
                Fact(_("Status"), wording.label("case-statuses", case.status)),
                *_outcomes(wording),
            )
        ),
    )


def accused_ids(wording: Wording) -> list[str]:
    """The accused, in order of their charges, then those who are only called so."""
    dossier = wording.dossier
    charged = [charge.accused for charge in dossier.charges if charge.accused]
    called = [party.id for party in dossier.parties if "accused" in party.roles]
    return list(dict.fromkeys([*charged, *called]))


def _outcomes(wording: Wording) -> list[Fact]:
    """Each decision in a line: when, by which court, with what result."""
    _ = wording.say
    facts = []
    for decision in wording.dossier.decisions:
        sort = wording.label("decision-sorts", decision.sort) if decision.sort else _("Decision")
        head = (wording.date(decision.decided_on), wording.name(decision.court))
        told = (", ".join(part for part in head if part), shortened(decision.result, 200))
        facts.append(Fact(sort, ": ".join(part for part in told if part)))
    return facts


def observation(wording: Wording) -> tuple[Block, ...]:
    """Each mission: who sent it, its mandate, members and funding."""
    _ = wording.say
    missions = wording.dossier.missions
    if not missions:
        return (Paragraph(_("No mission is recorded: who sent observers is not stated."), "muted"),)
    blocks: list[Block] = []
    for mission in missions:
        if len(missions) > 1 or mission.title:
            blocks.append(Heading(mission.title, 2, mission.id))
        blocks.append(
            Facts(
                (
                    Fact(_("Sent by"), wording.name(mission.sender)),
                    Fact(_("Period"), period(wording, mission)),
                    Fact(_("Mandate"), mission.mandate),
                    Fact(_("Members"), _members(wording, mission)),
                    Fact(_("Funding"), mission.funding),
                    Fact(_("Independence"), mission.independence_statement),
                )
            )
        )
    return tuple(blocks)


def _members(wording: Wording, mission: Mission) -> str:
    lines = []
    for member in mission.members:
        place = wording.affiliation(wording.dossier.party(member))
        name = wording.name(member)
        lines.append(f"{name} ({place})" if place else name)
    return "\n".join(line for line in lines if line)
