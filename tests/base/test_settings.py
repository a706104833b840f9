# SPDX-License-Identifier: GPL-3.0-or-later
"""Settings are kept, and garbage in their place is no reason not to start."""

import json
import sys
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casefile.base.settings import (
    RECENT_LIMIT,
    Settings,
    load,
    save,
    settings_path,
    with_recent,
)

OTHER = Settings(
    appearance="dark",
    language="kk",
    recent=("/home/a/Харькова.casefile", "/b.casefile"),
    remember_recent=False,
    idle_minutes=30,
)


class TestPath:
    def test_can_be_stated(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("CASEFILE_SETTINGS", "/somewhere/s.json")
        assert settings_path() == Path("/somewhere/s.json")

    def test_beside_a_portable_program(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("CASEFILE_SETTINGS")
        monkeypatch.setattr(sys, "argv", [str(tmp_path / "casefile")])
        assert settings_path().name == "settings.json"
        (tmp_path / ".portable").touch()
        assert settings_path() == tmp_path.resolve() / "casefile-settings.json"

    def test_in_the_configuration_of_the_user(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("CASEFILE_SETTINGS")
        monkeypatch.setattr(sys, "argv", [""])
        monkeypatch.chdir(tmp_path)
        assert settings_path().parent.name == "casefile"


class TestLoad:
    def test_what_was_saved(self) -> None:
        save(OTHER)
        assert load() == OTHER
        assert settings_path().stat().st_mode & 0o077 == 0

    def test_nothing_saved_yet(self, tmp_path: Path) -> None:
        assert load(tmp_path / "none.json") == Settings()

    @pytest.mark.parametrize(
        "garbage",
        [
            b"", b"null", b"[]", b"5", b'"x"', b"{", b"\xff\xfe\x00", b"{}{}", b"NaN",
            b"[" * 100_000, b'{"recent": [' + b"[" * 100_000, b"\x00" * 1000, b'{"a": 1e999}',
        ],
    )  # fmt: skip
    def test_garbage_is_the_default(self, tmp_path: Path, garbage: bytes) -> None:
        path = tmp_path / "settings.json"
        path.write_bytes(garbage)
        assert load(path) == Settings()

    def test_a_folder_in_its_place(self, tmp_path: Path) -> None:
        assert load(tmp_path) == Settings()

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("appearance", "neon"), ("appearance", 1), ("appearance", ["dark"]),
            ("appearance", None),
            ("language", 5), ("recent", "/a"), ("recent", {"a": 1}), ("recent", None),
            ("remember_recent", 1), ("remember_recent", "no"), ("idle_minutes", True),
            ("idle_minutes", 0), ("idle_minutes", -5), ("idle_minutes", 31),
            ("idle_minutes", 10**12),
            ("idle_minutes", 5.0), ("idle_minutes", "5"), ("no_such_setting", 1),
            ("panic_key", "Ctrl+Shift+L"), ("panic_key", ["F12"]),
        ],
    )  # fmt: skip
    def test_one_bad_value_costs_no_other(self, tmp_path: Path, name: str, value: object) -> None:
        path = tmp_path / "settings.json"
        path.write_text(json.dumps({"language": "kk", name: value}))
        expected = Settings() if name == "language" else Settings(language="kk")
        assert load(path) == expected

    def test_recent_ones_that_could_be_paths(self, tmp_path: Path) -> None:
        path = tmp_path / "settings.json"
        listed = ["/a", 5, None, "/b\0c", "/\ud800", "/\udcff", ["/d"], *map(str, range(50))]
        path.write_text(json.dumps({"recent": listed}))
        recent = load(path).recent
        assert recent[:3] == ("/a", "/\udcff", "0")
        assert len(recent) == RECENT_LIMIT
        for one in recent:
            assert not Path(one).joinpath("nothing").exists()

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
    @given(
        st.dictionaries(
            st.sampled_from([field.name for field in fields(Settings)]),
            st.recursive(
                st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
                lambda inner: st.lists(inner, max_size=3),
            ),
        )
    )
    def test_anything_loads_and_can_be_saved_again(self, tmp_path: Path, stored: object) -> None:
        path = tmp_path / "settings.json"
        path.write_text(json.dumps(stored))
        loaded = load(path)
        save(loaded, path)
        assert load(path) == loaded


class TestRecent:
    def test_the_newest_first_and_each_once(self) -> None:
        known = Settings(recent=("/a", "/b", "/c"))
        assert with_recent(known, Path("/b")).recent == ("/b", "/a", "/c")
        assert with_recent(known, Path("/d")).recent == ("/d", "/a", "/b", "/c")

    def test_not_too_many(self) -> None:
        known = Settings()
        for number in range(20):
            known = with_recent(known, Path(f"/{number}"))
        assert known.recent == tuple(f"/{number}" for number in range(19, 19 - RECENT_LIMIT, -1))

    def test_none_where_they_are_not_remembered(self) -> None:
        known = Settings(recent=("/a",), remember_recent=False)
        assert with_recent(known, Path("/b")).recent == ()
