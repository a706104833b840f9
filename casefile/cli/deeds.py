# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands that change a case beyond its log: claim, prefer, move, merge, undo, redo, erase."""

from typing import Annotated, TypeVar

import typer

from casefile.base.messages import _
from casefile.casework import claims as claim_deeds
from casefile.casework import erasing, hearings, moves, people
from casefile.casework import undo as undoing
from casefile.casework.cases import resolve
from casefile.casework.titles import called
from casefile.cli.records import CaseName, moment_in
from casefile.cli.session import AsJson, VaultPath, WrongUsage, opened, print_json, say
from casefile.records.forms import to_fields
from casefile.records.kinds import KINDS, Claim, Document, Hearing, Party, Record
from casefile.records.values import Moment
from casefile.records.vocabularies import label
from casefile.store import reading
from casefile.store.writing import Changes
from casefile.vault.vault import Vault

R = TypeVar("R", bound=Record)

_ID_HELP = "Its id, or the beginning of it."


def register(app: typer.Typer) -> None:
    """Add these commands to the program."""
    for command in (claim, prefer, move, merge, undo, redo, erase):
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


def move(
    vault: VaultPath,
    hearing: Annotated[str, typer.Argument(metavar="HEARING", help=_ID_HELP)],
    to: Annotated[
        str, typer.Argument(metavar="WHEN", help="2017-09-29, 2017-09-29T10:00, or unknown.")
    ],
    by: Annotated[str, typer.Option(help="Who said so.")] = "",
    how: Annotated[str, typer.Option(help="In what way it was made known.")] = "",
    learned: Annotated[str, typer.Option(help="When you learned of it.")] = "",
    room: Annotated[str | None, typer.Option(help="The room, if it is another.")] = None,
    shut_out: Annotated[
        bool, typer.Option("--shut-out", help="Keep the proposed attendances of observers.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Move a hearing; the old one stays, marked as moved.

    Example: casefile move shymkent.casefile 01a2b3c4 2017-09-29 --by 'The judge' --learned 09:40
    """
    with opened(vault) as open_one:
        which = one_of(open_one, hearing, Hearing)
        when = None if to == "unknown" else moment_in(to, open_one, which.id)
        heard = _moment(learned, open_one, which.id) if learned else None
        done = moves.move(open_one, which, when, by=by, how=how, learned=heard, room=room)
        if shut_out and done.proposed:
            moves.keep_attendances(open_one, which.case, done.proposed)
        names = hearings.names_of(open_one, which.case)
    if as_json:
        print_json({"old": done.old, "new": done.new, "proposed": done.proposed})
        return
    say(done.line, done.new.id)
    for one in done.proposed:
        kept = _("kept") if shut_out else _("proposed")
        say(kept, label("attendance-statuses", one.status), names[one.party])


def _moment(text: str, vault: Vault, hearing: str) -> Moment:
    exact = moment_in(text, vault, hearing).exact
    if not isinstance(exact, Moment):
        raise WrongUsage(_("“{at}” has no time of day.").format(at=text))
    return exact


def merge(
    vault: VaultPath,
    keep: Annotated[str, typer.Argument(metavar="KEEP", help="The record that stays.")],
    gone: Annotated[str, typer.Argument(metavar="GONE", help="The one that becomes part of it.")],
) -> None:
    """Make two records one, because they are one person; `undo` parts them again.

    Example: casefile merge shymkent.casefile 01a2b3c4 01a2b3d5
    """
    with opened(vault) as open_one:
        pair = (one_of(open_one, name, Party) for name in (keep, gone))
        _say_touched(people.merge(open_one, *pair))


def undo(vault: VaultPath, case: CaseName) -> None:
    """Take back your last deed in a case; it stays in the history.

    Example: casefile undo shymkent.casefile KZ-2017
    """
    with opened(vault) as open_one:
        _say_touched(undoing.undo(open_one, resolve(open_one, case).id))


def redo(vault: VaultPath, case: CaseName) -> None:
    """Take back your last undoing, if you did nothing since.

    Example: casefile redo shymkent.casefile KZ-2017
    """
    with opened(vault) as open_one:
        _say_touched(undoing.redo(open_one, resolve(open_one, case).id))


def erase(
    vault: VaultPath,
    record: Annotated[str, typer.Argument(metavar="RECORD", help=_ID_HELP)],
    yes: Annotated[bool, typer.Option("--yes", help="Erase it without asking.")] = False,
) -> None:
    """Destroy all that was ever noted of a record, for good; ask before.

    Example: casefile erase shymkent.casefile 01a2b3c4
    """
    with opened(vault) as open_one:
        found = resolve(open_one, record, tuple(KINDS.values()))
        say(erasing.meaning(called(found.kind, to_fields(found)) or found.id))
        if yes or typer.confirm(_("Erase it for good?"), default=False):
            _say_touched(erasing.erase(open_one, found.case, found.id))
        else:
            print(_("Nothing was changed."))


def _say_touched(changes: Changes) -> None:
    for kind, id_ in changes.touched:
        say(kind, id_)
    if not changes.touched:
        print(_("Nothing had to be changed."))


def one_of(vault: Vault, text: str, kind: type[R]) -> R:
    """The record of one kind that `text` names. Raises NotFound, Ambiguous."""
    return reading.record(vault.store, resolve(vault, text, (kind,)).id, kind)
