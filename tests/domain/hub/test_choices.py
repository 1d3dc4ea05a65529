"""The files of a repository as choices, and which one is recommended where."""

import pytest

from app.domain.errors import InvalidOption
from app.domain.hardware import Gpu, Hardware
from app.domain.hub.choices import HubModel
from app.domain.hub.grouping import grouped
from app.domain.hub.quantization import quantization
from app.domain.hub.recommendation import hub_model
from app.domain.hub.repository import HubFile, HubRepository
from app.domain.memory_picture import Fit

G = 10**9
LAPTOP = Hardware(ram_total=16 * 2**30, ram_free=8 * 2**30)
GAMER = Hardware(ram_total=32 * 2**30, ram_free=8 * 2**30, gpus=(Gpu("RTX", 12 * 2**30, 2**30),))


def files(**sizes: float) -> tuple[HubFile, ...]:
    """Files by path; sizes in GB."""
    return tuple(HubFile(path, int(size * G)) for path, size in sizes.items())


def model(computer: Hardware, **sizes: float) -> HubModel:
    return hub_model(HubRepository("pub/M", "r", files(**sizes)), computer)


def groups(*paths: str) -> dict[str, list[str]]:
    """The paths of each choice, by its label."""
    choices = grouped([HubFile(path, 1) for path in paths])
    return {choice.label: [file.path for file in choice.files] for choice in choices}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("Llama-3.2-1B-Instruct-Q4_K_M.gguf", "Q4_K_M"),
        ("llama-3.2-1b-instruct-q4_k_m.gguf", "Q4_K_M"),
        ("Qwen3-8B-IQ2_XXS.gguf", "IQ2_XXS"),
        ("gemma-3-4b-it-UD-Q4_K_XL.gguf", "UD-Q4_K_XL"),
        ("model.Q8_0.gguf", "Q8_0"),
        ("model-fp16.gguf", "F16"),
        ("model-BF16.gguf", "BF16"),
        ("gpt-oss-20b-mxfp4.gguf", "MXFP4"),
        ("Q6_K/model-00001-of-00003.gguf", "Q6_K"),
        ("Model-Q4_0_4_4.gguf", "Q4_0_4_4"),
        ("bitnet-TQ1_0.gguf", "TQ1_0"),
        ("model.gguf", ""),
        ("Qwen3-8B.gguf", ""),
        ("gemma-3-12b-it-qat-q4_0.gguf", "Q4_0"),
    ],
)
def test_precision_from_the_name(path: str, expected: str) -> None:
    assert quantization(path) == expected


def test_each_precision_is_a_choice_and_parts_belong_together() -> None:
    assert groups(
        "README.md",
        "m-Q8_0-00001-of-00002.gguf",
        "m-Q8_0-00002-of-00002.gguf",
        "m-Q4_K_M.gguf",
        "m-F16-00001-of-00002.gguf",
    ) == {
        "Q4_K_M": ["m-Q4_K_M.gguf"],
        "Q8_0": ["m-Q8_0-00001-of-00002.gguf", "m-Q8_0-00002-of-00002.gguf"],
    }


def test_one_file_is_taken_over_the_same_in_parts() -> None:
    parts = ("m-Q4_K_M-00001-of-00002.gguf", "m-Q4_K_M-00002-of-00002.gguf")
    assert groups(*parts, "m-Q4_K_M.gguf") == {"Q4_K_M": ["m-Q4_K_M.gguf"]}


def test_the_projector_comes_along_once_in_half_precision() -> None:
    found = groups("m-Q4_K_M.gguf", "mmproj-m-F32.gguf", "mmproj-m-BF16.gguf", "mmproj-m-F16.gguf")
    assert found == {"Q4_K_M": ["m-Q4_K_M.gguf", "mmproj-m-F16.gguf"]}


def test_files_of_subfolders_lie_side_by_side_here() -> None:
    paths = ("Q8_0/m-00001-of-00002.gguf", "Q8_0/m-00002-of-00002.gguf", "mmproj/mmproj-F16.gguf")
    (choice,) = grouped([HubFile(path, 1) for path in paths])
    assert [file.target for file in choice.files] == [
        "m-00001-of-00002.gguf",
        "m-00002-of-00002.gguf",
        "mmproj-F16.gguf",
    ]
    (genai,) = grouped([HubFile("cpu/genai_config.json", 1), HubFile("config.json", 1)])
    assert [file.target for file in genai.files] == ["genai_config.json"]


def test_what_is_no_model_is_no_choice() -> None:
    assert groups("m.imatrix.gguf", "my-lora-f16.gguf", "model.py", "model.zip", "x.h5") == {}


def test_two_models_of_one_precision_are_told_apart() -> None:
    assert list(groups("small-Q4_K_M.gguf", "large-Q4_K_M.gguf")) == [
        "small-Q4_K_M",
        "large-Q4_K_M",
    ]


