# SPDX-License-Identifier: GPL-3.0-or-later
"""Whose work this program stands on: the packages that go along with it, and their licences."""

import platform
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from casefile.base.files import resource

_SILENT = {"pyrage": "MIT", "sqlcipher3": "Zlib"}  # they say it in the file of their licence only
_CARRIED = (
    ("Qt", "PySide6_Essentials", "LGPL-3.0-only"),
    ("ICU", "PySide6_Essentials", "Unicode-3.0"),
    ("SQLCipher", "sqlcipher3", "BSD-3-Clause"),
    ("OpenSSL", "cryptography, sqlcipher3", "Apache-2.0"),
    ("PDFium", "pypdfium2", "BSD-3-Clause, Apache-2.0"),
    ("HarfBuzz", "uharfbuzz", "MIT"),
    ("CLDR", "babel", "Unicode-3.0"),
    ("FiraGO", "pymupdf-fonts", "OFL-1.1"),
    ("Lucide", "casefile", "ISC"),
)
_ENOUGH = 60  # letters; some put the whole text where the name belongs


@dataclass(frozen=True, slots=True)
class Package:
    """One package: its licence is an expression of SPDX, or what its makers call it."""

    name: str
    version: str
    licence: str


def third_party() -> list[Package]:
    """The packages of others that are part of this program on this system, by name."""
    return sorted(_found(), key=lambda package: package.name.casefold())


def carried() -> list[Package]:
    """What has no package of its own here: Python, and the works that the packages carry in them,
    with the names of those packages in place of a version."""
    python = Package("Python", platform.python_version(), "PSF-2.0")
    return [python, *(Package(*work) for work in _CARRIED)]


def licence_of(package: Distribution) -> str:
    """What the metadata of a package call its licence; empty where they don't say."""
    if expression := expression_of(package):
        return expression
    for classifier in _said(package, "Classifier"):
        if classifier.startswith("License :: OSI Approved :: "):
            return classifier.rpartition(" :: ")[2]
    first = "".join(_said(package, "License")).strip().partition("\n")[0]
    return first[:_ENOUGH] or _SILENT.get(package.name.casefold(), "")


def expression_of(package: Distribution) -> str:
    """The licence as an expression of SPDX, where the metadata have one."""
    return "".join(_said(package, "License-Expression"))


def _said(package: Distribution, field: str) -> list[str]:
    return package.metadata.get_all(field) or []


def _found() -> Iterator[Package]:
    for name in resource("dependencies.txt").read_text(encoding="ascii").split():
        try:
            package = distribution(name)
        except PackageNotFoundError:
            continue  # one that only another system needs
        yield Package(package.name, package.version, licence_of(package))
