# SPDX-License-Identifier: GPL-3.0-or-later
"""What the program and its extraction process say to each other, over two pipes.

To the child go the media type, the document in pieces, then requests; back come answers.
Requests and answers are a head of nine bytes, big-endian: what (1), and two numbers (4 each);
some answers are followed by a body. The program believes no number before it compared it
with the limits below, because a document may have taken the child over.

    opened    pages, 1 when pages have pictures
    text      bytes of UTF-8 that follow, 1 when the page's text was cut
    layout    bytes of UTF-8 that follow, boxes that follow: of the first characters, in order,
              each 8 bytes: left, top, right, bottom (2 each) in 1/10,000ths of the picture,
              from its top left; four zeros for a character that has none
    picture   width, height; width × height × 3 bytes of RGB follow
    attachments   how many, bytes of the list that follows: for each its size (4), the lengths
              of name and media type (2 each), then these two
    attachment    bytes that follow, 0
    left          how many files came with a message and are not in that list, 0
    failed    a `Failure`, 0                      (this page; the child goes on)

A child that can't open the document, or can't go on, ends with a `Failure` as its exit code.
"""

import io
import struct
from collections.abc import Iterable
from enum import IntEnum
from typing import BinaryIO, NamedTuple, Protocol

MIB = 1 << 20

DOCUMENT_LIMIT = 256 * MIB
PIECE_LIMIT = 1 * MIB  # one piece of a document on its way to the child
PAGE_LIMIT = 10_000
PAGE_TEXT_LIMIT = 8 * MIB  # UTF-8 bytes of one page
TEXT_LIMIT = 16 * MIB  # UTF-8 bytes of one document; about 4,000 full pages of Cyrillic
LAYOUT_LIMIT = 100_000  # characters of a page that get a box
BOX_UNITS = 10_000  # the width and the height of a page, as boxes count them
ATTACHED_LIMIT = 200  # files that came with a message
ATTACHED_SIZE_LIMIT = 64 * MIB  # bytes of all of them
PART_LIMIT = 2_000  # parts of a message that are looked at
NAME_LIMIT = 1_000  # UTF-8 bytes of a file's name or media type
SIDE_LIMIT = 10_000  # pixels
PIXEL_LIMIT = 30_000_000  # of a page picture: 90 MB, an A4 page at 560 dots per inch
IMAGE_PIXEL_LIMIT = 50_000_000  # of a picture file, before it is scaled

LANGUAGES = ";languages="
"""After a media type: recognise text on pictures, in the languages that follow, "rus+eng"."""

_HEAD = struct.Struct(">BII")
_LENGTH = struct.Struct(">I")
_BOX = struct.Struct(">4H")
_LISTED = struct.Struct(">IHH")

Box = tuple[int, int, int, int]
"""Left, top, right, bottom."""


class What(IntEnum):
    """What a head announces.
    Requests: TEXT and LAYOUT with a page, PICTURE also with a width, ATTACHMENTS and LEFT with
    nothing, ATTACHMENT with a number.
    """

    OPENED = 1
    TEXT = 2
    PICTURE = 3
    FAILED = 4
    LAYOUT = 5
    ATTACHMENTS = 6
    ATTACHMENT = 7
    LEFT = 8


class Failure(IntEnum):
    """Why a document or a page can't be read. Also the exit codes of the child."""

    ENCRYPTED = 65
    TOO_LARGE = 66
    TOO_MANY_PAGES = 67
    NOT_WHAT_IT_SAYS = 68
    DAMAGED = 69
    FAULT = 70  # an error in our own code; the traceback is on stderr
    TOOK_TOO_LONG = 71
    OUT_OF_MEMORY = 72
    REFUSED = 73  # it asks for something no document should need
    UNSUPPORTED = 74
    NO_PICTURE = 75  # text only
    CRASHED = 76  # said by the program of a child that ended otherwise


class Listed(NamedTuple):
    """A file that came with a message, as the child tells of it."""

    name: str
    media_type: str
    size: int  # bytes


