# SPDX-License-Identifier: GPL-3.0-or-later
"""What forms, tables and checks learn of each field from its definition."""

import pytest

from casefile.base.files import resource
from casefile.records.fields import FieldInfo, field_infos
from casefile.records.kinds import KINDS, Case, Document, Hearing, Link, Note, Party, Release
from casefile.records.values import Access, Audience, Break, Moment, Name, PartialDate, When
from casefile.records.vocabularies import COUNTRIES, vocabulary
from tests.records.makers import plainest


def info(kind: type, name: str) -> FieldInfo:
    return next(found for found in field_infos(kind) if found.name == name)


@pytest.mark.parametrize(
    ("kind", "name", "shape", "type_", "several"),
    [
        (Case, "title", "text", str, False),
        (Case, "audience", "audience", Audience, False),
        (Case, "tags", "text", tuple[str, ...], True),
        (Note, "event_at", "when", When, False),
        (Note, "hearing", "ref", str | None, False),
        (Note, "starred", "flag", bool, False),
        (Hearing, "started_at", "moment", Moment | None, False),
        (Hearing, "breaks", "struct", tuple[Break, ...], True),
        (Hearing, "access", "struct", Access | None, False),
        (Document, "size", "number", int, False),
        (Document, "dated", "date", PartialDate | None, False),
        (Party, "names", "struct", tuple[Name, ...], True),
        (Release, "heads", "map", dict[str, str], False),
        (Access, "capacity", "number", int | None, False),
    ],
)
def test_shapes_and_types(kind: type, name: str, shape: str, type_: object, several: bool) -> None:
    found = info(kind, name)
    assert (found.shape, found.type, found.several) == (shape, type_, several)


def test_what_the_definition_says_is_kept() -> None:
    text = info(Note, "text")
    assert (text.label, text.required, text.many, text.default) == ("Text", True, True, None)
    taken = info(Note, "taken")
    assert (taken.vocabulary, taken.required, taken.default) == ("taken", False, "live")
    assert info(Note, "hearing").parent
    assert info(Document, "sha256").form == "sha256"
    assert info(Hearing, "access").struct is Access
    assert info(Release, "heads").default == {}


def test_names_in_json_and_in_python() -> None:
    from_ = info(Link, "from")
    assert (from_.name, from_.attribute) == ("from", "from_")


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_every_kind_is_described(kind: str) -> None:
    record = plainest(kind)
    infos = field_infos(KINDS[kind])
    assert "id" not in {found.name for found in infos}
    for found in infos:
        assert found.label
        assert hasattr(record, found.attribute)
        assert not (found.required and found.default is not None)
        if found.vocabulary and found.vocabulary != COUNTRIES:
            assert resource("vocabularies", f"{found.vocabulary}.toml").is_file()
        if found.vocabulary and isinstance(found.default, str) and found.default:
            assert found.default in vocabulary(found.vocabulary)


def test_human_texts_are_told_from_those_for_machines() -> None:
    human = {found.name for found in field_infos(Document) if found.human}
    assert human == {"title", "filename", "received_from", "description"}


def test_it_is_read_once() -> None:
    assert field_infos(Case) is field_infos(Case)


@pytest.mark.parametrize("kind", KINDS)
def test_what_references_name_is_a_kind(kind: str) -> None:
    for found in field_infos(KINDS[kind]):
        assert found.refers in {"", *KINDS}
        assert found.shape == "ref" or not found.refers
