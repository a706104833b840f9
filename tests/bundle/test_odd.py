# SPDX-License-Identifier: GPL-3.0-or-later
"""Entries that are well signed and make no sense: refused, or taken in to break nothing."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import fields

from casefile.base.errors import BundleRefused
from casefile.bundle import receive
from casefile.bundle.fitting import fits
from casefile.disclosure import dossier
from casefile.journal.entry import encode
from casefile.journal.operations import Drop, Erase, Operation, Put
from casefile.records.kinds import KINDS
from casefile.records.values import Audience
from casefile.store import reading
from casefile.vault.vault import Vault
from casefile.vault.verify import verify
from tests.bundle import world
from tests.bundle.test_hostile import kit
from tests.hostile.people import record_id

ODD_VALUES: list[Any] = [
    None, True, -1, 2**53 - 1, "", "x" * 2**16, "\u202e", "\0", [], {}, [[["deep"]]], ["ab"],
    {"a": {"b": []}}, {"text": 1}, [{"text": "n", "sort": 7}], "2017-13-45", "private", "nobody",
]  # fmt: skip


def oddities(sample: world.Sample, entry: str) -> dict[str, list[Operation]]:
    """Lists of operations by what is odd about them."""
    new = record_id(4711)
    return {
        "unknown kind": [Put("alien", new, "title", "t"), Drop("alien", record_id(2))],
        "unknown field": [Put("note", sample.note, "tentacles", 8)],
        "lacks what is required": [Put("note", new, "sort", "quote")],
        "kind of another record": [Put("party", sample.note, "remarks", "r")],
        "drop under another kind": [Drop("party", sample.note)],
        "drop of the case": [Drop("case", sample.case)],
        "drop of nothing": [Drop("note", new)],
        "case of another id": [Put("case", new, "title", "second case")],
        "parent is itself": [Put("note", sample.note, "hearing", sample.note)],
        "parent is nothing": [Put("note", sample.note, "hearing", new)],
        "document of no file": [Put("document", sample.verdict, "sha256", "ab" * 32)],
        "document of no hash": [Put("document", sample.verdict, "sha256", "../../etc/passwd")],
        "document of odd names": [
            Put("document", sample.verdict, "filename", "../\0x"),
            Put("document", sample.verdict, "size", -5),
            Put("document", sample.verdict, "title", "\u202e"),
        ],
        "erases everything": [Erase(tuple((entry, index) for index in range(50)))],
        "erases the unknown": [Erase((("ab" * 32, 2**53 - 1),))],
        "the same field twice": [Put("note", sample.note, "text", t) for t in ("a", "b")],
        "odd values of an unknown field": [
            Put("note", record_id(n), "tentacles", value) for n, value in enumerate(ODD_VALUES)
        ],
        "odd values that fit": [
            put
            for number, value in enumerate(ODD_VALUES)
            for kind in KINDS.values()
            for field in fields(kind)
            if fits(put := Put(kind.kind, record_id(number), field.encode_name, value))
        ],
    }


@pytest.fixture(scope="module")
def setting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Vault, world.Sample, Path]]:
    folder = tmp_path_factory.mktemp("odd")
    with world.vault_of(folder, "Ann") as ann:
        yield ann, world.fill(ann), folder


NAMES = list(oddities(world.Sample(*[record_id(n) for n in range(6)]), "ab" * 32))


@pytest.mark.parametrize("name", NAMES)
def test_odd_entries_break_nothing(
    name: str, setting: tuple[Vault, world.Sample, Path], tmp_path: Path
) -> None:
    ann, sample, _folder = setting
    with world.vault_of(tmp_path, "Ben") as ben, world.vault_of(tmp_path, "Cem") as cem:
        path = world.handed(ann, sample.case, ben, tmp_path / "good", audience=Audience.PRIVATE)
        one = kit(ann, ben, path)
        first = one.sender.written[-1].hash
        entry = one.sender.copy().write(*oddities(sample, first)[name], at=world.NOW + 10**6)
        world.taken(ben, path)
        path.write_bytes(one.seal(one.journal([*one.lines(), encode(entry)])))
        review = receive.receive(ben, path)
        assert review.new_entries == 1
        receive.accept(ben, review)
        assert verify(ben).problems == ()
        for kind in KINDS.values():
            reading.records(ben.store, kind, sample.case)
        assert [case.id for case in reading.cases(ben.store)] == [sample.case]
        dossier.from_json(
            dossier.to_json(dossier.build(ben.store, sample.case, Audience.PRIVATE, now=world.NOW))
        )
        on = world.handed(ben, sample.case, cem, tmp_path / "on", audience=Audience.PRIVATE)
        assert world.taken(cem, on).new == 3
        assert world.state(cem, sample.case) == world.state(ben, sample.case)


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        ("case", "title", 7),
        ("case", "title", None),
        ("case", "audience", "aliens"),
        ("note", "id", record_id(1)),
        ("note", "case", record_id(1)),
        ("note", "event_at", "yesterday"),
        ("note", "hearing", "../x"),
        ("party", "names", [{"text": 1}]),
        ("sanction", "months", "12"),
        ("link", "from", 1),
    ],
)
def test_what_does_not_belong_in_a_field_is_refused(
    kind: str, field: str, value: Any, setting: tuple[Vault, world.Sample, Path]
) -> None:
    ann, sample, folder = setting
    assert not fits(Put(kind, sample.note, field, value))
    path = world.handed(ann, sample.case, ann, folder / "x")
    one = kit(ann, ann, path)
    stranger = one.stranger.copy()
    entry = stranger.write(Put(kind, sample.note, field, value), at=world.NOW + 10**6)
    path.write_bytes(one.seal(one.adding(entry)))
    with pytest.raises(BundleRefused, match=f"“{field}” of a {kind} can't hold"):
        receive.receive(ann, path)


def test_everything_that_people_write_fits(setting: tuple[Vault, world.Sample, Path]) -> None:
    ann, sample, _folder = setting
    puts = [
        operation
        for entry in reading.entries(ann.store, sample.case)
        for _index, operation in entry.operations
    ]
    assert all(fits(put) for put in puts if isinstance(put, Put))
    assert len(puts) > 20
