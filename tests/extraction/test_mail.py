# SPDX-License-Identifier: GPL-3.0-or-later
from contextlib import suppress
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.extraction import mail, mail_parts
from casefile.extraction.mail import open_mail
from casefile.extraction.protocol import Failure, Fault


def message(text: str = "The hearing was moved.", **headers: str) -> EmailMessage:
    made = EmailMessage()
    for name, value in ({"From": "Наблюдатель <a@b.example>", "Subject": "Суд"} | headers).items():
        made[name] = value
    made.set_content(text)
    return made


def test_headers_and_text_are_read() -> None:
    text = open_mail(bytes(message(To="c@d.example"))).text(0)
    assert "Наблюдатель" in text
    assert "Subject: Суд" in text
    assert "To: c@d.example" in text
    assert text.endswith("The hearing was moved.")


def test_attachments_are_named_and_not_opened() -> None:
    made = message()
    made.add_attachment(b"MZ needle", maintype="application", subtype="x", filename="invoice.exe")
    made.add_attachment("needle", filename="note.txt")
    text = open_mail(bytes(made)).text(0)
    assert "[invoice.exe]" in text
    assert "[note.txt]" in text
    assert "needle" not in text


def files(data: bytes) -> list[tuple[str, str, bytes]]:
    """Name, media type and bytes of what came with a message."""
    pages = open_mail(data)
    found = [
        (one.name, one.media_type, pages.attachment(number))
        for number, one in enumerate(pages.attachments())
    ]
    assert [one.size for one in pages.attachments()] == [len(data) for *_, data in found]
    return found


def test_attachments_are_handed_out_as_they_were_sent() -> None:
    made = message()
    scan = b"%PDF-1.7" + bytes(range(256)) * 9
    made.add_attachment(scan, maintype="application", subtype="zip", filename="решение.pdf")
    made.add_attachment("слово", filename="note.txt", cte="base64")
    made.add_attachment(b"\xff\xd8\xff\0", maintype="image", subtype="jpeg")  # without a name
    assert files(bytes(made)) == [
        ("решение.pdf", "application/pdf", scan),
        ("note.txt", "text/plain", "слово\n".encode()),
        ("attachment", "image/jpeg", b"\xff\xd8\xff\0"),
    ]


def test_an_attached_message_is_a_file_of_its_own() -> None:
    inner = message("inner words", Subject="Жалоба")
    inner.add_attachment(b"needle", maintype="application", subtype="x", filename="in.bin")
    made = message("outer words")
    made.add_attachment(inner)
    text = open_mail(bytes(made)).text(0)
    assert "outer words" in text
    assert "inner words" not in text
    (name, media_type, data) = files(bytes(made))[0]
    assert media_type == "message/rfc822"
    assert name in {"attachment", "Жалоба"}
    assert open_mail(data).text(0).startswith("From: Наблюдатель <a@b.example>\nSubject: Жалоба")
    assert files(data) == [("in.bin", "text/plain", b"needle")]


def test_a_forwarded_message_goes_by_its_subject_and_may_be_coded_against_the_rules() -> None:
    head = (
        b"From: a\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: message/rfc822"
    )
    plain = head + b"\n\nSubject: Moved\n\nx\n--b--\n"
    assert files(plain) == [("Moved", "message/rfc822", b"Subject: Moved\r\n\r\nx")]
    coded = head + b"\nContent-Transfer-Encoding: base64\n\nU3ViamVjdDogYQoKeA==\n--b--\n"
    assert files(coded)[0][2] == b"Subject: a\n\nx"


@pytest.mark.parametrize("coding", ["base64", "x-uuencode", "quoted-printable", "8bit", "no-such"])
def test_a_broken_coding_leaves_what_can_be_read(coding: str) -> None:
    head = f"From: a\nContent-Type: image/png; name=a.png\nContent-Transfer-Encoding: {coding}\n\n"
    ((name, _kind, data),) = files(head.encode() + b"!!\xffQUJD=ZZ=\n~~~")
    assert name == "a.png"
    assert data


def test_a_name_without_end_keeps_its_ending() -> None:
    head = b"From: a\nContent-Type: a/b; name=%s.pdf\n\n\0"
    ((name, *_more),) = files(head % (b"a" * 1_500))
    assert name.endswith("aa.pdf")
    assert len(name.encode()) <= 1_000


def test_attachments_end_at_their_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    made = message()
    for size in (3, 9, 2, 1):
        made.add_attachment(bytes(size), maintype="a", subtype="b", filename=str(size))
    monkeypatch.setattr(mail_parts, "ATTACHED_SIZE_LIMIT", 6)
    assert [len(data) for *_, data in files(bytes(made))] == [3, 2, 1]
    assert open_mail(bytes(made)).left_behind() == 1
    monkeypatch.setattr(mail_parts, "ATTACHED_LIMIT", 2)
    assert [len(data) for *_, data in files(bytes(made))] == [3, 2]
    assert open_mail(bytes(made)).left_behind() == 2
    with pytest.raises(Fault):
        open_mail(bytes(made)).attachment(2)


def test_plain_text_goes_before_hypertext() -> None:
    made = message("plain words")
    made.add_alternative("<p>marked words</p>", subtype="html")
    assert "plain words" in open_mail(bytes(made)).text(0)
    assert "marked" not in open_mail(bytes(made)).text(0)


def test_hypertext_alone_is_made_plain() -> None:
    made = EmailMessage()
    made["From"] = "a@b.example"
    made.set_content("<p>marked <i>words</i></p>", subtype="html")
    assert open_mail(bytes(made)).text(0).endswith("marked words")


def test_no_text_at_all_leaves_the_headers() -> None:
    made = b"Subject: scan\nContent-Type: image/png\n\nxyz"
    assert open_mail(made).text(0) == "Subject: scan"


@pytest.mark.parametrize("charset", ["koi8-r", "no-such", "zlib", "\x00"])
def test_a_wrong_encoding_is_guessed(charset: str) -> None:
    head = f"From: a@b.example\nContent-Type: text/plain; charset={charset}\n\n"
    text = "Заседание перенесено"
    assert text in open_mail(head.encode() + text.encode("koi8-r")).text(0)


def test_a_header_against_the_rules_is_kept_as_it_stands() -> None:
    broken = b"From: \nTo: a@[\nSubject: =?utf-8?q?=ff?= x\nDate: \n\ntext"
    assert "a@[" in open_mail(broken).text(0)


def test_what_breaks_the_mail_package_is_still_read(monkeypatch: pytest.MonkeyPatch) -> None:
    get = EmailMessage.get

    def broken(self: EmailMessage, name: str, *more: object) -> object:
        if name in {"Subject", "content-disposition"}:
            raise IndexError
        return get(self, name, *more)

    monkeypatch.setattr(EmailMessage, "get", broken)
    text = open_mail(b"Subject: seen\n\ntext").text(0)
    assert "Subject: seen" in text
    assert "[attachment]" in text


def test_no_mail_and_too_much_of_it_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Fault) as error:
        open_mail(b"just some words\n")
    assert error.value.failure is Failure.NOT_WHAT_IT_SAYS
    monkeypatch.setattr(mail, "MAIL_LIMIT", 3)
    with pytest.raises(Fault) as error:
        open_mail(b"From: a@b.example\n\n")
    assert error.value.failure is Failure.TOO_LARGE


@given(st.binary(max_size=200))
def test_any_bytes_are_mail_or_refused(data: bytes) -> None:
    head = b"From: a\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: "
    with suppress(Fault):
        assert "From: a" in open_mail(head + data).text(0)
