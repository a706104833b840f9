# SPDX-License-Identifier: GPL-3.0-or-later
"""A frozen folder names each library of the system that goes along, and has its licence."""

import hashlib
import sys
from pathlib import Path

import pytest

from tools import frozen
from tools.frozen import Library


def test_a_library_belongs_to_the_package_that_owns_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ask(*command: str) -> str:
        if "--show" in command:
            return "1.2.13-1\n1.2.13-1\n"
        return "zlib1g:amd64: " + command[-1] if command[-1].startswith(str(tmp_path)) else ""

    monkeypatch.setattr(frozen, "_ask", ask)
    within = {name: Path(sys.prefix, "lib", name) for name in ("a.so", "b.so")}
    found = frozen.libraries({**within, "libz.so.1": tmp_path / "libz.so.1"})
    assert found == [Library("zlib1g", "1.2.13-1", ("libz.so.1",))]
    with pytest.raises(LookupError, match="so its licence is not known"):
        frozen.libraries({"libx.so": Path("/nowhere/libx.so")})


def test_the_bill_of_a_folder_has_the_hashes_of_the_files_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "libz.so.1").write_bytes(b"code")
    (tmp_path / "copyright").write_text("License: Zlib\n as is\n\nLicense: MIT\n")
    monkeypatch.setattr(Library, "copyright", tmp_path / "copyright")
    monkeypatch.setattr(frozen.platform, "freedesktop_os_release", lambda: {"ID": "debian"})
    made = frozen.bill([Library("zlib1g", "1:1.2", ("libz.so.1",))], tmp_path)
    zlib = made["components"][-1]
    assert zlib["purl"] == "pkg:deb/debian/zlib1g@1%3A1.2"
    assert zlib["licenses"] == [{"license": {"name": "MIT, Zlib"}}]
    assert zlib["components"][0]["hashes"][0]["content"] == hashlib.sha256(b"code").hexdigest()
    assert made["components"][-2]["name"] == "python"
    assert {zlib["bom-ref"], made["components"][-2]["bom-ref"]} <= {
        *made["dependencies"][0]["dependsOn"]
    }
