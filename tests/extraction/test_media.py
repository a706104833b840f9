# SPDX-License-Identifier: GPL-3.0-or-later
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from casefile.extraction.media import DOCX, PDF, UNKNOWN, sniff
from tests.hostile.documents import docx, paragraph


@pytest.mark.parametrize(
    ("name", "head", "expected"),
    [
        ("a.pdf", b"%PDF-1.4\n%\xe2\xe3", PDF),
        ("scan", b"\0\0junk before %PDF-1.7", PDF),
        ("scan.txt", b"\n%PDF-1.7\n", PDF),
        ("photo.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF\0", "image/jpeg"),
        ("photo.pdf", b"\xff\xd8\xff\xe0\0\x10JFIF\0", "image/jpeg"),
        ("photo.jpg", b"%!PS-Adobe-3.0 EPSF-3.0\n", "application/postscript"),
        ("photo.jpg", b"MZ\x90\0\3\0", "application/x-msdownload"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", "application/msword"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", DOCX),
        ("a.docx", b"PK\x03\x04\x14\0", DOCX),
        ("a.zip", b"PK\x03\x04\x14\0", "application/zip"),
        ("a.mp4", b"\0\0\0\x18ftypisom", "video/mp4"),
        ("a.heic", b"\0\0\0\x18ftypheic", "image/heic"),
        ("a.wav", b"RIFF\1\2\0\0WAVEfmt ", "audio/wav"),
        ("a.bin", b"RIFF\1\2\0\0XXXX\0", UNKNOWN),
        ("a.bin", b"\0\1\2\3", UNKNOWN),
        ("a.txt", b"\0\1\2\3", UNKNOWN),
        ("a.txt", b"", UNKNOWN),
        ("a.txt", "Суд".encode(), "text/plain"),
        ("a.txt", "Суд".encode("utf-16"), "text/plain"),
        ("a.txt", "Суд".encode("cp1251"), "text/plain"),
        ("letter.EML", b"From: a@b.example\n", "message/rfc822"),
        ("a.csv", b"a;b\n", "text/csv"),
        ("BMW", b"BMW parked outside at nine", "text/plain"),
        ("MZ", b"MZ was the witness", "text/plain"),
        ("page.txt", b"\xef\xbb\xbf<!DOCTYPE html><svg>", "text/html"),
        ("drawing.png", b'<?xml version="1.0"?><svg xmlns="x">', "image/svg+xml"),
        ("noending", b"words", "text/plain"),
    ],
)
def test_kinds_are_told(name: str, head: bytes, expected: str) -> None:
    assert sniff(name, head) == expected


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_pictures_are_told_by_what_they_are(format_: str) -> None:
    out = io.BytesIO()
    Image.new("RGB", (4, 4)).save(out, format_)
    assert sniff("wrong.txt", out.getvalue()) == f"image/{format_.lower()}"


def test_a_word_document_under_a_wrong_name_is_told() -> None:
    assert sniff("evidence.bin", docx(paragraph("a"))[:4096]) == DOCX


@given(st.text(max_size=20), st.binary(max_size=64))
def test_anything_gets_a_type(name: str, head: bytes) -> None:
    assert "/" in sniff(name, head)
