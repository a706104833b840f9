# SPDX-License-Identifier: GPL-3.0-or-later
"""Names of files in a bundle: which are safe on every system, and which two are really one."""

import unicodedata
from collections.abc import Iterable

from casefile.base.errors import BundleRefused
from casefile.base.files import safe_name
from casefile.base.messages import _
from casefile.bundle.refusal import refusal, shown

# Separators and wildcards of Windows; the colon names a drive or a second stream there.
# The percent sign is BagIt's escape (RFC 8493, 2.1.3), which readers treat differently.
_FORBIDDEN = frozenset('<>:"\\|?*%')
_HIDDEN = frozenset({"Cc", "Cf", "Co", "Cs"})


def check_path(untrusted: str, limit: int) -> str:
    """The path itself, where each of its parts is an ordinary file name on every system.

    `limit` is in UTF-8 bytes. Raises BundleRefused with a sentence that names the path.
    """
    if len(untrusted.encode("utf-8", "surrogatepass")) > limit:
        raise _refused(untrusted, _("is too long"))
    if untrusted.startswith("/"):
        raise _refused(untrusted, _("begins at the root of the disk"))
    if any(unicodedata.category(c) in _HIDDEN for c in untrusted):
        raise _refused(untrusted, _("hides characters"))
    if wrong := _FORBIDDEN.intersection(untrusted):
        raise _refused(untrusted, _("has a {sign} in it").format(sign=min(wrong)))
    for part in untrusted.split("/"):
        _check_part(untrusted, part)
    return untrusted


def _check_part(path: str, part: str) -> None:
    if part in {"", ".", ".."}:
        raise _refused(path, _("leads out of its folder"))
    if part != part.rstrip(" ."):
        raise _refused(path, _("ends in a dot or a space"))
    if _reserved(part):
        raise _refused(path, _("is the name of a device"))


def _reserved(part: str) -> bool:
    """Windows opens a device under such a name, with any ending, and with superscript digits."""
    stem = unicodedata.normalize("NFKC", part.partition(".")[0].strip()).casefold()
    return stem in {"conin$", "conout$"} or safe_name(stem).startswith("_" + stem)


def _refused(path: str, why: str) -> BundleRefused:
    text = _("The bundle holds a file whose name {why}: “{name}”.")
    return refusal(text.format(why=why, name=shown(path)))


def same_key(path: str) -> str:
    """Equal for paths that some file system takes for one: case folding and composition apart."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", path).casefold())


def unique_names(wanted: Iterable[str]) -> list[str]:
    """Safe file names, one for each wanted name and in that order, no two the same anywhere."""
    taken: set[str] = set()
    numbers: dict[str, int] = {}
    chosen = []
    for name in wanted:
        safe = safe_name(name.replace("%", "-"))
        safe = f"_{safe}" if _reserved(safe) else safe
        candidate, number = safe, numbers.get(same_key(safe), 1)
        while same_key(candidate) in taken:
            number += 1
            candidate = _numbered(safe, number)
        numbers[same_key(safe)] = number
        taken.add(same_key(candidate))
        chosen.append(candidate)
    return chosen


def _numbered(name: str, number: int) -> str:
    stem, dot, ending = name.rpartition(".")
    return f"{stem} ({number}){dot}{ending}" if stem else f"{name} ({number})"
