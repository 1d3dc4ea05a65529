"""Which functions a pickle would call, found without running it.

A hint for people, never the gate: there are pickles that hide what they call. What protects is
that ``.bin`` files need a person's consent and are then opened with ``weights_only=True``.
"""

import io
import pickletools
from collections.abc import Iterator
from typing import Any

from app.domain.formats.header import shown

# Not whole modules: torch.storage._load_from_bytes, for one, would unpickle anything.
_HARMLESS_KINDS = {
    "torch._utils": ("_rebuild_", ""),
    "torch.storage": ("", "Storage"),
    "torch.serialization": ("_get_layout", ""),
    "numpy.dtypes": ("", "DType"),
}
"""What names in these modules begin and end with."""
_HARMLESS = frozenset(
    {
        "_codecs.encode",
        "collections.OrderedDict",
        "numpy.core.multiarray._reconstruct",
        "numpy.core.multiarray.scalar",
        "numpy._core.multiarray._reconstruct",
        "numpy._core.multiarray.scalar",
        "numpy.dtype",
        "numpy.ndarray",
        "torch.Size",
        "torch.Tensor",
        "torch.device",
        "torch.nn.parameter.Parameter",
        "torch._tensor._rebuild_from_type_v2",
        "torch.torch_version.TorchVersion",
    }
)
_TORCH_TYPES = ("Storage", "float", "bfloat", "int", "uint", "bool", "half", "double", "long")
_PUSHES_TEXT = ("SHORT_BINUNICODE", "BINUNICODE", "BINUNICODE8", "UNICODE")
_READS_MEMO = ("BINGET", "LONG_BINGET", "GET")
_WRITES_MEMO = ("MEMOIZE", "BINPUT", "LONG_BINPUT", "PUT")
_HIDDEN = "a function whose name it hides"


def foreign_globals(pickled: bytes, *, pickles: int = 1) -> tuple[str, ...]:
    """Names of what the pickles would call and no tensor needs, in order, each once.

    Args:
        pickles: how many pickles may follow each other in the data.

    Raises:
        ValueError: it is not a complete pickle.
    """
    stream = io.BytesIO(pickled)
    names: dict[str, None] = {}
    for _ in range(pickles):
        names |= dict.fromkeys(map(shown, _globals(stream)))
    return tuple(name for name in names if not _is_harmless(name))


def _is_harmless(name: str) -> bool:
    module, _, last = name.rpartition(".")
    if module == "torch":
        return name in _HARMLESS or last.startswith(_TORCH_TYPES) or last.endswith("Storage")
    if module not in _HARMLESS_KINDS:
        return name in _HARMLESS
    begins, ends = _HARMLESS_KINDS[module]
    return last.startswith(begins) and last.endswith(ends)


def _globals(stream: io.BytesIO) -> Iterator[str]:
    texts: list[str] = []
    memo: dict[int, str] = {}
    previous = ""
    for opcode, argument, _ in _operations(stream):
        if opcode.name in ("GLOBAL", "INST"):
            yield str(argument).replace(" ", ".")
        elif opcode.name == "STACK_GLOBAL":
            yield ".".join(texts[-2:]) if len(texts) >= 2 else _HIDDEN
        elif opcode.name in _READS_MEMO:
            texts.append(memo.get(argument, _HIDDEN))
        elif opcode.name in _WRITES_MEMO:
            place = len(memo) if argument is None else argument
            memo[place] = texts[-1] if previous in _PUSHES_TEXT else _HIDDEN
        elif opcode.name in _PUSHES_TEXT:
            texts.append(argument)
        previous = opcode.name


def _operations(stream: io.BytesIO) -> Iterator[tuple[pickletools.OpcodeInfo, Any, int | None]]:
    try:
        yield from pickletools.genops(stream)
    except (ValueError, IndexError, OverflowError, UnicodeError) as error:
        raise ValueError("not a complete pickle") from error
