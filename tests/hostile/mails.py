# SPDX-License-Identifier: GPL-3.0-or-later
"""Makers of hostile messages."""

from casefile.extraction.protocol import Failure
from tests.hostile.documents import ENOUGH, Hostile, Outside, case

MAIL = "message/rfc822"
_HEAD = b"From: a@b.example\nSubject: seen\nContent-Type: multipart/mixed; boundary=b\n\n"


def _mail(*parts: bytes) -> bytes:
    """A message of these parts, heads and bodies."""
    return _HEAD + b"".join(b"--b\n%s\n" % part for part in parts) + b"--b--\n"


def _file(name: bytes, body: bytes, more: bytes = b"") -> bytes:
    return b'Content-Disposition: attachment; filename="%s"\n%s\n%s' % (name, more, body)


def nested(_: Outside) -> bytes:
    parts = "".join(
        f"Content-Type: multipart/mixed; boundary=b{level}\n\n--b{level}\n"
        for level in range(3_000)
    )
    return f"From: a@b.example\nSubject: deep\n{parts}\nend".encode()


def nested_messages(_: Outside) -> bytes:
    """Messages in messages, too deep to be written out again."""
    return b"Subject: deep\n" + b"Content-Type: message/rfc822\n\nSubject: x\n" * 3_000 + b"\nend"


def parts_100k(_: Outside) -> bytes:
    return _mail(*[_file(b"a", b"x")] * 100_000)


def parts_10k(_: Outside) -> bytes:
    return _mail(*[_file(b"a", b"x")] * 10_000)


def headers_100k(_: Outside) -> bytes:
    return b"From: a\n" + b"".join(b"X-%d: y\n" % n for n in range(100_000)) + b"\nend"


def header_long(_: Outside) -> bytes:
    """A header that the parser of addresses would take apart for hours."""
    return b"From: " + b'"(<[' * 300_000 + b"\nSubject: seen\n\nend"


def parameters(_: Outside) -> bytes:
    """A name in ten thousand pieces (RFC 2231)."""
    pieces = b"".join(b";\n filename*%d*=utf-8''%%2e%%2e%%2f" % n for n in range(10_000))
    return _mail(b"Content-Disposition: attachment" + pieces + b"\n\nx")


def names(outside: Outside) -> bytes:
    """Names that lead elsewhere, turn round, hide or are nothing."""
    wanted = (
        *(b"../../etc/passwd", b"C:\\Windows\\win.ini", b"\\\\127.0.0.1\\share\\a", b"CON"),
        *(b"a" * 5_000, b"", b".", b"..", b"a\0.pdf", "gnp\u202etxt.exe".encode()),
        *(b"=?utf-8?b?Li4vLi4v?=", b"=?no-such?q?=00?=", b"file://" + outside.canary.encode()),
    )
    return _mail(*(_file(name, b"x") for name in wanted))


def external_body(outside: Outside) -> bytes:
    """A part that is to be fetched from this machine and from the net (RFC 2046, 5.2.3)."""
    local = b'Content-Type: message/external-body; access-type=local-file; name="%s"\n\n'
    net = b'Content-Type: message/external-body; access-type=URL; URL="http://127.0.0.1:%d/x"\n\n'
    return _mail(local % outside.canary.encode() + b"\n", net % outside.port + b"\n")


def lying_sizes(_: Outside) -> bytes:
    disposition = b"Content-Length: 4294967295\nContent-Transfer-Encoding: base64\n"
    lie = _file(b'a.pdf"; size=99999999999; x="', b"QUJD", disposition)
    return _mail(lie, _file(b"b", b"QUJD\n", b"Content-Length: -1\n"))


def garbage(_: Outside) -> bytes:
    codings = (b"base64", b"x-uuencode", b"quoted-printable", b"binary", b"\xff", b"base64; x=y")
    junk = bytes(range(1, 256)) * 200 + b"=" * 1_000
    return _mail(*(_file(b"a", junk, b"Content-Transfer-Encoding: %s\n" % one) for one in codings))


def too_large(_: Outside) -> bytes:
    """Eight files of 9 MiB each, more than may come with one message; small when squeezed."""
    return _mail(*[_file(b"a", b"x" * (9 << 20))] * 8)


def html_remote(outside: Outside) -> bytes:
    link = f"http://127.0.0.1:{outside.port}/x"
    page = f'<p>Seen<img src="{link}"><link rel=stylesheet href="{link}"><iframe src="{link}">'
    return b"From: a\nContent-Type: text/html\n\n" + page.encode()


def no_boundary(_: Outside) -> bytes:
    return b"From: a\nContent-Type: multipart/mixed\n\n--\nx\n--\n--"


_ANY = (*ENOUGH, Failure.DAMAGED)

ALL: tuple[Hostile, ...] = (
    case("mail-nested", MAIL, nested, *_ANY, harmless=True),
    case("mail-nested-messages", MAIL, nested_messages, *_ANY, harmless=True),
    case("mail-100k-parts", MAIL, parts_100k, Failure.TOO_LARGE),
    case("mail-10k-parts", MAIL, parts_10k),
    case("mail-100k-headers", MAIL, headers_100k, *ENOUGH, harmless=True),
    case("mail-header-long", MAIL, header_long, *_ANY, harmless=True),
    case("mail-parameters", MAIL, parameters, *_ANY, harmless=True),
    case("mail-names", MAIL, names),
    case("mail-external-body", MAIL, external_body),
    case("mail-lying-sizes", MAIL, lying_sizes),
    case("mail-garbage", MAIL, garbage),
    case("mail-too-large", MAIL, too_large, Failure.TOO_LARGE),
    case("mail-html-remote", MAIL, html_remote),
    case("mail-no-boundary", MAIL, no_boundary),
)
