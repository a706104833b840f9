# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands on what a vault holds: cases, show, log, add, search."""

import re
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from casefile.base.errors import CasefileError
from casefile.base.messages import _, ngettext
from casefile.casework import cases as case_deeds
from casefile.casework import hearings, intake, logs, notes
from casefile.casework import search as search_deeds
from casefile.casework.documents import Added
from casefile.cli.session import (
    AsJson,
    VaultPath,
    WrongUsage,
    opened,
    plain,
    print_json,
    print_table,
    progress,
    say,
    tame,
)
from casefile.records.forms import field_infos
from casefile.records.kinds import KINDS, Case, Hearing, Record
from casefile.records.values import Moment, When
from casefile.records.vocabularies import label
from casefile.store import reading
from casefile.store.hits import Hit
from casefile.vault.vault import Vault

CaseName = Annotated[
    str, typer.Argument(metavar="CASE", help="Its id, its reference, or the beginning of either.")
]


def register(app: typer.Typer) -> None:
    """Add these commands to the program."""
    for command in (cases, show, log, add, search):
        app.command(command.__name__)(command)


def cases(vault: VaultPath, as_json: AsJson = False) -> None:
    """List the cases of a vault.

    Example: casefile cases shymkent.casefile
    """
    with opened(vault) as open_one:
        found = case_deeds.all_cases(open_one)
    if as_json:
        print_json([{"kind": case.kind, **plain(case)} for case in found])
    elif found:
        print_table([(c.id, c.reference, label("case-statuses", c.status), c.title) for c in found])
    else:
        print(_("No cases yet."))


def show(
    vault: VaultPath,
    id: Annotated[str, typer.Argument(metavar="ID", help="A case or any record in it.")],
    as_json: AsJson = False,
) -> None:
    """Show a case with what it holds, a hearing with its log, or any other record.

    Example: casefile show shymkent.casefile KZ-2017
    """
    with opened(vault) as open_one:
        record = case_deeds.resolve(open_one, id, tuple(KINDS.values()))
        more = _more(open_one, record)
    if as_json:
        print_json({"kind": record.kind, **plain(record), **more})
        return
    print_table(_fields(record))
    if isinstance(record, Case):
        print()
        print_table([(kind, str(count)) for kind, count in more["counts"].items()])
    for line in more.get("log", ()):
        say(line["event_at"], line["speaker"] or "–", line["text"])


def _more(vault: Vault, record: Record) -> dict[str, Any]:
    if isinstance(record, Case):
        return {"counts": reading.counts(vault.store, record.id)}
    if isinstance(record, Hearing):
        rows = logs.log_rows(vault, record.case, record.id)
        shown = [
            {**plain(row.note), "speaker": row.speaker, "written": row.written} for row in rows
        ]
        return {"log": shown}
    return {}


def _fields(record: Record) -> list[tuple[str, str]]:
    rows = [(_("Id"), record.id), (_("Kind"), record.kind)]
    values = plain(record)
    for info in field_infos(type(record)):
        value = values.get(info.name)
        if value not in (None, "", [], (), {}):
            rows.append((_(info.label), _said(value, info.vocabulary)))
    return rows


def _said(value: Any, vocabulary: str) -> str:
    """A value in a person's words, on one line."""
    if isinstance(value, dict):
        return ", ".join(_said(item, "") for item in value.values() if item not in (None, ""))
    if isinstance(value, list | tuple):
        return "; ".join(_said(item, vocabulary) for item in value)
    if vocabulary and isinstance(value, str):
        return label(vocabulary, value)
    return str(value).replace("\n", " ")


def log(
    vault: VaultPath,
    where: Annotated[
        str, typer.Argument(metavar="CASE|HEARING", help="A case or one of its hearings.")
    ],
    text: Annotated[
        str, typer.Argument(metavar="TEXT", help="The line, with marks as in the window.")
    ],
    speaker: Annotated[str, typer.Option(help="A role such as judge, or a person's name.")] = "",
    at: Annotated[str, typer.Option(help="When it happened: 10:47, or 2017-09-27T10:47.")] = "",
    as_json: AsJson = False,
) -> None:
    """Log one line in a hearing, or on the case itself.

    Example: casefile log shymkent.casefile KZ-2017 'j Opens the hearing. #public' --at 10:02
    """
    with opened(vault) as open_one:
        place = case_deeds.resolve(open_one, where, (Case, Hearing))
        hearing = place.id if isinstance(place, Hearing) else _live_hearing(open_one, place.id)
        moment = moment_in(at, open_one, hearing) if at else None
        logged = notes.log(open_one, place.case, text, hearing=hearing, speaker=speaker, at=moment)
    if as_json:
        print_json(logged.note)
    else:
        print(_("Saved {id}, {moment}.").format(id=logged.note.id, moment=logged.note.event_at))


