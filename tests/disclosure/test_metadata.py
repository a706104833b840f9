# SPDX-License-Identifier: GPL-3.0-or-later
import pytest

from casefile.disclosure.metadata import risks
from tests.disclosure.people import make


@pytest.mark.parametrize(
    ("media_type", "word"),
    [
        ("image/jpeg", "camera"),
        ("application/pdf", "author"),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "tracked"),
        ("message/rfc822", "addresses"),
    ],
)
def test_what_a_document_may_tell_unseen_is_said(media_type: str, word: str) -> None:
    assert word in risks(make("document", 1, title="D", media_type=media_type))


def test_of_plain_text_nothing_is_said() -> None:
    assert risks(make("document", 1, title="D", media_type="text/plain")) == ""
