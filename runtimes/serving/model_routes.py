"""Routes that tell about the model, and those that turn text into tokens and back."""

import asyncio
from typing import Any

from fastapi import APIRouter, Request

from runtimes.serving.engine import GenerationRequest
from runtimes.serving.errors import bad_request, not_supported
from runtimes.serving.front import Front, read_body
from runtimes.serving.generation_settings import generation_settings
from runtimes.serving.request_body import Body, is_token
from runtimes.serving.template_capabilities import capabilities_of


def model_routes(front: Front) -> APIRouter:
    """``/health``, ``/models``, ``/props``."""
    router = APIRouter()

    @router.get("/health")
    @router.get("/v1/health")
    async def health() -> dict[str, Any]:
        return {"status": "ok"}

    @router.get("/models")
    @router.get("/v1/models")
    async def models() -> dict[str, Any]:
        return _model_list(front)

    @router.post("/props")
    async def change_props() -> None:
        raise not_supported("The properties of this server cannot be changed while it runs.")

    @router.get("/props")
    async def props() -> dict[str, Any]:
        # In a thread: what a template can is found out by running it.
        return await asyncio.to_thread(_props, front)

    return router


def text_routes(front: Front) -> APIRouter:
    """``/tokenize``, ``/detokenize``."""
    router = APIRouter()

    @router.post("/tokenize")
    async def tokenize(request: Request) -> dict[str, Any]:
        return await asyncio.to_thread(_tokenize, front, await read_body(request))

    @router.post("/detokenize")
    async def detokenize(request: Request) -> dict[str, Any]:
        return {"content": _detokenize(front, await read_body(request))}

    return router


def model_entry(front: Front) -> dict[str, Any]:
    """The model's entry in ``/v1/models``."""
    card = front.card
    return {
        "id": front.alias,
        "aliases": [front.alias],
        "tags": [],
        "object": "model",
        "architecture": {
            "input_modalities": ["text", "image"] if card.sees else ["text"],
            "output_modalities": ["text"],
        },
        "created": front.created,
        "owned_by": "llamacpp",
        "max_model_len": card.context,
        "meta": {
            "vocab_type": 2,  # LLAMA_VOCAB_TYPE_BPE
            "n_vocab": card.vocabulary,
            "n_ctx": card.context,
            "n_ctx_train": card.trained_context,
            "n_embd": card.embedding,
            "n_params": card.parameters,
            "size": card.size_bytes,
            "ftype": card.data_type,
        },
    }


def _model_list(front: Front) -> dict[str, Any]:
    ollama_like = {
        "name": front.alias,
        "model": front.alias,
        "modified_at": "",
        "size": "",
        "digest": "",
        "type": "model",
        "description": "",
        "tags": [""],
        "capabilities": [front.card.purpose.value, *(["multimodal"] if front.card.sees else [])],
        "parameters": "",
        "details": {
            "parent_model": "",
            "format": "",
            "family": "",
            "families": [""],
            "parameter_size": "",
            "quantization_level": "",
        },
    }
    return {"models": [ollama_like], "object": "list", "data": [model_entry(front)]}


def _props(front: Front) -> dict[str, Any]:
    card = front.card
    usual = generation_settings(GenerationRequest((), -1), (), stream=False)
    return {
        "default_generation_settings": {"params": usual, "n_ctx": card.context},
        "total_slots": 1,
        "model_alias": front.alias,
        "model_ftype": card.data_type,
        "model_path": card.path,
        "modalities": {"vision": card.sees, "video": False, "audio": False},
        "endpoint_slots": True,
        "endpoint_props": False,
        "endpoint_metrics": True,
        "ui": False,
        "ui_settings": {},
        "cors_proxy_enabled": False,
        "chat_template": card.chat_template,
        "chat_template_caps": _template_capabilities(card.chat_template),
        "bos_token": card.special_tokens.get("bos_token", ""),
        "eos_token": card.special_tokens.get("eos_token", ""),
        "build_info": front.build_info,
        "device": card.device,
        "is_sleeping": False,
    }


def _template_capabilities(template: str) -> dict[str, bool]:
    """What a chat may hold. Clients may send all of it; here it is turned into what the
    template takes."""
    can = capabilities_of(template)
    return {
        "supports_string_content": can.string_content,
        "supports_typed_content": can.typed_content,
        "supports_object_arguments": bool(can.call_style and can.call_style.object_arguments),
        "supports_system_role": can.system_role,
        "supports_tools": can.tools,
        "supports_tool_calls": can.call_style is not None,
        "supports_parallel_tool_calls": can.parallel_tool_calls,
        "supports_preserve_reasoning": can.preserve_reasoning,
        "supports_reasoning_effort": can.reasoning_effort,
    }


def _tokenize(front: Front, body: Body) -> dict[str, Any]:
    tokens = _tokens(
        body.get("content"),
        front,
        add_special=body.flag("add_special"),
        parse_special=body.flag("parse_special", True),
    )
    if not body.flag("with_pieces"):
        return {"tokens": tokens}
    return {"tokens": [{"id": token, "piece": _piece(front, token)} for token in tokens]}


def _tokens(content: Any, front: Front, *, add_special: bool, parse_special: bool) -> list[int]:
    """Of a text, or of a list of texts and tokens."""
    tokens: list[int] = []
    parts = content if isinstance(content, list) else ["" if content is None else content]
    for place, part in enumerate(parts):
        if isinstance(part, str):
            begins = add_special and place == 0
            tokens += front.engine.tokenize(part, add_special=begins, parse_special=parse_special)
        elif isinstance(content, list) and is_token(part):
            tokens.append(part)
        else:
            raise bad_request("'content' must be a string, or a list of strings and tokens.")
    return tokens


def _piece(front: Front, token: int) -> str | list[int]:
    raw = front.engine.token_bytes(token)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return list(raw)


def _detokenize(front: Front, body: Body) -> str:
    tokens = body.items("tokens")
    if not all(is_token(token) and token < front.card.vocabulary for token in tokens):
        raise bad_request(f"'tokens' must be numbers from 0 to {front.card.vocabulary - 1}.")
    return front.engine.detokenize(tokens)
