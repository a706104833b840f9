# SPDX-License-Identifier: GPL-3.0-or-later
"""Makers of hostile bundles: each takes the parts of a good one and does one thing to them.

What a maker changes is covered by fresh hashes and a fresh signature wherever an enemy could
have made those too, so that a bundle is refused for the reason in question and for no other.
"""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

import msgspec

from casefile.journal import clock
from casefile.journal.canonical import canonical
from casefile.journal.entry import Entry, encode
from casefile.journal.operations import Put
from tests.hostile.envelopes import MAC, SHARE, VERSION, stanza
from tests.hostile.people import Person

BLOCK = 512
TOP = "case-sample"
Sign = Callable[[str], bytes]
"""Makes signature.json from the SHA-256 of the tag manifest."""


@dataclass(frozen=True)
class Piece:
    """One member of a tar, with every freedom that an enemy has."""

    name: str | bytes
    data: bytes = b""
    kind: bytes = b"0"
    link: bytes = b""
    size: bytes | None = None  # as written in the header; None: the true one
    pax: tuple[tuple[bytes, bytes], ...] = ()
    magic: bytes = b"ustar\x0000"
    spoilt: bool = False  # a wrong checksum


def tar(pieces: Iterable[Piece], *, end: bytes = bytes(2 * BLOCK)) -> bytes:
    """The tar of these pieces."""
    out = bytearray()
    for piece in pieces:
        if piece.pax:
            records = b"".join(_record(key, value) for key, value in piece.pax)
            out += _head(Piece("pax", records, kind=b"x")) + _padded(records)
        out += _head(piece) + _padded(piece.data)
    return bytes(out) + end


def _padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % BLOCK)


def _record(key: bytes, value: bytes) -> bytes:
    size = len(key) + len(value) + 3
    length = size + len(str(size))
    length = size + len(str(length))
    return b"%d %b=%b\n" % (length, key, value)


def _head(piece: Piece) -> bytes:
    name = piece.name.encode() if isinstance(piece.name, str) else piece.name
    prefix = b""
    if len(name) > 100:
        prefix, _, name = name[:155].rpartition(b"/")[0], b"", name
        name = name[len(prefix) + 1 :]
    size = piece.size if piece.size is not None else b"%011o\0" % len(piece.data)
    head = bytearray(BLOCK)
    head[0 : len(name[:100])] = name[:100]
    head[100:124] = b"0000644\x000000000\x000000000\x00"
    head[124:136] = size
    head[136:156] = b"00000000000\x00        "
    head[156:157] = piece.kind
    head[157 : 157 + len(piece.link)] = piece.link
    head[257:265] = piece.magic
    head[345 : 345 + len(prefix)] = prefix
    head[148:156] = b"%06o\0 " % (sum(head) + piece.spoilt)
    return bytes(head)


@dataclass(frozen=True)
class Bag:
    """The parts of a bag; hashes and signature are made when it is put together."""

    info: Mapping[str, str]
    payload: Mapping[str, bytes]  # name without data/
    sign: Sign = field(repr=False)
    top: str = TOP

    def having(self, changes: Mapping[str, bytes]) -> "Bag":
        """The same with these payload files put in or changed."""
        return replace(self, payload={**self.payload, **changes})

    def lacking(self, name: str) -> "Bag":
        """The same without this payload file."""
        return replace(self, payload={k: v for k, v in self.payload.items() if k != name})

    def saying(self, **labels: str) -> "Bag":
        """The same with other labels; `_` stands for `-`."""
        changed = {key.replace("_", "-"): value for key, value in labels.items()}
        return replace(self, info={**self.info, **changed})

    def pieces(self) -> list[Piece]:
        """All members in order, with right hashes and a right signature."""
        octets = sum(len(data) for data in self.payload.values())
        info = {"Payload-Oxum": f"{octets}.{len(self.payload)}", **self.info}
        payload = {f"data/{name}": data for name, data in self.payload.items()}
        tags = {
            "bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
            "bag-info.txt": "".join(f"{k}: {v}\n" for k, v in info.items()).encode(),
            "manifest-sha256.txt": manifest(payload),
        }
        last = manifest(tags)
        after = {
            "manifest-sha256.txt": tags.pop("manifest-sha256.txt"),
            "tagmanifest-sha256.txt": last,
            "signature.json": self.sign(hashlib.sha256(last).hexdigest()),
        }
        return [
            Piece(f"{self.top}/{name}", data)
            for part in (tags, payload, after)
            for name, data in part.items()
        ]


