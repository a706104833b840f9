# SPDX-License-Identifier: GPL-3.0-or-later
"""Headers of age files, put together by hand."""

VERSION = b"age-encryption.org/v1\n"
SHARE = b"TEiF0ypqr+bpvcqXNyCVJpL7OuwPdVwPL7KQEbFDOCc"
MAC = b"--- Vn+54jqiiUCE+WZcEVY3f1sqHjlu/z1LCQ/T7Xm7qI0\n"


def stanza(
    *arguments: bytes, body: bytes = b"EmECAEcKN+n/Vs9SbWiV+Hu0r+E8R77DdWYyd83nw7U"
) -> bytes:
    """One stanza; the body is base64 text, wrapped by the caller."""
    return b"-> " + b" ".join(arguments) + b"\n" + body + b"\n"
