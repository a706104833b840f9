# SPDX-License-Identifier: GPL-3.0-or-later
import random
import re
import time
import tracemalloc
from typing import Any

import pypdfium2
import pytest
from msgspec.structs import replace

from casefile.disclosure.dossier import Dossier, LoggedNote
from casefile.records.values import Audience
from tests.briefing import invented
from tests.briefing.reading import pages, pdf

MARKUP = "<b>x</b> <img src='/etc/passwd'/> &amp; <font color=red> {name} %s \\n (a) [b] << >> \\ ]"


@pytest.fixture(scope="module")
def whole() -> bytes:
    return pdf(invented.dossier())


def test_every_page_has_header_and_folio_but_the_cover(whole: bytes) -> None:
    told = pages(whole)
    assert "Page" not in told[0]
    for number, text in enumerate(told[1:], 2):
        assert f"Page {number} of {len(told)}" in text
        assert "The Қарақұм miners’ trial" in text
        assert "For partners" in text


def test_text_of_every_script_comes_out_as_it_went_in(whole: bytes) -> None:
    text = " ".join(" ".join(pages(whole)).split())
    for part in (
        "Айгерім Сұлтанқызы Ұлықпанова",
        "Éléonore Lefèvre-Ünal",
        "Мен бұйрықтың қазақша мәтінін ғана түсіндім, аудармашы керек.",
        "I ask that both be heard by video link; they fear to travel.",
        "Бөлеғазин Ғ. Һ.",
        "₸ 250,000",
        "الخالدي",
        "ab" * 32,
    ):
        assert part in text, part


def test_the_contents_give_the_pages_of_the_sections(whole: bytes) -> None:
    told = pages(whole)
    for title in ("Chronology", "Assessment by right", "Incidents"):
        number = re.search(rf"{title}\s+(\d+)", told[1])
        assert number
        assert title in told[int(number[1]) - 1]


def test_contents_are_links_and_the_outline_leads_to_sections_and_parts(whole: bytes) -> None:
    document = pypdfium2.PdfDocument(whole)
    try:
        outline = [(item.level, item.get_title()) for item in document.get_toc()]
        assert (0, "4  Chronology") in outline
        assert (1, "Trial, no. 2, 6 March 2023, 10:12") in outline
        assert outline[0] == (0, "Contents")
        assert document.get_metadata_dict(skip_empty=True) == {
            "Title": "The Қарақұм miners’ trial – Case briefing",
            "Author": "World Federation of Invented Unions",
            "Subject": "For partners. For partner organisations. Not for publication.",
            "Creator": "Casefile",
            "Producer": "Casefile",
            "CreationDate": "D:20231114221320Z",
            "ModDate": "D:20231114221320Z",
        }
    finally:
        document.close()
    assert whole.count(b"/Subtype /Link") > 30
    assert b"/Lang (en)" in whole


def test_the_same_dossier_gives_the_same_bytes(whole: bytes) -> None:
    pdf(invented.empty())
    assert pdf(invented.dossier()) == whole


def test_only_our_faces_are_in_it_and_all_are_embedded(whole: bytes) -> None:
    fonts = set(re.findall(rb"/BaseFont /(\S+)", whole))
    assert {name.partition(b"+")[2] for name in fonts} == {
        b"FiraGO-Regular", b"FiraGO-Bold", b"CascadiaMono-Regular",
    }  # fmt: skip
    assert b"Helvetica" not in whole
    assert whole.count(b"/FontFile2") == 3
    assert b"/JavaScript" not in whole
    assert b"/URI" not in whole


def test_progress_is_told_page_by_page() -> None:
    seen: list[tuple[int, int]] = []
    pdf(invented.dossier(), progress=lambda done, total: seen.append((done, total)))
    assert seen == [(number, len(seen)) for number in range(1, len(seen) + 1)]


def test_a_case_with_a_title_only_is_a_briefing_too() -> None:
    told = pages(pdf(invented.empty()))
    assert "Only a title" in told[0]
    assert "No hearing is recorded." in " ".join(told)
    assert pages(pdf(invented.empty("")))


@pytest.mark.parametrize("audience", list(Audience))
def test_the_cover_says_for_whom_it_is(audience: Audience) -> None:
    banner = {
        "public": "Public",
        "partners": "For partners",
        "team": "Confidential",
        "private": "Private",
    }
    assert banner[audience] in pages(pdf(replace(invented.empty(), audience=audience)))[0]


