# SPDX-License-Identifier: GPL-3.0-or-later
"""Where Tesseract's language data are. Casefile brings none: each person installs their languages.

Looked for, in this order: TESSDATA_PREFIX, as Tesseract itself heeds it; then where Debian and
Ubuntu, Fedora, Arch, Homebrew, MacPorts and the installer for Windows put them.
"""

import os
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path

_ENDING = ".traineddata"
_NO_LANGUAGE = {"osd", "equ"}  # which way up a page is, and formulas
_PLACES = (
    "/usr/share/tesseract/tessdata",
    "/usr/share/tessdata",
    "/opt/homebrew/share/tessdata",
    "/usr/local/share/tessdata",
    "/opt/local/share/tessdata",
)
_WINDOWS = (("PROGRAMFILES", ""), ("LOCALAPPDATA", "Programs"), ("PROGRAMFILES(X86)", ""))


def installed() -> bool:
    """Whether the library is there that recognises text; it is not loaded."""
    return find_spec("tesserocr") is not None


def folder(environ: Mapping[str, str] = os.environ, root: Path = Path("/")) -> Path | None:
    """The first folder that holds data of any language; None where there is none."""
    return next((place.absolute() for place in _places(environ, root) if languages_in(place)), None)


def languages_in(place: Path) -> tuple[str, ...]:
    """The languages in a folder by Tesseract's names for them (eng, rus, kaz), in order."""
    try:
        names = [file.name for file in place.iterdir()]
    except OSError:
        return ()
    stems = {name.removesuffix(_ENDING) for name in names if name.endswith(_ENDING)}
    return tuple(sorted(stem for stem in stems - _NO_LANGUAGE if stem.replace("_", "").isalnum()))


def _places(environ: Mapping[str, str], root: Path) -> Iterator[Path]:
    if prefix := environ.get("TESSDATA_PREFIX"):
        yield Path(prefix)
        yield Path(prefix) / "tessdata"
    yield from sorted(root.glob("usr/share/tesseract-ocr/*/tessdata"), reverse=True)
    for place in _PLACES:
        yield root / place.lstrip("/")
    for name, below in _WINDOWS:
        if start := environ.get(name):
            yield Path(start) / below / "Tesseract-OCR" / "tessdata"
