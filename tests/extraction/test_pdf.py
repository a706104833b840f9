# SPDX-License-Identifier: GPL-3.0-or-later
import io

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from casefile.extraction import pdf
from casefile.extraction.pdf import open_pdf
from casefile.extraction.protocol import Failure, Fault
from tests.hostile.documents import one_page, stream


def made(*pages: str, **options: object) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(300, 200), **options)
    for text in pages:
        canvas.drawString(20, 100, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def failure_of(data: bytes) -> Failure:
    with pytest.raises(Fault) as error:
        open_pdf(data)
    return error.value.failure


def test_text_is_read_page_by_page() -> None:
    pages = open_pdf(made("First page", "Second page"))
    assert pages.count == 2
    assert pages.text(1).strip() == "Second page"


def test_a_page_without_text_has_none() -> None:
    assert open_pdf(made("")).text(0) == ""


def test_a_word_divided_at_the_end_of_a_line_is_made_whole() -> None:
    content = b"BT /F1 12 Tf 14 TL 20 100 Td (the Kushak-) Tj T* (bayev trial) Tj ET"
    text = open_pdf(one_page(content)).text(0)
    assert "Kushakbayev trial" in text


def test_boxes_stay_with_their_characters_where_a_word_is_made_whole() -> None:
    content = b"BT /F1 12 Tf 14 TL 20 100 Td (the Kushak-) Tj T* (bayev trial) Tj ET"
    pages = open_pdf(one_page(content))
    text, boxes = pages.layout(0)
    assert text == pages.text(0)
    assert len(boxes) == len(text)
    k, b = boxes[text.index("k")], boxes[text.index("b")]
    assert k
    assert b
    assert b[0] < k[0]  # at the start of its line again
    assert b[1] > k[1]


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [b"", b"/CropBox[10 50 200 150]"])
def test_a_box_lies_over_the_ink_of_the_picture(turned: int, crop: bytes) -> None:
    """A black bar drawn by a letter: every dark pixel lies in the box, and fills much of it."""
    data = one_page(
        b"BT /F1 40 Tf 60 90 Td (M) Tj ET",
        page=b"/MediaBox[0 0 300 200]/Rotate %d%s" % (turned, crop),
    )
    pages = open_pdf(data)
    (box,) = pages.layout(0)[1]
    assert box
    across, down, rgb = pages.picture(0, 600)
    dark = [at // 3 for at in range(0, len(rgb), 3) if rgb[at] < 128]
    places = [(at % across * 10_000 / across, at // across * 10_000 / down) for at in dark]
    assert all(box[0] <= x <= box[2] and box[1] <= y <= box[3] for x, y in places)
    in_box = (box[2] - box[0]) * (box[3] - box[1]) * across * down / 1e8
    assert len(dark) > in_box / 6


def test_what_lies_beside_the_page_has_no_box() -> None:
    content = b"BT /F1 12 Tf 20 100 Td (in) Tj 600 0 Td (out) Tj ET"
    text, boxes = open_pdf(one_page(content)).layout(0)
    assert [bool(box) for box, c in zip(boxes, text, strict=True) if not c.isspace()] == [
        c in "in" for c in text if not c.isspace()
    ]


def test_boxes_end_at_their_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "LAYOUT_LIMIT", 2)
    text, boxes = open_pdf(one_page()).layout(0)
    assert (text, len(boxes)) == ("Seen", 2)


@pytest.mark.parametrize("width", [1, 7, 300, 801])
def test_pictures_have_the_size_and_order_of_rgb(width: int) -> None:
    data = one_page(b"1 0 0 rg 0 0 300 200 re f")
    across, down, rgb = open_pdf(data).picture(0, width)
    assert (across, down) == (width, max(1, width * 200 // 300))
    assert len(rgb) == across * down * 3
    assert set(zip(rgb[::3], rgb[1::3], rgb[2::3], strict=True)) == {(255, 0, 0)}


def test_a_page_without_content_is_white() -> None:
    assert set(open_pdf(one_page(b"")).picture(0, 30)[2]) == {255}


def test_fields_of_a_form_are_drawn() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(300, 200))
    canvas.acroForm.textfield(name="court", value="Shymkent", x=20, y=80, width=200, height=30)
    canvas.showPage()
    canvas.save()
    pages = open_pdf(out.getvalue())
    assert min(pages.picture(0, 300)[2]) < 100


def test_cyrillic_without_a_font_of_its_own_is_drawn() -> None:
    """The fonts that stand in have it, on a machine without any font."""
    plain = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    named = (
        b"<</Type/Font/Subtype/TrueType/BaseFont/TimesNewRoman/Encoding"
        b"<</BaseEncoding/WinAnsiEncoding/Differences[192/afii10017/afii10018]>>>>"
    )
    data = one_page(b"BT /F1 90 Tf 20 100 Td (\xc1) Tj ET").replace(plain, named)
    pages = open_pdf(data)
    assert pages.text(0) == "Б"
    assert min(pages.picture(0, 300)[2]) < 50


def test_an_owner_password_alone_does_not_lock_us_out() -> None:
    locked = StandardEncryption("", ownerPassword="owner", strength=128)
    assert "open" in open_pdf(made("open", encrypt=locked)).text(0)


def test_what_is_not_to_be_read_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert failure_of(b"MZ and so on") is Failure.NOT_WHAT_IT_SAYS
    assert failure_of(b"%PDF-1.7 and nothing more") is Failure.DAMAGED
    assert failure_of(made("a", encrypt=StandardEncryption("pw"))) is Failure.ENCRYPTED
    monkeypatch.setattr(pdf, "PAGE_LIMIT", 1)
    assert failure_of(made("a", "b")) is Failure.TOO_MANY_PAGES


def test_a_broken_page_is_named_and_the_others_are_read() -> None:
    data = made("First", "Second")
    pages = open_pdf(data.replace(b"/Type /Page\n", b"/Type /Pige\n", 1))
    results = []
    for page in range(pages.count):
        try:
            results.append(pages.text(page).strip())
        except Fault as fault:
            results.append(fault.failure.name)
    assert "Second" in results


def test_a_page_that_pdfium_cannot_load_is_damaged() -> None:
    with pytest.raises(Fault) as error:
        open_pdf(made("a")).text(5)
    assert error.value.failure is Failure.DAMAGED


def test_a_picture_that_does_not_decode_leaves_the_text() -> None:
    broken = stream(b"\xff\xd8\xff", b"/Subtype/Image/Width 9/Height 9/Filter/DCTDecode")
    data = one_page(
        b"BT /F1 12 Tf 20 100 Td (Seen) Tj ET /X Do", broken, resources=b"/XObject<</X 6 0 R>>"
    )
    assert open_pdf(data).text(0) == "Seen"
    assert open_pdf(data).picture(0, 100)[0] == 100
