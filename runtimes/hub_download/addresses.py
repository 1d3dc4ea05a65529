"""Which addresses a download may be sent to. A repository must not make this computer talk to the
machines of its own network (server-side request forgery)."""

import ipaddress
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from runtimes.hub_download.failures import Failure

_PORTS = {"https": 443, "http": 80}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052
_LOOPBACK = ("127.0.0.1", "localhost", "::1")

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Rules:
    """What follows from the Hub that the person set."""

    endpoint: str

    def check_url(self, url: str) -> SplitResult:
        """
        Raises:
            Failure: no file may be fetched from there.
        """
        parts = urlsplit(url)
        if parts.scheme != "https" and not (parts.scheme == "http" and self._is_local):
            raise _refused(parts, "it is not https")
        if not parts.hostname or parts.username is not None:
            raise _refused(parts, "that is no plain address")
        return parts

    def check_address(self, parts: SplitResult, address: str) -> None:
        """
        Args:
            address: the number that the host's name stands for.

        Raises:
            Failure: it is a machine of this network, or this computer itself.
        """
        if self.is_endpoint(parts):
            return
        ip = _unwrapped(ipaddress.ip_address(address.partition("%")[0]))
        is_public = ip.is_global and not ip.is_multicast
        if not is_public and not (ip.is_loopback and self._is_local):
            raise _refused(parts, f"{ip} is not a public address")

    def is_endpoint(self, parts: SplitResult) -> bool:
        """Whether that is the Hub itself, which alone is given the token."""
        return _origin(parts) == _origin(urlsplit(self.endpoint))

    @property
    def _is_local(self) -> bool:
        return urlsplit(self.endpoint).hostname in _LOOPBACK


def _origin(parts: SplitResult) -> tuple[str, str, int]:
    return parts.scheme, parts.hostname or "", parts.port or _PORTS.get(parts.scheme, 0)


def _unwrapped(ip: _Address) -> _Address:
    """The IPv4 address inside an IPv6 one, where there is one."""
    if isinstance(ip, ipaddress.IPv4Address):
        return ip
    if ip in _NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or ip


def _refused(parts: SplitResult, reason: str) -> Failure:
    target = (parts.hostname or f"{parts.scheme}:")[:100]
    return Failure(
        f"The download was sent on to {target!a}, which is refused: {reason}.",
        "Nothing was fetched from there. If this Hub is a mirror, tell whoever runs it.",
    )
