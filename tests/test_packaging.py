# SPDX-License-Identifier: GPL-3.0-or-later
"""What is shipped: the wheel holds the resources, the locks name no host, the sample is whole."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from casefile import __version__
from casefile.base.files import resource
from tools.sbom import pins

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built as a packager would, without a network."""
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(out.glob("*.whl"))


def test_the_wheel_finds_its_resources(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    inside = {name.removeprefix("casefile/_resources/") for name in names}
    for path in resource().rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            assert path.relative_to(resource()).as_posix() in inside
    check = (
        "from casefile.base.files import resource; from casefile.records.vocabularies import label;"
        "assert resource().name == '_resources', resource();"
        "print(label('rights', 'observer-access'))"
    )
    site = tmp_path / "site"
    subprocess.run([sys.executable, "-m", "zipfile", "-e", str(wheel), str(site)], check=True)
    done = subprocess.run(
        [sys.executable, "-P", "-c", check],
        env={"PYTHONPATH": str(site)},
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout.strip()


def test_the_wheel_says_its_version_and_licence(wheel: Path) -> None:
    assert wheel.name.startswith(f"casefile-{__version__}-")
    with zipfile.ZipFile(wheel) as archive:
        metadata = archive.read(f"casefile-{__version__}.dist-info/METADATA").decode()
    assert "License-Expression: GPL-3.0-or-later" in metadata


LOCKS = ["requirements.lock", "requirements-dev.lock", "requirements-freeze.lock"]


@pytest.mark.parametrize("name", LOCKS)
def test_every_dependency_is_locked_by_hash_and_no_host_is_named(name: str) -> None:
    text = (ROOT / name).read_text()
    pins = re.findall(r"^[a-z0-9._-]+==[^\s]+", text, re.MULTILINE)
    blocks = re.split(r"\n(?=[a-z0-9])", text.strip())
    assert len(pins) == len(blocks)
    assert all("--hash=sha256:" in block for block in blocks)
    assert "://" not in text


@pytest.mark.parametrize("name", LOCKS[1:])
def test_what_is_tested_and_frozen_is_what_is_shipped(name: str) -> None:
    shipped = set(pins((ROOT / LOCKS[0]).read_text()))
    assert shipped <= set(pins((ROOT / name).read_text())), "make lock"


def test_pyside_is_held_back_where_it_aborts() -> None:
    text = (ROOT / "requirements.lock").read_text()
    held = re.search(
        r"^pyside6-essentials==6\.(\d+)\S* ; python_full_version < '3\.12'", text, re.MULTILINE
    )
    assert held is not None
    assert 10 <= int(held[1]) < 12
