"""LoRA adapters: beside their model or in a folder of their own, and never from elsewhere."""

import json
import shutil
import warnings
from pathlib import Path
from typing import Any

import pytest

from runtimes.serving.engine import CannotLoad, GenerationRequest, Sampling, Token
from runtimes.transformers_engine.checkpoint import find_checkpoint
from tests.runtimes.transformers_engine.conftest import engine_for

pytestmark = [
    pytest.mark.engine,
    pytest.mark.filterwarnings("ignore:.is_gradient_checkpointing.:FutureWarning"),
]


@pytest.fixture(scope="module")
def made(tiny_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An adapter that changes much; not to be changed itself."""
    import torch
    from peft import LoraConfig, get_peft_model
    from transformers import AutoModelForCausalLM

    folder = tmp_path_factory.mktemp("adapters") / "tuned"
    torch.manual_seed(2)
    config = LoraConfig(r=4, target_modules=["q_proj", "v_proj"], init_lora_weights=False)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = get_peft_model(AutoModelForCausalLM.from_pretrained(tiny_model), config)
    for name, weight in model.named_parameters():
        if "lora_" in name:
            weight.data.normal_()
    model.save_pretrained(str(folder))
    return folder


@pytest.fixture
def adapter(made: Path, hard_path: Path) -> Path:
    """A copy that may be damaged; its model is not there."""
    folder = Path(shutil.copytree(made, hard_path / "models" / "tuned"))
    configure(folder, base_model_name_or_path="someone/tiny")
    return folder


def configure(folder: Path, **fields: Any) -> None:
    file = folder / "adapter_config.json"
    config = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps({**config, **fields}), encoding="utf-8")


def words(model: Path) -> list[int]:
    engine = engine_for(model)
    engine.load(lambda _value: None)
    prompt = engine.tokenize("Once upon", add_special=True, parse_special=True)
    request = GenerationRequest(prompt, 12, Sampling(temperature=0, ignore_eos=True))
    return [step.id for step in engine.generate(request) if isinstance(step, Token)]


def refusal(model: Path) -> CannotLoad:
    with pytest.raises(CannotLoad) as caught:
        engine_for(model).load(lambda _value: None)
    assert caught.value.hint
    return caught.value


def reference(base: Path, adapter: Path) -> list[int]:
    """What peft makes of it by itself."""
    import torch
    from peft import PeftModel
    from transformers import AutoModelForCausalLM, AutoTokenizer

    model: Any = PeftModel.from_pretrained(AutoModelForCausalLM.from_pretrained(base), str(adapter))
    prompt = AutoTokenizer.from_pretrained(base)("Once upon", return_tensors="pt")["input_ids"]
    with torch.inference_mode():
        said = model.generate(
            input_ids=prompt,
            attention_mask=torch.ones_like(prompt),
            max_new_tokens=12,
            min_new_tokens=12,
            do_sample=False,
            pad_token_id=0,
        )
    return [int(token) for token in said[0, prompt.shape[1] :]]


def test_an_adapter_beside_its_model_is_put_into_it(
    tiny_model: Path, made: Path, hard_path: Path
) -> None:
    both = Path(shutil.copytree(tiny_model, hard_path / "both"))
    shutil.copytree(made, both, dirs_exist_ok=True)
    said = words(both)
    assert said != words(tiny_model)
    # Rounding may turn a later word where weights are added before they are used.
    assert said[:4] == reference(tiny_model, made)[:4]


@pytest.mark.parametrize("place", ["tiny", "../tiny", "../someone/tiny"])
def test_an_adapter_of_its_own_finds_its_model_nearby(
    tiny_model: Path, adapter: Path, place: str
) -> None:
    base = Path(shutil.copytree(tiny_model, adapter.parent / place))
    found = find_checkpoint(adapter, allow_pickle=False)
    assert (found.folder.resolve(), found.adapter) == (base.resolve(), adapter)
    assert found.name == "tuned"


def test_it_answers_with_a_model_nearby(tiny_model: Path, adapter: Path) -> None:
    shutil.copytree(tiny_model, adapter.parent / "tiny")
    assert words(adapter) != words(tiny_model)


def test_a_model_that_is_not_there_is_named(adapter: Path) -> None:
    error = refusal(adapter)
    assert error.kind == "missing_base"
    assert "someone/tiny" in error.message
    assert str(adapter.parent) in error.hint


@pytest.mark.parametrize("named", ["", "..", "../..", "/", None, 5, "a:b", "C:\\"])
def test_a_path_is_no_way_out(tiny_model: Path, adapter: Path, named: Any) -> None:
    configure(adapter, base_model_name_or_path=named)
    assert refusal(adapter).kind == "missing_base"


def test_a_path_to_a_model_elsewhere_is_not_followed(tiny_model: Path, adapter: Path) -> None:
    configure(adapter, base_model_name_or_path=str(tiny_model))
    assert refusal(adapter).kind == "missing_base"


def _other_kind(folder: Path) -> None:
    configure(folder, peft_type="PROMPT_TUNING")


def _broken_config(folder: Path) -> None:
    (folder / "adapter_config.json").write_text("{", encoding="utf-8")


def _pickled(folder: Path) -> None:
    (folder / "adapter_model.safetensors").rename(folder / "adapter_model.bin")


def _other_shape(folder: Path) -> None:
    configure(folder, r=8)


def _cut(folder: Path) -> None:
    file = folder / "adapter_model.safetensors"
    file.write_bytes(file.read_bytes()[:-100])


@pytest.mark.parametrize(
    ("damage", "kind"),
    [
        (_other_kind, "unknown_architecture"),
        (_broken_config, "invalid_model"),
        (_pickled, "invalid_model"),
        (_other_shape, "damaged_file"),
        (_cut, "damaged_file"),
    ],
)
def test_damage_is_named(tiny_model: Path, adapter: Path, damage: Any, kind: str) -> None:
    shutil.copytree(tiny_model, adapter.parent / "tiny")
    damage(adapter)
    error = refusal(adapter)
    assert error.kind == kind
    assert "tuned" in error.message
