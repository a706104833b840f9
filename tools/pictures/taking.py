# SPDX-License-Identifier: GPL-3.0-or-later
"""Files on their way into the vault, what became of them, and what a lock kept out."""

from pathlib import Path

from casefile.base.errors import Cancelled, NotFound
from casefile.casework.gathering import LeftOut
from casefile.casework.intake import Intake
from casefile.casework.rest import rest_of
from casefile.desktop.documents.taking import Stand
from tools.pictures.camera import Photographer


def taking(photographer: Photographer) -> None:
    """Under way, stopped, and after a lock."""
    photographer.choose_case("Kharkova")
    photographer.go("documents")
    view = photographer.furnished.pages.documents_view
    view.progress.show_stand(Stand(22, 410, 9_400_000, 812_000_000, "memorandum of appeal.pdf"))
    photographer.all_ways("documents-taking")
    view.progress.hide()
    names = [Path("volume 3") / f"page {number:03}.jpg" for number in range(23, 300)]
    failed = NotFound("“scan 12.pdf” can't be read as a file.", "Check that you may open it.")
    left = LeftOut(Path(".DS_Store"), "hidden"), LeftOut(Path("all"), "a link; not followed")
    view.report.show_result(
        Intake(410, (), ((Path("scan 12.pdf"), failed),), left, Cancelled("Stopped."))
    )
    photographer.all_ways("documents-stopped")
    view.report.show_rests([rest_of("", "", names, 22)])
    photographer.all_ways("documents-after-lock")