def manifest(files: Mapping[str, bytes]) -> bytes:
    """The lines of a manifest over these files."""
    lines = (f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files.items())
    return "".join(lines).encode("utf-8", "surrogateescape")


def place(pieces: list[Piece], ending: str) -> int:
    """Where the piece stands whose name ends so."""
    return next(i for i, piece in enumerate(pieces) if str(piece.name).endswith(ending))


def _named(name: str) -> Callable[[Bag], bytes]:
    """A payload file under a name, with all hashes right."""
    return lambda bag: tar(bag.having({name: b"x"}).pieces())


def _raw(name: str | bytes, **more: object) -> Callable[[Bag], bytes]:
    """A member whose whole path is as given, put before the manifest."""

    def make(bag: Bag) -> bytes:
        pieces = bag.having({"documents/extra": b"x"}).pieces()
        at = place(pieces, "documents/extra")
        pieces[at] = Piece(name, **{"data": b"x", **more})  # type: ignore[arg-type]
        return tar(pieces)

    return make


def _changed(ending: str, **changes: object) -> Callable[[Bag], bytes]:
    """One member of the tar changed behind the back of every hash."""

    def make(bag: Bag) -> bytes:
        pieces = bag.pieces()
        at = place(pieces, ending)
        pieces[at] = replace(pieces[at], **changes)  # type: ignore[arg-type]
        return tar(pieces)

    return make


def _without(ending: str) -> Callable[[Bag], bytes]:
    def make(bag: Bag) -> bytes:
        pieces = bag.pieces()
        del pieces[place(pieces, ending)]
        return tar(pieces)

    return make


def _twice(ending: str) -> Callable[[Bag], bytes]:
    def make(bag: Bag) -> bytes:
        pieces = bag.pieces()
        at = place(pieces, ending)
        return tar([*pieces[: at + 1], pieces[at], *pieces[at + 1 :]])

    return make


def _swapped(bag: Bag) -> bytes:
    pieces = bag.pieces()
    return tar([pieces[1], pieces[0], *pieces[2:]])


def _many(bag: Bag) -> bytes:
    return tar(bag.having({f"documents/{number}": b"" for number in range(100_000)}).pieces())


def _lines(ending: str, change: Callable[[bytes], bytes]) -> Callable[[Bag], bytes]:
    """A tag file rewritten, and all that covers it made anew where there is such a thing."""

    def make(bag: Bag) -> bytes:
        pieces = bag.pieces()
        at = place(pieces, ending)
        pieces[at] = replace(pieces[at], data=change(pieces[at].data))
        covered = {str(p.name).removeprefix(f"{bag.top}/"): p.data for p in pieces}
        names = ("bagit.txt", "bag-info.txt", "manifest-sha256.txt")
        tags = manifest({name: covered[name] for name in names})
        if not ending.startswith("tag"):
            last = place(pieces, "tagmanifest-sha256.txt")
            pieces[last] = replace(pieces[last], data=tags)
            seal = place(pieces, "signature.json")
            pieces[seal] = replace(pieces[seal], data=bag.sign(hashlib.sha256(tags).hexdigest()))
        return tar(pieces)

    return make


def _missing(bag: Bag) -> bytes:
    """One file less than the manifest lists, and the description agrees."""
    declared = f"{sum(map(len, bag.lacking('README.txt').payload.values()))}.{len(bag.payload) - 1}"
    pieces = bag.saying(Payload_Oxum=declared).pieces()
    del pieces[place(pieces, "README.txt")]
    return tar(pieces)


