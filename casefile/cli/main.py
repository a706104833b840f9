# SPDX-License-Identifier: GPL-3.0-or-later
"""The `casefile` command: its groups, its help, and how errors become exit codes."""

import os
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

import typer

from casefile import __version__
from casefile.base import process
from casefile.base.errors import CasefileError
from casefile.base.licences import carried, third_party
from casefile.base.messages import _
from casefile.cli import assessment, deeds, exchange, keeping, reckoning, records, vaults
from casefile.cli.session import WrongUsage, print_table, tame

EXPECTED, USAGE, BUG = 1, 2, 70
OpenWindow = Callable[[Path | None], int]

app = typer.Typer(
    name="casefile",
    help="Trial observation, offline and encrypted. Without a command, the window opens.",
    epilog="Exit codes: 0 done, 1 an expected error, 2 wrong usage, 70 a bug in Casefile. "
    "The passphrase is asked for, or read from the file named by CASEFILE_PASSPHRASE_FILE.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"casefile {__version__}")
        raise typer.Exit


def _licences(wanted: bool) -> None:
    if wanted:
        print_table([(one.name, one.version, one.licence) for one in (*third_party(), *carried())])
        raise typer.Exit


@app.callback()
def root(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Say the version."
    ),
    licences: bool = typer.Option(
        False,
        "--licences",
        callback=_licences,
        is_eager=True,
        help="List the packages of others in it, and their licences.",
    ),
) -> None:
    """Trial observation, offline and encrypted."""


vaults.register(app)
keeping.register(app)
records.register(app)
reckoning.register(app)
deeds.register(app)
assessment.register(app)
exchange.register(app)


def run(arguments: Sequence[str], open_window: OpenWindow) -> int:
    """Run one command; returns its exit code. `open_window` opens the window on a vault."""
    process.harden()
    try:
        command = typer.main.get_command(app)
        result = command.main(list(arguments), "casefile", standalone_mode=False, obj=open_window)
    except typer.TyperException as error:
        print(error.format_message(), file=sys.stderr)
        print(_("`casefile COMMAND --help` shows how it is called."), file=sys.stderr)
        return error.exit_code
    except WrongUsage as error:
        print(tame(str(error)), file=sys.stderr)
        return USAGE
    except (typer.Abort, KeyboardInterrupt):
        print(_("Stopped."), file=sys.stderr)
        return EXPECTED
    except CasefileError as error:
        print(tame(str(error)), file=sys.stderr)
        return EXPECTED
    except Exception as error:
        return _report_bug(error)
    return result if isinstance(result, int) else 0


def _report_bug(error: Exception) -> int:
    """Say where it broke, not with what: a message may hold a name that must not be in a log."""
    if os.environ.get("CASEFILE_DEBUG"):
        traceback.print_exception(error)
    else:
        last = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{type(error).__name__}, {Path(last.filename).name}:{last.lineno}"
        print(
            _("Casefile itself broke ({place}). What was saved is safe.").format(place=place),
            file=sys.stderr,
        )
        print(_("Set CASEFILE_DEBUG=1 to see more."), file=sys.stderr)
    return BUG
