# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes what the program is made of, as CycloneDX 1.6 (ECMA-424): `python tools/sbom.py OUT`.

Names, versions and hashes are those of the locks, so each hash is one that an installation accepts;
licences and dependencies are what the installed packages say. What only freezing needs is marked by
its scope. The same locks give the same file but for its time, which SOURCE_DATE_EPOCH may set.
"""

import json
import os
import re
import sys
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from casefile import __version__  # noqa: E402
from casefile.base.licences import expression_of, licence_of  # noqa: E402

LOCK = ROOT / "requirements.lock"
FREEZE = ROOT / "requirements-freeze.lock"
_PARTLY = {"pyinstaller", "pyinstaller-hooks-contrib"}  # what starts a frozen program is theirs
# What the metadata of those say that may not be installed here, put as expressions of SPDX.
_ELSEWHERE = {
    "altgraph": "MIT",
    "colorama": "BSD-3-Clause",
    "macholib": "MIT",
    "packaging": "Apache-2.0 OR BSD-2-Clause",
    "pefile": "MIT",
    "pyinstaller": "GPL-2.0-or-later WITH Bootloader-exception",
    "pyinstaller-hooks-contrib": "GPL-2.0-or-later AND Apache-2.0",
    "pywin32-ctypes": "BSD-3-Clause",
    "setuptools": "MIT",
}
_pin = re.compile(r"^([a-z0-9._-]+)==(\S+)(?: ; ([^\\\n]+?))? *\\?$", re.MULTILINE)
_hash = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Pin:
    """A version that is locked, where it is needed, and the hashes of its files."""

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]

    @property
    def ref(self) -> str:
        """Its package URL."""
        return f"pkg:pypi/{self.name}@{self.version}"


def pins(lock: str) -> Iterator[Pin]:
    """What a lock of requirements holds."""
    found = list(_pin.finditer(lock))
    ends = [one.start() for one in found[1:]] + [len(lock)]
    for one, end in zip(found, ends, strict=True):
        yield Pin(one[1], one[2], one[3] or "", tuple(_hash.findall(lock[one.end() : end])))


def bom(lock: str, freeze: str, moment: datetime) -> dict[str, Any]:
    """The bill of materials of what is shipped, as locked, and of what freezes it as well."""
    shipped, locked = set(pins(lock)), list(pins(freeze))
    own = f"pkg:pypi/casefile@{__version__}"
    direct = [one.ref for one in locked if one.name in _direct() or one not in shipped]
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": uuid.uuid5(uuid.NAMESPACE_URL, own + freeze).urn,
        "version": 1,
        "metadata": {
            "timestamp": f"{moment:%Y-%m-%dT%H:%M:%SZ}",
            "component": {
                "type": "application", "bom-ref": own, "name": "casefile",
                "version": __version__, "purl": own,
                "licenses": [{"expression": "GPL-3.0-or-later"}],
            },
        },
        "components": [component(one, scope(one, shipped)) for one in locked],
        "dependencies": [
            {"ref": own, "dependsOn": sorted(direct)},
            *({"ref": one.ref, "dependsOn": needs(one, locked)} for one in locked),
        ],
    }  # fmt: skip


def scope(pin: Pin, shipped: set[Pin]) -> str:
    """Whether a package is part of each program, of a frozen one, or of none."""
    if pin in shipped:
        return "required"
    return "optional" if pin.name in _PARTLY else "excluded"


def component(pin: Pin, scope: str) -> dict[str, Any]:
    """One package. Raises LookupError where nobody says its licence."""
    made: dict[str, Any] = {
        "type": "library",
        "bom-ref": pin.ref,
        "name": pin.name,
        "version": pin.version,
        "scope": scope,
        "purl": pin.ref,
        "hashes": [{"alg": "SHA-256", "content": content} for content in pin.hashes],
        "licenses": [_licence(pin)],
    }
    if pin.marker:
        made["properties"] = [{"name": "casefile:marker", "value": pin.marker}]
    return made


def _licence(pin: Pin) -> dict[str, Any]:
    """What a package says, in any version of it, else what is known of it."""
    try:
        package = distribution(pin.name)
    except PackageNotFoundError:
        return {"expression": _ELSEWHERE[pin.name]}
    if expression := _ELSEWHERE.get(pin.name) or expression_of(package):
        return {"expression": expression}
    if name := licence_of(package):
        return {"license": {"name": name}}
    raise LookupError(f"{pin.name} does not say its licence.")


def needs(pin: Pin, locked: list[Pin]) -> list[str]:
    """The packages that one needs here, as it says itself."""
    package = installed(pin)
    wanted = {
        canonicalize_name(requirement.name)
        for requirement in map(Requirement, (package.requires if package else None) or ())
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""})
    }
    return sorted(one.ref for one in locked if one.name in wanted and installed(one))


def installed(pin: Pin) -> Distribution | None:
    """The package, where just this version is installed."""
    try:
        package = distribution(pin.name)
    except PackageNotFoundError:
        return None
    return package if package.version == pin.version else None


def _direct() -> set[str]:
    """The names that pyproject.toml asks for itself."""
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {canonicalize_name(Requirement(one).name) for one in project["dependencies"]}


def main(out: Path) -> None:
    out.parent.mkdir(parents=True, exist_ok=True)
    write(present(), out)
    print(out)


def present() -> dict[str, Any]:
    """The bill of materials of this checkout, made now or when SOURCE_DATE_EPOCH says."""
    moment = datetime.fromtimestamp(float(os.environ.get("SOURCE_DATE_EPOCH", time.time())), UTC)
    return bom(LOCK.read_text(encoding="utf-8"), FREEZE.read_text(encoding="utf-8"), moment)


def write(made: dict[str, Any], out: Path) -> None:
    """A bill of materials into a file."""
    out.write_text(json.dumps(made, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
