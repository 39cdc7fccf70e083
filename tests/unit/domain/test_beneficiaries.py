"""Beneficiaries are told apart by their names, however these are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.beneficiaries import Beneficiary, beneficiary_of, plain


@pytest.mark.parametrize(
    ("name", "sort"),
    [
        ("Ośrodek Pomocy Społecznej w Lipinach", Beneficiary.CENTRE),
        ("GMINNY OŚRODEK POMOCY\u00a0SPOŁECZNEJ W LIPINACH", Beneficiary.CENTRE),
        ("GMINA LIPINY/MIEJSKO-GMINNY OŚRODEK POMOCY SPOŁECZNEJ", Beneficiary.CENTRE),
        ("MGOPS Lipiny", Beneficiary.CENTRE),
        ("M-GOPS w Lipinach", Beneficiary.CENTRE),
        ("Miejski Ośrodek Pomocy Rodzinie w Lipinach", Beneficiary.CENTRE),
        ("Centrum Usług Społecznych w Lipinach", Beneficiary.CENTRE),
        ("Regionalny Ośrodek Polityki Społecznej", Beneficiary.REGIONAL),
        ("Województwo Olszyńskie / ROPS w Olszynach", Beneficiary.REGIONAL),
        ("Powiatowe Centrum Pomocy Rodzinie w Lipinach", Beneficiary.COUNTY),
        ("Powiat lipski/PCPR", Beneficiary.COUNTY),
        ("Gmina Lipiny", Beneficiary.COMMUNE),
        ("Stowarzyszenie Dropsy", Beneficiary.OTHER),
        ("Stowarzyszenie Przyjaciół Ośrodka Pomocy Społecznej w Lipinach", Beneficiary.OTHER),
        ("OPS Sp. z o.o.", Beneficiary.OTHER),
        ("Fundacja „Miastotwórcy”", Beneficiary.OTHER),
    ],
)
def test_beneficiaries_are_told_apart_by_their_names(name: str, sort: Beneficiary) -> None:
    assert beneficiary_of(name) is sort


@given(st.text())
def test_plain_texts_stay_as_they_are(text: str) -> None:
    assert plain(plain(text)) == plain(text)
