# SPDX-License-Identifier: GPL-3.0-or-later
"""The bill of materials has what the schema of CycloneDX 1.6 requires, and all that is locked."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from casefile import __version__
from tools import sbom

MOMENT = datetime(2026, 11, 26, 2, 3, 4, tzinfo=UTC)
URN = r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
SPDX = r"[A-Za-z0-9.+-]+(?: (?:AND|OR|WITH) [A-Za-z0-9.+-]+)*"
TYPES = {"application", "library"}


@pytest.fixture(scope="module")
def made() -> dict[str, Any]:
    return sbom.bom(sbom.LOCK.read_text(), sbom.FREEZE.read_text(), MOMENT)


def test_the_document_says_what_it_is(made: dict[str, Any]) -> None:
    assert (made["bomFormat"], made["specVersion"], made["version"]) == ("CycloneDX", "1.6", 1)
    assert re.fullmatch(URN, made["serialNumber"])
    assert made["metadata"]["timestamp"] == "2026-11-26T02:03:04Z"
    assert made["metadata"]["component"]["version"] == __version__
    assert made == json.loads(json.dumps(made))


def test_each_component_has_what_is_required(made: dict[str, Any]) -> None:
    for one in [made["metadata"]["component"], *made["components"]]:
        assert one["type"] in TYPES
        assert one["name"]
        assert one["purl"] == one["bom-ref"] == f"pkg:pypi/{one['name']}@{one['version']}"
        (said,) = one["licenses"]
        assert re.fullmatch(SPDX, said["expression"]) if "expression" in said else said["license"]
        for digest in one.get("hashes", ()):
            assert digest["alg"] == "SHA-256"
            assert re.fullmatch("[0-9a-f]{64}", digest["content"])


def test_all_that_is_locked_is_there(made: dict[str, Any]) -> None:
    text = sbom.FREEZE.read_text()
    pinned = re.findall(r"^([a-z0-9._-]+)==(\S+)", text, re.MULTILINE)
    assert [(one["name"], one["version"]) for one in made["components"]] == pinned
    digests = [digest["content"] for one in made["components"] for digest in one["hashes"]]
    assert digests == re.findall(r"sha256:([0-9a-f]{64})", text)
    assert all(one["hashes"] for one in made["components"])
    refs = [one["bom-ref"] for one in made["components"]]
    assert len(refs) == len(set(refs))


def test_what_only_freezing_needs_is_told_apart(made: dict[str, Any]) -> None:
    scopes = {one["bom-ref"]: one["scope"] for one in made["components"]}
    shipped = {pin.ref for pin in sbom.pins(sbom.LOCK.read_text())}
    assert {ref for ref, scope in scopes.items() if scope == "required"} == shipped
    starting = [ref for ref, scope in scopes.items() if scope == "optional"]
    assert len(starting) == 2
    assert all(ref.startswith("pkg:pypi/pyinstaller") for ref in starting)


def test_dependencies_name_components_and_lead_to_all_that_is_installed(
    made: dict[str, Any],
) -> None:
    graph = {one["ref"]: one["dependsOn"] for one in made["dependencies"]}
    known = {one["bom-ref"] for one in made["components"]}
    assert set(graph) == {made["metadata"]["component"]["bom-ref"], *known}
    reached, left = set[str](), [made["metadata"]["component"]["bom-ref"]]
    while left:
        ref = left.pop()
        if ref not in reached:
            reached.add(ref)
            left += graph[ref]
    assert reached - {made["metadata"]["component"]["bom-ref"]} <= known
    here = {pin.ref for pin in sbom.pins(sbom.FREEZE.read_text()) if sbom.installed(pin)}
    assert here <= reached, here - reached


def test_the_same_lock_gives_the_same_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    sbom.main(tmp_path / "new" / "a.json")
    sbom.main(tmp_path / "b.json")
    assert (tmp_path / "new" / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()
    assert "1970-01-01T00:00:00Z" in (tmp_path / "b.json").read_text()
    assert "a.json" in capsys.readouterr().out
