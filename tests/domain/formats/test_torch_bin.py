"""PyTorch .bin files: recognised and judged without running what is in them."""

import os
import pickle
import zipfile
from collections import OrderedDict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import InvalidModel
from app.domain.formats.pickle_globals import foreign_globals
from app.domain.formats.torch_bin import read_torch_pickle, read_torch_zip
from app.domain.model import ModelFormat
from tests.fakes.model_files import write_old_torch, write_torch_zip


class Evil:
    """Leaves a file behind when it is unpickled."""

    def __init__(self, marker: Path) -> None:
        self.marker = marker

    def __reduce__(self) -> tuple[Any, ...]:
        return os.mkdir, (str(self.marker),)


def test_a_zip_of_tensors_is_accepted(tmp_path: Path) -> None:
    path = write_torch_zip(tmp_path / "pytorch_model.bin")
    assert read_torch_zip(path).format == ModelFormat.PYTORCH


def test_an_old_pickle_is_accepted(tmp_path: Path) -> None:
    path = write_old_torch(tmp_path / "pytorch_model.bin")
    assert read_torch_pickle(path).format == ModelFormat.PYTORCH


@pytest.mark.parametrize("zipped", [True, False])
@pytest.mark.parametrize("protocol", [2, 4])
def test_what_torch_saves_is_accepted(tmp_path: Path, zipped: bool, protocol: int) -> None:
    torch = pytest.importorskip("torch")
    path = tmp_path / "pytorch_model.bin"
    state = OrderedDict(
        a=torch.zeros(2, 3),
        b=torch.nn.Parameter(torch.ones(4, dtype=torch.bfloat16)),
        c=torch.zeros(1, dtype=torch.int64),
        d={"size": torch.Size([1]), "type": torch.float16},
    )
    torch.save(state, path, _use_new_zipfile_serialization=zipped, pickle_protocol=protocol)
    read = read_torch_zip if zipped else read_torch_pickle
    assert read(path).format == ModelFormat.PYTORCH


@pytest.mark.parametrize(
    ("write", "read"), [(write_torch_zip, read_torch_zip), (write_old_torch, read_torch_pickle)]
)
def test_code_is_named_and_not_run(tmp_path: Path, write: Any, read: Any) -> None:
    marker = tmp_path / "it ran"
    path = write(tmp_path / "pytorch_model.bin", Evil(marker))
    with pytest.raises(InvalidModel, match=r"would run code when opened: it calls \w+\.mkdir"):
        read(path)
    assert not marker.exists()


def test_code_in_the_first_pickle_of_a_short_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "pytorch_model.bin"
    path.write_bytes(pickle.dumps(Evil(tmp_path / "it ran"), protocol=2))
    with pytest.raises(InvalidModel, match="would run code"):
        read_torch_pickle(path)


@pytest.mark.parametrize("protocol", range(2, 6))
def test_globals_are_found_in_every_protocol(tmp_path: Path, protocol: int) -> None:
    evil = Evil(tmp_path)
    pickled = pickle.dumps([OrderedDict(), evil, evil], protocol=protocol)
    (name,) = foreign_globals(pickled)
    assert name.endswith(".mkdir")


@pytest.mark.parametrize(
    ("called", "is_foreign"),
    [
        ("torch._utils _rebuild_tensor_v2", False),
        ("torch._utils _import_dotted_name", True),
        ("torch.storage UntypedStorage", False),
        ("torch.storage _load_from_bytes", True),
        ("torch.serialization _get_layout", False),
        ("torch.serialization load", True),
        ("numpy.dtypes Float32DType", False),
        ("torch FloatStorage", False),
        ("torch.hub load", True),
    ],
)
def test_only_what_builds_tensors_is_harmless(called: str, is_foreign: bool) -> None:
    module, name = called.split(" ")
    pickled = f"c{module}\n{name}\n.".encode("ascii")
    assert foreign_globals(pickled) == ((f"{module}.{name}",) if is_foreign else ())


@pytest.mark.parametrize("percent", [1, 50, 99])
def test_a_cut_archive_is_damaged(tmp_path: Path, percent: int) -> None:
    path = write_torch_zip(tmp_path / "pytorch_model.bin", {"a": "b" * 1000})
    content = path.read_bytes()
    path.write_bytes(content[: len(content) * percent // 100])
    with pytest.raises(InvalidModel, match="damaged"):
        read_torch_zip(path)


def test_an_archive_of_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "pytorch_model.bin"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("letter.txt", "hello")
    with pytest.raises(InvalidModel, match="not one that PyTorch made"):
        read_torch_zip(path)


PICKLED = pickle.dumps({"a": [1, 2, OrderedDict(b="c")]}, protocol=4)


@settings(max_examples=200, deadline=None)
@given(
    cut=st.integers(0, len(PICKLED)),
    changes=st.lists(st.tuples(st.integers(0, len(PICKLED) - 1), st.integers(0, 255)), max_size=4),
)
def test_any_mutation_is_listed_or_refused(cut: int, changes: list[tuple[int, int]]) -> None:
    content = bytearray(PICKLED)
    for place, value in changes:
        content[place] = value
    try:
        names = foreign_globals(bytes(content[:cut]))
    except ValueError:
        return
    assert all(names)
