# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands on what follows from a case's records: sanctions, claims, deadlines, calendar, who."""

from typing import Annotated, Any

import typer

from casefile.base.messages import _, ngettext
from casefile.casework import claims as claim_deeds
from casefile.casework import deadlines as deadline_deeds
from casefile.casework import people
from casefile.casework import sanctions as sanction_deeds
from casefile.casework.cases import resolve
from casefile.cli.exchange import For, Out
from casefile.cli.records import CaseName
from casefile.cli.session import AsJson, VaultPath, opened, plain, print_json, say
from casefile.records.reckoning import Refusal
from casefile.records.values import Audience
from casefile.records.vocabularies import label


def register(app: typer.Typer) -> None:
    """Add these commands to the program."""
    for command in (sanctions, claims, deadlines, calendar, who):
        app.command(command.__name__)(command)


def sanctions(vault: VaultPath, case: CaseName, as_json: AsJson = False) -> None:
    """Say when each sanction ends and what it comes to, or why that can't be said.

    Example: casefile sanctions shymkent.casefile KZ-2017
    """
    with opened(vault) as open_one:
        rows = sanction_deeds.sanction_rows(open_one, resolve(open_one, case).id)
    sums = sanction_deeds.sums(rows)
    if as_json:
        shown = {"sanctions": [_as_json(row) for row in rows], "sums": [_summed(s) for s in sums]}
        print_json(shown)
        return
    if not rows:
        print(_("No sanctions yet."))
    for row in rows:
        say(*_title(row))
        for result in (row.end, row.total):
            if result not in _SILENT:
                say("  ", sanction_deeds.said(result))
    for one in sums:
        if one.count > 1:
            told = _("{what}, {count} in all: {total}").format(
                what=" · ".join(filter(None, (label("sanction-sorts", one.sort), one.name))),
                count=one.count,
                total=sanction_deeds.said(one.total),
            )
            say(told)


_SILENT = (Refusal.NO_AMOUNT, Refusal.NO_START, Refusal.NO_LENGTH)
"""What was never stated needs no sentence on every line."""


def _title(row: sanction_deeds.SanctionRow) -> tuple[str, str]:
    parts = (
        label("sanction-sorts", row.sanction.sort),
        row.party,
        label("sanction-statuses", row.sanction.status),
    )
    return row.id, " · ".join(filter(None, parts))


def _as_json(row: sanction_deeds.SanctionRow) -> dict[str, Any]:
    return {
        "sanction": plain(row.sanction),
        "end": _value(row.end),
        "total": _value(row.total),
        "disputed": sorted(row.disputed),
    }


def _summed(one: sanction_deeds.Sum) -> dict[str, Any]:
    return {"party": one.party, "sort": one.sort, "count": one.count, "total": _value(one.total)}


def _value(result: Any) -> Any:
    """The result, or an object that says why there is none."""
    return {"refused": _(result.sentence)} if isinstance(result, Refusal) else plain(result)


def claims(vault: VaultPath, case: CaseName, as_json: AsJson = False) -> None:
    """List the facts on which sources differ, with every value and who gives it.

    Example: casefile claims shymkent.casefile KZ-2017
    """
    with opened(vault) as open_one:
        found = claim_deeds.disagreements(open_one, resolve(open_one, case).id)
    if as_json:
        print_json([_disagreement(one) for one in found])
        return
    if not found:
        print(_("No source disagrees with another."))
    for one in found:
        for dispute in one.disputes:
            say(one.record.id, one.record.kind, dispute.field)
            for claim in (claim for _value, told in dispute.values for claim in told):
                preferred = _("preferred") if claim.preferred else ""
                said = (claim.id, claim.value, claim.source or claim.source_document, preferred)
                say("  ", *filter(None, said))


def _disagreement(one: claim_deeds.Disagreement) -> dict[str, Any]:
    fields = {
        dispute.field: [plain(claim) for _value, told in dispute.values for claim in told]
        for dispute in one.disputes
    }
    return {"kind": one.record.kind, "id": one.record.id, "fields": fields}


def deadlines(vault: VaultPath, case: CaseName, as_json: AsJson = False) -> None:
    """List what is due: deadlines, ends of appeal windows and sanctions, replies waited for.

    Example: casefile deadlines shymkent.casefile KZ-2017
    """
    with opened(vault) as open_one:
        rows = deadline_deeds.due_rows(open_one, resolve(open_one, case).id)
    if as_json:
        print_json([_due(row) for row in rows])
        return
    states = {"past": _("past"), "soon": _("soon"), "later": _("later")}
    for row in rows:
        doubt = _("(sources differ)") if row.due.disputed else ""
        say(*filter(None, (row.due.when, states[row.state], row.title, doubt)))
    if not rows:
        print(_("Nothing is due."))


def _due(row: deadline_deeds.DueRow) -> dict[str, Any]:
    told = {"when": row.due.when, "sort": row.due.sort, "title": row.title, "record": row.id}
    return told | {"state": row.state, "days": row.days, "disputed": row.due.disputed}


def calendar(vault: VaultPath, case: CaseName, output: Out, audience: For = Audience.TEAM) -> None:
    """Write hearings and deadlines as an .ics file, with neutral titles and no name.

    Example: casefile calendar shymkent.casefile KZ-2017 -o dates.ics --audience team
    """
    with opened(vault) as open_one:
        where = resolve(open_one, case)
        saved = deadline_deeds.save_calendar(open_one, where.id, output, audience=audience)
    count = saved.events
    wrote = ngettext("Wrote {path}, {count} event.", "Wrote {path}, {count} events.", count)
    print(wrote.format(path=output, count=count))
    if saved.left_out:
        left = ngettext(
            "{count} date is left out: its day is not known.",
            "{count} dates are left out: their days are not known.",
            saved.left_out,
        )
        print(left.format(count=saved.left_out))


def who(
    vault: VaultPath,
    case: CaseName,
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name in any script.")],
    as_json: AsJson = False,
) -> None:
    """Say who in a case may be the person of a name, however it is written.

    Example: casefile who shymkent.casefile KZ-2017 'Харькова Лариса'
    """
    with opened(vault) as open_one:
        found = people.perhaps_same(open_one, resolve(open_one, case).id, [name])
    if as_json:
        print_json([{"score": one.score, "name": one.name, **plain(one.party)} for one in found])
        return
    for one in found:
        say(one.party.id, one.party.name, one.name)
    if not found:
        print(_("Nobody in this case is called so."))
