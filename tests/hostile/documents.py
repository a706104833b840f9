# SPDX-License-Identifier: GPL-3.0-or-later
"""Makers of hostile documents. Nothing is stored: a scanner would rightly complain.

`NEEDLE` stands where only a reader that goes too far finds it. `{canary}` in a document
is the path of a file that holds the needle, `{port}` a port of this machine that listens.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PIL import Image, PngImagePlugin
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from casefile.extraction.media import DOCX, PDF
from casefile.extraction.protocol import Failure

NEEDLE = "needle-7319-found"
ENOUGH = {Failure.TOOK_TOO_LONG, Failure.OUT_OF_MEMORY, Failure.CRASHED, Failure.TOO_LARGE}


@dataclass(frozen=True)
class Outside:
    """What a document may try to reach."""

    canary: str
    port: int


@dataclass(frozen=True)
class Hostile:
    """One hostile document, and how reading its text and its first page may end."""

    name: str
    media_type: str
    make: Callable[[Outside], bytes]
    failures: frozenset[Failure]
    harmless: bool  # it may also end well, with nothing of the outside in it


def bomb(chunk: bytes, times: int) -> bytes:
    """A zlib stream of `chunk` repeated, made in no time: after a full flush its pieces repeat."""
    squeeze = zlib.compressobj(9)
    first = squeeze.compress(chunk) + squeeze.flush(zlib.Z_FULL_FLUSH)
    again = squeeze.compress(chunk) + squeeze.flush(zlib.Z_FULL_FLUSH)
    return first + again * (times - 1) + squeeze.flush()


# --- PDF -------------------------------------------------------------------------------------


def pdf(objects: Iterable[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    out, offsets = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(offsets) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    tail = b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (size, trailer, len(out))
    return out + head + tail


def stream(data: bytes, more: bytes = b"") -> bytes:
    """A stream object."""
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(data), more, data)


def one_page(
    content: bytes = b"BT /F1 12 Tf 20 100 Td (Seen) Tj ET",
    *more: bytes,
    catalogue: bytes = b"",
    page: bytes = b"/MediaBox[0 0 300 200]",
    resources: bytes = b"",
    filters: bytes = b"",
) -> bytes:
    """A PDF of one page; `more` are the objects from 6 on."""
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R%s>>" % catalogue,
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>%s>>%s>>"
            % (resources, page),
            stream(content, filters),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            *more,
        ]
    )


def stream_bomb(_: Outside) -> bytes:
    """4 GiB of drawing, deflated twice."""
    inner = bomb(b"0 0 9 9 re f\n" * (1 << 16), 5000)
    return one_page(zlib.compress(inner), filters=b"/Filter[/FlateDecode/FlateDecode]")


def picture_bomb(_: Outside) -> bytes:
    """A picture of 30,000 by 30,000 pixels in colour: 2.7 GB."""
    pixels = bomb(bytes(90_000 * 100), 300)
    head = b"/Type/XObject/Subtype/Image/Width 30000/Height 30000/BitsPerComponent 8"
    picture = stream(pixels, head + b"/ColorSpace/DeviceRGB/Filter/FlateDecode")
    return one_page(b"300 0 0 200 0 0 cm /X Do", picture, resources=b"/XObject<</X 6 0 R>>")


def form_laughs(_: Outside) -> bytes:
    """Drawings that draw ten drawings that draw ten drawings, fifteen deep."""
    forms = []
    for level in range(15):
        below = b"/Resources<</XObject<</X %d 0 R>>>>" % (7 + level)
        drawing = b"/X Do\n" * 10 if level < 14 else b"0 0 300 200 re f\n" * 10
        forms.append(stream(drawing, b"/Type/XObject/Subtype/Form/BBox[0 0 300 200]%s" % below))
    return one_page(b"/X Do", *forms, resources=b"/XObject<</X 6 0 R>>")


def mediabox(_: Outside) -> bytes:
    return one_page(page=b"/MediaBox[0 0 1000000 1000000]")


def mediabox_thin(_: Outside) -> bytes:
    return one_page(page=b"/MediaBox[0 0 1 1000000]")


def mediabox_nothing(_: Outside) -> bytes:
    return one_page(page=b"/MediaBox[0 0 0 0]/CropBox[nan inf 1e999 -1e999]")


def page_loop(_: Outside) -> bytes:
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[2 0 R 3 0 R 2 0 R]/Count 3/Parent 3 0 R>>",
            b"<</Type/Pages/Kids[2 0 R]/Count 1/Parent 2 0 R>>",
        ]
    )


def page_count_lie(_: Outside) -> bytes:
    return one_page().replace(b"/Count 1>>", b"/Count 2147483647>>")


def pages_10001(_: Outside) -> bytes:
    kids = b" ".join(b"%d 0 R" % number for number in range(3, 10_004))
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[%s]/Count 10001/MediaBox[0 0 9 9]>>" % kids,
            *[b"<</Type/Page/Parent 2 0 R>>"] * 10_001,
        ]
    )


def javascript(outside: Outside) -> bytes:
    script = "app.alert(1);this.submitForm('http://127.0.0.1:{port}/');while(1){{}}"
    action = b"/OpenAction<</S/JavaScript/JS(%s)>>" % script.format(port=outside.port).encode()
    names = b"/Names<</JavaScript<</Names[(a)6 0 R]>>>>"
    return one_page(b"BT ET", b"<</S/JavaScript/JS(while(1){})>>", catalogue=action + names)


def launch(outside: Outside) -> bytes:
    action = b"/OpenAction<</S/Launch/F(/bin/sh)/Win<</F(cmd.exe)/P(/c calc)>>>>"
    goes = b"/AA<</O<</S/URI/URI(http://127.0.0.1:%d/)>>>>" % outside.port
    return one_page(catalogue=action, page=b"/MediaBox[0 0 300 200]%s" % goes)


def remote_stream(outside: Outside) -> bytes:
    """A page whose content should come from a file and from the net."""
    file = b"/F<</FS/URL/F(http://127.0.0.1:%d/x)>>" % outside.port
    local = stream(b"", b"/F(%s)" % outside.canary.encode())
    return one_page(b"", local, filters=file, page=b"/MediaBox[0 0 9 9]/Contents[4 0 R 6 0 R]")


def embedded_executable(_: Outside) -> bytes:
    names = b"/Names<</EmbeddedFiles<</Names[(invoice.exe)6 0 R]>>>>"
    file = b"<</Type/Filespec/F(invoice.exe)/EF<</F 7 0 R>>>>"
    return one_page(b"BT ET", file, stream(b"MZ" + NEEDLE.encode()), catalogue=names)


def encrypted_pdf(_: Outside) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption("secret", strength=128))
    canvas.drawString(72, 700, NEEDLE)
    canvas.save()
    return out.getvalue()


def truncated_pdf(_: Outside) -> bytes:
    return one_page()[:250]


def xref_loop(_: Outside) -> bytes:
    whole = one_page()
    start = whole.rindex(b"xref\n0")
    return whole.replace(b"/Root 1 0 R>>", b"/Root 1 0 R/Prev %d>>" % start)


def deep_pdf(_: Outside) -> bytes:
    return one_page(b"[" * 200_000, b"[" * 200_000, catalogue=b"/X 6 0 R")


def font_loop(_: Outside) -> bytes:
    """A font whose glyphs are drawn with the font itself."""
    glyph = stream(b"/F1 1 Tf (a) Tj")
    font = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 1 1]/FontMatrix[1 0 0 1 0 0]/FirstChar 97"
        b"/LastChar 97/Widths[1]/CharProcs<</a 6 0 R>>/Encoding<</Differences[97/a]>>"
        b"/Resources<</Font<</F1 5 0 R>>>>>>"
    )
    whole = one_page(b"BT /F1 12 Tf (aaa) Tj ET", glyph)
    return whole.replace(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", font)


def letters(_: Outside) -> bytes:
    """A page of two million letters, each placed by itself."""
    return one_page(
        zlib.compress(b"BT /F1 1 Tf " + b"1 0 Td (a) Tj (b) Tj " * 1_000_000 + b"ET"),
        filters=b"/Filter/FlateDecode",
    )


def letters_left_out(_: Outside) -> bytes:
    """Every other character is one that has no place in the text, so that places are searched."""
    return one_page(
        zlib.compress(b"BT /F1 9 Tf 20 100 Td " + b"(a\\002\\255\\000) Tj " * 100_000 + b"ET"),
        filters=b"/Filter/FlateDecode",
    )


# --- pictures --------------------------------------------------------------------------------


def png(width: int, height: int, rows: bytes, *chunks: tuple[bytes, bytes]) -> bytes:
    """A black and white PNG of these compressed rows, other chunks before them."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    parts = [(b"IHDR", head), *chunks, (b"IDAT", rows), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(kind, data) for kind, data in parts)


