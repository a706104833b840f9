# SPDX-License-Identifier: GPL-3.0-or-later
"""The live log of an exercise with invented people."""

from tools.pictures.camera import MORNING, Photographer
from tools.pictures.vaults import EXERCISE_HEARING

LINES = (
    (
        4,
        "j Opens the hearing. Two of the defence witnesses are absent. #public-hearing",
    ),
    (7, "d Moves that the two witnesses be heard by video link. #witnesses"),
    (5, "j Refuses the motion orally; gives no reasons. #witnesses #reasoned-judgment"),
    (9, "p Reads the expert opinion on “calls to continue an illegal strike”."),
    (6, "!A bailiff sends two observers out of the room; no order is shown. #observer-access"),
    (
        10,
        'a "I understood only the Kazakh text. I ask for an interpreter." #interpreter',
    ),
    (3, "j Прерывает заседание на десять минут, чтобы найти переводчика. #interpreter"),
    (2, "//The presiding judge seemed to know the motion before it was made."),
)


def live_log(photographer: Photographer) -> None:
    """The log of the exercise, while it goes on."""
    furnished = photographer.furnished
    photographer.choose_case("Exercise")
    furnished.pages.hearings.open_record(EXERCISE_HEARING)
    photographer.go("hearings")
    photographer.take("log-to-begin")
    clock = photographer.clock
    clock.now = MORNING + 3 * 60_000
    view = furnished.pages.hearings_view.log
    furnished.pages.hearings_view.page.head.begin_requested.emit()
    photographer.settle()
    for minutes, line in LINES:
        clock.later(minutes)
        photographer.type(view.entry.field, line + "\n")
        photographer.settle()
    clock.later(1)
    photographer.type(view.entry.field, "w Says the two witnesses were never sum")
    photographer.all_ways("live-log")