class Fault(Exception):
    """A document can't be read, and why. Raised by the format modules, in the child."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.name)
        self.failure = failure


class Garbled(Exception):
    """The other side ended, or said what the protocol does not know."""


class Source(Protocol):
    """Anything to read bytes from; `read(n)` gives fewer than n only at the end."""

    def read(self, size: int, /) -> bytes: ...


class Sink(Protocol):
    """Anything to write bytes to; takes all of them."""

    def write(self, data: bytes, /) -> object: ...

    def flush(self) -> None: ...


def send(to: Sink, what: What, first: int, second: int = 0, body: bytes = b"") -> None:
    """Write one head, and its body if there is one."""
    to.write(_HEAD.pack(what, first, second))
    if body:
        to.write(body)
    to.flush()


def receive(source: Source) -> tuple[What, int, int]:
    """Read one head. Raises Garbled at the end of the stream and for an unknown one."""
    what, first, second = _HEAD.unpack(exactly(source, _HEAD.size))
    try:
        return What(what), first, second
    except ValueError:
        raise Garbled(f"unknown head {what}") from None


def exactly(source: Source, size: int) -> bytes:
    """Read `size` bytes, which the caller has compared with a limit. Raises Garbled on fewer."""
    data = source.read(size)
    if len(data) != size:
        raise Garbled(f"{len(data)} of {size} bytes, then the end")
    return data


def pack_boxes(boxes: Iterable[Box | None]) -> bytes:
    """Boxes as they go over the pipe."""
    return b"".join(_BOX.pack(*(box or (0, 0, 0, 0))) for box in boxes)


def receive_boxes(source: Source, count: int) -> list[Box | None]:
    """Read `count` boxes, which the caller has compared with a limit. Raises Garbled for a box
    that leaves the page or is inside out; one without area is none."""
    boxes: list[Box | None] = []
    for left, top, right, bottom in _BOX.iter_unpack(exactly(source, count * _BOX.size)):
        if not (left <= right <= BOX_UNITS and top <= bottom <= BOX_UNITS):
            raise Garbled(f"a box {left} {top} {right} {bottom}")
        seen = left < right and top < bottom
        boxes.append((left, top, right, bottom) if seen else None)
    return boxes


def pack_list(files: Iterable[Listed]) -> bytes:
    """Attachments as they go over the pipe."""
    packed = b""
    for name, media_type, size in files:
        words = name.encode("utf-8", "replace"), media_type.encode("ascii", "replace")
        packed += _LISTED.pack(size, *map(len, words)) + b"".join(words)
    return packed


def receive_list(source: Source, count: int, size: int) -> list[Listed]:
    """Read a list of `count` attachments in `size` bytes. Raises Garbled where a number is over
    its limit, or the list shorter or longer than it says."""
    if count > ATTACHED_LIMIT or size > count * (_LISTED.size + 2 * NAME_LIMIT):
        raise Garbled(f"{count} attachments in {size} bytes")
    body = io.BytesIO(exactly(source, size))
    files: list[Listed] = []
    for _number in range(count):
        length, *words = _LISTED.unpack(exactly(body, _LISTED.size))
        if max(words) > NAME_LIMIT:
            raise Garbled(f"a name of {max(words)} bytes")
        name, media_type = (exactly(body, n).decode("utf-8", "replace") for n in words)
        files.append(Listed(name, media_type, length))
    if body.read(1) or sum(one.size for one in files) > ATTACHED_SIZE_LIMIT:
        raise Garbled("more attachments than can be")
    return files


def send_document(to: Sink, media_type: str, pieces: Iterable[bytes]) -> None:
    """Write the media type, the pieces (1 to PIECE_LIMIT bytes each), and the end."""
    name = media_type.encode("ascii", "replace")[:PIECE_LIMIT]
    to.write(_LENGTH.pack(len(name)) + name)
    for piece in pieces:
        to.write(_LENGTH.pack(len(piece)))
        to.write(piece)
    to.write(_LENGTH.pack(0))
    to.flush()


def receive_media_type(source: Source) -> str:
    """Read the media type that `send_document` wrote."""
    return _piece(source).decode("ascii")


def receive_document(source: Source) -> bytes:
    """Read the pieces that `send_document` wrote. Raises Fault when they are too many."""
    whole = io.BytesIO()  # its value is handed out without a copy
    while piece := _piece(source):
        if whole.tell() + len(piece) > DOCUMENT_LIMIT:
            raise Fault(Failure.TOO_LARGE)
        whole.write(piece)
    return whole.getvalue()


def pieces_of(data: bytes | BinaryIO) -> Iterable[bytes]:
    """Cut a document into pieces. Raises Fault as soon as it is larger than DOCUMENT_LIMIT."""
    stream = io.BytesIO(data) if isinstance(data, bytes) else data
    sent = 0
    while piece := stream.read(PIECE_LIMIT):
        sent += len(piece)
        if sent > DOCUMENT_LIMIT:
            raise Fault(Failure.TOO_LARGE)
        yield piece


def _piece(source: Source) -> bytes:
    (size,) = _LENGTH.unpack(exactly(source, _LENGTH.size))
    if size > PIECE_LIMIT:
        raise Garbled(f"a piece of {size} bytes")
    return exactly(source, size)
