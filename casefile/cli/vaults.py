# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands on a whole vault: new, demo, open, verify, rebuild, identity."""

from pathlib import Path
from typing import Annotated

import typer

from casefile.base.messages import _, ngettext
from casefile.casework import passphrases, sample
from casefile.cli.proof import check_state
from casefile.cli.session import (
    AsJson,
    VaultPath,
    ask_passphrase,
    opened,
    print_json,
    print_table,
    progress,
    say,
)
from casefile.store.projection import rebuild as rebuild_store
from casefile.vault.vault import create
from casefile.vault.verify import verify as verify_vault


def register(app: typer.Typer) -> None:
    """Add these commands to the program."""
    for command in (new, demo, open_, verify, rebuild, identity):
        app.command(command.__name__.rstrip("_"))(command)


def new(
    vault: VaultPath,
    name: Annotated[
        str, typer.Option(help="Your name, as colleagues will see it.", prompt="Your name")
    ],
    organisation: Annotated[str, typer.Option(help="Who you work for.")] = "",
) -> None:
    """Make a new vault.

    Example: casefile new shymkent.casefile --name "A. Observer"
    """
    passphrase = ask_passphrase(_("A passphrase for the new vault: "), twice=True)
    passphrases.require_strong(passphrase)
    with create(vault, passphrase, name, organisation) as made:
        print(_("Made {path}.").format(path=made.folder))
        print(
            _(
                "Nobody can open it without the passphrase, and nobody can recover that for you, "
                "unless you make a recovery sheet (casefile sheet)."
            )
        )


def demo(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="Where to put it.")],
) -> None:
    """Make the sample vault, its briefing and its bundle.

    Example: casefile demo demo
    """
    with progress(_("Building the sample case")) as report:
        made = sample.build_demo(directory, report)
    for line in (made.vault, made.briefing, made.bundle):
        print(line)
    print(_("The passphrase is: {passphrase}").format(passphrase=sample.PASSPHRASE))


def open_(context: typer.Context, vault: VaultPath) -> None:
    """Open the window on a vault.

    Example: casefile open shymkent.casefile
    """
    raise typer.Exit(context.obj(vault))


def verify(
    vault: VaultPath,
    state: Annotated[
        str, typer.Option(metavar="DIGEST", help="Of a printed briefing: was a case just so?")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Check everything: signatures, chains, tables, documents, the database itself.

    With --state it says instead whether a case once held exactly what a printed state digest
    stands for, and what came after.

    Example: casefile verify shymkent.casefile --state 'ab12 cd34 ef56 7890 1234'
    """
    if state:
        with opened(vault) as open_one:
            held = check_state(open_one, state, as_json=as_json)
        raise typer.Exit(0 if held else 1)
    with opened(vault) as open_one, progress(_("Verifying")) as report:
        result = verify_vault(open_one, report)
    if as_json:
        print_json(result)
    else:
        for problem in result.problems:
            say(problem)
        if result.ok:
            print(
                _(
                    "All is well: {entries} entries, {records} records, {attachments} documents."
                ).format(
                    entries=result.entries, records=result.records, attachments=result.attachments
                )
            )
        if result.unclaimed:
            print(
                ngettext(
                    "{count} document that no record names lies in attachments/unclaimed.",
                    "{count} documents that no record names lie in attachments/unclaimed.",
                    result.unclaimed,
                ).format(count=result.unclaimed)
            )
    if not result.ok:
        raise typer.Exit(1)


def rebuild(vault: VaultPath) -> None:
    """Make the tables and the search index anew from the journal.

    Example: casefile rebuild shymkent.casefile
    """
    with opened(vault) as open_one, progress(_("Rebuilding")) as report:
        count = rebuild_store(open_one.store, report)
    print(
        ngettext("Rebuilt from {count} entry.", "Rebuilt from {count} entries.", count).format(
            count=count
        )
    )


def identity(vault: VaultPath, as_json: AsJson = False) -> None:
    """Show who this vault signs as, and the key to which others can encrypt for it.

    Example: casefile identity shymkent.casefile --json
    """
    with opened(vault) as open_one:
        card = open_one.identity.card()
    if as_json:
        print_json(card)
        return
    print_table(
        [
            (_("Name"), card.name),
            (_("Organisation"), card.organisation),
            (_("Author"), card.id),
            (_("age recipient"), card.age_recipient),
        ]
    )
