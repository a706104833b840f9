# SPDX-License-Identifier: GPL-3.0-or-later
"""A small good document of each kind that is read: to be broken, or to be read under watch."""

import io
from email.message import EmailMessage
from typing import Any

from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from casefile.extraction.media import DOCX, PDF
from tests.hostile.documents import docx, paragraph

WORDS = "Заседание суда"


def _pdf() -> bytes:
    """Two pages: text in two fonts that are not embedded, a picture, a field of a form."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(300, 200))
    picture = io.BytesIO(_picture("JPEG"))
    from reportlab.lib.utils import ImageReader

    for font in ("Helvetica", "Times-Roman"):
        canvas.setFont(font, 12)
        canvas.drawString(20, 100, "The hearing was adjourned.")
        canvas.drawImage(ImageReader(picture), 20, 20, 40, 20)
        canvas.acroForm.textfield(name=font, x=100, y=20, width=80, height=20, value="seen")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _picture(format_: str, **options: Any) -> bytes:
    out = io.BytesIO()
    mode = "1" if options.get("compression") == "group4" else "RGB"
    Image.effect_noise((40, 20), 60).convert(mode).save(out, format_, **options)
    return out.getvalue()


def _mail() -> bytes:
    inner = EmailMessage()
    inner["Subject"] = WORDS
    inner.set_content(WORDS)
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Наблюдатель <a@b.example>", WORDS
    mail.set_content(WORDS)
    mail.add_alternative(f"<p>{WORDS}", subtype="html")
    mail.add_attachment(b"%PDF-1.7" + bytes(99), maintype="a", subtype="b", filename="решение.pdf")
    mail.add_attachment(inner)
    return bytes(mail)


ALL: dict[str, tuple[str, bytes]] = {
    "pdf": (PDF, _pdf()),
    "jpeg": ("image/jpeg", _picture("JPEG")),
    "jpeg-progressive": ("image/jpeg", _picture("JPEG", progressive=True)),
    "png": ("image/png", _picture("PNG")),
    "tiff-lzw": ("image/tiff", _picture("TIFF", compression="tiff_lzw")),
    "tiff-fax": ("image/tiff", _picture("TIFF", compression="group4")),
    "tiff-jpeg": ("image/tiff", _picture("TIFF", compression="jpeg")),
    "webp": ("image/webp", _picture("WEBP")),
    "docx": (DOCX, docx(paragraph(WORDS) * 3, {"word/header1.xml": "<a/>"})),
    "mail": ("message/rfc822", _mail()),
    "html": ("text/html", f"<html><p>{WORDS}<table><td>1<td>2".encode()),
    "text": ("text/plain", f"{WORDS}\f{WORDS}".encode("cp1251")),
    "csv": ("text/csv", f"{WORDS};=1+1\n".encode("utf-16")),
}
