# SPDX-License-Identifier: GPL-3.0-or-later
"""What a briefing says, section by section: a Dossier in, an Outline out; no pages yet."""

from collections.abc import Callable
from dataclasses import dataclass

from casefile.briefing.blocks import Block, Heading, Outline
from casefile.briefing.sections import (
    accused,
    aftermath,
    assessment,
    chronology,
    closing,
    front,
    hearings,
    log,
    sentence,
)
from casefile.briefing.wording import Wording
from casefile.disclosure.dossier import Dossier

Section = Callable[[Wording], tuple[Block, ...]]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section and its title; an annex is lettered and begins a page."""

    key: str
    title: str  # English; said in the briefing's language
    section: Section
    annex: bool = False


def _(text: str) -> str:
    """Mark a text for the catalogues; it is translated when it is said."""
    return text


CASE = (
    Chapter("summary", _("Summary"), front.summary),
    Chapter("observation", _("The observation"), front.observation),
    Chapter("accused", _("Accused and charges"), accused.accused),
    Chapter("chronology", _("Chronology"), chronology.chronology),
    Chapter("hearings", _("Hearings and observers’ access"), hearings.hearings),
    Chapter("logs", _("From the observers’ logs"), log.logs),
    Chapter("assessment", _("Assessment by right"), assessment.assessment),
    Chapter("sentence", _("Decisions and sanctions"), sentence.sentence),
    Chapter("advocacy", _("Advocacy"), aftermath.advocacy),
    Chapter("incidents", _("Incidents"), aftermath.incidents),
    Chapter("due", _("What is due"), aftermath.due),
    Chapter("limits", _("Limits of the observation"), closing.limits),
    Chapter("documents", _("Documents"), closing.documents, annex=True),
    Chapter("names", _("Names in this briefing"), closing.names, annex=True),
    Chapter("checking", _("Checking this briefing"), closing.checking, annex=True),
)

TEMPLATES: dict[str, tuple[Chapter, ...]] = {"case": CASE}
"""The chapters of each template, by its name."""


def outline(dossier: Dossier, *, template: str = "case", language: str = "en") -> Outline:
    """The briefing in the order in which it is read. Raises KeyError for an unknown template."""
    wording = Wording(dossier, language)
    say = wording.say
    banner, sentence_ = wording.audience(dossier.audience)
    cover = front.cover(wording)
    return Outline(
        title=f"{dossier.case.title} – {cover.kind}",
        author=cover.sender,
        subject=f"{banner}. {sentence_}",
        language=language,
        made_at=dossier.made_at,
        header=dossier.case.title,
        classification=banner,
        footer=" · ".join(part for part in (cover.kind, wording.instant(dossier.made_at)) if part),
        page_of=say("Page {page} of {pages}"),
        contents=say("Contents"),
        unset=say("Shown as empty boxes, because no typeface here has them: {signs}."),
        cover=cover,
        blocks=tuple(_chapters(wording, TEMPLATES[template])),
    )


def _chapters(wording: Wording, chapters: tuple[Chapter, ...]) -> list[Block]:
    blocks: list[Block] = []
    number, letters = 0, iter("ABCDEFGHIJ")
    first_annex = True
    for chapter in chapters:
        told = chapter.section(wording)
        if not told:
            continue
        if chapter.annex:
            mark = wording.say("Annex {letter}").format(letter=next(letters))
        else:
            number += 1
            mark = str(number)
        new_page = not blocks or (chapter.annex and first_annex)
        first_annex = first_annex and not chapter.annex
        title = wording.say(chapter.title)
        blocks.append(Heading(title, 1, chapter.key, number=mark, new_page=new_page))
        blocks.extend(told)
    return blocks
