# SPDX-License-Identifier: GPL-3.0-or-later
"""What time it is, and in which zone the machine stands."""

import time
import zoneinfo
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfoNotFoundError

import pytest

from casefile.base import clock


def test_the_system_clock_gives_unix_milliseconds() -> None:
    before = time.time_ns() // 1_000_000
    now = clock.system_clock()
    assert before <= now <= time.time_ns() // 1_000_000
    assert isinstance(now, int)


@pytest.mark.parametrize(
    ("milliseconds", "moment"),
    [
        (0, datetime(1970, 1, 1, tzinfo=UTC)),
        (1_506_484_800_123, datetime(2017, 9, 27, 4, 0, 0, 123_000, tzinfo=UTC)),
        (-1, datetime(1969, 12, 31, 23, 59, 59, 999_000, tzinfo=UTC)),
    ],
)
def test_at(milliseconds: int, moment: datetime) -> None:
    assert clock.at(milliseconds) == moment
    assert clock.at(milliseconds).tzinfo is UTC


class TestZones:
    def test_come_with_the_program_and_not_with_the_system(self) -> None:
        assert zoneinfo.TZPATH == ()

    def test_kazakhstan_has_one_time_since_march_2024(self) -> None:
        almaty = clock.zone("Asia/Almaty")
        before = datetime(2024, 2, 29, 17, 59, tzinfo=UTC).astimezone(almaty)
        after = datetime(2024, 2, 29, 18, 0, tzinfo=UTC).astimezone(almaty)
        assert before.isoformat() == "2024-02-29T23:59:00+06:00"
        assert after.isoformat() == "2024-02-29T23:00:00+05:00"

    def test_every_name_has_its_table(self) -> None:
        assert len(clock.zones()) > 500
        for name in clock.zones():
            assert clock.zone(name).key == name

    @pytest.mark.parametrize(
        "name",
        ["", "Asia", "asia/almaty", "../Asia/Almaty", "/etc/passwd", "localtime", "Asia/Almaty\0"],
    )
    def test_unknown_ones(self, name: str) -> None:
        with pytest.raises(ZoneInfoNotFoundError):
            clock.zone(name)


class TestLocalZone:
    @pytest.fixture(autouse=True)
    def machine(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("TZ", raising=False)
        monkeypatch.setattr(clock, "_LINKED", tmp_path / "localtime")
        monkeypatch.setattr(clock, "_LISTED", tmp_path / "timezone")

    def link(self, tmp_path: Path, name: str) -> None:
        target = tmp_path / "zoneinfo" / name
        target.parent.mkdir(parents=True)
        target.touch()
        (tmp_path / "localtime").symlink_to(target)

    def test_nothing_known(self) -> None:
        assert clock.local_zone() == "UTC"

    @pytest.mark.parametrize("stated", ["Asia/Almaty", ":Asia/Almaty"])
    def test_stated_for_this_process(
        self, stated: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.link(tmp_path, "Europe/Berlin")
        monkeypatch.setenv("TZ", stated)
        assert clock.local_zone() == "Asia/Almaty"

    @pytest.mark.parametrize("nonsense", ["", "EST5EDT4,M3", "Nowhere", "\udcff", "/etc/localtime"])
    def test_nonsense_is_passed_over(
        self, nonsense: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.link(tmp_path, "Europe/Berlin")
        monkeypatch.setenv("TZ", nonsense)
        assert clock.local_zone() == "Europe/Berlin"

    def test_the_link(self, tmp_path: Path) -> None:
        self.link(tmp_path, "America/Argentina/Ushuaia")
        assert clock.local_zone() == "America/Argentina/Ushuaia"

    def test_a_copy_in_place_of_the_link_needs_the_list(self, tmp_path: Path) -> None:
        (tmp_path / "localtime").write_bytes(b"TZif")
        assert clock.local_zone() == "UTC"
        (tmp_path / "timezone").write_text("Asia/Almaty\n")
        assert clock.local_zone() == "Asia/Almaty"

    def test_a_list_of_garbage(self, tmp_path: Path) -> None:
        (tmp_path / "timezone").write_bytes(b"\xff\xfe\x00")
        assert clock.local_zone() == "UTC"
