# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands that change a case beyond its log: claim, prefer."""

from typing import Annotated, TypeVar

import typer

from casefile.base.messages import _
from casefile.casework import claims as claim_deeds
from casefile.casework.cases import resolve
from casefile.cli.session import AsJson, VaultPath, opened, print_json
from casefile.records.kinds import KINDS, Claim, Document, Record
from casefile.store import reading
from casefile.vault.vault import Vault

R = TypeVar("R", bound=Record)

_ID_HELP = "Its id, or the beginning of it."


def register(app: typer.Typer) -> None:
    """Add these commands to the program."""
    for command in (claim, prefer):
        app.command(command.__name__)(command)


def claim(
    vault: VaultPath,
    record: Annotated[str, typer.Argument(metavar="RECORD", help=_ID_HELP)],
    field: Annotated[str, typer.Argument(metavar="FIELD", help="Such as months or decided_on.")],
    value: Annotated[str, typer.Argument(metavar="VALUE", help="What the source says it is.")],
    source: Annotated[str, typer.Option(help="Who says so.")] = "",
    document: Annotated[str, typer.Option(metavar="ID", help="The document it stands in.")] = "",
    quote: Annotated[str, typer.Option(help="The source's own words.")] = "",
    page: Annotated[str, typer.Option(help="Where in the document.")] = "",
    as_json: AsJson = False,
) -> None:
    """Keep what one source says of a field, beside what others say.

    Example: casefile claim shymkent.casefile 01a2b3c4 months 48 --source 'UNI statement'
    """
    with opened(vault) as open_one:
        about = resolve(open_one, record, tuple(KINDS.values()))
        stands_in = resolve(open_one, document, (Document,)).id if document else None
        added = claim_deeds.add_claim(
            open_one, about, field, value,
            source=source, source_document=stands_in, quote=quote, page=page,
        )  # fmt: skip
    if as_json:
        print_json(added.claim)
    else:
        print(_("Saved {id}.").format(id=added.claim.id))


def prefer(
    vault: VaultPath,
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help=_ID_HELP)],
    reason: Annotated[str, typer.Option(help="Why this value and no other.")],
) -> None:
    """Prefer one source's value to the others on the same field; all of them stay.

    Example: casefile prefer shymkent.casefile 01a2b3c4 --reason 'The judgment says so.'
    """
    with opened(vault) as open_one:
        claim_deeds.prefer(open_one, one_of(open_one, claim, Claim), reason)
    print(_("Saved."))


def one_of(vault: Vault, text: str, kind: type[R]) -> R:
    """The record of one kind that `text` names. Raises NotFound, Ambiguous."""
    return reading.record(vault.store, resolve(vault, text, (kind,)).id, kind)
