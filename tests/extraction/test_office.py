# SPDX-License-Identifier: GPL-3.0-or-later
import io
import zipfile

import docx as word
import pytest

from casefile.extraction import office
from casefile.extraction.media import DOCX
from casefile.extraction.office import open_docx
from casefile.extraction.protocol import Failure, Fault
from tests.hostile.documents import ALL, Hostile, Outside, docx, paragraph


def failure_of(data: bytes) -> Failure:
    with pytest.raises(Fault) as error:
        open_docx(data)
    return error.value.failure


def test_a_document_of_a_word_processor_is_read() -> None:
    made = word.Document()
    made.add_heading("Comparison", 1)
    made.add_paragraph("First").add_run("\tsecond\nthird")
    table = made.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "UNI", "100 hours"
    made.sections[0].header.paragraphs[0].text = "Letterhead"
    made.sections[0].footer.paragraphs[0].text = "Foot"
    out = io.BytesIO()
    made.save(out)
    text = open_docx(out.getvalue()).text(0)
    assert text.split("\n") == [
        "Comparison",
        "First\tsecond",
        "third",
        "UNI\t100 hours",
        *text.split("\n")[4:],
    ]
    assert text.index("100 hours") < text.index("Letterhead") < text.index("Foot")


def test_deleted_words_and_field_codes_are_not_text() -> None:
    deleted = "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
    code = "<w:r><w:instrText>PAGE</w:instrText></w:r>"
    assert open_docx(docx(f"{deleted}{code}{paragraph('kept')}")).text(0) == "kept"


def test_a_text_box_is_read_once() -> None:
    box = "<AlternateContent><Choice>{0}</Choice><Fallback>{0}</Fallback></AlternateContent>"
    assert open_docx(docx(box.format(paragraph("box")))).text(0) == "box"


def test_tab_stops_are_no_tabs() -> None:
    stops = "<w:pPr><w:tabs><w:tab/><w:tab/></w:tabs></w:pPr>"
    words = "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>"
    assert open_docx(docx(f"<w:p>{stops}{words}</w:p>")).text(0) == "a\tb"


def test_the_main_part_is_where_the_package_says() -> None:
    rels = (
        '<Relationships><R Type="x/officeDocument" Target="/word/document2.xml"/></Relationships>'
    )
    whole = '<d xmlns:w="w"><w:p><w:t>second</w:t></w:p></d>'
    parts: dict[str, str | bytes] = {"_rels/.rels": rels, "word/document2.xml": whole}
    assert "second" in open_docx(docx(paragraph("first"), parts)).text(0)


def test_a_package_that_does_not_say_has_it_in_the_usual_place() -> None:
    with zipfile.ZipFile(io.BytesIO(docx(paragraph("usual")))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if "rels" not in name}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert open_docx(out.getvalue()).text(0) == "usual"


def test_notes_and_comments_follow_the_body() -> None:
    notes: dict[str, str | bytes] = {
        "word/footnotes.xml": paragraph("note").replace("w:", ""),
        "word/comments.xml": paragraph("remark").replace("w:", ""),
        "word/styles.xml": paragraph("style").replace("w:", ""),
        "other/header1.xml": paragraph("elsewhere").replace("w:", ""),
    }
    assert open_docx(docx(paragraph("body"), notes)).text(0) == "body\n\nnote\n\nremark"


def test_unpacking_stops_at_the_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    data = docx(paragraph("many words " * 1000))
    monkeypatch.setattr(office, "UNPACKED_LIMIT", 5000)
    assert failure_of(data) is Failure.TOO_LARGE
    monkeypatch.setattr(office, "UNPACKED_LIMIT", 50_000)
    monkeypatch.setattr(office, "TEXT_LIMIT", 5000)
    assert failure_of(data) is Failure.TOO_LARGE


def test_broken_and_foreign_ones_are_named() -> None:
    assert failure_of(b"PK\x03\x04 and nothing") is Failure.DAMAGED
    assert failure_of(docx("<w:p>")) is Failure.DAMAGED
    assert failure_of(docx("<w:p>&undefined;</w:p>")) is Failure.DAMAGED
    strange = bytearray(docx(paragraph("a")))
    for mark, method in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        at = -1
        while (at := strange.find(mark, at + 1)) >= 0:
            strange[at + method] = 97
    assert failure_of(bytes(strange)) is Failure.UNSUPPORTED


@pytest.mark.parametrize(
    "hostile", [one for one in ALL if one.media_type == DOCX and one.failures], ids=lambda h: h.name
)
def test_hostile_ones_are_named(hostile: Hostile) -> None:
    assert failure_of(hostile.make(Outside("/canary", 9))) in hostile.failures
