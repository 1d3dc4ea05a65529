"""Where a download may be sent, for a real Hub and for one on this computer."""

from urllib.parse import urlsplit

import pytest

from runtimes.hub_download.addresses import Rules
from runtimes.hub_download.failures import Failure

HUB = Rules("https://huggingface.co")
LOCAL = Rules("http://127.0.0.1:9000")


@pytest.mark.parametrize("url", ["https://cas-bridge.xethub.hf.co/x?a=b", "https://h.co:8443/"])
def test_https_is_gone_to(url: str) -> None:
    HUB.check_url(url)
    LOCAL.check_url(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://huggingface.co/x",
        "http://127.0.0.1:8155/runtime/unload-all",
        "file:///etc/passwd",
        "ftp://huggingface.co/x",
        "https:///x",
        "https://user:secret@huggingface.co/x",
        "//huggingface.co/x",
        "",
    ],
)
def test_nothing_else_is(url: str) -> None:
    with pytest.raises(Failure, match="which is refused"):
        HUB.check_url(url)


@pytest.mark.parametrize("address", ["18.154.227.69", "2600:9000:24bb::1"])
def test_public_addresses(address: str) -> None:
    HUB.check_address(urlsplit("https://cdn.example/x"), address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "::1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "fe80::1%eth0",
        "fd00::1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "2002:a00:1::",
    ],
)
def test_addresses_of_the_own_network(address: str) -> None:
    with pytest.raises(Failure, match="is not a public address"):
        HUB.check_address(urlsplit("https://cdn.example/x"), address)


def test_a_hub_on_this_computer_may_send_to_this_computer_only() -> None:
    LOCAL.check_address(urlsplit("http://localhost:1/x"), "127.0.0.1")
    with pytest.raises(Failure):
        LOCAL.check_address(urlsplit("http://nas/x"), "192.168.0.7")


def test_the_hub_that_was_set_may_be_in_the_own_network() -> None:
    mirror = Rules("https://hub.company.example")
    mirror.check_address(urlsplit("https://hub.company.example/x"), "10.0.0.5")
    with pytest.raises(Failure):
        mirror.check_address(urlsplit("https://hub.company.example:9000/x"), "10.0.0.5")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://huggingface.co/x", True),
        ("https://huggingface.co:443/x", True),
        ("https://HuggingFace.co/x", True),
        ("http://huggingface.co/x", False),
        ("https://huggingface.co:444/x", False),
        ("https://huggingface.co.evil.example/x", False),
        ("https://cdn.huggingface.co/x", False),
    ],
)
def test_who_is_given_the_token(url: str, expected: bool) -> None:
    assert HUB.is_endpoint(urlsplit(url)) is expected
