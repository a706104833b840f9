# SPDX-License-Identifier: GPL-3.0-or-later
"""Tar as a stream: plain files going out, and nothing but plain files coming in.

Form: POSIX.1-2001 ustar, with pax headers for long names and for files of 8 GiB and more. It is
read by hand, because the reader of the standard library lets pass what has no place in a bundle
(links, devices, sparse files, sizes of any kind, junk at the end) and lists all that it saw.
"""

import re
import tarfile
from collections.abc import Iterable, Iterator

from casefile.base.errors import BundleRefused
from casefile.base.messages import _
from casefile.bundle.limits import Limits
from casefile.bundle.paths import check_path, same_key
from casefile.bundle.refusal import refusal, shown
from casefile.bundle.streams import Readable, Writable

BLOCK = tarfile.BLOCKSIZE
CHUNK = 2**20
_PAX_LIMIT = 2**16
_TAIL_LIMIT = 2**20  # zeros after the end
_octal = re.compile(rb"([0-7]{1,12})[ \0]*").fullmatch
_pax_record = re.compile(rb"([1-9][0-9]{0,5}) ").match
_decimal = re.compile(rb"0|[1-9][0-9]{0,17}").fullmatch


class TapeWriter:
    """A tar written file by file into `out`. Times are all the same: `made_at`, Unix ms."""

    def __init__(self, out: Writable, made_at: int) -> None:
        self._out = out
        self._mtime = made_at // 1000
        self._written = 0

    def add(self, path: str, size: int, chunks: Iterable[bytes]) -> None:
        """One file. Raises ValueError where the chunks are not `size` bytes together."""
        head = tarfile.TarInfo(path)
        head.size, head.mtime, head.mode = size, self._mtime, 0o644
        self._write(head.tobuf(tarfile.PAX_FORMAT, "utf-8", "strict"))
        left = size
        for chunk in chunks:
            left -= len(chunk)
            if left < 0:
                break
            self._write(chunk)
        if left:
            raise ValueError(f"{path} is not {size} bytes long")
        self._write(bytes(-size % BLOCK))

    def end(self) -> None:
        """The mark of the end."""
        self._write(bytes(2 * BLOCK))
        self._write(bytes(-self._written % tarfile.RECORDSIZE))

    def _write(self, data: bytes) -> None:
        self._written += self._out.write(data)


class TapeFile:
    """A file in a tar that is being read; to be read before the next one is asked for."""

    def __init__(self, stream: Readable, path: str, size: int) -> None:
        self._stream = stream
        self._left = size
        self.path = path
        self.size = size

    @property
    def at_end(self) -> bool:
        """Whether all of it was read."""
        return not self._left

    def read(self, size: int = -1) -> bytes:
        """Exactly `size` bytes, fewer at its end only; the rest without a size. BundleRefused."""
        wanted = self._left if size < 0 else min(size, self._left)
        data = _exactly(self._stream, wanted)
        self._left -= wanted
        return data

    def whole(self, limit: int) -> bytes:
        """All of it, if it is not longer than `limit` bytes. Raises BundleRefused."""
        if self.size > limit:
            raise refusal(_("“{name}” in the bundle is too long.").format(name=shown(self.path)))
        return self.read()

    def skip(self) -> None:
        """Read what is left of it."""
        while self.read(CHUNK):
            pass


def files(untrusted: Readable, limits: Limits) -> Iterator[TapeFile]:
    """The files of a tar, one after the other. Each is skipped to its end when the next is asked
    for; after the last the stream is read to its own end.

    `untrusted.read` must give as many bytes as are asked for, fewer at the end only.
    Raises BundleRefused for all that is not a plain file with a safe and unique name, for what is
    over the limits, cut short, or followed by anything.
    """
    seen: set[str] = set()
    total = 0
    while head := _next_head(untrusted):
        path, size = check_path(head[0], limits.path), head[1]
        _check_unique(path, seen)
        total += size
        if len(seen) > limits.files or total > limits.payload:
            raise too_much()
        file = TapeFile(untrusted, path, size)
        yield file
        file.skip()
        if any(_exactly(untrusted, -size % BLOCK)):
            raise _damaged()


def too_much() -> BundleRefused:
    """The refusal of what is over the limits on size and number."""
    return refusal(_("The bundle holds more than this vault accepts at once."))


def _check_unique(path: str, seen: set[str]) -> None:
    key = same_key(path)
    if key in seen:
        text = _("The bundle holds two files with one name: “{name}”.")
        raise refusal(text.format(name=shown(path)))
    seen.add(key)


