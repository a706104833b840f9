# SPDX-License-Identifier: GPL-3.0-or-later
"""What commands share: the passphrase, an open vault, a progress bar, ways to print."""

import getpass
import json
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from casefile.base.errors import CasefileError, NotFound
from casefile.base.messages import _
from casefile.casework.opening import told_of, warned_of
from casefile.records.values import encode_hook
from casefile.vault.vault import Vault, open_vault

VaultPath = Annotated[Path, typer.Argument(metavar="VAULT", help="The vault's folder.")]
AsJson = Annotated[bool, typer.Option("--json", help="Answer in JSON, for programs.")]


# Controls, but for the line end, and the marks that turn the direction of text.
_OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class WrongUsage(CasefileError):
    """The command was called in a way that means nothing; exit code 2."""


PASSPHRASE_FILE = "CASEFILE_PASSPHRASE_FILE"  # noqa: S105 - the name of a variable


def passphrase_from(path: Path) -> str:
    """The first line of a file. Raises NotFound where it can't be read or is empty."""
    try:
        first = path.read_text(encoding="utf-8").splitlines()[:1]
    except (OSError, UnicodeDecodeError):
        first = []
    if not first or not first[0]:
        raise NotFound(
            _("No passphrase could be read from “{name}”.").format(name=path.name),
            _("It must be a text file with the passphrase in its first line."),
        )
    return first[0]


def ask_passphrase(prompt: str, *, twice: bool = False) -> str:
    """The passphrase, from the file that the environment names or from the keyboard, unseen.

    Never from an argument: other programs can read those.
    """
    if named := os.environ.get(PASSPHRASE_FILE):
        return passphrase_from(Path(named))
    passphrase = ask_hidden(prompt)
    if twice and getpass.getpass(_("The same again: ")) != passphrase:
        raise WrongUsage(_("The two passphrases differ."))
    return passphrase


def ask_hidden(prompt: str) -> str:
    """What is typed at the keyboard, unseen. Raises WrongUsage where there is no keyboard."""
    if not sys.stdin.isatty():
        raise WrongUsage(
            _("There is no keyboard to ask for the passphrase; set {name}.").format(
                name=PASSPHRASE_FILE
            )
        )
    return getpass.getpass(prompt)


@contextmanager
def opened(folder: Path) -> Iterator[Vault]:
    """The vault, open while the block runs."""
    with open_vault(folder, ask_passphrase(_("Passphrase: "))) as vault:
        for told in filter(None, (told_of(vault), warned_of(vault))):
            print(tame(told), file=sys.stderr)
        yield vault


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on the terminal for `report(done, total)`; silent where there is none."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    with typer.progressbar(length=1, label=label, file=sys.stderr) as bar:

        def report(done: int, total: int) -> None:
            bar.length = max(total, 1)
            bar.update(done - bar.pos)

        yield report


def plain(value: Any) -> Any:
    """Records and other frozen values as what JSON knows."""
    return msgspec.to_builtins(value, enc_hook=_plain_hook)


def _plain_hook(value: Any) -> Any:
    if isinstance(value, Path):
        return str(value)
    return encode_hook(value)


def print_json(value: Any) -> None:
    """One JSON value on standard output; what a terminal would obey is escaped."""
    text = json.dumps(plain(value), ensure_ascii=False, indent=2)
    print(_OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


def tame(text: str) -> str:
    """A text as it may be printed: what came from others could move the cursor, hide a line or
    turn its direction."""
    return _OBEYED.sub("\N{REPLACEMENT CHARACTER}", text)


def say(*parts: str) -> None:
    """Print the parts on one line, two spaces between them."""
    print(tame("  ".join(" ".join(part.splitlines()) for part in parts)))


def print_table(rows: Sequence[Sequence[str]]) -> None:
    """Columns that line up, without a frame: easy to read and to cut."""
    rows = [[tame(" ".join(text.splitlines())) for text in row] for row in rows]
    widths = [max(map(_cells, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        padded = (
            text + " " * (width - _cells(text)) for text, width in zip(row, widths, strict=True)
        )
        print("  ".join(padded).rstrip())


def _cells(text: str) -> int:
    """How many columns of a terminal a text takes."""
    from rich.cells import cell_len

    return cell_len(text)
