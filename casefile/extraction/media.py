# SPDX-License-Identifier: GPL-3.0-or-later
"""What kind of file it is, by how it begins; only what has no mark of its own goes by its name."""

import codecs
from types import MappingProxyType

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAIL = "message/rfc822"
UNKNOWN = "application/octet-stream"
READ = frozenset(  # what the extraction process opens; all else is kept as it came
    {
        PDF, DOCX, "image/jpeg", "image/png", "image/tiff", "image/webp", MAIL,
        "text/csv", "text/html", "text/markdown", "text/plain",
    }
)  # fmt: skip
HEAD = 4096  # bytes of the beginning that are worth handing to `sniff`

_MARKS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"II+\0", "image/tiff"),
    (b"MM\0+", "image/tiff"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"%!PS", "application/postscript"),
    (b"\xc5\xd0\xd3\xc6", "application/postscript"),  # EPS with a preview
    (b"{\\rtf", "application/rtf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"PK\x03\x04", "application/zip"),
    (b"PK\x05\x06", "application/zip"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"\x1f\x8b", "application/gzip"),
    (b"OggS", "audio/ogg"),
    (b"fLaC", "audio/flac"),
    (b"ID3", "audio/mpeg"),
    (b"#!AMR", "audio/amr"),
    (b"\x1aE\xdf\xa3", "video/x-matroska"),
    (b"age-encryption.org/", "application/x-age"),
    (b"MZ", "application/x-msdownload"),
    (b"\x7fELF", "application/x-executable"),
)
_RIFF = {b"WEBP": "image/webp", b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}
_BOXES = {
    b"heic": "image/heic",
    b"heix": "image/heic",
    b"avif": "image/avif",
    b"M4A ": "audio/mp4",
    b"qt  ": "video/quicktime",
}
_READABLE = {"application/postscript", "application/rtf", "application/x-age"}
_INSIDE = MappingProxyType(  # what a container is, by the name it goes by
    {
        ("application/zip", "docx"): DOCX,
        ("application/zip", "xlsx"): "application/vnd.openxmlformats-officedocument.spreadsheetml"
        ".sheet",
        ("application/zip", "pptx"): "application/vnd.openxmlformats-officedocument"
        ".presentationml.presentation",
        ("application/zip", "odt"): "application/vnd.oasis.opendocument.text",
        ("application/zip", "ods"): "application/vnd.oasis.opendocument.spreadsheet",
        ("application/x-ole-storage", "doc"): "application/msword",
        ("application/x-ole-storage", "docx"): DOCX,  # an encrypted one
        ("application/x-ole-storage", "xls"): "application/vnd.ms-excel",
        ("application/x-ole-storage", "msg"): "application/vnd.ms-outlook",
    }
)
_TEXTS = MappingProxyType(
    {
        "txt": "text/plain",
        "text": "text/plain",
        "log": "text/plain",
        "csv": "text/csv",
        "md": "text/markdown",
        "eml": MAIL,
        "htm": "text/html",
        "html": "text/html",
        "xhtml": "text/html",
        "svg": "image/svg+xml",
        "xml": "application/xml",
        "json": "application/json",
        "ics": "text/calendar",
        "vcf": "text/vcard",
    }
)


def sniff(name: str, untrusted_head: bytes) -> str:
    """The media type of a file called `name` that begins with `untrusted_head` (HEAD bytes do).

    The beginning decides; a name can only choose among kinds of text, and among what is in a
    container. `application/octet-stream` when neither tells.
    """
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    marked = _marked(untrusted_head)
    if _is_text(untrusted_head) and marked not in _READABLE:
        return _text_type(ending, untrusted_head)
    if marked == "application/zip" and b"word/document.xml" in untrusted_head:
        return DOCX
    return _INSIDE.get((marked, ending), marked or UNKNOWN)


def _marked(head: bytes) -> str:
    if b"%PDF-" in head[:1024]:
        return PDF
    if head.startswith(b"RIFF"):
        return _RIFF.get(head[8:12], "")
    if head[4:8] == b"ftyp":
        return _BOXES.get(head[8:12], "video/mp4")
    return next((media_type for mark, media_type in _MARKS if head.startswith(mark)), "")


def _text_type(ending: str, head: bytes) -> str:
    start = head.removeprefix(codecs.BOM_UTF8).lstrip().lower()
    if start.startswith(b"%pdf-"):
        return PDF
    if start.startswith((b"<!doctype html", b"<html")):
        return "text/html"
    if start.startswith((b"<?xml", b"<svg", b"<!")) and b"<svg" in start:
        return "image/svg+xml"
    return _TEXTS.get(ending, "text/plain")


def _is_text(head: bytes) -> bool:
    """Whether it could be text: marked UTF-16, or without control characters but white space."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return True
    return bool(head) and not any(byte < 0x20 and byte not in b"\t\n\f\r\x1b" for byte in head)
