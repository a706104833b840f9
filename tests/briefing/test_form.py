# SPDX-License-Identifier: GPL-3.0-or-later
"""The paper form as pages."""

import io
from typing import Any

import pypdfium2

from casefile.briefing.form import Form, render_form
from casefile.records.vocabularies import vocabulary
from tests.briefing.reading import pages


def printed(**told: Any) -> bytes:
    out = io.BytesIO()
    render_form(Form(made_at=1_700_000_000_000, **told), out)
    return out.getvalue()


def test_every_page_is_a4_and_says_which_of_how_many_it_is() -> None:
    data = printed()
    told = pages(data)
    for number, text in enumerate(told, 1):
        assert f"Page {number} of {len(told)}" in text
    document = pypdfium2.PdfDocument(data)
    try:
        assert {tuple(map(round, page.get_size())) for page in document} == {(595, 842)}
    finally:
        document.close()


def test_it_holds_statuses_letters_and_the_parts_of_the_window() -> None:
    text = " ".join(" ".join(pages(printed())).split())
    for at, status in enumerate(vocabulary("attendance-statuses").values(), 1):
        assert f"{at} {status.label}" in text
    for part in (
        "j Judge", "p Prosecutor", "d Defence counsel", "a Accused", "w Witness", "! irregularity",
        '" word for word', "// my opinion", "Access", "Interpretation", "At the end", "Observer",
    ):  # fmt: skip
        assert part in text, part


def test_lines_fill_as_many_pages_as_are_asked_for() -> None:
    assert len(pages(printed(log_pages=9))) == len(pages(printed(log_pages=1))) + 8


def test_hostile_and_long_texts_keep_their_place() -> None:
    long = "Қ" * 10_000
    people = tuple((f"{name} <b>&amp;\u202e", "judge") for name in ("يوسف", long, "{x} %s")) * 30
    data = printed(case=long, court=long, room=long, stage=long, people=people, banner=long)
    told = pages(data)
    assert "<b>&amp;[U+202E]" in told[0].replace("\n", " ") or "<b>&amp;" in " ".join(told)
    assert len(told) < 20


def test_the_same_form_gives_the_same_bytes_and_names_no_one_in_its_properties() -> None:
    assert printed(court="City Court") == printed(court="City Court")
    document = pypdfium2.PdfDocument(printed(case="The Kharkova case"))
    try:
        told = document.get_metadata_dict()
    finally:
        document.close()
    assert told["Title"] == "Hearing form"
    assert "Kharkova" not in " ".join(told.values())