def _oxum(octets: int, count: int) -> Callable[[Bag], bytes]:
    """Declares so much more than there is."""

    def make(bag: Bag) -> bytes:
        size = sum(len(data) for data in bag.payload.values())
        return tar(bag.saying(Payload_Oxum=f"{size + octets}.{len(bag.payload) + count}").pieces())

    return make


_NFD = unicodedata.normalize("NFD", "documents/é.txt")

TARS: dict[str, tuple[Callable[[Bag], bytes], str]] = {
    "dotdot": (_named("documents/../../../etc/cron.d/x"), "leads out of its folder"),
    "dot": (_named("./x"), "leads out of its folder"),
    "empty part": (_named("documents//x"), "leads out of its folder"),
    "backslash": (_named("documents\\x"), "has a"),
    "absolute": (_raw("/etc/passwd"), "begins at the root"),
    "drive letter": (_raw("C:/x"), "has a : in it"),
    "stream": (_named("documents/x.txt:hidden"), "has a : in it"),
    "wildcard": (_named("documents/x?.txt"), "has a \\? in it"),
    "percent": (_named("documents/100%25"), "has a % in it"),
    "reserved": (_named("documents/CON"), "name of a device"),
    "reserved with ending": (_named("documents/com1.txt"), "name of a device"),
    "reserved, superscript": (_named("documents/COM¹"), "name of a device"),
    "nul in name": (_raw(b"case-sample/data/a\0b"), "hides characters"),
    "nul in pax": (_raw("x", pax=((b"path", b"case-sample/data/a\0b"),)), "hides characters"),
    "newline in name": (_raw("x", pax=((b"path", b"case-sample/data/a\nb"),)), "hides char"),
    "not text": (_raw(b"case-sample/data/\xff"), "not text"),
    "300 characters": (_raw("x", pax=((b"path", b"case-sample/data/" + b"n" * 300),)), "too long"),
    "rtl override": (_named("documents/\u202efdp.exe"), "hides characters"),
    "zero width": (_named("documents/a\u200bb"), "hides characters"),
    "ends in a dot": (_named("documents/x."), "ends in a dot"),
    "composition clash": (
        lambda bag: tar(bag.having({"documents/é.txt": b"1", _NFD: b"2"}).pieces()),
        "two files with one name",
    ),
    "case clash": (
        lambda bag: tar(bag.having({"documents/A.txt": b"1", "documents/a.TXT": b"2"}).pieces()),
        "two files with one name",
    ),
    "duplicate": (_twice("README.txt"), "two files with one name"),
    "symlink": (_raw("x", kind=b"2", link=b"/etc/passwd", data=b""), "a symbolic link"),
    "hard link": (_raw("x", kind=b"1", link=b"case-sample/bagit.txt", data=b""), "a hard link"),
    "file with a link": (_raw("x", link=b"/etc/passwd"), "something strange"),
    "character device": (_raw("x", kind=b"3", data=b""), "a device"),
    "block device": (_raw("x", kind=b"4", data=b""), "a device"),
    "folder": (_raw("case-sample/data/d/", kind=b"5", data=b""), "a folder"),
    "pipe": (_raw("x", kind=b"6", data=b""), "a pipe"),
    "sparse": (_raw("x", kind=b"S"), "a sparse file"),
    "sparse in pax": (_raw("x", pax=((b"GNU.sparse.major", b"1"),)), "a sparse file or a link"),
    "link in pax": (_raw("x", pax=((b"linkpath", b"/etc"),)), "a sparse file or a link"),
    "long name of GNU": (_raw("././@LongLink", kind=b"L"), "something strange"),
    "global pax": (_raw("x", kind=b"g", data=b"13 path=/etc\n"), "something strange"),
    "pax twice": (_raw("x", kind=b"x", data=b"", pax=((b"path", b"y"),)), "something strange"),
    "pax too long": (_raw("x", kind=b"x", data=bytes(70_000)), "packed wrongly"),
    "pax of junk": (_raw("x", kind=b"x", data=b"junk"), "packed wrongly"),
    "pax without value": (_raw("x", kind=b"x", data=b"9 nothing"), "packed wrongly"),
    "pax key twice": (_raw("x", pax=((b"path", b"a"), (b"path", b"b"))), "packed wrongly"),
    "old tar": (_raw("x", magic=bytes(8)), "not in use for bundles"),
    "tar of GNU": (_raw("x", magic=b"ustar  \0"), "not in use for bundles"),
    "wrong checksum": (_changed("README.txt", spoilt=True), "packed wrongly"),
    "no checksum": (
        lambda bag: tar(bag.pieces()[:2]) [:-1024] + b"\1" * 512,
        "packed wrongly",
    ),
    "size too large": (_changed("README.txt", size=b"77777777777\0"), "more than it declares"),
    "size too small": (_changed("README.txt", size=b"00000000000\0"), "packed wrongly"),
    "size in base 256": (_changed("README.txt", size=b"\x80" + bytes(11)), "size of a file"),
    "size negative": (_changed("README.txt", size=b"-0000000001\0"), "size of a file"),
    "two sizes": (_changed("README.txt", pax=((b"size", b"1"),)), "size of a file"),
    "pax size no number": (
        _changed("README.txt", size=b"0" * 11 + b"\0", pax=((b"size", b"1e9"),)),
        "size of a file",
    ),
    "pax size huge": (
        _changed("README.txt", size=b"0" * 11 + b"\0", pax=((b"size", b"9" * 17),)),
        "more than this vault accepts",
    ),
    "junk in the padding": (
        lambda bag: tar(bag.pieces()).replace(b"UTF-8\n\0", b"UTF-8\n\1"),
        "packed wrongly",
    ),
    "100k members": (_many, "more than this vault accepts"),
    "truncated": (lambda bag: tar(bag.pieces())[:-3000], "cut short|lacks a part"),
    "truncated in a head": (lambda bag: tar(bag.pieces(), end=b"")[:-600], "cut short"),
    "no end": (lambda bag: tar(bag.pieces(), end=b""), "cut short"),
    "half an end": (lambda bag: tar(bag.pieces(), end=bytes(BLOCK)), "cut short"),
    "trailing junk": (
        lambda bag: tar(bag.pieces(), end=bytes(2 * BLOCK) + b"junk"),
        "behind the end",
    ),
    "a second tar behind": (
        lambda bag: tar(bag.pieces()) + tar(bag.pieces()),
        "behind the end",
    ),
    "endless zeros": (
        lambda bag: tar(bag.pieces(), end=bytes(2**21)),
        "behind the end",
    ),
    "empty": (lambda bag: b"", "cut short"),
    "no member": (lambda bag: bytes(2 * BLOCK), "lacks a part"),
    "not a bag": (lambda bag: tar([Piece("x/hello.txt", b"hello")]), "Where “bagit.txt” should"),
    "another bag": (
        _changed("bagit.txt", data=b"BagIt-Version: 0.97\n"),
        "kind of bag that this version",
    ),
    "order": (_swapped, "Where “bagit.txt” should"),
    "no description": (_without("bag-info.txt"), "Where “bag-info.txt” should"),
    "no manifest": (
        lambda bag: tar([p for p in bag.pieces() if str(p.name) != f"{TOP}/manifest-sha256.txt"]),
        "Where “manifest-sha256.txt” should",
    ),
    "no tag manifest": (_without("tagmanifest-sha256.txt"), "Where “tagmanifest"),
    "no signature": (_without("signature.json"), "lacks a part"),
    "fetch file": (
        lambda bag: tar([*bag.pieces(), Piece(f"{TOP}/fetch.txt", b"http://x 1 data/x")]),
        "not part of it",
    ),
    "payload behind the manifest": (
        lambda bag: tar([*bag.pieces(), Piece(f"{TOP}/data/late", b"x")]),
        "not part of it",
    ),
    "outside of the top": (_raw("other/data/x"), "holds less|Where “manifest"),
    "missing file": (_without("README.txt"), "less than it declares"),
    "missing and declared so": (_missing, "“data/README.txt” is missing"),
    "extra file": (
        _lines("/manifest-sha256.txt", lambda data: b"".join(data.splitlines(True)[1:])),
        "not in its list of files",
    ),
    "declares too little": (_oxum(-1, 0), "more than it declares"),
    "declares too few": (_oxum(0, -1), "more than it declares"),
    "declares too much": (_oxum(1, 0), "less than it declares"),
    "declares nothing": (lambda bag: tar(bag.saying(Payload_Oxum="much").pieces()), "how much"),
    "label twice": (_lines("bag-info.txt", lambda data: data + data), "description"),
    "label broken": (_lines("bag-info.txt", lambda data: data + b" folded\n"), "description"),
    "description not text": (_lines("bag-info.txt", lambda data: data + b"X: \xff\n"), "not text"),
    "description too long": (
        _lines("bag-info.txt", lambda data: data + b"X: " + b"x" * 70_000 + b"\n"),
        "too long",
    ),
    "manifest of junk": (_lines("/manifest-sha256.txt", lambda d: d + b"x\n"), "list of files"),
    "manifest line twice": (_lines("/manifest-sha256.txt", lambda d: d * 2), "list of files"),
    "payload changed": (_changed("README.txt", data=b"?"), "declares|changed"),
    "tag manifest of less": (
        _lines("tagmanifest-sha256.txt", lambda data: b"".join(data.splitlines(True)[1:])),
        "not in its list of files",
    ),
}  # fmt: skip
"""Tars by what is wrong with them: who makes them from a good bag, and what they are told."""


