# SPDX-License-Identifier: GPL-3.0-or-later
"""BagIt 1.0 (RFC 8493) over a tar stream, written and checked in one pass each.

The order of the files is free in a tar, so it serves the stream: bagit.txt and bag-info.txt,
which say how much will come, then the payload under data/, then the manifest with the hashes
that were computed on the way, the tag manifest over those three, and signature.json last. The
signature covers the tag manifest; RFC 8493 (2.2.1) leaves a tag file free not to be listed there.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from casefile.base.errors import BundleRefused
from casefile.base.messages import _
from casefile.bundle.limits import Limits
from casefile.bundle.refusal import refusal, shown
from casefile.bundle.streams import Readable, Writable
from casefile.bundle.tape import CHUNK, TapeFile, TapeWriter, files, too_much

DECLARATION, INFO = "bagit.txt", "bag-info.txt"
MANIFEST, TAG_MANIFEST = "manifest-sha256.txt", "tagmanifest-sha256.txt"
SIGNATURE = "signature.json"
PAYLOAD = "data/"

_DECLARED = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_line = re.compile(r"([0-9a-f]{64})  ([^\r\n]+)").fullmatch
_label = re.compile(r"([A-Za-z][A-Za-z0-9-]{0,60}): ([^\r\n]*)").fullmatch
_oxum = re.compile(r"(0|[1-9][0-9]{0,17})\.(0|[1-9][0-9]{0,9})").fullmatch


class Packer:
    """A bag on its way out; `top` is its folder, made_at the Unix ms its files bear.

    In this order: `begin`, `add` for each payload file, `manifests`, `end`.
    """

    def __init__(self, out: Writable, top: str, made_at: int) -> None:
        self._tape = TapeWriter(out, made_at)
        self._top = top
        self._payload: dict[str, str] = {}
        self._tags: dict[str, str] = {}
        self._octets = 0
        self._declared = (0, 0)

    def begin(self, info: Mapping[str, str], octets: int, count: int) -> None:
        """The bag's description: labels, and how many bytes in how many payload files follow."""
        self._declared = (octets, count)
        lines = [f"{label}: {_one_line(value)}\n" for label, value in info.items()]
        lines.append(f"Payload-Oxum: {octets}.{count}\n")
        self._tag(DECLARATION, _DECLARED)
        self._tag(INFO, "".join(lines).encode())

    def add(self, name: str, size: int, chunks: Iterable[bytes], digest: str = "") -> None:
        """A payload file data/`name`. `digest`: its SHA-256, where the chunks come from a source
        that compares it at its end, so that it is not computed twice. Raises ValueError where
        there are not `size` bytes."""
        seal = sha256()
        watched = chunks if digest else _hashed(chunks, seal.update)
        self._tape.add(f"{self._top}/{PAYLOAD}{name}", size, watched)
        self._payload[PAYLOAD + name] = digest or seal.hexdigest()
        self._octets += size

    def manifests(self) -> str:
        """The hashes of all that went before; the SHA-256 of the tag manifest, to be signed."""
        if self._declared != (self._octets, len(self._payload)):
            raise ValueError("the payload is not what was declared")
        self._tag(MANIFEST, _manifest(self._payload))
        tags = _manifest(self._tags)
        self._tag(TAG_MANIFEST, tags)
        return sha256(tags).hexdigest()

    def end(self, signature: bytes) -> None:
        """The signature, and the end of the tar."""
        self._tag(SIGNATURE, signature)
        self._tape.end()

    def _tag(self, name: str, data: bytes) -> None:
        self._tape.add(f"{self._top}/{name}", len(data), [data])
        self._tags[name] = sha256(data).hexdigest()


def chunks_of(source: Readable) -> Iterator[bytes]:
    """A file in pieces, never whole."""
    while chunk := source.read(CHUNK):
        yield chunk


def _hashed(chunks: Iterable[bytes], update: Callable[[bytes], None]) -> Iterator[bytes]:
    for chunk in chunks:
        update(chunk)
        yield chunk


def _one_line(value: str) -> str:
    return " ".join(value.split())


def _manifest(digests: Mapping[str, str]) -> bytes:
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(digests.items())).encode()


class PayloadFile:
    """A payload file coming in; hashed as it is read. To be read before the next one."""

    def __init__(self, file: TapeFile, name: str) -> None:
        self._file = file
        self._seal = sha256()
        self._digest = ""
        self.name = name  # without data/
        self.size = file.size

    def read(self, size: int = -1) -> bytes:
        """Exactly `size` bytes, fewer only at its end; the rest without a size. BundleRefused."""
        data = self._file.read(size)
        self._seal.update(data)
        return data

    def whole(self, limit: int) -> bytes:
        """All of it, unless it is longer than `limit` bytes: BundleRefused."""
        data = self._file.whole(limit)
        self._seal.update(data)
        return data

    def hand_over(self, keep: Callable[[TapeFile], str]) -> None:
        """Have it read by one who hashes it too: `keep` reads it to its end and returns its
        SHA-256. Raises ValueError where something is left."""
        self._digest = keep(self._file)
        if not self._file.at_end:
            raise ValueError(f"{self.name} was not read to its end")

    def finish(self) -> str:
        """Read what is left; the SHA-256 of all."""
        while not self._digest and self.read(CHUNK):
            pass
        return self._digest or self._seal.hexdigest()


