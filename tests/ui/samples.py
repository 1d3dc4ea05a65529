"""Models and states to show: the seed's three, and one of each kind that needs care."""

from dataclasses import replace
from pathlib import Path

from app.domain.activity import ClientRequest
from app.domain.lifecycle import State
from app.domain.model import Capability, Model, ModelFile, ModelId, Traits, Variant
from app.domain.model_shape import ModelShape
from app.domain.rule_info import RuleInfo
from app.domain.snapshot import AppSnapshot, Failure, RunningModel, RuntimeChoice
from app.services.activity import Activity

MODELS_FOLDER = Path("/home/zoë/ModelTray/models")

NO_TRAITS = Traits()

ENGINES = {
    "gguf": ("llama.cpp", "llama.cpp (Fast)"),
    "safetensors": ("transformers", "transformers (Full featured)"),
    "pytorch": ("transformers", "transformers (Full featured)"),
    "onnx": ("onnxruntime", "onnxruntime"),
    "npz": ("numpy", "numpy (Mine)"),
}

PROGRAMS = {
    "llama.cpp": "ModelTrayRunner llama_cpp",
    "transformers": "ModelTrayRunner transformers_engine",
    "onnxruntime": "ModelTrayRunner onnx_engine",
    "numpy": "numpy_runner",
}
EVIDENCE = {
    "gguf": "`{file}` starts with the GGUF magic",
    "safetensors": "`{file}` has a SafeTensors header",
    "onnx": "`{file}` is an ONNX model",
}


def model(model_id: str, format_name: str, size: int, traits: Traits = NO_TRAITS) -> Model:
    """A model of one file."""
    names = {"gguf": "model.gguf", "safetensors": "model.safetensors"}
    folder = MODELS_FOLDER / model_id
    file = folder / names.get(format_name, "model.bin")
    entry = file if format_name == "gguf" else folder
    variant = Variant(format_name, entry, (ModelFile(file, size),), traits)
    return Model(ModelId(model_id), model_id, folder, (variant,))


def traits(architecture: str, parameters: int, quantization: str, context_length: int) -> Traits:
    return Traits(
        architecture,
        parameters,
        quantization,
        context_length,
        capabilities=frozenset({Capability.CHAT}),
    )


TINYLLAMA_GGUF = model(
    "tinyllama-gguf", "gguf", 8_100_000_000, traits("llama", 1_100_000_000, "Q4_K_M", 2048)
)
PHI_2 = model("phi-2", "safetensors", 5_300_000_000, traits("phi", 2_780_000_000, "f16", 2048))
TINYLLAMA = model(
    "tinyllama", "safetensors", 2_100_000_000, traits("llama", 1_100_000_000, "bf16", 2048)
)
GPT2 = model("gpt2", "pytorch", 548_000_000, traits("gpt2", 124_000_000, "f32", 1024))
MINILM = model("all-minilm", "onnx", 90_400_000, traits("bert", 22_700_000, "f32", 512))
CUSTOM = model("my-own & only", "npz", 12_000)
QWEN = model(
    "qwen3-8b",
    "gguf",
    5_027_000_000,
    replace(
        traits("qwen3", 8_190_000_000, "Q4_K_M", 40_960),
        shape=ModelShape((8,) * 36, 128, 128, 4096, 12_288, 151_936),
    ),
)
"""One whose memory can be estimated."""
SEED_MODELS = (TINYLLAMA_GGUF, PHI_2, TINYLLAMA)


def choice(entry: Model) -> RuntimeChoice:
    """What the rules say about a model."""
    engine, label = ENGINES[entry.format]
    file = entry.main.files[0].path.name
    evidence = EVIDENCE.get(entry.format, "`{file}` holds PyTorch weights").format(file=file)
    why = f"rule `{entry.format}` because {evidence}; {engine} (embedded)"
    return RuntimeChoice(engine, label, why, rule=entry.format)


