"""The Hugging Face cache: which snapshot counts, what it is called, where it lies."""

import os

import pytest

from tests.fakes.model_files import write_split_gguf
from tests.fakes.store_trees import HAS_LINKS, checkpoint_files, named_gguf, write_cached_repository
from tests.infra.stores.conftest import Home

OLD, NEW = "1" * 40, "2" * 40


@pytest.mark.parametrize(
    ("variables", "hub"),
    [
        ({}, ".cache/huggingface/hub"),
        ({"XDG_CACHE_HOME": "~/caches"}, "caches/huggingface/hub"),
        ({"HF_HOME": "~/hf home"}, "hf home/hub"),
        ({"HF_HOME": "~/hf", "HF_HUB_CACHE": "~/the hub"}, "the hub"),
        ({"HUGGINGFACE_HUB_CACHE": "~/older"}, "older"),
    ],
)
def test_the_cache_lies_where_the_variables_say(
    home: Home, variables: dict[str, str], hub: str
) -> None:
    home.environment.update(variables)
    write_cached_repository(home.path / hub, "org/name", checkpoint_files())
    assert home.scan().stores[0].places == (str(home.path / hub),)
    assert home.models().keys() == {"name"}


@pytest.mark.parametrize("links", [False, *([True] if HAS_LINKS else [])])
def test_of_several_snapshots_main_counts(home: Home, links: bool) -> None:
    hub = home.path / ".cache" / "huggingface" / "hub"
    files = checkpoint_files()
    main = write_cached_repository(hub, "org/name", files, commit=OLD, links=links)
    write_cached_repository(hub, "org/name", files, commit=NEW, is_main=False, links=links)
    assert home.models()["name"].folder == main


def test_without_main_the_newest_snapshot_counts(home: Home) -> None:
    hub = home.path / ".cache" / "huggingface" / "hub"
    old, new = (
        write_cached_repository(hub, "org/name", checkpoint_files(), commit=commit, is_main=False)
        for commit in (OLD, NEW)
    )
    os.utime(old, (1_000_000_000, 1_000_000_000))
    assert home.models()["name"].folder == new


def test_a_main_without_weights_does_not_hide_an_older_snapshot(home: Home) -> None:
    hub = home.path / ".cache" / "huggingface" / "hub"
    whole = write_cached_repository(hub, "org/name", checkpoint_files(), commit=OLD, is_main=False)
    write_cached_repository(hub, "org/name", {"README.md": b"#"}, commit=NEW)
    assert home.models()["name"].folder == whole


def test_folders_inside_a_snapshot_belong_to_the_publisher(home: Home) -> None:
    hub = home.path / ".cache" / "huggingface" / "hub"
    snapshot = write_cached_repository(
        hub, "unsloth/Big-GGUF", {"Q8_0/Big-Q8_0.gguf": named_gguf("big")}
    )
    write_split_gguf(snapshot / "Q4_K_M", "Big-Q4_K_M", 3)
    models = home.models()
    assert {(i, m.publisher) for i, m in models.items()} == {
        ("big-q4_k_m", "unsloth"),
        ("big-q8_0", "unsloth"),
    }
    assert len(models["big-q4_k_m"].main.files) == 3


@pytest.mark.skipif(not HAS_LINKS, reason="links need a privilege on Windows")
def test_a_snapshot_whose_blob_is_gone_says_so(home: Home) -> None:
    hub = home.path / ".cache" / "huggingface" / "hub"
    index = b'{"weight_map": {"a": "model-00001-of-00001.safetensors"}}'
    files = checkpoint_files() | {"model.safetensors.index.json": index}
    weights = files.pop("model.safetensors")
    files["model-00001-of-00001.safetensors"] = weights
    snapshot = write_cached_repository(hub, "org/name", files)
    assert home.models()["name"].main.problem is None
    (snapshot / "model-00001-of-00001.safetensors").resolve().unlink()
    assert "missing" in str(home.models()["name"].main.problem)


def test_strange_things_in_the_cache_do_no_harm(home: Home) -> None:
    hub = home.path / ".cache" / "huggingface" / "hub"
    for name in ("models--", "models--a--b", "datasets--x--y", "models--c--d--e"):
        (hub / name / "snapshots").mkdir(parents=True)
    (hub / "models--file--name").write_text("no folder", encoding="utf-8")
    (hub / "models--a--b" / "refs").mkdir()
    (hub / "models--a--b" / "refs" / "main").write_bytes(b"../../../../etc\0\xff")
    write_cached_repository(hub, "org/a--b", checkpoint_files())
    (model,) = home.models().values()
    assert (model.publisher, model.name) == ("org", "a--b")