@dataclass(frozen=True, slots=True)
class Verified:
    """What a bag said once it had proved whole."""

    tag_manifest: str  # SHA-256, hex
    signature: bytes  # signature.json, not looked into
    payload: Mapping[str, str] = field(repr=False)  # name without data/: SHA-256


class Unpacker:
    """A bag on its way in. First `info` is there, then `payload` is to be run through to its end,
    then `verify` says whether the bag is whole. Everything raises BundleRefused."""

    def __init__(self, untrusted: Readable, limits: Limits) -> None:
        self._limits = limits
        self._files = files(untrusted, limits)
        self._top = ""
        self._digests: dict[str, str] = {}
        self._tags: dict[str, str] = {}
        self._next: TapeFile | None = None
        if self._tag(DECLARATION) != _DECLARED:
            raise refusal(_("The bundle is a kind of bag that this version does not know."))
        self.info = _labels(self._tag(INFO))
        self._octets, self._count = _declared(self.info)
        if self._count > limits.files or self._octets > limits.payload:
            raise too_much()

    def payload(self) -> Iterator[PayloadFile]:
        """Each file under data/. What a caller leaves unread is read here, for its hash."""
        octets = count = 0
        while (file := self._advance()).path.startswith(f"{self._top}/{PAYLOAD}"):
            octets, count = octets + file.size, count + 1
            if octets > self._octets or count > self._count:
                raise refusal(_("The bundle holds more than it declares."))
            path = file.path.removeprefix(f"{self._top}/")
            one = PayloadFile(file, path.removeprefix(PAYLOAD))
            yield one
            self._digests[path] = one.finish()
        if (octets, count) != (self._octets, self._count):
            raise refusal(_("The bundle holds less than it declares."))
        self._next = file

    def verify(self) -> Verified:
        """The rest of the bag, compared with all that came before."""
        stated = _digests(self._tag(MANIFEST, self._limits.manifest))
        _compare(stated, self._digests)
        covered = dict(self._tags)
        tags = self._tag(TAG_MANIFEST)
        _compare(_digests(tags), covered)
        signature = self._tag(SIGNATURE)
        if next(self._files, None):
            raise refusal(_("The bundle holds a file that is not part of it."))
        payload = {path.removeprefix(PAYLOAD): digest for path, digest in self._digests.items()}
        return Verified(sha256(tags).hexdigest(), signature, payload)

    def _tag(self, name: str, limit: int | None = None) -> bytes:
        file = self._advance()
        if not self._top:
            self._top = file.path.partition("/")[0]
        if file.path != f"{self._top}/{name}":
            text = _("Where “{name}” should stand in the bundle, there is “{path}”.")
            raise refusal(text.format(name=name, path=shown(file.path)))
        data = file.whole(limit or self._limits.note)
        self._tags[name] = sha256(data).hexdigest()
        return data

    def _advance(self) -> TapeFile:
        file, self._next = self._next or next(self._files, None), None
        if file is None:
            raise refusal(_("The bundle lacks a part: it is no whole bag."))
        return file


def _labels(untrusted: bytes) -> dict[str, str]:
    """The labels of bag-info.txt, each on one line and there once."""
    labels: dict[str, str] = {}
    for line in _lines(untrusted):
        match = _label(line)
        if not match or match[1] in labels:
            raise refusal(_("The description of the bundle can't be read."))
        labels[match[1]] = match[2]
    return labels


def _declared(info: Mapping[str, str]) -> tuple[int, int]:
    match = _oxum(info.get("Payload-Oxum", ""))
    if not match:
        raise refusal(_("The bundle does not say how much it holds."))
    return int(match[1]), int(match[2])


def _digests(untrusted: bytes) -> dict[str, str]:
    """The lines of a manifest: path and SHA-256."""
    digests: dict[str, str] = {}
    for line in _lines(untrusted):
        match = _line(line)
        if not match or match[2] in digests:
            raise refusal(_("The bundle's list of files can't be read."))
        digests[match[2]] = match[1]
    return digests


def _lines(untrusted: bytes) -> list[str]:
    try:
        text = untrusted.decode()
    except UnicodeDecodeError:
        raise refusal(_("The bundle's list of files is not text.")) from None
    return text.removesuffix("\n").split("\n") if text else []


def _compare(stated: Mapping[str, str], found: Mapping[str, str]) -> None:
    if missing := sorted(stated.keys() - found.keys()):
        raise _about(_("“{name}” is missing in the bundle."), missing[0])
    if extra := sorted(found.keys() - stated.keys()):
        raise _about(_("“{name}” is in the bundle, but not in its list of files."), extra[0])
    for path, digest in stated.items():
        if found[path] != digest:
            raise _about(_("“{name}” in the bundle is not what was packed: it was changed."), path)


def _about(sentence: str, path: str) -> BundleRefused:
    return refusal(sentence.format(name=shown(path)))
