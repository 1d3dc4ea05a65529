"""runtime_config.json: which rule runs a model, why, and the command line it gives."""

from app.domain.rules.choice import Candidate, candidates
from app.domain.rules.command import ResolvedProgram, build_spec, check_rule
from app.domain.rules.config import Fallback, PortRange, Rule, RuntimeConfig, schema_text

__all__ = [
    "Candidate",
    "Fallback",
    "PortRange",
    "ResolvedProgram",
    "Rule",
    "RuntimeConfig",
    "build_spec",
    "candidates",
    "check_rule",
    "schema_text",
]
