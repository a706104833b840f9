# SPDX-License-Identifier: GPL-3.0-or-later
"""The header of an age file, read and bounded before any cipher sees it.

Form: https://age-encryption.org/v1: a version line, stanzas (`-> TYPE ARGUMENT…` and a body of
base64 lines, the last shorter than 64 columns), and `--- MAC`.
"""

import re
from dataclasses import dataclass

from casefile.base.errors import BundleRefused
from casefile.base.messages import _
from casefile.bundle.refusal import refusal
from casefile.bundle.streams import Readable

HEADER_LIMIT = 64 * 2**10  # bytes
STANZA_LIMIT = 20
WORK_LIMIT = 20  # log2 of scrypt's N: 2**20 takes 1 GiB

VERSION = b"age-encryption.org/v1"
_CHUNK = 2**16
_ARMOUR = b"-----BEGIN AGE"
_STANZA = re.compile(rb"->((?: [\x21-\x7e]+)+)").fullmatch
_BODY = re.compile(rb"[A-Za-z0-9+/]{0,64}").fullmatch
_MAC = re.compile(rb"--- [A-Za-z0-9+/]{43}").fullmatch
_NUMBER = re.compile(rb"[1-9][0-9]?").fullmatch


@dataclass(frozen=True, slots=True)
class Header:
    """An age header within bounds."""

    start: bytes  # what was read of the file to see it: the header and some of what follows
    stanzas: tuple[str, ...]  # the type of each: X25519, scrypt, …
    length: int  # bytes

    @property
    def by_passphrase(self) -> bool:
        """Whether a passphrase opens it, instead of a key."""
        return self.stanzas == ("scrypt",)


def read_header(untrusted: Readable) -> Header:
    """The header at the beginning of a file. Raises BundleRefused where it is none, or over the
    limits: 64 KiB, 20 stanzas, scrypt alone and with N of at most 2**20."""
    start = untrusted.read(HEADER_LIMIT)
    if start.lstrip().startswith(_ARMOUR):
        raise refusal(
            _("This bundle is an age file in text form, which Casefile does not read."),
            _("Turn it into its binary form, or ask the sender for that."),
        )
    lines = start.split(b"\n")
    _check_version(lines[0])
    stanzas, count = _stanzas(lines, whole=len(start) < HEADER_LIMIT)
    _check_work(stanzas)
    types = tuple(stanza[0].decode("ascii") for stanza in stanzas)
    return Header(start, types, sum(len(line) + 1 for line in lines[:count]))


def plaintext_size(header: Header, file_size: int) -> int:
    """How many bytes are inside of an age file of that many: its payload is a nonce of 16 bytes
    and chunks of 64 KiB, each with a tag of 16."""
    payload = file_size - header.length - 16
    return payload - 16 * -(-payload // (_CHUNK + 16))


def _check_version(line: bytes) -> None:
    if line == VERSION:
        return
    if line.startswith(b"age-encryption.org/"):
        raise refusal(
            _("This bundle is sealed in a form of age that this version does not know."),
            _("Update Casefile, or ask the sender for the form age-encryption.org/v1."),
        )
    raise refusal(
        _("This file is not a case bundle."), _("Choose a file that ends in .casebundle.")
    )


def _stanzas(lines: list[bytes], *, whole: bool) -> tuple[list[list[bytes]], int]:
    """The arguments of each stanza, and how many lines the header has. `whole` tells whether
    the lines hold the entire file."""
    stanzas: list[list[bytes]] = []
    in_body = False
    for number, line in enumerate(lines[1:-1], start=2):  # the last one has no end
        if in_body:
            in_body = _body_goes_on(line)
        elif _MAC(line) and stanzas:
            return stanzas, number
        else:
            stanzas.append(_arguments(line))
            in_body = True
        if len(stanzas) > STANZA_LIMIT:
            many = _("This bundle is sealed to more than {count} keys.")
            raise refusal(many.format(count=STANZA_LIMIT))
    if whole:
        raise refusal(_("This bundle ends before its header does: it was cut short."))
    raise refusal(_("The header of this bundle is too long."))


def _body_goes_on(line: bytes) -> bool:
    if not _BODY(line):
        raise _malformed()
    return len(line) == 64


def _arguments(line: bytes) -> list[bytes]:
    match = _STANZA(line)
    if not match:
        raise _malformed()
    return match[1].split()


def _check_work(stanzas: list[list[bytes]]) -> None:
    """A passphrase stands alone, and asks for no more than 1 GiB of memory."""
    for stanza in stanzas:
        if stanza[0] != b"scrypt":
            continue
        if len(stanzas) > 1 or len(stanza) != 3 or not _NUMBER(stanza[2]):
            raise _malformed()
        if int(stanza[2]) > WORK_LIMIT:
            raise refusal(_("Opening this bundle would take more memory than is allowed."))


def _malformed() -> BundleRefused:
    return refusal(_("The header of this bundle is damaged."))
