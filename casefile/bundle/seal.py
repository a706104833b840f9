# SPDX-License-Identifier: GPL-3.0-or-later
"""Sealing and opening with age (age-encryption.org/v1), as streams and in flat memory.

To keys, bytes flow through pyrage in a thread of its own. Under a passphrase pyrage works in
memory only, so there the size is limited. No plaintext is written to disk either way.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from threading import Thread

import pyrage
from pyrage import passphrase as by_passphrase
from pyrage import x25519

from casefile.base.errors import InvalidRecord
from casefile.base.messages import _
from casefile.bundle.envelope import STANZA_LIMIT, Header, read_header
from casefile.bundle.refusal import refusal
from casefile.bundle.streams import (
    Abandoned,
    Channel,
    ChannelReader,
    ChannelWriter,
    Readable,
    Writable,
)

PASSPHRASE_LIMIT = 256 * 2**20
"""Bytes under a passphrase, sealed or not: they are held in memory."""

RECIPIENT_LIMIT = STANZA_LIMIT - 1
"""Each takes a stanza of the header, and pyrage adds one that means nothing to keep readers fit."""


class _Kept:
    """A file that keeps the error it met: pyrage makes a text of its own out of it."""

    def __init__(self, source: Readable | None = None, out: Writable | None = None) -> None:
        self._source = source
        self._out = out
        self.error: BaseException | None = None

    def read(self, size: int) -> bytes:
        assert self._source is not None
        try:
            return self._source.read(size)
        except BaseException as error:
            self.error = error
            raise

    def write(self, data: bytes) -> int:
        assert self._out is not None
        try:
            return self._out.write(data)
        except BaseException as error:
            self.error = error
            raise

    def flush(self) -> None:
        """Left to the owner of the file."""


class _Followed:
    """What was read of a file already, then the rest of it."""

    def __init__(self, start: bytes, rest: Readable) -> None:
        self._start = BytesIO(start)
        self._rest = rest

    def read(self, size: int = -1) -> bytes:
        return self._start.read(size) or self._rest.read(size)


def recipients_of(texts: Sequence[str]) -> list[str]:
    """The age recipients (`age1…`) in their usual form, each once. Raises InvalidRecord."""
    return list(dict.fromkeys(str(_recipient(text)) for text in texts))


def recipient_of(identity: str) -> str:
    """The recipient that belongs to a secret key (`AGE-SECRET-KEY-1…`). Raises InvalidRecord."""
    return str(_identity(identity).to_public())


def _recipient(text: str) -> x25519.Recipient:
    try:
        return x25519.Recipient.from_str(text.strip())
    except pyrage.RecipientError:
        rule = _("“{text}” is not an age recipient: those begin with age1.")
        raise InvalidRecord("recipients", rule.format(text=text.strip()[:80])) from None


def _identity(text: str) -> x25519.Identity:
    try:
        return x25519.Identity.from_str(text.strip())
    except pyrage.IdentityError:  # the text may be a mistyped secret: it is not repeated
        rule = _("this is not an age key: those begin with AGE-SECRET-KEY-1.")
        raise InvalidRecord("keys", rule) from None


@contextmanager
def sealing(out: Writable, recipients: Sequence[str]) -> Iterator[Writable]:
    """A file for plaintext, which stands in `out` as an age file when the block has ended well.

    Raises InvalidRecord for what is no recipient, and whatever writing to `out` raised. When the
    block raises, `out` holds a piece that nobody can take for a whole age file.
    """
    keys = [_recipient(text) for text in recipients]
    channel, failure = Channel(), list[BaseException]()
    source, sink, writer = _Kept(ChannelReader(channel)), _Kept(out=out), ChannelWriter(channel)

    def work() -> None:
        try:
            pyrage.encrypt_io(source, sink, keys)
            failure.extend([sink.error] if sink.error else [])  # pyrage forgets a failed last write
        except BaseException as error:  # carried to the thread that waits
            failure.append(sink.error or error)
            channel.abandon()

    with _beside(work, channel.end):
        try:
            yield writer
            writer.flush()
        except Abandoned:
            raise failure[0] from None
        except BaseException as error:
            channel.end(error)
            raise
    if failure:
        raise failure[0]


@contextmanager
def opening(
    untrusted: Readable, header: Header, *, keys: Sequence[str] = (), passphrase: str | None = None
) -> Iterator[Readable]:
    """The plaintext of an age file whose header was read, as a file.

    Each piece of it is proved before it can be read; that nothing is missing is known at its end
    only. `read` raises BundleRefused for a wrong key, a changed byte, a file cut short or made
    longer. The block may stop reading at any place.
    """
    whole = _Followed(header.start, untrusted)
    if header.by_passphrase:
        yield BytesIO(_open_by_passphrase(whole, passphrase))
        return
    identities = [_identity(text) for text in keys]
    if not identities:
        raise refusal(
            _("This bundle is sealed to keys, and none was given."), _("Open it from your vault.")
        )
    channel = Channel()
    source, writer = _Kept(whole), ChannelWriter(channel)

    def work() -> None:
        try:
            pyrage.decrypt_io(source, writer, identities)
            writer.flush()
        except BaseException as error:  # carried to the thread that reads
            channel.end(source.error or _why_closed(error))
        else:
            channel.end()

    with _beside(work, channel.abandon):
        yield ChannelReader(channel)


@contextmanager
def _beside(work: Callable[[], None], stop: Callable[[], None]) -> Iterator[None]:
    """Run `work` in a thread while the block runs; after it call `stop`, and wait for the end."""
    thread = Thread(target=work, name="age", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop()
        thread.join()


def _why_closed(error: BaseException) -> BaseException:
    """pyrage's errors as sentences; anything that is not one of them as it is."""
    if isinstance(error, pyrage.DecryptError):
        if "No matching keys" in str(error):
            return refusal(
                _("This bundle is not sealed to your key."),
                _("Send the sender your contact card, and ask for a bundle made for it."),
            )
        return refusal(_("The header of this bundle is damaged."))
    if isinstance(error, OSError):
        return refusal(_("This bundle was changed on its way, or cut short."))
    return error