@dataclass(frozen=True)
class Kit:
    """A good bundle taken apart, with the sender's own keys: what a malicious colleague has."""

    bag: Bag
    sender: Person  # wrote the entries in the bag's journal
    stranger: Person  # somebody else, not in the bag
    seal: Callable[[bytes], bytes]  # encrypts a tar for the receiver
    state: Callable[..., bytes]  # signature.json with fields of the statement changed

    def lines(self) -> list[bytes]:
        return self.bag.payload["journal.jsonl"].splitlines()

    def journal(self, lines: Iterable[bytes], **payload: bytes) -> bytes:
        """The bag with another journal."""
        written = b"".join(line + b"\n" for line in lines)
        return tar(self.bag.having({"journal.jsonl": written, **payload}).pieces())

    def adding(self, *entries: Entry | bytes) -> bytes:
        """The bag with more entries in its journal, all authors' cards with it."""
        more = [entry if isinstance(entry, bytes) else encode(entry) for entry in entries]
        cards = canonical([msgspec.to_builtins(one.card) for one in (self.sender, self.stranger)])
        return self.journal([*self.lines(), *more], **{"authors.json": cards + b"\n"})

    def signed(self, signature: bytes) -> bytes:
        """The bag with this signature.json."""
        return tar(replace(self.bag, sign=lambda digest: signature).pieces())