def png_of(side: int) -> bytes:
    """A true PNG of `side` by `side` pixels."""
    return png(side, side, bomb(bytes(1 + (side + 7) // 8) * 100, side // 100))


def png_169(_: Outside) -> bytes:
    return png_of(13_000)


def png_400(_: Outside) -> bytes:
    return png_of(20_000)


def png_text_bomb(_: Outside) -> bytes:
    texts = [(b"zTXt", b"Comment\0\0" + bomb(b"A" * 1_000_000, 300))] * 3
    return png(8, 8, zlib.compress(bytes(16)), *texts)


def jpeg_lie(_: Outside) -> bytes:
    """A JPEG that claims to be 65,500 pixels wide and high."""
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "JPEG")
    data = bytearray(out.getvalue())
    at = data.index(b"\xff\xc0") + 5
    data[at : at + 4] = struct.pack(">HH", 65_500, 65_500)
    return bytes(data)


def webp_lie(_: Outside) -> bytes:
    """A lossless WebP that claims to be 16,383 pixels wide and high."""
    bits = struct.pack("<I", 16_382 | 16_382 << 14)
    data = b"\x2f" + bits + bytes(64)
    chunk = b"VP8L" + struct.pack("<I", len(data)) + data + bytes(len(data) % 2)
    return b"RIFF" + struct.pack("<I", len(chunk) + 4) + b"WEBP" + chunk


def jpeg_with_place(_: Outside) -> bytes:
    """A good photo that tells where it was taken, by whom, and more in a comment."""
    image = Image.new("RGB", (64, 48), "teal")
    exif = Image.Exif()
    exif[0x0112], exif[0x013B], exif[0x9286] = 6, NEEDLE, NEEDLE
    exif.get_ifd(0x8825).update({1: "N", 2: (42.0, 19.0, 0.0), 29: NEEDLE})
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif, comment=NEEDLE.encode(), quality=95)
    return out.getvalue()


def png_with_text(_: Outside) -> bytes:
    out = io.BytesIO()
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", NEEDLE)
    Image.new("RGB", (20, 20)).save(out, "PNG", pnginfo=info)
    return out.getvalue()


def tiff_loop(_: Outside) -> bytes:
    """A TIFF whose second page is its first."""
    out = io.BytesIO()
    Image.new("1", (8, 8)).save(out, "TIFF")
    data = bytearray(out.getvalue())
    (ifd,) = struct.unpack_from("<I", data, 4)
    (entries,) = struct.unpack_from("<H", data, ifd)
    struct.pack_into("<I", data, ifd + 2 + 12 * entries, ifd)
    return bytes(data)


def tiff_many(_: Outside) -> bytes:
    """A TIFF of 12,000 pages, all of the same pixels."""
    out = io.BytesIO()
    Image.new("1", (8, 8)).save(out, "TIFF")
    data = out.getvalue()
    (ifd,) = struct.unpack_from("<I", data, 4)
    page = data[ifd : ifd + 2 + 12 * struct.unpack_from("<H", data, ifd)[0]]
    first = len(data)
    nexts = [first + (len(page) + 4) * number for number in range(1, 12_000)]
    pages = b"".join(page + struct.pack("<I", at) for at in (*nexts, 0))
    return data[:4] + struct.pack("<I", first) + data[8:] + pages


def truncated_png(_: Outside) -> bytes:
    data = png_of(4_000)
    return data[: len(data) // 2]


def svg_external(outside: Outside) -> bytes:
    links = f"file://{outside.canary}", f"http://127.0.0.1:{outside.port}/x"
    shown = "".join(f'<image href="{link}" width="9" height="9"/>' for link in links)
    return f'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script>{shown}</svg>'.encode()


def renamed_eps(outside: Outside) -> bytes:
    """PostScript, which a careless library hands to Ghostscript."""
    return (
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n"
        b"(" + outside.canary.encode() + b")(r) file 99 string readstring pop =\n"
    )


# --- Word documents --------------------------------------------------------------------------

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(body: str, parts: dict[str, str | bytes] | None = None, document: str = "") -> bytes:
    """A Word document with this body, or this whole main part, and other parts."""
    whole = document or f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    root = f'<Relationship Id="a" Type="{office}/officeDocument" Target="word/document.xml"/>'
    contents: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f"<Relationships>{root}</Relationships>",
        "word/document.xml": whole,
        **(parts or {}),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return out.getvalue()


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def laughs(_: Outside) -> bytes:
    entities = '<!ENTITY a "haha">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12)
    )
    whole = f'<!DOCTYPE x [{entities}]><w:document xmlns:w="{_W}">{paragraph("&m;")}</w:document>'
    return docx("", document=whole)


def xxe(outside: Outside) -> bytes:
    entities = (
        f'<!ENTITY file SYSTEM "file://{outside.canary}">'
        f'<!ENTITY net SYSTEM "http://127.0.0.1:{outside.port}/">'
    )
    shown = paragraph("&file;&net;")
    whole = f'<!DOCTYPE x [{entities}]><w:document xmlns:w="{_W}">{shown}</w:document>'
    return docx("", document=whole)


def outside_dtd(outside: Outside) -> bytes:
    link = f"http://127.0.0.1:{outside.port}/x.dtd"
    whole = f'<!DOCTYPE x SYSTEM "{link}"><w:document xmlns:w="{_W}">{paragraph("a")}</w:document>'
    return docx("", document=whole)


def text_400_mb(_: Outside) -> bytes:
    """400 MB of text in one part. The archive is packed by hand: to deflate it all takes long."""
    whole = docx(paragraph("Seen"))
    text = paragraph("All work and no play. " * 50_000).encode()
    head = f'<w:document xmlns:w="{_W}">'.encode()
    squeeze = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    first = squeeze.compress(head) + squeeze.flush(zlib.Z_FULL_FLUSH)
    again = squeeze.compress(text) + squeeze.flush(zlib.Z_FULL_FLUSH)
    squeezed = first + again * 364 + squeeze.flush()
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        small = archive.getinfo("word/document.xml")
    start = small.header_offset + 30 + len(small.filename)
    sizes = struct.pack("<III", 0, len(squeezed), len(head) + len(text) * 364)
    whole = whole.replace(
        struct.pack("<III", small.CRC, small.compress_size, small.file_size), sizes
    )
    directory = whole.index(b"PK\x01\x02")
    moved = struct.pack("<I", directory - small.compress_size + len(squeezed))
    end = whole[directory:].replace(struct.pack("<I", directory), moved)
    return whole[:start] + squeezed + end


def remote_template(outside: Outside) -> bytes:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    link = (
        f'<Relationships><Relationship Id="r" Type="{office}/attachedTemplate"'
        f' TargetMode="External" Target="http://127.0.0.1:{outside.port}/t.dotm"/></Relationships>'
    )
    return docx(
        paragraph("Seen"),
        {"word/_rels/settings.xml.rels": link, "word/vbaProject.bin": NEEDLE.encode()},
    )


def rels_escape(outside: Outside) -> bytes:
    """The main part is said to be a file of this machine."""
    target = f'<R Type="/officeDocument" Target="../../..{outside.canary}"/>'
    return docx(paragraph("Seen"), {"_rels/.rels": f"<Relationships>{target}</Relationships>"})


def deep_docx(_: Outside) -> bytes:
    return docx("<w:sdt>" * 300_000 + "</w:sdt>" * 300_000)


def many_parts(_: Outside) -> bytes:
    return docx(paragraph("Seen"), {f"word/header{number}.xml": "<a/>" for number in range(20_001)})


def lying_sizes(_: Outside) -> bytes:
    """The archive says that the text unpacks to 10 bytes."""
    whole = docx(paragraph("A" * 1_000_000))
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        size = archive.getinfo("word/document.xml").file_size
    lying = whole.replace(struct.pack("<I", size), struct.pack("<I", 10))
    assert lying != whole
    return lying


def encrypted_docx(_: Outside) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096)


