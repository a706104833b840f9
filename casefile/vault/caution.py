# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a folder is a bad place for a vault: one that a service copies away, or that lies on
another computer. There the vault's files meet in states that never were, and a lock may not hold.
"""

import re
import sys
from pathlib import Path

from casefile.base.messages import _

_SERVICES = {
    "Dropbox": r"dropbox.*",
    "OneDrive": r"onedrive.*",
    "Google Drive": r"google ?drive|googledrive-.*|gdrive",
    "iCloud": r"icloud ?drive|mobile documents|com~apple~clouddocs",
    "Nextcloud": r"nextcloud.*",
    "ownCloud": r"owncloud.*",
    "MEGA": r"mega|megasync.*",
    "pCloud": r"pcloud ?drive|pclouddrive",
    "Yandex.Disk": r"yandex\.?disk.*",
    "Box": r"box( sync|-.*)?",
    "Proton Drive": r"proton ?drive.*",
    "Seafile": r"seafile.*",
    "Tresorit": r"tresorit.*|tresors",
}
_names = {service: re.compile(names, re.IGNORECASE) for service, names in _SERVICES.items()}
_MARKERS = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".owncloudsync.log": "ownCloud",
    ".nextcloudsync.log": "Nextcloud",
    ".stfolder": "Syncthing",
    ".tmp.drivedownload": "Google Drive",
    "desktop.ini.onedrive": "OneDrive",
}
_NETWORK = re.compile(
    r"nfs\d?|cifs|smb\d?|smbfs|9p|afs|ncpfs|ceph|glusterfs|lustre|davfs2?|prl_fs|vboxsf|vmhgfs"
    r"|fuse\.(sshfs|rclone|davfs2?|glusterfs|gvfsd-fuse|s3fs|google-drive-ocamlfuse|curlftpfs)"
)
_MOUNTS = Path("/proc/self/mountinfo")
_octal = re.compile(r"\\([0-7]{3})")


def caution(folder: Path) -> str:
    """A sentence that says why a vault should not be made or kept there; empty where all is well.

    `folder` need not exist. It is judged by the names in its path, by what synchronising programs
    leave in the folders above it, and by the file system it is on. A guess: who knows better may
    go on.
    """
    place = folder.absolute()
    if service := _synchronised(place) or _synchronised(place.resolve()):
        return _(
            "This folder looks as if {service} copied it to the internet. A vault that is "
            "synchronised while it is open can be damaged, and copies of it stay out of reach."
        ).format(service=service)
    if _on_network(place.resolve()):
        return _(
            "This folder is on another computer of the network. A connection that breaks can "
            "damage a vault, and nothing keeps two people from opening it at once."
        )
    return ""


def _synchronised(place: Path) -> str:
    """The service whose folder this seems to lie in."""
    for part in place.parts[1:]:
        for service, name in _names.items():
            if name.fullmatch(part):
                return service
    for parent in place.parents:
        for marker, service in _MARKERS.items():
            if (parent / marker).exists():
                return service
    return ""


if sys.platform == "win32":
    import ctypes

    _DRIVE_REMOTE = 4  # fileapi.h

    def _on_network(place: Path) -> bool:
        if place.drive.startswith("\\\\"):
            return True
        return bool(ctypes.windll.kernel32.GetDriveTypeW(place.anchor) == _DRIVE_REMOTE)
else:

    def _on_network(place: Path) -> bool:
        if not _MOUNTS.exists():
            return False  # neither Linux nor Windows: we can't tell
        table = _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
        return _NETWORK.fullmatch(_file_system(place, table)) is not None


def _file_system(place: Path, mounts: str) -> str:
    """The type of the file system that holds `place`, from the text of Linux's mountinfo (proc(5)):
    fields by spaces, the fifth the mount point, the type right behind a lone hyphen."""
    found, best = "", Path("/")
    for line in mounts.splitlines():
        before, _hyphen, after = line.partition(" - ")
        fields, types = before.split(" "), after.split(" ")
        if len(fields) < 5:
            continue
        point = Path(_octal.sub(lambda match: chr(int(match[1], 8)), fields[4]))
        if place.is_relative_to(point) and len(point.parts) >= len(best.parts):
            found, best = types[0], point
    return found
