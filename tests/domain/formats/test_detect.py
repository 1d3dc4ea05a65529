"""Which models a folder holds, by what its files say."""

from pathlib import Path
from typing import Any

import pytest

from app.domain.formats.detect import Found, detect
from app.domain.formats.folder import list_folder
from app.domain.formats.reader import read_header
from app.domain.model import Capability, FileRole, FormatMatch, ModelFormat, Variant
from tests.fakes.model_files import (
    LLAMA_CONFIG,
    gguf_bytes,
    raw_safetensors,
    safetensors_bytes,
    write_checkpoint,
    write_config,
    write_gguf,
    write_json,
    write_split_gguf,
    write_torch_zip,
)
from tests.fakes.onnx_bytes import onnx_bytes


def found_in(folder: Path, *matches: FormatMatch, is_root: bool = False) -> tuple[Found, ...]:
    listing = list_folder(str(folder), matches, is_root=is_root)
    return detect(listing.folder, read_header, matches)


def only_variant(folder: Path, *matches: FormatMatch) -> Variant:
    (model,) = found_in(folder, *matches)
    (variant,) = model.variants
    return variant


def names(variant: Variant, role: FileRole = FileRole.WEIGHTS) -> list[str]:
    return [file.path.name for file in variant.files if file.role == role]


@pytest.fixture
def folder(hard_path: Path) -> Path:
    path = hard_path / "Tiny Llama"
    path.mkdir()
    return path


def test_a_lone_gguf_in_its_folder_is_called_as_the_folder(folder: Path) -> None:
    path = write_gguf(folder / "weights-q4.gguf")
    (model,) = found_in(folder)
    assert model.name == "Tiny Llama"
    assert model.variants[0].format == "gguf"
    assert model.variants[0].entry == path
    assert model.variants[0].problem is None
    assert model.variants[0].size == path.stat().st_size


def test_a_gguf_in_a_root_is_called_as_the_file(folder: Path) -> None:
    write_gguf(folder / "weights-q4.gguf")
    assert [model.name for model in found_in(folder, is_root=True)] == ["weights-q4"]


@pytest.mark.parametrize(
    ("stem", "name"),
    [("model", "Tiny Llama"), ("ggml-model-q4_0", "Tiny Llama"), ("modelo-7b", "modelo-7b")],
)
def test_a_file_whose_name_says_nothing_is_called_as_its_root(
    folder: Path, stem: str, name: str
) -> None:
    write_gguf(folder / f"{stem}.gguf")
    assert [model.name for model in found_in(folder, is_root=True)] == [name]


def test_a_gguf_in_a_folder_of_its_quantization_is_called_as_the_file(folder: Path) -> None:
    write_gguf(folder / "Q4_K_M" / "phi-2-Q4_K_M.gguf")
    assert [model.name for model in found_in(folder / "Q4_K_M")] == ["phi-2-Q4_K_M"]


def test_several_quantizations_are_several_models(folder: Path) -> None:
    for name in ("phi-2.Q4_K_M", "phi-2.Q8_0"):
        write_gguf(folder / f"{name}.gguf")
    assert [model.name for model in found_in(folder)] == ["phi-2.Q4_K_M", "phi-2.Q8_0"]


def test_split_files_are_one_model_with_all_its_weights(folder: Path) -> None:
    parts = write_split_gguf(folder, "big", 3)
    variant = only_variant(folder)
    assert variant.entry == parts[0]
    assert names(variant) == [part.name for part in parts]
    assert variant.traits.parameters == 3 * 32 * 4
    assert variant.problem is None


def test_a_missing_part_is_named(folder: Path) -> None:
    write_split_gguf(folder, "big", 3)[1].unlink()
    problem = only_variant(folder).problem
    assert problem is not None
    assert problem.startswith("big-00002-of-00003.gguf is missing")


def test_only_a_later_part_asks_for_the_first(folder: Path) -> None:
    first, second, third = write_split_gguf(folder, "big", 3)
    first.unlink()
    third.unlink()
    variant = only_variant(folder)
    assert variant.entry == second
    assert variant.problem is not None
    assert variant.problem.startswith("big-00001-of-00003.gguf (and 1 more) is missing")


