"""The fake Hub is one to huggingface_hub as well, and our addresses are the ones it would use."""

from pathlib import Path

import pytest
from huggingface_hub import HfApi, hf_hub_download, hf_hub_url

from runtimes.hub_download.failures import retry_after
from runtimes.hub_download.order import OrderedFile, read_order
from tests.fakes.hub_server import REVISION, HubServer, Repository


def test_the_official_library_can_use_the_fake_hub(
    hub: HubServer, repository: Repository, tmp_path: Path
) -> None:
    info = HfApi(endpoint=hub.url).model_info(repository.id, files_metadata=True)
    assert info.siblings is not None
    large = next(each for each in info.siblings if each.rfilename == "model.gguf")
    assert large.lfs is not None
    path = hf_hub_download(
        repository.id, "model.gguf", endpoint=hub.url, revision=REVISION, local_dir=tmp_path
    )
    assert Path(path).read_bytes() == repository.files["model.gguf"]
    found = list(HfApi(endpoint=hub.url).list_models(search="some", limit=5))
    assert [each.id for each in found] == [repository.id]


@pytest.mark.parametrize("path", ["model.gguf", "sub folder/größe #1 50%?.gguf", "a+b&c=d.bin"])
def test_addresses_are_those_of_the_official_library(path: str) -> None:
    order = read_order(
        b'{"id": "x", "endpoint": "https://huggingface.co", "repository": "pub/Name",'
        b' "revision": "abc", "staging": "s", "folder": "f", "files": []}'
    )
    expected = hf_hub_url("pub/Name", path, revision="abc", endpoint="https://huggingface.co")
    assert order.url(OrderedFile(path, path, 1)) == expected


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("7", 7.0),
        ("99999999", 86_400.0),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0.0),
        ("soon", None),
        ("", None),
        ("-5", None),
    ],
)
def test_how_long_the_hub_wants_us_to_wait(header: str, seconds: float | None) -> None:
    assert retry_after(header) == seconds


def test_a_token_is_not_in_the_picture_of_an_order() -> None:
    order = read_order(
        b'{"id": "x", "endpoint": "e", "repository": "r", "revision": "v", "staging": "s",'
        b' "folder": "f", "files": [], "token": "hf_secret"}'
    )
    assert "hf_secret" not in repr(order)
