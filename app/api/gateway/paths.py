"""Which paths are passed on to a model, and where to on its own port.

llama-server's endpoints (README of tools/server, b11434), with and without ``/v1``, and those of
LM Studio's own API that are the same thing.
"""

_WITH_AND_WITHOUT_V1 = (
    "/chat/completions",
    "/chat/completions/input_tokens",
    "/embeddings",
    "/rerank",
    "/reranking",
    "/responses",
    "/responses/input_tokens",
    "/completions",
)
_AS_THEY_ARE = (
    "/v1/messages",
    "/v1/messages/count_tokens",
    "/completion",
    "/embedding",
    "/infill",
    "/tokenize",
    "/detokenize",
    "/apply-template",
)
_LM_STUDIO = ("/chat/completions", "/completions", "/embeddings")

FORWARDED: dict[str, str] = {
    **{f"/v1{path}": f"/v1{path}" for path in _WITH_AND_WITHOUT_V1},
    **{path: path for path in (*_WITH_AND_WITHOUT_V1, *_AS_THEY_ARE)},
    **{f"/api/v0{path}": f"/v1{path}" for path in _LM_STUDIO},
}
"""Requests with a body that names the model: the path here, and the path there."""

PAGES = ("/props", "/slots", "/metrics", "/lora-adapters")
"""Pages about a loaded model, named as ``?model=``."""
