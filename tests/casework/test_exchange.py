# SPDX-License-Identifier: GPL-3.0-or-later
"""Briefings and bundles as deeds: what leaves, what is recorded, what comes in."""

from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest
from msgspec.structs import replace

from casefile.base.errors import BundleRefused, LeakFound, StorageFailed
from casefile.base.ids import new_id
from casefile.casework import briefings, cases, documents, exchange, history, looking, notes, search
from casefile.records.kinds import Case, Party, Release
from casefile.records.values import Audience, Name
from casefile.store import reading
from casefile.store.local import put_author
from casefile.vault import keys
from casefile.vault.vault import Vault, create
from tests.casework.test_conflicts import hand_over as merge

pytestmark = pytest.mark.usefixtures("light_envelopes")


@pytest.fixture
def case(sample_vault: Vault) -> str:
    """The id of the sample case."""
    return cases.all_cases(sample_vault)[0].id


@pytest.fixture
def office(tmp_path: Path) -> Vault:
    """An empty vault of the secretariat."""
    return create(tmp_path / "office.casefile", "office pass", "Secretariat", work=keys.FLOOR)


def test_a_briefing_leaves_a_record_of_itself(
    sample_vault: Vault, case: str, tmp_path: Path
) -> None:
    before = history.digest(sample_vault, case)
    out = tmp_path / "briefing.pdf"
    release = briefings.save(sample_vault, case, out, audience=Audience.PUBLIC)
    assert out.read_bytes().startswith(b"%PDF-")
    assert release.sha256 == sha256(out.read_bytes()).hexdigest()
    assert release.state_digest == before
    assert release.state_digest != history.digest(sample_vault, case)
    assert reading.records(sample_vault.store, Release, case) == [release]


def test_a_place_that_can_not_be_written_is_said(
    sample_vault: Vault, case: str, tmp_path: Path
) -> None:
    with pytest.raises(StorageFailed, match=r"b\.pdf"):
        briefings.save(sample_vault, case, tmp_path / "missing" / "b.pdf")
    assert reading.records(sample_vault.store, Release, case) == []


def protect(vault: Vault, case: str) -> None:
    """A protected person, whose name somebody wrote into a note in another script."""
    with vault.edit(case) as edit:
        edit.put(
            Party(
                id=new_id(vault.clock),
                case=case,
                names=(Name(text="Айгүл Сейтқали"),),
                protected=True,
                pseudonym="A neighbour",
                audience=Audience.PUBLIC,
            )
        )


def test_a_guarded_name_stops_what_would_leave(
    sample_vault: Vault, case: str, tmp_path: Path
) -> None:
    protect(sample_vault, case)
    assert not briefings.what_leaves(sample_vault, case, Audience.PUBLIC).leaks
    notes.log(sample_vault, case, "Aigul Seitkali saw the car burn.")
    assert briefings.what_leaves(sample_vault, case, Audience.TEAM).leaks
    export = partial(exchange.export_case, sealing=exchange.Sealing())
    for deed in (briefings.save, export):
        with pytest.raises(LeakFound, match="1 place"):
            deed(sample_vault, case, tmp_path / "out")  # type: ignore[operator]
    assert not (tmp_path / "out").exists()


def test_a_guarded_name_in_a_document_stops_a_bundle_until_it_is_settled(
    sample_vault: Vault, case: str, office: Vault, tmp_path: Path
) -> None:
    protect(sample_vault, case)
    paper = tmp_path / "statement.txt"
    paper.write_text("Statement of A. Seitkali, who lives opposite.")
    added = documents.add_document(sample_vault, case, paper).document
    office.close()
    to, out = [office.identity.card().age_recipient], tmp_path / "out.casebundle"
    with pytest.raises(LeakFound, match=r"statement.*“Seitkali”.*settle"):
        exchange.export_case(sample_vault, case, out, exchange.Sealing(recipients=to))
    assert not out.exists()
    others = {document.id for document in documents.documents(sample_vault, case)} - {added.id}
    without = exchange.export_case(
        sample_vault, case, out, exchange.Sealing(recipients=to, documents=frozenset(others))
    )
    assert without.exported.documents == 3
    whole = exchange.export_case(
        sample_vault, case, out, exchange.Sealing(recipients=to, settled=["SEITKALI"])
    )
    assert whole.exported.documents == 4
    with pytest.raises(LeakFound, match="name of the file"):
        exchange.export_case(
            sample_vault, case, tmp_path / "Сейтқали.casebundle",
            exchange.Sealing(recipients=to, settled=["Seitkali"]),
        )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "organisation"),
    [("Aigul Seitkali", "The court watch"), ("B.", "Office of A. Seitkali")],
)
def test_a_guarded_name_on_the_card_of_someone_withheld_stops_a_bundle(
    sample_vault: Vault, case: str, tmp_path: Path, name: str, organisation: str
) -> None:
    with create(
        tmp_path / "b.casefile", "another pass", name, organisation, work=keys.FLOOR
    ) as theirs:
        merge(sample_vault, theirs, case)
        notes.log(theirs, case, "For the team alone.")
        merge(theirs, sample_vault, case)
        put_author(sample_vault.store, theirs.identity.card())
        to = [theirs.identity.card().age_recipient]
    protect(sample_vault, case)
    out = tmp_path / "out.casebundle"
    for_partners = exchange.Sealing(recipients=to, audience=Audience.PARTNERS)
    with pytest.raises(LeakFound, match=f"1 place: contact card of {name} .*Seitkali"):
        exchange.export_case(sample_vault, case, out, for_partners)
    assert not out.exists()
    for_all = exchange.Sealing(recipients=to, audience=Audience.PUBLIC)
    exchange.export_case(sample_vault, case, out, for_all)  # without the journal, nor that card


