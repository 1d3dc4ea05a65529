"""The stores that are looked for."""

from app.infra.stores.gpt4all import gpt4all
from app.infra.stores.hugging_face_cache import HuggingFaceCache
from app.infra.stores.jan import jan
from app.infra.stores.lm_studio import lm_studio
from app.infra.stores.ollama import OllamaStore
from app.infra.stores.store import Store, Surroundings


def known_stores(surroundings: Surroundings) -> tuple[Store, ...]:
    """All of them, those first whose names for models say the most."""
    return (
        HuggingFaceCache(surroundings),
        lm_studio(surroundings),
        jan(surroundings),
        gpt4all(surroundings),
        OllamaStore(surroundings),
    )