def test_safetensors_with_what_engines_read_and_nothing_else() -> None:
    assert groups(
        "model-00001-of-00002.safetensors",
        "model-00002-of-00002.safetensors",
        "model.safetensors.index.json",
        "config.json",
        "generation_config.json",
        "tokenizer.json",
        "tokenizer.model",
        "chat_template.jinja",
        "vocab.json",
        "merges.txt",
        "1_Pooling/config.json",
        "modules.json",
        "LICENSE",
        "modeling_evil.py",
        "pytorch_model.bin",
        "consolidated.safetensors",
        "model.fp16.safetensors",
        "original/params.json",
        "training_args.bin",
        "optimizer.pt",
        "README.md",
    ) == {
        "SafeTensors": [
            "model-00001-of-00002.safetensors",
            "model-00002-of-00002.safetensors",
            "model.safetensors.index.json",
            "config.json",
            "generation_config.json",
            "tokenizer.json",
            "tokenizer.model",
            "chat_template.jinja",
            "vocab.json",
            "merges.txt",
            "1_Pooling/config.json",
            "modules.json",
            "LICENSE",
        ]
    }


@pytest.mark.parametrize(
    "paths",
    [
        ("model-00001-of-00002.safetensors", "config.json"),
        ("model.safetensors",),
        ("adapter_model.safetensors", "adapter_config.json"),
    ],
    ids=["a part is missing", "no configuration", "an adapter"],
)
def test_safetensors_that_cannot_be_run(paths: tuple[str, ...]) -> None:
    assert groups(*paths) == {}


def test_bin_files_only_where_there_is_nothing_better() -> None:
    assert list(groups("pytorch_model.bin", "config.json")) == ["PyTorch .bin"]
    assert list(groups("pytorch_model.bin", "model.safetensors", "config.json")) == ["SafeTensors"]


def test_onnx_graphs_with_their_weights() -> None:
    found = groups(
        "config.json",
        "tokenizer.json",
        "onnx/model.onnx",
        "onnx/model.onnx_data",
        "onnx/model.onnx_data_1",
        "onnx/model_q4.onnx",
    )
    side = ["config.json", "tokenizer.json"]
    assert found == {
        "ONNX": ["onnx/model.onnx", "onnx/model.onnx_data", "onnx/model.onnx_data_1", *side],
        "ONNX q4": ["onnx/model_q4.onnx", *side],
    }


def test_onnx_folders_of_onnxruntime_genai() -> None:
    found = groups(
        "cpu/int4/genai_config.json",
        "cpu/int4/model.onnx",
        "cpu/int4/model.onnx.data",
        "cpu/int4/tokenizer.json",
        "cpu/int4/setup.py",
        "cuda/int4/genai_config.json",
        "cuda/int4/model.onnx",
    )
    assert sorted(found) == ["ONNX cpu/int4", "ONNX cuda/int4"]
    assert sorted(found["ONNX cpu/int4"]) == [
        "cpu/int4/genai_config.json",
        "cpu/int4/model.onnx",
        "cpu/int4/model.onnx.data",
        "cpu/int4/tokenizer.json",
    ]


def test_the_usual_precision_is_recommended_where_it_fits() -> None:
    found = model(LAPTOP, **{"m-Q2_K.gguf": 3, "m-Q4_K_M.gguf": 4.9, "m-Q8_0.gguf": 8.5})
    best = found.recommended
    assert best is not None
    assert (best.id, best.fits) == ("q4_k_m", Fit.RAM)
    assert best.reason == (
        "Close to the original's answers for a fraction of its size; it fits in memory."
    )


def test_on_a_card_what_fits_the_card() -> None:
    found = model(GAMER, **{"m-Q4_K_M.gguf": 20, "m-Q3_K_M.gguf": 9.2, "m-IQ2_XS.gguf": 6})
    assert [(c.label, c.fits) for c in found.choices] == [
        ("IQ2_XS", Fit.GPU),
        ("Q3_K_M", Fit.GPU),
        ("Q4_K_M", Fit.RAM),
    ]


def test_the_smallest_where_nothing_fits() -> None:
    found = model(LAPTOP, **{"m-Q4_K_M.gguf": 40, "m-Q2_K.gguf": 26})
    assert found.recommended is not None
    assert found.recommended.label == "Q2_K"
    assert "more than this computer has room for" in found.recommended.reason


def test_on_an_unknown_computer_the_usual_one() -> None:
    found = model(Hardware(), **{"m-Q4_K_M.gguf": 40, "m-Q2_K.gguf": 26})
    assert found.recommended is not None
    assert (found.recommended.label, found.recommended.fits) == ("Q4_K_M", None)


def test_a_choice_by_id_by_label_or_left_to_us() -> None:
    found = model(LAPTOP, **{"m-Q4_K_M.gguf": 4, "m-Q8_0.gguf": 8})
    assert found.choice("q8_0").label == found.choice("Q8_0").label == "Q8_0"
    assert found.choice("").label == "Q4_K_M"
    with pytest.raises(InvalidOption) as caught:
        found.choice("q5")
    assert caught.value.hint == "Choose one of: q4_k_m, q8_0."


def test_a_repository_without_a_model_says_so() -> None:
    with pytest.raises(InvalidOption, match="has no files that ModelTray can run"):
        model(LAPTOP, **{"dataset.parquet": 1}).choice("")


def test_ids_are_unique_and_safe() -> None:
    paths = ["a/m-Q4_K_M.gguf", "b/m-Q4_K_M.gguf", "ünï cödé.gguf", "x.gguf", "X.gguf"]
    ids = [choice.id for choice in grouped([HubFile(path, 1) for path in paths])]
    assert len(set(ids)) == len(paths)
    assert all(id_.isascii() and " " not in id_ and "/" not in id_ for id_ in ids)
