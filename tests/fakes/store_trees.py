"""Writes the stores of other programs as those programs do, with real headers and tiny tensors."""

import hashlib
import json
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.fakes.model_files import gguf_bytes, safetensors_bytes, write_json, write_model_tree

HAS_LINKS = sys.platform != "win32"
"""There a link needs a privilege, and the Hugging Face cache holds copies instead."""
NO_STORES = 'stores_off = ["hugging-face", "lm-studio", "jan", "gpt4all", "ollama"]'
"""A ``settings.toml`` that leaves the stores of this computer alone."""
MEDIA = "application/vnd.ollama.image."


def checkpoint_files(seed: str = "") -> dict[str, bytes]:
    """A transformers model as file names and contents; another seed, another model."""
    config = {"model_type": "llama", "architectures": ["LlamaForCausalLM"], "seed": seed}
    return {
        "config.json": json.dumps(config).encode(),
        "model.safetensors": safetensors_bytes({f"layer{seed}": ("BF16", (4, 8))}),
    }


def named_gguf(name: str) -> bytes:
    """A GGUF of its own content, so that no two models share a blob by chance."""
    return gguf_bytes(metadata={"general.name": name})


def write_cached_repository(
    hub: Path,
    repository: str,
    files: Mapping[str, bytes],
    *,
    commit: str = "0" * 40,
    is_main: bool = True,
    links: bool = HAS_LINKS,
) -> Path:
    """One snapshot of ``publisher/name`` in a Hugging Face cache; returns the snapshot."""
    folder = hub / f"models--{repository.replace('/', '--')}"
    snapshot = folder / "snapshots" / commit
    for name, content in files.items():
        file = snapshot / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if not links:
            file.write_bytes(content)
            continue
        blob = folder / "blobs" / hashlib.sha256(content).hexdigest()
        blob.parent.mkdir(exist_ok=True)
        blob.write_bytes(content)
        file.symlink_to(blob)
    if is_main:
        (folder / "refs").mkdir(exist_ok=True)
        (folder / "refs" / "main").write_text(commit, encoding="utf-8")
    return snapshot


def write_lm_studio(home: Path, downloads: Path, *files: str, old: bool = False) -> None:
    """Settings that name the downloads folder, and ``publisher/model/file`` GGUFs in it."""
    program = home / ".cache" / "lm-studio" if old else home / ".lmstudio"
    write_json(program / "settings.json", {"downloadsFolder": str(downloads)})
    for name in files:
        write_file(downloads / name, named_gguf(name))


def write_ollama_model(
    store: Path, name: str, layers: Mapping[str, bytes], *, separator: str = "-"
) -> Path:
    """``host/namespace/model/tag`` with layers by the last part of their media type."""
    listed = []
    for kind, content in layers.items():
        digest = hashlib.sha256(content).hexdigest()
        write_file(store / "blobs" / f"sha256{separator}{digest}", content)
        listed.append(
            {"mediaType": MEDIA + kind, "digest": f"sha256:{digest}", "size": len(content)}
        )
    manifest = store / "manifests" / name
    write_json(manifest, {"schemaVersion": 2, "layers": listed})
    return manifest


def write_file(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def write_stored_models(home: Path, count: int) -> None:
    """``count`` models, a quarter each in ``~/models`` and three stores."""
    quarter = count // 4
    write_model_tree(home / "models", count - 3 * quarter)
    hub = home / ".cache" / "huggingface" / "hub"
    for number in range(quarter):
        write_cached_repository(
            hub, f"org{number % 9}/cached-{number}", checkpoint_files(str(number))
        )
        name = f"publisher{number % 9}/Studio-{number}-GGUF/studio-{number}.gguf"
        write_file(home / ".lmstudio" / "models" / name, named_gguf(name))
        layers = {"model": named_gguf(f"ollama{number}"), "template": b"{{ .Prompt }}"}
        write_ollama_model(home / ".ollama" / "models", f"{LIBRARY}/pulled{number}/7b", layers)


LIBRARY = "registry.ollama.ai/library"


def write_every_store(home: Path) -> None:
    """A home folder with all known stores in their usual places; see ``EVERY_STORE``."""
    hub = home / ".cache" / "huggingface" / "hub"
    write_cached_repository(hub, "Qwen/Qwen2.5-0.5B", checkpoint_files("q"))
    write_cached_repository(hub, "gpt2", checkpoint_files("g"))
    write_cached_repository(
        hub,
        "bartowski/Two-GGUF",
        {"Two-Q4_K_M.gguf": named_gguf("a"), "Two-Q8_0.gguf": named_gguf("b")},
    )
    write_lm_studio(home, home / "LM models", "lmstudio-community/Gemma-3-GGUF/gemma-3-q4.gguf")
    write_file(home / ".cache/lm-studio/models/TheBloke/Old-GGUF/old.gguf", named_gguf("old"))
    ollama = home / ".ollama" / "models"
    llama = {"model": named_gguf("llama"), "template": b"{{ .Prompt }}", "params": b"{}"}
    write_ollama_model(ollama, f"{LIBRARY}/llama3.2/3b", llama)
    write_ollama_model(ollama, f"{LIBRARY}/llama3.2/latest", llama)
    write_ollama_model(ollama, f"{LIBRARY}/mistral/latest", {"model": named_gguf("mistral")})
    jan = home / ".config" / "Jan" / "data" / "llamacpp" / "models"
    write_file(jan / "menlo" / "Jan-nano" / "model.gguf", named_gguf("jan"))
    gpt4all = home / ".local" / "share" / "nomic.ai" / "GPT4All"
    write_file(gpt4all / "orca-mini.Q4_0.gguf", named_gguf("orca"))


EVERY_STORE = {
    "gpt2": ("hugging-face", "", "gpt2"),
    "qwen2.5-0.5b": ("hugging-face", "Qwen", "Qwen2.5-0.5B"),
    "two-q4_k_m": ("hugging-face", "bartowski", "Two-Q4_K_M"),
    "two-q8_0": ("hugging-face", "bartowski", "Two-Q8_0"),
    "gemma-3-gguf": ("lm-studio", "lmstudio-community", "Gemma-3-GGUF"),
    "old-gguf": ("lm-studio", "TheBloke", "Old-GGUF"),
    "llama3.2-3b": ("ollama", "library", "llama3.2:3b"),
    "mistral": ("ollama", "library", "mistral"),
    "jan-nano": ("jan", "", "Jan-nano"),
    "orca-mini.q4_0": ("gpt4all", "", "orca-mini.Q4_0"),
}
"""What ``write_every_store`` writes: store, publisher and name of each model by its id."""
