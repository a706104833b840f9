# SPDX-License-Identifier: GPL-3.0-or-later
"""A file cut into its lines while it streams past, none of them longer than is accepted."""

from collections.abc import Callable

from casefile.base.messages import _
from casefile.bundle.refusal import refusal
from casefile.bundle.streams import Readable


class Lines:
    """A file that hands each line to `take` while someone else reads it through."""

    def __init__(self, untrusted: Readable, take: Callable[[bytes], None], limit: int) -> None:
        self._source = untrusted
        self._take = take
        self._limit = limit
        self._rest = b""

    def read(self, size: int = -1) -> bytes:
        """As the file itself. Raises BundleRefused for a line that is too long, has no end, or
        is not what `take` takes."""
        data = self._source.read(size)
        *whole, rest = (self._rest + data).split(b"\n") if b"\n" in data else [self._rest + data]
        for line in whole:
            self._check_length(line)
            self._take(line)
        self._rest = rest
        self._check_length(rest)
        if size and not data and rest:
            raise refusal(_("The last line of the bundle's journal has no end."))
        return data

    def _check_length(self, line: bytes) -> None:
        if len(line) > self._limit:
            raise refusal(_("A line of the bundle's journal is too long."))