def test_a_part_that_lost_its_name_is_no_model_of_its_own(folder: Path) -> None:
    write_gguf(folder / "part.gguf", metadata={"split.count": 2, "split.no": 0})
    problem = only_variant(folder).problem
    assert problem is not None
    assert "one of 2 parts" in problem


def test_projector_and_adapter_attach_and_never_stand_alone(folder: Path) -> None:
    write_gguf(folder / "mmproj-BF16.gguf", architecture="clip")
    write_gguf(folder / "mmproj-F16.gguf", architecture="clip")
    write_gguf(folder / "style.gguf", metadata={"general.type": "adapter"})
    assert found_in(folder) == ()
    write_gguf(folder / "model.gguf")
    variant = only_variant(folder)
    assert names(variant) == ["model.gguf"]
    assert names(variant, FileRole.PROJECTOR) == ["mmproj-F16.gguf"]
    assert names(variant, FileRole.ADAPTER) == ["style.gguf"]
    assert Capability.VISION in variant.traits.capabilities


def test_a_gguf_called_bin_is_a_gguf(folder: Path) -> None:
    write_gguf(folder / "old-name.bin")
    assert only_variant(folder).format == "gguf"


def test_several_formats_are_one_model_best_first(folder: Path) -> None:
    write_checkpoint(folder)
    write_torch_zip(folder / "pytorch_model.bin")
    write_gguf(folder / "anything.gguf")
    (folder / "onnx").mkdir()
    (folder / "onnx" / "model.onnx").write_bytes(onnx_bytes())
    (model,) = found_in(folder)
    assert model.name == "Tiny Llama"
    assert [v.format for v in model.variants] == ["gguf", "safetensors", "pytorch", "onnx"]
    assert all(variant.problem is None for variant in model.variants)


def test_a_format_that_works_comes_before_a_better_one_that_does_not(folder: Path) -> None:
    write_checkpoint(folder)
    (folder / "m.gguf").write_bytes(gguf_bytes()[:-40])
    (model,) = found_in(folder)
    assert [variant.format for variant in model.variants] == ["safetensors", "gguf"]


def test_safetensors_with_shards(folder: Path) -> None:
    write_checkpoint(folder, shards=3)
    variant = only_variant(folder)
    assert variant.format == ModelFormat.SAFETENSORS
    assert variant.entry == folder
    assert len(names(variant)) == 3
    assert variant.traits.parameters == 3 * 32
    assert variant.traits.architecture == "llama"
    assert variant.traits.context_length == 2048
    assert variant.traits.quantization == "bf16"
    assert variant.traits.capabilities == {Capability.CHAT, Capability.COMPLETION}
    assert variant.problem is None


def test_pytorch_with_shards(folder: Path) -> None:
    write_config(folder)
    shards = [f"pytorch_model-{number:05d}-of-00002.bin" for number in (1, 2)]
    for name in shards:
        write_torch_zip(folder / name)
    weight_map = dict(zip("ab", shards, strict=True))
    write_json(folder / "pytorch_model.bin.index.json", {"weight_map": weight_map})
    variant = only_variant(folder)
    assert (variant.format, variant.entry, variant.problem) == ("pytorch", folder, None)
    assert names(variant) == shards


def test_an_embedding_model_is_known_by_its_modules(folder: Path) -> None:
    write_checkpoint(folder)
    write_json(folder / "modules.json", [])
    assert only_variant(folder).traits.capabilities == {Capability.EMBEDDING}


def test_consolidated_copies_are_passed_over(folder: Path) -> None:
    write_checkpoint(folder)
    (folder / "consolidated.safetensors").write_bytes(safetensors_bytes({"a": ("F32", (1,))}))
    assert names(only_variant(folder)) == ["model.safetensors"]


def test_an_adapter_attaches_to_the_checkpoint_beside_it(folder: Path) -> None:
    write_json(folder / "adapter_config.json", {})
    adapter = folder / "adapter_model.safetensors"
    adapter.write_bytes(safetensors_bytes({"a": ("F32", (1,))}))
    assert found_in(folder) == ()
    write_checkpoint(folder)
    assert names(only_variant(folder), FileRole.ADAPTER) == ["adapter_model.safetensors"]