def _live_hearing(vault: Vault, case: str) -> str | None:
    """The hearing of the case that goes on right now, if it is the only one."""
    live = [row.hearing.id for row in hearings.hearing_rows(vault, case) if row.live]
    return live[0] if len(live) == 1 else None


def moment_in(text: str, vault: Vault, hearing: str | None) -> When:
    """When it happened, in the place's time: 10:47 today, a month, a day, a day and time, a moment.

    A time with an offset (`Z`, `+02:00`) is brought to the place's. Raises WrongUsage, also for a
    bare `1047`: a year to one, a time of day to another.
    """
    if re.fullmatch("[0-9]{4}", text):
        sentence = _("“{at}” may be a year or a time of day; write 10:47, 2017-09 or 2017-09-27.")
        raise WrongUsage(sentence.format(at=text))
    place = notes.place_at(vault, hearing)
    try:
        if "[" in text or re.fullmatch("[0-9~?%-]+", text):
            return When(text)
        today = Moment.of(vault.clock(), place).local.date().isoformat()
        local = datetime.fromisoformat(text if "T" in text else f"{today}T{text:0>5}")
        there = local if local.tzinfo else local.replace(tzinfo=place.clocks)
        return When.stored(Moment.of(there, place))
    except ValueError:
        sentence = _("“{at}” is no time; write 10:47, 2017-09-27 or 2017-09-27T10:47.")
        raise WrongUsage(sentence.format(at=text)) from None


def add(
    vault: VaultPath,
    case: CaseName,
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE…", help="Files, and folders with all in them.")
    ],
    as_json: AsJson = False,
) -> None:
    """Keep documents in a case, encrypted; the originals stay where they are.

    In folders, links and hidden or system files are left out. What is attached to a message
    becomes a document of its own.

    Example: casefile add shymkent.casefile KZ-2017 verdict.pdf photo.jpg
    """
    with opened(vault) as open_one, progress(_("Adding documents")) as report:
        where = case_deeds.resolve(open_one, case)
        result = intake.add_documents(open_one, where.id, files, report)
    if as_json:
        print_json([_taken(one) for one in (*result.added, *result.attached)])
    else:
        for one in (*result.added, *result.attached):
            say(one.document.sha256, _how(one), one.document.filename)
        if result.in_all > 1 or result.left_out or result.attached or result.stopped:
            say(intake.told(result))
    errors = [error for _path, error in result.failed]
    _fail_with([*errors, result.stopped] if result.stopped else errors)


def _taken(one: Added) -> dict[str, Any]:
    attached_to = {"attached_to": one.attached_to} if one.attached_to else {}
    return {"known": one.known, **attached_to, **plain(one.document)}


def _how(one: Added) -> str:
    said = _("already there") if one.known else _("added")
    if one.attached_to:
        said = _("{added}, attached").format(added=said)
    if one.elsewhere:
        said += " " + _("(another case of this vault holds it too)")
    return said


def _fail_with(errors: list[CasefileError]) -> None:
    for error in errors:
        typer.echo(tame(str(error)), err=True)
    if errors:
        raise typer.Exit(1)


def search(
    vault: VaultPath,
    query: Annotated[str, typer.Argument(metavar="QUERY", help="Words, in any script.")],
    as_json: AsJson = False,
) -> None:
    """Search names, notes, titles and the text of documents, across scripts.

    Example: casefile search shymkent.casefile Kushakbayev
    """
    with opened(vault) as open_one:
        results = search_deeds.search(open_one, query)
    if as_json:
        groups = [[group.kind, [_told(hit) for hit in group.hits]] for group in results.groups]
        print_json({"query": results.query, "groups": groups, "also": results.also})
        return
    for group in results.groups:
        for hit in group.hits:
            say(group.kind, hit.id, hit.title, hit.snippet)
    if results.also:
        say(_("Also matched: {spellings}").format(spellings=", ".join(results.also)))
    count = results.shown
    print(ngettext("{count} record", "{count} records", count).format(count=count))


def _told(hit: Hit) -> dict[str, Any]:
    """A hit with all that is made only when it is asked for."""
    names = ("case", "kind", "id", "title", "snippet", "matched", "also", "page")
    return {name: getattr(hit, name) for name in names}
