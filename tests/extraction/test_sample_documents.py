# SPDX-License-Identifier: GPL-3.0-or-later
"""The documents of the sample case say what their texts say, and carry nothing else."""

import io
import tomllib
from pathlib import Path

import docx
import pytest
from PIL import Image

from casefile.base.files import resource
from casefile.extraction.host import extract, page_picture, sniff

TEXTS = tomllib.loads(
    (Path(__file__).parents[2] / "tools" / "sample_documents.toml").read_text(encoding="utf-8")
)
PDF, DOCX, JPEG = "appeal-memorandum.pdf", "sentence-comparison.docx", "hearing-form.jpg"


def stored(name: str) -> tuple[bytes, str]:
    data = resource("sample", "documents", name).read_bytes()
    return data, sniff(name, data[:4096])


def words(text: str) -> list[str]:
    return text.replace("<i>", "").replace("</i>", "").split()


def test_the_memorandum_holds_its_text() -> None:
    found = extract(*stored(PDF))
    whole = " ".join(words(found.text))
    assert found.pages == 2
    for section in TEXTS["memorandum"]["sections"]:
        for paragraph in section["paragraphs"]:
            assert " ".join(words(paragraph)) in whole
    for name in ("Лариса Харькова", "Кушакбаев", "Елеусинов"):
        assert name in whole
    assert all(TEXTS["foot"] in page for page in found.page_texts)


def test_the_comparison_holds_its_text() -> None:
    text = extract(*stored(DOCX)).text
    told = TEXTS["comparison"]
    assert all(told[name] in text for name in ("title", "opening", "no_total", "to_settle"))
    for row in (*told["service"], *told["other"]):
        assert "\t".join(row) in text
    assert TEXTS["foot"] in text


def test_the_comparison_names_no_person_as_its_author() -> None:
    core = docx.Document(io.BytesIO(stored(DOCX)[0])).core_properties
    assert (core.author, core.last_modified_by, core.comments) == ("Casefile sample", "", "")


def test_the_form_is_a_photograph_without_a_place() -> None:
    data, media_type = stored(JPEG)
    assert (media_type, extract(data, media_type).text) == ("image/jpeg", "")
    assert page_picture(data, media_type, 0, 300).height == 400
    with Image.open(io.BytesIO(data)) as image:
        assert not image.getexif()
        assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


@pytest.mark.parametrize("name", [PDF, DOCX, JPEG])
def test_each_is_small(name: str) -> None:
    assert len(stored(name)[0]) < 300_000
