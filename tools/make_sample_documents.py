# SPDX-License-Identifier: GPL-3.0-or-later
"""Make the three documents of the sample case, in resources/sample/documents/.

    python tools/make_sample_documents.py [FOLDER]

Their texts stand in sample_documents.toml; they are ours, and say so at the foot of each page.
The same versions of the libraries make the same bytes.
"""

import io
import sys
import tomllib
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
import pymupdf_fonts
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepTogether,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tools.sample_form import form  # noqa: E402

TEXTS: dict[str, Any] = tomllib.loads(
    Path(__file__).with_name("sample_documents.toml").read_text(encoding="utf-8")
)
FOOT: str = TEXTS["foot"]
FOLDER = ROOT / "resources" / "sample" / "documents"
EPOCH = datetime(2017, 9, 30, tzinfo=UTC)
INK, MUTED, ACCENT, LINE, TINT = "#1B2430", "#5B6675", "#1F5FA8", "#D8DDE4", "#F2F5F9"

FONTS = {
    "FiraGO": "figo",
    "FiraGO-Bold": "figbo",
    "FiraGO-Italic": "figit",
    "FiraGO-BoldItalic": "figbi",
}

# --- the memorandum (PDF) --------------------------------------------------------------------

Rows = list[list[str]]


def _style(name: str, size: float, leading: float, **more: Any) -> ParagraphStyle:
    fields: dict[str, Any] = {"fontName": "FiraGO", "textColor": HexColor(INK)} | more
    return ParagraphStyle(name, fontSize=size, leading=leading, **fields)


def _grid(rows: Rows, widths: tuple[float, ...]) -> Table:
    """A table with a head row, lines between rows, text that wraps."""
    cell = _style("cell", 9, 12.5)
    head = _style("head", 8.5, 12, fontName="FiraGO-Bold", textColor=HexColor(MUTED))
    body = [[Paragraph(text, cell if at else head) for text in row] for at, row in enumerate(rows)]
    look: list[Any] = [
        ("LINEBELOW", (0, 0), (-1, -1), 0.5, HexColor(LINE)),
        ("LINEBELOW", (0, 0), (-1, 0), 1, HexColor(ACCENT)),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (0, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 4),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
    ]
    return Table(body, [width * mm for width in widths], style=TableStyle(look), repeatRows=1)


def _about(about: Rows) -> Table:
    label = _style("label", 8.5, 13, fontName="FiraGO-Bold", textColor=HexColor(MUTED))
    value = _style("value", 9.5, 13)
    rows = [[Paragraph(name, label), Paragraph(text, value)] for name, text in about]
    look: list[Any] = [
        ("BACKGROUND", (0, 0), (-1, -1), HexColor(TINT)),
        ("LINEBEFORE", (0, 0), (0, -1), 2, HexColor(ACCENT)),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (0, -1), 10),
        ("TOPPADDING", (0, 0), (-1, -1), 4),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
    ]
    return Table(rows, [24 * mm, 142 * mm], style=TableStyle(look))


def _story() -> list[Flowable]:
    told = TEXTS["memorandum"]
    kicker = _style("kicker", 9, 12, fontName="FiraGO-Bold", textColor=HexColor(ACCENT))
    title = _style("title", 20, 25, fontName="FiraGO-Bold", spaceBefore=2)
    under = _style("under", 11, 15, textColor=HexColor(MUTED), spaceAfter=10)
    section = _style("section", 12, 16, fontName="FiraGO-Bold", spaceBefore=11, spaceAfter=4)
    text = _style("text", 10, 14.6, leftIndent=20, bulletIndent=0, spaceAfter=5)
    story: list[Flowable] = [
        Paragraph(told["kicker"], kicker),
        Paragraph(told["title"], title),
        Paragraph(told["under"], under),
        _about(told["about"]),
        Spacer(1, 4),
    ]
    number = 0
    for part in told["sections"]:
        made: list[Flowable] = [Paragraph(part["heading"], section)]
        for paragraph in part["paragraphs"]:
            number += 1
            made.append(Paragraph(paragraph, text, bulletText=str(number)))
        story += [KeepTogether(made[:2]), *made[2:]]
    for heading, name, widths in (
        ("Related cases", "related", (56, 46, 64)),
        ("Dates", "dates", (30, 88, 48)),
        ("Sources", "sources", (44, 122)),
    ):
        story.append(KeepTogether([Paragraph(heading, section), _grid(told[name], widths)]))
    return story