def spoil_header(folder: Path) -> None:
    write_checkpoint(folder)
    content = (folder / "model.safetensors").read_bytes()
    (folder / "model.safetensors").write_bytes((2**20).to_bytes(8, "little") + content[8:])


def lose_shard(folder: Path) -> None:
    write_checkpoint(folder, shards=3)
    (folder / "model-00002-of-00003.safetensors").unlink()


def lose_all_shards(folder: Path) -> None:
    write_checkpoint(folder, shards=3)
    for path in folder.glob("*.safetensors"):
        path.unlink()


def cut_shard(folder: Path) -> None:
    write_checkpoint(folder, shards=2)
    path = folder / "model-00002-of-00002.safetensors"
    path.write_bytes(path.read_bytes()[:-3])


def lose_index(folder: Path) -> None:
    write_checkpoint(folder, shards=2)
    (folder / "model.safetensors.index.json").unlink()


def point_outside(folder: Path) -> None:
    write_checkpoint(folder, shards=2)
    index = {"weight_map": {"w": "../../secret.safetensors"}}
    write_json(folder / "model.safetensors.index.json", index)


def lose_config(folder: Path) -> None:
    write_checkpoint(folder)
    (folder / "config.json").unlink()


def break_config(folder: Path) -> None:
    write_checkpoint(folder)
    (folder / "config.json").write_text("{", encoding="utf-8")


def need_code(folder: Path) -> None:
    auto_map = {"AutoModel": "modeling_new.New"}
    write_checkpoint(folder, config=LLAMA_CONFIG | {"model_type": "new", "auto_map": auto_map})


def misname_safetensors(folder: Path) -> None:
    write_checkpoint(folder)
    (folder / "model.safetensors").write_text("<!DOCTYPE html>", encoding="utf-8")


def misname_pickle(folder: Path) -> None:
    write_config(folder)
    (folder / "pytorch_model.bin").write_text("<!DOCTYPE html>", encoding="utf-8")


def leave_empty(folder: Path) -> None:
    (folder / "model.gguf").touch()


def misname_gguf(folder: Path) -> None:
    (folder / "model.gguf").write_text("<!DOCTYPE html>", encoding="utf-8")


def cut_gguf(folder: Path) -> None:
    (folder / "model.gguf").write_bytes(gguf_bytes(tensors=[("w", (64, 64))])[:-500])


def old_ggml(folder: Path) -> None:
    (folder / "ggml-model-q4_0.bin").write_bytes(b"tjgg" + bytes(100))


def overlap(folder: Path) -> None:
    write_config(folder)
    header = b'{"a":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}}'
    (folder / "model.safetensors").write_bytes(raw_safetensors(header, 3))


BAD = {
    spoil_header: "model.safetensors is incomplete",
    lose_shard: "model-00002-of-00003.safetensors is missing",
    lose_all_shards: "model-00001-of-00003.safetensors and 2 more are missing",
    cut_shard: "model-00002-of-00002.safetensors is incomplete",
    lose_index: "model.safetensors.index.json is missing",
    point_outside: "names a file outside its folder: '../../secret.safetensors'",
    lose_config: "config.json is missing",
    break_config: "config.json is damaged",
    need_code: "needs Python code of its own (modeling_new.py)",
    misname_safetensors: "model.safetensors is not a SafeTensors file",
    misname_pickle: "pytorch_model.bin is not a PyTorch file",
    leave_empty: "model.gguf is empty",
    misname_gguf: "model.gguf is not a GGUF file",
    cut_gguf: "model.gguf is incomplete",
    old_ggml: "old GGML format",
    overlap: "overlap or leave gaps",
}


@pytest.mark.parametrize("spoil", BAD, ids=lambda function: function.__name__)
def test_what_is_wrong_is_said_with_the_next_step(folder: Path, spoil: Any) -> None:
    spoil(folder)
    problem = only_variant(folder).problem
    assert problem is not None
    assert BAD[spoil] in problem
    assert problem.count(". ") >= 1, "a next step follows"


GENAI = {
    "type": "phi3",
    "context_length": 4096,
    "vocab_size": 32064,
    "decoder": {
        "filename": "decoder.onnx",
        "num_hidden_layers": 2,
        "num_key_value_heads": 3,
        "head_size": 4,
        "hidden_size": 12,
    },
}


