# SPDX-License-Identifier: GPL-3.0-or-later
"""Plain fields tell the same texts as the records made of them."""

from msgspec.structs import replace

from casefile.base.ids import new_id
from casefile.records.forms import search_texts, to_fields
from casefile.records.kinds import Case
from casefile.store.texts import texts_of, title_of
from tests.store.samples import one_of_each


def test_the_same_texts_as_of_the_record() -> None:
    case = new_id()
    full = Case(id=case, case=case, title="T", tags=("a", "b"), court_files=("1-17",), summary="S")
    for record in [*one_of_each(case), full, replace(full, tags=())]:
        assert texts_of(record.kind, to_fields(record)) == search_texts(record)
    assert texts_of("widget", {"title": "From a newer version"}) == []
    assert texts_of("note", {"text": None}) == []


def test_titles() -> None:
    titles = {r.kind: title_of(r.kind, to_fields(r)) for r in one_of_each(new_id())}
    assert titles["party"] == "Лариса Харькова"
    assert titles["note"] == "2017-09-27 10:00"
    assert titles["event"] == "The union is struck off"
    assert titles["link"] == ""
    assert title_of("note", {"event_at": "2017-09"}) == "2017-09"
    assert title_of("party", {"names": [{"text": "L.", "sort": "alias"}]}) == "L."
    assert title_of("party", {"names": []}) == ""
    assert title_of("widget", {}) == ""
