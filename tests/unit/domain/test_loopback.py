"""Only a request from the machine itself, asked for by the machine's own name, may edit."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.loopback import Refusal, decide_editing, is_loopback


@given(st.ip_addresses())
def test_an_address_is_loopback_exactly_when_it_lies_in_the_loopback_networks(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    own = address.version == 4 and address.packed[0] == 127
    own_too = address.version == 6 and (
        int(address) == 1 or str(getattr(address, "ipv4_mapped", "")).startswith("127.")
    )

    assert is_loopback(str(address)) == (own or own_too)


@given(st.text())
def test_no_text_is_taken_for_an_address(text: str) -> None:
    assert not is_loopback(f"x{text}")


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1:8000", "127.0.0.2", "[::1]", "[::1]:8000"])
def test_the_machine_has_these_names(host: str) -> None:
    assert decide_editing(address="127.0.0.1", host=host, is_proxied=False).allowed


@pytest.mark.parametrize(
    "host", ["", "example.org", "localhost.example.org", "127.0.0.1.example.org", "[2001:db8::1]:8000", "10.0.0.1"]
)
def test_another_name_leads_here_by_a_trick(host: str) -> None:
    assert decide_editing(address="127.0.0.1", host=host, is_proxied=False).reason is Refusal.FOREIGN_HOST


@pytest.mark.parametrize("address", [None, "", "unix", "10.0.0.1", "128.0.0.1", "::2"])
def test_a_connection_from_elsewhere_is_refused(address: str | None) -> None:
    assert decide_editing(address=address, host="localhost", is_proxied=False).reason is Refusal.NOT_THIS_MACHINE


def test_nobody_knows_who_stands_behind_a_proxy() -> None:
    assert decide_editing(address="127.0.0.1", host="localhost", is_proxied=True).reason is Refusal.THROUGH_PROXY
