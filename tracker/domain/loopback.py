"""Who may do what; a decision that hides a button is the one that guards its address."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_address


class Refusal(StrEnum):
    """Why a deed is not allowed."""

    NOT_THIS_MACHINE = "not_this_machine"
    """The request came over the network."""
    THROUGH_PROXY = "through_proxy"
    """Something stands in between, so nobody knows where the request came from."""
    FOREIGN_HOST = "foreign_host"
    """The page was asked for by a name that is not this machine's own (DNS rebinding)."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether a deed is allowed, and why not; ``reason`` is ``None`` when it is."""

    reason: Refusal | None = None

    @property
    def allowed(self) -> bool:
        """Whether the deed may be done."""
        return self.reason is None


def decide_editing(*, address: str | None, host: str, is_proxied: bool) -> Decision:
    """Whether a request may edit: until there are accounts, only one from the machine itself.

    Args:
        address: Where the connection comes from.
        host: The name and port the page was asked for, as the browser sent it.
        is_proxied: Whether anything says that the connection's other end is not the browser.

    >>> decide_editing(address="127.0.0.1", host="localhost:8000", is_proxied=False).allowed
    True
    >>> decide_editing(address="127.0.0.1", host="attacker.example:8000", is_proxied=False).reason
    <Refusal.FOREIGN_HOST: 'foreign_host'>
    """
    if is_proxied:
        return Decision(Refusal.THROUGH_PROXY)
    if not is_loopback(address or ""):
        return Decision(Refusal.NOT_THIS_MACHINE)
    return Decision() if _names_this_machine(host) else Decision(Refusal.FOREIGN_HOST)


def is_loopback(address: str) -> bool:
    """Whether an address is one a machine calls itself by: ``127.0.0.0/8`` or ``::1``, also as ``::ffff:127.0.0.1``."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    mapped = getattr(parsed, "ipv4_mapped", None)
    return bool((mapped or parsed).is_loopback)


def _names_this_machine(host: str) -> bool:
    name = host.partition("]")[0].removeprefix("[") if host.startswith("[") else host.partition(":")[0]
    return name.lower() == "localhost" or is_loopback(name)
