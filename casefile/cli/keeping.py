# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands that keep a vault safe: backup, backups, restore, passphrase, rotate, sheet, recover."""

from pathlib import Path
from typing import Annotated

import typer

from casefile.base.messages import _
from casefile.casework import recovery as sheets
from casefile.casework import renewal
from casefile.cli.session import (
    AsJson,
    VaultPath,
    ask_hidden,
    ask_passphrase,
    opened,
    passphrase_from,
    print_json,
    print_table,
    progress,
)
from casefile.vault import backup as backing
from casefile.vault import recovery
from casefile.vault.vault import open_vault

NewFile = Annotated[
    Path | None, typer.Option("--new-file", metavar="FILE", help="A file with the new passphrase.")
]


def register(app: typer.Typer) -> None:
    """Add these commands to the program."""
    for command in (backup, backups, restore, passphrase, rotate, sheet, recover):
        app.command()(command)


def backup(
    vault: VaultPath,
    to: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Keep backups in a folder there from now on.")
    ] = None,
) -> None:
    """Make a backup: a whole copy, checked before it counts. Old ones that aren't needed go.

    Example: casefile backup shymkent.casefile --to /media/stick/backups
    """
    with opened(vault) as open_one, progress(_("Copying")) as report:
        if to is not None:
            backing.choose_place(open_one, to)
        made = backing.back_up(open_one, report)
    print(made.folder)


def backups(vault: VaultPath, as_json: AsJson = False) -> None:
    """List the backups of a vault, the latest first.

    Example: casefile backups shymkent.casefile
    """
    with opened(vault) as open_one:
        place, found = backing.place_of(open_one), backing.backups_of(open_one)
    if as_json:
        print_json([{"folder": one.folder, "made_at": one.made_at.isoformat()} for one in found])
        return
    print_table([(f"{one.made_at:%Y-%m-%d %H:%M} UTC", str(one.folder)) for one in found])
    if not found:
        print(_("There is no backup in {place}.").format(place=place))


def restore(
    backup: Annotated[Path, typer.Argument(metavar="BACKUP", help="The folder of one backup.")],
    vault: Annotated[Path, typer.Argument(metavar="VAULT", help="Where the vault is to be.")],
) -> None:
    """Make a vault of a backup, where there is none. It opens with the passphrase of that day.

    Example: casefile restore shymkent-5f0c9a27.backups/20260406T045800Z again.casefile
    """
    secret = ask_passphrase(_("Passphrase of the backup: "))
    with backing.restore(backup, vault, secret) as made:
        print(_("Restored to {path}.").format(path=made.folder))
        print(_("You sign with a new key from now on; the old one vouches for it."))


def passphrase(vault: VaultPath, new: NewFile = None) -> None:
    """Change the passphrase. Backups and copies made before still open with the old one.

    Example: casefile passphrase shymkent.casefile
    """
    old = ask_passphrase(_("Passphrase: "))
    with open_vault(vault, old) as open_one:  # before the new one is asked for
        renewal.change(open_one, old, _new_passphrase(new))
    print(_("The vault opens with the new passphrase now."))
    print(_("Backups and copies made before still open with the old one."))


def rotate(vault: VaultPath, new: NewFile = None) -> None:
    """Give the whole vault new keys and a new passphrase, so that old copies open nothing new.

    For when somebody may have a copy of the vault, or a backup, and its passphrase. Everything is
    written anew, checked, and only then takes the place of the old; that needs room for a second
    copy. The recovery sheet ends. Your signing key stays.

    Example: casefile rotate shymkent.casefile
    """
    old = ask_passphrase(_("Passphrase: "))
    with open_vault(vault, old) as open_one:
        fresh = _new_passphrase(new)
        with progress(_("Writing everything anew")) as report:
            sheet_ended = renewal.rotate(open_one, old, fresh, progress=report)
    print(_("The vault has new keys and opens with the new passphrase alone."))
    if sheet_ended:
        print(_("Its recovery sheet opens it no more; “casefile sheet” makes another."))
    print(_("Backups and copies made before still open with the old one: destroy them if you can."))


def sheet(
    vault: VaultPath,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="A PDF to print.")
    ] = None,
    revoke: Annotated[bool, typer.Option(help="Let no sheet open the vault any more.")] = False,
) -> None:
    """Make a recovery sheet: 24 words that open the vault when the passphrase is lost.

    A sheet made before stops working. Without -o the words are printed here.

    Example: casefile sheet shymkent.casefile -o sheet.pdf
    """
    with opened(vault) as open_one:
        if revoke:
            recovery.revoke_sheet(open_one)
            print(_("No recovery sheet opens this vault any more."))
            return
        if output is None:
            print(recovery.make_sheet(open_one))
            return
        sheets.print_sheet(open_one, output)
    told = _("Print {path}, then destroy the file: whoever has it has the vault.")
    print(told.format(path=output))


def recover(
    vault: VaultPath,
    words: Annotated[
        Path | None, typer.Option("--words-file", metavar="FILE", help="A file with the words.")
    ] = None,
    new: NewFile = None,
) -> None:
    """Open a vault by its recovery sheet and give it a new passphrase.

    Example: casefile recover shymkent.casefile
    """
    typed = passphrase_from(words) if words else ask_hidden(_("The 24 words: "))
    sheets.recover(vault, typed, _new_passphrase(new)).close()
    print(_("The vault opens with the new passphrase now."))


def _new_passphrase(file: Path | None) -> str:
    return passphrase_from(file) if file else ask_passphrase(_("A new passphrase: "), twice=True)
