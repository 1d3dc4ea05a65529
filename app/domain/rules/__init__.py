"""runtime_config.json: which rule runs a model, why, and the command line it gives."""

from app.domain.rules.arguments import check_arguments, line_of_words, words_of_line
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
    "check_arguments",
    "check_rule",
    "line_of_words",
    "schema_text",
    "words_of_line",
]
