# SPDX-License-Identifier: GPL-3.0-or-later
"""Small pictures of first pages, kept in the vault's own table; they never leave it.

They are made of the pixels that the extraction process answers with, and packed as JPEG here: what
is unpacked again was never anybody else's file.
"""

from collections.abc import Sequence
from io import BytesIO

from casefile.extraction.host import Picture
from casefile.store import shelf
from casefile.vault.vault import Vault

WIDTH, HEIGHT = 128, 160  # pixels at the most
_QUALITY = 70  # 3 to 5 kB: ten thousand of them must not outweigh the journal


def packed(page: Picture) -> bytes:
    """A picture of a page as it is kept."""
    from PIL import Image  # slow to import, and of no use to most commands

    image = Image.frombytes("RGB", (page.width, page.height), page.rgb)
    image.thumbnail((WIDTH, HEIGHT))
    out = BytesIO()
    image.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()


def unpacked(data: bytes) -> Picture:
    """The pixels of what `packed` made."""
    from PIL import Image

    with Image.open(BytesIO(data), formats=("JPEG",)) as image:
        return Picture(image.width, image.height, image.convert("RGB").tobytes())


def kept(vault: Vault, documents: Sequence[str]) -> dict[str, bytes]:
    """The small pictures of documents, by id, as `packed` made them: empty where there is none,
    absent where nobody looked yet."""
    return shelf.pictures(vault.store, documents)
