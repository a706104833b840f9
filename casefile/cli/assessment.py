# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands on the assessment of a case: rights, assess, evidence."""

from typing import Annotated, Any

import typer

from casefile.base.messages import _, ngettext
from casefile.casework import evidence as evidence_deeds
from casefile.casework import findings
from casefile.casework.cases import resolve
from casefile.casework.findings import Assessment, Cell
from casefile.casework.rights import groups
from casefile.cli.records import CaseName
from casefile.cli.session import AsJson, VaultPath, WrongUsage, opened, plain, print_json, say
from casefile.records.kinds import KINDS, Hearing
from casefile.records.vocabularies import find, label
from casefile.vault.vault import Vault

Right = Annotated[
    str, typer.Argument(metavar="RIGHT", help="Its id, a tag, or a unique beginning of either.")
]
At = Annotated[str, typer.Option("--hearing", metavar="ID", help="At one hearing.")]


def register(app: typer.Typer) -> None:
    """Add these commands to the program."""
    for command in (rights, assess, evidence):
        app.command(command.__name__)(command)


def rights(vault: VaultPath, case: CaseName, hearing: At = "", as_json: AsJson = False) -> None:
    """List the rights with their ratings, what each rests on, and what the state ratified.

    Example: casefile rights shymkent.casefile KZ-2017
    """
    with opened(vault) as open_one:
        held = findings.assessment(open_one, resolve(open_one, case).id)
        where = _hearing(open_one, hearing) or ""
    if as_json:
        print_json(_as_json(held, where))
        return
    for title, listed in groups(held.rights):
        print(title)
        for right in listed:
            say("  ", *filter(None, _line(held, right, where)))
    covered = held.coverage(where)
    told = _("{assessed} assessed, {unseen} not observable, {none} not applicable, {open} open")
    print(
        told.format(
            assessed=covered.assessed, unseen=covered.not_observable,
            none=covered.not_applicable, open=covered.open,
        )
    )  # fmt: skip


def _line(held: Assessment, right: str, where: str) -> tuple[str, ...]:
    cell = held.cell(right, where)
    lines = ngettext("{count} line", "{count} lines", cell.lines).format(count=cell.lines)
    return (
        right,
        label("ratings", cell.rating),
        lines if cell.lines else "",
        said_of_evidence(cell),
        held.caveat(right, where),
    )


def said_of_evidence(cell: Cell) -> str:
    """On how much a finding rests; empty where it needs nothing."""
    if cell.bare:
        return _("rests on nothing yet")
    if not cell.evidence:
        return ""
    return ngettext("rests on {count}", "rests on {count}", cell.evidence).format(
        count=cell.evidence
    )


def _as_json(held: Assessment, where: str) -> dict[str, Any]:
    rows = [
        _right_as_json(held, right, where) for _title, rs in groups(held.rights) for right in rs
    ]
    return {"rights": rows, "coverage": plain(held.coverage(where))}


def _right_as_json(held: Assessment, right: str, where: str) -> dict[str, Any]:
    cell = held.cell(right, where)
    return {
        "right": right,
        "rating": cell.rating,
        "findings": [plain(finding) for finding in cell.findings],
        "lines": cell.lines,
        "waiting": cell.waiting,
        "evidence": cell.evidence,
        "against": cell.against,
        "bare": cell.bare,
        "at_hearings": list(held.elsewhere(right)),
        "treaties": plain(held.standings(right, where)),
    }


def _hearing(vault: Vault, text: str) -> str | None:
    return resolve(vault, text, (Hearing,)).id if text else None


def _right(text: str) -> str:
    """The right that is meant. Raises WrongUsage where it is none, or could be several."""
    term = find("rights", text.removeprefix("#"))
    if term is None:
        raise WrongUsage(_("“{right}” names no right, or several.").format(right=text))
    return term.id


def assess(
    vault: VaultPath,
    case: CaseName,
    right: Right,
    rating: Annotated[str, typer.Argument(metavar="RATING", help="Such as concern or violated.")],
    hearing: At = "",
    reasoning: Annotated[str, typer.Option(help="Why; replaces what stood there.")] = "",
    counter_evidence: Annotated[str, typer.Option(help="What speaks against it.")] = "",
    not_seen: Annotated[str, typer.Option(help="What could not be seen.")] = "",
    as_json: AsJson = False,
) -> None:
    """Rate a right for the whole case, or at one hearing. There is no automatic score.

    Example: casefile assess shymkent.casefile KZ-2017 witnesses concern --reasoning 'Two refused.'
    """
    texts = {"reasoning": reasoning, "counter_evidence": counter_evidence, "not_seen": not_seen}
    fields = {"rating": rating} | {name: text for name, text in texts.items() if text}
    with opened(vault) as open_one:
        where = resolve(open_one, case).id
        at = _hearing(open_one, hearing)
        made = findings.assess(open_one, where, _right(right), at, fields=fields)
    if as_json:
        print_json(made)
    else:
        print(_("Saved {id}.").format(id=made.id))


def evidence(
    vault: VaultPath,
    case: CaseName,
    right: Right,
    accept: Annotated[str, typer.Option(metavar="ID", help="A line or document to accept.")] = "",
    contradicts: Annotated[
        bool, typer.Option("--contradicts", help="It speaks against the finding.")
    ] = False,
    page: Annotated[str, typer.Option(help="Where in a document, or any other remark.")] = "",
    hearing: At = "",
    as_json: AsJson = False,
) -> None:
    """List the lines tagged with a right and what its finding rests on; accept one as evidence.

    Example: casefile evidence shymkent.casefile KZ-2017 witnesses --accept 01a2b3c4
    """
    with opened(vault) as open_one:
        where, at, which = resolve(open_one, case).id, _hearing(open_one, hearing), _right(right)
        if accept:
            thing = resolve(open_one, accept, tuple(KINDS.values()))
            relation = "contradicts" if contradicts else "supports"
            evidence_deeds.accept(
                open_one, where, which, at, thing.id, relation=relation, remark=page
            )
        held = findings.own_finding(open_one, where, which, at)
        rows = evidence_deeds.evidence_rows(open_one, where, which, at, held.id)
    if as_json:
        print_json([{"id": row.id, **plain(row)} for row in rows])
        return
    for row in rows:
        relation = label("relations", row.relation) if row.relation else "–"
        say(row.id, relation, *filter(None, (row.when, row.speaker, row.text, row.remark)))
    if not rows:
        print(_("No line is tagged with it, and nothing is linked."))
