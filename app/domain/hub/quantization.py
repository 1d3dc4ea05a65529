"""How the name of a GGUF file says what precision its weights have."""

import re
from pathlib import PurePosixPath

_NAMED = re.compile(
    r"(?<![A-Za-z0-9])((?:UD-)?(?:I?Q\d+(?:_[A-Z0-9]+)*|TQ\d_\d|MXFP4(?:_MOE)?|BF16|F?P?16|F?P?32))"
    r"(?![A-Za-z0-9])",
    re.IGNORECASE,
)
"""llama.cpp's names of file types (llama_model_ftype_name), with the ``UD-`` that one publisher
puts before its own mixtures."""

_PLAIN = {"FP16": "F16", "FP32": "F32", "16": "", "32": ""}

USUAL = ("Q4_K_M", "Q4_K_S", "Q5_K_M", "IQ4_XS", "Q4_0", "Q5_K_S", "Q6_K", "Q8_0", "MXFP4")
"""What most people take, the most usual first: nearly the answers of the original weights, at a
third of the size or less (llama.cpp, tools/quantize/README.md)."""


def quantization(path: str) -> str:
    """``Q4_K_M`` and the like, from the file's name or else its folder's; empty where neither
    says."""
    for part in reversed(PurePosixPath(path).parts):
        names = [_PLAIN.get(name.upper(), name.upper()) for name in _NAMED.findall(part)]
        if found := [name for name in names if name]:
            return str(found[-1])
    return ""


def usualness(label: str) -> int:
    """Place among the usual ones, 0 for the first; as many as there are for any other."""
    plain = label.removeprefix("UD-")
    return next((i for i, usual in enumerate(USUAL) if plain.startswith(usual)), len(USUAL))