def _everywhere(text: str) -> Dossier:
    """The invented case with a text in every field that people write."""

    def put(value: Any) -> Any:
        changes = {}
        for name in value.__struct_fields__:
            held = getattr(value, name)
            if name in {"id", "case", "kind", "sha256"} or isinstance(held, LoggedNote):
                continue
            if type(held) is str and not _is_term(name):
                changes[name] = text
        return replace(value, **changes) if changes else value

    told = invented.dossier(state_digest="0" * 64, made_by=text, authors={"a": text, "b": text})
    changes: dict[str, Any] = {"case": put(told.case)}
    for name in told.__struct_fields__:
        held = getattr(told, name)
        if isinstance(held, tuple) and name != "notes":
            changes[name] = tuple(put(each) for each in held)
    named = tuple(
        replace(each, names=tuple(replace(name, text=text) for name in each.names))
        for each in changes["parties"]
    )
    notes = tuple(replace(each, note=put(each.note)) for each in told.notes)
    return replace(told, **(changes | {"parties": named, "notes": notes}))


def _is_term(name: str) -> bool:
    """Fields whose texts refer to something."""
    return name in {
        "hearing", "party", "accused", "court", "decision", "about", "from_", "to",
        "speaker", "sender",
        "moved_from", "replaced_by", "corrects", "translation_of", "source_document", "field",
        "author",
    }  # fmt: skip


def test_markup_is_text() -> None:
    data = pdf(_everywhere(MARKUP))
    text = " ".join(" ".join(pages(data)).split())
    assert "<b>x</b> <img src='/etc/passwd'/> &amp;" in text
    assert b"/Subtype /Image" not in data


@pytest.mark.parametrize(
    "text",
    [
        "invoice\u202egpj.exe\u202c and \u2066more",
        "N" * 300,
        "Әбдіқадыр " * 30,
        "محمد بن سلمان " * 25,
        "א" * 300,
        "\u0301" * 50,
        "\x00\x1b[31m\ud83d",
        "中文 한국어 😀 𝔘𝔫𝔦 ไทย देवनागरी ქართული հայ",
        "\n\n\n \t",
        "",
    ],
)
def test_nothing_that_people_write_stops_a_briefing(text: str) -> None:
    assert len(pages(pdf(_everywhere(text)))) > 3


def test_a_hidden_override_stands_in_the_open() -> None:
    told = pages(pdf(invented.empty("invoice\u202egpj.exe")))
    assert "invoice[U+202E]gpj.exe" in told[0]


def test_signs_that_can_t_be_set_are_named() -> None:
    assert "no typeface here has them: U+4E2D, U+6587." in pages(pdf(invented.empty("中文")))[-1]
    many = "".join(map(chr, range(0x4E00, 0x4E40)))
    assert "U+4E27, …." in " ".join(pages(pdf(invented.empty(many)))[-1].split())
    assert "no typeface" not in " ".join(pages(pdf(invented.empty())))


def test_a_word_of_200000_characters() -> None:
    before = time.process_time()
    note = replace(invented.first, note=replace(invented.first.note, text="x" * 200_000))
    data = pdf(invented.dossier(notes=(note,)))
    assert time.process_time() - before < 10
    assert sum(text.count("x") for text in pages(data)) > 190_000


def test_a_thousand_lines_soon_and_in_little_memory() -> None:
    chance = random.Random(7)
    words = ["the", "court", "heard", "witness", "refused", "motion", "судья", "свидетель"]
    notes = tuple(
        LoggedNote(
            note=invented.make(
                "note", hearing=invented.hearing.id, event_at=invented.at("10:12"),
                text=" ".join(chance.choices(words, k=40)) + f" {number}.",
            ),
            written=invented.first.written, author="a",
        )
        for number in range(1000)
    )  # fmt: skip
    tracemalloc.start()
    try:
        before = time.process_time()
        data = pdf(invented.dossier(notes=notes))
        spent = time.process_time() - before
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    told = pages(data)
    assert spent < 30
    assert peak < 60 * 2**20
    assert " 999." in " ".join(told)


def test_a_table_sets_its_head_again_on_every_page() -> None:
    people = tuple(invented.person(f"Observer number {n}", roles=["observer"]) for n in range(120))
    told = pages(pdf(invented.dossier(parties=people)))
    assert sum("Position and organisation" in text for text in told) >= 4


def test_many_hearings_leave_the_contents_short() -> None:
    many = tuple(invented.make("hearing", sort="trial", number=str(n)) for n in range(80))
    told = pages(pdf(invented.dossier(hearings=many, attendances=())))
    assert "no. 79" not in told[1]
    assert any("no. 79" in text for text in told)


def test_names_stand_in_the_language_of_the_briefing() -> None:
    assert "Kasachstan" in " ".join(pages(pdf(invented.dossier(), language="de")))