def _next_head(untrusted: Readable) -> tuple[str, int] | None:
    """Path and size of the next file; None at the end."""
    block = _exactly(untrusted, BLOCK)
    if not any(block):
        _check_tail(untrusted)
        return None
    pax: dict[bytes, bytes] = {}
    if _type_of(block) == b"x":
        size = _size_of(block)
        if size > _PAX_LIMIT:
            raise _damaged()
        pax = _pax(_exactly(untrusted, size + -size % BLOCK)[:size])
        block = _exactly(untrusted, BLOCK)
    _check_plain(block)
    return _path_of(block, pax), _true_size(block, pax)


def _check_tail(untrusted: Readable) -> None:
    tail = untrusted.read(_TAIL_LIMIT)
    if len(tail) < BLOCK:
        raise _cut_short()
    if any(tail) or untrusted.read(1):
        raise refusal(_("Something stands behind the end of the bundle."))


def _type_of(block: bytes) -> bytes:
    """The type of what follows, from a block whose checksum and form are right."""
    stated = _octal(block[148:156])
    if not stated or int(stated[1], 8) != sum(block) - sum(block[148:156]) + 8 * ord(" "):
        raise _damaged()
    if block[257:265] != b"ustar\x0000":
        raise refusal(_("The bundle is packed in a form of tar that is not in use for bundles."))
    return block[156:157]


def _check_plain(block: bytes) -> None:
    kind = _type_of(block)
    if kind == b"0" and not any(block[157:257]):
        return
    text = _("The bundle holds {what}, where only plain files belong.")
    raise refusal(text.format(what=_strange(kind)))


def _strange(kind: bytes) -> str:
    names = {
        b"1": _("a hard link"),
        b"2": _("a symbolic link"),
        b"3": _("a device"),
        b"4": _("a device"),
        b"5": _("a folder"),
        b"6": _("a pipe"),
        b"S": _("a sparse file"),
    }
    return names.get(kind, _("something strange"))


def _size_of(block: bytes) -> int:
    size = _octal(block[124:136])
    if not size:
        raise _wrong_size()
    return int(size[1], 8)


def _true_size(block: bytes, pax: dict[bytes, bytes]) -> int:
    """The size; that of the pax header where the block itself has no room for it."""
    size = _size_of(block)
    stated = pax.get(b"size")
    if stated is None:
        return size
    if size or not _decimal(stated):
        raise _wrong_size()
    return int(stated)


def _path_of(block: bytes, pax: dict[bytes, bytes]) -> str:
    name = pax.get(b"path")
    if name is None:
        parts = (_text(block[345:500]), _text(block[:100]))
        name = b"/".join(part for part in parts if part)
    try:
        return name.decode()
    except UnicodeDecodeError:
        raise refusal(_("The bundle holds a file whose name is not text.")) from None


def _text(padded: bytes) -> bytes:
    """What stands before the padding, which must be nothing but zeros."""
    text = padded.rstrip(b"\0")
    if b"\0" in text:
        raise refusal(_("The bundle holds a file whose name hides characters."))
    return text


def _pax(untrusted: bytes) -> dict[bytes, bytes]:
    """The records of a pax header: `LENGTH KEY=VALUE`, each ended by a new line."""
    records: dict[bytes, bytes] = {}
    while untrusted:
        match = _pax_record(untrusted)
        length = int(match[1]) if match else 0
        record, untrusted = untrusted[:length], untrusted[length:]
        key, equals, value = record[match.end() if match else 0 :].partition(b"=")
        if not equals or not value.endswith(b"\n") or len(record) != length or key in records:
            raise _damaged()
        records[key] = value[:-1]
    if any(key.startswith(b"GNU.sparse") or key == b"linkpath" for key in records):
        raise refusal(_("The bundle holds a sparse file or a link, where only plain files belong."))
    return records


def _exactly(untrusted: Readable, size: int) -> bytes:
    data = untrusted.read(size) if size else b""
    if len(data) != size:
        raise _cut_short()
    return data


def _cut_short() -> BundleRefused:
    return refusal(_("The bundle is cut short."))


def _damaged() -> BundleRefused:
    return refusal(_("The bundle is packed wrongly: its list of files can't be read."))


def _wrong_size() -> BundleRefused:
    return refusal(_("The bundle is packed wrongly: the size of a file can't be told."))
