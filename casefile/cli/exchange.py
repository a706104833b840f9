# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands for what leaves and what comes in: brief, export, inspect, import."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated

import typer

from casefile.base.clock import at
from casefile.base.messages import _
from casefile.bundle.receive import Review
from casefile.casework import briefings, paper
from casefile.casework import exchange as deeds
from casefile.casework.cases import resolve
from casefile.casework.documents import documents as documents_of
from casefile.cli.records import CaseName
from casefile.cli.session import (
    AsJson,
    VaultPath,
    WrongUsage,
    ask_passphrase,
    opened,
    passphrase_from,
    print_json,
    print_table,
    progress,
    say,
)
from casefile.records.kinds import Case, Document, Hearing
from casefile.records.values import Audience
from casefile.vault.vault import Vault

Out = Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="The file to write.")]
For = Annotated[Audience, typer.Option(help="Who may read it.")]
PassphraseFile = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="The bundle's passphrase is the first line of this file."),
]
Settled = Annotated[
    list[str] | None,
    typer.Option(metavar="WORD", help="A word that was found, but means nobody who is protected."),
]
BundlePath = Annotated[Path, typer.Argument(metavar="BUNDLE", help="A .casebundle file.")]


def register(app: typer.Typer) -> None:
    """Add these commands to the program."""
    for command in (brief, form, export, inspect, import_):
        app.command(command.__name__.rstrip("_"))(command)


def brief(
    vault: VaultPath,
    case: CaseName,
    output: Out,
    template: Annotated[str, typer.Option(help="case: the case briefing.")] = "case",
    language: Annotated[str, typer.Option(help="The briefing's language.")] = "en",
    audience: For = Audience.TEAM,
    settled: Settled = None,
) -> None:
    """Write a briefing as a PDF.

    Example: casefile brief shymkent.casefile KZ-2017 -o briefing.pdf --audience partners
    """
    with opened(vault) as open_one:
        where = resolve(open_one, case)
        release = briefings.save(
            open_one, where.id, output, template=template, language=language, audience=audience,
            settled=settled or (),
        )  # fmt: skip
    print(_("Wrote {path}, state {digest}.").format(path=output, digest=release.state_digest[:20]))


def form(
    vault: VaultPath,
    output: Out,
    where: Annotated[
        str, typer.Argument(metavar="[CASE|HEARING]", help="Without it, the form is blank.")
    ] = "",
    names: Annotated[
        bool, typer.Option("--names", help="Print the case and the people; paper can be seized.")
    ] = False,
    audience: For = Audience.TEAM,
    pages: Annotated[
        int, typer.Option(min=1, max=40, help="Pages of lines for the log.")
    ] = paper.LOG_PAGES,
    settled: Settled = None,
) -> None:
    """Write a hearing form to be printed, for courts that let no laptop in.

    Example: casefile form shymkent.casefile 01a2b3c4 -o form.pdf
    """
    if not where:
        paper.save_blank(output, pages)
    else:
        with opened(vault) as open_one:
            place = resolve(open_one, where, (Case, Hearing))
            wanted = paper.Printed(
                place.case, place.id if isinstance(place, Hearing) else None,
                names=names, audience=audience, settled=tuple(settled or ()), log_pages=pages,
            )  # fmt: skip
            paper.save_form(open_one, output, wanted)
    print(_("Wrote {path}.").format(path=output))


def export(
    vault: VaultPath,
    case: CaseName,
    output: Out,
    to: Annotated[
        list[str] | None, typer.Option(metavar="AGE-RECIPIENT", help="An age key; may be repeated.")
    ] = None,
    passphrase_file: PassphraseFile = None,
    audience: For = Audience.TEAM,
    document: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="A document that goes along; all others stay behind."),
    ] = None,
    documents: Annotated[bool, typer.Option(help="Whether documents go along.")] = True,
    settled: Settled = None,
) -> None:
    """Write a case as an encrypted bundle, for age keys or under a passphrase.

    Example: casefile export shymkent.casefile KZ-2017 --to age1… -o kharkova.casebundle
    """
    if bool(to) == bool(passphrase_file):
        raise WrongUsage(_("Give either --to (once or more) or --passphrase-file."))
    passphrase = passphrase_from(passphrase_file) if passphrase_file else None
    with opened(vault) as open_one, progress(_("Exporting")) as report:
        where = resolve(open_one, case)
        chosen = None if documents and not document else _chosen(open_one, document or ())
        handed = deeds.export_case(
            open_one,
            where.id,
            output,
            deeds.Sealing(to or (), passphrase, audience, settled or (), chosen),
            progress=report,
        )
    print(_("Wrote {path}, SHA-256 {digest}.").format(path=output, digest=handed.exported.sha256))
    for sentence in handed.unseen:
        print(sentence)


