"""Finds out whether weights that were quantized can be read here, before they are."""

from collections.abc import Mapping
from typing import Any

from transformers.quantizers.auto import AutoHfQuantizer

from runtimes.serving.engine import CannotLoad

_HINT = (
    "Get the model as GGUF (Q4_K_M is a good choice), which llama.cpp runs anywhere, or without "
    "quantization as SafeTensors."
)


def check_quantization(config: Mapping[str, Any], name: str, device: str) -> None:
    """Refuse what transformers cannot read on this computer.

    Some ways (FP8, MXFP4) need nothing: where the GPU for them is missing, transformers makes
    plain numbers of the weights. Others need libraries of their own.

    Raises:
        CannotLoad: with the reason.
    """
    told = config.get("quantization_config")
    if told is None:
        return
    try:
        quantizer = AutoHfQuantizer.from_config(told, pre_quantized=True)
        quantizer.validate_environment(device_map={"": device}, weights_only=True)
    except Exception as error:  # whatever a library says that is not there
        method = told.get("quant_method") if isinstance(told, Mapping) else None
        reason = " ".join(str(error).split()).partition(" - supported types")[0][:300]
        raise CannotLoad(
            "unsupported_quantization",
            f"The weights of {name} are quantized as {method or 'nobody knows what'}, which "
            f"cannot be read here: {reason}",
            _HINT,
        ) from error
