"""A rule of runtime_config.json as a person reads it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """
    Attributes:
        formats: what it is chosen for: its own name, or the files that it matches.
        also_opens: formats it can open as a fallback, or when it is asked for.
        command: program and arguments as the rule writes them, with its placeholders.
        program: what the command stands for on this computer; empty when ``problem`` says why.
        is_own: the person's own file adds or changes it.
    """

    name: str
    engine: str
    label: str
    formats: tuple[str, ...]
    also_opens: tuple[str, ...]
    command: str
    program: str
    is_own: bool
    problem: str = ""
