# SPDX-License-Identifier: GPL-3.0-or-later
"""Places where a vault should not be are told from those where it may."""

from pathlib import Path

import pytest

from casefile.vault import caution
from casefile.vault.caution import _file_system


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("Dropbox/cases/a.casefile", "Dropbox"),
        ("Dropbox (Bar Association)/a.casefile", "Dropbox"),
        ("OneDrive - Helsinki Committee/a.casefile", "OneDrive"),
        ("Library/Mobile Documents/com~apple~CloudDocs/a.casefile", "iCloud"),
        ("Library/CloudStorage/GoogleDrive-me@example.org/a", "Google Drive"),
        ("Google Drive/a.casefile", "Google Drive"),
        ("nextcloud/a.casefile", "Nextcloud"),
        ("Yandex.Disk/a.casefile", "Yandex.Disk"),
        ("Box/a", "Box"),
    ],
)
def test_folders_of_services_are_known_by_name(tmp_path: Path, path: str, service: str) -> None:
    sentence = caution.caution(tmp_path / path)
    assert service in sentence
    assert "synchronised" in sentence


@pytest.mark.parametrize("path", ["cases/a.casefile", "Boxes/a", "omega/a", "my dropbox notes/a"])
def test_ordinary_folders_are_fine(tmp_path: Path, path: str) -> None:
    assert caution.caution(tmp_path / path) == ""


def test_markers_above_are_seen(tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()
    assert "Syncthing" in caution.caution(tmp_path / "deep" / "down" / "a.casefile")


def test_a_link_into_a_service_is_seen(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "work").symlink_to(tmp_path / "Dropbox", target_is_directory=True)
    assert "Dropbox" in caution.caution(tmp_path / "work" / "a.casefile")


MOUNTS = r"""22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda1 rw
30 22 0:40 / /home/olga/office\040share rw shared:2 - cifs //server/office rw
31 22 0:41 / /home/olga/remote rw - fuse.sshfs olga@host: rw
32 30 0:42 / /home/olga/office\040share/local rw - tmpfs tmpfs rw
broken line
"""


@pytest.mark.parametrize(
    ("path", "type_"),
    [
        ("/home/olga/a.casefile", "ext4"),
        ("/home/olga/office share/a.casefile", "cifs"),
        ("/home/olga/office shared/a.casefile", "ext4"),
        ("/home/olga/office share/local/a", "tmpfs"),
        ("/home/olga/remote", "fuse.sshfs"),
    ],
)
def test_the_file_system_is_that_of_the_nearest_mount(path: str, type_: str) -> None:
    assert _file_system(Path(path), MOUNTS) == type_


def test_network_shares_are_warned_about(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tmp_path / "mountinfo"
    table.write_text(f"1 1 0:1 / {tmp_path} rw - nfs4 server:/ rw\n")
    monkeypatch.setattr(caution, "_MOUNTS", table)
    assert "another computer" in caution.caution(tmp_path / "a.casefile")
    monkeypatch.setattr(caution, "_MOUNTS", tmp_path / "none")
    assert caution.caution(tmp_path / "a.casefile") == ""