def _part(name: str, data: bytes) -> Callable[[Kit], bytes]:
    """One payload file replaced, with all hashes right."""
    return lambda kit: tar(kit.bag.having({name: data}).pieces())


def _line(change: Callable[[bytes], bytes], at: int = -1) -> Callable[[Kit], bytes]:
    """One line of the journal changed."""

    def make(kit: Kit) -> bytes:
        lines = kit.lines()
        lines[at] = change(lines[at])
        return kit.journal(lines)

    return make


def _case_json(change: Callable[[bytes], bytes]) -> Callable[[Kit], bytes]:
    return lambda kit: tar(
        kit.bag.having({"case.json": change(kit.bag.payload["case.json"])}).pieces()
    )


def _stated(**changes: object) -> Callable[[Kit], bytes]:
    """A right signature over a statement that says something else."""
    return lambda kit: tar(
        replace(kit.bag, sign=lambda digest: kit.state(digest, **changes)).pieces()
    )


def _signature(change: Callable[[bytes], bytes]) -> Callable[[Kit], bytes]:
    """signature.json changed after it was made."""
    return lambda kit: tar(
        replace(kit.bag, sign=lambda digest: change(kit.bag.sign(digest))).pieces()
    )


def _next(kit: Kit, **forged: object) -> Entry:
    """The sender's next entry, signed, with header fields as forged."""
    later = clock.milliseconds(kit.sender.written[-1].header.time) + 1000
    return kit.sender.copy().write(**{"at": later, **forged})


