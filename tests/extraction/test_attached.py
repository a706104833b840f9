# SPDX-License-Identifier: GPL-3.0-or-later
import pytest

from casefile.extraction.attached import told
from casefile.extraction.protocol import Listed


@pytest.mark.parametrize(
    ("untrusted", "name"),
    [
        ("решение суда.pdf", "решение суда.pdf"),
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\\\Windows\\system.ini", "C-Windows-system.ini"),
        ("gnp\u202etxt.exe", "gnptxt.exe"),
        ("a\r\nb\0.pdf", "a b.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("", "Attachment 7.pdf"),
        ("\u202e\n", "Attachment 7.pdf"),
    ],
)
def test_a_name_is_fit_for_every_system(untrusted: str, name: str) -> None:
    assert told(7, Listed(untrusted, "application/pdf", 3)).name == name


def test_an_attached_message_is_called_one() -> None:
    assert told(1, Listed("Moved", "message/rfc822", 3)).name == "Moved.eml"
    assert told(1, Listed("a.EML", "message/rfc822", 3)).name == "a.EML"


@pytest.mark.parametrize("kind", ["", "x", "text/plain; charset=x", "<b>/x", "Text/Plain", "a/b\n"])
def test_a_kind_that_is_none_is_unknown(kind: str) -> None:
    assert told(1, Listed("a", kind, 3)).media_type == "application/octet-stream"
