# SPDX-License-Identifier: GPL-3.0-or-later
"""The text of a Word document (DOCX: ECMA-376, part 1, WordprocessingML), and nothing else of it.

The parts are read as streams with a limit on what they unpack to, by a parser that refuses
document type definitions; so entities can't multiply and nothing outside is asked for.
Pictures, macros, embedded files and links to templates are never looked at.
"""

import encodings.cp437  # zipfile decodes names with it; nothing can be opened later
import io
import posixpath
import zipfile
import zlib

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, ParseError

from casefile.extraction.pages import TextPages, paged
from casefile.extraction.protocol import MIB, TEXT_LIMIT, Failure, Fault

UNPACKED_LIMIT = 128 * MIB  # of all parts that are read
PART_LIMIT = 20_000  # entries of the archive
DEPTH_LIMIT = 500  # of elements in each other
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # encrypted DOCX files are wrapped so
_SIDE_PARTS = ("header", "footnotes", "endnotes", "comments", "footer")
_DAMAGE = (zipfile.BadZipFile, zlib.error, ParseError, EOFError, ValueError, OSError, KeyError)
_PIECE = 1 << 16
_ENDS = {"p": "\n", "tc": "\t", "tr": "\n", "tab": "\t", "br": "\n", "cr": "\n"}
_LOADED = (encodings.cp437, DefusedXMLParser())  # the first parser loads what all need


def open_docx(untrusted: bytes) -> TextPages:
    """The text: body first, then headers, notes, comments and footers. Raises Fault."""
    if untrusted.startswith(_OLD_OFFICE):
        raise Fault(Failure.ENCRYPTED)
    try:
        with zipfile.ZipFile(io.BytesIO(untrusted)) as archive:
            return paged(_text_of(archive))
    except DefusedXmlException:
        raise Fault(Failure.REFUSED) from None
    except NotImplementedError:  # a compression no word processor writes
        raise Fault(Failure.UNSUPPORTED) from None
    except RuntimeError:  # zipfile's word for a part that needs a password
        raise Fault(Failure.ENCRYPTED) from None
    except _DAMAGE:
        raise Fault(Failure.DAMAGED) from None


def _text_of(archive: zipfile.ZipFile) -> str:
    names = archive.namelist()
    if len(names) > PART_LIMIT:
        raise Fault(Failure.TOO_LARGE)
    if "[Content_Types].xml" not in names:
        raise Fault(Failure.NOT_WHAT_IT_SAYS)
    allowance = _Allowance()
    body = _body_name(archive, allowance)
    if body not in names:
        raise Fault(Failure.NOT_WHAT_IT_SAYS)
    texts = [_part_text(archive, name, allowance) for name in (body, *_beside(body, names))]
    return "\n\n".join(filter(None, texts))


class _Allowance:
    """How much may still be unpacked, and how much text still be kept."""

    def __init__(self) -> None:
        self.bytes = UNPACKED_LIMIT
        self.text = TEXT_LIMIT

    def take(self, unpacked: int) -> None:
        self.bytes -= unpacked
        if self.bytes < 0:
            raise Fault(Failure.TOO_LARGE)

    def keep(self, text: str) -> None:
        self.text -= len(text)
        if self.text < 0:
            raise Fault(Failure.TOO_LARGE)


class _Reader:
    """What a parser tells of a part: elements by their names without namespaces, and text."""

    def start(self, tag: str, attributes: dict[str, str], /) -> None:
        """An element begins."""

    def end(self, tag: str, /) -> None:
        """An element ends."""

    def data(self, text: str, /) -> None:
        """Text inside an element."""

    def close(self) -> None:
        """The part ends."""


class _Package(_Reader):
    """Where the package says its main document is (ECMA-376, part 2: `_rels/.rels`)."""

    body = "word/document.xml"

    def start(self, tag: str, attributes: dict[str, str], /) -> None:
        if attributes.get("Type", "").endswith("/officeDocument"):
            self.body = attributes.get("Target", "").lstrip("/")


class _Words(_Reader):
    """Gathers paragraphs on lines, cells apart by tabs.

    What stands in `Fallback` stands in `Choice` already; a `tab` in `tabs` is a stop, no character.
    """

    def __init__(self, allowance: _Allowance) -> None:
        self.found: list[str] = []
        self._allowance = allowance
        self._inside = {"Fallback": 0, "tabs": 0, "tc": 0, "t": 0}
        self._depth = 0

    def start(self, tag: str, attributes: dict[str, str], /) -> None:
        self._depth += 1
        if self._depth > DEPTH_LIMIT:
            raise Fault(Failure.REFUSED)
        name = tag.rpartition("}")[2]
        if name in self._inside:
            self._inside[name] += 1

    def end(self, tag: str, /) -> None:
        self._depth -= 1
        name = tag.rpartition("}")[2]
        if name in self._inside:
            self._inside[name] -= 1
        if not self._inside["tabs"]:
            self._keep(" " if name == "p" and self._inside["tc"] else _ENDS.get(name, ""))

    def data(self, text: str, /) -> None:
        if self._inside["t"]:
            self._keep(text)

    def _keep(self, text: str) -> None:
        if text and not self._inside["Fallback"]:
            self._allowance.keep(text)
            self.found.append(text)


def _read(archive: zipfile.ZipFile, name: str, allowance: _Allowance, into: _Reader) -> None:
    """Parse a part piece by piece. What it unpacks to is counted: the sizes it declares may lie."""
    parser = DefusedXMLParser(target=into, forbid_dtd=True)
    with archive.open(name) as part:
        while piece := part.read(_PIECE):
            allowance.take(len(piece))
            parser.feed(piece)
    parser.close()


def _body_name(archive: zipfile.ZipFile, allowance: _Allowance) -> str:
    package = _Package()
    if "_rels/.rels" in archive.namelist():
        _read(archive, "_rels/.rels", allowance, package)
    return package.body


def _beside(body: str, names: list[str]) -> list[str]:
    """The headers, notes, comments and footers that lie beside the body, in that order."""
    folder = posixpath.dirname(body)
    found = [name for name in names if posixpath.dirname(name) == folder and name != body]
    return [
        name
        for side in _SIDE_PARTS
        for name in sorted(set(found))
        if posixpath.basename(name).startswith(side) and name.endswith(".xml")
    ]


def _part_text(archive: zipfile.ZipFile, name: str, allowance: _Allowance) -> str:
    words = _Words(allowance)
    _read(archive, name, allowance, words)
    lines = "".join(words.found).replace(" \t", "\t").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()
