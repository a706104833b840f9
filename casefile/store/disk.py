# SPDX-License-Identifier: GPL-3.0-or-later
"""Errors of the disk, as sentences."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from casefile.base.errors import StorageFailed
from casefile.base.messages import _

_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}


@contextmanager
def disk_errors() -> Iterator[None]:
    """Turns an OSError of the block, which works on files of the vault, into StorageFailed."""
    try:
        yield
    except OSError as error:
        raise failed(error) from error


def failed(error: OSError) -> StorageFailed:
    """What to tell about an OSError on a file of the vault."""
    if error.errno in _FULL:
        return StorageFailed(
            _("The disk is full; nothing was changed."), _("Free some space, then try again.")
        )
    return StorageFailed(
        _("The disk refuses to read or write the vault: {reason}.").format(
            reason=error.strerror or type(error).__name__
        ),
        _("Check the disk and its permissions, then try again."),
    )
