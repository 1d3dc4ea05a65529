"""What a chat template says about the model it came with."""

from app.domain.model import Capability


def template_capabilities(template: str | None) -> frozenset[Capability]:
    """A template makes a chat model; one that mentions ``tools`` can call them."""
    if not template:
        return frozenset()
    if "tools" in template or "tool_call" in template:
        return frozenset({Capability.CHAT, Capability.TOOLS})
    return frozenset({Capability.CHAT})