def _reordered(kit: Kit) -> bytes:
    return kit.journal(reversed(kit.lines()))


def _cards_last(kit: Kit) -> bytes:
    payload = dict(kit.bag.payload)
    payload["authors.json"] = payload.pop("authors.json")
    return tar(replace(kit.bag, payload=payload).pieces())


def _deep(opening: bytes, closing: bytes) -> bytes:
    return opening * 100_000 + closing * 100_000


_OTHER_CASE = "0198d000-0000-7000-8000-00000000beef"
_DEEP = _deep(b"[", b"]")
_SIGNED = rb'"signature":"[0-9a-f]{128}","st'

SIGNED: dict[str, tuple[Callable[[Kit], bytes], str]] = {
    "future version": (lambda kit: tar(kit.bag.saying(Casefile_Format="2").pieces()), "newer"),
    "no version": (lambda kit: tar(kit.bag.saying(Casefile_Format="").pieces()), "newer"),
    "no case id": (
        lambda kit: tar(kit.bag.saying(External_Identifier="../x").pieces()), "description",
    ),
    "unknown audience": (
        lambda kit: tar(kit.bag.saying(Casefile_Audience="aliens").pieces()), "description",
    ),
    "withheld no number": (
        lambda kit: tar(kit.bag.saying(Casefile_Withheld="-1").pieces()), "description",
    ),
    "wrong case in the description": (
        lambda kit: tar(kit.bag.saying(External_Identifier=_OTHER_CASE).pieces()),
        "“case.json” in the bundle can't be read",
    ),
    "wrong case in the statement": (_stated(case=_OTHER_CASE), "belongs to another bundle"),
    "signature of another bundle": (_stated(tag_manifest="ab" * 32), "belongs to another bundle"),
    "re-addressed": (_stated(recipients=("age1other",)), "made for others"),
    "addressed to nobody": (_stated(recipients=()), "made for others"),
    "made after the year 9999": (_stated(made_at=2**53 - 1), "can't be read"),
    "made before 1970": (_stated(made_at=-1), "can't be read"),
    "release number zero": (_stated(release=0), "can't be read"),
    "a crowd of recipients": (_stated(recipients=("age1",) * 21), "can't be read"),
    "bad signature": (
        _signature(lambda data: data.replace(b'"release":1', b'"release":2')), "forged",
    ),
    "signature of zeros": (
        _signature(lambda data: re.sub(_SIGNED, b'"signature":"00","st', data)),
        "forged",
    ),
    "signature not hex": (
        _signature(lambda data: re.sub(_SIGNED, b'"signature":"xx","st', data)),
        "forged",
    ),
    "signature.json of junk": (lambda kit: kit.signed(b"junk"), "can't be read"),
    "signature.json empty": (lambda kit: kit.signed(b""), "can't be read"),
    "signature.json deep": (lambda kit: kit.signed(_DEEP[:60_000]), "can't be read"),
    "signature.json too long": (lambda kit: kit.signed(_DEEP), "too long"),
    "signature.json key twice": (
        _signature(lambda data: data.replace(b'"made_at":', b'"made_at":1,"made_at":')),
        "can't be read",
    ),
    "signature.json NaN": (
        _signature(lambda data: re.sub(rb'"made_at":\d+', b'"made_at":NaN', data)), "can't be read",
    ),
    "signature.json big integer": (
        _signature(lambda data: re.sub(rb'"made_at":\d+', b'"made_at":%d' % 2**53, data)),
        "can't be read",
    ),
    "signature.json half a character": (
        _signature(lambda data: data.replace(b'"name":"', b'"name":"\\ud800')), "can't be read",
    ),
    "signature.json unknown field": (
        _signature(lambda data: data.replace(b'"made_at":', b'"later":1,"made_at":')),
        "can't be read",
    ),
    "sender's card changed": (
        _signature(lambda data: data.replace(b'"name":"', b'"name":"Not ')), "contact card",
    ),
    "author's card changed": (
        lambda kit: tar(kit.bag.having({
            "authors.json": kit.bag.payload["authors.json"].replace(b'"name":"', b'"name":"Not '),
        }).pieces()),
        "contact card",
    ),
    "cards of junk": (_part("authors.json", b"[1]"), "“authors.json” in the bundle can't be read"),
    "cards deep": (_part("authors.json", _DEEP), "“authors.json” in the bundle can't be read"),
    "cards not text": (_part("authors.json", b'["\xff"]'), "“authors.json” in the bundle can't"),
    "cards too long": (_part("authors.json", b" " * (8 * 2**20 + 1)), "too long"),
    "no cards": (_part("authors.json", b"[]"), "contact card is missing"),
    "cards behind the journal": (_cards_last, "stands before the cards"),
    "no file of cards": (
        lambda kit: tar(kit.bag.lacking("authors.json").pieces()), "stands before the cards",
    ),
    "no case": (lambda kit: tar(kit.bag.lacking("case.json").pieces()), "holds no case"),
    "no journal": (lambda kit: tar(kit.bag.lacking("journal.jsonl").pieces()), "copy for reading"),
    "case.json of junk": (_part("case.json", b"{}"), "“case.json” in the bundle can't be read"),
    "case.json deep": (_part("case.json", _DEEP), "“case.json” in the bundle can't be read"),
    "case.json key twice": (
        _case_json(lambda data: data.replace(b'"audience"', b'"audience": "team", "audience"', 1)),
        "“case.json” in the bundle can't be read",
    ),
    "case.json NaN": (
        _case_json(lambda data: re.sub(rb'"made_at": *\d+', b'"made_at": NaN', data)),
        "“case.json” in the bundle can't be read",
    ),
    "case.json of another case": (
        _case_json(lambda data: re.sub(rb"[0-9a-f]{8}-[0-9a-f-]{27}", _OTHER_CASE.encode(), data)),
        "“case.json” in the bundle can't be read",
    ),
    "a document nobody names": (_part("documents/stray.pdf", b"stray"), "no record of the case"),
    "line of junk": (_line(lambda line: b"{}"), "is no entry"),
    "line empty": (_line(lambda line: b""), "is no entry"),
    "line deep": (_line(lambda line: _DEEP), "is no entry"),
    "line with a key twice": (_line(lambda line: b'{"header":1,' + line[1:]), "is no entry"),
    "line with NaN": (_line(lambda line: re.sub(rb'"seq":\d+', b'"seq":NaN', line)), "is no entry"),
    "line with a big integer": (
        _line(lambda line: re.sub(rb'"seq":\d+', b'"seq":%d' % 2**63, line)), "is no entry",
    ),
    "line with a fraction": (
        _line(lambda line: re.sub(rb'"seq":(\d+)', rb'"seq":\1.0', line)), "is no entry",
    ),
    "line with spare space": (_line(lambda line: line.replace(b",", b", ", 1)), "is no entry"),
    "line not text": (_line(lambda line: line[:-2] + b"\xff" + line[-2:]), "is no entry"),
    "line of a later version": (_line(lambda line: line.replace(b'"v":1', b'"v":2')), "newer"),
    "line over the limit": (_line(lambda line: line + b" " * 17 * 2**20), "too long"),
    "line without end": (
        lambda kit: tar(kit.bag.having({"journal.jsonl": kit.lines()[0]}).pieces()), "no end",
    ),
    "content changed": (
        _line(lambda line: line.replace(b"judge", b"clerk")), "not what was signed",
    ),
    "signature of a line changed": (
        lambda kit: kit.adding(re.sub(rb'ture":"..', b'ture":"00', encode(_next(kit)))),
        "signature is not its author's",
    ),
    "chain gap": (
        lambda kit: kit.journal([encode(_next(kit, seq=4, prev="ab" * 32))]),
        "entries 3 to 3 of its author are missing",
    ),
    "chain gap inside": (
        lambda kit: kit.adding(_next(kit, seq=9, prev="ab" * 32)), "should follow is",
    ),
    "wrong link": (lambda kit: kit.adding(_next(kit, prev="ab" * 32)), "does not follow"),
    "two entries with one number": (
        lambda kit: kit.adding(_next(kit), _next(kit, seen={"ab" * 32: 1})), "should follow is",
    ),
    "line twice": (lambda kit: kit.journal([*kit.lines(), kit.lines()[-1]]), "should follow is"),
    "lines in another order": (_reordered, "should follow is"),
    "time goes back": (lambda kit: kit.adding(_next(kit, at=1)), "not after that of the entry"),
    "the case made something else": (
        lambda kit: kit.adding(
            kit.sender.copy().write(
                Put("note", kit.bag.info["External-Identifier"], "text", "x"),
                at=clock.milliseconds(kit.sender.written[-1].header.time) + 1000,
            )
        ),
        "something else of the case",
    ),
    "order of time": (lambda kit: kit.adding(kit.stranger.copy().write(at=1)), "order of time"),
    "entry of another case": (
        lambda kit: kit.adding(_next(kit, case=_OTHER_CASE)), "belongs to another case",
    ),
    "entry by a stranger without a card": (
        lambda kit: kit.journal([*kit.lines(), encode(kit.stranger.copy().write(at=2**42))]),
        "contact card is missing",
    ),
    "entry in another's name": (
        lambda kit: kit.adding(_next(kit, author=kit.stranger.id, seq=1, prev=None)),
        "signature is not its author's",
    ),
    "entry from the year 9999": (
        lambda kit: kit.adding(_next(kit, at=253_402_300_799_000)), "hundred years ahead",
    ),
}  # fmt: skip
"""Bags by what is wrong with what they say, made by the sender and signed."""