class _Numbered(Canvas):
    """A canvas that knows how many pages there are before it draws their feet."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._kept: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802
        self._kept.append(dict(self.__dict__))
        self._startPage()  # type: ignore[attr-defined]

    def save(self) -> None:
        for page in self._kept:
            self.__dict__.update(page)
            self._foot(len(self._kept))
            super().showPage()
        super().save()

    def _foot(self, pages: int) -> None:
        self.setStrokeColor(HexColor(LINE))
        self.line(22 * mm, 17 * mm, 188 * mm, 17 * mm)
        self.setFont("FiraGO", 8)
        self.setFillColor(HexColor(MUTED))
        self.drawString(22 * mm, 12 * mm, FOOT)
        self.drawRightString(188 * mm, 12 * mm, f"{self.getPageNumber()} of {pages}")


def memorandum() -> bytes:
    """The PDF."""
    for name, key in FONTS.items():
        pdfmetrics.registerFont(TTFont(name, io.BytesIO(pymupdf_fonts.fontbuffers[key]())))
    pdfmetrics.registerFontFamily("FiraGO", *FONTS)
    out = io.BytesIO()
    document = BaseDocTemplate(
        out,
        pagesize=A4,
        title="Memorandum on the appeal hearing of 27 September 2017",
        author="Casefile sample",
        subject=FOOT,
        invariant=1,
    )
    frame = Frame(22 * mm, 22 * mm, 166 * mm, 255 * mm, 0, 0, 0, 0)
    document.addPageTemplates([PageTemplate("page", [frame])])
    document.build(_story(), canvasmaker=_Numbered)
    return out.getvalue()


# --- the comparison (DOCX) -------------------------------------------------------------------


SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def _shade(cell: Any, colour: str) -> None:
    properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001 - the package has no other way
    shade = properties.makeelement(qn("w:shd"), {qn("w:val"): "clear", qn("w:fill"): colour})
    properties.append(shade)


def _word_table(document: Any, rows: Rows, widths: tuple[float, ...]) -> None:
    table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for at, row in enumerate(rows):
        for cell, text, width in zip(table.rows[at].cells, row, widths, strict=True):
            cell.width = Cm(width)
            cell.text = text
            cell.paragraphs[0].paragraph_format.space_before = Pt(3)
            cell.paragraphs[0].paragraph_format.space_after = Pt(3)
            if at == 0:
                cell.paragraphs[0].runs[0].bold = True
                _shade(cell, "E4ECF6")
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _word_styles(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = Cm(2.2)
    section.bottom_margin = Cm(2)
    for name, size, colour in (("Normal", 11, INK), ("Title", 22, INK), ("Heading 1", 14, ACCENT)):
        font = document.styles[name].font
        font.name, font.size, font.color.rgb = "Calibri", Pt(size), RGBColor.from_string(colour[1:])
        fonts = document.styles[name].element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(script), None)
    document.styles["Heading 1"].paragraph_format.space_after = Pt(6)
    _table_lines(document.styles["Table Grid"])


def _table_lines(style: Any) -> None:
    """Thin grey lines instead of black ones."""
    for line in style.element.iter(*(qn(f"w:{side}") for side in SIDES)):
        if line.get(qn("w:val")):
            line.set(qn("w:color"), "C3CAD4")


def comparison() -> bytes:
    """The Word document."""
    told = TEXTS["comparison"]
    document = docx.Document()
    _word_styles(document)
    document.add_paragraph(told["title"], style="Title")
    document.add_paragraph(told["opening"])
    document.add_heading("Community service", 1)
    _word_table(document, told["service"], (8.2, 3.2, 5.2))
    document.add_paragraph(told["no_total"])
    document.add_heading("The other parts", 1)
    _word_table(document, told["other"], (5.6, 5.6, 5.4))
    document.add_heading("What would settle it", 1)
    document.add_paragraph(told["to_settle"])
    foot = document.sections[0].footer.paragraphs[0].add_run(FOOT)
    foot.font.size, foot.font.color.rgb = Pt(9), RGBColor.from_string(MUTED[1:])
    core = document.core_properties
    core.title, core.author, core.last_modified_by = told["title"], "Casefile sample", ""
    core.comments, core.revision = "", 1
    core.created = core.modified = EPOCH.replace(tzinfo=None)
    package = document.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):  # of the template, not of this
            del package.rels[key]
    out = io.BytesIO()
    document.save(out)
    return _without_times(out.getvalue())


def _without_times(package: bytes) -> bytes:
    """The same archive with one date for all its parts, so that it is the same on every day."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, (2017, 9, 30, 0, 0, 0))
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(name))
    return out.getvalue()


def main() -> None:
    """Write the three files."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "appeal-memorandum.pdf").write_bytes(memorandum())
    (folder / "sentence-comparison.docx").write_bytes(comparison())
    (folder / "hearing-form.jpg").write_bytes(form(FOOT))


if __name__ == "__main__":
    main()