def locked_part(_: Outside) -> bytes:
    """A part of the archive is marked as encrypted."""
    data = bytearray(docx(paragraph("Seen")))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := data.find(mark, at + 1)) >= 0:
            data[at + flags] |= 1
    return bytes(data)


def not_docx(_: Outside) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("../../escape.txt", NEEDLE)
    return out.getvalue()


def truncated_docx(_: Outside) -> bytes:
    return docx(paragraph("Seen"))[:-40]


# --- text ------------------------------------------------------------------------------------


def marks(_: Outside) -> bytes:
    """Two million combining marks in the wrong order: to sort them takes hours."""
    return ("a" + "\u0301\u0316" * 1_000_000).encode()


def not_text(_: Outside) -> bytes:
    return b"MZ\x90" + bytes(range(256)) * 40


def csv_formulas(outside: Outside) -> bytes:
    """What a spreadsheet would work out: here it is text."""
    cells = ("=cmd|' /C calc'!A0", f'=WEBSERVICE("http://127.0.0.1:{outside.port}/")', "@SUM(1)")
    return "\n".join((*cells, "+1", "-1", "\t=1", "\r=1")).encode()


def csv_nul(_: Outside) -> bytes:
    return b"a;b\n" + b"c\0;d\n" * 1_000


def csv_utf16(_: Outside) -> bytes:
    """Marked as UTF-16, and half a character at the end."""
    return "а;б\n".encode("utf-16") + b"\xd8"


