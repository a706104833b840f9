# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes what the program is made of, as CycloneDX 1.6 (ECMA-424): `python tools/sbom.py OUT`.

Names, versions and hashes are those of requirements.lock, so each hash is one that an installation
accepts; licences and dependencies are what the installed packages say. The same lock gives the same
file but for its time, which SOURCE_DATE_EPOCH may set.
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


def bom(lock: str, moment: datetime) -> dict[str, Any]:
    """The bill of materials of a lock."""
    locked = list(pins(lock))
    own = f"pkg:pypi/casefile@{__version__}"
    direct = [one.ref for one in locked if one.name in _direct()]
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": uuid.uuid5(uuid.NAMESPACE_URL, own + lock).urn,
        "version": 1,
        "metadata": {
            "timestamp": f"{moment:%Y-%m-%dT%H:%M:%SZ}",
            "component": {
                "type": "application", "bom-ref": own, "name": "casefile",
                "version": __version__, "purl": own,
                "licenses": [{"expression": "GPL-3.0-or-later"}],
            },
        },
        "components": [component(one) for one in locked],
        "dependencies": [
            {"ref": own, "dependsOn": sorted(direct)},
            *({"ref": one.ref, "dependsOn": needs(one, locked)} for one in locked),
        ],
    }  # fmt: skip


def component(pin: Pin) -> dict[str, Any]:
    """One package. What is not installed here has no licence to tell."""
    made: dict[str, Any] = {
        "type": "library",
        "bom-ref": pin.ref,
        "name": pin.name,
        "version": pin.version,
        "purl": pin.ref,
        "hashes": [{"alg": "SHA-256", "content": content} for content in pin.hashes],
    }
    package = _installed(pin)
    if package and expression_of(package):
        made["licenses"] = [{"expression": expression_of(package)}]
    elif package and licence_of(package):
        made["licenses"] = [{"license": {"name": licence_of(package)}}]
    if pin.marker:
        made["properties"] = [{"name": "casefile:marker", "value": pin.marker}]
    return made


def needs(pin: Pin, locked: list[Pin]) -> list[str]:
    """The packages that one needs here, as it says itself."""
    package = _installed(pin)
    wanted = {
        canonicalize_name(requirement.name)
        for requirement in map(Requirement, (package.requires if package else None) or ())
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""})
    }
    return sorted(one.ref for one in locked if one.name in wanted and _installed(one))


def _installed(pin: Pin) -> Distribution | None:
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
    moment = datetime.fromtimestamp(float(os.environ.get("SOURCE_DATE_EPOCH", time.time())), UTC)
    out.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(bom(LOCK.read_text(encoding="utf-8"), moment), indent=1, sort_keys=True)
    out.write_text(text + "\n", encoding="utf-8")
    print(out)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
