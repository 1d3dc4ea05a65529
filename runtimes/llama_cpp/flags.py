"""llama-server's command line, as data: which flag sets which field of ``CommonParams``.

The names, aliases and values are those of llama-server b11549 (``common/arg.cpp``). What gives a
client a shell, files or other programs (``--tools``, ``--agent``, ``--mcp-servers-config``, ...)
is left out on purpose and so refused like any unknown flag.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from runtimes.llama_cpp.values import (
    CACHE_TYPE,
    FLASH_ATTENTION,
    LOAD_MODE,
    ON_OFF,
    ON_OFF_AUTO,
    POOLING,
    RANK_POOLING,
    REASONING_FORMAT,
    SPLIT_MODE,
    Reader,
    decimal,
    file_text,
    file_words,
    gpu_layers,
    template_arguments,
    unique_words,
    whole,
    words,
)


@dataclass(frozen=True, slots=True)
class Flag:
    """One option and the field that it sets.

    Attributes:
        names: the option's spellings.
        field: dotted path below ``CommonParams``, such as ``cpuparams.n_threads``.
        read: how to read the value; ``None`` for a switch, which takes no value.
        value: what a switch sets.
    """

    names: tuple[str, ...]
    field: str
    read: Reader | None = None
    value: object = None


def _switch(names: str, field: str, value: object = True) -> Flag:
    return Flag(tuple(names.split()), field, value=value)


def _option(names: str, field: str, read: Reader = str) -> Flag:
    return Flag(tuple(names.split()), field, read)


FLAGS: Final[tuple[Flag, ...]] = (
    # model
    _option("-m --model", "model.path"),
    _option("-a --alias", "model_alias", unique_words),
    _option("-mm --mmproj", "mmproj.path"),
    _switch("--no-mmproj", "no_mmproj"),
    _switch("--no-mmproj-offload", "mmproj_use_gpu", False),
    _option("--lora", "lora_adapters", words),
    _switch("--lora-init-without-apply", "lora_init_without_apply"),
    _option("-md --model-draft --spec-draft-model", "speculative.draft.mparams.path"),
    _option("--spec-draft-n-max", "speculative.draft.n_max", whole),
    _option("--spec-draft-ngl", "speculative.draft.n_gpu_layers", gpu_layers),
    _switch("--offline", "offline"),
    # processor and memory
    _option("-t --threads", "cpuparams.n_threads", whole),
    _option("-tb --threads-batch", "cpuparams_batch.n_threads", whole),
    _option("-c --ctx-size", "n_ctx", whole),
    _option("-b --batch-size", "n_batch", whole),
    _option("-ub --ubatch-size", "n_ubatch", whole),
    _option("-np --parallel", "n_parallel", whole),
    _switch("-kvu --kv-unified", "kv_unified"),
    _option("-ngl --gpu-layers --n-gpu-layers", "n_gpu_layers", gpu_layers),
    _option("-mg --main-gpu", "main_gpu", whole),
    _option("-sm --split-mode", "split_mode", SPLIT_MODE),
    _option("-fit --fit", "fit_params", ON_OFF),
    _option("-fitc --fit-ctx", "fit_params_min_ctx", whole),
    _option("-fa --flash-attn", "flash_attn_type", FLASH_ATTENTION),
    _option("-ctk --cache-type-k", "cache_type_k", CACHE_TYPE),
    _option("-ctv --cache-type-v", "cache_type_v", CACHE_TYPE),
    _switch("-nkvo --no-kv-offload", "no_kv_offload"),
    _switch("--no-host", "no_host"),
    _switch("--swa-full", "swa_full"),
    _option("-lm --load-mode", "load_mode", LOAD_MODE),
    _option("-cram --cache-ram", "cache_ram_mib", whole),
    _option("--cache-reuse", "n_cache_reuse", whole),
    _option("--ctx-checkpoints", "n_ctx_checkpoints", whole),
    _switch("--context-shift", "ctx_shift"),
    _switch("--no-context-shift", "ctx_shift", False),
    _switch("--warmup", "warmup"),
    _switch("--no-warmup", "warmup", False),
    _option("--rope-freq-base", "rope_freq_base", decimal),
    _option("--rope-freq-scale", "rope_freq_scale", decimal),
    # what it answers, and how
    _switch("--embedding --embeddings", "embedding"),
    _option("--pooling", "pooling_type", POOLING),
    _option("--embd-normalize", "embd_normalize", whole),
    _switch("--rerank --reranking", "pooling_type", RANK_POOLING),
    _switch("--jinja", "use_jinja"),
    _switch("--no-jinja", "use_jinja", False),
    _option("--chat-template", "chat_template"),
    _option("--chat-template-file", "chat_template", file_text),
    _option("--chat-template-kwargs", "default_template_kwargs", template_arguments),
    _option("--reasoning-format", "reasoning_format", REASONING_FORMAT),
    _option("-rea --reasoning", "enable_reasoning", ON_OFF_AUTO),
    _option("-s --seed", "sampling.seed", whole),
    _option("--temp --temperature", "sampling.temp", decimal),
    _option("--top-k", "sampling.top_k", whole),
    _option("--top-p", "sampling.top_p", decimal),
    _option("--min-p", "sampling.min_p", decimal),
    _option("-n --predict --n-predict", "n_predict", whole),
    # server
    _option("--host", "hostnames", words),
    _option("--port", "port", whole),
    _option("--api-prefix", "api_prefix"),
    _option("--api-key", "api_keys", words),
    _option("--api-key-file", "api_keys", file_words),
    _option("--cors-origins", "cors_origins"),
    _switch("--ui --webui", "ui"),
    _switch("--no-ui --no-webui", "ui", False),
    _switch("--metrics", "endpoint_metrics"),
    _switch("--slots", "endpoint_slots"),
    _switch("--no-slots", "endpoint_slots", False),
    _switch("--props", "endpoint_props"),
    _option("--slot-save-path", "slot_save_path"),
    _option("--sleep-idle-seconds", "sleep_idle_seconds", whole),
    _option("--sse-ping-interval", "sse_ping_interval", whole),
    _option("--threads-http", "n_threads_http", whole),
    # log
    _option("-lv --verbosity --log-verbosity", "verbosity", whole),
    _switch("-v --verbose --log-verbose", "verbosity", 99),
    _switch("--log-jsonl", "log_json"),
)

BY_NAME: Final[Mapping[str, Flag]] = {name: flag for flag in FLAGS for name in flag.names}


class BadFlag(Exception):
    """The command line cannot be used; the text is the line that llama-server prints."""


def read_flags(argv: list[str]) -> dict[str, Any]:
    """The fields that a command line sets, by their dotted path; the last word wins.

    Raises:
        BadFlag: an unknown flag, a missing value, or one that cannot be read.
    """
    rest = iter(argv)
    return dict(_field(name, rest) for name in rest)


def _field(name: str, rest: Iterator[str]) -> tuple[str, object]:
    flag = BY_NAME.get(name)
    if flag is None:
        raise BadFlag(f"error: invalid argument: {name}")
    return flag.field, flag.value if flag.read is None else _value(name, flag.read, rest)


def _value(name: str, read: Reader, rest: Iterator[str]) -> object:
    try:
        return read(next(rest))
    except StopIteration:
        reason = "a value is expected"
    except ValueError as error:
        reason = str(error)
    raise BadFlag(f'error while handling argument "{name}": {reason}')
