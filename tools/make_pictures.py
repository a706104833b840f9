# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes the pictures of the docs from the real program, without a display.

    python tools/make_pictures.py            the few in docs/pictures/
    python tools/make_pictures.py DIR        all of them, into DIR: light and dark, two sizes,
                                             both directions, empty, normal and full
    python tools/make_pictures.py DIR log    only those of some scenes: door, log, pages,
                                             dialogs, timeline, assessment, empty, full;
                                             with docs/pictures as DIR, the few of those scenes

The live log shows an exercise with invented people; the other pages show the sample case.
"""

import os
import shutil
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

os.environ.update(QT_QPA_PLATFORM="offscreen", TZ="Asia/Almaty", LANGUAGE="en", LANG="C.UTF-8")
ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
WORK = ROOT / "build" / f"pictures-{os.getpid()}"
os.environ.update(HOME=str(WORK), CASEFILE_SETTINGS=str(WORK / "settings.json"))

from casefile import app  # noqa: E402
from tools.pictures import (  # noqa: E402
    advocacy,
    assessment,
    door,
    entry,
    form,
    guide,
    hearings,
    history,
    log,
    logview,
    pages,
    people,
    taking,
    timeline,
    viewer,
)
from tools.pictures.camera import EMPTY, FULL, NORMAL, Clock, Photographer  # noqa: E402
from tools.pictures.vaults import make_vaults  # noqa: E402

SCENES: dict[str, Callable[[Photographer], None]] = {
    "door": door.door,
    "log": log.live_log,
    "entry": entry.entry,
    "guide": guide.guide,
    "hearings": hearings.hearings,
    "pages": pages.sample_pages,
    "dialogs": pages.dialogs,
    "keeping": pages.keeping,
    "outside": pages.outside,
    "taking": taking.taking,
    "viewer": viewer.viewer,
    "timeline": timeline.timeline,
    "advocacy": advocacy.advocacy,
    "history": history.history,
    "assessment": assessment.assessment,
    "people": people.people,
    "overview": people.overview,
    "form": form.form,
    "loglist": logview.log_list,  # goes on into the night: others would be written late
    "empty": partial(pages.other_vault, vault=EMPTY, name="empty"),
    "full": partial(pages.other_vault, vault=FULL, name="full"),
    "full-search": pages.full_search,
    "full-people": people.full_people,
    "full-hearings": hearings.full,
    "full-form": form.full_form,
}
"""In the order of a day: the door stands before all others, other vaults come last."""

FOR_THE_DOCS = (
    "door", "log", "guide", "hearings", "pages", "timeline", "advocacy", "history", "assessment",
    "people", "loglist",
)  # fmt: skip


def main() -> None:
    docs = ROOT / "docs" / "pictures"
    out = Path(sys.argv[1]) if sys.argv[1:] else docs
    few = out.resolve() == docs
    wanted = sys.argv[2:] or (FOR_THE_DOCS if few else tuple(SCENES))
    out.mkdir(parents=True, exist_ok=True)
    clock = Clock()
    make_vaults(WORK / "Vaults", clock)
    photographer = Photographer(app.make_application(), clock, out, few)
    try:
        if "door" in wanted:
            door.door(photographer)
        for name, scene in SCENES.items():
            if name in wanted and name != "door":
                photographer.open_vault(NORMAL)
                scene(photographer)
    finally:
        photographer.close()
        shutil.rmtree(WORK)


if __name__ == "__main__":
    main()