def csv_huge_field(_: Outside) -> bytes:
    """A field that is opened and never closed."""
    return b'a;"' + b"x" * (3 << 20)


def tag_soup(_: Outside) -> bytes:
    return b"<html>" + b"<a b='" * 200_000 + b"<!--" * 100_000 + b"<![x" * 100_000


def case(
    name: str,
    media_type: str,
    make: Callable[[Outside], bytes],
    *failures: Failure,
    harmless: bool = False,
) -> Hostile:
    return Hostile(name, media_type, make, frozenset(failures), harmless or not failures)


_ANY = (*ENOUGH, Failure.DAMAGED)

ALL = (
    case("pdf-stream-bomb", PDF, stream_bomb, *_ANY, harmless=True),
    case("pdf-picture-bomb", PDF, picture_bomb, *_ANY, harmless=True),
    case("pdf-form-laughs", PDF, form_laughs, *_ANY),
    case("pdf-mediabox-1e6", PDF, mediabox),
    case("pdf-mediabox-thin", PDF, mediabox_thin),
    case("pdf-mediabox-nothing", PDF, mediabox_nothing, Failure.DAMAGED, harmless=True),
    case("pdf-page-loop", PDF, page_loop, Failure.DAMAGED, harmless=True),
    case("pdf-page-count-lie", PDF, page_count_lie, Failure.TOO_MANY_PAGES, harmless=True),
    case("pdf-10001-pages", PDF, pages_10001, Failure.TOO_MANY_PAGES),
    case("pdf-javascript", PDF, javascript),
    case("pdf-launch", PDF, launch),
    case("pdf-remote-stream", PDF, remote_stream),
    case("pdf-embedded-executable", PDF, embedded_executable),
    case("pdf-encrypted", PDF, encrypted_pdf, Failure.ENCRYPTED),
    case("pdf-truncated", PDF, truncated_pdf, Failure.DAMAGED),
    case("pdf-xref-loop", PDF, xref_loop, Failure.DAMAGED, harmless=True),
    case("pdf-deep", PDF, deep_pdf, *_ANY, harmless=True),
    case("pdf-font-loop", PDF, font_loop, *_ANY, harmless=True),
    case("pdf-letters", PDF, letters, *_ANY, harmless=True),
    case("pdf-letters-left-out", PDF, letters_left_out, *_ANY, harmless=True),
    case("png-169-megapixels", "image/png", png_169, Failure.TOO_LARGE),
    case("png-400-megapixels", "image/png", png_400, Failure.TOO_LARGE),
    case("png-text-bomb", "image/png", png_text_bomb, Failure.DAMAGED),
    case("png-with-text", "image/png", png_with_text),
    case("png-truncated", "image/png", truncated_png, Failure.DAMAGED),
    case("jpeg-lie", "image/jpeg", jpeg_lie, Failure.TOO_LARGE),
    case("jpeg-with-place", "image/jpeg", jpeg_with_place),
    case("webp-lie", "image/webp", webp_lie, *_ANY),
    case("tiff-loop", "image/tiff", tiff_loop),
    case("tiff-many", "image/tiff", tiff_many, Failure.TOO_MANY_PAGES),
    case("svg-external", "image/svg+xml", svg_external, Failure.UNSUPPORTED),
    case("eps-renamed", "image/jpeg", renamed_eps, Failure.NOT_WHAT_IT_SAYS),
    case("docx-laughs", DOCX, laughs, Failure.REFUSED),
    case("docx-xxe", DOCX, xxe, Failure.REFUSED),
    case("docx-outside-dtd", DOCX, outside_dtd, Failure.REFUSED),
    case("docx-400-mb", DOCX, text_400_mb, Failure.TOO_LARGE),
    case("docx-remote-template", DOCX, remote_template),
    case("docx-rels-escape", DOCX, rels_escape, Failure.NOT_WHAT_IT_SAYS),
    case("docx-deep", DOCX, deep_docx, Failure.REFUSED),
    case("docx-many-parts", DOCX, many_parts, Failure.TOO_LARGE),
    case("docx-lying-sizes", DOCX, lying_sizes, Failure.DAMAGED, harmless=True),
    case("docx-encrypted", DOCX, encrypted_docx, Failure.ENCRYPTED),
    case("docx-locked-part", DOCX, locked_part, Failure.ENCRYPTED),
    case("docx-not-one", DOCX, not_docx, Failure.NOT_WHAT_IT_SAYS),
    case("docx-truncated", DOCX, truncated_docx, Failure.DAMAGED),
    case("text-marks", "text/plain", marks),
    case("csv-formulas", "text/csv", csv_formulas),
    case("csv-nul", "text/csv", csv_nul, Failure.NOT_WHAT_IT_SAYS, harmless=True),
    case("csv-utf16", "text/csv", csv_utf16),
    case("csv-huge-field", "text/csv", csv_huge_field),
    case("text-none", "text/plain", not_text, Failure.NOT_WHAT_IT_SAYS),
    case("html-soup", "text/html", tag_soup, *_ANY, harmless=True),
)