def _chosen(vault: Vault, ids: Iterable[str]) -> frozenset[str]:
    """The ids of documents that were named in short."""
    return frozenset(resolve(vault, one, (Document,)).id for one in ids)


def inspect(
    bundle: BundlePath,
    key: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="A file with an age identity (AGE-SECRET-KEY-1…)."),
    ] = None,
    passphrase_file: PassphraseFile = None,
    vault: Annotated[
        Path | None, typer.Option(metavar="VAULT", help="Open it with the key of this vault.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Say what a bundle holds, and check it, without taking anything in.

    Example: casefile inspect kharkova.casebundle --vault shymkent.casefile
    """
    passphrase = passphrase_from(passphrase_file) if passphrase_file else None
    keys = _keys_in(key) if key else []
    if vault:
        with opened(vault) as open_one:
            keys.append(str(open_one.identity.age_key))
    elif not keys and passphrase is None:
        passphrase = ask_passphrase(_("The bundle's passphrase: "))
    inspection = deeds.inspect_bundle(bundle, keys=keys, passphrase=passphrase)
    if as_json:
        print_json(inspection)
        return
    print_table(
        [
            (_("Case"), inspection.title),
            (_("Id"), inspection.case),
            (_("From"), f"{inspection.sender.name}, {inspection.sender.organisation}".strip(", ")),
            (_("Author"), inspection.sender.id),
            (_("Made at"), at(inspection.made_at).isoformat(timespec="seconds")),
            (_("Audience"), inspection.audience.value),
            (_("Documents"), str(inspection.documents)),
            (_("Entries"), str(inspection.entries)),
            (_("Withheld"), str(inspection.withheld)),
        ]
    )


def _keys_in(path: Path) -> list[str]:
    """The age identities in a key file as `age-keygen` writes it."""
    lines = (
        path.read_text(encoding="utf-8", errors="replace").splitlines() if path.is_file() else []
    )
    keys = [line.strip() for line in lines if line.startswith("AGE-SECRET-KEY-1")]
    if not keys:
        raise WrongUsage(_("“{name}” holds no age identity.").format(name=path.name))
    return keys


def import_(
    vault: VaultPath,
    bundle: BundlePath,
    accept: Annotated[bool, typer.Option("--accept", help="Take it in without asking.")] = False,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Check a bundle, show what it would change, and take it in once you accept.

    Example: casefile import office.casefile kharkova.casebundle --accept
    """
    passphrase = passphrase_from(passphrase_file) if passphrase_file else None
    with opened(vault) as open_one:
        with progress(_("Checking")) as report:
            review = deeds.review_bundle(open_one, bundle, passphrase=passphrase, progress=report)
        _print_review(review)
        if not accept and not typer.confirm(_("Take this in?"), default=False):
            deeds.discard(open_one, review)
            print(_("Nothing was changed."))
            return
        deeds.accept(open_one, review)
        briefings.read_unread(open_one, review.case, documents_of(open_one, review.case))
    print(_("Taken in."))


def _print_review(review: Review) -> None:
    """What accepting would change, and all that should make a person pause first."""
    known = "" if review.sender_known else _("(this vault has not met them before)")
    print_table(
        [
            (_("Case"), review.title),
            (_("From"), f"{review.sender.name} {known}".strip()),
            (_("Author"), review.sender.id),
            (_("Made at"), at(review.made_at).isoformat(timespec="seconds")),
            (_("New entries"), str(review.new_entries)),
            (_("Records changed"), _counted(review.changed)),
            (_("Records withdrawn"), _counted(review.withdrawn)),
            (_("Withheld"), str(review.withheld)),
        ]
    )
    for warning in _warnings(review):
        say(warning)


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{kind} {count}" for kind, count in sorted(counts.items())) or _("none")


def _warnings(review: Review) -> Iterator[str]:
    for conflict in review.conflicts:
        values = " | ".join(str(claimed.value) for claimed in conflict.values)
        named = f"{conflict.kind} {conflict.record}, {conflict.field}"
        yield _("Conflict in {named}: {values}").format(named=named, values=values)
    yield from deeds.cautions(review)
    for head in review.ahead:
        yield _("An entry of {author} lies over a day ahead.").format(author=head.author)
    for author, seq in review.missing.items():
        yield _("Entries of {author} up to {seq} are missing.").format(author=author, seq=seq)
    if Case.kind in review.withdrawn:
        yield _("It asks to withdraw the case itself. The case would stay in the list.")
