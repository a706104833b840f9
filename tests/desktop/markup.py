# SPDX-License-Identifier: GPL-3.0-or-later
"""Markup in every text of every kind of record, wherever its definition allows words."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from casefile.casework import cases, documents, sample
from casefile.records.fields import FieldInfo, field_infos
from casefile.records.kinds import KINDS, Case, Record
from casefile.records.values import Audience, Moment
from casefile.store import reading
from casefile.vault.vault import Vault
from tests.records import makers

CANARY = "canary.png"
AMPERSAND = "R&Daleko"  # an underlined D, where the sign is taken for a mnemonic


def markup(folder: Path) -> str:
    """What stands in every text: whatever Qt's rich text would act on."""
    there = (folder / CANARY).as_uri()
    return (
        f'<img src="{there}"><a href="{there}">{AMPERSAND}</a> <table><tr><td background="{there}">'
        f"<img src='{CANARY}'>&amp;&lt;b&gt; file://host/share/{CANARY} \u202egnirts</table>"
    )


def marked(value: Any, text: str, ids: dict[str, str]) -> Any:
    """A record, or a struct inside one, with markup wherever its definition allows words."""
    return msgspec.structs.replace(
        value,
        **{
            info.attribute: _filled(getattr(value, info.attribute), info, text, ids)
            for info in field_infos(type(value))
        },
    )


def _filled(held: Any, info: FieldInfo, text: str, ids: dict[str, str]) -> Any:
    if info.human and info.form != "url":
        words = f"{text}\n{text}" if info.many else text
        return (f"1 {words}", f"2 {words}") if info.several else words
    if info.shape == "struct" and info.several:
        assert info.struct is not None
        return tuple(marked(one, text, ids) for one in held or (_plainest(info.struct),))
    if info.struct is not None:
        return marked(held or _plainest(info.struct), text, ids)
    if info.shape == "ref" and not held and not info.several:
        return ids.get(info.refers) if info.refers not in ("", "hearing") else held
    return held


def _plainest(kind: type[Struct]) -> Struct:
    needed = {"moment": Moment.of(0, "UTC"), "audience": Audience.TEAM, "text": "words"}
    return kind(**{i.attribute: needed[i.shape] for i in field_infos(kind) if i.required})


def fill(vault: Vault, folder: Path) -> str:
    """Put the sample case there, a record of every other kind, and markup into all of it."""
    text = markup(folder)
    sample.fill(vault)
    (case,) = cases.all_cases(vault)
    html = folder / "page.html"
    html.write_text(f"<html><body>{text}</body></html>", encoding="utf-8")
    plain = folder / "words.txt"
    plain.write_text(text, encoding="utf-8")
    for path in (html, plain):
        documents.add_document(vault, case.id, path)
    held = {kind: list(_records(vault, cls, case.id)) for kind, cls in KINDS.items()}
    ids = {kind: found[0].id for kind, found in held.items() if found}
    for at, (kind, found) in enumerate(held.items()):
        if not found:
            made = makers.plainest(kind, id=makers.an_id(2**44 + at), case=case.id)
            needed = [i for i in field_infos(type(made)) if i.shape == "ref" and i.required]
            refs = {info.attribute: ids.get(info.refers or "hearing") for info in needed}
            found.append(msgspec.structs.replace(made, **refs))
    for found in held.values():
        for record in found:
            if own := {i.attribute for i in field_infos(type(record)) if i.refers == record.kind}:
                apart = marked(record, text, ids)
                kept = {name: getattr(record, name) for name in own}
                _put(vault, msgspec.structs.replace(apart, **kept))
            else:
                _put(vault, marked(record, text, ids))
    return case.id


def _put(vault: Vault, record: Record) -> None:
    with vault.edit(record.case) as edit:
        edit.put(record)


def _records(vault: Vault, kind: type[Record], case: str) -> Iterator[Record]:
    yield from (
        cases.all_cases(vault) if kind is Case else reading.records(vault.store, kind, case)
    )


def unmarked(vault: Vault, case: str) -> set[str]:
    """The fields with words that hold no markup in any record of the case."""
    return {
        f"{kind}.{name}"
        for kind, cls in KINDS.items()
        for name in _words(cls)
        if not any(AMPERSAND in found for found in _held(vault, cls, case, name))
    }


def _words(kind: type[Struct]) -> Iterator[str]:
    for info in field_infos(kind):
        if info.human and info.form != "url":
            yield info.attribute
        elif info.struct is not None:
            yield from (f"{info.attribute}.{name}" for name in _words(info.struct))


def _held(vault: Vault, kind: type[Record], case: str, path: str) -> Iterator[str]:
    for record in _records(vault, kind, case):
        held: list[Any] = [record]
        for name in path.split("."):
            values = [getattr(one, name) for one in held if one is not None]
            held = [v for value in values for v in (value if isinstance(value, tuple) else [value])]
        yield from (value for value in held if value)
