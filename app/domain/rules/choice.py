"""Which rules may run a model, in the order they are tried, each with its reason."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from app.domain.errors import InvalidOption, RuleError, UnsupportedFormat
from app.domain.launch import LoadOptions
from app.domain.model import Model, ModelFormat, Variant
from app.domain.rules.command import check_rule
from app.domain.rules.config import Rule, RuntimeConfig


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to run a model: a rule, and the variant of the model that it is given.

    Attributes:
        why: the reason as a phrase a person reads, without the program that will run.
    """

    rule_name: str
    rule: Rule
    variant: Variant
    why: str


def candidates(config: RuntimeConfig, model: Model, options: LoadOptions) -> Iterator[Candidate]:
    """The rule that fits best or was asked for, then the fallbacks in the configuration's order.

    A fallback is there to cure what another engine cannot do, so each engine comes once.

    Raises:
        InvalidOption: ``options.runtime`` names no rule, engine or format that can open the model.
        UnsupportedFormat: no rule opens any format of the model.
        RuleError: the best rule, or the one asked for, cannot be carried out as it is written.
    """
    first = _asked_for(config, model, options.runtime) if options.runtime else _best(config, model)
    check_rule(first.rule_name, first.rule)
    fallbacks = _fallbacks(config, model) if config.fallback.enabled else ()
    return _once_per_engine(chain((first,), fallbacks))


def _best(config: RuntimeConfig, model: Model) -> Candidate:
    found = next(_pairs(config, model), None)
    if found is None:
        raise UnsupportedFormat(
            f"No rule in runtime_config.json opens {_format_label(model.format)} models, "
            f"which {model.name} is.",
            hint=f'Add a rule named "{model.format}" that says which program runs it.',
        )
    name, variant = found
    return Candidate(
        name, config.runtime_rules[name], variant, f"rule `{name}` because " + _evidence(variant)
    )


def _asked_for(config: RuntimeConfig, model: Model, runtime: str) -> Candidate:
    wanted = runtime.casefold()
    if wanted not in _known_runtimes(config, model):
        known = ", ".join(dict.fromkeys(_names(config)))
        raise InvalidOption(f"There is no runtime {runtime}.", hint=f"Known are: {known}.")
    for name, variant in _pairs(config, model):
        rule = config.runtime_rules[name]
        if wanted in {name.casefold(), rule.engine.casefold(), variant.format}:
            why = f"rule `{name}` because {runtime} was asked for"
            return Candidate(name, rule, variant, why)
    raise InvalidOption(
        f"{runtime} cannot open {model.name}, which is {_format_label(model.format)}.",
        hint="Leave the runtime out, and ModelTray chooses one that can.",
    )


def _fallbacks(config: RuntimeConfig, model: Model) -> Iterator[Candidate]:
    for runtime in config.fallback.default_runtime:
        for name, variant in _pairs(config, model):
            rule = config.runtime_rules[name]
            if runtime in {name, rule.engine} and _is_sound(name, rule):
                why = f"rule `{name}` as the fallback: {rule.engine} opens {variant.format} too"
                yield Candidate(name, rule, variant, why)


def _pairs(config: RuntimeConfig, model: Model) -> Iterator[tuple[str, Variant]]:
    """Every rule with a variant that it opens, best first: a format's own rule before others."""
    for variant in model.variants:
        if variant.format in config.runtime_rules:
            yield variant.format, variant
    for variant in model.variants:
        for name, rule in config.runtime_rules.items():
            if name != variant.format and variant.format in rule.opens:
                yield name, variant


def _once_per_engine(found: Iterable[Candidate]) -> Iterator[Candidate]:
    engines: set[str] = set()
    for candidate in found:
        if candidate.rule.engine not in engines:
            engines.add(candidate.rule.engine)
            yield candidate


def _is_sound(name: str, rule: Rule) -> bool:
    try:
        check_rule(name, rule)
    except RuleError:
        return False
    return True


def _names(config: RuntimeConfig) -> Iterator[str]:
    yield from config.runtime_rules
    yield from (rule.engine for rule in config.runtime_rules.values())


def _known_runtimes(config: RuntimeConfig, model: Model) -> set[str]:
    formats = (variant.format for variant in model.variants)
    return {name.casefold() for name in (*_names(config), *formats)}


_LABELS = {
    ModelFormat.GGUF: "GGUF",
    ModelFormat.SAFETENSORS: "SafeTensors",
    ModelFormat.PYTORCH: "PyTorch",
    ModelFormat.ONNX: "ONNX",
}


def _format_label(name: str) -> str:
    return _LABELS[ModelFormat(name)] if name in set(ModelFormat) else name


def _evidence(variant: Variant) -> str:
    file = variant.files[0].path.name if variant.files else variant.entry.name
    match variant.format:
        case ModelFormat.GGUF:
            return f"`{file}` starts with the GGUF magic"
        case ModelFormat.SAFETENSORS:
            return f"`{file}` has a SafeTensors header"
        case ModelFormat.PYTORCH:
            return f"`{file}` holds PyTorch weights"
        case ModelFormat.ONNX:
            return f"`{file}` is an ONNX model"
        case other:
            return f"`{file}` is recognised by the rule's match for {other}"
