# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes along in a frozen folder beside packages: the libraries of the system, and the licences
of everything. Called by build.spec. Knows Debian, which keeps a licence for each of its packages;
on other systems PyInstaller takes no library of the system along.

For `copyright`, see https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
"""

import hashlib
import platform
import re
import shutil
import subprocess
import sys
import sysconfig
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any
from urllib.parse import quote

from casefile.base.files import resource
from tools import sbom

_COMMON = Path("/usr/share/common-licenses")  # the long ones, which others refer to
_named = re.compile(r"^License: *(\S[^\n]*)", re.MULTILINE)
_referred = re.compile(rf"{_COMMON}/([A-Za-z0-9.-]*[A-Za-z0-9])")
_text = re.compile(r"(?i)(licen[cs]e|copying|notice|authors)")


@dataclass(frozen=True, slots=True)
class Library:
    """A package of the system, and the names of its files that go along."""

    package: str
    version: str
    files: tuple[str, ...]

    @property
    def copyright(self) -> Path:
        """Where its licence is told."""
        return Path("/usr/share/doc", self.package, "copyright")

    @property
    def licences(self) -> str:
        """Short names of its licences; empty where they are told in prose only."""
        told = self.copyright.read_text(encoding="utf-8", errors="replace")
        return ", ".join(sorted(set(_named.findall(told))))


def own_up(folder: Path, binaries: Iterable[tuple[str, str, str]]) -> None:
    """Put licences and bill of materials into a frozen folder. Of each binary its name there, where
    it came from, and its kind are given, as PyInstaller does."""
    found = libraries({name: Path(source) for name, source, kind in binaries if kind == "BINARY"})
    write_licences(folder / "licences", found)
    sbom.write(bill(found, folder / "_internal"), folder / "casefile.cdx.json")


def libraries(sources: Mapping[str, Path]) -> list[Library]:
    """The packages of the system that own some files, by name. Files of packages, and of a Python
    with a place of its own, belong to none. Raises LookupError where nobody owns a file."""
    homes = {Path(sys.prefix).resolve(), Path(sysconfig.get_path("stdlib")).resolve()}
    if sys.base_prefix != "/usr":
        homes.add(Path(sys.base_prefix).resolve())
    owned: dict[str, list[str]] = defaultdict(list)
    for name, source in sources.items():
        path = source.resolve()
        if homes.isdisjoint(path.parents):
            owned[_owner(path)].append(name)
    return [Library(name, _version(name), tuple(sorted(owned[name]))) for name in sorted(owned)]


def _owner(path: Path) -> str:
    # What dpkg calls /lib is a link to /usr/lib today.
    for spelled in (str(path), str(path).removeprefix("/usr")):
        told = _ask("dpkg-query", "--search", spelled)
        if told:
            return told.partition(":")[0]
    raise LookupError(f"No package owns {path}, so its licence is not known.")


def _version(package: str) -> str:
    return _ask("dpkg-query", "--show", "--showformat=${Version}\n", package).split()[0]


def _ask(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout


def write_licences(folder: Path, found: list[Library]) -> None:
    """Put the texts of all licences into a folder: a folder for each package, a file for each
    library. Raises LookupError where one has none."""
    folder.mkdir()
    for text in (*resource("licences").iterdir(), resource("icons", "LICENSE-lucide.txt")):
        shutil.copy(text, folder)
    for name in ("pyinstaller", *resource("dependencies.txt").read_text(encoding="ascii").split()):
        _write_package(folder / "packages", name)
    python = Path(sysconfig.get_path("stdlib"), "LICENSE.txt")
    shutil.copy(python, folder / "Python.txt")
    (folder / "system").mkdir()
    for library in found:
        shutil.copy(library.copyright, folder / "system" / f"{library.package}.txt")
    told = "".join(one.read_text(encoding="utf-8", errors="replace") for one in _files(folder))
    (folder / "common").mkdir()
    for name in sorted({"LGPL-3", "GPL-3", "GPL-2", "Apache-2.0", *_referred.findall(told)}):
        if (_COMMON / name).is_file():
            shutil.copy(_COMMON / name, folder / "common" / f"{name}.txt")


def _write_package(folder: Path, name: str) -> None:
    try:
        package = distribution(name)
    except PackageNotFoundError:
        return  # one that only another system needs
    told = [one for one in package.files or () if one.parts[0].endswith(".dist-info")]
    texts = [one for one in told if _text.search(one.as_posix())]
    if not texts and name not in {"pyside6-essentials", "shiboken6"}:  # Qt.txt tells of these
        raise LookupError(f"{name} has no text of its licence.")
    for text in texts:
        within = re.sub(r"^[^/]*\.dist-info/(licenses/)?", "", text.as_posix())
        (folder / name / within).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(str(package.locate_file(text)), folder / name / within)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def bill(found: list[Library], folder: Path) -> dict[str, Any]:
    """The bill of materials of a frozen folder: the packages, Python, the libraries of the system
    with the hashes of their files as they are there."""
    made = sbom.present()
    more = [_python(folder), *(_component(library, folder) for library in found)]
    made["components"] += more
    made["dependencies"][0]["dependsOn"] += [one["bom-ref"] for one in more]
    made["dependencies"] += [{"ref": one["bom-ref"], "dependsOn": []} for one in more]
    return made


def _component(library: Library, folder: Path) -> dict[str, Any]:
    system = platform.freedesktop_os_release()["ID"]
    purl = f"pkg:deb/{system}/{library.package}@{quote(library.version)}"
    told = library.licences or f"as told in licences/system/{library.package}.txt"
    files = [_file(folder / name) for name in library.files]
    return {
        "type": "library", "bom-ref": purl, "name": library.package, "version": library.version,
        "purl": purl, "licenses": [{"license": {"name": told}}], "components": files,
    }  # fmt: skip


def _python(folder: Path) -> dict[str, Any]:
    version = platform.python_version()
    purl = f"pkg:generic/python@{version}"
    return {
        "type": "platform", "bom-ref": purl, "name": "python", "version": version, "purl": purl,
        "licenses": [{"expression": "PSF-2.0"}],
        "components": [_file(path) for path in sorted(folder.glob("libpython*.so*"))],
    }  # fmt: skip


def _file(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    hashes = [{"alg": "SHA-256", "content": digest}]
    return {"type": "file", "name": path.name, "hashes": hashes}
