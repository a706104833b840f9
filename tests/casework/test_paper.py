# SPDX-License-Identifier: GPL-3.0-or-later
"""The hearing form: what it says with names, without, and of no case at all."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from casefile.base.errors import LeakFound, NotFound, StorageFailed
from casefile.base.ids import new_id
from casefile.casework import cases, paper
from casefile.records.kinds import Attendance, Hearing, Party, Release
from casefile.records.values import Audience, Name, When
from casefile.store import reading
from casefile.vault.vault import Vault
from tests.briefing.reading import pages


@pytest.fixture
def hearing(sample_vault: Vault) -> Hearing:
    """A hearing to come in a case with a protected witness."""
    case = cases.create_case(sample_vault, "The State against Aigerim Ulykpanova")

    def made(name: str, **fields: object) -> Party:
        id_ = new_id(sample_vault.clock)
        return Party(id=id_, case=case.id, names=(Name(text=name),), **fields)  # type: ignore[arg-type]

    court = made("City Court No. 2", sort="court")
    hearing = Hearing(
        id=new_id(sample_vault.clock), case=case.id, court=court.id, room="3", number="7",
        scheduled_at=When("2017-09-27T10:00+06:00[Asia/Almaty]"), summary="Gulnara Secret spoke.",
    )  # fmt: skip
    with sample_vault.edit(case.id) as edit:
        for one in (
            court, hearing, made("Omar Observer", roles=("observer",)),
            made("Gulnara Secret", roles=("witness",), protected=True, pseudonym="Witness 1"),
        ):  # fmt: skip
            edit.put(one)
    return hearing


def text_of(path: Path) -> str:
    return "\n".join(pages(path.read_bytes()))


def test_without_names_it_says_court_room_and_day_only(
    sample_vault: Vault, hearing: Hearing, tmp_path: Path
) -> None:
    out = tmp_path / "form.pdf"
    release = paper.save_form(sample_vault, out, paper.Printed(hearing.case, hearing.id))
    text = text_of(out)
    for part in ("City Court No. 2", "27 September 2017", "10:00", "Hearing form", "Page 1 of 7"):
        assert part in text, part
    for part in ("Ulykpanova", "Omar", "Gulnara", "Witness 1", "Confidential"):
        assert part not in text, part
    assert b"Ulykpanova" not in out.read_bytes()
    assert release.sort == "form"
    assert reading.records(sample_vault.store, Release, hearing.case) == [release]


def test_with_names_it_lists_who_is_likely_there_the_protected_by_pseudonym(
    sample_vault: Vault, hearing: Hearing, tmp_path: Path
) -> None:
    out = tmp_path / "form.pdf"
    wanted = paper.Printed(hearing.case, hearing.id, names=True)
    paper.save_form(sample_vault, out, wanted)
    text = text_of(out)
    for part in ("Omar Observer", "Witness 1", "Confidential", "against Aigerim Ulykpanova"):
        assert part in text, part
    assert "Gulnara" not in text


def test_a_role_that_the_audience_may_not_read_is_not_printed(
    sample_vault: Vault, hearing: Hearing, tmp_path: Path
) -> None:
    party = Party(id=new_id(), case=hearing.case, names=(Name(text="Pavel Plain"),))
    noted = Attendance(
        id=new_id(), case=hearing.case, hearing=hearing.id, party=party.id,
        capacity="expert", audience=Audience.PRIVATE,
    )  # fmt: skip
    with sample_vault.edit(hearing.case) as edit:
        edit.put(party)
        edit.put(noted)
    wanted = paper.Printed(hearing.case, hearing.id, names=True)
    paper.save_form(sample_vault, tmp_path / "a.pdf", wanted)
    text = text_of(tmp_path / "a.pdf")
    assert "Pavel Plain" in text
    assert "Expert" not in text
    with sample_vault.edit(hearing.case) as edit:
        edit.put(replace(noted, audience=Audience.TEAM))
    paper.save_form(sample_vault, tmp_path / "b.pdf", wanted)
    assert "Expert" in text_of(tmp_path / "b.pdf")


def test_the_gate_reads_what_is_printed_and_nothing_else(
    sample_vault: Vault, hearing: Hearing, tmp_path: Path
) -> None:
    with sample_vault.edit(hearing.case) as edit:
        edit.put(reading.record(sample_vault.store, hearing.id, Hearing))
        case = cases.all_cases(sample_vault)[0]
        edit.put(type(case)(id=case.id, case=case.id, title="The case of Gulnara Secret"))
    paper.save_form(sample_vault, tmp_path / "a.pdf", paper.Printed(case.id, hearing.id))
    with pytest.raises(LeakFound):
        paper.save_form(
            sample_vault, tmp_path / "b.pdf", paper.Printed(case.id, hearing.id, names=True)
        )
    with pytest.raises(LeakFound):
        paper.save_form(
            sample_vault, tmp_path / "Gulnara Secret.pdf", paper.Printed(case.id, hearing.id)
        )
    assert [path.name for path in tmp_path.glob("*.pdf")] == ["a.pdf"]


def test_a_case_without_a_hearing_gives_the_usual_people(
    sample_vault: Vault, hearing: Hearing, tmp_path: Path
) -> None:
    out = tmp_path / "form.pdf"
    paper.save_form(sample_vault, out, paper.Printed(hearing.case, log_pages=1))
    text = text_of(out)
    assert "Presiding judge" in text
    assert "Page 1 of 4" in text


def test_a_blank_form_needs_no_vault_and_is_always_the_same(tmp_path: Path) -> None:
    for name in ("one.pdf", "two.pdf"):
        paper.save_blank(tmp_path / name, clock=lambda: 1_700_000_000_000)
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()
    assert "j Judge" in " ".join(text_of(tmp_path / "one.pdf").split())
    with pytest.raises(StorageFailed):
        paper.save_blank(tmp_path / "nowhere" / "form.pdf")


def test_a_hearing_that_the_audience_may_not_see_is_not_printed(
    sample_vault: Vault, hearing: Hearing, tmp_path: Path
) -> None:
    with pytest.raises((NotFound, LeakFound)):
        paper.save_form(
            sample_vault, tmp_path / "a.pdf",
            paper.Printed(hearing.case, hearing.id, audience=Audience.PUBLIC),
        )  # fmt: skip
    assert not list(tmp_path.glob("*.pdf"))