def test_onnx_of_genai(folder: Path) -> None:
    write_json(folder / "genai_config.json", {"model": GENAI})
    (folder / "decoder.onnx.data").write_bytes(bytes(64))
    assert "decoder.onnx is missing" in str(only_variant(folder).problem)
    graph = onnx_bytes([("decoder.onnx.data", 0, 64)], operator="MatMulNBits", bits=4)
    (folder / "decoder.onnx").write_bytes(graph)
    variant = only_variant(folder)
    assert variant.problem is None
    assert variant.entry == folder
    assert names(variant) == ["decoder.onnx", "decoder.onnx.data"]
    traits = variant.traits
    assert (traits.architecture, traits.context_length) == ("phi3", 4096)
    assert traits.quantization == "int4"
    assert traits.shape is not None
    assert (traits.shape.kv_heads, traits.shape.key_length) == ((3, 3), 4)
    assert (traits.shape.width, traits.shape.vocabulary) == (12, 32064)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (None, "decoder.onnx.data is missing, which decoder.onnx names."),
        (bytes(63), "decoder.onnx.data is incomplete: 63 of 64 bytes are there."),
        (b"", "decoder.onnx.data is incomplete: 0 of 64 bytes are there."),
    ],
)
def test_weights_of_an_onnx_that_are_not_all_there(
    folder: Path, content: bytes | None, problem: str
) -> None:
    write_json(folder / "genai_config.json", {"model": GENAI})
    (folder / "decoder.onnx").write_bytes(onnx_bytes([("decoder.onnx.data", 0, 64)]))
    if content is not None:
        (folder / "decoder.onnx.data").write_bytes(content)
    assert problem in str(only_variant(folder).problem)


@pytest.mark.parametrize("setting", ["custom_ops_library", "enable_profiling"])
def test_a_genai_config_that_would_run_code_is_told(folder: Path, setting: str) -> None:
    options = {"session_options": {setting: "evil.dll"}}
    write_json(folder / "genai_config.json", {"model": GENAI | {"embedding": options}})
    (folder / "decoder.onnx").write_bytes(onnx_bytes())
    assert f"asks for {setting}, which could run code" in str(only_variant(folder).problem)


def test_onnx_of_transformers_js_takes_the_graph_that_runs_best(folder: Path) -> None:
    write_config(folder)
    (folder / "onnx").mkdir()
    for name in ("model.onnx", "model_q4.onnx"):
        weights = onnx_bytes([(f"{name}_data", 0, 8)])
        (folder / "onnx" / name).write_bytes(weights)
        (folder / "onnx" / f"{name}_data").write_bytes(bytes(8))
    variant = only_variant(folder)
    assert variant.problem is None
    assert names(variant) == ["model_q4.onnx", "model_q4.onnx_data"]
    assert variant.traits.architecture == "llama"
    write_config(folder, {"architectures": ["BertModel"], "model_type": "bert"}, chat=False)
    assert names(only_variant(folder)) == ["model.onnx", "model.onnx_data"]


def test_a_rule_with_a_suffix_finds_files(folder: Path) -> None:
    for name in ("one.xyz", "two.XYZ", "note.txt"):
        (folder / name).write_text("x", encoding="utf-8")
    found = found_in(folder, FormatMatch("xyz-rule", suffixes=(".xyz",)))
    assert [model.name for model in found] == ["one", "two"]
    assert found[0].variants[0].format == "xyz-rule"
    assert found[0].variants[0].entry == folder / "one.xyz"


def test_a_rule_with_files_finds_folders(folder: Path) -> None:
    (folder / "engine.plan").write_text("x", encoding="utf-8")
    (folder / "more.dat").write_text("x", encoding="utf-8")
    variant = only_variant(folder, FormatMatch("trt", files=("engine.plan", "other")))
    assert (variant.format, variant.entry) == ("trt", folder)
    assert names(variant) == ["engine.plan", "more.dat"]


def test_a_folder_of_anything_else_holds_no_model(folder: Path) -> None:
    write_json(folder / "config.json", {"theme": "dark"})
    (folder / "firmware.bin").write_bytes(b"\x7fELF" + bytes(50))
    (folder / "letter.txt").write_text("GGUF", encoding="utf-8")
    assert found_in(folder) == ()