def seal_by_passphrase(plaintext: bytes, passphrase: str) -> bytes:
    """An age file that the passphrase opens. Raises InvalidRecord over 256 MiB."""
    check_passphrase_size(len(plaintext))
    if not passphrase:
        raise InvalidRecord("passphrase", _("is empty"))
    sealed: bytes = by_passphrase.encrypt(plaintext, passphrase)
    read_header(BytesIO(sealed))  # its work grows with the machine: not beyond what is let in
    return sealed


def check_passphrase_size(size: int) -> None:
    """Raises InvalidRecord where so many bytes can't be sealed under a passphrase."""
    if size > PASSPHRASE_LIMIT:
        rule = _("a bundle under a passphrase holds 256 MiB at most; seal this one to keys instead")
        raise InvalidRecord("passphrase", rule)


def _open_by_passphrase(untrusted: Readable, passphrase: str | None) -> bytes:
    if not passphrase:
        raise refusal(
            _("This bundle is sealed under a passphrase, and none was given."),
            _("Ask the sender for the passphrase."),
        )
    sealed = _read_whole(untrusted)
    try:
        plaintext: bytes = by_passphrase.decrypt(sealed, passphrase)
    except pyrage.DecryptError:
        raise refusal(
            _("The passphrase does not open this bundle, or the bundle was changed on its way."),
            _("Type the passphrase again; if that does not help, ask the sender for it anew."),
        ) from None
    return plaintext


def _read_whole(untrusted: Readable) -> bytes:
    """All of it, if that is within what may be held in memory."""
    parts, size = [], 0
    while part := untrusted.read(2**20):
        parts.append(part)
        size += len(part)
        if size > PASSPHRASE_LIMIT + PASSPHRASE_LIMIT // 1024:  # age adds 16 bytes to 64 KiB
            raise refusal(
                _("This bundle is under a passphrase and larger than 256 MiB."),
                _("Ask the sender to seal it to your key instead."),
            )
    return b"".join(parts)
