"""Reads what any one file says about its model, whichever format it is in."""

from collections.abc import Callable
from pathlib import Path

from app.domain.errors import InvalidModel
from app.domain.formats.config_json import read_config, read_template_file, read_tokenizer_config
from app.domain.formats.folder import FileEntry
from app.domain.formats.genai_config import read_genai_config
from app.domain.formats.gguf import read_gguf
from app.domain.formats.gguf_header import MAGIC as GGUF_MAGIC
from app.domain.formats.header import DOWNLOAD_AGAIN, Header, empty
from app.domain.formats.onnx_graph import read_onnx
from app.domain.formats.safetensors import looks_like_safetensors, read_safetensors
from app.domain.formats.shard_index import read_index
from app.domain.formats.torch_bin import (
    GGML_MAGICS,
    ZIP_MAGIC,
    describe_old_ggml,
    looks_like_pickle,
    read_torch_pickle,
    read_torch_zip,
)

_SIDE_FILES: dict[str, Callable[[Path], Header]] = {
    "config.json": read_config,
    "tokenizer_config.json": read_tokenizer_config,
    "chat_template.json": read_tokenizer_config,
    "chat_template.jinja": read_template_file,
    "genai_config.json": read_genai_config,
    "model.safetensors.index.json": read_index,
    "pytorch_model.bin.index.json": read_index,
}


def read_header(entry: FileEntry) -> Header:
    """Read one file. Never raises: what is wrong is the header's ``problem``."""
    path = entry.path
    try:
        return _reader(path)(path)
    except InvalidModel as error:
        return Header(problem=error.sentence)
    except OSError as error:
        reason = error.strerror or str(error)
        problem = f"{path.name} cannot be read: {reason}. Check its permissions."
        return Header(problem=problem, readable=False)


def _reader(path: Path) -> Callable[[Path], Header]:
    if path.name in _SIDE_FILES:
        return _SIDE_FILES[path.name]
    with path.open("rb") as file:
        first_bytes = file.read(16)
    if not first_bytes:
        raise empty(path)
    match path.suffix.lower():
        case ".gguf":
            return read_gguf
        case ".safetensors":
            if not looks_like_safetensors(first_bytes):
                raise _misnamed(path, "SafeTensors")
            return read_safetensors
        case ".onnx":
            return read_onnx
        case ".bin":
            return _reader_of_bin(path, first_bytes)
    if not path.suffix and first_bytes[:4] == GGUF_MAGIC:  # Ollama names files by their hash
        return read_gguf
    return lambda _: Header()


def _reader_of_bin(path: Path, first_bytes: bytes) -> Callable[[Path], Header]:
    if first_bytes[:4] == GGUF_MAGIC:
        return read_gguf
    if first_bytes[:4] in GGML_MAGICS:
        return describe_old_ggml
    if not path.name.startswith("pytorch_model"):
        return lambda _: Header()
    if first_bytes[:4] == ZIP_MAGIC:
        return read_torch_zip
    if looks_like_pickle(first_bytes):
        return read_torch_pickle
    raise _misnamed(path, "PyTorch")


def _misnamed(path: Path, format_name: str) -> InvalidModel:
    return InvalidModel(
        f"{path.name} is not a {format_name} file, whatever its name says.", hint=DOWNLOAD_AGAIN
    )
