"""The engines that come with the program: the built-in rule of each, and the flags it owns."""

from collections.abc import Mapping
from dataclasses import dataclass

Args = tuple[str | tuple[str, ...], ...]

# What every runner of ours and llama-server itself understand.
_SHARED_ARGS: Args = (
    "--model",
    "{model_path}",
    "--host",
    "{host}",
    "--port",
    "{port}",
    "--alias",
    "{model}",
    ("--threads", "{threads}"),
    ("--ctx-size", "{ctx_size}"),
    ("--n-gpu-layers", "{gpu_layers}"),
    ("--parallel", "{parallel}"),
)
# llama-server's short names (common/arg.cpp, b11434).
_LLAMA_SYNONYMS = {
    "-m": "--model",
    "-a": "--alias",
    "-t": "--threads",
    "-c": "--ctx-size",
    "-ngl": "--n-gpu-layers",
    "--gpu-layers": "--n-gpu-layers",
    "-np": "--parallel",
}
# Each opens files, a shell or the network to whoever reaches the port.
_LLAMA_FORBIDDEN = (
    "--tools",
    "--agent",
    "--ui-mcp-proxy",
    "--webui-mcp-proxy",
    "--mcp-servers*",
    "--rpc",
    "--media-path",
    "--slot-save-path",
    "--api-key",
    "--api-key-file",
)
# What a person may add for one model. Numbers and choices only: nothing that names a file or an
# address, and nothing that the settings of a model or the program decide.
_LLAMA_ADJUSTABLE = (
    "--flash-attn",
    "--cache-type-k",
    "--cache-type-v",
    "--batch-size",
    "--ubatch-size",
    "--parallel",
    "--seed",
    "--temp",
    "--top-k",
    "--top-p",
    "--min-p",
    "--n-predict",
    "--threads-batch",
    "--kv-unified",
    "--main-gpu",
    "--split-mode",
    "--fit",
    "--fit-ctx",
    "--no-kv-offload",
    "--swa-full",
    "--load-mode",
    "--cache-ram",
    "--cache-reuse",
    "--ctx-checkpoints",
    "--context-shift",
    "--no-context-shift",
    "--warmup",
    "--no-warmup",
    "--rope-freq-base",
    "--rope-freq-scale",
    "--embedding",
    "--embeddings",
    "--pooling",
    "--embd-normalize",
    "--rerank",
    "--reranking",
    "--jinja",
    "--no-jinja",
    "--reasoning-format",
    "--reasoning",
    "--no-mmproj",
    "--no-mmproj-offload",
    "--verbosity",
    "--verbose",
    *("-fa", "-ctk", "-ctv", "-b", "-ub", "-np", "-s", "-n", "-tb", "-kvu", "-mg", "-sm"),
    *("-nkvo", "-lm", "-cram", "-rea", "-lv", "-v"),
)


@dataclass(frozen=True, slots=True)
class Engine:
    """What a rule of this engine takes when it does not say.

    Attributes:
        command: a placeholder for our own runner.
        opens: formats beside the one that a rule is named after.
        stand_ins: relative paths that documents about this program name; where no such file
            lies, our own runner is meant.
        forbidden: flags that no rule may pass; a ``*`` at the end stands for any ending.
        adjustable: flags that a person may add for one model, the most wanted first.
    """

    label: str
    command: str
    opens: tuple[str, ...]
    stand_ins: tuple[str, ...]
    args: Args = _SHARED_ARGS
    synonyms: Mapping[str, str] | None = None
    forbidden: tuple[str, ...] = ("--api-key",)
    adjustable: tuple[str, ...] = ()

    def flag(self, argument: str) -> str:
        """The long name of the flag that the argument is or starts with (``-t``, ``-t=4``)."""
        name = argument.partition("=")[0]
        return (self.synonyms or {}).get(name, name)

    def forbids(self, flag: str) -> bool:
        return any(
            flag.startswith(name[:-1]) if name.endswith("*") else flag == name
            for name in self.forbidden
        )


ENGINES: dict[str, Engine] = {
    "llama.cpp": Engine(
        label="llama.cpp (Fast)",
        command="{llama_server}",
        opens=("gguf",),
        stand_ins=("config/llama.cpp/server.exe",),
        synonyms=_LLAMA_SYNONYMS,
        forbidden=_LLAMA_FORBIDDEN,
        adjustable=_LLAMA_ADJUSTABLE,
    ),
    "transformers": Engine(
        label="transformers (Full featured)",
        command="{transformers}",
        opens=("safetensors", "gguf"),
        stand_ins=("scripts/transformers_runner.py",),
        adjustable=("--verbose",),
    ),
    "onnxruntime": Engine(
        label="onnxruntime (Portable)",
        command="{onnx}",
        opens=("onnx",),
        stand_ins=("scripts/onnx_runner.py",),
    ),
}

FOREIGN = Engine(label="", command="", opens=(), stand_ins=(), args=(), forbidden=())
"""An engine that only a person's own rule knows."""


def engine_of(name: str) -> Engine:
    return ENGINES.get(name, FOREIGN)