def protect_the_interpreter(vault: Vault, case: str) -> None:
    """One whom the case has named so far."""
    found = reading.records(vault.store, Party, case)
    with vault.edit(case) as edit:
        edit.put(replace(next(one for one in found if "Ismetova" in one.name), protected=True))


@pytest.mark.parametrize(
    ("guard", "where"),
    [
        (protect_the_interpreter, "Danara Ismetova: Name"),
        (protect, r"history of the case \(“Seitkali”\)"),
    ],
)
def test_who_came_under_protection_while_a_bundle_was_sealed_stops_it(
    sample_vault: Vault, case: str, tmp_path: Path,
    guard: Callable[[Vault, str], None], where: str,
) -> None:  # fmt: skip
    line = notes.log(sample_vault, case, "Seitkali saw the car burn.").note
    with sample_vault.edit(case) as edit:
        edit.put(replace(line, text="Someone saw the car burn."))
    folder = tmp_path / "out"
    folder.mkdir()
    sealing = exchange.Sealing(passphrase="a bundle's own words")
    ready = exchange.make_ready(sample_vault, case, folder / "x.casebundle", sealing)
    written = exchange.write_ready(ready)
    guard(sample_vault, case)
    with pytest.raises(LeakFound, match=where):
        exchange.hand_over(sample_vault, ready, written)
    assert list(folder.iterdir()) == []
    assert reading.records(sample_vault.store, Release, case) == []


def test_who_does_not_stand_in_a_bundle_stops_none(
    sample_vault: Vault, case: str, tmp_path: Path
) -> None:
    sealing = exchange.Sealing(passphrase="a bundle's own words")
    ready = exchange.make_ready(sample_vault, case, tmp_path / "x.casebundle", sealing)
    written = exchange.write_ready(ready)
    protect(sample_vault, case)
    assert exchange.hand_over(sample_vault, ready, written).exported.path.exists()


def test_a_case_travels_to_the_office_and_back(
    sample_vault: Vault, case: str, office: Vault, tmp_path: Path
) -> None:
    bundle = tmp_path / "one.casebundle"
    recipient = office.identity.card().age_recipient
    handed = exchange.export_case(
        sample_vault, case, bundle, exchange.Sealing(recipients=[recipient])
    )
    assert handed.release.sha256 == sha256(bundle.read_bytes()).hexdigest()
    with office:
        review = exchange.review_bundle(office, bundle)
        assert review.is_new_case
        assert cases.all_cases(office) == []  # nothing before it is accepted
        exchange.accept(office, review)
        assert reading.record(office.store, case, Case) == cases.all_cases(sample_vault)[0]
        assert search.search(office, "Кушакбаев").count
        unread, _count = looking.unread(office)
        assert len(unread) == 3
        again = exchange.review_bundle(office, bundle)
        assert (again.new_entries, again.changed) == (0, {})
        exchange.discard(office, again)

        notes.log(office, case, "Noted by the office.")
        back = tmp_path / "back.casebundle"
        mine = sample_vault.identity.card().age_recipient
        exchange.export_case(office, case, back, exchange.Sealing(recipients=[mine]))
    exchange.accept(sample_vault, exchange.review_bundle(sample_vault, back))
    assert search.search(sample_vault, "Noted by the office").count == 1


def test_a_bundle_for_others_is_refused(
    sample_vault: Vault, case: str, office: Vault, tmp_path: Path
) -> None:
    bundle = tmp_path / "one.casebundle"
    exchange.export_case(
        sample_vault, case, bundle, exchange.Sealing(passphrase="a bundle's own words")
    )
    with office, pytest.raises(BundleRefused):
        exchange.review_bundle(office, bundle)
    with pytest.raises(BundleRefused):
        exchange.inspect_bundle(bundle, passphrase="wrong")
    seen = exchange.inspect_bundle(bundle, passphrase="a bundle's own words")
    assert (seen.case, seen.documents, seen.sender.name) == (case, 3, "A. Observer")