def _armoured(sealed: bytes) -> bytes:
    return b"-----BEGIN AGE ENCRYPTED FILE-----\n" + sealed.hex().encode()


def _many_recipients(sealed: bytes) -> bytes:
    head, rest = sealed.split(b"\n", 1)
    return head + b"\n" + (b"-> X25519 " + SHARE + b"\n" + b"A" * 43 + b"\n") * 1000 + rest


SEALED: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "empty": (lambda sealed: b"", "not a case bundle"),
    "something else": (lambda sealed: b"PK\x03\x04" + sealed, "not a case bundle"),
    "truncated": (lambda sealed: sealed[:-100], "cut short"),
    "truncated in the header": (lambda sealed: sealed[:100], "cut short"),
    "truncated behind the header": (
        lambda sealed: sealed[: sealed.index(b"\n--- ") + 49], "cut short|damaged",
    ),
    "trailing junk": (lambda sealed: sealed + b"junk", "changed on its way"),
    "another age file behind": (lambda sealed: sealed + sealed, "changed on its way"),
    "bit flipped": (
        lambda sealed: sealed[:-1000] + bytes([sealed[-1000] ^ 1]) + sealed[-999:],
        "changed on its way",
    ),
    "armour": (_armoured, "text form"),
    "1,000 recipients": (_many_recipients, "more than 20 keys"),
    "work factor 23": (
        lambda sealed: VERSION + stanza(b"scrypt", b"bBjlhJVYZeE4aqUdmtRHfw", b"23") + MAC,
        "more memory than is allowed",
    ),
    "future age": (lambda sealed: sealed.replace(b"/v1", b"/v2", 1), "does not know"),
}  # fmt: skip
"""Age files by what is wrong with the envelope."""