def snapshot(*models: Model, running: tuple[RunningModel, ...] = ()) -> AppSnapshot:
    """What the program shows when it has found the models."""
    return AppSnapshot(
        models=models,
        running=running,
        choices={entry.id: choice(entry) for entry in models},
        folders=(str(MODELS_FOLDER),),
    )


def running(
    entry: Model,
    state: State,
    *,
    port: int | None = 8080,
    progress: float | None = None,
    started_at: float | None = None,
    memory_bytes: int | None = None,
    retry_at: float | None = None,
    failure: Failure | None = None,
    notice: str = "",
) -> RunningModel:
    """A model in some state."""
    engine, label = ENGINES[entry.format]
    return RunningModel(
        entry.id,
        state,
        entry.format,
        engine,
        label,
        port=port,
        pid=12345,
        progress=progress,
        started_at=started_at,
        memory_bytes=memory_bytes,
        retry_at=retry_at,
        failure=failure,
        notice=notice,
        explanation=choice(entry).explanation,
        command=f"{PROGRAMS[engine]} --model {entry.main.entry} --port {port}" if port else "",
    )


def ready(entry: Model, port: int = 8080) -> RunningModel:
    return running(entry, State.READY, port=port, memory_bytes=1_200_000_000)


def failed(entry: Model) -> RunningModel:
    failure = Failure(
        "load_failed",
        f"There is not enough memory for {entry.name} as it was loaded.",
        "Try a smaller context, stop other models, or take a smaller quantization.",
    )
    return running(entry, State.FAILED, port=None, failure=failure)


RULES = (
    RuleInfo(
        "gguf",
        "llama.cpp",
        "llama.cpp (Fast)",
        ("gguf",),
        (),
        "{llama_server} --model {model_path} --port {port} --alias {model} [--threads {threads}]",
        "/opt/ModelTray/ModelTrayRunner",
        is_own=False,
    ),
    RuleInfo(
        "safetensors",
        "transformers",
        "transformers (Full featured)",
        ("safetensors",),
        ("gguf",),
        "{transformers} --model {model_path} --port {port} --alias {model}",
        "/opt/ModelTray/ModelTrayRunner",
        is_own=False,
    ),
    RuleInfo(
        "npz",
        "numpy",
        "numpy (Mine)",
        (".npz",),
        (),
        "numpy_runner --model {model_path} --port {port}",
        "",
        is_own=True,
        problem="Rule npz needs the program numpy_runner, which is not on PATH. "
        "Install numpy_runner, or write its full path into runtime_config.json.",
    ),
)
"""Two that are built in, and one of a person's own that cannot be carried out."""


CRASHED = "llama.cpp crashed with tinyllama-gguf: it touched memory that is not its own."


def happen(activity: Activity) -> None:
    """Loads, a death and its restart, a failure, and requests of three clients."""
    shown: dict[ModelId, RunningModel] = {}
    for entry in (
        running(TINYLLAMA_GGUF, State.STARTING),
        ready(TINYLLAMA_GGUF),
        running(
            TINYLLAMA_GGUF,
            State.BACKOFF,
            failure=Failure("crashed", CRASHED, "The file may be damaged."),
        ),
        running(TINYLLAMA_GGUF, State.STARTING),
        ready(TINYLLAMA_GGUF),
        failed(TINYLLAMA),
        replace(ready(PHI_2), notice="Port 8080 is used by python3 (process 4711)."),
        running(PHI_2, State.STOPPING),
    ):
        shown = {**shown, entry.model: entry}
        activity.follow(tuple(shown.values()))
    for client, status in (("Zed/0.211.4", 200), ("OpenAI/Python 3.57.0", 200), ("curl/8.5", 500)):
        request = ClientRequest(
            client, TINYLLAMA_GGUF.id, status, 1.8e9, prompt_tokens=21_500, tokens=1280
        )
        activity.record(request)
